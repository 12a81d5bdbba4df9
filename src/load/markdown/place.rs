//! From an offset of the parser back to the place in the author's file.

use std::ops::Range;

use super::cjk::Shimmed;
use crate::source::Span;

/// Where a text stands in its file, and what was put into it for the parser.
pub struct Place<'a> {
    /// The text as its author wrote it.
    pub text: &'a str,
    span: Span,
    /// Where the text begins within the span; `None` when it was written with escapes or folded.
    inset: Option<usize>,
    shimmed: &'a Shimmed<'a>,
    /// Bytes put in front of everything.
    lead: usize,
}

impl<'a> Place<'a> {
    /// A text that stands at a span, character by character or between quotes.
    pub fn new(text: &'a str, span: Span, shimmed: &'a Shimmed<'a>, lead: usize) -> Self {
        let length = (span.end - span.start) as usize;
        let inset = match length.checked_sub(text.len()) {
            Some(0) => Some(0),
            Some(2) => Some(1),
            _ => None,
        };
        Place { text, span, inset, shimmed, lead }
    }

    /// The offset in the author's text.
    pub fn offset(&self, at: usize) -> usize {
        self.shimmed.original(at.saturating_sub(self.lead)).min(self.text.len())
    }

    /// The range in the author's text.
    pub fn range(&self, range: &Range<usize>) -> Range<usize> {
        self.offset(range.start)..self.offset(range.end)
    }

    /// The place in the file of a range of the author's text; the whole where it cannot be told.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        match self.inset {
            Some(inset) => self.span.part(range.start + inset, range.end + inset),
            None => self.span,
        }
    }

    /// The place in the file of a range of the parser.
    pub fn span(&self, range: &Range<usize>) -> Span {
        self.span_of(self.range(range))
    }

    /// What the author wrote at a range of the parser.
    pub fn slice(&self, range: &Range<usize>) -> &'a str {
        self.text.get(self.range(range)).unwrap_or("")
    }

    /// Whether texts of the parser can hold stand-ins.
    pub fn is_dirty(&self) -> bool {
        self.lead > 0 || self.shimmed.is_dirty
    }
}
