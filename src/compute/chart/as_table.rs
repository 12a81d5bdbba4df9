//! The data of charts as tables, with the digits of their rows.

use super::figures;
use super::series::{Group, Valued};
use crate::compute::Words;
use crate::compute::provenance::Measured;
use crate::compute::stretch::Names;
use crate::format::NumberFormat;
use crate::model::dataset::{BoundDataset, Cell, Time};
use crate::model::drawn::{HeadCell, Table, TableCell};
use crate::model::figure::{ChartKind, ChartPlan};
use crate::model::growth;
use crate::model::id::{ColumnId, RowId};
use crate::model::query;
use crate::words::word;

/// The data: by place and series where that is not too long, else first, last, lowest and highest.
pub fn of_series(
    words: Words<'_>,
    plan: &ChartPlan,
    bound: &BoundDataset,
    data: (&[Group], &Measured),
) -> Table {
    let (groups, measured) = data;
    let values: usize = groups.iter().map(|group| group.values.len()).sum();
    if !figures::shows_all(plan.style.table, values * 2) {
        return summary(words, bound, plan, data);
    }
    if plan.kind == ChartKind::Step || (groups.len() > 8 && plan.kind != ChartKind::Index) {
        return long(words, plan, bound, measured);
    }
    wide(words, plan, bound, data)
}

/// A line a row: place, series, value.
fn long(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset, measured: &Measured) -> Table {
    let series = plan.series.as_ref().map(|series| series.field);
    let told = until_column(plan, bound).into_iter().chain(series);
    let plain = NumberFormat::default();
    let mut head = vec![head(words, bound, plan.x.field, "")];
    head.extend(told.clone().map(|column| self::head(words, bound, column, "")));
    head.push(HeadCell { numeric: true, ..self::head(words, bound, plan.y.field, &measured.unit) });
    let mut rows = plan.rows.clone();
    rows.sort_by_key(|row| bound.dataset.cell(*row, plan.x.field).date());
    let names = Names::of(words, bound, &plan.rows, plan.x.field);
    let line = |row: &RowId| {
        let mut line = vec![names.cell(*row)];
        line.extend(told.clone().map(|column| words.cell(bound, *row, column, &plain)));
        line.push(told_cell(words, bound, (*row, plan.y.field), (&measured.format, series)));
        line
    };
    Table { head, lines: rows.iter().map(line).collect(), row_heads: true, left_out: 0 }
}

/// The column that says until when values hold, where some say so.
fn until_column(plan: &ChartPlan, bound: &BoundDataset) -> Option<ColumnId> {
    let dataset = &bound.dataset;
    let ends = plan.rows.iter().any(|row| query::last_day(dataset, *row).is_some());
    match dataset.schema.time {
        Some(Time::Between(_, until)) if ends && plan.x.field != until => Some(until),
        _ => None,
    }
}

/// The number of a row with a word for what it is, if that is told ahead and no other column shown says so.
pub fn told_cell(
    words: Words<'_>,
    bound: &BoundDataset,
    (row, column): (RowId, ColumnId),
    (format, shown): (&NumberFormat, Option<ColumnId>),
) -> TableCell {
    let by = query::told_ahead_by(&bound.dataset, row).filter(|by| Some(*by) != shown);
    let status = by.filter(|by| bound.dataset.schema.metric != Some(*by));
    TableCell {
        status: status.map(|by| words.text(bound, row, by)),
        ..words.cell(bound, row, column, format)
    }
}

/// A line a place, a column a series.
fn wide(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset, data: (&[Group], &Measured)) -> Table {
    let (groups, measured) = data;
    let names = Names::of(words, bound, &plan.rows, plan.x.field);
    let mut places: Vec<(f64, TableCell)> = Vec::new();
    for value in groups.iter().flat_map(|group| &group.values) {
        let known = places.binary_search_by(|(x, _)| x.total_cmp(&value.x));
        if let Err(at) = known {
            places.insert(at, (value.x, names.cell(value.row)));
        }
    }
    let mut heads = vec![head(words, bound, plan.x.field, "")];
    heads.extend(groups.iter().map(|group| HeadCell {
        text: if group.name.is_empty() {
            words.field(bound.dataset.field(plan.y.field)).to_owned()
        } else {
            group.name.clone()
        },
        unit: measured.unit.clone(),
        numeric: true,
        ..HeadCell::default()
    }));
    let line = |(x, place): &(f64, TableCell)| {
        let cell = |group: &Group| match group.values.iter().find(|value| value.x == *x) {
            Some(value) => value_cell(words, (plan, bound), (group, value), &measured.format),
            None => words.plain("–"),
        };
        std::iter::once(place.clone()).chain(groups.iter().map(cell)).collect()
    };
    Table { lines: places.iter().map(line).collect(), head: heads, row_heads: true, left_out: 0 }
}

/// A value with the digits of its row; one that was worked out, of the rest or of an index, is rounded.
fn value_cell(
    words: Words<'_>,
    (plan, bound): (&ChartPlan, &BoundDataset),
    (group, value): (&Group, &Valued),
    format: &NumberFormat,
) -> TableCell {
    if group.rest || plan.kind == ChartKind::Index {
        return number(words, value.y, format);
    }
    let series = plan.series.as_ref().map(|series| series.field);
    told_cell(words, bound, (value.row, plan.y.field), (format, series))
}

/// A line a series: first, last, lowest, highest value and the change.
fn summary(words: Words<'_>, bound: &BoundDataset, plan: &ChartPlan, data: (&[Group], &Measured)) -> Table {
    let (groups, measured) = data;
    let names = ["course_series", "course_first", "course_last", "lowest", "highest", "course_change"];
    let head = names.iter().enumerate().map(|(index, name)| HeadCell {
        text: word(words.lang, name).to_owned(),
        unit: if (1..5).contains(&index) { measured.unit.clone() } else { String::new() },
        numeric: index > 0,
        ..HeadCell::default()
    });
    let line = |group: &Group| {
        let values: Vec<(f64, &Valued)> =
            group.values.iter().filter_map(|value| Some((value.y?, value))).collect();
        let (first, last) = (values.first(), values.last());
        let low = values.iter().reduce(|low, value| if value.0 < low.0 { value } else { low });
        let high = values.iter().reduce(|high, value| if value.0 > high.0 { value } else { high });
        let change = first.zip(last).and_then(|(first, last)| growth::told_in_percent(first.0, last.0));
        let percent: NumberFormat = "+0,0%".parse().unwrap_or_default();
        let name = match &group.name {
            name if name.is_empty() => words.field(bound.dataset.field(plan.y.field)).to_owned(),
            name => name.clone(),
        };
        let cells = [first, last, low, high].map(|value| match value {
            Some((_, value)) => value_cell(words, (plan, bound), (group, value), &measured.format),
            None => words.missing(),
        });
        let change = change.map_or(words.plain("–"), |change| words.plain(percent.write(change)));
        std::iter::once(words.plain(name)).chain(cells).chain([change]).collect()
    };
    let lines = groups.iter().map(line).collect();
    Table { head: head.collect(), lines, row_heads: true, left_out: plan.rows.len() }
}

/// A computed number as a cell.
pub fn number(words: Words<'_>, value: Option<f64>, format: &NumberFormat) -> TableCell {
    let Some(value) = value else { return words.missing() };
    TableCell { raw: Some(value.to_string()), ..words.plain(format.write(value)) }
}

/// The head of a column.
pub fn head(words: Words<'_>, bound: &BoundDataset, column: ColumnId, unit: &str) -> HeadCell {
    let field = bound.dataset.field(column);
    let numeric = field.kind.is_number();
    HeadCell { text: words.field(field).to_owned(), unit: unit.to_owned(), numeric, ..HeadCell::default() }
}

/// Whether a cell is there at all.
pub fn is_filled(cell: &Cell<'_>) -> bool {
    *cell != Cell::Empty
}
