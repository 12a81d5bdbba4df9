//! What rows read between one correction and the next: what a notice says stays, whatever is restated later.

use std::collections::BTreeMap;

use super::course::State;
use super::entries::{Entry, Seen};
use super::held::dataset;
use crate::diag::catalog::lock::Idle;
use crate::diag::{Diagnostic, catalog};
use crate::model::config::Config;
use crate::model::dataset::BoundDataset;
use crate::model::id::{DatasetId, RowId};
use crate::model::lock::{LockedRow, Pin, Section, Step};
use crate::resolve::datasets::Lookup;
use crate::source::Span;

/// What each correction says of its rows, in the order of `entries`. The rows as it leaves them become a dataset of
/// their own behind those that reports see (`held`). `sections`: those of the lock, as `pin.held`.
pub fn steps(
    lookup: (&Lookup<'_>, &Config),
    (live, held): (&[BoundDataset], &mut Vec<BoundDataset>),
    (pin, sections): (&Pin, &[&Section]),
    entries: &[Entry<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut rows: BTreeMap<(usize, RowId), (State, (DatasetId, RowId))> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| !entry.early) {
        let (place, own, section) = (entry.held, &pin.held[entry.held], sections[entry.held]);
        let after = DatasetId::at(live.len() + held.len());
        let then = &held[own.data.index() - live.len()].dataset;
        let mut left = Vec::new();
        for (row, said) in entry.each() {
            let (state, at) = rows.entry((place, row)).or_insert((State::default(), (own.data, row)));
            state.take(entry.correction, said, then);
            let now = (!state.removed).then(|| (after, RowId::at(left.len())));
            steps.push(Step { correction: entry.correction, held: place, row, then: *at, now });
            if let Some(now) = now {
                left.push(LockedRow {
                    cells: cells(section, state, row),
                    ..section.rows[row.index()].clone()
                });
                *at = now;
            }
        }
        let is_reworded =
            |row: &(usize, RowId)| rows.get(row).is_some_and(|(state, _)| !state.units.is_empty());
        let reworded = entry.rows.iter().any(|row| is_reworded(&(place, *row)));
        let units = if reworded { Vec::new() } else { section.units.clone() };
        let left = Section { rows: left, units, ..section.clone() };
        match dataset(lookup, &left, pin.file, &live[own.live.index()]) {
            Ok((bound, _)) => held.push(bound),
            // The column tells it too where the cell is the last word on the row.
            Err(told) => {
                let why = format!("a correction gives a cell that does not fit: {}", told.message);
                diagnostics.push(catalog::lock::lock_misfit(Span::whole(pin.file), &why));
                return Vec::new();
            }
        }
    }
    steps
}

/// The corrections that say of each of their rows what it read before.
pub fn idle(pin: &Pin, data: Seen<'_>, entries: &[Entry<'_>]) -> Vec<Diagnostic> {
    let mut rows: BTreeMap<(usize, RowId), State> = BTreeMap::new();
    let mut told = Vec::new();
    for entry in entries.iter().filter(|entry| !entry.early && !entry.rows.is_empty() && entry.is_even()) {
        let then = &data.dataset(pin.held[entry.held].data).dataset;
        let mut is_idle = true;
        for (row, said) in entry.each() {
            let state = rows.entry((entry.held, row)).or_default();
            let before = state.clone();
            state.take(entry.correction, said, then);
            is_idle &= state.is_as(&before, then, row);
        }
        if is_idle {
            told.push(catalog::lock::idle_correction(entry.span, Idle::Same));
        }
    }
    told
}

/// The cells of a row as corrections leave them.
fn cells(section: &Section, state: &State, row: RowId) -> Vec<Box<str>> {
    let cells = section.columns.iter().zip(&section.rows[row.index()].cells);
    cells.map(|(column, cell)| state.given(&column.value).map_or_else(|| cell.clone(), Box::from)).collect()
}
