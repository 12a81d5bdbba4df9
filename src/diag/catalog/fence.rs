//! Mistakes in the fenced blocks that ask for charts, tables, timelines and watch-lists.

use std::collections::BTreeSet;

use super::clipped;
use crate::diag::Diagnostic;
use crate::source::Span;

/// An id that cannot stand in an address.
pub fn bad_id(span: Span, id: &str) -> Diagnostic {
    Diagnostic::error("bad-id", span, format!("`{}` cannot be an id", clipped(id)))
        .help("write letters, digits, `-` and `_`, at most 64 bytes")
}

/// A number format that is none.
pub fn bad_format(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error("bad-format", span, format!("`{}` is not a number format", clipped(text))).help(
        "write digits as `0`, `0.0` or `0,0`, before them `+` or a currency sign, behind them `%` or `x`; or `$auto`; in tables also a power of ten: `billion`, `0.0,million`",
    )
}

/// A condition on a column that says nothing.
pub fn bad_condition(span: Span, column: &str, found: &str) -> Diagnostic {
    Diagnostic::error("bad-condition", span, format!("`{}` cannot be compared with {found}", clipped(column)))
        .help("write a value, a list of values, a range `a..b`, `{not: value}`, `\"*\"` for any or `\"\"` for empty")
}

/// A range whose ends are neither dates nor numbers, or stand the wrong way round.
pub fn bad_range(span: Span, range: &str) -> Diagnostic {
    Diagnostic::error("bad-range", span, format!("`{}` is not a range of dates or numbers", clipped(range)))
        .help(
            "write `2025-01..2025-06`, `2025-01..`, `..100`, the smaller end first; put quotes around a text",
        )
}

/// Neither a column nor a map that names one.
pub fn missing_field(span: Span, key: &str) -> Diagnostic {
    Diagnostic::error("missing-field", span, format!("`{key}` names no column"))
        .help(format!("write `{key}: column`, or `{key}: {{field: column, …}}`"))
}

/// The corner of a scatter, written wrong.
pub fn bad_corner(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error("bad-corner", span, format!("`{}` names no side of a value", clipped(text)))
        .help("write `<1` or `>45`, in quotes: `quadrant: {x: \"<1\", y: \">45\", text: …}`")
}

/// Two ends of an axis or of a stretch, written wrong.
pub fn not_two_ends(span: Span, key: &str) -> Diagnostic {
    Diagnostic::error("not-two-ends", span, format!("`{key}` must be a list of two ends"))
        .help(format!("write `{key}: [from, to]`, the smaller end first"))
}

/// Columns as a list where each value of one column is to make a column, or the other way round.
pub fn cross_without_rows(span: Span) -> Diagnostic {
    Diagnostic::error("cross-without-rows", span, "`columns` is one name, but there is no `rows`")
        .help("write `columns: [a, b]` for a table of rows, or add `rows: column` for one line per value of a column")
}

/// A key that another kind of chart has.
pub fn key_of_other_kind(span: Span, key: &str, kind: &str, own: &BTreeSet<&str>) -> Diagnostic {
    let own = own.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    Diagnostic::error("key-of-other-kind", span, format!("`{key}` means nothing to a `{kind}` chart"))
        .help(format!("beside the keys of all charts it takes {own}"))
}

/// A second vertical axis.
pub fn second_axis(span: Span, key: &str) -> Diagnostic {
    Diagnostic::error("second-axis", span, format!("a chart has one vertical axis, and no `{key}`")).help(
        "two scales in one plot can be made to say anything: draw two charts, or `kind: index` to compare courses",
    )
}

/// A fence with nothing in it.
pub fn empty_fence(span: Span, what: &str) -> Diagnostic {
    Diagnostic::error("empty-fence", span, format!("{what} with nothing in it"))
        .help("write its keys, one `key: value` a line, `title` first")
}
