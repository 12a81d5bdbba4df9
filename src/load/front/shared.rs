//! The keys that notes of all kinds have.

use super::lines::line;
use crate::diag::catalog::config::too_many_entries;
use crate::diag::catalog::fact::bad_reference;
use crate::diag::catalog::files::unusable_name;
use crate::diag::catalog::front_matter as say;
use crate::diag::catalog::yaml::full_width_comma;
use crate::load::checks;
use crate::load::fields::{Fields, text_of};
use crate::load::markdown::Reading;
use crate::load::name;
use crate::load::node::{Node, Value};
use crate::load::said;
use crate::load::written::Written;
use crate::model::fact::Slip;
use crate::model::note::{Extra, Front};
use crate::model::stage::Raw;
use crate::scan;
use crate::source::Located;

/// The longest title, in characters.
const LONGEST_TITLE: usize = 300;

/// Takes them.
pub fn read(fields: &mut Fields<'_, '_>, reading: Reading<'_>) -> Front<Raw> {
    let math = fields.bool("math").unwrap_or(reading.math);
    let reading = Reading { math, ..reading };
    Front {
        title: title(fields, reading),
        summary: line(fields, "summary", reading),
        date: fields.date("date"),
        updated: fields.date("updated"),
        draft: fields.bool("draft").unwrap_or(false),
        publish_at: fields.moment("publish_at"),
        expires_at: fields.moment("expires_at"),
        slug: slug(fields),
        aliases: aliases(fields),
        tags: few(fields, "tags"),
        authors: apart(fields, "authors"),
        sources: apart(fields, "sources"),
        facts: facts(fields),
        math,
        toc: fields.bool("toc").unwrap_or(true),
        checks: checks::read(fields),
        extra: extra(fields),
        given: Vec::new(),
    }
}

fn title(fields: &mut Fields<'_, '_>, reading: Reading<'_>) -> Option<Located<String>> {
    let title = fields.located_text("title")?;
    if reading.report {
        let written = Written::read(&title.value, title.span, reading.raw(title.span));
        said::look_at(&written, (fields.diagnostics(), &mut Vec::new()));
    }
    let title = title.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let length = title.value.chars().filter(|c| !scan::is_invisible(*c)).count();
    if length > LONGEST_TITLE {
        fields.tell(say::long_title(title.span, length, LONGEST_TITLE));
    }
    Some(title)
}

fn slug(fields: &mut Fields<'_, '_>) -> Option<Located<String>> {
    let slug = fields.located_text("slug")?;
    match name::flaw(&slug.value) {
        None => Some(slug),
        Some(flaw) => {
            fields.tell(unusable_name(slug.span, "the slug", &slug.value, flaw));
            None
        }
    }
}

fn aliases(fields: &mut Fields<'_, '_>) -> Vec<Located<String>> {
    let (good, bad): (Vec<_>, Vec<_>) =
        fields.texts("aliases").into_iter().partition(|alias| name::is_old_path(&alias.value));
    bad.iter().for_each(|alias| fields.tell(say::bad_alias(alias.span, &alias.value)));
    good
}

/// Most tags or tickers of a note: each makes a page.
const MOST_PAGES: usize = 100;

/// A list of texts that have pages of their own; those behind the limit are told and left out.
pub fn few(fields: &mut Fields<'_, '_>, key: &'static str) -> Vec<Located<String>> {
    let mut texts = apart(fields, key);
    if let Some(first) = texts.get(MOST_PAGES) {
        fields.tell(too_many_entries(first.span, key, MOST_PAGES));
        texts.truncate(MOST_PAGES);
    }
    texts
}

/// A list of texts. What a full-width comma joins is told as that, and left out.
pub fn apart(fields: &mut Fields<'_, '_>, key: &'static str) -> Vec<Located<String>> {
    let (joined, apart): (Vec<_>, Vec<_>) =
        fields.texts(key).into_iter().partition(|text| text.value.contains(['，', '、']));
    joined.iter().for_each(|text| fields.tell(full_width_comma(text.span)));
    apart
}

fn facts(fields: &mut Fields<'_, '_>) -> Vec<(Located<String>, Located<String>)> {
    let Some(mut map) = fields.map("facts", "the list of facts") else { return Vec::new() };
    let entries = map.free();
    let fact = |(name, node): &(Located<String>, Node)| {
        if name.value.contains(char::is_whitespace) {
            map.tell(bad_reference(name.span, Slip::Words));
        }
        Some((name.clone(), text_of(node, &name.value, map.diagnostics())?))
    };
    entries.iter().filter_map(fact).collect()
}

fn extra(fields: &mut Fields<'_, '_>) -> Vec<(String, Extra)> {
    let Some(mut map) = fields.map("extra", "`extra`") else { return Vec::new() };
    map.free().iter().map(|(key, node)| (key.value.clone(), extra_value(node))).collect()
}

/// A free value; nesting is limited by the reader of YAML.
fn extra_value(node: &Node) -> Extra {
    match &node.value {
        Value::Null => Extra::Text(String::new()),
        Value::Scalar(scalar) => Extra::Text(scalar.text.clone()),
        Value::List(items) => Extra::List(items.iter().map(extra_value).collect()),
        Value::Map(entries) => {
            Extra::Map(entries.iter().map(|(key, node)| (key.value.clone(), extra_value(node))).collect())
        }
    }
}
