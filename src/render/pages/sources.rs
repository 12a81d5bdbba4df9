//! Sources: the numbered list of a page, and the page of all of them.

use std::borrow::Cow;

use crate::model::id::{LangId, SourceId};
use crate::model::site::Site;
use crate::render::card;
use crate::render::pages::frame::{self, Sheet};
use crate::render::press::{Language, Press};
use crate::render::view::note::SourceView;

/// The numbered sources of a page.
pub fn numbered<'p>(press: &'p Press<'_>, order: &[SourceId], lang: LangId) -> Vec<SourceView<'p>> {
    let list = order.iter().enumerate();
    list.map(|(place, id)| SourceView { number: place + 1, ..view(press, *id, lang) }).collect()
}

/// A source, without a number.
pub fn view<'p>(press: &'p Press<'_>, id: SourceId, lang: LangId) -> SourceView<'p> {
    let (source, language) = (press.site.source(id), press.language(lang));
    let code = source.language.as_deref().filter(|code| !same_language(code, language.code));
    SourceView {
        number: 0,
        key: &source.key,
        title: source.title.get(lang),
        url: source.url.as_deref().unwrap_or_default(),
        details: details(press.site, id, language),
        note: source.note.as_ref().map_or("", |note| note.get(lang)),
        lang: code.unwrap_or(""),
        foreign_title: code.is_some() && source.title.each().count() == 1,
        cited_by: Vec::new(),
    }
}

fn same_language(a: &str, b: &str) -> bool {
    let base = |code: &'_ str| code.split('-').next().unwrap_or(code).len();
    a[..base(a)].eq_ignore_ascii_case(&b[..base(b)])
}

fn details<'s>(site: &'s Site, id: SourceId, language: &Language<'_>) -> Vec<Cow<'s, str>> {
    let source = site.source(id);
    let publisher = source.publisher.as_ref().map(|name| Cow::Borrowed(name.get(language.id)));
    let date = source.date.map(|date| Cow::Owned(language.date(date)));
    let license = source.license.as_deref().map(Cow::Borrowed);
    let space = language.lang.pick(" ", "");
    let read = |date| Cow::Owned(format!("{}{space}{}", language.word("accessed"), language.date(date)));
    let read = source.accessed.map(read);
    [publisher, date, license, read].into_iter().flatten().filter(|text| !text.is_empty()).collect()
}

/// The page of all sources with the notes that cite them.
pub fn page(press: &Press<'_>, lang: LangId) -> Sheet {
    let language = press.language(lang);
    let ids = (0..press.site.sources.len()).map(SourceId::at);
    let entry = |id: SourceId| {
        let notes = press.site.cited_by.get(id.index()).map_or(&[][..], Vec::as_slice);
        SourceView { cited_by: card::cards(press, notes, lang), ..view(press, id, lang) }
    };
    let list: Vec<SourceView<'_>> = ids.map(entry).collect();
    let title = language.word("sources");
    let mut frame = frame::generated(press, lang, "sources/", title);
    frame.description = language.word("sources_intro");
    Sheet::new("sources.html", frame.view(press), "list", &list)
}
