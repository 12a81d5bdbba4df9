//! Named rows over an axis that lies flat: the ground of dumbbells and ranges.

use super::class::{Class, Kind};
use super::ink::{Along, Canvas};
use super::metrics::{Tenth, clean, shorten, text_width};
use super::plot::{Drawing, Plot, Reference, Scale, Width};
use super::row_names::RowNames;
use super::ruler::{Extent, Ruler, Wish, Zero, ticks_for};
use super::sheet::{finish, type_of};
use super::svg::Anchor;

/// Height of a second line of names.
const SECOND_LINE: Tenth = 150;

/// Most rows that are drawn.
pub const MOST_ROWS: usize = 60;

/// A sheet of rows.
pub struct Rows<'a> {
    plot: &'a Plot,
    width: Width,
    /// Where shapes go.
    pub canvas: Canvas,
    /// The axis of the values.
    pub ruler: Ruler,
    /// Places of the values.
    pub along: Along,
    names: RowNames,
    top: Tenth,
    pitch: Tenth,
    count: Tenth,
}

/// What each row says at its two ends.
pub struct Row<'a> {
    /// Its name.
    pub label: &'a str,
    /// Text at the right; empty for none.
    pub delta: &'a str,
}

impl<'a> Rows<'a> {
    /// A sheet with names at the left (on narrow sheets above each row), texts at the right, and an axis for
    /// values of an extent; `side` is the room that values beside the marks need.
    pub fn new(plot: &'a Plot, width: Width, rows: &[Row<'_>], (extent, side): (Extent, Tenth)) -> Rows<'a> {
        let font = type_of(width);
        let wide = width.units() * 10;
        let widest = |text: fn(&Row<'_>) -> String| {
            rows.iter().map(|row| text_width(&text(row), font)).max().unwrap_or(0)
        };
        let names: Vec<String> = rows.iter().map(|row| clean(row.label)).collect();
        let names = RowNames::new(&names, width, (width == Width::Narrow, wide * 32 / 100));
        let left = names.left;
        let delta = widest(|row| clean(row.delta));
        let right = wide - if delta > 0 { delta + 120 } else { 0 };
        let ends = (left + side, (right - side).max(left + side + 400));
        let each = if plot.y.scale == Scale::Log { 340 } else { 900 };
        let wish = Wish { zero: Zero::Free, ticks: ticks_for(ends.1 - ends.0, each), round: true };
        let ruler = Ruler::new(&plot.y, plot.lang, extent, wish);
        let along = Along::new(ruler.ends, ends, ruler.is_log());
        let second = width == Width::Narrow && plot.references.len() > 1;
        let top = match (ruler.head.is_empty() && plot.references.is_empty(), second) {
            (true, _) => 60,
            (false, false) => 260,
            (false, true) => 260 + SECOND_LINE,
        };
        let pitch = if names.above { 500 + names.second } else { 340 };
        let count = Tenth::try_from(rows.len()).unwrap_or(0);
        let canvas = Canvas::new(wide, top + pitch * count + 300);
        Rows { plot, width, canvas, ruler, along, names, top, pitch, count }
    }

    /// Vertical grid lines, labels of the axis, names and texts of the rows.
    pub fn write_ground(&self, rows: &[Row<'_>]) {
        let (font, bottom) = (type_of(self.width), self.top + self.pitch * self.count);
        for (value, _) in &self.ruler.ticks {
            let x = self.along.at(*value);
            self.canvas.line(Class::of(Kind::Grid), (x, self.top), (x, bottom + 40));
        }
        let mut free = 0;
        let tick = Class::of(Kind::Tick);
        for (value, text) in &self.ruler.ticks {
            let (x, half) = (self.along.at(*value), text_width(text, font) / 2);
            let x = x.clamp(half, self.width.units() * 10 - half);
            if x - half >= free {
                self.canvas.text(tick, Anchor::Middle, (x, bottom + 200), text);
                free = x + half + 80;
            }
        }
        let head = shorten(&self.ruler.head, self.width.units() * 5, font);
        self.canvas.text(tick, Anchor::Start, (self.names.left, 140), &head);
        self.names.write(&self.canvas, |row| match self.names.above {
            true => self.middle(row) - 160,
            false => self.baseline(row),
        });
        for (row, number) in rows.iter().zip(0..) {
            let at = (self.width.units() * 10, self.baseline(number));
            self.canvas.text(Class::of(Kind::Strong), Anchor::End, at, row.delta);
        }
    }

    /// Height of the middle of a row's marks.
    pub fn middle(&self, number: Tenth) -> Tenth {
        self.top
            + number * self.pitch
            + if self.names.above { 320 + self.names.second } else { self.pitch / 2 }
    }

    /// Baseline of a text in the middle of a row.
    pub fn baseline(&self, number: Tenth) -> Tenth {
        self.middle(number) + type_of(self.width).size * 35 / 100
    }

    /// Reference values as vertical lines with their names above: over the line, or beside it where another is near,
    /// on narrow sheets in two lines.
    pub fn write_references(&self) {
        let font = type_of(self.width);
        let wide = self.width.units() * 10;
        let beside_head = self.names.left + text_width(&self.ruler.head, font) + 80;
        // Lines of names with how far each is taken: the upper one begins with the head of the axis.
        let two = self.top > 260;
        let mut lines =
            if two { vec![(100, 0), (100 + SECOND_LINE, beside_head)] } else { vec![(100, beside_head)] };
        let shown = self.references();
        for (number, (x, text, title)) in shown.iter().enumerate() {
            let words = shorten(text, wide / 2, font);
            let width = text_width(&words, font) * 106 / 100;
            let next = shown.get(number + 1).map_or(wide, |(next, ..)| next - 40);
            let places = [x - width / 2, x - width + 20, x - 20].map(|left| left.clamp(0, wide - width));
            let fits = |(free, next): (Tenth, Tenth)| {
                places.into_iter().find(|left| *left >= free && left + width <= next)
            };
            // Above the lower line of names no other line is in the way.
            let found = lines
                .iter()
                .enumerate()
                .find_map(|(row, (_, free))| Some((row, fits((*free, if row == 0 { next } else { wide }))?)));
            let reach =
                found.filter(|(row, _)| *row == 1 && lines[0].1 <= *x).map_or(60, |_| SECOND_LINE + 60);
            let line = vec![(*x, self.top - reach), (*x, self.top + self.pitch * self.count + 40)];
            self.canvas.path(Class::of(Kind::Reference), title, line);
            if let Some((row, left)) = found {
                let (up, free) = &mut lines[row];
                self.canvas.text(Class::of(Kind::Place), Anchor::Start, (left, self.top - *up), &words);
                *free = left + width + 60;
            }
        }
    }

    /// Places, names and hover texts of the reference values on the axis, from left to right.
    fn references(&self) -> Vec<(Tenth, String, String)> {
        let (lo, hi) = self.ruler.ends;
        let on_axis = |value: f64| self.ruler.takes(value) && value >= lo && value <= hi;
        let shown = self.plot.references.iter().filter(|reference| on_axis(reference.y));
        let written = |reference: &Reference| {
            let text = clean(&reference.text);
            (self.along.at(reference.y), text.clone(), self.with_value(text, reference.y))
        };
        let mut shown: Vec<_> = shown.map(written).collect();
        shown.sort();
        shown
    }

    /// The name of a reference value with its number, unless the name has it.
    fn with_value(&self, text: String, value: f64) -> String {
        let value = self.ruler.write_alone(value);
        let digits: String =
            value.chars().filter(|letter| letter.is_ascii_digit() || *letter == '.').collect();
        if text.contains(&digits) {
            return text;
        }
        let colon = if text.is_empty() { "" } else { self.plot.lang.pick(": ", "：") };
        format!("{text}{colon}{value}")
    }

    /// The drawing.
    pub fn finish(self) -> Drawing {
        let height = self.top + self.pitch * self.count + 300;
        finish(self.plot, self.width, height, self.canvas)
    }
}
