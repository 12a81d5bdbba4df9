//! Numbers of pinned reports that were restated since: what they were, and what they are now.

use std::fmt::Write as _;

use super::escape::html_into;
use super::press::{Language, Press};
use super::row;
use super::view::note::RestatedView;
use super::view::parts::{DayView, LinkView};
use crate::model::dataset::Cell;
use crate::model::figure::{Figure, Owner};
use crate::model::id::{ColumnId, DatasetId, LangId, NoteId, RowId};
use crate::model::lock::{Change, Pin, Step, is_remark};
use crate::model::note::{Correction, Details};
use crate::model::stage::Bound;
use crate::model::unit::{self, Reworded};
use crate::model::used;

/// What a correction of a report says of rows, by its place in the edition that stands for all.
pub fn of_correction(press: &Press<'_>, note: NoteId, place: usize) -> Vec<RestatedView> {
    let Some(pin) = press.site.pin(note) else { return Vec::new() };
    let lang = press.site.note(note).lang;
    let said = pin.steps.iter().enumerate().filter(|(_, step)| step.correction == place);
    said.map(|(at, step)| {
        let same = |later: &Step| (later.held, later.row) == (step.held, step.row);
        let past = pin.steps[at + 1..].iter().any(same);
        RestatedView { past, ..view(press, pin.held[step.held].live, (step.then, step.now), lang) }
    })
    .collect()
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

/// A row as it read and as it reads since.
type Readings = ((DatasetId, RowId), Option<(DatasetId, RowId)>);

fn view(press: &Press<'_>, live: DatasetId, (then, now): Readings, lang: LangId) -> RestatedView {
    let (was, today) = (press.site.dataset(then.0), press.site.dataset(live));
    let language = press.language(lang);
    let title = row::title(was, lang).to_owned();
    let url = press.addresses.local(&language.url(&format!("data/{}/", was.dataset.name)));
    let view = RestatedView {
        data: LinkView { title, url },
        row: row::label(press, was, then.1, lang),
        then: String::new(),
        now: String::new(),
        past: false,
    };
    if !today.dataset.schema.redistribute {
        return view;
    }
    let columns = changed(press, (then, now));
    let words = |(data, row): (DatasetId, RowId)| {
        let bound = press.site.dataset(data);
        let values = columns.iter().map(|column| row::value(press, bound, (row, *column), lang));
        values.collect::<Vec<_>>().join(language.lang.pick("; ", "；"))
    };
    RestatedView { then: words(then), now: now.map_or(String::new(), words), ..view }
}

/// A restated number in a sentence.
pub fn sentence(view: &RestatedView, language: &Language<'_>) -> String {
    let key = match (view.then.as_str(), view.now.as_str()) {
        ("", _) => "restated_kept_back",
        (_, "") => "restated_removed",
        _ if view.past => "restated_once",
        _ => "restated_since",
    };
    language.phrase(key, &[("row", &view.row), ("then", &view.then), ("now", &view.now)])
}

/// The columns in which a row reads otherwise; the measure of one that was removed.
fn changed(press: &Press<'_>, (then, now): Readings) -> Vec<ColumnId> {
    let was = &press.site.dataset(then.0).dataset;
    let Some((data, row)) = now else {
        return was.schema.measure.or_else(|| was.column("value")).into_iter().collect();
    };
    let is = &press.site.dataset(data).dataset;
    let columns = (0..was.columns.len()).map(ColumnId::at);
    let held = columns.filter(|column| !is_remark(&was.field(*column).name));
    let langs: Vec<LangId> = (0..press.site.config.languages.len()).map(|lang| LangId(lang as u8)).collect();
    let reworded = unit::reworded(was, &[then.1], is, &langs);
    let differs = |column: &ColumnId| {
        let cell = was.cell(then.1, *column);
        let fills_in = |unit: &Reworded| {
            unit.value.is_some() && unit::placeholders(was, Some(*column), unit.lang).contains(&unit.column)
        };
        let other_unit = reworded.iter().any(|unit| unit.column == *column || fills_in(unit));
        (other_unit || cell != is.cell(row, *column)) && cell != Cell::Empty
    };
    held.filter(differs).collect()
}

/// Appends what was restated since of the rows that a figure shows.
pub fn write_mark(press: &Press<'_>, figure: &Figure, out: &mut String) {
    let Owner::Note(note) = figure.owner else { return };
    let Some(pin) = press.site.pin(note).filter(|pin| !pin.changes.is_empty()) else { return };
    let shown = used::told_by_plan(&|id| press.site.dataset(id), &figure.plan);
    let is_shown = |change: &&Change| {
        shown.get(&pin.held[change.held].data).is_some_and(|rows| rows.contains(&change.then))
    };
    let language = press.language(figure.lang);
    for change in pin.changes.iter().filter(is_shown) {
        let held = &pin.held[change.held];
        let readings = ((held.data, change.then), change.now.map(|now| (held.live, now)));
        let view = view(press, held.live, readings, figure.lang);
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
