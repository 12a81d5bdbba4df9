//! Units of rows: the dataset's wording with its `{column}` placeholders filled in.

use super::dataset::{Cell, Dataset};
use super::id::{ColumnId, LangId, RowId};

/// The unit of a row's measure in a language (`USD per 1M tokens`); empty where none is declared.
pub fn unit(dataset: &Dataset, row: RowId, lang: LangId) -> String {
    let own = dataset.schema.measure.map(|measure| &dataset.field(measure).unit);
    let wording = own.filter(|unit| !unit.is_empty()).unwrap_or(&dataset.schema.unit).get(lang);
    fill(wording, |name| dataset.column(name).map(|column| word(dataset, row, column, lang)))
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
