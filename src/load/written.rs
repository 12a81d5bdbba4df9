//! From a place in a text to the place in the file, where YAML had folded, quoted or escaped what its author wrote.

use std::ops::Range;

use crate::source::Span;

/// A text, and how its parts lead back to what its author wrote.
pub struct Written<'a> {
    /// The text.
    pub text: &'a str,
    span: Span,
    /// What stands at the span.
    raw: &'a str,
    /// Offsets in the text, ascending, and in the span, from where on both run side by side; `None` where the text
    /// cannot be found again in what was written.
    seams: Option<Vec<(usize, usize)>>,
}

impl<'a> Written<'a> {
    /// A text that stands in its file as it is.
    pub fn plain(text: &'a str, span: Span) -> Self {
        Written { text, span, raw: text, seams: Some(Vec::new()) }
    }

    /// A text that was read from `raw`, which stands at a span: between quotes, over several lines, with escapes.
    pub fn read(text: &'a str, span: Span, raw: &'a str) -> Self {
        let quoted = raw.starts_with('"').then_some(Quote::Double);
        let quoted = quoted.or_else(|| raw.starts_with('\'').then_some(Quote::Single));
        let between = quoted.and_then(|quote| seams(text, raw, 1, quote));
        // Of a text in quotes the place is often that between them.
        let doubtful = [Quote::None, Quote::Double, Quote::Single];
        let found = || doubtful.into_iter().find_map(|quote| seams(text, raw, 0, quote));
        Written { text, span, raw, seams: between.or_else(found) }
    }

    /// The place in the file of a range of the text; the whole where it cannot be told.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        let Some(seams) = &self.seams else { return self.span };
        let start = self.raw.floor_char_boundary(raw_offset(seams, range.start));
        // The end is told by the last byte, which may stand on an earlier line than what is behind it.
        let end = match range.end > range.start {
            true => self.raw.ceil_char_boundary(raw_offset(seams, range.end - 1) + 1),
            false => start,
        };
        self.span.part(start, end)
    }
}

fn raw_offset(seams: &[(usize, usize)], at: usize) -> usize {
    let behind = seams.partition_point(|(text, _)| *text <= at);
    match behind.checked_sub(1).map(|last| seams[last]) {
        Some((text, raw)) => raw + at - text,
        None => at,
    }
}

/// The quotes around a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quote {
    None,
    Single,
    Double,
}

/// Where a text and what was written, from a byte on, run side by side: white space may be of any length in both,
/// and may be missing in the text.
fn seams(text: &str, raw: &str, from: usize, quote: Quote) -> Option<Vec<(usize, usize)>> {
    if raw.get(from..)?.starts_with(text) {
        return Some(vec![(0, from)]);
    }
    let mut seams: Vec<(usize, usize)> = Vec::new();
    let mut at = from;
    let mut behind_space = false;
    for (start, c) in text.char_indices() {
        if c.is_whitespace() && behind_space {
            continue;
        }
        let found = written(&raw[at..], c, quote)?;
        behind_space = c.is_whitespace();
        at += found.start;
        if raw_offset(&seams, start) != at {
            seams.push((start, at));
        }
        at += found.len();
    }
    Some(seams)
}

/// Where a character of a text stands in what is left of what was written.
fn written(raw: &str, c: char, quote: Quote) -> Option<Range<usize>> {
    let mut at = 0;
    loop {
        let left = &raw[at..];
        if c.is_whitespace() {
            let space = space(left, quote);
            return (space > 0 || left.is_empty()).then_some(at..at + space);
        }
        if quote == Quote::Double && left.starts_with('\\') {
            let escape = escape(left);
            if is_space(&left[..escape]) {
                at += escape;
                continue;
            }
            return Some(at..at + escape);
        }
        if quote == Quote::Single && left.starts_with("''") {
            return (c == '\'').then_some(at..at + 2);
        }
        if left.starts_with(c) {
            return Some(at..at + c.len_utf8());
        }
        let space = space(left, quote);
        if space == 0 {
            return None;
        }
        at += space;
    }
}

/// How long the white space is that something written begins with.
fn space(raw: &str, quote: Quote) -> usize {
    let mut length = 0;
    loop {
        let left = raw[length..].trim_start();
        length = raw.len() - left.len();
        let escape = if quote == Quote::Double && left.starts_with('\\') { escape(left) } else { 0 };
        if escape == 0 || !is_space(&left[..escape]) {
            return length;
        }
        length += escape;
    }
}

/// How long the escape is that something written begins with.
fn escape(raw: &str) -> usize {
    let letter = raw[1..].chars().next();
    let digits = match letter {
        Some('x') => 2,
        Some('u') => 4,
        Some('U') => 8,
        _ => 0,
    };
    raw.ceil_char_boundary(1 + letter.map_or(0, char::len_utf8) + digits)
}

/// Whether an escape stands for white space, or for the end of a line that leaves none.
fn is_space(escape: &str) -> bool {
    escape[1..].starts_with(['n', 'r', 't', ' ', '_', 'N', 'L', 'P', '\n', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::yaml::{self, Budget};
    use crate::source::{FileId, Span};
    use proptest::prelude::*;

    /// What stands in the file where a needle of the text of `k` stands.
    fn place(file: &str, needle: &str) -> String {
        let tree = yaml::read(file, Span::new(FileId(0), 0, file.len()), Budget::NOTE, &mut Vec::new());
        let text = tree.expect(file).entries().expect("a map")[0].1.located_text().expect("a text");
        let one_line = text.value.split_whitespace().collect::<Vec<_>>().join(" ");
        let at = one_line.find(needle).expect("the needle is there");
        let raw = &file[text.span.start as usize..text.span.end as usize];
        let span = Written::read(&one_line, text.span, raw).span_of(at..at + needle.len());
        file[span.start as usize..span.end as usize].to_owned()
    }

    #[test]
    fn a_part_of_a_text_is_found_however_it_is_written() {
        for file in [
            "k: one two (nope.md) end\n",
            "k: 'it''s one (nope.md)'\n",
            "k: \"a \\u0041 \\\"q\\\" (nope.md)\"\n",
            "k: 'plain (nope.md)'\n",
            "k: one\n  two\n  (nope.md)\n",
            "k: \"one\n  two \\\n  (nope.md)\"\n",
            "k: >-\n  one two\n  three (nope.md)\n  four\n",
            "k: |\n  价格\n\n    four\n  (nope.md)\n",
            "k: >+\r\n  one\r\n\r\n  (nope.md)\r\n\r\n",
            "k: |\n  \"quoted\" (nope.md)\n",
            "k: |\n  \"quoted (nope.md)\"\n",
            "k: |\n  'it\\'s (nope.md)'\n",
        ] {
            assert_eq!(place(file, "(nope.md)"), "(nope.md)", "{file}");
        }
        assert_eq!(place("k: >-\n  one\n  two\n", "one two"), "one\n  two");
        assert_eq!(place("k: \"x\\u0041y\"\n", "Ay"), "\\u0041y");
    }

    #[test]
    fn what_cannot_be_found_again_has_the_place_of_the_whole() {
        let whole = Span::new(FileId(0), 0, 5);
        assert_eq!(Written::read("other", whole, "words").span_of(1..2), whole);
    }

    proptest! {
        #[test]
        fn places_lie_within_what_was_written(text in "[ab \\\\\"'\n价\u{3000}]{0,12}", raw in "[ab \\\\\"'\n价\u{3000}x0u]{0,16}") {
            let whole = Span::new(FileId(0), 0, raw.len());
            let written = Written::read(&text, whole, &raw);
            for (at, c) in text.char_indices() {
                let span = written.span_of(at..at + c.len_utf8());
                prop_assert!(raw.get(span.start as usize..span.end as usize).is_some(), "{:?}", span);
            }
        }
    }
}
