//! What has changed in the rows of a pinned report since, and which corrections explain it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::course::{State, is_same, measure};
use super::entries::{Entry, Seen};
use crate::diag::{Diagnostic, catalog};
use crate::model::dataset::{Cell, Dataset};
use crate::model::id::{ColumnId, LangId, RowId};
use crate::model::lock::{Change, Held, Pin, REMOVED, is_remark};
use crate::model::note::Correction;
use crate::model::stage::Raw;
use crate::model::unit::{self, Reworded};
use crate::source::{Sources, Span};

/// The rows that read otherwise by now. What their corrections do not say is told.
pub fn since(
    sources: &Sources,
    (pin, corrections): (&Pin, &[Correction<Raw>]),
    data: Seen<'_>,
    entries: &[Entry<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Change> {
    let mut changes = Vec::new();
    for (place, held) in pin.held.iter().enumerate() {
        let pair = Pair::new(data, held);
        let mut told_units = BTreeSet::new();
        for (row, today) in pair.then.rows().zip(held.rows.iter().copied()) {
            let about = |entry: &&Entry<'_>| entry.held == place && entry.rows.contains(&row);
            let (early, due): (Vec<_>, Vec<_>) = entries.iter().filter(about).partition(|entry| entry.early);
            let state = state(&due, pair.then, row);
            let gap = pair.gap(row, today, &state);
            // One unit is one mistake, however many numbers have it; so is an entry whose values are not as many as
            // its rows.
            let is_told = matches!(gap, Some(Gap::Unit(unit)) if !told_units.insert(unit));
            if let Some(gap) = gap.as_ref().filter(|_| !is_told && due.iter().all(|entry| entry.is_even())) {
                let told = pair.told(sources, (row, today), &state, gap);
                let date = |entry: &&Entry<'_>| &corrections[entry.correction].date;
                diagnostics.push(match (due.last().map(date), early.last().map(date)) {
                    (Some(date), _) => catalog::lock::explained_otherwise(told, date.span),
                    (None, Some(date)) => {
                        let (dated, pinned) = (date.value.to_string(), pin.pinned.to_string());
                        catalog::lock::explained_too_early(told, date.span, &dated, &pinned)
                    }
                    (None, None) => told,
                });
            }
            if pair.differs(row, today) {
                let correction = state.last.filter(|_| gap.is_none());
                changes.push(Change { held: place, then: row, now: today, correction });
            }
        }
    }
    changes
}

/// What a row reads by the corrections that are about it.
fn state(due: &[&Entry<'_>], held: &Dataset, row: RowId) -> State {
    let mut state = State::default();
    for entry in due {
        for (_, said) in entry.each().filter(|(named, _)| *named == row) {
            state.take(entry.correction, said, held);
        }
    }
    state
}

/// What no correction says of a row.
#[derive(PartialEq, Eq)]
enum Gap {
    /// It is gone.
    Removed,
    /// It is not gone.
    There,
    /// What these cells read.
    Cells(Vec<ColumnId>),
    /// How its unit is worded: the place of what reads otherwise, or none where it reads as it did.
    Unit(Option<usize>),
}

/// A dataset as a lock holds it and as it is today.
struct Pair<'d> {
    then: &'d Dataset,
    now: &'d Dataset,
    /// The columns that the lock holds.
    columns: &'d [ColumnId],
    /// What the units are worded with that reads otherwise by now.
    reworded: Vec<Reworded>,
    today: NaiveDate,
    langs: &'d [(LangId, &'d str)],
}

impl<'d> Pair<'d> {
    fn new(data: Seen<'d>, held: &'d Held) -> Pair<'d> {
        let (then, now) = (&data.dataset(held.data).dataset, &data.dataset(held.live).dataset);
        let reworded = reworded(then, now, data.langs);
        Pair { then, now, columns: &held.columns, reworded, today: data.today, langs: data.langs }
    }

    fn gap(&self, row: RowId, today: Option<RowId>, state: &State) -> Option<Gap> {
        let today = match (today, state.removed) {
            (None, true) => return None,
            (None, false) => return Some(Gap::Removed),
            (Some(_), true) => return Some(Gap::There),
            (Some(today), false) => today,
        };
        let columns = (0..self.then.columns.len()).map(ColumnId::at);
        let reads_otherwise = |column: &ColumnId| match state.given(&self.then.field(*column).name) {
            Some(said) => !is_same(said, &self.now.cell(today, *column).raw()),
            None => self.is_other(row, today, *column),
        };
        let cells: Vec<ColumnId> = columns.filter(reads_otherwise).collect();
        if !cells.is_empty() {
            return Some(Gap::Cells(cells));
        }
        let mut units = self.units(row).peekable();
        if units.peek().is_none() {
            return (!state.units.is_empty()).then_some(Gap::Unit(None));
        }
        let is_said = |unit: &Reworded| state.units.contains(&unit.is);
        units.find(|(_, unit)| !is_said(unit)).map(|(place, _)| Gap::Unit(Some(place)))
    }

    /// What the unit of a row is worded with that reads otherwise today, with its place.
    fn units(&self, row: RowId) -> impl Iterator<Item = (usize, &Reworded)> {
        self.reworded.iter().enumerate().filter(move |(_, unit)| unit.is_about(self.then, row))
    }

    /// Whether a row reads otherwise today.
    fn differs(&self, row: RowId, today: Option<RowId>) -> bool {
        let Some(today) = today else { return true };
        let mut columns = (0..self.then.columns.len()).map(ColumnId::at);
        columns.any(|column| self.is_other(row, today, column)) || self.units(row).next().is_some()
    }

    /// Whether a cell reads otherwise today, remarks apart. Columns that were added since are not compared, nor is what
    /// came about as it was announced.
    fn is_other(&self, row: RowId, today: RowId, column: ColumnId) -> bool {
        let (was, is) = (self.then.cell(row, column), self.now.cell(today, column));
        was != is
            && !is_remark(&self.then.field(column).name)
            && self.columns.contains(&column)
            && !self.is_as_valid(row, today, column)
            && !self.came_about(row, today, column)
    }

    /// Whether a row was and is in effect: an empty status says so, too.
    fn is_as_valid(&self, row: RowId, today: RowId, column: ColumnId) -> bool {
        self.then.schema.status == Some(column) && self.then.is_effective(row) && self.now.is_effective(today)
    }

    /// Whether a row that was scheduled took effect on its day.
    fn came_about(&self, row: RowId, today: RowId, column: ColumnId) -> bool {
        let is_due = || self.now.row_begin(today).is_some_and(|date| date.first_day() <= self.today);
        self.then.schema.status == Some(column)
            && self.then.is_scheduled(row)
            && self.now.is_effective(today)
            && is_due()
    }

    fn told(
        &self,
        sources: &Sources,
        (row, today): (RowId, Option<RowId>),
        state: &State,
        gap: &Gap,
    ) -> Diagnostic {
        let (then, now) = (self.then, self.now);
        let line = line_span(sources, then, row);
        let entry = |reads: &str| entry_of(then, &named(then, row), reads);
        match (gap, today) {
            (Gap::Unit(place), _) => {
                let unit = place.map(|place| &self.reworded[place]);
                self.other_unit(sources, row, unit, state)
            }
            (Gap::Cells(cells), Some(today)) => {
                let column = cells[0];
                let is = shown(&now.cell(today, column).raw());
                let name = &then.field(column).name;
                let change = match state.given(name) {
                    Some(said) => {
                        format!("`{name}` is {is}, and its correction says {}", shown(said))
                    }
                    None => {
                        let was = shown(&then.cell(row, column).raw());
                        format!("`{name}` was {was} and is {is}")
                    }
                };
                let entry = entry(&reads(then, now, today, cells));
                catalog::lock::restated_row(line, now.cell_span(sources, today, column), &change, &entry)
            }
            (Gap::There, Some(today)) => {
                let columns: Vec<ColumnId> = measure(then).into_iter().collect();
                let entry = entry(&reads(then, now, today, &columns));
                let change = "it is in the data, and its correction says that it was removed";
                catalog::lock::restated_row(line, line_span(sources, now, today), change, &entry)
            }
            _ => {
                let keyed = !then.schema.primary_key.is_empty();
                catalog::lock::removed_row(
                    line,
                    Span::whole(now.csv),
                    &words(then, row),
                    keyed,
                    &entry(REMOVED),
                )
            }
        }
    }

    /// Numbers have another unit than their report and its corrections say. `row`: the first of them.
    fn other_unit(
        &self,
        sources: &Sources,
        row: RowId,
        unit: Option<&Reworded>,
        state: &State,
    ) -> Diagnostic {
        let (then, now) = (self.then, self.now);
        let column = unit.map(|unit| unit.column).or_else(|| measure(then)).unwrap_or(ColumnId::at(0));
        let name = &then.field(column).name;
        let (what, condition) = match unit.and_then(|unit| unit.value.as_ref()) {
            None => {
                let key = key(then).first().map(|column| format!("{}: '*'", then.field(*column).name));
                (format!("the unit of `{name}`"), key.unwrap_or_default())
            }
            Some(value) => (
                format!("`{}` of `{name}` in the unit", catalog::clipped(value)),
                format!("{name}: {}", quoted(value)),
            ),
        };
        let lang = unit.map(|unit| unit.lang).filter(|lang| *lang != LangId::DEFAULT);
        let code = self.langs.iter().find(|(known, _)| lang == Some(*known));
        let code = code.map_or(String::new(), |(_, code)| format!(" in `{code}`"));
        let held = || unit::of_column(then, column).get(LangId::DEFAULT).to_owned();
        let (was, is) = match unit {
            Some(unit) => (unit.was.clone(), unit.is.clone()),
            None => (state.units.last().cloned().unwrap_or_default(), held()),
        };
        let change =
            format!("{what}{code} was `{}` and is `{}`", catalog::clipped(&was), catalog::clipped(&is));
        let entry = entry_of(then, &condition, &quoted(&is));
        let column = now.column(name).unwrap_or(column);
        catalog::lock::other_unit(line_span(sources, then, row), now.field(column).span, &change, &entry)
    }
}

/// What a cell reads, in a message.
fn shown(text: &str) -> String {
    if text.is_empty() { "empty".to_owned() } else { format!("`{}`", catalog::clipped(text)) }
}

/// What these cells read, as a correction says it: a value of the measure alone as it is, others by name.
fn reads(then: &Dataset, now: &Dataset, today: RowId, columns: &[ColumnId]) -> String {
    let cell = |column: ColumnId| quoted(&now.cell(today, column).raw());
    match columns {
        [one] if measure(then) == Some(*one) => cell(*one),
        several => {
            let cells = several.iter().map(|at| format!("{}: {}", then.field(*at).name, cell(*at)));
            format!("{{{}}}", cells.collect::<Vec<_>>().join(", "))
        }
    }
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
fn is_empty(then: &Dataset, column: ColumnId) -> bool {
    then.rows().all(|row| then.cell(row, column) == Cell::Empty)
}

/// The line of a row, without its end.
fn line_span(sources: &Sources, dataset: &Dataset, row: RowId) -> Span {
    let span = dataset.row_span(row);
    let text = sources.slice(span);
    span.part(0, text.trim_end_matches(['\n', '\r']).lines().next().map_or(0, str::len))
}

/// What tells a row from others in words: `date 2025-09-29, model deepseek-v3-2-exp`.
fn words(dataset: &Dataset, row: RowId) -> String {
    let cell = |column: ColumnId| (dataset.field(column).name.as_str(), dataset.cell(row, column).raw());
    let cells = key(dataset).into_iter().map(cell).filter(|(_, value)| !value.is_empty());
    catalog::clipped(&cells.map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>().join(", "))
}

/// The conditions that name a row and no other of its dataset.
fn named(dataset: &Dataset, row: RowId) -> String {
    let name = |column: &ColumnId| &dataset.field(*column).name;
    let columns = key(dataset);
    let cells = columns.iter().map(|at| format!("{}: {}", name(at), quoted(&dataset.cell(row, *at).raw())));
    cells.collect::<Vec<_>>().join(", ")
}

/// A correction, to copy.
fn entry_of(dataset: &Dataset, conditions: &str, reads: &str) -> String {
    format!("{{date: …, what: …, data: {}, where: {{{conditions}}}, now: {reads}}}", dataset.name)
}

/// A text as YAML, in quotes where it needs them.
fn quoted(value: &str) -> String {
    let plain = !value.is_empty() && value.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
    if plain { value.to_owned() } else { format!("'{}'", value.replace('\'', "''")) }
}

/// The columns that tell rows apart: the key, or without one all that the lock fills, remarks apart.
fn key(dataset: &Dataset) -> Vec<ColumnId> {
    if !dataset.schema.primary_key.is_empty() {
        return dataset.schema.primary_key.clone();
    }
    let columns = (0..dataset.columns.len()).map(ColumnId::at);
    columns.filter(|at| !is_remark(&dataset.field(*at).name) && !is_empty(dataset, *at)).collect()
}
