//! Reads `timeline`, `watchlist` and `valuation` fences.

use super::condition::conditions;
use super::table::{columns, direction, sort};
use crate::diag::catalog::fields as say;
use crate::load::fields::Fields;
use crate::model::figure::{Ask, TableAsk, TimelineAsk, WatchlistAsk};
use crate::source::Located;

/// What a `timeline` fence asks for.
pub fn timeline(fields: &mut Fields<'_, '_>) -> Option<Ask> {
    let start = fields.span();
    let usual = |word: &str| Located::new(word.to_owned(), start);
    let data = fields.located_text("data").unwrap_or_else(|| usual("events"));
    let filter = conditions(fields);
    let date = fields.located_text("date").unwrap_or_else(|| usual("date"));
    let label = fields.located_text("label").unwrap_or_else(|| usual("detail"));
    let lane = fields.located_text("lane");
    let descending = fields.located_text("sort").is_some_and(|sort| {
        let (column, descending) = direction(sort);
        if column.value != date.value {
            let backwards = format!("-{}", date.value);
            fields.tell(say::not_one_of(column.span, "sort", &column.value, &[&date.value, &backwards]));
        }
        descending
    });
    Some(Ask::Timeline(TimelineAsk { data, filter, date, label, lane, descending }))
}

/// What a `watchlist` fence asks for: rows, or with nothing named the list of the theme.
pub fn watchlist(fields: &mut Fields<'_, '_>) -> Option<Ask> {
    let data = fields.located_text("data");
    let is_bare = data.is_none() && fields.node("where").is_none();
    let filter = conditions(fields);
    if is_bare {
        return Some(Ask::Watchlist(WatchlistAsk::FrontMatter));
    }
    let data = data.unwrap_or_else(|| Located::new("watchlists".to_owned(), fields.span()));
    Some(Ask::Watchlist(WatchlistAsk::Rows { data, filter }))
}

/// What a `valuation` fence asks for: rows with the day, the currency and the source of each price.
pub fn valuation(fields: &mut Fields<'_, '_>) -> Option<Ask> {
    let data = fields.located_text("data");
    let data = data.unwrap_or_else(|| Located::new("valuations".to_owned(), fields.span()));
    let filter = conditions(fields);
    let (columns, sort) = (columns(fields), sort(fields));
    Some(Ask::Table(TableAsk { data, filter, columns, sort, limit: None, valued: true }))
}
