//! Texts of a sidecar with `{placeholders}`, each of which must stand for something.

use crate::diag::Diagnostic;
use crate::diag::catalog::dataset as say;
use crate::load::node::Node;
use crate::load::written::Written;
use crate::source::{Located, Span};

/// The names of columns in the units of the dataset and of its columns; a brace that is never closed is told.
pub fn columns(sidecar: &Node, file: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Located<String>> {
    let fields = value(sidecar, "fields").and_then(Node::items).unwrap_or(&[]);
    let units = std::iter::once(sidecar).chain(fields).filter_map(|node| value(node, "unit"));
    let known = "the name of a column";
    units.flat_map(|unit| placeholders(unit, "unit", known, file, diagnostics)).collect()
}

/// Tells what the attribution leaves open: it knows a date and nothing else.
pub fn check_attribution(sidecar: &Node, file: &str, diagnostics: &mut Vec<Diagnostic>) {
    let Some(attribution) = value(sidecar, "attribution") else { return };
    let known = "`{as_of}`";
    for name in placeholders(attribution, "attribution", known, file, diagnostics) {
        if name.value != "as_of" {
            let written = format!("{{{}}}", name.value);
            diagnostics.push(say::unknown_placeholder(name.span, &written, "attribution", known));
        }
    }
}

/// The value of a key.
pub fn value<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    node.entries()?.iter().find(|(name, _)| name.value == key).map(|(_, value)| value)
}

/// A text, or its forms with their languages.
pub fn texts(wording: &Node) -> Vec<(Option<&str>, Located<String>)> {
    let of = |lang, text: &Node| Some((lang, text.located_text()?));
    match wording.entries() {
        Some(entries) => {
            entries.iter().filter_map(|(lang, text)| of(Some(lang.value.as_str()), text)).collect()
        }
        None => of(None, wording).into_iter().collect(),
    }
}

/// What stands between braces in a text, or in the texts of all languages.
fn placeholders(
    wording: &Node,
    key: &str,
    known: &str,
    file: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Located<String>> {
    let mut names = Vec::new();
    for (_, text) in texts(wording) {
        let Span { start, end, .. } = text.span;
        let raw = file.get(start as usize..end as usize).unwrap_or("");
        let written = Written::read(&text.value, text.span, raw);
        for (open, _) in text.value.match_indices('{') {
            let inner = open + 1;
            match text.value[inner..].find(['{', '}']).map(|length| (length, inner + length)) {
                Some((length, end)) if text.value[end..].starts_with('}') => {
                    let name = text.value[inner..inner + length].to_owned();
                    names.push(Located::new(name, written.span_of(inner..end)));
                }
                _ => {
                    let span = written.span_of(open..inner);
                    diagnostics.push(say::unknown_placeholder(span, "{", key, known));
                }
            }
        }
    }
    names
}
