//! Addresses that readers and other sites may have kept, and that lead nowhere any more.

use std::collections::BTreeSet;

use crate::model::site::Site;

/// The URLs below the base that one state has and the other has neither as a page nor as a redirect, sorted.
pub fn lost(old: &Site, new: &Site) -> Vec<String> {
    let (before, after) = (addresses(old), addresses(new));
    before.difference(&after).cloned().collect()
}

/// Where notes, redirects to them and the pages of datasets are.
fn addresses(site: &Site) -> BTreeSet<String> {
    let notes = site.places.iter().map(|place| place.url.clone());
    let redirects = site.redirects.iter().map(|(url, _)| url.clone());
    let datasets = site.datasets.iter().map(|bound| format!("data/{}/", bound.dataset.name));
    notes.chain(redirects).chain(datasets).collect()
}
