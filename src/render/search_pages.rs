//! What the search page finds beside notes: datasets, sources, figures, tickers, tags and the pages that the site makes.

use std::borrow::Cow;

use super::escape;
use super::figure::{self, page_title};
use super::paper;
use super::press::{Language, Press, ticker_path};
use super::row;
use crate::model::figure::{Dashboard, Figure, Owner};
use crate::model::id::LangId;

/// An entry of the index: title, URL, kind, summary, other words.
pub type Entry<'p> = (Cow<'p, str>, String, Cow<'p, str>, Cow<'p, str>, String);

/// Their entries in the index, as notes have them.
pub fn entries<'p>(press: &'p Press<'_>, lang: LangId) -> Vec<Entry<'p>> {
    let language = press.language(lang);
    let (datasets, figures) = (datasets(press, language), figures(press, language));
    let sources = sources(press, language);
    datasets
        .chain(figures)
        .chain(sources)
        .chain(terms(press, language))
        .chain(made(press, language))
        .collect()
}

fn datasets<'p>(press: &'p Press<'_>, language: &'p Language<'_>) -> impl Iterator<Item = Entry<'p>> + 'p {
    press.site.datasets.iter().map(move |bound| {
        let schema = &bound.dataset.schema;
        let titles = schema.fields.iter().map(|field| match field.title.get(language.id) {
            "" => field.name.as_str(),
            title => title,
        });
        let words: Vec<&str> = std::iter::once(bound.dataset.name.as_str()).chain(titles).collect();
        (
            row::title(bound, language.id).into(),
            press.addresses.local(&language.url(&format!("data/{}/", bound.dataset.name))),
            language.word("dataset").into(),
            escape::uncoded(schema.description.get(language.id)).into(),
            words.join(" · "),
        )
    })
}

/// Figures that authors asked for, and those of generated pages; the others say what their note's page says.
fn figures<'p>(press: &'p Press<'_>, language: &'p Language<'_>) -> impl Iterator<Item = Entry<'p>> + 'p {
    let asked = |figure: &&Figure| match figure.owner {
        Owner::Note(note) => {
            let place = press.site.place(note);
            place.figures.iter().take(place.body_figures).any(|id| *id == figure.id)
        }
        Owner::Page(..) => true,
    };
    press.listed_figures(language.id).filter(asked).map(move |figure| {
        let (name, page) = (paper::name(press, figure.id, language.id), page_title(press, figure));
        let (url, dek) = (figure::url(press, figure), press.drawn(figure.id).dek.as_str());
        let title = figure.head.title.as_str();
        (title.into(), url, format!("{name} · {page}").into(), dek.into(), page.to_owned())
    })
}

/// Sources by their titles in every language, each at its place on the page of all of them.
fn sources<'p>(press: &'p Press<'_>, language: &'p Language<'_>) -> impl Iterator<Item = Entry<'p>> + 'p {
    let page = press.addresses.local(&language.url("sources/"));
    press.site.sources.iter().map(move |source| {
        let mut url = format!("{page}#");
        escape::url_into(&source.key, &mut url);
        let title = source.title.get(language.id);
        let publisher = source.publisher.as_ref().map(|name| Cow::Borrowed(name.get(language.id)));
        let date = source.date.map(|date| Cow::Owned(language.date(date)));
        let about: Vec<Cow<'_, str>> = publisher.into_iter().chain(date).collect();
        let others = source.title.each().map(|(_, title)| title).filter(|other| *other != title);
        let words: Vec<&str> = others.chain([source.key.as_str()]).collect();
        (title.into(), url, language.word("source").into(), about.join(" · ").into(), words.join(" · "))
    })
}

fn terms<'p>(press: &'p Press<'_>, language: &'p Language<'_>) -> impl Iterator<Item = Entry<'p>> + 'p {
    let address = |path: &str| press.addresses.local(&language.url(path));
    let ticker = move |ticker: &'p crate::model::site::Ticker| {
        let company = ticker.company.as_deref().unwrap_or("");
        let url = address(&ticker_path(&ticker.symbol));
        (ticker.symbol.as_str().into(), url, language.word("ticker").into(), company.into(), String::new())
    };
    let tag = move |tag: &'p crate::model::site::Tag| {
        (
            tag.called(language.id).into(),
            address(&format!("tags/{}/", tag.slug)),
            language.word("tag").into(),
            "".into(),
            format!("{} · {}", tag.name, tag.slug),
        )
    };
    press.site.tickers.iter().map(ticker).chain(press.site.tags.iter().map(tag))
}

/// The pages of the whole site that have something to show.
fn made<'p>(press: &'p Press<'_>, language: &'p Language<'_>) -> impl Iterator<Item = Entry<'p>> + 'p {
    let shown = |page: &Dashboard| !press.dashboard(*page, language.id).is_empty();
    let dashboards = Dashboard::ALL.into_iter().filter(shown).map(|page| page.slug());
    let lists = ["figures", "data", "sources", "tickers", "corrections"].into_iter();
    let changes = (!press.site.changes.all.is_empty()).then_some("changes");
    dashboards.chain(lists).chain(changes).map(move |key| {
        (
            language.word(key).into(),
            press.addresses.local(&language.url(&format!("{key}/"))),
            language.word("page").into(),
            language.word(&format!("{key}_intro")).to_owned().into(),
            String::new(),
        )
    })
}
