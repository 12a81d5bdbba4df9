//! What the author should know: mistakes with their place, a plain message and how to mend them.

mod diagnostic;
mod nearest;
mod level;
pub mod explain;
mod levels;
pub mod catalog;
mod terminal;
mod json;
mod github;
mod sarif;

pub use diagnostic::{Checked, Diagnostic, Severity, counts};
pub use level::Level;
pub use levels::Levels;
pub use nearest::nearest;
pub use terminal::printable;

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

/// Writes diagnostics in a format: at most [`MOST`] for people, with a line on how many were left out, and
/// at most [`MOST_FOR_MACHINES`] for machines.
pub fn write(sources: &Sources, diagnostics: &[Diagnostic], format: Format) -> String {
    let shown = &diagnostics[..diagnostics.len() - left_out(diagnostics, format)];
    let each =
        |one: fn(&Sources, &Diagnostic) -> String| shown.iter().map(|told| one(sources, told)).collect();
    match format {
        Format::Human { colour } => {
            let text: String = shown.iter().map(|told| terminal::write(sources, told, colour)).collect();
            match diagnostics.len() - shown.len() {
                0 => text,
                left => {
                    text + &format!("… and {left} more; mend these first, or see all with `--format json`\n")
                }
            }
        }
        Format::Json => each(json::write),
        Format::Github => each(github::write),
        Format::Sarif => sarif::write(sources, shown),
    }
}

/// How many of these are more than a format holds.
pub fn left_out(diagnostics: &[Diagnostic], format: Format) -> usize {
    let most = if matches!(format, Format::Human { .. }) { MOST } else { MOST_FOR_MACHINES };
    diagnostics.len().saturating_sub(most)
}

/// How many diagnostics one run prints for people.
pub const MOST: usize = 100;

/// How many diagnostics one run prints for machines: as many as code scanning shows of one run, and more.
const MOST_FOR_MACHINES: usize = 10_000;
