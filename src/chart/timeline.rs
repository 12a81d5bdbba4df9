//! Dated events in lanes, each named above or below its dot.

use super::class::{Class, Kind};
use super::event_list;
use super::ink::{Along, Canvas};
use super::mark::{Event, Lane};
use super::metrics::{Tenth, clean, shorten, text_width};
use super::plot::{Drawing, Plot, Scale, Width};
use super::ruler::{Ruler, Wish, Zero, extent, padded, ticks_for, usable};
use super::sheet::{bold, empty, finish, small_type, tick_room, type_of};
use super::svg::Anchor;
use super::tick_text::full_date;

/// Most lanes that are drawn.
const MOST_LANES: usize = 24;

/// Where the lanes stand.
struct Layout {
    width: Width,
    left: Tenth,
    pitch: Tenth,
    along: Along,
}

/// Draws the lanes from the top down.
pub fn draw(plot: &Plot, width: Width, lanes: &[Lane]) -> Drawing {
    let lanes = &lanes[..lanes.len().min(MOST_LANES)];
    let days = lanes.iter().flat_map(|lane| lane.events.iter().map(|event| event.day));
    let data = padded(extent(days, Scale::Time), Scale::Time);
    if data.is_none() {
        return empty(plot, width);
    }
    let wide = width.units() * 10;
    let font = bold(type_of(width));
    let widest = lanes.iter().map(|lane| text_width(&clean(&lane.name), font)).max().unwrap_or(0);
    let left = if width == Width::Wide { widest.min(1600) + 120 } else { 40 };
    let ends = (left, wide - 60);
    let axis = super::plot::Axis { scale: Scale::Time, ..plot.x.clone() };
    let wish = Wish { zero: Zero::Free, ticks: ticks_for(ends.1 - ends.0, tick_room(width)), round: false };
    let ruler = Ruler::new(&axis, plot.lang, data, wish);
    let pitch = if width == Width::Wide { 520 } else { 780 };
    let layout = Layout { width, left, pitch, along: Along::new(ruler.ends, ends, false) };
    if width == Width::Narrow && lanes.iter().any(|lane| !all_named(&layout, &shown(lane, &ruler))) {
        return event_list::draw(plot, lanes);
    }
    let bottom = 20 + pitch * Tenth::try_from(lanes.len()).unwrap_or(0);
    let canvas = Canvas::new(wide, bottom + 280);
    write_axis(&canvas, &layout, &ruler, bottom);
    for (lane, number) in lanes.iter().zip(0..) {
        let events = shown(lane, &ruler);
        draw_lane(&canvas, &layout, (lane, number), &events);
        draw_events(&canvas, &layout, (lane, number), (&events, plot));
    }
    for (lane, number) in lanes.iter().zip(0..) {
        write_events(&canvas, &layout, number, &shown(lane, &ruler));
    }
    finish(plot, width, bottom + 280, canvas)
}

fn shown<'a>(lane: &'a Lane, ruler: &Ruler) -> Vec<&'a Event> {
    let (lo, hi) = ruler.ends;
    let mut events: Vec<&Event> = lane
        .events
        .iter()
        .filter(|event| usable(event.day, Scale::Time) && event.day >= lo && event.day <= hi)
        .collect();
    events.sort_by(|a, b| a.day.total_cmp(&b.day));
    events
}

impl Layout {
    /// Height of the line of a lane.
    fn line(&self, number: Tenth) -> Tenth {
        20 + number * self.pitch + if self.width == Width::Wide { self.pitch / 2 } else { 500 }
    }
}

fn write_axis(canvas: &Canvas, layout: &Layout, ruler: &Ruler, bottom: Tenth) {
    let font = type_of(layout.width);
    let wide = layout.width.units() * 10;
    let mut free = 0;
    for (day, text) in &ruler.ticks {
        let (x, half) = (layout.along.at(*day), text_width(text, font) / 2);
        let middle = x.clamp(half, wide - half);
        if middle - half >= free {
            canvas.line(Class::of(Kind::Grid), (x, 20), (x, bottom + 40));
            canvas.text(Class::of(Kind::Tick), Anchor::Middle, (middle, bottom + 200), text);
            free = middle + half + 80;
        }
    }
}

fn draw_lane(canvas: &Canvas, layout: &Layout, (lane, number): (&Lane, Tenth), events: &[&Event]) {
    let font = bold(type_of(layout.width));
    let y = layout.line(number);
    let right = layout.width.units() * 10 - 60;
    if !events.is_empty() || layout.width == Width::Wide {
        canvas.line(Class::of(Kind::Grid), (layout.left, y), (right, y));
    }
    let class = Class::slot(Kind::Name, lane.colour.number());
    let name = clean(&lane.name);
    match layout.width {
        Width::Wide => {
            let at = (layout.left - 110, y + font.size * 35 / 100);
            canvas.text(class, Anchor::End, at, &shorten(&name, layout.left - 120, font));
        }
        Width::Narrow => {
            let at = (0, 20 + number * layout.pitch + 140);
            canvas.text(class, Anchor::Start, at, &shorten(&name, right, font));
        }
    }
}

fn draw_events(
    canvas: &Canvas,
    layout: &Layout,
    (lane, number): (&Lane, Tenth),
    (events, plot): (&[&Event], &Plot),
) {
    for event in events {
        let class = Class::slot(Kind::Dot, lane.colour.number()).hollow(event.planned);
        let title = match event.title.is_empty() {
            true => format!("{} {}, {}", lane.name, event.label, full_date(event.day, plot.lang)),
            false => event.title.clone(),
        };
        canvas.dot(class, &title, ((layout.along.at(event.day), layout.line(number)), 45));
    }
}

/// A name with its left edge, and whether it stands below its dot.
type Named = (String, Tenth, bool);

/// Names above the dots, below where there is no room above; `None` without room at either side.
fn names(layout: &Layout, events: &[&Event]) -> Vec<Option<Named>> {
    let font = small_type(layout.width);
    let wide = layout.width.units() * 10;
    let first = if layout.width == Width::Wide { layout.left - 70 } else { 0 };
    let mut free = [first, first];
    let name = |event: &&Event| {
        let text = shorten(&clean(&event.label), 1500, font);
        let (x, width) = (layout.along.at(event.day), text_width(&text, font));
        let left = (x - width / 2).min(wide - width).max(first);
        let side = free.iter().position(|end| left >= *end)?;
        free[side] = left + width + 60;
        Some((text, left, side == 1))
    };
    events.iter().map(name).collect()
}

/// Whether every event of a lane has room for its whole name.
fn all_named(layout: &Layout, events: &[&Event]) -> bool {
    names(layout, events).iter().zip(events).all(|(name, event)| {
        name.as_ref().is_some_and(|(text, ..)| !text.ends_with('…') || event.label.ends_with('…'))
    })
}

/// Without room at either side the name stays in the hover text.
fn write_events(canvas: &Canvas, layout: &Layout, number: Tenth, events: &[&Event]) {
    for (text, left, below) in names(layout, events).into_iter().flatten() {
        let y = layout.line(number) + if below { 170 } else { -80 };
        canvas.text(Class::of(Kind::Plain).small(true), Anchor::Start, (left, y), &text);
    }
}
