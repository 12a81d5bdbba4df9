//! Before and after, one row each: a hollow dot, a filled dot, and what lies between.

use super::class::{Class, Kind};
use super::mark::Pair;
use super::metrics::{Tenth, text_width};
use super::plot::{Drawing, Plot, Width};
use super::rows::{MOST_ROWS, Row, Rows};
use super::ruler::{Ruler, Wish, Zero, extent, usable};
use super::sheet::{bold, empty, type_of};
use super::svg::Anchor;

/// Draws the rows in the order given.
pub fn draw(plot: &Plot, width: Width, pairs: &[Pair]) -> Drawing {
    let pairs = &pairs[..pairs.len().min(MOST_ROWS)];
    let values: Vec<f64> = pairs.iter().flat_map(|pair| [pair.from, pair.to]).flatten().collect();
    let Some((lo, hi)) = extent(values.iter().copied(), plot.y.scale) else { return empty(plot, width) };
    let data = extent(plot.laid_over().chain([lo, hi]), plot.y.scale);
    let known: Vec<f64> = values.into_iter().filter(|value| usable(*value, plot.y.scale)).collect();
    let mut probe = Ruler::new(&plot.y, plot.lang, data, Wish { zero: Zero::Free, ticks: 5, round: true });
    probe.fit(&known);
    let font = bold(type_of(width));
    let expected = pairs.iter().any(|pair| pair.expected.contains(&true));
    let written = known.iter().map(|value| text_width(&probe.write_end(*value, expected), font));
    let side = written.max().unwrap_or(0) + 110;
    let rows: Vec<Row<'_>> =
        pairs.iter().map(|pair| Row { label: &pair.label, delta: &pair.delta }).collect();
    let mut sheet = Rows::new(plot, width, &rows, (data, side.min(900)));
    sheet.ruler.fit(&known);
    sheet.write_ground(&rows);
    for (pair, number) in pairs.iter().zip(0..) {
        draw_pair(&sheet, pair, number);
    }
    for (pair, number) in pairs.iter().zip(0..) {
        write_values(&sheet, pair, number);
    }
    sheet.write_references();
    sheet.finish()
}

fn ends(sheet: &Rows<'_>, pair: &Pair) -> [Option<f64>; 2] {
    let (lo, hi) = sheet.ruler.ends;
    [pair.from, pair.to]
        .map(|value| value.filter(|value| sheet.ruler.takes(*value) && *value >= lo && *value <= hi))
}

fn draw_pair(sheet: &Rows<'_>, pair: &Pair, number: Tenth) {
    let slot = if pair.faded { 0 } else { pair.colour.number() };
    let y = sheet.middle(number);
    let [from, to] = ends(sheet, pair);
    let written = |value: Option<f64>, end: usize| {
        value.map_or_else(|| "–".to_owned(), |value| sheet.ruler.write_full_end(value, pair.expected[end]))
    };
    let title = if pair.title.is_empty() {
        format!("{}: {} → {}", pair.label, written(from, 0), written(to, 1))
    } else {
        pair.title.clone()
    };
    if let (Some(from), Some(to)) = (from, to) {
        let track = vec![(sheet.along.at(from), y), (sheet.along.at(to), y)];
        sheet.canvas.path(Class::slot(Kind::Track, slot), &title, track);
    }
    let dot = Class::slot(Kind::Dot, slot);
    for (value, class, radius) in [(from, dot.hollow(true), 50), (to, dot, 55)] {
        if let Some(value) = value {
            sheet.canvas.dot(class, &title, ((sheet.along.at(value), y), radius));
        }
    }
}

/// The values at the outer sides of the dots, the later one in colour.
fn write_values(sheet: &Rows<'_>, pair: &Pair, number: Tenth) {
    let slot = if pair.faded { 0 } else { pair.colour.number() };
    let [from, to] = ends(sheet, pair);
    let rises = from.zip(to).is_none_or(|(from, to)| to >= from);
    let write = |value: Option<f64>, expected: bool, class: Class, outside_right: bool| {
        let Some(value) = value else { return };
        let (anchor, gap) = if outside_right { (Anchor::Start, 90) } else { (Anchor::End, -90) };
        let at = (sheet.along.at(value) + gap, sheet.baseline(number));
        sheet.canvas.text(class, anchor, at, &sheet.ruler.write_end(value, expected));
    };
    write(to, pair.expected[1], Class::slot(Kind::Name, slot), rises);
    write(from, pair.expected[0], Class::of(Kind::Tick), !rises);
}
