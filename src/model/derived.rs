//! What is worked out from the rows of a dataset, each when first asked for.

use std::sync::OnceLock;

use super::id::ColumnId;
use super::lines::Lines;
use super::series::Series;
use super::turns::Turns;

/// What is worked out from the rows of a dataset. Rows that change take all of it with them: see
/// [`super::dataset::Dataset::keep`].
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// Its rows by what they are about; made by [`super::query::series`].
    pub series: OnceLock<Series>,
    /// Its rows by the courses that they make; made by [`super::course::courses`].
    pub courses: OnceLock<Series>,
    /// Its rows that count, by when they begin; made by [`super::query::turns`].
    pub turns: OnceLock<Turns>,
    /// The column that tells claims from measurements; found by [`super::query::claims_column`].
    pub claims: OnceLock<Option<ColumnId>>,
    /// Its rows as lines for spreadsheets; written by [`super::spreadsheet::lines`].
    pub lines: OnceLock<Lines>,
}
