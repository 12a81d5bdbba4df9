//! The tickers that a note names: in its front matter, by the vendors it is about, in the rows that it shows.

use super::dataset::{BoundDataset, Cell};
use super::figure::{Plan, WatchlistPlan};
use super::id::{ColumnId, NoteId, RowId};
use super::note::Details;
use super::site::Site;
use crate::source::Span;

/// A ticker where it is named.
pub struct Named {
    /// The symbol, as it is written.
    pub symbol: String,
    /// The company, where its name stands beside it.
    pub company: Option<String>,
    /// Where.
    pub span: Span,
}

/// The tickers that a vendor, theme or report names, in any edition, in order of their appearance; a symbol may come
/// more than once. Other notes name none.
pub fn by_note(site: &Site, id: NoteId) -> Vec<Named> {
    let mut named = by_front_matter(site, id);
    let vendors = match &site.note(id).details {
        Details::Report(report) => report.vendors.as_slice(),
        Details::Theme(theme) => theme.vendors.as_slice(),
        _ => return named,
    };
    named.extend(vendors.iter().flat_map(|vendor| by_front_matter(site, *vendor)));
    for edition in &site.place(id).editions {
        let place = site.place(edition.note);
        for figure in &place.figures[..place.body_figures] {
            named.extend(by_plan(site, &site.figure(*figure).plan));
        }
    }
    named
}

/// The rows of a dataset that its licence shows, with the tickers that they name.
pub fn by_rows(bound: &BoundDataset) -> impl Iterator<Item = (RowId, Named)> + '_ {
    let column = bound.dataset.column("ticker").filter(|_| bound.dataset.schema.redistribute);
    let rows = column.into_iter().flat_map(move |column| bound.dataset.rows().map(move |row| (row, column)));
    rows.filter_map(move |(row, column)| Some((row, by_row(bound, row, column)?)))
}

fn by_front_matter(site: &Site, id: NoteId) -> Vec<Named> {
    let alone = |ticker: &crate::source::Located<String>| Named {
        symbol: ticker.value.clone(),
        company: None,
        span: ticker.span,
    };
    match &site.note(id).details {
        Details::Vendor(vendor) => vendor.tickers.iter().map(alone).collect(),
        Details::Report(report) => {
            let rated = report.ratings.iter().map(|given| &given.ticker);
            report.tickers.iter().chain(rated).map(alone).collect()
        }
        Details::Theme(theme) => {
            let watched = theme.watchlist.iter();
            watched.map(|item| Named { company: item.company.clone(), ..alone(&item.ticker) }).collect()
        }
        _ => Vec::new(),
    }
}

/// What a table or a watch-list names in a column of tickers, where the licence lets its rows be told.
fn by_plan(site: &Site, plan: &Plan) -> Vec<Named> {
    let (data, rows, shown) = match plan {
        Plan::Watchlist(WatchlistPlan::Rows { data, rows }) => (*data, rows, None),
        Plan::Table(plan) => (plan.data, &plan.rows, Some(&plan.columns)),
        _ => return Vec::new(),
    };
    let bound = site.dataset(data);
    let is_shown =
        |ticker: &ColumnId| shown.is_none_or(|columns| columns.iter().any(|column| column.field == *ticker));
    let told = bound.dataset.schema.redistribute;
    let Some(column) = bound.dataset.column("ticker").filter(|column| told && is_shown(column)) else {
        return Vec::new();
    };
    rows.iter().filter_map(|row| by_row(bound, *row, column)).collect()
}

fn by_row(bound: &BoundDataset, row: RowId, column: ColumnId) -> Option<Named> {
    let dataset = &bound.dataset;
    let text = |column| match dataset.cell(row, column) {
        Cell::Empty => None,
        cell => Some(cell.raw()),
    };
    let symbol = text(column)?;
    let company = dataset.column("company").and_then(text);
    Some(Named { symbol, company, span: dataset.row_span(row) })
}
