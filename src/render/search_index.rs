//! The index of the search page: titles, summaries, headings and names of all notes and pages, as compact JSON; and the
//! texts of notes, in files that are read one after the other until enough is found.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::card;
use super::escape;
use super::press::Press;
use super::search_pages;
use crate::model::body::Line;
use crate::model::id::{LangId, NoteId};
use crate::model::note::{Details, Kind};
use crate::model::stage::Bound;

/// So many bytes of text a file has, and what the last of its notes has beyond that.
const SHARE: usize = 256 * 1024;

/// The index for readers of a language: a list of `[title, url, kind, summary, other words]`, notes first.
pub fn write(press: &Press<'_>, lang: LangId) -> String {
    let notes = listed(press, lang).map(|note| entry(press, note, lang));
    let entries: Vec<Value> = notes.chain(search_pages::entries(press, lang)).collect();
    escape::json(&entries)
}

/// The notes of the index, in its order.
fn listed(press: &Press<'_>, lang: LangId) -> impl Iterator<Item = NoteId> {
    Kind::ALL.into_iter().flat_map(move |kind| press.newest(kind, lang)).copied()
}

/// The notes of the index in their order, shared out to files by the length of their texts.
pub fn shares(press: &Press<'_>, lang: LangId) -> Vec<Vec<NoteId>> {
    let (mut shares, mut size): (Vec<Vec<NoteId>>, usize) = (Vec::new(), SHARE);
    for id in listed(press, lang) {
        if size >= SHARE {
            shares.push(Vec::new());
            size = 0;
        }
        size += press.site.note(id).body.plain.len();
        shares.last_mut().expect("the first note begins a share").push(id);
    }
    shares
}

/// A file of texts, from 1 on: a list of texts, in the order of the index.
pub fn texts(press: &Press<'_>, lang: LangId, number: usize) -> String {
    let share = shares(press, lang).into_iter().nth(number - 1).unwrap_or_default();
    let mut out = String::with_capacity(SHARE + SHARE / 4);
    for (place, id) in share.into_iter().enumerate() {
        out.push_str(if place == 0 { "[" } else { ",\n" });
        escape::json_text_into(&text(press, id), &mut out);
    }
    out.push(']');
    out
}

/// What a page says in its own words beyond what the index holds.
fn text<'p>(press: &'p Press<'_>, id: NoteId) -> Cow<'p, str> {
    let note = press.site.note(id);
    let lines: Vec<&Line<Bound>> = match &note.details {
        Details::Report(report) => report.key_points.iter().chain(&report.risks).collect(),
        Details::Theme(theme) => {
            let sides = theme.evidence.iter().chain(&theme.counter_evidence).chain(&theme.risks);
            theme.thesis.iter().chain(sides).collect()
        }
        _ => Vec::new(),
    };
    let figures = press.site.place(id).figures.iter().map(|figure| press.site.figure(*figure));
    let captions = figures.flat_map(|figure| std::iter::once(&figure.head.title).chain(&figure.head.note));
    let mut text = Cow::Borrowed(note.body.plain.as_str());
    for part in lines.into_iter().map(|line| line.plain.as_str()).chain(captions.map(String::as_str)) {
        let text = text.to_mut();
        text.push('\n');
        text.push_str(part);
    }
    text
}

fn entry(press: &Press<'_>, id: NoteId, lang: LangId) -> Value {
    let note = press.site.note(id);
    let headings = note.body.headings.iter().map(|heading| text_of(&heading.html));
    let mut words: Vec<String> = names(press, id);
    for tag in &note.front.tags {
        let called = press.tag(&tag.value).map(|id| press.site.tags[id.index()].called(lang));
        words.extend(called.filter(|name| *name != tag.value).map(str::to_owned));
        words.push(tag.value.clone());
    }
    words.extend(headings);
    words.push(note.stem.clone());
    json!([
        note.front.title.value,
        press.note_url(id),
        press.language(lang).word(note.kind().word()),
        card::summary(note),
        words.join(" · "),
    ])
}

fn names(press: &Press<'_>, id: NoteId) -> Vec<String> {
    let note = press.site.note(id);
    let current = |note| !press.site.place(note).expired;
    let titles = press.site.place(id).editions.iter();
    let titles = titles.filter(|edition| edition.note != id && current(edition.note));
    let mut names: Vec<String> =
        titles.map(|edition| press.site.note(edition.note).front.title.value.clone()).collect();
    match &note.details {
        Details::Vendor(vendor) => {
            names.extend(vendor.also_known_as.iter().cloned());
            names.extend(vendor.tickers.iter().map(|ticker| ticker.value.clone()));
        }
        Details::Model(model) => {
            names.extend(model.also_known_as.iter().cloned());
            names.push(press.site.note(model.vendor).front.title.value.clone());
        }
        Details::Report(report) => names.extend(report.tickers.iter().map(|ticker| ticker.value.clone())),
        _ => {}
    }
    names
}

/// The text of a little HTML.
fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            letter if !inside => text.push(letter),
            _ => {}
        }
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::text_of;

    #[test]
    fn a_heading_is_found_by_its_words() {
        assert_eq!(text_of("The <em>price</em> &amp; <code>x</code>"), "The price & x");
    }
}
