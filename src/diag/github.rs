//! Diagnostics as workflow commands, so that CI shows them beside the changed lines.

use super::{Diagnostic, Severity};
use crate::source::Sources;

/// One diagnostic as a `::error …` or `::warning …` line.
pub fn write(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let (line, column) = sources.line_column(diagnostic.span.file, diagnostic.span.start);
    let (end_line, end_column) =
        sources.line_column(diagnostic.span.file, diagnostic.span.end.max(diagnostic.span.start));
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let file = property(&sources.shown_path(diagnostic.span.file));
    let help = diagnostic.help.as_deref().map_or(String::new(), |help| format!("\nhelp: {help}"));
    format!(
        "::{level} file={file},line={line},endLine={end_line},col={column},endColumn={end_column},title={}::{}\n",
        property(diagnostic.code),
        text(&format!("{}{help}", diagnostic.message)),
    )
}

/// Why there is no result: an error without a place.
pub fn refusal(why: &str, help: Option<&str>) -> String {
    let help = help.map_or(String::new(), |help| format!("\nhelp: {help}"));
    format!("::error title=tearsheet::{}\n", text(&format!("{why}{help}")))
}

/// Escapes the message of a workflow command.
fn text(value: &str) -> String {
    value.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
fn property(value: &str) -> String {
    text(value).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    #[test]
    fn a_message_cannot_start_a_second_command() {
        let sources = Sources::from_texts(&[("content/a,b.md", "x")]);
        let diagnostic = Diagnostic::error("x", Span::whole(FileId(0)), "50%\n::set-env name=A::b");
        let line = write(&sources, &diagnostic);
        assert_eq!(line.lines().count(), 1);
        assert!(line.contains("50%25%0A::set-env") && line.contains("file=content/a%2Cb.md"), "{line}");
    }
}
