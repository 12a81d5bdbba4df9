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

/// Writes diagnostics in a format. At most [`MOST`] of them, all in SARIF; for people a line says how many
/// were left out.
pub fn write(sources: &Sources, diagnostics: &[Diagnostic], format: Format) -> String {
    if format == Format::Sarif {
        return sarif::write(sources, diagnostics);
    }
    let shown = &diagnostics[..diagnostics.len().min(MOST)];
    let mut text: String = shown
        .iter()
        .map(|diagnostic| match format {
            Format::Human { colour } => terminal::write(sources, diagnostic, colour),
            Format::Json => json::write(sources, diagnostic),
            Format::Github | Format::Sarif => github::write(sources, diagnostic),
        })
        .collect();
    let left = diagnostics.len() - shown.len();
    if left > 0 && matches!(format, Format::Human { .. }) {
        text.push_str(&format!("… and {left} more; mend these first\n"));
    }
    text
}

/// How many diagnostics one run prints.
pub const MOST: usize = 100;
