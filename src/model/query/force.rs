//! Which rows were known, and which were in force, on a day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::subject::{claims_column, is_claim, series};
use crate::model::dataset::{Cell, Dataset, FieldType, Holds, Time};
use crate::model::date::Date;
use crate::model::id::{ColumnId, RowId};
use crate::model::series::Series;
use crate::model::turns::Turns;

/// Of these rows, those that were known and count on a day: effective ones that hold from that day or an earlier one.
/// What is said of a period is known when the period is over, or when its source was published, if that is earlier and
/// the period had begun; what looks ahead (an estimate, guidance) when its source was published, else always.
pub fn known(dataset: &Dataset, rows: &[RowId], as_of: NaiveDate) -> Vec<RowId> {
    each_known(dataset, rows, as_of).collect()
}

fn each_known(dataset: &Dataset, rows: &[RowId], as_of: NaiveDate) -> impl Iterator<Item = RowId> {
    let begun = by_turns(dataset).map(|turns| (turns, turns.begun(as_of)));
    let over = move |end: Option<Date>| end.is_none_or(|end| end.last_day() <= as_of);
    // A source dated by a month or a year may have come out on its last day.
    let published = move |row: RowId| dataset.published(row).map(|date| date.last_day() <= as_of);
    let told = move |row: RowId, start: Option<Date>| {
        let has_begun = start.is_none_or(|start| start.first_day() <= as_of);
        let ahead = looks_ahead(dataset, row);
        published(row).unwrap_or(ahead) && (has_begun || ahead)
    };
    let is_known = move |row: RowId| match dataset.schema.time {
        None => true,
        Some(Time::Between(start, end)) => {
            over(dataset.cell(row, end).date()) || told(row, dataset.cell(row, start).date())
        }
        Some(Time::At(column)) => match dataset.cell(row, column) {
            Cell::Period(period) if period.estimate => published(row).unwrap_or(true),
            Cell::Period(period) => {
                // When a company's own year begins its name does not tell.
                let start = (!period.fiscal).then(|| period.start());
                over(Some(period.date())) || told(row, start)
            }
            // A month or a year of which something is said is a period, however its column is typed.
            cell if dataset.schema.holds == Holds::Period => over(cell.date()) || told(row, cell.date()),
            cell => cell.date().is_none_or(|date| date.first_day() <= as_of),
        },
    };
    rows.iter().copied().filter(move |row| match begun {
        Some((turns, begun)) => turns.place(*row) < begun,
        None => dataset.is_effective(*row) && is_known(*row),
    })
}

/// The effective rows of a dataset, by when their time begins.
pub fn turns(dataset: &Dataset) -> &Turns {
    dataset.derived.turns.get_or_init(|| {
        let time = dataset.schema.time.map(Time::begin);
        let begin = |row: RowId| time.and_then(|column| dataset.cell(row, column).date());
        let effective = dataset.rows().filter(|row| dataset.is_effective(*row));
        Turns::new(dataset.len(), effective.map(|row| (begin(row), row)).collect())
    })
}

/// The turns of values that hold until the next, and are known from the day on which they begin. What is said of a
/// period is known otherwise.
fn by_turns(dataset: &Dataset) -> Option<&Turns> {
    let of_period = match dataset.schema.time {
        Some(Time::At(column)) => dataset.field(column).kind == FieldType::Period,
        _ => false,
    };
    (is_step(dataset) && !of_period).then(|| turns(dataset))
}

/// Columns that say what kind of number a row holds, beside that of the measure.
const KINDS: [&str; 3] = ["basis", "kind", "status"];

/// Words for numbers that are said before their time.
const AHEAD: [&str; 8] =
    ["guidance", "estimate", "estimated", "forecast", "target", "expected", "outlook", "projected"];

/// The column by which a row is told of a time to come: its measure or its kind says so by one of these words.
pub fn told_ahead_by(dataset: &Dataset, row: RowId) -> Option<ColumnId> {
    let says = |column: &ColumnId| match dataset.cell(row, *column) {
        Cell::Text(text) => text.split(|c: char| !c.is_alphanumeric()).any(|word| AHEAD.contains(&word)),
        _ => false,
    };
    dataset.schema.metric.into_iter().chain(kinds(dataset)).find(says)
}

/// The columns that say what kind of number a row holds.
fn kinds(dataset: &Dataset) -> impl Iterator<Item = ColumnId> {
    KINDS.iter().filter_map(|name| dataset.column(name))
}

/// The columns that say of numbers whether they were measured, are claimed, or told of a time to come.
pub fn columns_of_standing(dataset: &Dataset) -> Vec<ColumnId> {
    claims_column(dataset).into_iter().chain(kinds(dataset)).collect()
}

/// Whether a column says of a row that its number was not measured.
pub fn is_unmeasured(dataset: &Dataset, row: RowId, column: ColumnId) -> bool {
    is_claim(dataset, row, column) || told_ahead_by(dataset, row) == Some(column)
}

fn looks_ahead(dataset: &Dataset, row: RowId) -> bool {
    told_ahead_by(dataset, row).is_some()
}

/// Whether a row is told of a time to come: an estimate (`2026E`), or what its measure or its kind calls one.
pub fn is_told_ahead(dataset: &Dataset, row: RowId) -> bool {
    let is_estimate = |column| matches!(dataset.cell(row, column), Cell::Period(period) if period.estimate);
    let by_time = match dataset.schema.time {
        Some(Time::At(column) | Time::Between(_, column)) => is_estimate(column),
        None => false,
    };
    by_time || looks_ahead(dataset, row)
}

/// How late a row is among those of its kind: what has come about before what is told of a time to come, then by its date.
pub fn lateness(dataset: &Dataset, row: RowId) -> (bool, Option<Date>) {
    (is_step(dataset) || !is_told_ahead(dataset, row), dataset.row_date(row))
}

/// Whether a row is scheduled or cancelled: it never counts, and can be shown as such.
pub fn is_planned(dataset: &Dataset, row: RowId) -> bool {
    let status = dataset.schema.status.map(|status| dataset.cell(row, status));
    matches!(status, Some(Cell::Text("scheduled" | "cancelled")))
}

/// Of these rows, per series the one in force on a day: the latest known; of equal date the later line. What is told of a
/// time to come (an estimate, guidance) is no latest value beside one that has come about.
pub fn in_force(dataset: &Dataset, rows: &[RowId], as_of: NaiveDate) -> Vec<RowId> {
    let known = each_known(dataset, rows, as_of);
    let mut latest = match by_turns(dataset) {
        Some(turns) => last_of_each(series(dataset), known, |row| turns.place(row)),
        None => last_of_each(series(dataset), known, |row| lateness(dataset, row)),
    };
    latest.retain(|row| !has_ended(dataset, *row, as_of));
    latest.sort();
    latest
}

/// Of each series the latest of these rows; of equally late ones the last.
fn last_of_each<L: Ord>(
    series: &Series,
    rows: impl Iterator<Item = RowId>,
    lateness: impl Fn(RowId) -> L,
) -> Vec<RowId> {
    let mut latest: Vec<(RowId, L)> = Vec::new();
    let mut places: BTreeMap<u32, usize> = BTreeMap::new();
    let mut last = 0;
    for row in rows {
        let (own, late) = (series.of(row), lateness(row));
        // Most questions are about one series: its rows are held against the one before, not looked up.
        if latest.get(last).is_none_or(|(held, _)| series.of(*held) != own) {
            last = *places.entry(own).or_insert(latest.len());
        }
        match latest.get_mut(last) {
            None => latest.push((row, late)),
            Some(held) if late >= held.1 => *held = (row, late),
            Some(_) => {}
        }
    }
    latest.into_iter().map(|(row, _)| row).collect()
}

/// Those of the rows that say another value than one in force, of the same series and from the same day: what another
/// source says, where the desk prefers neither.
pub fn rivals(dataset: &Dataset, rows: &[RowId], in_force: &[RowId], as_of: NaiveDate) -> Vec<RowId> {
    let Some(measure) = dataset.schema.measure else { return Vec::new() };
    let series = series(dataset);
    let place = |row: RowId| (series.of(row), dataset.row_begin(row));
    let value = |row: RowId| dataset.key(row, measure);
    let mut held: Vec<_> = in_force.iter().map(|row| (place(*row), value(*row))).collect();
    held.sort_unstable();
    held.dedup();
    // Most questions have one answer, and one series.
    let in_doubt: Vec<RowId> = match held.as_slice() {
        [((own, begin), _)] => {
            let begins = begins_at(dataset, *begin);
            rows.iter().copied().filter(|row| series.of(*row) == *own && begins(*row)).collect()
        }
        _ => rows.to_vec(),
    };
    // Two different values at a place are enough: any value differs from one of them.
    let disagrees = |row: &RowId| {
        let own = place(*row);
        let there = &held[held.partition_point(|(other, _)| *other < own)..];
        there.iter().take(2).any(|(other, said)| *other == own && *said != value(*row))
    };
    each_known(dataset, &in_doubt, as_of).filter(disagrees).collect()
}

/// Of these rows, per series the one that a date asks for: a row that is dated just so (`2024-05` for `2024-05`), else
/// the one in force on the last day of the date, or on the day that is looked from where that is earlier.
pub fn in_force_at(dataset: &Dataset, rows: &[RowId], date: Date, as_of: NaiveDate) -> Vec<RowId> {
    let mut found = in_force(dataset, rows, date.last_day().min(as_of));
    if date.day_of_month().is_some() {
        return found;
    }
    let dated = begins_at(dataset, Some(date));
    let dated: Vec<RowId> = rows.iter().copied().filter(|row| dated(*row)).collect();
    let dated = in_force(dataset, &dated, date.first_day());
    let series = series(dataset);
    let answered: BTreeSet<u32> = dated.iter().map(|row| series.of(*row)).collect();
    found.retain(|row| !answered.contains(&series.of(*row)));
    found.extend(dated);
    found.sort();
    found
}

/// These rows without those that only say again, by another source, what one before them says in a column: what two sources
/// say alike is one number.
pub fn agreed(dataset: &Dataset, rows: &[RowId], column: ColumnId) -> Vec<RowId> {
    let schema = &dataset.schema;
    if !schema.source.is_some_and(|source| schema.primary_key.contains(&source)) {
        return rows.to_vec();
    }
    let told_by = schema.primary_key.iter().copied().filter(|own| Some(*own) != schema.source);
    let told_by: Vec<ColumnId> = told_by.chain(schema.status).chain([column]).collect();
    let key = |row: RowId| told_by.iter().map(|own| dataset.key(row, *own)).collect::<Vec<i128>>();
    let mut seen = BTreeSet::new();
    rows.iter().copied().filter(|row| seen.insert(key(*row))).collect()
}

/// Whether a row that counts begins to hold at just this time.
fn begins_at(dataset: &Dataset, begin: Option<Date>) -> impl Fn(RowId) -> bool {
    let turns = by_turns(dataset).map(|turns| (turns, turns.at(begin)));
    move |row| match &turns {
        Some((turns, at)) => at.contains(&turns.place(row)),
        None => dataset.is_effective(row) && dataset.row_begin(row) == begin,
    }
}

/// Whether the stretch in which a row holds is over; one without a last day goes on.
pub fn has_ended(dataset: &Dataset, row: RowId, as_of: NaiveDate) -> bool {
    last_day(dataset, row).is_some_and(|end| end < as_of)
}

/// The last day on which a row holds, of data that hold until the next and say until when.
pub fn last_day(dataset: &Dataset, row: RowId) -> Option<NaiveDate> {
    match dataset.schema.time {
        Some(Time::Between(_, end)) if is_step(dataset) => {
            dataset.cell(row, end).date().map(|end| end.last_day())
        }
        _ => None,
    }
}

/// When a row that was in force ceased to be, seen from a day: at the first later one of its series, or behind its own
/// last day. `None` where it holds, and of data that do not hold until the next.
pub fn ceased(dataset: &Dataset, row: RowId, as_of: NaiveDate) -> Option<Date> {
    if !is_step(dataset) {
        return None;
    }
    let own = dataset.row_begin(row);
    let later =
        each_known(dataset, series(dataset).alike(row), as_of).filter_map(|row| dataset.row_begin(row));
    let next = later.filter(|begin| Some(*begin) > own).min();
    let end = has_ended(dataset, row, as_of).then(|| dataset.row_date(row)).flatten();
    next.into_iter().chain(end).min()
}

/// Whether rows of a dataset hold until the next of their key.
pub fn is_step(dataset: &Dataset) -> bool {
    dataset.schema.holds == Holds::UntilNext
}

#[cfg(test)]
mod tests;
