//! `chart` fences: what a chart is asked to show.

use std::collections::BTreeSet;

use super::channel::{SCALES, channel, number_format, part, series};
use super::condition::conditions;
use super::style::style;
use crate::diag::catalog::fence as say;
use crate::diag::nearest;
use crate::format::{NumberFormat, Scaled};
use crate::load::fields::Fields;
use crate::load::node::Node;
use crate::model::figure::{
    Ask, Channel, ChartAsk, ChartKind, ChartStyle, Columns, CrossAsk, Rule, SHAPES, SeriesAsk, Shape,
};
use crate::source::Located;

/// What a `chart` fence asks for.
pub fn chart(fields: &mut Fields<'_, '_>, languages: &[String]) -> Option<Ask> {
    fields.require("kind");
    let kind = kind(fields);
    let shape = kind.as_ref().map(|kind| kind.value.shape());
    refuse_others(fields, shape);
    let data = fields.located_text("data");
    let filter = conditions(fields);
    // Without a kind nothing can be drawn; its keys are read all the same, for what is wrong with them.
    let shape = shape.unwrap_or(&SHAPES[0]);
    let x = first(shape.x, |key| channel(fields, key));
    let y = first(shape.y, |key| channel(fields, key));
    let log = fields.one_of("scale", &SCALES).is_some_and(|scale| scale.value);
    let format = number_format(fields);
    let mut by = shape.series.and_then(|rule| first(rule, |key| series(fields, key, languages)));
    let columns = shape.columns.iter().filter_map(|role| Some((*role, fields.located_text(role.key())?)));
    let columns = Columns(columns.collect());
    let parts = shape.parts.iter().filter_map(|(role, _)| part(fields, *role)).collect();
    let models = fields.one_or_more("models");
    let heat = fields.bool("heat").unwrap_or(true);
    let mut style = style(fields);
    // `top` and `rest` beside `series` are meant for it; without one, for the categories.
    if let Some(series) = &mut by {
        series.top = series.top.take().or(style.top.take());
        series.rest = series.rest.take().or(style.rest.take());
    }
    refuse_rest(fields, shape, by.as_ref(), &style);
    if !is_of_measures(shape.kind, &x, &y) {
        fields.require("data");
        data.as_ref()?;
    }
    let kind = kind?;
    if kind.value == ChartKind::Matrix {
        return heat_table(fields, (data?, filter), (by, x, y), (format, heat));
    }
    let ask = ChartAsk { kind, data, filter, x, y, log, format, series: by, columns, parts, models, style };
    Some(Ask::Chart(Box::new(ask)))
}

/// The kind; lines that start at one hundred are a kind of their own.
fn kind(fields: &mut Fields<'_, '_>) -> Option<Located<ChartKind>> {
    let words = SHAPES.map(|shape| (shape.word, shape.kind));
    let meant = |fields: &mut Fields<'_, '_>| {
        let text = fields.node("kind").and_then(Node::located_text)?;
        let near = nearest(&text.value, words.map(|(word, _)| word))?;
        words.iter().find(|(word, _)| *word == near).map(|(_, kind)| Located::new(*kind, text.span))
    };
    // A misspelt kind is told; what is wrong beside it can be told all the same.
    let kind = fields.one_of("kind", &words).or_else(|| meant(fields))?;
    let based = kind.value == ChartKind::Line && fields.node("index").is_some();
    Some(if based { Located::new(ChartKind::Index, kind.span) } else { kind })
}

/// What the first key of a rule that is there gives.
fn first<T>(rule: Rule, read: impl FnMut(&'static str) -> Option<T>) -> Option<T> {
    rule.keys.iter().copied().find_map(read)
}

/// Tells keys that mean nothing to a kind; without a kind all are known.
fn refuse_others(fields: &mut Fields<'_, '_>, shape: Option<&Shape>) {
    let own: BTreeSet<&str> = shape.map(|shape| shape.keys().collect()).unwrap_or_default();
    let all: BTreeSet<&str> = SHAPES.iter().flat_map(Shape::keys).collect();
    for key in all.into_iter().filter(|key| !own.contains(key)) {
        let Some(span) = fields.key_span(key) else { continue };
        if let Some(shape) = shape {
            let near = shape.keys().collect::<BTreeSet<_>>();
            fields.tell(say::key_of_other_kind(span, key, shape.word, &near));
        }
    }
    for key in ["y2", "x2", "secondary", "axis2"] {
        if let Some(span) = fields.key_span(key) {
            fields.tell(say::second_axis(span, key));
        }
    }
}

/// Tells a `rest` of a kind that has no place for a sum of what is left out.
fn refuse_rest(
    fields: &mut Fields<'_, '_>,
    shape: &Shape,
    by: Option<&SeriesAsk<Located<String>>>,
    style: &ChartStyle,
) {
    use ChartKind::{Area, Bar, Index, Line, Multiples, Share, Step};
    let of_series = by.and_then(|by| by.rest.as_ref());
    let lost = match shape.kind {
        Bar => of_series,
        Line | Step | Index | Area | Share | Multiples => style.rest.as_ref(),
        _ => of_series.or(style.rest.as_ref()),
    };
    if let Some(rest) = lost {
        let own = shape.keys().collect();
        fields.tell(say::key_of_other_kind(rest.span, "rest", shape.word, &own));
    }
}

/// Whether an axis of a scatter names a measure of models, which needs no dataset.
fn is_of_measures(
    kind: ChartKind,
    x: &Option<Channel<Located<String>>>,
    y: &Option<Channel<Located<String>>>,
) -> bool {
    let dotted = [x, y].into_iter().flatten().any(|axis| axis.field.value.contains('.'));
    kind == ChartKind::Scatter && dotted
}

/// A column by its name, where it is asked for.
type Named = Option<Channel<Located<String>>>;

/// A matrix is a cross table with tinted cells.
fn heat_table(
    fields: &mut Fields<'_, '_>,
    (data, filter): (Located<String>, Vec<crate::model::range::Condition<Located<String>>>),
    (rows, columns, value): (Option<SeriesAsk<Located<String>>>, Named, Named),
    (format, heat): (Option<Located<NumberFormat>>, bool),
) -> Option<Ask> {
    fields.require("row");
    fields.require("column");
    let format = format.or_else(|| value.as_ref().and_then(|value| value.format.clone()));
    let format = format.map(|format| format.map(Scaled::from));
    let (rows, columns) = (rows?.field, columns?.field);
    Some(Ask::Cross(CrossAsk {
        data,
        filter,
        rows,
        columns,
        value: value.map(|value| value.field),
        format,
        heat,
    }))
}
