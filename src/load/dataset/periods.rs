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
    let turned = |row: RowId| backward(sources, dataset, (start, end), row);
    let mut told: Vec<Diagnostic> = dataset.rows().filter_map(turned).collect();
    let series = query::is_step(dataset).then(|| query::series(dataset).all());
    for rows in series.into_iter().flatten() {
        let effective = rows.iter().filter(|row| dataset.is_effective(**row));
        let begin = |row: &RowId| Some((dataset.cell(*row, start).date()?, *row));
        let mut rows: Vec<(Date, RowId)> = effective.filter_map(begin).collect();
        rows.sort();
        rows.dedup_by(|(_, later), (_, earlier)| is_said_again(dataset, (start, end), (*earlier, *later)));
        // Where a row ends is not known if it ends before it begins: what lies beside it is no mistake of its own.
        let known = |pair: &&[(Date, RowId)]| pair.iter().all(|(_, row)| turned(*row).is_none());
        let pairs = rows.windows(2).filter(known);
        told.extend(pairs.filter_map(|pair| between(sources, dataset, (start, end), pair)));
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

/// Whether a row tells of the same stretch as the one before it, by another source: whether they agree is asked elsewhere.
fn is_said_again(
    dataset: &Dataset,
    (start, end): (ColumnId, ColumnId),
    (earlier, later): (RowId, RowId),
) -> bool {
    let source = dataset.schema.source.filter(|source| dataset.schema.primary_key.contains(source));
    let same = |column: ColumnId| dataset.key(earlier, column) == dataset.key(later, column);
    source.is_some_and(|source| !same(source)) && same(start) && same(end)
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
    let together = dataset.key(row, start) == dataset.key(before, start);
    let overlap = |ends: &str| Some(say::overlapping_periods(here, there, ends, together));
    let Some(ends) = dataset.cell(before, end).date() else { return overlap("it has no last day") };
    let next = ends.last_day().succ_opt()?;
    match from.first_day() {
        first if first < next => overlap(&ends.to_string()),
        first if first > next => Some(say::gapped_periods(here, there, &ends.to_string())),
        _ => None,
    }
}
