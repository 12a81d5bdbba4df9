//! Rows of datasets: added, removed, restated, by their keys.

use std::collections::{BTreeMap, BTreeSet};

use super::difference::{DatasetChange, Kind, RowChange, ValueChange};
use crate::model::dataset::Dataset;
use crate::model::id::{ColumnId, LangId, RowId};
use crate::model::site::Site;
use crate::model::unit::{self, Reworded};

/// The datasets whose rows or names differ, by name. `renamed`: those of another name, by the new one.
pub fn changes(old: &Site, new: &Site, renamed: &BTreeMap<&str, &str>) -> Vec<DatasetChange> {
    let (before, after) = (by_name(old), by_name(new));
    let names: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let codes: Vec<&str> = new.config.languages.iter().map(String::as_str).collect();
    let one = |name: &str| {
        let was = renamed.get(name).copied();
        let old = before.get(was.unwrap_or(name)).copied();
        of_dataset((name, was), old, after.get(name).copied(), &codes)
    };
    let is_gone = |name: &&str| !renamed.values().any(|was| was == name);
    names.into_iter().filter(is_gone).filter_map(one).collect()
}

fn by_name(site: &Site) -> BTreeMap<&str, &Dataset> {
    site.datasets.iter().map(|bound| (bound.dataset.name.as_str(), &bound.dataset)).collect()
}

fn of_dataset(
    (name, was): (&str, Option<&str>),
    old: Option<&Dataset>,
    new: Option<&Dataset>,
    codes: &[&str],
) -> Option<DatasetChange> {
    let both = || [old, new].into_iter().flatten();
    let keyed = both().all(|dataset| !dataset.schema.primary_key.is_empty());
    let rows_of = |dataset: Option<&Dataset>| dataset.map(|own| by_key(own, keyed)).unwrap_or_default();
    let (before, after) = (rows_of(old), rows_of(new));
    let keys: BTreeSet<&Key> = before.keys().chain(after.keys()).collect();
    let row = |key: &Key| {
        let old = old.and_then(|old| Some((old, *before.get(key)?)));
        let new = new.and_then(|new| Some((new, *after.get(key)?)));
        of_row(&key.0, old, new)
    };
    let in_both: Vec<RowId> =
        before.iter().filter(|(key, _)| after.contains_key(*key)).map(|(_, row)| *row).collect();
    let reworded = old.zip(new).map_or(Vec::new(), |(old, new)| reworded(old, &in_both, new, codes.len()));
    let mut rows: Vec<RowChange> = keys.iter().copied().filter_map(row).collect();
    let [added, removed] =
        [Kind::Added, Kind::Removed].map(|kind| rows.iter().filter(|row| row.kind == kind).count());
    let has_other_unit = |key: &Key| {
        let row = old.zip(before.get(key));
        row.is_some_and(|(old, row)| reworded.iter().any(|unit| unit.is_about(old, *row)))
    };
    let is_restated = |key: &&&Key| {
        after.contains_key(**key)
            && (has_other_unit(key) || row(key).is_some_and(|row| row.kind == Kind::Changed))
    };
    let restated = keys.iter().filter(is_restated).count();
    rows.splice(..0, old.into_iter().flat_map(|old| of_units(old, &reworded, codes)));
    let restricted = both().any(|dataset| !dataset.schema.redistribute);
    (!rows.is_empty() || was.is_some()).then(|| DatasetChange {
        name: name.to_owned(),
        was: was.map(str::to_owned),
        restricted,
        added,
        removed,
        restated,
        rows: if restricted { Vec::new() } else { rows },
    })
}

/// What the units of rows are worded with and reads otherwise.
fn reworded(old: &Dataset, rows: &[RowId], new: &Dataset, languages: usize) -> Vec<Reworded> {
    let langs: Vec<LangId> = (0..languages).map(|lang| LangId(lang as u8)).collect();
    if rows.is_empty() { Vec::new() } else { unit::reworded(old, rows, new, &langs) }
}

/// Units that are worded otherwise: that restates every row, or those with a value that fills them in.
fn of_units(old: &Dataset, reworded: &[Reworded], codes: &[&str]) -> Vec<RowChange> {
    let mut changes: Vec<RowChange> = Vec::new();
    for unit in reworded {
        let name = &old.field(unit.column).name;
        let (key, subject) = match &unit.value {
            None => ("every row".to_owned(), name.clone()),
            Some(value) => (format!("every row of {name} {value}"), value.clone()),
        };
        let code = codes.get(usize::from(unit.lang.0)).filter(|_| unit.lang != LangId::DEFAULT);
        let code = code.map_or(String::new(), |code| format!(" in {code}"));
        let of = format!("unit of {subject}{code}");
        let cell = ValueChange { of, old: unit.was.clone(), new: unit.is.clone() };
        match changes.iter_mut().find(|change| change.key == key) {
            Some(change) => change.cells.push(cell),
            None => changes.push(RowChange { kind: Kind::Changed, key, cells: vec![cell] }),
        }
    }
    changes
}

/// A row of a dataset.
type Row<'s> = (&'s Dataset, RowId);

fn of_row(key: &str, old: Option<Row<'_>>, new: Option<Row<'_>>) -> Option<RowChange> {
    let (kind, cells) = match (old, new) {
        (Some(old), Some(new)) => (Kind::Changed, restated(old, new)),
        (Some((old, row)), None) => (Kind::Removed, rest(old, row, true)),
        (None, Some((new, row))) => (Kind::Added, rest(new, row, false)),
        (None, None) => return None,
    };
    let same = kind == Kind::Changed && cells.is_empty();
    (!same).then(|| RowChange { kind, key: key.to_owned(), cells })
}

/// A key in words, and which of several rows of that key it is.
pub type Key = (String, usize);

/// Rows by their keys: the columns of the primary key, or all of them.
pub fn by_key(dataset: &Dataset, keyed: bool) -> BTreeMap<Key, RowId> {
    let columns: Vec<ColumnId> = match keyed {
        true => dataset.schema.primary_key.clone(),
        false => (0..dataset.schema.fields.len()).map(ColumnId::at).collect(),
    };
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut rows = BTreeMap::new();
    for row in dataset.rows() {
        let part = |column: &ColumnId| dataset.cell(row, *column).raw();
        let parts: Vec<String> = columns.iter().map(part).filter(|part| !part.is_empty()).collect();
        let key = parts.join(" · ");
        let count = seen.entry(key.clone()).or_default();
        rows.insert((key, *count), row);
        *count += 1;
    }
    rows
}

/// The cells that differ between two rows of one key, by the names of their columns.
fn restated((old, before): Row<'_>, (new, after): Row<'_>) -> Vec<ValueChange> {
    let names =
        |dataset: &Dataset| dataset.schema.fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>();
    let mut all = names(new);
    all.extend(names(old).into_iter().filter(|name| new.column(name).is_none()));
    let cell = |dataset: &Dataset, row: RowId, name: &str| {
        dataset.column(name).map_or(String::new(), |column| dataset.cell(row, column).raw())
    };
    let change =
        |name: String| ValueChange { old: cell(old, before, &name), new: cell(new, after, &name), of: name };
    all.into_iter().map(change).filter(|change| change.old != change.new).collect()
}

/// The filled cells of a row outside its key.
fn rest(dataset: &Dataset, row: RowId, gone: bool) -> Vec<ValueChange> {
    let key = &dataset.schema.primary_key;
    let columns = (0..dataset.schema.fields.len()).map(ColumnId::at).filter(|column| !key.contains(column));
    let cell = |column: ColumnId| {
        let (of, raw) = (dataset.field(column).name.clone(), dataset.cell(row, column).raw());
        if gone {
            ValueChange { of, old: raw, new: String::new() }
        } else {
            ValueChange { of, old: String::new(), new: raw }
        }
    };
    columns.map(cell).filter(|cell| cell.old != cell.new).collect()
}
