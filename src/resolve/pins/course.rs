//! What a row of a lock reads by its corrections, one after the other.

use std::collections::BTreeMap;

use crate::model::dataset::Dataset;
use crate::model::decimal::Decimal;
use crate::model::id::{ColumnId, RowId};
use crate::model::lock::REMOVED;
use crate::model::note::Said;

/// A row of a lock after the corrections so far.
#[derive(Clone, Default)]
pub struct State {
    /// Whether the last of them says that it is gone.
    pub removed: bool,
    /// The cells that they gave, by columns.
    cells: BTreeMap<String, String>,
    /// How they word its unit.
    pub units: Vec<String>,
    /// The last of them.
    pub last: Option<usize>,
}

impl State {
    /// Takes what one more correction says.
    pub fn take(&mut self, correction: usize, said: &Said, held: &Dataset) {
        self.last = Some(correction);
        self.removed = false;
        match said {
            Said::Word(word) if word.value == REMOVED => self.removed = true,
            Said::Word(word) => match measure(held).filter(|column| fits(held, *column, &word.value)) {
                Some(column) => drop(self.cells.insert(held.field(column).name.clone(), word.value.clone())),
                None => self.units.push(word.value.clone()),
            },
            Said::Cells(cells) => {
                let cells = cells.iter().map(|(name, cell)| (name.value.clone(), cell.value.clone()));
                self.cells.extend(cells);
            }
        }
    }

    /// Whether a row reads as it did before the last correction.
    pub fn is_as(&self, before: &State, held: &Dataset, row: RowId) -> bool {
        let was = |column: &str| {
            let held = || held.column(column).map(|at| held.cell(row, at).raw());
            before.given(column).map(str::to_owned).or_else(held)
        };
        let is_kept = |(column, cell): (&String, &String)| was(column).is_some_and(|was| is_same(&was, cell));
        self.removed == before.removed
            && self.units.len() == before.units.len()
            && self.cells.iter().all(is_kept)
    }

    /// The cell of a column, where a correction gave one.
    pub fn given(&self, column: &str) -> Option<&str> {
        self.cells.get(column).map(String::as_str)
    }
}

/// The column that a bare value of a correction stands for.
pub fn measure(held: &Dataset) -> Option<ColumnId> {
    held.schema.measure.or_else(|| held.column("value"))
}

/// Whether a bare text can be a cell of a column: a number, or nothing for one that is not disclosed; other texts word a
/// unit where there are numbers.
fn fits(held: &Dataset, column: ColumnId, text: &str) -> bool {
    !held.field(column).kind.is_number() || text.is_empty() || Decimal::parse(text).is_ok()
}

/// Whether two texts say the same: letter by letter, or as numbers (`1.50`, `1.5`).
pub fn is_same(one: &str, other: &str) -> bool {
    let number = |text: &str| Decimal::parse(text).ok();
    one == other || number(one).is_some_and(|one| number(other) == Some(one))
}
