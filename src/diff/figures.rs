//! Figures: added, removed, and those that show other values.

use std::collections::{BTreeMap, BTreeSet};

use super::difference::{FigureChange, Kind, Side, ValueChange};
use crate::model::drawn::{Download, Drawn};
use crate::model::figure::{Figure, Owner};
use crate::model::id::LangId;
use crate::model::site::Site;
use crate::model::spreadsheet;

/// The figures that differ, by page and id. A state with mistakes has no figures to compare.
pub fn changes(old: Side<'_>, new: Side<'_>) -> Vec<FigureChange> {
    if old.mistakes + new.mistakes > 0 {
        return Vec::new();
    }
    let (before, after) = (by_name(old), by_name(new));
    let names: BTreeSet<&(String, String)> = before.keys().chain(after.keys()).collect();
    names.into_iter().filter_map(|name| change(name, before.get(name), after.get(name))).collect()
}

/// A figure with what was drawn for it.
struct Shown<'s> {
    site: &'s Site,
    figure: &'s Figure,
    drawn: &'s Drawn,
}

fn by_name<'s>(side: Side<'s>) -> BTreeMap<(String, String), Shown<'s>> {
    let all = side.site.figures.iter().zip(side.drawn);
    all.map(|(figure, drawn)| {
        let name = (page_of(side.site, figure), figure.head.id.clone());
        (name, Shown { site: side.site, figure, drawn })
    })
    .collect()
}

/// The URL below the base of the page that shows a figure.
fn page_of(site: &Site, figure: &Figure) -> String {
    match figure.owner {
        Owner::Note(note) => site.place(note).url.clone(),
        Owner::Page(page, LangId::DEFAULT) => format!("{}/", page.slug()),
        Owner::Page(page, lang) => format!("{}/{}/", site.config.code(lang), page.slug()),
    }
}

fn change(name: &(String, String), old: Option<&Shown<'_>>, new: Option<&Shown<'_>>) -> Option<FigureChange> {
    let kind = match (old, new) {
        (None, _) => Kind::Added,
        (_, None) => Kind::Removed,
        (Some(old), Some(new)) if differ(old, new) => Kind::Changed,
        _ => return None,
    };
    let (words, values) = match (old, new) {
        (Some(old), Some(new)) => (words(old, new), values(old.drawn, new.drawn)),
        _ => (Vec::new(), Vec::new()),
    };
    let drawing = |shown: Option<&Shown<'_>>| Some(shown?.drawn.picture.as_ref()?.flat());
    let shown = new.or(old)?;
    Some(FigureChange {
        kind,
        page: name.0.clone(),
        id: name.1.clone(),
        title: shown.figure.head.title.clone(),
        words,
        values,
        drawings: [drawing(old), drawing(new)],
    })
}

fn differ(old: &Shown<'_>, new: &Shown<'_>) -> bool {
    let drawing = |shown: &Shown<'_>| shown.drawn.picture.as_ref().map(|picture| picture.wide.clone());
    drawing(old) != drawing(new)
        || cells(old.drawn) != cells(new.drawn)
        || download(old) != download(new)
        || !words(old, new).is_empty()
}

fn download(shown: &Shown<'_>) -> Option<String> {
    match shown.drawn.csv.as_ref()? {
        Download::Sheet(text) => Some(text.clone()),
        Download::Rows(data, rows) => Some(spreadsheet::lines(&shown.site.dataset(*data).dataset).of(rows)),
    }
}

/// What is said around a figure and differs.
fn words(old: &Shown<'_>, new: &Shown<'_>) -> Vec<ValueChange> {
    let words = |shown: &Shown<'_>| {
        let note = shown.figure.head.note.clone().unwrap_or_default();
        [("title", shown.figure.head.title.clone()), ("description", shown.drawn.dek.clone()), ("note", note)]
    };
    let pairs = words(old).into_iter().zip(words(new));
    let change =
        |((of, old), (_, new)): ((&str, String), (&str, String))| ValueChange { of: of.to_owned(), old, new };
    pairs.map(change).filter(|change| change.old != change.new).collect()
}

/// The values that differ. Tables of restricted rows are empty, so none of them is told.
fn values(old: &Drawn, new: &Drawn) -> Vec<ValueChange> {
    let (before, after) = (cells(old), cells(new));
    let places: BTreeSet<&(String, usize)> = before.keys().chain(after.keys()).collect();
    let value = |cells: &BTreeMap<(String, usize), String>, place: &(String, usize)| {
        cells.get(place).cloned().unwrap_or_default()
    };
    let change = |place: &(String, usize)| ValueChange {
        of: place.0.clone(),
        old: value(&before, place),
        new: value(&after, place),
    };
    places.into_iter().map(change).filter(|change| change.old != change.new).collect()
}

/// The units and cells of a table by the words of their line and column; cells of the same words in order.
fn cells(drawn: &Drawn) -> BTreeMap<(String, usize), String> {
    let mut found = BTreeMap::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut add = |of: String, value: String| {
        let count = seen.entry(of.clone()).or_default();
        found.insert((of, *count), value);
        *count += 1;
    };
    let head = &drawn.table.head;
    for column in head.iter().filter(|column| !column.unit.is_empty()) {
        add(format!("unit of {}", column.text), column.unit.clone());
    }
    let numeric = |column: usize| head.get(column).is_some_and(|head| head.numeric);
    let any = (0..head.len()).any(numeric);
    let names = |column: usize| if any { !numeric(column) } else { column == 0 };
    for line in &drawn.table.lines {
        let words = line.iter().enumerate().filter(|(column, _)| names(*column));
        let words: Vec<&str> =
            words.map(|(_, cell)| cell.text.as_str()).filter(|text| !text.is_empty()).collect();
        let words = words.join(" · ");
        for (column, cell) in line.iter().enumerate().filter(|(column, _)| !names(*column)) {
            let title = head.get(column).map_or("", |head| head.text.as_str());
            add(format!("{words} · {title}"), cell.text.clone());
        }
    }
    for entry in &drawn.entries {
        add(format!("{} · {}", entry.day, entry.lane), entry.text.clone());
    }
    found
}
