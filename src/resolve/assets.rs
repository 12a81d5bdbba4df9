//! Files that are copied: where each of them goes.

use std::collections::BTreeSet;

use super::clock::Published;
use crate::model::site::Asset;
use crate::source::{FileId, Sources};

/// Gives each copied file its path below the output: what lies below `content/` or `static/` keeps its
/// path there. What lies in the folder of a note that is not published stays back with it.
pub fn place(sources: &Sources, files: &[FileId], published: &Published) -> Vec<Asset> {
    let folder = |file: FileId| sources.file(file).path.folder();
    let open = published.notes.iter().filter(|note| note.bundle).map(|note| folder(note.file));
    let open: BTreeSet<&str> = open.collect();
    let closed = published.withheld.iter().filter(|note| note.bundle).map(|note| folder(note.file));
    let closed: Vec<String> = closed.filter(|own| !open.contains(own)).map(|own| format!("{own}/")).collect();
    let stays = |file: &&FileId| {
        let path = sources.file(**file).path.as_str();
        !closed.iter().any(|folder| path.starts_with(folder))
    };
    let path = |file: FileId| {
        let path = sources.file(file).path.as_str();
        let below = path.strip_prefix("content/").or_else(|| path.strip_prefix("static/"));
        below.unwrap_or(path).to_owned()
    };
    files.iter().filter(stays).map(|&file| Asset { file, path: path(file) }).collect()
}
