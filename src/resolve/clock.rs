//! Which notes are published at the moment of the build: drafts, scheduled and expired ones.

use chrono::{DateTime, Utc};

use crate::model::config::Config;
use crate::model::date::Moment;
use crate::model::note::{Details, Kind, Note};
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
    let has_come = |moment: Moment| moment.has_come(options.now, zone);
    let mut published = Published { notes: Vec::new(), withheld: Vec::new(), expired: Vec::new() };
    for note in notes {
        let scheduled = due(&note).is_some_and(|due| !has_come(due));
        if (note.front.draft || scheduled) && !options.drafts {
            let draft = note.front.draft;
            let (kind, file, bundle) = (note.kind(), note.file, note.bundle);
            published.withheld.push(Withheld { kind, stem: note.stem, file, bundle, draft });
        } else {
            published.expired.push(note.front.expires_at.as_ref().is_some_and(|end| has_come(end.value)));
            published.notes.push(note);
        }
    }
    published
}

/// When a note is due: at its `publish_at`, a report without one on its date.
fn due(note: &Note<Raw>) -> Option<Moment> {
    let date = match &note.details {
        Details::Report(report) => report.date.as_ref().map(|date| Moment::Day(date.value)),
        _ => None,
    };
    note.front.publish_at.as_ref().map(|at| at.value).or(date)
}
