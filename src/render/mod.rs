//! Renders a site: every page, feed and file of the output, from templates and what is known.
//!
//! A [`Renderer`] knows every file that the site has ([`Renderer::routes`]) and makes each on its own
//! ([`Renderer::render`]), so that a build makes them all in parallel and a preview server only the one
//! that was asked for.

mod escape;
mod address;
mod embedded;
mod filters;
mod names;
mod engine;
mod assets;
mod press;
mod paper;
mod table;
mod row;
mod view;
mod restated;
mod figure;
mod fact;
mod prose;
mod card;
mod scales;
mod changes;
mod json_ld;
mod hosts;
mod feed;
mod search_pages;
mod search_index;
mod pages;
mod api;
mod llms;
mod record;
mod social;
mod redirect;
mod route;
mod collisions;
mod sitemap;
#[cfg(test)]
mod tests;

pub use route::Route;

use std::borrow::Cow;

use pages::frame::{self, Sheet};
use press::Press;
use route::Page;

use crate::diag::{Checked, Diagnostic};
use crate::model::drawn::{Drawn, Picture};
use crate::model::id::LangId;
use crate::model::output::{Output, OutputContent};
use crate::model::site::Site;
use crate::model::spreadsheet;
use crate::source::Sources;

/// A site, ready to be printed.
pub struct Renderer<'s> {
    press: Press<'s>,
    routes: Vec<Route>,
}

impl<'s> Renderer<'s> {
    /// Reads the templates and lists the output. Templates of the site's own that do not read are
    /// reported, with the built-in ones in their place. `drawn` has an entry per figure of the site, in
    /// their order.
    pub fn new(sources: &'s Sources, site: &'s Site, drawn: &'s [Drawn]) -> Checked<Renderer<'s>> {
        let Checked { value: mut press, mut diagnostics } = Press::new(sources, site, drawn);
        let (pictures, told) = social::plan(&press);
        press.pictures = pictures;
        diagnostics.extend(told);
        let claimed = route::claimed(&press);
        diagnostics.extend(collisions::find(&press, &claimed));
        let routes = route::all(&press, claimed);
        Checked { value: Renderer { press, routes }, diagnostics }
    }

    /// The paths of the site's own templates.
    pub fn own_templates(&self) -> Vec<String> {
        self.press.engine.own().map(|file| self.press.sources.shown_path(file)).collect()
    }

    /// Every file of the output, sorted by path.
    pub fn routes(&self) -> Vec<Route> {
        self.routes.clone()
    }

    /// Makes one file. The same route gives the same bytes.
    ///
    /// # Errors
    /// A template of the site's own that asks for something that is not there, located in that template.
    pub fn render(&self, route: &Route) -> Result<Output, Diagnostic> {
        let content = match route.page {
            Page::Asset(asset) => OutputContent::Copy(self.press.site.asset(asset).file),
            Page::SiteCard(lang) => OutputContent::Bytes(Cow::Owned(social::paint_site(&self.press, lang))),
            Page::SocialCard(note) => OutputContent::Bytes(Cow::Owned(social::paint_note(&self.press, note))),
            Page::FigurePng(figure) => {
                OutputContent::Bytes(Cow::Owned(social::paint_figure(&self.press, figure)))
            }
            Page::Look(place) => OutputContent::Bytes(self.press.assets.files[place].1.clone()),
            page => OutputContent::Bytes(Cow::Owned(match self.sheet(page) {
                Some((lang, sheet)) => frame::print(&self.press, lang, &sheet)?,
                None if route.path.ends_with(".json") => {
                    escape::json_without_markup(self.file(page)).into_bytes()
                }
                None => self.file(page).into_bytes(),
            })),
        };
        Ok(Output { path: route.path.clone(), content })
    }

    /// A page for readers, with its language; none for other files.
    fn sheet(&self, page: Page) -> Option<(LangId, Sheet)> {
        let press = &self.press;
        if let Page::Note(id) = page {
            return Some((press.site.note(id).lang, pages::note::page(press, id)));
        }
        let lang = page.language()?;
        let sheet = match page {
            Page::Home(_) => pages::home::page(press, lang),
            Page::Section(kind, _, number) => pages::sections::page(press, kind, lang, number),
            Page::Dashboard(dashboard, _) => pages::dashboards::page(press, dashboard, lang),
            Page::Tickers(_) => pages::terms::tickers(press, lang),
            Page::Ticker(ticker, _) => pages::terms::ticker(press, ticker, lang),
            Page::Tags(_) => pages::terms::tags(press, lang),
            Page::Tag(tag, _, number) => pages::terms::tag(press, tag, lang, number),
            Page::Figures(shown, _, number) => pages::figures::page(press, shown, lang, number),
            Page::Sources(_) => pages::sources::page(press, lang),
            Page::Corrections(_) => pages::corrections::page(press, lang),
            Page::Changes(_) => pages::changes::page(press, lang),
            Page::Datasets(_) => pages::datasets::list(press, lang),
            Page::Dataset(dataset, _) => pages::datasets::page(press, dataset, lang),
            Page::Search(_) => pages::search::page(press, lang),
            _ => pages::search::missing(press, lang),
        };
        Some((lang, sheet))
    }

    /// A file that is no page for readers.
    fn file(&self, page: Page) -> String {
        let press = &self.press;
        match page {
            Page::SearchIndex(lang) => search_index::write(press, lang),
            Page::SearchTexts(lang, number) => search_index::texts(press, lang, number),
            Page::Redirect(place) => redirect::page(press, press.site.redirects[place].1),
            Page::Atom(about) => feed::atom(press, about),
            Page::JsonFeed(about) => feed::json(press, about),
            Page::Sitemap(None) => sitemap::write(press, &self.routes),
            Page::Sitemap(Some(number)) => sitemap::part(press, &self.routes, number),
            Page::Llms => llms::write(press),
            Page::Robots => hosts::robots(press),
            Page::Headers => hosts::headers(),
            Page::ApiIndex => api::index(press),
            Page::ApiNotes => api::notes(press),
            Page::ApiNote(note) => api::note(press, note),
            Page::ApiDatasets => api::datasets(press),
            Page::ApiRows(dataset) => api::rows(&press.site.dataset(dataset).dataset),
            Page::Csv(dataset) => spreadsheet::lines(&press.site.dataset(dataset).dataset).all().to_owned(),
            Page::FigureCsv(figure) => press.csv(figure),
            Page::FigureJson(figure) => record::write(press, figure),
            Page::FigureSvg(figure) => press.picture(figure).map_or_else(String::new, Picture::flat),
            _ => String::new(),
        }
    }
}
