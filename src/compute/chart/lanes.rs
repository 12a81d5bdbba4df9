//! Dated events in lanes.

use std::collections::BTreeMap;

use super::as_table::head;
use super::axis::{axis, place};
use super::lines::ends;
use super::{figures, notes};
use crate::chart::{Colour, Event, Lane, Marks, Plot};
use crate::compute::Words;
use crate::compute::alt::Summary;
use crate::compute::colour;
use crate::compute::provenance::Measured;
use crate::dates;
use crate::format::NumberFormat;
use crate::model::dataset::BoundDataset;
use crate::model::drawn::{Drawn, Table};
use crate::model::figure::{ChartPlan, Role, SeriesOrder};
use crate::model::id::RowId;

/// Draws lanes in the order of their first events, or as listed.
pub fn draw(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset) -> Drawn {
    let mut rows = plan.rows.clone();
    rows.sort_by(|a, b| day(plan, bound, *a).total_cmp(&day(plan, bound, *b)).then(a.cmp(b)));
    let lanes = lanes(words, plan, bound, &rows);
    let summary = Summary {
        kind: figures::kind_word(words, plan.kind),
        series: lanes.len(),
        values: rows.len(),
        ends: ends(words, plan, bound),
    };
    let mut plot = Plot::new("", words.lang, Marks::Timeline(lanes));
    let plain = Measured { format: NumberFormat::default(), unit: String::new(), full: String::new() };
    plot.x = axis(&plan.x, plain, true);
    notes::lay(&mut plot, &plan.style, true);
    let mut drawn = figures::draw_both(words, plot, &summary);
    drawn.dek = dek(words, plan, bound);
    drawn.table = figures::kept_back(words, plan.data, table(words, plan, bound, &rows));
    figures::add_rows(words, &mut drawn, plan.data, &rows);
    drawn
}

fn day(plan: &ChartPlan, bound: &BoundDataset, row: RowId) -> f64 {
    place(&bound.dataset.cell(row, plan.x.field)).unwrap_or(f64::MAX)
}

fn lanes(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset, rows: &[RowId]) -> Vec<Lane> {
    let dataset = &bound.dataset;
    let field = plan.series.as_ref().map(|series| series.field);
    let mut places: BTreeMap<i128, usize> = BTreeMap::new();
    let mut groups: Vec<(String, Vec<RowId>)> = Vec::new();
    for row in rows {
        let at = *places.entry(field.map_or(0, |field| dataset.key(*row, field))).or_insert_with(|| {
            groups.push((field.map_or(String::new(), |field| dataset.cell(*row, field).raw()), Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(*row);
    }
    if let Some(SeriesOrder::List(list)) = plan.series.as_ref().map(|series| &series.order) {
        groups.sort_by_key(|(key, _)| list.iter().position(|name| name.value == *key).unwrap_or(usize::MAX));
    }
    let notes: Vec<_> =
        groups.iter().map(|(_, rows)| field.and_then(|field| bound.note(rows[0], field))).collect();
    let colours = match groups.len() {
        1 => vec![colour::single(words)],
        _ => colour::slots(words.site, &notes),
    };
    let lane = |((_, rows), colour): (&(String, Vec<RowId>), &Colour)| Lane {
        name: field.map_or(String::new(), |field| words.text(bound, rows[0], field)),
        colour: *colour,
        events: rows.iter().filter_map(|row| event(words, plan, bound, *row)).collect(),
    };
    groups.iter().zip(&colours).map(lane).collect()
}

fn event(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset, row: RowId) -> Option<Event> {
    let label = plan.column(Role::Label);
    Some(Event {
        day: place(&bound.dataset.cell(row, plan.x.field))?,
        label: label.map_or(String::new(), |label| words.text(bound, row, label)),
        planned: bound.dataset.is_scheduled(row),
        title: String::new(),
    })
}

/// Whose events, from when to when.
fn dek(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset) -> String {
    let title = bound.dataset.schema.title.get(words.figure.lang);
    let dates = || plan.rows.iter().filter_map(|row| bound.dataset.cell(*row, plan.x.field).date());
    let (Some(first), Some(last)) = (dates().min(), dates().max()) else { return title.to_owned() };
    format!("{title}{}{}", words.lang.pick(", ", "，"), dates::range(first, last, words.lang))
}

fn table(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset, rows: &[RowId]) -> Table {
    let lane = plan.series.as_ref().map(|series| series.field);
    let columns: Vec<_> =
        [Some(plan.x.field), lane, plan.column(Role::Label)].into_iter().flatten().collect();
    let heads = columns.iter().map(|column| head(words, bound, *column, "")).collect();
    let plain = NumberFormat::default();
    let line = |row: &RowId| {
        let mut line: Vec<_> =
            columns.iter().map(|column| words.cell(bound, *row, *column, &plain)).collect();
        if let (Some(status), true) = (bound.dataset.schema.status, bound.dataset.is_scheduled(*row))
            && let Some(last) = line.last_mut()
        {
            last.status = Some(words.text(bound, *row, status));
        }
        line
    };
    Table { head: heads, lines: rows.iter().map(line).collect(), row_heads: true, left_out: 0 }
}
