//! A chart of the rows of one dataset.

use super::{bars, dots, lines};
use crate::compute::Words;
use crate::model::drawn::Drawn;
use crate::model::figure::{ChartKind, ChartPlan};

/// Draws it.
pub fn draw(words: Words<'_>, plan: &ChartPlan) -> Drawn {
    let bound = words.site.dataset(plan.data);
    match plan.kind {
        ChartKind::Line | ChartKind::Step | ChartKind::Area | ChartKind::Share => {
            lines::draw(words, plan, bound)
        }
        ChartKind::Bar => bars::bar(words, plan, bound),
        ChartKind::Column => bars::column(words, plan, bound),
        ChartKind::Scatter => dots::draw(words, plan, bound),
    }
}
