//! Cells of a dataset: columns of one type each, and one cell as it is read back.

use std::fmt;

use super::date::{Date, Period};
use super::decimal::Decimal;

/// The cells of one column.
#[derive(Clone, Debug)]
pub enum Column {
    /// Text, each distinct value kept once; 0 is the empty text.
    Text {
        /// Per row a place in `values`.
        cells: Vec<u32>,
        /// The distinct values in order of appearance; the first is empty.
        values: Vec<Box<str>>,
    },
    /// Numbers; `None` is *not disclosed*.
    Number(Vec<Option<Decimal>>),
    /// Booleans.
    Boolean(Vec<Option<bool>>),
    /// Dates.
    Date(Vec<Option<Date>>),
    /// Periods.
    Period(Vec<Option<Period>>),
}

impl Column {
    /// Keeps the cells of rows that stay, and the texts that they hold.
    pub fn keep(&mut self, stays: &[bool]) {
        fn filter<T>(cells: &mut Vec<T>, stays: &[bool]) {
            let mut stays = stays.iter();
            cells.retain(|_| stays.next() == Some(&true));
        }
        match self {
            Column::Text { cells, values } => {
                filter(cells, stays);
                let mut kept: Vec<Box<str>> = vec!["".into()];
                let mut places: Vec<u32> = vec![0; values.len()];
                for cell in cells {
                    let place = &mut places[*cell as usize];
                    if *cell > 0 && *place == 0 {
                        *place = kept.len() as u32;
                        kept.push(std::mem::take(&mut values[*cell as usize]));
                    }
                    *cell = *place;
                }
                *values = kept;
            }
            Column::Number(cells) => filter(cells, stays),
            Column::Boolean(cells) => filter(cells, stays),
            Column::Date(cells) => filter(cells, stays),
            Column::Period(cells) => filter(cells, stays),
        }
    }
}

/// One cell as it is read back.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Cell<'a> {
    /// Nothing: not disclosed.
    Empty,
    /// A text.
    Text(&'a str),
    /// A number.
    Number(Decimal),
    /// A truth value.
    Boolean(bool),
    /// A date.
    Date(Date),
    /// A period.
    Period(Period),
}

impl Cell<'_> {
    /// The cell as it stands in the CSV file.
    pub fn raw(&self) -> String {
        let mut text = String::new();
        self.write(&mut text).expect("a string takes all that is written");
        text
    }

    /// Appends the cell as it stands in the CSV file, without quotes. Datasets are written cell by cell, so
    /// this goes around the machinery of formats where it can.
    pub fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        match self {
            Cell::Empty => Ok(()),
            Cell::Text(text) => out.write_str(text),
            Cell::Number(number) => number.write(out),
            Cell::Boolean(value) => out.write_str(if *value { "true" } else { "false" }),
            Cell::Date(date) => date.write(out),
            Cell::Period(period) => write!(out, "{period}"),
        }
    }

    /// The date of a date cell, or the end of a period.
    pub fn date(&self) -> Option<Date> {
        match self {
            Cell::Date(date) => Some(*date),
            Cell::Period(period) => Some(period.date()),
            _ => None,
        }
    }

    /// The number of a number cell.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Cell::Number(number) => Some(*number),
            _ => None,
        }
    }
}

impl fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}
