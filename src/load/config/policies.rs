//! Policies for reports: profiles that come with the program, and what a site asks beyond them.

use crate::diag::catalog::fields::{not_one_of, unknown_language};
use crate::diag::catalog::policy as say;
use crate::diag::{Diagnostic, nearest};
use crate::load::checks;
use crate::load::fields::{Fields, item_text};
use crate::load::node::{Node, Value};
use crate::load::yaml::{self, Budget};
use crate::model::policy::{Policies, PublisherField, ReportField, Wanted, is_in};
use crate::source::{FileId, Located, Span};

const PROFILES: &str = include_str!("profiles.yaml");

/// Takes the key `policies`.
pub fn read(fields: &mut Fields<'_, '_>, languages: &[String]) -> Policies {
    let Some(mut map) = fields.map("policies", "the list of policies") else { return Policies::default() };
    let mut policies = Policies::default();
    for name in map.one_or_more("profile") {
        match profile(&name.value) {
            Some(profile) => join(&mut policies, profile),
            None => {
                let known = names();
                let near = nearest(&name.value, known.iter().map(String::as_str));
                map.tell(say::unknown_profile(name.span, &name.value, near, &known));
            }
        }
    }
    let own = own(&mut map, Some(languages));
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

/// What a profile asks, as it stands in YAML: its comment and its keys.
pub fn profile_text(name: &str) -> Option<&'static str> {
    let blocks = PROFILES.split("\n\n").map(str::trim);
    blocks.into_iter().find(|block| block.lines().any(|line| line.strip_suffix(':') == Some(name)))
}

fn profile(name: &str) -> Option<Policies> {
    let (_, node) = all().into_iter().find(|(known, _)| known == name)?;
    let mut told = Vec::new();
    let mut fields = Fields::new(&node, "a profile", &mut told);
    let mut policies = own(&mut fields, None);
    let levels = checks::read(&mut fields);
    policies.levels = levels.into_iter().map(|(check, level)| (check.value, level)).collect();
    Some(policies)
}

/// The keys of a set of policies. Those of a site name its own `languages`, those of a profile any.
fn own(map: &mut Fields<'_, '_>, languages: Option<&[String]>) -> Policies {
    Policies {
        editions: editions(map, languages),
        fields: words(map, "fields", &ReportField::ALL),
        sections: wanted(map, "sections", languages),
        wording: wanted(map, "wording", languages),
        publisher: words(map, "publisher", &PublisherField::ALL),
        registration: map.bool("registration").unwrap_or(false),
        scores: map.texts("scores").into_iter().map(|name| name.value).collect(),
        levels: Vec::new(),
    }
}

/// Asks for more: each thing once, each check at the strictest level.
fn join(policies: &mut Policies, more: Policies) {
    add(&mut policies.editions, more.editions);
    add(&mut policies.fields, more.fields);
    add(&mut policies.sections, more.sections);
    add(&mut policies.wording, more.wording);
    add(&mut policies.publisher, more.publisher);
    policies.registration |= more.registration;
    add(&mut policies.scores, more.scores);
    for (check, level) in more.levels {
        match policies.levels.iter_mut().find(|(known, _)| *known == check) {
            Some((_, known)) => *known = known.or_stricter(level),
            None => policies.levels.push((check, level)),
        }
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, more: Vec<T>) {
    for item in more {
        if !list.contains(&item) {
            list.push(item);
        }
    }
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
fn wanted(map: &mut Fields<'_, '_>, key: &'static str, languages: Option<&[String]>) -> Vec<Wanted> {
    let Some(node) = map.node(key) else { return Vec::new() };
    let in_language = |lang: Option<&String>, list: Vec<Vec<Located<String>>>| {
        let any = |texts: Vec<Located<String>>| texts.into_iter().map(|text| text.value).collect();
        let wanted = |texts| Wanted { lang: lang.cloned(), any: any(texts) };
        list.into_iter().map(wanted).collect::<Vec<_>>()
    };
    let Some(entries) = node.entries() else { return in_language(None, items(node, key, map.diagnostics())) };
    let mut found = Vec::new();
    for (code, node) in entries {
        if is_known(map, languages, code) {
            found.extend(in_language(Some(&code.value), items(node, key, map.diagnostics())));
        }
    }
    found
}

fn editions(map: &mut Fields<'_, '_>, languages: Option<&[String]>) -> Vec<Vec<String>> {
    let Some(node) = map.node("editions") else { return Vec::new() };
    let mut found: Vec<Vec<String>> = Vec::new();
    for codes in items(node, "editions", map.diagnostics()) {
        let known = codes.into_iter().filter(|code| is_known(map, languages, code));
        found.push(known.map(|code| code.value).collect());
    }
    found.retain(|codes| !codes.is_empty());
    found
}

/// Whether a site has a language of a code; if not, that is told.
fn is_known(map: &mut Fields<'_, '_>, languages: Option<&[String]>, code: &Located<String>) -> bool {
    let Some(languages) = languages else { return true };
    let known = languages.iter().any(|known| is_in(known, &code.value));
    if !known {
        let known: Vec<&str> = languages.iter().map(String::as_str).collect();
        map.tell(unknown_language(code.span, &code.value, &known));
    }
    known
}

/// The items of a list, each one text or a list of texts.
fn items(node: &Node, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Vec<Located<String>>> {
    let list = node.items().unwrap_or(std::slice::from_ref(node)).iter();
    let texts = |item: &Node| {
        let texts = item.items().unwrap_or(std::slice::from_ref(item)).iter();
        texts.filter_map(|text| item_text(text, key, diagnostics)).collect::<Vec<_>>()
    };
    list.map(texts).filter(|texts| !texts.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Level;

    #[test]
    fn every_profile_is_read_without_a_word() {
        assert_eq!(names(), ["cn-research-report", "hk-research-report", "us-research-report"]);
        for (name, node) in all() {
            let mut told = Vec::new();
            let mut fields = Fields::new(&node, "a profile", &mut told);
            let policies = own(&mut fields, None);
            checks::read(&mut fields);
            fields.finish();
            assert_eq!(told, [], "{name}");
            assert!(profile_text(&name).is_some_and(|text| text.starts_with('#')), "{name}");
            assert!(!policies.fields.is_empty() && !policies.sections.is_empty(), "{name}");
        }
    }

    #[test]
    fn profiles_join_to_the_strictest_whatever_their_order() {
        let names = ["cn-research-report", "hk-research-report", "us-research-report"];
        let joined = |names: &[&str]| {
            let mut policies = Policies::default();
            names.iter().for_each(|name| join(&mut policies, profile(name).unwrap()));
            policies.levels.sort_by(|a, b| a.0.cmp(&b.0));
            policies
        };
        let (there, back) = (joined(&names), joined(&[names[2], names[1], names[0]]));
        assert_eq!(there.levels, back.levels);
        for check in ["unlisted-ticker", "report-section", "missing-review", "incomplete-review"] {
            assert!(there.levels.contains(&(check.to_owned(), Level::DENY)), "{check}");
        }
        assert_eq!(there.fields.len(), 4);
        assert!(there.registration && back.registration);
    }
}
