//! A row of a dataset in words: what it is about, and what it says.

use super::press::Press;
use crate::format::{NumberFormat, Quantity};
use crate::model::dataset::{BoundDataset, Cell, Time};
use crate::model::fact;
use crate::model::id::{ColumnId, DatasetId, LangId, RowId};
use crate::model::query;
use crate::model::unit;
use crate::words::row_status;

/// The title of a dataset, or its name.
pub fn title(bound: &BoundDataset, lang: LangId) -> &str {
    match bound.dataset.schema.title.get(lang) {
        "" => &bound.dataset.name,
        title => title,
    }
}

/// What a row is about: the values of its key and its date, in words.
pub fn label(press: &Press<'_>, bound: &BoundDataset, row: RowId, lang: LangId) -> String {
    let dataset = &bound.dataset;
    let language = press.language(lang);
    let named = query::key_without_time(dataset);
    let mut words: Vec<String> = named.iter().map(|column| key(press, bound, (row, *column), lang)).collect();
    words.extend(when(press, bound, row, lang));
    words.retain(|word| !word.is_empty());
    words.dedup();
    words.join(language.lang.pick(", ", "，"))
}

/// When a row is, in words: its date, or its period as it is called.
fn when(press: &Press<'_>, bound: &BoundDataset, row: RowId, lang: LangId) -> Option<String> {
    let (dataset, language) = (&bound.dataset, press.language(lang));
    let period = match dataset.schema.time? {
        Time::At(at) => dataset.cell(row, at),
        Time::Between(..) => Cell::Empty,
    };
    match period {
        Cell::Period(period) => Some(language.period(period)),
        _ => dataset.row_date(row).map(|date| language.date(date)),
    }
}

/// A value of a row's key in words; a date, which does not say what happened then, behind the name of its column.
pub fn key(
    press: &Press<'_>,
    bound: &BoundDataset,
    (row, column): (RowId, ColumnId),
    lang: LangId,
) -> String {
    let words = cell(press, bound, (row, column), lang);
    let title = bound.dataset.field(column).title.get(lang);
    match bound.dataset.cell(row, column) {
        Cell::Date(_) | Cell::Period(_) if !title.is_empty() => {
            format!("{title}{}{words}", press.language(lang).lang.pick(" ", "："))
        }
        _ => words,
    }
}

/// The address of a row that a fact names: its place on the page of its dataset, the page where a licence
/// keeps rows back, or the corrections where the row was removed.
pub fn url(press: &Press<'_>, (data, row): (DatasetId, RowId), lang: LangId) -> String {
    let language = press.language(lang);
    let dataset = &press.site.dataset(press.site.live(data)).dataset;
    let page = press.addresses.local(&language.url(&format!("data/{}/", dataset.name)));
    match press.site.live_row(data, row) {
        _ if !dataset.schema.redistribute => page,
        Some(row) => format!("{page}#{}", fact::anchor(dataset, row)),
        None => press.addresses.local(&language.url("corrections/")),
    }
}

/// A cell in words; nothing for an empty one.
pub fn cell(
    press: &Press<'_>,
    bound: &BoundDataset,
    (row, column): (RowId, ColumnId),
    lang: LangId,
) -> String {
    let dataset = &bound.dataset;
    let language = press.language(lang);
    if let Some(note) = bound.note(row, column) {
        return press.site.note(press.site.edition(note, lang)).front.title.value.clone();
    }
    if let Some(source) = bound.source(row).filter(|_| dataset.schema.source == Some(column)) {
        return press.site.source(source).title.get(lang).to_owned();
    }
    let own_form = dataset.column(&format!("{}_{}", dataset.field(column).name, language.code));
    if let Some(Cell::Text(text)) = own_form.map(|form| dataset.cell(row, form)) {
        return text.to_owned();
    }
    match dataset.cell(row, column) {
        Cell::Empty => String::new(),
        Cell::Number(number) => NumberFormat::default().write_decimal(&number.to_string()),
        Cell::Date(date) => language.date(date),
        Cell::Period(period) => language.period(period),
        Cell::Boolean(value) => language.word(if value { "yes" } else { "no" }).to_owned(),
        Cell::Text(_) => {
            let word = unit::word(dataset, row, column, lang);
            let status = dataset.schema.status == Some(column);
            if status { row_status(language.lang, &word).to_owned() } else { word }
        }
    }
}

/// A value in words, a number with its unit; the words for *not disclosed* for an empty one.
pub fn value(
    press: &Press<'_>,
    bound: &BoundDataset,
    (row, column): (RowId, ColumnId),
    lang: LangId,
) -> String {
    let words = cell(press, bound, (row, column), lang);
    let dataset = &bound.dataset;
    let has_unit = dataset.schema.measure == Some(column) || dataset.field(column).kind.is_number();
    let (words, unit) = match has_unit {
        true => {
            let quantity = Quantity::of(&unit::of_cell(dataset, row, column, LangId::DEFAULT));
            (quantity.padded(words), unit::of_cell(dataset, row, column, lang))
        }
        false => (words, String::new()),
    };
    match (words.as_str(), unit.as_str()) {
        ("", _) => press.language(lang).word("not_disclosed").to_owned(),
        (_, "" | "text") => words,
        (_, "%" | "percent") => format!("{words}%"),
        _ => format!("{words} {unit}"),
    }
}
