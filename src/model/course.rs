//! Which rows make one course: values over time that may be drawn as one line.

use super::dataset::{Cell, Dataset, FieldType, Time};
use super::id::{ColumnId, RowId};
use super::query;

/// Fewest values that say more as a line than as numbers.
pub const FEWEST: usize = 3;

/// The columns in which the rows of one course agree. Of values that hold until the next: their key. Of others every
/// column of words but source and remarks, since sums over days and over weeks make no common line.
pub fn columns(dataset: &Dataset) -> Vec<ColumnId> {
    if query::is_step(dataset) {
        query::key_without_time(dataset)
    } else {
        telling_columns(dataset).collect()
    }
}

/// What the rows of one course have in common: the values of those columns and how long their periods are.
pub fn key(dataset: &Dataset, columns: &[ColumnId], row: RowId) -> Vec<i128> {
    let values = columns.iter().map(|column| dataset.key(row, *column));
    values.chain([i128::from(months(dataset, row))]).collect()
}

/// Whether two rows are of one course, by those columns.
pub fn is_one(dataset: &Dataset, columns: &[ColumnId], a: RowId, b: RowId) -> bool {
    columns.iter().all(|column| dataset.key(a, *column) == dataset.key(b, *column))
        && months(dataset, a) == months(dataset, b)
}

/// The columns of words that tell rows apart: all but sources and remarks.
pub fn telling_columns(dataset: &Dataset) -> impl Iterator<Item = ColumnId> {
    (0..dataset.columns.len()).map(ColumnId::at).filter(|column| {
        let field = dataset.field(*column);
        let remark = field.name == "note" || field.name.starts_with("note_");
        field.kind == FieldType::String && Some(*column) != dataset.schema.source && !remark
    })
}

/// The column of time that a chart shows: of two the first.
pub fn time_column(dataset: &Dataset) -> Option<ColumnId> {
    dataset.schema.time.map(|time| match time {
        Time::At(column) | Time::Between(column, _) => column,
    })
}

/// How many months the period of a row has; 0 where its time is a date.
pub fn months(dataset: &Dataset, row: RowId) -> u32 {
    match time_column(dataset).map(|time| dataset.cell(row, time)) {
        Some(Cell::Period(period)) => u32::from(period.months()),
        _ => 0,
    }
}
