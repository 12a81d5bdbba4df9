//! What several sources say of one thing, where the desk prefers none of them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::force::{is_step, rivals};
use crate::model::dataset::Dataset;
use crate::model::id::{ColumnId, RowId};

/// Rows that are shown as they stand on a day, with all that say another value of the very same: what another source says
/// counts as much. `among`: the rows from which they were chosen.
pub fn all_said(dataset: &Dataset, among: &[RowId], mut shown: Vec<RowId>, as_of: NaiveDate) -> Vec<RowId> {
    shown.extend(said_otherwise(dataset, among, &shown, as_of));
    shown.sort_unstable();
    shown.dedup();
    shown
}

/// Of the rows that count on a day those that say another value of the very same than one that is shown.
pub fn said_otherwise(dataset: &Dataset, among: &[RowId], shown: &[RowId], as_of: NaiveDate) -> Vec<RowId> {
    let (schema, same) = (&dataset.schema, key_without_source(dataset));
    if same.is_empty() && !schema.primary_key.is_empty() {
        // A key that sources do not share has one row.
        return Vec::new();
    }
    if is_step(dataset) {
        return rivals(dataset, among, shown, as_of);
    }
    let Some(measure) = schema.measure.filter(|_| !same.is_empty()) else { return Vec::new() };
    let key = |row: RowId| same.iter().map(|column| dataset.key(row, *column)).collect::<Vec<i128>>();
    let said: BTreeMap<Vec<i128>, i128> =
        shown.iter().map(|row| (key(*row), dataset.key(*row, measure))).collect();
    let differs = |row: &RowId| {
        let counts = dataset.is_effective(*row);
        counts && said.get(&key(*row)).is_some_and(|said| *said != dataset.key(*row, measure))
    };
    among.iter().copied().filter(differs).collect()
}

/// The key of rows that several sources may tell, without their source; empty where none may.
fn key_without_source(dataset: &Dataset) -> Vec<ColumnId> {
    let key = &dataset.schema.primary_key;
    let source = dataset.schema.source.filter(|source| key.contains(source));
    source.map_or(Vec::new(), |source| key.iter().copied().filter(|own| *own != source).collect())
}
