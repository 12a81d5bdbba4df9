//! Which licence rows are under: their dataset's, unless the dataset's sources tell another story.

use super::config::Source;
use super::dataset::{BoundDataset, Targets};
use super::id::SourceId;

/// Whether rows of a source are under the licence of their dataset. Where a source of the dataset says that licence of
/// itself, those that do not are not meant.
pub fn covers(sources: &[Source], bound: &BoundDataset, source: Option<SourceId>) -> bool {
    let Some(license) = &bound.dataset.schema.license else { return true };
    let says = |source: &SourceId| sources[source.index()].license.as_ref() == Some(license);
    source.is_some_and(|source| says(&source)) || !used(bound).iter().flatten().any(says)
}

/// The licence of rows of a source: their dataset's where that covers them, else what the source says of itself.
pub fn of<'s>(
    sources: &'s [Source],
    bound: &'s BoundDataset,
    source: Option<SourceId>,
) -> Option<&'s String> {
    match covers(sources, bound, source) {
        true => bound.dataset.schema.license.as_ref(),
        false => sources[source?.index()].license.as_ref(),
    }
}

/// The sources of a dataset, by the places of their keys.
fn used(bound: &BoundDataset) -> &[Option<SourceId>] {
    match bound.dataset.schema.source.map(|column| &bound.targets[column.index()]) {
        Some(Targets::Sources(named)) => named,
        _ => &[],
    }
}
