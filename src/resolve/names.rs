//! Names of notes: finds the note that a slug means, or the nearest one.

use std::collections::BTreeMap;

use super::clock::Withheld;
use crate::diag::nearest;
use crate::model::config::Source;
use crate::model::id::{LangId, NoteId};
use crate::model::note::{Kind, Note};
use crate::model::prose::Edition;
use crate::model::stage::Raw;
use crate::source::{FileId, Sources};

/// All names of notes.
pub struct Names {
    by_kind: BTreeMap<Kind, BTreeMap<String, NoteId>>,
    shared: BTreeMap<(Kind, String), Vec<NoteId>>,
    withheld: BTreeMap<(Kind, String), bool>,
    by_file: BTreeMap<FileId, NoteId>,
    withheld_files: BTreeMap<FileId, bool>,
}

/// What a name means.
pub enum Found<'a> {
    /// A published note (the edition that stands for all).
    Note(NoteId),
    /// A note that is not published; whether it is a draft.
    Withheld(bool),
    /// Several notes, so that the name does not say which.
    Several(Vec<NoteId>),
    /// Nothing; the nearest name, and the file of the note it names.
    Nothing(Option<(&'a str, NoteId)>),
}

impl Names {
    /// Indexes notes by the names of their files and by their slugs.
    pub fn new(notes: &[Note<Raw>], editions: &[Vec<Edition>], withheld: &[Withheld]) -> Self {
        let mut by_kind: BTreeMap<Kind, BTreeMap<String, NoteId>> = BTreeMap::new();
        let original =
            |index: usize| editions[index].first().map_or(NoteId::at(index), |edition| edition.note);
        for (index, note) in notes.iter().enumerate() {
            by_kind.entry(note.kind()).or_default().insert(note.stem.clone(), original(index));
        }
        for (index, note) in notes.iter().enumerate() {
            if let Some(slug) = &note.front.slug {
                let names = by_kind.entry(note.kind()).or_default();
                names.entry(slug.value.clone()).or_insert(original(index));
            }
        }
        let (only, shared): (BTreeMap<_, _>, BTreeMap<_, _>) =
            short_names(notes, original).into_iter().partition(|(_, ids)| ids.len() == 1);
        for ((kind, name), ids) in only {
            by_kind.entry(kind).or_default().entry(name).or_insert(ids[0]);
        }
        let withheld_files = withheld.iter().map(|note| (note.file, note.draft)).collect();
        let withheld = withheld.iter().map(|note| ((note.kind, note.stem.clone()), note.draft)).collect();
        let by_file = notes.iter().enumerate().map(|(index, note)| (note.file, NoteId::at(index))).collect();
        Names { by_kind, shared, withheld, by_file, withheld_files }
    }

    /// Whether a name means a note that is not published.
    pub fn is_withheld(&self, kind: Kind, name: &str) -> bool {
        !self.by_kind.get(&kind).is_some_and(|names| names.contains_key(name))
            && self.kept_back(kind, name).is_some()
    }

    /// Finds a note of a kind.
    pub fn find(&self, kind: Kind, name: &str) -> Found<'_> {
        self.exactly(kind, name).unwrap_or_else(|| Found::Nothing(self.near(kind, name)))
    }

    /// Finds a note of any kind, or of the kind whose folder the name begins with (`models/gpt-4o`).
    pub fn find_any(&self, name: &str) -> Found<'_> {
        if let Some((kind, name)) = with_kind(name) {
            return self.find(kind, name);
        }
        let (mut notes, mut withheld) = (Vec::new(), None);
        for kind in Kind::ALL {
            match self.exactly(kind, name) {
                Some(Found::Note(id)) => notes.push(id),
                Some(Found::Several(ids)) => notes.extend(ids),
                Some(Found::Withheld(draft)) => withheld = withheld.or(Some(draft)),
                Some(Found::Nothing(_)) | None => {}
            }
        }
        let near = || Kind::ALL.into_iter().find_map(|kind| self.near(kind, name));
        match notes.as_slice() {
            [] => withheld.map_or_else(|| Found::Nothing(near()), Found::Withheld),
            [note] => Found::Note(*note),
            _ => Found::Several(notes),
        }
    }

    /// What a name means that is spelled as it should be.
    fn exactly(&self, kind: Kind, name: &str) -> Option<Found<'_>> {
        let note = self.by_kind.get(&kind).and_then(|names| names.get(name)).copied();
        let several = || self.shared.get(&(kind, name.to_owned())).cloned();
        note.map(Found::Note)
            .or_else(|| self.kept_back(kind, name).map(Found::Withheld))
            .or_else(|| several().map(Found::Several))
    }

    /// The nearest name to one that means nothing.
    fn near(&self, kind: Kind, name: &str) -> Option<(&str, NoteId)> {
        let names = self.by_kind.get(&kind)?;
        let near = nearest(name, names.keys().map(String::as_str))?;
        Some((near, names[near]))
    }

    /// The note of a file.
    pub fn of_file(&self, file: FileId) -> Option<NoteId> {
        self.by_file.get(&file).copied()
    }

    /// Whether the note of a file is not published, and then whether it is a draft.
    pub fn withheld_file(&self, file: FileId) -> Option<bool> {
        self.withheld_files.get(&file).copied()
    }

    fn kept_back(&self, kind: Kind, name: &str) -> Option<bool> {
        self.withheld.get(&(kind, name.to_owned())).copied()
    }
}

/// The kind that a name says, by its folder, and the name in it.
pub fn with_kind(name: &str) -> Option<(Kind, &str)> {
    let (folder, name) = name.split_once('/')?;
    Some((Kind::of_folder(folder)?, name))
}

/// Names of several notes, each as short as tells them apart: `2024/q3`, or `models/a` where their kinds differ.
pub fn apart(notes: &[Note<Raw>], ids: &[NoteId]) -> Vec<String> {
    let note = |id: &NoteId| &notes[id.index()];
    let alike = ids.iter().all(|id| note(id).kind() == note(&ids[0]).kind());
    let name = |note: &Note<Raw>| match alike {
        true => note.stem.clone(),
        false => format!("{}/{}", note.kind().folder(), note.stem),
    };
    ids.iter().map(|id| name(note(id))).collect()
}

/// Names of notes in folders of their kind's (`2025/q3`) without the folder, and the notes that have them.
fn short_names(
    notes: &[Note<Raw>],
    original: impl Fn(usize) -> NoteId,
) -> BTreeMap<(Kind, String), Vec<NoteId>> {
    let mut short: BTreeMap<(Kind, String), Vec<NoteId>> = BTreeMap::new();
    for (index, note) in notes.iter().enumerate() {
        if let Some((_, name)) = note.stem.rsplit_once('/') {
            let ids = short.entry((note.kind(), name.to_owned())).or_default();
            if !ids.contains(&original(index)) {
                ids.push(original(index));
            }
        }
    }
    short
}

/// Whether a note has a file and could not be loaded, so that it has no name.
pub fn failed_to_load(sources: &Sources, names: &Names, kind: Kind, name: &str) -> bool {
    let stem = format!("content/{}/{name}", kind.folder());
    let has_file = [".md", "/index.md"].iter().any(|end| sources.find(&format!("{stem}{end}")).is_some());
    has_file && matches!(names.find(kind, name), Found::Nothing(_))
}

/// Whether there is a list of sources and none of it could be loaded: its own mistakes are told already.
pub fn sources_failed_to_load(sources: &Sources, cited: &[Source]) -> bool {
    let text = sources.find("content/sources.yaml").map_or("", |id| sources.file(id).text());
    cited.is_empty() && text.lines().any(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The edition of a note for readers of a language, among its editions.
pub fn edition_for(editions: &[Edition], lang: LangId, otherwise: NoteId) -> NoteId {
    let own = editions.iter().find(|edition| edition.lang == lang);
    own.or_else(|| editions.first()).map_or(otherwise, |edition| edition.note)
}
