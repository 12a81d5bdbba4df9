//! What rows are called that run from a first to a last day: by the quarter or month where they cover just that.

use chrono::Datelike;

use super::Words;
use crate::format::{self, NumberFormat, Part};
use crate::model::dataset::{BoundDataset, Dataset, Time};
use crate::model::drawn::TableCell;
use crate::model::id::{ColumnId, RowId};

/// The names of values of a column, in words.
pub struct Names<'a> {
    words: Words<'a>,
    bound: &'a BoundDataset,
    column: ColumnId,
    whole: bool,
}

impl<'a> Names<'a> {
    /// Rows are named by what they cover where the column is one end of their time and all cover a part of the year
    /// alike.
    pub fn of(words: Words<'a>, bound: &'a BoundDataset, rows: &[RowId], column: ColumnId) -> Names<'a> {
        let dataset = &bound.dataset;
        let covered = || rows.iter().map(|row| covered(dataset, *row).map(|period| length(period.part)));
        let ends = |time| matches!(time, Time::Between(start, end) if [start, end].contains(&column));
        let alike = || covered().all(|length| length.is_some() && Some(length) == covered().next());
        let whole = !rows.is_empty() && dataset.schema.time.is_some_and(ends) && alike();
        Names { words, bound, column, whole }
    }

    /// The period of a row, where rows are named by theirs.
    pub fn period(&self, row: RowId) -> Option<String> {
        let period = covered(&self.bound.dataset, row).filter(|_| self.whole)?;
        Some(format::period(period, self.words.lang))
    }

    /// The cell of a row's value, under its name.
    pub fn cell(&self, row: RowId) -> TableCell {
        let cell = self.words.cell(self.bound, row, self.column, &NumberFormat::default());
        TableCell { text: self.period(row).unwrap_or(cell.text), ..cell }
    }

    /// The name of a row's value.
    pub fn name(&self, row: RowId) -> String {
        self.period(row).unwrap_or_else(|| self.words.text(self.bound, row, self.column))
    }
}

/// The part of a year that a row covers from its first to its last day; `None` where it is none that has a name.
fn covered(dataset: &Dataset, row: RowId) -> Option<format::Period> {
    let Some(Time::Between(start, end)) = dataset.schema.time else { return None };
    let first = dataset.cell(row, start).date()?.first_day();
    let after = dataset.cell(row, end).date()?.last_day().succ_opt()?;
    let months = (after.year() - first.year()) * 12 + after.month() as i32 - first.month() as i32;
    let before = first.month() as i32 - 1;
    if first.day() != 1 || after.day() != 1 || months < 1 || before % months != 0 {
        return None;
    }
    let place = u8::try_from(before / months + 1).ok()?;
    let part = match months {
        1 => Part::Month(place),
        3 => Part::Quarter(place),
        6 => Part::Half(place),
        12 => Part::Year,
        _ => return None,
    };
    Some(format::Period { year: first.year(), part, fiscal: false, estimate: false })
}

/// How many months a part of a year has.
fn length(part: Part) -> u8 {
    match part {
        Part::Month(_) => 1,
        Part::Quarter(_) => 3,
        Part::Half(_) => 6,
        Part::Year => 12,
    }
}
