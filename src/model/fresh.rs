//! How old data are: the age of the latest row, held against the limit of its dataset.

use chrono::NaiveDate;

use super::dataset::{BoundDataset, Cell, Dataset, Time};
use super::date::Date;
use super::id::RowId;
use super::query;

/// Data older than their limit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Age {
    /// The date of the latest row.
    pub latest: Date,
    /// How many days that was before.
    pub days: i64,
    /// How many it may be.
    pub limit: u32,
}

/// The age of rows on a day, where it is over the limit of their dataset. Values that hold until the next
/// are as old as the list they stand in: a price that did not change is not stale.
pub fn stale(bound: &BoundDataset, rows: &[RowId], day: NaiveDate) -> Option<Age> {
    let dataset = &bound.dataset;
    let limit = dataset.schema.max_age_days?;
    let latest = match query::is_step(dataset) {
        true => query::turns(dataset).latest(day),
        false => rows.iter().filter_map(|row| dataset.row_date(*row)).max(),
    }?;
    let days = age(latest, day);
    (days > i64::from(limit)).then_some(Age { latest, days, limit })
}

/// How many days before a day a date was; less than none where it comes later.
pub fn age(date: Date, day: NaiveDate) -> i64 {
    (day - date.last_day()).num_days()
}

/// How far a row reaches, seen from a day: its date; where that lies ahead (guidance for a year that goes on), or is the
/// end of a fiscal period, which its name does not tell, the day of its source. `None` where neither is known.
pub fn reach(dataset: &Dataset, row: RowId, day: NaiveDate) -> Option<Date> {
    let come = |date: &Date| date.first_day() <= day;
    let own = dataset.row_date(row).filter(|_| !is_fiscal(dataset, row));
    own.filter(come).or_else(|| dataset.published(row).filter(|date| date.last_day() <= day))
}

/// Whether the time of a row is a period of a company's own year.
fn is_fiscal(dataset: &Dataset, row: RowId) -> bool {
    match dataset.schema.time {
        Some(Time::At(time) | Time::Between(_, time)) => {
            matches!(dataset.cell(row, time), Cell::Period(period) if period.fiscal)
        }
        None => false,
    }
}

/// How far the rows of a dataset reach, seen from a day.
pub fn newest(bound: &BoundDataset, day: NaiveDate) -> Option<Date> {
    let dataset = &bound.dataset;
    if query::is_step(dataset) {
        return query::turns(dataset).latest(day);
    }
    let rows = dataset.rows().filter(|row| dataset.is_effective(*row));
    rows.filter_map(|row| reach(dataset, row, day)).max()
}
