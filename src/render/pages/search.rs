//! The search page, a list of everything without scripts; the page for addresses that lead nowhere.

use super::frame::{self, Sheet};
use crate::model::id::LangId;
use crate::model::note::Kind;
use crate::render::card;
use crate::render::json_ld::Thing;
use crate::render::press::Press;
use crate::render::search_index;
use crate::render::view::lists::{LinkGroupView, SearchView};

/// The path below the output of the index that the script reads, by language.
pub fn index_path(press: &Press<'_>, lang: LangId) -> String {
    press.language(lang).url("search/index.json")
}

/// The path below the output of a file of texts, from 1 on.
pub fn texts_path(press: &Press<'_>, lang: LangId, number: usize) -> String {
    press.language(lang).url(&format!("search/texts-{number}.json"))
}

/// The search page.
pub fn page(press: &Press<'_>, lang: LangId) -> Sheet {
    let language = press.language(lang);
    let group = |kind: Kind| LinkGroupView {
        name: language.word(kind.folder()).to_owned(),
        links: press.newest(kind, lang).iter().map(|note| card::link(press, *note, lang)).collect(),
    };
    let groups = Kind::ALL.into_iter().map(group).filter(|group| !group.links.is_empty()).collect();
    let texts = (1..=search_index::shares(press, lang).len()).map(|number| texts_path(press, lang, number));
    let view = SearchView {
        index: press.addresses.local(&index_path(press, lang)),
        texts: texts.map(|path| press.addresses.local(&path)).collect(),
        groups,
    };
    let mut frame = frame::generated(press, lang, "search/", language.word("search"));
    frame.kind = "search";
    frame.description = language.word("search_intro");
    Sheet::new("search.html", frame.view(press), "search", &view)
}

/// The page for addresses that lead nowhere.
pub fn missing(press: &Press<'_>, lang: LangId) -> Sheet {
    let language = press.language(lang);
    let mut frame = frame::generated(press, lang, "404.html", language.word("missing_title"));
    frame.kind = "missing";
    frame.editions = Vec::new();
    frame.thing = Thing::default();
    let mut page = frame.view(press);
    page.listed = false;
    Sheet::new("404.html", page, "nothing", &())
}
