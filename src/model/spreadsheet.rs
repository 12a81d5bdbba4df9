//! Tables for spreadsheets: CSV in which no cell can be taken for a formula.

use std::ops::Range;

use super::dataset::{Cell, Column, Dataset};
use super::id::ColumnId;
use super::lines::Lines;

/// The byte-order mark by which spreadsheets know UTF-8, so that Chinese opens intact.
const MARK: &str = "\u{feff}";

/// The rows of a dataset as CSV: written once, for many figures show the same rows.
pub fn lines(dataset: &Dataset) -> &Lines {
    dataset.derived.lines.get_or_init(|| write(dataset))
}

fn write(dataset: &Dataset) -> Lines {
    let mut sheet = Sheet::new(dataset.schema.fields.iter().map(|field| field.name.as_str()));
    sheet.text.reserve(dataset.len() * 48);
    let mut starts = Vec::with_capacity(dataset.len() + 1);
    // Names come in runs: per column the last text and where it was written; the first one is empty.
    let mut last: Vec<(u32, Range<usize>)> = vec![(0, 0..0); dataset.columns.len()];
    for row in dataset.rows() {
        starts.push(sheet.text.len());
        for ((place, column), last) in dataset.columns.iter().enumerate().zip(&mut last) {
            sheet.part(place);
            let from = sheet.text.len();
            match column {
                Column::Text { cells, .. } if cells[row.index()] == last.0 => {
                    sheet.text.extend_from_within(last.1.clone());
                    continue;
                }
                Column::Text { cells, values } => {
                    last.0 = cells[row.index()];
                    sheet.words(&values[last.0 as usize]);
                }
                _ => sheet.cell(dataset.cell(row, ColumnId::at(place))),
            }
            last.1 = from..sheet.text.len();
        }
        sheet.end_line();
    }
    starts.push(sheet.text.len());
    sheet.text.shrink_to_fit();
    Lines::new(sheet.text, starts)
}

/// A CSV text while it is written.
pub struct Sheet {
    /// What is written so far.
    pub text: String,
}

impl Sheet {
    /// Starts with a header.
    pub fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut sheet = Sheet { text: String::from(MARK) };
        sheet.line(names.map(Cell::Text));
        sheet
    }

    /// Adds a line.
    pub fn line<'a>(&mut self, cells: impl Iterator<Item = Cell<'a>>) {
        for (place, cell) in cells.enumerate() {
            self.part(place);
            self.cell(cell);
        }
        self.end_line();
    }

    fn part(&mut self, place: usize) {
        if place > 0 {
            self.text.push(',');
        }
    }

    fn end_line(&mut self) {
        self.text.push_str("\r\n");
    }

    fn cell(&mut self, cell: Cell<'_>) {
        match cell {
            Cell::Text(text) => self.words(text),
            other => other.write(&mut self.text).expect("a string takes all that is written"),
        }
    }

    /// A text, guarded by `'` where a spreadsheet would run it, quoted where it must be.
    fn words(&mut self, text: &str) {
        let (mut quoted, mut parted) = (false, false);
        for byte in text.bytes() {
            quoted |= matches!(byte, b',' | b'"' | b'\r' | b'\n');
            parted |= matches!(byte, b';' | b'\t' | b'\r' | b'\n');
        }
        let mark = if quoted { "\"" } else { "" };
        self.text.push_str(mark);
        match parted {
            false => self.part_of_words(text),
            // Where lists are parted by semicolons or tabs, a spreadsheet begins cells amid ours.
            true => text.split_inclusive([';', '\t', '\r', '\n']).for_each(|part| self.part_of_words(part)),
        }
        self.text.push_str(mark);
    }

    fn part_of_words(&mut self, part: &str) {
        if is_formula(part) {
            self.text.push('\'');
        }
        match part.contains('"') {
            true => self.text.push_str(&part.replace('"', "\"\"")),
            false => self.text.push_str(part),
        }
    }
}

/// Whether a spreadsheet would run a text: it starts with `=`, `+`, `-`, `@`, their full-width forms, a
/// tab or a line break, and is no plain number.
fn is_formula(text: &str) -> bool {
    let risky = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '\u{2212}'];
    text.starts_with(risky) && !is_number(text.trim_end_matches([';', '\t', '\r', '\n']))
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    plain(whole) && plain(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut sheet = Sheet { text: String::new() };
        sheet.line([Cell::Text(text)].into_iter());
        sheet.text
    }

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+1", "-2+3", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", "-", "-1e5"] {
            assert_eq!(written(cell), format!("'{cell}\r\n"));
        }
        assert_eq!(written("\t=1"), "'\t'=1\r\n");
        assert_eq!(written("\n=1"), "\"'\n'=1\"\r\n");
        assert_eq!(written("a;=1;-2;-2+1"), "a;'=1;-2;'-2+1\r\n");
    }

    #[test]
    fn plain_numbers_and_words_stay() {
        for cell in ["-1.5", "-0.002", "-7", "3", "", "a=b", "1-2", "a; b", "降价"] {
            assert_eq!(written(cell), format!("{cell}\r\n"));
        }
    }

    #[test]
    fn commas_quotes_and_line_breaks_are_quoted() {
        assert_eq!(written("x,\"y\""), "\"x,\"\"y\"\"\"\r\n");
        assert_eq!(Sheet::new(["a", "b"].into_iter()).text, "\u{feff}a,b\r\n");
    }
}
