//! Facts in prose: the value with what it rests on, and the numbered list of them at the end of a page.

use std::fmt::Write as _;

use super::escape::html_into;
use super::paper::Paper;
use super::press::{Language, Press};
use super::view::note::NumberView;
use super::view::parts::LinkView;
use crate::format::{self, DateParts, NumberFormat, Quantity};
use crate::model::dataset::{BoundDataset, Cell, Time};
use crate::model::date::Date;
use crate::model::fact::{Fact, Verb};
use crate::model::id::{ColumnId, LangId, NoteId, RowId};
use crate::model::unit;

/// How many sources of a fact are named.
const NAMED: usize = 2;

/// A fact of a note's page.
pub fn of<'p>(press: &'p Press<'_>, note: NoteId, place: u32) -> Option<&'p Fact> {
    press.site.place(note).facts.get(place as usize)
}

/// Appends a fact: on its own page a link to its entry in the list, elsewhere the value alone.
pub fn write(
    press: &Press<'_>,
    (note, place): (NoteId, u32),
    linked: bool,
    paper: Paper<'_>,
    out: &mut String,
) {
    let Some(fact) = of(press, note, place) else { return };
    let own = paper.away.is_none() && !paper.absolute && !linked;
    out.push_str("<data class=\"fact\" value=\"");
    html_into(&fact.raw, out);
    out.push_str("\">");
    if own {
        let number = place + 1;
        let _ = write!(out, "<a href=\"#fact-{number}\" data-n=\"{number}\" data-fact=\"");
        html_into(&in_short(press, fact, paper.lang), out);
        out.push_str("\">");
    }
    html_into(&fact.text, out);
    out.push_str(if own { "</a></data>" } else { "</data>" });
}

/// What a fact rests on, in a line.
fn in_short(press: &Press<'_>, fact: &Fact, lang: LangId) -> String {
    let language = press.language(lang);
    let names: Vec<String> = sources(press, fact, lang).into_iter().map(|source| source.title).collect();
    let source = match names.as_slice() {
        [] => title(press.site.dataset(fact.data), lang).to_owned(),
        names => names.join(language.word("comma")),
    };
    let parts = [
        about(press, fact, lang),
        when(press, fact, language),
        language.phrase("source_line", &[("sources", &source)]),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// The numbered list of the facts of a page.
pub fn numbers(press: &Press<'_>, note: NoteId, lang: LangId) -> Vec<NumberView> {
    let facts = press.site.place(note).facts.iter().enumerate();
    facts.map(|(place, fact)| view(press, place + 1, fact, lang)).collect()
}

fn view(press: &Press<'_>, number: usize, fact: &Fact, lang: LangId) -> NumberView {
    let (language, bound) = (press.language(lang), press.site.dataset(fact.data));
    let path = language.url(&format!("data/{}/", bound.dataset.name));
    NumberView {
        number,
        text: fact.text.clone(),
        unit: fact.unit.clone(),
        about: about(press, fact, lang),
        when: when(press, fact, language),
        sources: sources(press, fact, lang),
        data: LinkView { title: title(bound, lang).to_owned(), url: press.addresses.local(&path) },
    }
}

/// What a fact is about: the measure and the keys of its row; of two rows both values.
fn about(press: &Press<'_>, fact: &Fact, lang: LangId) -> String {
    let bound = press.site.dataset(fact.data);
    let dataset = &bound.dataset;
    let language = press.language(lang);
    let row = fact.rows[0];
    let named = |column: ColumnId| {
        let field = dataset.field(column);
        let title = field.title.get(lang);
        if title.is_empty() { field.name.clone() } else { title.to_owned() }
    };
    let metric = dataset.schema.metric.filter(|_| dataset.schema.measure == Some(fact.column));
    let measure = match metric {
        Some(metric) => unit::word(dataset, row, metric, lang),
        None => named(fact.column),
    };
    let ends: &[RowId] = match fact.verb {
        Verb::Change | Verb::Difference | Verb::Ratio | Verb::Cagr => &fact.rows,
        _ => &fact.rows[..1],
    };
    let verb = language.word(match fact.verb {
        Verb::Fact => "",
        Verb::Change => "fact_change",
        Verb::Difference => "fact_difference",
        Verb::Ratio => "fact_ratio",
        Verb::Share => "fact_share",
        Verb::Rank => "fact_rank",
        Verb::Sum => "fact_sum",
        Verb::Cagr => "fact_cagr",
    });
    let mut parts = vec![measure];
    if !verb.is_empty() {
        parts.insert(0, verb.to_owned());
    }
    let described: Vec<String> = ends.iter().map(|row| described(press, fact, *row, lang)).collect();
    parts.push(described.join(" → "));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// The keys of a row in words; of one of two rows with its value.
fn described(press: &Press<'_>, fact: &Fact, row: RowId, lang: LangId) -> String {
    let bound = press.site.dataset(fact.data);
    let dataset = &bound.dataset;
    let schema = &dataset.schema;
    let is_time = |column: ColumnId| match schema.time {
        Some(Time::At(at)) => at == column,
        Some(Time::Between(start, end)) => start == column || end == column,
        None => false,
    };
    let skip = |column: &ColumnId| {
        is_time(*column) || Some(*column) == schema.source || Some(*column) == schema.metric
    };
    let keys = schema.primary_key.iter().filter(|column| !skip(column));
    let words = keys.filter(|column| dataset.cell(row, **column) != Cell::Empty).map(|column| {
        let note = bound.note(row, *column).map(|note| press.site.edition(note, lang));
        note.map_or_else(
            || unit::word(dataset, row, *column, lang),
            |note| press.site.note(note).front.title.value.clone(),
        )
    });
    let words: Vec<String> = words.collect();
    let words = words.join(press.language(lang).word("comma"));
    let paired = matches!(fact.verb, Verb::Change | Verb::Difference | Verb::Ratio | Verb::Cagr);
    match dataset.cell(row, fact.column).number().filter(|_| paired && schema.redistribute) {
        Some(number) => {
            format!("{words} {}", value(bound, row, (&number.to_string(), fact.column), press.language(lang)))
        }
        None => words,
    }
}

fn value(
    bound: &BoundDataset,
    row: RowId,
    (number, column): (&str, ColumnId),
    language: &Language<'_>,
) -> String {
    let dataset = &bound.dataset;
    if dataset.schema.measure != Some(column) {
        return NumberFormat::default().write_decimal(number);
    }
    let quantity = Quantity::of(&unit::unit(dataset, row, LangId::DEFAULT));
    quantity.dress(number, quantity.word(language.lang), (None, language.lang))
}

/// When the rows of a fact hold.
fn when(press: &Press<'_>, fact: &Fact, language: &Language<'_>) -> String {
    let dataset = &press.site.dataset(fact.data).dataset;
    let Some(time) = dataset.schema.time else { return String::new() };
    let (start, end) = match time {
        Time::At(column) => (column, column),
        Time::Between(start, end) => (start, end),
    };
    let mut rows: Vec<RowId> = fact.rows.clone();
    rows.sort_by_key(|row| dataset.row_date(*row));
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return String::new() };
    match (dataset.cell(*first, start), dataset.cell(*last, end)) {
        (Cell::Period(first), Cell::Period(last)) if first == last => language.period(first),
        (Cell::Period(first), Cell::Period(last)) => {
            format!("{} – {}", language.period(first), language.period(last))
        }
        (first, last) => match first.date().zip(last.date()) {
            Some((first, last)) => format::date_range(parts(first), parts(last), language.lang),
            None => String::new(),
        },
    }
}

fn parts(date: Date) -> DateParts {
    let month = date.month().map(|month| month as u8);
    DateParts { year: date.year(), month, day: date.day_of_month().map(|day| day as u8) }
}

/// The title of a dataset, or its name.
fn title(bound: &BoundDataset, lang: LangId) -> &str {
    match bound.dataset.schema.title.get(lang) {
        "" => &bound.dataset.name,
        title => title,
    }
}

/// The sources of a fact, each with the address of its entry.
fn sources(press: &Press<'_>, fact: &Fact, lang: LangId) -> Vec<LinkView> {
    let bound = press.site.dataset(fact.data);
    let page = press.addresses.local(&press.language(lang).url("sources/"));
    let mut links: Vec<LinkView> = Vec::new();
    for source in fact.rows.iter().filter_map(|row| bound.source(*row)) {
        let source = press.site.source(source);
        let mut url = format!("{page}#");
        super::escape::url_into(&source.key, &mut url);
        if links.len() < NAMED && !links.iter().any(|link| link.url == url) {
            links.push(LinkView { title: source.title.get(lang).to_owned(), url });
        }
    }
    links
}
