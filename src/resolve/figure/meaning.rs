//! What a ranking or a pair must not hold against each other: numbers that do not mean the same, as of two versions of an index.

use std::collections::BTreeMap;

use super::rows::Shown;
use crate::diag::catalog;
use crate::model::dataset::Dataset;
use crate::model::figure::{ChartAsk, ChartKind, ChartPlan, Part, Role};
use crate::model::id::{ColumnId, RowId};
use crate::model::query;
use crate::model::range::Condition;
use crate::resolve::page::Page;
use crate::source::{Located, Span};

/// Whether the marks of a chart mean the same, as far as it neither names nor shows the difference. Lines are looked at one by
/// one, and what stands beside a declared break is told apart by it.
pub fn chart(
    page: &mut Page<'_>,
    shown: &Shown<'_>,
    ask: &ChartAsk,
    (plan, span): (&ChartPlan, Span),
) -> bool {
    use ChartKind::{Bar, Column, Dumbbell, Range, Scatter, Slope};
    let dataset = &shown.bound.dataset;
    let is_meant = matches!(plan.kind, Bar | Column | Dumbbell | Range | Scatter | Slope);
    if !is_meant || dataset.schema.measure != Some(plan.y.field) || !plan.style.breaks.is_empty() {
        return true;
    }
    let of_parts = ask.parts.iter().filter_map(|(_, part)| match &part.value {
        Part::Rows(conditions) => Some(conditions),
        Part::Column(_) => None,
    });
    let mut known = named(dataset, ask.filter.iter().chain(of_parts.flatten()));
    known.extend([plan.x.field].into_iter().chain(plan.series.as_ref().map(|series| series.field)));
    known.extend([Role::Label, Role::Group].into_iter().filter_map(|role| plan.column(role)));
    alike(page, (dataset, &shown.rows), &known, span)
}

/// Whether rows mean the same by their numbers, but for the columns that are known. Different metrics have versions of their own.
pub fn alike(
    page: &mut Page<'_>,
    (dataset, rows): (&Dataset, &[RowId]),
    known: &[ColumnId],
    span: Span,
) -> bool {
    let mut metrics: BTreeMap<i128, Vec<RowId>> = BTreeMap::new();
    for row in rows {
        metrics
            .entry(dataset.schema.metric.map_or(0, |metric| dataset.key(*row, metric)))
            .or_default()
            .push(*row);
    }
    let apart = |rows: &Vec<RowId>| query::defined_apart(dataset, rows, |column| known.contains(&column));
    let Some((column, pair)) = metrics.values().find_map(apart) else { return true };
    let name = &dataset.field(column).name;
    let values = pair.map(|row| dataset.cell(row, column).raw());
    let key = format!("where: {{{name}: …}}");
    page.report(catalog::fact::mixed_definitions(span, (name, &values), &key));
    false
}

/// The columns that conditions name.
pub fn named<'c>(
    dataset: &Dataset,
    conditions: impl Iterator<Item = &'c Condition<Located<String>>>,
) -> Vec<ColumnId> {
    conditions.filter_map(|condition| dataset.column(&condition.column.value)).collect()
}
