//! What the columns of a dataset mean: a table schema and more.

use super::decimal::Decimal;
use super::id::ColumnId;
use super::range::Condition;
use super::text::LocalText;
use crate::source::{Located, Span};

/// What a sidecar says: a Frictionless table schema and more.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// The title for readers.
    pub title: LocalText,
    /// What it is, in a sentence or two.
    pub description: LocalText,
    /// The columns, in the order of the CSV file.
    pub fields: Vec<Field>,
    /// The columns whose values together name a row once.
    pub primary_key: Vec<ColumnId>,
    /// When a row holds.
    pub time: Option<Time>,
    /// The column with the number.
    pub measure: Option<ColumnId>,
    /// The column that names what is measured (`metric`).
    pub metric: Option<ColumnId>,
    /// The unit, with `{column}` placeholders.
    pub unit: LocalText,
    /// How long a row holds.
    pub holds: Holds,
    /// Older than this many days is stale.
    pub max_age_days: Option<u32>,
    /// The licence (an SPDX name where there is one).
    pub license: Option<String>,
    /// The wording that the licence demands, with `{as_of}`.
    pub attribution: LocalText,
    /// Whether rows may be downloaded.
    pub redistribute: bool,
    /// The column of sources, if one refers to `sources`.
    pub source: Option<ColumnId>,
    /// The column of row status, if there is one called `status`.
    pub status: Option<ColumnId>,
    /// Disagreements of its sources that the desk explains.
    pub conflicts: Vec<ExplainedConflict>,
}

/// A disagreement of sources that the desk explains.
#[derive(Clone, Debug)]
pub struct ExplainedConflict {
    /// The rows it is about.
    pub filter: Vec<Condition<Located<String>>>,
    /// What kind of disagreement it is.
    pub class: ConflictClass,
    /// The sources whose rows count; empty: all do.
    pub prefer: Vec<Located<String>>,
    /// What sources say that have no row here: the key of the source, and its words.
    pub claims: Vec<(Located<String>, LocalText)>,
    /// Why they disagree.
    pub why: LocalText,
    /// Where it is explained.
    pub span: Span,
}

/// Why two sources say two things.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ConflictClass {
    /// One of them was not kept up.
    Stale,
    /// One of them speaks of something planned, or dates it later.
    Scheduled,
    /// They count different things, or in different units.
    Definition,
    /// A name that was pointed at another thing.
    Alias,
    /// A slip: a digit, a currency, two cells swapped.
    Slip,
}

impl ConflictClass {
    /// All classes with the words of the sidecar.
    pub const ALL: [(&'static str, ConflictClass); 5] = [
        ("stale", ConflictClass::Stale),
        ("scheduled", ConflictClass::Scheduled),
        ("definition", ConflictClass::Definition),
        ("alias", ConflictClass::Alias),
        ("slip", ConflictClass::Slip),
    ];

    /// The word of the sidecar.
    pub fn word(self) -> &'static str {
        ConflictClass::ALL[self as usize].0
    }
}

/// The column or columns of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Time {
    /// One column: the day from which, or at which, a row holds.
    At(ColumnId),
    /// First and last day.
    Between(ColumnId, ColumnId),
}

impl Time {
    /// The column of the day on which a row begins to hold.
    pub fn begin(self) -> ColumnId {
        let (Time::At(begin) | Time::Between(begin, _)) = self;
        begin
    }

    /// Whether a column says when: one of the two ends counts as well.
    pub fn has(self, column: ColumnId) -> bool {
        match self {
            Time::At(at) => at == column,
            Time::Between(from, until) => from == column || until == column,
        }
    }
}

/// How long a row holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Holds {
    /// At its date only.
    #[default]
    Point,
    /// Until the next row of the same key.
    UntilNext,
    /// During its period.
    Period,
}

impl Holds {
    /// All, with the words by which sidecars and locks name them.
    pub const WORDS: [(&'static str, Holds); 3] =
        [("until-next", Holds::UntilNext), ("point", Holds::Point), ("period", Holds::Period)];

    /// The word by which it is named.
    pub fn word(self) -> &'static str {
        Holds::WORDS.iter().find(|(_, holds)| *holds == self).map_or("", |(word, _)| word)
    }
}

/// A column's description.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name in the header.
    pub name: String,
    /// Its title for readers; empty: the name.
    pub title: LocalText,
    /// The type of its cells.
    pub kind: FieldType,
    /// What its values refer to.
    pub reference: Option<Located<Reference>>,
    /// The only values allowed, if not empty.
    pub allowed: Vec<Located<String>>,
    /// Words to show for values.
    pub labels: Vec<(String, LocalText)>,
    /// Lower bound of numbers.
    pub minimum: Option<Decimal>,
    /// Upper bound of numbers.
    pub maximum: Option<Decimal>,
    /// Whether an empty cell is an error.
    pub required: bool,
    /// Unit of this column, where it differs from the dataset's.
    pub unit: LocalText,
    /// Where the field is described (in the sidecar; in the header without one).
    pub span: Span,
}

impl Field {
    /// Whether its schema lists a value.
    pub fn lists(&self, value: &str) -> bool {
        self.allowed.iter().any(|allowed| allowed.value == value)
    }

    /// The values that its schema lists.
    pub fn listed(&self) -> Vec<&str> {
        self.allowed.iter().map(|allowed| allowed.value.as_str()).collect()
    }
}

/// The type of a column's cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FieldType {
    /// Text.
    String,
    /// A plain decimal.
    Number,
    /// A plain decimal without a point.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// A date of any precision.
    Date,
    /// A period of accounts.
    Period,
}

impl FieldType {
    /// Whether its cells are numbers.
    pub fn is_number(self) -> bool {
        matches!(self, FieldType::Number | FieldType::Integer)
    }
}

/// What the values of a column refer to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reference {
    /// Slugs of vendor notes.
    Vendors,
    /// Slugs of model notes.
    Models,
    /// Slugs of theme notes.
    Themes,
    /// Keys of `sources.yaml`.
    Sources,
}
