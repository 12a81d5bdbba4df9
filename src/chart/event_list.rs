//! Dated events as a list by lane, for narrow sheets that have no room for all names along an axis.

use super::class::{Class, Kind};
use super::ink::Canvas;
use super::mark::{Event, Lane};
use super::metrics::{Tenth, clean, text_width, wrap};
use super::plot::{Drawing, Plot, Scale, Width};
use super::ruler::usable;
use super::sheet::{bold, finish, type_of};
use super::svg::Anchor;
use super::tick_text::full_date;
use crate::format::group_digits;

const WIDTH: Width = Width::Narrow;
/// Most events that are written.
const MOST: usize = 60;
/// Height that no list reaches.
const TALLEST: Tenth = 60_000;
/// Distance between rows, and between the lines of one.
const ROW: Tenth = 215;
const LINE: Tenth = 150;

/// Writes the lanes one below the other, each with its events in order of time.
pub fn draw(plot: &Plot, lanes: &[Lane]) -> Drawing {
    let canvas = Canvas::new(WIDTH.units() * 10, TALLEST);
    let height = write(&canvas, plot, (lanes, dates_end(plot, lanes)));
    finish(plot, WIDTH, height, canvas)
}

fn events(lane: &Lane) -> Vec<&Event> {
    let mut events: Vec<&Event> = lane.events.iter().filter(|event| usable(event.day, Scale::Time)).collect();
    events.sort_by(|a, b| a.day.total_cmp(&b.day));
    events
}

/// Right edge of the column of dates.
fn dates_end(plot: &Plot, lanes: &[Lane]) -> Tenth {
    let dates =
        lanes.iter().flat_map(|lane| lane.events.iter()).filter(|event| usable(event.day, Scale::Time));
    dates.map(|event| text_width(&full_date(event.day, plot.lang), type_of(WIDTH))).max().unwrap_or(0)
}

/// Writes everything and gives the height it takes.
fn write(canvas: &Canvas, plot: &Plot, (lanes, left): (&[Lane], Tenth)) -> Tenth {
    let font = type_of(WIDTH);
    let (wide, mut y, mut shown) = (WIDTH.units() * 10, 140, 0);
    let all: usize = lanes.iter().map(|lane| events(lane).len()).sum();
    for lane in lanes {
        let events = events(lane);
        if events.is_empty() || shown == MOST {
            continue;
        }
        let class = Class::slot(Kind::Name, lane.colour.number());
        for line in wrap(&clean(&lane.name), wide, bold(font), 2) {
            canvas.text(class, Anchor::Start, (0, y), &line);
            y += LINE;
        }
        y += ROW - LINE;
        for event in events.into_iter().take(MOST - shown) {
            shown += 1;
            canvas.text(Class::of(Kind::Tick), Anchor::End, (left, y), &full_date(event.day, plot.lang));
            let class = Class::slot(Kind::Dot, lane.colour.number()).hollow(event.planned);
            canvas.dot(class, &event.title, ((left + 120, y - 45), 35));
            for (line, number) in wrap(&clean(&event.label), wide - left - 210, font, 2).iter().zip(0..) {
                y += if number > 0 { LINE } else { 0 };
                canvas.text(Class::of(Kind::Plain), Anchor::Start, (left + 200, y), line);
            }
            y += ROW;
        }
        y += 60;
    }
    if shown < all {
        let count = group_digits(&(all - shown).to_string());
        let text = plot.lang.pick(format!("and {count} more"), format!("另有 {count} 项"));
        canvas.text(Class::of(Kind::Tick), Anchor::Start, (0, y), &text);
        y += ROW;
    }
    y - ROW + 20
}
