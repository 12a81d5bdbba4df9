//! Datasets that go by another name now: the same columns and key, and half of the rows at least.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::by_key;
use crate::model::dataset::Dataset;
use crate::model::site::Site;

/// The names of datasets that only the new state has, each with the name by which the old one has it.
pub fn names<'s>(old: &'s Site, new: &'s Site) -> BTreeMap<&'s str, &'s str> {
    let (gone, come) = (only_in(old, new), only_in(new, old));
    let mut names = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for new in come {
        let was = gone.iter().find(|old| !taken.contains(&old.name.as_str()) && are_one(old, new));
        if let Some(old) = was {
            taken.insert(old.name.as_str());
            names.insert(new.name.as_str(), old.name.as_str());
        }
    }
    names
}

fn only_in<'s>(site: &'s Site, other: &Site) -> Vec<&'s Dataset> {
    let datasets = site.datasets.iter().map(|bound| &bound.dataset);
    let known = |name: &str| other.datasets.iter().any(|bound| bound.dataset.name == name);
    datasets.filter(|dataset| !known(&dataset.name)).collect()
}

fn are_one(old: &Dataset, new: &Dataset) -> bool {
    let columns = |dataset: &Dataset| -> Vec<String> {
        dataset.schema.fields.iter().map(|field| field.name.clone()).collect()
    };
    if columns(old) != columns(new) || old.schema.primary_key != new.schema.primary_key {
        return false;
    }
    let keyed = !old.schema.primary_key.is_empty();
    let (before, after) = (by_key(old, keyed), by_key(new, keyed));
    let kept = before.keys().filter(|key| after.contains_key(*key)).count();
    kept > 0 && kept * 2 >= before.len()
}
