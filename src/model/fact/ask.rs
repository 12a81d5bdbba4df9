//! References to facts and their answers, as plain data.

use crate::model::date::Date;
use crate::model::fresh::Age;
use crate::model::id::{ColumnId, DatasetId, RowId};
use crate::source::{Located, Span};

/// What is asked of rows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Verb {
    /// A cell as it stands.
    Fact,
    /// The change from one to another, in percent.
    Change,
    /// The difference between one and another, in their unit.
    Difference,
    /// How many times one is another.
    Ratio,
    /// Its share of a total, in percent.
    Share,
    /// Its place among others.
    Rank,
    /// The sum of several.
    Sum,
    /// The change a year between two days, in percent.
    Cagr,
}

impl Verb {
    /// All of them with the words that references begin with.
    pub const ALL: [(&'static str, Verb); 8] = [
        ("fact", Verb::Fact),
        ("change", Verb::Change),
        ("difference", Verb::Difference),
        ("ratio", Verb::Ratio),
        ("share", Verb::Share),
        ("rank", Verb::Rank),
        ("sum", Verb::Sum),
        ("cagr", Verb::Cagr),
    ];

    /// The verb of a word.
    pub fn of(word: &str) -> Option<Verb> {
        Verb::ALL.into_iter().find(|(known, _)| *known == word).map(|(_, verb)| verb)
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        Verb::ALL[self as usize].0
    }

    /// Whether it holds one value against another.
    pub fn has_two_ends(self) -> bool {
        matches!(self, Verb::Change | Verb::Difference | Verb::Ratio | Verb::Cagr)
    }
}

/// A reference as its author wrote it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ask {
    /// The dataset, or the name of a fact of the front matter.
    pub data: Located<String>,
    /// What is measured: a value of the dataset's metric column, or a column.
    pub name: Option<Located<String>>,
    /// The keys of the row.
    pub keys: Vec<Key>,
    /// What it is held against: `to` or `of`, with the keys that differ.
    pub other: Option<Other>,
    /// The day at which it looks at the data.
    pub as_of: Option<Located<Date>>,
    /// How the value is to be written.
    pub format: Option<Located<String>>,
}

/// What a reference is held against.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Other {
    /// Whether it is a total (`of`) or an end (`to`).
    pub whole: bool,
    /// The keys that differ.
    pub keys: Vec<Key>,
    /// The word and the keys.
    pub span: Span,
}

/// A column and what is wanted of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Key {
    /// The column.
    pub column: Located<String>,
    /// What its cell must be.
    pub value: Value,
    /// Column and value.
    pub span: Span,
}

/// What a cell must be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// This; empty text for an empty cell.
    One(Located<String>),
    /// One of these.
    Any(Vec<Located<String>>),
    /// From one to another; an end that is left out is open.
    Range(Option<Located<String>>, Option<Located<String>>),
    /// Anything but empty (`*`).
    Filled,
}

/// A reference in prose, before its text is read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// What is asked.
    pub verb: Verb,
    /// The reference.
    pub text: Located<String>,
    /// Its place among the references of its text; a placeholder stands for it in plain text.
    pub number: u32,
    /// Whether it stands in a link.
    pub linked: bool,
}

/// A word in braces before code that is no reference: a mistake where the code names data.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Doubt {
    /// The braces and the word.
    pub braced: Located<String>,
    /// The code behind them.
    pub code: String,
}

/// A reference bound to the rows that answer it.
#[derive(Clone, PartialEq, Debug)]
pub struct Fact {
    /// What was asked.
    pub verb: Verb,
    /// The dataset.
    pub data: DatasetId,
    /// The column of the value.
    pub column: ColumnId,
    /// The rows that the value is made of: of a change and its like the first and the last, of a share and
    /// a rank the part and then the others.
    pub rows: Vec<RowId>,
    /// How many rows a sum adds up, a share is taken of, a rank goes through; 0 for others.
    pub over: usize,
    /// The value as readers see it, in the language of the note.
    pub text: String,
    /// The value as a plain decimal (percent for changes and shares), or the cell's text.
    pub raw: String,
    /// The values of both ends of a change and its like, of a share the part and the total, in words; empty where the
    /// licence keeps them back.
    pub end_texts: Vec<String>,
    /// The unit in full; empty where the value has none, or says it itself.
    pub unit: String,
    /// The day at which it looks at the data.
    pub as_of: Date,
    /// How much older than their limit its rows are, on a page that is no report.
    pub stale: Option<Age>,
    /// Whether a place in a text can be led back to from its entry in the list of its page.
    pub leads_back: bool,
    /// Where it is referred to, in order.
    pub spans: Vec<Span>,
}

/// How many of its rows a sum, a share or a rank names.
const NAMED: usize = 6;

impl Fact {
    /// The rows that readers are told by name: one, both ends of a change and its like, the first of many.
    pub fn named(&self) -> &[RowId] {
        &self.rows[..self.rows.len().min(NAMED)]
    }

    /// Of the rows that are named, those that the value is about; behind them stand those that it is held against as
    /// a part or one of many.
    pub fn ends(&self) -> &[RowId] {
        if matches!(self.verb, Verb::Share | Verb::Rank) { &self.rows[..1] } else { self.named() }
    }
}
