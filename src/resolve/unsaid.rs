//! Data that readers see and that do not say where they come from, or what their numbers count.

use std::collections::BTreeSet;

use crate::diag::Diagnostic;
use crate::diag::catalog::dataset as say;
use crate::model::dataset::{Dataset, Field, FieldType};
use crate::model::id::DatasetId;
use crate::model::site::Site;
use crate::model::used;

/// Looks at every dataset that a figure or a fact uses.
pub fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for id in shown(site) {
        let dataset = &site.dataset(id).dataset;
        if let Some(first) = dataset.schema.fields.first().filter(|_| !has_source(dataset)) {
            diagnostics.push(say::unsourced_data(first.span, &dataset.name));
        }
        // One that is not described at all was told so.
        if let (Some(measure), true) = (unitless(dataset), dataset.described) {
            diagnostics.push(say::unitless_measure(measure.span, &dataset.name, &measure.name));
        }
    }
}

/// The datasets of today that readers see rows of.
fn shown(site: &Site) -> BTreeSet<DatasetId> {
    let mut shown: BTreeSet<DatasetId> = BTreeSet::new();
    for figure in &site.figures {
        used::each_of_plan(&|id| site.dataset(id), &figure.plan, &mut |data, rows, _| {
            if !shown.contains(&data) && rows.next().is_some() {
                shown.insert(data);
            }
        });
    }
    shown.extend(site.places.iter().flat_map(|place| &place.facts).map(|fact| fact.data));
    shown.into_iter().map(|data| site.live(data)).collect()
}

fn has_source(dataset: &Dataset) -> bool {
    dataset.schema.source.is_some()
        || !dataset.schema.attribution.is_empty()
        || dataset.column("source").is_some()
}

/// The measure, if it is a number of nothing.
fn unitless(dataset: &Dataset) -> Option<&Field> {
    let measure = dataset.field(dataset.schema.measure?);
    let is_number = matches!(measure.kind, FieldType::Number | FieldType::Integer);
    let has_unit = !measure.unit.is_empty() || !dataset.schema.unit.is_empty();
    (is_number && !has_unit).then_some(measure)
}
