//! The index of the search page: titles, summaries, headings and names of all notes, as compact JSON.

use serde_json::{Value, json};

use super::card;
use super::escape;
use super::press::Press;
use crate::model::id::{LangId, NoteId};
use crate::model::note::{Details, Kind};

/// The index for readers of a language: a list of `[title, url, kind, summary, other words]`.
pub fn write(press: &Press<'_>, lang: LangId) -> String {
    let kinds = Kind::ALL.into_iter();
    let entries: Vec<Value> =
        kinds.flat_map(|kind| press.newest(kind, lang)).map(|note| entry(press, *note, lang)).collect();
    escape::json(&entries)
}

fn entry(press: &Press<'_>, id: NoteId, lang: LangId) -> Value {
    let note = press.site.note(id);
    let headings = note.body.headings.iter().map(|heading| text_of(&heading.html));
    let mut words: Vec<String> = names(press, id);
    words.extend(note.front.tags.iter().map(|tag| tag.value.clone()));
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
    let titles = press.site.place(id).editions.iter().filter(|edition| edition.note != id);
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
