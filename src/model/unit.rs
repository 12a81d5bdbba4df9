//! Units of rows: the dataset's wording with its `{column}` placeholders filled in.

use std::collections::{BTreeMap, BTreeSet};

use super::dataset::{Cell, Dataset, Field, Schema};
use super::id::{ColumnId, LangId, RowId};
use super::text::LocalText;

/// The unit of a row's measure in a language (`USD per 1M tokens`); empty where none is declared.
pub fn unit(dataset: &Dataset, row: RowId, lang: LangId) -> String {
    filled(wording(dataset, dataset.schema.measure).get(lang), dataset, row, lang)
}

/// The unit of a cell with a number: that of its column, as its row fills it in.
pub fn of_cell(dataset: &Dataset, row: RowId, column: ColumnId, lang: LangId) -> String {
    filled(of_column(dataset, column).get(lang), dataset, row, lang)
}

/// A wording with the words of a row in its placeholders.
fn filled(wording: &str, dataset: &Dataset, row: RowId, lang: LangId) -> String {
    fill(wording, |name| dataset.column(name).map(|column| word(dataset, row, column, lang)))
}

/// The different units of rows in a column, each with the first row that has it, in order of first rows. Without a column
/// those of the dataset.
pub fn of_rows(
    dataset: &Dataset,
    rows: &[RowId],
    column: Option<ColumnId>,
    lang: LangId,
) -> Vec<(String, RowId)> {
    let columns = placeholders(dataset, column, lang);
    let wording = wording(dataset, column).get(lang);
    let mut seen: Vec<Vec<i128>> = Vec::new();
    let mut units: Vec<(String, RowId)> = Vec::new();
    // A wording without placeholders is that of every row.
    let telling = if columns.is_empty() { 1 } else { rows.len() };
    for row in rows.iter().take(telling) {
        // Rows that agree in every column named agree in their unit.
        let told_by =
            |key: &Vec<i128>| columns.iter().zip(key).all(|(column, key)| dataset.key(*row, *column) == *key);
        if seen.last().is_some_and(told_by) || seen.iter().any(told_by) {
            continue;
        }
        seen.push(columns.iter().map(|column| dataset.key(*row, *column)).collect());
        let unit = filled(wording, dataset, *row, lang);
        if !units.iter().any(|(known, _)| *known == unit) {
            units.push((unit, *row));
        }
    }
    units
}

/// The columns that the wording of a column's unit names; without a column that of the dataset's.
pub fn placeholders(dataset: &Dataset, column: Option<ColumnId>, lang: LangId) -> Vec<ColumnId> {
    let wording = wording(dataset, column).get(lang);
    let names = wording.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name));
    names.filter_map(|name| dataset.column(name)).collect()
}

/// What has a unit: the columns and, where none of them is the measure, the dataset.
pub fn worded(dataset: &Dataset) -> impl Iterator<Item = Option<ColumnId>> + use<> {
    let of_dataset = dataset.schema.measure.is_none().then_some(None);
    (0..dataset.columns.len()).map(ColumnId::at).map(Some).chain(of_dataset)
}

/// The wording of the unit of a column; without one the dataset's.
fn wording(dataset: &Dataset, column: Option<ColumnId>) -> &LocalText {
    column.map_or(&dataset.schema.unit, |column| of_column(dataset, column))
}

/// The wording of a column's unit: its own; of a measure that has none the dataset's.
pub fn of_column(dataset: &Dataset, column: ColumnId) -> &LocalText {
    let own = &dataset.field(column).unit;
    let is_measure = dataset.schema.measure == Some(column);
    if own.is_empty() && is_measure { &dataset.schema.unit } else { own }
}

/// A wording that units have no more: of a column, or of a text that fills in its unit.
pub struct Reworded {
    /// The column.
    pub column: ColumnId,
    /// The text that it stands for.
    pub value: Option<String>,
    /// The language.
    pub lang: LangId,
    /// How it was worded.
    pub was: String,
    /// How it is worded now.
    pub is: String,
}

impl Reworded {
    /// Whether it stood in the unit of a row.
    pub fn is_about(&self, then: &Dataset, row: RowId) -> bool {
        let cell = then.cell(row, self.column);
        self.value.as_ref().is_none_or(|value| cell == Cell::Text(value))
    }
}

/// What the units of rows were worded with that reads otherwise in another state of their dataset, in each of these
/// languages.
pub fn reworded(then: &Dataset, rows: &[RowId], now: &Dataset, langs: &[LangId]) -> Vec<Reworded> {
    let mut found = Vec::new();
    let mut compare = |column: ColumnId, value: Option<&str>, (was, is): (&LocalText, &LocalText)| {
        let apart = langs.iter().filter(|lang| was.get(**lang) != is.get(**lang));
        found.extend(apart.map(|lang| Reworded {
            column,
            value: value.map(str::to_owned),
            lang: *lang,
            was: was.get(*lang).to_owned(),
            is: is.get(*lang).to_owned(),
        }));
    };
    let same = |column: ColumnId| now.column(&then.field(column).name);
    for column in (0..then.columns.len()).map(ColumnId::at) {
        if let Some(today) = same(column) {
            compare(column, None, (of_column(then, column), of_column(now, today)));
        }
    }
    for (column, texts) in filling(then, rows) {
        let Some(today) = same(column) else { continue };
        for text in texts {
            compare(column, Some(text), (&words(then.field(column), text), &words(now.field(today), text)));
        }
    }
    found
}

/// Words the unit of a column otherwise.
pub fn reword(schema: &mut Schema, column: ColumnId, wording: LocalText) {
    let own = &mut schema.fields[column.index()].unit;
    let is_measure = schema.measure == Some(column);
    *(if own.is_empty() && is_measure { &mut schema.unit } else { own }) = wording;
}

/// The word for a cell: the label of its value where the field has one, else the cell as it stands.
pub fn word(dataset: &Dataset, row: RowId, column: ColumnId, lang: LangId) -> String {
    match dataset.cell(row, column) {
        Cell::Text(text) => {
            label(dataset.field(column), text).map_or(text, |label| label.get(lang)).to_owned()
        }
        cell => cell.raw(),
    }
}

/// The label of a text.
fn label<'f>(field: &'f Field, text: &str) -> Option<&'f LocalText> {
    field.labels.iter().find(|(value, _)| value == text).map(|(_, label)| label)
}

/// The words for a text: its label, or itself.
pub fn words(field: &Field, text: &str) -> LocalText {
    label(field, text).cloned().unwrap_or_else(|| LocalText::plain(text))
}

/// Gives a text another label.
pub fn relabel(field: &mut Field, text: &str, label: LocalText) {
    field.labels.retain(|(value, _)| value != text);
    field.labels.push((text.to_owned(), label));
}

/// The texts that fill in the units of rows: the columns, each with its values in order.
pub fn filling<'d>(dataset: &'d Dataset, rows: &[RowId]) -> BTreeMap<ColumnId, BTreeSet<&'d str>> {
    let columns = worded(dataset).flat_map(|column| {
        wording(dataset, column).each().flat_map(move |(lang, _)| placeholders(dataset, column, lang))
    });
    let texts = |column: ColumnId| {
        let cells = rows.iter().map(|row| dataset.cell(*row, column));
        let texts = cells.filter_map(|cell| if let Cell::Text(text) = cell { Some(text) } else { None });
        (column, texts.collect::<BTreeSet<&str>>())
    };
    columns.collect::<BTreeSet<_>>().into_iter().map(texts).filter(|(_, texts)| !texts.is_empty()).collect()
}

/// Fills `{name}` placeholders; a name that is not found stays as it is.
pub fn fill(wording: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(wording.len());
    let mut rest = wording;
    while let Some((before, behind)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = behind.split_once('}') else {
            filled.push('{');
            rest = behind;
            continue;
        };
        match value(name) {
            Some(value) => filled.push_str(&value),
            None => filled.push_str(&format!("{{{name}}}")),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_and_unknown_ones_stay() {
        let value = |name: &str| (name == "currency").then(|| "USD".to_owned());
        assert_eq!(fill("{currency} per 1M tokens", value), "USD per 1M tokens");
        assert_eq!(fill("{x} {", value), "{x} {");
    }
}
