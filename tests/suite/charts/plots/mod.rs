//! One hard figure of each kind, in both languages: long names, near ends, gaps, breaks, estimates, losses.
//!
//! The numbers are made up from a fixed seed; they say nothing about anyone.

mod chance;
mod over_time;
mod by_row;
mod dots;

use tearsheet::chart::Plot;
use tearsheet::format::Lang;

/// A figure in a language.
type Drawn = fn(Lang) -> Plot;

/// Every figure by name.
pub const KINDS: [(&str, Drawn); 17] = [
    ("line", over_time::line),
    ("line-estimate", over_time::line_estimate),
    ("index", over_time::index),
    ("step", over_time::step),
    ("area", over_time::area),
    ("share", over_time::share),
    ("multiples", over_time::multiples),
    ("bar", by_row::bar),
    ("bar-loss", by_row::bar_loss),
    ("column", by_row::column),
    ("column-quarters", by_row::column_quarters),
    ("column-stack", by_row::column_stack),
    ("dumbbell", by_row::dumbbell),
    ("slope", by_row::slope),
    ("range", by_row::range),
    ("scatter", dots::scatter),
    ("timeline", dots::timeline),
];
