//! Pinning: which rows each report shows, and what its lock would say.

use std::collections::{BTreeMap, BTreeSet};

use crate::build::Options;
use crate::diag::{Checked, Diagnostic, Severity, nearest};
use crate::load;
use crate::model::dataset::Dataset;
use crate::model::date::Date;
use crate::model::id::{ColumnId, LangId, NoteId, RowId};
use crate::model::lock::{self, Asks, Change, Contents, Dated, HeldUnit, Pin, Sense, Table};
use crate::model::note::Kind;
use crate::model::site::{Draft, Site};
use crate::model::text::LocalText;
use crate::model::unit;
use crate::model::used;
use crate::resolve;
use crate::source::Sources;

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
}

/// A site with and without its locks.
pub struct Desk {
    live: Site,
    held: Site,
    /// What is wrong with locks.
    contested: Vec<Diagnostic>,
    /// What is wrong with the site as its data are today: while there is something, nothing new can be pinned.
    pub unfit: Vec<Diagnostic>,
    stems: BTreeMap<String, NoteId>,
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
        let held = resolve::resolve(sources, draft, &options);
        let (of_locks, others): (Vec<_>, Vec<_>) = held.diagnostics.into_iter().partition(of_lock);
        contested.extend(of_locks);
        diagnostics.extend(others);
        let originals = (0..live.notes.len()).map(NoteId::at).filter(|id| live.is_original(*id));
        let reports = originals.filter(|id| live.note(*id).kind() == Kind::Report);
        let stems = reports.map(|id| (live.note(id).stem.clone(), id)).collect();
        for told in [&mut diagnostics, &mut unfit] {
            told.retain(|told| told.severity == Severity::Error);
        }
        Checked { value: Desk { live, held: held.value, contested, unfit, stems }, diagnostics }
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

    /// A report with the lock that it would get; `accept`: rows that were restated, and that no
    /// correction explains, are taken as they are.
    pub fn report(&self, sources: &Sources, stem: &str, accept: bool) -> Report {
        let id = self.stems[stem];
        let pin = self.held.pins.iter().find(|pin| pin.report == id);
        let told = self.contested(sources, stem);
        let state = match pin {
            _ if told.iter().any(|told| told.code != "outdated-lock") => State::Contested,
            None if self.asks(id).anything => State::Unpinned,
            None => State::NothingToPin,
            Some(_) if !told.is_empty() => State::Outdated,
            Some(pin) if !pin.held.iter().all(|held| held.is_whole) => State::Former,
            Some(pin) => State::Pinned(pin.pinned),
        };
        let mut contents = match pin.filter(|_| state == State::Former && !accept) {
            Some(pin) => Contents { pinned: pin.pinned, ..self.contents(&self.held, id) },
            None => self.contents(&self.live, id),
        };
        let kept = pin.map_or(0, |pin| self.keep(pin, &mut contents));
        let holds = (contents.sections.iter().map(|table| table.rows.len()).sum(), contents.sections.len());
        let text = lock::write(&contents, TOOL);
        Report { stem: stem.to_owned(), path: path(stem), state, text, holds, kept }
    }

    fn asks(&self, id: NoteId) -> &Asks {
        let asks = self.live.asks.iter().find(|(report, _)| *report == id);
        &asks.expect("each report that stands for its editions was asked").1
    }

    /// What the report shows of the data that a site has.
    fn contents(&self, site: &Site, id: NoteId) -> Contents {
        let mut sections: Vec<Table> = used::by_report(site, id)
            .iter()
            .filter(|(_, used)| !used.rows.is_empty())
            .map(|(data, used)| {
                let dataset = &site.dataset(*data).dataset;
                let columns = columns(dataset, used);
                let names = columns.iter().map(|column| dataset.field(*column).name.clone()).collect();
                let rows = used.rows.iter().map(|row| cells(dataset, *row, &columns)).collect();
                let rows_used: Vec<RowId> = used.rows.iter().copied().collect();
                let units = units(site, dataset, &columns, &rows_used);
                let dated = dated(dataset, &rows_used);
                Table {
                    name: dataset.name.clone(),
                    sense: Some(sense(dataset)),
                    units,
                    dated,
                    columns: names,
                    rows,
                }
            })
            .collect();
        sections.sort_by(|a, b| a.name.cmp(&b.name));
        Contents { pinned: Date::day(site.today), asks: self.asks(id).mark.clone(), sections }
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
            let held: Vec<RowId> = then.rows().collect();
            let mut units = units(&self.held, then, &columns, &held);
            let is_held = |unit: &HeldUnit| units.iter().any(|held| held.subject() == unit.subject());
            let others = table.units.drain(..).filter(|unit| unit.value.is_some() && !is_held(unit));
            let others: Vec<HeldUnit> = others.collect();
            units.extend(others);
            table.units = units;
            let mut dated = dated(then, &held);
            let is_held = |one: &Dated| dated.iter().any(|held| held.source == one.source);
            let others: Vec<Dated> = table.dated.drain(..).filter(|one| !is_held(one)).collect();
            dated.extend(others);
            table.dated = dated;
            contents.pinned = pin.pinned;
            kept += 1;
        }
        kept
    }
}

/// The path of a report's lock.
fn path(stem: &str) -> String {
    format!("content/reports/{stem}.lock")
}

/// The columns that a lock holds: all but remarks that are not shown.
fn columns(dataset: &Dataset, used: &used::Used) -> Vec<ColumnId> {
    let all = (0..dataset.columns.len()).map(ColumnId::at);
    all.filter(|column| !lock::is_remark(&dataset.field(*column).name) || used.columns.contains(column))
        .collect()
}

/// The units of the columns with numbers, in each language in which one is worded, and the words that fill them in;
/// of one without a unit just that.
fn units(site: &Site, dataset: &Dataset, columns: &[ColumnId], rows: &[RowId]) -> Vec<HeldUnit> {
    let worded = |column: ColumnId, value: Option<&str>, words: &LocalText| {
        let none = words.is_empty().then_some((LangId::DEFAULT, ""));
        let unit = |(lang, wording): (LangId, &str)| HeldUnit {
            column: dataset.field(column).name.clone(),
            value: value.map(str::to_owned),
            lang: site.config.code(lang).to_owned(),
            wording: wording.to_owned(),
        };
        words.each().chain(none).map(unit).collect::<Vec<_>>()
    };
    let numbers = columns.iter().copied().filter(|column| dataset.field(*column).kind.is_number());
    let wordings = numbers.flat_map(|column| worded(column, None, unit::of_column(dataset, column)));
    let filling = unit::filling(dataset, rows).into_iter();
    let filling = filling.flat_map(|(column, texts)| texts.into_iter().map(move |text| (column, text)));
    let words = filling
        .flat_map(|(column, text)| worded(column, Some(text), &unit::words(dataset.field(column), text)));
    wordings.chain(words).collect()
}

/// How the rows are read where nothing says otherwise.
fn sense(dataset: &Dataset) -> Sense {
    let measure = dataset.schema.measure.map_or(String::new(), |column| dataset.field(column).name.clone());
    Sense { measure, holds: dataset.schema.holds }
}

/// When the sources of rows were published, or else read, by their keys.
fn dated(dataset: &Dataset, rows: &[RowId]) -> Vec<Dated> {
    let Some(column) = dataset.schema.source else { return Vec::new() };
    let one = |row: &RowId| Dated { source: dataset.cell(*row, column).raw(), day: dataset.published(*row) };
    let dated: BTreeSet<Dated> = rows.iter().map(one).filter(|one| !one.source.is_empty()).collect();
    dated.into_iter().collect()
}

fn cells(dataset: &Dataset, row: RowId, columns: &[ColumnId]) -> Vec<String> {
    columns.iter().map(|column| dataset.cell(row, *column).raw()).collect()
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
