//! What a figure shows, said in numbers and names: the input of every drawing.
//!
//! Missing is `None` and is never drawn as zero. A value that is not finite counts as missing, and so
//! does a value of zero or less on a logarithmic axis: the picture is always honest about what it lacks.

use super::mark::Marks;
use crate::format::{Lang, NumberFormat};

/// One figure: what to draw, in whose words, and what to say about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// Prefix of every id in the drawing; unique on a page, made of letters, digits, `-` and `_`.
    pub id: String,
    /// The finding, read out as the name of the picture.
    pub title: String,
    /// What the picture shows, read out as its description.
    pub alt: String,
    /// Language of numbers, dates and the few words that a drawing adds by itself.
    pub lang: Lang,
    /// Height of the drawing against what is usual for its kind.
    pub size: Size,
    /// The horizontal axis. Bars, columns and timelines take only what they need of it.
    pub x: Axis,
    /// The vertical axis; for bars, dumbbells and ranges the axis of the values, which lies flat.
    pub y: Axis,
    /// The data, by kind of figure.
    pub marks: Marks,
    /// Texts and bands laid over the data.
    pub annotations: Vec<Annotation>,
    /// Named lines across the axis of values, such as a target or a price: horizontal for lines, steps, areas,
    /// columns and scatters, vertical for dumbbells and ranges; other kinds have no use for them.
    pub references: Vec<Reference>,
    /// Places on the x axis where a definition changes: no line is drawn across them.
    pub breaks: Vec<f64>,
}

impl Plot {
    /// A plot with plain axes and no annotations; set the other fields as needed.
    pub fn new(id: impl Into<String>, lang: Lang, marks: Marks) -> Plot {
        Plot {
            id: id.into(),
            title: String::new(),
            alt: String::new(),
            lang,
            size: Size::Default,
            x: Axis::default(),
            y: Axis::default(),
            marks,
            annotations: Vec::new(),
            references: Vec::new(),
            breaks: Vec::new(),
        }
    }

    /// The values at which lines and texts are laid over the data: where no domain is given, the axis of values reaches them.
    pub fn laid_over(&self) -> impl Iterator<Item = f64> {
        let heights = self.annotations.iter().filter_map(|annotation| match annotation {
            Annotation::Point { y, .. } => *y,
            Annotation::Band { .. } => None,
        });
        self.references.iter().map(|reference| reference.y).chain(heights)
    }
}

/// Which of the two renderings of a figure: the page shows the one that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// 720 units, for columns of 520 px and more, and for print.
    Wide,
    /// 340 units, for phones.
    Narrow,
}

impl Width {
    /// Width of the drawing in its own units (CSS pixels at 100 %).
    pub fn units(self) -> i32 {
        match self {
            Width::Wide => 720,
            Width::Narrow => 340,
        }
    }

    /// The class that a drawing of this width has.
    pub fn name(self) -> &'static str {
        match self {
            Width::Wide => "wide",
            Width::Narrow => "narrow",
        }
    }
}

/// The finished picture: SVG text that takes its colours and type from the page's stylesheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// One `<svg>` element, without XML declaration, scripts or style attributes.
    pub svg: String,
    /// Width of the view box.
    pub width: u32,
    /// Height of the view box.
    pub height: u32,
}

/// Height of a figure against what is usual for its kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// The usual height.
    #[default]
    Default,
    /// A third more.
    Tall,
    /// A third less.
    Short,
}

/// How values become places along an axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// Equal steps for equal differences.
    #[default]
    Linear,
    /// Equal steps for equal ratios. Values of zero or less are missing on it; bars, columns, areas
    /// and shares start at zero and therefore ignore it.
    Log,
    /// Days: a value is the number of days from 31 December of the year before year 1
    /// (1 January of year 1 is 1), see [`crate::format::day_number`].
    Time,
}

/// How one direction of a figure is measured and named.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Axis {
    /// How values become places.
    pub scale: Scale,
    /// Lowest and highest value shown; `None` is chosen from the data. A bound that would make the
    /// axis empty or infinite is ignored, as is one that cuts the zero off a bar or an area.
    pub domain: (Option<f64>, Option<f64>),
    /// Exact ticks instead of chosen ones; those outside the axis are left out.
    pub ticks: Vec<f64>,
    /// Names of places, in their order, for an axis of time whose places are no days: quarters, years of accounts.
    pub names: Vec<(f64, String)>,
    /// How values read: the sign of a currency, percent, digits after the point.
    pub format: NumberFormat,
    /// Name of the axis, shown beside it; for a y axis only where the page does not say it already.
    pub label: String,
    /// Unit of the values, written once at the top tick (`20T tokens`, `20 万亿 token`); empty for none.
    pub unit: String,
}

impl Axis {
    /// An axis of plain numbers.
    pub fn linear() -> Axis {
        Axis::default()
    }

    /// A logarithmic axis.
    pub fn log() -> Axis {
        Axis { scale: Scale::Log, ..Axis::default() }
    }

    /// An axis of days.
    pub fn time() -> Axis {
        Axis { scale: Scale::Time, ..Axis::default() }
    }
}

/// A text tied to a place in the data of lines, steps, areas, shares, columns and scatters. In a column figure x
/// counts categories: 0 is the left edge of the first one, 0.5 its middle.
#[derive(Clone, Debug, PartialEq)]
pub enum Annotation {
    /// A text at a place; without `y` a fine vertical line marks the x.
    Point {
        /// Place on the x axis.
        x: f64,
        /// Height, if the text belongs to a value.
        y: Option<f64>,
        /// What to say.
        text: String,
    },
    /// A tinted stretch of the x axis.
    Band {
        /// Where it begins.
        from: f64,
        /// Where it ends.
        to: f64,
        /// What to say.
        text: String,
    },
}

/// A named line across the axis of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// Its value.
    pub y: f64,
    /// Its name; empty for none.
    pub text: String,
}
