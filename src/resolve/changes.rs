//! Changes: price changes, releases, ratings, stances and corrections, derived from datasets and notes.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::model::change::{Change, Changes, Event, Step};
use crate::model::dataset::{BoundDataset, Dataset, Targets};
use crate::model::date::Date;
use crate::model::exact::Exact;
use crate::model::id::{DatasetId, LangId, NoteId, RowId, SourceId};
use crate::model::note::{Correction, Details, Model, Report};
use crate::model::prose::{Ref, Target};
use crate::model::query;
use crate::model::site::Site;
use crate::model::stage::Bound;

/// All changes of a site. Rows that a licence keeps back, cancelled rows and expired notes tell none.
pub fn of_site(site: &Site) -> Changes {
    let reach = Reach::of(site);
    let notes = (0..site.notes.len()).map(NoteId::at);
    let notes = notes.filter(|id| site.is_original(*id) && !site.place(*id).expired);
    let mut made: Vec<Change> = Vec::new();
    (0..site.datasets.len()).for_each(|place| made.extend(prices(&reach, DatasetId::at(place))));
    notes.for_each(|id| made.extend(of_note(&reach, id)));
    Changes::new(made)
}

/// Whom a change concerns.
struct Reach<'s> {
    site: &'s Site,
    themes: BTreeMap<NoteId, Vec<NoteId>>,
}

impl<'s> Reach<'s> {
    fn of(site: &'s Site) -> Reach<'s> {
        let mut themes: BTreeMap<NoteId, Vec<NoteId>> = BTreeMap::new();
        for place in 0..site.notes.len() {
            let id = NoteId::at(place);
            let Details::Theme(theme) = &site.note(id).details else { continue };
            if site.is_original(id) {
                for note in theme.vendors.iter().chain(&theme.models) {
                    themes.entry(*note).or_default().push(id);
                }
            }
        }
        Reach { site, themes }
    }

    /// A change of a subject that concerns these notes too, with their vendors, themes and tickers.
    fn told(&self, mut change: Change, more: &[NoteId]) -> Change {
        let mut about = vec![change.subject];
        let meet = |note: NoteId, about: &mut Vec<NoteId>| {
            if !about.contains(&note) {
                about.push(note);
            }
        };
        for note in more {
            meet(*note, &mut about);
        }
        for at in 0..about.len() {
            if let Details::Model(model) = &self.site.note(about[at]).details {
                meet(model.vendor, &mut about);
            }
        }
        for at in 0..about.len() {
            for theme in self.themes.get(&about[at]).into_iter().flatten() {
                meet(*theme, &mut about);
            }
            if let Details::Vendor(vendor) = &self.site.note(about[at]).details {
                change.tickers.extend(vendor.tickers.iter().map(|ticker| ticker.value.clone()));
            }
        }
        change.tickers.sort();
        change.tickers.dedup();
        Change { about, ..change }
    }

    /// A change of a subject, before it is known whom else it concerns.
    fn change(&self, subject: NoteId, date: Date, what: Event) -> Change {
        let stem = self.site.note(subject).stem.replace('/', "-");
        Change {
            date,
            scheduled: date.first_day() > self.site.today,
            id: format!("change-{}-{date}-{stem}", what.word()),
            what,
            subject,
            about: Vec::new(),
            tickers: Vec::new(),
            source: None,
        }
    }
}

/// A step, with what steps share that are told as one change: the day, whether it is still to come, whom it concerns, and
/// who says so.
type Told = ((Date, bool, Vec<NoteId>, Option<SourceId>), Step);

fn prices(reach: &Reach<'_>, id: DatasetId) -> Vec<Change> {
    let bound = reach.site.dataset(id);
    let dataset = &bound.dataset;
    if !query::is_step(dataset) || !dataset.schema.redistribute || dataset.schema.measure.is_none() {
        return Vec::new();
    }
    let series: Vec<&[RowId]> = query::series(dataset).all().collect();
    let steps = series.into_par_iter().flat_map_iter(|rows| steps(bound, rows, reach.site.today));
    let mut told: Vec<Told> = steps.collect();
    told.par_sort_by(|a, b| a.0.cmp(&b.0));
    let one = |alike: &[Told]| {
        let (date, scheduled, notes, source) = &alike[0].0;
        let steps: Vec<Step> = alike.iter().map(|(_, step)| *step).collect();
        let change = reach.change(notes[0], *date, Event::Price(id, steps));
        reach.told(Change { scheduled: *scheduled, source: *source, ..change }, notes)
    };
    told.par_chunk_by(|a, b| a.0 == b.0).map(one).collect()
}

/// The notes that a row names: its model first, where it has one.
fn concerned(bound: &BoundDataset, row: RowId) -> Vec<NoteId> {
    let columns = (0..bound.targets.len()).map(crate::model::id::ColumnId::at);
    let refers = columns.filter(|column| matches!(bound.targets[column.index()], Targets::Notes(_)));
    let mut notes: Vec<NoteId> = refers.filter_map(|column| bound.note(row, column)).collect();
    notes.dedup();
    notes
}

/// The rows of a series that took the place of rows of another value. What two sources say of one day is no change, and what
/// one of them says follows what it said before.
fn steps(bound: &BoundDataset, series: &[RowId], today: NaiveDate) -> Vec<Told> {
    let dataset = &bound.dataset;
    let begun = series.iter().filter_map(|row| Some((dataset.row_begin(*row)?, *row)));
    let mut rows: Vec<(Date, RowId)> = begun.filter(|(_, row)| counts(dataset, *row)).collect();
    rows.sort();
    let mut found = Vec::new();
    // What holds, and what is to hold by what was announced for the days before.
    let (mut held, mut announced): (Vec<RowId>, Vec<RowId>) = (Vec::new(), Vec::new());
    for day in rows.chunk_by(|a, b| a.0 == b.0) {
        let (date, ahead) = (day[0].0, day[0].0.first_day() > today);
        let (said, scheduled) = said_of_day(dataset, day);
        let before = if ahead { &announced } else { &held };
        for row in &said {
            let notes = concerned(bound, *row);
            let steps = followed(bound, before, *row).into_iter().filter_map(|old| step(dataset, old, *row));
            let told = (date, scheduled || ahead, notes, bound.source(*row));
            found.extend(
                steps.map(|step| (told.clone(), step)).filter(|((_, _, notes, _), _)| !notes.is_empty()),
            );
        }
        if ahead {
            announced = said;
        } else if !scheduled {
            (held, announced) = (said.clone(), said);
        }
    }
    found
}

/// Whether a row may be told: not cancelled, nor set aside for another source.
fn counts(dataset: &Dataset, row: RowId) -> bool {
    dataset.is_effective(row) || dataset.is_scheduled(row) && !dataset.is_aside(row)
}

/// The rows of a day, one for each value, and whether they are scheduled: those that are not come first.
fn said_of_day(dataset: &Dataset, day: &[(Date, RowId)]) -> (Vec<RowId>, bool) {
    let rows = || day.iter().map(|(_, row)| *row);
    let scheduled = rows().all(|row| dataset.is_scheduled(row));
    let mut said: Vec<RowId> = Vec::new();
    for row in rows().filter(|row| dataset.is_scheduled(*row) == scheduled) {
        let value = |row: RowId| dataset.schema.measure.map(|measure| dataset.key(row, measure));
        if said.iter().all(|other| value(*other) != value(row)) {
            said.push(row);
        }
    }
    (said, scheduled)
}

/// The rows whose place one took: that of its own source, where several say different things, else all.
fn followed(bound: &BoundDataset, before: &[RowId], row: RowId) -> Vec<RowId> {
    let own = |old: &RowId| bound.source(*old) == bound.source(row);
    let of_source: Vec<RowId> = before.iter().copied().filter(own).collect();
    if of_source.is_empty() { before.to_vec() } else { of_source }
}

fn step(dataset: &Dataset, before: RowId, row: RowId) -> Option<Step> {
    let measure = dataset.schema.measure?;
    let (from, to) = (dataset.cell(before, measure).number()?, dataset.cell(row, measure).number()?);
    let (old, new) = (Exact::of(from), Exact::of(to));
    let percent = new.percent_from(old).filter(|_| !old.is_negative() && !new.is_negative());
    (from != to).then_some(Step { before, row, percent })
}

fn of_note(reach: &Reach<'_>, id: NoteId) -> Vec<Change> {
    let site = reach.site;
    let note = site.note(id);
    match &note.details {
        Details::Model(model) => release(reach, id, model).into_iter().collect(),
        Details::Report(report) => of_report(reach, id, report),
        Details::Theme(theme) => {
            let dated = theme.stance_since.as_ref().or(note.front.date.as_ref());
            let since = dated.filter(|_| theme.stance.is_some());
            let change = since.map(|date| reach.told(reach.change(id, date.value, Event::Stance), &[]));
            change.into_iter().collect()
        }
        Details::Vendor(_) | Details::Page => Vec::new(),
    }
}

fn release(reach: &Reach<'_>, id: NoteId, model: &Model<Bound>) -> Option<Change> {
    let released = model.released.as_ref()?;
    let announced = model.status == Some(crate::model::note::ModelStatus::Announced);
    let mut change = reach.change(id, released.value, Event::Release(model.supersedes));
    change.scheduled |= announced;
    change.source = reach.site.place(id).citations.order.first().copied();
    Some(reach.told(change, &[]))
}

fn of_report(reach: &Reach<'_>, id: NoteId, report: &Report<Bound>) -> Vec<Change> {
    let mut made = Vec::new();
    for (place, given) in report.ratings.iter().enumerate() {
        let published = reach.site.note(id).front.date.as_ref().unwrap_or(&report.date);
        let mut change = reach.change(id, published.value, Event::Rating(place));
        change.tickers.push(given.ticker.value.clone());
        made.push(Change { about: [&[id][..], &report.themes].concat(), ..change });
    }
    for (place, correction) in report.corrections.iter().enumerate() {
        let mut change = reach.change(id, correction.date.value, Event::Correction(place));
        // Who follows a ticker hears of corrections to what rates it.
        change.tickers.extend(report.ratings.iter().map(|given| given.ticker.value.clone()));
        let named = corrected(reach.site, (id, place), correction);
        made.push(reach.told(change, &named));
    }
    made
}

/// The notes that a correction is about: those it links to, and those of the rows that it takes numbers from or explains.
fn corrected(site: &Site, (report, place): (NoteId, usize), made: &Correction<Bound>) -> Vec<NoteId> {
    let mut named = Vec::new();
    for hole in &made.what.prose.holes {
        match &hole.fill {
            Ref::Address(Target::Note(note, _)) | Ref::Title(note) => {
                named.push(site.edition(*note, LangId::DEFAULT))
            }
            Ref::Fact(note, fact, _) | Ref::FactText(note, fact) => {
                // One that could not be bound was told, and is about nothing.
                let fact = site.place(*note).facts.get(*fact as usize);
                let rows = fact.into_iter().flat_map(|fact| fact.rows.iter().map(|row| (fact.data, *row)));
                named.extend(rows.flat_map(|(data, row)| concerned(site.dataset(data), row)));
            }
            _ => {}
        }
    }
    let pin = site.pins.iter().find(|pin| pin.report == report);
    let steps = pin.into_iter().flat_map(|pin| pin.steps.iter().map(move |step| (pin, step)));
    for (pin, step) in steps.filter(|(_, step)| step.correction == place) {
        named.extend(concerned(site.dataset(pin.held[step.held].data), step.row));
    }
    named
}
