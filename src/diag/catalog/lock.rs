//! Mistakes of pinned reports: locks that are damaged or out of date, rows restated since.

use super::clipped;
use crate::diag::Diagnostic;
use crate::source::Span;

/// A lock without one of its keys.
pub fn missing_lock_key(span: Span, key: &str) -> Diagnostic {
    Diagnostic::error("missing-lock-key", span, format!("this lock has no line `{key}: …`"))
        .help("take the file back from git, or write it anew with `tearsheet pin REPORT --accept`")
}

/// A line of a lock that is not understood.
pub fn bad_lock(span: Span, why: &str) -> Diagnostic {
    Diagnostic::error("bad-lock", span, format!("this line of the lock is {why}"))
        .help("locks are written by `tearsheet pin`, not by hand: take the file back from git, or write it anew with `tearsheet pin REPORT --accept`")
}

/// A lock whose rows are not those that were written.
pub fn damaged_lock(span: Span) -> Diagnostic {
    Diagnostic::error("damaged-lock", span, "the rows of this lock are not those that were pinned")
        .help("someone edited or merged it by hand: take the file back from git, or write it anew from today's data with `tearsheet pin REPORT --accept`")
}

/// A lock of no report.
pub fn lone_lock(span: Span, stem: &str, near: Option<&str>) -> Diagnostic {
    let message = format!("no report is called `{}`, so nothing is pinned by this lock", clipped(stem));
    let help = match near {
        Some(near) => format!("rename it if it belongs to `{near}`, else delete it"),
        None => "delete it, or bring the report back".to_owned(),
    };
    Diagnostic::error("lone-lock", span, message).help(help)
}

/// A lock that names a dataset or a column that is gone, or a value that does not fit its column any more.
pub fn lock_misfit(span: Span, what: &str) -> Diagnostic {
    Diagnostic::error("lock-misfit", span, format!("the lock cannot be held against the data: {what}"))
        .help("bring the dataset back to the form it had, or write the lock anew with `tearsheet pin REPORT --accept` and review its change")
}

/// Why a lock does not hold what its report shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outdated<'a> {
    /// The report asks for other data.
    Asks,
    /// Pinned again, a number would read otherwise: as it was, and as it would be.
    Number(&'a str, &'a str),
    /// Pinned again, a figure would show other rows.
    Figure,
}

/// A report that asks for other data than its lock holds, or that another lock would let say otherwise.
pub fn outdated_lock(span: Span, stem: &str, why: Outdated<'_>) -> Diagnostic {
    let accept = || {
        format!(
            "keep the rows out that were added since, or tell readers in `corrections` and take them with `tearsheet pin {stem} --accept`"
        )
    };
    let (message, help) = match why {
        Outdated::Asks => (
            "this report asks for other data than when it was pinned".to_owned(),
            format!("run `tearsheet pin {stem}` and review the change of its lock"),
        ),
        Outdated::Number(was, is) => {
            let (was, is) = (clipped(was), clipped(is));
            (format!("pinned again, this would read `{is}`, and readers were told `{was}`"), accept())
        }
        Outdated::Figure => {
            ("pinned again, this would show other rows than readers were shown".to_owned(), accept())
        }
    };
    Diagnostic::error("outdated-lock", span, message).help(help)
}

/// A row of a pinned report that reads otherwise by now.
pub fn restated_row(lock: Span, row: Span, change: &str, entry: &str) -> Diagnostic {
    Diagnostic::error("restated-row", lock, format!("a row of this pinned report was restated: {change}"))
        .help(format!("take the change back, or explain it in the report: `corrections: [{entry}]`"))
        .also(row, "it reads otherwise here")
}

/// Numbers of a pinned report that have another unit by now.
pub fn other_unit(lock: Span, sidecar: Span, change: &str, entry: &str) -> Diagnostic {
    let message = format!("rows of this pinned report were restated: {change}");
    Diagnostic::error("restated-unit", lock, message)
        .help(format!("take the change back, or explain it in the report: `corrections: [{entry}]`; a wording that means the same is taken with `tearsheet pin REPORT --accept`"))
        .also(sidecar, "its column is described here")
}

/// A row of a pinned report that is gone. Without a key in its dataset one that was restated is gone too.
pub fn removed_row(lock: Span, csv: Span, row: &str, keyed: bool, entry: &str) -> Diagnostic {
    let (what, why, advice) = match keyed {
        true => ("removed", "no row has its key here", ""),
        false => (
            "restated or removed",
            "no row reads like it here, and nothing tells which one it was",
            "; with a `primaryKey` in the sidecar of its dataset a row that is restated is known again",
        ),
    };
    Diagnostic::error("removed-row", lock, format!("a row of this pinned report was {what}: {row}"))
        .help(format!("bring it back, or explain it in the report: `corrections: [{entry}]`{advice}"))
        .also(csv, why)
}

/// A correction with neither one value nor one for each of its rows.
pub fn uneven_correction(span: Span, (rows, values): (usize, usize)) -> Diagnostic {
    let rows = if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") };
    let message = format!("this correction names {rows} of the lock and says {values} values");
    Diagnostic::error("uneven-correction", span, message)
        .help("`now` is one value that all of them read, or a list with one for each, in the order of the lock; several cells of a row go by their names: `now: {value: 5, status: cancelled}`")
}

/// A row that a correction is about which explains another change of it, or does not say what the row reads now.
pub fn explained_otherwise(told: Diagnostic, correction: Span) -> Diagnostic {
    told.also(correction, "this correction is about the row, but its `now` does not say what it reads today: a further change needs an entry of its own, and a row that it is not about is left out of its `where`")
}

/// A row that a correction is about whose date is before the pin's.
pub fn explained_too_early(told: Diagnostic, correction: Span, dated: &str, pinned: &str) -> Diagnostic {
    told.help(format!(
        "take the change back, or date the correction as of the day of the change, not before {pinned}"
    ))
    .also(
        correction,
        format!(
            "this correction is about the row, but its date ({dated}) is before that of the pin ({pinned})"
        ),
    )
}

/// A published report without a lock.
pub fn unpinned_report(span: Span, stem: &str) -> Diagnostic {
    Diagnostic::warning("unpinned-report", span, "this report is published and its numbers are not pinned")
        .help(format!("run `tearsheet pin {stem}` and commit its lock"))
}

/// Why a correction that names rows explains nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Idle<'a> {
    /// The report holds none of them; of which dataset.
    NoRow(&'a str),
    /// The report has no lock; its name.
    NoLock(&'a str),
    /// The rows read so before.
    Same,
}

/// A correction that names rows of which nothing holds what they were.
pub fn idle_correction(span: Span, why: Idle<'_>) -> Diagnostic {
    let (message, help) = match why {
        Idle::NoRow(data) => (
            format!("no row of `{}` that this report shows meets these conditions", clipped(data)),
            "name the row by its key as it stands in the lock, or leave `data` and `where` out".to_owned(),
        ),
        Idle::NoLock(report) => (
            "this report has no lock, so nothing holds what these rows were: readers see neither number"
                .to_owned(),
            format!(
                "say in `what` what it was and what it is, and leave `data`, `where` and `now` out; once `tearsheet pin {}` \
                 has written a lock, later corrections show both",
                clipped(report)
            ),
        ),
        Idle::Same => (
            "these rows read so before this correction: readers see the same twice, *then* and *now*"
                .to_owned(),
            "say in `now` what changed, or leave `data`, `where` and `now` out".to_owned(),
        ),
    };
    Diagnostic::warning("idle-correction", span, message).help(help)
}
