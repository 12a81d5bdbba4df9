//! The sheet that figures with two axes are drawn on: margins from the labels, grid, axes, and the frame around.

use super::class::{Class, Kind};
use super::ink::{Along, Canvas, Place};
use super::mark::Marks;
use super::metrics::{Font, Tenth, clean, shorten, text_width, wrap};
use super::place::Rect;
use super::plot::{Drawing, Plot, Scale, Size, Width};
use super::ruler::Ruler;
use super::svg::{Anchor, escape};
use super::trace::Axes;
use crate::format::{Lang, day_number};

/// Distance between the lines of a caption.
const LINE: Tenth = 150;

/// A sheet with two axes.
pub struct Sheet<'a> {
    /// What is drawn.
    pub plot: &'a Plot,
    /// For which width.
    pub width: Width,
    /// Where shapes go.
    pub canvas: Canvas,
    /// Where the data stand.
    pub frame: Rect,
    /// The horizontal axis.
    pub x: Ruler,
    /// The vertical axis.
    pub y: Ruler,
    /// Places of the horizontal axis.
    pub across: Along,
    /// Places of the vertical axis.
    pub up: Along,
    /// Where annotations begin.
    pub strip: Tenth,
    height: Tenth,
}

/// Room around the data, beside what the axes need for themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct Room {
    /// At the very top, for a legend.
    pub legend: Tenth,
    /// Above the data, for annotations and heads.
    pub top: Tenth,
    /// At the right, for labels.
    pub right: Tenth,
    /// Below, for what a figure adds under its axis.
    pub bottom: Tenth,
}

/// Regular type of ticks and labels.
pub fn type_of(width: Width) -> Font {
    Font::regular(match width {
        Width::Wide => 130,
        Width::Narrow => 125,
    })
}

/// Smaller type of crowded labels and annotations.
pub fn small_type(width: Width) -> Font {
    Font::regular(match width {
        Width::Wide => 120,
        Width::Narrow => 115,
    })
}

/// Room that a label of a time axis takes, with some air.
pub fn tick_room(width: Width) -> Tenth {
    match width {
        Width::Wide => 720,
        Width::Narrow => 560,
    }
}

/// The same type in semibold.
pub fn bold(font: Font) -> Font {
    Font::bold(font.size)
}

/// Height of a figure whose usual heights are `wide` and `narrow`.
pub fn height_of(plot: &Plot, width: Width, (wide, narrow): (Tenth, Tenth)) -> Tenth {
    let usual = match width {
        Width::Wide => wide,
        Width::Narrow => narrow,
    };
    match plot.size {
        Size::Default => usual,
        Size::Tall => usual * 4 / 3,
        Size::Short => usual * 2 / 3,
    }
}

/// Room that the labels of a vertical axis take at the left.
pub fn left_of(y: &Ruler, width: Width) -> Tenth {
    let font = type_of(width);
    let widest = y.ticks.iter().map(|tick| text_width(&tick.1, font)).max().unwrap_or(0);
    (widest + 100).min(width.units() * 10 / 3)
}

impl<'a> Sheet<'a> {
    /// A sheet of a height in tenths, with margins for its axes and for what a figure adds.
    pub fn new(plot: &'a Plot, width: Width, height: Tenth, (x, y): (Ruler, Ruler), room: Room) -> Sheet<'a> {
        let wide = width.units() * 10;
        let left = left_of(&y, width);
        let rows = |lines: Vec<String>| Tenth::try_from(lines.len()).unwrap_or(0);
        let above = rows(wrapped(&caption(plot, &y), width));
        let below = rows(wrapped(&caption_x(plot, &x), width));
        let caption = if above == 0 { 120 } else { 100 + above * LINE };
        let titled = if below == 0 { 280 } else { 320 + below * LINE };
        let height =
            height + (room.legend + room.top - 400).max(0) + ((above - 1).max(0) + (below - 1).max(0)) * LINE;
        let frame = Rect {
            left,
            top: caption + room.legend + room.top,
            right: (wide - room.right).max(left + wide / 4),
            bottom: height - titled - room.bottom,
        };
        let across = Along::new(x.ends, (frame.left, frame.right), x.is_log());
        let up = Along::new(y.ends, (frame.bottom, frame.top), y.is_log());
        Sheet {
            plot,
            width,
            canvas: Canvas::new(wide, height),
            frame,
            x,
            y,
            across,
            up,
            strip: room.legend,
            height,
        }
    }

    /// Both axes, for placing values.
    pub fn axes(&self) -> Axes<'_> {
        Axes { x: (&self.x, &self.across), y: (&self.y, &self.up) }
    }

    /// Horizontal grid lines with their labels; the unit stands at the top one.
    pub fn grid_y(&self, kind: Kind) {
        self.grid_lines_y(kind);
        self.labels_y();
    }

    /// Horizontal grid lines, but for the one that is the axis.
    pub fn grid_lines_y(&self, kind: Kind) {
        for (value, _) in &self.y.ticks {
            let y = self.up.at(*value);
            if y != self.axis_line().1 {
                self.canvas.line(Class::of(kind), (self.frame.left, y), (self.frame.right, y));
            }
        }
    }

    /// Labels of the vertical axis.
    pub fn labels_y(&self) {
        let font = type_of(self.width);
        let headed = self.plot.y.label.is_empty() && !self.y.head.is_empty();
        let top = self.y.ticks.len().checked_sub(1).filter(|_| headed);
        let tick = Class::of(Kind::Tick);
        for (index, (value, text)) in self.y.ticks.iter().enumerate() {
            if Some(index) != top {
                let y = self.up.at(*value) + font.size * 35 / 100;
                self.canvas.text(tick, Anchor::End, (self.frame.left - 80, y), text);
            }
        }
        if let Some((value, text)) = top.and_then(|top| self.y.ticks.get(top)) {
            let text = shorten(&self.y.with_unit(text), self.frame.right, font);
            self.canvas.text(tick, Anchor::Start, (0, self.up.at(*value) - 60), &text);
        }
        if !self.plot.y.label.is_empty() && !self.y.ticks.is_empty() {
            let lines = wrapped(&caption(self.plot, &self.y), self.width);
            for (line, row) in lines.iter().rev().zip(0..) {
                self.canvas.text(tick, Anchor::Start, (0, self.frame.top - 120 - row * LINE), line);
            }
        }
    }

    /// Where the unit or the name of the vertical axis stands, if it has one.
    pub fn head_box(&self) -> Option<Rect> {
        let font = type_of(self.width);
        let lines = wrapped(&caption(self.plot, &self.y), self.width);
        let top_tick = self.y.ticks.last().map_or(0, |tick| text_width(&tick.1, font) + 50);
        let width = lines.iter().map(|line| text_width(line, font)).max()? + top_tick;
        let height = 70 + Tenth::try_from(lines.len()).unwrap_or(1) * LINE;
        Some(Rect::sized((0, self.frame.top - height - 20), (width, height)))
    }

    /// Baseline of what stands right above the unit or the name of the vertical axis.
    pub fn above_head(&self) -> Tenth {
        self.frame.top - self.head_box().map_or(170, |head| head.bottom - head.top + 40)
    }

    /// Vertical grid lines.
    pub fn grid_x(&self) {
        for (value, _) in &self.x.ticks {
            let x = self.across.at(*value);
            self.canvas.line(Class::of(Kind::Grid), (x, self.frame.top), (x, self.frame.bottom));
        }
    }

    /// The line at the bottom, or the line of zero where it is higher up, and the labels of the x axis.
    pub fn axis_x(&self) {
        let (left, right, bottom) = (self.frame.left, self.frame.right, self.frame.bottom);
        let (kind, y) = self.axis_line();
        self.canvas.line(Class::of(kind), (left, y), (right, y));
        self.labels_x();
        let last = self.width.units() * 10;
        for (line, row) in wrapped(&caption_x(self.plot, &self.x), self.width).iter().zip(0..) {
            let x = right.max(text_width(line, type_of(self.width))).min(last);
            self.canvas.text(Class::of(Kind::Tick), Anchor::End, (x, bottom + 360 + row * LINE), line);
        }
    }

    /// What the horizontal axis is drawn as, and where: the line of zero if there is one.
    fn axis_line(&self) -> (Kind, Tenth) {
        let zero = !self.y.is_log() && self.y.ends.0 <= 0.0 && self.y.ends.1 >= 0.0;
        if zero { (Kind::Zero, self.up.at(0.0)) } else { (Kind::Axis, self.frame.bottom) }
    }

    fn labels_x(&self) {
        let bottom = self.frame.bottom;
        let ends = self.x.end_ticks();
        let texts = self.placed(&self.x.ticks);
        let texts = match (texts.len(), ends.as_deref().map(|ends| self.placed(ends))) {
            (0 | 1, Some(ends)) if ends.len() > texts.len() => ends,
            _ => texts,
        };
        for (x, ..) in &texts {
            self.canvas.line(Class::of(Kind::Axis), (*x, bottom), (*x, bottom + 50));
        }
        for (x, left, width, text) in texts {
            let centred = left == x - width / 2;
            let (anchor, at) = if centred { (Anchor::Middle, x) } else { (Anchor::Start, left) };
            self.canvas.text(Class::of(Kind::Tick), anchor, (at, bottom + 180), text);
        }
    }

    /// The labels of ticks that have room beside each other, with place, left end and width: from the first tick on,
    /// or without it where that leaves more.
    fn placed<'t>(&self, ticks: &'t [(f64, String)]) -> Vec<(Tenth, Tenth, Tenth, &'t str)> {
        let with_first = self.placed_from(ticks);
        let without = self.placed_from(ticks.get(1..).unwrap_or(&[]));
        if without.len() > with_first.len() { without } else { with_first }
    }

    fn placed_from<'t>(&self, ticks: &'t [(f64, String)]) -> Vec<(Tenth, Tenth, Tenth, &'t str)> {
        let font = type_of(self.width);
        let mut free = self.frame.left - 60;
        let mut texts = Vec::new();
        for (value, text) in ticks {
            let (x, width) = (self.across.at(*value), text_width(text, font));
            let widest = self.width.units() * 10 - width;
            let left = (x - width / 2).clamp(self.frame.left.min(widest), widest.max(0));
            let moved = (left + width / 2 - x).abs() > width / 2 + 60;
            if left >= free && !moved {
                free = left + width + 80;
                texts.push((x, left, width, text.as_str()));
            }
        }
        texts
    }

    /// Says in the middle of the frame that there is nothing to show.
    pub fn no_data(&self) {
        let middle = ((self.frame.left + self.frame.right) / 2, (self.frame.top + self.frame.bottom) / 2);
        write_no_data(&self.canvas, self.plot.lang, middle);
    }

    /// The drawing with everything on the sheet.
    pub fn finish(self) -> Drawing {
        let across = self.span();
        enclose(self.plot, self.width, (self.height, &across), self.canvas)
    }

    /// Where the horizontal axis of a course runs and what it measures, for readers who point at a place on it: left and
    /// right in the units of the drawing, lowest and highest value (days from 1970 on). Elsewhere, and along a
    /// logarithmic axis, each mark tells its own.
    fn span(&self) -> String {
        let Rect { left, right, .. } = self.frame;
        if self.x.is_log() || matches!(self.plot.marks, Marks::Points(_) | Marks::Columns(_)) {
            return String::new();
        }
        let start = if self.plot.x.scale == Scale::Time { day_number(1970, 1, 1) as f64 } else { 0.0 };
        let (low, high) = (self.x.ends.0 - start, self.x.ends.1 - start);
        format!(" data-x=\"{} {} {low} {high}\"", f64::from(left) / 10.0, f64::from(right) / 10.0)
    }
}

/// A caption in at most two lines as wide as the sheet.
fn wrapped(caption: &str, width: Width) -> Vec<String> {
    wrap(caption, width.units() * 10 - 100, type_of(width), 2)
}

/// The words of an empty figure.
pub fn write_no_data(canvas: &Canvas, lang: Lang, middle: Place) {
    canvas.text(Class::of(Kind::Tick), Anchor::Middle, middle, lang.pick("no data", "无数据"));
}

/// An empty figure of a kind without axes.
pub fn empty(plot: &Plot, width: Width) -> Drawing {
    let canvas = Canvas::new(width.units() * 10, 1200);
    write_no_data(&canvas, plot.lang, (width.units() * 5, 650));
    finish(plot, width, 1200, canvas)
}

/// Name and unit above a vertical axis; empty for none. On a scatter arrows say which way is more.
pub fn caption(plot: &Plot, y: &Ruler) -> String {
    let arrow = if matches!(plot.marks, Marks::Points(_)) { " ↑" } else { "" };
    match (plot.y.label.is_empty(), y.head.is_empty()) {
        (false, false) => format!("{}, {}{arrow}", plot.y.label, y.head),
        (false, true) => format!("{}{arrow}", plot.y.label),
        _ => y.head.clone(),
    }
}

/// Name and unit below a horizontal axis; empty for none.
fn caption_x(plot: &Plot, x: &Ruler) -> String {
    let arrow = if matches!(plot.marks, Marks::Points(_)) { " →" } else { "" };
    match (plot.x.label.is_empty() || x.ticks.is_empty(), x.head.is_empty()) {
        (false, false) => format!("{}, {}{arrow}", plot.x.label, x.head),
        (false, true) => format!("{}{arrow}", plot.x.label),
        _ => x.head.clone(),
    }
}

/// What ids of a drawing begin with.
pub fn id_of(plot: &Plot, width: Width) -> String {
    let plain = |sign: char| if sign.is_alphanumeric() || sign == '_' { sign } else { '-' };
    let id: String = plot.id.chars().map(plain).collect();
    format!("{id}-{}", &width.name()[..1])
}

/// Wraps the shapes of a canvas in one picture with a name and a description for those who do not see it.
pub fn finish(plot: &Plot, width: Width, height: Tenth, canvas: Canvas) -> Drawing {
    enclose(plot, width, (height, ""), canvas)
}

/// The same with further attributes.
fn enclose(plot: &Plot, width: Width, (height, more): (Tenth, &str), canvas: Canvas) -> Drawing {
    let (id, name, units) = (id_of(plot, width), width.name(), width.units());
    let fallback = plot.lang.pick("Figure", "图");
    let title = [&plot.title, &plot.alt].into_iter().map(|text| clean(text)).find(|text| !text.is_empty());
    let title = escape(title.as_deref().unwrap_or(fallback));
    let (labelled, description) = match escape(&plot.alt) {
        alt if alt.is_empty() || alt == title => (String::new(), String::new()),
        alt => (format!(" aria-describedby=\"{id}-d\""), format!("<desc id=\"{id}-d\">{alt}</desc>")),
    };
    let whole = height.max(10) / 10;
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"c {name}\" viewBox=\"0 0 {units} {whole}\"{more} role=\"img\" \
         aria-labelledby=\"{id}-t\"{labelled}><title id=\"{id}-t\">{title}</title>{description}\
         <g aria-hidden=\"true\">{}</g></svg>",
        canvas.finish()
    );
    Drawing { svg, width: units.unsigned_abs(), height: whole.unsigned_abs() }
}
