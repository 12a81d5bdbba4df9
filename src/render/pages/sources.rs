//! Sources: the numbered list of a page, and the page of all of them.

use crate::model::id::{LangId, SourceId};
use crate::model::site::Site;
use crate::render::card;
use crate::render::pages::frame::{self, Sheet};
use crate::render::press::{Language, Press};
use crate::render::view::note::SourceView;

/// The numbered sources of a page.
pub fn numbered(press: &Press<'_>, order: &[SourceId], lang: LangId) -> Vec<SourceView> {
    let list = order.iter().enumerate();
    list.map(|(place, id)| SourceView { number: place + 1, ..view(press, *id, lang) }).collect()
}

/// A source, without a number.
pub fn view(press: &Press<'_>, id: SourceId, lang: LangId) -> SourceView {
    let (source, language) = (press.site.source(id), press.language(lang));
    let code = source.language.as_deref().filter(|code| !same_language(code, language.code));
    SourceView {
        number: 0,
        key: source.key.clone(),
        title: source.title.get(lang).to_owned(),
        url: source.url.clone().unwrap_or_default(),
        details: details(press.site, id, language),
        note: source.note.as_ref().map_or(String::new(), |note| note.get(lang).to_owned()),
        lang: code.unwrap_or("").to_owned(),
        foreign_title: code.is_some() && source.title.each().count() == 1,
        cited_by: Vec::new(),
    }
}

fn same_language(a: &str, b: &str) -> bool {
    let base = |code: &str| code.split('-').next().unwrap_or(code).to_ascii_lowercase();
    base(a) == base(b)
}

fn details(site: &Site, id: SourceId, language: &Language<'_>) -> Vec<String> {
    let source = site.source(id);
    let publisher = source.publisher.as_ref().map(|name| name.get(language.id).to_owned());
    let date = source.date.map(|date| language.date(date));
    let license = source.license.clone();
    let space = language.lang.pick(" ", "");
    let read =
        source.accessed.map(|date| format!("{}{space}{}", language.word("accessed"), language.date(date)));
    [publisher, date, license, read].into_iter().flatten().filter(|text| !text.is_empty()).collect()
}

/// The page of all sources with the notes that cite them.
pub fn page(press: &Press<'_>, lang: LangId) -> Sheet {
    let language = press.language(lang);
    let ids = (0..press.site.sources.len()).map(SourceId::at);
    let entry = |id: SourceId| {
        let notes = press.site.cited_by.get(id.index()).map_or(&[][..], Vec::as_slice);
        let cited_by = notes.iter().map(|note| card::link(press, *note, lang)).collect();
        SourceView { cited_by, ..view(press, id, lang) }
    };
    let list: Vec<SourceView> = ids.map(entry).collect();
    let title = language.word("sources");
    let mut frame = frame::generated(press, lang, "sources/", title);
    frame.description = language.word("sources_intro");
    Sheet::new("sources.html", frame.view(press), "list", &list)
}
