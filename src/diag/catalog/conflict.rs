//! Rows of one dataset that do not go together: sources that disagree, stretches that overlap, old data.

use super::clipped;
use crate::diag::Diagnostic;
use crate::source::Span;

/// Two sources say two things of one fact, and nothing explains it.
pub fn conflicting_sources(
    places: (Span, Span),
    first: &(String, String),
    second: &(String, String),
    entry: &str,
) -> Diagnostic {
    let message = format!(
        "`{}` says {} here, and `{}` says {}",
        clipped(&second.1),
        clipped(&second.0),
        clipped(&first.1),
        clipped(&first.0)
    );
    Diagnostic::warning("conflicting-sources", places.1, message)
        .help(format!(
            "mend the row that is wrong, or explain both in the sidecar, below `conflicts:`: {entry}"
        ))
        .also(places.0, "the other source")
}

/// An explanation of a conflict that explains nothing.
pub fn idle_conflict(span: Span, idle: Idle<'_>) -> Diagnostic {
    let told = |message: String| Diagnostic::warning("idle-conflict", span, message);
    match idle {
        Idle::OfNoRow(data) => told(format!("no row of `{data}` is what this explanation is about")).help(
            "name the rows by their columns as they stand in the CSV file, and `prefer` a source among theirs",
        ),
        Idle::OfOneSource(row) => told("`prefer` sets no row aside: all that meet these conditions are preferred".to_owned())
            .help(
                "delete the entry if the conflict is settled, name the rows of the other source, or prefer one of several; \
                 what no row says stands in `claims:`",
            )
            .also(row, "its row"),
        Idle::Told(first) => told("another entry prefers another source for the same rows, and counts".to_owned())
            .help("delete one of the two, or narrow its `where:`")
            .also(first, "the entry that counts"),
    }
}

/// Why an explanation of a conflict explains nothing.
pub enum Idle<'a> {
    /// It is about no row of this dataset.
    OfNoRow(&'a str),
    /// All its rows are preferred, this one first.
    OfOneSource(Span),
    /// This entry explains the same rows, otherwise.
    Told(Span),
}

/// A stretch of validity ends before it begins.
pub fn backward_period(span: Span, begins: &str, ends: &str) -> Diagnostic {
    let message = format!("this row ends on {ends}, before it begins on {begins}");
    Diagnostic::warning("backward-period", span, message).help("mend one of its two days")
}

/// A stretch of validity begins before the one before it ends.
pub fn overlapping_periods(span: Span, before: Span, ends: &str) -> Diagnostic {
    let message = format!("this row holds from before the end of the one before it ({ends})");
    Diagnostic::warning("overlapping-periods", span, message)
        .help("close the earlier row on the day before this one begins")
        .also(before, "the row before it")
}

/// A stretch of validity begins some time after the one before it ends.
pub fn gapped_periods(span: Span, before: Span, ends: &str) -> Diagnostic {
    let message = format!("nothing holds between the end of the row before ({ends}) and this one");
    Diagnostic::warning("gapped-periods", span, message)
        .help("let the rows meet, or add a row for the time between")
        .also(before, "the row before it")
}

/// The rows of vendors come to more than the row of all that they share.
pub fn parts_exceed_whole(span: Span, parts: &str, whole: &str) -> Diagnostic {
    let message =
        format!("the vendors of this period come to {parts}, more than {whole}, which is said of all");
    Diagnostic::warning("parts-exceed-whole", span, message)
        .help("mend the rows, or say of another scope: until then shares are of the vendors listed, without what others have")
}

/// A row that is scheduled for a day that has passed.
pub fn passed_schedule(span: Span, date: &str) -> Diagnostic {
    let message = format!("this row is still scheduled, for {date}, which has passed");
    Diagnostic::warning("passed-schedule", span, message)
        .help("write `effective` if it came about, `cancelled` if it did not")
}

/// A note published now uses data that are older than their limit.
pub fn stale_data(span: Span, data: &str, (age, limit): (i64, u32), latest: &str) -> Diagnostic {
    let message =
        format!("the latest row of `{data}` used here is of {latest}, {age} days old; the limit is {limit}");
    Diagnostic::warning("stale-data", span, message)
        .help("bring the dataset up to date, or name the day that it looks back at: `as_of:` in a figure, a date in a reference")
}
