//! Feeds: what is new, as Atom and as JSON Feed; of everything, of a vendor, of a theme.

use serde_json::json;

use super::card;
use super::escape::html_into;
use super::paper::Paper;
use super::press::{Press, note_date};
use super::prose;
use crate::model::date::Date;
use crate::model::id::{LangId, NoteId};
use crate::model::note::{Details, Kind};

/// How many entries a feed has.
const ENTRIES: usize = 30;

/// What a feed is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum About {
    /// Everything in a language.
    All(LangId),
    /// A vendor or a theme.
    Note(NoteId),
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
        About::Note(note) => press.site.place(note).url.clone(),
    }
}

/// The Atom feed.
pub fn atom(press: &Press<'_>, about: About) -> String {
    let feed = gather(press, about, "feed.xml");
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
        element("id", &entry.url, &mut out);
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
    let feed = gather(press, about, "feed.json");
    let item = |entry: &Entry| {
        let mut item = json!({
            "id": entry.url,
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
    whole.to_string()
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
        About::All(lang) => lang,
        About::Note(note) => press.site.note(note).lang,
    }
}

fn gather(press: &Press<'_>, about: About, file: &str) -> Feed {
    let (lang, home) = (lang_of(press, about), folder(press, about));
    let site_title = press.site.config.title.get(lang);
    let title = match about {
        About::All(_) => site_title.to_owned(),
        About::Note(note) => format!("{} – {site_title}", press.site.note(note).front.title.value),
    };
    let notes = match about {
        About::All(lang) => everything(press, lang),
        About::Note(note) => press.about[press.original(note).index()].clone(),
    };
    let whole = matches!(about, About::All(_));
    let dated = notes.into_iter().filter(|note| note_date(press.site.note(*note)).is_some());
    let entries: Vec<Entry> = dated.take(ENTRIES).map(|note| entry(press, note, lang, whole)).collect();
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
    Entry {
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
