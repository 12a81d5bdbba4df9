//! Mistakes by which a chart would show something else than its rows say.

use super::clipped;
use crate::diag::Diagnostic;
use crate::source::Span;

/// Bars or areas on a logarithmic axis.
pub fn log_of_lengths(span: Span, kind: &str) -> Diagnostic {
    let message = format!("`kind: {kind}` has no logarithmic axis: its lengths begin at zero");
    Diagnostic::error("log-of-lengths", span, message)
        .help("take `scale: log` out, or draw the values as `kind: line`, `dumbbell` or `scatter`")
}

/// A value below zero among the parts of a whole, or in a stack with others above it.
pub fn negative_part(span: Span, kind: &str, value: &str, row: &str) -> Diagnostic {
    let message = format!("{value} ({row}) is below zero, as no part can be of what `kind: {kind}` adds up");
    Diagnostic::error("negative-part", span, message)
        .help("leave the series out by a condition, or draw the values as `kind: line` or `column`")
}

/// Why an index cannot be drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoIndex<'a> {
    /// It has no place for a value.
    Value {
        /// The value.
        value: &'a str,
        /// Its row.
        row: &'a str,
        /// The column of its horizontal axis.
        column: &'a str,
    },
    /// It cannot start at a number that its author wants.
    Start(&'a str),
}

/// A value from which an index cannot start, or that has no place on it.
pub fn index_of_zero(span: Span, why: NoIndex<'_>) -> Diagnostic {
    let (what, help) = match why {
        NoIndex::Value { value, row, column } => (
            format!("show {value} ({row})"),
            format!(
                "begin later, by a condition such as `where: {{{column}: 2025..}}`, or draw the values as `kind: line`"
            ),
        ),
        NoIndex::Start(value) => {
            (format!("start at {value}"), "write a number above zero, such as `index: 100`".to_owned())
        }
    };
    let message = format!("an index cannot {what}: it tells how many times the first value each is");
    Diagnostic::error("index-of-zero", span, message).help(help)
}

/// A trailing mean of more values than a series has.
pub fn long_window(span: Span, window: u32, series: Option<&str>, count: usize) -> Diagnostic {
    let series = series.map_or("the line".to_owned(), |name| format!("`{}`", clipped(name)));
    let values = if count == 1 { "1 value".to_owned() } else { format!("{count} values") };
    Diagnostic::error("long-window", span, format!("no mean of {window} values: {series} has {values}"))
        .help("average fewer values, or leave the series out by a condition")
}

/// A pair whose earlier value is the later one; `of`: its category, empty for all of them.
pub fn backward_pair(span: Span, of: &str, (from, to): (&str, &str)) -> Diagnostic {
    let of = if of.is_empty() { String::new() } else { format!(" of `{}`", clipped(of)) };
    let message = format!("`from:`{of} is of {from}, later than `to:`, {to}");
    Diagnostic::error("backward-pair", span, message).help("swap what `from:` and `to:` name")
}

/// No value lies within the domain of an axis.
pub fn empty_domain(span: Span, first: &str) -> Diagnostic {
    Diagnostic::error("empty-domain", span, format!("no value lies within `domain`: {first}, for one"))
        .help("widen `domain`, or let the data choose it: `auto`")
}

/// Some values lie outside of the domain of an axis.
pub fn outside_domain(span: Span, (count, all): (usize, usize), first: &str) -> Diagnostic {
    let lie = if count == 1 { "lies" } else { "lie" };
    let message = format!("{count} of {all} values {lie} outside of `domain`: {first}, for one");
    Diagnostic::warning("outside-domain", span, message)
        .help("widen `domain`, or leave the rows out by a condition, so that readers know")
}

/// A remark, a break or a reference line where nothing is drawn. `hint`: what to do beside taking it out.
pub fn unseen_remark(span: Span, what: &str, hint: &str) -> Diagnostic {
    let hint = if hint.is_empty() { "widen `domain`, or " } else { hint };
    Diagnostic::warning("unseen-remark", span, format!("{what} lies outside of what the chart shows"))
        .help(format!("{hint}take it out"))
}

/// Amounts of times that are not as long as each other, drawn to one scale. `amounts`: the place of one of each, and how long
/// its time is.
pub fn unequal_periods(span: Span, amounts: &[(String, String); 2]) -> Diagnostic {
    let [(one, its), (other, that)] = amounts;
    let message =
        format!("`{one}` is the amount of {its} and `{other}` that of {that}, shown as if they were alike");
    Diagnostic::warning("unequal-periods", span, message)
        .help("show times as long as each other, by a condition in `where:` or in charts of their own")
}

/// Months, quarters or years that are missing between columns.
pub fn missing_columns(span: Span, (before, after): (&str, &str), missing: i32) -> Diagnostic {
    let are = if missing == 1 { "1 column is" } else { &format!("{missing} columns are") };
    let message = format!("`{after}` stands right behind `{before}` as if it followed: {are} missing in all");
    Diagnostic::warning("missing-columns", span, message).help(format!(
        "add rows for what lies between, with an empty cell where it is not disclosed; tell readers by `breaks: [{{x: {after}, text: …}}]`; \
         or draw `kind: line`, whose axis runs as time does"
    ))
}

/// A rest that would be the sum of what does not add up: list prices, ratios, points of an index.
pub fn rest_of_prices(span: Span, unit: &str) -> Diagnostic {
    let message = format!("the rest would be a sum of numbers in {}, which do not add up", clipped(unit));
    Diagnostic::error("rest-of-prices", span, message)
        .help("take `rest` out: `top` alone shows the largest, and says how many are left out")
}
