//! What a comparison finds: rows, figures, pages and reports that are new, gone or different.

use serde::Serialize;

use crate::model::drawn::Drawn;
use crate::model::site::Site;
use crate::source::Sources;

/// One of the two states.
#[derive(Clone, Copy, Debug)]
pub struct Side<'s> {
    /// How the user named it.
    pub name: &'s str,
    /// Its files.
    pub sources: &'s Sources,
    /// The site that they make.
    pub site: &'s Site,
    /// Its figures; none where it has mistakes.
    pub drawn: &'s [Drawn],
    /// How many mistakes it has: with one it has no figures, and facts are missing in its texts.
    pub mistakes: usize,
}

/// How many mistakes the two states have: with one in either, neither figures nor numbers in texts are compared.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Mistakes {
    /// The old state.
    pub old: usize,
    /// The new state.
    pub new: usize,
}

impl Mistakes {
    /// Whether there are any.
    pub fn any(self) -> bool {
        self.old + self.new > 0
    }
}

/// All that differs.
#[derive(Debug, Serialize)]
pub struct Difference {
    /// How the old state was named.
    pub old: String,
    /// How the new state was named.
    pub new: String,
    /// What is wrong with the two states.
    pub mistakes: Mistakes,
    /// Reports whose shown numbers change.
    pub reports: Vec<ReportChange>,
    /// Datasets whose rows change.
    pub datasets: Vec<DatasetChange>,
    /// Datasets whose licence changes.
    pub licences: Vec<LicenceChange>,
    /// Figures that change.
    pub figures: Vec<FigureChange>,
    /// Numbers in texts that change.
    pub numbers: Vec<NumberChange>,
    /// Pages that change.
    pub pages: Vec<PageChange>,
    /// Files beside notes and rows that change: settings, sources, what sidecars say of datasets, own templates.
    pub files: Vec<FileChange>,
    /// Addresses below the base that led somewhere and now lead nowhere.
    pub lost: Vec<String>,
}

/// What happened to a thing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is another.
    Changed,
}

impl Kind {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Added => "added",
            Kind::Removed => "removed",
            Kind::Changed => "changed",
        }
    }
}

/// A dataset whose rows change.
#[derive(Debug, Serialize)]
pub struct DatasetChange {
    /// Its name.
    pub name: String,
    /// The name that it had, where it has another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// Whether its licence keeps rows back: then they are only counted.
    pub restricted: bool,
    /// How many rows are new.
    pub added: usize,
    /// How many rows are gone.
    pub removed: usize,
    /// How many rows of the same key hold other values.
    pub restated: usize,
    /// The rows, in order of their keys; before them one for all where a unit changes.
    pub rows: Vec<RowChange>,
}

/// A dataset whose rows may no longer be redistributed, or may from now on.
#[derive(Debug, Serialize)]
pub struct LicenceChange {
    /// Its name.
    pub dataset: String,
    /// Whether they may now.
    pub redistribute: bool,
}

/// A row that changes.
#[derive(Debug, Serialize)]
pub struct RowChange {
    /// What happened to it.
    pub kind: Kind,
    /// Its key, in words.
    pub key: String,
    /// The cells that differ; of a row that is new or gone, those outside its key.
    pub cells: Vec<ValueChange>,
}

/// A value that changes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ValueChange {
    /// What it is: a column, or a line and a column.
    pub of: String,
    /// The old value; empty where there was none.
    pub old: String,
    /// The new value; empty where there is none.
    pub new: String,
}

/// A figure that changes.
#[derive(Debug, Serialize)]
pub struct FigureChange {
    /// What happened to it.
    pub kind: Kind,
    /// The URL of its page, below the base.
    pub page: String,
    /// Its id on the page.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What is said around it and differs: its title, its description, its note.
    pub words: Vec<ValueChange>,
    /// Values shown that differ.
    pub values: Vec<ValueChange>,
    /// Its drawings as SVG, before and after; none for tables.
    #[serde(skip)]
    pub drawings: [Option<String>; 2],
}

/// A number in a text that changes: a reference that reads otherwise, is new, or is gone.
#[derive(Debug, Serialize)]
pub struct NumberChange {
    /// What happened to it.
    pub kind: Kind,
    /// The URL of its page, below the base.
    pub page: String,
    /// The title of its page.
    pub title: String,
    /// File and line of each place where it stands.
    pub places: Vec<String>,
    /// The reference as it is written.
    pub reference: String,
    /// What it read before, with its unit where that differs; empty where it is new.
    pub old: String,
    /// What it reads now, likewise; empty where it is gone.
    pub new: String,
}

/// A page that changes.
#[derive(Debug, Serialize)]
pub struct PageChange {
    /// What happened to it.
    pub kind: Kind,
    /// Its URL below the base.
    pub url: String,
    /// The URL that it had before, where it moved.
    pub moved_from: Option<String>,
    /// Its title.
    pub title: String,
    /// How many lines of its file are new.
    pub lines_added: usize,
    /// How many are gone.
    pub lines_removed: usize,
}

/// A file beside notes and rows that changes.
#[derive(Debug, Serialize)]
pub struct FileChange {
    /// What happened to it.
    pub kind: Kind,
    /// Its path in the site.
    pub path: String,
    /// How many of its lines are new.
    pub lines_added: usize,
    /// How many are gone.
    pub lines_removed: usize,
}

/// A report whose shown numbers change.
#[derive(Debug, Serialize)]
pub struct ReportChange {
    /// Its URL below the base.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Its figures that change, by id.
    pub figures: Vec<String>,
    /// How many numbers in its text read otherwise.
    pub numbers: usize,
}

impl FigureChange {
    /// All that is told of it: what is said around it, then its values.
    pub fn told(&self) -> impl Iterator<Item = &ValueChange> {
        self.words.iter().chain(&self.values)
    }
}

impl Difference {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.datasets.is_empty()
            && self.licences.is_empty()
            && self.figures.is_empty()
            && self.numbers.is_empty()
            && self.pages.is_empty()
            && self.files.is_empty()
            && self.lost.is_empty()
    }
}
