//! Guesses what the columns of a CSV file hold when no sidecar says it.

use super::sidecar::STATUS;
use crate::load::csv::Rows;
use crate::model::dataset::FieldType;
use crate::model::date::{Date, DateError, Period};
use crate::model::decimal::{Decimal, DecimalError};

/// Numbers and dates are not longer than this, however they are written.
const LONGEST: usize = 40;

/// What the cells of one column look like.
#[derive(Clone, Copy, Default)]
struct Tally {
    filled: usize,
    decimals: usize,
    /// Numbers that are not written as plain decimals (`NaN`, `1,234`, `$5`).
    odd_numbers: usize,
    /// Those of them that people write for people: `1,234`, `$5`, `75%`.
    dressed: usize,
    dates: usize,
    /// Dates that cannot be mistaken for a number.
    clear_dates: usize,
    /// Dates that are not written as such (`05/01/2024`, `2023-02-29`).
    odd_dates: usize,
    periods: usize,
    /// Numbers that would lose something: `000001`.
    codes: usize,
    statuses: usize,
}

/// What a column seems to hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Guess {
    /// The type of its cells.
    pub kind: FieldType,
    /// Whether any cell is a word for the status of a row.
    pub status: bool,
}

/// Looks at all rows behind the header. A column is of numbers where at least half of its filled cells
/// are, or where all are but for their dress; of dates likewise; else of text. Bare years are dates in a column whose name says so.
pub fn guess(mut rows: Rows<'_>, names: &[&str]) -> Vec<Guess> {
    let mut tallies = vec![Tally::default(); names.len()];
    while let Some(row) = rows.next_row() {
        for (tally, cell) in tallies.iter_mut().zip(row.cells()) {
            tally.count(cell);
        }
    }
    let columns = tallies.iter().zip(names);
    columns.map(|(tally, name)| Guess { kind: tally.kind(name), status: tally.statuses > 0 }).collect()
}

impl Tally {
    fn count(&mut self, cell: &str) {
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        let first = cell.as_bytes()[0];
        if cell.len() <= LONGEST && (!first.is_ascii_alphabetic() || b"nNiI".contains(&first)) {
            self.count_number(cell);
        }
        if cell.len() <= LONGEST && first.is_ascii_digit() {
            self.count_date(cell);
        }
        if first.is_ascii_digit() || first == b'F' {
            self.periods += usize::from(Period::parse(cell).is_some());
        }
        self.statuses += usize::from(STATUS.contains(&cell));
    }

    fn count_number(&mut self, cell: &str) {
        match Decimal::parse(cell) {
            Ok(_) => {
                self.decimals += 1;
                self.codes += usize::from(Decimal::is_code(cell));
            }
            Err(DecimalError::Other) => {}
            Err(why) => {
                self.odd_numbers += 1;
                self.dressed += usize::from(matches!(why, DecimalError::Thousands | DecimalError::Sign));
            }
        }
    }

    fn count_date(&mut self, cell: &str) {
        match Date::parse(cell) {
            Ok(date) => {
                self.dates += 1;
                self.clear_dates += usize::from(date.month().is_some());
            }
            Err(DateError::Impossible) => self.odd_dates += 1,
            Err(DateError::Shape) => self.odd_dates += usize::from(looks_like_a_date(cell)),
        }
    }

    fn kind(&self, name: &str) -> FieldType {
        let most = |count: usize| count > 0 && 2 * count >= self.filled;
        let named = ["date", "day", "month", "year", "period", "time"];
        let of_time = named.iter().any(|word| name.to_lowercase().contains(word));
        let bare_years = self.dates - self.clear_dates;
        let clear = self.clear_dates + self.odd_dates;
        if clear > 0 && most(clear + bare_years) || of_time && bare_years > 0 && bare_years == self.filled {
            return FieldType::Date;
        }
        if self.periods == self.filled && self.periods > self.decimals {
            return FieldType::Period;
        }
        let all_dressed = self.dressed > 0 && self.dressed == self.filled;
        if all_dressed || self.decimals > 0 && self.codes == 0 && most(self.decimals + self.odd_numbers) {
            return FieldType::Number;
        }
        FieldType::String
    }
}

/// `05/01/2024`, `2024/1/5`, `5.1.2024`, `2024年1月5日`.
fn looks_like_a_date(cell: &str) -> bool {
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = cell.trim_end_matches('日').split(['/', '.', '-', '年', '月']).collect();
    let years = parts.iter().filter(|part| part.len() == 4).count();
    parts.len() == 3 && parts.iter().all(|part| digits(part) && part.len() <= 4) && years == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str, cells: &[&str]) -> FieldType {
        guess(Rows::new(&cells.join("\n")), &[name])[0].kind
    }

    #[test]
    fn half_of_the_cells_make_a_column_of_numbers() {
        assert_eq!(kind("price", &["1", "NaN", "inf", "-Infinity"]), FieldType::Number);
        assert_eq!(kind("price", &["1", "\"1,234.56\""]), FieldType::Number);
        assert_eq!(kind("price", &["1", "n/a"]), FieldType::Number);
        assert_eq!(kind("price", &["1", "n/a", "n/a"]), FieldType::String);
        assert_eq!(kind("price", &["\"1,234\"", "$5", "", "75%"]), FieldType::Number);
        assert_eq!(kind("note", &["\"1,234\"", "more"]), FieldType::String);
        assert_eq!(kind("ticker", &["600519", "000001"]), FieldType::String);
        assert_eq!(kind("name", &["", "\"\""]), FieldType::String);
    }

    #[test]
    fn dates_are_told_from_numbers() {
        assert_eq!(kind("date", &["2015", "2018-06", "2024-01-01"]), FieldType::Date);
        assert_eq!(kind("year", &["2015", "2018"]), FieldType::Date);
        assert_eq!(kind("sold", &["2015", "2018"]), FieldType::Number);
        assert_eq!(kind("when", &["2024-01-01", "2023-02-29"]), FieldType::Date);
        assert_eq!(kind("when", &["05/01/2024", "06/01/2024"]), FieldType::Date);
        assert_eq!(kind("quarter", &["2024Q1", "FY2025Q2E"]), FieldType::Period);
        assert_eq!(kind("name", &["a 2024-01-01", "b"]), FieldType::String);
    }
}
