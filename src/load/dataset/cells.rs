//! Turns the cells of one column into values, and says what is wrong with those that are none.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use crate::diag::Diagnostic;
use crate::diag::catalog::cell as say;
use crate::diag::catalog::fields as say_field;
use crate::model::dataset::{Column, Field, FieldType};
use crate::model::date::{Date, DateError, Period};
use crate::model::decimal::{Decimal, DecimalError};
use crate::source::Span;

/// How many bytes a cell may have.
pub const MOST_BYTES: usize = 32 * 1024;

/// What is wrong with a cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrong {
    /// It is empty and must not be.
    Empty,
    /// It is too long.
    Long,
    /// Spaces at its ends.
    Spaces,
    /// No plain decimal.
    Number(DecimalError),
    /// Decimals where a whole number belongs.
    Integer,
    /// Neither `true` nor `false`.
    Boolean,
    /// No date.
    Date(DateError),
    /// No year.
    Year,
    /// No period.
    Period,
    /// A value that the column does not allow.
    NotAllowed,
    /// Under the minimum.
    Below,
    /// Over the maximum.
    Above,
}

/// Takes the cells of one column in row order.
pub struct Cells<'s> {
    field: &'s Field,
    year: bool,
    column: Column,
    symbols: Symbols,
}

impl<'s> Cells<'s> {
    /// No cells yet.
    pub fn new(field: &'s Field, year: bool) -> Self {
        let column = match field.kind {
            FieldType::String => Column::Text { cells: Vec::new(), values: vec!["".into()] },
            FieldType::Number | FieldType::Integer => Column::Number(Vec::new()),
            FieldType::Boolean => Column::Boolean(Vec::new()),
            FieldType::Date => Column::Date(Vec::new()),
            FieldType::Period => Column::Period(Vec::new()),
        };
        Cells { field, year, column, symbols: Symbols::new() }
    }

    /// Takes one cell. One that is wrong counts as empty.
    pub fn take(&mut self, cell: &str) -> Result<(), Wrong> {
        let fits = match (cell.len(), self.field.required) {
            (0, true) => Err(Wrong::Empty),
            (0, false) => Ok(()),
            (length, _) if length > MOST_BYTES => Err(Wrong::Long),
            _ => return self.take_value(cell),
        };
        self.take_nothing();
        fits
    }

    /// All cells.
    pub fn finish(self) -> Column {
        self.column
    }

    fn take_nothing(&mut self) {
        match &mut self.column {
            Column::Text { cells, .. } => cells.push(0),
            Column::Number(cells) => cells.push(None),
            Column::Boolean(cells) => cells.push(None),
            Column::Date(cells) => cells.push(None),
            Column::Period(cells) => cells.push(None),
        }
    }

    fn take_value(&mut self, cell: &str) -> Result<(), Wrong> {
        let field = self.field;
        match &mut self.column {
            Column::Text { cells, values } => {
                let meant = meant(field, cell);
                let symbol = self.symbols.place(meant, values, |text| is_allowed(field, text));
                cells.push(symbol);
                match self.symbols.allowed[symbol as usize] {
                    _ if meant.len() < cell.len() => Err(Wrong::Spaces),
                    true => Ok(()),
                    false => Err(Wrong::NotAllowed),
                }
            }
            Column::Number(cells) => push(cells, number(field, cell), cell),
            Column::Boolean(cells) => push(cells, cell.parse().map_err(|_| Wrong::Boolean), cell),
            Column::Date(cells) if self.year => push(cells, year(cell), cell),
            Column::Date(cells) => push(cells, Date::parse(cell).map_err(Wrong::Date), cell),
            Column::Period(cells) => push(cells, Period::parse(cell).ok_or(Wrong::Period), cell),
        }?;
        let checked = field.kind == FieldType::String;
        if checked || is_allowed(field, cell) { Ok(()) } else { Err(Wrong::NotAllowed) }
    }
}

/// Keeps a value, or nothing for one that is wrong; spaces at its ends are told as such.
fn push<T>(cells: &mut Vec<Option<T>>, value: Result<T, Wrong>, cell: &str) -> Result<(), Wrong> {
    let (value, fits) = match value {
        Ok(value) => (Some(value), Ok(())),
        Err(_) if cell.trim() != cell => (None, Err(Wrong::Spaces)),
        Err(wrong) => (None, Err(wrong)),
    };
    cells.push(value);
    fits
}

fn number(field: &Field, cell: &str) -> Result<Decimal, Wrong> {
    let number = Decimal::parse(cell).map_err(Wrong::Number)?;
    if field.kind == FieldType::Integer && number.places() > 0 {
        return Err(Wrong::Integer);
    }
    if field.minimum.is_some_and(|minimum| number < minimum) {
        return Err(Wrong::Below);
    }
    if field.maximum.is_some_and(|maximum| number > maximum) {
        return Err(Wrong::Above);
    }
    Ok(number)
}

fn year(cell: &str) -> Result<Date, Wrong> {
    Date::parse(cell).ok().filter(|date| date.month().is_none()).ok_or(Wrong::Year)
}

/// A text without the spaces at its ends, where it is a name or nothing else; free text may start and
/// end as it likes.
fn meant<'c>(field: &Field, cell: &'c str) -> &'c str {
    let trimmed = cell.trim();
    let name = field.reference.is_some() || !field.allowed.is_empty();
    if name || trimmed.is_empty() { trimmed } else { cell }
}

fn is_allowed(field: &Field, text: &str) -> bool {
    field.allowed.is_empty() || field.lists(text)
}

/// Where each distinct text of a column is kept.
struct Symbols {
    hasher: RandomState,
    places: HashMap<u64, u32>,
    /// Per place whether the column allows the text.
    allowed: Vec<bool>,
    last: u32,
}

impl Symbols {
    /// The empty text is there from the start.
    fn new() -> Self {
        Symbols { hasher: RandomState::new(), places: HashMap::new(), allowed: vec![true], last: 0 }
    }

    /// The place of a text in `values`, where it is put when it is new, and then checked.
    fn place(&mut self, cell: &str, values: &mut Vec<Box<str>>, is_allowed: impl Fn(&str) -> bool) -> u32 {
        if *values[self.last as usize] == *cell {
            return self.last;
        }
        let mut hash = self.hasher.hash_one(cell);
        while let Some(place) = self.places.get(&hash) {
            if *values[*place as usize] == *cell {
                self.last = *place;
                return *place;
            }
            hash = hash.wrapping_add(1);
        }
        self.last = values.len() as u32;
        self.places.insert(hash, self.last);
        self.allowed.push(is_allowed(cell));
        values.push(cell.into());
        self.last
    }
}

/// The words for what is wrong with a cell.
pub fn explain(wrong: Wrong, field: &Field, cell: &str, span: Span) -> Diagnostic {
    let shown = |bound: Option<Decimal>| bound.map(|bound| bound.to_string()).unwrap_or_default();
    match wrong {
        Wrong::Empty => say::empty_cell(span, &field.name),
        Wrong::Long => say::long_cell(span, MOST_BYTES),
        Wrong::Spaces => say::spaces_around(span, cell),
        Wrong::Number(why) => say::not_a_number(span, cell, reason(why)),
        Wrong::Integer => say::not_an_integer(span, cell),
        Wrong::Boolean => say::not_a_boolean(span, cell),
        Wrong::Date(DateError::Shape) => say_field::not_a_date(span, cell),
        Wrong::Date(DateError::Impossible) => say_field::impossible_date(span, cell),
        Wrong::Year => say::not_a_year(span, cell),
        Wrong::Period => say::not_a_period(span, cell),
        Wrong::NotAllowed => say_field::not_one_of(span, &field.name, cell, &field.listed()),
        Wrong::Below => say::below_minimum(span, &field.name, cell, &shown(field.minimum)),
        Wrong::Above => say::above_maximum(span, &field.name, cell, &shown(field.maximum)),
    }
}

fn reason(why: DecimalError) -> say::Number {
    match why {
        DecimalError::NotFinite => say::Number::NotFinite,
        DecimalError::Thousands => say::Number::Separators,
        DecimalError::Exponent => say::Number::Exponent,
        DecimalError::Sign => say::Number::Sign,
        DecimalError::TooLong => say::Number::TooLong,
        DecimalError::Other => say::Number::Other,
    }
}
