//! The data of a figure by kind: lines, bars, dots, lanes and what each of them is called.
//!
//! Missing is `None` and is never drawn as zero.

/// The colour of a mark: a slot of the palette that the stylesheet resolves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Colour(u8);

impl Colour {
    /// Grey, for the rest of a ranking and for whatever has no colour of its own.
    pub const OTHER: Colour = Colour(0);

    /// Slot 1 to 8; any other number is [`Colour::OTHER`].
    pub fn slot(number: u8) -> Colour {
        if number <= 8 { Colour(number) } else { Colour::OTHER }
    }

    /// The number of the slot, 0 to 8.
    pub fn number(self) -> u8 {
        self.0
    }
}

/// The data of a figure, by kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Marks {
    /// Values over time or another number, joined by straight lines.
    Lines(Vec<Series>),
    /// Values that hold until the next one: prices. Lines run on to the end of the x axis.
    Steps(Vec<Series>),
    /// Parts stacked into a total, the first series at the bottom.
    Areas(Vec<Series>),
    /// Parts of one hundred percent, the first series at the bottom; values are amounts, not percent.
    Shares(Vec<Series>),
    /// A ranking, one horizontal bar per row, in the order given.
    Bars(Vec<Bar>),
    /// Values by period or category, upright.
    Columns(Columns),
    /// One dot per model or company, two measures.
    Points(Scatter),
    /// Before and after on one line per row, in the order given.
    Dumbbells(Vec<Pair>),
    /// Before and after as two columns of values joined by lines.
    Slopes(Slopes),
    /// Dated events in lanes; the x axis is time.
    Timeline(Vec<Lane>),
    /// One small panel per series, all on the same axes, the others in grey behind.
    Multiples(Vec<Series>),
    /// Low to high with a mark between, one row each: a valuation range.
    Ranges(Vec<Span>),
}

/// A named row of points, in ascending order of x.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// Name beside the line or area.
    pub name: String,
    /// Shorter name for the narrow rendering; empty for the same name.
    pub short: String,
    /// Palette slot.
    pub colour: Colour,
    /// Drawn in grey behind the others, because something else is highlighted.
    pub faded: bool,
    /// The points; those that are out of order are put in order.
    pub points: Vec<Point>,
    /// What stands beside the end of the line in place of its last value; empty for the value.
    pub end: String,
    /// The unsmoothed values behind a moving mean, drawn thin and light; empty for none.
    pub raw: Vec<Point>,
}

impl Series {
    /// A series of points in one colour.
    pub fn new(name: impl Into<String>, colour: Colour, points: Vec<Point>) -> Series {
        Series { name: name.into(), colour, points, ..Series::default() }
    }
}

/// One value at one place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Point {
    /// Place on the x axis (a day number on a time axis).
    pub x: f64,
    /// The value; `None` is not disclosed and leaves a gap.
    pub y: Option<f64>,
    /// Not measured but expected: drawn dashed or lighter.
    pub estimate: bool,
    /// What its place is called on hover; empty for the number or the day that it is.
    pub place: String,
}

impl Point {
    /// What its place is called; one without a name as it is written.
    pub fn name(&self, written: impl FnOnce(f64) -> String) -> String {
        if self.place.is_empty() { written(self.x) } else { self.place.clone() }
    }

    /// A measured value.
    pub fn new(x: f64, y: f64) -> Point {
        Point { x, y: Some(y), ..Point::default() }
    }

    /// A place without a disclosed value.
    pub fn gap(x: f64) -> Point {
        Point { x, ..Point::default() }
    }
}

/// One row of a ranking.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// Name at the left.
    pub label: String,
    /// Shorter name for the narrow rendering; empty for the same name.
    pub short: String,
    /// Length of the bar; `None` is printed as not disclosed, without a bar.
    pub value: Option<f64>,
    /// Palette slot.
    pub colour: Colour,
    /// Not measured but expected: drawn lighter, with an E after the value.
    pub estimate: bool,
    /// Drawn in grey, because another row is highlighted.
    pub faded: bool,
    /// A change in the right-hand column, such as `+12%`; empty for none.
    pub delta: String,
    /// Text shown on hover; empty for one made of label and value.
    pub title: String,
}

/// Upright bars: for each category one value of each series.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    /// Names along the x axis, in order (`FY2026`, `26Q1`).
    pub categories: Vec<String>,
    /// What is compared; at most three read well side by side.
    pub series: Vec<ColumnSeries>,
    /// Side by side or on top of each other.
    pub mode: Mode,
}

/// One colour of a column figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColumnSeries {
    /// Name in the legend.
    pub name: String,
    /// Palette slot.
    pub colour: Colour,
    /// Drawn in grey, because another series is highlighted.
    pub faded: bool,
    /// One cell per category, in the same order; missing ones at the end are gaps.
    pub cells: Vec<Cell>,
}

/// One upright bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// The value; `None` is not disclosed and leaves a gap.
    pub value: Option<f64>,
    /// Not measured but expected: drawn lighter.
    pub estimate: bool,
    /// Text shown on hover; empty for one made of names and value.
    pub title: String,
}

/// How the series of a column figure share a category.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Side by side.
    #[default]
    Group,
    /// On top of each other, negative values below zero.
    Stack,
}

/// Two measures of many things.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scatter {
    /// The dots; earlier ones get their labels first.
    pub dots: Vec<Dot>,
    /// Names of the colours, shown as a legend; empty for none.
    pub groups: Vec<(String, Colour)>,
    /// A tinted corner with a name; its thresholds are stated, never derived.
    pub quadrant: Option<Quadrant>,
    /// Join the dots that no other dot beats (more y for less x) by a dashed step.
    pub frontier: bool,
}

/// One thing on a scatter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dot {
    /// Name beside the dot; the narrow rendering names the first dots only.
    pub label: String,
    /// Place on the x axis.
    pub x: f64,
    /// Place on the y axis.
    pub y: f64,
    /// Palette slot.
    pub colour: Colour,
    /// Claimed or estimated, not measured: drawn hollow.
    pub estimate: bool,
    /// Drawn in grey and without a name, because others are highlighted.
    pub faded: bool,
    /// Without a name on narrow paper, where there is room for a few.
    pub wide_only: bool,
    /// What its place on the x axis is called on hover; empty for the number or the day that it is.
    pub place: String,
}

/// The tinted part of a scatter: where all given bounds hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Quadrant {
    /// Bound on x, if any.
    pub x: Option<Bound>,
    /// Bound on y, if any.
    pub y: Option<Bound>,
    /// Its name, such as `smarter and cheaper`.
    pub text: String,
}

/// One side of a threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// Everything less than the value.
    Below(f64),
    /// Everything more than the value.
    Above(f64),
}

/// Before and after.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pair {
    /// Name of the row.
    pub label: String,
    /// The earlier value; hollow end.
    pub from: Option<f64>,
    /// The later value; filled end.
    pub to: Option<f64>,
    /// Which of the two are not measured but expected: written with an E.
    pub expected: [bool; 2],
    /// Palette slot.
    pub colour: Colour,
    /// Drawn in grey, because another row is highlighted.
    pub faded: bool,
    /// A change in the right-hand column, such as `−62%`; empty for none.
    pub delta: String,
    /// Text shown on hover; empty for one made of label and values.
    pub title: String,
}

/// Before and after as two columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slopes {
    /// Head of the left column.
    pub from: String,
    /// Head of the right column.
    pub to: String,
    /// One line per row.
    pub rows: Vec<Pair>,
}

/// One row of a timeline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lane {
    /// Name at the left.
    pub name: String,
    /// Palette slot.
    pub colour: Colour,
    /// What happened, in ascending order of day.
    pub events: Vec<Event>,
}

/// Something that happened on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Event {
    /// Day number.
    pub day: f64,
    /// Name beside the dot.
    pub label: String,
    /// Planned, not done: drawn hollow.
    pub planned: bool,
    /// Text shown on hover; empty for one made of lane, label and date.
    pub title: String,
}

/// Low to high with a mark.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Span {
    /// Name of the row, such as a valuation method.
    pub label: String,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// The value in the middle that counts, if there is one.
    pub mark: Option<f64>,
    /// Which of the two ends are not measured but expected: written with an E.
    pub expected: [bool; 2],
    /// Palette slot.
    pub colour: Colour,
    /// Text shown on hover; empty for one made of label and values.
    pub title: String,
}
