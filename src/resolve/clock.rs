//! Which notes are published at the moment of the build: drafts, scheduled and expired ones.

use chrono::{DateTime, Utc};

use crate::model::config::Config;
use crate::model::note::{Kind, Note};
use crate::model::stage::Raw;
use crate::source::FileId;

/// What a build is told beside the files.
#[derive(Clone, Debug)]
pub struct Options {
    /// The moment at which the site is built.
    pub now: DateTime<Utc>,
    /// Whether drafts and scheduled notes are published too.
    pub drafts: bool,
}

/// The notes to publish, and what is kept back.
pub struct Published {
    /// In path order; a note's place is its id.
    pub notes: Vec<Note<Raw>>,
    /// Names of notes that exist and are not published.
    pub withheld: Vec<Withheld>,
    /// Per published note whether it has expired.
    pub expired: Vec<bool>,
}

/// A note that exists and is not published.
pub struct Withheld {
    /// Its kind.
    pub kind: Kind,
    /// Its name.
    pub stem: String,
    /// Its file.
    pub file: FileId,
    /// Whether it has a folder of its own, with files beside it.
    pub bundle: bool,
    /// Whether it is a draft (or else scheduled).
    pub draft: bool,
}

/// Sorts the notes by whether they are due.
pub fn publish(notes: Vec<Note<Raw>>, config: &Config, options: &Options) -> Published {
    let zone = config.time_zone;
    let come = |moment: &Option<_>| -> Option<bool> {
        moment.as_ref().map(|at: &crate::source::Located<crate::model::date::Moment>| {
            at.value.has_come(options.now, zone)
        })
    };
    let mut published = Published { notes: Vec::new(), withheld: Vec::new(), expired: Vec::new() };
    for note in notes {
        let scheduled = come(&note.front.publish_at) == Some(false);
        if (note.front.draft || scheduled) && !options.drafts {
            let draft = note.front.draft;
            let (kind, file, bundle) = (note.kind(), note.file, note.bundle);
            published.withheld.push(Withheld { kind, stem: note.stem, file, bundle, draft });
        } else {
            published.expired.push(come(&note.front.expires_at) == Some(true));
            published.notes.push(note);
        }
    }
    published
}
