//! Numbers of figures: where each note's begin in the site's list, and which figure an id means.

use std::collections::BTreeMap;

use super::ground::Ground;
use super::names::{Found, apart, edition_for};
use crate::diag::{Diagnostic, catalog, nearest};
use crate::model::figure::{Ask, Numbered};
use crate::model::id::{FigureId, NoteId};
use crate::source::Located;

/// Where the figures of each note begin in the site's list, and whose id is whose.
pub struct Numbers {
    first: Vec<FigureId>,
    /// Per figure what it is called: as what it is counted on its page, and its number there.
    names: Vec<(Numbered, u32)>,
    by_id: BTreeMap<String, Vec<(NoteId, FigureId)>>,
}

/// Gives every block of every note its place in the site's list of figures.
pub fn number(ground: &Ground<'_>) -> Numbers {
    let mut numbers =
        Numbers { first: Vec::with_capacity(ground.notes.len()), names: Vec::new(), by_id: BTreeMap::new() };
    for (index, note) in ground.notes.iter().enumerate() {
        let first = numbers.names.len();
        numbers.first.push(FigureId::at(first));
        for block in &note.body.blocks {
            let entry = numbers.by_id.entry(block.head.id.value.clone()).or_default();
            entry.push((NoteId::at(index), FigureId::at(numbers.names.len())));
            let counted_as = match block.ask {
                Ask::Chart(_) => Numbered::Figure,
                _ => Numbered::Table,
            };
            let like = numbers.names[first..].iter().filter(|(kind, _)| *kind == counted_as).count();
            numbers.names.push((counted_as, like as u32 + 1));
        }
    }
    numbers
}

/// Why a reference finds no figure.
pub enum Missing {
    /// No figure has the id; the nearest one.
    Unknown(Option<String>),
    /// Figures of several notes have it.
    Ambiguous(String),
    /// Several notes have the name that is written; it, and what they are called apart.
    Several(String, Vec<String>),
    /// The note that is named is not published; its name, and whether it is a draft.
    Withheld(String, bool),
}

impl Missing {
    /// The diagnostic at the place of the reference.
    pub fn at(self, id: &Located<String>) -> Diagnostic {
        match self {
            Missing::Unknown(near) => catalog::reference::unknown_figure(id.span, &id.value, near.as_deref()),
            Missing::Ambiguous(notes) => catalog::reference::ambiguous_figure(id.span, &id.value, &notes),
            Missing::Several(note, names) => catalog::reference::ambiguous_reference(id.span, &note, &names),
            Missing::Withheld(note, draft) => {
                catalog::reference::unpublished_reference(id.span, &note, draft)
            }
        }
    }
}

impl Numbers {
    /// The figure of a note's n-th block.
    pub fn of_block(&self, note: NoteId, block: usize) -> FigureId {
        FigureId::at(self.first[note.index()].index() + block)
    }

    /// What a figure is called: as what it is counted on its page, and its number there.
    pub fn name(&self, figure: FigureId) -> (Numbered, u32) {
        self.names[figure.index()]
    }

    /// Finds a figure by id: the page's own, another note's (`note#id`), or the only one on the site.
    pub fn find(&self, ground: &Ground<'_>, page: NoteId, reference: &str) -> Result<FigureId, Missing> {
        if let Some((name, id)) = reference.split_once('#') {
            let note = match ground.names.find_any(name) {
                Found::Note(note) => note,
                Found::Withheld(draft) => return Err(Missing::Withheld(name.to_owned(), draft)),
                Found::Several(notes) => {
                    return Err(Missing::Several(name.to_owned(), apart(ground.notes, &notes)));
                }
                Found::Nothing(_) => return Err(Missing::Unknown(None)),
            };
            let lang = ground.notes[page.index()].lang;
            let note = edition_for(&ground.editions[note.index()], lang, note);
            return self.of_note(note, id).ok_or(Missing::Unknown(None));
        }
        if let Some(own) = self.of_note(page, reference) {
            return Ok(own);
        }
        let Some(all) = self.by_id.get(reference) else {
            let near = nearest(reference, self.by_id.keys().map(String::as_str));
            return Err(Missing::Unknown(near.map(str::to_owned)));
        };
        self.only(ground, page, all)
    }

    fn of_note(&self, note: NoteId, id: &str) -> Option<FigureId> {
        let all = self.by_id.get(id)?;
        all.iter().find(|(owner, _)| *owner == note).map(|(_, figure)| *figure)
    }

    /// The one figure among editions of one note, in the language of the page where there is one.
    fn only(
        &self,
        ground: &Ground<'_>,
        page: NoteId,
        all: &[(NoteId, FigureId)],
    ) -> Result<FigureId, Missing> {
        let family =
            |note: NoteId| ground.editions[note.index()].first().map_or(note, |edition| edition.note);
        let first = family(all[0].0);
        if all.iter().any(|(note, _)| family(*note) != first) {
            let notes: Vec<String> =
                all.iter().map(|(note, _)| format!("`{}`", ground.shown(*note))).collect();
            return Err(Missing::Ambiguous(notes.join(", ")));
        }
        let lang = ground.notes[page.index()].lang;
        let own = all.iter().find(|(note, _)| ground.notes[note.index()].lang == lang);
        Ok(own.unwrap_or(&all[0]).1)
    }
}
