//! Reads one file by what it is: a note, rows, settings, a picture.

use super::place::{self, Role};
use super::{cited, dataset, lock, name, note, picture, svg, text};
use crate::diag::catalog::files as say;
use crate::diag::{Checked, Diagnostic, nearest};
use crate::model::config::{Config, Source};
use crate::model::dataset::Dataset;
use crate::model::lock::Lock;
use crate::model::note::Note;
use crate::model::stage::Raw;
use crate::source::{Content, FileId, SourceFile, Sources, Span};

/// What one file gives.
#[derive(Clone, Debug)]
pub enum Part {
    /// A note.
    Note(Box<Note<Raw>>),
    /// Rows with their description.
    Dataset(Box<Dataset>),
    /// What a pinned report holds.
    Lock(Box<Lock>),
    /// The list of sources.
    Sources(Vec<Source>),
    /// A file that is copied.
    Asset(FileId),
    /// Nothing of its own.
    Nothing,
}

/// Reads a file.
pub fn read(sources: &Sources, config: &Config, id: FileId, file: &SourceFile) -> Checked<Part> {
    let mut diagnostics = Vec::new();
    let languages = &config.languages;
    let role = place::role(id, &file.path, languages, &mut diagnostics);
    let value = match role {
        Role::Note(path) => {
            Part::Note(Box::new(note::load(sources, id, path, config).unpack(&mut diagnostics)))
        }
        Role::Sources => Part::Sources(cited::load(sources, id, languages).unpack(&mut diagnostics)),
        Role::Rows => rows(sources, id, languages, &mut diagnostics),
        Role::Lock => match text::text(sources, id, &mut diagnostics) {
            Some(_) => lock::load(sources, id, &mut diagnostics)
                .map_or(Part::Nothing, |lock| Part::Lock(Box::new(lock))),
            None => Part::Nothing,
        },
        Role::Sidecar => {
            diagnostics.extend(lone_sidecar(sources, id));
            Part::Nothing
        }
        Role::Svg => {
            let whole = Span::whole(id);
            let text = text::text(sources, id, &mut diagnostics);
            diagnostics.extend(text.and_then(|text| {
                text::stray_characters(text, whole).into_iter().next().or_else(|| svg::check(text, whole))
            }));
            Part::Asset(id)
        }
        Role::Asset => asset(id, file, &mut diagnostics),
        Role::Unknown => {
            let other = || say::unknown_file_kind(Span::whole(id), file.path.name());
            diagnostics.push(text::unusable(id, file).unwrap_or_else(other));
            Part::Nothing
        }
        Role::Template => {
            if !matches!(file.content, Content::Asset(_)) {
                text::text(sources, id, &mut diagnostics);
            }
            Part::Nothing
        }
        Role::Site | Role::Nothing => Part::Nothing,
    };
    Checked { value, diagnostics }
}

/// A dataset with its description, where it has one.
fn rows(sources: &Sources, id: FileId, languages: &[String], diagnostics: &mut Vec<Diagnostic>) -> Part {
    let sidecar = sidecar(sources, id);
    let readable = text::text(sources, id, diagnostics).is_some();
    let described = sidecar.is_none_or(|file| text::text(sources, file, diagnostics).is_some());
    if !readable || !described {
        return Part::Nothing;
    }
    let name = sources.file(id).path.name();
    let (told, stem) = (diagnostics.len(), name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let dataset = dataset::load(sources, id, sidecar, languages).unpack(diagnostics);
    if name::flaw(stem).is_some() {
        // Its description would have the name that was told.
        let told = diagnostics.split_off(told);
        diagnostics.extend(told.into_iter().filter(|told| told.code != "undescribed-dataset"));
    }
    dataset.map_or(Part::Nothing, |dataset| Part::Dataset(Box::new(dataset)))
}

/// The description of the rows in a file.
pub fn sidecar(sources: &Sources, rows: FileId) -> Option<FileId> {
    sources.find(&beside(sources, rows, ".yaml"))
}

/// The path of a file with another ending.
fn beside(sources: &Sources, id: FileId, ending: &str) -> String {
    let path = sources.file(id).path.as_str();
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    format!("{stem}{ending}")
}

/// A description of rows that are not there.
fn lone_sidecar(sources: &Sources, id: FileId) -> Option<Diagnostic> {
    let rows = beside(sources, id, ".csv");
    let upper = beside(sources, id, ".CSV");
    if sources.find(&rows).or_else(|| sources.find(&upper)).is_some() {
        return None;
    }
    let others: Vec<&str> = sources
        .below("content/data")
        .map(|(_, file)| file.path.name())
        .filter(|name| name.ends_with(".csv"))
        .collect();
    let name = rows.rsplit('/').next().unwrap_or(&rows);
    Some(say::lone_sidecar(Span::whole(id), name, nearest(name, others)))
}

/// A file that is copied, unless it cannot be.
fn asset(id: FileId, file: &SourceFile, diagnostics: &mut Vec<Diagnostic>) -> Part {
    if let Content::Picture(bytes, look) = file.content {
        diagnostics.extend(picture::check(Span::whole(id), bytes, look, &file.path.extension()));
    }
    match text::unusable(id, file) {
        None => Part::Asset(id),
        Some(told) => {
            diagnostics.push(told);
            Part::Nothing
        }
    }
}
