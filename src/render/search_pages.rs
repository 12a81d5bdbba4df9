//! What the search page finds beside notes: datasets, sources, figures, tickers, tags and the pages that the site makes.

use serde_json::{Value, json};

use super::escape;
use super::figure::{self, page_title};
use super::paper;
use super::press::{Language, Press, ticker_path};
use super::row;
use crate::model::figure::{Dashboard, Figure, Owner};
use crate::model::id::LangId;

/// Their entries in the index, as notes have them.
pub fn entries(press: &Press<'_>, lang: LangId) -> Vec<Value> {
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

fn datasets<'p>(press: &'p Press<'_>, language: &'p Language<'_>) -> impl Iterator<Item = Value> + 'p {
    press.site.datasets.iter().map(move |bound| {
        let schema = &bound.dataset.schema;
        let titles = schema.fields.iter().map(|field| match field.title.get(language.id) {
            "" => field.name.as_str(),
            title => title,
        });
        let words: Vec<&str> = std::iter::once(bound.dataset.name.as_str()).chain(titles).collect();
        json!([
            row::title(bound, language.id),
            press.addresses.local(&language.url(&format!("data/{}/", bound.dataset.name))),
            language.word("dataset"),
            escape::uncoded(schema.description.get(language.id)),
            words.join(" · "),
        ])
    })
}

/// Figures that authors asked for, and those of generated pages; the others say what their note's page says.
fn figures<'p>(press: &'p Press<'_>, language: &'p Language<'_>) -> impl Iterator<Item = Value> + 'p {
    let asked = |figure: &&Figure| match figure.owner {
        Owner::Note(note) => {
            let place = press.site.place(note);
            place.figures.iter().take(place.body_figures).any(|id| *id == figure.id)
        }
        Owner::Page(..) => true,
    };
    press.listed_figures(language.id).filter(asked).map(move |figure| {
        let (name, page) = (paper::name(press, figure.id, language.id), page_title(press, figure));
        let (url, dek) = (figure::url(press, figure), &press.drawn(figure.id).dek);
        json!([figure.head.title, url, format!("{name} · {page}"), dek, page])
    })
}

/// Sources by their titles in every language, each at its place on the page of all of them.
fn sources<'p>(press: &'p Press<'_>, language: &'p Language<'_>) -> impl Iterator<Item = Value> + 'p {
    let page = press.addresses.local(&language.url("sources/"));
    press.site.sources.iter().map(move |source| {
        let mut url = format!("{page}#");
        escape::url_into(&source.key, &mut url);
        let title = source.title.get(language.id);
        let publisher = source.publisher.as_ref().map(|name| name.get(language.id).to_owned());
        let about: Vec<String> =
            publisher.into_iter().chain(source.date.map(|date| language.date(date))).collect();
        let others = source.title.each().map(|(_, title)| title).filter(|other| *other != title);
        let words: Vec<&str> = others.chain([source.key.as_str()]).collect();
        json!([title, url, language.word("source"), about.join(" · "), words.join(" · ")])
    })
}

fn terms<'p>(press: &'p Press<'_>, language: &'p Language<'_>) -> impl Iterator<Item = Value> + 'p {
    let address = |path: &str| press.addresses.local(&language.url(path));
    let ticker = move |ticker: &'p crate::model::site::Ticker| {
        let company = ticker.company.as_deref().unwrap_or("");
        json!([ticker.symbol, address(&ticker_path(&ticker.symbol)), language.word("ticker"), company, ""])
    };
    let tag = move |tag: &'p crate::model::site::Tag| {
        json!([
            tag.called(language.id),
            address(&format!("tags/{}/", tag.slug)),
            language.word("tag"),
            "",
            format!("{} · {}", tag.name, tag.slug)
        ])
    };
    press.site.tickers.iter().map(ticker).chain(press.site.tags.iter().map(tag))
}

/// The pages of the whole site that have something to show.
fn made<'p>(press: &'p Press<'_>, language: &'p Language<'_>) -> impl Iterator<Item = Value> + 'p {
    let shown = |page: &Dashboard| !press.dashboard(*page, language.id).is_empty();
    let dashboards = Dashboard::ALL.into_iter().filter(shown).map(|page| page.slug());
    let lists = ["figures", "data", "sources", "tickers", "corrections"].into_iter();
    let changes = (!press.site.changes.all.is_empty()).then_some("changes");
    dashboards.chain(lists).chain(changes).map(move |key| {
        json!([
            language.word(key),
            press.addresses.local(&language.url(&format!("{key}/"))),
            language.word("page"),
            language.word(&format!("{key}_intro")),
            "",
        ])
    })
}
