//! The dashboards: usage, pricing, comparison and timeline, made from datasets of these names.

mod named;
mod whole;
mod usage;
mod pricing;

use std::collections::BTreeSet;

use rayon::prelude::*;

use self::named::{dataset, measures};
use super::planned::{self, OnPage, Planned};
use crate::diag::Diagnostic;
use crate::format::Lang;
use crate::model::figure::{Attribute, Dashboard, MatrixPlan, Measure, ModelField, Owner, Plan};
use crate::model::id::{LangId, NoteId, RowId};
use crate::model::note::Details;
use crate::model::query;
use crate::model::site::Site;
use crate::source::Sources;

/// How many models the comparison shows.
const MOST_MODELS: usize = 8;

/// How many entries the timeline shows.
const MOST_EVENTS: usize = 240;

/// The figures of every dashboard in every language.
pub fn figures(site: &Site) -> Vec<OnPage> {
    let langs = (0..site.config.languages.len()).map(|index| LangId(index as u8));
    let pages: Vec<(LangId, Dashboard)> =
        langs.flat_map(|lang| Dashboard::ALL.map(|dashboard| (lang, dashboard))).collect();
    let figures = |(lang, dashboard): (LangId, Dashboard)| -> Vec<OnPage> {
        let planned = match dashboard {
            Dashboard::Usage => usage::figures(site, lang),
            Dashboard::Pricing => pricing::figures(site, lang),
            Dashboard::Compare => compare(site, lang),
            Dashboard::Timeline => timeline(site, lang),
        };
        let owner = Owner::Page(dashboard, lang);
        planned.into_iter().map(|planned| OnPage { owner, lang, planned }).collect()
    };
    pages.into_par_iter().flat_map_iter(figures).collect()
}

/// Tells what the dashboards cannot show as it is meant.
pub fn check(sources: &Sources, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    usage::check(sources, site, diagnostics);
}

/// The newest priced model of each vendor, side by side.
fn compare(site: &Site, lang: LangId) -> Vec<Planned> {
    let measures: Vec<Measure> =
        ["prices", "benchmarks"].iter().flat_map(|name| measures(site, name)).collect();
    let has_both = |model: &NoteId| {
        measures.iter().filter(|measure| has_row(site, measure, *model)).count() >= 3.min(measures.len())
    };
    let mut vendors = BTreeSet::new();
    let mut models: Vec<NoteId> = crate::resolve::taxonomy::newest_first(site)
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
    let count = models.len();
    let title = words.pick(
        format!("The newest priced model of {count} vendors"),
        format!("{count}家厂商各自最新的标价模型"),
    );
    vec![Planned::new("newest-models", title, Plan::Matrix(MatrixPlan { models, attributes }))]
}

fn has_row(site: &Site, measure: &Measure, model: NoteId) -> bool {
    let bound = site.dataset(measure.data);
    measure.rows.iter().any(|row| bound.note(*row, measure.model) == Some(model))
}

/// The rows of the dataset `events`, latest first.
fn timeline(site: &Site, lang: LangId) -> Vec<Planned> {
    let Some((data, bound)) = dataset(site, "events") else { return Vec::new() };
    let rows: Vec<RowId> = bound.dataset.rows().collect();
    let rows = query::known(&bound.dataset, &rows, site.today);
    let title = bound.dataset.schema.title.get(lang).to_owned();
    let plan = planned::timeline((data, bound), &rows, MOST_EVENTS);
    plan.map(|plan| Planned::new("events", title, plan)).into_iter().collect()
}
