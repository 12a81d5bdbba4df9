//! Chinese and Japanese text in Markdown: emphasis beside full-width punctuation, lines that join without
//! a space.

use std::borrow::Cow;

use crate::scan;

/// A noncharacter that stands in for a letter beside a run of `*` or `~`, so that the run can open or
/// close; it never reaches the output.
pub const SHIM: char = '\u{fdd0}';

/// How many bytes the stand-in takes.
const WIDTH: usize = SHIM.len_utf8();

/// A text made ready for the parser, and how its offsets lead back.
pub struct Shimmed<'a> {
    /// The text, borrowed where nothing had to be put in.
    pub text: Cow<'a, str>,
    /// Offsets in the original before which a stand-in was put, ascending.
    inserts: Vec<usize>,
    /// Whether texts of the parser can hold stand-ins: put in here, or by the author.
    pub is_dirty: bool,
}

impl Shimmed<'_> {
    /// The offset in the original text of an offset in the made-ready text.
    pub fn original(&self, offset: usize) -> usize {
        let (mut low, mut high) = (0, self.inserts.len());
        while low < high {
            let middle = (low + high) / 2;
            // Stand-in number `middle` begins at its original offset plus those before it.
            match self.inserts[middle] + middle * WIDTH < offset {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        offset - low * WIDTH
    }
}

/// Puts stand-ins beside runs of `*` and `~` where a wide character and punctuation meet.
///
/// CommonMark lets a run close only if it does not stand between punctuation and a letter: `**重点。**后续`
/// stays literal. Chinese writes no spaces, so there the rule is wrong.
pub fn shim(text: &str) -> Shimmed<'_> {
    let inserts = places(text);
    if inserts.is_empty() {
        return Shimmed { text: Cow::Borrowed(text), inserts, is_dirty: text.contains(SHIM) };
    }
    let mut ready = String::with_capacity(text.len() + inserts.len() * WIDTH);
    let mut from = 0;
    for &at in &inserts {
        ready.push_str(&text[from..at]);
        ready.push(SHIM);
        from = at;
    }
    ready.push_str(&text[from..]);
    Shimmed { text: Cow::Owned(ready), inserts, is_dirty: true }
}

fn places(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(mut start) = next_mark(bytes, at) {
        let mark = bytes[start];
        let run = bytes[start..].iter().take_while(|byte| **byte == mark).count();
        at = start + run;
        if is_escaped(bytes, start) {
            start += 1;
        }
        if start == at {
            continue;
        }
        let (before, after) = (text[..start].chars().next_back(), text[at..].chars().next());
        if let (Some(before), Some(after)) = (before, after) {
            let (left, right) = sides(before, after);
            places.extend(left.then_some(start));
            places.extend(right.then_some(at));
        }
    }
    places
}

/// The next `*` or `~`.
fn next_mark(bytes: &[u8], from: usize) -> Option<usize> {
    scan::position(&bytes[from..], |byte| byte == b'*' || byte == b'~').map(|at| from + at)
}

/// A text without stand-ins.
pub fn without_shims(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let is_shim = |at: usize| bytes[at] == 0xef && bytes.get(at + 1..at + 3) == Some(&[0xb7, 0x90]);
    match (0..bytes.len()).any(is_shim) {
        true => Cow::Owned(text.replace(SHIM, "")),
        false => Cow::Borrowed(text),
    }
}

/// Whether a stand-in goes before and behind a run between these characters.
fn sides(before: char, after: char) -> (bool, bool) {
    let near_wide = is_cjk(before) || is_cjk(after);
    if !near_wide || before.is_whitespace() || after.is_whitespace() {
        return (false, false);
    }
    (!before.is_alphanumeric(), !after.is_alphanumeric())
}

fn is_escaped(bytes: &[u8], at: usize) -> bool {
    bytes[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// Whether a character is of Chinese, Japanese or Korean script or its punctuation.
pub fn is_cjk(c: char) -> bool {
    is_wide(c) || is_hangul(c) || matches!(c, '\u{ff61}'..='\u{ff9f}')
}

/// Whether a character fills a square, Hangul aside.
pub fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{312f}' | '\u{3190}'..='\u{4dbf}' | '\u{4e00}'..='\u{a4cf}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}' | '\u{1b000}'..='\u{1b2ff}' | '\u{20000}'..='\u{3fffd}')
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}')
}

/// Quotes, dashes and dots that Chinese shares with other scripts.
fn is_shared(c: char) -> bool {
    matches!(c, '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' | '\u{2014}' | '\u{2026}' | '\u{b7}')
}

/// Whether two lines that end and begin with these characters join without a space.
pub fn joins(before: char, after: char) -> bool {
    let fits = |c| is_wide(c) || is_shared(c);
    fits(before) && fits(after) && (is_wide(before) || is_wide(after))
}

/// The first character that a reader sees of a line of Markdown: markers of quotes and emphasis are looked
/// through. A note or citation counts as part of the text before it.
pub fn first_seen(line: &str) -> Option<char> {
    let line = line.trim_start_matches([' ', '\t', '>']);
    let text = line.trim_start_matches(['*', '_', '~', '`', '\\', SHIM]);
    match text.strip_prefix('[') {
        Some(label) if label.starts_with(['^', '@']) => Some('\u{3002}'),
        Some(label) => label.trim_start_matches(['*', '_', '~', '`', '[', SHIM]).chars().next(),
        None => text.chars().next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_lead_back_to_the_original() {
        let text = "降价**75%。**随后**「x」**的";
        let shimmed = shim(text);
        assert!(shimmed.is_dirty);
        for (offset, c) in shimmed.text.char_indices().filter(|(_, c)| *c != SHIM) {
            assert!(text[shimmed.original(offset)..].starts_with(c), "{offset}");
        }
        assert_eq!(shimmed.original(shimmed.text.len()), text.len());
    }

    #[test]
    fn a_text_that_needs_nothing_is_borrowed() {
        assert!(matches!(shim("**bold** text, **粗体** 与").text, Cow::Borrowed(_)));
        assert!(matches!(shim("* 项目\n\n***\n").text, Cow::Borrowed(_)));
    }

    #[test]
    fn an_escaped_star_stays_escaped() {
        assert_eq!(shim("中\\*。文").text, "中\\*。文");
    }

    #[test]
    fn only_wide_characters_join() {
        assert!(joins('文', '中') && joins('。', '“') && joins('文', '（'));
        assert!(!joins('a', '中') && !joins('文', 'b') && !joins('한', '국') && !joins('”', '“'));
    }
}
