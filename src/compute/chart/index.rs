//! Lines that start at one hundred: courses compared, not amounts.

use super::series::{self, Group};
use crate::compute::Words;
use crate::compute::provenance::Measured;
use crate::compute::stretch::Names;
use crate::format::NumberFormat;
use crate::model::figure::{ChartKind, ChartPlan};
use crate::model::growth;

/// Where lines start.
fn base(plan: &ChartPlan) -> f64 {
    plan.style.base.map_or(100.0, |base| base.to_f64()).max(f64::MIN_POSITIVE)
}

/// Lets all series start at the same value; adds to the line below the title where that is.
pub fn start(
    words: Words<'_>,
    plan: &ChartPlan,
    groups: &mut [Group],
    (dek, time): (String, bool),
) -> String {
    let Some(start) = series::common_start(groups) else {
        groups.iter_mut().for_each(|group| group.values.clear());
        return dek;
    };
    let row = groups.iter().flat_map(|group| &group.values).find(|value| value.x == start).map(|v| v.row);
    series::rebase(groups, start, base(plan));
    let bound = words.site.dataset(plan.data);
    let place = match row.filter(|_| time) {
        Some(row) => Names::of(words, bound, &plan.rows, plan.x.field).name(row),
        None => NumberFormat::default().write(start),
    };
    let base = NumberFormat::default().write(base(plan));
    format!("{dek}{}{place} = {base}", words.lang.pick(", ", "，"))
}

/// An index has no unit.
pub fn measured(plan: &ChartPlan) -> Measured {
    let whole: NumberFormat = "0".parse().unwrap_or_default();
    Measured {
        format: plan.y.asked_format().cloned().unwrap_or(whole),
        unit: String::new(),
        full: String::new(),
    }
}

/// The change since the start, beside the end of a line.
pub fn end(plan: &ChartPlan, group: &Group) -> String {
    if plan.kind != ChartKind::Index {
        return String::new();
    }
    let percent: NumberFormat = "+0,0%".parse().unwrap_or_default();
    let last = group.values.iter().rev().find_map(|value| value.y);
    last.map_or(String::new(), |last| percent.write(growth::percent(base(plan), last)))
}
