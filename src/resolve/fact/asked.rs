//! A reference on its way to an answer.

use crate::model::dataset::BoundDataset;
use crate::model::date::Date;
use crate::model::exact::Exact;
use crate::model::fact::{Ask, Key, Verb};
use crate::model::id::{ColumnId, DatasetId, RowId};
use crate::source::Span;

/// A reference on its way.
pub struct Asked {
    /// What is asked.
    pub verb: Verb,
    /// The reference.
    pub ask: Ask,
    /// The day at which it looks at the data.
    pub as_of: Date,
    /// Where it is written.
    pub span: Span,
}

/// The dataset of a reference and the column of its value.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The dataset's id.
    pub id: DatasetId,
    /// The dataset.
    pub bound: &'a BoundDataset,
    /// The column of the value.
    pub column: ColumnId,
    /// The metric column and the value wanted there, by its place.
    pub metric: Option<(ColumnId, u32)>,
}

/// What was reckoned.
pub struct Reckoned {
    /// The value; none for a text, a date, or what is not disclosed.
    pub value: Option<Exact>,
    /// The rows that it is made of.
    pub rows: Vec<RowId>,
    /// Over how many rows a sum, a share or a rank goes; 0 for others.
    pub over: usize,
    /// What a share is taken of.
    pub total: Option<Exact>,
    /// How many digits after the point the cells have.
    pub places: u32,
}

/// Keys with others in place of those of the same column.
pub fn laid_over(keys: &[Key], over: &[Key]) -> Vec<Key> {
    let fresh = |key: &&Key| !over.iter().any(|own| own.column.value == key.column.value);
    keys.iter().filter(fresh).chain(over).cloned().collect()
}
