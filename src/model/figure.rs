//! Figures and tables: as a fenced block asks for them, and bound to columns and rows.

use super::date::Date;
use super::decimal::Decimal;
use super::id::{ColumnId, DatasetId, FigureId, LangId, NoteId, RowId};
use super::range::Condition;
use super::text::LocalText;
use super::watch::WatchItem;
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

/// A figure or table bound to columns and rows.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Its place in the site's list.
    pub id: FigureId,
    /// The page that shows it.
    pub owner: Owner,
    /// The language of its words.
    pub lang: LangId,
    /// Whether it is called a figure or a table.
    pub numbered_as: Numbered,
    /// Its number on the page, from 1, among its like.
    pub number: u32,
    /// Title and texts.
    pub head: Head<String>,
    /// The day at which it looks at the data.
    pub as_of: Date,
    /// What is shown.
    pub plan: Plan,
}

/// The page that shows a figure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Owner {
    /// A note's page.
    Note(NoteId),
    /// A generated page in a language.
    Page(Dashboard, LangId),
}

/// Generated pages that show figures of their own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Dashboard {
    /// `/usage/`.
    Usage,
    /// `/pricing/`.
    Pricing,
    /// `/compare/`.
    Compare,
    /// `/timeline/`.
    Timeline,
}

impl Dashboard {
    /// All of them.
    pub const ALL: [Dashboard; 4] =
        [Dashboard::Usage, Dashboard::Pricing, Dashboard::Compare, Dashboard::Timeline];

    /// The part of its URL, which is also its key in word lists (`usage`).
    pub fn slug(self) -> &'static str {
        match self {
            Dashboard::Usage => "usage",
            Dashboard::Pricing => "pricing",
            Dashboard::Compare => "compare",
            Dashboard::Timeline => "timeline",
        }
    }
}

/// What a figure is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Numbered {
    /// Figure 1.
    Figure,
    /// Table 1.
    Table,
}

/// What is shown, bound.
#[derive(Clone, Debug)]
pub enum Plan {
    /// A chart.
    Chart(Box<ChartPlan>),
    /// A scatter of two measures by model.
    Measures(Box<MeasuresPlan>),
    /// A table of rows.
    Table(TablePlan),
    /// A cross table.
    Cross(CrossPlan),
    /// A matrix.
    Matrix(MatrixPlan),
    /// A timeline.
    Timeline(TimelinePlan),
    /// A watch-list.
    Watchlist(WatchlistPlan),
}

/// A chart of rows of one dataset.
#[derive(Clone, Debug)]
pub struct ChartPlan {
    /// Which kind.
    pub kind: ChartKind,
    /// The dataset.
    pub data: DatasetId,
    /// The rows, in file order; only effective ones known at the figure's date.
    pub rows: Vec<RowId>,
    /// The horizontal channel.
    pub x: Channel<ColumnId>,
    /// The vertical channel.
    pub y: Channel<ColumnId>,
    /// What makes a series.
    pub series: Option<SeriesAsk<ColumnId>>,
    /// The column that names points.
    pub label: Option<ColumnId>,
    /// The column that colours points.
    pub group: Option<ColumnId>,
    /// The column of changes beside bars.
    pub delta: Option<ColumnId>,
    /// How it is drawn.
    pub style: ChartStyle,
}

/// A measure: the rows of a dataset with one metric, by model.
#[derive(Clone, Debug)]
pub struct Measure {
    /// The dataset.
    pub data: DatasetId,
    /// The column that refers to models.
    pub model: ColumnId,
    /// The column of the number or text.
    pub value: ColumnId,
    /// The rows of this measure that count at the figure's date.
    pub rows: Vec<RowId>,
    /// Its name for readers.
    pub name: LocalText,
}

/// A scatter of two measures by model.
#[derive(Clone, Debug)]
pub struct MeasuresPlan {
    /// Models (default-language notes).
    pub models: Vec<NoteId>,
    /// The horizontal measure.
    pub x: Channel<Measure>,
    /// The vertical measure.
    pub y: Channel<Measure>,
    /// Whether vendors colour the points.
    pub by_vendor: bool,
    /// How it is drawn.
    pub style: ChartStyle,
}

/// A table of rows.
#[derive(Clone, Debug)]
pub struct TablePlan {
    /// The dataset.
    pub data: DatasetId,
    /// The rows in order.
    pub rows: Vec<RowId>,
    /// The columns.
    pub columns: Vec<TableColumn<ColumnId>>,
}

/// A cross table.
#[derive(Clone, Debug)]
pub struct CrossPlan {
    /// The dataset.
    pub data: DatasetId,
    /// The column whose values make lines.
    pub down: ColumnId,
    /// The column whose values make columns.
    pub across: ColumnId,
    /// The column of the cells.
    pub value: ColumnId,
    /// Lines and columns in order, and per line the row behind each cell.
    pub lines: Vec<Vec<Option<RowId>>>,
    /// A row that shows the head of each line.
    pub line_heads: Vec<RowId>,
    /// A row that shows the head of each column.
    pub column_heads: Vec<RowId>,
    /// Number format of the cells.
    pub format: Option<Located<String>>,
}

/// A matrix of models by attribute.
#[derive(Clone, Debug)]
pub struct MatrixPlan {
    /// Models, across (default-language notes).
    pub models: Vec<NoteId>,
    /// Attributes, down.
    pub attributes: Vec<Attribute>,
}

/// An attribute of a model.
#[derive(Clone, Debug)]
pub enum Attribute {
    /// A field of front matter.
    Field(ModelField),
    /// A measure of a dataset; the cell is the row in force.
    Measure(Measure),
}

/// Fields of a model's front matter that a matrix can show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ModelField {
    /// Vendor.
    Vendor,
    /// Family.
    Family,
    /// Release date.
    Released,
    /// Status.
    Status,
    /// Parameters.
    Parameters,
    /// Context length.
    ContextTokens,
    /// Modalities.
    Modalities,
    /// Licence.
    License,
    /// Open weights.
    OpenWeights,
    /// What it supersedes.
    Supersedes,
}

impl ModelField {
    /// All fields with the words of the fence.
    pub const ALL: [(&'static str, ModelField); 10] = [
        ("vendor", ModelField::Vendor),
        ("family", ModelField::Family),
        ("released", ModelField::Released),
        ("status", ModelField::Status),
        ("parameters", ModelField::Parameters),
        ("context_tokens", ModelField::ContextTokens),
        ("modalities", ModelField::Modalities),
        ("license", ModelField::License),
        ("open_weights", ModelField::OpenWeights),
        ("supersedes", ModelField::Supersedes),
    ];
}

/// A timeline.
#[derive(Clone, Debug)]
pub struct TimelinePlan {
    /// The dataset.
    pub data: DatasetId,
    /// The rows in order of time.
    pub rows: Vec<RowId>,
    /// The column of dates.
    pub date: ColumnId,
    /// The column of texts.
    pub label: ColumnId,
    /// The column that sorts entries into lanes.
    pub lane: Option<ColumnId>,
}

/// A watch-list.
#[derive(Clone, Debug)]
pub enum WatchlistPlan {
    /// Rows of a dataset.
    Rows {
        /// The dataset.
        data: DatasetId,
        /// The rows in order.
        rows: Vec<RowId>,
    },
    /// The list of a theme's front matter.
    Items(Vec<WatchItem>),
}
