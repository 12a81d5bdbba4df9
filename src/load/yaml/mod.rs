//! Reads YAML strictly: what an author can mistype is refused with its place, and every text stays as
//! it was written (`Off`, `1.10`, `000001`, `2025-03`).

mod budget;
mod stumble;
mod tree;

use super::node::{Node, Value};
use super::slip;
use crate::diag::Diagnostic;
use crate::diag::catalog::yaml as say;
use crate::source::Span;
pub use budget::Budget;

/// Reads one document. `base` is the place of `text` in its file. `None` when anything is wrong, which
/// is then told; also for an empty text, which is not wrong.
pub fn read(text: &str, base: Span, budget: Budget, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    if text.len() > budget.bytes {
        diagnostics.push(say::too_long(base.part(budget.bytes, budget.bytes), budget.bytes));
        return None;
    }
    if let Some((start, end)) = slip::stray_character(text) {
        diagnostics.push(say::control_character(base.part(start, end), &text[start..end]));
        return None;
    }
    let (root, found) = tree::grow(text, base, budget);
    diagnostics.extend(found);
    let by_tab = root.as_ref().filter(|_| text.contains('\t')).and_then(|root| tab_before(root, text, base));
    if let Some(tab) = by_tab {
        diagnostics.push(say::tab(tab));
        return None;
    }
    let is_text = root.as_ref().is_some_and(|root| root.text().is_some());
    match is_text.then(|| slip::parts_nothing(text, base)).flatten() {
        Some(told) => {
            diagnostics.push(told);
            None
        }
        None => root,
    }
}

/// The first tab in the indentation of a key or an item, which the parser takes for a space.
fn tab_before(node: &Node, text: &str, base: Span) -> Option<Span> {
    let parts: Vec<(Span, &Node)> = match &node.value {
        Value::Null | Value::Scalar(_) => return None,
        Value::List(items) => items.iter().map(|item| (item.span, item)).collect(),
        Value::Map(entries) => entries.iter().map(|(key, value)| (key.span, value)).collect(),
    };
    let at = |span: Span| (span.start - base.start) as usize;
    let before = |span: Span| {
        let line = text[..at(span)].rfind('\n').map_or(0, |end| end + 1);
        let white = text[line..].len() - text[line..].trim_start_matches([' ', '\t']).len();
        let tab = text[line..line + white].find('\t')? + line;
        Some(base.part(tab, tab + 1))
    };
    parts.into_iter().find_map(|(span, part)| before(span).or_else(|| tab_before(part, text, base)))
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
            ("yaml-tab", "tags:\n  \t- a\n"),
            ("yaml-tab", "a:\n  \tb: c\n"),
            ("", "a: |\n  \tb\nc:\td\ne: [f,\tg]\n"),
            ("yaml-reserved-start", "title: -\n"),
            ("yaml-reserved-start", "title: - a\n"),
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
    fn a_tab_is_told_where_it_stands() {
        let text = "kind: column\n\tdata: rates\nx: y\n";
        let told = &read_text(text).1[0];
        assert_eq!((told.code, told.span.start, told.span.end), ("yaml-tab", 13, 14));
    }

    #[test]
    fn an_open_quote_is_told_where_it_opens() {
        for text in ["a: 'b\n  c'\ntitle: \"Prices\ntags: [x]\n", "a: \"b\"\ntitle: \"Prices\n\n\nb: c\n"] {
            let told = &read_text(text).1[0];
            let start = told.span.start as usize;
            assert_eq!((told.code, &text[start..start + 7]), ("yaml-unclosed-quote", "\"Prices"), "{text}");
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
