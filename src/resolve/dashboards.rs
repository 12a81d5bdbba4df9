//! The dashboards: usage, pricing, comparison and timeline, made from datasets of these names.

use std::collections::BTreeSet;

use super::about::cross_in_force;
use super::figure::table::reference_column;
use super::planned::{self, Planned, Press};
use super::slices;
use crate::format::Lang;
use crate::model::dataset::{BoundDataset, Reference};
use crate::model::figure::{Attribute, ChartKind, Dashboard, MatrixPlan, Measure, ModelField, Owner, Plan};
use crate::model::id::{ColumnId, DatasetId, LangId, NoteId, RowId};
use crate::model::note::Details;
use crate::model::query;
use crate::model::site::Site;
use crate::model::text::LocalText;
use crate::model::unit;

/// How many models the comparison shows.
const MOST_MODELS: usize = 8;

/// How many entries the timeline shows.
const MOST_EVENTS: usize = 240;

/// Adds the figures of every dashboard in every language.
pub fn add(press: &mut Press<'_>) {
    for index in 0..press.site.config.languages.len() {
        let lang = LangId(index as u8);
        for dashboard in Dashboard::ALL {
            let planned = match dashboard {
                Dashboard::Usage => usage(press.site, lang),
                Dashboard::Pricing => pricing(press.site, lang),
                Dashboard::Compare => compare(press.site, lang),
                Dashboard::Timeline => timeline(press.site, lang),
            };
            for planned in planned {
                press.add(Owner::Page(dashboard, lang), lang, planned);
            }
        }
    }
}

/// Usage by vendor over time: the slices of the dataset `usage` with most dates, one for each metric.
fn usage(site: &Site, lang: LangId) -> Vec<Planned> {
    let Some((data, bound)) = dataset(site, "usage") else { return Vec::new() };
    let dataset = &bound.dataset;
    let Some(vendor) = reference_column(dataset, Reference::Vendors) else { return Vec::new() };
    let rows: Vec<RowId> = dataset.rows().filter(|row| dataset.symbol(*row, vendor) > 0).collect();
    let rows = query::known(dataset, &rows, site.today);
    let mut metrics = BTreeSet::new();
    let mut figures = Vec::new();
    for slice in slices::split(dataset, &rows, vendor) {
        let metric = dataset.schema.metric.map_or(0, |metric| dataset.symbol(slice[0], metric));
        if slices::dates(dataset, &slice) < 4 || !metrics.insert(metric) {
            continue;
        }
        let kind = if is_share(bound, slice[0]) { ChartKind::Line } else { ChartKind::Area };
        let plan = planned::over_time((data, bound), kind, &slice, Some((vendor, Some(6))));
        let title = slice_title(bound, slice[0], (vendor, lang));
        let id = format!("usage-{}", figures.len() + 1);
        figures.extend(plan.map(|plan| Planned { id, title, plan }));
    }
    figures
}

fn is_share(bound: &BoundDataset, row: RowId) -> bool {
    ["%", "percent"].contains(&unit::unit(&bound.dataset, row, LangId::DEFAULT).as_str())
}

/// The words that tell a slice: metric first, then the other columns of the key.
fn slice_title(bound: &BoundDataset, row: RowId, (subject, lang): (ColumnId, LangId)) -> String {
    let dataset = &bound.dataset;
    let metric = dataset.schema.metric;
    let others = query::key_without_time(dataset).into_iter().filter(|column| *column != subject);
    let others =
        others.filter(|column| Some(*column) != metric).filter(|column| dataset.symbol(row, *column) > 0);
    let named: Vec<ColumnId> = metric.into_iter().chain(others.take(1)).collect();
    let words: Vec<String> = named.iter().map(|column| unit::word(dataset, row, *column, lang)).collect();
    words.first().cloned().unwrap_or_default()
}

/// Prices in force, and the latest rows of the dataset `prices`.
fn pricing(site: &Site, lang: LangId) -> Vec<Planned> {
    let Some((data, bound)) = dataset(site, "prices") else { return Vec::new() };
    let dataset = &bound.dataset;
    let Some(model) = reference_column(dataset, Reference::Models) else { return Vec::new() };
    let rows: Vec<RowId> = dataset.rows().collect();
    let mut newest = rows.clone();
    newest.sort_by_key(|row| (std::cmp::Reverse(dataset.row_date(*row)), *row));
    let words = Lang::from_code(site.config.code(lang));
    let changes = planned::latest_rows((data, bound), &query::known(dataset, &newest, site.today), &[], 30);
    let changes = Planned {
        id: "latest-prices".to_owned(),
        title: words.pick("Latest prices", "最新标价").to_owned(),
        plan: changes,
    };
    let force = cross_in_force(dataset, data, (model, &newest), site);
    let force = force.map(|plan| Planned {
        id: "prices-in-force".to_owned(),
        title: words.pick("Prices in force today", "当前有效标价").to_owned(),
        plan,
    });
    [changes].into_iter().chain(force).collect()
}

/// The newest priced model of each vendor, side by side.
fn compare(site: &Site, lang: LangId) -> Vec<Planned> {
    let measures: Vec<Measure> =
        ["prices", "benchmarks"].iter().flat_map(|name| measures(site, name)).collect();
    let has_both = |model: &NoteId| {
        measures.iter().filter(|measure| has_row(site, measure, *model)).count() >= 3.min(measures.len())
    };
    let mut vendors = BTreeSet::new();
    let mut models: Vec<NoteId> = super::taxonomy::newest_first(site)
        .into_iter()
        .filter(|id| site.is_original(*id) && matches!(site.note(*id).details, Details::Model(_)))
        .filter(has_both)
        .filter(|id| match &site.note(*id).details {
            Details::Model(model) => vendors.insert(model.vendor),
            _ => false,
        })
        .collect();
    models.truncate(MOST_MODELS);
    if models.is_empty() {
        return Vec::new();
    }
    let fields = [
        ModelField::Vendor,
        ModelField::Released,
        ModelField::Status,
        ModelField::ContextTokens,
        ModelField::Modalities,
        ModelField::OpenWeights,
    ];
    let shown = measures
        .into_iter()
        .filter(|measure| models.iter().filter(|m| has_row(site, measure, **m)).count() >= 2);
    let attributes = fields.into_iter().map(Attribute::Field).chain(shown.map(Attribute::Measure)).collect();
    let words = Lang::from_code(site.config.code(lang));
    let title = words.pick("The newest priced model of each vendor", "各厂商最新的标价模型").to_owned();
    vec![Planned {
        id: "newest-models".to_owned(),
        title,
        plan: Plan::Matrix(MatrixPlan { models, attributes }),
    }]
}

fn has_row(site: &Site, measure: &Measure, model: NoteId) -> bool {
    let bound = site.dataset(measure.data);
    measure.rows.iter().any(|row| bound.note(*row, measure.model) == Some(model))
}

/// The measures by model of a dataset, in the order of its metric's values.
fn measures(site: &Site, name: &str) -> Vec<Measure> {
    let Some((data, bound)) = dataset(site, name) else { return Vec::new() };
    let dataset = &bound.dataset;
    let model = reference_column(dataset, Reference::Models);
    let (Some(model), Some(metric), Some(value)) = (model, dataset.schema.metric, dataset.schema.measure)
    else {
        return Vec::new();
    };
    let rows: Vec<RowId> = dataset.rows().collect();
    let in_force = query::in_force(dataset, &rows, site.today);
    let symbols = 1..dataset.values(metric).len();
    symbols
        .map(|symbol| {
            let rows: Vec<RowId> = in_force
                .iter()
                .copied()
                .filter(|row| dataset.symbol(*row, metric) as usize == symbol)
                .collect();
            let key = dataset.values(metric)[symbol].to_string();
            let label = dataset.field(metric).labels.iter().find(|(value, _)| *value == key);
            let name = label.map_or(LocalText::plain(key.clone()), |(_, label)| label.clone());
            Measure { data, model, value, rows, name }
        })
        .collect()
}

/// The rows of the dataset `events`, latest first.
fn timeline(site: &Site, lang: LangId) -> Vec<Planned> {
    let Some((data, bound)) = dataset(site, "events") else { return Vec::new() };
    let rows: Vec<RowId> = bound.dataset.rows().collect();
    let rows = query::known(&bound.dataset, &rows, site.today);
    let title = bound.dataset.schema.title.get(lang).to_owned();
    let plan = planned::timeline((data, bound), &rows, MOST_EVENTS);
    plan.map(|plan| Planned { id: "events".to_owned(), title, plan }).into_iter().collect()
}

fn dataset<'a>(site: &'a Site, name: &str) -> Option<(DatasetId, &'a BoundDataset)> {
    let id = site.find_dataset(name)?;
    Some((id, site.dataset(id)))
}
