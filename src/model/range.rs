//! Conditions on the rows of a dataset.

use super::date::Date;
use super::decimal::Decimal;
use crate::source::{Located, Span};

/// A condition on rows.
#[derive(Clone, Debug)]
pub struct Condition<C> {
    /// The column.
    pub column: C,
    /// What its cells must be.
    pub test: Test,
    /// Where it is written.
    pub span: Span,
}

/// Where conditions are written, all together.
pub fn written(conditions: &[Condition<Located<String>>]) -> Option<Span> {
    let (first, last) = (conditions.first()?, conditions.last()?);
    Some(Span { end: last.span.end, ..first.column.span })
}

/// What a cell must be.
#[derive(Clone, PartialEq, Debug)]
pub enum Test {
    /// One of these.
    Any(Vec<Located<String>>),
    /// None of these.
    Not(Vec<Located<String>>),
    /// Not empty (`"*"`).
    Filled,
    /// Empty (`""`).
    Empty,
    /// Between two ends, inclusive (`a..b`, `a..`, `..b`).
    Range(Option<Bound>, Option<Bound>),
}

/// An end of a range: a date (first or last day of what was written) or a number.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Bound {
    /// A date.
    Date(Date),
    /// Four digits: a year beside dates, a number beside numbers.
    Year(Date),
    /// A number.
    Number(Decimal),
}

impl Bound {
    /// The end as a date.
    pub fn date(self) -> Option<Date> {
        match self {
            Bound::Date(date) | Bound::Year(date) => Some(date),
            Bound::Number(_) => None,
        }
    }

    /// The end as a number.
    pub fn number(self) -> Option<Decimal> {
        match self {
            Bound::Date(_) => None,
            Bound::Year(date) => Decimal::parse(&date.year().to_string()).ok(),
            Bound::Number(number) => Some(number),
        }
    }
}
