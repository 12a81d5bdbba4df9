//! A column on an axis, and what makes the series: a name, or a map with the name and how it is shown.

use std::str::FromStr;

use super::condition::conditions_of;
use crate::diag::Diagnostic;
use crate::diag::catalog::config::listed_twice;
use crate::diag::catalog::fence as say;
use crate::format::{NumberFormat, Scaled};
use crate::load::fields::{Fields, decimal_of, local_of};
use crate::load::node::{Node, Value};
use crate::model::decimal::Decimal;
use crate::model::figure::{Channel, Part, Role, SeriesAsk, SeriesOrder};
use crate::model::id::LangId;
use crate::model::text::LocalText;
use crate::scan::is_blank;
use crate::source::Located;

/// Most series or categories that a block can ask for by number.
pub const MOST: u64 = 50;

/// The words for the two scales of an axis.
pub const SCALES: [(&str, bool); 2] = [("linear", false), ("log", true)];

/// A channel of a chart.
pub fn channel(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Channel<Located<String>>> {
    let node = fields.node(key)?;
    if !matches!(node.value, Value::Map(_)) {
        let field = name(node, key, fields)?;
        return Some(Channel::plain(field));
    }
    let mut map = fields.map(key, "a channel")?;
    let field = map.located_text("field");
    let log = map.one_of("scale", &SCALES).is_some_and(|scale| scale.value);
    let domain = domain(&mut map);
    let ticks = map.list("ticks");
    let ticks = ticks.iter().filter_map(|tick| decimal(tick, "ticks", map.diagnostics())).collect();
    let format = number_format(&mut map);
    let (label, unit) = (map.words("label"), map.located_text("unit"));
    map.finish();
    if field.is_none() {
        fields.tell(say::missing_field(node.span, key));
    }
    Some(Channel { field: field?, log, domain, ticks, format, label, unit })
}

/// The name of a column, or a mistake.
pub fn name(node: &Node, key: &str, fields: &mut Fields<'_, '_>) -> Option<Located<String>> {
    let name = node.located_text().filter(|name| !is_blank(&name.value));
    if name.is_none() {
        fields.tell(say::missing_field(node.span, key));
    }
    name
}

/// One of the numbers of a row: a column, or conditions on rows.
pub fn part(fields: &mut Fields<'_, '_>, role: Role) -> Option<(Role, Located<Part<Located<String>>>)> {
    let key = role.key();
    let node = fields.node(key)?;
    let part = match node.value {
        Value::Map(_) => Part::Rows(conditions_of(fields, key)),
        _ => Part::Column(name(node, key, fields)?),
    };
    Some((role, Located::new(part, node.span)))
}

/// `domain: [lo, hi]`, where either can be `auto`.
fn domain(map: &mut Fields<'_, '_>) -> (Option<Decimal>, Option<Decimal>) {
    let Some(node) = map.node("domain") else { return (None, None) };
    let Some([low, high]) = node.items() else {
        map.tell(say::not_two_ends(node.span, "domain"));
        return (None, None);
    };
    let mut end = |node: &Node| match node.text() {
        Some("auto") => None,
        _ => decimal(node, "domain", map.diagnostics()),
    };
    let ends = (end(low), end(high));
    if ends.0.zip(ends.1).is_some_and(|(low, high)| low >= high) {
        map.tell(say::not_two_ends(node.span, "domain"));
    }
    ends
}

/// A plain number, or a mistake.
pub fn decimal(node: &Node, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Decimal> {
    let text = crate::load::fields::text_of(node, key, diagnostics)?;
    decimal_of(&text, key, diagnostics).map(|number| number.value)
}

/// `format: …` of an axis.
pub fn number_format(fields: &mut Fields<'_, '_>) -> Option<Located<NumberFormat>> {
    format(fields)
}

/// `format: …` of the cells of a table.
pub fn cell_format(fields: &mut Fields<'_, '_>) -> Option<Located<Scaled>> {
    format(fields)
}

fn format<F: FromStr>(fields: &mut Fields<'_, '_>) -> Option<Located<F>> {
    let text = fields.located_text("format")?;
    let found = F::from_str(&text.value).ok();
    if found.is_none() {
        fields.tell(say::bad_format(text.span, &text.value));
    }
    found.map(|format| Located::new(format, text.span))
}

/// `top: …` and `rest: …`.
pub fn top(fields: &mut Fields<'_, '_>) -> (Option<Located<u32>>, Option<Located<String>>) {
    let top = fields.integer("top", 1..=MOST).map(|top| top.map(|top| top as u32));
    (top, fields.located_words("rest"))
}

/// What makes the series of a chart, at one of its keys.
pub fn series(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    languages: &[String],
) -> Option<SeriesAsk<Located<String>>> {
    let node = fields.node(key)?;
    if !matches!(node.value, Value::Map(_)) {
        return Some(SeriesAsk::plain(name(node, key, fields)?));
    }
    let mut map = fields.map(key, "what makes the series")?;
    let field = map.located_text("field");
    let order = order(&mut map);
    let (top, rest) = top(&mut map);
    let mut names = Vec::new();
    if let Some(mut given) = map.map("names", "`names`") {
        for (value, words) in given.free() {
            let words = local_of(words, &value.value, languages, given.diagnostics());
            names.extend(words.map(|words| (value.clone(), words)));
        }
    }
    map.finish();
    tell_namesakes(fields, &names, languages.len());
    if field.is_none() {
        fields.tell(say::missing_field(node.span, key));
    }
    Some(SeriesAsk { field: field?, order, top, rest, names })
}

/// Tells of series that `names` would make readers take for one.
fn tell_namesakes(fields: &mut Fields<'_, '_>, names: &[(Located<String>, LocalText)], languages: usize) {
    let langs = || (0..languages).map(|lang| LangId(lang as u8));
    for (place, (value, name)) in names.iter().enumerate() {
        let is_same =
            |lang: &LangId| names[..place].iter().any(|(_, other)| other.get(*lang) == name.get(*lang));
        if let Some(lang) = langs().find(is_same) {
            fields.tell(listed_twice(value.span, "names", name.get(lang)));
        }
    }
}

fn order(map: &mut Fields<'_, '_>) -> SeriesOrder {
    let is_list = map.node("order").is_some_and(|node| node.items().is_some());
    if is_list {
        return SeriesOrder::List(map.texts("order"));
    }
    let words = [("value", true), ("name", false)];
    match map.one_of("order", &words) {
        Some(by_value) if !by_value.value => SeriesOrder::Name,
        _ => SeriesOrder::Value,
    }
}
