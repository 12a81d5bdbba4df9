//! Tables for spreadsheets: no cell of a download can be taken for a formula.

use crate::model::dataset::Dataset;
use crate::model::id::ColumnId;

/// The byte-order mark by which spreadsheets know UTF-8, so that Chinese opens intact.
const MARK: &str = "\u{feff}";

/// A dataset as CSV, all its rows, with guarded cells.
pub fn dataset(dataset: &Dataset) -> String {
    let mut out = String::from(MARK);
    let names = dataset.schema.fields.iter().map(|field| field.name.clone());
    line(names, &mut out);
    for row in dataset.rows() {
        let columns = 0..dataset.schema.fields.len();
        line(columns.map(|column| dataset.cell(row, ColumnId::at(column)).raw()), &mut out);
    }
    out
}

/// A CSV text with guarded cells; what is not CSV is guarded line by line as far as it reads.
pub fn guarded(csv: &str) -> String {
    let csv = csv.trim_start_matches(MARK);
    let mut out = String::from(MARK);
    for record in records(csv) {
        line(record.into_iter(), &mut out);
    }
    out
}

fn line(cells: impl Iterator<Item = String>, out: &mut String) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.push(',');
        }
        quote(&guard(cell), out);
    }
    out.push_str("\r\n");
}

/// Puts `'` before a cell that a spreadsheet would run: one that starts with `=`, `+`, `-`, `@`, their
/// full-width forms, a tab or a line break, and is no plain number.
fn guard(cell: String) -> String {
    let risky = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '\u{2212}']);
    if risky && !is_number(&cell) { format!("'{cell}") } else { cell }
}

fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    plain(whole) && plain(part)
}

fn quote(cell: &str, out: &mut String) {
    if cell.contains([',', '"', '\r', '\n']) {
        out.push('"');
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

/// The records of a CSV text: quoted cells may hold commas, doubled quotes and line breaks.
fn records(csv: &str) -> Vec<Vec<String>> {
    let (mut all, mut record, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut letters) = (false, csv.chars().peekable());
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            ',' if !quoted => record.push(std::mem::take(&mut cell)),
            '\r' if !quoted && letters.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                record.push(std::mem::take(&mut cell));
                all.push(std::mem::take(&mut record));
            }
            letter => cell.push(letter),
        }
    }
    if !cell.is_empty() || !record.is_empty() {
        record.push(cell);
        all.push(record);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in [
            "=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "-", "-1e5",
        ] {
            assert_eq!(guard(cell.to_owned()), format!("'{cell}"));
        }
    }

    #[test]
    fn plain_numbers_and_words_stay() {
        for cell in ["-1.5", "-0.002", "-7", "3", "", "a=b", "1-2", "降价"] {
            assert_eq!(guard(cell.to_owned()), cell);
        }
    }

    #[test]
    fn guarding_keeps_every_other_cell() {
        let csv = "a,b\n\"x,\"\"y\"\"\",=1\r\n\"two\nlines\",-1.5\n";
        let guarded = guarded(csv);
        assert_eq!(guarded, "\u{feff}a,b\r\n\"x,\"\"y\"\"\",'=1\r\n\"two\nlines\",-1.5\r\n");
    }
}
