//! Policies for reports: profiles that come with the program, and what a site asks beyond them.

use crate::diag::catalog::fields::{not_one_of, unknown_language};
use crate::diag::catalog::policy as say;
use crate::diag::{Diagnostic, nearest};
use crate::load::checks;
use crate::load::fields::{Fields, item_text};
use crate::load::node::{Node, Value};
use crate::load::yaml::{self, Budget};
use crate::model::id::LangId;
use crate::model::policy::{Policies, PublisherField, ReportField, Wanted};
use crate::source::{FileId, Span};

const PROFILES: &str = include_str!("profiles.yaml");

/// Takes the key `policies`.
pub fn read(fields: &mut Fields<'_, '_>, languages: &[String]) -> Policies {
    let Some(mut map) = fields.map("policies", "the list of policies") else { return Policies::default() };
    let mut policies = Policies::default();
    for name in map.one_or_more("profile") {
        match profile(&name.value, languages) {
            Some(profile) => join(&mut policies, profile),
            None => {
                let known = names();
                let near = nearest(&name.value, known.iter().map(String::as_str));
                map.tell(say::unknown_profile(name.span, &name.value, near, &known));
            }
        }
    }
    let own = own(&mut map, languages);
    map.finish();
    join(&mut policies, own);
    policies
}

/// The profiles that come with the program, by name.
fn all() -> Vec<(String, Node)> {
    let whole = Span::new(FileId(0), 0, PROFILES.len());
    let tree = yaml::read(PROFILES, whole, Budget::FILE, &mut Vec::new());
    match tree.map(|tree| tree.value) {
        Some(Value::Map(entries)) => entries.into_iter().map(|(name, node)| (name.value, node)).collect(),
        _ => Vec::new(),
    }
}

fn names() -> Vec<String> {
    all().into_iter().map(|(name, _)| name).collect()
}

/// A profile as it counts for a site of these languages: what it asks of others is left out.
fn profile(name: &str, languages: &[String]) -> Option<Policies> {
    let (_, node) = all().into_iter().find(|(known, _)| known == name)?;
    let mut told = Vec::new();
    let mut fields = Fields::new(&node, "a profile", &mut told);
    let mut policies = own(&mut fields, languages);
    let levels = checks::read(&mut fields);
    policies.levels = levels.into_iter().map(|(check, level)| (check.value, level)).collect();
    Some(policies)
}

fn own(map: &mut Fields<'_, '_>, languages: &[String]) -> Policies {
    Policies {
        fields: words(map, "fields", &ReportField::ALL),
        sections: wanted(map, "sections", languages),
        wording: wanted(map, "wording", languages),
        publisher: words(map, "publisher", &PublisherField::ALL),
        registration: map.bool("registration").unwrap_or(false),
        scores: map.texts("scores").into_iter().map(|name| name.value).collect(),
        levels: Vec::new(),
    }
}

fn join(policies: &mut Policies, more: Policies) {
    policies.fields.extend(more.fields);
    policies.fields.dedup();
    policies.sections.extend(more.sections);
    policies.wording.extend(more.wording);
    policies.publisher.extend(more.publisher);
    policies.publisher.dedup();
    policies.registration |= more.registration;
    policies.scores.extend(more.scores);
    policies.levels.extend(more.levels);
}

fn words<T: Copy>(map: &mut Fields<'_, '_>, key: &'static str, known: &[(&'static str, T)]) -> Vec<T> {
    let mut found = Vec::new();
    for word in map.texts(key) {
        match known.iter().find(|(name, _)| *name == word.value) {
            Some((_, meaning)) => found.push(*meaning),
            None => {
                let allowed: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
                map.tell(not_one_of(word.span, key, &word.value, &allowed));
            }
        }
    }
    found
}

/// A list for all editions, or a map of lists by language. An item is a text, or a list of texts of which
/// one is enough.
fn wanted(map: &mut Fields<'_, '_>, key: &'static str, languages: &[String]) -> Vec<Wanted> {
    let Some(node) = map.node(key) else { return Vec::new() };
    let Some(entries) = node.entries() else { return items(node, key, None, map.diagnostics()) };
    let mut found = Vec::new();
    for (code, node) in entries {
        match languages.iter().position(|known| *known == code.value) {
            Some(place) => {
                found.extend(items(node, key, Some(LangId(place as u8)), map.diagnostics()));
            }
            None => {
                let known: Vec<&str> = languages.iter().map(String::as_str).collect();
                map.tell(unknown_language(code.span, &code.value, &known));
            }
        }
    }
    found
}

fn items(node: &Node, key: &str, lang: Option<LangId>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Wanted> {
    let one = std::slice::from_ref(node);
    let list = node.items().unwrap_or(one);
    let mut wanted = Vec::new();
    for item in list {
        let texts = item.items().unwrap_or(std::slice::from_ref(item));
        let any = texts.iter().filter_map(|text| item_text(text, key, diagnostics)).map(|text| text.value);
        let any: Vec<String> = any.collect();
        if !any.is_empty() {
            wanted.push(Wanted { lang, any });
        }
    }
    wanted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Level;

    #[test]
    fn every_profile_is_read_without_a_word() {
        let languages = ["en", "zh"].map(str::to_owned);
        assert_eq!(names(), ["cn-research-report", "hk-research-report", "us-research-report"]);
        for (name, node) in all() {
            let mut told = Vec::new();
            let mut fields = Fields::new(&node, "a profile", &mut told);
            let policies = own(&mut fields, &languages);
            checks::read(&mut fields);
            fields.finish();
            assert_eq!(told, [], "{name}");
            assert!(!policies.fields.is_empty() && !policies.sections.is_empty(), "{name}");
        }
    }

    #[test]
    fn a_profile_leaves_out_what_it_asks_of_other_languages() {
        let policies = profile("cn-research-report", &["en".to_owned()]).unwrap();
        assert!(policies.wording.is_empty() && policies.registration);
        assert!(policies.levels.contains(&("report-wording".to_owned(), Level::DENY)));
    }
}
