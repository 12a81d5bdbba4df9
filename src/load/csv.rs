//! Reads the rows of a CSV text, each with its place, and finds what makes a text no CSV.

use ::csv::{Reader, ReaderBuilder, StringRecord};

use super::slip;

/// The rows of a text, one after the other. Blank lines are no rows.
pub struct Rows<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    record: StringRecord,
}

/// One row: its cells without quotes, and its first byte.
#[derive(Clone, Copy)]
pub struct Row<'r> {
    /// The byte of the text at which the row starts.
    pub start: usize,
    record: &'r StringRecord,
}

impl<'r> Row<'r> {
    /// How many cells there are.
    pub fn width(self) -> usize {
        self.record.len()
    }

    /// The cells in order.
    pub fn cells(self) -> impl Iterator<Item = &'r str> {
        self.record.iter()
    }
}

impl<'t> Rows<'t> {
    /// Starts at the first line of a text, the header.
    pub fn new(text: &'t str) -> Self {
        let reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        Rows { text, reader, record: StringRecord::new() }
    }

    /// The next row; `None` at the end.
    pub fn next_row(&mut self) -> Option<Row<'_>> {
        let more = self.reader.read_record(&mut self.record);
        if !more.expect("a text in memory can be read, is UTF-8, and rows of any length are allowed") {
            return None;
        }
        let before = self.record.position().map_or(0, |position| position.byte() as usize);
        let blank = self.text.as_bytes()[before..].iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
        Some(Row { start: before + blank.count(), record: &self.record })
    }
}

/// What makes a text no CSV from some place on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// A quotation mark that is never closed.
    Unclosed,
    /// Text behind a closing quotation mark.
    BehindQuote,
    /// A carriage return without a line feed.
    LoneReturn,
}

/// What a first look at a text finds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Survey {
    /// The invisible characters: first byte and one past the last; at most [`MOST_STRAYS`].
    pub strays: Vec<(usize, usize)>,
    /// The first fault, with its place: the quotation mark that opens, or the carriage return.
    pub fault: Option<(Fault, usize)>,
    /// Up to where the text can be read as CSV: its end, or the start of the row with the fault.
    pub end: usize,
}

/// How many invisible characters of a text are noted.
const MOST_STRAYS: usize = 100;

/// Where a byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Start,
    Bare,
    Quoted(usize),
    Closed(usize),
}

/// Looks through a text once.
pub fn survey(text: &str) -> Survey {
    let bytes = text.as_bytes();
    let mut survey = Survey { end: bytes.len(), ..Survey::default() };
    // Most files have neither a quotation mark nor anything else to look at.
    let ends_a_line = |at: usize| matches!(bytes.get(at + 1), None | Some(b'\n'));
    let plain = memchr::memchr(b'"', bytes).is_none() && memchr::memchr_iter(b'\r', bytes).all(ends_a_line);
    if plain && slip::first_stray(text).is_none() {
        return survey;
    }
    let (mut within, mut row) = (Within::Start, 0);
    for (at, byte) in bytes.iter().copied().enumerate() {
        if slip::is_suspect(byte) {
            survey.note_stray(text, at);
        }
        within = match (within, byte) {
            (Within::Quoted(from), b'"') => Within::Closed(from),
            (Within::Quoted(from), _) => Within::Quoted(from),
            (_, b'\r') if !ends_a_line(at) => {
                return Survey { fault: Some((Fault::LoneReturn, at)), end: at, ..survey };
            }
            (_, b'\n') => {
                row = at + 1;
                Within::Start
            }
            (Within::Start, b'"') => Within::Quoted(at),
            (Within::Closed(from), b'"') => Within::Quoted(from),
            (_, b',') => Within::Start,
            (Within::Closed(_), b'\r') => within,
            (Within::Closed(from), _) => {
                return Survey { fault: Some((Fault::BehindQuote, from)), end: row, ..survey };
            }
            (Within::Start | Within::Bare, _) => Within::Bare,
        };
    }
    if let Within::Quoted(from) = within {
        survey.fault = Some((Fault::Unclosed, from));
        survey.end = row;
    }
    survey
}

impl Survey {
    /// Notes the character here if it is invisible (a line break and a tab are not).
    fn note_stray(&mut self, text: &str, at: usize) {
        let stray = text[at..].chars().next().filter(|c| slip::is_stray(*c));
        if let Some(stray) = stray.filter(|_| self.strays.len() < MOST_STRAYS) {
            self.strays.push((at, at + stray.len_utf8()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<(usize, Vec<String>)> {
        let mut rows = Rows::new(text);
        let mut found = Vec::new();
        while let Some(row) = rows.next_row() {
            found.push((row.start, row.cells().map(str::to_owned).collect()));
        }
        found
    }

    #[test]
    fn rows_know_where_they_start_whatever_ends_the_lines() {
        for text in ["a,b\nc,d\n", "a,b\r\nc,d\r\n", "a,b\n\r\n\nc,d", "\na,b\n\"c\",d\n\n\n"] {
            let rows = read(text);
            assert_eq!(rows.len(), 2, "{text:?}");
            assert_eq!(rows[1].1, ["c", "d"]);
            for (start, cells) in rows {
                assert!(text[start..].trim_start_matches('"').starts_with(&cells[0]), "{text:?} {start}");
            }
        }
    }

    #[test]
    fn faults_are_found_where_they_begin() {
        let fault = |text: &str| survey(text).fault.map(|(fault, at)| (fault, at, survey(text).end));
        assert_eq!(fault("a,b\n\"x\"\"y\",\"z\n\"\r\n"), None);
        assert_eq!(fault("a,b\nc,\"x\nd,e\n"), Some((Fault::Unclosed, 6, 4)));
        assert_eq!(fault("a,b\nc,\"x\" y\n"), Some((Fault::BehindQuote, 6, 4)));
        assert_eq!(fault("a,b\rc,d\r"), Some((Fault::LoneReturn, 3, 3)));
        assert_eq!(fault("a\n5\" disk\n"), None);
        assert_eq!(survey("a\u{0},\u{85}b\tc\u{7f}\u{feff}价").strays, [(1, 2), (3, 5), (8, 9), (9, 12)]);
    }

    proptest! {
        #[test]
        fn a_text_without_faults_keeps_its_rows_and_places(text in "[a-c\",\n\r价 ]{0,40}") {
            let survey = survey(&text);
            for (start, cells) in read(&text[..survey.end]) {
                prop_assert!(text.is_char_boundary(start));
                for (column, cell) in cells.iter().enumerate() {
                    let (from, to) = crate::model::dataset::cell_range(&text[start..survey.end], column);
                    let written = &text[start..][from..to];
                    prop_assert!(written == cell || written.replace("\"\"", "\"") == *cell, "{:?} {:?}", written, cell);
                }
            }
        }
    }
}
