//! Reads `conflicts:` of a sidecar: which sources disagree, why, and which one counts.

use crate::load::fence::conditions;
use crate::load::fields::Fields;
use crate::load::node::Node;
use crate::model::dataset::{ConflictClass, ExplainedConflict};
use crate::model::text::LocalText;
use crate::source::Located;

/// The disagreements that the desk explains.
pub fn read(keys: &mut Fields<'_, '_>, languages: &[String]) -> Vec<ExplainedConflict> {
    let items = keys.list("conflicts");
    let item = |node: &Node| {
        let mut entry = Fields::new(node, "a conflict", keys.diagnostics());
        ["where", "class", "why"].into_iter().for_each(|key| entry.require(key));
        let span = entry.span();
        let filter = conditions(&mut entry);
        let class = entry.one_of("class", &ConflictClass::ALL);
        let prefer = entry.one_or_more("prefer");
        let claims = claims(&mut entry, languages);
        let why = entry.local("why", languages);
        entry.finish();
        let class = class?.value;
        (!filter.is_empty()).then_some(ExplainedConflict { filter, class, prefer, claims, why, span })
    };
    items.iter().filter_map(item).collect()
}

/// `claims: [{source: …, says: …}]`: what sources say that have no row.
fn claims(entry: &mut Fields<'_, '_>, languages: &[String]) -> Vec<(Located<String>, LocalText)> {
    let items = entry.list("claims");
    let item = |node: &Node| {
        let mut claim = Fields::new(node, "a claim", entry.diagnostics());
        ["source", "says"].into_iter().for_each(|key| claim.require(key));
        let source = claim.located_text("source");
        let says = claim.local("says", languages);
        claim.finish();
        Some((source?, says))
    };
    items.iter().filter_map(item).collect()
}
