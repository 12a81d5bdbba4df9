//! Pinning: which rows each report shows, and what its lock would say.

mod contents;
mod again;

use std::collections::BTreeMap;

use self::again::Again;
use self::contents::cells;

use crate::build::Options;
use crate::diag::{Checked, Diagnostic, Severity, nearest};
use crate::load;
use crate::model::dataset::Dataset;
use crate::model::date::Date;
use crate::model::id::{ColumnId, NoteId, RowId};
use crate::model::lock::{self, Asks, Change, Contents, Pin, Table};
use crate::model::note::Kind;
use crate::model::site::{Draft, Site};
use crate::resolve;
use crate::source::{FileId, Sources};

/// The version that locks name.
pub const TOOL: &str = env!("CARGO_PKG_VERSION");

/// How a report stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum State {
    /// Its lock holds what it shows, since this day.
    Pinned(Date),
    /// It has no lock.
    Unpinned,
    /// It has no lock and needs none: it asks nothing of the data.
    NothingToPin,
    /// It asks for other data than its lock holds.
    Outdated,
    /// Its lock is of an earlier form: it holds its rows, but not how they are read or their units.
    Former,
    /// Its lock cannot be read, or rows that it holds were restated and nothing explains it.
    Contested,
}

/// A report and its lock.
#[derive(Clone, Debug)]
pub struct Report {
    /// Its name.
    pub stem: String,
    /// The path of its lock (`content/reports/q3.lock`).
    pub path: String,
    /// How it stands.
    pub state: State,
    /// The lock that holds what it shows today. Rows that a correction explains stay as they were.
    pub text: String,
    /// How many rows of how many datasets that lock holds.
    pub holds: (usize, usize),
    /// How many of them a correction explains: they stay as they were.
    pub kept: usize,
    /// What stands in the way of that lock.
    pub refused: Vec<Diagnostic>,
}

/// A site with and without its locks.
pub struct Desk {
    live: Site,
    held: Site,
    /// The site in which each lock answers, even of a report that asks for other data by now; where there is no such report,
    /// that with its locks.
    answered: Option<Site>,
    /// What is wrong with locks.
    contested: Vec<Diagnostic>,
    /// What is wrong with the site as its data are today.
    unfit: Vec<Diagnostic>,
    /// What the locks do not answer.
    unmet: Vec<Diagnostic>,
    stems: BTreeMap<String, NoteId>,
    options: resolve::Options,
}

impl Desk {
    /// Reads the site twice: as its locks hold it, and as its data are today. Errors that are none of locks are
    /// told; with them no report can be looked at.
    pub fn new(sources: &Sources, options: &Options) -> Checked<Desk> {
        let mut all = Vec::new();
        let draft = load::load(sources).unpack(&mut all);
        let of_lock = |told: &Diagnostic| sources.path(told.span.file).ends_with(".lock");
        let (mut contested, mut diagnostics): (Vec<_>, Vec<_>) = all.into_iter().partition(of_lock);
        let options = options.in_zone(draft.config.time_zone);
        let without = Draft { locks: Vec::new(), ..draft.clone() };
        let mut unfit = Vec::new();
        let live = resolve::resolve(sources, without, &options).unpack(&mut unfit);
        let originals = (0..live.notes.len()).map(NoteId::at).filter(|id| live.is_original(*id));
        let reports = originals.filter(|id| live.note(*id).kind() == Kind::Report);
        let stems = reports.map(|id| (live.note(id).stem.clone(), id)).collect();
        let current = current(&draft, &live, &stems);
        let held = resolve::resolve(sources, draft, &options);
        let (of_locks, others): (Vec<_>, Vec<_>) = held.diagnostics.into_iter().partition(of_lock);
        let mut unmet = others.clone();
        let answered = of_locks.iter().any(|told| told.code == "outdated-lock").then(|| {
            unmet.clear();
            resolve::resolve(sources, current, &options).unpack(&mut unmet)
        });
        // An outdated report is told of with its lock alone, until it is known what the lock answers.
        let outdated = files_of_outdated(&held.value, &of_locks);
        diagnostics.extend(others.into_iter().filter(|told| !outdated.contains(&told.span.file)));
        contested.extend(of_locks);
        for told in [&mut diagnostics, &mut unfit, &mut unmet] {
            told.retain(|told| told.severity == Severity::Error);
        }
        let held = held.value;
        let desk = Desk { live, held, answered, contested, unfit, unmet, stems, options };
        Checked { value: desk, diagnostics }
    }

    /// The names of all published reports.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.stems.keys().map(String::as_str)
    }

    /// The report that a name, with its folder where others have the same, or the path of its file means, or the nearest name.
    pub fn find(&self, name: &str) -> Result<&str, Option<&str>> {
        let bare = name.trim_end_matches('/');
        let bare = bare.rsplit_once("reports/").map_or(bare, |(_, stem)| stem);
        let endings = [".lock", "/index.md", ".md"];
        let stem = endings.iter().find_map(|ending| bare.strip_suffix(ending)).unwrap_or(bare);
        let stem = stem
            .rsplit_once('.')
            .map_or(stem, |(stem, code)| if self.live.config.language(code).is_some() { stem } else { bare });
        let is_named = |known: &&str| known.rsplit('/').next() == Some(stem);
        let mut named = self.names().filter(is_named);
        let in_a_folder = named.next().filter(|_| named.next().is_none());
        let found = self.stems.get_key_value(stem).map(|(stem, _)| stem.as_str());
        found.or(in_a_folder).ok_or_else(|| nearest(stem, self.names()))
    }

    /// What is wrong with the lock of a report.
    pub fn contested(&self, sources: &Sources, stem: &str) -> Vec<Diagnostic> {
        let path = path(stem);
        let of_report = |told: &&Diagnostic| sources.path(told.span.file) == path;
        self.contested.iter().filter(of_report).cloned().collect()
    }

    /// What is wrong with the site as its data are today, and no lock answers: while there is something, nothing new can be
    /// pinned.
    pub fn unfit(&self, accept: bool) -> Vec<Diagnostic> {
        let again: Vec<Again<'_>> = self.kept().pins.iter().map(|pin| self.again(pin, accept)).collect();
        let is_open = |told: &&Diagnostic| !again.iter().any(|again| again.excuses(told));
        self.unfit.iter().filter(is_open).cloned().collect()
    }

    /// A report with the lock that it would get; `accept`: rows that were restated, and that no
    /// correction explains, are taken as they are.
    pub fn report(&self, sources: &Sources, stem: &str, accept: bool) -> Report {
        let id = self.stems[stem];
        let state = self.state(sources, stem);
        let pin = self.kept().pins.iter().find(|pin| pin.report == id);
        let again = pin.map(|pin| self.again(pin, accept));
        let day = pin.filter(|_| !accept).map_or(Date::day(self.live.today), |pin| pin.pinned);
        let sections = match &again {
            Some(_) if state == State::Former && !accept => contents::tables(&self.held, id),
            Some(again) => again.tables(),
            None => contents::tables(&self.live, id),
        };
        let mut contents = Contents { pinned: day, asks: self.asks(id).written(), sections };
        let kept = pin.map_or(0, |pin| self.keep(pin, &mut contents));
        let holds = (contents.sections.iter().map(|table| table.rows.len()).sum(), contents.sections.len());
        let (path, text) = (path(stem), lock::write(&contents, TOOL));
        let is_tried = |again: &Again<'_>| match accept {
            true => again.leans_on_lock(),
            false => state == State::Outdated,
        };
        let refused =
            again.filter(is_tried).map(|again| again.refused((sources, &self.options), (&path, &text)));
        let refused = refused.unwrap_or_default();
        Report { stem: stem.to_owned(), path, state, text, holds, kept, refused }
    }

    fn state(&self, sources: &Sources, stem: &str) -> State {
        let id = self.stems[stem];
        let told = self.contested(sources, stem);
        let is_whole = |pin: &Pin| lock::names_parts(&pin.asks) && pin.held.iter().all(|held| held.is_whole);
        match self.held.pins.iter().find(|pin| pin.report == id) {
            _ if told.iter().any(|told| told.code != "outdated-lock") => State::Contested,
            None if self.asks(id).anything => State::Unpinned,
            None => State::NothingToPin,
            Some(_) if !told.is_empty() => State::Outdated,
            Some(pin) if !is_whole(pin) => State::Former,
            Some(pin) => State::Pinned(pin.pinned),
        }
    }

    fn again<'d>(&'d self, pin: &'d Pin, accept: bool) -> Again<'d> {
        let asks = self.asks(pin.report);
        Again {
            pin,
            kept: self.kept(),
            unmet: &self.unmet,
            live: &self.live,
            unfit: &self.unfit,
            asks,
            accept,
        }
    }

    fn kept(&self) -> &Site {
        self.answered.as_ref().unwrap_or(&self.held)
    }

    fn asks(&self, id: NoteId) -> &Asks {
        let asks = self.live.asks.iter().find(|(report, _)| *report == id);
        &asks.expect("each report that stands for its editions was asked").1
    }

    /// Puts rows back that corrections explain, as they were; the day of the pin then stays too. How many these are.
    fn keep(&self, pin: &Pin, contents: &mut Contents) -> usize {
        let mut kept = 0;
        for change in pin.changes.iter().filter(|change| change.correction.is_some()) {
            let held = &pin.held[change.held];
            let then = &self.held.dataset(held.data).dataset;
            let Some(table) = contents.sections.iter_mut().find(|table| table.name == then.name) else {
                continue;
            };
            let columns: Vec<ColumnId> = table.columns.iter().filter_map(|name| then.column(name)).collect();
            let row = cells(then, change.then, &columns);
            let today = change.now.map(|now| cells(&self.held.dataset(held.live).dataset, now, &columns));
            put_back(table, row, today, |cells| before(then, change, &columns, cells));
            let all: Vec<RowId> = then.rows().collect();
            contents::read_as_then(table, &self.held, then, (&columns, &all));
            contents.pinned = pin.pinned;
            kept += 1;
        }
        kept
    }
}

/// The files of the reports that ask for other data than their locks hold.
fn files_of_outdated(site: &Site, told: &[Diagnostic]) -> Vec<FileId> {
    let is_outdated =
        |pin: &&Pin| told.iter().any(|told| told.code == "outdated-lock" && told.span.file == pin.file);
    let editions = site.pins.iter().filter(is_outdated).flat_map(|pin| &site.place(pin.report).editions);
    editions.map(|edition| site.note(edition.note).file).collect()
}

/// A draft in which each lock answers what its report asks now.
fn current(draft: &Draft, live: &Site, stems: &BTreeMap<String, NoteId>) -> Draft {
    let mut current = draft.clone();
    for lock in &mut current.locks {
        let asked = stems.get(&lock.stem).and_then(|id| live.asks.iter().find(|(report, _)| report == id));
        if let Some((_, asks)) = asked {
            lock.answers = Some(asks.mark.clone());
        }
    }
    current
}

/// The path of a report's lock.
fn path(stem: &str) -> String {
    format!("content/reports/{stem}.lock")
}

/// Whether a row stood before the changed one when the report was pinned.
fn before(then: &Dataset, change: &Change, columns: &[ColumnId], row: &[String]) -> bool {
    (0..change.then.index()).any(|earlier| cells(then, RowId::at(earlier), columns) == row)
}

/// Puts a row in the place of what it became, or behind those that stood before it.
fn put_back(
    table: &mut Table,
    row: Vec<String>,
    today: Option<Vec<String>>,
    before: impl Fn(&[String]) -> bool,
) {
    if let Some(place) = table.rows.iter().position(|known| Some(known) == today.as_ref()) {
        table.rows[place] = row;
    } else if !table.rows.contains(&row) {
        let place = table.rows.iter().rposition(|known| before(known)).map_or(0, |place| place + 1);
        table.rows.insert(place, row);
    }
}
