//! What is being served: the last good edition, and what is wrong with the newest save.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use super::edition::Edition;
use super::http::News;
use crate::diag::{self, Diagnostic, Format, Severity, counts};
use crate::source::Sources;

/// A save with mistakes.
#[derive(Debug)]
pub struct Broken {
    /// The mistakes, as text.
    pub text: String,
    /// How many errors there are.
    pub count: usize,
    pages: BTreeSet<String>,
}

impl Broken {
    /// What is wrong with a save; `last` is the edition before it.
    pub fn new(sources: &Sources, diagnostics: &[Diagnostic], last: Option<&Edition>) -> Broken {
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        // A mistake in a file that no page stands for (settings, templates) shows on the home page.
        let pages = |diagnostic: &Diagnostic| {
            let file = sources.path(diagnostic.span.file);
            match last.map_or(&[][..], |last| last.pages_of(file)) {
                [] => vec!["index.html".to_owned()],
                pages => pages.to_vec(),
            }
        };
        Broken {
            text: diag::write(sources, diagnostics, Format::Human { colour: false }),
            count: counts(diagnostics).0,
            pages: errors.flat_map(pages).collect(),
        }
    }

    /// Whether a page shows the mistakes instead of its last good state.
    pub fn concerns(&self, path: &str) -> bool {
        self.pages.contains(path)
    }
}

/// What pages in browsers are told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Change {
    /// Grows with every save.
    pub version: u64,
    /// How many mistakes the newest save has.
    pub mistakes: usize,
}

/// What is served now.
#[derive(Clone, Debug, Default)]
pub struct Now {
    /// The last good edition.
    pub edition: Option<Edition>,
    /// What is wrong with the newest save.
    pub broken: Option<Arc<Broken>>,
}

/// What is served, shared between the rebuilding thread and the server.
#[derive(Debug)]
pub struct State {
    now: Mutex<Now>,
    /// The newest change.
    pub changes: News<Change>,
    /// The secret of this run.
    pub token: String,
    /// The port that is listened on.
    pub port: u16,
}

impl State {
    /// Nothing is served yet.
    pub fn new(token: String, port: u16) -> State {
        State { now: Mutex::default(), changes: News::new(Change::default()), token, port }
    }

    /// What is served now.
    pub fn now(&self) -> Now {
        self.now.lock().expect("no thread panics while it holds the state").clone()
    }

    /// Which save is served.
    pub fn version(&self) -> u64 {
        self.changes.newest().version
    }

    /// A save without mistakes.
    pub fn replace(&self, edition: Edition) {
        self.update(|now| *now = Now { edition: Some(edition), broken: None });
    }

    /// A save with mistakes: the last good edition stays.
    pub fn spoil(&self, broken: Broken) {
        self.update(|now| now.broken = Some(Arc::new(broken)));
    }

    fn update(&self, change: impl FnOnce(&mut Now)) {
        let mut now = self.now.lock().expect("no thread panics while it holds the state");
        change(&mut now);
        let mistakes = now.broken.as_ref().map_or(0, |broken| broken.count);
        self.changes.change(|last| *last = Change { version: last.version + 1, mistakes });
    }
}
