//! Latest events: the newest rows of the dataset `events`, for the home page.

use super::press::{Language, Press};
use super::table;
use crate::model::dataset::{BoundDataset, Cell, Time};
use crate::model::drawn::{Entry, TableCell};
use crate::model::id::{ColumnId, LangId, RowId};
use crate::model::prose::Target;

/// The newest events up to today as list items; empty without such a dataset, or where its licence keeps
/// the rows back.
pub fn latest(press: &Press<'_>, lang: LangId, most: usize) -> String {
    let mut out = String::new();
    let Some(bound) = press.site.find_dataset("events").map(|id| press.site.dataset(id)) else { return out };
    let dataset = &bound.dataset;
    if !dataset.schema.redistribute {
        return out;
    }
    let Some(Time::At(date)) = dataset.schema.time else { return out };
    let today = press.site.today;
    let past = |row: &RowId| {
        let started = dataset.cell(*row, date).date().is_some_and(|date| date.first_day() <= today);
        started && dataset.is_effective(*row)
    };
    let mut rows: Vec<RowId> = dataset.rows().filter(past).collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(dataset.row_date(*row)), *row));
    for row in rows.into_iter().take(most) {
        table::write_entry(press, &entry(press, bound, row, press.language(lang)), lang, &mut out);
    }
    out
}

fn entry(press: &Press<'_>, bound: &BoundDataset, row: RowId, language: &Language<'_>) -> Entry {
    let dataset = &bound.dataset;
    let date = dataset.row_date(row);
    let subject = |name: &str| {
        let column = dataset.column(name)?;
        let note = bound.note(row, column)?;
        let note = press.site.edition(note, language.id);
        let text = press.site.note(note).front.title.value.clone();
        Some(TableCell { text, link: Some(Target::Note(note, None)), ..TableCell::default() })
    };
    Entry {
        date: date.map_or(String::new(), |date| date.to_string()),
        day: date.map_or(String::new(), |date| language.date(date)),
        year: date.map_or(0, |date| date.year()),
        lane: dataset.column("kind").map_or(String::new(), |column| label(bound, row, column, language)),
        subjects: subject("model").or_else(|| subject("vendor")).into_iter().collect(),
        text: text(bound, row, "detail", language),
        status: None,
        source: bound.source(row),
    }
}

/// A text cell, in the language's own column (`detail_zh`) where that is filled.
pub fn text(bound: &BoundDataset, row: RowId, column: &str, language: &Language<'_>) -> String {
    let dataset = &bound.dataset;
    let read = |name: &str| match dataset.column(name).map(|column| dataset.cell(row, column)) {
        None | Some(Cell::Empty) => None,
        Some(cell) => Some(cell.raw()),
    };
    read(&format!("{column}_{}", language.code)).or_else(|| read(column)).unwrap_or_default()
}

/// A value with the label that its column declares.
pub fn label(bound: &BoundDataset, row: RowId, column: ColumnId, language: &Language<'_>) -> String {
    let raw = bound.dataset.cell(row, column).raw();
    let labels = &bound.dataset.field(column).labels;
    let found = labels.iter().find(|(value, _)| *value == raw);
    found.map_or(raw.clone(), |(_, text)| text.get(language.id).to_owned())
}
