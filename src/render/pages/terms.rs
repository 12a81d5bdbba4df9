//! Tags and tickers: the lists of all, and a page for each.

use super::conflicts::source_link;
use super::front::{self, ticker_link};
use super::{datasets, frame, sections};
use crate::model::id::{DatasetId, LangId, NoteId, RowId, TagId, TickerId};
use crate::model::note::{Details, TickerRating};
use crate::model::query;
use crate::model::site::Ticker;
use crate::model::stage::Bound;
use crate::render::feed::{self, About};
use crate::render::pages::frame::Sheet;
use crate::render::press::{Press, ticker_path};
use crate::render::view::lists::{GivenRatingView, ListView, TermView, TickerRowView, TickerView};
use crate::render::view::note::DisclosureView;
use crate::render::view::parts::{DayView, LinkView};
use crate::render::{card, changes, row, scales};

/// The list of all tags.
pub fn tags(press: &Press<'_>, lang: LangId) -> Sheet {
    let language = press.language(lang);
    let term = |tag: &crate::model::site::Tag| TermView {
        name: tag.called(lang).to_owned(),
        company: String::new(),
        url: press.addresses.local(&language.url(&format!("tags/{}/", tag.slug))),
        count: tag.notes.len(),
    };
    let terms: Vec<TermView> = press.site.tags.iter().map(term).collect();
    let frame = frame::generated(press, lang, "tags/", language.word("tags"));
    Sheet::new("tags.html", frame.view(press), "terms", &terms)
}

/// A page of the notes of a tag, from 1.
pub fn tag(press: &Press<'_>, tag: TagId, lang: LangId, number: usize) -> Sheet {
    let (tag, language) = (&press.site.tags[tag.index()], press.language(lang));
    let path = format!("tags/{}/", tag.slug);
    let mut frame = frame::generated(press, lang, &sections::page_path(&path, number), tag.called(lang));
    frame.above.push(LinkView {
        title: language.word("tags").to_owned(),
        url: press.addresses.local(&language.url("tags/")),
    });
    let notes = sections::slice(&tag.notes, number);
    frame.ratings = scales::stances(press, notes).collect();
    let list = ListView {
        title: tag.called(lang).to_owned(),
        intro: String::new(),
        groups: sections::by_year(press, notes, lang),
        pager: sections::pager(press, language, &path, (number, sections::pages(tag.notes.len()))),
    };
    Sheet::new("tag.html", frame.view(press), "list", &list)
}

/// The list of all tickers.
pub fn tickers(press: &Press<'_>, lang: LangId) -> Sheet {
    let language = press.language(lang);
    let term = |ticker: &Ticker| TermView {
        name: ticker.symbol.clone(),
        company: company(press, ticker, lang),
        url: ticker_link(press, &ticker.symbol, lang).url,
        count: ticker.notes.len(),
    };
    let terms: Vec<TermView> = press.site.tickers.iter().map(term).collect();
    let mut frame = frame::generated(press, lang, "tickers/", language.word("tickers"));
    frame.description = language.word("tickers_intro");
    Sheet::new("tickers.html", frame.view(press), "terms", &terms)
}

/// The page of a ticker.
pub fn ticker(press: &Press<'_>, id: TickerId, lang: LangId) -> Sheet {
    let (ticker, language) = (&press.site.tickers[id.index()], press.language(lang));
    let mut frame = frame::generated(press, lang, &ticker_path(&ticker.symbol), &ticker.symbol);
    frame.above.push(LinkView {
        title: language.word("tickers").to_owned(),
        url: press.addresses.local(&language.url("tickers/")),
    });
    frame.description = language.word("tickers_intro");
    let disclosed = press.site.config.disclosures.iter().find(|(symbol, _)| *symbol == ticker.symbol);
    let latest = press.site.changes.of_ticker(&ticker.symbol).iter().copied().take(changes::ON_A_PAGE);
    let ratings = ticker.notes.iter().flat_map(|note| given(press, *note, &ticker.symbol));
    let ratings: Vec<_> = ratings.collect();
    frame.ratings = ratings.iter().map(|(_, given)| given.rating).collect();
    frame.ratings.extend(scales::told(press, latest.clone()));
    frame.ratings.extend(scales::stances(press, &ticker.notes));
    let view = TickerView {
        symbol: ticker.symbol.clone(),
        company: company(press, ticker, lang),
        notes: card::cards(press, &ticker.notes, lang),
        rows: ticker.rows.iter().map(|row| row_view(press, *row, lang)).collect(),
        disclosure: disclosed.map(|(symbol, text)| DisclosureView {
            ticker: ticker_link(press, symbol, lang),
            text: text.get(lang).to_owned(),
        }),
        ratings: ratings.iter().filter_map(|(id, given)| rating_view(press, *id, given, lang)).collect(),
        changes: changes::views(press, latest, lang),
    };
    let mut page = frame.view(press);
    if !view.changes.is_empty() {
        let title = format!("{} · {}", ticker.symbol, language.word("changes"));
        page.feeds = feed::links(press, About::TickerChanges(id, lang), &title);
    }
    Sheet::new("ticker.html", page, "ticker", &view)
}

/// The company of a ticker, as readers of a language call it; empty where unknown.
fn company(press: &Press<'_>, ticker: &Ticker, lang: LangId) -> String {
    let in_words = |(data, row): &(DatasetId, RowId)| {
        let bound = press.site.dataset(*data);
        let column = bound.dataset.column("company")?;
        Some(row::cell(press, bound, (*row, column), lang)).filter(|name| !name.is_empty())
    };
    ticker.rows.iter().find_map(in_words).or_else(|| ticker.company.clone()).unwrap_or_default()
}

/// A row that names a ticker: what else its key says, its remark, whence it is.
fn row_view(press: &Press<'_>, (data, row): (DatasetId, RowId), lang: LangId) -> TickerRowView {
    let (bound, language) = (press.site.dataset(data), press.language(lang));
    let dataset = &bound.dataset;
    let ticker = dataset.column("ticker");
    let key = query::key_without_time(dataset).into_iter().filter(|column| Some(*column) != ticker);
    let words = key.map(|column| row::key(press, bound, (row, column), lang));
    let about: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    let note = dataset.column("note").map(|column| row::cell(press, bound, (row, column), lang));
    let page = press.addresses.local(&language.url(&datasets::path(&dataset.name)));
    TickerRowView {
        about: about.join(language.lang.pick(", ", "，")),
        note: note.unwrap_or_default(),
        source: source_link(press, bound.source(row), lang),
        data: LinkView { title: row::title(bound, lang).to_owned(), url: page },
    }
}

/// The ratings that a report gives to a ticker.
fn given<'p>(
    press: &'p Press<'_>,
    id: NoteId,
    symbol: &'p str,
) -> impl Iterator<Item = (NoteId, &'p TickerRating<Bound>)> {
    let all = match &press.site.note(id).details {
        Details::Report(report) => report.ratings.as_slice(),
        _ => &[],
    };
    all.iter().filter(move |given| given.ticker.value == symbol).map(move |given| (id, given))
}

fn rating_view(
    press: &Press<'_>,
    id: NoteId,
    given: &TickerRating<Bound>,
    lang: LangId,
) -> Option<GivenRatingView> {
    let date = press.site.note(id).front.date.as_ref()?;
    Some(GivenRatingView {
        report: card::link(press, id, lang),
        date: DayView::new(date.value, press.language(lang)),
        rating: card::rating(press, given.rating, lang),
        target: front::target(given),
    })
}
