//! Figures as readers get them: pictures, tables of words, sources.

use super::date::Date;
use super::fresh::Age;
use super::id::{ColumnId, DatasetId, RowId, SourceId};
use super::prose::Target;
use crate::chart::flat;

/// A figure, computed.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// The picture, for charts.
    pub picture: Option<Picture>,
    /// The table: a chart's data, or the table itself.
    pub table: Table,
    /// Entries in order of time, for timelines (which have no table).
    pub entries: Vec<Entry>,
    /// Measure, unit and period: as written, completed from the dataset where left out.
    pub dek: String,
    /// Alternative text: as written, or made from the data.
    pub alt: String,
    /// Remarks made from the chart itself: declared breaks.
    pub remarks: Vec<String>,
    /// The datasets whose rows are shown.
    pub data: Vec<DatasetId>,
    /// The sources of the rows shown, in order of first use.
    pub sources: Vec<SourceId>,
    /// The latest date of a row shown.
    pub as_of: Option<Date>,
    /// How old its data are, on pages that speak of today, where that is over their limit.
    pub stale: Option<Age>,
    /// How many of the rows shown other sources contradict.
    pub disputed: usize,
    /// The wording that a licence demands, filled in.
    pub attributions: Vec<String>,
    /// Licences of the datasets.
    pub licenses: Vec<String>,
    /// Whether the licence keeps back the rows that a table would show.
    pub withheld: bool,
    /// The rows to download; `None` where a licence keeps them back.
    pub csv: Option<Download>,
    /// What the lines of a chart stand for, where the table only sums them up.
    pub readings: Option<Box<Readings>>,
}

/// The values of a chart, by series.
#[derive(Clone, Debug)]
pub struct Readings {
    /// The dataset, and the column that holds the places on the axis.
    pub axis: (DatasetId, ColumnId),
    /// The places in order, each by a row that stands there: a site has millions, so they are read when written.
    pub places: Vec<RowId>,
    /// Per series its name and a value for each place, NaN where there is none.
    pub series: Vec<(String, Vec<f64>)>,
}

/// A chart in two widths, as SVG whose colours are classes.
#[derive(Clone, Debug)]
pub struct Picture {
    /// 720 units wide.
    pub wide: String,
    /// Width and height of the wide one.
    pub size: (u32, u32),
    /// 340 units wide.
    pub narrow: String,
}

impl Picture {
    /// The wide one with its colours written out, for downloads and feeds.
    pub fn flat(&self) -> String {
        flat(&self.wide, self.size)
    }

    /// The narrow one with its colours written out, for small pictures.
    pub fn flat_narrow(&self) -> String {
        flat(&self.narrow, self.narrow_size())
    }

    /// Width and height of the narrow one.
    pub fn narrow_size(&self) -> (u32, u32) {
        let sides = self.narrow.split_once("viewBox=\"").and_then(|(_, rest)| rest.split_once('"'));
        let mut sides = sides.map_or("", |(sides, _)| sides).split(' ').skip(2).map(str::parse);
        match (sides.next(), sides.next()) {
            (Some(Ok(width)), Some(Ok(height))) => (width, height),
            _ => (340, 340),
        }
    }
}

/// What can be downloaded with a figure. Rows become CSV when the file is written: most of a site's
/// bytes are in them.
#[derive(Clone, Debug)]
pub enum Download {
    /// Rows of a dataset, all columns.
    Rows(DatasetId, Vec<RowId>),
    /// CSV made for the figure.
    Sheet(String),
}

/// A table of words.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Heads of columns.
    pub head: Vec<HeadCell>,
    /// Lines; the first cell of a line heads it where `row_heads`.
    pub lines: Vec<Vec<TableCell>>,
    /// Whether first cells head their lines.
    pub row_heads: bool,
    /// How many rows stand in no line, because there are more than are shown, or because lines sum them up.
    pub left_out: usize,
}

/// The head of a column.
#[derive(Clone, Debug, Default)]
pub struct HeadCell {
    /// Its words.
    pub text: String,
    /// Its unit.
    pub unit: String,
    /// Whether the column holds numbers (aligned right).
    pub numeric: bool,
    /// A note that it names.
    pub link: Option<Target>,
    /// Whether its numbers have several units, through which no order goes.
    pub unordered: bool,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub struct TableCell {
    /// Its words; for a missing value the words for *not disclosed*.
    pub text: String,
    /// The raw value, for sorting by scripts and for machines, where it differs from the words.
    pub raw: Option<String>,
    /// Where it leads.
    pub link: Option<Target>,
    /// A value that is not disclosed.
    pub missing: bool,
    /// The word for a status other than effective.
    pub status: Option<String>,
    /// Source and date of the value, in words.
    pub title: Option<String>,
    /// The date of the value, to stand below it.
    pub when: Option<String>,
    /// Its step on the scale of tints, 0 to 6.
    pub heat: Option<u8>,
    /// A small drawing (SVG) in place of words.
    pub picture: Option<String>,
}

/// An entry of a timeline.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The date for machines.
    pub date: String,
    /// The date in words.
    pub day: String,
    /// The year, for grouping.
    pub year: i32,
    /// Its lane in words.
    pub lane: String,
    /// What it is about, with where it leads.
    pub subjects: Vec<TableCell>,
    /// What happened.
    pub text: String,
    /// How much it was about, with its unit; empty where its row has no number.
    pub value: String,
    /// The word for its status, where it is planned or was cancelled.
    pub status: Option<String>,
    /// Its source.
    pub source: Option<SourceId>,
}
