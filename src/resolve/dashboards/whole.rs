//! What vendors share: which rows are parts, and which the whole.

use std::collections::BTreeMap;

use crate::model::course;
use crate::model::dataset::{Cell, Dataset, Reference, Time};
use crate::model::id::{ColumnId, RowId};
use crate::resolve::figure::table::reference_column;

/// The columns that name whose rows are.
pub fn naming(dataset: &Dataset) -> Vec<ColumnId> {
    let references = [Reference::Vendors, Reference::Models].into_iter();
    references.filter_map(|reference| reference_column(dataset, reference)).collect()
}

/// Of these rows those that name nobody.
pub fn of_nobody(dataset: &Dataset, rows: &[RowId]) -> Vec<RowId> {
    let naming = naming(dataset);
    let nobody = |row: &RowId| naming.iter().all(|column| dataset.symbol(*row, *column) == 0);
    rows.iter().copied().filter(nobody).collect()
}

/// Per period of the parts the row of all there was, of those that name nobody; `None` unless every period has one
/// that its parts fit into.
pub fn of(dataset: &Dataset, parts: &[RowId], nobody: &[RowId]) -> Option<Vec<RowId>> {
    let value = |row: RowId| Some(dataset.cell(row, dataset.schema.measure?).number()?.to_f64());
    let mut periods: BTreeMap<[i128; 2], (RowId, f64)> = BTreeMap::new();
    for part in parts {
        periods.entry(period(dataset, *part)?).or_insert((*part, 0.0)).1 += value(*part).unwrap_or(0.0);
    }
    let mut wholes: BTreeMap<[i128; 2], Vec<RowId>> = BTreeMap::new();
    for row in nobody {
        wholes.entry(period(dataset, *row)?).or_default().push(*row);
    }
    let whole = |(period, (part, sum)): (&[i128; 2], &(RowId, f64))| {
        let fits = |row: &RowId| is_whole(dataset, *part, *row) && value(*row).is_some_and(|all| all >= *sum);
        let rows = wholes.get(period)?.iter().copied().filter(fits);
        rows.max_by(|a, b| value(*a).partial_cmp(&value(*b)).expect("numbers of cells are finite"))
    };
    periods.iter().map(whole).collect()
}

/// Whether a row says of all what a part says of one: it agrees with the part in every column of words, or says `all`
/// there.
fn is_whole(dataset: &Dataset, part: RowId, row: RowId) -> bool {
    let naming = naming(dataset);
    let told = course::telling_columns(dataset).filter(|column| !naming.contains(column));
    let says_all =
        |cell: Cell<'_>| matches!(cell, Cell::Text(text) if text == "all" || text.starts_with("all-"));
    told.into_iter().all(|column| {
        dataset.key(part, column) == dataset.key(row, column) || says_all(dataset.cell(row, column))
    })
}

/// First and last day of a row as they are told apart.
fn period(dataset: &Dataset, row: RowId) -> Option<[i128; 2]> {
    Some(match dataset.schema.time? {
        Time::At(at) => [dataset.key(row, at); 2],
        Time::Between(start, end) => [dataset.key(row, start), dataset.key(row, end)],
    })
}
