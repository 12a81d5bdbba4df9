//! What dashboards look for: datasets of certain names, and their measures by model.

use std::collections::BTreeMap;

use crate::model::dataset::{BoundDataset, Dataset, Reference};
use crate::model::figure::Measure;
use crate::model::id::{ColumnId, DatasetId, LangId, RowId};
use crate::model::query;
use crate::model::site::Site;
use crate::model::text::LocalText;
use crate::model::unit;
use crate::resolve::figure::table::reference_column;

/// The dataset of a name.
pub fn dataset<'a>(site: &'a Site, name: &str) -> Option<(DatasetId, &'a BoundDataset)> {
    let id = site.find_dataset(name)?;
    Some((id, site.dataset(id)))
}

/// The measures by model of a dataset, in the order of its metric's values.
pub fn measures(site: &Site, name: &str) -> Vec<Measure> {
    let Some((data, bound)) = dataset(site, name) else { return Vec::new() };
    let dataset = &bound.dataset;
    let model = reference_column(dataset, Reference::Models);
    let (Some(model), Some(metric), Some(value)) = (model, dataset.schema.metric, dataset.schema.measure)
    else {
        return Vec::new();
    };
    let rows: Vec<RowId> = dataset.rows().collect();
    let in_force = query::in_force(dataset, &rows, site.today);
    let in_force = query::all_said(dataset, &rows, in_force, site.today);
    let symbols = 1..dataset.values(metric).len();
    symbols
        .map(|symbol| {
            let of_metric = |row: &RowId| dataset.symbol(*row, metric) as usize == symbol;
            let rows = of_one_list(dataset, in_force.iter().copied().filter(of_metric).collect(), model);
            let key = dataset.values(metric)[symbol].to_string();
            let label = dataset.field(metric).labels.iter().find(|(value, _)| *value == key);
            let name = label.map_or(LocalText::plain(key.clone()), |(_, label)| label.clone());
            Measure { data, model, value, rows, name }
        })
        .collect()
}

/// The rows of models that have one value, but for its unit: of one that has several hosts no one price can be told.
fn of_one_list(dataset: &Dataset, mut rows: Vec<RowId>, model: ColumnId) -> Vec<RowId> {
    let mut models: BTreeMap<i128, Vec<RowId>> = BTreeMap::new();
    rows.iter().for_each(|row| models.entry(dataset.key(*row, model)).or_default().push(*row));
    let units = unit::placeholders(dataset, dataset.schema.measure, LangId::DEFAULT);
    models.retain(|_, rows| query::told_apart_by(dataset, rows, &units).is_none());
    rows.retain(|row| models.contains_key(&dataset.key(*row, model)));
    rows
}
