//! What the corrections of a pinned report say of its rows: those that hold today, and those of the past.

use super::changes::Seen;
use crate::diag::{Diagnostic, catalog, nearest};
use crate::model::dataset::{BoundDataset, Dataset};
use crate::model::decimal::Decimal;
use crate::model::id::{ColumnId, RowId};
use crate::model::lock::{Change, Past, Pin, REMOVED};
use crate::model::note::{CorrectedRows, Correction};
use crate::model::query;
use crate::model::range::{Condition, written};
use crate::model::stage::Raw;

/// Rows that a correction is about.
pub struct Explained {
    /// Which of the pin's datasets.
    pub held: usize,
    /// The rows.
    pub rows: Vec<RowId>,
    /// What the correction says that they read now.
    pub now: Vec<String>,
    /// The place of the correction.
    pub correction: usize,
    /// Whether its date is before the pin's: then it explains nothing.
    pub early: bool,
}

/// The rows that corrections are about.
pub fn of(
    corrections: &[Correction<Raw>],
    pin: &Pin,
    data: Seen<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Explained> {
    let mut explained = Vec::new();
    for (place, correction) in corrections.iter().enumerate() {
        let Some(named) = &correction.rows else { continue };
        let is_named = |bound: &BoundDataset| bound.dataset.name == named.data.value;
        let Some(held) = pin.held.iter().position(|held| is_named(data.dataset(held.data))) else {
            // A name that no dataset has is told with the front matter.
            if data.live.iter().any(is_named) {
                diagnostics.push(catalog::lock::idle_correction(named.data.span, &named.data.value));
            }
            continue;
        };
        let bound = data.dataset(pin.held[held].data);
        let Some(conditions) = bind(&bound.dataset, named, diagnostics) else { continue };
        let rows = query::select(bound, &conditions);
        if rows.is_empty() {
            let span = written(&named.filter).unwrap_or(named.data.span);
            diagnostics.push(catalog::lock::idle_correction(span, &named.data.value));
        }
        let early = correction.date.value.last_day() < pin.pinned.first_day();
        let now = named.now.iter().map(|word| word.value.clone()).collect();
        explained.push(Explained { held, rows, now, correction: place, early });
    }
    explained
}

fn bind(
    dataset: &Dataset,
    named: &CorrectedRows,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<Condition<ColumnId>>> {
    let names = || dataset.schema.fields.iter().map(|field| field.name.as_str());
    let one = |raw: &Condition<_>| {
        let name: &crate::source::Located<String> = &raw.column;
        let Some(column) = dataset.column(&name.value) else {
            let known = names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let near = nearest(&name.value, names());
            let told = catalog::figure::unknown_column(name.span, &name.value, &dataset.name, near, &known);
            diagnostics.push(told);
            return None;
        };
        Some(Condition { column, test: raw.test.clone(), span: raw.span })
    };
    let bound: Vec<Option<Condition<ColumnId>>> = named.filter.iter().map(one).collect();
    bound.into_iter().collect()
}

/// What corrections said of rows that another one says more of by now, or that read as they were pinned.
pub fn past(explained: &[Explained], changes: &[Change], pin: &Pin, data: Seen<'_>) -> Vec<Past> {
    let mut past: Vec<Past> = Vec::new();
    for (at, one) in explained.iter().enumerate().filter(|(_, one)| !one.early) {
        let is_of = |change: &&Change, row: RowId| change.held == one.held && change.then == row;
        for row in one.rows.iter().copied() {
            let change = changes.iter().find(|change| is_of(change, row));
            if change.is_some_and(|change| change.correction == Some(one.correction)) {
                continue;
            }
            let about =
                |other: &&Explained| other.held == one.held && !other.early && other.rows.contains(&row);
            let before = explained[..at].iter().rev().find(about).map(|other| other.now.clone());
            let is_last = !explained[at + 1..].iter().any(|other| about(&other));
            let today = &data.dataset(pin.held[one.held].live).dataset;
            let undone =
                change.is_none() && is_last && !reads(today, pin.held[one.held].rows[row.index()], &one.now);
            let (now, correction) = (one.now.clone(), one.correction);
            past.push(Past { held: one.held, then: row, correction, before, now, undone });
        }
    }
    past
}

/// Whether a row says all words.
fn reads(dataset: &Dataset, row: Option<RowId>, words: &[String]) -> bool {
    let cells = |row: RowId| {
        (0..dataset.columns.len()).map(move |column| dataset.cell(row, ColumnId::at(column)).raw())
    };
    let says = |word: &String| match row {
        None => word == REMOVED,
        Some(row) => cells(row).any(|cell| is_same(&cell, word)),
    };
    words.iter().all(says)
}

/// Whether two texts say the same: letter by letter, or as numbers (`1.50`, `1.5`).
pub fn is_same(one: &str, other: &str) -> bool {
    let number = |text: &str| Decimal::parse(text).ok();
    one == other || number(one).is_some_and(|one| number(other) == Some(one))
}
