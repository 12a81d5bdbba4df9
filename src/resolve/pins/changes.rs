//! What has changed in the rows of a pinned report since, and which corrections explain it.

use crate::diag::{Diagnostic, catalog, nearest};
use crate::model::dataset::{BoundDataset, Cell, Dataset};
use crate::model::decimal::Decimal;
use crate::model::id::{ColumnId, DatasetId, LangId, RowId};
use crate::model::lock::{Change, Held, Pin, is_remark};
use crate::model::note::{CorrectedRows, Correction, Details, Note};
use crate::model::query;
use crate::model::range::{Condition, written};
use crate::model::stage::Raw;
use crate::model::unit;
use crate::source::{Sources, Span};

/// The datasets of today, and behind them those that pinned reports hold.
#[derive(Clone, Copy)]
pub struct Seen<'d> {
    /// Those of today.
    pub live: &'d [BoundDataset],
    /// Those held.
    pub held: &'d [BoundDataset],
}

impl<'d> Seen<'d> {
    fn dataset(self, id: DatasetId) -> &'d BoundDataset {
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
) -> Vec<Change> {
    let Details::Report(report) = &note.details else { return Vec::new() };
    let mut changes = Vec::new();
    let explained = explanations(&report.corrections, pin, data, diagnostics);
    for (place, held) in pin.held.iter().enumerate() {
        let (then, now) = (data.dataset(held.data), data.dataset(held.live));
        let reworded = reworded(&then.dataset, &now.dataset);
        let mut told_unit = false;
        for (row, today) in then.dataset.rows().zip(&held.rows) {
            let same = today.is_some_and(|today| differs(&then.dataset, row, &now.dataset, today).is_none());
            if same && reworded.is_none() {
                continue;
            }
            let today_reads = reads(&then.dataset, row, &now.dataset, *today, reworded);
            let about = |of: &&Explained| of.held == place && of.rows.contains(&row);
            let (early, due): (Vec<_>, Vec<_>) = explained.iter().filter(about).partition(|of| of.early);
            let fit = due
                .iter()
                .rev()
                .find(|of| today_reads.iter().all(|word| of.now.iter().any(|now| is_same(now, word))));
            let correction = fit.map(|of| of.correction);
            // One unit is one mistake, however many numbers have it.
            let is_told = same && std::mem::replace(&mut told_unit, true);
            if correction.is_none() && !is_told {
                let told = match reworded.filter(|_| same) {
                    Some(column) => other_unit(sources, (&then.dataset, row), &now.dataset, column),
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
    changes
}

/// What a correction says of a row that is gone.
const REMOVED: &str = "removed";

/// What the cells and the unit of a row read now where they read otherwise, as a correction has to say it.
fn reads(
    then: &Dataset,
    row: RowId,
    now: &Dataset,
    today: Option<RowId>,
    reworded: Option<ColumnId>,
) -> Vec<String> {
    let Some(today) = today else { return vec![REMOVED.to_owned()] };
    let cells = differing(then, row, now, today).map(|column| now.cell(today, column).raw());
    let wording = reworded.map(|column| unit::of_column(now, column).get(LangId::DEFAULT).to_owned());
    let mut reads: Vec<String> = cells.chain(wording).collect();
    reads.sort();
    reads.dedup();
    reads
}

/// Whether two texts say the same: letter by letter, or as numbers (`1.50`, `1.5`).
fn is_same(one: &str, other: &str) -> bool {
    let number = |text: &str| Decimal::parse(text).ok();
    one == other || number(one).is_some_and(|one| number(other) == Some(one))
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

/// The first column whose unit is worded otherwise in a language in which the lock holds it.
pub fn reworded(then: &Dataset, now: &Dataset) -> Option<ColumnId> {
    let mut columns = (0..then.columns.len()).map(ColumnId::at);
    columns.find(|column| {
        let today = unit::of_column(now, *column);
        unit::of_column(then, *column).each().any(|(lang, wording)| today.get(lang) != wording)
    })
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

/// All numbers of a column have another unit by now. `row`: the first of them.
fn other_unit(
    sources: &Sources,
    (then, row): (&Dataset, RowId),
    now: &Dataset,
    column: ColumnId,
) -> Diagnostic {
    let wording = |dataset| catalog::clipped(unit::of_column(dataset, column).get(LangId::DEFAULT));
    let (was, is): (String, String) = (wording(then), wording(now));
    let change = format!("the unit of `{}` was `{was}` and is `{is}`", then.field(column).name);
    let key = key(then, row).next().map(|(name, _)| format!("{name}: '*'"));
    let entry = entry_of(then, &key.unwrap_or_default(), std::slice::from_ref(&is));
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

/// Rows that a correction is about.
struct Explained {
    /// Which of the pin's datasets.
    held: usize,
    rows: Vec<RowId>,
    /// What the correction says that they read now.
    now: Vec<String>,
    /// The place of the correction.
    correction: usize,
    /// Whether its date is before the pin's: then it explains nothing.
    early: bool,
}

/// The rows that corrections are about.
fn explanations(
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
