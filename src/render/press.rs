//! What every page is printed with: the site, its figures, addresses, templates and shared words.

use std::sync::OnceLock;

use super::address::Addresses;
use super::assets::{self, Assets};
use super::engine::{Engine, Value};
use crate::dates;
use crate::diag::Checked;
use crate::format::Lang;
use crate::model::date::{Date, Period};
use crate::model::drawn::{Download, Drawn, Picture};
use crate::model::figure::{Dashboard, Figure, Owner};
use crate::model::id::{AuthorId, FigureId, LangId, NoteId, TagId};
use crate::model::note::{Details, Kind, Note};
use crate::model::portable::portable;
use crate::model::site::{Site, Tag};
use crate::model::spreadsheet;
use crate::model::stage::Bound;
use crate::source::Sources;
use crate::words;

/// Everything that pages share.
pub struct Press<'s> {
    /// The files of the site.
    pub sources: &'s Sources,
    /// The site.
    pub site: &'s Site,
    /// Its figures, drawn.
    pub drawn: &'s [Drawn],
    /// Templates.
    pub engine: Engine,
    /// Addresses.
    pub addresses: Addresses,
    /// Files of the look.
    pub assets: Assets,
    /// The languages of the site.
    pub languages: Vec<Language<'s>>,
    /// Per note and language its entry in lists, made when first asked for.
    pub(super) cards: Vec<OnceLock<Value>>,
    /// Per language and kind its unexpired notes, newest first, then by path.
    lists: Vec<Vec<NoteId>>,
    /// Per note (of those that stand for their editions) the notes that name it, newest first.
    pub about: Vec<Vec<NoteId>>,
    /// Per generated page and language its figures.
    dashboards: Vec<(Dashboard, LangId, FigureId)>,
    /// Per change and language how feeds tell it, made when first asked for.
    pub(super) changes: Vec<OnceLock<Told>>,
    /// Words and site per language, as templates see them, made when first asked for.
    pub(super) shared: Vec<OnceLock<(Value, Value)>>,
    /// The pictures that are painted.
    pub pictures: Pictures,
    /// Per language its charts and its tables in the order of the list of all figures, made when first asked for.
    pub(super) gallery: Vec<OnceLock<[Vec<FigureId>; 2]>>,
    /// Per language the notes of the search index, shared out to files of texts, made when first asked for.
    pub(super) shares: Vec<OnceLock<Vec<Vec<NoteId>>>>,
}

/// Paths below the output of pictures that are painted (PNG); a path names what the picture shows, so that the same
/// path always holds the same picture.
#[derive(Debug, Default)]
pub struct Pictures {
    /// Per note the one for links that are shared.
    pub notes: Vec<Option<String>>,
    /// Per language the one for links to any other page.
    pub sites: Vec<Option<String>>,
    /// Per figure its own.
    pub figures: Vec<Option<String>>,
}

/// A change in a language, as feeds tell it.
#[derive(Debug)]
pub struct Told {
    /// As one sentence.
    pub sentence: String,
    /// The sentence, since when, and where it is known from.
    pub whole: String,
}

/// A language of the site.
#[derive(Clone, Debug)]
pub struct Language<'s> {
    /// Its id.
    pub id: LangId,
    /// Its code in `site.yaml`.
    pub code: &'s str,
    /// In which its words and numbers are written.
    pub lang: Lang,
    /// What its URLs start with: nothing, or `zh/`.
    pub prefix: String,
}

impl Language<'_> {
    /// An interface word.
    pub fn word<'k>(&self, key: &'k str) -> &'k str {
        words::word(self.lang, key)
    }

    /// An interface phrase with values.
    pub fn phrase(&self, key: &str, values: &[(&str, &str)]) -> String {
        words::phrase(self.lang, key, values)
    }

    /// A date in words.
    pub fn date(&self, date: Date) -> String {
        dates::date(date, self.lang)
    }

    /// A period in words.
    pub fn period(&self, period: Period) -> String {
        dates::period(period, self.lang)
    }

    /// The URL of a generated page (`usage/`) in this language.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    /// The code for `lang` attributes: `zh` is taken as simplified Chinese.
    pub fn html_code(&self) -> &str {
        if self.code == "zh" { "zh-Hans" } else { self.code }
    }
}

impl<'s> Press<'s> {
    /// Reads the templates and indexes the site.
    pub fn new(sources: &'s Sources, site: &'s Site, drawn: &'s [Drawn]) -> Checked<Press<'s>> {
        let addresses = Addresses::new(&site.config.base_url);
        let Checked { value: engine, diagnostics } = Engine::new(sources, &addresses);
        let languages = languages(site);
        let assets = assets::gather(sources, site, &addresses);
        let press = Press {
            sources,
            site,
            drawn,
            engine,
            assets,
            cards: lazily(site.notes.len() * languages.len()),
            changes: lazily(site.changes.all.len() * languages.len()),
            shared: lazily(languages.len()),
            pictures: Pictures::default(),
            gallery: lazily(languages.len()),
            shares: lazily(languages.len()),
            lists: lists(site),
            about: about(site),
            dashboards: dashboards(site),
            addresses,
            languages,
        };
        Checked { value: press, diagnostics }
    }

    /// A language.
    pub fn language(&self, lang: LangId) -> &Language<'s> {
        &self.languages[lang.index()]
    }

    /// A figure, drawn. A figure that was not drawn is an empty one.
    pub fn drawn(&self, id: FigureId) -> &Drawn {
        static NOTHING: OnceLock<Drawn> = OnceLock::new();
        self.drawn.get(id.index()).unwrap_or_else(|| NOTHING.get_or_init(Drawn::default))
    }

    /// The picture of a figure, if it has one.
    pub fn picture(&self, id: FigureId) -> Option<&Picture> {
        self.drawn(id).picture.as_ref()
    }

    /// What can be downloaded with a figure, as CSV; empty where there is nothing.
    pub fn csv(&self, id: FigureId) -> String {
        match &self.drawn(id).csv {
            None => String::new(),
            Some(Download::Sheet(text)) => text.clone(),
            Some(Download::Rows(data, rows)) => {
                spreadsheet::lines(&self.site.dataset(*data).dataset).of(rows)
            }
        }
    }

    /// The figures of a generated page.
    pub fn dashboard(&self, page: Dashboard, lang: LangId) -> Vec<FigureId> {
        let from = self.dashboards.partition_point(|entry| (entry.0, entry.1) < (page, lang));
        let own = self.dashboards[from..].iter().take_while(|entry| (entry.0, entry.1) == (page, lang));
        own.map(|entry| entry.2).collect()
    }

    /// The URL below the base of the page that shows a figure.
    pub fn figure_page(&self, figure: &Figure) -> String {
        match figure.owner {
            Owner::Note(note) => self.site.place(note).url.clone(),
            Owner::Page(page, lang) => self.language(lang).url(&format!("{}/", page.slug())),
        }
    }

    /// The figures that lists name: those of pages in a language that have not expired.
    pub fn listed_figures(&self, lang: LangId) -> impl Iterator<Item = &'s Figure> {
        let current = |figure: &&Figure| match figure.owner {
            Owner::Note(note) => !self.site.place(note).expired,
            Owner::Page(..) => true,
        };
        self.site.figures.iter().filter(move |figure| figure.lang == lang).filter(current)
    }

    /// The id of a figure on its page. A heading of the same id keeps it; the figure then takes another.
    pub fn figure_anchor(&self, figure: &Figure) -> String {
        let id = &figure.head.id;
        let taken = match figure.owner {
            Owner::Note(note) => self.site.note(note).body.headings.iter().any(|heading| heading.id == *id),
            Owner::Page(..) => false,
        };
        if taken { format!("figure-{id}") } else { id.clone() }
    }

    /// The path below the output of a figure's download (`csv` or `svg`).
    pub fn figure_file(&self, figure: &Figure, ending: &str) -> String {
        format!("{}figures/{}.{ending}", self.figure_page(figure), portable(&figure.head.id))
    }

    /// The path below the output of the painted picture of a figure, if there is one.
    pub fn figure_png(&self, id: FigureId) -> Option<&str> {
        self.pictures.figures.get(id.index())?.as_deref()
    }

    /// The path below the output of the picture for links to a note, if there is one.
    pub fn social_image(&self, id: NoteId) -> Option<&str> {
        self.pictures.notes.get(id.index())?.as_deref()
    }

    /// The path below the output of the picture for links to pages that have none of their own, if there is one.
    pub fn site_image(&self, lang: LangId) -> Option<&str> {
        self.pictures.sites.get(lang.index())?.as_deref()
    }

    /// A note's address.
    pub fn note_url(&self, note: NoteId) -> String {
        self.addresses.local(&self.site.place(note).url)
    }

    /// Whether the day by which a note is listed has come: a model may be known before its release.
    pub fn is_out(&self, note: NoteId) -> bool {
        note_date(self.site.note(note)).is_none_or(|date| date.first_day() <= self.site.today)
    }

    /// The note that stands for all editions of a note.
    pub fn original(&self, note: NoteId) -> NoteId {
        self.site.place(note).editions.first().map_or(note, |edition| edition.note)
    }

    /// The unexpired notes of a kind for readers of a language, newest first.
    pub fn newest(&self, kind: Kind, lang: LangId) -> &[NoteId] {
        &self.lists[lang.index() * Kind::ALL.len() + kind as usize]
    }

    /// The name of an author for readers of a language.
    pub fn author(&self, author: AuthorId, lang: LangId) -> &'s str {
        let author = &self.site.config.authors[author.index()];
        match author.name.get(lang) {
            "" => author.key.as_str(),
            name => name,
        }
    }

    /// Finds a tag by what a note calls it.
    pub fn tag(&self, name: &str) -> Option<TagId> {
        let slug = Tag::slug_of(name);
        self.site.tags.binary_search_by(|tag| tag.slug.cmp(&slug)).ok().map(TagId::at)
    }
}

/// The date by which a note is listed: a model's release, else its publication, else its last change.
pub fn note_date(note: &Note<Bound>) -> Option<Date> {
    let front = &note.front;
    let plain = || front.date.as_ref().or(front.updated.as_ref()).map(|date| date.value);
    match &note.details {
        Details::Model(model) => model.released.as_ref().map(|date| date.value).or_else(plain),
        _ => plain(),
    }
}

/// A ticker as part of a URL.
pub fn ticker_path(symbol: &str) -> String {
    let plain = |letter: char| if letter.is_alphanumeric() || ".-_".contains(letter) { letter } else { '-' };
    let path: String = symbol.chars().map(plain).collect();
    format!("tickers/{}/", path.trim_matches('.'))
}

fn languages(site: &Site) -> Vec<Language<'_>> {
    let language = |(index, code): (usize, &'_ String)| {
        let prefix = if index == 0 { String::new() } else { format!("{code}/") };
        (index, prefix)
    };
    let codes = site.config.languages.iter();
    codes
        .enumerate()
        .map(|(index, code)| {
            let (index, prefix) = language((index, code));
            Language { id: LangId(index as u8), code, lang: Lang::from_code(code), prefix }
        })
        .collect()
}

fn lists(site: &Site) -> Vec<Vec<NoteId>> {
    let kinds = [Kind::Vendor, Kind::Model, Kind::Theme, Kind::Report, Kind::Page];
    let mut lists = Vec::new();
    for index in 0..site.config.languages.len() {
        for kind in kinds {
            let mut notes: Vec<NoteId> = site.listed(kind, LangId(index as u8)).collect();
            notes.sort_by_key(|id| (std::cmp::Reverse(note_date(site.note(*id))), *id));
            lists.push(notes);
        }
    }
    lists
}

fn lazily<T>(count: usize) -> Vec<OnceLock<T>> {
    (0..count).map(|_| OnceLock::new()).collect()
}

/// Per note the notes whose front matter names it: reports and themes for what they cover, models for
/// their vendor.
fn about(site: &Site) -> Vec<Vec<NoteId>> {
    let mut about: Vec<Vec<NoteId>> = vec![Vec::new(); site.notes.len()];
    for (index, note) in site.notes.iter().enumerate() {
        let id = NoteId::at(index);
        if !site.is_original(id) || site.place(id).expired {
            continue;
        }
        for named in names(note) {
            let original = site.place(named).editions.first().map_or(named, |edition| edition.note);
            about[original.index()].push(id);
        }
    }
    for list in &mut about {
        list.sort_by_key(|id| (std::cmp::Reverse(note_date(site.note(*id))), *id));
        list.dedup();
    }
    about
}

/// The notes that a note's front matter names.
fn names(note: &Note<Bound>) -> Vec<NoteId> {
    match &note.details {
        Details::Model(model) => vec![model.vendor],
        Details::Theme(theme) => [theme.vendors.as_slice(), &theme.models].concat(),
        Details::Report(report) => [report.vendors.as_slice(), &report.models, &report.themes].concat(),
        Details::Vendor(_) | Details::Page => Vec::new(),
    }
}

fn dashboards(site: &Site) -> Vec<(Dashboard, LangId, FigureId)> {
    let owned = site.figures.iter().filter_map(|figure| match figure.owner {
        Owner::Page(page, lang) => Some((page, lang, figure.id)),
        Owner::Note(_) => None,
    });
    let mut all: Vec<_> = owned.collect();
    all.sort();
    all
}
