//! Two measures of many things: dots with names, a frontier, a named corner.

use std::collections::BTreeSet;

use super::class::{Class, Kind};
use super::ink::Place;
use super::legend::{self, Entry};
use super::mark::{Bound, Dot, Quadrant, Scatter};
use super::metrics::{Tenth, clean, shorten, text_width};
use super::notes::{self, Taken};
use super::place::{Field, Rect, Want, place};
use super::plot::{Drawing, Plot, Scale, Width};
use super::ruler::{Ruler, Wish, Zero, extent, padded, ticks_for};
use super::sheet::{Room, Sheet, bold, height_of, left_of, small_type};
use super::svg::Anchor;

/// Most dots that are drawn one by one; of more only one in each small square of paper.
const MOST_DOTS: usize = 1500;
/// More dots than these are a crowd: they are small, and only those that stand apart have names.
const CROWD: usize = 60;
/// How many names a crowd has, and how far apart their dots stand.
const NAMED_IN_CROWD: usize = 14;
const APART: Tenth = 220;

/// Draws the dots.
pub fn draw(plot: &Plot, width: Width, scatter: &Scatter) -> Drawing {
    let height = height_of(plot, width, (4700, 4200));
    let shown =
        |dot: &&Dot| super::ruler::usable(dot.x, plot.x.scale) && super::ruler::usable(dot.y, plot.y.scale);
    let dots: Vec<&Dot> = scatter.dots.iter().filter(shown).collect();
    let heights = extent(dots.iter().map(|dot| dot.y), plot.y.scale);
    let heights = heights.and_then(|(lo, hi)| extent(plot.laid_over().chain([lo, hi]), plot.y.scale));
    let ys = padded(heights, plot.y.scale);
    let xs = padded(extent(dots.iter().map(|dot| dot.x), plot.x.scale), plot.x.scale);
    let each = |scale: Scale, wide: Tenth| if scale == Scale::Log { wide * 2 / 5 } else { wide };
    let wish =
        Wish { zero: Zero::Free, ticks: ticks_for(height - 700, each(plot.y.scale, 800)), round: true };
    let y = Ruler::new(&plot.y, plot.lang, ys, wish);
    let ends = (left_of(&y, width), width.units() * 10 - 150);
    let wish = Wish { ticks: ticks_for(ends.1 - ends.0, each(plot.x.scale, 900)), round: false, ..wish };
    let x = Ruler::new(&plot.x, plot.lang, xs, wish);
    let entries: Vec<Entry> = scatter
        .groups
        .iter()
        .map(|(name, colour)| (name.clone(), Class::slot(Kind::Dot, colour.number())))
        .collect();
    let room = Room {
        legend: legend::room_above(&entries, width),
        top: notes::room_above(plot, width, &x, ends) + 40,
        right: 150,
        bottom: 0,
    };
    let sheet = Sheet::new(plot, width, height, (x, y), room);
    legend::write(&sheet.canvas, &entries, width, 0);
    let heading = scatter.quadrant.as_ref().and_then(|quadrant| draw_quadrant(&sheet, quadrant));
    sheet.grid_y(Kind::Grid);
    sheet.grid_x();
    notes::draw_below(&sheet);
    sheet.axis_x();
    if dots.is_empty() {
        sheet.no_data();
        return sheet.finish();
    }
    let inside: Vec<&Dot> = dots.into_iter().filter(|dot| sheet.axes().shows(dot.x, dot.y)).collect();
    let frontier = if scatter.frontier { frontier(&sheet, &inside) } else { Vec::new() };
    let soft = around_line(&frontier);
    let mut hard = Vec::new();
    sheet.canvas.path(Class::of(Kind::Frontier), "", frontier);
    draw_dots(&sheet, &inside);
    if let Some((rect, text)) = heading {
        let at = (rect.left, rect.bottom - 30);
        sheet.canvas.text(Class::of(Kind::Place), Anchor::Start, at, &text);
        hard.push(rect);
    }
    let taken = write_names(&sheet, &inside, (hard, soft));
    notes::draw_above(&sheet, taken);
    sheet.finish()
}

/// The tinted corner; gives the place and the text of its name.
fn draw_quadrant(sheet: &Sheet<'_>, quadrant: &Quadrant) -> Option<(Rect, String)> {
    let cut = |bound: Option<Bound>, (lo, hi): (f64, f64)| match bound {
        Some(Bound::Below(value)) => (lo, value.clamp(lo, hi)),
        Some(Bound::Above(value)) => (value.clamp(lo, hi), hi),
        None => (lo, hi),
    };
    let usable = |bound: Option<Bound>, ruler: &Ruler| {
        bound.filter(|(Bound::Below(value) | Bound::Above(value))| ruler.takes(*value))
    };
    let (x, y) = (usable(quadrant.x, &sheet.x), usable(quadrant.y, &sheet.y));
    let (across, up) = (cut(x, sheet.x.ends), cut(y, sheet.y.ends));
    let (left, right) = (sheet.across.at(across.0), sheet.across.at(across.1));
    let (bottom, top) = (sheet.up.at(up.0), sheet.up.at(up.1));
    if (x.is_none() && y.is_none()) || right - left < 10 || bottom - top < 10 {
        return None;
    }
    sheet.canvas.block(Class::of(Kind::Quadrant), "", [(left, top), (right, bottom)]);
    let font = bold(small_type(sheet.width));
    let text = shorten(&clean(&quadrant.text), (right - left - 120).max(200), font);
    let size = (text_width(&text, font), 150);
    let at_right = matches!(x, Some(Bound::Above(_)));
    let at_bottom = matches!(y, Some(Bound::Below(_)));
    let corner = (
        if at_right { right - 60 - size.0 } else { left + 60 },
        if at_bottom { bottom - 190 } else { top + 40 },
    );
    Some((Rect::sized(corner, size), text))
}

/// The dots that no other beats, from left to right: less x or more y; as a line of steps.
fn frontier(sheet: &Sheet<'_>, dots: &[&Dot]) -> Vec<Place> {
    let mut sorted = dots.to_vec();
    sorted.sort_by(|a, b| a.x.total_cmp(&b.x).then(b.y.total_cmp(&a.y)));
    let mut line: Vec<Place> = Vec::new();
    let mut best = f64::NEG_INFINITY;
    for dot in sorted {
        if dot.y > best {
            let place = sheet.axes().place(dot.x, dot.y);
            if let Some(last) = line.last().copied() {
                line.push((place.0, last.1));
            }
            line.push(place);
            best = dot.y;
        }
    }
    line
}

/// Small squares along a line, for labels to keep clear of.
fn around_line(line: &[Place]) -> Vec<Rect> {
    let squares = |pair: &[Place]| {
        let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
        let parts = ((bx - ax).abs().max((by - ay).abs()) / 100 + 1).min(90);
        (0..parts)
            .map(move |part| Rect::around((ax + (bx - ax) * part / parts, ay + (by - ay) * part / parts), 40))
            .collect::<Vec<_>>()
    };
    line.windows(2).flat_map(squares).collect()
}

fn radius(sheet: &Sheet<'_>, dots: &[&Dot]) -> Tenth {
    match (sheet.width, dots.len() > CROWD) {
        (Width::Wide, false) => 50,
        (Width::Narrow, false) => 45,
        (Width::Wide, true) => 35,
        (Width::Narrow, true) => 28,
    }
}

/// Of a crowd the dots that stand furthest from any other, of others all, in their order.
fn outstanding<'d>(sheet: &Sheet<'_>, dots: &[&'d Dot]) -> Vec<&'d Dot> {
    if dots.len() <= CROWD || dots.len() > MOST_DOTS {
        return dots.to_vec();
    }
    let places: Vec<Place> = dots.iter().map(|dot| sheet.axes().place(dot.x, dot.y)).collect();
    let distance = |a: Place, b: Place| (a.0 - b.0).abs().max((a.1 - b.1).abs());
    let apart = |at: usize| {
        let others = places.iter().enumerate().filter(|(other, _)| *other != at);
        others.map(|(_, place)| distance(places[at], *place)).min().unwrap_or(0)
    };
    let mut lone: Vec<(Tenth, &Dot)> = dots.iter().enumerate().map(|(at, dot)| (apart(at), *dot)).collect();
    lone.retain(|(apart, _)| *apart >= APART);
    lone.sort_by_key(|(apart, _)| std::cmp::Reverse(*apart));
    lone.into_iter().take(NAMED_IN_CROWD).map(|(_, dot)| dot).collect()
}

fn draw_dots(sheet: &Sheet<'_>, dots: &[&Dot]) {
    let radius = radius(sheet, dots);
    let crowd = dots.len() > MOST_DOTS;
    let mut taken = BTreeSet::new();
    let (behind, front): (Vec<&Dot>, Vec<&Dot>) = dots.iter().copied().partition(|dot| dot.faded);
    for dot in behind.into_iter().chain(front) {
        let place = sheet.axes().place(dot.x, dot.y);
        if crowd && !taken.insert((place.0 / 120, place.1 / 120, dot.colour)) {
            continue;
        }
        let class = Class::slot(Kind::Dot, dot.colour.number()).hollow(dot.estimate).faded(dot.faded);
        let title = if crowd { String::new() } else { title(sheet, dot) };
        sheet.canvas.mark(class, &title, (place, if crowd { 25 } else { radius }));
    }
}

fn title(sheet: &Sheet<'_>, dot: &Dot) -> String {
    let x = if dot.place.is_empty() { sheet.x.write_full(dot.x) } else { dot.place.clone() };
    let (colon, comma) = (sheet.plot.lang.pick(": ", "："), sheet.plot.lang.pick(", ", "，"));
    format!("{}{colon}{x}{comma}{}", dot.label, sheet.y.write_full(dot.y))
}

/// Names beside the dots, the first ones first, where there is room. Gives what stands on the sheet then.
fn write_names(sheet: &Sheet<'_>, dots: &[&Dot], (heading, soft): (Vec<Rect>, Vec<Rect>)) -> Taken {
    let font = small_type(sheet.width);
    let (most, room) = if sheet.width == Width::Wide { (40, 1900) } else { (12, 1100) };
    let radius = radius(sheet, dots);
    let named: Vec<(&Dot, String)> = outstanding(sheet, dots)
        .into_iter()
        .filter(|dot| !dot.faded && !dot.label.trim().is_empty())
        .filter(|dot| sheet.width == Width::Wide || !dot.wide_only)
        .take(most)
        .map(|dot| (dot, shorten(&clean(&dot.label), room, font)))
        .collect();
    let wants: Vec<Want> = named
        .iter()
        .map(|(dot, text)| Want {
            at: sheet.axes().place(dot.x, dot.y),
            size: (text_width(text, font) + 10, font.size * 125 / 100),
            gap: radius + 30,
        })
        .collect();
    let bounds = Rect { left: sheet.frame.left - 60, right: sheet.width.units() * 10, ..sheet.frame };
    let squares =
        dots.iter().take(MOST_DOTS).map(|dot| Rect::around(sheet.axes().place(dot.x, dot.y), radius + 5));
    let field = Field { bounds, dots: squares.chain(heading.iter().copied()).collect(), soft };
    let placed = place(&wants, &field);
    for (want, rect) in wants.iter().zip(&placed) {
        let Some(rect) = rect else { continue };
        let end = rect.nearest(want.at);
        if (end.0 - want.at.0).abs().max((end.1 - want.at.1).abs()) > want.gap * 5 / 2 {
            sheet.canvas.line(Class::of(Kind::Lead), toward(want.at, end, radius + 15), end);
        }
    }
    for ((dot, text), rect) in named.iter().zip(&placed) {
        if let Some(rect) = rect {
            let class = Class::slot(Kind::Name, dot.colour.number()).small(true);
            sheet.canvas.text(class, Anchor::Start, (rect.left + 5, rect.top + font.size * 95 / 100), text);
        }
    }
    let texts = placed.into_iter().flatten().chain(heading).collect();
    Taken { data: field.dots, texts }
}

/// The place a distance away from one place on the way to another.
fn toward(from: Place, to: Place, distance: Tenth) -> Place {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let whole = f64::from(dx).hypot(f64::from(dy)).max(1.0);
    let part = |delta: Tenth| (f64::from(delta) * f64::from(distance) / whole).round() as Tenth;
    (from.0 + part(dx), from.1 + part(dy))
}
