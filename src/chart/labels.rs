//! Names and last values in a column at the right, each near the end of what it names.

use super::class::{Class, Kind};
use super::ink::{Along, Canvas};
use super::mark::Series;
use super::metrics::{Tenth, balanced, clean, shorten, text_width, wrap};
use super::plot::Width;
use super::sheet::{Sheet, bold, type_of};
use super::spread::{Wanted, spread};
use super::svg::Anchor;

/// Distance from the end of the data to the labels.
pub const GAP: Tenth = 120;
/// A label that stands further than this from its data has a fine line to them.
pub const MOVED: Tenth = 45;
/// The same for a label of a line that ends further than this before the others.
const EARLY: Tenth = 150;

/// A label at the right of the data.
#[derive(Clone, Debug)]
pub struct EndLabel {
    /// How it is painted.
    pub class: Class,
    /// The name in a line or two; an empty last one holds the value.
    pub lines: Vec<String>,
    /// The value after the last line; empty for none.
    pub value: String,
    /// The value at whose height it would stand best.
    pub at: f64,
    /// Where its line ends, if that may be before the others: a fine line leads from there to the label.
    pub until: Option<Tenth>,
    /// Labels of little weight are left out when there is no room.
    pub weight: f64,
}

/// Where a column of labels stands.
pub struct Column<'a> {
    /// Where the data end.
    pub from: Tenth,
    /// Where the labels begin.
    pub left: Tenth,
    /// Highest and lowest place.
    pub limits: (Tenth, Tenth),
    /// The axis of the values.
    pub up: &'a Along,
}

impl EndLabel {
    /// A label in the room that a width has for them.
    pub fn new(class: Class, (name, value): (&str, String), at: f64, width: Width) -> EndLabel {
        let most = if width == Width::Wide { 2100 } else { 1150 };
        EndLabel::within(most, class, (name, value), (at, width))
    }

    /// A label in a room of its own.
    pub fn within(
        room: Tenth,
        class: Class,
        (name, value): (&str, String),
        (at, width): (f64, Width),
    ) -> EndLabel {
        let lines = lines_of(&clean(name), &value, room, width);
        EndLabel { class, lines, value, at, until: None, weight: at.abs() }
    }

    /// The label of a series with its last value, in the colour of the series.
    pub fn of(series: &Series, value: String, at: f64, width: Width) -> EndLabel {
        let name =
            if width == Width::Narrow && !series.short.is_empty() { &series.short } else { &series.name };
        let class = Class::slot(Kind::Name, series.colour.number()).faded(series.faded);
        let label = EndLabel::new(class, (name, value), at, width);
        let weight = if series.faded { at.abs() / 1e120 } else { at.abs() };
        EndLabel { weight, ..label }
    }

    /// The same in a single line, where there is no height for two.
    fn flat(mut self, width: Width) -> EndLabel {
        if self.lines.len() > 1 {
            let font = bold(type_of(width));
            let widest = self.lines.iter().map(|line| text_width(line, font)).max().unwrap_or(0);
            let room = widest - text_width(&self.value, font) - 40;
            self.lines = vec![shorten(self.lines.join(" ").trim(), room.max(400), font)];
        }
        self
    }

    fn height(&self, width: Width) -> Tenth {
        Tenth::try_from(self.lines.len()).unwrap_or(1) * pitch(width)
    }

    /// The same with air around a label of two lines, so that it is told from the next.
    fn airy_height(&self, width: Width) -> Tenth {
        self.height(width) + if self.lines.len() > 1 { type_of(width).size * 3 / 10 } else { 0 }
    }
}

/// The name in one line with its value, or else in two with the value after the second or below it.
fn lines_of(name: &str, value: &str, room: Tenth, width: Width) -> Vec<String> {
    let font = bold(type_of(width));
    let value = if value.is_empty() { 0 } else { text_width(value, font) + 40 };
    let fits = |text: &str| text_width(text, font) + value <= room;
    if fits(name) {
        return vec![name.to_owned()];
    }
    for room in [room - value, room] {
        let lines = balanced(name, room.max(300), font, 2);
        let whole =
            lines.iter().map(|line| line.trim_end_matches('…').len()).sum::<usize>() + 2 >= name.len();
        if lines.len() == 2 && whole && fits(&lines[1]) {
            return lines;
        }
    }
    let mut lines = wrap(name, room, font, 2);
    if lines.last().is_none_or(|last| !fits(last)) {
        lines.push(String::new());
    }
    lines
}

fn pitch(width: Width) -> Tenth {
    type_of(width).size * 12 / 10
}

/// The labels as they fit into a height: in single lines if there are too many for two.
pub fn fitted(labels: Vec<EndLabel>, height: Tenth, width: Width) -> Vec<EndLabel> {
    let needed: Tenth = labels.iter().map(|label| label.height(width)).sum();
    if needed <= height { labels } else { labels.into_iter().map(|label| label.flat(width)).collect() }
}

/// Room that labels take at the right of the data.
pub fn room(labels: &[EndLabel], width: Width) -> Tenth {
    labels.iter().map(|label| widest(label, width) + GAP + 60).max().unwrap_or(120)
}

fn widest(label: &EndLabel, width: Width) -> Tenth {
    let font = type_of(width);
    let value = if label.value.is_empty() { 0 } else { text_width(&label.value, font) + 40 };
    let last = label.lines.len().saturating_sub(1);
    let line =
        |(at, line): (usize, &String)| text_width(line, bold(font)) + if at == last { value } else { 0 };
    label.lines.iter().enumerate().map(line).max().unwrap_or(0)
}

/// Writes labels beside the data of a sheet.
pub fn write(sheet: &Sheet<'_>, labels: &[EndLabel]) {
    let (top, bottom, size) = (sheet.frame.top, sheet.frame.bottom, type_of(sheet.width).size);
    let column = Column {
        from: sheet.frame.right,
        left: sheet.frame.right + GAP,
        limits: (top - size, bottom + size * 6 / 10),
        up: &sheet.up,
    };
    write_column(&sheet.canvas, sheet.width, labels, &column);
}

/// Writes labels so that none covers another, with a fine line to its data where one had to move.
pub fn write_column(canvas: &Canvas, width: Width, labels: &[EndLabel], column: &Column<'_>) {
    let (top, bottom) = column.limits;
    let airy = labels.iter().map(|label| label.airy_height(width)).sum::<Tenth>() <= bottom - top;
    let wanted: Vec<Wanted> = labels
        .iter()
        .map(|label| Wanted {
            centre: column.up.at(label.at).clamp(top, bottom),
            height: if airy { label.airy_height(width) } else { label.height(width) },
            weight: label.weight,
        })
        .collect();
    let centres = spread(&wanted, column.limits);
    let placed = || {
        let both = labels.iter().zip(&wanted).zip(&centres);
        both.filter_map(|((label, want), centre)| Some((label, want.centre, (*centre)?)))
    };
    for (label, wish, centre) in placed() {
        let early = label.until.filter(|x| x + EARLY < column.from).map(|x| x + 50);
        if early.is_some() || (wish - centre).abs() > MOVED {
            let start = early.unwrap_or(column.from + (column.left - column.from) / 3);
            canvas.path(Class::of(Kind::Lead), "", vec![(start, wish), (column.left - 20, centre)]);
        }
    }
    for (label, _, centre) in placed() {
        let first = centre - (label.height(width) - pitch(width)) / 2 + type_of(width).size * 35 / 100;
        let last = label.lines.len().saturating_sub(1);
        for (line, number) in label.lines.iter().zip(0..) {
            let at = (column.left, first + number * pitch(width));
            let value = if usize::try_from(number) == Ok(last) { label.value.as_str() } else { "" };
            canvas.label(label.class, Anchor::Start, at, (line, value));
        }
    }
}
