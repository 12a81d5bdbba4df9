//! What a report says in words: numbers typed into them are told, tickers are noted.

use std::ops::Range;

use super::written::Written;
use super::{tickers, typed};
use crate::diag::Diagnostic;
use crate::diag::catalog::fact as say;
use crate::source::{Located, Span};

/// Looks through running text, whose parts stand in their file where `place` says.
pub fn look(
    text: &str,
    place: impl Fn(&Range<usize>) -> Span,
    (told, named): (&mut Vec<Diagnostic>, &mut Vec<Located<String>>),
) {
    for found in typed::numbers(text) {
        told.push(say::untyped_number(place(&found), &text[found]));
    }
    for (found, ticker) in tickers::of_text(text) {
        note(Located::new(ticker, place(&found)), named);
    }
}

/// Notes a ticker, once.
pub fn note(ticker: Located<String>, named: &mut Vec<Located<String>>) {
    if named.iter().all(|known| known.value != ticker.value) {
        named.push(ticker);
    }
}

/// Looks through a text that is no Markdown, but for its references.
pub fn look_at(written: &Written<'_>, found: (&mut Vec<Diagnostic>, &mut Vec<Located<String>>)) {
    look(&without_references(written.text), |part| written.span_of(part.clone()), found);
}

/// A text with spaces in the place of what stands between backticks.
fn without_references(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    for (place, part) in text.split('`').enumerate() {
        if place > 0 {
            bare.push('`');
        }
        match place % 2 {
            0 => bare.push_str(part),
            _ => bare.extend(std::iter::repeat_n(' ', part.len())),
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn references_in_a_title_are_no_numbers() {
        let told = |text: &str| {
            let (mut told, mut named) = (Vec::new(), Vec::new());
            look_at(&Written::plain(text, Span::whole(FileId(0))), (&mut told, &mut named));
            (told.len(), named.len())
        };
        assert_eq!(told("{num}`75%` and {fact}`a ticker=9988.HK b=5%`"), (0, 0));
        assert_eq!(told("Down 75%: sell 0700.HK, 0700.HK"), (1, 1));
    }
}
