//! Lines over time, and steps for values that hold until the next one.

use std::collections::BTreeMap;

use super::beside::Drawn;
use super::class::{Class, Kind};
use super::ink::Place;
use super::labels::{self, EndLabel};
use super::mark::{Marks, Point, Series};
use super::metrics::{Tenth, clean};
use super::notes::{self, Taken};
use super::place::Rect;
use super::plot::{Axis, Drawing, Plot, Scale, Width};
use super::ruler::{Extent, Ruler, Wish, Zero, extent, ticks_for, usable};
use super::sheet::{Room, Sheet, height_of, left_of, tick_room};
use super::trace::{Stroke, Vertex, on_grid, runs, step_strokes, strokes};

/// Most points of a line that has a dot at each of them.
const MOST_DOTTED: usize = 30;
/// Grid of lines of more points than that: half a unit across, where the eye sees the height, and a fifth up.
const DENSE_MESH: (Tenth, Tenth) = (5, 2);
/// Grid of the faint single values behind a mean.
const RAW_MESH: (Tenth, Tenth) = (10, 10);

/// Whether values are joined or hold until the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Straight lines from value to value.
    Joined,
    /// Horizontal until the next value.
    Held,
}

/// A series that has something to show, ready for its label.
struct Named<'a> {
    series: &'a Series,
    /// Its last point that has a value, and the value.
    last: (&'a Point, f64),
}

impl Named<'_> {
    /// The label at its end; an expected value is marked.
    fn label(&self, y: &Ruler, width: Width) -> EndLabel {
        let mark = if self.last.0.estimate { "E" } else { "" };
        let value = if self.series.end.is_empty() { y.write(self.last.1) } else { self.series.end.clone() };
        EndLabel::of(self.series, value + mark, self.last.1, width)
    }
}

/// Draws lines or steps.
pub fn draw(plot: &Plot, width: Width, series: &[Series], shape: Shape) -> Drawing {
    let height = height_of(plot, width, if shape == Shape::Held { (4200, 3800) } else { (4000, 3600) });
    let y = ruler_y(plot, series, height);
    let x_extent = extent_x(series, &y, plot.x.scale);
    let named = named(series, &plot.x, &y);
    let labels = named.iter().map(|one| one.label(&y, width)).collect();
    let labels = labels::fitted(labels, height - 400, width);
    let right = labels::room(&labels, width);
    let ends = (left_of(&y, width), width.units() * 10 - right);
    let wish = Wish { zero: Zero::IfNear, ticks: ticks_for(ends.1 - ends.0, tick_room(width)), round: false };
    let x = Ruler::new(&until(&plot.x, x_extent, shape), plot.lang, x_extent, wish);
    let top = notes::room_above(plot, width, &x, ends);
    let sheet = Sheet::new(plot, width, height, (x, y), Room { top, right, ..Room::default() });
    sheet.grid_y(Kind::Grid);
    notes::draw_below(&sheet);
    sheet.axis_x();
    if named.is_empty() {
        sheet.no_data();
        return sheet.finish();
    }
    let busy = draw_series(&sheet, &named, shape);
    labels::write(&sheet, &until_their_ends(&sheet, labels, &named));
    let data = busy.iter().map(|place| Rect::around(*place, 25)).collect();
    notes::draw_above(&sheet, Taken { data, texts: Vec::new() });
    sheet.finish()
}

/// The labels, each with the place where its line ends; a step holds to the end, or until there is no more value.
fn until_their_ends(sheet: &Sheet<'_>, labels: Vec<EndLabel>, named: &[Named<'_>]) -> Vec<EndLabel> {
    let joined = matches!(sheet.plot.marks, Marks::Lines(_));
    let over = |series: &Series| {
        let last = series.points.iter().max_by(|a, b| a.x.total_cmp(&b.x))?;
        (last.y.is_none() && last.x < sheet.x.ends.1).then(|| sheet.across.at(last.x))
    };
    let until = |one: &Named<'_>| match joined {
        true => Some(sheet.across.at(one.last.0.x)),
        false => over(one.series),
    };
    labels.into_iter().zip(named).map(|(label, one)| EndLabel { until: until(one), ..label }).collect()
}

fn ruler_y(plot: &Plot, series: &[Series], height: Tenth) -> Ruler {
    let values = || {
        series.iter().flat_map(|series| series.points.iter().chain(&series.raw)).filter_map(|point| point.y)
    };
    let data = extent(values(), plot.y.scale);
    let all = data.and_then(|(lo, hi)| extent(plot.laid_over().chain([lo, hi]), plot.y.scale));
    let each = if plot.y.scale == Scale::Log { 330 } else { 700 };
    let mut y = Ruler::new(
        &plot.y,
        plot.lang,
        all,
        Wish { zero: Zero::IfNear, ticks: ticks_for(height - 400, each), round: true },
    );
    let last = |series: &Series| series.points.iter().rev().find_map(|point| point.y);
    let ends: Vec<f64> = series.iter().filter_map(last).filter(|value| value.is_finite()).collect();
    y.fit_ends(&ends, &values().collect::<Vec<_>>());
    y
}

/// From the first to the last x that has a value.
fn extent_x(series: &[Series], y: &Ruler, scale: Scale) -> Extent {
    let shown = series.iter().flat_map(|series| series.points.iter().chain(&series.raw));
    extent(shown.filter(|point| point.y.is_some_and(|value| y.takes(value))).map(|point| point.x), scale)
}

/// The x axis of steps runs on a little, so that the last value is seen to hold.
fn until(axis: &Axis, data: Extent, shape: Shape) -> Axis {
    let mut axis = axis.clone();
    if let (Some((lo, hi)), None, Shape::Held, false) = (data, axis.domain.1, shape, axis.scale == Scale::Log)
    {
        axis.domain.1 = Some((hi + (hi - lo) * 0.04).ceil());
    }
    axis
}

/// The series that show something, each with its last point.
fn named<'a>(series: &'a [Series], x: &Axis, y: &Ruler) -> Vec<Named<'a>> {
    let last = |series: &'a Series| {
        let points = series.points.iter().filter(|point| usable(point.x, x.scale));
        let values =
            points.filter_map(|point| point.y.filter(|value| y.takes(*value)).map(|value| (point, value)));
        let last = values.max_by(|a, b| a.0.x.total_cmp(&b.0.x))?;
        Some(Named { series, last })
    };
    series.iter().filter_map(last).collect()
}

/// Lines from the back to the front, then their dots. Gives the places that texts should leave free.
fn draw_series(sheet: &Sheet<'_>, named: &[Named<'_>], shape: Shape) -> Vec<Place> {
    let mut busy = Vec::new();
    for one in named {
        draw_raw(sheet, one.series);
    }
    let (behind, front): (Vec<_>, Vec<_>) = named.iter().partition(|one| one.series.faded);
    let ordered = || behind.iter().chain(&front);
    let mut drawn = Drawn::default();
    let traces: Vec<Trace> = ordered().map(|one| draw_line(sheet, one.series, (shape, &mut drawn))).collect();
    for (one, trace) in ordered().zip(traces) {
        draw_dots(sheet, one, (shape, &trace.moved));
        busy.extend(trace.busy);
    }
    busy
}

/// Where a line went.
#[derive(Default)]
struct Trace {
    /// Places that texts should leave free.
    busy: Vec<Place>,
    /// Vertices that made way for another line, and where they are now.
    moved: BTreeMap<Place, Place>,
}

fn draw_line(sheet: &Sheet<'_>, series: &Series, (shape, drawn): (Shape, &mut Drawn)) -> Trace {
    let axes = sheet.axes();
    let title = clean(&series.name);
    let mut trace = Trace::default();
    for (run, gap) in runs(&series.points, &axes, &sheet.plot.breaks) {
        let strokes = match shape {
            Shape::Joined => strokes(&run, &axes),
            Shape::Held => step_strokes(&run, &axes, gap.unwrap_or(sheet.x.ends.1)),
        };
        for Stroke { estimate, mut places } in strokes {
            if shape == Shape::Held {
                let beside = drawn.beside(places.clone());
                trace.moved.extend(places.into_iter().zip(beside.iter().copied()));
                places = beside;
            } else if series.points.len() > MOST_DOTTED {
                places = on_grid(places, DENSE_MESH);
            }
            if notes::among_data(sheet.plot) {
                trace.busy.extend(sampled(&places));
            }
            sheet.canvas.path(line_class(series).estimate(estimate), &title, places);
        }
    }
    trace
}

/// Places along a line, near enough to each other that a text between them would touch it.
fn sampled(places: &[Place]) -> Vec<Place> {
    let between = |pair: &[Place]| {
        let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
        let parts = ((bx - ax).abs().max((by - ay).abs()) / 80 + 1).min(90);
        (0..parts).map(move |part| (ax + (bx - ax) * part / parts, ay + (by - ay) * part / parts))
    };
    places.windows(2).flat_map(between).chain(places.last().copied()).collect()
}

fn line_class(series: &Series) -> Class {
    let slot = if series.faded { 0 } else { series.colour.number() };
    Class::slot(Kind::Line, slot).faded(series.faded)
}

/// Single values behind their mean, faint.
fn draw_raw(sheet: &Sheet<'_>, series: &Series) {
    let class =
        if series.faded { Class::of(Kind::Ghost) } else { Class::slot(Kind::Raw, series.colour.number()) };
    for (run, _) in runs(&series.raw, &sheet.axes(), &sheet.plot.breaks) {
        for stroke in strokes(&run, &sheet.axes()) {
            sheet.canvas.path(class, "", on_grid(stroke.places, RAW_MESH));
        }
    }
}

/// Dots at changes of a step, at values that stand alone and at the end; on lines of few points at each of them.
fn draw_dots(sheet: &Sheet<'_>, one: &Named<'_>, (shape, moved): (Shape, &BTreeMap<Place, Place>)) {
    let axes = sheet.axes();
    let runs = runs(&one.series.points, &axes, &sheet.plot.breaks);
    let count: usize = runs.iter().map(|(run, _)| run.len()).sum();
    let few = count <= if shape == Shape::Held { 40 } else { MOST_DOTTED } && !one.series.faded;
    for (run, _) in &runs {
        for (index, vertex) in run.iter().enumerate() {
            let alone = run.len() == 1;
            let changed = shape == Shape::Joined || index == 0 || run[index - 1].y != vertex.y;
            let last = std::ptr::eq(vertex.point, one.last.0) && shape == Shape::Joined && !one.series.faded;
            if (alone || last || (few && changed)) && axes.shows(vertex.x, vertex.y) {
                let place = axes.place(vertex.x, vertex.y);
                let place = moved.get(&place).copied().unwrap_or(place);
                let class = if one.series.faded {
                    Class::slot(Kind::Dot, 0).faded(true)
                } else {
                    Class::slot(Kind::Dot, one.series.colour.number())
                };
                let radius = 30;
                sheet.canvas.mark(
                    class.estimate(vertex.point.estimate),
                    &dot_title(sheet, one.series, vertex),
                    (place, radius),
                );
            }
        }
    }
}

fn dot_title(sheet: &Sheet<'_>, series: &Series, vertex: &Vertex<'_>) -> String {
    let comma = sheet.plot.lang.pick(", ", "，");
    let colon = sheet.plot.lang.pick(": ", "：");
    let place = vertex.point.name(|x| sheet.x.write(x));
    let value = sheet.y.write_full(vertex.y);
    if series.name.is_empty() {
        format!("{place}{colon}{value}")
    } else {
        format!("{}{comma}{place}{colon}{value}", series.name)
    }
}
