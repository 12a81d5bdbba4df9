//! A note while it is bound: what it looks up, and what it leaves behind.

use super::ground::Ground;
use super::names::{Found, edition_for};
use super::numbers::{Missing, Numbers};
use crate::diag::{Diagnostic, MOST, catalog, nearest};
use crate::model::id::{FigureId, NoteId, SourceId};
use crate::model::note::{Kind, Note};
use crate::model::prose::Citations;
use crate::model::stage::Raw;
use crate::source::Located;

/// A note while it is bound: what it looks up, and what it leaves behind.
pub struct Page<'a> {
    /// Where things are looked up.
    pub ground: &'a Ground<'a>,
    /// The note.
    pub id: NoteId,
    numbers: &'a Numbers,
    citations: Vec<SourceId>,
    outlinks: Vec<NoteId>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Page<'a> {
    /// Starts on a note.
    pub fn new(ground: &'a Ground<'a>, numbers: &'a Numbers, id: NoteId) -> Self {
        Page { ground, id, numbers, citations: Vec::new(), outlinks: Vec::new(), diagnostics: Vec::new() }
    }

    /// The note as it was loaded.
    pub fn raw(&self) -> &'a Note<Raw> {
        &self.ground.notes[self.id.index()]
    }

    /// Keeps a diagnostic.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The known name nearest to a word. Behind the first hundred mistakes of a note none is looked for:
    /// a run shows no more, and the search would cost mistakes times names.
    pub fn near<'n>(&self, word: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
        if self.diagnostics.len() < MOST { nearest(word, known) } else { None }
    }

    /// Remembers that the note links to another.
    pub fn links_to(&mut self, note: NoteId) {
        if note != self.id && !self.outlinks.contains(&note) {
            self.outlinks.push(note);
        }
    }

    /// The number of a source on this page, from 1.
    pub fn cite(&mut self, source: SourceId) -> u32 {
        let found = self.citations.iter().position(|cited| *cited == source);
        let index = found.unwrap_or_else(|| {
            self.citations.push(source);
            self.citations.len() - 1
        });
        index as u32 + 1
    }

    /// Finds a source by its key.
    pub fn source(&mut self, key: &Located<String>) -> Option<SourceId> {
        let found = self.ground.find_source(&key.value);
        if found.is_none() && !self.ground.sources_failed_to_load() {
            let near = self.near(&key.value, self.ground.cited.iter().map(|source| source.key.as_str()));
            self.report(catalog::reference::unknown_source(key.span, &key.value, near));
        }
        found
    }

    /// Adds the sources of the front matter behind those that the text cites.
    pub fn list_sources(&mut self, sources: &[SourceId]) {
        for source in sources {
            self.cite(*source);
        }
    }

    /// The id of a block of this note.
    pub fn figure(&self, block: usize) -> FigureId {
        self.numbers.of_block(self.id, block)
    }

    /// Finds a figure by the id that a reference names.
    pub fn find_figure(&self, id: &str) -> Result<FigureId, Missing> {
        self.numbers.find(self.ground, self.id, id)
    }

    /// The edition of a note for readers of this page.
    pub fn localized(&self, note: NoteId) -> NoteId {
        edition_for(&self.ground.editions[note.index()], self.raw().lang, note)
    }

    /// The note of a kind that a name means, as the edition that stands for all; reports a name that
    /// means none.
    pub fn note(&mut self, kind: Kind, name: &Located<String>) -> Option<NoteId> {
        if self.ground.failed_to_load(kind, &name.value) {
            return None;
        }
        let found = self.ground.names.find(kind, &name.value);
        self.found(found, kind.word(), name)
    }

    /// The note of any kind that a name means.
    pub fn any_note(&mut self, name: &Located<String>) -> Option<NoteId> {
        if Kind::ALL.into_iter().any(|kind| self.ground.failed_to_load(kind, &name.value)) {
            return None;
        }
        let found = self.ground.names.find_any(&name.value);
        self.found(found, "note", name)
    }

    fn found(&mut self, found: Found<'_>, word: &str, name: &Located<String>) -> Option<NoteId> {
        match found {
            Found::Note(note) => {
                self.links_to(self.localized(note));
                Some(note)
            }
            Found::Withheld(draft) => {
                self.report(catalog::reference::unpublished_reference(name.span, &name.value, draft));
                None
            }
            Found::Nothing(near) => {
                let near = near.map(|(near, id)| (near, self.ground.shown(id)));
                let near = near.as_ref().map(|(near, file)| (*near, file.as_str()));
                self.report(catalog::reference::unknown_reference(name.span, word, &name.value, near));
                None
            }
        }
    }

    /// The page's sources in order.
    pub fn citations(&self) -> Citations {
        Citations { order: self.citations.clone() }
    }

    /// What the note leaves behind: links and diagnostics.
    pub fn finish(self) -> (Vec<NoteId>, Vec<Diagnostic>) {
        (self.outlinks, self.diagnostics)
    }
}
