//! Age: a fact that says what holds now must not rest on data over their limit.

use super::asked::Asked;
use super::time;
use crate::diag::catalog;
use crate::model::fact::Fact;
use crate::model::fresh::{self, Age};
use crate::resolve::page::Page;

/// Tells data that are stale on the day of a reference, once for all editions of a note; gives what readers
/// are to be told. A reference that names its time looks back on purpose, and what a pinned
/// report says is settled.
pub fn check(page: &mut Page<'_>, asked: &Asked, fact: &Fact) -> Option<Age> {
    let bound = page.ground.dataset(fact.data);
    let dataset = &bound.dataset;
    let other = asked.ask.other.iter().flat_map(|other| &other.keys);
    let names_its_time = asked.ask.keys.iter().chain(other).any(|key| time::is_past(dataset, key));
    if names_its_time || page.is_pinned() {
        return None;
    }
    let age = fresh::stale(bound, &fact.rows, asked.as_of.last_day())?;
    if page.original() == page.id {
        let latest = age.latest.to_string();
        page.report(catalog::conflict::stale_data(asked.span, &dataset.name, (age.days, age.limit), &latest));
    }
    Some(age)
}
