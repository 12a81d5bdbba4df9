//! The rows of a dataset as lines of text, from which downloads are put together.

use super::id::RowId;

/// The rows of a dataset as CSV, all columns as they stand there: a mark, the header, a line a row.
#[derive(Clone, Debug)]
pub struct Lines {
    text: String,
    /// Where each row's line starts in the text; one more entry for the end.
    starts: Vec<usize>,
}

impl Lines {
    /// Rows that are written, and where the line of each starts in the text, with one more entry for the end.
    pub fn new(text: String, starts: Vec<usize>) -> Lines {
        Lines { text, starts }
    }

    /// All rows.
    pub fn all(&self) -> &str {
        &self.text
    }

    /// Some of the rows, with mark and header.
    pub fn of(&self, rows: &[RowId]) -> String {
        let line = |row: &RowId| &self.text[self.starts[row.index()]..self.starts[row.index() + 1]];
        let mut text =
            String::with_capacity(self.starts[0] + rows.iter().map(|row| line(row).len()).sum::<usize>());
        text.push_str(&self.text[..self.starts[0]]);
        rows.iter().for_each(|row| text.push_str(line(row)));
        text
    }
}
