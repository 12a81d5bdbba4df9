//! Numbers of pinned reports that were restated since: what they were, and what they are now.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::escape::html_into;
use super::press::{Language, Press};
use super::row;
use super::view::note::RestatedView;
use super::view::parts::{DayView, LinkView};
use crate::format::NumberFormat;
use crate::model::dataset::{BoundDataset, Cell};
use crate::model::decimal::Decimal;
use crate::model::figure::{Figure, Owner};
use crate::model::id::{ColumnId, LangId, NoteId, RowId};
use crate::model::lock::{Change, Past, Pin, REMOVED, is_remark};
use crate::model::note::{Correction, Details};
use crate::model::stage::Bound;
use crate::model::unit;
use crate::model::used;

/// The rows that a correction of a report explains, by its place in the edition that stands for all.
pub fn of_correction(press: &Press<'_>, note: NoteId, place: usize) -> Vec<RestatedView> {
    let Some(pin) = press.site.pin(note) else { return Vec::new() };
    let lang = press.site.note(note).lang;
    let explained = pin.changes.iter().filter(|change| change.correction == Some(place));
    let past = pin.past.iter().filter(|past| past.correction == place);
    let past = past.map(|past| of_past(press, pin, past, lang));
    explained.map(|change| view(press, pin, change, lang)).chain(past).collect()
}

/// The place of a correction in the edition that stands for all: of those of its date there, the same one as here.
pub fn place(press: &Press<'_>, note: NoteId, made: &Correction<Bound>) -> Option<usize> {
    let nth = of_its_day(press, note, made)?;
    let Details::Report(report) = &press.site.note(press.original(note)).details else { return None };
    let alike =
        report.corrections.iter().enumerate().filter(|(_, known)| known.date.value == made.date.value);
    alike.map(|(place, _)| place).nth(nth)
}

/// Where a correction stands on the page of its report: its date, and a number where there are several of a day. It stays
/// when others come before it or after.
pub fn anchor(press: &Press<'_>, note: NoteId, made: &Correction<Bound>) -> String {
    let date = made.date.value;
    match of_its_day(press, note, made) {
        None | Some(0) => format!("correction-{date}"),
        Some(nth) => format!("correction-{date}-{}", nth + 1),
    }
}

/// How many corrections of the same date stand before one in the report that holds it.
fn of_its_day(press: &Press<'_>, note: NoteId, made: &Correction<Bound>) -> Option<usize> {
    let Details::Report(report) = &press.site.note(note).details else { return None };
    let mut alike = report.corrections.iter().filter(|known| known.date.value == made.date.value);
    alike.position(|known| std::ptr::eq(known, made))
}

fn view(press: &Press<'_>, pin: &Pin, change: &Change, lang: LangId) -> RestatedView {
    let held = &pin.held[change.held];
    let (then, now) = (press.site.dataset(held.data), press.site.dataset(held.live));
    let language = press.language(lang);
    let mut view = about(press, then, change.then, lang);
    if !now.dataset.schema.redistribute {
        return view;
    }
    let columns = changed(press, pin, change);
    let words = |bound, row| {
        let values = columns.iter().map(|column| row::value(press, bound, (row, *column), lang));
        values.collect::<Vec<_>>().join(language.lang.pick("; ", "；"))
    };
    view.then = words(then, change.then);
    view.now = change.now.map_or(String::new(), |row| words(now, row));
    view
}

/// What a correction said of a row that reads otherwise again.
fn of_past(press: &Press<'_>, pin: &Pin, past: &Past, lang: LangId) -> RestatedView {
    let then = press.site.dataset(pin.held[past.held].data);
    let mut view = RestatedView { past: true, undone: past.undone, ..about(press, then, past.then, lang) };
    if !then.dataset.schema.redistribute {
        return view;
    }
    let measure = then.dataset.schema.measure;
    let word = |word: &String| match measure.filter(|_| Decimal::parse(word).is_ok()) {
        Some(measure) => {
            let number = NumberFormat::default().write_decimal(word);
            row::dressed(press, then, (past.then, measure), number, lang)
        }
        None => word.clone(),
    };
    let said = |words: &[String]| {
        let words: Vec<String> = words.iter().filter(|word| *word != REMOVED).map(word).collect();
        words.join(press.language(lang).lang.pick("; ", "；"))
    };
    let held = measure.map(|measure| row::value(press, then, (past.then, measure), lang));
    view.then = past.before.as_deref().map_or_else(|| held.unwrap_or_default(), said);
    view.now = said(&past.now);
    view
}

/// The row of a dataset, without its numbers.
fn about(press: &Press<'_>, bound: &BoundDataset, row: RowId, lang: LangId) -> RestatedView {
    let path = press.language(lang).url(&format!("data/{}/", bound.dataset.name));
    RestatedView {
        data: LinkView { title: row::title(bound, lang).to_owned(), url: press.addresses.local(&path) },
        row: row::label(press, bound, row, lang),
        then: String::new(),
        now: String::new(),
        past: false,
        undone: false,
    }
}

/// A restated number in a sentence.
pub fn sentence(view: &RestatedView, language: &Language<'_>) -> String {
    let key = match (view.then.as_str(), view.now.as_str()) {
        ("", _) => "restated_kept_back",
        (_, "") => "restated_removed",
        _ if view.past => "restated_once",
        _ => "restated_since",
    };
    let said = language.phrase(key, &[("row", &view.row), ("then", &view.then), ("now", &view.now)]);
    match view.undone {
        true => format!("{said}{}", language.word("restated_undone")),
        false => said,
    }
}

/// The columns in which a row reads otherwise; the measure of one that was removed.
fn changed(press: &Press<'_>, pin: &Pin, change: &Change) -> Vec<ColumnId> {
    let held = &pin.held[change.held];
    let (then, now) = (&press.site.dataset(held.data).dataset, &press.site.dataset(held.live).dataset);
    let Some(row) = change.now else {
        return then.schema.measure.or_else(|| then.column("value")).into_iter().collect();
    };
    let columns = (0..then.columns.len()).map(ColumnId::at);
    let held = columns.filter(|column| !is_remark(&then.field(*column).name));
    let langs: Vec<LangId> = (0..press.site.config.languages.len()).map(|lang| LangId(lang as u8)).collect();
    let reworded = unit::reworded(then, &[change.then], now, &langs);
    let differs = |column: &ColumnId| {
        let was = then.cell(change.then, *column);
        let is_measure = then.schema.measure == Some(*column);
        let other_unit =
            reworded.iter().any(|unit| unit.column == *column || is_measure && unit.value.is_some());
        (other_unit || was != now.cell(row, *column)) && was != Cell::Empty
    };
    held.filter(differs).collect()
}

/// Appends what was restated since of the rows that a figure shows.
pub fn write_mark(press: &Press<'_>, figure: &Figure, out: &mut String) {
    let Owner::Note(note) = figure.owner else { return };
    let Some(pin) = press.site.pin(note).filter(|pin| !pin.changes.is_empty()) else { return };
    let mut shown = BTreeMap::new();
    used::by_plan(&|id| press.site.dataset(id), &figure.plan, &mut shown);
    let nothing = BTreeSet::new();
    let is_shown = |change: &&Change| {
        let rows = shown.get(&pin.held[change.held].data).map_or(&nothing, |used| &used.rows);
        rows.contains(&change.then)
    };
    let language = press.language(figure.lang);
    for change in pin.changes.iter().filter(is_shown) {
        let view = view(press, pin, change, figure.lang);
        out.push_str("<p class=\"restated\">");
        html_into(&sentence(&view, language), out);
        if let Some(made) = made(press, pin, change) {
            let day = DayView::new(made.date.value, language);
            let page = press.addresses.local(&language.url("corrections/"));
            let _ =
                write!(out, " <a href=\"{page}\"><time datetime=\"{}\">{}</time></a>", day.iso, day.words);
        }
        out.push_str("</p>\n");
    }
}

/// The correction that explains a change.
fn made<'p>(press: &'p Press<'_>, pin: &Pin, change: &Change) -> Option<&'p Correction<Bound>> {
    let Details::Report(report) = &press.site.note(pin.report).details else { return None };
    report.corrections.get(change.correction?)
}
