//! The rows of a dataset that count, in the order in which they begin.

use std::ops::Range;

use chrono::NaiveDate;

use super::date::Date;
use super::id::RowId;

/// Rows by when their time begins; of one time in file order. Those without a time stand first.
#[derive(Clone, Debug)]
pub struct Turns {
    rows: Vec<(Option<Date>, RowId)>,
    /// Per row of the dataset its place among them; past them all for a row that never counts.
    places: Vec<u32>,
}

impl Turns {
    /// Puts rows in order, given with when they begin; the dataset has so many in all.
    pub fn new(count: usize, mut rows: Vec<(Option<Date>, RowId)>) -> Turns {
        rows.sort_unstable();
        let mut places = vec![u32::MAX; count];
        for ((_, row), place) in rows.iter().zip(0..) {
            places[row.index()] = place;
        }
        Turns { rows, places }
    }

    /// A row's place.
    #[inline]
    pub fn place(&self, row: RowId) -> u32 {
        self.places[row.index()]
    }

    /// The first place of a row that has not begun on a day.
    pub fn begun(&self, day: NaiveDate) -> u32 {
        let today = Date::day(day);
        // In the order of dates, one that starts on a day comes no later than the day.
        self.rows.partition_point(|(begin, _)| begin.is_none_or(|begin| begin <= today)) as u32
    }

    /// The date of the latest row that has begun on a day.
    pub fn latest(&self, day: NaiveDate) -> Option<Date> {
        self.rows[..self.begun(day) as usize].last().and_then(|(begin, _)| *begin)
    }

    /// The places of the rows that begin at just this time.
    pub fn at(&self, begin: Option<Date>) -> Range<u32> {
        let before =
            |end: &dyn Fn(Option<Date>) -> bool| self.rows.partition_point(|(own, _)| end(*own)) as u32;
        before(&|own| own < begin)..before(&|own| own <= begin)
    }

    /// The rows that begin between two days, both included.
    pub fn within(&self, (first, last): (NaiveDate, NaiveDate)) -> &[(Option<Date>, RowId)] {
        let before = |end: &dyn Fn(NaiveDate) -> bool| {
            self.rows.partition_point(|(begin, _)| begin.is_none_or(|begin| end(begin.first_day())))
        };
        let (from, to) = (before(&|day| day < first), before(&|day| day <= last));
        self.rows.get(from..to).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_places_by_when_they_begin() {
        let date = |text: &str| Date::parse(text).ok();
        let day = |text: &str| date(text).unwrap().first_day();
        let begins = [date("2025-03"), None, date("2025-01-05"), date("2025-03-01"), date("2025-03")];
        let rows = begins.into_iter().zip(0..).map(|(begin, row)| (begin, RowId(row))).collect();
        let turns = Turns::new(6, rows);
        assert_eq!([0, 1, 2, 3, 4, 5].map(|row| turns.place(RowId(row))), [2, 0, 1, 4, 3, u32::MAX]);
        assert_eq!((turns.begun(day("2025-01-04")), turns.begun(day("2025-03-01"))), (1, 5));
        assert_eq!(
            (turns.latest(day("2025-01-04")), turns.latest(day("2026-01-01"))),
            (None, date("2025-03-01"))
        );
        assert_eq!((turns.at(date("2025-03")), turns.at(None), turns.at(date("2024"))), (2..4, 0..1, 1..1));
        let within = |first, last| turns.within((day(first), day(last))).len();
        assert_eq!((within("2025-01-05", "2025-02-28"), within("2025-03-01", "2025-03-01")), (1, 3));
        assert_eq!(within("2025-02-01", "2025-01-01"), 0);
    }
}
