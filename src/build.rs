//! The pipeline: one line per verb.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::compute;
use crate::diag::{Checked, Diagnostic, Level, Levels, Severity, catalog};
use crate::load;
use crate::model::config::BaseUrl;
use crate::model::date::{Moment, Zone};
use crate::model::drawn::Drawn;
use crate::model::id::LangId;
use crate::model::note::{Kind, Note};
use crate::model::site::{Draft, Site};
use crate::model::stage::Raw;
use crate::resolve;
use crate::source::{Located, Sources};

pub use crate::render::{Renderer, Route};

/// What is remembered from one build to the next: what files gave, and what was drawn.
#[derive(Debug, Default)]
pub struct Memo {
    load: load::Memo,
    compute: compute::Memo,
}

/// What a build depends on besides the files.
#[derive(Clone, Debug)]
pub struct Options {
    /// The moment for which the site is built; a day is the one of the site's time zone.
    pub now: Moment,
    /// Whether drafts are published.
    pub drafts: bool,
    /// Where the site will be published, in place of what `site.yaml` says.
    pub base_url: Option<BaseUrl>,
    /// Whether warnings keep the site from being published.
    pub deny_warnings: bool,
}

impl Options {
    /// The same for a site of a time zone.
    pub fn in_zone(&self, zone: Zone) -> resolve::Options {
        resolve::Options { now: self.now.of_build(zone), drafts: self.drafts }
    }
}

/// A site with its figures drawn, ready to be rendered unless its diagnostics hold errors.
#[derive(Debug)]
pub struct Built {
    /// The site; with errors it holds stand-ins.
    pub site: Site,
    /// Its figures; none with errors.
    pub drawn: Vec<Drawn>,
    levels: Levels,
}

/// Makes a site from its files. With errors no figure is drawn.
pub fn build(sources: &Sources, options: &Options) -> Checked<Built> {
    make(sources, load::load(sources), options, compute::compute)
}

/// Makes a site again: reads only the files that changed since `memo` was last used, and draws only what they
/// changed.
pub fn rebuild(sources: &Sources, options: &Options, memo: &mut Memo) -> Checked<Built> {
    let draft = load::load_again(sources, &mut memo.load);
    make(sources, draft, options, |site| compute::compute_again(site, &mut memo.compute))
}

fn make(
    sources: &Sources,
    draft: Checked<Draft>,
    options: &Options,
    compute: impl FnOnce(&Site) -> Vec<Drawn>,
) -> Checked<Built> {
    let Checked { value: mut draft, mut diagnostics } = draft;
    match (&options.base_url, draft.config.lacks_address) {
        (Some(base_url), _) => draft.config.base_url = base_url.clone(),
        (None, Some(place)) => diagnostics.push(catalog::config::missing_base_url(place)),
        (None, None) => {}
    }
    let levels = levels(&draft, options).unpack(&mut diagnostics);
    let options = options.in_zone(draft.config.time_zone);
    let site = resolve::resolve(sources, draft, &options).unpack(&mut diagnostics);
    let diagnostics = levels.apply(diagnostics);
    let sound = diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error);
    let drawn = if sound { compute(&site) } else { Vec::new() };
    Checked { value: Built { site, drawn, levels }, diagnostics: in_order(diagnostics) }
}

impl Built {
    /// The site.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// How many notes there are.
    pub fn notes(&self) -> usize {
        self.site.notes.len()
    }

    /// How many datasets there are.
    pub fn datasets(&self) -> usize {
        self.site.datasets.len()
    }

    /// How many figures there are.
    pub fn figures(&self) -> usize {
        self.site.figures.len()
    }

    /// The output paths of the pages that show what a file holds, by its path: of notes, of the rows and the sidecars of
    /// datasets, of the list of sources.
    pub fn pages(&self, sources: &Sources) -> BTreeMap<String, Vec<String>> {
        let path = |file| sources.file(file).path.as_str().to_owned();
        let in_each_language = |page: &str| -> Vec<String> {
            let codes = self.site.config.languages.iter().skip(1);
            let prefixes = std::iter::once(String::new()).chain(codes.map(|code| format!("{code}/")));
            prefixes.map(|prefix| format!("{prefix}{page}index.html")).collect()
        };
        let notes = self.site.notes.iter().zip(&self.site.places);
        let notes = notes.map(|(note, at)| (path(note.file), vec![format!("{}index.html", at.url)]));
        let datasets = self.site.datasets.iter().flat_map(|bound| {
            let pages = in_each_language(&format!("data/{}/", bound.dataset.name));
            let rows = path(bound.dataset.csv);
            let sidecar = format!("{}.yaml", rows.trim_end_matches(".csv"));
            [(rows, pages.clone()), (sidecar, pages)]
        });
        let cited = ("content/sources.yaml".to_owned(), in_each_language("sources/"));
        notes.chain(datasets).chain([cited]).collect()
    }

    /// The renderer of its pages. Only for a site without errors.
    pub fn renderer<'b>(&'b self, sources: &'b Sources) -> Checked<Renderer<'b>> {
        let Checked { value, diagnostics } = Renderer::new(sources, &self.site, &self.drawn);
        Checked { value, diagnostics: self.levels.apply(diagnostics) }
    }
}

/// The levels that the site and its notes set; a note's are its translations' too. What the site denies no
/// note lowers.
pub fn levels(draft: &Draft, options: &Options) -> Checked<Levels> {
    let mut levels = Levels::default();
    for (check, level) in &draft.config.policies.levels {
        levels.set(check, *level);
    }
    for (check, level) in &draft.config.checks {
        levels.set(&check.value, *level);
    }
    let lowers =
        |(code, level): &&(Located<String>, Level)| *level != Level::DENY && levels.is_denied(&code.value);
    let lowered = draft.notes.iter().flat_map(|note| note.front.checks.iter().filter(lowers));
    let diagnostics =
        lowered.map(|(code, _)| catalog::config::denied_check(code.span, &code.value)).collect();
    let strict = draft.notes.iter().filter(|note| !note.front.checks.is_empty());
    let originals = strict.clone().filter(|note| note.lang == LangId::DEFAULT);
    let own: BTreeMap<(Kind, &str), &Note<Raw>> =
        originals.map(|note| ((note.kind(), note.stem.as_str()), note)).collect();
    let editions = draft.notes.iter().filter(|_| !own.is_empty());
    let given = editions.filter_map(|note| Some((note.file, *own.get(&(note.kind(), note.stem.as_str()))?)));
    for (file, note) in given.chain(strict.map(|note| (note.file, note))) {
        for (check, level) in &note.front.checks {
            levels.set_for(file, &check.value, *level);
        }
    }
    if options.deny_warnings {
        levels.deny_warnings();
    }
    Checked { value: levels, diagnostics }
}

/// Errors before warnings, each kind in the order of the files; what is said twice of one place is told once.
pub fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|diagnostic| (diagnostic.severity, diagnostic.span));
    let mut doubled: BTreeSet<usize> = BTreeSet::new();
    let mut start = 0;
    for of_place in diagnostics.chunk_by(|a, b| a.span == b.span) {
        if of_place.len() > 1 {
            // Of a place that cannot be told better there may be thousands.
            let mut said = HashSet::new();
            let again = of_place.iter().zip(start..).filter(|(told, _)| !said.insert(*told));
            doubled.extend(again.map(|(_, place)| place));
        }
        start += of_place.len();
    }
    let mut places = 0..;
    diagnostics.retain(|_| places.next().is_some_and(|place| !doubled.contains(&place)));
    diagnostics
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    #[test]
    fn what_is_said_twice_of_one_place_is_told_once() {
        let told = |at, message: &str| Diagnostic::warning("x", Span::new(FileId(0), at, at + 1), message);
        let all = vec![told(5, "a"), told(0, "a"), told(0, "b"), told(0, "a"), told(5, "b"), told(5, "b")];
        let places = in_order(all).into_iter().map(|told| (told.span.start, told.message));
        let wanted = [(0, "a"), (0, "b"), (5, "a"), (5, "b")].map(|(at, message)| (at, message.to_owned()));
        assert_eq!(places.collect::<Vec<_>>(), wanted);
    }
}
