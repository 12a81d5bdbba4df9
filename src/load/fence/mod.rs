//! Fenced blocks that ask for charts, tables, timelines and watch-lists: YAML to what is asked, with
//! every mistake at its place.

mod condition;
mod channel;
mod style;
mod chart;
mod table;
mod list;
mod asks;

pub use condition::conditions;

use super::anchor;
use super::fields::Fields;
use super::node::Node;
use super::said;
use super::written::Written;
use super::yaml::{self, Budget};
use crate::diag::catalog::fence as say;
use crate::diag::{Diagnostic, Severity, nearest};
use crate::model::figure::{Ask, Block, Head, SHAPES};
use crate::source::{Located, Span};

/// The blocks that a fence can ask for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A chart.
    Chart,
    /// A table.
    Table,
    /// A timeline.
    Timeline,
    /// A watch-list.
    Watchlist,
    /// A table of valuations.
    Valuation,
}

impl Kind {
    /// The kind that the words behind a fence name, if it is no code.
    pub fn of(words: &str) -> Option<Kind> {
        match words.trim() {
            "chart" => Some(Kind::Chart),
            "table" => Some(Kind::Table),
            "timeline" => Some(Kind::Timeline),
            "watchlist" => Some(Kind::Watchlist),
            "valuation" => Some(Kind::Valuation),
            _ => None,
        }
    }

    /// The word to write behind a fence whose words nearly ask for a block, and whose lines look like one.
    pub fn meant(words: &str, lines: &str) -> Option<&'static str> {
        let keyed = |line: &str| ["data:", "title:", "matrix:"].iter().any(|key| line.starts_with(key));
        if !lines.lines().any(keyed) {
            return None;
        }
        let word = words
            .trim_start_matches('{')
            .split([' ', ',', '\t', '{', '}'])
            .next()
            .unwrap_or("")
            .to_lowercase();
        let drawn =
            SHAPES.iter().any(|shape| shape.word == word) || ["figure", "graph", "plot"].contains(&&*word);
        if drawn {
            Some("chart")
        } else {
            nearest(&word, ["chart", "table", "timeline", "watchlist", "valuation"])
        }
    }

    fn word(self) -> &'static str {
        match self {
            Kind::Chart => "a chart",
            Kind::Table => "a table",
            Kind::Timeline => "a timeline",
            Kind::Watchlist => "a watch-list",
            Kind::Valuation => "a valuation",
        }
    }
}

/// The inside of a fence.
pub struct Fence<'a> {
    /// What it asks for.
    pub kind: Kind,
    /// The YAML.
    pub yaml: &'a str,
    /// Where the YAML stands, byte for byte.
    pub at: Span,
    /// The fence as a whole.
    pub whole: Span,
    /// Codes of the site's languages.
    pub languages: &'a [String],
    /// Whether numbers with a unit that are no references are told in its words.
    pub report: bool,
}

/// What was read from a fence.
#[derive(Debug)]
pub struct Read {
    /// The block.
    pub block: Block,
    /// Whether its author gave it its id; else the id is the title's words, not yet made unique.
    pub named: bool,
    /// Tickers that its words name, where it is a report's.
    pub tickers: Vec<Located<String>>,
}

/// Reads a fence. `None` where too much is missing to go on with, which is then told.
pub fn read(fence: &Fence<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Read> {
    let told = diagnostics.len();
    let Some(node) = yaml::read(fence.yaml, fence.at, Budget::NOTE, diagnostics) else {
        if diagnostics.len() == told {
            diagnostics.push(say::empty_fence(fence.whole, fence.kind.word()));
        }
        return None;
    };
    let tickers = if fence.report { look_through(fence, &node, diagnostics) } else { Vec::new() };
    let mut fields = Fields::new(&node, fence.kind.word(), diagnostics);
    fields.require("title");
    let id = id(&mut fields);
    let title = fields.located_text("title");
    let head = Head {
        id: Located::new(String::new(), fence.whole),
        title: title.clone().unwrap_or_else(|| Located::new(String::new(), fence.whole)),
        dek: dek(&mut fields),
        alt: if fence.kind == Kind::Chart { fields.text("alt") } else { None },
        note: fields.text("note"),
        as_of: fields.date("as_of"),
    };
    let ask = ask(&mut fields, fence);
    fields.finish();
    let named = id.is_some();
    let id = id.or_else(|| title.map(|title| title.map(|words| anchor::slug(&words))));
    let head = Head { id: id.unwrap_or(head.id), ..head };
    let asks = asks::of(fence.yaml);
    let flawed = diagnostics[told..].iter().any(|told| told.severity == Severity::Error);
    Some(Read { block: Block { head, ask: ask?, asks, flawed, span: fence.whole }, named, tickers })
}

/// The line below the title; an empty one stands in the place of that which is made.
fn dek(fields: &mut Fields<'_, '_>) -> Option<String> {
    let written = fields.node("dek").and_then(Node::located_text);
    if written.is_some_and(|text| text.value.is_empty()) { Some(String::new()) } else { fields.text("dek") }
}

/// Tells numbers typed into a figure's own words and into its remarks; gives the tickers that they name.
fn look_through(fence: &Fence<'_>, figure: &Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<Located<String>> {
    let mut words: Vec<Located<String>> = Vec::new();
    for (key, value) in figure.entries().unwrap_or_default() {
        match key.value.as_str() {
            "title" | "dek" | "note" | "alt" => words.extend(value.located_text()),
            "annotate" => {
                let remarks = value.items().unwrap_or(std::slice::from_ref(value));
                let keys = remarks.iter().filter_map(Node::entries).flatten();
                words.extend(
                    keys.filter(|(key, _)| key.value == "text").filter_map(|(_, text)| text.located_text()),
                );
            }
            _ => {}
        }
    }
    let start = fence.at.start as usize;
    let mut tickers = Vec::new();
    for words in &words {
        let raw = fence.yaml.get(words.span.start as usize - start..words.span.end as usize - start);
        let written = Written::read(&words.value, words.span, raw.unwrap_or(""));
        said::look_at(&written, (&mut *diagnostics, &mut tickers));
    }
    tickers
}

fn ask(fields: &mut Fields<'_, '_>, fence: &Fence<'_>) -> Option<Ask> {
    match fence.kind {
        Kind::Chart => chart::chart(fields, fence.languages),
        Kind::Table => table::table(fields),
        Kind::Timeline => list::timeline(fields),
        Kind::Watchlist => list::watchlist(fields),
        Kind::Valuation => list::valuation(fields),
    }
}

/// The id that its author gave, if it can be one.
fn id(fields: &mut Fields<'_, '_>) -> Option<Located<String>> {
    let id = fields.located_text("id")?;
    if !anchor::is_id(&id.value) {
        fields.tell(say::bad_id(id.span, &id.value));
        return None;
    }
    Some(id)
}

#[cfg(test)]
mod tests;
