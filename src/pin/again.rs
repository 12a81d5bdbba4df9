//! Pinning again: what a lock answers stays as it was told, and rows are taken for what is asked anew.

use std::collections::{BTreeMap, BTreeSet};

use super::contents::{self, cells, dated, sense, units};
use crate::diag::catalog::lock::Outdated;
use crate::diag::{Diagnostic, Severity, catalog};
use crate::load;
use crate::model::dataset::Dataset;
use crate::model::fact::Fact;
use crate::model::id::{ColumnId, DatasetId, NoteId, RowId};
use crate::model::lock::{Asks, Held, Pin, Table};
use crate::model::prose::Edition;
use crate::model::site::Site;
use crate::model::used::{self, Used};
use crate::resolve::{self, Options};
use crate::source::{Content, SourceFile, Sources, Span};

/// A pinned report that is pinned once more.
pub struct Again<'d> {
    /// What its lock holds, whether or not the report asks for other data by now.
    pub pin: &'d Pin,
    /// The site in which its lock answers.
    pub kept: &'d Site,
    /// What the lock does not answer.
    pub unmet: &'d [Diagnostic],
    /// The site as its data are today.
    pub live: &'d Site,
    /// What these do not answer.
    pub unfit: &'d [Diagnostic],
    /// What the report asks for.
    pub asks: &'d Asks,
    /// Whether rows are taken as they are today, even where the lock answers.
    pub accept: bool,
}

impl Again<'_> {
    /// Whether what is asked at a place is answered by the lock: what was asked before is, and what the data of today do not
    /// answer any more. `None` where the lock answers, and does not tell whether it was asked.
    fn lock_answers(&self, span: Span) -> Option<bool> {
        if fails(self.unmet, span) {
            return Some(false);
        }
        if fails(self.unfit, span) || self.accept {
            return Some(fails(self.unfit, span));
        }
        self.asks.was_asked(span, &self.pin.asks)
    }

    fn takes_lock(&self, span: Span) -> bool {
        self.lock_answers(span).unwrap_or(true)
    }

    /// Whether the lock answers anything.
    pub fn leans_on_lock(&self) -> bool {
        self.asks.parts.iter().any(|part| self.takes_lock(part.span))
    }

    /// Whether the lock answers what a mistake is about.
    pub fn excuses(&self, mistake: &Diagnostic) -> bool {
        let mut about = self.asks.parts.iter().filter(|part| holds(part.span, mistake.span));
        about.any(|part| self.takes_lock(part.span))
    }

    /// The rows of the lock for what it answers, and those of today for the rest, by dataset.
    pub fn tables(&self) -> Vec<Table> {
        let (kept, live, report) = (self.kept, self.live, self.pin.report);
        let mut of_today = used::asked_by_report(live, report, &|span| !self.takes_lock(span));
        let mut of_lock = BTreeMap::new();
        for (data, used) in used::asked_by_report(kept, report, &|span| self.takes_lock(span)) {
            if data.index() < live.datasets.len() {
                of_today.entry(data).or_default().add(used);
            } else {
                of_lock.insert(kept.live(data), used);
            }
        }
        let none = Used::default();
        let all: BTreeSet<_> = of_lock.keys().chain(of_today.keys()).copied().collect();
        let tables = all.into_iter().filter_map(|data| {
            let (old, new) = (of_lock.get(&data), of_today.get(&data).unwrap_or(&none));
            match self.pin.held.iter().find(|held| held.live == data).zip(old) {
                Some((held, old)) => Some(self.merged(held, old, new)),
                None => (!new.rows.is_empty()).then(|| contents::table(live, data, new)),
            }
        });
        let mut tables: Vec<Table> = tables.filter(|table| !table.rows.is_empty()).collect();
        tables.sort_by(|a, b| a.name.cmp(&b.name));
        tables
    }

    /// Rows of a lock, with others of today where they stand in the file.
    fn merged(&self, held: &Held, old: &Used, new: &Used) -> Table {
        let (kept, live) = (self.kept, self.live);
        let (then, today) = (&kept.dataset(held.data).dataset, &live.dataset(held.live).dataset);
        let shown: BTreeSet<ColumnId> = old.columns.union(&new.columns).copied().collect();
        let columns = contents::columns(today, &shown);
        let mut rows: Vec<(Option<RowId>, Vec<String>)> =
            old.rows.iter().map(|row| (held.rows[row.index()], cells(then, *row, &columns))).collect();
        let known: BTreeSet<RowId> = rows.iter().filter_map(|(row, _)| *row).collect();
        let fresh: Vec<RowId> = new.rows.difference(&known).copied().collect();
        for row in &fresh {
            let before = rows.iter().rposition(|(known, _)| known.is_some_and(|known| known < *row));
            rows.insert(before.map_or(0, |place| place + 1), (Some(*row), cells(today, *row, &columns)));
        }
        let of_lock: Vec<RowId> = old.rows.iter().copied().collect();
        let mut table = Table {
            name: then.name.clone(),
            sense: Some(sense(then)),
            units: units(live, today, &columns, &fresh),
            dated: dated(today, &fresh),
            columns: columns.iter().map(|column| today.field(*column).name.clone()).collect(),
            rows: rows.into_iter().map(|(_, cells)| cells).collect(),
        };
        contents::read_as_then(&mut table, kept, then, (&columns, &of_lock));
        table
    }

    /// What stands in the way of a lock: mistakes of the report that it would make, and numbers that would read otherwise
    /// than readers were told.
    pub fn refused(
        &self,
        (sources, options): (&Sources, &Options),
        (path, text): (&str, &str),
    ) -> Vec<Diagnostic> {
        let report = self.pin.report;
        let files = sources.iter().map(|(_, file)| match file.path.as_str() == path {
            true => SourceFile { path: file.path.clone(), content: Content::Text(text.into()) },
            false => file.clone(),
        });
        let sources = sources.with(files.collect());
        let mut told = Vec::new();
        let draft = load::load(&sources).unpack(&mut told);
        let site = resolve::resolve(&sources, draft, options).unpack(&mut told);
        let editions = &self.live.place(report).editions;
        let is_own = |told: &Diagnostic| {
            let of_edition = |edition: &Edition| self.live.note(edition.note).file == told.span.file;
            told.severity == Severity::Error && editions.iter().any(of_edition)
        };
        told.retain(is_own);
        if told.is_empty() && !self.accept {
            told = editions.iter().flat_map(|edition| self.changes(edition.note, &site)).collect();
            told.sort_by_key(|told| told.span);
        }
        told
    }

    /// What would read otherwise than the lock has it.
    fn changes(&self, edition: NoteId, after: &Site) -> Vec<Diagnostic> {
        let (kept, stem) = (self.kept, self.live.note(self.pin.report).stem.as_str());
        let place = kept.place(edition);
        let tables = self.tables();
        let mut told = Vec::new();
        for fact in &place.facts {
            let is_lost = fact.rows.iter().any(|row| self.drops(&tables, fact.data, *row));
            for span in &fact.spans {
                let others = self.others((*span, is_lost), after).into_iter();
                let mut others = others.filter_map(|site| fact_at(site, edition, *span));
                if let Some(other) =
                    others.find(|other| (&other.text, &other.unit) != (&fact.text, &fact.unit))
                {
                    let why = Outdated::Number(&fact.text, &other.text);
                    told.push(catalog::lock::outdated_lock(*span, stem, why));
                }
            }
        }
        for (place, figure) in place.figures[..place.body_figures].iter().enumerate() {
            let Some(span) = kept.figure(*figure).asked else { continue };
            let was = rows_of(kept, edition, place);
            let mut used = BTreeMap::new();
            used::by_plan(&|id| kept.dataset(id), &kept.figure(*figure).plan, &mut used);
            let is_lost = |(data, used): (&DatasetId, &Used)| {
                used.rows.iter().any(|row| self.drops(&tables, *data, *row))
            };
            let is_lost = used.iter().any(is_lost);
            if self
                .others((span, is_lost), after)
                .into_iter()
                .any(|site| rows_of(site, edition, place) != was)
            {
                told.push(catalog::lock::outdated_lock(span, stem, Outdated::Figure));
            }
        }
        told
    }

    /// Whether a row that the lock holds would be in it no more, by its key.
    fn drops(&self, tables: &[Table], data: DatasetId, row: RowId) -> bool {
        let then = &self.kept.dataset(data).dataset;
        let Some(table) = tables.iter().find(|table| table.name == then.name) else { return true };
        let key = &then.schema.primary_key;
        let is_told = |(_, name): &(usize, &String)| {
            key.is_empty() || then.column(name).is_some_and(|column| key.contains(&column))
        };
        let told: Vec<(usize, &String)> = table.columns.iter().enumerate().filter(is_told).collect();
        let own: Vec<String> = told
            .iter()
            .filter_map(|(_, name)| then.column(name))
            .flat_map(|column| cells(then, row, &[column]))
            .collect();
        !table.rows.iter().any(|row| told.iter().map(|(at, _)| &row[*at]).eq(&own))
    }

    /// The sites in which what is asked at a place must be as the lock has it. What is asked in other words than before, so
    /// that rows of the lock would be lost (`is_lost`), is what it was.
    fn others<'s>(&'s self, (span, is_lost): (Span, bool), after: &'s Site) -> Vec<&'s Site> {
        match self.lock_answers(span) {
            Some(false) if is_lost && !fails(self.unmet, span) => vec![after],
            Some(false) => Vec::new(),
            Some(true) => vec![after],
            None => vec![self.live, after],
        }
    }
}

/// Whether one of the mistakes is about what is asked at a place.
fn fails(mistakes: &[Diagnostic], span: Span) -> bool {
    mistakes.iter().any(|mistake| holds(span, mistake.span))
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.file == inner.file && outer.start <= inner.start && inner.end <= outer.end
}

fn fact_at(site: &Site, note: NoteId, span: Span) -> Option<&Fact> {
    site.place(note).facts.iter().find(|fact| fact.spans.contains(&span))
}

/// The rows of a figure of a note, as texts, by dataset.
fn rows_of(site: &Site, note: NoteId, place: usize) -> BTreeMap<&str, Vec<Vec<String>>> {
    let figure = site.figure(site.place(note).figures[place]);
    let mut used = BTreeMap::new();
    used::by_plan(&|id| site.dataset(id), &figure.plan, &mut used);
    let texts = |dataset: &Dataset, used: &Used| {
        let columns = contents::columns(dataset, &BTreeSet::new());
        used.rows.iter().map(|row| cells(dataset, *row, &columns)).collect()
    };
    let of_data = used.iter().filter(|(_, used)| !used.rows.is_empty());
    let of_data = of_data.map(|(data, used)| (&site.dataset(*data).dataset, used));
    of_data.map(|(dataset, used)| (dataset.name.as_str(), texts(dataset, used))).collect()
}
