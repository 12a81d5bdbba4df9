//! Finds references in texts that are no Markdown: titles, captions, remarks in charts.

use std::ops::Range;

use super::ask::Verb;
use crate::nearest::nearest;

/// Before a number that is no data: it is printed as it is.
pub const NUMBER: &str = "num";

/// A reference in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// What is asked; `None` for a number that is no data, ``{num}`75%` ``.
    pub verb: Option<Verb>,
    /// Verb, backticks and reference.
    pub whole: Range<usize>,
    /// The reference.
    pub inner: Range<usize>,
}

/// The first reference at or behind a place.
pub fn find(text: &str, from: usize) -> Option<Found> {
    let mut at = from;
    let opens = |tick: usize| tick.checked_sub(1).filter(|open| text.as_bytes()[*open] == b'}');
    let next = |at: usize| {
        let ticks = memchr::memchr_iter(b'`', text.as_bytes().get(at..)?);
        ticks.filter_map(|tick| opens(at + tick)).find(|open| *open >= at)
    };
    while let Some(open) = next(at) {
        at = open + 2;
        let Some(start) = text[from..open].rfind('{').map(|found| from + found) else { continue };
        let word = &text[start + 1..open];
        let verb = Verb::of(word);
        let length = text[at..].find('`');
        if let Some(length) = length.filter(|_| verb.is_some() || word == NUMBER) {
            return Some(Found { verb, whole: start..at + length + 1, inner: at..at + length });
        }
    }
    None
}

/// All references of a text; numbers that are no data are none.
pub fn references(text: &str) -> impl Iterator<Item = Found> {
    let mut from = 0;
    let all = std::iter::from_fn(move || {
        let found = find(text, from)?;
        from = found.whole.end;
        Some(found)
    });
    all.filter(|found| found.verb.is_some())
}

/// The longest word that can be meant as a verb, in bytes.
const LONGEST: usize = 24;

/// A word in braces before code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Braced<'t> {
    /// The word.
    pub word: &'t str,
    /// Where the braces begin.
    pub start: usize,
    /// Whether it is between plain braces; else they are full-width, or a colon stands in place of the second.
    pub plain: bool,
}

impl Braced<'_> {
    /// Whether it is a word of ours but for its letters, of which [`marks`] tells.
    pub fn is_mark(&self) -> bool {
        self.plain && meant(self.word).is_some_and(|near| near.eq_ignore_ascii_case(self.word))
    }
}

/// The word in braces that a text ends with: `{fact}`, `{fact:`, `｛fact｝`.
pub fn braced_before(text: &str) -> Option<Braced<'_>> {
    let last = text.chars().next_back().filter(|last| "}｝:：".contains(*last))?;
    let inner = &text[..text.len() - last.len_utf8()];
    let near = inner.floor_char_boundary(inner.len().saturating_sub(LONGEST + '｛'.len_utf8()));
    let start = near + inner[near..].rfind(['{', '｛'])?;
    let open = text[start..].chars().next()?;
    let word = &inner[start + open.len_utf8()..];
    let fits = !word.is_empty() && word.chars().all(char::is_alphabetic) && !text[..start].ends_with('\\');
    fits.then_some(Braced { word, start, plain: (open, last) == ('{', '}') })
}

/// The word of ours that a word in braces is meant as, where that can be told from the word alone.
pub fn meant(word: &str) -> Option<&'static str> {
    let known = Verb::ALL.iter().map(|(word, _)| *word).chain([NUMBER]);
    nearest(&word.to_ascii_lowercase(), known).filter(|_| word.len() > 2)
}

/// Words in braces before code that are no references: where each begins and ends, and the code.
pub fn doubts(text: &str) -> impl Iterator<Item = (Range<usize>, Braced<'_>, &str)> {
    let codes = memchr::memchr_iter(b'`', text.as_bytes());
    codes.filter_map(|tick| {
        let braced = braced_before(&text[..tick])?;
        let known = braced.plain && (Verb::of(braced.word).is_some() || braced.word == NUMBER);
        let code = text[tick + 1..].split('`').next().unwrap_or("");
        (!known).then_some((braced.start..tick, braced, code))
    })
}

/// The places where a word of ours stands in braces, however its letters are written, with the word as it is right.
pub fn marks(text: &str) -> impl Iterator<Item = (Range<usize>, &'static str)> + '_ {
    let open = memchr::memchr_iter(b'{', text.as_bytes());
    open.filter_map(|open| {
        let inner = text[open + 1..].split(['}', '{', '\n']).next().unwrap_or("");
        let end = open + 1 + inner.len();
        // `{fact: prices.output}`, or with a space: the reference stands within the braces.
        let said = inner.split([':', '：', ' ']).next().filter(|said| {
            let rest = inner[said.len()..].trim();
            rest.starts_with([':', '：']) || rest.contains('=')
        });
        let mut known = Verb::ALL.iter().map(|(word, _)| *word).chain([NUMBER]);
        let word = known.find(|word| word.eq_ignore_ascii_case(said.unwrap_or(inner).trim()))?;
        text[end..].starts_with('}').then_some((open..end + 1, word))
    })
}

/// The marks of a text that begin no reference.
pub fn loose(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut begun = Vec::new();
    let mut from = 0;
    while let Some(found) = find(text, from) {
        begun.push(found.whole.start);
        from = found.whole.end;
    }
    marks(text).filter(|(mark, _)| !begun.contains(&mark.start)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_without_their_code_are_loose() {
        let text = "{fact}`a` {Fact}`b` {fact} `c` { num }`d` {x} {change}`open";
        let found: Vec<_> = loose(text).into_iter().map(|(mark, word)| (&text[mark], word)).collect();
        let wanted = [("{Fact}", "fact"), ("{fact}", "fact"), ("{ num }", "num"), ("{change}", "change")];
        assert_eq!(found, wanted);
        assert_eq!(marks(text).count(), 5);
    }

    #[test]
    fn words_in_braces_before_code_are_doubted() {
        let text =
            "{growth}`a.b` ｛fact｝`c` {fact:`d`} {占比}`e` {fact}`f` {num}`g` \\{x}`h` {a b}`i` {x} `j`";
        let found: Vec<_> = doubts(text).map(|(whole, _, code)| (&text[whole], code)).collect();
        assert_eq!(found, [("{growth}", "a.b"), ("｛fact｝", "c"), ("{fact:", "d"), ("{占比}", "e")]);
    }

    #[test]
    fn a_reference_within_the_braces_is_loose() {
        let text = "{fact:usage.tokens} {fact usage.tokens vendor=x} {share of the rest} {Sum: a}";
        let found: Vec<_> = loose(text).into_iter().map(|(mark, _)| &text[mark]).collect();
        assert_eq!(found, ["{fact:usage.tokens}", "{fact usage.tokens vendor=x}", "{Sum: a}"]);
    }

    #[test]
    fn references_stand_between_backticks_behind_their_verb() {
        let text = "价格{change}`a b=1..2`，{num}`75%`，{x}`y`，{fact}`open";
        let first = find(text, 0).unwrap();
        assert_eq!((&text[first.inner.clone()], first.verb), ("a b=1..2", Some(Verb::Change)));
        let second = find(text, first.whole.end).unwrap();
        assert_eq!((&text[second.whole.clone()], second.verb), ("{num}`75%`", None));
        assert_eq!(find(text, second.whole.end), None);
        let found = references(text).map(|found| &text[found.whole]);
        assert_eq!(found.collect::<Vec<_>>(), ["{change}`a b=1..2`"]);
    }
}
