//! The keys that only themes have.

use super::lines::{line, lines};
use super::shared::apart;
use crate::load::fields::Fields;
use crate::load::markdown::Reading;
use crate::load::node::Node;
use crate::model::date::Date;
use crate::model::note::Theme;
use crate::model::stage::Raw;
use crate::model::watch::WatchItem;
use crate::source::Located;

/// Takes them.
pub fn read(fields: &mut Fields<'_, '_>, reading: Reading<'_>) -> Theme<Raw> {
    let thesis = line(fields, "thesis", reading);
    let (stance, stance_since) = stance(fields);
    Theme {
        thesis,
        stance,
        stance_since,
        watchlist: watchlist(fields),
        vendors: apart(fields, "vendors"),
        models: apart(fields, "models"),
        evidence: lines(fields, "evidence", reading),
        counter_evidence: lines(fields, "counter_evidence", reading),
        risks: lines(fields, "risks", reading),
    }
}

/// A label, or a map of a label and the day since when it holds.
fn stance(fields: &mut Fields<'_, '_>) -> (Option<Located<String>>, Option<Located<Date>>) {
    let Some(node) = fields.node("stance").filter(|node| node.entries().is_some()) else {
        return (fields.located_text("stance"), None);
    };
    let mut stance = Fields::new(node, "a stance", fields.diagnostics());
    stance.require("label");
    stance.mistake("rating", "label");
    let told = (stance.located_text("label"), stance.date("since"));
    stance.finish();
    told
}

fn watchlist(fields: &mut Fields<'_, '_>) -> Vec<WatchItem> {
    let items = fields.list("watchlist");
    let item = |node: &Node| {
        let mut entry = Fields::new(node, "a company of the watch-list", fields.diagnostics());
        entry.require("ticker");
        let sector = entry.words("sector");
        let ticker = entry.located_text("ticker");
        let (company, note) = (entry.words("company"), entry.located_text("note"));
        entry.finish();
        Some(WatchItem { sector, ticker: ticker?, company, note })
    };
    items.iter().filter_map(item).collect()
}
