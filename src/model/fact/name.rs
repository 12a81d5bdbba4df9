//! Rows as references: the keys by which an author asks for a row.

use xxhash_rust::xxh3::xxh3_64;

use super::print::quoted;
use crate::model::dataset::{Cell, Dataset, Time};
use crate::model::id::{ColumnId, RowId};

/// The keys that differ between rows, first and last day as one.
pub fn apart<'d>(dataset: &'d Dataset, rows: &[RowId]) -> Vec<&'d str> {
    let differs = |column: &ColumnId| {
        rows.windows(2).any(|pair| dataset.key(pair[0], *column) != dataset.key(pair[1], *column))
    };
    let mut names = Vec::new();
    for column in keys(dataset).iter().filter(|column| differs(column)) {
        let name = key_name(dataset, *column);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The name by which a reference asks for a column.
pub fn key_name(dataset: &Dataset, column: ColumnId) -> &str {
    match dataset.schema.time {
        Some(Time::Between(start, end)) if column == start || column == end => "period",
        _ => &dataset.field(column).name,
    }
}

/// The columns that tell rows apart: the primary key, or without one all but the measure.
fn keys(dataset: &Dataset) -> Vec<ColumnId> {
    let schema = &dataset.schema;
    if !schema.primary_key.is_empty() {
        return schema.primary_key.clone();
    }
    let all = (0..schema.fields.len()).map(ColumnId::at);
    all.filter(|column| Some(*column) != schema.measure).collect()
}

/// What a link to a row names: it stays when rows are added or this one is restated.
pub fn anchor(dataset: &Dataset, row: RowId) -> String {
    let cells = keys(dataset).into_iter().map(|column| match dataset.cell(row, column) {
        Cell::Number(number) => number.scaled().to_string(),
        cell => cell.raw(),
    });
    let cells: Vec<String> = cells.collect();
    format!("row-{:012x}", xxh3_64(cells.join("\u{1f}").as_bytes()) >> 16)
}

/// Whether a row says both when its time begins and when it ends: of an open one a reference names the day that it has.
fn is_whole(dataset: &Dataset, row: RowId, (start, end): (ColumnId, ColumnId)) -> bool {
    [start, end].iter().all(|column| dataset.cell(row, *column) != Cell::Empty)
}

/// A row as a reference with all its keys; those named are left out.
pub fn reference(dataset: &Dataset, row: RowId, column: ColumnId, without: &[ColumnId]) -> String {
    let schema = &dataset.schema;
    let mut out = dataset.name.clone();
    let metric = schema.metric.filter(|_| schema.measure == Some(column));
    let named = metric.map(|metric| dataset.cell(row, metric).raw()).filter(|name| quoted(name) == *name);
    if let Some(name) = &named {
        out += &format!(".{name}");
    } else if schema.measure != Some(column) {
        out += &format!(".{}", dataset.field(column).name);
    }
    for key in keys(dataset).into_iter().filter(|key| !without.contains(key)) {
        let cell = dataset.cell(row, key).raw();
        let said = named.is_some() && Some(key) == metric;
        match schema.time {
            Some(Time::Between(start, end)) if is_whole(dataset, row, (start, end)) && key == end => {}
            Some(Time::Between(start, end)) if is_whole(dataset, row, (start, end)) && key == start => {
                out += &format!(" period={cell}..{}", dataset.cell(row, end).raw());
            }
            _ if said || cell.is_empty() || key == column => {}
            _ => out += &format!(" {}={}", dataset.field(key).name, quoted(&cell)),
        }
    }
    out
}
