//! References to facts: code behind a verb, {fact}`prices.output model=gpt-4o`.

use std::ops::Range;

use super::escape::escape;
use super::writer::Writer;
use crate::diag::catalog::fact as say;
use crate::model::fact::{Braced, Doubt, Mark, NUMBER, Verb, braced_before, marks, meant, placeholder};
use crate::model::prose::RawRef;
use crate::source::Located;

impl Writer<'_> {
    /// Takes code behind a verb as a reference, or as a number that is no data; else it is code.
    pub fn fact(&mut self, code: &str, range: &Range<usize>) -> bool {
        let start = self.place.offset(range.start);
        let Some(braced) = braced_before(&self.place.text[..start]) else { return false };
        let mark = format!("{{{}}}", braced.word);
        let Some(verb) = Verb::of(braced.word).filter(|_| braced.plain) else {
            return self.other_word(&braced, code, start);
        };
        if !self.take_back(&mark) {
            return false;
        }
        let text = self.reference(code, range);
        let number = self.stand_in("");
        self.last = '0';
        self.hole(RawRef::Fact(Mark { verb, text, number, linked: self.linked }));
        true
    }

    /// Puts a placeholder into plain text for words that are not known yet; gives its number. `meant`: what stands for
    /// them in anchors.
    pub fn stand_in(&mut self, meant: &str) -> u32 {
        let number = self.meant.len() as u32;
        self.meant.push(meant.to_owned());
        let stand_in = placeholder(number);
        self.plain.push_str(&stand_in);
        if let Some(heading) = &mut self.heading {
            heading.html.push_str(&stand_in);
        }
        number
    }

    /// Tells of words of ours in braces that no code stands behind. One right before a backtick waits until the parser
    /// says whether code begins there.
    pub fn loose_marks(&mut self, range: &Range<usize>) {
        let words = self.place.range(range);
        let text = self.place.text;
        for (mark, word) in marks(&text[words.clone()]) {
            let (start, end) = (words.start + mark.start, words.start + mark.end);
            if text[..start].ends_with('\\') {
                continue;
            }
            let written = &text[start..end];
            let told = say::loose_reference(self.place.span_of(start..end), written, Some(word));
            let is_right = written.len() == word.len() + 2 && written.contains(word);
            match is_right && text[end..].starts_with('`') {
                true => self.loose = Some(told),
                false => self.diagnostics.push(told),
            }
        }
    }

    /// A word that is no verb: a number that is no data, a slip of the finger, or just a word, if the code names no data.
    fn other_word(&mut self, braced: &Braced<'_>, code: &str, start: usize) -> bool {
        if braced.plain && braced.word == NUMBER && self.take_back("{num}") {
            let code = self.clean(code).into_owned();
            self.words(&code);
            return true;
        }
        let span = self.place.span_of(braced.start..start);
        let written = &self.place.text[braced.start..start];
        match meant(braced.word) {
            _ if braced.is_mark() => {}
            Some(near) => self.diagnostics.push(say::unknown_verb(span, written, Some(near))),
            None => {
                let braced = Located::new(written.to_owned(), span);
                self.prose.doubts.push(Doubt { braced, code: code.to_owned() });
            }
        }
        false
    }

    /// Takes back what was just written; whether it was.
    fn take_back(&mut self, mark: &str) -> bool {
        if !self.prose.html.ends_with(mark) || !self.plain.ends_with(mark) {
            return false;
        }
        self.prose.html.truncate(self.prose.html.len() - mark.len());
        self.plain.truncate(self.plain.len() - mark.len());
        if let Some(heading) = self.heading.as_mut().filter(|heading| heading.html.ends_with(mark)) {
            heading.html.truncate(heading.html.len() - mark.len());
        }
        true
    }

    /// The text between the backticks, as it stands in the file where that can be told.
    fn reference(&self, code: &str, range: &Range<usize>) -> Located<String> {
        let whole = self.place.range(range);
        let written = self.place.text.get(whole.clone()).unwrap_or("");
        let ticks = written.len() - written.trim_start_matches('`').len();
        let inner = written.get(ticks..written.len().saturating_sub(ticks)).unwrap_or("");
        let same = inner.split_whitespace().eq(code.split_whitespace());
        if same {
            let at = whole.start + ticks;
            return Located::new(inner.to_owned(), self.place.span_of(at..at + inner.len()));
        }
        Located::new(self.clean(code).into_owned(), self.place.span_of(whole))
    }

    /// A reference in the alternative text of a picture.
    pub fn alt_fact(&mut self, code: &str, range: &Range<usize>) -> bool {
        let start = self.place.offset(range.start);
        let braced = braced_before(&self.place.text[..start]).filter(|braced| braced.plain);
        let Some(verb) = braced.and_then(|braced| Verb::of(braced.word)) else { return false };
        let mut mark = String::new();
        escape(&mut mark, &format!("{{{}}}", verb.word()));
        if !self.prose.html.ends_with(&mark) {
            return false;
        }
        self.prose.html.truncate(self.prose.html.len() - mark.len());
        let text = self.reference(code, range);
        let number = self.meant.len() as u32;
        self.meant.push(String::new());
        self.hole(RawRef::AltFact(Mark { verb, text, number, linked: true }));
        true
    }
}
