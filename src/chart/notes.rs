//! What is written over the data: annotations, tinted stretches, reference lines.

use super::class::{Class, Kind};
use super::ink::{Along, Place};
use super::metrics::{Tenth, clean, shorten, text_width, wrap};
use super::place::Rect;
use super::plot::{Annotation, Plot, Width};
use super::ruler::Ruler;
use super::sheet::{Sheet, bold, small_type};
use super::svg::Anchor;
use crate::format::Lang;

/// Height of a line of annotation.
const LINE: Tenth = 150;
/// Most lines of annotations above the data.
const MOST_ROWS: usize = 6;

/// An annotation of a stretch or a day, with its lines of text and the first row they stand in.
struct Placed {
    from: Tenth,
    to: Option<Tenth>,
    lines: Vec<String>,
    row: usize,
    left: Tenth,
    widest: Tenth,
}

/// Room that annotations take above the data, where the data stand between two places. Every text stands in
/// rows of its own, so that none lies on the data or on another.
pub fn room_above(plot: &Plot, width: Width, x: &Ruler, ends: (Tenth, Tenth)) -> Tenth {
    let placed = placed(plot, width, &Along::new(x.ends, ends, x.is_log()), x);
    let rows = placed.iter().map(|note| note.row + note.lines.len()).max().unwrap_or(0);
    Tenth::try_from(rows).unwrap_or(0) * LINE + if rows > 0 { 40 } else { 0 }
}

/// Tinted stretches and the lines of annotated days, beneath the data.
pub fn draw_below(sheet: &Sheet<'_>) {
    for note in placed(sheet.plot, sheet.width, &sheet.across, &sheet.x) {
        let top = sheet.strip + Tenth::try_from(note.row).unwrap_or(0) * LINE + 20;
        match note.to {
            Some(to) => {
                let corners = [(note.from, sheet.frame.top), (to, sheet.frame.bottom)];
                sheet.canvas.block(Class::of(Kind::Band), "", corners);
            }
            None => {
                sheet.canvas.line(Class::of(Kind::Rule), (note.from, top), (note.from, sheet.frame.bottom))
            }
        }
    }
    for reference in &sheet.plot.references {
        if sheet.y.takes(reference.y) && reference.y >= sheet.y.ends.0 && reference.y <= sheet.y.ends.1 {
            let y = sheet.up.at(reference.y);
            sheet.canvas.line(Class::of(Kind::Reference), (sheet.frame.left, y), (sheet.frame.right, y));
        }
    }
}

/// Whether any text of a figure looks for a place among its data.
pub fn among_data(plot: &Plot) -> bool {
    let point = |annotation: &Annotation| matches!(annotation, Annotation::Point { y: Some(_), .. });
    !plot.references.is_empty() || plot.annotations.iter().any(point)
}

/// What annotations find on the sheet when their turn comes.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// Data that texts rather leave uncovered.
    pub data: Vec<Rect>,
    /// Texts that no other text may touch.
    pub texts: Vec<Rect>,
}

impl Taken {
    /// The first of the places that covers least, if there is one that touches no text. The search ends at a
    /// place that covers nothing.
    fn best(&self, options: impl Iterator<Item = Rect>) -> Option<Rect> {
        let mut best = None;
        let mut least = i64::MAX;
        for rect in options.filter(|rect| self.texts.iter().all(|text| text.overlap(rect) == 0)) {
            let covered = self.covered(&rect, least);
            if covered < least {
                (best, least) = (Some(rect), covered);
            }
            if least == 0 {
                break;
            }
        }
        best
    }

    /// How much of the data a place covers; it is counted up to `enough`.
    fn covered(&self, rect: &Rect, enough: i64) -> i64 {
        let mut sum = 0;
        for other in &self.data {
            sum += other.overlap(rect);
            if sum >= enough {
                break;
            }
        }
        sum
    }
}

/// The texts of annotations and reference lines, over the data.
pub fn draw_above(sheet: &Sheet<'_>, mut taken: Taken) {
    let class = Class::of(Kind::Note);
    for note in placed(sheet.plot, sheet.width, &sheet.across, &sheet.x) {
        for (index, line) in note.lines.iter().enumerate() {
            let row = Tenth::try_from(note.row + index).unwrap_or(0);
            sheet.canvas.text(class, Anchor::Start, (note.left, sheet.strip + row * LINE + 125), line);
        }
    }
    write_references(sheet, &mut taken);
    write_points(sheet, &mut taken);
}

/// Annotations without a height, each in the first rows where neither its text nor its line meets another.
fn placed(plot: &Plot, width: Width, across: &Along, x: &Ruler) -> Vec<Placed> {
    let mut notes: Vec<Placed> = Vec::new();
    let within = |value: f64| x.takes(value) && value >= x.ends.0 && value <= x.ends.1;
    let remarks = plot.annotations.iter().filter_map(|annotation| match annotation {
        Annotation::Point { x, y: None, text } if within(*x) => Some((across.at(*x), None, text.clone())),
        Annotation::Band { from, to, text } if overlaps(x, (*from, *to)) => {
            Some((across.at(from.max(x.ends.0)), Some(across.at(to.min(x.ends.1))), text.clone()))
        }
        _ => None,
    });
    let breaks = plot.breaks.iter().zip(1..).filter(|(at, _)| within(**at));
    let breaks = breaks.map(|(at, number)| (across.at(*at), None, break_text(plot.lang, number)));
    for (from, to, text) in remarks.chain(breaks) {
        let font = small_type(width);
        let lines = wrap(&clean(&text), if width == Width::Wide { 2000 } else { 1400 }, font, 2);
        let widest = lines.iter().map(|line| text_width(line, font)).max().unwrap_or(0);
        let gap = if to.is_some() { 0 } else { 40 };
        let last = (width.units() * 10 - widest).max(0);
        let sides = [(from + gap).min(last), (from - gap - widest).clamp(0, last)];
        let rows = 0..=MOST_ROWS - lines.len().min(MOST_ROWS);
        let free = rows
            .flat_map(|row| sides.map(|left| Placed { from, to, lines: lines.clone(), row, left, widest }));
        notes.extend(
            free.into_iter().find(|note| !notes.iter().any(|other| note.meets(other) || other.meets(note))),
        );
    }
    notes
}

/// What stands at a declared break; its number is that of the footnote.
fn break_text(lang: Lang, number: usize) -> String {
    let raised = ["¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"].get(number - 1).copied().unwrap_or("⁺");
    format!("{}{raised}", lang.pick("break", "口径变更"))
}

fn overlaps(x: &Ruler, (from, to): (f64, f64)) -> bool {
    x.takes(from) && x.takes(to) && from < to && from <= x.ends.1 && to >= x.ends.0
}

impl Placed {
    /// Whether the text of this note touches the text or the line of another.
    fn meets(&self, other: &Placed) -> bool {
        let (rows, others) =
            (self.row..self.row + self.lines.len(), other.row..other.row + other.lines.len());
        let beside =
            self.left >= other.left + other.widest + 80 || other.left >= self.left + self.widest + 80;
        let texts = rows.start < others.end && others.start < rows.end && !beside;
        let line = other.to.is_none()
            && rows.end > other.row
            && self.left - 30 < other.from
            && self.left + self.widest + 30 > other.from;
        texts || line
    }
}

/// Annotations of a value: a ring, and the text in the nearest free place, joined to it where that is not near.
fn write_points(sheet: &Sheet<'_>, taken: &mut Taken) {
    let font = small_type(sheet.width);
    let room =
        (sheet.frame.right - sheet.frame.left - 60).min(if sheet.width == Width::Wide { 1700 } else { 1100 });
    for annotation in &sheet.plot.annotations {
        let Annotation::Point { x, y: Some(y), text } = annotation else { continue };
        if !sheet.axes().shows(*x, *y) {
            continue;
        }
        let at = sheet.axes().place(*x, *y);
        let lines = wrap(&clean(text), room, font, 3);
        let widest = lines.iter().map(|line| text_width(line, font)).max().unwrap_or(0);
        let size = (widest, Tenth::try_from(lines.len()).unwrap_or(1) * LINE);
        sheet.canvas.dot(Class::of(Kind::Dot).hollow(true), text, (at, 40));
        let Some(rect) = taken.best(near(at, size, sheet.frame)) else { continue };
        let end = (at.0.clamp(rect.left, rect.right), if rect.top > at.1 { rect.top } else { rect.bottom });
        if (end.1 - at.1).abs() > 150 {
            sheet.canvas.line(Class::of(Kind::Lead), at, end);
        }
        taken.texts.push(rect);
        taken.data.push(Rect::around(at, 50));
        for (index, line) in lines.iter().enumerate() {
            let baseline = rect.top + Tenth::try_from(index).unwrap_or(0) * LINE + 115;
            sheet.canvas.text(Class::of(Kind::Note), Anchor::Start, (rect.left, baseline), line);
        }
    }
}

/// Places for a text above and below a point, nearer ones first.
fn near((x, y): Place, (width, height): (Tenth, Tenth), frame: Rect) -> impl Iterator<Item = Rect> {
    let lefts = [x - width / 2, x - 60, x - width + 60]
        .map(|left| left.min(frame.right - width).max(frame.left + 20));
    let distances = (0..40).map(|step| 80 + step * 50);
    let tops = distances.flat_map(move |distance| [y - distance - height, y + distance]);
    let options = tops.flat_map(move |top| lefts.map(|left| Rect::sized((left, top), (width, height))));
    options.filter(move |rect| rect.top >= frame.top && rect.bottom <= frame.bottom - 20)
}

/// Names of reference lines where least is in the way, at the right end if it can be.
fn write_references(sheet: &Sheet<'_>, taken: &mut Taken) {
    let font = bold(small_type(sheet.width));
    for reference in &sheet.plot.references {
        if !(sheet.y.takes(reference.y) && reference.y >= sheet.y.ends.0 && reference.y <= sheet.y.ends.1) {
            continue;
        }
        let room = (sheet.frame.right - sheet.frame.left - 60)
            * if sheet.width == Width::Wide { 6 } else { 10 }
            / 10;
        let text = shorten(&clean(&reference.text), room, font);
        let (y, width) = (sheet.up.at(reference.y), text_width(&text, font));
        let (left, slack) = (sheet.frame.left + 40, sheet.frame.right - sheet.frame.left - 40 - width);
        let tops = [y - 160, y + 20].into_iter();
        let tops = tops.filter(|top| *top >= sheet.frame.top - 20 && *top < sheet.frame.bottom - 130);
        let options = tops.flat_map(|top| (0..=6).rev().map(move |part| (left + slack * part / 6, top)));
        let options = options.map(|corner| Rect::sized(corner, (width, 150)));
        let Some(rect) = taken.best(options) else { continue };
        sheet.canvas.text(Class::of(Kind::Place), Anchor::Start, (rect.left, rect.top + 115), &text);
        taken.texts.push(rect);
    }
}
