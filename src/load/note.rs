//! A note: one Markdown file with its front matter and its text.

use super::cut;
use super::front;
use super::markdown::{self, Reading};
use super::node::{Node, Value};
use super::place::NotePath;
use super::said;
use super::text::{self, Parts};
use super::tickers;
use super::yaml::{self, Budget};
use crate::diag::{Checked, Diagnostic};
use crate::model::config::Config;
use crate::model::id::LangId;
use crate::model::note::{Details, Front, Kind, Note};
use crate::model::stage::Raw;
use crate::source::{FileId, Located, Sources, Span};

/// Reads a note. What cannot be read is told and left out, so that references to the note still hold.
pub fn load(sources: &Sources, file: FileId, path: NotePath, config: &Config) -> Checked<Note<Raw>> {
    let mut diagnostics = Vec::new();
    let text = text::text(sources, file, &mut diagnostics);
    let original = path.lang == LangId::DEFAULT;
    let parts = match text {
        Some(text) if original || text.starts_with("---") => text::split(text, file, &mut diagnostics),
        // A translation may take all its front matter from its original.
        text => Parts { front: None, body: (text.unwrap_or(""), Span::whole(file)) },
    };
    let tree = tree(&parts, &mut diagnostics);
    let math = !original && text.is_some_and(|text| text.contains('$')) && original_has_math(sources, file);
    let base = config.address();
    let reading = Reading {
        base: &base,
        file: text.unwrap_or(""),
        languages: &config.languages,
        lang: path.lang,
        math,
        html: config.html,
        report: path.kind == Kind::Report,
    };
    let (front, details) = match &tree {
        Some(tree) => front::read(tree, path.kind, reading, &mut diagnostics),
        None => front::read(&nothing(file), path.kind, reading, &mut Vec::new()),
    };
    let (body, at) = parts.body;
    diagnostics.extend(text::stray_characters(body, at));
    let mut body = markdown::body(body, at, Reading { math: front.math, ..reading }).unpack(&mut diagnostics);
    if tree.is_none() && (original || parts.front.is_some()) {
        // What its front matter says is not known.
        body.misread = true;
        body.tickers.clear();
    } else if reading.report {
        tickers(&front, &details).for_each(|ticker| said::note(ticker, &mut body.tickers));
    }
    let NotePath { stem, lang, bundle, .. } = path;
    Checked { value: Note { file, lang, stem, bundle, front, details, body }, diagnostics }
}

/// The tickers that the words of a report's front matter name.
fn tickers<'n>(
    front: &'n Front<Raw>,
    details: &'n Details<Raw>,
) -> impl Iterator<Item = Located<String>> + 'n {
    let titled = front.title.iter().flat_map(|title| {
        let found = tickers::of_text(&title.value).into_iter();
        found.map(|(_, ticker)| Located::new(ticker, title.span))
    });
    let lines = match details {
        Details::Report(report) => {
            let corrected = report.corrections.iter().map(|correction| &correction.what);
            report.key_points.iter().chain(&report.risks).chain(corrected).collect()
        }
        _ => Vec::new(),
    };
    titled.chain(front.summary.iter().chain(lines).flat_map(|line| line.tickers.iter().cloned()))
}

/// The front matter as a tree; `None` when there is none or it cannot be read, which was told.
fn tree(parts: &Parts<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    let (text, span) = parts.front?;
    let before = diagnostics.len();
    let tree = yaml::read(text, span, Budget::NOTE, diagnostics);
    diagnostics.extend(tree.iter().flat_map(|tree| cut::values(tree, text, span)));
    let empty = || Node { span: Span { end: span.start, ..span }, value: Value::Map(Vec::new()) };
    tree.filter(|tree| !tree.is_null()).or_else(|| (diagnostics.len() == before).then(empty))
}

/// The note that this file (`x.zh.md`) is a translation of, if it is one.
pub fn original(sources: &Sources, translation: FileId) -> Option<FileId> {
    let path = sources.file(translation).path.as_str();
    let mut parts = path.rsplitn(3, '.');
    let (ending, _, stem) = (parts.next()?, parts.next()?, parts.next()?);
    sources.find(&format!("{stem}.{ending}"))
}

/// Whether `math: true` stands in the note that this file is a translation of.
fn original_has_math(sources: &Sources, translation: FileId) -> bool {
    let Some(original) = original(sources, translation) else { return false };
    let parts = text::split(sources.file(original).text(), original, &mut Vec::new());
    let tree = tree(&parts, &mut Vec::new());
    let mut entries = tree.iter().flat_map(|tree| tree.entries().unwrap_or(&[]));
    entries.any(|(key, node)| key.value == "math" && node.text() == Some("true"))
}

/// Front matter that says nothing.
fn nothing(file: FileId) -> Node {
    Node { span: Span::whole(file), value: Value::Map(Vec::new()) }
}
