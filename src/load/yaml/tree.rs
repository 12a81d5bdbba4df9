//! Grows a tree of values from the parser's events, and refuses what an author did not mean.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_yaml::granit_parser::{Event, Options, Parser, ScalarStyle, ScanError, Span as Range};

use super::budget::Budget;
use super::stumble;
use crate::diag::Diagnostic;
use crate::diag::catalog::yaml as say;
use crate::load::node::{Node, Scalar, Style, Value};
use crate::load::slip::{self, Slip};
use crate::source::{Located, Span};

/// How many mistakes of one YAML text are told.
const MOST: usize = 5;

/// The whole of a document, unless something is wrong with it; at most [`MOST`] mistakes.
pub fn grow(text: &str, base: Span, budget: Budget) -> (Option<Node>, Vec<Diagnostic>) {
    let mut tree = Tree { text, base, budget, nodes: 0, open: Vec::new(), root: None, found: Vec::new() };
    tree.read();
    (tree.root.filter(|_| tree.found.is_empty()), tree.found)
}

/// A list or map whose end is not reached.
struct Open {
    start: usize,
    shape: Shape,
}

enum Shape {
    List(Vec<Node>),
    Map { entries: Vec<(Located<String>, Node)>, key: Option<Located<String>>, seen: BTreeMap<String, Span> },
}

struct Tree<'t> {
    text: &'t str,
    base: Span,
    budget: Budget,
    nodes: usize,
    open: Vec<Open>,
    root: Option<Node>,
    found: Vec<Diagnostic>,
}

impl Tree<'_> {
    fn read(&mut self) {
        let mut options = Options::default();
        options.emit_anchor_events = true;
        options.emit_unresolved_aliases = true;
        options.disallow_directives = true;
        options.set_emit_comments(false);
        let mut documents = 0;
        for event in Parser::new_from_str_with_options(self.text, options) {
            match event {
                Err(error) => {
                    if self.found.is_empty() {
                        let told = self.explain(&error);
                        self.found.push(told);
                    }
                    return;
                }
                Ok((Event::DocumentStart(..), range)) if documents > 0 => {
                    return self.found.push(say::several_documents(self.place(range)));
                }
                Ok((Event::DocumentStart(..), _)) => documents += 1,
                Ok((event, range)) => self.take(event, range),
            }
            if self.found.len() >= MOST || self.is_spent() {
                return;
            }
        }
    }

    /// Takes one event into the tree.
    fn take(&mut self, event: Event<'_>, range: Range) {
        let at = start(range);
        if let Some(tag) = range.tag_span() {
            let span = self.place(tag);
            self.found.push(say::tag(span, self.words(tag)));
        }
        match event {
            Event::Anchor(..) => self.found.push(say::anchor(self.place(range), self.words(range))),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.found.push(say::alias(self.place(range), self.words(range)));
                self.put(Node { span: self.place(range), value: Value::Null });
            }
            Event::Scalar(text, style, ..) => self.scalar(text, style, range),
            Event::SequenceStart(..) => self.open(at, Shape::List(Vec::new())),
            Event::MappingStart(..) => {
                self.open(at, Shape::Map { entries: Vec::new(), key: None, seen: BTreeMap::new() });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range),
            _ => {}
        }
    }

    fn scalar(&mut self, text: Cow<'_, str>, style: ScalarStyle, range: Range) {
        let span = self.place(range);
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        };
        if let Some(c) = slip::first_stray(&text).and_then(|at| text[at..].chars().next()) {
            self.found.push(say::control_character(span, &c.to_string()));
        }
        if style == Style::Plain
            && let Some(at) = slip::swallowed_item(self.words(range))
        {
            self.found.push(say::swallowed_item(self.base.part(start(range) + at, start(range) + at + 1)));
        }
        let value = match (style, &*text) {
            (Style::Plain, "" | "~" | "null") => Value::Null,
            _ => Value::Scalar(Scalar { text: text.into_owned(), style }),
        };
        self.put(Node { span, value });
    }

    fn open(&mut self, start: usize, shape: Shape) {
        if let Some(Open { shape: Shape::Map { key: None, .. }, .. }) = self.open.last() {
            self.found.push(say::complex_key(self.base.part(start, start)));
        }
        self.open.push(Open { start, shape });
        if self.open.len() > self.budget.depth {
            self.found.push(say::too_deep(self.base.part(start, start), self.budget.depth));
            self.nodes = usize::MAX;
        }
    }

    fn close(&mut self, range: Range) {
        let Some(Open { start, shape }) = self.open.pop() else { return };
        let last = match &shape {
            Shape::List(items) => items.last(),
            Shape::Map { entries, .. } => entries.last().map(|(_, node)| node),
        };
        let content = last.map_or(start, |node| (node.span.end - self.base.start) as usize);
        let end = end(range).min(self.text.len());
        let bracketed = end > start && matches!(self.text.as_bytes()[end - 1], b']' | b'}') && end >= content;
        let span = self.base.part(start, if bracketed { end } else { content });
        let value = match shape {
            Shape::List(items) => Value::List(items),
            Shape::Map { entries, .. } => Value::Map(entries),
        };
        self.put(Node { span, value });
    }

    /// Puts a finished value where it belongs: as a key, a value of a key, an item, or the whole.
    fn put(&mut self, node: Node) {
        self.nodes = self.nodes.saturating_add(1);
        if self.nodes > self.budget.nodes && self.nodes < usize::MAX {
            self.found.push(say::too_many_values(node.span, self.budget.nodes));
            self.nodes = usize::MAX;
        }
        match self.open.last_mut().map(|open| &mut open.shape) {
            None => self.root = Some(node),
            Some(Shape::List(items)) => items.push(node),
            Some(Shape::Map { entries, key, seen }) => match key.take() {
                Some(key) => entries.push((key, node)),
                None => {
                    let located = key_of(node, self.text, self.base);
                    let told = match seen.insert(located.value.clone(), located.span) {
                        Some(first) => Some(say::duplicate_key(located.span, &located.value, first)),
                        None if located.value == "<<" => Some(say::merge_key(located.span)),
                        None => None,
                    };
                    self.found.extend(told);
                    *key = Some(located);
                }
            },
        }
    }

    /// Whether a limit was reached: nothing more is read then.
    fn is_spent(&self) -> bool {
        self.nodes == usize::MAX
    }

    fn place(&self, range: Range) -> Span {
        let end = end(range).min(self.text.len());
        self.base.part(start(range).min(end), end)
    }

    fn words(&self, range: Range) -> &str {
        self.text.get(start(range)..end(range)).unwrap_or("")
    }

    fn explain(&self, error: &ScanError) -> Diagnostic {
        let at = error.marker().byte_offset().unwrap_or(0);
        slip::explain(Slip { text: self.text, base: self.base, at, kind: stumble::kind(error) })
    }
}

fn start(range: Range) -> usize {
    range.start.byte_offset().unwrap_or(0)
}

fn end(range: Range) -> usize {
    range.end.byte_offset().unwrap_or(0).max(start(range))
}

/// A key as text (`null` too); a list or map cannot be one and was refused before.
fn key_of(node: Node, text: &str, base: Span) -> Located<String> {
    let place = node.text_span();
    let key = match node.value {
        Value::Scalar(scalar) => scalar.text,
        Value::Null => {
            text[(node.span.start - base.start) as usize..(node.span.end - base.start) as usize].to_owned()
        }
        _ => String::new(),
    };
    Located::new(key, place)
}
