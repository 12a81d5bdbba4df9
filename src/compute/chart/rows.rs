//! A chart of the rows of one dataset.

use super::{bars, dots, lanes, lines, pairs};
use crate::compute::Words;
use crate::model::drawn::Drawn;
use crate::model::figure::{ChartKind, ChartPlan};

/// Draws it.
pub fn draw(words: Words<'_>, plan: &ChartPlan) -> Drawn {
    let bound = words.site.dataset(plan.data);
    match plan.kind {
        ChartKind::Line
        | ChartKind::Step
        | ChartKind::Area
        | ChartKind::Share
        | ChartKind::Multiples
        | ChartKind::Index => lines::draw(words, plan, bound),
        ChartKind::Bar => bars::bar(words, plan, bound),
        // A matrix is bound as a table; its numbers by category are what is left of it here.
        ChartKind::Column | ChartKind::Matrix => bars::column(words, plan, bound),
        ChartKind::Scatter => dots::draw(words, plan, bound),
        ChartKind::Dumbbell | ChartKind::Slope | ChartKind::Range => pairs::draw(words, plan, bound),
        ChartKind::Timeline => lanes::draw(words, plan, bound),
    }
}
