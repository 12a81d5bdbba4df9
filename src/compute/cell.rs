//! Cells in words: numbers in the reader's form, dates as far as they are known, names instead of slugs.

use super::Words;
use crate::amounts;
use crate::dates;
use crate::format::{self, NumberFormat, Quantity};
use crate::model::dataset::{BoundDataset, Cell, Dataset, Field};
use crate::model::date::{Date, Period};
use crate::model::drawn::TableCell;
use crate::model::id::{ColumnId, LangId, NoteId, RowId};
use crate::model::prose::Target;
use crate::model::query;
use crate::model::unit;
use crate::words::{row_status, word};

/// From here on a number is read by its first digits and its size.
const LARGE: f64 = 1e6;

impl<'a> Words<'a> {
    /// A cell as readers see it.
    pub fn cell(
        self,
        bound: &BoundDataset,
        row: RowId,
        column: ColumnId,
        format: &NumberFormat,
    ) -> TableCell {
        let dataset = &bound.dataset;
        if let Some(note) = bound.note(row, column) {
            return self.note(note);
        }
        match dataset.cell(row, column) {
            Cell::Empty if dataset.field(column).kind.is_number() => self.missing(),
            // A column of words or dates does not apply to every row.
            Cell::Empty => self.plain("–"),
            Cell::Number(number) => {
                let raw = number.to_string();
                TableCell { text: format.write_decimal(&raw), raw: Some(raw), ..TableCell::default() }
            }
            Cell::Date(date) => self.dated(self.date(date), date),
            Cell::Period(period) => self.dated(self.period(period), period.date()),
            Cell::Boolean(value) => self.plain(word(self.lang, if value { "yes" } else { "no" })),
            Cell::Text(_) => self.plain(self.text(bound, row, column)),
        }
    }

    /// A large number of a cell in words, as texts have it, unless its author or its unit says how it is written: of a unit
    /// that counts in millions, `2.5 million` would say them twice.
    pub fn large(
        self,
        dataset: &Dataset,
        (row, column): (RowId, ColumnId),
        format: &NumberFormat,
    ) -> Option<String> {
        let number = dataset.cell(row, column).number()?.to_f64();
        let plain = *format == NumberFormat::default() && amounts::quantity(dataset, row, column).power == 0;
        (plain && format::at_a_glance(number).abs() >= LARGE).then(|| format::in_words(number, self.lang))
    }

    /// The number of a row with its unit, as a text has it; nothing where the row has none.
    pub fn amount(self, bound: &BoundDataset, row: RowId) -> String {
        let dataset = &bound.dataset;
        let number = dataset.schema.measure.and_then(|measure| dataset.cell(row, measure).number());
        let Some(number) = number else { return String::new() };
        let quantity = Quantity::of(&unit::unit(dataset, row, LangId::DEFAULT));
        let written = quantity.in_words(number.to_f64(), self.lang);
        quantity.with_unit(&written, &unit::unit(dataset, row, self.figure.lang), self.lang)
    }

    /// A cell that says that a value is not disclosed.
    pub fn missing(self) -> TableCell {
        TableCell { missing: true, ..self.plain(word(self.lang, "not_disclosed")) }
    }

    /// A cell that says that nobody here knows a value: what its owner has said is another matter.
    pub fn unknown(self) -> TableCell {
        TableCell { missing: true, ..self.plain(word(self.lang, "unknown")) }
    }

    /// A cell of words.
    pub fn plain(self, text: impl Into<String>) -> TableCell {
        TableCell { text: text.into(), ..TableCell::default() }
    }

    /// A cell that names a note and leads to it.
    pub fn note(self, note: NoteId) -> TableCell {
        let edition = self.site.edition(note, self.figure.lang);
        TableCell { link: Some(Target::Note(edition, None)), ..self.plain(self.title(note)) }
    }

    /// The title of a note in the figure's language.
    pub fn title(self, note: NoteId) -> String {
        let edition = self.site.edition(note, self.figure.lang);
        self.site.note(edition).front.title.value.clone()
    }

    /// A cell's text: the label of its value, its form in the figure's language, or itself. Of a column
    /// that refers to notes, the note's title.
    pub fn text(self, bound: &BoundDataset, row: RowId, column: ColumnId) -> String {
        if let Some(note) = bound.note(row, column) {
            return self.title(note);
        }
        let dataset = &bound.dataset;
        let code = self.site.config.code(self.figure.lang);
        let own_form = dataset.column(&format!("{}_{code}", dataset.field(column).name));
        if let Some(Cell::Text(text)) = own_form.map(|form| dataset.cell(row, form)) {
            return text.to_owned();
        }
        match dataset.cell(row, column) {
            Cell::Date(date) => self.date(date),
            Cell::Period(period) => self.period(period),
            _ => {
                let word = unit::word(dataset, row, column, self.figure.lang);
                let status = dataset.schema.status == Some(column);
                if status { row_status(self.lang, &word).to_owned() } else { word }
            }
        }
    }

    /// The word for the status of a row that is scheduled or was cancelled.
    pub fn planned(self, bound: &BoundDataset, row: RowId) -> Option<String> {
        let status = bound.dataset.schema.status.filter(|_| query::is_planned(&bound.dataset, row))?;
        Some(self.text(bound, row, status))
    }

    /// A column's name.
    pub fn field(self, field: &'a Field) -> &'a str {
        let title = field.title.get(self.figure.lang);
        if title.is_empty() { &field.name } else { title }
    }

    /// A date in words.
    pub fn date(self, date: Date) -> String {
        dates::date(date, self.lang)
    }

    /// A period in words.
    pub fn period(self, period: Period) -> String {
        dates::period(period, self.lang)
    }

    fn dated(self, text: String, date: Date) -> TableCell {
        TableCell { raw: Some(date.unix_day().to_string()), ..self.plain(text) }
    }
}
