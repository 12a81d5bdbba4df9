//! What rows are about: the columns that tell series apart, and those that change what a number means.

use crate::model::dataset::{Cell, Dataset};
use crate::model::id::{ColumnId, RowId};
use crate::model::series::Series;

/// The columns that name what a row is about, apart from when and by whom.
pub fn key_without_time(dataset: &Dataset) -> Vec<ColumnId> {
    let schema = &dataset.schema;
    let time = |column: &ColumnId| schema.time.is_some_and(|time| time.has(*column));
    let named = schema.primary_key.iter().copied();
    named.filter(|column| !time(column) && Some(*column) != schema.source).collect()
}

/// The column in which rows are about different things though they are shown as one: two hosts of a model, for one.
/// `known`: columns that the reader sees, or that something else looks after.
pub fn told_apart_by(dataset: &Dataset, rows: &[RowId], known: &[ColumnId]) -> Option<ColumnId> {
    let columns = key_without_time(dataset).into_iter().filter(|column| !known.contains(column));
    let differs = |column: &ColumnId| {
        let first = rows.first().map(|row| dataset.key(*row, *column));
        rows.iter().any(|row| Some(dataset.key(*row, *column)) != first)
    };
    columns.into_iter().find(differs)
}

/// The rows of a dataset by what they are about: alike in all columns of [`key_without_time`].
pub fn series(dataset: &Dataset) -> &Series {
    dataset.derived.series.get_or_init(|| {
        let key = key_without_time(dataset).into_iter();
        let number = |column| {
            let cells = dataset.numbers(column);
            move |row: RowId| cells[row.index()]
        };
        Series::new(dataset.len(), key.map(number))
    })
}

/// Names of columns that change what a number means, wherever they stand.
const DEFINING: [&str; 5] = ["currency", "price_basis", "adjusted", "version", "index_version"];

/// The columns of a dataset that change what its numbers mean.
pub fn defining_columns(dataset: &Dataset) -> impl Iterator<Item = ColumnId> {
    DEFINING.iter().filter_map(|name| dataset.column(name))
}

/// The first column that makes the numbers of rows mean different things, with two rows that differ in it; `is_named`: the
/// columns in which they are meant to.
pub fn defined_apart(
    dataset: &Dataset,
    rows: &[RowId],
    is_named: impl Fn(ColumnId) -> bool,
) -> Option<(ColumnId, [RowId; 2])> {
    let first = *rows.first()?;
    defining_columns(dataset).filter(|column| !is_named(*column)).find_map(|column| {
        let key = dataset.key(first, column);
        let other = rows.iter().find(|row| dataset.key(**row, column) != key);
        other.map(|other| (column, [first, *other]))
    })
}

/// Words for all of what other rows name one by one.
const ALL: [&str; 7] = ["all", "total", "overall", "合计", "总计", "全部", "总额"];

/// Whether a text stands for all of what other rows name one by one: `all`, `total`, `all-models`.
pub fn says_all(text: &str) -> bool {
    let word = text.split_once('-').map_or(text, |(word, _)| word).to_ascii_lowercase();
    ALL.contains(&word.as_str())
}

/// Words for values that a vendor says of itself.
const CLAIMED: [&str; 4] = ["claimed", "vendor-claimed", "vendor-reported", "self-reported"];

/// The column that tells claims from measurements, if a dataset has one.
pub fn claims_column(dataset: &Dataset) -> Option<ColumnId> {
    let has =
        |column: &ColumnId| dataset.values(*column).iter().any(|value| CLAIMED.contains(&value.as_ref()));
    *dataset.derived.claims.get_or_init(|| (0..dataset.columns.len()).map(ColumnId::at).find(has))
}

/// Whether a row holds what a vendor claims, by the column that tells so.
pub fn is_claim(dataset: &Dataset, row: RowId, column: ColumnId) -> bool {
    matches!(dataset.cell(row, column), Cell::Text(text) if CLAIMED.contains(&text))
}
