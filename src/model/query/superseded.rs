//! Which rows that conditions choose are in force whatever the conditions say: one that a later row of its key followed is not,
//! though that row has another value or another source.

use chrono::NaiveDate;

use super::force::is_step;
use super::select::select_among;
use super::subject::series;
use crate::model::dataset::{BoundDataset, Dataset};
use crate::model::id::{ColumnId, RowId};
use crate::model::range::Condition;

/// Those in force among rows.
pub type InForce<'f> = &'f dyn Fn(&[RowId]) -> Vec<RowId>;

/// Of rows in force among those that meet conditions the ones that are in force in their series. `day`: on which; `in_force`:
/// those in force then among others. Conditions on times, and on sources that are part of the key, choose the rows of a series
/// that follow each other; any other only says which of those in force are meant.
pub fn unsuperseded(
    bound: &BoundDataset,
    conditions: &[Condition<ColumnId>],
    mut found: Vec<RowId>,
    (day, in_force): (NaiveDate, InForce<'_>),
) -> Vec<RowId> {
    let dataset = &bound.dataset;
    let schema = &dataset.schema;
    let key = &schema.primary_key;
    if !is_step(dataset) || key.is_empty() {
        return found;
    }
    let is_time = |column: ColumnId| schema.time.is_some_and(|time| time.has(column));
    let is_source = |column: ColumnId| schema.source == Some(column) && key.contains(&column);
    let chooses = |column: ColumnId| is_time(column) || is_source(column);
    let course = conditions.iter().filter(|condition| chooses(condition.column));
    let course: Vec<Condition<ColumnId>> = course.cloned().collect();
    let of_source = course.iter().any(|condition| is_source(condition.column));
    let is_settled = |column: ColumnId| schema.status == Some(column) || schema.metric == Some(column);
    let is_narrow = |condition: &Condition<ColumnId>| {
        let column = condition.column;
        !chooses(column) && !key.contains(&column) && !is_settled(column)
    };
    if (dataset.aside.is_empty() || !of_source) && !conditions.iter().any(is_narrow) {
        return found;
    }
    found.retain(|row| {
        let alike = select_among(bound, &course, series(dataset).alike(*row).to_vec());
        let holds = in_force(&alike).iter().any(|other| dataset.row_begin(*other) == dataset.row_begin(*row));
        holds && !(of_source && is_set_aside_since(dataset, *row, &alike, day))
    });
    found
}

/// Whether the source of a row has said otherwise since, and is not followed there.
fn is_set_aside_since(dataset: &Dataset, row: RowId, alike: &[RowId], day: NaiveDate) -> bool {
    let since = |other: &&RowId| {
        let begin = dataset.row_begin(**other);
        begin > dataset.row_begin(row) && begin.is_some_and(|begin| begin.first_day() <= day)
    };
    alike.iter().filter(|other| dataset.is_aside(**other)).any(|other| since(&other))
}
