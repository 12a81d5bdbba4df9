//! Diagnostics for editors and scripts: one JSON object a line.

use serde::Serialize;

use super::Diagnostic;
use crate::source::{Sources, Span};

#[derive(Serialize)]
struct Line<'a> {
    code: &'a str,
    severity: &'a str,
    #[serde(flatten)]
    place: Place,
    message: &'a str,
    help: Option<&'a str>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: Place,
    message: &'a str,
}

/// Lines and columns count from 1, columns in characters; `end_column` is one past the last.
#[derive(Serialize)]
struct Place {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// One diagnostic as a line of JSON.
pub fn write(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let line = Line {
        code: diagnostic.code,
        severity: diagnostic.severity.word(),
        place: place(sources, diagnostic.span),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        related: diagnostic
            .related
            .iter()
            .map(|(span, why)| Related { place: place(sources, *span), message: why })
            .collect(),
    };
    let json = serde_json::to_string(&line).expect("strings and numbers always serialise");
    format!("{json}\n")
}

/// Why there is no result: an object without a place.
pub fn refusal(why: &str, help: Option<&str>) -> String {
    format!("{}\n", serde_json::json!({"code": null, "severity": "error", "message": why, "help": help}))
}

fn place(sources: &Sources, span: Span) -> Place {
    let (line, column) = sources.line_column(span.file, span.start);
    let (end_line, end_column) = sources.line_column(span.file, span.end.max(span.start));
    Place { file: sources.shown_path(span.file), line, column, end_line, end_column }
}
