//! Renaming: gives a note another name and tells everything that names it, or tells why that cannot be.
//!
//! The checker knows every place where a note is named. So the note is moved in a copy of the sources, the checker is
//! asked what is wrong now, and the places it points at get the new name, until it has nothing more to say. What would
//! then show other rows or lead elsewhere than before is refused.

mod edit;
mod hold;
mod lock;

use std::collections::BTreeSet;

use crate::build::{self, Options};
use crate::diag::{Diagnostic, Severity, nearest};
use crate::load;
use crate::model::dataset::Reference;
use crate::model::id::{ColumnId, NoteId};
use crate::model::note::{Details, Kind, Note, Said};
use crate::model::site::{Draft, Site};
use crate::model::stage::Bound;
use crate::resolve;
use crate::source::{Content, FilePath, Located, SourceFile, Sources};

use edit::Edit;

/// So often the checker is asked what else there is: mistakes hide behind mistakes.
const MOST_ROUNDS: usize = 50;

/// The check of names that cannot be part of an address.
const UNUSABLE: &str = "unusable-name";

/// What a renaming does to the files of a site.
#[derive(Debug)]
pub struct Renaming {
    /// Files and folders that get another path: from where, to where.
    pub moves: Vec<(String, String)>,
    /// Files that get another text: path (the new one), text before, text then.
    pub texts: Vec<(String, String, String)>,
}

/// Why a note cannot be renamed.
#[derive(Debug)]
pub enum Refusal {
    /// No note has the name; the nearest that one has.
    Unknown(Option<String>),
    /// Notes of several kinds have the name; each with its kind.
    Several(Vec<String>),
    /// The new name is that of a file or folder which is there.
    Taken(String),
    /// Its folder holds other notes; one of them.
    Shared(String),
    /// The site has mistakes as it is.
    Mistakes(Vec<Diagnostic>),
    /// The site would have mistakes then, at places of these sources.
    Would(Box<Sources>, Vec<Diagnostic>),
    /// Pages that would show other rows, or lead elsewhere.
    Differ(Vec<String>),
}

/// A note to be renamed.
struct Subject<'a> {
    kind: Kind,
    stem: &'a str,
    /// The last part of its name, before and then.
    names: (&'a str, &'a str),
}

/// A site read from sources.
struct Read {
    site: Site,
    /// All there is to say of it, whatever levels the site sets.
    told: Vec<Diagnostic>,
    /// What keeps it from being published.
    errors: Vec<Diagnostic>,
}

/// What it takes to rename a note; `new` is the last part of its name, in the folder where it is.
///
/// # Errors
/// When it cannot be renamed so.
pub fn plan(sources: &Sources, options: &Options, (old, new): (&str, &str)) -> Result<Renaming, Refusal> {
    let draft = load::load(sources);
    let before = read(sources, options, true);
    if !before.errors.is_empty() {
        return Err(Refusal::Mistakes(before.errors));
    }
    let note = find(&before.site, old)?;
    let subject = subject(&before.site, note, new);
    let moves = moves(sources, &before.site, note, &subject)?;
    let mut named = cells(sources, &before.site, &subject);
    named.extend(corrected(&before.site, &subject));
    let mut then = moved(&edit::apply(sources, named), &moves);
    then = settled(then, options, (&read(sources, options, false).told, false), subject.names);
    let site = read(&then, options, false).site;
    let mut edits = aliases(&then, (&before.site, sources), &site, &moves);
    for held in draft.value.locks {
        let path = new_path(&moves, sources.file(held.file).path.as_str());
        let rename = |data: &str, column: &str, cell: &str| {
            names_kind(&before.site, (data, column), subject.kind).then(|| renamed(cell, &subject))?
        };
        edits.extend(lock::rewritten((&then, &site), &path, &held, &rename));
    }
    then = settled(edit::apply(&then, edits), options, (&before.told, true), subject.names);
    let after = read(&then, options, true);
    let mut worse = after.errors;
    worse.extend(hold::more(&before.told, &after.told));
    // Where the new name is none, all that follows from it is not worth a word.
    if worse.iter().any(|told| told.code == UNUSABLE) {
        worse.retain(|told| told.code == UNUSABLE);
    }
    if !worse.is_empty() {
        return Err(Refusal::Would(Box::new(then), worse));
    }
    let to_new = |path: &str| new_path(&moves, path);
    let differ = hold::differing((&before.site, sources), (&after.site, &then), &to_new);
    if !differ.is_empty() {
        return Err(Refusal::Differ(differ));
    }
    Ok(Renaming { texts: texts(sources, &then, &to_new), moves })
}

/// The sources with the new name at all places that the checker points at; `known`: what it said before, and whether
/// it minds locks.
fn settled(
    mut then: Sources,
    options: &Options,
    (known, with_locks): (&[Diagnostic], bool),
    names: (&str, &str),
) -> Sources {
    let known = hold::words(known);
    for _ in 0..MOST_ROUNDS {
        let told = read(&then, options, with_locks).told;
        let edits = edit::of_mistakes(&then, &told, &known, names);
        if edits.is_empty() {
            break;
        }
        then = edit::apply(&then, edits);
    }
    then
}

/// Reads a site, drafts and what is to come included; with what its locks hold, or as its data are today.
fn read(sources: &Sources, options: &Options, with_locks: bool) -> Read {
    let mut told = Vec::new();
    let mut draft: Draft = load::load(sources).unpack(&mut told);
    if !with_locks {
        draft.locks = Vec::new();
    }
    let levels = build::levels(&draft, options).unpack(&mut told);
    let options = resolve::Options { drafts: true, ..options.in_zone(draft.config.time_zone) };
    let site = resolve::resolve(sources, draft, &options).unpack(&mut told);
    let told = build::in_order(told);
    let mut errors = levels.apply(told.clone());
    errors.retain(|told| told.severity == Severity::Error);
    Read { site, told, errors }
}

/// The note that a name means: `gpt-4o`, `models/gpt-4o`, `content/models/gpt-4o.md`.
fn find(site: &Site, name: &str) -> Result<NoteId, Refusal> {
    let bare = name.strip_prefix("content/").unwrap_or(name);
    let ends = ["/index.md", ".md", "/"];
    let bare = ends.iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
    let ids = (0..site.notes.len()).map(NoteId::at).filter(|id| site.is_original(*id));
    let full = |id: NoteId| format!("{}/{}", site.note(id).kind().folder(), site.note(id).stem);
    let means = |id: &NoteId| {
        let stem = &site.note(*id).stem;
        full(*id) == bare || stem == bare || stem.rsplit('/').next() == Some(bare)
    };
    let found: Vec<NoteId> = ids.clone().filter(means).collect();
    match found.as_slice() {
        [id] => Ok(*id),
        [] => {
            let all: Vec<String> = ids.flat_map(|id| [site.note(id).stem.clone(), full(id)]).collect();
            Err(Refusal::Unknown(nearest(bare, all.iter().map(String::as_str)).map(str::to_owned)))
        }
        several => Err(Refusal::Several(several.iter().map(|id| full(*id)).collect())),
    }
}

fn subject<'a>(site: &'a Site, note: NoteId, new: &'a str) -> Subject<'a> {
    let stem = site.note(note).stem.as_str();
    let short = stem.rsplit('/').next().unwrap_or(stem);
    Subject { kind: site.note(note).kind(), stem, names: (short, new) }
}

/// The files of all editions, the lock, and the folder that holds a note with its pictures.
fn moves(
    sources: &Sources,
    site: &Site,
    note: NoteId,
    subject: &Subject<'_>,
) -> Result<Vec<(String, String)>, Refusal> {
    let base = format!("content/{}/{}", subject.kind.folder(), subject.stem);
    let folder = &base[..base.len() - subject.names.0.len()];
    let new_base = format!("{folder}{}", subject.names.1);
    let new_stem = &new_base["content//".len() + subject.kind.folder().len()..];
    let has_it = |other: &&Note<Bound>| other.kind() == subject.kind && other.stem == new_stem;
    if let Some(other) = site.notes.iter().find(has_it) {
        return Err(Refusal::Taken(sources.file(other.file).path.as_str().to_owned()));
    }
    let editions = &site.place(note).editions;
    let mut moves = BTreeSet::new();
    for edition in editions {
        let path = sources.file(site.note(edition.note).file).path.as_str();
        let rest = if site.note(edition.note).bundle { "" } else { &path[base.len()..] };
        moves.insert((format!("{base}{rest}"), format!("{new_base}{rest}")));
    }
    if sources.find(&format!("{base}.lock")).is_some() {
        moves.insert((format!("{base}.lock"), format!("{new_base}.lock")));
    }
    let own =
        |path: &str| editions.iter().any(|e| sources.file(site.note(e.note).file).path.as_str() == path);
    for (from, to) in &moves {
        if sources.find(to).is_some() || sources.below(to).next().is_some() {
            return Err(Refusal::Taken(to.clone()));
        }
        let other = |path: &str| path.ends_with(".md") && !own(path);
        if let Some((_, shared)) = sources.below(from).find(|(_, file)| other(file.path.as_str())) {
            return Err(Refusal::Shared(shared.path.as_str().to_owned()));
        }
    }
    Ok(moves.into_iter().collect())
}

fn new_path(moves: &[(String, String)], path: &str) -> String {
    let moved = |(from, to): &(String, String)| {
        let rest = path.strip_prefix(from.as_str())?;
        (rest.is_empty() || rest.starts_with('/')).then(|| format!("{to}{rest}"))
    };
    moves.iter().find_map(moved).unwrap_or_else(|| path.to_owned())
}

fn moved(sources: &Sources, moves: &[(String, String)]) -> Sources {
    let at_new_path = |file: &SourceFile| SourceFile {
        path: FilePath::new(&new_path(moves, file.path.as_str())),
        content: file.content.clone(),
    };
    sources.with(sources.iter().map(|(_, file)| at_new_path(file)).collect())
}

/// Whether a column of a dataset holds names of notes of a kind.
fn names_kind(site: &Site, (data, column): (&str, &str), kind: Kind) -> bool {
    let dataset = site.datasets.iter().map(|bound| &bound.dataset).find(|dataset| dataset.name == data);
    let fields = dataset.map_or(&[][..], |dataset| &dataset.schema.fields);
    let field = fields.iter().find(|field| field.name == column);
    let reference = field.and_then(|field| field.reference.as_ref()).map(|reference| reference.value);
    match kind {
        Kind::Vendor => reference == Some(Reference::Vendors),
        Kind::Model => reference == Some(Reference::Models),
        Kind::Theme => reference == Some(Reference::Themes),
        Kind::Report | Kind::Page => false,
    }
}

/// A name as it stands in a cell, then: the last part, or all of it.
fn renamed(cell: &str, subject: &Subject<'_>) -> Option<String> {
    let (old, new) = subject.names;
    let folder = &subject.stem[..subject.stem.len() - old.len()];
    match cell {
        _ if cell == old => Some(new.to_owned()),
        _ if cell == subject.stem => Some(format!("{folder}{new}")),
        _ => None,
    }
}

/// The cells of datasets that name the note.
fn cells(sources: &Sources, site: &Site, subject: &Subject<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for dataset in site.datasets.iter().map(|bound| &bound.dataset) {
        let fields = dataset.schema.fields.iter().enumerate();
        let named = fields.filter(|(_, field)| names_kind(site, (&dataset.name, &field.name), subject.kind));
        for column in named.map(|(place, _)| ColumnId::at(place)) {
            let renamed = |row| renamed(&dataset.cell(row, column).raw(), subject).map(|name| (row, name));
            let found = dataset.rows().filter_map(renamed);
            edits.extend(found.map(|(row, name)| Edit::new(dataset.cell_span(sources, row, column), name)));
        }
    }
    edits
}

/// What corrections say that cells of datasets read now, where those name the note.
fn corrected(site: &Site, subject: &Subject<'_>) -> Vec<Edit> {
    let reports = site.notes.iter().filter_map(|note| match &note.details {
        Details::Report(report) => Some(report),
        _ => None,
    });
    let corrections = reports.flat_map(|report| &report.corrections);
    let mut edits = Vec::new();
    for rows in corrections.filter_map(|made| made.rows.as_ref()) {
        let data = rows.data.value.as_str();
        let dataset = site.datasets.iter().find(|bound| bound.dataset.name == data);
        let mut fields = dataset.into_iter().flat_map(|bound| &bound.dataset.schema.fields);
        if fields.any(|field| names_kind(site, (data, &field.name), subject.kind)) {
            let word = |word: &Located<String>| Some(Edit::new(word.span, renamed(&word.value, subject)?));
            edits.extend(rows.now.iter().flat_map(Said::words).filter_map(word));
        }
    }
    edits
}

/// Old addresses of the editions that have another one, as aliases in their front matter.
fn aliases(
    then: &Sources,
    (before, sources): (&Site, &Sources),
    after: &Site,
    moves: &[(String, String)],
) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (index, note) in before.notes.iter().enumerate() {
        let path = new_path(moves, sources.file(note.file).path.as_str());
        let Some(id) = after.notes.iter().position(|new| then.file(new.file).path.as_str() == path) else {
            continue;
        };
        let old_url = &before.place(NoteId::at(index)).url;
        if *old_url != after.place(NoteId::at(id)).url {
            edits.push(edit::alias(then, &after.notes[id], &format!("/{old_url}")));
        }
    }
    edits
}

/// The texts that differ, by their new paths.
fn texts(
    sources: &Sources,
    then: &Sources,
    new_path: &dyn Fn(&str) -> String,
) -> Vec<(String, String, String)> {
    let mut texts = Vec::new();
    for (_, file) in sources.iter() {
        let path = new_path(file.path.as_str());
        let now = then.find(&path).map_or("", |id| then.file(id).text());
        if matches!(file.content, Content::Text(_)) && now != file.text() {
            texts.push((path, file.text().to_owned(), now.to_owned()));
        }
    }
    texts
}
