//! Rows that may stand together in one value: of one unit, of one meaning, alike but where the reference lets them differ,
//! and each said once.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::asked::{Asked, Subject};
use super::{addends, listed, time};
use crate::diag::catalog;
use crate::format::Quantity;
use crate::model::dataset::{Dataset, Holds, Time};
use crate::model::fact::{Key, Value, Verb, apart, key_name, quoted};
use crate::model::id::{ColumnId, LangId, RowId};
use crate::model::query;
use crate::model::unit;
use crate::resolve::page::Page;

/// Rows that differ only where the reference lets them; others must not be added up or compared. Rows that say the same
/// from another source count once.
pub fn one_each(
    page: &mut Page<'_>,
    asked: &Asked,
    subject: Subject<'_>,
    (rows, keys): (&[RowId], &[Key]),
) -> Option<Vec<RowId>> {
    one_unit(page, asked, subject, rows)?;
    let dataset = &subject.bound.dataset;
    let kept = if can_say_again(dataset) { said_once(subject, rows) } else { rows.to_vec() };
    let rivals = rivals(dataset, &kept);
    if !rivals.is_empty() {
        if !subject.bound.is_unexplained(&rivals) {
            page.report(listed::rivals(asked, subject, &rivals));
        }
        return None;
    }
    let wide = |key: &&Key| match &key.value {
        // Within a month each is measured on a day of its own.
        Value::One(one) => asked.verb != Verb::Sum && is_month_of_points(dataset, key, &one.value),
        Value::Range(..) => !time::is_stretch(dataset, &key.column.value),
        Value::Any(_) | Value::Filled => true,
    };
    let free: Vec<&str> =
        keys.iter().filter(wide).map(|key| listed::asked_by(dataset, &key.column.value)).collect();
    let begins = begins(dataset);
    let fixed: Vec<&str> = apart(dataset, &kept)
        .into_iter()
        .filter(|name| !free.contains(name) && Some(*name) != begins)
        .collect();
    if fixed.is_empty() {
        addends::parts_alone(page, asked, subject, &kept)?;
        addends::once_each(page, asked, subject, &kept)?;
        addends::as_long(page, asked, subject, (&kept, keys))?;
        addends::tell_forecasts(page, asked, subject, &kept);
        return Some(kept);
    }
    let only_source = fixed.iter().all(|name| dataset.column(name) == dataset.schema.source);
    if !(only_source && subject.bound.is_unexplained(&kept)) {
        page.report(listed::unlike(asked, subject, &kept, &fixed));
    }
    None
}

/// Whether a key asks for values that stand at a day by the month or the year in which it lies.
fn is_month_of_points(dataset: &Dataset, key: &Key, value: &str) -> bool {
    let stands_at = |time| matches!(time, Time::At(at) if dataset.column(&key.column.value) == Some(at));
    dataset.schema.holds == Holds::Point
        && dataset.schema.time.is_some_and(stands_at)
        && time::slot(value).is_some_and(|(from, to)| from != to || from.day_of_month().is_none())
}

/// Whether two rows differ in nothing but their source.
pub fn says_the_same(subject: Subject<'_>, a: RowId, b: RowId) -> bool {
    let said = statement(subject, a);
    !said.is_empty() && said == statement(subject, b)
}

/// What a row says, whoever says it: its number and its key without the source. Empty where the data have no key.
fn statement(subject: Subject<'_>, row: RowId) -> Vec<i128> {
    let dataset = &subject.bound.dataset;
    let schema = &dataset.schema;
    if schema.primary_key.is_empty() {
        return Vec::new();
    }
    let key = schema.primary_key.iter().filter(|column| Some(**column) != schema.source);
    std::iter::once(&subject.column).chain(key).map(|column| dataset.key(row, *column)).collect()
}

/// Whether a dataset may hold rows that differ in nothing but their source.
fn can_say_again(dataset: &Dataset) -> bool {
    dataset.schema.source.is_some_and(|source| dataset.schema.primary_key.contains(&source))
}

/// Of rows that say the same the last one.
fn said_once(subject: Subject<'_>, rows: &[RowId]) -> Vec<RowId> {
    let mut kept: Vec<RowId> = Vec::with_capacity(rows.len());
    let mut places: HashMap<Vec<i128>, usize> = HashMap::with_capacity(rows.len());
    for row in rows {
        match places.entry(statement(subject, *row)) {
            Entry::Occupied(place) => kept[*place.get()] = *row,
            Entry::Vacant(place) => {
                place.insert(kept.len());
                kept.push(*row);
            }
        }
    }
    kept
}

/// Rows that say different things of the same, each by another source: whatever a reference asks for, one of them counts.
fn rivals(dataset: &Dataset, rows: &[RowId]) -> Vec<RowId> {
    let schema = &dataset.schema;
    if !can_say_again(dataset) {
        return Vec::new();
    }
    let columns: Vec<_> =
        schema.primary_key.iter().filter(|column| Some(**column) != schema.source).collect();
    let key = |row: RowId| -> Vec<i128> { columns.iter().map(|column| dataset.key(row, **column)).collect() };
    let mut counts: HashMap<Vec<i128>, usize> = HashMap::with_capacity(rows.len());
    rows.iter().for_each(|row| *counts.entry(key(*row)).or_default() += 1);
    rows.iter().copied().filter(|row| counts[&key(*row)] > 1).collect()
}

/// The column that says from when rows hold until the next: those in force may differ in it.
fn begins(dataset: &Dataset) -> Option<&str> {
    let time = dataset.schema.time.filter(|_| query::is_step(dataset));
    time.map(|time| key_name(dataset, time.begin()))
}

/// All rows must have one unit.
pub fn one_unit(page: &mut Page<'_>, asked: &Asked, subject: Subject<'_>, rows: &[RowId]) -> Option<()> {
    let dataset = &subject.bound.dataset;
    let units = unit::of_rows(dataset, rows, Some(subject.column), LangId::DEFAULT);
    if units.len() > 1 {
        let list = units.iter().map(|(unit, _)| format!("`{unit}`")).collect::<Vec<_>>().join(", ");
        // What is written in another power of ten is no other thing: a key would drop it.
        let key = (!differ_in_power(&units)).then(|| one_of_units(subject, rows));
        page.report(catalog::fact::mixed(asked.span, &list, key.as_deref()));
        return None;
    }
    Some(())
}

/// Whether units of one currency differ in their power of ten.
fn differ_in_power<T>(units: &[(String, T)]) -> bool {
    let quantities: Vec<Quantity> = units.iter().map(|(unit, _)| Quantity::of(unit)).collect();
    quantities.windows(2).all(|two| {
        two[0].currency == two[1].currency && !two[0].currency.is_empty() && two[0].power != two[1].power
    })
}

/// A key that chooses the unit of the first row.
fn one_of_units(subject: Subject<'_>, rows: &[RowId]) -> String {
    let dataset = &subject.bound.dataset;
    let columns = unit::placeholders(dataset, Some(subject.column), LangId::DEFAULT);
    let differs = |column: &&ColumnId| {
        rows.iter().any(|row| dataset.key(*row, **column) != dataset.key(rows[0], **column))
    };
    let key = |column: &ColumnId| {
        format!("{}={}", dataset.field(*column).name, quoted(&dataset.cell(rows[0], *column).raw()))
    };
    columns.iter().find(differs).map_or_else(String::new, key)
}

/// All rows must mean the same by their numbers, as far as the reference does not name the difference itself.
pub fn one_definition(
    page: &mut Page<'_>,
    asked: &Asked,
    subject: Subject<'_>,
    rows: &[RowId],
) -> Option<()> {
    let dataset = &subject.bound.dataset;
    if dataset.schema.measure != Some(subject.column) {
        return Some(());
    }
    let of_other = asked.ask.other.iter().flat_map(|other| &other.keys);
    let named: Vec<&str> =
        asked.ask.keys.iter().chain(of_other).map(|key| key.column.value.as_str()).collect();
    let is_named = |column: ColumnId| named.contains(&dataset.field(column).name.as_str());
    let Some((column, pair)) = query::defined_apart(dataset, rows, is_named) else { return Some(()) };
    let name = &dataset.field(column).name;
    let values = pair.map(|row| dataset.cell(row, column).raw());
    page.report(catalog::fact::mixed_definitions(asked.span, (name, &values), &format!("{name}=")));
    None
}
