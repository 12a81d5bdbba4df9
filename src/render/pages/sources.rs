//! Sources: the numbered list of a page, and the page of all of them.

use crate::model::config::Source;
use crate::model::id::{LangId, SourceId};
use crate::render::card;
use crate::render::engine::Html;
use crate::render::escape::html_into;
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
    SourceView {
        number: 0,
        key: &source.key,
        link: Html(link(source, language)),
        about: about(source, language),
        note: source.note.as_ref().map_or("", |note| note.get(lang)),
        cited_in: Html::default(),
    }
}

/// The title of a source, which leads to its address, for readers of a language. What is in another is told to browsers:
/// of the source by `hreflang`, of a title that only its own language has by `lang`.
fn link(source: &Source, language: &Language<'_>) -> String {
    let code = source.language.as_deref().filter(|code| !same_language(code, language.code));
    let foreign = code.filter(|_| source.title.each().count() == 1);
    let (tag, url) = source.url.as_deref().map_or(("cite", None), |url| ("a", Some(url)));
    let linked = url.is_some();
    let attributes = [
        ("href", url),
        ("rel", linked.then_some("external")),
        ("hreflang", code.filter(|_| linked)),
        ("lang", foreign),
    ];
    let mut out = format!("<{tag}");
    for (name, value) in attributes.into_iter().filter_map(|(name, value)| Some((name, value?))) {
        for part in [" ", name, "=\""] {
            out.push_str(part);
        }
        html_into(value, &mut out);
        out.push('"');
    }
    out.push('>');
    html_into(source.title.get(language.id), &mut out);
    for part in ["</", tag, ">"] {
        out.push_str(part);
    }
    out
}

fn same_language(a: &str, b: &str) -> bool {
    let base = |code: &str| code.split('-').next().unwrap_or(code).to_ascii_lowercase();
    base(a) == base(b)
}

/// Who published a source, when, its licence, when it was read, in one line.
fn about(source: &Source, language: &Language<'_>) -> String {
    let publisher = source.publisher.as_ref().map(|name| name.get(language.id).to_owned());
    let date = source.date.map(|date| language.date(date));
    let license = source.license.clone();
    let space = language.lang.pick(" ", "");
    let read =
        source.accessed.map(|date| format!("{}{space}{}", language.word("accessed"), language.date(date)));
    let parts = [publisher, date, license, read].into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

/// The page of all sources with the notes that cite them.
pub fn page(press: &Press<'_>, lang: LangId) -> Sheet {
    let language = press.language(lang);
    let ids = (0..press.site.sources.len()).map(SourceId::at);
    let entry = |id: SourceId| {
        let notes = press.site.cited_by.get(id.index()).map_or(&[][..], Vec::as_slice);
        let links = notes.iter().map(|note| card::link(press, *note, lang));
        SourceView { cited_in: Html(card::row(links, language.word("comma"))), ..view(press, id, lang) }
    };
    let list: Vec<SourceView<'_>> = ids.map(entry).collect();
    let title = language.word("sources");
    let mut frame = frame::generated(press, lang, "sources/", title);
    frame.description = language.word("sources_intro");
    Sheet::new("sources.html", frame.view(press), "list", &list)
}
