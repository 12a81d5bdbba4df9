//! What a chart takes from a dataset, by kind: axes, series, parts of a pair, columns that name or colour.

use super::decimal::Decimal;
use super::range::Condition;
use super::text::LocalText;
use crate::format::NumberFormat;
use crate::source::Located;

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
    /// Before and after, one row each.
    Dumbbell,
    /// Before and after as two columns joined by lines.
    Slope,
    /// One small panel for each value of a column.
    Multiples,
    /// Low to high with a mark between, one row each.
    Range,
    /// Dated events in lanes.
    Timeline,
    /// Lines that start at one hundred.
    Index,
    /// A table of numbers whose cells are tinted by value.
    Matrix,
}

/// What a column is to a chart beside its axes and series; also the key of the fence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Role {
    /// Names points or events.
    Label,
    /// Colours points or rows.
    Group,
    /// Changes, beside bars.
    Delta,
    /// The earlier value.
    From,
    /// The later value.
    To,
    /// The lower end.
    Low,
    /// The upper end.
    High,
    /// The value that counts between two ends.
    Mark,
    /// The whole of which the series are parts; no author asks for it.
    Whole,
}

impl Role {
    /// Its key in the fence.
    pub fn key(self) -> &'static str {
        match self {
            Role::Label => "label",
            Role::Group => "group",
            Role::Delta => "delta",
            Role::From => "from",
            Role::To => "to",
            Role::Low => "low",
            Role::High => "high",
            Role::Mark => "mark",
            Role::Whole => "whole",
        }
    }
}

/// What the cells of a column must be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wants {
    /// Anything.
    Anything,
    /// Numbers.
    Numbers,
    /// Dates, periods or numbers.
    Ordered,
    /// Dates or periods.
    Dates,
}

/// What is taken where a fence names no column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Usual {
    /// Nothing: the fence must name one.
    Named,
    /// The time of the dataset.
    Time,
    /// The measure of the dataset.
    Measure,
    /// A column of this name.
    Called(&'static str),
    /// Nothing, and nothing is needed.
    Nothing,
}

/// A channel as the kind of a chart has it.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Keys that name it; the first is the one that messages use.
    pub keys: &'static [&'static str],
    /// What its cells must be.
    pub wants: Wants,
    /// What is taken where no key names a column.
    pub usual: Usual,
}

/// A kind of chart: what it takes.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The kind.
    pub kind: ChartKind,
    /// Its word in the fence.
    pub word: &'static str,
    /// The horizontal channel, or the category.
    pub x: Rule,
    /// The channel of the numbers.
    pub y: Rule,
    /// What makes series, panels or lanes.
    pub series: Option<Rule>,
    /// Two or three numbers of each row, with those that must be there.
    pub parts: &'static [(Role, bool)],
    /// Other columns.
    pub columns: &'static [Role],
    /// Keys of the drawing that only some kinds have.
    pub options: &'static [&'static str],
}

const fn rule(keys: &'static [&'static str], wants: Wants, usual: Usual) -> Rule {
    Rule { keys, wants, usual }
}

const OVER: Rule = rule(&["x"], Wants::Ordered, Usual::Time);
const CATEGORY: Rule = rule(&["category", "x"], Wants::Anything, Usual::Named);
const AMOUNT: Rule = rule(&["y"], Wants::Numbers, Usual::Measure);
const SERIES: Option<Rule> = Some(rule(&["series"], Wants::Anything, Usual::Nothing));
const PAIR: &[(Role, bool)] = &[(Role::From, true), (Role::To, true)];
const LINED: &[&str] = &["annotate", "ref", "breaks", "smooth", "estimate", "highlight", "index"];
const STACKED: &[&str] = &["annotate", "ref", "breaks", "smooth", "estimate", "highlight"];

/// A shape with nothing but axes.
const fn shape(kind: ChartKind, word: &'static str, x: Rule, options: &'static [&'static str]) -> Shape {
    Shape { kind, word, x, y: AMOUNT, series: None, parts: &[], columns: &[], options }
}

/// Every kind with what it takes: the one place that says so.
pub const SHAPES: [Shape; 14] = [
    Shape { series: SERIES, columns: &[Role::Label], ..shape(ChartKind::Line, "line", OVER, LINED) },
    Shape { series: SERIES, columns: &[Role::Label], ..shape(ChartKind::Step, "step", OVER, STACKED) },
    Shape { series: SERIES, ..shape(ChartKind::Area, "area", OVER, STACKED) },
    Shape { series: SERIES, ..shape(ChartKind::Share, "share", OVER, STACKED) },
    Shape {
        series: SERIES,
        columns: &[Role::Group, Role::Delta],
        ..shape(ChartKind::Bar, "bar", CATEGORY, &["estimate", "highlight"])
    },
    Shape {
        x: rule(&["x", "category"], Wants::Anything, Usual::Time),
        series: SERIES,
        ..shape(
            ChartKind::Column,
            "column",
            OVER,
            &["mode", "annotate", "ref", "breaks", "estimate", "highlight"],
        )
    },
    Shape {
        x: rule(&["x"], Wants::Ordered, Usual::Named),
        series: SERIES,
        columns: &[Role::Label, Role::Group],
        ..shape(
            ChartKind::Scatter,
            "scatter",
            OVER,
            &["annotate", "ref", "quadrant", "frontier", "highlight", "models"],
        )
    },
    Shape {
        parts: PAIR,
        columns: &[Role::Group],
        ..shape(ChartKind::Dumbbell, "dumbbell", CATEGORY, &["ref", "change", "highlight"])
    },
    Shape {
        parts: PAIR,
        columns: &[Role::Group],
        ..shape(ChartKind::Slope, "slope", CATEGORY, &["change", "highlight"])
    },
    Shape {
        series: Some(rule(&["facet", "series"], Wants::Anything, Usual::Named)),
        ..shape(ChartKind::Multiples, "multiples", OVER, &["smooth", "breaks", "ghosts", "shared"])
    },
    Shape {
        parts: &[(Role::Low, true), (Role::High, true), (Role::Mark, false)],
        columns: &[Role::Group],
        ..shape(ChartKind::Range, "range", CATEGORY, &["ref"])
    },
    Shape {
        x: rule(&["date", "x"], Wants::Dates, Usual::Time),
        y: rule(&[], Wants::Anything, Usual::Time),
        series: Some(rule(&["lane", "series"], Wants::Anything, Usual::Called("kind"))),
        columns: &[Role::Label],
        ..shape(ChartKind::Timeline, "timeline", OVER, &[])
    },
    Shape { series: SERIES, ..shape(ChartKind::Index, "index", OVER, LINED) },
    Shape {
        x: rule(&["column"], Wants::Anything, Usual::Named),
        y: rule(&["value", "y"], Wants::Anything, Usual::Measure),
        series: Some(rule(&["row"], Wants::Anything, Usual::Named)),
        ..shape(ChartKind::Matrix, "matrix", OVER, &["heat"])
    },
];

impl ChartKind {
    /// What the kind takes.
    pub fn shape(self) -> &'static Shape {
        SHAPES.iter().find(|shape| shape.kind == self).expect("every kind has its shape")
    }

    /// Whether values stand in the order of the horizontal axis and are joined.
    pub fn is_joined(self) -> bool {
        use ChartKind::{Area, Index, Line, Multiples, Share, Step};
        matches!(self, Line | Step | Area | Share | Index | Multiples)
    }

    /// Whether parts stand on each other.
    pub fn is_stacked(self) -> bool {
        matches!(self, ChartKind::Area | ChartKind::Share)
    }
}

impl Shape {
    /// All keys that only some kinds have, of this kind.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        let rules = [Some(self.x), Some(self.y), self.series].into_iter().flatten();
        let parts = self.parts.iter().map(|(role, _)| role.key());
        let columns = self.columns.iter().map(|role| role.key());
        rules.flat_map(|rule| rule.keys).chain(self.options).copied().chain(parts).chain(columns)
    }
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
    pub format: Option<Located<NumberFormat>>,
    /// Name of the axis, where it is not the column's.
    pub label: Option<String>,
    /// Unit, where it is not the dataset's.
    pub unit: Option<Located<String>>,
}

impl<C> Channel<C> {
    /// A channel with nothing but its column.
    pub fn plain(field: C) -> Channel<C> {
        let (log, domain, ticks) = (false, (None, None), Vec::new());
        Channel { field, log, domain, ticks, format: None, label: None, unit: None }
    }

    /// The number format that its author chose.
    pub fn asked_format(&self) -> Option<&NumberFormat> {
        self.format.as_ref().map(|format| &format.value)
    }

    /// The unit that its author words.
    pub fn asked_unit(&self) -> Option<&str> {
        self.unit.as_ref().map(|unit| unit.value.as_str())
    }

    /// The same axis of another column.
    pub fn on<D>(&self, field: D) -> Channel<D> {
        Channel {
            field,
            log: self.log,
            domain: self.domain,
            ticks: self.ticks.clone(),
            format: self.format.clone(),
            label: self.label.clone(),
            unit: self.unit.clone(),
        }
    }
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
    pub rest: Option<Located<String>>,
    /// Names that differ from the values.
    pub names: Vec<(Located<String>, LocalText)>,
}

impl<C> SeriesAsk<C> {
    /// Series by the values of a column, in the usual order.
    pub fn plain(field: C) -> SeriesAsk<C> {
        SeriesAsk { field, order: SeriesOrder::default(), top: None, rest: None, names: Vec::new() }
    }
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
    List(Vec<Located<String>>),
}

/// One of the numbers of a row: before or after, low or high.
#[derive(Clone, Debug)]
pub enum Part<C> {
    /// A column of numbers.
    Column(C),
    /// The numbers of the rows that meet conditions, such as `{date: 2024-06}`.
    Rows(Vec<Condition<C>>),
}

/// Columns by what they are to a chart.
#[derive(Clone, Debug)]
pub struct Columns<C>(pub Vec<(Role, C)>);

impl<C> Columns<C> {
    /// The column of a role.
    pub fn get(&self, role: Role) -> Option<&C> {
        self.0.iter().find(|(known, _)| *known == role).map(|(_, column)| column)
    }
}

impl<C> Default for Columns<C> {
    fn default() -> Self {
        Columns(Vec::new())
    }
}
