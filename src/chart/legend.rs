//! The key to colours above a figure whose marks have no room for names.

use super::class::{Class, Kind};
use super::ink::Canvas;
use super::metrics::{Tenth, clean, shorten, text_width};
use super::plot::Width;
use super::sheet::type_of;
use super::svg::Anchor;

/// Height of a row of the legend.
const ROW: Tenth = 220;
/// Side of a swatch.
const SWATCH: Tenth = 110;

/// What a legend says: a name and how its swatch is painted.
pub type Entry = (String, Class);

/// Room that a legend takes above the data.
pub fn room_above(entries: &[Entry], width: Width) -> Tenth {
    let rows = places(entries, width).last().map_or(0, |(_, row, _)| row + 1);
    rows * ROW + if rows > 0 { 30 } else { 0 }
}

/// Writes the legend in rows from a height on.
pub fn write(canvas: &Canvas, entries: &[Entry], width: Width, top: Tenth) {
    let places = places(entries, width);
    for ((left, row, _), (_, class)) in places.iter().zip(entries) {
        let y = top + row * ROW + 25;
        if class.is_dot() {
            canvas.mark(*class, "", ((left + SWATCH / 2, y + SWATCH / 2), SWATCH / 2));
        } else {
            canvas.block(*class, "", [(*left, y), (left + SWATCH, y + SWATCH)]);
        }
    }
    for (left, row, text) in &places {
        canvas.text(Class::of(Kind::Plain), Anchor::Start, (left + SWATCH + 50, top + row * ROW + 125), text);
    }
}

/// Left edge, row and text of each entry.
fn places(entries: &[Entry], width: Width) -> Vec<(Tenth, Tenth, String)> {
    let font = type_of(width);
    let wide = width.units() * 10;
    let (mut left, mut row) = (0, 0);
    let mut places = Vec::with_capacity(entries.len());
    for (name, _) in entries {
        let text = shorten(&clean(name), wide - 300, font);
        let needed = SWATCH + 50 + text_width(&text, font);
        if left > 0 && left + needed > wide {
            (left, row) = (0, row + 1);
        }
        places.push((left, row, text));
        left += needed + 180;
    }
    places
}
