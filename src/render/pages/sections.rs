//! Sections: all vendors, models, themes and reports.

use super::frame::{self, Sheet};
use super::front;
use crate::model::id::{LangId, NoteId};
use crate::model::note::{Details, Kind};
use crate::render::card;
use crate::render::press::{Language, Press, note_date};
use crate::render::scales;
use crate::render::view::lists::{GroupView, ListView, ModelRowView, PagerView};
use crate::render::view::parts::{DayView, LinkView};

/// How many reports, or notes of a tag, stand on one page.
pub const PER_PAGE: usize = 50;

/// How many pages a list of so many entries has.
pub fn pages(entries: usize) -> usize {
    entries.div_ceil(PER_PAGE).max(1)
}

/// A page of a list, from 1: its URL below the list's.
pub fn page_path(path: &str, page: usize) -> String {
    if page < 2 { path.to_owned() } else { format!("{path}page/{page}/") }
}

/// A section, or a page of it.
pub fn page(press: &Press<'_>, kind: Kind, lang: LangId, number: usize) -> Sheet {
    let language = press.language(lang);
    let path = format!("{}/", kind.folder());
    let title = language.word(kind.folder());
    let mut frame = frame::generated(press, lang, &page_path(&path, number), title);
    frame.kind = "section";
    frame.section = kind.folder();
    let notes = press.newest(kind, lang);
    if kind == Kind::Model {
        return Sheet::new("models.html", frame.view(press), "models", &model_rows(press, language));
    }
    if number > 1 {
        frame
            .above
            .push(LinkView { title: title.to_owned(), url: press.addresses.local(&language.url(&path)) });
    }
    let (groups, pager) = match kind {
        Kind::Report => (
            by_year(press, slice(notes, number), lang),
            pager(press, language, &path, (number, pages(notes.len()))),
        ),
        _ => (vec![one_group(card::cards(press, &by_title(press, notes), lang))], None),
    };
    frame.ratings = scales::stances(press, notes).collect();
    let list = ListView { title: title.to_owned(), intro: String::new(), groups, pager };
    Sheet::new("section.html", frame.view(press), "list", &list)
}

/// The notes of one page of a list.
pub fn slice(notes: &[NoteId], number: usize) -> &[NoteId] {
    let from = (number.max(1) - 1) * PER_PAGE;
    notes.get(from..notes.len().min(from + PER_PAGE)).unwrap_or(&[])
}

fn one_group(cards: Vec<crate::render::engine::Value>) -> GroupView {
    GroupView { name: String::new(), url: String::new(), cards }
}

fn by_title(press: &Press<'_>, notes: &[NoteId]) -> Vec<NoteId> {
    let mut notes = notes.to_vec();
    notes.sort_by_cached_key(|id| (press.site.note(*id).front.title.value.to_lowercase(), *id));
    notes
}

/// Notes in groups by the year of their date, in the order given.
pub fn by_year(press: &Press<'_>, notes: &[NoteId], lang: LangId) -> Vec<GroupView> {
    let year = |id: &NoteId| note_date(press.site.note(*id)).map(|date| date.year());
    let groups = notes.chunk_by(|a, b| year(a) == year(b));
    groups
        .map(|group| GroupView {
            name: year(&group[0]).map_or(String::new(), |year| year.to_string()),
            url: String::new(),
            cards: card::cards(press, group, lang),
        })
        .collect()
}

/// The way to the pages before and after; nothing for a list of one page.
pub fn pager(
    press: &Press<'_>,
    language: &Language<'_>,
    path: &str,
    (number, total): (usize, usize),
) -> Option<PagerView> {
    let address = |page: usize| press.addresses.local(&language.url(&page_path(path, page)));
    (total > 1).then(|| PagerView {
        previous: if number > 1 { address(number - 1) } else { String::new() },
        next: if number < total { address(number + 1) } else { String::new() },
        words: language.phrase("page_of", &[("n", &number.to_string()), ("total", &total.to_string())]),
    })
}

/// All models as rows, newest first.
fn model_rows(press: &Press<'_>, language: &Language<'_>) -> Vec<ModelRowView> {
    let row = |id: &NoteId| {
        let note = press.site.note(*id);
        let Details::Model(model) = &note.details else { return None };
        let open = model.open_weights.map(|open| if open { "yes" } else { "no" });
        Some(ModelRowView {
            model: card::link(press, *id, language.id),
            vendor: card::link(press, model.vendor, language.id),
            released: model.released.as_ref().map(|date| DayView::new(date.value, language)),
            status: model.status.map_or("", |status| language.word(status.word())),
            context: model
                .context_tokens
                .map_or(String::new(), |tokens| front::tokens_in_words(tokens, language)),
            context_tokens: model.context_tokens.unwrap_or(0),
            open_weights: open.map_or("", |open| language.word(open)),
        })
    };
    press.newest(Kind::Model, language.id).iter().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_has_pages() {
        assert_eq!((pages(0), pages(50), pages(51)), (1, 1, 2));
        let notes: Vec<NoteId> = (0..51).map(NoteId::at).collect();
        assert_eq!(slice(&notes, 1).len(), 50);
        assert_eq!(slice(&notes, 2), [NoteId(50)]);
        assert!(slice(&notes, 3).is_empty());
        assert_eq!(page_path("reports/", 2), "reports/page/2/");
    }
}
