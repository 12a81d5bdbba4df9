//! The mistakes of one CSV file: so many are told one by one, the others are counted.

use crate::diag::Diagnostic;
use crate::diag::catalog::dataset as say;
use crate::source::Span;

/// How many mistakes of one CSV file are told one by one.
pub const MOST: usize = 20;

/// Collects the mistakes of one file.
#[derive(Default)]
pub struct Told {
    found: Vec<Diagnostic>,
    more: usize,
    /// Where the first one stands that is only counted.
    rest: Option<Span>,
}

impl Told {
    /// Tells one more mistake, or counts it.
    pub fn tell(&mut self, make: impl FnOnce() -> Diagnostic) {
        if self.found.len() < MOST {
            self.found.push(make());
        } else {
            self.more += 1;
            self.rest.get_or_insert_with(|| make().span);
        }
    }

    /// Whether there is none so far.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All of them in the order of the file, the count last.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|diagnostic| diagnostic.span);
        let last = self.found.last().map(|diagnostic| diagnostic.span);
        let rest = self.rest.max(last).filter(|_| self.more > 0);
        self.found.extend(rest.map(|rest| say::more_mistakes(rest, self.more)));
        self.found
    }
}
