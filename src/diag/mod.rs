//! What the author should know: mistakes with their place, a plain message and how to mend them.

mod diagnostic;
pub mod explain;
mod levels;
mod room;
pub mod catalog;
mod terminal;
mod json;
mod github;
mod sarif;

pub use diagnostic::{Checked, Diagnostic, counts};
pub use levels::Levels;
pub use terminal::printable;

use self::room::Room;
pub use crate::level::{Level, Severity};
pub use crate::nearest::nearest;
use crate::source::Sources;

/// How diagnostics are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// For people, with the line and a caret; with colour or without.
    Human {
        /// Whether to colour.
        colour: bool,
    },
    /// One JSON object a line, for editors and scripts.
    Json,
    /// Workflow commands of GitHub Actions.
    Github,
    /// One SARIF 2.1.0 document, for code scanning.
    Sarif,
}

/// Writes those of the diagnostics that a format holds; for people, with a line on how many of each kind were
/// left out.
pub fn write(sources: &Sources, diagnostics: &[Diagnostic], format: Format) -> String {
    let shown = room(format).choose(diagnostics);
    let each =
        |one: fn(&Sources, &Diagnostic) -> String| shown.iter().map(|told| one(sources, told)).collect();
    match format {
        Format::Human { colour } => {
            let text: String = shown.iter().map(|told| terminal::write(sources, told, colour)).collect();
            text + &room::left_out(diagnostics, &shown)
        }
        Format::Json => each(json::write),
        Format::Github => each(github::write),
        Format::Sarif => sarif::write(sources, &shown),
    }
}

/// Why a run came to no result, for machines: of no place.
pub fn refusal(why: &str, help: Option<&str>, format: Format) -> String {
    match format {
        Format::Human { .. } => format!("{why}\n"),
        Format::Json => json::refusal(why, help),
        Format::Github => github::refusal(why, help),
        Format::Sarif => sarif::refusal(why, help),
    }
}

/// How many of these are more than a format holds.
pub fn left_out(diagnostics: &[Diagnostic], format: Format) -> usize {
    diagnostics.len() - room(format).choose(diagnostics).len()
}

/// How many diagnostics one run prints for people.
pub const MOST: usize = 100;

/// What a format holds: for people a hundred, but of one kind of warning no more than ten where not all find room;
/// for machines as many as code scanning shows of one run, and more.
fn room(format: Format) -> Room {
    match format {
        Format::Human { .. } => Room { all: MOST, alike: 10 },
        _ => Room { all: 10_000, alike: 10_000 },
    }
}
