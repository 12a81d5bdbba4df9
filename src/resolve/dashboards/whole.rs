//! What vendors share: which rows are parts, and which the whole.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::course;
use crate::model::dataset::{Cell, Dataset, Reference, Time};
use crate::model::decimal::Decimal;
use crate::model::exact::Exact;
use crate::model::id::{ColumnId, RowId};
use crate::model::query;
use crate::model::series::Series;
use crate::resolve::figure::table::reference_column;

/// The columns that name whose rows are.
pub fn naming(dataset: &Dataset) -> Vec<ColumnId> {
    let references = [Reference::Vendors, Reference::Models].into_iter();
    references.filter_map(|reference| reference_column(dataset, reference)).collect()
}

/// Of these rows those that name nobody.
pub fn of_nobody(dataset: &Dataset, rows: &[RowId]) -> Vec<RowId> {
    let naming = naming(dataset);
    let nobody = |row: &RowId| naming.iter().all(|column| dataset.symbol(*row, *column) == 0);
    rows.iter().copied().filter(nobody).collect()
}

/// What the parts of a period come to, and the row of all there was.
pub struct Held {
    /// The sum of the parts.
    pub parts: Exact,
    /// The row, with its value.
    pub whole: Option<(RowId, Decimal)>,
}

impl Held {
    /// Whether the parts come to more than the whole.
    pub fn overflows(&self) -> bool {
        let left = self.whole.and_then(|(_, whole)| Exact::of(whole).minus(self.parts));
        left.is_some_and(Exact::is_negative)
    }
}

/// Per period of the parts the row of all there was, of those that name nobody; `None` unless every period has one
/// that its parts fit into.
pub fn of(dataset: &Dataset, parts: &[RowId], nobody: &[RowId]) -> Option<Vec<RowId>> {
    let fitting = |held: Held| held.whole.filter(|_| !held.overflows()).map(|(row, _)| row);
    held(dataset, parts, nobody).into_iter().map(fitting).collect()
}

/// The periods of the parts in order, each with the largest row of all there was, of those that name nobody. None where
/// rows have no dates, or values too many digits.
pub fn held(dataset: &Dataset, parts: &[RowId], nobody: &[RowId]) -> Vec<Held> {
    let value = |row: RowId| dataset.cell(row, dataset.schema.measure?).number();
    let sums = || {
        let mut sums: BTreeMap<[i128; 2], (RowId, Exact)> = BTreeMap::new();
        for part in parts {
            let sum = &mut sums.entry(period(dataset, *part)?).or_insert((*part, Exact::ZERO)).1;
            *sum = sum.plus(value(*part).map_or(Exact::ZERO, Exact::of))?;
        }
        Some(sums)
    };
    let mut wholes: BTreeMap<[i128; 2], Vec<(RowId, Decimal)>> = BTreeMap::new();
    for (period, whole) in
        nobody.iter().filter_map(|row| Some((period(dataset, *row)?, (*row, value(*row)?))))
    {
        wholes.entry(period).or_default().push(whole);
    }
    let held = |(period, (part, parts)): ([i128; 2], (RowId, Exact))| {
        let rows = wholes.get(&period).into_iter().flatten().copied();
        let whole = rows.filter(|(row, _)| is_whole(dataset, part, *row)).max_by_key(|(_, value)| *value);
        Held { parts, whole }
    };
    sums().into_iter().flatten().map(held).collect()
}

/// The columns of words in which the rows of a vendor differ from those of a slice for one time and metric: what the slice
/// shows is a part of that vendor.
pub fn split_by(dataset: &Dataset, slice: &[RowId], rows: &[RowId], vendor: ColumnId) -> Vec<ColumnId> {
    let schema = &dataset.schema;
    let is_time = |column: ColumnId| schema.time.is_some_and(|time| time.has(column));
    let same = (0..dataset.columns.len()).map(ColumnId::at);
    let same = same.filter(|at| is_time(*at) || schema.metric == Some(*at) || vendor == *at);
    let of_place = course::numbers(dataset, same).map(|number| move |at: RowId| number(rows[at.index()]));
    let series = Series::new(rows.len(), of_place);
    let naming = naming(dataset);
    let told: Vec<ColumnId> =
        course::telling_columns(dataset).filter(|column| !naming.contains(column)).collect();
    let mut split = BTreeSet::new();
    for group in series.all().filter(|group| group.len() > 1) {
        let rows = group.iter().map(|at| rows[at.index()]);
        let is_shown = |row: &RowId| slice.binary_search(row).is_ok();
        let Some(part) = rows.clone().rfind(is_shown) else { continue };
        for row in rows {
            let differs = |column: &&ColumnId| dataset.key(row, **column) != dataset.key(part, **column);
            split.extend(told.iter().filter(differs));
        }
    }
    split.into_iter().collect()
}

/// The rows of the periods in which no two of them say different things of one vendor.
pub fn undisputed(dataset: &Dataset, rows: &[RowId], vendor: ColumnId) -> Vec<RowId> {
    let value = |row: RowId| dataset.schema.measure.map(|measure| dataset.key(row, measure));
    let mut said = BTreeMap::new();
    let mut disputed = BTreeSet::new();
    for (period, row) in rows.iter().filter_map(|row| Some((period(dataset, *row)?, *row))) {
        if *said.entry((period, dataset.key(row, vendor))).or_insert(value(row)) != value(row) {
            disputed.insert(period);
        }
    }
    let is_told = |row: &RowId| period(dataset, *row).is_none_or(|period| !disputed.contains(&period));
    rows.iter().copied().filter(is_told).collect()
}

/// The rows of the times at which a stack leaves no vendor out: each value is disclosed and, unless the rest of a whole takes
/// up what is missing, each vendor that has begun has a row.
pub fn known_of_all(dataset: &Dataset, rows: &[RowId], vendor: ColumnId, has_whole: bool) -> Vec<RowId> {
    let value = |row: &RowId| dataset.cell(*row, dataset.schema.measure?).number();
    let mut times: BTreeMap<[i128; 2], Vec<RowId>> = BTreeMap::new();
    for (time, row) in rows.iter().filter_map(|row| Some((period(dataset, *row)?, *row))) {
        times.entry(time).or_default().push(row);
    }
    let mut begun = BTreeSet::new();
    let mut known = Vec::new();
    for rows in times.into_values() {
        let here: BTreeSet<i128> = rows.iter().map(|row| dataset.key(*row, vendor)).collect();
        begun.extend(here.iter().copied());
        if (has_whole || here.len() == begun.len()) && rows.iter().all(|row| value(row).is_some()) {
            known.extend(rows);
        }
    }
    known.sort_unstable();
    known
}

/// Whether a row says of all what a part says of one: it agrees with the part in every column of words, or says `all`
/// there.
fn is_whole(dataset: &Dataset, part: RowId, row: RowId) -> bool {
    let naming = naming(dataset);
    let told = course::telling_columns(dataset).filter(|column| !naming.contains(column));
    let says_all = |cell: Cell<'_>| matches!(cell, Cell::Text(text) if query::says_all(text));
    told.into_iter().all(|column| {
        dataset.key(part, column) == dataset.key(row, column) || says_all(dataset.cell(row, column))
    })
}

/// First and last day of a row as they are told apart.
fn period(dataset: &Dataset, row: RowId) -> Option<[i128; 2]> {
    Some(match dataset.schema.time? {
        Time::At(at) => [dataset.key(row, at); 2],
        Time::Between(start, end) => [dataset.key(row, start), dataset.key(row, end)],
    })
}
