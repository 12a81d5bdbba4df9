//! What the units of rows say of their numbers: money, percentages, powers of ten.

use crate::format::{self, Quantity};
use crate::model::dataset::Dataset;
use crate::model::id::{ColumnId, LangId, RowId};
use crate::model::unit::of_cell;

/// What the unit of a cell says of its number.
pub fn quantity(dataset: &Dataset, row: RowId, column: ColumnId) -> Quantity {
    let quantity = Quantity::of(&of_cell(dataset, row, column, LangId::DEFAULT));
    // A currency that stands in a column of its own keeps its code, whatever its label.
    let wording = dataset.schema.unit.get(LangId::DEFAULT);
    let named = wording.strip_prefix('{').and_then(|rest| rest.split('}').next());
    let code = named.and_then(|name| dataset.column(name)).map(|column| dataset.cell(row, column).raw());
    match code.filter(|code| format::is_currency(code)) {
        Some(code) if quantity.currency.is_empty() => Quantity { currency: code, ..quantity },
        _ => quantity,
    }
}
