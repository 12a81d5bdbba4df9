//! What every page has around its own matter: title, addresses, languages, the way up.

use serde::Serialize;

use crate::diag::Diagnostic;
use crate::model::config::Rating;
use crate::model::figure::Dashboard;
use crate::model::id::{LangId, NoteId};
use crate::model::note::Kind;
use crate::render::card;
use crate::render::engine::{Drawing, Html, Value, shared};
use crate::render::hosts;
use crate::render::json_ld::{self, Thing};
use crate::render::press::{Language, Press};
use crate::render::scales;
use crate::render::view::page::{AlternateView, PageView};
use crate::render::view::parts::{DayView, LinkView};
use crate::render::view::site::{NavView, SiteView};
use crate::source::FileId;
use crate::words;

/// A page, ready for its template.
pub struct Sheet {
    /// The template.
    pub template: &'static str,
    /// `page`.
    pub page: PageView,
    /// The name and the view of what it is about.
    pub own: (&'static str, Value),
    /// The note's file, where it is a note's page.
    pub file: Option<FileId>,
}

impl Sheet {
    /// A page that is no note's.
    pub fn new(template: &'static str, page: PageView, name: &'static str, view: &impl Serialize) -> Self {
        Sheet { template, page, own: (name, shared(view)), file: None }
    }
}

/// Draws a page, as UTF-8.
pub fn print(press: &Press<'_>, lang: LangId, sheet: &Sheet) -> Result<Vec<u8>, Diagnostic> {
    let (site, words) = press.shared[lang.index()].get_or_init(|| {
        let language = press.language(lang);
        (shared(&site_view(press, language)), shared(&words::all(language.lang).collect::<Words>()))
    });
    let shown = sheet.file.map(|file| press.sources.shown_path(file));
    let shown = format!("`{}`", shown.as_deref().unwrap_or(&sheet.page.url));
    let views = [
        ("site", site.clone()),
        ("w", words.clone()),
        ("page", shared(&sheet.page)),
        (sheet.own.0, sheet.own.1.clone()),
    ];
    press.engine.render(sheet.template, &views, Drawing { page: &shown, file: sheet.file })
}

type Words = std::collections::BTreeMap<&'static str, &'static str>;

/// What a page says of itself before it is put into its frame.
pub struct Frame<'f> {
    /// Its language.
    pub lang: LangId,
    /// Its URL below the base.
    pub url: String,
    /// What it is.
    pub kind: &'static str,
    /// The section it belongs to.
    pub section: &'static str,
    /// Its title.
    pub title: &'f str,
    /// One or two sentences.
    pub description: &'f str,
    /// The pages above it, without the home page.
    pub above: Vec<LinkView>,
    /// The same page in all languages that have it.
    pub editions: Vec<(LangId, String)>,
    /// What it is to search engines.
    pub thing: Thing,
    /// The ratings that it shows.
    pub ratings: Vec<Rating>,
}

/// The frame of a generated page, which every language has.
pub fn generated<'f>(press: &Press<'_>, lang: LangId, path: &str, title: &'f str) -> Frame<'f> {
    let url = press.language(lang).url(path);
    Frame {
        lang,
        kind: "list",
        section: "",
        title,
        description: "",
        above: Vec::new(),
        editions: press.languages.iter().map(|language| (language.id, language.url(path))).collect(),
        thing: json_ld::collection(press, title, &url, lang),
        ratings: Vec::new(),
        url,
    }
}

impl Frame<'_> {
    /// The view of the page.
    pub fn view(self, press: &Press<'_>) -> PageView {
        let language = press.language(self.lang);
        let site_title = press.site.config.title.get(self.lang);
        let home = LinkView {
            title: language.word("home").to_owned(),
            url: press.addresses.local(&language.prefix),
        };
        let is_home = self.kind == "home";
        let crumbs: Vec<LinkView> = if is_home { Vec::new() } else { [vec![home], self.above].concat() };
        let description = if self.description.is_empty() {
            press.site.config.description.get(self.lang)
        } else {
            self.description
        };
        PageView {
            tab: if is_home { site_title.to_owned() } else { format!("{} – {site_title}", self.title) },
            title: self.title.to_owned(),
            description: card::clipped(description),
            kind: self.kind,
            section: self.section,
            url: press.addresses.local(&self.url),
            canonical: press.addresses.absolute(&self.url),
            alternates: alternates(press, self.lang, &self.editions),
            json_ld: if self.thing.is_none() {
                Html::default()
            } else {
                json_ld::script(press, &self.thing, &crumbs)
            },
            crumbs,
            image: press
                .site_image(self.lang)
                .map_or_else(String::new, |path| press.addresses.absolute(path)),
            image_alt: site_title.to_owned(),
            og_type: "website",
            published: String::new(),
            feeds: Vec::new(),
            scales: scales::of_ratings(press, &self.ratings, self.lang),
            listed: true,
        }
    }
}

fn alternates(press: &Press<'_>, lang: LangId, editions: &[(LangId, String)]) -> Vec<AlternateView> {
    if editions.len() < 2 {
        return Vec::new();
    }
    let view = |(id, url): &(LangId, String)| {
        let language = press.language(*id);
        AlternateView {
            lang: language.code.to_owned(),
            name: language.word("language_name").to_owned(),
            url: press.addresses.local(url),
            canonical: press.addresses.absolute(url),
            current: *id == lang,
        }
    };
    editions.iter().map(view).collect()
}

fn site_view(press: &Press<'_>, language: &Language<'_>) -> SiteView {
    let (config, lang) = (&press.site.config, language.id);
    let local = |path: &str| press.addresses.local(&language.url(path));
    let name = match config.publisher.name.get(lang) {
        "" => config.title.get(lang),
        name => name,
    };
    let script = |name: &str| {
        let found = press.assets.scripts.iter().find(|script| script.0 == name);
        found.map_or(String::new(), |script| script.1.clone())
    };
    SiteView {
        title: config.title.get(lang).to_owned(),
        description: config.description.get(lang).to_owned(),
        lang: language.code.to_owned(),
        html_lang: language.html_code().to_owned(),
        home: local(""),
        search: local("search/"),
        nav: navigation(press, language),
        more: more_links(press, language),
        pages: own_pages(press, lang),
        styles: press.assets.styles.clone(),
        fonts: press.assets.fonts.clone(),
        scripts: ["theme.js", "figure.js", "sort.js", "filter.js", "copy.js", "reveal.js"]
            .map(script)
            .into_iter()
            .filter(|url| !url.is_empty())
            .collect(),
        search_script: script("search.js"),
        icon: press.addresses.local("favicon.svg"),
        policy: hosts::POLICY,
        qualification: config.publisher.qualification.get(lang).to_owned(),
        publisher: LinkView { title: name.to_owned(), url: config.publisher.url.clone().unwrap_or_default() },
        today: DayView::new(crate::model::date::Date::day(press.site.today), language),
        feed: local("feed.xml"),
        json_feed: local("feed.json"),
    }
}

/// The sections that hold anything.
fn navigation(press: &Press<'_>, language: &Language<'_>) -> Vec<NavView> {
    let entry = |key: &'static str| NavView {
        key,
        title: language.word(key).to_owned(),
        url: press.addresses.local(&language.url(&format!("{key}/"))),
    };
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Page);
    let kinds = kinds.filter(|kind| press.site.listed(*kind, language.id).next().is_some());
    let mut nav: Vec<NavView> = kinds.map(|kind| entry(kind.folder())).collect();
    let pages = Dashboard::ALL.into_iter().filter(|page| !press.dashboard(*page, language.id).is_empty());
    nav.extend(pages.map(|page| entry(page.slug())));
    nav
}

fn more_links(press: &Press<'_>, language: &Language<'_>) -> Vec<LinkView> {
    let site = press.site;
    let pages = [
        ("figures", !site.figures.is_empty()),
        ("data", !site.datasets.is_empty()),
        ("sources", !site.sources.is_empty()),
        ("tickers", !site.tickers.is_empty()),
        ("tags", !site.tags.is_empty()),
        ("corrections", true),
        ("changes", !site.changes.all.is_empty()),
    ];
    let link = |key: &str| LinkView {
        title: language.word(key).to_owned(),
        url: press.addresses.local(&language.url(&format!("{key}/"))),
    };
    pages.into_iter().filter(|(_, any)| *any).map(|(key, _)| link(key)).collect()
}

fn own_pages(press: &Press<'_>, lang: LangId) -> Vec<LinkView> {
    let link = |id: NoteId| crate::render::card::link(press, id, lang);
    press.site.listed(Kind::Page, lang).take(12).map(link).collect()
}
