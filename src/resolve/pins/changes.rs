//! What has changed in the rows of a pinned report since, and which corrections explain it.

use std::collections::BTreeSet;

use super::explained::{self, Explained};
use crate::diag::{Diagnostic, catalog};
use crate::model::dataset::{BoundDataset, Cell, Dataset};
use crate::model::id::{ColumnId, DatasetId, LangId, RowId};
use crate::model::lock::{Change, Held, Past, Pin, REMOVED, is_remark};
use crate::model::note::{Details, Note};
use crate::model::stage::Raw;
use crate::model::unit::{self, Reworded};
use crate::source::{Sources, Span};

/// The datasets of today, and behind them those that pinned reports hold.
#[derive(Clone, Copy)]
pub struct Seen<'d> {
    /// Those of today.
    pub live: &'d [BoundDataset],
    /// Those held.
    pub held: &'d [BoundDataset],
    /// The languages in which readers see them, with their codes.
    pub langs: &'d [(LangId, &'d str)],
}

impl<'d> Seen<'d> {
    /// One of them.
    pub fn dataset(self, id: DatasetId) -> &'d BoundDataset {
        self.live.get(id.index()).unwrap_or_else(|| &self.held[id.index() - self.live.len()])
    }
}

/// The rows that read otherwise by now. What no correction explains is told.
pub fn since(
    sources: &Sources,
    pin: &Pin,
    note: &Note<Raw>,
    data: Seen<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Change>, Vec<Past>) {
    let Details::Report(report) = &note.details else { return Default::default() };
    let mut changes = Vec::new();
    let explained = explained::of(&report.corrections, pin, data, diagnostics);
    for (place, held) in pin.held.iter().enumerate() {
        let (then, now) = (data.dataset(held.data), data.dataset(held.live));
        let reworded = reworded(&then.dataset, &now.dataset, data.langs);
        let mut told_units = BTreeSet::new();
        for (row, today) in then.dataset.rows().zip(&held.rows) {
            let same = today.is_some_and(|today| differs(&then.dataset, row, &now.dataset, today).is_none());
            let units = || reworded.iter().filter(|unit| unit.is_about(&then.dataset, row));
            if same && units().next().is_none() {
                continue;
            }
            let today_reads = reads(&then.dataset, row, &now.dataset, *today, units());
            let about = |of: &&Explained| of.held == place && of.rows.contains(&row);
            let (early, due): (Vec<_>, Vec<_>) = explained.iter().filter(about).partition(|of| of.early);
            let fit = due.iter().rev().find(|of| {
                today_reads.iter().all(|word| of.now.iter().any(|now| explained::is_same(now, word)))
            });
            let correction = fit.map(|of| of.correction);
            // One unit is one mistake, however many numbers have it.
            let unit = units().next().filter(|_| same);
            let is_told = unit.is_some_and(|unit| !told_units.insert((unit.column, &unit.value)));
            if correction.is_none() && !is_told {
                let told = match unit {
                    Some(unit) => other_unit(sources, (&then.dataset, row), &now.dataset, (unit, data.langs)),
                    None => unexplained(sources, (held, row), &then.dataset, &now.dataset, &today_reads),
                };
                let date = |of: &&Explained| &report.corrections[of.correction].date;
                diagnostics.push(match (due.last().map(date), early.first().map(date)) {
                    (Some(date), _) => catalog::lock::explained_otherwise(told, date.span),
                    (None, Some(date)) => {
                        let (dated, pinned) = (date.value.to_string(), pin.pinned.to_string());
                        catalog::lock::explained_too_early(told, date.span, &dated, &pinned)
                    }
                    (None, None) => told,
                });
            }
            changes.push(Change { held: place, then: row, now: *today, correction });
        }
    }
    let past = explained::past(&explained, &changes, pin, data);
    let mut told = BTreeSet::new();
    for undone in past.iter().filter(|past| past.undone && told.insert(past.correction)) {
        let then = &data.dataset(pin.held[undone.held].data).dataset;
        let value = then.schema.measure.map(|measure| then.cell(undone.then, measure).raw());
        let entry = entry(then, undone.then, &value.into_iter().collect::<Vec<_>>());
        let said = catalog::clipped(&undone.now.join("`, `"));
        let date = report.corrections[undone.correction].date.span;
        diagnostics.push(catalog::lock::undone_correction(date, &said, &entry));
    }
    (changes, past)
}

/// What the cells and the unit of a row read now where they read otherwise, as a correction has to say it.
fn reads<'u>(
    then: &Dataset,
    row: RowId,
    now: &Dataset,
    today: Option<RowId>,
    units: impl Iterator<Item = &'u Reworded>,
) -> Vec<String> {
    let Some(today) = today else { return vec![REMOVED.to_owned()] };
    let cells = differing(then, row, now, today).map(|column| now.cell(today, column).raw());
    let mut reads: Vec<String> = cells.chain(units.map(|unit| unit.is.clone())).collect();
    reads.sort();
    reads.dedup();
    reads
}

/// The first column in which two rows differ.
fn differs(then: &Dataset, row: RowId, now: &Dataset, today: RowId) -> Option<ColumnId> {
    differing(then, row, now, today).next()
}

/// The columns in which two rows differ, remarks apart. Empty columns of the first are not compared where they were
/// added since.
fn differing<'d>(
    then: &'d Dataset,
    row: RowId,
    now: &'d Dataset,
    today: RowId,
) -> impl Iterator<Item = ColumnId> + 'd {
    let columns = (0..then.columns.len()).map(ColumnId::at);
    let held = columns.filter(|column| !is_remark(&then.field(*column).name));
    held.filter(move |column| {
        let (a, b) = (then.cell(row, *column), now.cell(today, *column));
        a != b && !(a == Cell::Empty && is_new(then, *column))
    })
}

/// What the units of a lock are worded with that reads otherwise by now, each in the first language in which it does.
fn reworded(then: &Dataset, now: &Dataset, langs: &[(LangId, &str)]) -> Vec<Reworded> {
    let rows: Vec<RowId> = then.rows().collect();
    let langs: Vec<LangId> = langs.iter().map(|(lang, _)| *lang).collect();
    let mut reworded = unit::reworded(then, &rows, now, &langs);
    reworded.dedup_by(|later, first| (later.column, &later.value) == (first.column, &first.value));
    reworded
}

/// Whether no row of a lock holds anything in a column.
fn is_new(then: &Dataset, column: ColumnId) -> bool {
    then.rows().all(|row| then.cell(row, column) == Cell::Empty)
}

fn unexplained(
    sources: &Sources,
    (held, row): (&Held, RowId),
    then: &Dataset,
    now: &Dataset,
    today_reads: &[String],
) -> Diagnostic {
    let line = line_span(sources, then, row);
    let entry = entry(then, row, today_reads);
    match held.rows[row.index()] {
        None => {
            let key = words(then, row);
            catalog::lock::removed_row(line, Span::whole(now.csv), &key, &entry)
        }
        Some(today) => {
            let column = differs(then, row, now, today).expect("only rows that differ are told");
            let (a, b) = (then.cell(row, column).raw(), now.cell(today, column).raw());
            let name = &then.field(column).name;
            let change = format!("`{name}` was `{}` and is `{}`", catalog::clipped(&a), catalog::clipped(&b));
            catalog::lock::restated_row(line, now.cell_span(sources, today, column), &change, &entry)
        }
    }
}

/// Numbers have another unit by now. `row`: the first of them.
fn other_unit(
    sources: &Sources,
    (then, row): (&Dataset, RowId),
    now: &Dataset,
    (unit, langs): (&Reworded, &[(LangId, &str)]),
) -> Diagnostic {
    let name = &then.field(unit.column).name;
    let (what, condition) = match &unit.value {
        None => {
            let key = key(then, row).next().map(|(name, _)| format!("{name}: '*'"));
            (format!("the unit of `{name}`"), key.unwrap_or_default())
        }
        Some(value) => (
            format!("`{}` of `{name}` in the unit", catalog::clipped(value)),
            format!("{name}: {}", quoted(value)),
        ),
    };
    let code = langs.iter().find(|(lang, _)| *lang == unit.lang && *lang != LangId::DEFAULT);
    let code = code.map_or(String::new(), |(_, code)| format!(" in `{code}`"));
    let (was, is) = (catalog::clipped(&unit.was), catalog::clipped(&unit.is));
    let change = format!("{what}{code} was `{was}` and is `{is}`");
    let entry = entry_of(then, &condition, std::slice::from_ref(&unit.is));
    let column = now.column(name).unwrap_or(unit.column);
    catalog::lock::other_unit(line_span(sources, then, row), now.field(column).span, &change, &entry)
}

/// The line of a row, without its end.
fn line_span(sources: &Sources, dataset: &Dataset, row: RowId) -> Span {
    let span = dataset.row_span(row);
    let text = sources.slice(span);
    span.part(0, text.trim_end_matches(['\n', '\r']).lines().next().map_or(0, str::len))
}

/// The key of a row in words: `date 2025-09-29, model deepseek-v3-2-exp`.
fn words(dataset: &Dataset, row: RowId) -> String {
    let cells = key(dataset, row).map(|(name, value)| format!("{name} {value}"));
    catalog::clipped(&cells.collect::<Vec<_>>().join(", "))
}

/// A correction that explains a row, to copy.
fn entry(dataset: &Dataset, row: RowId, reads: &[String]) -> String {
    let cells = key(dataset, row).map(|(name, value)| format!("{name}: {}", quoted(&value)));
    entry_of(dataset, &cells.collect::<Vec<_>>().join(", "), reads)
}

fn entry_of(dataset: &Dataset, conditions: &str, reads: &[String]) -> String {
    let reads: Vec<String> = reads.iter().map(|word| quoted(word)).collect();
    let now = if let [one] = reads.as_slice() { one.clone() } else { format!("[{}]", reads.join(", ")) };
    format!("{{date: …, what: …, data: {}, where: {{{conditions}}}, now: {now}}}", dataset.name)
}

/// A text as YAML, in quotes where it needs them.
fn quoted(value: &str) -> String {
    let plain = !value.is_empty() && value.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
    if plain { value.to_owned() } else { format!("'{}'", value.replace('\'', "''")) }
}

/// The filled columns of the key with their values.
fn key(dataset: &Dataset, row: RowId) -> impl Iterator<Item = (&str, String)> {
    let named = dataset.schema.primary_key.iter().copied();
    let cells =
        named.map(move |column| (dataset.field(column).name.as_str(), dataset.cell(row, column).raw()));
    cells.filter(|(_, value)| !value.is_empty())
}
