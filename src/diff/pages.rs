//! Pages of notes: added, removed, moved, changed; and the reports whose numbers change.

use std::collections::{BTreeMap, BTreeSet};

use super::difference::{FigureChange, Kind, NumberChange, PageChange, ReportChange, Side};
use super::files::beyond;
use crate::model::id::NoteId;
use crate::model::note;
use crate::model::site::Site;

/// The pages that differ, by URL.
pub fn changes(old: Side<'_>, new: Side<'_>) -> Vec<PageChange> {
    let (before, after) = (by_file(old), by_file(new));
    let files: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let mut changes: Vec<PageChange> =
        files.into_iter().filter_map(|file| change(before.get(file), after.get(file))).collect();
    changes.sort_by(|a, b| a.url.cmp(&b.url));
    changes
}

/// A page: its URL, its title, the text of its file.
struct Page<'s> {
    url: &'s str,
    title: &'s str,
    text: &'s str,
}

fn by_file<'s>(side: Side<'s>) -> BTreeMap<&'s str, Page<'s>> {
    let pages = side.site.notes.iter().zip(&side.site.places);
    pages
        .map(|(note, place)| {
            let file = side.sources.file(note.file);
            let page = Page { url: &place.url, title: &note.front.title.value, text: file.text() };
            (file.path.as_str(), page)
        })
        .collect()
}

fn change(old: Option<&Page<'_>>, new: Option<&Page<'_>>) -> Option<PageChange> {
    let (kind, page) = match (old, new) {
        (None, page) => (Kind::Added, page?),
        (page, None) => (Kind::Removed, page?),
        (Some(old), Some(new)) if old.text != new.text || old.url != new.url => (Kind::Changed, new),
        _ => return None,
    };
    let text = |page: Option<&'_ Page<'_>>| page.map_or(String::new(), |page| page.text.to_owned());
    let (before, after) = (text(old), text(new));
    Some(PageChange {
        kind,
        url: page.url.to_owned(),
        moved_from: old.filter(|old| old.url != page.url).map(|old| old.url.to_owned()),
        title: page.title.to_owned(),
        lines_added: beyond(&after, &before),
        lines_removed: beyond(&before, &after),
    })
}

/// The reports of the new state that show other values than before.
pub fn reports(site: &Site, figures: &[FigureChange], numbers: &[NumberChange]) -> Vec<ReportChange> {
    let mut reports = Vec::new();
    for place in 0..site.notes.len() {
        let id = NoteId::at(place);
        let url = &site.place(id).url;
        let own = figures.iter().filter(|figure| figure.page == *url && figure.kind == Kind::Changed);
        let own: Vec<String> =
            own.filter(|figure| !figure.values.is_empty()).map(|figure| figure.id.clone()).collect();
        let told = numbers.iter().filter(|number| number.page == *url && number.kind == Kind::Changed);
        let told = told.count();
        if site.note(id).kind() == note::Kind::Report && (!own.is_empty() || told > 0) {
            let title = site.note(id).front.title.value.clone();
            reports.push(ReportChange { url: url.clone(), title, figures: own, numbers: told });
        }
    }
    reports
}
