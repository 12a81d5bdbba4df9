//! Age: tells figures whose data are older than the limit of their dataset.

use std::collections::BTreeMap;

use crate::diag::catalog;
use crate::model::date::Date;
use crate::model::figure::{Block, Plan};
use crate::model::fresh;
use crate::model::id::RowId;
use crate::model::used;
use crate::resolve::page::Page;

/// Tells data that are stale on the day at which a figure looks at them. Of a note it is told once, in the
/// edition that stands for all; what a pinned report shows is settled.
pub fn check(page: &mut Page<'_>, block: &Block, plan: &Plan, as_of: Date) {
    let ground = page.ground;
    let first = ground.editions[page.id.index()].first().is_none_or(|first| first.note == page.id);
    let limited = ground.datasets.iter().any(|bound| bound.dataset.schema.max_age_days.is_some());
    if !first || !limited || page.is_pinned() {
        return;
    }
    let mut shown = BTreeMap::new();
    used::by_plan(&|id| ground.dataset(id), plan, &mut shown);
    for (data, used) in shown.iter().filter(|(_, used)| !used.rows.is_empty()) {
        let bound = ground.dataset(*data);
        let rows: Vec<RowId> = used.rows.iter().copied().collect();
        if let Some(age) = fresh::stale(bound, &rows, as_of.last_day()) {
            let (name, latest) = (&bound.dataset.name, age.latest.to_string());
            page.report(catalog::conflict::stale_data(block.span, name, (age.days, age.limit), &latest));
        }
    }
}
