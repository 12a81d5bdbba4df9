//! Figures and tables bound to columns and rows, and what they were asked for.

use std::collections::BTreeMap;

pub use super::ask::*;
use super::dataset::{BoundDataset, Dataset};
use super::date::Date;
use super::id::{ColumnId, DatasetId, FigureId, LangId, NoteId, RowId};
use super::query;
use super::text::LocalText;
use super::unit;
use super::watch::WatchItem;
use crate::format::Scaled;
use crate::source::{Located, Span};

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
    /// The fence that asks for it; `None` where no author did.
    pub asked: Option<Span>,
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

impl Numbered {
    /// The key of its word, with a place for the number.
    pub fn key(self) -> &'static str {
        match self {
            Numbered::Figure => "figure",
            Numbered::Table => "table",
        }
    }
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
    /// What makes series, panels, lanes.
    pub series: Option<SeriesAsk<ColumnId>>,
    /// Other columns.
    pub columns: Columns<ColumnId>,
    /// The numbers of each row, for kinds that have several.
    pub parts: Vec<PartPlan>,
    /// How it is drawn.
    pub style: ChartStyle,
}

impl ChartPlan {
    /// The column of a role.
    pub fn column(&self, role: Role) -> Option<ColumnId> {
        self.columns.get(role).copied()
    }

    /// One of the numbers of each row.
    pub fn part(&self, role: Role) -> Option<&PartPlan> {
        self.parts.iter().find(|part| part.role == role)
    }
}

/// One of the numbers of a row, bound: low or high, before or after.
#[derive(Clone, Debug)]
pub struct PartPlan {
    /// Which.
    pub role: Role,
    /// The column of the numbers.
    pub column: ColumnId,
    /// The rows that hold them, at most one for each category.
    pub rows: Vec<RowId>,
    /// The column whose value tells these rows from others, if one does.
    pub told_by: Option<ColumnId>,
    /// The day on which these rows were in force, where that was asked.
    pub in_force: Option<Date>,
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

impl Measure {
    /// Its rows by the models they are about, each model's in file order.
    pub fn by_model(&self, bound: &BoundDataset) -> BTreeMap<NoteId, Vec<RowId>> {
        let mut rows: BTreeMap<NoteId, Vec<RowId>> = BTreeMap::new();
        for row in &self.rows {
            if let Some(model) = bound.note(*row, self.model) {
                rows.entry(model).or_default().push(*row);
            }
        }
        rows
    }

    /// The row of each model that has one: of several (lists in two currencies, say) the one whose unit most rows have.
    pub fn leading(&self, bound: &BoundDataset, lang: LangId) -> BTreeMap<NoteId, RowId> {
        let unit = |row: RowId| unit::unit(&bound.dataset, row, lang);
        let mut like: BTreeMap<String, usize> = BTreeMap::new();
        for row in &self.rows {
            *like.entry(unit(*row)).or_default() += 1;
        }
        let weight = |row: &RowId| (like.get(&unit(*row)).copied(), bound.dataset.row_date(*row));
        let best = |(model, rows): (NoteId, Vec<RowId>)| Some((model, rows.into_iter().max_by_key(weight)?));
        self.by_model(bound).into_iter().filter_map(best).collect()
    }

    /// All that its rows say of what a row is about: more than one where sources differ.
    pub fn said(&self, dataset: &Dataset, row: RowId) -> Vec<RowId> {
        let series = query::series(dataset);
        let same = |other: &RowId| series.of(*other) == series.of(row);
        self.rows.iter().copied().filter(same).collect()
    }
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
    /// How many more rows there are, which are not shown.
    pub left_out: usize,
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
    /// Rows that say something else of what stands in a cell; of what an author asks for there are none.
    pub otherwise: Vec<RowId>,
    /// Number format of the cells.
    pub format: Option<Located<Scaled>>,
    /// Whether cells are tinted by their numbers.
    pub heat: bool,
    /// Whether each line ends with its course in one of the columns.
    pub courses: bool,
    /// Whether each line tells the day of its newest row.
    pub dated: bool,
}

/// A matrix of models by attribute.
#[derive(Clone, Debug)]
pub struct MatrixPlan {
    /// Models, across (default-language notes).
    pub models: Vec<NoteId>,
    /// Attributes, down.
    pub attributes: Vec<Attribute>,
    /// Whether each value of a dataset has its date below it.
    pub dated: bool,
}

/// An attribute of a model.
#[derive(Clone, Debug)]
pub enum Attribute {
    /// A field of front matter.
    Field(ModelField),
    /// A measure of a dataset; the cell is the row in force.
    Measure(Measure),
}

impl Attribute {
    /// The measure, if it is one.
    pub fn measure(&self) -> Option<&Measure> {
        match self {
            Attribute::Measure(measure) => Some(measure),
            Attribute::Field(_) => None,
        }
    }
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
    /// How many more rows there are, which are not shown.
    pub left_out: usize,
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
