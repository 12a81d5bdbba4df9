//! Finds rows that have the primary key of an earlier row.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};

use super::told::Told;
use crate::diag::catalog::cell as say;
use crate::model::course;
use crate::model::dataset::{Cell, Dataset, FieldType, Time};
use crate::model::id::{ColumnId, RowId};
use crate::source::Sources;

/// Tells every row whose key an earlier row has; an empty cell is a value like any other. `keyless`: rows whose
/// key cannot be read, in order; they are like no other.
pub fn check(sources: &Sources, dataset: &Dataset, keyless: &[RowId], told: &mut Told) {
    let key = &dataset.schema.primary_key;
    if key.is_empty() {
        return;
    }
    let hasher = RandomState::new();
    let mut first: HashMap<u64, RowId> = HashMap::with_capacity(dataset.len());
    let same =
        |a: RowId, b: RowId| key.iter().all(|column| dataset.cell(a, *column) == dataset.cell(b, *column));
    for row in dataset.rows().filter(|row| keyless.binary_search(row).is_err()) {
        let mut hash = hash(&hasher, dataset, row);
        loop {
            match first.get(&hash) {
                None => {
                    first.insert(hash, row);
                    break;
                }
                Some(earlier) if same(*earlier, row) => {
                    told.tell(|| explain(sources, dataset, *earlier, row));
                    break;
                }
                Some(_) => hash = hash.wrapping_add(1),
            }
        }
    }
}

/// The columns that tell rows apart, where some do: those that name notes, and those whose words come again.
pub fn wanted(dataset: &Dataset) -> Option<String> {
    let kinds = |column: ColumnId| dataset.values(column).len().saturating_sub(1);
    let tells = |column: &ColumnId| {
        let names = dataset.field(*column).reference.is_some();
        let is_status = dataset.schema.status == Some(*column);
        !is_status && kinds(*column) > 1 && (names || kinds(*column) < dataset.len())
    };
    let telling: Vec<ColumnId> = course::telling_columns(dataset).filter(tells).collect();
    let time = dataset.schema.time.map(Time::begin).filter(|_| !telling.is_empty())?;
    let names = std::iter::once(time).chain(telling).map(|column| dataset.field(column).name.as_str());
    Some(names.collect::<Vec<_>>().join(", "))
}

fn hash(hasher: &RandomState, dataset: &Dataset, row: RowId) -> u64 {
    let mut state = hasher.build_hasher();
    for column in &dataset.schema.primary_key {
        match dataset.cell(row, *column) {
            Cell::Empty => 0u8.hash(&mut state),
            Cell::Text(_) => dataset.symbol(row, *column).hash(&mut state),
            Cell::Number(number) => number.hash(&mut state),
            Cell::Boolean(value) => value.hash(&mut state),
            Cell::Date(date) => date.hash(&mut state),
            Cell::Period(period) => period.hash(&mut state),
        }
    }
    state.finish()
}

fn explain(sources: &Sources, dataset: &Dataset, earlier: RowId, row: RowId) -> crate::diag::Diagnostic {
    let key = &dataset.schema.primary_key;
    let parts: Vec<String> = key
        .iter()
        .map(|column| (dataset.field(*column).name.as_str(), dataset.cell(row, *column).raw()))
        .map(
            |(name, value)| {
                if value.is_empty() { format!("{name} empty") } else { format!("{name} `{value}`") }
            },
        )
        .collect();
    let place = |row| dataset.cell_span(sources, row, key[0]);
    let (line, _) = sources.line_column(dataset.csv, place(earlier).start);
    // What is measured, and remarks on it, are no part of what is told apart.
    let can_be_key = |column: &ColumnId| {
        let kind = dataset.field(*column).kind;
        Some(*column) != dataset.schema.measure && !matches!(kind, FieldType::Number | FieldType::Boolean)
    };
    let differs = |column: &ColumnId| dataset.cell(earlier, *column) != dataset.cell(row, *column);
    let apart = (0..dataset.columns.len()).map(ColumnId::at).filter(can_be_key).filter(differs);
    let apart: Vec<&str> = apart.map(|column| dataset.field(column).name.as_str()).collect();
    say::duplicate_row(place(row), &parts.join(", "), &apart, (place(earlier), line))
}
