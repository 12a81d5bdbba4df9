//! Which rows meet the conditions of a figure or a reference.

use crate::model::dataset::{BoundDataset, Cell, Column, Dataset, EFFECTIVE};
use crate::model::date::Date;
use crate::model::decimal::Decimal;
use crate::model::id::{ColumnId, RowId};
use crate::model::range::{Bound, Condition, Test};

/// The rows that meet all conditions, in file order. Conditions on text look only at the rows that hold
/// one of their values.
pub fn select(bound: &BoundDataset, conditions: &[Condition<ColumnId>]) -> Vec<RowId> {
    let dataset = &bound.dataset;
    let tests: Vec<Prepared<'_>> = conditions.iter().map(|condition| prepare(bound, condition)).collect();
    let fewest = tests.iter().enumerate().filter_map(|(at, test)| Some((at, test.values()?)));
    let Some((fewest, values)) = fewest.min_by_key(|(_, values)| values.rows(bound)) else {
        return dataset.rows().filter(|row| tests.iter().all(|test| test.holds(dataset, *row))).collect();
    };
    let mut rows = Vec::with_capacity(values.rows(bound));
    values.symbols.iter().for_each(|symbol| rows.extend_from_slice(bound.rows_of(values.column, *symbol)));
    for (_, test) in tests.iter().enumerate().filter(|(at, _)| *at != fewest) {
        rows.retain(|row| test.holds(dataset, *row));
    }
    rows.sort_unstable();
    rows
}

/// Those of the rows that meet all conditions.
pub fn select_among(
    bound: &BoundDataset,
    conditions: &[Condition<ColumnId>],
    mut rows: Vec<RowId>,
) -> Vec<RowId> {
    for test in conditions.iter().map(|condition| prepare(bound, condition)) {
        rows.retain(|row| test.holds(&bound.dataset, *row));
    }
    rows
}

/// How many rows [`select`] looks at: those that hold one of the values of a text column, or all.
pub fn looked_at(bound: &BoundDataset, conditions: &[Condition<ColumnId>]) -> usize {
    let tests = conditions.iter().map(|condition| prepare(bound, condition));
    let counts = tests.filter_map(|test| Some(test.values()?.rows(bound)));
    counts.min().unwrap_or(bound.dataset.len())
}

/// A condition ready to be asked of many rows.
enum Prepared<'c> {
    /// On a text column: one of these values.
    Values(Values<'c>),
    /// Any other.
    Other(&'c Condition<ColumnId>),
}

/// Values of a text column by their places in it.
struct Values<'d> {
    column: ColumnId,
    /// Per row the place of its value.
    cells: &'d [u32],
    symbols: Vec<u32>,
}

impl Values<'_> {
    /// How many rows hold one of them.
    fn rows(&self, bound: &BoundDataset) -> usize {
        self.symbols.iter().map(|symbol| bound.rows_of(self.column, *symbol).len()).sum()
    }
}

fn prepare<'c>(bound: &'c BoundDataset, condition: &'c Condition<ColumnId>) -> Prepared<'c> {
    match (&condition.test, &bound.dataset.columns[condition.column.index()]) {
        (Test::Any(wanted), Column::Text { cells, .. }) => {
            let symbols = wanted.iter().filter_map(|wanted| bound.symbol_of(condition.column, &wanted.value));
            let mut symbols: Vec<u32> = symbols.collect();
            let effective = wanted.iter().any(|wanted| wanted.value == EFFECTIVE);
            // A status that is not given is that one.
            if effective && bound.dataset.schema.status == Some(condition.column) {
                symbols.push(0);
            }
            symbols.sort_unstable();
            symbols.dedup();
            Prepared::Values(Values { column: condition.column, cells, symbols })
        }
        _ => Prepared::Other(condition),
    }
}

impl Prepared<'_> {
    fn values(&self) -> Option<&Values<'_>> {
        match self {
            Prepared::Values(values) => Some(values),
            Prepared::Other(_) => None,
        }
    }

    fn holds(&self, dataset: &Dataset, row: RowId) -> bool {
        match self {
            Prepared::Values(values) => match values.symbols.as_slice() {
                [one] => values.cells[row.index()] == *one,
                symbols => symbols.contains(&values.cells[row.index()]),
            },
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
        Test::Not(values) => {
            let cell = if cell == Cell::Empty && dataset.schema.status == Some(condition.column) {
                Cell::Text(EFFECTIVE)
            } else {
                cell
            };
            !values.iter().any(|value| equals(&cell, &value.value))
        }
        Test::Range(from, to) => {
            from.is_none_or(|bound| reaches(&cell, bound)) && to.is_none_or(|bound| stays(&cell, bound))
        }
    }
}

/// Whether a row has a value in a column.
pub fn is_held(dataset: &Dataset, column: ColumnId, value: &str) -> bool {
    dataset.rows().any(|row| equals(&dataset.cell(row, column), value))
}

/// Whether one of these rows has a value in a column.
pub fn is_held_by(dataset: &Dataset, rows: &[RowId], (column, value): (ColumnId, &str)) -> bool {
    rows.iter().any(|row| equals(&dataset.cell(*row, column), value))
}

fn equals(cell: &Cell<'_>, value: &str) -> bool {
    match cell {
        Cell::Empty => value.is_empty(),
        Cell::Text(text) => *text == value,
        Cell::Number(number) => Decimal::parse(value) == Ok(*number),
        other => other.raw() == value,
    }
}

/// Whether a cell lies at or after a lower end; a period does as a whole.
fn reaches(cell: &Cell<'_>, bound: Bound) -> bool {
    match (cell, bound.date()) {
        (Cell::Number(number), _) => bound.number().is_some_and(|bound| *number >= bound),
        (Cell::Period(period), Some(bound)) => period.start().first_day() >= bound.first_day(),
        (Cell::Date(date), Some(bound)) if is_vague(*date, bound) => date.first_day() >= bound.first_day(),
        (cell, Some(bound)) => cell.date().is_some_and(|date| date.last_day() >= bound.first_day()),
        _ => false,
    }
}

/// Whether a cell lies at or before an upper end; a period does as a whole.
fn stays(cell: &Cell<'_>, bound: Bound) -> bool {
    match (cell, bound.date()) {
        (Cell::Number(number), _) => bound.number().is_some_and(|bound| *number <= bound),
        (Cell::Period(period), Some(bound)) => period.date().last_day() <= bound.last_day(),
        (Cell::Date(date), Some(bound)) if is_vague(*date, bound) => date.last_day() <= bound.last_day(),
        (cell, Some(bound)) => cell.date().is_some_and(|date| date.first_day() <= bound.last_day()),
        _ => false,
    }
}

/// Whether a date is a whole year where months or days were asked for: it lies between them only as a whole.
fn is_vague(date: Date, bound: Date) -> bool {
    date.month().is_none() && bound.month().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Period;
    use crate::model::query::sample::prices;
    use crate::source::{FileId, Located, Span};

    #[test]
    fn conditions_choose_rows_by_text_number_and_range() {
        let bound = prices();
        let choose = |column: u32, test: Test| {
            select(&bound, &[Condition { column: ColumnId(column), test, span: Span::whole(FileId(0)) }])
        };
        let word = |text: &str| Located::new(text.to_owned(), Span::whole(FileId(0)));
        let effective = choose(2, Test::Any(vec![word("scheduled"), word("effective")]));
        assert_eq!(effective, [RowId(0), RowId(1), RowId(2)], "a status that is not given is effective");
        assert_eq!(choose(2, Test::Any(vec![word("scheduled")])), [RowId(2)]);
        assert_eq!(choose(2, Test::Not(vec![word("effective")])).len(), 2);
        assert_eq!(choose(2, Test::Empty), [RowId(0)]);
        assert_eq!(choose(2, Test::Not(vec![word("cancelled")])).len(), 3);
        assert_eq!(choose(1, Test::Any(vec![word("8.0")])), [RowId(1)]);
        let from = Bound::Date(Date::parse("2025-03-15").unwrap());
        assert_eq!(
            choose(0, Test::Range(Some(from), None)).len(),
            3,
            "March as a month reaches past its 15th"
        );
        assert_eq!(
            choose(0, Test::Range(Some(Bound::Date(Date::parse("2024-12").unwrap())), Some(from))).len(),
            2,
            "January, and March as a month"
        );
        let year = Cell::Date(Date::parse("2025").unwrap());
        let bound = |text: &str| Bound::Date(Date::parse(text).unwrap());
        assert!(
            !reaches(&year, bound("2025-09")) && !stays(&year, bound("2025-11-30")),
            "a year is no autumn"
        );
        assert!(reaches(&year, bound("2025-01")) && stays(&year, bound("2025-12-31")));
        assert!(reaches(&year, bound("2025")) && stays(&year, bound("2025")));
        let half = Cell::Period(Period::parse("2025H1").unwrap());
        assert!(
            !reaches(&half, bound("2025-04")) && stays(&half, bound("2025-06")),
            "half a year is no quarter"
        );
        assert!(reaches(&half, bound("2025-01")) && !stays(&half, bound("2025-05")));
        let numbers = Test::Range(Some(Bound::Number(Decimal::parse("9").unwrap())), None);
        assert_eq!(choose(1, numbers), [RowId(0), RowId(2), RowId(3)]);
    }
}
