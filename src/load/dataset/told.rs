//! The mistakes of one CSV file: so many are told one by one, the others are counted.

use crate::diag::Diagnostic;
use crate::diag::catalog::dataset as say;
use crate::source::{FileId, Span};

/// How many mistakes of one CSV file are told one by one.
pub const MOST: usize = 20;

/// Collects the mistakes of one file.
#[derive(Default)]
pub struct Told {
    found: Vec<Diagnostic>,
    more: usize,
}

impl Told {
    /// Tells one more mistake, or counts it.
    pub fn tell(&mut self, make: impl FnOnce() -> Diagnostic) {
        if self.found.len() < MOST {
            self.found.push(make());
        } else {
            self.more += 1;
        }
    }

    /// All of them in the order of the file, the count last.
    pub fn finish(mut self, file: FileId) -> Vec<Diagnostic> {
        self.found.sort_by_key(|diagnostic| diagnostic.span);
        if self.more > 0 {
            self.found.push(say::more_mistakes(Span::whole(file), self.more));
        }
        self.found
    }
}
