//! Finds references in texts that are no Markdown: titles, captions, remarks in charts.

use std::ops::Range;

use super::ask::Verb;

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

/// All references of a text as written, with their verbs; numbers that are no data are none.
pub fn references(text: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    let all = std::iter::from_fn(move || {
        let found = find(text, from)?;
        from = found.whole.end;
        Some(found)
    });
    all.filter(|found| found.verb.is_some()).map(|found| &text[found.whole])
}

/// The places where a word of ours stands in braces, however its letters are written, with the word as it is right.
pub fn marks(text: &str) -> impl Iterator<Item = (Range<usize>, &'static str)> + '_ {
    let open = memchr::memchr_iter(b'{', text.as_bytes());
    open.filter_map(|open| {
        let inner = text[open + 1..].split(['}', '{', '\n']).next().unwrap_or("");
        let end = open + 1 + inner.len();
        let known = Verb::ALL.iter().map(|(word, _)| *word).chain([NUMBER]);
        let word = known.into_iter().find(|word| word.eq_ignore_ascii_case(inner.trim()))?;
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
    fn references_stand_between_backticks_behind_their_verb() {
        let text = "价格{change}`a b=1..2`，{num}`75%`，{x}`y`，{fact}`open";
        let first = find(text, 0).unwrap();
        assert_eq!((&text[first.inner.clone()], first.verb), ("a b=1..2", Some(Verb::Change)));
        let second = find(text, first.whole.end).unwrap();
        assert_eq!((&text[second.whole.clone()], second.verb), ("{num}`75%`", None));
        assert_eq!(find(text, second.whole.end), None);
        assert_eq!(references(text).collect::<Vec<_>>(), ["{change}`a b=1..2`"]);
    }
}
