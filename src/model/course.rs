//! Which rows make one course: values over time that may be drawn as one line.

use super::dataset::{Cell, Dataset, FieldType, Time};
use super::id::{ColumnId, RowId};
use super::query;
use super::series::Series;

/// Fewest values that say more as a line than as numbers.
pub const FEWEST: usize = 3;

/// The rows of a dataset by course: alike in what they are about and in how long their periods are. Where values do not
/// hold until the next, alike also in every column of words but source and remarks, since sums over days and over weeks
/// make no common line.
pub fn courses(dataset: &Dataset) -> &Series {
    dataset.derived.courses.get_or_init(|| {
        let about = query::key_without_time(dataset).into_iter();
        let told = telling_columns(dataset).filter(|_| !query::is_step(dataset));
        Series::new(dataset.len(), numbers(dataset, about.chain(told)))
    })
}

/// Per column what gives a row's number in it, and last the length of its period.
pub fn numbers(
    dataset: &Dataset,
    columns: impl Iterator<Item = ColumnId>,
) -> impl Iterator<Item = impl Fn(RowId) -> u32> {
    columns.map(Some).chain([None]).map(move |column| {
        let cells = column.map(|column| dataset.numbers(column));
        move |row: RowId| cells.as_ref().map_or_else(|| months(dataset, row), |cells| cells[row.index()])
    })
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
    dataset.schema.time.map(Time::begin)
}

/// Where a row stands on a horizontal axis of dates or numbers, in thousandths of a day or of one: a year, its last quarter and
/// its last month stand at one place, however their times are written.
pub fn place(dataset: &Dataset, row: RowId, column: ColumnId) -> i128 {
    match dataset.cell(row, column) {
        Cell::Number(number) => (number.to_f64() * 1000.0) as i128,
        cell => cell.date().map_or(i128::MIN, |date| i128::from(date.day_number()) * 1000),
    }
}

/// What tells the places of rows apart on an axis: of times where they stand, of anything else its value.
pub fn place_key(dataset: &Dataset, row: RowId, column: ColumnId) -> i128 {
    match dataset.field(column).kind {
        FieldType::Date | FieldType::Period => place(dataset, row, column),
        _ => dataset.key(row, column),
    }
}

/// How many months the period of a row has; 0 where its time is a date.
fn months(dataset: &Dataset, row: RowId) -> u32 {
    match time_column(dataset).map(|time| dataset.cell(row, time)) {
        Some(Cell::Period(period)) => u32::from(period.months()),
        _ => 0,
    }
}
