//! Facts in prose: the value with what it rests on, and the numbered list of them at the end of a page.
//!
//! A text marks each cause of doubt once, where it first meets it; the list tells it of every number.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::escape::html_into;
use super::paper::Paper;
use super::press::{Language, Press};
use super::row;
use super::view::note::NumberView;
use super::view::parts::LinkView;
use crate::dates;
use crate::model::dataset::{Cell, ConflictClass, Time};
use crate::model::fact::{Fact, Verb};
use crate::model::id::{DatasetId, LangId, NoteId, RowId};
use crate::model::prose::FactLink;
use crate::model::query;
use crate::model::text::LocalText;
use crate::model::unit;

/// How many sources of a fact are named where there is room for a line.
const NAMED: usize = 2;

/// Why readers should doubt a fact. Two facts with the same cause need but one mark.
#[derive(PartialEq)]
pub enum Cause<'p> {
    /// The dataset is older than its limit.
    Stale(DatasetId),
    /// Sources disagree, in the way and for the reason that the sidecar gives.
    Differs(DatasetId, ConflictClass, &'p LocalText),
    /// The row was restated since it was pinned.
    Restated(DatasetId, RowId),
}

/// A fact of a note's page.
pub fn of<'p>(press: &'p Press<'_>, note: NoteId, place: u32) -> Option<&'p Fact> {
    press.site.place(note).facts.get(place as usize)
}

/// Appends a fact: on its own page a link to its entry in the list, elsewhere the value alone. It is marked
/// where its text has not told its causes of doubt yet.
pub fn write<'p>(
    press: &'p Press<'_>,
    (note, place, link): (NoteId, u32, FactLink),
    paper: Paper<'_>,
    told: &mut Vec<Cause<'p>>,
    out: &mut String,
) {
    let Some(fact) = of(press, note, place) else { return };
    let own = paper.away.is_none() && !paper.absolute && link != FactLink::Inside;
    out.push_str("<data class=\"fact\"");
    if own && link == FactLink::First {
        let _ = write!(out, " id=\"at-fact-{}\"", place + 1);
    }
    out.push_str(" value=\"");
    html_into(&fact.raw, out);
    out.push_str("\">");
    if own {
        let number = place + 1;
        let _ = write!(out, "<a href=\"#fact-{number}\" data-n=\"{number}\" data-fact=\"");
        html_into(&in_short(press, fact, paper.lang), out);
        out.push_str("\">");
    }
    html_into(&fact.text, out);
    if own && adds_to(told, causes(press, fact)) {
        out.push_str("<sup>†</sup>");
    }
    out.push_str(if own { "</a></data>" } else { "</data>" });
}

/// What a fact rests on, in a line.
fn in_short(press: &Press<'_>, fact: &Fact, lang: LangId) -> String {
    let language = press.language(lang);
    let names: Vec<String> = sources(press, fact, lang).into_iter().map(|source| source.title).collect();
    let source = match names.as_slice() {
        [] => row::title(press.site.dataset(fact.data), lang).to_owned(),
        names => {
            let named = names[..names.len().min(NAMED)].join(language.word("comma"));
            named + &more(language, names.len().saturating_sub(NAMED))
        }
    };
    let source = language.phrase("source_line", &[("sources", &source)]);
    let mut parts = vec![about(press, fact, lang), when(press, fact, language), source];
    parts.extend(doubts(press, fact, lang).into_iter().map(|doubt| doubt.title));
    parts.retain(|part| !part.is_empty());
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
        leads_back: fact.leads_back,
        text: fact.text.clone(),
        unit: fact.unit.clone(),
        measure: measure(press, fact, lang),
        joint: joint(fact, language),
        ends: rows(press, fact, (fact.ends(), &fact.end_texts), lang),
        beside: beside(fact, language),
        others: others(press, fact, lang),
        more: more(language, fact.rows.len() - fact.named().len()),
        doubts: doubts(press, fact, lang),
        when: when(press, fact, language),
        sources: sources(press, fact, lang),
        data: LinkView { title: row::title(bound, lang).to_owned(), url: press.addresses.local(&path) },
    }
}

/// What a fact is about in one line: measure and rows.
fn about(press: &Press<'_>, fact: &Fact, lang: LangId) -> String {
    let language = press.language(lang);
    let titles = |links: Vec<LinkView>| links.into_iter().map(|link| link.title).collect::<Vec<_>>();
    let ends = rows(press, fact, (fact.ends(), &fact.end_texts), lang);
    let mut rows = titles(ends).join(joint(fact, language));
    let others = titles(others(press, fact, lang));
    if !others.is_empty() {
        rows += &format!("{}{}", beside(fact, language), others.join(joint(fact, language)));
    }
    rows += &more(language, fact.rows.len() - fact.named().len());
    let parts = [measure(press, fact, lang), rows];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What stands between rows: those of a sum and of a total add up.
fn joint(fact: &Fact, language: &Language<'_>) -> &'static str {
    match fact.verb {
        Verb::Sum | Verb::Share => " + ",
        Verb::Rank => language.lang.pick("; ", "；"),
        _ => " → ",
    }
}

/// What stands before the rows that a part is a part of, or that one stands among.
fn beside(fact: &Fact, language: &Language<'_>) -> &'static str {
    language.word(if fact.rows.len() > fact.over { "fact_of" } else { "fact_beside" })
}

/// How many more there are; nothing where all are named.
fn more(language: &Language<'_>, count: usize) -> String {
    match count {
        0 => String::new(),
        count => format!(" {}", language.phrase("more", &[("n", &count.to_string())])),
    }
}

/// What is measured, behind the word for what is reckoned from it.
fn measure(press: &Press<'_>, fact: &Fact, lang: LangId) -> String {
    let dataset = &press.site.dataset(fact.data).dataset;
    let metric = dataset.schema.metric.filter(|_| dataset.schema.measure == Some(fact.column));
    let field = dataset.field(fact.column);
    let measure = match (metric, field.title.get(lang)) {
        (Some(metric), _) => unit::word(dataset, fact.rows[0], metric, lang),
        (None, "") => field.name.clone(),
        (None, title) => title.to_owned(),
    };
    let (one, many) = match fact.verb {
        Verb::Fact => ("", ""),
        Verb::Change => ("fact_change", ""),
        Verb::Difference => ("fact_difference", ""),
        Verb::Ratio => ("fact_ratio", ""),
        Verb::Share => ("fact_share", "fact_share_of"),
        Verb::Rank => ("fact_rank", "fact_rank_of"),
        Verb::Sum => ("fact_sum", "fact_sum_of"),
        Verb::Cagr => ("fact_cagr", ""),
    };
    let total = fact.end_texts.get(1).filter(|_| fact.verb == Verb::Share);
    let key = match total {
        Some(_) if fact.over > 1 => "fact_share_of_total",
        None if fact.over > 1 => many,
        Some(_) => "fact_share_of_one",
        None => one,
    };
    let (count, total) = (fact.over.to_string(), total.map_or("", String::as_str));
    let verb = press.language(lang).phrase(key, &[("n", &count), ("total", total)]);
    if verb.is_empty() { measure } else { format!("{verb} · {measure}") }
}

/// The rows beside the one that a share or a rank is about; none where the licence keeps rows back.
fn others(press: &Press<'_>, fact: &Fact, lang: LangId) -> Vec<LinkView> {
    let (own, named) = (fact.ends().len(), fact.named());
    let told = press.site.dataset(fact.data).dataset.schema.redistribute;
    if told { rows(press, fact, (&named[own..], &[]), lang) } else { Vec::new() }
}

/// Rows of a fact in words, with their values where these are told; those without keys, and many of different dates, have
/// their dates in their names.
fn rows(
    press: &Press<'_>,
    fact: &Fact,
    (rows, values): (&[RowId], &[String]),
    lang: LangId,
) -> Vec<LinkView> {
    let bound = press.site.dataset(fact.data);
    let date = |row: &RowId| bound.dataset.row_date(*row);
    let apart_in_time = fact.over > 0 && fact.rows.iter().any(|row| date(row) != date(&fact.rows[0]));
    let link = |(place, row): (usize, &RowId)| {
        let words = match described(press, fact, *row, lang) {
            words if words.is_empty() || apart_in_time => row::label(press, bound, *row, lang),
            words => words,
        };
        let title = match values.get(place) {
            Some(value) => format!("{words} {value}"),
            None => words,
        };
        LinkView { title, url: row::url(press, (fact.data, *row), lang) }
    };
    rows.iter().enumerate().map(link).collect()
}

/// What readers should doubt of a fact, each with where more is said.
fn doubts(press: &Press<'_>, fact: &Fact, lang: LangId) -> Vec<LinkView> {
    let language = press.language(lang);
    let page = format!("data/{}/", press.site.dataset(fact.data).dataset.name);
    let page = press.addresses.local(&language.url(&page));
    let mut doubts: Vec<LinkView> = Vec::new();
    for cause in causes(press, fact) {
        let (title, url) = match cause {
            Cause::Stale(_) => {
                let (days, limit) = fact.stale.map_or((0, 0), |age| (age.days, age.limit));
                let values = [("n", days.to_string()), ("limit", limit.to_string())];
                let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
                (language.phrase("stale_for", &values), page.clone())
            }
            Cause::Differs(..) => {
                (language.word("sources_differ_here").to_owned(), format!("{page}#conflicts"))
            }
            Cause::Restated(..) => {
                let url = press.addresses.local(&language.url("corrections/"));
                (language.word("restated_here").to_owned(), url)
            }
        };
        if doubts.iter().all(|doubt| doubt.title != title) {
            doubts.push(LinkView { title, url });
        }
    }
    doubts
}

/// Adds causes to those that were told; whether any of them is new.
fn adds_to<'p>(told: &mut Vec<Cause<'p>>, causes: Vec<Cause<'p>>) -> bool {
    let before = told.len();
    for cause in causes {
        if !told.contains(&cause) {
            told.push(cause);
        }
    }
    told.len() > before
}

/// Why a fact is to be doubted: old data, sources that differ, rows that were restated.
fn causes<'p>(press: &'p Press<'_>, fact: &Fact) -> Vec<Cause<'p>> {
    let site = press.site;
    let live = site.live(fact.data);
    let mut causes: Vec<Cause<'p>> = fact.stale.iter().map(|_| Cause::Stale(live)).collect();
    let conflicts = &site.dataset(live).conflicts;
    if !conflicts.is_empty() {
        let rows: BTreeSet<RowId> =
            fact.rows.iter().filter_map(|row| site.live_row(fact.data, *row)).collect();
        let among = conflicts.iter().filter(|conflict| conflict.rows.iter().any(|row| rows.contains(row)));
        causes.extend(among.map(|conflict| Cause::Differs(live, conflict.class, &conflict.why)));
    }
    let restated = fact.rows.iter().filter(|row| site.restated(fact.data, **row).is_some());
    causes.extend(restated.map(|row| Cause::Restated(fact.data, *row)));
    causes
}

/// The keys of a row in words.
fn described(press: &Press<'_>, fact: &Fact, row: RowId, lang: LangId) -> String {
    let bound = press.site.dataset(fact.data);
    let schema = &bound.dataset.schema;
    let keys = query::key_without_time(&bound.dataset);
    let keys = keys.into_iter().filter(|column| Some(*column) != schema.metric);
    let words = keys.map(|column| row::key(press, bound, (row, column), lang));
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    words.join(press.language(lang).word("comma"))
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
        (first, last) => match (first.date(), last.date()) {
            (Some(first), Some(last)) => dates::range(first, last, language.lang),
            // A stretch that goes on has a beginning only.
            (Some(only), None) | (None, Some(only)) => language.date(only),
            (None, None) => String::new(),
        },
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
        if !links.iter().any(|link| link.url == url) {
            links.push(LinkView { title: source.title.get(lang).to_owned(), url });
        }
    }
    links
}
