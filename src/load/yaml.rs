//! Reads YAML strictly: what an author can mistype is refused with its place, and every text stays as
//! it was written (`Off`, `1.10`, `000001`, `2025-03`).

use std::collections::BTreeMap;

use serde_yaml::granit_parser::{Event, Options, Parser, ScalarStyle, ScanError, Span as Range};

use super::node::{Node, Scalar, Style, Value};
use super::slip::{self, Slip};
use crate::diag::Diagnostic;
use crate::diag::catalog::yaml as say;
use crate::source::{Located, Span};

/// How much YAML is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Budget {
    /// Bytes of text.
    pub bytes: usize,
    /// Lists and maps inside each other.
    pub depth: usize,
    /// Values in all.
    pub nodes: usize,
}

impl Budget {
    /// For front matter and fences.
    pub const NOTE: Budget = Budget { bytes: 64 * 1024, depth: slip::DEPTH, nodes: 2_000 };
    /// For `site.yaml`, `sources.yaml` and the descriptions of datasets.
    pub const FILE: Budget = Budget { bytes: 4 * 1024 * 1024, depth: slip::DEPTH, nodes: 200_000 };
}

/// How many mistakes of one YAML text are told.
const MOST: usize = 5;

/// Reads one document. `base` is the place of `text` in its file. `None` when anything is wrong, which
/// is then told; also for an empty text, which is not wrong.
pub fn read(text: &str, base: Span, budget: Budget, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    let mut tree = Tree { text, base, budget, nodes: 0, open: Vec::new(), root: None, found: Vec::new() };
    if text.len() > budget.bytes {
        tree.found.push(say::too_long(base.part(budget.bytes, budget.bytes), budget.bytes));
    } else if let Some((start, end)) = slip::stray_character(text) {
        tree.found.push(say::control_character(base.part(start, end), &text[start..end]));
    } else {
        tree.grow();
    }
    let root = tree.root.filter(|_| tree.found.is_empty());
    diagnostics.extend(tree.found);
    root
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
    fn grow(&mut self) {
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
            Event::Scalar(text, style, ..) => self.scalar(&text, style, range),
            Event::SequenceStart(..) => self.open(at, Shape::List(Vec::new())),
            Event::MappingStart(..) => {
                self.open(at, Shape::Map { entries: Vec::new(), key: None, seen: BTreeMap::new() });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range),
            _ => {}
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, range: Range) {
        let span = self.place(range);
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        };
        if let Some(c) = text.chars().find(|c| slip::is_stray(*c)) {
            self.found.push(say::control_character(span, &c.to_string()));
        }
        let value = match (style, text) {
            (Style::Plain, "" | "~" | "null") => Value::Null,
            _ => Value::Scalar(Scalar { text: text.to_owned(), style }),
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
                    let located = key_of(&node, self.text, self.base);
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
        slip::explain(Slip { text: self.text, base: self.base, at, kind: kind(error) })
    }
}

fn start(range: Range) -> usize {
    range.start.byte_offset().unwrap_or(0)
}

fn end(range: Range) -> usize {
    range.end.byte_offset().unwrap_or(0).max(start(range))
}

/// A key as text (`null` too); a list or map cannot be one and was refused before.
fn key_of(node: &Node, text: &str, base: Span) -> Located<String> {
    let written = || &text[(node.span.start - base.start) as usize..(node.span.end - base.start) as usize];
    let key = node.text().or_else(|| node.is_null().then(written));
    Located::new(key.unwrap_or("").to_owned(), node.text_span())
}

/// Sorts the parser's many errors into the few that an author can tell apart.
fn kind(error: &ScanError) -> slip::Kind {
    use serde_yaml::granit_parser::ErrorKind as E;
    match error.kind() {
        E::TabNotAllowed | E::TabInBlockIndentation | E::TabInIndentation | E::TabAtBlockScalarStart => {
            slip::Kind::Tab
        }
        E::TabInPlainScalar | E::InvalidBlockEntryWhitespace | E::InvalidMappingValueWhitespace => {
            slip::Kind::Tab
        }
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => slip::Kind::OpenQuote,
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            slip::Kind::BehindQuote
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidUnicodeEscape
        | E::InvalidLowSurrogate
        | E::InvalidLowSurrogateHexEscape
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate => slip::Kind::Escape,
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::UnclosedFlowCollection { .. }
        | E::MismatchedFlowCollectionEnd { .. }
        | E::MisplacedFlowCollectionEnd
        | E::ExpectedFlowMappingSeparator
        | E::InvalidColonPlacement
        | E::ExpectedFlowSequenceSeparator => slip::Kind::Bracket,
        E::DirectiveDisallowed => slip::Kind::Directive,
        E::RecursionLimitExceeded => slip::Kind::Deep,
        E::InvalidIndentation
        | E::InvalidBlockScalarIndent
        | E::InvalidQuotedScalarIndent
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry => slip::Kind::Indent,
        E::MappingValueNotAllowed | E::MappingKeyNotAllowed => slip::Kind::Value,
        _ => slip::Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;
    use proptest::prelude::*;

    fn read_text(text: &str) -> (Option<Node>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let node = read(text, Span::new(FileId(0), 0, text.len()), Budget::NOTE, &mut diagnostics);
        (node, diagnostics)
    }

    fn code(text: &str) -> &'static str {
        read_text(text).1.first().map_or("", |diagnostic| diagnostic.code)
    }

    #[test]
    fn texts_stay_as_they_were_written() {
        for text in
            ["Off", "no", "1.10", "000001", "2025-03", "0o17", "1_000", ".nan", "0x1F", "Null", "12:30"]
        {
            let (node, diagnostics) = read_text(&format!("title: {text}\n"));
            let node = node.unwrap_or_else(|| panic!("{text}: {diagnostics:?}"));
            assert_eq!(node.entries().unwrap()[0].1.text(), Some(text));
        }
        let (node, _) = read_text("a: ~\nb: null\nc:\nd: ''\n");
        let nulls: Vec<bool> =
            node.unwrap().entries().unwrap().iter().map(|(_, node)| node.is_null()).collect();
        assert_eq!(nulls, [true, true, true, false]);
    }

    #[test]
    fn places_are_those_of_the_file() {
        let file = "---\r\ntitle: 价格\r\nlist: [a, 'b c']\r\nmap:\r\n  k: v\r\n---\r\n";
        let text = &file[5..file.len() - 5];
        let mut diagnostics = Vec::new();
        let base = Span::new(FileId(0), 5, file.len() - 5);
        let node = read(text, base, Budget::NOTE, &mut diagnostics).unwrap();
        let slice = |span: Span| &file[span.start as usize..span.end as usize];
        let entries = node.entries().unwrap();
        assert_eq!(slice(entries[0].0.span), "title");
        assert_eq!(slice(entries[0].1.span), "价格");
        assert_eq!(slice(entries[1].1.span), "[a, 'b c']");
        assert_eq!(slice(entries[1].1.items().unwrap()[1].span), "'b c'");
        assert_eq!(slice(entries[1].1.items().unwrap()[1].text_span()), "b c");
        assert_eq!(slice(entries[2].1.span), "k: v");
        assert_eq!(slice(node.span), "title: 价格\r\nlist: [a, 'b c']\r\nmap:\r\n  k: v");
    }

    #[test]
    fn what_is_refused_is_told_by_its_own_name() {
        for (wanted, text) in [
            ("yaml-colon-in-value", "title: Acme: a review\ndate: 2024-03-31\n"),
            ("yaml-colon-in-value", "risks:\n  - a: b: c\n"),
            ("yaml-tab", "tags:\n\t- pricing\n"),
            ("yaml-tab", "tags:\n  - a\n\t- b\n"),
            ("yaml-full-width-colon", "title：x\ndate: 2024\n"),
            ("yaml-full-width-colon", "date: 2024\ntitle：x\nsummary: y\n"),
            ("yaml-unclosed-quote", "a: \"open\nb: c\n"),
            ("yaml-unclosed-quote", "a: 'open"),
            ("yaml-behind-quote", "a: \"x\" y\nb: c\n"),
            ("yaml-escape", "k: \"a\\qb\"\n"),
            ("yaml-bracket", "a: [b, c\nd: e\n"),
            ("yaml-bracket", "a: {b: c\nd: e\n"),
            ("yaml-bracket", "a: ["),
            ("yaml-reserved-start", "k:\n  - [link](x) text\n  - b\n"),
            ("yaml-reserved-start", "k: @foo\n"),
            ("yaml-reserved-start", "k: `x`\n"),
            ("yaml-reserved-start", "k: > text\n"),
            ("yaml-reserved-start", "k: , b\n"),
            ("yaml-reserved-start", "k: * b\n"),
            ("yaml-alias", "k:\n  - **Bold** point\n"),
            ("yaml-anchor", "k: &a b\n"),
            ("yaml-tag", "k: !include /etc/passwd\n"),
            ("yaml-tag", "k: !!python/object/apply:os.system [\"x\"]\n"),
            ("yaml-tag", "k: ! x\n"),
            ("yaml-merge-key", "<<: {a: b}\n"),
            ("yaml-duplicate-key", "a: b\na: c\n"),
            ("yaml-complex-key", "[a]: b\n"),
            ("yaml-several-documents", "a: b\n---\nc: d\n"),
            ("yaml-directive", "%YAML 1.2\n---\na: b\n"),
            ("yaml-indentation", "a:\n  - b\n - c\n"),
            ("yaml-indentation", "a: b\n c: d\n"),
            ("yaml-not-a-key-and-value", "a: b\nwords\nc: d\n"),
            ("yaml-control-character", "a: b\u{0}c\n"),
            ("yaml-control-character", "a: \"b\\0c\"\n"),
            ("yaml-control-character", "a: b\rc: d\n"),
            ("yaml-too-deep", "a: [[[[[[[[[x]]]]]]]]]\n"),
        ] {
            assert_eq!(code(text), wanted, "{text:?}: {:?}", read_text(text).1);
        }
    }

    #[test]
    fn bombs_are_refused_at_once() {
        let start = std::time::Instant::now();
        assert_eq!(code(&format!("a: {}", "[".repeat(60_000))), "yaml-too-deep");
        assert_eq!(code(&format!("a: {}", "{a: ".repeat(15_000))), "yaml-too-deep");
        assert_eq!(code(&"- ".repeat(30_000)), "yaml-too-deep");
        assert_eq!(code(&"? ".repeat(30_000)), "yaml-complex-key");
        assert_eq!(code(&format!("a: {}", "x".repeat(70_000))), "yaml-too-long");
        assert_eq!(code(&format!("a: [{}]", "x,".repeat(3_000))), "yaml-too-many-values");
        assert_eq!(code("a: &a [*a]\n"), "yaml-anchor");
        assert!(start.elapsed().as_millis() < 2_000, "{:?}", start.elapsed());
    }

    #[test]
    fn a_limit_is_allowed_and_one_more_is_not() {
        let nested = |depth: usize| format!("a: {}x{}", "[".repeat(depth - 1), "]".repeat(depth - 1));
        assert_eq!((code(&nested(8)), code(&nested(9))), ("", "yaml-too-deep"));
        let many = |values: usize| format!("a: [{}]", vec!["x"; values - 3].join(","));
        assert_eq!((code(&many(2_000)), code(&many(2_001))), ("", "yaml-too-many-values"));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "([ -~\n\t：价\"'\\[\\]{}:,#&*!|>%@`?-]|\\PC){0,60}") {
            let (node, diagnostics) = read_text(&text);
            prop_assert!(node.is_none() || diagnostics.is_empty());
            for diagnostic in diagnostics {
                prop_assert!(text.get(diagnostic.span.start as usize..diagnostic.span.end as usize).is_some());
                prop_assert!(diagnostic.help.is_some());
            }
        }

        #[test]
        fn quoted_and_plain_words_are_kept(words in prop::collection::vec("[a-zA-Z0-9.价格_-]{1,12}", 1..8)) {
            let usual = |word: &String| !word.starts_with(['-', '.']) && word != "null";
            prop_assume!(words.iter().all(usual));
            let list: Vec<String> = words.iter().enumerate()
                .map(|(place, word)| if place % 2 == 0 { word.clone() } else { format!("'{word}'") }).collect();
            let (node, _) = read_text(&format!("k: [{}]\n", list.join(", ")));
            let node = node.unwrap();
            let items = node.entries().unwrap()[0].1.items().unwrap().to_vec();
            let read: Vec<&str> = items.iter().filter_map(Node::text).collect();
            prop_assert_eq!(read, words);
        }
    }
}
