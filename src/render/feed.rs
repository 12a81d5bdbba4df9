//! Feeds: what is new and what changed, as Atom and as JSON Feed; of everything, of a note, of a ticker.

use serde_json::json;

use super::card;
use super::changes;
use super::escape::{self, html_into};
use super::paper::Paper;
use super::press::{Press, note_date, ticker_path};
use super::view::page::FeedLinkView;
use super::{prose, restated};
use crate::model::change::Change;
use crate::model::date::Date;
use crate::model::id::{LangId, NoteId, TickerId};
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
struct Feed {
    title: String,
    home: String,
    own: String,
    lang: String,
    updated: String,
    entries: Vec<Entry>,
}

struct Entry {
    id: String,
    title: String,
    url: String,
    date: String,
    summary: String,
    content: String,
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
    out.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    html_into(&feed.lang, &mut out);
    out.push_str("\">\n");
    element("id", &feed.home, &mut out);
    element("title", &feed.title, &mut out);
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
        element("updated", &entry.date, &mut out);
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
    let item = |entry: &Entry| {
        let mut item = json!({
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "summary": entry.summary,
            "date_published": entry.date,
        });
        if entry.content.is_empty() {
            item["content_text"] = json!(entry.summary);
        } else {
            item["content_html"] = json!(entry.content);
        }
        item
    };
    let items: Vec<serde_json::Value> = feed.entries.iter().map(item).collect();
    let whole = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.own,
        "language": feed.lang,
        "authors": [{"name": publisher(press, about)}],
        "items": items,
    });
    escape::json(&whole)
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

fn gather(press: &Press<'_>, about: About, file: &str) -> Feed {
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
        lang: press.language(lang).html_code().to_owned(),
        updated: entries.iter().map(|entry| entry.date.clone()).max().unwrap_or(today),
        entries,
    }
}

fn entries(press: &Press<'_>, about: About) -> Vec<Entry> {
    let (site, lang) = (press.site, lang_of(press, about));
    let of_notes = |notes: Vec<NoteId>, whole: bool| {
        let dated = notes.into_iter().filter(|note| note_date(site.note(*note)).is_some());
        dated.take(ENTRIES).map(|note| entry(press, note, lang, whole)).collect()
    };
    let told = |change: &Change| changed(press, change, about);
    match about {
        About::All(lang) => of_notes(everything(press, lang), true),
        About::Note(note) => of_notes(press.about[press.original(note).index()].clone(), false),
        About::Corrections(lang) => corrections(press, lang),
        About::Changes(_) => site.changes.all.iter().take(ENTRIES).map(told).collect(),
        About::NoteChanges(note) => changes::of_note(press, note).take(ENTRIES).map(told).collect(),
        About::TickerChanges(ticker, _) => {
            let symbol = &site.tickers[ticker.index()].symbol;
            site.changes.of_ticker(symbol).take(ENTRIES).map(told).collect()
        }
    }
}

/// A change as an entry. It has one name in all feeds of a language.
fn changed(press: &Press<'_>, change: &Change, about: About) -> Entry {
    let lang = lang_of(press, about);
    let language = press.language(lang);
    let view = changes::view(press, change, lang);
    let known = view
        .source
        .as_ref()
        .map(|source| format!(" {}{}{}", language.word("source"), language.word("colon"), source.title));
    let when = language.phrase("change_since", &[("date", &view.date.words)]);
    let sentence = changes::sentence(&view, language);
    let page = press.addresses.absolute(&folder(press, About::Changes(lang)));
    let subject = press.site.place(press.site.edition(change.subject, lang));
    Entry {
        id: format!("{page}#{}", change.id),
        summary: format!("{sentence}. {when}{}", known.unwrap_or_default()),
        title: sentence,
        url: press.addresses.absolute(&subject.url),
        date: timestamp(press, change.date),
        content: String::new(),
    }
}

/// Corrections of reports, newest first; each says what the numbers were and what they are now.
fn corrections(press: &Press<'_>, lang: LangId) -> Vec<Entry> {
    let language = press.language(lang);
    let mut made: Vec<(Date, Entry)> = Vec::new();
    for id in press.newest(Kind::Report, lang) {
        let note = press.site.note(*id);
        let Details::Report(report) = &note.details else { continue };
        for (place, correction) in report.corrections.iter().enumerate() {
            let mut said = vec![correction.what.plain.clone()];
            let at = restated::place(press, *id, correction);
            for change in at.map_or(Vec::new(), |at| restated::of_correction(press, *id, at)) {
                let values = [("row", &change.row), ("then", &change.then), ("now", &change.now)];
                let key = if change.then.is_empty() { "restated_kept_back" } else { "restated_since" };
                said.push(language.phrase(key, &values.map(|(name, value)| (name, value.as_str()))));
            }
            let date = correction.date.value;
            let url = press.addresses.absolute(&press.site.place(*id).url);
            let entry = Entry {
                id: format!("{url}#correction-{}", place + 1),
                title: format!(
                    "{}{}{}",
                    language.word("corrected"),
                    language.word("colon"),
                    note.front.title.value
                ),
                url: format!("{url}#correction-{}", place + 1),
                date: timestamp(press, date),
                summary: said.join(" "),
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
    let newest = |kind: Kind| press.newest(kind, lang).iter().copied().take(ENTRIES);
    let mut notes: Vec<NoteId> = kinds.into_iter().flat_map(newest).collect();
    notes.sort_by_key(|id| (std::cmp::Reverse(note_date(press.site.note(*id))), *id));
    notes
}

fn entry(press: &Press<'_>, id: NoteId, lang: LangId, whole: bool) -> Entry {
    let id = press.site.edition(id, lang);
    let (note, url) = (press.site.note(id), &press.site.place(id).url);
    let content = match &note.details {
        Details::Report(_) if whole => prose::fill(press, &note.body.prose, Paper::feed(lang, url)),
        _ => String::new(),
    };
    let content = if content.len() > LONGEST { String::new() } else { content };
    Entry {
        id: press.addresses.absolute(url),
        title: note.front.title.value.clone(),
        url: press.addresses.absolute(url),
        date: note_date(note).map_or(String::new(), |date| timestamp(press, date)),
        summary: card::summary(note).to_owned(),
        content,
    }
}

/// A date as a point in time: its first moment in the site's time zone.
fn timestamp(press: &Press<'_>, date: Date) -> String {
    press.site.config.time_zone.midnight(date.first_day()).to_rfc3339()
}
