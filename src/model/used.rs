//! Which rows a report shows: all that its figures and the facts in its prose rest on, in every edition.

use std::collections::{BTreeMap, BTreeSet};

use super::dataset::BoundDataset;
use super::figure::{Attribute, Measure, Plan, WatchlistPlan};
use super::id::{ColumnId, DatasetId, NoteId, RowId};
use super::site::Site;
use crate::source::Span;

/// The rows shown of one dataset.
#[derive(Clone, Debug, Default)]
pub struct Used {
    /// The rows, in file order.
    pub rows: BTreeSet<RowId>,
    /// Columns that are shown by name.
    pub columns: BTreeSet<ColumnId>,
}

impl Used {
    /// Adds what else is shown.
    pub fn add(&mut self, other: Used) {
        self.rows.extend(other.rows);
        self.columns.extend(other.columns);
    }
}

/// The rows that the figures and facts of a report's editions rest on, by dataset.
pub fn by_report(site: &Site, report: NoteId) -> BTreeMap<DatasetId, Used> {
    asked_by_report(site, report, &|_| true)
}

/// The rows that those rest on that are asked for at some places.
pub fn asked_by_report(
    site: &Site,
    report: NoteId,
    is_meant: &dyn Fn(Span) -> bool,
) -> BTreeMap<DatasetId, Used> {
    let mut used = BTreeMap::new();
    for edition in &site.place(report).editions {
        let place = site.place(edition.note);
        let figures = place.figures[..place.body_figures].iter().map(|figure| site.figure(*figure));
        for figure in figures.filter(|figure| figure.asked.is_none_or(is_meant)) {
            by_plan(&|id| site.dataset(id), &figure.plan, &mut used);
        }
        for fact in place.facts.iter().filter(|fact| fact.spans.iter().any(|span| is_meant(*span))) {
            let of_data: &mut Used = used.entry(fact.data).or_default();
            of_data.rows.extend(&fact.rows);
            of_data.columns.insert(fact.column);
        }
    }
    used
}

/// Gives a dataset of its id.
pub type Sees<'f, 'd> = &'f dyn Fn(DatasetId) -> &'d BoundDataset;

/// The rows that a figure rests on, by dataset.
pub fn by_plan(sees: Sees<'_, '_>, plan: &Plan, used: &mut BTreeMap<DatasetId, Used>) {
    each_of_plan(sees, plan, &mut |data, rows, columns| {
        let of_data = used.entry(data).or_default();
        of_data.rows.extend(rows);
        of_data.columns.extend(columns);
    });
}

/// Takes rows of a dataset that are shown, with columns that are shown by name.
type Take<'f> = &'f mut dyn FnMut(DatasetId, &mut dyn Iterator<Item = RowId>, &[ColumnId]);

/// Hands over the rows that a figure rests on.
pub fn each_of_plan(sees: Sees<'_, '_>, plan: &Plan, add: Take<'_>) {
    match plan {
        Plan::Chart(plan) => add(plan.data, &mut plan.rows.iter().copied(), &[]),
        Plan::Measures(plan) => {
            for measure in [&plan.x.field, &plan.y.field] {
                add(measure.data, &mut of_models(sees, measure, &plan.models).into_iter(), &[]);
            }
        }
        Plan::Table(plan) => {
            let columns: Vec<ColumnId> = plan.columns.iter().map(|column| column.field).collect();
            add(plan.data, &mut plan.rows.iter().copied(), &columns);
        }
        Plan::Cross(plan) => {
            let cells = plan.lines.iter().flatten().flatten();
            let heads = plan.line_heads.iter().chain(&plan.column_heads).chain(&plan.otherwise);
            add(plan.data, &mut cells.chain(heads).copied(), &[plan.down, plan.across, plan.value]);
        }
        Plan::Matrix(plan) => {
            for attribute in &plan.attributes {
                if let Attribute::Measure(measure) = attribute {
                    add(measure.data, &mut of_models(sees, measure, &plan.models).into_iter(), &[]);
                }
            }
        }
        Plan::Timeline(plan) => add(plan.data, &mut plan.rows.iter().copied(), &[plan.label]),
        Plan::Watchlist(WatchlistPlan::Rows { data, rows }) => {
            let note = sees(*data).dataset.column("note");
            add(*data, &mut rows.iter().copied(), note.as_slice());
        }
        Plan::Watchlist(WatchlistPlan::Items(_)) => {}
    }
}

/// The rows whose values a figure shows, by dataset: those that it rests on, but for rows that only name a line or a column.
pub fn told_by_plan(sees: Sees<'_, '_>, plan: &Plan) -> BTreeMap<DatasetId, BTreeSet<RowId>> {
    if let Plan::Cross(plan) = plan {
        let told = plan.lines.iter().flatten().flatten().chain(&plan.otherwise);
        return BTreeMap::from([(plan.data, told.copied().collect())]);
    }
    let mut used = BTreeMap::new();
    by_plan(sees, plan, &mut used);
    used.into_iter().map(|(data, used)| (data, used.rows)).collect()
}

/// The rows of a measure that are about these models.
fn of_models(sees: Sees<'_, '_>, measure: &Measure, models: &[NoteId]) -> Vec<RowId> {
    let bound = sees(measure.data);
    let about = |row: &RowId| bound.note(*row, measure.model).is_some_and(|model| models.contains(&model));
    measure.rows.iter().copied().filter(about).collect()
}
