//! What the units of rows say of their numbers: money, percentages, powers of ten.

use crate::format::{self, Quantity};
use crate::model::dataset::Dataset;
use crate::model::id::{ColumnId, LangId, RowId};
use crate::model::unit::{of_cell, of_column};

/// What the unit of a cell says of its number.
pub fn quantity(dataset: &Dataset, row: RowId, column: ColumnId) -> Quantity {
    let quantity = Quantity::of(&of_cell(dataset, row, column, LangId::DEFAULT));
    // A currency that stands in a column of its own keeps its code, whatever its label.
    match currency(dataset, row, column).filter(|code| format::is_currency(code)) {
        Some(code) if quantity.currency.is_empty() => Quantity { currency: code, ..quantity },
        _ => quantity,
    }
}

/// The currency code of a cell whose unit is an amount per something: where the wording of its unit starts with a column
/// of currencies.
pub fn currency(dataset: &Dataset, row: RowId, column: ColumnId) -> Option<String> {
    let name = of_column(dataset, column).get(LangId::DEFAULT).strip_prefix('{')?.split('}').next()?;
    Some(dataset.cell(row, dataset.column(name)?).raw())
}
