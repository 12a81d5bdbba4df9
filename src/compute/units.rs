//! The column of a table that says the unit of each row beside its number.

use super::Words;
use crate::amounts::currency;
use crate::format::Quantity;
use crate::model::dataset::BoundDataset;
use crate::model::drawn::TableCell;
use crate::model::figure::TablePlan;
use crate::model::id::{ColumnId, RowId};
use crate::model::unit;

/// The column shown whose words are the whole unit of every row, if there is one. Its words follow those of the
/// number: where billions are told in 亿, it says 亿.
pub fn column(words: Words<'_>, plan: &TablePlan, bound: &BoundDataset) -> Option<ColumnId> {
    let unit = |row: &RowId| unit::unit(&bound.dataset, *row, words.figure.lang);
    let says = |column: &ColumnId| plan.rows.iter().all(|row| words.text(bound, *row, *column) == unit(row));
    let columns = plan.columns.iter().map(|column| column.field);
    bound.dataset.schema.measure.and_then(|measure| columns.filter(|column| *column != measure).find(says))
}

/// Whether the numbers of rows in a column have several units: by their digits alone they have no order.
pub fn are_several(words: Words<'_>, bound: &BoundDataset, rows: &[RowId], column: ColumnId) -> bool {
    let dataset = &bound.dataset;
    let is_number = dataset.field(column).kind.is_number();
    is_number && unit::of_rows(dataset, rows, Some(column), words.figure.lang).len() > 1
}

/// What the prices in columns are paid for, each under its name where they are paid for different things.
pub fn paid_for_each(words: Words<'_>, bound: &BoundDataset, rows: &[RowId], columns: &[ColumnId]) -> String {
    let of_column = |column: &ColumnId| (*column, paid_for(words, bound, rows, *column));
    let paid: Vec<(ColumnId, String)> =
        columns.iter().map(of_column).filter(|(_, paid)| !paid.is_empty()).collect();
    match paid.as_slice() {
        [] => String::new(),
        [(_, first), others @ ..] if others.iter().all(|(_, other)| other == first) => first.clone(),
        several => {
            let name = |column: &ColumnId| words.field(bound.dataset.field(*column));
            let named = several.iter().map(|(column, paid)| match paid.starts_with(name(column)) {
                true => paid.clone(),
                false => format!("{}{}{paid}", name(column), words.lang.pick(": ", "：")),
            });
            named.collect::<Vec<_>>().join(words.lang.pick("; ", "；"))
        }
    }
}

/// What the prices of rows are paid for: a currency sign says how much, not for what. Of several currencies what their
/// units have in common; empty where the column holds no prices.
pub fn paid_for(words: Words<'_>, bound: &BoundDataset, rows: &[RowId], column: ColumnId) -> String {
    let dataset = &bound.dataset;
    let units = unit::of_rows(dataset, rows, Some(column), words.figure.lang);
    let is_price = |(unit, row): &(String, RowId)| {
        let code = currency(dataset, *row, column);
        Quantity::of(unit).power == 0 && code.is_some_and(|code| code.len() < unit.len())
    };
    if !units.iter().all(is_price) {
        return String::new();
    }
    match units.as_slice() {
        [] => String::new(),
        [(unit, _)] => unit.clone(),
        [(first, _), others @ ..] => {
            let shared = |end: &&str| others.iter().all(|(unit, _)| unit.ends_with(end));
            let ends = first.char_indices().map(|(at, _)| &first[at..]);
            let end = ends.filter(|end| !end.starts_with(char::is_alphanumeric)).find(|end| shared(end));
            end.map_or(String::new(), |end| format!("{}{end}", words.field(dataset.field(column))))
        }
    }
}

/// The unit of a row in the words that go with its number.
pub fn cell(words: Words<'_>, bound: &BoundDataset, row: RowId) -> TableCell {
    let measure = bound.dataset.schema.measure.expect("a column says the unit of a measure only");
    words.plain(words.measured(bound, &[row], measure, None).full)
}
