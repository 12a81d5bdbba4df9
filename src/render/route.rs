//! Routes: every file of the output, and what it is made of.

use super::address::file_of;
use super::feed::{self, About};
use super::figure::has_record;
use super::pages::figures::Shelf;
use super::pages::{datasets, search, sections};
use super::press::{Press, ticker_path};
use super::{api, assets, changes, search_index};
use crate::model::figure::Dashboard;
use crate::model::id::{AssetId, DatasetId, FigureId, LangId, NoteId, TagId, TickerId};
use crate::model::note::{Details, Kind};
use crate::model::site::Asset;

/// A file of the output.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Route {
    pub(super) path: String,
    pub(super) page: Page,
}

impl Route {
    /// Its path below the output (`models/gpt-4o/index.html`).
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The note whose page it is, if it is one.
    pub fn note(&self) -> Option<NoteId> {
        match self.page {
            Page::Note(note) => Some(note),
            _ => None,
        }
    }

    /// Whether its path names what it holds: a published file of this path is this file.
    pub fn is_settled(&self) -> bool {
        matches!(self.page, Page::SiteCard(_) | Page::SocialCard(_) | Page::FigurePng(_))
    }

    /// Whether it takes long on a large site: it tells of all notes, sources or rows.
    pub fn is_long(&self) -> bool {
        let of_notes = matches!(self.page, Page::ApiNotes | Page::Llms | Page::Sitemap(_));
        let of_all = matches!(self.page, Page::Sources(_) | Page::Search(_) | Page::SearchIndex(_));
        of_notes || of_all || matches!(self.page, Page::Dataset(..) | Page::ApiRows(_) | Page::Csv(_))
    }

    /// Whether it is a page for readers (HTML), rather than data or a file.
    pub fn is_page(&self) -> bool {
        self.page.language().is_some() || matches!(self.page, Page::Note(_))
    }
}

impl Route {
    /// Whether the sitemap lists it: pages for readers, but those that have expired.
    pub(super) fn is_listed(&self, press: &Press<'_>) -> bool {
        match self.page {
            Page::Note(note) => !press.site.place(note).expired,
            Page::Missing(_) => false,
            page => page.language().is_some(),
        }
    }
}

/// How many addresses a sitemap may hold.
pub(super) const PER_SITEMAP: usize = 50_000;

/// How many files the sitemap has.
pub(super) fn sitemap_parts(press: &Press<'_>, routes: &[Route]) -> usize {
    routes.iter().filter(|route| route.is_listed(press)).count().div_ceil(PER_SITEMAP).max(1)
}

/// What a file is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Page {
    Home(LangId),
    Section(Kind, LangId, usize),
    Note(NoteId),
    Dashboard(Dashboard, LangId),
    Tickers(LangId),
    Ticker(TickerId, LangId),
    Tags(LangId),
    Tag(TagId, LangId, usize),
    Figures(Shelf, LangId, usize),
    Sources(LangId),
    Corrections(LangId),
    Changes(LangId),
    Datasets(LangId),
    Dataset(DatasetId, LangId),
    Search(LangId),
    Missing(LangId),
    SearchIndex(LangId),
    /// Texts that the search page reads, by language and number.
    SearchTexts(LangId, usize),
    Redirect(usize),
    Atom(About),
    JsonFeed(About),
    Sitemap(Option<usize>),
    Robots,
    Llms,
    Headers,
    ApiIndex,
    ApiNotes,
    ApiNote(NoteId),
    ApiDatasets,
    ApiRows(DatasetId),
    Csv(DatasetId),
    FigureCsv(FigureId),
    FigureSvg(FigureId),
    FigurePng(FigureId),
    FigureJson(FigureId),
    SocialCard(NoteId),
    /// The picture for links to any other page of a language.
    SiteCard(LangId),
    Look(usize),
    Asset(AssetId),
}

impl Page {
    /// The language of a generated page for readers; none for notes' pages and for files.
    pub(super) fn language(self) -> Option<LangId> {
        match self {
            Page::Home(lang)
            | Page::Section(_, lang, _)
            | Page::Dashboard(_, lang)
            | Page::Tickers(lang)
            | Page::Ticker(_, lang)
            | Page::Tags(lang)
            | Page::Tag(_, lang, _)
            | Page::Figures(_, lang, _)
            | Page::Sources(lang)
            | Page::Corrections(lang)
            | Page::Changes(lang)
            | Page::Datasets(lang)
            | Page::Dataset(_, lang)
            | Page::Search(lang)
            | Page::Missing(lang) => Some(lang),
            _ => None,
        }
    }
}

/// Every file of the output, sorted by path: of several claims on one path the first.
pub fn all(press: &Press<'_>, mut routes: Vec<Route>) -> Vec<Route> {
    routes.dedup_by(|later, first| later.path == first.path);
    let parts = sitemap_parts(press, &routes);
    if parts > 1 {
        let part =
            |number| Route { path: format!("sitemap-{}.xml", number + 1), page: Page::Sitemap(Some(number)) };
        routes.extend((0..parts).map(part));
        routes.sort_by(|a, b| a.path.cmp(&b.path));
    }
    routes
}

/// Every claim on a file of the output, sorted by path; files of the site's own come before those that are made.
pub fn claimed(press: &Press<'_>) -> Vec<Route> {
    let mut list = List { routes: Vec::new() };
    let copied = |asset: &Asset| asset.published && !assets::is_joined(&press.sources.file(asset.file).path);
    for (place, asset) in press.site.assets.iter().enumerate().filter(|(_, asset)| copied(asset)) {
        list.add(asset.path.clone(), Page::Asset(AssetId::at(place)));
    }
    for language in &press.languages {
        generated(press, language.id, &mut list);
    }
    notes(press, &mut list);
    figures(press, &mut list);
    for (place, (url, _)) in press.site.redirects.iter().enumerate() {
        list.add(file_of(url), Page::Redirect(place));
    }
    files(press, &mut list);
    list.routes.sort_by(|a, b| a.path.cmp(&b.path));
    list.routes
}

struct List {
    routes: Vec<Route>,
}

impl List {
    fn add(&mut self, path: String, page: Page) {
        self.routes.push(Route { path, page });
    }

    fn feed(&mut self, press: &Press<'_>, about: About) {
        let (folder, [atom, json]) = (feed::folder(press, about), about.names());
        self.add(format!("{folder}{atom}"), Page::Atom(about));
        self.add(format!("{folder}{json}"), Page::JsonFeed(about));
    }
}

fn generated(press: &Press<'_>, lang: LangId, list: &mut List) {
    let language = press.language(lang);
    let mut page = |path: &str, page: Page| list.add(file_of(&language.url(path)), page);
    page("", Page::Home(lang));
    page("404.html", Page::Missing(lang));
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Page) {
        let count = if kind == Kind::Report { sections::pages(press.newest(kind, lang).len()) } else { 1 };
        for number in 1..=count {
            page(
                &sections::page_path(&format!("{}/", kind.folder()), number),
                Page::Section(kind, lang, number),
            );
        }
    }
    for dashboard in Dashboard::ALL {
        page(&format!("{}/", dashboard.slug()), Page::Dashboard(dashboard, lang));
    }
    page("tickers/", Page::Tickers(lang));
    for (place, ticker) in press.site.tickers.iter().enumerate() {
        page(&ticker_path(&ticker.symbol), Page::Ticker(TickerId::at(place), lang));
    }
    page("tags/", Page::Tags(lang));
    for (place, tag) in press.site.tags.iter().enumerate() {
        for number in 1..=sections::pages(tag.notes.len()) {
            let path = sections::page_path(&format!("tags/{}/", tag.slug), number);
            page(&path, Page::Tag(TagId::at(place), lang, number));
        }
    }
    for (path, made) in [
        ("sources/", Page::Sources(lang)),
        ("corrections/", Page::Corrections(lang)),
        ("data/", Page::Datasets(lang)),
        ("search/", Page::Search(lang)),
    ] {
        page(path, made);
    }
    if !press.site.changes.all.is_empty() {
        page("changes/", Page::Changes(lang));
    }
    for shelf in Shelf::ALL {
        for number in 1..=shelf.pages(press, lang) {
            page(&sections::page_path(shelf.path(), number), Page::Figures(shelf, lang, number));
        }
    }
    for (place, bound) in press.site.datasets.iter().enumerate() {
        page(&datasets::path(&bound.dataset.name), Page::Dataset(DatasetId::at(place), lang));
    }
}

fn notes(press: &Press<'_>, list: &mut List) {
    for (place, note) in press.site.notes.iter().enumerate() {
        let id = NoteId::at(place);
        let url = &press.site.place(id).url;
        list.add(file_of(url), Page::Note(id));
        list.add(api::note_path(press, id), Page::ApiNote(id));
        if let Some(path) = press.social_image(id) {
            list.add(path.to_owned(), Page::SocialCard(id));
        }
        if matches!(note.details, Details::Vendor(_) | Details::Theme(_)) {
            list.feed(press, About::Note(id));
        }
        if changes::of_note(press, id).next().is_some() {
            list.feed(press, About::NoteChanges(id));
        }
    }
}

fn figures(press: &Press<'_>, list: &mut List) {
    for figure in &press.site.figures {
        let drawn = press.drawn(figure.id);
        if drawn.csv.is_some() {
            list.add(press.figure_file(figure, "csv"), Page::FigureCsv(figure.id));
        }
        if press.picture(figure.id).is_some() {
            list.add(press.figure_file(figure, "svg"), Page::FigureSvg(figure.id));
        }
        if has_record(press, figure) {
            list.add(press.figure_file(figure, "json"), Page::FigureJson(figure.id));
        }
        if let Some(path) = press.figure_png(figure.id) {
            list.add(path.to_owned(), Page::FigurePng(figure.id));
        }
    }
}

fn files(press: &Press<'_>, list: &mut List) {
    for (path, page) in [
        ("sitemap.xml", Page::Sitemap(None)),
        ("llms.txt", Page::Llms),
        ("_headers", Page::Headers),
        ("api/index.json", Page::ApiIndex),
        ("api/notes.json", Page::ApiNotes),
        ("api/datasets.json", Page::ApiDatasets),
    ] {
        list.add(path.to_owned(), page);
    }
    if press.sources.find("static/robots.txt").is_none() {
        list.add("robots.txt".to_owned(), Page::Robots);
    }
    for language in &press.languages {
        list.feed(press, About::All(language.id));
        if !press.site.changes.all.is_empty() {
            list.feed(press, About::Changes(language.id));
        }
        for (place, ticker) in press.site.tickers.iter().enumerate() {
            if !press.site.changes.of_ticker(&ticker.symbol).is_empty() {
                list.feed(press, About::TickerChanges(TickerId::at(place), language.id));
            }
        }
        list.feed(press, About::Corrections(language.id));
        if let Some(path) = press.site_image(language.id) {
            list.add(path.to_owned(), Page::SiteCard(language.id));
        }
        list.add(search::index_path(press, language.id), Page::SearchIndex(language.id));
        for number in 1..=search_index::shares(press, language.id).len() {
            list.add(search::texts_path(press, language.id, number), Page::SearchTexts(language.id, number));
        }
    }
    for (place, bound) in press.site.datasets.iter().enumerate() {
        let id = DatasetId::at(place);
        if bound.dataset.schema.redistribute {
            list.add(datasets::csv_path(&bound.dataset.name), Page::Csv(id));
            list.add(datasets::json_path(&bound.dataset.name), Page::ApiRows(id));
        }
    }
    for (place, (path, _)) in press.assets.files.iter().enumerate() {
        list.add(path.clone(), Page::Look(place));
    }
}
