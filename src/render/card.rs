//! Entries of lists: a note in a few words, made once per language and shared by all pages that list it.

use super::engine::{Value, shared};
use super::escape::html_into;
use super::press::{Language, Press, note_date};
use super::view::lists::CardView;
use super::view::parts::{DayView, LinkView, RatingView};
use crate::model::config::Rating;
use crate::model::id::{LangId, NoteId};
use crate::model::note::{Details, Kind, Note};
use crate::model::stage::Bound;
use crate::words;

/// The entry of a note for readers of a language: of its edition in that language, where there is one.
pub fn card(press: &Press<'_>, note: NoteId, lang: LangId) -> Value {
    let note = press.site.edition(note, lang);
    let slot = note.index() * press.languages.len() + lang.index();
    press.cards[slot].get_or_init(|| shared(&view(press, note, lang))).clone()
}

/// The entries of several notes.
pub fn cards(press: &Press<'_>, notes: &[NoteId], lang: LangId) -> Vec<Value> {
    notes.iter().map(|note| card(press, *note, lang)).collect()
}

fn view(press: &Press<'_>, id: NoteId, lang: LangId) -> CardView {
    let (note, language) = (press.site.note(id), press.language(lang));
    let own = press.language(note.lang);
    let foreign = note.lang != lang;
    CardView {
        title: note.front.title.value.clone(),
        url: press.note_url(id),
        kind: note.kind().word(),
        kind_word: language.word(note.kind().word()),
        summary: summary(note).to_owned(),
        date: note_date(note).map(|date| DayView::new(date, language)),
        details: details(press, note, language),
        stance: match &note.details {
            Details::Theme(theme) => theme.stance.map(|stance| rating(press, stance, lang)),
            _ => None,
        },
        lang: if foreign { own.html_code().to_owned() } else { String::new() },
        lang_name: if foreign { own.word("language_name").to_owned() } else { String::new() },
    }
}

/// The summary of a note, plain; empty where it has none.
pub fn summary(note: &Note<Bound>) -> &str {
    note.front.summary.as_ref().map_or("", |summary| summary.plain.as_str())
}

/// What a note is about, plain: its summary, or the first line of its text.
pub fn description(note: &Note<Bound>) -> &str {
    match summary(note) {
        "" => note.body.plain.lines().find(|line| !line.trim().is_empty()).unwrap_or(""),
        summary => summary,
    }
}

/// The first 300 characters, as many as machines show; at the end of a word where there is one.
pub fn clipped(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(300) else { return text.to_owned() };
    let cut = text[..end].rfind([' ', '。', '，']).filter(|at| *at > end / 2).unwrap_or(end);
    format!("{}…", &text[..cut])
}

fn details(press: &Press<'_>, note: &Note<Bound>, language: &Language<'_>) -> Vec<String> {
    match &note.details {
        Details::Model(model) => {
            let vendor = press.site.note(press.site.edition(model.vendor, language.id));
            let status = model.status.map(|status| language.word(status.word()).to_owned());
            std::iter::once(vendor.front.title.value.clone()).chain(status).collect()
        }
        Details::Vendor(vendor) => {
            vendor.country.iter().map(|code| words::country(language.lang, code).to_owned()).collect()
        }
        _ => Vec::new(),
    }
}

/// A label of a scale with its word and tone.
pub fn rating(press: &Press<'_>, rating: Rating, lang: LangId) -> RatingView {
    let scale = &press.site.config.scales[rating.scale.index()];
    let label = &scale.labels[usize::from(rating.label)];
    let name = match label.name.get(lang) {
        "" => label.key.as_str(),
        name => name,
    };
    RatingView { name: name.to_owned(), tone: tone(usize::from(rating.label), scale.labels.len()) }
}

/// From 5 for the first label of a scale to 1 for the last.
fn tone(place: usize, labels: usize) -> u8 {
    let last = labels.saturating_sub(1).max(1);
    let steps = (place.min(last) * 4 + last / 2) / last;
    5 - u8::try_from(steps).unwrap_or(4).min(4)
}

/// A link to a note, for readers of a language.
pub fn link(press: &Press<'_>, note: NoteId, lang: LangId) -> LinkView {
    let note = press.site.edition(note, lang);
    LinkView { title: press.site.note(note).front.title.value.clone(), url: press.note_url(note) }
}

/// Links in a row, as HTML.
pub fn row(links: impl Iterator<Item = LinkView>, comma: &str) -> String {
    let mut out = String::new();
    for link in links {
        if !out.is_empty() {
            out.push_str(comma);
        }
        out.push_str("<a href=\"");
        html_into(&link.url, &mut out);
        out.push_str("\">");
        html_into(&link.title, &mut out);
        out.push_str("</a>");
    }
    out
}

/// The URL below the base of a kind's section; none for pages.
pub fn section_path(kind: Kind) -> Option<String> {
    (kind != Kind::Page).then(|| format!("{}/", kind.folder()))
}

#[cfg(test)]
mod tests {
    use super::tone;

    #[test]
    fn the_best_label_has_tone_five_and_the_worst_one() {
        assert_eq!((0..5).map(|place| tone(place, 5)).collect::<Vec<_>>(), [5, 4, 3, 2, 1]);
        assert_eq!((0..3).map(|place| tone(place, 3)).collect::<Vec<_>>(), [5, 3, 1]);
        assert_eq!((tone(0, 1), tone(9, 2)), (5, 1));
    }
}
