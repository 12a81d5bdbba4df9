//! A ranking: one horizontal bar per row, its name before it and its value after it.

use super::class::{Class, Kind};
use super::ink::{Along, Canvas};
use super::mark::Bar;
use super::metrics::{Tenth, clean, shorten, text_width};
use super::plot::Scale;
use super::plot::{Drawing, Plot, Width};
use super::row_names::RowNames;
use super::ruler::{Ruler, Wish, Zero, extent, usable};
use super::sheet::{bold, empty, finish, type_of};
use super::svg::Anchor;
use crate::format::group_digits;

/// Most rows that are drawn; the figure says how many more there are.
const MOST_ROWS: usize = 60;

/// Where the parts of each row stand.
struct Layout {
    width: Width,
    /// Above the bars where they are too long to stand before them.
    names: RowNames,
    top: Tenth,
    pitch: Tenth,
    /// From the top of a row to its bar.
    above: Tenth,
    along: Along,
}

/// Draws the rows in the order given.
pub fn draw(plot: &Plot, width: Width, bars: &[Bar]) -> Drawing {
    let shown = &bars[..bars.len().min(MOST_ROWS)];
    let values: Vec<f64> = shown.iter().filter_map(value_of).collect();
    if shown.is_empty() {
        return empty(plot, width);
    }
    let wish = Wish { zero: Zero::Needed, ticks: 5, round: false };
    let mut ruler = Ruler::new(&plot.y, plot.lang, extent(values.iter().copied(), Scale::Linear), wish);
    ruler.fit(&values);
    let layout = layout(width, shown, &ruler);
    let rows = Tenth::try_from(shown.len()).unwrap_or(0);
    let more = bars.len() - shown.len();
    let height = layout.top + rows * layout.pitch + if more > 0 { 240 } else { 40 };
    let canvas = Canvas::new(width.units() * 10, height);
    write_head(&canvas, &layout, &ruler);
    for (bar, row) in shown.iter().zip(0..) {
        draw_row(&canvas, &layout, (bar, layout.top + row * layout.pitch), &ruler);
    }
    write_texts(&canvas, &layout, shown, (plot, &ruler));
    if more > 0 {
        let count = group_digits(&more.to_string());
        let text = plot.lang.pick(format!("and {count} more"), format!("另有 {count} 项"));
        canvas.text(Class::of(Kind::Tick), Anchor::Start, (layout.names.left, height - 80), &text);
    }
    finish(plot, width, height, canvas)
}

fn value_of(bar: &Bar) -> Option<f64> {
    bar.value.filter(|value| usable(*value, Scale::Linear))
}

fn name_of(bar: &Bar, width: Width) -> String {
    clean(if width == Width::Narrow && !bar.short.is_empty() { &bar.short } else { &bar.label })
}

/// The value as it is printed, with an E for expected ones.
fn value_text(bar: &Bar, ruler: &Ruler, not_disclosed: &str) -> String {
    value_of(bar).map_or_else(|| not_disclosed.to_owned(), |value| ruler.write_end(value, bar.estimate))
}

fn layout(width: Width, bars: &[Bar], ruler: &Ruler) -> Layout {
    let font = type_of(width);
    let wide = width.units() * 10;
    let widest_name = bars.iter().map(|bar| text_width(&name_of(bar, width), font)).max().unwrap_or(0);
    let stacked = width == Width::Narrow && widest_name > wide * 38 / 100;
    let most = wide * if width == Width::Wide { 32 } else { 38 } / 100;
    let names: Vec<String> = bars.iter().map(|bar| name_of(bar, width)).collect();
    let names = RowNames::new(&names, width, (stacked, most));
    let left = names.left;
    let delta = bars.iter().map(|bar| text_width(&clean(&bar.delta), font)).max().unwrap_or(0);
    let side = |negative: bool| {
        let of_side = bars.iter().filter(|bar| value_of(bar).is_some_and(|value| (value < 0.0) == negative));
        of_side.map(|bar| text_width(&value_text(bar, ruler, ""), bold(font)) + 50).max().unwrap_or(0)
    };
    let right = wide - side(false) - if delta > 0 { delta + 140 } else { 0 };
    let along = Along::new(ruler.ends, (left + side(true), right.max(left + 400)), false);
    let second = names.second;
    let (pitch, above) = match (stacked, width) {
        (true, _) => (430 + second, 200 + second),
        (false, Width::Wide) => (280 + second / 2, 50 + second / 4),
        (false, Width::Narrow) => (270 + second / 2, 50 + second / 4),
    };
    let top = if ruler.head.is_empty() { 40 } else { 250 };
    Layout { width, names, top, pitch, above, along }
}

/// Scale and unit, once, above the first bar.
fn write_head(canvas: &Canvas, layout: &Layout, ruler: &Ruler) {
    let font = type_of(layout.width);
    let wide = layout.width.units() * 10;
    let text = shorten(&ruler.head, wide, font);
    let left = layout.along.at(0.0).max(layout.names.left).min(wide - text_width(&text, font)).max(0);
    canvas.text(Class::of(Kind::Tick), Anchor::Start, (left, 140), &text);
}

fn draw_row(canvas: &Canvas, layout: &Layout, (bar, top): (&Bar, Tenth), ruler: &Ruler) {
    let Some(value) = value_of(bar) else { return };
    let title = if bar.title.is_empty() {
        format!("{}: {}", bar.label, ruler.write_full(value))
    } else {
        bar.title.clone()
    };
    let (zero, end) = (layout.along.at(0.0), layout.along.at(value));
    let end = if zero == end && value != 0.0 { end + if value < 0.0 { -5 } else { 5 } } else { end };
    let top = top + layout.above;
    let class = Class::slot(Kind::Bar, bar.colour.number()).estimate(bar.estimate).faded(bar.faded);
    canvas.block(class, &title, [(zero.min(end), top), (zero.max(end), top + 170)]);
}

/// Names, values and changes of all rows, one kind after the other, and the line of zero.
fn write_texts(canvas: &Canvas, layout: &Layout, bars: &[Bar], (plot, ruler): (&Plot, &Ruler)) {
    let font = type_of(layout.width);
    let wide = layout.width.units() * 10;
    let zero = layout.along.at(0.0);
    let rows = || bars.iter().zip((0..).map(|row| layout.top + row * layout.pitch));
    let middle = |top: Tenth| top + layout.above + 85 + font.size * 35 / 100;
    if ruler.ends.0 < 0.0 {
        let above = if layout.names.above { layout.above - 20 } else { 0 };
        for (_, top) in rows() {
            canvas.line(Class::of(Kind::Zero), (zero, top + above), (zero, top + layout.pitch));
        }
    }
    let first = |row: Tenth| layout.top + row * layout.pitch;
    layout.names.write(canvas, |row| match layout.names.above {
        true => first(row) + layout.above - 50,
        false => middle(first(row)),
    });
    let not_disclosed = plot.lang.pick("not disclosed", "未披露");
    for (bar, top) in rows() {
        let text = value_text(bar, ruler, not_disclosed);
        let (class, anchor, x) = match value_of(bar) {
            Some(value) if value < 0.0 => (Kind::Strong, Anchor::End, layout.along.at(value) - 50),
            Some(value) => (Kind::Strong, Anchor::Start, layout.along.at(value) + 50),
            None => (Kind::Tick, Anchor::Start, zero + 50),
        };
        canvas.text(Class::of(class), anchor, (x, middle(top)), &text);
    }
    for (bar, top) in rows() {
        canvas.text(Class::of(Kind::Tick), Anchor::End, (wide, middle(top)), &bar.delta);
    }
}
