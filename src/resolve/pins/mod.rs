//! Pinned reports: what a report with a lock sees of the datasets, and what has changed since.

mod held;
mod course;
mod entries;
mod changes;
mod steps;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;

use self::entries::Seen;
use super::datasets::Lookup;
use super::names::Found;
use crate::diag::catalog::lock::{Idle, Outdated};
use crate::diag::{Diagnostic, catalog};
use crate::model::config::Config;
use crate::model::dataset::BoundDataset;
use crate::model::fact;
use crate::model::id::{DatasetId, LangId, NoteId};
use crate::model::lock::{self, Asks, Held, Lock, Part, Pin};
use crate::model::note::{CorrectedRows, Details, Kind, Note};
use crate::model::prose::Edition;
use crate::model::stage::Raw;
use crate::source::{Sources, Span};

/// The pinned reports with the datasets that they see.
#[derive(Default)]
pub struct Pins {
    /// What each pinned report holds.
    pub pins: Vec<Pin>,
    /// The datasets that pinned reports see; their ids go on behind those of today's.
    pub datasets: Vec<BoundDataset>,
    /// Per report and name of a dataset its id.
    names: BTreeMap<(NoteId, String), DatasetId>,
}

impl Pins {
    /// The dataset of a name as a pinned report sees it; `None` for reports without it in a lock.
    pub fn find(&self, report: NoteId, name: &str) -> Option<DatasetId> {
        if self.names.is_empty() {
            return None;
        }
        self.names.get(&(report, name.to_owned())).copied()
    }
}

/// What pins are bound with.
pub struct Binder<'a> {
    /// What names are looked up in.
    pub lookup: &'a Lookup<'a>,
    /// `site.yaml`.
    pub config: &'a Config,
    /// Editions of the notes.
    pub editions: &'a [Vec<Edition>],
    /// The datasets of today.
    pub live: &'a [BoundDataset],
    /// The day on which the site is built.
    pub today: NaiveDate,
}

impl Binder<'_> {
    /// Binds all locks.
    pub fn bind(&self, locks: Vec<Lock>, diagnostics: &mut Vec<Diagnostic>) -> Pins {
        let mut pins = Pins::default();
        let mut pinned = Vec::new();
        for lock in &locks {
            match self.lookup.names.find(Kind::Report, &lock.stem) {
                Found::Note(report) if self.note(report).stem == lock.stem => {
                    pinned.push(report);
                    self.bind_one(lock, report, &mut pins, diagnostics);
                }
                Found::Withheld(_) => {}
                Found::Note(near) => {
                    diagnostics.push(self.lone(lock, Some(self.note(near).stem.as_str())));
                }
                Found::Several(near) => {
                    diagnostics.push(self.lone(lock, Some(self.note(near[0]).stem.as_str())));
                }
                Found::Nothing(near) => diagnostics.push(self.lone(lock, near.map(|(near, _)| near))),
            }
        }
        if !locks.is_empty() || self.config.checks.iter().any(|(code, _)| code.value == "unpinned-report") {
            diagnostics.extend(self.unpinned(&pinned));
        }
        diagnostics.extend(self.unheld());
        pins
    }

    fn note(&self, id: NoteId) -> &Note<Raw> {
        &self.lookup.notes[id.index()]
    }

    fn lone(&self, lock: &Lock, near: Option<&str>) -> Diagnostic {
        catalog::lock::lone_lock(Span::whole(lock.file), &lock.stem, near)
    }

    /// The languages of a report's editions, with their codes.
    fn languages(&self, report: NoteId) -> Vec<(LangId, &str)> {
        let editions = self.editions[report.index()].iter().map(|edition| edition.note);
        let langs: BTreeSet<LangId> = editions.chain([report]).map(|note| self.note(note).lang).collect();
        langs.into_iter().map(|lang| (lang, self.config.code(lang))).collect()
    }

    fn asks(&self, report: NoteId) -> Asks {
        asks(self.lookup.sources, self.lookup.notes, &self.editions[report.index()])
    }

    /// Reports without a lock, each once for all its editions.
    fn open(&self) -> impl Iterator<Item = NoteId> {
        let ids = (0..self.lookup.notes.len()).map(NoteId::at);
        ids.filter(|id| {
            let stands_for_all = self.editions[id.index()].first().is_none_or(|first| first.note == *id);
            let note = self.note(*id);
            let lock = format!("content/reports/{}.lock", note.stem);
            let has_lock = || self.lookup.sources.find(&lock).is_some();
            note.kind() == Kind::Report && stands_for_all && !has_lock()
        })
    }

    /// Corrections of rows that no lock holds: readers would see neither what they were nor what they are.
    fn unheld(&self) -> Vec<Diagnostic> {
        let corrections = |id: NoteId| match &self.note(id).details {
            Details::Report(report) => report.corrections.as_slice(),
            _ => &[],
        };
        let tell = |id: NoteId| {
            let stem = &self.note(id).stem;
            let rows = corrections(id).iter().filter_map(|correction| correction.rows.as_ref());
            // A name that no dataset has is told with the front matter.
            let is_known =
                |rows: &&CorrectedRows| self.live.iter().any(|bound| bound.dataset.name == rows.data.value);
            rows.filter(is_known)
                .map(move |rows| catalog::lock::idle_correction(rows.data.span, Idle::NoLock(stem)))
        };
        self.open().flat_map(tell).collect()
    }

    /// Reports without a lock that ask something of the data.
    fn unpinned(&self, pinned: &[NoteId]) -> Vec<Diagnostic> {
        let open = self.open().filter(|id| !pinned.contains(id) && self.asks(*id).anything);
        let tell = |id: NoteId| {
            let note = self.note(id);
            let title = note.front.title.as_ref().map(|title| title.span);
            let span = title.unwrap_or_else(|| Span::whole(note.file));
            catalog::lock::unpinned_report(span, &note.stem)
        };
        open.map(tell).collect()
    }

    fn bind_one(&self, lock: &Lock, report: NoteId, pins: &mut Pins, diagnostics: &mut Vec<Diagnostic>) {
        let note = self.note(report);
        let outdated = !self.asks(report).agrees(lock);
        let is_misread = |edition: &Edition| self.note(edition.note).body.misread;
        if outdated && !self.editions[report.index()].iter().any(is_misread) {
            diagnostics.push(catalog::lock::outdated_lock(lock.asks.span, &lock.stem, Outdated::Asks));
        }
        let (mut held, mut sections) = (Vec::new(), Vec::new());
        for section in &lock.sections {
            let find = |bound: &BoundDataset| bound.dataset.name == section.name.value;
            let Some(live) = self.live.iter().position(find) else {
                let what = format!("there is no dataset `{}`", section.name.value);
                diagnostics.push(catalog::lock::lock_misfit(section.name.span, &what));
                continue;
            };
            match held::dataset((self.lookup, self.config), section, lock.file, &self.live[live]) {
                Err(told) => diagnostics.push(told),
                Ok((bound, rows)) => {
                    let id = DatasetId::at(self.live.len() + pins.datasets.len());
                    // A report that asks for other data sees today's: one mistake is told, not many.
                    if !outdated {
                        pins.names.insert((report, section.name.value.clone()), id);
                    }
                    let is_whole = held::is_whole(section, &bound.dataset);
                    let columns = held::held_columns(section, &bound.dataset);
                    pins.datasets.push(bound);
                    let live = DatasetId::at(live);
                    held.push(Held { data: id, live, is_whole, columns, rows });
                    sections.push(section);
                }
            }
        }
        let (changes, steps) = (Vec::new(), Vec::new());
        let (pinned, asks) = (lock.pinned.value, lock.asks.value.clone());
        let mut pin = Pin { report, file: lock.file, pinned, asks, held, changes, steps };
        if let Details::Report(details) = &note.details {
            let langs = self.languages(report);
            let seen = Seen { live: self.live, held: &pins.datasets, today: self.today, langs: &langs };
            let entries = entries::entries(&details.corrections, &pin, seen, diagnostics);
            let report = (&pin, &details.corrections[..]);
            let told = diagnostics.len();
            pin.changes = changes::since(self.lookup.sources, report, seen, &entries, diagnostics);
            // Of an entry that says too little of its row that is told; here are those that nothing asks for.
            if diagnostics.len() == told {
                diagnostics.extend(steps::idle(&pin, seen, &entries));
            }
            let lookup = (self.lookup, self.config);
            pin.steps = steps::steps(
                lookup,
                (self.live, &mut pins.datasets),
                (&pin, &sections),
                &entries,
                diagnostics,
            );
        }
        pins.pins.push(pin);
    }
}

/// What a report asks of the data in all its editions: its mark changes when a figure or a fact asks for other
/// rows, and not when words or formats change, or an edition is added that asks for nothing more.
pub fn asks(sources: &Sources, notes: &[Note<Raw>], editions: &[Edition]) -> Asks {
    let mut asked = BTreeSet::new();
    let (mut text, mut former) = (String::new(), Vec::new());
    let (mut anything, mut parts) = (false, Vec::new());
    for edition in editions {
        let note = &notes[edition.note.index()];
        let mut day = String::new();
        if let Details::Report(report) = &note.details {
            let as_of = report.as_of.as_ref().or(report.date.as_ref());
            let as_of = as_of.map_or(String::new(), |date| date.value.to_string());
            text.push_str(&as_of);
            day.clone_from(&as_of);
            asked.insert(as_of);
        }
        for block in &note.body.blocks {
            text.push_str("\n---\n");
            text.push_str(&block.asks);
            asked.insert(block.asks.clone());
            parts.push(Part::new(block.span, &format!("{day}\n{}", block.asks)));
        }
        let written = sources.file(note.file).text();
        let named = note.front.facts.iter().map(|(_, reference)| reference.value.as_str());
        for reference in fact::references(written).map(|found| &written[found.whole]).chain(named) {
            text.push('\n');
            text.push_str(reference);
            asked.extend(asked_by(reference, note));
        }
        let of_text = fact::references(written);
        parts.extend(of_text.map(|found| part(note, &day, &written[found.whole], found.inner)));
        anything |= !note.body.blocks.is_empty() || !parts.is_empty() || !note.front.facts.is_empty();
        text.push_str("\n===\n");
        former.push((lock::mark(&text), asked.len()));
    }
    former.retain(|(_, known)| *known == asked.len());
    let mark = lock::mark(&asked.into_iter().collect::<Vec<_>>().join("\n---\n"));
    Asks { mark, former: former.into_iter().map(|(mark, _)| mark).collect(), anything, parts }
}

/// A reference of a note, with the place of its code; one by a name asks for what the name stands for. `day`: as of which
/// the note looks at the data.
fn part(note: &Note<Raw>, day: &str, reference: &str, inner: Range<usize>) -> Part {
    let (_, words) = bare(reference);
    let named = note.front.facts.iter().find(|(name, _)| words.first() == Some(&name.value.as_str()));
    let of_name = named.and_then(|(_, stands_for)| asked_by(&stands_for.value, note)).unwrap_or_default();
    let asked = asked_by(reference, note).unwrap_or_default();
    Part::new(Span::new(note.file, inner.start, inner.end), &format!("{day}\n{asked}\n{of_name}"))
}

/// What a reference asks for: its verb and its conditions, without its format. One by a name asks for nothing that the
/// definition of the name does not.
fn asked_by(reference: &str, note: &Note<Raw>) -> Option<String> {
    let (verb, words) = bare(reference);
    let is_named = matches!(words[..], [one] if note.front.facts.iter().any(|(name, _)| name.value == one));
    let verb = if verb == "{fact}" { "" } else { verb };
    (!is_named).then(|| format!("{verb}{}", words.join(" ")))
}

/// The verb and the words of a reference, without its format.
fn bare(reference: &str) -> (&str, Vec<&str>) {
    let (verb, inner) = reference.split_once('`').unwrap_or(("", reference));
    let words = inner.trim_end_matches('`').split_whitespace();
    (verb, words.filter(|word| !word.starts_with("format=")).collect())
}
