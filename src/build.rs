//! The pipeline: one line per verb.
//!
//! Until the verbs are in place, each note becomes a page that holds its text.

use chrono::{DateTime, Utc};

use crate::diag::{Checked, Diagnostic};
use crate::model::config::BaseUrl;
use crate::model::output::{Output, OutputContent};
use crate::source::{Content, Sources};

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
    notes: usize,
}

/// Makes a site from its files.
pub fn build(sources: &Sources, _: &Options) -> Checked<Built> {
    let notes = sources.iter().filter(|(_, file)| file.path.extension() == "md").count();
    let mut diagnostics = Vec::new();
    for (id, file) in sources.iter() {
        if file.text().contains("BROKEN") {
            let at = file.text().find("BROKEN").unwrap_or(0);
            let span = crate::source::Span::new(id, at, at + 6);
            diagnostics.push(Diagnostic::error("broken", span, "broken on purpose").help("mend it"));
        }
    }
    Checked { value: Built { notes }, diagnostics }
}

impl Built {
    /// How many notes there are.
    pub fn notes(&self) -> usize {
        self.notes
    }

    /// How many datasets there are.
    pub fn datasets(&self) -> usize {
        0
    }

    /// How many figures there are.
    pub fn figures(&self) -> usize {
        0
    }

    /// The output paths of the pages of notes, by the paths of their files.
    pub fn pages(&self, sources: &Sources) -> std::collections::BTreeMap<String, String> {
        let routes = Renderer { sources }.routes();
        routes.into_iter().map(|r| (sources.file(r.file).path.as_str().to_owned(), r.path)).collect()
    }

    /// The renderer of its pages.
    pub fn renderer<'b>(&'b self, sources: &'b Sources) -> Checked<Renderer<'b>> {
        Checked::clean(Renderer { sources })
    }
}

/// Renders pages.
#[derive(Debug)]
pub struct Renderer<'s> {
    sources: &'s Sources,
}

/// A page.
#[derive(Clone, Debug)]
pub struct Route {
    path: String,
    file: crate::source::FileId,
}

impl Route {
    /// Its output path.
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl Renderer<'_> {
    /// All pages.
    pub fn routes(&self) -> Vec<Route> {
        let mut routes: Vec<Route> = self
            .sources
            .iter()
            .filter_map(|(file, source)| {
                let inner = source.path.as_str().strip_prefix("content/")?;
                match &source.content {
                    Content::Text(_) if inner.ends_with(".md") => {
                        let stem =
                            inner.trim_end_matches(".md").trim_end_matches("index").trim_end_matches('/');
                        let path = if stem.is_empty() {
                            "index.html".to_owned()
                        } else {
                            format!("{stem}/index.html")
                        };
                        Some(Route { path, file })
                    }
                    Content::Text(_) if inner == "site.yaml" => {
                        Some(Route { path: "index.html".to_owned(), file })
                    }
                    Content::Asset(_) => Some(Route { path: inner.to_owned(), file }),
                    _ => None,
                }
            })
            .collect();
        routes.sort_by(|a, b| a.path.cmp(&b.path));
        routes
    }

    /// Renders one.
    pub fn render(&self, route: &Route) -> Result<Output, Diagnostic> {
        let source = self.sources.file(route.file);
        let content = match &source.content {
            Content::Text(text) => {
                OutputContent::Bytes(format!("<html><body>{text}</body></html>").into_bytes().into())
            }
            _ => OutputContent::Copy(route.file),
        };
        Ok(Output { path: route.path.clone(), content })
    }
}

/// Errors before warnings, each kind in the order of the files.
pub fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|diagnostic| (diagnostic.severity, diagnostic.span));
    diagnostics.dedup();
    diagnostics
}
