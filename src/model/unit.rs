//! Units of rows: the dataset's wording with its `{column}` placeholders filled in.

use super::dataset::{Cell, Dataset, Schema};
use super::id::{ColumnId, LangId, RowId};
use super::text::LocalText;

/// The unit of a row's measure in a language (`USD per 1M tokens`); empty where none is declared.
pub fn unit(dataset: &Dataset, row: RowId, lang: LangId) -> String {
    fill(wording(dataset).get(lang), |name| {
        dataset.column(name).map(|column| word(dataset, row, column, lang))
    })
}

/// The different units of rows, each with the first row that has it, in order of first rows.
pub fn of_rows(dataset: &Dataset, rows: &[RowId], lang: LangId) -> Vec<(String, RowId)> {
    let columns = placeholders(dataset, lang);
    let mut seen: Vec<Vec<i128>> = Vec::new();
    let mut units: Vec<(String, RowId)> = Vec::new();
    for row in rows {
        // Rows that agree in every column named agree in their unit.
        let told_by =
            |key: &Vec<i128>| columns.iter().zip(key).all(|(column, key)| dataset.key(*row, *column) == *key);
        if seen.last().is_some_and(told_by) || seen.iter().any(told_by) {
            continue;
        }
        seen.push(columns.iter().map(|column| dataset.key(*row, *column)).collect());
        let unit = unit(dataset, *row, lang);
        if !units.iter().any(|(known, _)| *known == unit) {
            units.push((unit, *row));
        }
    }
    units
}

/// The columns that the unit's wording names.
pub fn placeholders(dataset: &Dataset, lang: LangId) -> Vec<ColumnId> {
    let wording = wording(dataset).get(lang);
    let names = wording.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name));
    names.filter_map(|name| dataset.column(name)).collect()
}

/// The wording of the unit of the measure.
fn wording(dataset: &Dataset) -> &LocalText {
    dataset.schema.measure.map_or(&dataset.schema.unit, |measure| of_column(dataset, measure))
}

/// The wording of a column's unit: its own; of a measure that has none the dataset's.
pub fn of_column(dataset: &Dataset, column: ColumnId) -> &LocalText {
    let own = &dataset.field(column).unit;
    let is_measure = dataset.schema.measure == Some(column);
    if own.is_empty() && is_measure { &dataset.schema.unit } else { own }
}

/// Words the unit of a column otherwise.
pub fn reword(schema: &mut Schema, column: ColumnId, wording: LocalText) {
    let own = &mut schema.fields[column.index()].unit;
    let is_measure = schema.measure == Some(column);
    *(if own.is_empty() && is_measure { &mut schema.unit } else { own }) = wording;
}

/// The word for a cell: the label of its value where the field has one, else the cell as it stands.
pub fn word(dataset: &Dataset, row: RowId, column: ColumnId, lang: LangId) -> String {
    let raw = dataset.cell(row, column);
    if let Cell::Text(text) = raw {
        let labels = &dataset.field(column).labels;
        if let Some((_, label)) = labels.iter().find(|(value, _)| value == text) {
            return label.get(lang).to_owned();
        }
    }
    raw.raw()
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
