//! From an offset of the parser back to the place in the author's file.

use std::ops::Range;

use super::cjk::Shimmed;
use crate::load::written::Written;
use crate::source::Span;

/// Where a text stands in its file, and where in it what was put in for the parser.
pub struct Place<'a> {
    /// The text before anything was put into it.
    pub text: &'a str,
    written: &'a Written<'a>,
    shimmed: &'a Shimmed<'a>,
    /// Bytes put in front of everything.
    lead: usize,
}

impl<'a> Place<'a> {
    /// A text, and it again as the parser has it.
    pub fn new(written: &'a Written<'a>, shimmed: &'a Shimmed<'a>, lead: usize) -> Self {
        Place { text: written.text, written, shimmed, lead }
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
        self.written.span_of(range)
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
