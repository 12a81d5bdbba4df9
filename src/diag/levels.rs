//! The levels of checks: of the whole site, and of single notes.

use std::collections::{BTreeMap, HashMap};

use super::{Diagnostic, Level, Severity, explain};
use crate::source::FileId;

/// The levels that a site sets. Only what is a warning by its making has a level; errors stay errors.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    site: BTreeMap<String, Level>,
    notes: BTreeMap<FileId, BTreeMap<String, Level>>,
    deny_warnings: bool,
}

impl Levels {
    /// Sets the level of a check for the whole site; the last one counts.
    pub fn set(&mut self, code: &str, level: Level) {
        self.site.insert(code.to_owned(), level);
    }

    /// Whether the whole site denies a check: then no note lowers it.
    pub fn is_denied(&self, code: &str) -> bool {
        self.site.get(code) == Some(&Level::DENY)
    }

    /// Sets the level of a check for one file; it counts before the site's.
    pub fn set_for(&mut self, file: FileId, code: &str, level: Level) {
        self.notes.entry(file).or_default().insert(code.to_owned(), level);
    }

    /// Makes errors of all warnings that are told.
    pub fn deny_warnings(&mut self) {
        self.deny_warnings = true;
    }

    /// The level of a check in a file.
    pub fn of(&self, code: &str, file: FileId) -> Level {
        self.of_file(code, file).unwrap_or_else(|| self.of_site(code))
    }

    fn of_file(&self, code: &str, file: FileId) -> Option<Level> {
        self.notes.get(&file)?.get(code).copied()
    }

    fn of_site(&self, code: &str) -> Level {
        let set = self.site.get(code).copied();
        set.or_else(|| explain::find(code)?.level).unwrap_or(Level::WARN)
    }

    /// Diagnostics as these levels want them.
    pub fn apply(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        // A site may have tens of thousands of one kind.
        let mut of_site: HashMap<&'static str, Level> = HashMap::new();
        diagnostics.retain_mut(|diagnostic| {
            if diagnostic.severity == Severity::Error {
                return true;
            }
            let code = diagnostic.code;
            let own = self.of_file(code, diagnostic.span.file);
            match own.unwrap_or_else(|| *of_site.entry(code).or_insert_with(|| self.of_site(code))) {
                Level::Allow => false,
                Level::Report(_) if self.deny_warnings => {
                    diagnostic.severity = Severity::Error;
                    true
                }
                Level::Report(severity) => {
                    diagnostic.severity = severity;
                    true
                }
            }
        });
        diagnostics
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn a_note_counts_before_the_site_and_errors_stay() {
        let mut levels = Levels::default();
        levels.set("raw-html", Level::DENY);
        levels.set("unknown-reference", Level::Allow);
        levels.set_for(FileId(1), "raw-html", Level::Allow);
        let told = |code, file, error: bool| {
            let span = Span::whole(FileId(file));
            if error { Diagnostic::error(code, span, "x") } else { Diagnostic::warning(code, span, "x") }
        };
        let all = vec![
            told("raw-html", 0, false),
            told("raw-html", 1, false),
            told("remote-image", 0, false),
            told("unknown-reference", 0, true),
        ];
        let apply = |levels: &Levels| {
            let kept = levels.apply(all.clone()).into_iter();
            kept.map(|told| (told.code, told.severity)).collect::<Vec<_>>()
        };
        let errors = [("raw-html", Severity::Error), ("unknown-reference", Severity::Error)];
        assert_eq!(apply(&levels), [errors[0], ("remote-image", Severity::Warning), errors[1]]);
        levels.deny_warnings();
        assert_eq!(apply(&levels), [errors[0], ("remote-image", Severity::Error), errors[1]]);
    }
}
