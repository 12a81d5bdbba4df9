//! Finds stretches of validity that end before they begin, overlap or leave days between them.

use crate::diag::Diagnostic;
use crate::diag::catalog::conflict as say;
use crate::model::dataset::{Dataset, Time};
use crate::model::date::Date;
use crate::model::id::{ColumnId, RowId};
use crate::model::query;
use crate::source::{Sources, Span};

/// How many such mistakes of one file are told.
const MOST: usize = 20;

/// Holds the rows of each series against each other, in datasets whose rows hold from a first to a last day.
pub fn check(sources: &Sources, dataset: &Dataset) -> Vec<Diagnostic> {
    let Some(Time::Between(start, end)) = dataset.schema.time else { return Vec::new() };
    let backward = |row| backward(sources, dataset, (start, end), row);
    let mut told: Vec<Diagnostic> = dataset.rows().filter_map(backward).collect();
    let series = query::is_step(dataset).then(|| query::series(dataset).all());
    for rows in series.into_iter().flatten() {
        let effective = rows.iter().filter(|row| dataset.is_effective(**row));
        let begin = |row: &RowId| Some((dataset.cell(*row, start).date()?, *row));
        let mut rows: Vec<(Date, RowId)> = effective.filter_map(begin).collect();
        rows.sort();
        let pairs = rows.windows(2).filter_map(|pair| between(sources, dataset, (start, end), pair));
        told.extend(pairs);
    }
    told.sort_by_key(|told: &Diagnostic| told.span);
    told.truncate(MOST);
    told
}

/// What is wrong with a row that ends before it begins.
fn backward(
    sources: &Sources,
    dataset: &Dataset,
    (start, end): (ColumnId, ColumnId),
    row: RowId,
) -> Option<Diagnostic> {
    let (from, to) = (dataset.cell(row, start).date()?, dataset.cell(row, end).date()?);
    let span = dataset.cell_span(sources, row, end);
    (to.last_day() < from.first_day()).then(|| say::backward_period(span, &from.to_string(), &to.to_string()))
}

/// What two rows that follow each other have wrong.
fn between(
    sources: &Sources,
    dataset: &Dataset,
    (start, end): (ColumnId, ColumnId),
    pair: &[(Date, RowId)],
) -> Option<Diagnostic> {
    let ((_, before), (from, row)) = (pair[0], pair[1]);
    let (here, there): (Span, Span) =
        (dataset.cell_span(sources, row, start), dataset.cell_span(sources, before, end));
    let Some(ends) = dataset.cell(before, end).date() else {
        return Some(say::overlapping_periods(here, there, "it has no last day"));
    };
    let next = ends.last_day().succ_opt()?;
    match from.first_day() {
        first if first < next => Some(say::overlapping_periods(here, there, &ends.to_string())),
        first if first > next => Some(say::gapped_periods(here, there, &ends.to_string())),
        _ => None,
    }
}
