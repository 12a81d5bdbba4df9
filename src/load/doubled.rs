//! Finds `x.zh.md` beside `x.md` where `zh` is the default language: both are the same note.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::diag::catalog::files as say;
use crate::model::id::LangId;
use crate::model::site::Draft;
use crate::source::{FileId, Sources, Span};

/// Tells every such note and leaves it out, with all that was told of it.
pub fn leave_out(sources: &Sources, draft: &mut Draft, diagnostics: &mut Vec<Diagnostic>) {
    let Some((own, others)) = draft.config.languages.split_first() else { return };
    let ending = format!(".{own}.md");
    let path = |file: FileId| sources.path(file);
    let plain: BTreeMap<&str, FileId> = draft.notes.iter().map(|note| (path(note.file), note.file)).collect();
    let twin = |file: FileId| {
        let stem = path(file).strip_suffix(&ending)?;
        plain.get(format!("{stem}.md").as_str()).copied()
    };
    let originals = draft.notes.iter().filter(|note| note.lang == LangId::DEFAULT);
    let doubled: BTreeMap<FileId, FileId> =
        originals.filter_map(|note| Some((note.file, twin(note.file)?))).collect();
    if doubled.is_empty() {
        return;
    }
    draft.notes.retain(|note| !doubled.contains_key(&note.file));
    diagnostics.retain(|told| !doubled.contains_key(&told.span.file));
    diagnostics.extend(doubled.iter().map(|(file, twin)| {
        let name = |file: FileId| sources.file(file).path.name();
        let other = others.first().map(String::as_str);
        say::doubled_edition(Span::whole(*file), name(*twin), (own, other), Span::whole(*twin))
    }));
}
