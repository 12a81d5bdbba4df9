//! Locks: the rows that a published report shows, as they stood when it was pinned, and their text.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use xxhash_rust::xxh3::xxh3_128;

use super::date::Date;
use super::id::{ColumnId, DatasetId, NoteId, RowId};
use super::schema::Holds;
use crate::source::{FileId, Located, Span};

/// A lock as it was read.
#[derive(Clone, Debug)]
pub struct Lock {
    /// Its file.
    pub file: FileId,
    /// The report it belongs to: the name of the file below `reports/` without its ending.
    pub stem: String,
    /// The day on which the report was pinned.
    pub pinned: Located<Date>,
    /// A mark of what the report asked for, and behind it one of each thing that it asked for; a lock of an earlier form has
    /// the first alone.
    pub asks: Located<String>,
    /// Another mark, of what it is taken to answer.
    pub answers: Option<String>,
    /// The rows by dataset.
    pub sections: Vec<Section>,
}

/// The rows of one dataset.
#[derive(Clone, Debug)]
pub struct Section {
    /// The dataset's name.
    pub name: Located<String>,
    /// How its rows are read; none in a lock of an earlier form.
    pub sense: Option<Sense>,
    /// The units of its numbers; none in a lock of the first form.
    pub units: Vec<HeldUnit>,
    /// The days of its sources; none in a lock of an earlier form.
    pub dated: Vec<Dated>,
    /// The columns that are held.
    pub columns: Vec<Located<String>>,
    /// The rows, in the order of the dataset's file.
    pub rows: Vec<LockedRow>,
    /// Where the section ends, in bytes.
    pub end: u32,
}

/// How rows are read where a report does not say: which column is the number, and how long a row holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sense {
    /// The column; empty for none.
    pub measure: String,
    /// How long.
    pub holds: Holds,
}

/// The unit of a column in one language, as it was worded when the report was pinned, or a word that fills it in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeldUnit {
    /// The column.
    pub column: String,
    /// Where the column fills in a unit, the value that the wording stands for.
    pub value: Option<String>,
    /// The code of the language.
    pub lang: String,
    /// The wording, with its `{column}` placeholders; empty where the numbers had no unit.
    pub wording: String,
}

impl HeldUnit {
    /// What is worded, as a lock writes it: `value`, `currency=USD`.
    pub fn subject(&self) -> String {
        let value = self.value.iter().map(|value| format!("={value}"));
        std::iter::once(self.column.clone()).chain(value).collect()
    }

    /// Column and value of what is worded.
    pub fn read_subject(written: &str) -> (String, Option<String>) {
        match written.split_once('=') {
            Some((column, value)) => (column.to_owned(), Some(value.to_owned())),
            None => (written.to_owned(), None),
        }
    }
}

/// When a source was published, or else read, as it was known when the report was pinned.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Dated {
    /// Its key.
    pub source: String,
    /// Its day; none for one without.
    pub day: Option<Date>,
}

/// A row that is held.
#[derive(Clone, Debug)]
pub struct LockedRow {
    /// Its line.
    pub span: Span,
    /// Its cells, one for each column.
    pub cells: Vec<Box<str>>,
}

/// What a report asks of the data.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asks {
    /// A mark of it: another one where other rows are asked for.
    pub mark: String,
    /// Marks of the first form, of the text in which the same was asked, that locks still bear.
    pub former: Vec<String>,
    /// Whether it asks for any: a report in words alone has nothing to pin.
    pub anything: bool,
    /// Each reference and figure.
    pub parts: Vec<Part>,
}

/// One thing that a report asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// Where.
    pub span: Span,
    /// A short mark of what.
    pub mark: String,
}

impl Part {
    /// What is asked at a place.
    pub fn new(span: Span, asked: &str) -> Part {
        Part { span, mark: mark(asked)[..SHORT].to_owned() }
    }
}

/// How long the mark of a part is.
const SHORT: usize = 8;

impl Asks {
    /// Whether a lock of this mark was written for the same.
    pub fn agrees(&self, lock: &Lock) -> bool {
        let whole = lock.answers.as_deref().unwrap_or(&lock.asks.value);
        let mark = whole.split(' ').next().unwrap_or_default();
        self.mark == mark || self.former.iter().any(|known| known == mark)
    }

    /// The mark, with those of the parts behind it.
    pub fn written(&self) -> String {
        let parts: BTreeSet<&str> = self.parts.iter().map(|part| part.mark.as_str()).collect();
        std::iter::once(self.mark.as_str()).chain(parts).collect::<Vec<_>>().join(" ")
    }

    /// Whether what is asked at a place was asked when a lock of these marks was written; `None` where that is not told.
    pub fn was_asked(&self, span: Span, marks: &str) -> Option<bool> {
        let is_there = |part: &&Part| (part.span.file, part.span.start) == (span.file, span.start);
        let part = self.parts.iter().find(is_there).filter(|_| names_parts(marks))?;
        Some(marks.split(' ').skip(1).any(|mark| mark == part.mark))
    }
}

/// Whether the marks of a lock are those of each thing that its report asked for.
pub fn names_parts(marks: &str) -> bool {
    marks.contains(' ')
}

/// A pinned report: what its lock came to.
#[derive(Clone, Debug)]
pub struct Pin {
    /// The report (the edition that stands for all).
    pub report: NoteId,
    /// The lock's file.
    pub file: FileId,
    /// The day on which it was pinned.
    pub pinned: Date,
    /// The marks of what it asked for then.
    pub asks: String,
    /// Its rows: a dataset of its own for each dataset it shows.
    pub held: Vec<Held>,
    /// Rows that read otherwise by now.
    pub changes: Vec<Change>,
    /// What corrections say of rows, in the order of their dates.
    pub steps: Vec<Step>,
}

/// The rows of one dataset that a pinned report holds.
#[derive(Clone, Debug)]
pub struct Held {
    /// The dataset that the report sees.
    pub data: DatasetId,
    /// The dataset of today.
    pub live: DatasetId,
    /// Whether the lock holds how its rows are read and the units of its numbers; one of an earlier form does not.
    pub is_whole: bool,
    /// The columns that the lock holds; others were added since.
    pub columns: Vec<ColumnId>,
    /// Per row held the row of today with its key.
    pub rows: Vec<Option<RowId>>,
}

/// A row of a pinned report that was restated or removed since.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// Which of the pin's datasets.
    pub held: usize,
    /// The row that is held.
    pub then: RowId,
    /// The row of today; `None` where it was removed.
    pub now: Option<RowId>,
    /// The entry of the report's corrections that explains it.
    pub correction: Option<usize>,
}

/// What a correction says of a row: what it read until then, and what it read since.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The place of the correction.
    pub correction: usize,
    /// Which of the pin's datasets.
    pub held: usize,
    /// The row that is held.
    pub row: RowId,
    /// What it read until then.
    pub then: (DatasetId, RowId),
    /// What it read since; `None` where it was removed.
    pub now: Option<(DatasetId, RowId)>,
}

/// What a lock says, before it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contents {
    /// The day on which the report was pinned.
    pub pinned: Date,
    /// The marks of what the report asks for.
    pub asks: String,
    /// Per dataset its name, its units, its columns and its rows.
    pub sections: Vec<Table>,
}

/// The rows of one dataset, as texts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// The dataset's name.
    pub name: String,
    /// How its rows are read, where that is held.
    pub sense: Option<Sense>,
    /// The units of its numbers.
    pub units: Vec<HeldUnit>,
    /// The days of its sources.
    pub dated: Vec<Dated>,
    /// The columns that are held.
    pub columns: Vec<String>,
    /// The rows, a cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// What a correction says of a row that is gone.
pub const REMOVED: &str = "removed";

/// The first line of every lock.
const HEAD: &str =
    "# The rows that this report shows, as they stood when it was pinned. Written by `tearsheet pin`.\n";

/// What the line with the measure and how long a row holds begins with.
pub const MEASURE: &str = "measure: ";

/// What a line with a unit begins with.
pub const UNIT: &str = "unit: ";

/// What a line with the day of a source begins with.
pub const SOURCE: &str = "source: ";

/// The text of a lock.
pub fn write(contents: &Contents, tool: &str) -> String {
    let mut body = String::new();
    for table in &contents.sections {
        let _ = writeln!(body, "\n[{}]", table.name);
        if let Some(sense) = &table.sense {
            body.push_str(MEASURE);
            line(&mut body, &[sense.measure.clone(), sense.holds.word().to_owned()]);
        }
        for unit in &table.units {
            body.push_str(UNIT);
            line(&mut body, &[unit.subject(), unit.lang.clone(), unit.wording.clone()]);
        }
        for dated in &table.dated {
            body.push_str(SOURCE);
            line(&mut body, &[dated.source.clone(), dated.day.map_or(String::new(), |day| day.to_string())]);
        }
        line(&mut body, &table.columns);
        for row in &table.rows {
            line(&mut body, row);
        }
    }
    let (pinned, asks) = (contents.pinned, &contents.asks);
    let hash = hash(&pinned.to_string(), asks, &body);
    format!("{HEAD}tearsheet: {tool}\npinned: {pinned}\nasks: {asks}\nhash: {hash}\n{body}")
}

/// What tells a lock that was changed by hand: a mark of its day, its asks and all lines of its rows.
pub fn hash(pinned: &str, asks: &str, body: &str) -> String {
    let mut text = format!("{pinned}\n{asks}\n");
    for line in body.lines() {
        text.push_str(line.trim_end_matches('\r'));
        text.push('\n');
    }
    mark(&text)
}

/// A short mark of a text.
pub fn mark(text: &str) -> String {
    format!("{:032x}", xxh3_128(text.as_bytes()))
}

fn line(out: &mut String, cells: &[String]) {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        let begins = ["[", MEASURE, UNIT, SOURCE].iter().any(|head| cell.starts_with(head));
        let odd = cell.contains([',', '"', '\n', '\r']) || cell.trim() != cell || begins;
        if odd || (cells.len() == 1 && cell.is_empty()) {
            let _ = write!(out, "\"{}\"", cell.replace('"', "\"\""));
        } else {
            out.push_str(cell);
        }
    }
    out.push('\n');
}

/// Whether a column holds remarks of the desk, which a lock leaves out unless the report shows them.
pub fn is_remark(name: &str) -> bool {
    name == "note" || name.starts_with("note_")
}
