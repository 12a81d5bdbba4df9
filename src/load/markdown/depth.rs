//! Refuses lists in lists in quotes in lists before the parser meets them: it needs time that grows with
//! the square of the depth.

use memchr::{memchr, memchr2};

/// How deep quotes, lists, notes and definitions may be nested.
pub const DEEPEST: usize = 32;

/// The first place that is nested deeper than [`DEEPEST`], in bytes; never misses one.
///
/// The depth of a line is bounded from above: its own markers, plus every column to its left at which the
/// text of a list item above it may begin. Columns are forgotten where a paragraph at the margin, behind a
/// blank line, closes everything.
pub fn too_deep(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut columns = Columns::default();
    let mut start = 0;
    let mut after_blank = true;
    let returns = bytes.contains(&b'\r');
    while start < bytes.len() {
        let (length, end) = line_end(&text[start..], returns);
        let line = &bytes[start..start + length];
        match line.first() {
            None => after_blank = true,
            Some(b' ' | b'\t' | b'>' | b'-' | b'+' | b'*' | b':' | b'[' | b'0'..=b'9') => {
                if after_blank && !matches!(line[0], b' ' | b'\t' | b'>') {
                    columns.forget();
                }
                if let Some(at) = columns.scan(line) {
                    return Some(start + at);
                }
                after_blank = line.iter().all(|byte| matches!(byte, b' ' | b'\t'));
            }
            Some(_) => {
                if after_blank {
                    columns.forget();
                }
                after_blank = false;
            }
        }
        start += end;
    }
    None
}

/// How long the first line is, without and with its end. A lone carriage return ends a line too.
fn line_end(text: &str, returns: bool) -> (usize, usize) {
    let bytes = text.as_bytes();
    let found = if returns { memchr2(b'\r', b'\n', bytes) } else { memchr(b'\n', bytes) };
    let length = found.unwrap_or(text.len());
    let is_pair = text[length..].starts_with("\r\n");
    (length, length + 1 + usize::from(is_pair))
}

/// Columns at which the text of open list items may begin, for each number of `>` before them.
#[derive(Default)]
struct Columns {
    levels: Vec<Vec<usize>>,
}

impl Columns {
    fn forget(&mut self) {
        self.levels.clear();
    }

    /// How many list items around this column may be open.
    fn around(&self, level: usize, column: usize) -> usize {
        self.levels.get(level).map_or(0, |columns| columns.iter().filter(|at| **at <= column).count())
    }

    fn open(&mut self, level: usize, column: usize) {
        if self.levels.len() <= level {
            self.levels.resize(level + 1, Vec::new());
        }
        let columns = &mut self.levels[level];
        if !columns.contains(&column) {
            columns.push(column);
        }
    }

    /// Reads the markers of a line; the place where it is too deep, if it is.
    fn scan(&mut self, line: &[u8]) -> Option<usize> {
        let mut cursor = Cursor { line, at: 0, column: 0, base: 0 };
        let (mut level, mut depth) = (0, 0);
        let mut counted = false;
        loop {
            cursor.skip_space();
            let indent = cursor.column.saturating_sub(cursor.base);
            let marker = cursor.marker()?;
            if !counted {
                depth += self.around(level, indent);
            }
            counted = true;
            depth += 1;
            if depth > DEEPEST {
                return Some(cursor.at);
            }
            match marker {
                Marker::Quote => {
                    cursor.enter_quote();
                    level += 1;
                    counted = false;
                }
                Marker::Item(width) => {
                    self.open(level, indent + width + 1);
                    cursor.advance(width);
                }
                Marker::Note(width) => {
                    self.open(level, indent + 1);
                    cursor.advance(width);
                }
            }
        }
    }
}

/// What can open a container.
enum Marker {
    Quote,
    /// A list item or a definition, with the width of its marker.
    Item(usize),
    /// A footnote's text, with the width of its label.
    Note(usize),
}

struct Cursor<'a> {
    line: &'a [u8],
    at: usize,
    column: usize,
    /// The column at which the text of the innermost quote begins.
    base: usize,
}

impl Cursor<'_> {
    fn skip_space(&mut self) {
        while let Some(byte) = self.line.get(self.at) {
            match byte {
                b' ' => self.column += 1,
                b'\t' => self.column += 4 - self.column % 4,
                _ => break,
            }
            self.at += 1;
        }
    }

    fn advance(&mut self, width: usize) {
        self.at += width;
        self.column += width;
    }

    /// Steps over `>`; one space behind it belongs to it.
    fn enter_quote(&mut self) {
        self.advance(1);
        let spaced = matches!(self.line.get(self.at), Some(b' ' | b'\t'));
        self.base = self.column + usize::from(spaced);
    }

    fn marker(&self) -> Option<Marker> {
        let rest = &self.line[self.at..];
        let ends = |at: usize| matches!(rest.get(at), None | Some(b' ' | b'\t'));
        match rest.first()? {
            b'>' => Some(Marker::Quote),
            b'-' | b'*' if ends(1) && !is_rule(rest) => Some(Marker::Item(1)),
            b'+' | b':' if ends(1) => Some(Marker::Item(1)),
            b'0'..=b'9' => {
                let digits = rest.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
                let dot = matches!(rest.get(digits), Some(b'.' | b')'));
                (digits < 10 && dot && ends(digits + 1)).then_some(Marker::Item(digits + 1))
            }
            b'[' if rest.get(1) == Some(&b'^') => {
                let label = rest.iter().take(1100).position(|byte| *byte == b']')?;
                (rest.get(label + 1) == Some(&b':')).then_some(Marker::Note(label + 2))
            }
            _ => None,
        }
    }
}

/// Whether the rest of a line is a thematic break, which opens nothing.
fn is_rule(rest: &[u8]) -> bool {
    let mark = rest[0];
    let mut marks = 0;
    for byte in rest {
        match *byte {
            byte if byte == mark => marks += 1,
            b' ' | b'\t' => {}
            _ => return false,
        }
    }
    marks >= 3
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};

    use super::*;
    use crate::load::markdown::options;

    /// The depth that the parser finds.
    fn depth(text: &str) -> usize {
        let (mut depth, mut deepest) = (0usize, 0);
        for event in Parser::new_ext(text, options(false)) {
            match event {
                Event::Start(
                    Tag::BlockQuote(_)
                    | Tag::Item
                    | Tag::FootnoteDefinition(_)
                    | Tag::DefinitionListDefinition,
                ) => depth += 1,
                Event::End(
                    TagEnd::BlockQuote(_)
                    | TagEnd::Item
                    | TagEnd::FootnoteDefinition
                    | TagEnd::DefinitionListDefinition,
                ) => depth -= 1,
                _ => {}
            }
            deepest = deepest.max(depth);
        }
        deepest
    }

    #[test]
    fn the_shapes_that_hang_parsers_are_found_at_once() {
        let list = format!("{}\t[{}", "+ ".repeat(16384), "\n\n".repeat(16384));
        assert_eq!(too_deep(&list), Some(64));
        assert_eq!(too_deep(&format!("{}a\n", "> ".repeat(50_000))), Some(64));
        assert!(too_deep(&format!("{}{{{}", "* ".repeat(20_000), "_\r".repeat(20_000))).is_some());
        let stairs: String = (0..40).map(|level| format!("{}- a\n", "  ".repeat(level))).collect();
        assert!(too_deep(&stairs).is_some());
    }

    #[test]
    fn whatever_ends_lines_the_depth_is_the_same() {
        // A line that goes on lazily closes nothing.
        let unix = format!("{}a\nb\n{}{}a\n", "- ".repeat(20), " ".repeat(40), "- ".repeat(20));
        for end in ["\n", "\r\n", "\r"] {
            let text = unix.replace('\n', end);
            assert!(depth(&text) > DEEPEST && too_deep(&text).is_some(), "{end:?}");
        }
        let start = std::time::Instant::now();
        assert_eq!(too_deep(&"a\r".repeat(1 << 20)), None);
        assert!(start.elapsed().as_secs() < 5);
    }

    #[test]
    fn what_people_write_is_not_refused() {
        let rows = "- item\n  1. sub\n     > quote\n\n".repeat(500);
        let rule = "- ".repeat(60);
        let list: String = (1..500).map(|number| format!("{number}. entry\n   - more\n")).collect();
        let code = format!("```\n{}x\n{}- y\n```\n", " ".repeat(100), " ".repeat(90));
        assert_eq!(too_deep(&format!("{rows}\n{rule}\n\n{list}\n{code}")), None);
        assert_eq!(too_deep(&"> ".repeat(32)), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn the_parser_never_finds_more_depth_than_the_scan(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "> ", ">", "- ", "-", "+ ", "* ", "1. ", "14) ", ": ", "[^a]: ", "[^b]:", " ", "  ", "    ",
                    "\t", "\n", "\n\n", "\r", "a", "a\n", "```\n", "# h\n", "---\n", "<!--\n", "| a |\n|---|\n",
                ]),
                0..220,
            )
        ) {
            let text: String = pieces.concat();
            prop_assert!(too_deep(&text).is_some() || depth(&text) <= DEEPEST, "{text:?}");
        }
    }
}
