//! The keys that only themes have.

use super::lines::{line, lines};
use crate::load::fields::Fields;
use crate::load::markdown::Reading;
use crate::load::node::Node;
use crate::model::note::Theme;
use crate::model::stage::Raw;
use crate::model::watch::WatchItem;

/// Takes them.
pub fn read(fields: &mut Fields<'_, '_>, reading: Reading<'_>) -> Theme<Raw> {
    Theme {
        thesis: line(fields, "thesis", reading),
        stance: fields.located_text("stance"),
        watchlist: watchlist(fields),
        vendors: fields.texts("vendors"),
        models: fields.texts("models"),
        evidence: lines(fields, "evidence", reading),
        counter_evidence: lines(fields, "counter_evidence", reading),
        risks: lines(fields, "risks", reading),
    }
}

fn watchlist(fields: &mut Fields<'_, '_>) -> Vec<WatchItem> {
    let items = fields.list("watchlist");
    let item = |node: &Node| {
        let mut entry = Fields::new(node, "a company of the watch-list", fields.diagnostics());
        entry.require("ticker");
        let sector = entry.text("sector");
        let ticker = entry.located_text("ticker");
        let (company, note) = (entry.text("company"), entry.text("note"));
        entry.finish();
        Some(WatchItem { sector, ticker: ticker?, company, note })
    };
    items.iter().filter_map(item).collect()
}
