//! Names and last values in a column at the right, each near the end of what it names.

use super::class::{Class, Kind};
use super::mark::Series;
use super::metrics::{Tenth, clean, shorten, text_width};
use super::plot::Width;
use super::sheet::{Sheet, bold, type_of};
use super::spread::{Wanted, spread};
use super::svg::Anchor;

/// Distance from the end of the data to the labels.
const GAP: Tenth = 120;

/// A label at the right of the data.
#[derive(Clone, Debug)]
pub struct EndLabel {
    /// How it is painted.
    pub class: Class,
    /// The name, short enough for the column.
    pub name: String,
    /// The value after it; empty for none.
    pub value: String,
    /// The value at whose height it would stand best.
    pub at: f64,
    /// Labels of little weight are left out when there is no room.
    pub weight: f64,
}

impl EndLabel {
    /// The label of a series with its last value, in the colour of the series. The value makes way for a name
    /// that fits only without it.
    pub fn of(series: &Series, value: String, at: f64, width: Width) -> EndLabel {
        let name =
            if width == Width::Narrow && !series.short.is_empty() { &series.short } else { &series.name };
        let font = type_of(width);
        let most = if width == Width::Wide { 2100 } else { 1250 };
        let name = clean(name);
        let fits = |room: Tenth| text_width(&name, bold(font)) <= room;
        let room = (most - text_width(&value, font) - 40).max(400);
        let (room, value) = if !fits(room) && fits(most) { (most, String::new()) } else { (room, value) };
        EndLabel {
            class: Class::slot(Kind::Name, series.colour.number()).faded(series.faded),
            name: shorten(&name, room, bold(font)),
            value,
            at,
            weight: if series.faded { at.abs() / 1e120 } else { at.abs() },
        }
    }
}

/// Room that labels take at the right of the data.
pub fn room(labels: &[EndLabel], width: Width) -> Tenth {
    let font = type_of(width);
    let measure = |label: &EndLabel| {
        let value =
            if label.value.is_empty() { 0 } else { text_width(" ", font) + text_width(&label.value, font) };
        text_width(&label.name, bold(font)) + value + GAP + 60
    };
    labels.iter().map(measure).max().unwrap_or(120)
}

/// Writes labels so that none covers another, with a fine line to its data where one had to move.
pub fn write(sheet: &Sheet<'_>, labels: &[EndLabel]) {
    let font = type_of(sheet.width);
    let (top, bottom) = (sheet.frame.top, sheet.frame.bottom);
    let wanted: Vec<Wanted> = labels
        .iter()
        .map(|label| Wanted {
            centre: sheet.up.at(label.at).clamp(top, bottom),
            height: font.size * 12 / 10,
            weight: label.weight,
        })
        .collect();
    let centres = spread(&wanted, (top - font.size, bottom + font.size * 6 / 10));
    let left = sheet.frame.right + GAP;
    let placed = || {
        labels
            .iter()
            .zip(&wanted)
            .zip(&centres)
            .filter_map(|((label, want), centre)| Some((label, want.centre, (*centre)?)))
    };
    for (_, wish, centre) in placed() {
        if (wish - centre).abs() > 45 {
            let bend = sheet.frame.right + GAP / 3;
            sheet.canvas.path(Class::of(Kind::Lead), "", vec![(bend, wish), (left - 20, centre)]);
        }
    }
    for (label, _, centre) in placed() {
        let at = (left, centre + font.size * 35 / 100);
        sheet.canvas.label(label.class, Anchor::Start, at, (&label.name, &label.value));
    }
}
