//! The column of a table that says the unit of each row beside its number.

use super::Words;
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

/// The unit of a row in the words that go with its number.
pub fn cell(words: Words<'_>, bound: &BoundDataset, row: RowId) -> TableCell {
    let measure = bound.dataset.schema.measure.expect("a column says the unit of a measure only");
    words.plain(words.measured(bound, &[row], measure, None).full)
}
