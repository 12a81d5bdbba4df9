//! The pipeline: one line per verb.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::compute;
use crate::diag::{Checked, Diagnostic, counts};
use crate::load;
use crate::model::config::BaseUrl;
use crate::model::drawn::Drawn;
use crate::model::note::Note;
use crate::model::site::{Place, Site};
use crate::model::stage::Bound;
pub use crate::render::{Renderer, Route};
use crate::resolve;
use crate::source::Sources;

/// What a build depends on besides the files.
#[derive(Clone, Debug)]
pub struct Options {
    /// The moment at which the site is built.
    pub now: DateTime<Utc>,
    /// Whether drafts are published.
    pub drafts: bool,
    /// Where the site will be published, in place of what `site.yaml` says.
    pub base_url: Option<BaseUrl>,
}

/// A site with its figures drawn, ready to be rendered unless its diagnostics hold errors.
#[derive(Debug)]
pub struct Built {
    /// The site.
    pub site: Site,
    /// Its figures, by their ids; empty when the site has errors.
    pub drawn: Vec<Drawn>,
}

/// Makes a site from its files.
pub fn build(sources: &Sources, options: &Options) -> Checked<Built> {
    let mut diagnostics = Vec::new();
    let mut draft = load::load(sources).unpack(&mut diagnostics);
    if let Some(base_url) = &options.base_url {
        draft.config.base_url = base_url.clone();
    }
    let at = resolve::Options { now: options.now, drafts: options.drafts };
    let site = resolve::resolve(sources, draft, &at).unpack(&mut diagnostics);
    let drawn = if counts(&diagnostics).0 == 0 { compute::compute(&site) } else { Vec::new() };
    Checked { value: Built { site, drawn }, diagnostics: in_order(diagnostics) }
}

impl Built {
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

    /// The output paths of the pages of notes, by the paths of their files.
    pub fn pages(&self, sources: &Sources) -> BTreeMap<String, String> {
        let page = |(note, place): (&Note<Bound>, &Place)| {
            (sources.file(note.file).path.as_str().to_owned(), format!("{}index.html", place.url))
        };
        self.site.notes.iter().zip(&self.site.places).map(page).collect()
    }

    /// The renderer of its pages.
    pub fn renderer<'b>(&'b self, sources: &'b Sources) -> Checked<Renderer<'b>> {
        Renderer::new(sources, &self.site, &self.drawn)
    }
}

/// Errors before warnings, each kind in the order of the files.
pub fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|diagnostic| (diagnostic.severity, diagnostic.span));
    diagnostics.dedup();
    diagnostics
}
