//! Datasets whose rows may no longer be redistributed, or may from now on.

use super::difference::LicenceChange;
use crate::model::site::Site;

/// The datasets of both states whose `redistribute` differs, by name.
pub fn changes(old: &Site, new: &Site) -> Vec<LicenceChange> {
    let change = |id| {
        let (name, now) = (&new.dataset(id).dataset.name, new.dataset(id).dataset.schema.redistribute);
        let was = old.dataset(old.find_dataset(name)?).dataset.schema.redistribute;
        (was != now).then(|| LicenceChange { dataset: name.clone(), redistribute: now })
    };
    let ids = new.datasets.iter().filter_map(|bound| new.find_dataset(&bound.dataset.name));
    ids.filter_map(change).collect()
}
