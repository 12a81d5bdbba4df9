//! The dashboards: usage, pricing, comparison and timeline, made from datasets of these names.

mod named;
mod whole;
mod usage;
mod pricing;
mod compared;

use rayon::prelude::*;

use self::named::dataset;
use super::planned::{self, OnPage, Planned};
use crate::diag::Diagnostic;
use crate::model::figure::{Dashboard, Owner};
use crate::model::id::{LangId, RowId};
use crate::model::query;
use crate::model::site::Site;
use crate::source::Sources;

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
            Dashboard::Compare => compared::figures(site, lang),
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
    compared::check(sources, site, diagnostics);
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
