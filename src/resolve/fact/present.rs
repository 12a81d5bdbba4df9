//! Whether each value that a key lists has rows: a number of the others would be of less than it names.

use chrono::NaiveDate;

use super::time::{is_past, is_time, slot};
use super::when::{When, counting};
use crate::diag::catalog;
use crate::model::dataset::{Dataset, FieldType, Time};
use crate::model::fact::{Key, Value};
use crate::model::id::RowId;
use crate::model::query;
use crate::resolve::page::Page;
use crate::source::Located;

/// Of several times each must have rows, now or later: a sum of the others would be of less than it names.
pub fn each_time_has_rows(
    page: &mut Page<'_>,
    dataset: &Dataset,
    keys: &[Key],
    selected: &[RowId],
) -> Option<()> {
    let is_listed = |key: &&Key| is_time(dataset, &key.column.value) && !selected.is_empty();
    if page.is_pinned() {
        return Some(());
    }
    for key in keys.iter().filter(is_listed) {
        let cells = dataset.column(&key.column.value).filter(|column| {
            dataset.field(*column).kind != FieldType::Date || dataset.schema.time != Some(Time::At(*column))
        });
        let has_rows = |one: &Located<String>| match (cells, slot(&one.value)) {
            // A year that stands there answers for none of its quarters.
            (Some(column), _) => query::is_held_by(dataset, selected, (column, &one.value)),
            (None, Some((from, to))) => {
                !counting(dataset, selected, &When::Stretch(from, to), NaiveDate::MAX).0.is_empty()
            }
            (None, None) => true,
        };
        tell_lost(page, key, has_rows)?;
    }
    Some(())
}

/// Of several things that a key lists each must have a row that counts.
pub fn each_value_has_rows(
    page: &mut Page<'_>,
    dataset: &Dataset,
    keys: &[Key],
    rows: &[RowId],
) -> Option<()> {
    let schema = &dataset.schema;
    for key in keys.iter().filter(|key| !is_time(dataset, &key.column.value)) {
        // Who tells it, and whether it holds, is not what is counted.
        let column = dataset.column(&key.column.value);
        let column = column.filter(|column| ![schema.source, schema.status].contains(&Some(*column)));
        let Some(column) = column.filter(|_| !page.is_pinned()) else { continue };
        tell_lost(page, key, |one| query::is_held_by(dataset, rows, (column, &one.value)))?;
    }
    Some(())
}

/// Reports the first of the values that a key lists without a row that counts.
fn tell_lost(page: &mut Page<'_>, key: &Key, has_rows: impl Fn(&Located<String>) -> bool) -> Option<()> {
    let Value::Any(all) = &key.value else { return Some(()) };
    let Some(lost) = all.iter().find(|one| !has_rows(one)) else { return Some(()) };
    page.report(catalog::figure::uncounted_value(lost.span, &lost.value, &key.column.value));
    None
}

/// The rows that count at the time that keys name, whether or not it is over; where they name none, those found.
pub fn at_that_time(
    dataset: &Dataset,
    keys: &[Key],
    (selected, found, when): (&[RowId], &[RowId], &When),
) -> Vec<RowId> {
    if query::is_step(dataset) || !keys.iter().any(|key| is_past(dataset, key)) {
        return found.to_vec();
    }
    let end = NaiveDate::from_ymd_opt(9999, 12, 31);
    end.map_or_else(|| found.to_vec(), |end| counting(dataset, selected, when, end).0)
}
