//! Feeds: what is new and what changed, as Atom and as JSON Feed; of everything, of a note, of a ticker.

use std::borrow::Cow;

use serde::Serialize;

use super::card;
use super::changes;
use super::escape::{self, html_into};
use super::paper::Paper;
use super::press::{Press, note_date, ticker_path};
use super::view::page::FeedLinkView;
use super::{prose, restated};
use crate::model::date::Date;
use crate::model::id::{ChangeId, LangId, NoteId, TickerId};
use crate::model::note::{Details, Kind};

/// How many entries a feed has.
const ENTRIES: usize = 30;

/// The longest note that stands in a feed as a whole, in bytes of HTML; of a longer one it has the
/// summary, for readers fetch a feed again and again.
const LONGEST: usize = 200_000;

/// What a feed is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum About {
    /// Everything in a language.
    All(LangId),
    /// A vendor or a theme.
    Note(NoteId),
    /// Corrections of reports, in a language.
    Corrections(LangId),
    /// What changed, in a language.
    Changes(LangId),
    /// What changed about a vendor, a model or a theme.
    NoteChanges(NoteId),
    /// What changed about a ticker.
    TickerChanges(TickerId, LangId),
}

impl About {
    /// The names of its files: Atom, then JSON.
    pub fn names(self) -> [&'static str; 2] {
        match self {
            About::All(_) | About::Note(_) | About::Changes(_) | About::Corrections(_) => {
                ["feed.xml", "feed.json"]
            }
            About::NoteChanges(_) | About::TickerChanges(..) => ["changes.xml", "changes.json"],
        }
    }
}

/// A feed before it is written.
struct Feed<'p> {
    title: String,
    home: String,
    own: String,
    lang: &'p str,
    updated: String,
    entries: Vec<Entry<'p>>,
}

struct Entry<'p> {
    id: String,
    title: Cow<'p, str>,
    url: String,
    date: String,
    /// When it was last changed, where that is later.
    updated: String,
    summary: Cow<'p, str>,
    content: String,
}

/// A JSON Feed.
#[derive(Serialize)]
struct JsonFeed<'f> {
    authors: [JsonAuthor<'f>; 1],
    feed_url: &'f str,
    home_page_url: &'f str,
    items: Vec<JsonItem<'f>>,
    language: &'f str,
    title: &'f str,
    version: &'static str,
}

#[derive(Serialize)]
struct JsonAuthor<'f> {
    name: &'f str,
}

#[derive(Serialize)]
struct JsonItem<'f> {
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'f str>,
    date_published: &'f str,
    id: &'f str,
    summary: &'f str,
    title: &'f str,
    url: &'f str,
}

/// The folder below the output that holds a feed's files.
pub fn folder(press: &Press<'_>, about: About) -> String {
    match about {
        About::All(lang) => press.language(lang).prefix.clone(),
        About::Note(note) | About::NoteChanges(note) => press.site.place(note).url.clone(),
        About::Changes(lang) => press.language(lang).url("changes/"),
        About::TickerChanges(ticker, lang) => {
            press.language(lang).url(&ticker_path(&press.site.tickers[ticker.index()].symbol))
        }
        About::Corrections(lang) => press.language(lang).url("corrections/"),
    }
}

/// Links to both forms of a feed.
pub fn links(press: &Press<'_>, about: About, title: &str) -> Vec<FeedLinkView> {
    let folder = folder(press, about);
    let link = |(name, mime): (&str, &'static str)| FeedLinkView {
        title: title.to_owned(),
        url: press.addresses.local(&format!("{folder}{name}")),
        mime,
    };
    about.names().into_iter().zip(["application/atom+xml", "application/feed+json"]).map(link).collect()
}

/// The Atom feed.
pub fn atom(press: &Press<'_>, about: About) -> String {
    let feed = gather(press, about, about.names()[0]);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str("<?xml-stylesheet type=\"text/css\" href=\"");
    html_into(&press.assets.feed, &mut out);
    out.push_str("\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    html_into(feed.lang, &mut out);
    out.push_str("\">\n");
    element("id", &feed.home, &mut out);
    element("title", &feed.title, &mut out);
    purpose(press.language(lang_of(press, about)).word("feed_purpose"), &feed.home, &mut out);
    element("updated", &feed.updated, &mut out);
    link("self", &feed.own, &mut out);
    link("alternate", &feed.home, &mut out);
    out.push_str("<author>");
    element("name", publisher(press, about), &mut out);
    out.push_str("</author>\n");
    for entry in &feed.entries {
        out.push_str("<entry>\n");
        element("id", &entry.id, &mut out);
        element("title", &entry.title, &mut out);
        element("updated", &entry.updated, &mut out);
        element("published", &entry.date, &mut out);
        link("alternate", &entry.url, &mut out);
        element("summary", &entry.summary, &mut out);
        if !entry.content.is_empty() {
            out.push_str("<content type=\"html\">");
            html_into(&entry.content, &mut out);
            out.push_str("</content>\n");
        }
        out.push_str("</entry>\n");
    }
    out.push_str("</feed>\n");
    out
}

/// The JSON feed.
pub fn json(press: &Press<'_>, about: About) -> String {
    let feed = gather(press, about, about.names()[1]);
    escape::json(&JsonFeed {
        authors: [JsonAuthor { name: publisher(press, about) }],
        feed_url: &feed.own,
        home_page_url: &feed.home,
        items: feed.entries.iter().map(item).collect(),
        language: feed.lang,
        title: &feed.title,
        version: "https://jsonfeed.org/version/1.1",
    })
}

fn item<'f>(entry: &'f Entry<'_>) -> JsonItem<'f> {
    let whole = (!entry.content.is_empty()).then_some(entry.content.as_str());
    JsonItem {
        content_html: whole,
        content_text: whole.is_none().then_some(&*entry.summary),
        date_modified: (entry.updated != entry.date).then_some(&entry.updated),
        date_published: &entry.date,
        id: &entry.id,
        summary: &entry.summary,
        title: &entry.title,
        url: &entry.url,
    }
}

fn element(name: &str, text: &str, out: &mut String) {
    for part in ["<", name, ">"] {
        out.push_str(part);
    }
    html_into(text, out);
    for part in ["</", name, ">\n"] {
        out.push_str(part);
    }
}

/// What the file is for, to who opens it in a browser, with a way to the page that it is about.
fn purpose(words: &str, page: &str, out: &mut String) {
    out.push_str("<subtitle type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">");
    html_into(words, out);
    out.push_str(" <a href=\"");
    html_into(page, out);
    out.push_str("\">");
    html_into(page, out);
    out.push_str("</a></div></subtitle>\n");
}

fn link(relation: &str, address: &str, out: &mut String) {
    out.push_str("<link rel=\"");
    out.push_str(relation);
    out.push_str("\" href=\"");
    html_into(address, out);
    out.push_str("\"/>\n");
}

fn publisher<'p>(press: &'p Press<'_>, about: About) -> &'p str {
    let config = &press.site.config;
    match config.publisher.name.get(lang_of(press, about)) {
        "" => config.title.get(lang_of(press, about)),
        name => name,
    }
}

fn lang_of(press: &Press<'_>, about: About) -> LangId {
    match about {
        About::All(lang)
        | About::Corrections(lang)
        | About::Changes(lang)
        | About::TickerChanges(_, lang) => lang,
        About::Note(note) | About::NoteChanges(note) => press.site.note(note).lang,
    }
}

fn gather<'p>(press: &'p Press<'_>, about: About, file: &str) -> Feed<'p> {
    let (lang, home) = (lang_of(press, about), folder(press, about));
    let site_title = press.site.config.title.get(lang);
    let word = press.language(lang).word("changes");
    let title = match about {
        About::All(_) => site_title.to_owned(),
        About::Changes(_) => format!("{word} – {site_title}"),
        About::Note(note) => format!("{} – {site_title}", press.site.note(note).front.title.value),
        About::NoteChanges(note) => {
            format!("{} · {word} – {site_title}", press.site.note(note).front.title.value)
        }
        About::TickerChanges(ticker, _) => {
            format!("{} · {word} – {site_title}", press.site.tickers[ticker.index()].symbol)
        }
        About::Corrections(lang) => format!("{} – {site_title}", press.language(lang).word("corrections")),
    };
    let entries = entries(press, about);
    let today = timestamp(press, Date::day(press.site.today));
    Feed {
        title,
        own: press.addresses.absolute(&format!("{home}{file}")),
        home: press.addresses.absolute(&home),
        lang: press.language(lang).html_code(),
        // An entry on what is scheduled has a day that lies ahead; the feed is of today at the latest.
        updated: entries.iter().map(|entry| &entry.updated).max().unwrap_or(&today).min(&today).clone(),
        entries,
    }
}

fn entries<'p>(press: &'p Press<'_>, about: About) -> Vec<Entry<'p>> {
    let (site, lang) = (press.site, lang_of(press, about));
    let of_notes = |notes: Vec<NoteId>, whole: bool| {
        let is_dated = |note: &NoteId| note_date(site.note(*note)).is_some() && press.is_out(*note);
        let dated = notes.into_iter().filter(is_dated);
        dated.take(ENTRIES).map(|note| entry(press, note, lang, whole)).collect()
    };
    let told = |id: ChangeId| changed(press, id, lang);
    match about {
        About::All(lang) => of_notes(everything(press, lang), true),
        About::Note(note) => of_notes(press.about[press.original(note).index()].clone(), false),
        About::Corrections(lang) => corrections(press, lang),
        About::Changes(_) => site.changes.ids().take(ENTRIES).map(told).collect(),
        About::NoteChanges(note) => changes::of_note(press, note).take(ENTRIES).map(told).collect(),
        About::TickerChanges(ticker, _) => {
            let symbol = &site.tickers[ticker.index()].symbol;
            site.changes.of_ticker(symbol).iter().copied().take(ENTRIES).map(told).collect()
        }
    }
}

/// A change as an entry. It has one name in all feeds of a language.
fn changed<'p>(press: &'p Press<'_>, id: ChangeId, lang: LangId) -> Entry<'p> {
    let (change, told) = (press.site.changes.get(id), changes::told(press, id, lang));
    let page = press.addresses.absolute(&folder(press, About::Changes(lang)));
    let subject = press.site.place(press.site.edition(change.subject, lang));
    let date = timestamp(press, change.date);
    Entry {
        id: format!("{page}#{}", change.id),
        summary: Cow::Borrowed(&told.whole),
        title: Cow::Borrowed(&told.sentence),
        url: press.addresses.absolute(&subject.url),
        updated: date.clone(),
        date,
        content: String::new(),
    }
}

/// Corrections of reports, newest first; each says what the numbers were and what they are now.
fn corrections<'p>(press: &'p Press<'_>, lang: LangId) -> Vec<Entry<'p>> {
    let language = press.language(lang);
    let mut made: Vec<(Date, Entry<'p>)> = Vec::new();
    for id in press.newest(Kind::Report, lang) {
        let note = press.site.note(*id);
        let Details::Report(report) = &note.details else { continue };
        for correction in &report.corrections {
            let mut said = vec![correction.what.plain.clone()];
            let at = restated::place(press, *id, correction);
            for change in at.map_or(Vec::new(), |at| restated::of_correction(press, *id, at)) {
                said.push(restated::sentence(&change, language));
            }
            let date = correction.date.value;
            let page = press.addresses.absolute(&press.site.place(*id).url);
            let url = format!("{page}#{}", restated::anchor(press, *id, correction));
            let entry = Entry {
                id: url.clone(),
                title: Cow::Owned(format!(
                    "{}{}{}",
                    language.word("corrected"),
                    language.word("colon"),
                    note.front.title.value
                )),
                url,
                date: timestamp(press, date),
                updated: timestamp(press, date),
                summary: Cow::Owned(said.join(" ")),
                content: String::new(),
            };
            made.push((date, entry));
        }
    }
    made.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    made.into_iter().take(ENTRIES).map(|(_, entry)| entry).collect()
}

/// Reports, themes and models, newest first.
fn everything(press: &Press<'_>, lang: LangId) -> Vec<NoteId> {
    let kinds = [Kind::Report, Kind::Theme, Kind::Model];
    let newest =
        |kind: Kind| press.newest(kind, lang).iter().copied().filter(|id| press.is_out(*id)).take(ENTRIES);
    let mut notes: Vec<NoteId> = kinds.into_iter().flat_map(newest).collect();
    notes.sort_by_key(|id| (std::cmp::Reverse(note_date(press.site.note(*id))), *id));
    notes
}

fn entry<'p>(press: &'p Press<'_>, id: NoteId, lang: LangId, whole: bool) -> Entry<'p> {
    let id = press.site.edition(id, lang);
    let (note, url) = (press.site.note(id), &press.site.place(id).url);
    let content = match &note.details {
        Details::Report(_) if whole => prose::fill(press, &note.body.prose, Paper::feed(lang, url)),
        _ => String::new(),
    };
    let at = |date: Option<Date>| date.map_or(String::new(), |date| timestamp(press, date));
    let (listed, changed) = (note_date(note), note_date(note).max(note.changed()));
    let date = at(listed);
    let content = if content.len() > LONGEST { String::new() } else { content };
    Entry {
        id: press.addresses.absolute(url),
        title: Cow::Borrowed(&note.front.title.value),
        url: press.addresses.absolute(url),
        updated: if changed == listed { date.clone() } else { at(changed) },
        date,
        summary: Cow::Borrowed(card::summary(note)),
        content,
    }
}

/// A date as a point in time: its first moment in the site's time zone.
fn timestamp(press: &Press<'_>, date: Date) -> String {
    press.site.config.time_zone.midnight(date.first_day()).to_rfc3339()
}
