//! URLs: gives every note its own, and reports two that claim one.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::diag::catalog::url::Claimant;
use crate::diag::{Checked, Diagnostic, catalog};
use crate::model::config::Config;
use crate::model::dataset::Dataset;
use crate::model::figure::Dashboard;
use crate::model::id::{LangId, NoteId};
use crate::model::note::{Kind, Note};
use crate::model::portable::folded;
use crate::model::site::Asset;
use crate::model::stage::Raw;
use crate::source::{Sources, Span};

/// The URLs of a site.
pub struct Claims {
    /// Per note, as in `Place::url`.
    pub urls: Vec<String>,
    /// Old URLs and the notes they lead to.
    pub redirects: Vec<(String, NoteId)>,
    /// URLs of pages that the generator makes on every site, but for lists that would be empty.
    pub generated: Vec<String>,
}

/// Gives every note its URL and checks that each is claimed once, also where case and Unicode form do
/// not count.
pub fn claim(
    sources: &Sources,
    config: &Config,
    notes: &[Note<Raw>],
    datasets: &[Dataset],
    assets: &[Asset],
) -> Checked<Claims> {
    let mut book = Book { sources, claims: BTreeMap::new(), diagnostics: Vec::new() };
    let generated = generated(config);
    let prefixes = (0..config.languages.len()).map(|index| language_prefix(config, LangId(index as u8)));
    let of_language = prefixes.flat_map(|prefix| LANGUAGE_FILES.map(|file| format!("{prefix}{file}")));
    // Crawlers are told by the owner of the site where they wish to.
    let own_robots = sources.find("static/robots.txt").is_some();
    let files = FILES.into_iter().filter(|file| !(own_robots && *file == "robots.txt"));
    let files = files.map(str::to_owned).chain(of_language);
    for url in generated.iter().cloned().chain(files) {
        book.claims.insert(key(&url), Claim { url, by: None });
    }
    let mut urls = Vec::with_capacity(notes.len());
    for note in notes {
        let url = note_url(config, note);
        let span = note.front.slug.as_ref().map_or(Span::whole(note.file), |slug| slug.span);
        book.claim(&url, (Claimant::Note, span));
        urls.push(url);
    }
    let mut redirects = Vec::new();
    for (index, note) in notes.iter().enumerate() {
        for alias in &note.front.aliases {
            let url = directory(&alias.value);
            if book.claim(&url, (Claimant::Alias, alias.span)) {
                redirects.push((url, NoteId::at(index)));
            }
        }
    }
    for dataset in datasets {
        book.claim(&format!("data/{}/", dataset.name), (Claimant::Data, Span::whole(dataset.csv)));
    }
    for asset in assets {
        book.claim(&asset.path, (Claimant::File, Span::whole(asset.file)));
    }
    redirects.sort();
    Checked { value: Claims { urls, redirects, generated }, diagnostics: book.diagnostics }
}

/// The URL of a note below the base.
fn note_url(config: &Config, note: &Note<Raw>) -> String {
    let (folder, name) = note.stem.rsplit_once('/').map_or(("", note.stem.as_str()), |(f, n)| (f, n));
    let slug = note.front.slug.as_ref().map_or(name, |slug| slug.value.as_str());
    let slug = if folder.is_empty() { slug.to_owned() } else { format!("{folder}/{slug}") };
    let section = match note.kind() {
        Kind::Page => String::new(),
        kind => format!("{}/", kind.folder()),
    };
    let url = format!("{}{section}{slug}/", language_prefix(config, note.lang));
    if url.is_ascii() { url } else { url.nfc().collect() }
}

/// `zh/`, or nothing for the default language.
pub fn language_prefix(config: &Config, lang: LangId) -> String {
    match lang {
        LangId::DEFAULT => String::new(),
        lang => format!("{}/", config.code(lang)),
    }
}

/// An alias as a URL below the base: a name with an ending is a file, anything else a folder.
fn directory(alias: &str) -> String {
    let path = alias.trim_matches('/');
    let file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if file { path.to_owned() } else { format!("{path}/") }
}

/// Files that the generator makes, and folders of them.
const FILES: [&str; 7] =
    ["api/", "assets/", "404.html", "sitemap.xml", "robots.txt", "_headers", "index.html"];

/// Files that the generator makes in each language.
const LANGUAGE_FILES: [&str; 3] = ["feed.xml", "feed.json", "llms.txt"];

/// The URLs of pages that the generator makes.
fn generated(config: &Config) -> Vec<String> {
    let sections = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Page).map(Kind::folder);
    let dashboards = Dashboard::ALL.into_iter().map(Dashboard::slug);
    let shelves = ["figures", "figures/tables"];
    let lists = ["tickers", "tags", "sources", "corrections", "changes", "search", "data"];
    let pages: Vec<&str> = sections.chain(dashboards).chain(shelves).chain(lists).collect();
    let mut urls: Vec<String> = Vec::new();
    for index in 0..config.languages.len() {
        let prefix = language_prefix(config, LangId(index as u8));
        urls.push(prefix.clone());
        urls.extend(pages.iter().map(|page| format!("{prefix}{page}/")));
    }
    urls
}

struct Claim {
    url: String,
    /// Who has it; nobody, where the generator does.
    by: Option<Span>,
}

struct Book<'a> {
    sources: &'a Sources,
    claims: BTreeMap<String, Claim>,
    diagnostics: Vec<Diagnostic>,
}

impl Book<'_> {
    /// Enters a claim; whether it is the first.
    fn claim(&mut self, url: &str, (claimant, span): (Claimant, Span)) -> bool {
        let key = key(url);
        let Some(first) = self.claims.get(&key) else {
            self.claims.insert(key, Claim { url: url.to_owned(), by: Some(span) });
            return true;
        };
        let file = self.sources.shown_path(span.file);
        self.diagnostics.push(match first.by {
            Some(other) => {
                let holder = self.sources.shown_path(other.file);
                catalog::url::same_url((span, other), (url, claimant), [&holder, &file], first.url == url)
            }
            None => catalog::url::reserved_url(span, &file, (url, claimant)),
        });
        false
    }
}

/// What two URLs must differ in, whatever the file system.
fn key(url: &str) -> String {
    folded(url.trim_end_matches('/')).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_is_a_folder_unless_it_names_a_file() {
        assert_eq!(directory("/old/page/"), "old/page/");
        assert_eq!(directory("old/page.html"), "old/page.html");
    }
}
