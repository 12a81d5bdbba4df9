//! `sources.yaml`: every work that is cited anywhere, by its key.

use super::fields::Fields;
use super::node::Node;
use super::text;
use super::yaml::{self, Budget};
use crate::diag::catalog::config as say;
use crate::diag::{Checked, Diagnostic};
use crate::model::config::Source;
use crate::model::text::LocalText;
use crate::source::{FileId, Located, Sources, Span};

/// Reads the list of sources.
pub fn load(sources: &Sources, file: FileId, languages: &[String]) -> Checked<Vec<Source>> {
    let mut diagnostics = Vec::new();
    let tree = text::text(sources, file, &mut diagnostics)
        .and_then(|text| yaml::read(text, Span::new(file, 0, text.len()), Budget::SOURCES, &mut diagnostics));
    let value = tree.map_or(Vec::new(), |tree| entries(&tree, languages, &mut diagnostics));
    Checked { value, diagnostics }
}

fn entries(tree: &Node, languages: &[String], diagnostics: &mut Vec<Diagnostic>) -> Vec<Source> {
    if tree.is_null() {
        return Vec::new();
    }
    let entries = Fields::new(tree, "the list of sources", diagnostics).free();
    entries.iter().map(|(key, node)| entry(key, node, languages, diagnostics)).collect()
}

fn entry(
    key: &Located<String>,
    node: &Node,
    languages: &[String],
    diagnostics: &mut Vec<Diagnostic>,
) -> Source {
    if !Source::is_key(&key.value) {
        diagnostics.push(say::bad_key(key.span, &key.value, "acme-2025-03"));
    }
    let optional = |text: LocalText| (!text.is_empty()).then_some(text);
    let mut fields = Fields::new(node, "a source", diagnostics);
    fields.require("title");
    let source = Source {
        key: key.value.clone(),
        span: key.span,
        title: fields.local("title", languages),
        publisher: optional(fields.local("publisher", languages)),
        date: fields.date("date").map(|date| date.value),
        url: fields.web_address("url"),
        language: fields.text("language"),
        license: fields.text("license"),
        accessed: fields.date("accessed").map(|date| date.value),
        note: optional(fields.local("note", languages)),
    };
    fields.finish();
    source
}
