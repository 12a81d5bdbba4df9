//! Consistent slices of a dataset: rows that differ in time and subject only, fit for one chart.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::dates;
use crate::format::Lang;
use crate::model::course;
use crate::model::dataset::{BoundDataset, Dataset, Time};
use crate::model::date::Date;
use crate::model::id::{ColumnId, LangId, NoteId, RowId};
use crate::model::query;
use crate::model::series::Series;
use crate::model::unit;
use crate::resolve::fact::length::{self, Length};
use crate::words::phrase;

/// A last period that covers less than this of the others has only begun.
const BEGUN: f64 = 0.8;

/// The rows about each note: per reference column the notes its values name.
pub fn by_note(bound: &BoundDataset, column: ColumnId) -> BTreeMap<NoteId, Vec<RowId>> {
    let mut rows: BTreeMap<NoteId, Vec<RowId>> = BTreeMap::new();
    for (note, own) in bound.rows_by_note(column) {
        rows.entry(note).or_default().extend_from_slice(own);
    }
    // Several values may name one note.
    rows.values_mut().filter(|rows| !rows.is_sorted()).for_each(|rows| rows.sort_unstable());
    rows
}

/// Of these rows the effective ones known on a day that share the commonest unit.
pub fn of_one_unit(dataset: &Dataset, rows: &[RowId], day: NaiveDate) -> Vec<RowId> {
    let known = query::known(dataset, rows, day);
    let units = unit::of_rows(dataset, &known, dataset.schema.measure, LangId::DEFAULT);
    if units.len() <= 1 {
        return known;
    }
    let mut by_unit: BTreeMap<String, Vec<RowId>> = BTreeMap::new();
    for row in known {
        by_unit.entry(unit::unit(dataset, row, LangId::DEFAULT)).or_default().push(row);
    }
    by_unit.into_values().max_by_key(Vec::len).unwrap_or_default()
}

/// One row for each place and series: of several that say the same the last in the file. Where they do not, nothing can be
/// drawn there, and there is `None`.
pub fn one_a_place(
    dataset: &Dataset,
    rows: &[RowId],
    (x, y): (ColumnId, ColumnId),
    series: Option<ColumnId>,
) -> Option<Vec<RowId>> {
    let name = |row: RowId| series.map_or(0, |series| dataset.key(row, series));
    let mut placed: Vec<((i128, i128), RowId)> =
        rows.iter().map(|row| ((name(*row), course::place_key(dataset, *row, x)), *row)).collect();
    if placed.is_sorted_by(|a, b| a.0 < b.0) && rows.is_sorted() {
        return Some(rows.to_vec());
    }
    placed.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    let differ = |pair: &[((i128, i128), RowId)]| {
        pair[0].0 == pair[1].0 && dataset.key(pair[0].1, y) != dataset.key(pair[1].1, y)
    };
    if placed.windows(2).any(differ) {
        return None;
    }
    placed.dedup_by_key(|(place, _)| *place);
    let mut rows: Vec<RowId> = placed.into_iter().map(|(_, row)| row).collect();
    rows.sort();
    Some(rows)
}

/// Splits rows into slices that agree in every text column but the subject, the source and remarks, and in how long
/// their periods are; the largest slice first.
pub fn split(dataset: &Dataset, rows: &[RowId], subject: ColumnId) -> Vec<Vec<RowId>> {
    let told_apart = course::telling_columns(dataset).filter(|column| *column != subject);
    let of_place =
        course::numbers(dataset, told_apart).map(|number| move |at: RowId| number(rows[at.index()]));
    let series = Series::new(rows.len(), of_place);
    let slices = series.all().map(|slice| slice.iter().map(|at| rows[at.index()]).collect());
    let mut slices: Vec<Vec<RowId>> = slices.flat_map(|slice| by_length(dataset, slice)).collect();
    slices.sort_by_key(|slice| (std::cmp::Reverse(slice.len()), slice[0]));
    slices
}

/// Amounts by how long their time is, those of the commonest length first; with these, newer ones of a time that is shorter,
/// as it has only begun.
fn by_length(dataset: &Dataset, slice: Vec<RowId>) -> Vec<Vec<RowId>> {
    let mixed =
        dataset.schema.measure.and_then(|measure| length::unlike(dataset, measure, slice.iter().copied()));
    if mixed.is_none() {
        return vec![slice];
    }
    let mut groups: Vec<(Option<Length>, Vec<RowId>)> = Vec::new();
    for row in slice {
        let own = Length::of(dataset, row);
        let is_own = |(length, _): &&mut (Option<Length>, Vec<RowId>)| match (*length, own) {
            (Some(length), Some(own)) => length.is_like(own),
            (length, own) => length == own,
        };
        match groups.iter_mut().find(is_own) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((own, vec![row])),
        }
    }
    groups.sort_by_key(|(_, rows)| (std::cmp::Reverse(rows.len()), rows[0]));
    let (length, mut most) = groups.remove(0);
    let newest = most.iter().filter_map(|row| dataset.row_date(*row)).max();
    for (_, rows) in groups.iter_mut().filter(|(other, _)| other.map(Length::days) < length.map(Length::days))
    {
        most.extend(rows.extract_if(.., |row| dataset.row_date(*row) > newest));
    }
    most.sort_unstable();
    let others = groups.into_iter().map(|(_, rows)| rows).filter(|rows| !rows.is_empty());
    std::iter::once(most).chain(others).collect()
}

/// How many different dates rows have.
pub fn dates(dataset: &Dataset, rows: &[RowId]) -> usize {
    rows.iter().filter_map(|row| dataset.row_date(*row)).collect::<BTreeSet<_>>().len()
}

/// A slice without its last period where that is not over.
pub struct Over {
    /// The rows of the periods that are over.
    pub rows: Vec<RowId>,
    /// When the one that is not began.
    begun: Option<Date>,
}

impl Over {
    /// What readers are told of the period that is left out.
    pub fn note(&self, lang: Lang) -> Option<String> {
        let begun = dates::date(self.begun?, lang);
        Some(phrase(lang, "only_begun", &[("date", &begun)]))
    }
}

/// The rows of a slice without those of a last period that is not over: it ends after the day, or it is shorter than
/// the others, which are alike.
pub fn over(dataset: &Dataset, slice: &[RowId], day: NaiveDate) -> Over {
    let Some(Time::Between(start, end)) = dataset.schema.time else {
        return Over { rows: slice.to_vec(), begun: None };
    };
    let days = |row: &RowId| {
        let (first, last) = (dataset.cell(*row, start).date()?, dataset.cell(*row, end).date()?);
        Some(((last.last_day() - first.first_day()).num_days() + 1) as f64)
    };
    let ended = |row: &RowId| dataset.cell(*row, end).date().is_none_or(|end| end.last_day() <= day);
    let (mut rows, mut left_out): (Vec<RowId>, Vec<RowId>) = slice.iter().partition(|row| ended(row));
    let latest = rows.iter().filter_map(|row| dataset.row_date(*row)).max();
    let (last, others): (Vec<RowId>, Vec<RowId>) =
        rows.iter().partition(|row| dataset.row_date(**row) == latest);
    let shortest = others.iter().filter_map(days).fold(f64::MAX, f64::min);
    let longest = others.iter().filter_map(days).fold(0.0, f64::max);
    let only_begun = last.iter().filter_map(days).all(|days| days < shortest * BEGUN);
    if only_begun && longest * BEGUN <= shortest && !others.is_empty() {
        rows.retain(|row| dataset.row_date(*row) != latest);
        left_out.extend(last);
    }
    let begun = left_out.iter().filter_map(|row| dataset.cell(*row, start).date()).min();
    Over { rows, begun }
}
