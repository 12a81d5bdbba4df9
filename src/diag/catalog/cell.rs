//! Mistakes in the cells of CSV files: numbers that are none, values that are not allowed, keys that
//! stand twice.

use super::clipped;
use crate::diag::Diagnostic;
use crate::source::Span;

/// What keeps a text from being a plain number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Number {
    /// `NaN`, `inf`.
    NotFinite,
    /// `1,234.56`.
    Separators,
    /// `1e5`.
    Exponent,
    /// `$5`, `5%`, `+5`.
    Sign,
    /// More digits than are kept exactly.
    TooLong,
    /// Anything else.
    Other,
}

/// A cell of a number column that is no plain number.
pub fn not_a_number(span: Span, text: &str, why: Number) -> Diagnostic {
    let shown = clipped(text);
    let message = match why {
        Number::NotFinite => format!("`{shown}` is not a finite number"),
        Number::Separators => format!("`{shown}` is not a plain number: it has separators"),
        Number::Exponent => format!("`{shown}` is not a plain number: it has an exponent"),
        Number::Sign => format!("`{shown}` is not a plain number: it has a sign beside its digits"),
        Number::TooLong => format!("`{shown}` has more digits than the 18 that are kept exactly"),
        Number::Other => format!("`{shown}` is not a plain number"),
    };
    Diagnostic::error("not-a-number", span, message).help(number_help(text, why))
}

fn number_help(text: &str, why: Number) -> String {
    let without = |c: &[char]| text.chars().filter(|found| !c.contains(found)).collect::<String>();
    let meant = match why {
        Number::Separators if has_decimal_comma(text) => {
            without(&['.', '\'', ' ', '\u{a0}']).replace([',', '，'], ".")
        }
        Number::Separators => without(&[',', '，', '_', '\'', ' ', '\u{a0}']),
        Number::Sign => {
            without(&['$', '¥', '￥', '€', '£', '%', '％', '+', ' ', ',']).replace('\u{2212}', "-")
        }
        _ => halved(text),
    };
    let write = is_plain(&meant).then(|| format!("write `{meant}`"));
    match (why, write) {
        (Number::NotFinite, _) => "leave the cell empty if the value is not disclosed".to_owned(),
        (Number::TooLong, _) => "round it to 18 digits".to_owned(),
        (Number::Exponent, _) => "write all digits, such as `100000` for `1e5`".to_owned(),
        (Number::Sign, Some(write)) if !text.contains(['+', '\u{2212}']) => {
            format!(
                "{write}; the unit belongs into a column of its own or into the sidecar (`type: string` there, where it is text)"
            )
        }
        (_, Some(write)) => write,
        (_, None) => "write digits with a point, such as `1234.5`; leave the cell empty if the value is not \
                      disclosed"
            .to_owned(),
    }
}

/// Whether a comma stands before decimals: behind points (`1.234,5`), or not before three digits (`1,5`).
fn has_decimal_comma(text: &str) -> bool {
    let commas = |c: char| c == ',' || c == '，';
    let Some((whole, part)) = text.rsplit_once(commas).filter(|(_, part)| !part.contains('.')) else {
        return false;
    };
    let alone = !whole.contains(commas);
    alone && (whole.contains('.') || part.chars().count() != 3)
}

/// The text with full-width digits made plain, and a zero where `.5` and `5.` lack one.
fn halved(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff10}'..='\u{ff19}' => char::from_u32(u32::from(c) - 0xff10 + u32::from('0')).unwrap_or(c),
        '．' => '.',
        '－' | '\u{2212}' => '-',
        c => c,
    };
    let text: String = text.trim().chars().map(narrow).collect();
    let text = text.strip_suffix('.').map_or(text.clone(), str::to_owned);
    match text.strip_prefix('.') {
        Some(part) => format!("0.{part}"),
        None => text,
    }
}

fn is_plain(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    [whole, part].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A cell of an integer column with decimals.
pub fn not_an_integer(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error("not-an-integer", span, format!("`{}` is not a whole number", clipped(text)))
        .help("write it without a point, or give the column `type: number`")
}

/// A cell of a boolean column that is neither `true` nor `false`.
pub fn not_a_boolean(span: Span, text: &str) -> Diagnostic {
    let help = match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" => "write `true`",
        "false" | "no" | "n" | "0" => "write `false`",
        _ => "write `true` or `false`, or leave the cell empty",
    };
    Diagnostic::error("not-a-boolean", span, format!("`{}` is neither `true` nor `false`", clipped(text)))
        .help(help)
}

/// A cell of a year column that is no year.
pub fn not_a_year(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error("not-a-year", span, format!("`{}` is not a year", clipped(text)))
        .help("write four digits, such as `2025`; for months and days give the column `type: date`")
}

/// A cell of a period column that is no period.
pub fn not_a_period(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error("not-a-period", span, format!("`{}` is not a period", clipped(text))).help(
        "write `2025`, `2025H1`, `2025Q3` or `2025-09`; `FY` before it for a fiscal one, `E` behind it for an \
         estimate",
    )
}

/// A number under the lower bound of its column.
pub fn below_minimum(span: Span, column: &str, text: &str, minimum: &str) -> Diagnostic {
    let message = format!("`{}` is below `{minimum}`, the minimum of `{column}`", clipped(text));
    Diagnostic::error("below-minimum", span, message)
        .help("correct the number, or change `minimum:` in the sidecar")
}

/// A number over the upper bound of its column.
pub fn above_maximum(span: Span, column: &str, text: &str, maximum: &str) -> Diagnostic {
    let message = format!("`{}` is above `{maximum}`, the maximum of `{column}`", clipped(text));
    Diagnostic::error("above-maximum", span, message)
        .help("correct the number, or change `maximum:` in the sidecar")
}

/// An empty cell of a required column.
pub fn empty_cell(span: Span, column: &str) -> Diagnostic {
    Diagnostic::error("empty-cell", span, format!("`{}` is empty here", clipped(column)))
        .help("write its value, or delete `required:` from the sidecar if it may be undisclosed")
}

/// A row without a day on which it begins to hold. `column`: that of time.
pub fn undated_row(span: Span, column: &str) -> Diagnostic {
    let message = format!("this row has no `{}`, so nobody knows when it holds", clipped(column));
    Diagnostic::error("undated-row", span, message)
        .help("write its day, month, quarter or year as the source gives it, or delete the row")
}

/// A cell with spaces at its ends.
pub fn spaces_around(span: Span, text: &str) -> Diagnostic {
    let message = match text.trim() {
        "" => "this cell holds nothing but spaces".to_owned(),
        _ => format!("`{}` has spaces at its ends", clipped(text)),
    };
    Diagnostic::error("spaces-around", span, message).help("delete the spaces beside the comma")
}

/// A cell that is too long.
pub fn long_cell(span: Span, most: usize) -> Diagnostic {
    let message = format!("this cell is longer than the limit of {} KB", most / 1024);
    Diagnostic::error("long-cell", span, message)
        .help("put long texts into a note; or is a quotation mark missing at its end?")
}

/// A row with the primary key of an earlier one. `key`: `date` = `2024`, …
///
/// `apart`: the columns in which the two differ that can be part of a key.
pub fn duplicate_row(
    span: Span,
    key: &str,
    apart: &[&str],
    (first, first_line): (Span, usize),
) -> Diagnostic {
    let message = format!("the row of line {first_line} has the same key already: {key}");
    let help = match apart {
        [] => "they are one row, whose number is one: delete one of the two; where two sources say two things, a \
               column of sources in `primaryKey:` keeps both"
            .to_owned(),
        apart => {
            let columns: Vec<String> = apart.iter().map(|name| format!("`{name}`")).collect();
            format!("delete one of the two, or add {} to `primaryKey:`", columns.join(" or "))
        }
    };
    Diagnostic::error("duplicate-row", span, message).help(help).also(first, "the first of the two")
}
