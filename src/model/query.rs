//! Questions to a dataset: which rows meet conditions, which are in force on a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::dataset::{BoundDataset, Cell, Dataset, Holds, Time};
use super::date::Date;
use super::id::{ColumnId, RowId};
use super::range::{Bound, Condition, Test};

/// The rows that meet all conditions, in file order. Conditions on text look only at the rows that hold
/// one of their values.
pub fn select(bound: &BoundDataset, conditions: &[Condition<ColumnId>]) -> Vec<RowId> {
    let dataset = &bound.dataset;
    let tests: Vec<Prepared<'_>> = conditions.iter().map(|condition| prepare(dataset, condition)).collect();
    let meets = |row: &RowId| tests.iter().all(|test| test.holds(dataset, *row));
    match tests.iter().filter_map(|test| test.values()).min_by_key(|values| values.rows(bound)) {
        None => dataset.rows().filter(meets).collect(),
        Some(values) => {
            let few = values.symbols.iter().flat_map(|symbol| bound.rows_of(values.column, *symbol));
            let mut rows: Vec<RowId> = few.copied().filter(meets).collect();
            rows.sort_unstable();
            rows
        }
    }
}

/// A condition ready to be asked of many rows.
enum Prepared<'c> {
    /// On a text column: one of these values.
    Values(Values),
    /// Any other.
    Other(&'c Condition<ColumnId>),
}

/// Values of a text column by their places in it.
struct Values {
    column: ColumnId,
    symbols: Vec<u32>,
}

impl Values {
    /// How many rows hold one of them.
    fn rows(&self, bound: &BoundDataset) -> usize {
        self.symbols.iter().map(|symbol| bound.rows_of(self.column, *symbol).len()).sum()
    }
}

fn prepare<'c>(dataset: &Dataset, condition: &'c Condition<ColumnId>) -> Prepared<'c> {
    let values = dataset.values(condition.column);
    match &condition.test {
        Test::Any(wanted) if !values.is_empty() => {
            let is_wanted = |value: &str| wanted.iter().any(|wanted| wanted.value == value);
            let places = (0..).zip(values).filter(|(_, value)| is_wanted(value));
            let symbols = places.map(|(symbol, _)| symbol).collect();
            Prepared::Values(Values { column: condition.column, symbols })
        }
        _ => Prepared::Other(condition),
    }
}

impl Prepared<'_> {
    fn values(&self) -> Option<&Values> {
        match self {
            Prepared::Values(values) => Some(values),
            Prepared::Other(_) => None,
        }
    }

    fn holds(&self, dataset: &Dataset, row: RowId) -> bool {
        match self {
            Prepared::Values(values) => values.symbols.contains(&dataset.symbol(row, values.column)),
            Prepared::Other(condition) => holds(dataset, row, condition),
        }
    }
}

fn holds(dataset: &Dataset, row: RowId, condition: &Condition<ColumnId>) -> bool {
    let cell = dataset.cell(row, condition.column);
    match &condition.test {
        Test::Filled => cell != Cell::Empty,
        Test::Empty => cell == Cell::Empty,
        Test::Any(values) => values.iter().any(|value| equals(&cell, &value.value)),
        Test::Not(values) => !values.iter().any(|value| equals(&cell, &value.value)),
        Test::Range(from, to) => {
            from.is_none_or(|bound| reaches(&cell, bound)) && to.is_none_or(|bound| stays(&cell, bound))
        }
    }
}

fn equals(cell: &Cell<'_>, value: &str) -> bool {
    match cell {
        Cell::Empty => value.is_empty(),
        Cell::Text(text) => *text == value,
        Cell::Number(number) => super::decimal::Decimal::parse(value) == Ok(*number),
        other => other.raw() == value,
    }
}

/// Whether a cell lies at or after a lower end.
fn reaches(cell: &Cell<'_>, bound: Bound) -> bool {
    match (cell, bound.date()) {
        (Cell::Number(number), _) => bound.number().is_some_and(|bound| *number >= bound),
        (cell, Some(bound)) => cell.date().is_some_and(|date| date.last_day() >= bound.first_day()),
        _ => false,
    }
}

/// Whether a cell lies at or before an upper end.
fn stays(cell: &Cell<'_>, bound: Bound) -> bool {
    match (cell, bound.date()) {
        (Cell::Number(number), _) => bound.number().is_some_and(|bound| *number <= bound),
        (cell, Some(bound)) => cell.date().is_some_and(|date| date.first_day() <= bound.last_day()),
        _ => false,
    }
}

/// Of these rows, those that were known and count on a day: effective ones that do not start after it.
/// A period counts from its first month on (guidance for a year is given during it), an estimate always.
pub fn known(dataset: &Dataset, rows: &[RowId], as_of: NaiveDate) -> Vec<RowId> {
    let started = |row: RowId| match dataset.schema.time {
        None => true,
        Some(Time::At(column) | Time::Between(column, _)) => {
            starts(&dataset.cell(row, column)).is_none_or(|date| date.first_day() <= as_of)
        }
    };
    rows.iter().copied().filter(|row| dataset.is_effective(*row) && started(*row)).collect()
}

fn starts(cell: &Cell<'_>) -> Option<Date> {
    match cell {
        Cell::Period(period) if period.estimate => None,
        Cell::Period(period) => Some(period.start()),
        other => other.date(),
    }
}

/// Of these rows, per key the one in force on a day: the latest known. The key is every column of the
/// primary key but time and source; rows of equal date keep the later line.
pub fn in_force(dataset: &Dataset, rows: &[RowId], as_of: NaiveDate) -> Vec<RowId> {
    let key_columns = key_without_time(dataset);
    let mut latest: BTreeMap<Vec<i128>, RowId> = BTreeMap::new();
    for row in known(dataset, rows, as_of) {
        let key = key_columns.iter().map(|column| dataset.key(row, *column)).collect();
        latest
            .entry(key)
            .and_modify(|held| {
                if dataset.row_date(row) >= dataset.row_date(*held) {
                    *held = row;
                }
            })
            .or_insert(row);
    }
    let mut rows: Vec<RowId> = latest.into_values().collect();
    rows.sort();
    rows
}

/// The columns that name what a row is about, apart from when and by whom.
pub fn key_without_time(dataset: &Dataset) -> Vec<ColumnId> {
    let schema = &dataset.schema;
    let time = |column: &ColumnId| match schema.time {
        Some(Time::At(at)) => at == *column,
        Some(Time::Between(start, end)) => start == *column || end == *column,
        None => false,
    };
    let named = schema.primary_key.iter().copied();
    named.filter(|column| !time(column) && Some(*column) != schema.source).collect()
}

/// Whether rows of a dataset hold until the next of their key.
pub fn is_step(dataset: &Dataset) -> bool {
    dataset.schema.holds == Holds::UntilNext
}
