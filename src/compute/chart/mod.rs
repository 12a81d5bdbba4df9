//! Charts: from rows to a plot, its two drawings and the table of its data.

mod axis;
mod series;
mod notes;
mod figures;
mod lines;
mod bars;
mod dots;
pub mod rows;
pub mod measures;
