//! One small panel per series on common axes, the other series in grey behind it.

use super::class::{Class, Kind};
use super::ink::{Along, Canvas, Place};
use super::mark::{Point, Series};
use super::metrics::{Tenth, balanced, clean, shorten, text_width};
use super::place::Rect;
use super::plot::{Axis, Drawing, Plot, Scale, Width};
use super::ruler::{Ruler, Wish, Zero, extent};
use super::sheet::{bold, empty, finish, id_of, small_type, type_of};
use super::svg::Anchor;
use super::trace::{Axes, runs, strokes, thinned};

/// Most panels that are drawn.
const MOST_PANELS: usize = 24;
/// Most grey lines behind each panel.
const MOST_GHOSTS: usize = 12;
/// Most vertices of a grey line.
const GHOST_VERTICES: usize = 48;

/// Draws the panels in the order given, row by row.
pub fn draw(plot: &Plot, width: Width, series: &[Series]) -> Drawing {
    let x_scale = if plot.x.scale == Scale::Log { Scale::Linear } else { plot.x.scale };
    let series = &series[..series.len().min(MOST_PANELS)];
    let points = || series.iter().flat_map(|series| series.points.iter());
    let ys = extent(points().filter_map(|point| point.y), plot.y.scale);
    let xs = extent(points().filter(|point| point.y.is_some()).map(|point| point.x), x_scale);
    if ys.is_none() || xs.is_none() {
        return empty(plot, width);
    }
    let wish = Wish { zero: Zero::IfNear, ticks: 3, round: true };
    let mut y = Ruler::new(&plot.y, plot.lang, ys, wish);
    let lasts: Vec<f64> = series.iter().filter_map(last).filter(|value| y.takes(*value)).collect();
    y.fit_ends(&lasts, &points().filter_map(|point| point.y).collect::<Vec<_>>());
    let x =
        Ruler::new(&Axis { scale: x_scale, ..plot.x.clone() }, plot.lang, xs, Wish { round: false, ..wish });
    let columns = if width == Width::Wide { 3 } else { 2 };
    let rows = Tenth::try_from(series.len().div_ceil(columns)).unwrap_or(1);
    let heads: Vec<Head> = series.iter().map(|series| head(series, &y, (width, columns))).collect();
    let second = if heads.iter().any(|head| head.lines.len() > 1) { LINE } else { 0 };
    let top = if y.head.is_empty() { 0 } else { 230 };
    let height = top + rows * (PITCH + second) + 60;
    let canvas = Canvas::new(width.units() * 10, height);
    let unit = shorten(&y.head, width.units() * 10, type_of(width));
    canvas.text(Class::of(Kind::Tick), Anchor::Start, (0, 140), &unit);
    let frame = |number| frame(width, (columns, number), (top, second));
    draw_ghosts(&canvas, plot, series, (&Panel { frame: frame(0), x: &x, y: &y, width }, &frame));
    for (number, head) in heads.iter().enumerate() {
        let frame = frame(number);
        let panel = Panel { frame, x: &x, y: &y, width };
        draw_panel(&canvas, plot, &series[number], &panel);
        write_texts(&canvas, (&series[number], head), &panel);
    }
    finish(plot, width, height, canvas)
}

/// Height of a panel with its head and the dates under it.
const PITCH: Tenth = 1450;

/// Distance between the lines of a head.
const LINE: Tenth = 150;
/// Room between panels.
const GUTTER: Tenth = 200;

/// What stands above a panel: a name in a line or two, and the last value.
struct Head {
    lines: Vec<String>,
    value: String,
}

fn head(series: &Series, y: &Ruler, (width, columns): (Width, usize)) -> Head {
    let font = bold(type_of(width));
    let value = last(series).filter(|value| y.takes(*value)).map_or_else(String::new, |value| y.write(value));
    let name = if width == Width::Narrow && !series.short.is_empty() { &series.short } else { &series.name };
    let room = panel_width(width, columns) - text_width(&value, font) - 80;
    Head { lines: balanced(&clean(name), room, font, 2), value }
}

fn panel_width(width: Width, columns: usize) -> Tenth {
    let count = Tenth::try_from(columns).unwrap_or(1);
    (width.units() * 10 - (count - 1) * GUTTER) / count
}

/// Where one panel draws its lines.
struct Panel<'a> {
    frame: Rect,
    x: &'a Ruler,
    y: &'a Ruler,
    width: Width,
}

impl Panel<'_> {
    /// Places along both axes.
    fn along(&self) -> (Along, Along) {
        let frame = self.frame;
        let across = Along::new(self.x.ends, (frame.left, frame.right), false);
        (across, Along::new(self.y.ends, (frame.bottom, frame.top), self.y.is_log()))
    }
}

fn last(series: &Series) -> Option<f64> {
    series.points.iter().rev().find_map(|point| point.y)
}

fn frame(width: Width, (columns, number): (usize, usize), (top, second): (Tenth, Tenth)) -> Rect {
    let each = panel_width(width, columns);
    let column = Tenth::try_from(number % columns).unwrap_or(0);
    let row = Tenth::try_from(number / columns).unwrap_or(0);
    let corner = (column * (each + GUTTER), top + row * (PITCH + second) + 240 + second);
    Rect::sized(corner, (each, PITCH - 500))
}

/// All lines in grey, the same behind each panel.
fn draw_ghosts(
    canvas: &Canvas,
    plot: &Plot,
    series: &[Series],
    (first, frame): (&Panel<'_>, &dyn Fn(usize) -> Rect),
) {
    let shown = series.iter().take(if series.len() > 1 { MOST_GHOSTS } else { 0 });
    let lines: Vec<Vec<Place>> = shown
        .flat_map(|series| lines(plot, series, first, GHOST_VERTICES))
        .filter(|line| line.len() > 1)
        .collect();
    let shift = |number| (frame(number).left - first.frame.left, frame(number).top - first.frame.top);
    let id = format!("{}-g", id_of(plot, first.width));
    canvas.repeat(Class::of(Kind::Ghost), id, &lines, (1..series.len()).map(shift).collect());
}

/// A series as lines within a panel.
fn lines(plot: &Plot, series: &Series, panel: &Panel<'_>, most: usize) -> Vec<Vec<Place>> {
    let (across, up) = panel.along();
    let axes = Axes { x: (panel.x, &across), y: (panel.y, &up) };
    let runs = runs(&series.points, &axes, &plot.breaks);
    let strokes = runs.iter().flat_map(|(run, _)| strokes(run, &axes));
    strokes.map(|stroke| thinned(stroke.places, most)).collect()
}

fn draw_panel(canvas: &Canvas, plot: &Plot, own: &Series, panel: &Panel<'_>) {
    let frame = panel.frame;
    canvas.line(Class::of(Kind::Axis), (frame.left, frame.bottom), (frame.right, frame.bottom));
    for at in plot.breaks.iter().filter(|at| **at > panel.x.ends.0 && **at <= panel.x.ends.1) {
        let x = panel.along().0.at(*at);
        canvas.line(Class::of(Kind::Rule), (x, frame.top), (x, frame.bottom));
    }
    let title = title(own, panel, plot);
    for places in lines(plot, own, panel, 180) {
        canvas.path(Class::slot(Kind::Line, own.colour.number()), &title, places);
    }
}

/// What a panel says on hover: its first and its last value.
fn title(series: &Series, panel: &Panel<'_>, plot: &Plot) -> String {
    let values = || series.points.iter().filter_map(|point| Some((point, point.y?)));
    let said = |(point, y): (&Point, f64)| {
        format!("{} ({})", panel.y.write_full(y), point.name(|x| panel.x.write(x)))
    };
    let ends: Vec<String> = values().next().into_iter().chain(values().next_back()).map(said).collect();
    let ends = ends.join(" → ");
    format!("{}{}{ends}", clean(&series.name), plot.lang.pick(": ", "："))
}

/// Name and last value above, first and last date below.
fn write_texts(canvas: &Canvas, (series, head): (&Series, &Head), panel: &Panel<'_>) {
    let frame = panel.frame;
    let class = Class::slot(Kind::Name, series.colour.number());
    for (line, row) in head.lines.iter().rev().zip(0..) {
        canvas.text(class, Anchor::Start, (frame.left, frame.top - 80 - row * LINE), line);
    }
    canvas.text(Class::of(Kind::Strong), Anchor::End, (frame.right, frame.top - 80), &head.value);
    let [first, last] = panel.x.end_labels();
    let small = small_type(panel.width);
    let class = Class::of(Kind::Tick).small(true);
    canvas.text(class, Anchor::Start, (frame.left, frame.bottom + 150), &first);
    if text_width(&first, small) + text_width(&last, small) + 80 < frame.right - frame.left {
        canvas.text(class, Anchor::End, (frame.right, frame.bottom + 150), &last);
    }
}
