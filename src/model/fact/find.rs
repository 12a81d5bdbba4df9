//! Finds references in texts that are no Markdown: titles, captions, remarks in charts.

use std::ops::Range;

use super::ask::Verb;

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
        if let Some(length) = length.filter(|_| verb.is_some() || word == "num") {
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

#[cfg(test)]
mod tests {
    use super::*;

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
