//! Charts: from rows to a plot, its two drawings and the table of its data.

mod axis;
mod series;
mod notes;
mod figures;
mod index;
mod as_table;
mod lines;
mod bars;
mod dots;
mod pairs;
mod lanes;
pub mod rows;
pub mod measures;

pub use lines::said;
pub use notes::remarks;
