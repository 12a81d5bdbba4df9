//! The keys that only reports have.

use super::lines::{line, lines};
use super::shared::{apart, few};
use crate::diag::Diagnostic;
use crate::diag::catalog::fields as say;
use crate::diag::catalog::front_matter::bad_target_price;
use crate::load::fence::conditions;
use crate::load::fields::Fields;
use crate::load::markdown::Reading;
use crate::load::node::Node;
use crate::model::note::{CorrectedRows, Correction, Front, Report, Review, Said, TickerRating};
use crate::model::stage::Raw;
use crate::source::Located;

/// Takes them; the date was taken with the keys of all notes.
pub fn read(fields: &mut Fields<'_, '_>, front: &Front<Raw>, reading: Reading<'_>) -> Report<Raw> {
    Report {
        date: front.date.clone(),
        as_of: fields.date("as_of"),
        vendors: apart(fields, "vendors"),
        models: apart(fields, "models"),
        themes: apart(fields, "themes"),
        tickers: few(fields, "tickers"),
        ratings: ratings(fields),
        key_points: lines(fields, "key_points", reading),
        risks: lines(fields, "risks", reading),
        corrections: corrections(fields, reading),
        reviewed_by: review(fields),
        supersedes: fields.located_text("supersedes"),
    }
}

/// A name alone, or who, when and at which commit.
fn review(fields: &mut Fields<'_, '_>) -> Option<Located<Review>> {
    let node = fields.node("reviewed_by")?;
    if node.text().is_some() {
        return fields
            .located_text("reviewed_by")
            .map(|name| name.map(|who| Review { who, date: None, commit: None }));
    }
    let mut entry = Fields::new(node, "a review", fields.diagnostics());
    entry.require("name");
    let (who, date, commit) = (entry.text("name"), entry.date("date"), entry.text("commit"));
    entry.finish();
    Some(Located::new(Review { who: who?, date, commit }, node.span))
}

fn ratings(fields: &mut Fields<'_, '_>) -> Vec<TickerRating<Raw>> {
    let items = fields.list("ratings");
    let item = |node: &Node| {
        let mut entry = Fields::new(node, "a rating", fields.diagnostics());
        entry.require("ticker");
        entry.require("rating");
        entry.mistake("label", "rating");
        let (ticker, rating) = (entry.located_text("ticker"), entry.located_text("rating"));
        let previous = entry.located_text("previous");
        let (target_price, currency) = target(&mut entry);
        entry.finish();
        Some(TickerRating { ticker: ticker?, rating: rating?, previous, target_price, currency })
    };
    items.iter().filter_map(item).collect()
}

/// A target price with its currency.
fn target(entry: &mut Fields<'_, '_>) -> (Option<String>, Option<String>) {
    let (price, currency) = (entry.decimal("target_price"), entry.located_text("currency"));
    let is_code = |code: &str| code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase());
    if let Some(price) = &price {
        if price.value.scaled() <= 0 {
            entry.tell(bad_target_price(price.span, "a target price is above zero"));
        }
        if currency.is_none() {
            entry.tell(bad_target_price(price.span, "this target price has no currency"));
        }
    }
    if let Some(currency) = currency.as_ref().filter(|currency| !is_code(&currency.value)) {
        entry.tell(bad_target_price(currency.span, "this is no code of a currency"));
    }
    (price.map(|price| price.value.to_string()), currency.map(|currency| currency.value))
}

fn corrections(fields: &mut Fields<'_, '_>, reading: Reading<'_>) -> Vec<Correction<Raw>> {
    let items = fields.list("corrections");
    let item = |node: &Node| {
        let mut entry = Fields::new(node, "a correction", fields.diagnostics());
        entry.require("date");
        entry.require("what");
        let date = entry.date("date");
        let what = line(&mut entry, "what", reading);
        let rows = rows(&mut entry);
        entry.finish();
        Some(Correction { date: date?, what: what?, rows })
    };
    items.iter().filter_map(item).collect()
}

/// The rows that a correction explains: `data` and `where`, as charts name them.
fn rows(entry: &mut Fields<'_, '_>) -> Option<CorrectedRows> {
    let data = entry.located_text("data");
    let filter = conditions(entry);
    let now = entry.node("now").map_or(Vec::new(), |node| says(node, entry.diagnostics()));
    if let (None, Some(condition)) = (&data, filter.first()) {
        entry.tell(say::missing_key(condition.column.span, "data", "a correction with `where`"));
    }
    if let (Some(data), true) = (&data, filter.is_empty()) {
        entry.tell(say::missing_key(data.span, "where", "a correction with `data`"));
    }
    if let (Some(data), true) = (&data, now.is_empty()) {
        entry.tell(say::missing_key(data.span, "now", "a correction with `data`"));
    }
    Some(CorrectedRows { data: data?, filter, now })
}

/// What rows read since: a value or a map of cells, for all of them or in a list with one for each.
fn says(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<Said> {
    let each = node.items().unwrap_or(std::slice::from_ref(node));
    let said = |item: &Node| {
        if let Some(word) = item.located_text() {
            return Some(Said::Word(word));
        }
        let cells = Fields::new(item, "what a row reads", diagnostics).free();
        let cell = |(name, node): &(_, Node)| Some((Located::clone(name), node.located_text()?));
        Some(Said::Cells(cells.iter().filter_map(cell).collect()))
    };
    each.iter().filter_map(said).collect()
}
