//! Mistakes in sums, shares and ranks: rows that count twice, that belong to another kind of time, that are missing.

use super::fact::Row;
use crate::diag::Diagnostic;
use crate::source::Span;

/// How a row holds another.
pub enum Twice {
    /// The time of one lies in that of the other.
    Times,
    /// In this column one says that it is of all.
    Whole(String),
    /// Both are of one rival.
    Rival,
    /// The same in a chart.
    Drawn {
        /// The column.
        column: String,
        /// The condition that leaves the row of all out.
        leave: String,
    },
}

/// Values of one thing whose times lie in one another, or of all beside those of parts.
pub fn counted_twice(span: Span, data: &str, how: &Twice, rows: Vec<Row>) -> Diagnostic {
    let (why, help) = match how {
        Twice::Times => (
            "their times lie in one another".to_owned(),
            "name the times that count, each once, such as `period=2025Q1,2025Q2`".to_owned(),
        ),
        Twice::Rival => (
            "several are of one thing, and each thing counts once".to_owned(),
            "name the one time that counts, such as `period=2025Q1`".to_owned(),
        ),
        Twice::Drawn { column, leave } => (
            of_all(column),
            format!(
                "leave the row of all out, by `where: {{{leave}}}`; what the parts leave of it, a row of its own can tell"
            ),
        ),
        Twice::Whole(column) => (
            of_all(column),
            format!(
                "name the parts, each once, such as `{column}=a,b`, or the row of all alone; what a part is of it, `{{ratio}}` of the two rows tells"
            ),
        ),
    };
    let message = format!("rows of `{data}` would count the same twice: {why}");
    Diagnostic { related: rows, ..Diagnostic::error("counted-twice", span, message) }.help(help)
}

fn of_all(column: &str) -> String {
    format!("by its `{column}` one is of all, and others are parts of it")
}

/// Values that are told of a time to come stand among what has come about, and the reference does not name them.
pub fn mixed_forecasts(span: Span, verb: &str, (ahead, all): (usize, usize), rows: Vec<Row>) -> Diagnostic {
    let are = if ahead == 1 { "is a forecast" } else { "are forecasts" };
    let message =
        format!("{ahead} of the {all} values of this `{{{verb}}}` {are}, and the others have come about");
    Diagnostic { related: rows, ..Diagnostic::warning("mixed-forecasts", span, message) }.help(
        "name the times that count one by one, with the forecasts if they are meant (`period=2024,2025,2026E`), or the \
         column that tells forecasts: `kind=actual`, or `kind=*` for all",
    )
}

/// Why rows are left out that a sum, a share or a rank asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LeftOut<'a> {
    /// It names their time, and they are not known yet on its day.
    Unknown(&'a str),
    /// They are about notes that are not published.
    Withheld,
    /// There is none of this time, which lies in the one that it names.
    Hole(&'a str),
}

/// Rows that a sum, a share or a rank asks for and does not go over.
pub fn left_out(span: Span, verb: &str, why: LeftOut<'_>, (count, first): (usize, &str)) -> Diagnostic {
    let (rows, are) =
        if count == 1 { ("one row".to_owned(), "is") } else { (format!("{count} rows"), "are") };
    let (message, help) = match why {
        LeftOut::Unknown(as_of) => (
            format!(
                "{rows} of the time that this `{{{verb}}}` names {are} not known on {as_of}, and left out ({first})"
            ),
            "end the time at what is known on that day, or look from a later one with `as_of=`",
        ),
        LeftOut::Hole(time) => (
            format!(
                "`{time}` lies in the time that this `{{{verb}}}` names, and there no row is of it (beside {first})"
            ),
            "add the row, or name the times that have one, one by one",
        ),
        LeftOut::Withheld => (
            format!(
                "{rows} that this `{{{verb}}}` asks for {are} about a note that is not published, and left out ({first})"
            ),
            "publish the note, or name what the number is of so that those rows are not asked for",
        ),
    };
    Diagnostic::warning("rows-left-out", span, message).help(help)
}
