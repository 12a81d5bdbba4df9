//! The body of a note: its prose, headings and figures.

use super::prose::Prose;
use super::stage::Stage;
use crate::source::Located;

/// The body of a note.
#[derive(Clone, Debug)]
pub struct Body<S: Stage> {
    /// The text.
    pub prose: Prose<S::Hole>,
    /// Its headings in order.
    pub headings: Vec<Heading>,
    /// Every id in the HTML, sorted: what a link's fragment can name.
    pub anchors: Vec<String>,
    /// Figures and tables in order.
    pub blocks: Vec<S::Block>,
    /// The text alone, for feeds, search and descriptions; blocks parted by a line break.
    pub plain: String,
    /// The lines of its blocks of code, for search.
    pub code: String,
    /// Tickers that a report names in this edition: in its text, its figures' words and its front matter, each once.
    pub tickers: Vec<Located<String>>,
    /// Whether a figure or the front matter could not be read, which was told: what the note asks for is not known.
    pub misread: bool,
}

/// A heading of a body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heading {
    /// 2 to 6 (a first-level heading in a body is shown as second level).
    pub level: u8,
    /// Its id.
    pub id: String,
    /// Its text, escaped, with inline markup but without links and notes.
    pub html: String,
}

/// One line of Markdown: key points, risks, evidence.
#[derive(Clone, Debug)]
pub struct Line<S: Stage> {
    /// The text.
    pub prose: Prose<S::Hole>,
    /// The text alone.
    pub plain: String,
    /// Tickers that it names, where it is a report's, each once.
    pub tickers: Vec<Located<String>>,
}
