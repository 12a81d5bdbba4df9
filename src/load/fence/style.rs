//! How a chart is drawn: remarks, reference lines, what is highlighted, its size.

use super::channel::top;
use crate::diag::Diagnostic;
use crate::diag::catalog::chart::{NoIndex, index_of_zero};
use crate::diag::catalog::fence as say;
use crate::load::fields::{Fields, text_of};
use crate::load::node::Node;
use crate::model::decimal::Decimal;
use crate::model::figure::{AnnotationAsk, ChangeAsk, ChartStyle, QuadrantAsk, SizeAsk, TableSize};
use crate::model::place::Place;
use crate::source::Located;

/// Most points of a trailing mean.
const LONGEST_MEAN: u64 = 366;

/// Everything about the drawing.
pub fn style(fields: &mut Fields<'_, '_>) -> ChartStyle {
    let sizes = [("default", SizeAsk::Default), ("tall", SizeAsk::Tall), ("short", SizeAsk::Short)];
    let tables = [("auto", TableSize::Auto), ("full", TableSize::Full), ("summary", TableSize::Summary)];
    let modes = [("group", false), ("stack", true)];
    let (top, rest) = top(fields);
    ChartStyle {
        stacked: fields.one_of("mode", &modes).is_some_and(|mode| mode.value),
        smooth: fields.integer("smooth", 2..=LONGEST_MEAN).map(|points| points.map(|points| points as u32)),
        annotations: each(fields, "annotate", "a remark", annotation),
        references: each(fields, "ref", "a reference line", reference),
        highlight: fields.one_or_more("highlight"),
        estimate_from: estimate(fields),
        size: fields.one_of("size", &sizes).map_or(SizeAsk::Default, |size| size.value),
        quadrant: quadrant(fields),
        frontier: fields.one_of("frontier", &[("max-y-min-x", true)]).is_some(),
        table: fields.one_of("table", &tables).map_or(TableSize::Auto, |table| table.value),
        breaks: each(fields, "breaks", "a break", declared_break),
        base: base(fields),
        change: fields.one_of("change", &CHANGES).map(|change| change.value),
        no_ghosts: fields.bool("ghosts") == Some(false),
        own_scale: fields.bool("shared") == Some(false),
        narrow_labels: narrow(fields),
        top,
        rest,
    }
}

/// The words for how a change is said.
const CHANGES: [(&str, ChangeAsk); 4] = [
    ("percent", ChangeAsk::Percent),
    ("difference", ChangeAsk::Difference),
    ("ratio", ChangeAsk::Ratio),
    ("none", ChangeAsk::Silent),
];

/// `index: 1000`: where lines start, above zero.
fn base(fields: &mut Fields<'_, '_>) -> Option<Decimal> {
    let base = fields.decimal("index")?;
    if base.value.to_f64() <= 0.0 {
        fields.tell(index_of_zero(base.span, NoIndex::Start(&base.value.to_string())));
    }
    Some(base.value)
}

/// `narrow: {labels: [..]}`.
fn narrow(fields: &mut Fields<'_, '_>) -> Vec<Located<String>> {
    let Some(mut map) = fields.map("narrow", "`narrow`") else { return Vec::new() };
    map.require("labels");
    let labels = map.one_or_more("labels");
    map.finish();
    labels
}

/// Reads each map of a list, or one map for a list of one.
fn each<T>(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    what: &str,
    read: fn(&mut Fields<'_, '_>) -> Option<T>,
) -> Vec<T> {
    let one = fields.node(key).filter(|node| node.entries().is_some());
    let items = one.map_or_else(|| fields.list(key), std::slice::from_ref);
    let read_one = |item: &Node| {
        let mut map = Fields::new(item, what, fields.diagnostics());
        let found = read(&mut map);
        map.finish();
        found
    };
    items.iter().filter_map(read_one).collect()
}

fn annotation(map: &mut Fields<'_, '_>) -> Option<AnnotationAsk> {
    map.require("x");
    map.require("text");
    let x = map.node("x").and_then(|node| stretch(node, map.diagnostics()));
    let y = map.decimal("y").map(|y| y.value);
    let text = map.text("text");
    Some(AnnotationAsk { x: x?, y, text: text? })
}

/// One place, or the two ends of a stretch.
fn stretch(
    node: &Node,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Located<Place>, Option<Located<Place>>)> {
    let Some(items) = node.items() else { return Some((place(node, diagnostics)?, None)) };
    let [from, to] = items else {
        diagnostics.push(say::not_two_ends(node.span, "x"));
        return None;
    };
    Some((place(from, diagnostics)?, Some(place(to, diagnostics)?)))
}

fn place(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Located<Place>> {
    text_of(node, "x", diagnostics).map(|text| text.map(Place::read))
}

fn reference(map: &mut Fields<'_, '_>) -> Option<(Decimal, String)> {
    map.require("y");
    let y = map.decimal("y").map(|y| y.value);
    let text = map.text("text").unwrap_or_default();
    Some((y?, text))
}

fn declared_break(map: &mut Fields<'_, '_>) -> Option<(Located<Place>, String)> {
    map.require("x");
    map.require("text");
    let (x, text) = (map.located_text("x"), map.text("text"));
    Some((x?.map(Place::read), text?))
}

fn estimate(fields: &mut Fields<'_, '_>) -> Option<Located<Place>> {
    let mut map = fields.map("estimate", "`estimate`")?;
    map.require("from");
    let from = map.located_text("from");
    map.finish();
    from.map(|from| from.map(Place::read))
}

fn quadrant(fields: &mut Fields<'_, '_>) -> Option<QuadrantAsk> {
    let mut map = fields.map("quadrant", "`quadrant`")?;
    for key in ["x", "y", "text"] {
        map.require(key);
    }
    let (x, y, text) = (side(&mut map, "x"), side(&mut map, "y"), map.text("text"));
    map.finish();
    Some(QuadrantAsk { x: x?, y: y?, text: text? })
}

/// `<1` or `>45`.
fn side(map: &mut Fields<'_, '_>, key: &'static str) -> Option<(bool, Decimal)> {
    let node = map.node(key)?;
    let text = node.text().unwrap_or("").trim();
    let below = text.starts_with('<');
    let number = text.strip_prefix(['<', '>']).and_then(|number| Decimal::parse(number.trim()).ok());
    if number.is_none() {
        map.tell(say::bad_corner(node.text_span(), text));
    }
    number.map(|number| (below, number))
}
