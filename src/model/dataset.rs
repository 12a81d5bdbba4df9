//! Facts: a dataset's schema and its rows in typed columns.

use std::borrow::Cow;
use std::sync::OnceLock;

pub use super::cell::{Cell, Column};
pub use super::derived::Derived;
pub use super::schema::{ConflictClass, ExplainedConflict, Field, FieldType, Holds, Reference, Schema, Time};

use super::date::Date;
use super::decimal::Decimal;
use super::id::{ColumnId, NoteId, RowId, SourceId};
use super::text::LocalText;
use crate::source::{FileId, Sources, Span};

/// The status of a row that counts; one without a status has this.
pub const EFFECTIVE: &str = "effective";

/// A CSV file with what its sidecar says about it.
#[derive(Clone, Debug)]
pub struct Dataset {
    /// Its name: the file's (`prices`).
    pub name: String,
    /// The CSV file.
    pub csv: FileId,
    /// Whether a sidecar describes it; without one the columns are inferred.
    pub described: bool,
    /// Whether its CSV file holds mistakes: what it seems to lack may stand where it could not be read.
    pub flawed: bool,
    /// Whether its sidecar holds mistakes: then nobody knows what its rows mean.
    pub misdescribed: bool,
    /// What the columns mean.
    pub schema: Schema,
    /// The cells, a column each, in the order of `schema.fields`.
    pub columns: Vec<Column>,
    /// Where each row starts in the CSV file, in bytes; one more entry for the end.
    pub row_starts: Vec<u32>,
    /// Rows that do not count because the desk prefers what another source says, in file order.
    pub aside: Vec<RowId>,
    /// When each source was published, or else read: by the place of its key among the values of the column of
    /// sources. Empty until the dataset is bound.
    pub published: Vec<Option<Date>>,
    /// What is worked out from all this when first asked for.
    pub derived: Derived,
}

impl Dataset {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.row_starts.len().saturating_sub(1)
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All rows in file order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = RowId> + use<> {
        (0..self.len()).map(RowId::at)
    }

    /// Keeps some rows and gives the others; these, and texts that then no row has, are as if they had never been in the file.
    pub fn split(&mut self, stays: &[bool]) -> Dataset {
        let mut others = self.clone();
        others.keep(stays, false);
        self.keep(stays, true);
        others
    }

    fn keep(&mut self, stays: &[bool], wanted: bool) {
        let kept: Vec<bool> = stays.iter().map(|stays| *stays == wanted).collect();
        self.columns.iter_mut().for_each(|column| column.keep(&kept));
        let mut starts = kept.iter();
        self.row_starts.retain(|_| starts.next() != Some(&false));
        self.derived = Derived::default();
    }

    /// Sets rows aside, given in file order: they do not count.
    pub fn set_aside(&mut self, rows: Vec<RowId>) {
        if self.aside != rows {
            self.aside = rows;
            self.derived = Derived::default();
        }
    }

    /// Finds a column by name.
    pub fn column(&self, name: &str) -> Option<ColumnId> {
        self.schema.fields.iter().position(|field| field.name == name).map(ColumnId::at)
    }

    /// A column's description.
    pub fn field(&self, column: ColumnId) -> &Field {
        &self.schema.fields[column.index()]
    }

    /// A cell.
    #[inline]
    pub fn cell(&self, row: RowId, column: ColumnId) -> Cell<'_> {
        let row = row.index();
        match &self.columns[column.index()] {
            Column::Text { cells, values } if cells[row] > 0 => Cell::Text(&values[cells[row] as usize]),
            Column::Text { .. } => Cell::Empty,
            Column::Number(cells) => cells[row].map_or(Cell::Empty, Cell::Number),
            Column::Boolean(cells) => cells[row].map_or(Cell::Empty, Cell::Boolean),
            Column::Date(cells) => cells[row].map_or(Cell::Empty, Cell::Date),
            Column::Period(cells) => cells[row].map_or(Cell::Empty, Cell::Period),
        }
    }

    /// The distinct values of a text column, the first one empty; none for other columns.
    pub fn values(&self, column: ColumnId) -> &[Box<str>] {
        match &self.columns[column.index()] {
            Column::Text { values, .. } => values,
            _ => &[],
        }
    }

    /// A text cell as a place in [`Dataset::values`]; 0 for an empty cell and other columns.
    pub fn symbol(&self, row: RowId, column: ColumnId) -> u32 {
        match &self.columns[column.index()] {
            Column::Text { cells, .. } => cells[row.index()],
            _ => 0,
        }
    }

    /// Per row a number, the same just where the cells of a column are equal.
    pub fn numbers(&self, column: ColumnId) -> Cow<'_, [u32]> {
        if let Column::Text { cells, .. } = &self.columns[column.index()] {
            return Cow::Borrowed(cells);
        }
        let keys: Vec<i128> = self.rows().map(|row| self.key(row, column)).collect();
        let mut distinct = keys.clone();
        distinct.sort_unstable();
        distinct.dedup();
        keys.iter().map(|key| distinct.partition_point(|known| known < key) as u32).collect()
    }

    /// A cell as a number that equals another cell's of the column just where the cells are equal.
    pub fn key(&self, row: RowId, column: ColumnId) -> i128 {
        let row = row.index();
        let key = match &self.columns[column.index()] {
            Column::Text { cells, .. } => Some(cells[row].into()).filter(|symbol| *symbol > 0),
            Column::Number(cells) => cells[row].map(Decimal::scaled),
            Column::Boolean(cells) => cells[row].map(i128::from),
            Column::Date(cells) => cells[row].map(|date| date.key().into()),
            Column::Period(cells) => cells[row].map(|period| period.key().into()),
        };
        key.unwrap_or(i128::MIN)
    }

    /// Where a row stands in the CSV file.
    pub fn row_span(&self, row: RowId) -> Span {
        let index = row.index();
        Span { file: self.csv, start: self.row_starts[index], end: self.row_starts[index + 1] }
    }

    /// Where a cell stands in the CSV file, without its quotes.
    pub fn cell_span(&self, sources: &Sources, row: RowId, column: ColumnId) -> Span {
        let row = self.row_span(row);
        let (start, end) = cell_range(sources.slice(row), column.index());
        row.part(start, end)
    }

    /// The date of a row: from which it holds, or the end of its period.
    pub fn row_date(&self, row: RowId) -> Option<Date> {
        match self.schema.time? {
            Time::At(column) => self.cell(row, column).date(),
            Time::Between(start, end) => self.cell(row, end).date().or_else(|| self.cell(row, start).date()),
        }
    }

    /// When a row begins to hold, of values that hold until the next; else its date.
    pub fn row_begin(&self, row: RowId) -> Option<Date> {
        match self.schema.time? {
            time @ Time::Between(..) if self.schema.holds == Holds::UntilNext => {
                self.cell(row, time.begin()).date()
            }
            _ => self.row_date(row),
        }
    }

    /// The time of a row as it stands in the file: `2025Q1`, `2025-01-01..2025-01-07`; empty without one.
    pub fn row_time(&self, row: RowId) -> String {
        let raw = |column| self.cell(row, column).raw();
        self.schema.time.map_or(String::new(), |time| match time {
            Time::At(column) => raw(column),
            Time::Between(start, end) => format!("{}..{}", raw(start), raw(end)),
        })
    }

    /// When the source of a row was published, or else read.
    pub fn published(&self, row: RowId) -> Option<Date> {
        let symbol = self.symbol(row, self.schema.source?);
        self.published.get(symbol as usize).copied().flatten()
    }

    /// Whether the desk prefers what another source says.
    pub fn is_aside(&self, row: RowId) -> bool {
        self.aside.binary_search(&row).is_ok()
    }

    /// Whether a row counts: neither scheduled nor cancelled, nor set aside for another source.
    pub fn is_effective(&self, row: RowId) -> bool {
        if self.is_aside(row) {
            return false;
        }
        let Some(status) = self.schema.status else { return true };
        matches!(self.cell(row, status), Cell::Empty | Cell::Text(EFFECTIVE))
    }

    /// Whether a row is planned, not yet done.
    pub fn is_scheduled(&self, row: RowId) -> bool {
        self.schema.status.is_some_and(|status| self.cell(row, status) == Cell::Text("scheduled"))
    }
}

/// Where a cell stands in the text of its row, without its quotes: first byte and one past the last.
/// What follows the row does not matter; a cell that the row lacks is an empty place at its end.
pub fn cell_range(row: &str, column: usize) -> (usize, usize) {
    let bytes = row.as_bytes();
    let mut start = 0;
    for _ in 0..column {
        let at = cell_end(bytes, start);
        if bytes.get(at) != Some(&b',') {
            return (at, at);
        }
        start = at + 1;
    }
    let end = cell_end(bytes, start);
    match end - start {
        length @ 2.. if bytes[start] == b'"' && bytes[start + length - 1] == b'"' => (start + 1, end - 1),
        _ => (start, end),
    }
}

/// The comma or line end behind the cell that starts here.
fn cell_end(bytes: &[u8], start: usize) -> usize {
    let mut quoted = bytes.get(start) == Some(&b'"');
    let mut at = start + usize::from(quoted);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' if quoted => quoted = false,
            // The second of two quotes that stand for one.
            b'"' if bytes[start] == b'"' && bytes[at - 1] == b'"' => quoted = true,
            b',' | b'\n' | b'\r' if !quoted => return at,
            _ => {}
        }
        at += 1;
    }
    at
}

/// A dataset whose references are bound to the notes and sources they name.
#[derive(Clone, Debug)]
pub struct BoundDataset {
    /// Schema and rows.
    pub dataset: Dataset,
    /// Per column what its values refer to.
    pub targets: Vec<Targets>,
    /// Where its sources disagree.
    pub conflicts: Vec<Conflict>,
    /// Rows of sources that disagree and that nothing explains: a mistake that was told, by groups.
    pub unexplained: Vec<Vec<RowId>>,
    /// The rows about notes that are not published, which are in no other list here.
    pub withheld: Option<Box<BoundDataset>>,
    /// Per text column and place in its values the rows that hold the value, in file order.
    rows: Vec<Vec<Vec<RowId>>>,
    /// Per text column the places of its values in their order, made when first asked for.
    order: Vec<OnceLock<Vec<u32>>>,
}

impl BoundDataset {
    /// The row that counts in the place of one that was set aside for another source.
    pub fn stand_in(&self, row: RowId) -> Option<RowId> {
        let dataset = &self.dataset;
        let source = dataset.schema.source.filter(|_| dataset.is_aside(row))?;
        let key = || dataset.schema.primary_key.iter().filter(|column| **column != source);
        let same = |other: &RowId| key().all(|at| dataset.key(*other, *at) == dataset.key(row, *at));
        let among = self.conflicts.iter().filter(|conflict| conflict.rows.contains(&row));
        among.flat_map(|conflict| conflict.used.iter().copied()).find(same)
    }
}

/// So many values are looked through one by one.
const FEW_VALUES: usize = 16;

/// Sources that disagree, with why.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// What kind of disagreement it is.
    pub class: ConflictClass,
    /// The rows, in file order.
    pub rows: Vec<RowId>,
    /// Which of them the desk uses; all where it does not choose.
    pub used: Vec<RowId>,
    /// What sources say that have no row.
    pub claims: Vec<(SourceId, LocalText)>,
    /// Why they disagree.
    pub why: LocalText,
}

/// What the values of a column refer to, by place in [`Dataset::values`].
#[derive(Clone, Debug)]
pub enum Targets {
    /// The column refers to nothing.
    None,
    /// To notes (in the default language).
    Notes(Vec<Option<NoteId>>),
    /// To sources.
    Sources(Vec<Option<SourceId>>),
}

impl BoundDataset {
    /// Binds a dataset, and indexes its rows by the values of text columns.
    pub fn new(dataset: Dataset, targets: Vec<Targets>) -> Self {
        let rows = dataset.columns.iter().map(rows_by_value).collect();
        let order = dataset.columns.iter().map(|_| OnceLock::new()).collect();
        let (conflicts, unexplained) = (Vec::new(), Vec::new());
        BoundDataset { dataset, targets, conflicts, unexplained, withheld: None, rows, order }
    }

    /// Whether two of these rows are in a conflict that nothing explains: what follows from it needs no telling.
    pub fn is_unexplained(&self, rows: &[RowId]) -> bool {
        let of_group = |group: &Vec<RowId>| rows.iter().filter(|row| group.contains(row)).count();
        self.unexplained.iter().any(|group| of_group(group) > 1)
    }

    /// A value of a text column by its place in [`Dataset::values`]; none that no row holds.
    pub fn symbol_of(&self, column: ColumnId, value: &str) -> Option<u32> {
        let values = self.dataset.values(column);
        if values.len() <= FEW_VALUES {
            return values.iter().position(|known| known.as_ref() == value).map(|place| place as u32);
        }
        let order = self.order[column.index()].get_or_init(|| {
            let mut order: Vec<u32> = (0..values.len() as u32).collect();
            order.sort_unstable_by_key(|symbol| &values[*symbol as usize]);
            order
        });
        let found = order.binary_search_by(|symbol| values[*symbol as usize].as_ref().cmp(value)).ok()?;
        Some(order[found])
    }

    /// The rows that hold a value of a text column, by its place in [`Dataset::values`]; none for other
    /// columns.
    pub fn rows_of(&self, column: ColumnId, symbol: u32) -> &[RowId] {
        self.rows[column.index()].get(symbol as usize).map_or(&[], Vec::as_slice)
    }

    /// The notes that a column refers to, each with the rows of a value that names it.
    pub fn rows_by_note(&self, column: ColumnId) -> impl Iterator<Item = (NoteId, &[RowId])> {
        let notes = match &self.targets[column.index()] {
            Targets::Notes(notes) => notes.as_slice(),
            _ => &[],
        };
        let named = notes.iter().zip(&self.rows[column.index()]);
        named.filter_map(|(note, rows)| Some(((*note)?, rows.as_slice())))
    }

    /// The note that a cell refers to.
    pub fn note(&self, row: RowId, column: ColumnId) -> Option<NoteId> {
        match &self.targets[column.index()] {
            Targets::Notes(notes) => notes[self.dataset.symbol(row, column) as usize],
            _ => None,
        }
    }

    /// The source of a row.
    pub fn source(&self, row: RowId) -> Option<SourceId> {
        let column = self.dataset.schema.source?;
        match &self.targets[column.index()] {
            Targets::Sources(sources) => sources[self.dataset.symbol(row, column) as usize],
            _ => None,
        }
    }
}

fn rows_by_value(column: &Column) -> Vec<Vec<RowId>> {
    let Column::Text { cells, values } = column else { return Vec::new() };
    let mut rows = vec![Vec::new(); values.len()];
    for (row, symbol) in cells.iter().enumerate() {
        rows[*symbol as usize].push(RowId::at(row));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_found_in_the_text_of_its_row() {
        let cell = |row: &'static str, column| {
            let (start, end) = cell_range(row, column);
            &row[start..end]
        };
        let row = "a,\"b, \"\"c\"\"\",,5\" d,\"\"\r\nnext,row";
        let cells: Vec<&str> = (0..5).map(|column| cell(row, column)).collect();
        assert_eq!(cells, ["a", "b, \"\"c\"\"", "", "5\" d", ""]);
        assert_eq!(cell("a,b\nc", 1), "b");
        assert_eq!(cell_range("a,b\nc", 7), (3, 3));
        assert_eq!(cell_range("", 0), (0, 0));
    }
}
