//! Reads the rows of a CSV file into typed columns.

use super::cells::{self, Cells, Wrong};
use super::told::Told;
use crate::diag::catalog::cell as say_cell;
use crate::diag::catalog::dataset as say;
use crate::load::csv::Rows;
use crate::model::dataset::{Column, Schema, cell_range};
use crate::model::id::{ColumnId, RowId};
use crate::source::{FileId, Span};

/// How many rows are read.
pub const MOST_ROWS: usize = 1_000_000;

/// The cells of a file by column, and where its rows start.
pub struct Table {
    /// A column each, in file order.
    pub columns: Vec<Column>,
    /// The first byte of each row, and the end of the text.
    pub row_starts: Vec<u32>,
    /// Rows of which a cell of the primary key is wrong, in order: nobody knows their key.
    pub keyless: Vec<RowId>,
}

/// Reads the rows behind the header. Rows of the wrong length are told and left out.
pub fn read(text: &str, csv: FileId, schema: &Schema, years: &[bool], told: &mut Told) -> Table {
    let mut rows = Rows::new(text);
    rows.next_row();
    let fields = schema.fields.iter().zip(years);
    let mut columns: Vec<Cells<'_>> = fields.map(|(field, year)| Cells::new(field, *year)).collect();
    let begin = schema.time.map(|time| time.begin().index());
    let (mut row_starts, mut keyless) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next_row() {
        let place = |column| {
            let (start, end) = cell_range(&text[row.start..], column);
            Span::new(csv, row.start + start, row.start + end)
        };
        if row_starts.len() == MOST_ROWS {
            told.tell(|| say::too_many_rows(place(0), MOST_ROWS));
            break;
        }
        if row.width() > 1 && row.cells().all(str::is_empty) {
            told.tell(|| say::empty_row(Span { end: place(row.width() - 1).end, ..place(0) }));
            continue;
        }
        if row.width() != columns.len() {
            told.tell(|| say::ragged_row(place(columns.len()), row.width(), columns.len()));
            continue;
        }
        let id = RowId::at(row_starts.len());
        row_starts.push(row.start as u32);
        for (column, cell) in row.cells().enumerate() {
            if let Err(wrong) = columns[column].take(cell) {
                if schema.primary_key.contains(&ColumnId::at(column)) && keyless.last() != Some(&id) {
                    keyless.push(id);
                }
                told.tell(|| match wrong {
                    Wrong::Empty if Some(column) == begin => {
                        say_cell::undated_row(place(column), &schema.fields[column].name)
                    }
                    _ => cells::explain(wrong, &schema.fields[column], cell, place(column)),
                });
            }
        }
    }
    row_starts.push(text.len() as u32);
    Table { columns: columns.into_iter().map(Cells::finish).collect(), row_starts, keyless }
}
