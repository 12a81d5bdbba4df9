//! Figures: from numbers to an SVG drawing that takes its colours and type from the page.
//!
//! [`draw`] never fails, never panics and always ends, whatever the data; without anything to show it
//! draws an empty frame that says so. The same plot gives the same bytes. A page wraps the two
//! renderings of a figure in the markup that `static/css/charts.css` describes.

mod class;
mod mark;
mod metrics;
mod plot;
mod spread;
mod svg;
mod shape;
mod ink;
mod place;
mod ticks;
mod tick_text;
mod ruler;
mod stack;
mod trace;
mod beside;
mod spark;
mod sheet;
mod row_names;
mod bar;
mod labels;
mod legend;
mod notes;
mod categories;
mod area;
mod column;
mod line;
mod scatter;
mod rows;
mod dumbbell;
mod range;
mod slope;
mod event_list;
mod timeline;
mod multiples;
mod flat;

pub use flat::flat;
pub use mark::{
    Bar, Bound, Cell, Colour, ColumnSeries, Columns, Dot, Event, Lane, Marks, Mode, Pair, Point, Quadrant,
    Scatter, Series, Slopes, Span,
};
pub use plot::{Annotation, Axis, Drawing, Plot, Reference, Scale, Size, Width};
pub use spark::spark;

/// Draws a figure for one width.
pub fn draw(plot: &Plot, width: Width) -> Drawing {
    match &plot.marks {
        Marks::Lines(series) => line::draw(plot, width, series, line::Shape::Joined),
        Marks::Steps(series) => line::draw(plot, width, series, line::Shape::Held),
        Marks::Areas(series) => area::draw(plot, width, series, area::Measure::Amount),
        Marks::Shares(series) => area::draw(plot, width, series, area::Measure::Share),
        Marks::Bars(bars) => bar::draw(plot, width, bars),
        Marks::Columns(columns) => column::draw(plot, width, columns),
        Marks::Points(scatter) => scatter::draw(plot, width, scatter),
        Marks::Dumbbells(pairs) => dumbbell::draw(plot, width, pairs),
        Marks::Slopes(slopes) => slope::draw(plot, width, slopes),
        Marks::Timeline(lanes) => timeline::draw(plot, width, lanes),
        Marks::Multiples(series) => multiples::draw(plot, width, series),
        Marks::Ranges(spans) => range::draw(plot, width, spans),
    }
}

#[cfg(test)]
mod tests;
