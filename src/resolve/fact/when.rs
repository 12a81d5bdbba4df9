//! When the rows of a reference must hold, and which of them count on its day.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::model::dataset::{Dataset, Time};
use crate::model::date::Date;
use crate::model::id::RowId;
use crate::model::query;

/// When the rows of a side must hold.
pub enum When {
    /// At the day of the reference.
    Any,
    /// On a day, of data that hold until the next.
    On(Date),
    /// In this stretch exactly.
    Stretch(Date, Date),
    /// In one of several stretches.
    OneOf(Vec<(Date, Date)>),
    /// Somewhere in a range, of data that stand at a day.
    Within(Option<Date>, Option<Date>),
    /// The latest there is.
    Latest,
}

impl When {
    /// Whether it is one date, of whatever precision.
    pub fn is_date(&self, date: Date) -> bool {
        matches!(self, When::Stretch(from, to) if *from == date && *to == date)
    }

    /// Between which days the time of its rows begins, where it says so.
    pub fn days(&self, dataset: &Dataset) -> Option<(NaiveDate, NaiveDate)> {
        let stretches = match self {
            When::Stretch(from, to) => &[(*from, *to)][..],
            When::OneOf(times) => times,
            When::Within(from, to) if matches!(dataset.schema.time, Some(Time::At(_))) => {
                let first = from.map_or(NaiveDate::MIN, Date::first_day);
                return Some((first, to.map_or(NaiveDate::MAX, Date::last_day)));
            }
            _ => return None,
        };
        let last = |(from, to): &(Date, Date)| match dataset.schema.time {
            Some(Time::At(_)) => to.last_day(),
            _ => from.first_day(),
        };
        let first = stretches.iter().map(|(from, _)| from.first_day()).min()?;
        Some((first, stretches.iter().map(last).max()?))
    }
}

/// Of the rows that meet the keys, those that count on the day asked for: of values that hold until the next, the ones
/// in force, with all that sources say of the same day.
pub fn on_day(
    dataset: &Dataset,
    rows: &[RowId],
    when: &When,
    as_of: NaiveDate,
) -> (Vec<RowId>, Option<Date>) {
    let (found, date) = counting(dataset, rows, when, as_of);
    match query::is_step(dataset) {
        true => (query::all_said(dataset, rows, found, as_of), date),
        false => (found, date),
    }
}

/// The rows that count on a day, and the day asked for by a key, if any.
pub fn counting(
    dataset: &Dataset,
    rows: &[RowId],
    when: &When,
    as_of: NaiveDate,
) -> (Vec<RowId>, Option<Date>) {
    let step = query::is_step(dataset);
    match when {
        When::Any if step => (query::in_force(dataset, rows, as_of), None),
        When::Any => (query::known(dataset, rows, as_of), None),
        When::On(day) if day.first_day() > as_of => (Vec::new(), Some(*day)),
        When::On(day) => (query::in_force_at(dataset, rows, *day, as_of), Some(*day)),
        When::Latest if step => (query::in_force(dataset, rows, as_of), None),
        When::Latest => (latest(dataset, rows, as_of), None),
        When::Stretch(from, to) => {
            let mut rows = query::known(dataset, rows, as_of);
            rows.retain(|row| lies(dataset, *row, *from, *to));
            (rows, Some(*to))
        }
        When::OneOf(times) => {
            let mut rows = query::known(dataset, rows, as_of);
            rows.retain(|row| times.iter().any(|(from, to)| lies(dataset, *row, *from, *to)));
            (rows, None)
        }
        When::Within(from, to) => {
            let mut rows = query::known(dataset, rows, as_of);
            rows.retain(|row| {
                let date = dataset.row_date(*row);
                date.is_some_and(|date| {
                    from.is_none_or(|from| date.first_day() >= from.first_day())
                        && to.is_none_or(|to| date.last_day() <= to.last_day())
                })
            });
            (rows, None)
        }
    }
}

/// Of these rows, per series the newest, with all that begin or end on the same day: a year and its last quarter do, and
/// which of them is meant the reference must say.
fn latest(dataset: &Dataset, rows: &[RowId], as_of: NaiveDate) -> Vec<RowId> {
    let series = query::series(dataset);
    let place = |row: RowId| (series.of(row), query::lateness(dataset, row));
    let newest = query::in_force(dataset, rows, as_of);
    let newest: BTreeSet<(u32, (bool, Option<Date>))> = newest.into_iter().map(place).collect();
    let mut known = query::known(dataset, rows, as_of);
    known.retain(|row| newest.contains(&place(*row)));
    known
}

/// Whether a row holds in just this stretch; of data that stand at a day, whether the day lies in it.
fn lies(dataset: &Dataset, row: RowId, from: Date, to: Date) -> bool {
    let date = |column| dataset.cell(row, column).date();
    match dataset.schema.time {
        None => false,
        Some(Time::At(column)) => date(column)
            .is_some_and(|date| date.first_day() >= from.first_day() && date.last_day() <= to.last_day()),
        Some(Time::Between(start, end)) => {
            date(start).is_some_and(|start| start.first_day() == from.first_day())
                && date(end).is_some_and(|end| end.last_day() == to.last_day())
        }
    }
}
