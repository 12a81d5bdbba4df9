//! What datasets say about a model or a vendor: figures on its page that no author has to ask for.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::figure::table::reference_column;
use super::findings::Teller;
use super::generated::OF_DATA;
use super::planned::{self, OnPage, Planned};
use super::slices;
use crate::format::Lang;
use crate::model::dataset::{BoundDataset, Dataset, Holds, Reference};
use crate::model::figure::{ChartKind, CrossPlan, Owner, Plan};
use crate::model::id::{ColumnId, DatasetId, LangId, NoteId, RowId};
use crate::model::note::{Details, Kind, ModelStatus};
use crate::model::query;
use crate::model::site::Site;
use crate::words::word;

/// How many rows a table on such a page shows; the dataset's page has all.
const MOST_ROWS: usize = 24;

/// How many models the price table of a vendor shows.
const MOST_MODELS: usize = 20;

/// The figures of all models and vendors.
pub fn figures(site: &Site) -> Vec<OnPage> {
    let mut figures = Vec::new();
    for index in 0..site.datasets.len() {
        let id = DatasetId::at(index);
        let dataset = &site.datasets[index].dataset;
        let models = reference_column(dataset, Reference::Models);
        let vendors = reference_column(dataset, Reference::Vendors);
        // A list of prices holds until the next; rows of other datasets stand at their date.
        let priced = dataset.schema.holds == Holds::UntilNext;
        if let Some(column) = models {
            figures.extend(of_kind(site, id, column, Kind::Model));
        }
        if let Some(column) = vendors.filter(|_| !priced) {
            figures.extend(of_kind(site, id, column, Kind::Vendor));
        }
        if let Some(column) = models.filter(|_| priced) {
            figures.extend(prices_of_vendors(site, id, column));
        }
    }
    figures
}

fn of_kind(site: &Site, data: DatasetId, column: ColumnId, kind: Kind) -> Vec<OnPage> {
    let dataset = &site.dataset(data).dataset;
    let about = slices::by_note(site.dataset(data), column).into_par_iter();
    let figures = |(note, rows): (NoteId, Vec<RowId>)| {
        let rows = query::known(dataset, &rows, site.today);
        let of_edition = |edition| of_page(site, data, edition, (column, &rows));
        editions(site, note).into_iter().flat_map(of_edition).collect::<Vec<OnPage>>()
    };
    about.filter(|(note, _)| site.note(*note).kind() == kind).flat_map_iter(figures).collect()
}

fn editions(site: &Site, note: NoteId) -> Vec<NoteId> {
    site.place(note).editions.iter().map(|edition| edition.note).collect()
}

fn of_page(site: &Site, data: DatasetId, page: NoteId, (column, rows): (ColumnId, &[RowId])) -> Vec<OnPage> {
    if rows.is_empty() {
        return Vec::new();
    }
    let lang = site.note(page).lang;
    let bound = site.dataset(data);
    let title = bound.dataset.schema.title.get(lang);
    let title = if title.is_empty() { &bound.dataset.name } else { title };
    let id = format!("{OF_DATA}{}", bound.dataset.name);
    let shown = charted(site, page, data);
    let mut plans = Vec::new();
    if let Some(timeline) = planned::timeline((data, bound), rows, MOST_ROWS) {
        plans.push((timeline, None));
    } else {
        plans.extend(chart(site, data, (column, rows), lang).filter(|_| !shown));
        let course = word(Lang::from_code(site.config.code(lang)), "course");
        let courses = planned::courses((site, data), rows, &[column], (MOST_ROWS, course));
        let newest = || planned::latest_rows((site, data), rows, &[column], MOST_ROWS);
        plans.push((courses.unwrap_or_else(newest), None));
    }
    // Of rows that the licence keeps back a picture may be shown, no table.
    plans.retain(|(plan, _)| bound.dataset.schema.redistribute || matches!(plan, Plan::Chart(_)));
    let figure = |(index, (plan, note)): (usize, (Plan, Option<String>))| {
        let title = finding((site, bound, lang), &plan).unwrap_or_else(|| title.to_owned());
        let id = if index == 0 { id.clone() } else { format!("{id}-{}", index + 1) };
        OnPage { owner: Owner::Note(page), lang, planned: Planned { note, ..Planned::new(id, title, plan) } }
    };
    plans.into_iter().enumerate().map(figure).collect()
}

/// What a course over time shows.
fn finding((site, bound, lang): (&Site, &BoundDataset, LangId), plan: &Plan) -> Option<String> {
    let Plan::Chart(chart) = plan else { return None };
    let teller = Teller { site, bound, lang };
    let course = chart.kind == ChartKind::Line;
    chart.rows.first().filter(|_| course).and_then(|row| teller.growth(&teller.metric(*row), &chart.rows))
}

/// Whether the author of a page has drawn a chart of a dataset there.
fn charted(site: &Site, page: NoteId, data: DatasetId) -> bool {
    let place = site.place(page);
    place.figures[..place.body_figures]
        .iter()
        .any(|id| matches!(&site.figure(*id).plan, Plan::Chart(plan) if plan.data == data))
}

/// The history of what the rows measure, where there is enough of it, and what is to be known of it.
fn chart(
    site: &Site,
    data: DatasetId,
    (column, rows): (ColumnId, &[RowId]),
    lang: LangId,
) -> Option<(Plan, Option<String>)> {
    let bound = site.dataset(data);
    let dataset = &bound.dataset;
    let rows = slices::of_one_unit(dataset, rows, site.today);
    if dataset.schema.holds == Holds::UntilNext {
        // A line would run from host to host; the table beside has a course for each.
        if several_a_cell(dataset, &rows, (column, dataset.schema.metric.unwrap_or(column))) {
            return None;
        }
        let enough = slices::dates(dataset, &rows) >= 2;
        let series = dataset.schema.metric.map(|metric| (metric, None));
        let steps = planned::over_time((data, bound), ChartKind::Step, &rows, series);
        return steps.filter(|_| enough).map(|plan| (plan, None));
    }
    let largest = slices::split(dataset, &rows, column).into_iter().next()?;
    let largest = slices::over(dataset, &largest, site.today);
    let enough = slices::dates(dataset, &largest.rows) >= 4;
    let plan = planned::over_time((data, bound), ChartKind::Line, &largest.rows, None).filter(|_| enough)?;
    Some((plan, largest.note(Lang::from_code(site.config.code(lang)))))
}

/// On a vendor's page the prices in force of its newest models.
fn prices_of_vendors(site: &Site, data: DatasetId, column: ColumnId) -> Vec<OnPage> {
    let dataset = &site.dataset(data).dataset;
    let of_models = slices::by_note(site.dataset(data), column);
    let figure = |page: NoteId| {
        let plan = prices(site, data, column, (page, &of_models))?;
        let lang = site.note(page).lang;
        let title = dataset.schema.title.get(lang).to_owned();
        let id = format!("{OF_DATA}{}", dataset.name);
        Some(OnPage { owner: Owner::Note(page), lang, planned: Planned::new(id, title, plan) })
    };
    let pages = (0..site.notes.len()).into_par_iter().map(NoteId::at);
    pages.filter(|page| site.note(*page).kind() == Kind::Vendor).filter_map(figure).collect()
}

fn prices(
    site: &Site,
    data: DatasetId,
    column: ColumnId,
    (page, of_models): (NoteId, &BTreeMap<NoteId, Vec<RowId>>),
) -> Option<Plan> {
    let bound = site.dataset(data);
    let dataset = &bound.dataset;
    let original = |note: NoteId| site.place(note).editions.first().map_or(note, |edition| edition.note);
    let models = site.place(page).models.iter().map(|model| original(*model));
    let models = models.filter(|model| !is_retired(site, *model));
    let priced: Vec<&Vec<RowId>> =
        models.filter_map(|model| of_models.get(&model)).take(MOST_MODELS).collect();
    let rows: Vec<RowId> = priced.into_iter().flatten().copied().collect();
    let plan = cross_in_force(dataset, data, (column, &rows), site);
    plan.map(|plan| match plan {
        Plan::Cross(cross) => Plan::Cross(CrossPlan { courses: true, ..cross }),
        other => other,
    })
}

/// Whether a note is of a model that is no longer offered: its last price is not in force.
pub fn is_retired(site: &Site, note: NoteId) -> bool {
    matches!(&site.note(note).details, Details::Model(model) if model.status == Some(ModelStatus::Retired))
}

/// Whether a subject has several values of a metric, such as prices at two hosts: then each has a line of its own.
fn several_a_cell(dataset: &Dataset, rows: &[RowId], (subject, metric): (ColumnId, ColumnId)) -> bool {
    let mut cells: BTreeMap<(i128, i128), Vec<RowId>> = BTreeMap::new();
    for row in rows {
        cells.entry((dataset.key(*row, subject), dataset.key(*row, metric))).or_default().push(*row);
    }
    cells.values().any(|rows| query::told_apart_by(dataset, rows, &[]).is_some())
}

/// A cross table of the rows in force: subjects down, metrics across, without models that are retired. They come in the
/// unit that most are in; who has none in it, comes in its own.
pub fn cross_in_force(
    dataset: &Dataset,
    data: DatasetId,
    (subject, among): (ColumnId, &[RowId]),
    site: &Site,
) -> Option<Plan> {
    let (metric, measure) = (dataset.schema.metric?, dataset.schema.measure?);
    let bound = site.dataset(data);
    let mut in_force = query::in_force(dataset, among, site.today);
    in_force.retain(|row| bound.note(*row, subject).is_none_or(|note| !is_retired(site, note)));
    let mut rows = slices::of_one_unit(dataset, &in_force, site.today);
    if rows.is_empty() || !dataset.schema.redistribute {
        return None;
    }
    let of = |row: &RowId| dataset.key(*row, subject);
    let told: BTreeSet<i128> = rows.iter().map(of).collect();
    let mut others: BTreeMap<i128, Vec<RowId>> = BTreeMap::new();
    for row in in_force.iter().filter(|row| !told.contains(&of(row))) {
        others.entry(of(row)).or_default().push(*row);
    }
    rows.extend(others.values().flat_map(|own| slices::of_one_unit(dataset, own, site.today)));
    rows.sort_unstable();
    if several_a_cell(dataset, &rows, (subject, metric)) {
        let rows = query::all_said(dataset, among, rows, site.today);
        let most = rows.len();
        return Some(planned::latest_rows((site, data), &rows, &[], most));
    }
    let shown = super::figure::rows::Shown { id: data, bound, rows };
    let plan: CrossPlan = super::figure::table::cross_plan(&shown, (subject, metric, measure), site.today);
    let otherwise = query::said_otherwise(dataset, among, &shown.rows, site.today);
    Some(Plan::Cross(CrossPlan { otherwise, ..plan }))
}
