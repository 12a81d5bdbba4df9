//! How a text is to be read: its language, and what counts as markup in it.

use crate::model::id::LangId;
use crate::source::Span;

/// Where the notes of a site stand.
const FOLDERS: [&str; 4] = ["/vendors/", "/models/", "/themes/", "/reports/"];

/// How a text is to be read.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The file that the text stands in, whole.
    pub file: &'a str,
    /// Codes of the site's languages; the first is the default.
    pub languages: &'a [String],
    /// The language of the text.
    pub lang: LangId,
    /// Where the site is published (`https://example.org/research/`); empty where that is not said.
    pub base: &'a str,
    /// Whether `$…$` is mathematics.
    pub math: bool,
    /// Whether HTML that does no harm stays HTML; else all is shown as text.
    pub html: bool,
    /// Whether it is a report's: numbers with a unit that are no references are told, tickers are found.
    pub report: bool,
}

impl Reading<'_> {
    /// The path from the site's root of an address of the site's own: a link to it is held against the site like any other.
    pub fn own_path<'t>(&self, address: &'t str) -> Option<&'t str> {
        let base = self.base.trim_end_matches('/');
        let path = address.strip_prefix(base).filter(|_| !base.is_empty())?;
        // Beside a site at the root of its host there may be others.
        let is_root = !base.rsplit("://").next().unwrap_or("").contains('/');
        let is_own = !is_root || FOLDERS.iter().any(|folder| path.starts_with(folder));
        let path = path.strip_suffix("index.html").unwrap_or(path);
        (path.starts_with('/') && !path.contains('?') && is_own).then_some(path)
    }

    /// What stands at a span of the file.
    pub fn raw(&self, at: Span) -> &str {
        self.file.get(at.start as usize..at.end as usize).unwrap_or("")
    }

    /// The code of the text's language; empty for one that the site does not have.
    pub fn code(&self) -> &str {
        self.languages.get(self.lang.index()).map_or("", String::as_str)
    }
}
