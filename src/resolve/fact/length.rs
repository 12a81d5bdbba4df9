//! How long the time of a row is.

use std::fmt;

use chrono::{Datelike as _, NaiveDate};

use crate::format::{self, Quantity};
use crate::model::dataset::{Cell, Dataset, Holds, Time};
use crate::model::date::Date;
use crate::model::id::{ColumnId, LangId, RowId};
use crate::model::unit;

/// The first and the last day of a row; of a time that goes on its first day alone.
pub fn days(dataset: &Dataset, row: RowId) -> Option<(NaiveDate, NaiveDate)> {
    let (start, end) = dates(dataset, row)?;
    Some((start.first_day(), end.unwrap_or(start).last_day()))
}

/// The first and the last date of a row; a time that goes on has no last one.
fn dates(dataset: &Dataset, row: RowId) -> Option<(Date, Option<Date>)> {
    let date = |column| dataset.cell(row, column).date();
    Some(match dataset.schema.time? {
        Time::At(column) => match dataset.cell(row, column) {
            Cell::Period(period) => (period.start(), Some(period.date())),
            cell => (cell.date()?, cell.date()),
        },
        Time::Between(start, end) => (date(start)?, date(end)),
    })
}

/// How long a time is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Length {
    days: i64,
    /// Of whole months, how many.
    months: Option<i64>,
}

impl Length {
    /// That of the time of a row.
    pub fn of(dataset: &Dataset, row: RowId) -> Option<Length> {
        let (start, end) = dates(dataset, row)?;
        Length::between(start, end?)
    }

    /// So many days.
    pub fn days(self) -> i64 {
        self.days
    }

    fn between(start: Date, end: Date) -> Option<Length> {
        let (first, behind) = (Date::day(start.first_day()), Date::day(end.last_day().succ_opt()?));
        let month = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month().unwrap_or(1));
        let is_whole = [first, behind].iter().all(|date| date.day_of_month() == Some(1));
        Some(Length {
            days: (behind.first_day() - first.first_day()).num_days(),
            months: is_whole.then(|| month(behind) - month(first)),
        })
    }

    /// Whether amounts of both can be held against each other. A month may have three days less than another, and a fiscal
    /// quarter a week more.
    pub fn is_like(self, other: Length) -> bool {
        match (self.months, other.months) {
            (Some(one), Some(other)) => one == other,
            _ => self.days.max(other.days) * 8 <= self.days.min(other.days) * 9,
        }
    }
}

/// Whole months, one after the other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Months {
    /// The first, counted from the year 0.
    pub first: i64,
    /// How many.
    pub count: i64,
}

impl Months {
    /// Those of a row, where its time is made of whole ones.
    pub fn of(dataset: &Dataset, row: RowId) -> Option<Months> {
        let (first, last) = days(dataset, row)?;
        Months::between(first, last)
    }

    /// Those between two days, both included.
    pub fn between(first: NaiveDate, last: NaiveDate) -> Option<Months> {
        let count = Length::between(Date::day(first), Date::day(last))?.months?;
        Some(Months { first: i64::from(first.year()) * 12 + i64::from(first.month0()), count })
    }
}

impl fmt::Display for Months {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.div_euclid(12), self.first.rem_euclid(12));
        match (self.count, month % self.count.max(1)) {
            (12, 0) => write!(f, "{year}"),
            (6, 0) => write!(f, "{year}H{}", month / 6 + 1),
            (3, 0) => write!(f, "{year}Q{}", month / 3 + 1),
            _ => write!(f, "{year}-{:02}", month + 1),
        }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.months, self.days) {
            (Some(1), _) => f.write_str("a month"),
            (Some(12), _) => f.write_str("a year"),
            (Some(months), _) => write!(f, "{months} months"),
            (None, 1) => f.write_str("a day"),
            (None, days) => write!(f, "{days} days"),
        }
    }
}

/// Of amounts in a column the first, and the first of a time that is shorter or longer: they cannot be held against each
/// other. A rate, a ratio or a percentage does not grow with its time.
pub fn unlike(
    dataset: &Dataset,
    column: ColumnId,
    rows: impl IntoIterator<Item = RowId>,
) -> Option<[(RowId, Length); 2]> {
    let mut rows = rows.into_iter().filter_map(|row| Some((row, Length::of(dataset, row)?)));
    let first = rows.next().filter(|_| dataset.schema.holds == Holds::Period)?;
    let other = rows.find(|(_, length)| !length.is_like(first.1))?;
    let unit = unit::of_cell(dataset, first.0, column, LangId::DEFAULT);
    let adds_up = !(Quantity::of(&unit).percent || format::is_rate(&unit) || format::is_ratio(&unit));
    adds_up.then_some([first, other])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(start: &str, end: &str) -> Length {
        let date = |text| Date::parse(text).expect("a date");
        Length::between(date(start), date(end)).expect("an end")
    }

    #[test]
    fn months_are_alike_and_so_are_quarters_of_weeks() {
        assert!(length("2025-02", "2025-02").is_like(length("2025-03-01", "2025-03-31")));
        assert!(length("2024-09-29", "2024-12-28").is_like(length("2024-12-29", "2025-04-05")));
        assert!(!length("2025", "2025").is_like(length("2025-01", "2025-11")));
        assert!(!length("2025-01-01", "2025-01-07").is_like(length("2025-01-01", "2025-01-09")));
    }

    #[test]
    fn a_length_is_said_in_words() {
        let said =
            [("2025", "2025"), ("2025-01", "2025-03"), ("2025-05", "2025-05"), ("2025-01-02", "2025-01-09")];
        assert_eq!(said.map(|(a, b)| length(a, b).to_string()), ["a year", "3 months", "a month", "8 days"]);
    }
}
