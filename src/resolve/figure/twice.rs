//! What a chart must not add up: a total beside its parts.

use std::collections::BTreeMap;

use super::rows::Shown;
use crate::diag::catalog;
use crate::diag::catalog::total::Twice;
use crate::model::course;
use crate::model::dataset::Dataset;
use crate::model::figure::{ChartKind, ChartPlan};
use crate::model::id::{ColumnId, RowId};
use crate::resolve::fact::{says_all, whole_beside_parts};
use crate::resolve::page::Page;
use crate::source::Span;

/// Whether a chart adds up the values at a place: in a stack, as shares, or in a bar for the rest.
pub fn adds_up(plan: &ChartPlan) -> bool {
    let stacked_columns = plan.kind == ChartKind::Column && plan.style.stacked;
    let has_rest = plan.kind == ChartKind::Bar && plan.style.rest.is_some();
    plan.kind.is_stacked() || stacked_columns || has_rest
}

/// Whether no place of a chart that adds up has a row of all beside rows of its parts.
pub fn parts_alone(page: &mut Page<'_>, shown: &Shown<'_>, plan: &ChartPlan, span: Span) -> bool {
    let dataset = &shown.bound.dataset;
    // The places of a bar are its parts.
    let named = if plan.kind == ChartKind::Bar {
        Some(plan.x.field)
    } else {
        plan.series.as_ref().map(|series| series.field)
    };
    let place = |row: RowId| if plan.kind == ChartKind::Bar { 0 } else { dataset.key(row, plan.x.field) };
    let mut places: BTreeMap<i128, Vec<RowId>> = BTreeMap::new();
    shown.rows.iter().for_each(|row| places.entry(place(*row)).or_default().push(*row));
    let twice = places.values().find_map(|rows| {
        let whole = whole_beside_parts(dataset, rows).map(|(column, pair)| (column, column, pair));
        whole.or_else(|| nobody_beside_others(dataset, rows, named?))
    });
    let Some((column, by, pair)) = twice.filter(|_| adds_up(plan)) else { return true };
    let name = |column: ColumnId| dataset.field(column).name.clone();
    let all = dataset.cell(pair[0], by).raw();
    let other = if all.is_empty() { "\"*\"".to_owned() } else { format!("{{not: {all}}}") };
    let how = Twice::Drawn { column: name(column), leave: format!("{}: {other}", name(by)) };
    let value = |row: RowId| dataset.cell(row, plan.y.field).raw();
    let rows = pair.map(|row| (dataset.row_span(row), value(row)));
    page.report(catalog::total::counted_twice(span, &dataset.name, &how, rows.to_vec()));
    false
}

/// A row that names none of what a chart tells apart and says in another column that it is of all, beside one that names one:
/// the column that says so, and the one that is empty.
fn nobody_beside_others(
    dataset: &Dataset,
    rows: &[RowId],
    named: ColumnId,
) -> Option<(ColumnId, ColumnId, [RowId; 2])> {
    let part = *rows.iter().find(|row| dataset.symbol(**row, named) > 0)?;
    rows.iter().filter(|row| dataset.symbol(**row, named) == 0).find_map(|row| {
        let column = course::telling_columns(dataset).find(|column| says_all(dataset, *row, *column))?;
        Some((column, named, [*row, part]))
    })
}
