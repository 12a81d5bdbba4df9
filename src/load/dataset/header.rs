//! Reads the first line of a CSV file: the names of its columns.

use unicode_normalization::UnicodeNormalization;

use super::told::Told;
use crate::diag::catalog::cell as say_cell;
use crate::diag::catalog::dataset as say;
use crate::load::csv::Row;
use crate::model::dataset::cell_range;
use crate::model::fact::RESERVED;
use crate::source::{FileId, Located, Span};

/// How many columns are read.
pub const MOST_COLUMNS: usize = 1_000;

/// The names of the columns with their places. `None`: the file cannot be read as a table.
pub fn read(row: Row<'_>, text: &str, csv: FileId, told: &mut Told) -> Option<Vec<Located<String>>> {
    let place = |column| {
        let (start, end) = cell_range(&text[row.start..], column);
        Span::new(csv, row.start + start, row.start + end)
    };
    if row.width() > MOST_COLUMNS {
        told.tell(|| say::too_many_columns(place(MOST_COLUMNS), row.width(), MOST_COLUMNS));
        return None;
    }
    if let Some((separator, at)) = other_separator(row, text) {
        told.tell(|| say::csv_separator(Span::new(csv, at, at + separator.len_utf8()), separator));
        return None;
    }
    let cells = row.cells().enumerate();
    let names: Vec<_> = cells.map(|(column, name)| Located::new(name.to_owned(), place(column))).collect();
    check(&names, told);
    Some(names.into_iter().map(|name| name.map(|name| name.trim().to_owned())).collect())
}

/// What parts the names of the only column, if something does, and where.
fn other_separator(row: Row<'_>, text: &str) -> Option<(char, usize)> {
    let (_, end) = cell_range(&text[row.start..], 0);
    let only = text[row.start..].get(..end).filter(|_| row.width() == 1)?;
    let place = |separator| only.find(separator).map(|at| (separator, row.start + at));
    [';', '\t', '|', '，'].into_iter().find_map(place)
}

fn check(names: &[Located<String>], told: &mut Told) {
    // Two forms of one letter look alike, and no author tells them apart.
    let composed: Vec<String> = names.iter().map(|name| name.value.nfc().collect()).collect();
    for (column, name) in names.iter().enumerate() {
        let first = composed[..column].iter().position(|other| *other == composed[column]);
        let first = first.map(|first| &names[first]);
        match first {
            _ if name.value.is_empty() => told.tell(|| say::nameless_column(name.span, column + 1)),
            Some(first) => told.tell(|| say::duplicate_column(name.span, &name.value, first.span)),
            None if name.value.trim() != name.value => {
                told.tell(|| say_cell::spaces_around(name.span, &name.value));
            }
            None if RESERVED.contains(&name.value.as_str()) => {
                told.tell(|| say::reserved_column(name.span, &name.value));
            }
            None => {}
        }
    }
}
