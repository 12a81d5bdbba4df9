//! Tags of an author's HTML that have begun and not ended, and the parts of the text in which they began.

use super::tag::Tag;
use crate::source::Span;

/// Tags that are open, in the order in which they began.
#[derive(Default)]
pub struct OpenTags {
    /// Each with its place.
    pub open: Vec<(&'static Tag, Span)>,
    /// How many were open when each part of the text that is being written began.
    parts: Vec<usize>,
}

impl OpenTags {
    /// A part of the text begins: what opens in it ends in it.
    pub fn enter(&mut self) {
        self.parts.push(self.open.len());
    }

    /// The part ends; its tags were ended before.
    pub fn leave(&mut self) {
        self.parts.pop();
    }

    /// The place in `open` at which the innermost part begins.
    pub fn base(&self) -> usize {
        self.parts.last().copied().unwrap_or(0)
    }

    /// The tag that began last in the innermost part.
    pub fn last(&self) -> Option<&'static Tag> {
        self.open[self.base()..].last().map(|(tag, _)| *tag)
    }
}
