//! How much the figures of one note may show together: a small note over large data must not become a page of hundreds of
//! megabytes.

use crate::diag::catalog::markdown::too_many;
use crate::model::figure::{Block, Plan, WatchlistPlan};
use crate::resolve::page::Page;

/// Most figures and tables of a note.
const MOST_FIGURES: usize = 200;
/// Most cells of all its tables, about twenty megabytes of HTML.
const MOST_CELLS: usize = 200_000;
/// Most points of all its charts.
const MOST_POINTS: usize = 200_000;

/// What the figures of a note have shown so far.
#[derive(Default)]
pub struct Room {
    figures: usize,
    cells: usize,
    points: usize,
}

impl Room {
    /// Takes what one more figure shows; the first that passes a limit is told.
    pub fn take(&mut self, page: &mut Page<'_>, block: &Block, plan: &Plan) {
        let (cells, points) = size(plan);
        let limits = [
            (&mut self.figures, 1, MOST_FIGURES, "figures and tables"),
            (&mut self.cells, cells, MOST_CELLS, "cells of tables"),
            (&mut self.points, points, MOST_POINTS, "points of charts"),
        ];
        for (taken, more, most, what) in limits {
            let before = *taken;
            *taken += more;
            if before <= most && *taken > most {
                page.report(too_many(block.span, what, most));
            }
        }
    }
}

/// The cells of tables and the points of charts that a figure shows.
fn size(plan: &Plan) -> (usize, usize) {
    match plan {
        Plan::Chart(plan) => (0, plan.rows.len()),
        Plan::Measures(plan) => (0, plan.models.len()),
        Plan::Table(plan) => (plan.rows.len() * plan.columns.len(), 0),
        Plan::Cross(plan) => (plan.line_heads.len() * plan.column_heads.len(), 0),
        Plan::Matrix(plan) => (plan.models.len() * plan.attributes.len(), 0),
        Plan::Timeline(plan) => (plan.rows.len() * 2, 0),
        Plan::Watchlist(WatchlistPlan::Rows { rows, .. }) => (rows.len() * 2, 0),
        Plan::Watchlist(WatchlistPlan::Items(items)) => (items.len() * 2, 0),
    }
}
