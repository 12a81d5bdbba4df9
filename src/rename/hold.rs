//! Holds the renamed site against the one before: the same mistakes, the same rows, the same links.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Severity};
use crate::model::id::{NoteId, RowId};
use crate::model::site::Site;
use crate::model::used;
use crate::source::Sources;

/// What is said, without its places.
pub fn words(told: &[Diagnostic]) -> BTreeSet<(&str, &str)> {
    told.iter().map(|told| (told.code, told.message.as_str())).collect()
}

/// Warnings that are told more often than before, by their code: those that were not there.
pub fn more(before: &[Diagnostic], after: &[Diagnostic]) -> Vec<Diagnostic> {
    let known = words(before);
    let count = |told: &[Diagnostic], code: &str| told.iter().filter(|one| one.code == code).count();
    let is_new = |told: &&Diagnostic| {
        told.severity == Severity::Warning
            && !known.contains(&(told.code, told.message.as_str()))
            && count(after, told.code) > count(before, told.code)
    };
    after.iter().filter(is_new).cloned().collect()
}

/// What the page of a note rests on: rows by dataset, and the notes that link to it; of the page of a dataset the rows
/// of its conflicts.
type Ground = (BTreeMap<String, BTreeSet<RowId>>, BTreeSet<String>);

/// The files of notes and datasets whose pages would rest on something else.
pub fn differing(
    (before, sources): (&Site, &Sources),
    (after, then): (&Site, &Sources),
    new_path: &dyn Fn(&str) -> String,
) -> Vec<String> {
    let old = grounds(before, &|note| new_path(sources.file(before.note(note).file).path.as_str()));
    let new = grounds(after, &|note| then.file(after.note(note).file).path.as_str().to_owned());
    let paths: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    paths.into_iter().filter(|path| old.get(*path) != new.get(*path)).cloned().collect()
}

fn grounds(site: &Site, path: &dyn Fn(NoteId) -> String) -> BTreeMap<String, Ground> {
    let ground = |id: NoteId| {
        let used = used::by_report(site, id);
        let name = |data| site.dataset(data).dataset.name.clone();
        let rows = used.into_iter().map(|(data, used)| (name(data), used.rows)).collect();
        let links = site.place(id).backlinks.iter().map(|from| path(*from)).collect();
        (path(id), (rows, links))
    };
    let explained = site.datasets.iter().map(|bound| {
        let rows = bound.conflicts.iter().map(|conflict| conflict.rows.iter().copied().collect());
        let numbered = rows.enumerate().map(|(place, rows)| (place.to_string(), rows)).collect();
        (format!("content/data/{}.yaml", bound.dataset.name), (numbered, BTreeSet::new()))
    });
    (0..site.notes.len()).map(NoteId::at).map(ground).chain(explained).collect()
}
