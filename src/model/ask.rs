//! Figures and tables as a fenced block asks for them.

pub use super::channel::*;
use super::date::Date;
use super::decimal::Decimal;
use super::place::Place;
use super::range::Condition;
use crate::format::{NumberFormat, Scaled};
use crate::source::{Located, Span};

/// A block of a note as its author wrote it.
#[derive(Clone, Debug)]
pub struct Block {
    /// What every figure and table has.
    pub head: Head<Located<String>>,
    /// What it asks for.
    pub ask: Ask,
    /// What it asks of the data as its author wrote it, without its words and looks.
    pub asks: String,
    /// Whether something is wrong with it as written: it may not ask for what its author means.
    pub flawed: bool,
    /// The fence, for what concerns it as a whole.
    pub span: Span,
}

/// Title and texts of a figure.
#[derive(Clone, Debug)]
pub struct Head<T> {
    /// Its id: anchor and file name. Where none is given, made from the title.
    pub id: T,
    /// The finding.
    pub title: T,
    /// Measure, unit, period.
    pub dek: Option<String>,
    /// Alternative text.
    pub alt: Option<String>,
    /// A remark below.
    pub note: Option<String>,
    /// The day at which it looks at the data.
    pub as_of: Option<Located<Date>>,
}

/// What a block asks for.
#[derive(Clone, Debug)]
pub enum Ask {
    /// A chart.
    Chart(Box<ChartAsk>),
    /// A table of rows.
    Table(TableAsk),
    /// A cross table.
    Cross(CrossAsk),
    /// A matrix of models by attribute.
    Matrix(MatrixAsk),
    /// A timeline.
    Timeline(TimelineAsk),
    /// A watch-list.
    Watchlist(WatchlistAsk),
}

/// A `chart` fence.
#[derive(Clone, Debug)]
pub struct ChartAsk {
    /// Which kind.
    pub kind: Located<ChartKind>,
    /// The dataset; a scatter of measures by model has none.
    pub data: Option<Located<String>>,
    /// Conditions on rows.
    pub filter: Vec<Condition<Located<String>>>,
    /// The horizontal channel, or the category.
    pub x: Option<Channel<Located<String>>>,
    /// The channel of the numbers.
    pub y: Option<Channel<Located<String>>>,
    /// Whether the numbers stand on a logarithmic axis, said of the chart as a whole.
    pub log: bool,
    /// The format of the numbers, said of the chart as a whole.
    pub format: Option<Located<NumberFormat>>,
    /// What makes series, panels, lanes or lines.
    pub series: Option<SeriesAsk<Located<String>>>,
    /// Other columns.
    pub columns: Columns<Located<String>>,
    /// The numbers of each row, for kinds that have several.
    pub parts: Vec<(Role, Located<Part<Located<String>>>)>,
    /// Models of a scatter of measures.
    pub models: Vec<Located<String>>,
    /// How it is drawn.
    pub style: ChartStyle,
}

/// How a chart is drawn; nothing in it refers to anything.
#[derive(Clone, Debug, Default)]
pub struct ChartStyle {
    /// Columns of several series stand on each other.
    pub stacked: bool,
    /// Trailing mean over this many points.
    pub smooth: Option<Located<u32>>,
    /// Remarks in the plot.
    pub annotations: Vec<AnnotationAsk>,
    /// Reference lines: value and text.
    pub references: Vec<(Decimal, String)>,
    /// Values of the series (or category) to show in colour; the others turn grey.
    pub highlight: Vec<Located<String>>,
    /// Values from here on are estimates.
    pub estimate_from: Option<Located<Place>>,
    /// Height.
    pub size: SizeAsk,
    /// The attractive quadrant of a scatter.
    pub quadrant: Option<QuadrantAsk>,
    /// Whether the Pareto frontier is drawn (`max-y-min-x`).
    pub frontier: bool,
    /// How much of the data table is shown.
    pub table: TableSize,
    /// Declared breaks of definition: place and text.
    pub breaks: Vec<(Located<Place>, String)>,
    /// The value at which all lines of an index start.
    pub base: Option<Decimal>,
    /// How the change of a pair is said.
    pub change: Option<ChangeAsk>,
    /// Whether panels show no lines of the others behind their own.
    pub no_ghosts: bool,
    /// Whether each panel has a vertical axis of its own.
    pub own_scale: bool,
    /// Keys of the points that keep their names on narrow paper; all where none is given.
    pub narrow_labels: Vec<Located<String>>,
    /// Only so many categories of a chart without series; the rest is summed.
    pub top: Option<Located<u32>>,
    /// The name of the rest of the categories.
    pub rest: Option<Located<String>>,
}

/// A remark at a place or over a stretch.
#[derive(Clone, Debug)]
pub struct AnnotationAsk {
    /// A date, number or category; two for a band.
    pub x: (Located<Place>, Option<Located<Place>>),
    /// Height, where given.
    pub y: Option<Decimal>,
    /// The words.
    pub text: String,
}

/// The corner of a scatter that is worth naming: `<1` or `>45` for each axis.
#[derive(Clone, Debug)]
pub struct QuadrantAsk {
    /// Below (`true`) or above this x.
    pub x: (bool, Decimal),
    /// Below (`true`) or above this y.
    pub y: (bool, Decimal),
    /// Its name.
    pub text: String,
}

/// How the change between two values is said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChangeAsk {
    /// In percent of the earlier value.
    Percent,
    /// As a difference.
    Difference,
    /// As a ratio: `0.4x`.
    Ratio,
    /// Not at all.
    Silent,
}

/// Height of a chart.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum SizeAsk {
    /// As the kind wants.
    #[default]
    Default,
    /// Taller.
    Tall,
    /// Shorter.
    Short,
}

/// How much of the data table is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum TableSize {
    /// All up to 200 cells, else a summary.
    #[default]
    Auto,
    /// All.
    Full,
    /// A summary.
    Summary,
}

/// A `table` fence that lists rows.
#[derive(Clone, Debug)]
pub struct TableAsk {
    /// The dataset.
    pub data: Located<String>,
    /// Conditions on rows.
    pub filter: Vec<Condition<Located<String>>>,
    /// The columns, all but notes and sources where none is given.
    pub columns: Vec<TableColumn<Located<String>>>,
    /// By these columns; `true`: descending.
    pub sort: Vec<(Located<String>, bool)>,
    /// At most so many rows.
    pub limit: Option<u32>,
    /// Whether it shows prices, which need their day, currency and source.
    pub valued: bool,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct TableColumn<C> {
    /// The column.
    pub field: C,
    /// Its head, where it is not the field's title.
    pub label: Option<String>,
    /// Number format.
    pub format: Option<Located<Scaled>>,
    /// The column of time, where the cell is a small line of all values up to the row's.
    pub over: Option<C>,
}

/// A `table` fence with one line per value of one column and one column per value of another.
#[derive(Clone, Debug)]
pub struct CrossAsk {
    /// The dataset.
    pub data: Located<String>,
    /// Conditions on rows.
    pub filter: Vec<Condition<Located<String>>>,
    /// The column whose values make lines.
    pub rows: Located<String>,
    /// The column whose values make columns.
    pub columns: Located<String>,
    /// The column of the cells; the measure where none is given.
    pub value: Option<Located<String>>,
    /// Number format of the cells.
    pub format: Option<Located<Scaled>>,
    /// Whether cells are tinted by their numbers.
    pub heat: bool,
}

/// A `table` fence with `matrix`.
#[derive(Clone, Debug)]
pub struct MatrixAsk {
    /// Models, across.
    pub models: Vec<Located<String>>,
    /// Attributes, down: fields of front matter or `dataset.metric`.
    pub attributes: Vec<Located<String>>,
    /// Conditions on rows of the datasets that have their column.
    pub filter: Vec<Condition<Located<String>>>,
}

/// A `timeline` fence.
#[derive(Clone, Debug)]
pub struct TimelineAsk {
    /// The dataset.
    pub data: Located<String>,
    /// Conditions on rows.
    pub filter: Vec<Condition<Located<String>>>,
    /// The column of dates.
    pub date: Located<String>,
    /// The column of texts.
    pub label: Located<String>,
    /// The column that sorts entries into lanes.
    pub lane: Option<Located<String>>,
    /// Latest first.
    pub descending: bool,
}

/// A `watchlist` fence.
#[derive(Clone, Debug)]
pub enum WatchlistAsk {
    /// Rows of a dataset.
    Rows {
        /// The dataset.
        data: Located<String>,
        /// Conditions on rows.
        filter: Vec<Condition<Located<String>>>,
    },
    /// The list in the theme's front matter.
    FrontMatter,
}
