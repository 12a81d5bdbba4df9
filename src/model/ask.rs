//! Figures and tables as a fenced block asks for them.

use super::date::Date;
use super::decimal::Decimal;
use super::range::Condition;
use super::text::LocalText;
use crate::source::{Located, Span};

/// A block of a note as its author wrote it.
#[derive(Clone, Debug)]
pub struct Block {
    /// What every figure and table has.
    pub head: Head<Located<String>>,
    /// What it asks for.
    pub ask: Ask,
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

/// The kinds of charts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ChartKind {
    /// Lines over time or numbers.
    Line,
    /// Steps: each value holds until the next.
    Step,
    /// Stacked areas.
    Area,
    /// Shares of a whole.
    Share,
    /// Horizontal bars.
    Bar,
    /// Columns by category or period.
    Column,
    /// Points of two measures.
    Scatter,
}

impl ChartKind {
    /// All kinds with the words of the fence.
    pub const ALL: [(&'static str, ChartKind); 7] = [
        ("line", ChartKind::Line),
        ("step", ChartKind::Step),
        ("area", ChartKind::Area),
        ("share", ChartKind::Share),
        ("bar", ChartKind::Bar),
        ("column", ChartKind::Column),
        ("scatter", ChartKind::Scatter),
    ];
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
    /// The horizontal channel (of a bar: the category).
    pub x: Option<Channel<Located<String>>>,
    /// The vertical channel (of a bar: the number).
    pub y: Option<Channel<Located<String>>>,
    /// What makes a series.
    pub series: Option<SeriesAsk<Located<String>>>,
    /// The column that names points.
    pub label: Option<Located<String>>,
    /// The column that colours points.
    pub group: Option<Located<String>>,
    /// Models of a scatter of measures.
    pub models: Vec<Located<String>>,
    /// The column of changes beside bars.
    pub delta: Option<Located<String>>,
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
    pub estimate_from: Option<Located<String>>,
    /// Height.
    pub size: SizeAsk,
    /// The attractive quadrant of a scatter.
    pub quadrant: Option<QuadrantAsk>,
    /// Whether the Pareto frontier is drawn (`max-y-min-x`).
    pub frontier: bool,
    /// How much of the data table is shown.
    pub table: TableSize,
    /// Declared breaks of definition: place and text.
    pub breaks: Vec<(String, String)>,
    /// Only so many categories of a chart without series; the rest is summed.
    pub top: Option<Located<u32>>,
    /// The name of the rest of the categories.
    pub rest: Option<String>,
}

/// A remark at a place or over a stretch.
#[derive(Clone, Debug)]
pub struct AnnotationAsk {
    /// A date, number or category; two for a band.
    pub x: (Located<String>, Option<Located<String>>),
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

/// A column on an axis.
#[derive(Clone, Debug)]
pub struct Channel<C> {
    /// The column, or `dataset.metric` in a scatter of measures.
    pub field: C,
    /// Whether the axis is logarithmic.
    pub log: bool,
    /// Ends of the axis.
    pub domain: (Option<Decimal>, Option<Decimal>),
    /// Ticks, where given.
    pub ticks: Vec<Decimal>,
    /// Number format (`0.0`, `$auto`, …), where given.
    pub format: Option<Located<String>>,
    /// Name of the axis.
    pub label: Option<String>,
    /// Unit, where it is not the dataset's.
    pub unit: Option<String>,
}

/// What makes a series.
#[derive(Clone, Debug)]
pub struct SeriesAsk<C> {
    /// The column.
    pub field: C,
    /// In which order.
    pub order: SeriesOrder,
    /// Only so many; the rest is summed.
    pub top: Option<Located<u32>>,
    /// The name of the rest.
    pub rest: Option<String>,
    /// Names that differ from the values.
    pub names: Vec<(String, LocalText)>,
}

/// Order of series.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum SeriesOrder {
    /// By last value, largest first.
    #[default]
    Value,
    /// By name.
    Name,
    /// As listed.
    List(Vec<String>),
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
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct TableColumn<C> {
    /// The column.
    pub field: C,
    /// Its head, where it is not the field's title.
    pub label: Option<String>,
    /// Number format.
    pub format: Option<Located<String>>,
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
    pub format: Option<Located<String>>,
}

/// A `table` fence with `matrix`.
#[derive(Clone, Debug)]
pub struct MatrixAsk {
    /// Models, across.
    pub models: Vec<Located<String>>,
    /// Attributes, down: fields of front matter or `dataset.metric`.
    pub attributes: Vec<Located<String>>,
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
