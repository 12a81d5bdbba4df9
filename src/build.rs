//! The pipeline: one line per verb.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::compute;
use crate::diag::{Checked, Diagnostic, Severity};
use crate::load;
use crate::model::config::{BaseUrl, Config, Level};
use crate::model::drawn::Drawn;
use crate::model::site::Site;
use crate::resolve;
use crate::source::Sources;

pub use crate::render::{Renderer, Route};

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
    site: Site,
    drawn: Vec<Drawn>,
}

/// Makes a site from its files. With errors no figure is drawn.
pub fn build(sources: &Sources, options: &Options) -> Checked<Built> {
    let mut diagnostics = Vec::new();
    let mut draft = load::load(sources).unpack(&mut diagnostics);
    if let Some(base_url) = &options.base_url {
        draft.config.base_url = base_url.clone();
    }
    let options = resolve::Options { now: options.now, drafts: options.drafts };
    let site = resolve::resolve(sources, draft, &options).unpack(&mut diagnostics);
    let diagnostics = at_levels(diagnostics, &site.config);
    let sound = diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error);
    let drawn = if sound { compute::compute(&site) } else { Vec::new() };
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
        let path = |file| sources.file(file).path.as_str().to_owned();
        let page = |url: &str| format!("{url}index.html");
        self.site
            .notes
            .iter()
            .zip(&self.site.places)
            .map(|(note, at)| (path(note.file), page(&at.url)))
            .collect()
    }

    /// The renderer of its pages. Only for a site without errors.
    pub fn renderer<'b>(&'b self, sources: &'b Sources) -> Checked<Renderer<'b>> {
        Renderer::new(sources, &self.site, &self.drawn)
    }
}

/// Warnings at the levels that `checks:` in `site.yaml` sets; errors stay errors.
fn at_levels(mut diagnostics: Vec<Diagnostic>, config: &Config) -> Vec<Diagnostic> {
    let level =
        |code: &str| config.checks.iter().find(|(name, _)| name.value == code).map(|(_, level)| *level);
    diagnostics.retain_mut(|diagnostic| match level(diagnostic.code) {
        Some(Level::Allow) if diagnostic.severity == Severity::Warning => false,
        Some(Level::Report(severity)) if diagnostic.severity == Severity::Warning => {
            diagnostic.severity = severity;
            true
        }
        _ => true,
    });
    diagnostics
}

/// Errors before warnings, each kind in the order of the files.
pub fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|diagnostic| (diagnostic.severity, diagnostic.span));
    diagnostics.dedup();
    diagnostics
}
