//! Data that readers see and that do not say where they come from, or what their numbers count.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::diag::catalog::dataset as say;
use crate::model::dataset::{Cell, Dataset, Field, FieldType};
use crate::model::id::{DatasetId, RowId};
use crate::model::site::Site;
use crate::model::used;

/// Looks at every dataset that a figure or a fact uses.
pub fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (id, is_sourced) in shown(site) {
        let dataset = &site.dataset(id).dataset;
        if let Some(first) = dataset.schema.fields.first().filter(|_| !is_sourced) {
            diagnostics.push(say::unsourced_data(first.span, &dataset.name));
        }
        // One that is not described at all was told so.
        if let (Some(measure), true) = (unitless(dataset), dataset.described) {
            diagnostics.push(say::unitless_measure(measure.span, &dataset.name, &measure.name));
        }
    }
}

/// The datasets of today that readers see rows of, and whether each figure and each fact has a source for them.
fn shown(site: &Site) -> BTreeMap<DatasetId, bool> {
    let mut shown: BTreeMap<DatasetId, bool> = BTreeMap::new();
    let mut add = |data, is_sourced| *shown.entry(site.live(data)).or_insert(true) &= is_sourced;
    for figure in &site.figures {
        let mut of_figure: BTreeMap<DatasetId, bool> = BTreeMap::new();
        used::each_of_plan(&|id| site.dataset(id), &figure.plan, &mut |data, rows, _| {
            let mut rows = rows.peekable();
            if rows.peek().is_some() {
                *of_figure.entry(data).or_default() |= has_source(&site.dataset(data).dataset, rows);
            }
        });
        of_figure.into_iter().for_each(|(data, is_sourced)| add(data, is_sourced));
    }
    for fact in site.places.iter().flat_map(|place| &place.facts) {
        add(fact.data, has_source(&site.dataset(fact.data).dataset, fact.rows.iter().copied()));
    }
    shown
}

/// Whether a source is named for rows: by one of them, or for all.
fn has_source(dataset: &Dataset, mut rows: impl Iterator<Item = RowId>) -> bool {
    let column = dataset.schema.source.or_else(|| dataset.column("source"));
    let names_one = |column| rows.any(|row| dataset.cell(row, column) != Cell::Empty);
    !dataset.schema.attribution.is_empty() || column.is_some_and(names_one)
}

/// The measure, if it is a number of nothing.
fn unitless(dataset: &Dataset) -> Option<&Field> {
    let measure = dataset.field(dataset.schema.measure?);
    let is_number = matches!(measure.kind, FieldType::Number | FieldType::Integer);
    let has_unit = !measure.unit.is_empty() || !dataset.schema.unit.is_empty();
    (is_number && !has_unit).then_some(measure)
}
