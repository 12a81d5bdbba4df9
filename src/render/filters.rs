//! What a template can do with a value beyond the template language: write a date, write a number.

use std::fmt::Write as _;

use chrono::format::{Item, StrftimeItems};

use crate::format::NumberFormat;
use crate::model::date::Date;

/// The words by which a failed [`date`] names itself.
pub const BAD_DATE_FORMAT: &str = "is no date format";

/// A date (`2024-03-31`, `2024-03`, `2024`, or a time that starts with one) in a format of `strftime`.
/// What a coarser date lacks is taken as the first.
pub fn date(text: &str, format: &str) -> Result<String, String> {
    let bad_format = || format!("`{format}` {BAD_DATE_FORMAT}");
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    let date = Date::parse(day).map_err(|_| format!("`{text}` is no date"))?;
    let items: Vec<Item<'_>> = StrftimeItems::new(format).collect();
    if items.iter().any(|item| matches!(item, Item::Error)) {
        return Err(bad_format());
    }
    let mut out = String::new();
    write!(out, "{}", date.first_day().format_with_items(items.into_iter())).map_err(|_| bad_format())?;
    Ok(out)
}

/// A number in one of our formats (`0,0.0`, `$auto`).
pub fn number(value: &str, format: &str) -> Result<String, String> {
    let format: NumberFormat =
        format.parse().map_err(|error: crate::format::FormatError| error.to_string())?;
    Ok(format.write_decimal(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_in_a_format() {
        assert_eq!(date("2024-03-31", "%-d %b %Y").as_deref(), Ok("31 Mar 2024"));
        assert_eq!(date("2024-03", "%Y/%m").as_deref(), Ok("2024/03"));
        assert_eq!(date("2024-03-31T08:00:00Z", "%F").as_deref(), Ok("2024-03-31"));
    }

    #[test]
    fn a_format_that_is_none_is_an_error_and_no_panic() {
        for format in ["%Q %!", "%H:%M", "%", "%s", "%+", "%Z"] {
            assert!(date("2024-03-31", format).is_err(), "{format}");
        }
        assert!(date("soon", "%Y").is_err());
    }

    #[test]
    fn a_number_is_written_in_a_format() {
        assert_eq!(number("12345.6", "0,0.0").as_deref(), Ok("12,345.6"));
        assert!(number("1", "#").is_err());
    }
}
