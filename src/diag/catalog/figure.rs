//! Mistakes in what figures and tables ask of datasets.

use super::clipped;
use super::fields::dates_meant;
use crate::diag::Diagnostic;
use crate::source::Span;

/// A figure asks for a dataset that does not exist.
pub fn unknown_dataset(span: Span, name: &str, near: Option<&str>, known: &str) -> Diagnostic {
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => {
            "put a CSV file into `content/data/`; its name is the dataset's".to_owned()
        }
        None => format!("the datasets are {known}"),
    };
    Diagnostic::error("unknown-dataset", span, format!("no dataset is called `{}`", clipped(name))).help(help)
}

/// A figure asks for a column that its dataset does not have.
pub fn unknown_column(span: Span, name: &str, data: &str, near: Option<&str>, known: &str) -> Diagnostic {
    let message = format!("the dataset `{data}` has no column `{}`", clipped(name));
    let help = match near {
        Some(near) => format!("did you mean `{near}`? its columns are {known}"),
        None => format!("its columns are {known}"),
    };
    Diagnostic::error("unknown-column", span, message).help(help)
}

/// A condition names a value that no row holds.
pub fn unknown_value(span: Span, value: &str, column: &str, near: Option<&str>) -> Diagnostic {
    let message = format!("no row has `{}` in the column `{column}`", clipped(value));
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write a value as it stands in the CSV file".to_owned(),
    };
    absent_value(span, message, help)
}

/// A number goes over several values of which one has no row that counts.
pub fn uncounted_value(span: Span, value: &str, column: &str) -> Diagnostic {
    let message = format!("no row that counts here has `{}` in the column `{column}`", clipped(value));
    let help = "a number of the others would be of less than it names: leave it out, or ask at a time at which it has a value";
    absent_value(span, message, help.to_owned())
}

/// A condition asks for rows about a note that is not published.
pub fn withheld_value(span: Span, value: &str, draft: bool) -> Diagnostic {
    let state = if draft { "a draft" } else { "not due yet" };
    let message = format!("`{}` is {state}, so the rows about it are left out", clipped(value));
    let help =
        "publish that note first, ask for another, or build with `--drafts` to look at both".to_owned();
    absent_value(span, message, help)
}

fn absent_value(span: Span, message: String, help: String) -> Diagnostic {
    Diagnostic::error("unknown-value", span, message).help(help)
}

/// A condition on numbers, dates or truth values names something else. `wanted`: what the column holds; `example`: one.
pub fn value_of_other_type(
    span: Span,
    value: &str,
    column: &str,
    (wanted, example): (&str, &str),
) -> Diagnostic {
    let message = format!("`{column}` holds {wanted}, and `{}` is none", clipped(value));
    Diagnostic::error("value-of-other-type", span, message)
        .help(format!("write a value as it stands in the CSV file, such as `{example}`"))
}

/// A range is asked of a column without order.
pub fn range_without_order(span: Span, column: &str) -> Diagnostic {
    Diagnostic::error("range-without-order", span, format!("`{column}` holds text, which has no range"))
        .help("ask for a range (`a..b`) of dates, periods or numbers only; list texts as `[a, b]`")
}

/// A range's end is not of the column's type.
pub fn range_of_other_type(span: Span, column: &str, wanted: &str) -> Diagnostic {
    let example = if wanted == "numbers" { "10..20" } else { "2025-01..2025-06" };
    Diagnostic::error("range-of-other-type", span, format!("`{column}` takes {wanted}"))
        .help(format!("write {wanted}, and both ends of a range without quotes: `{example}`"))
}

/// Why a figure has no rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoRows<'a> {
    /// The CSV file has none.
    OnlyHeader,
    /// No row meets the condition on this column.
    Unmet(&'a str),
    /// No row of values that hold until the next begins at the time that the condition on this column asks for.
    UnsetThen(&'a str),
    /// Each condition is met, and all together are not.
    Together,
}

/// No row meets a figure's conditions, or there is none.
pub fn no_rows(span: Span, data: &str, why: NoRows<'_>) -> Diagnostic {
    let (message, help) = match why {
        NoRows::OnlyHeader => (
            format!("the dataset `{data}` has no rows"),
            "write rows below the header of its CSV file, or take the figure out",
        ),
        NoRows::Unmet(column) => (
            format!("no row of `{data}` has this in the column `{column}`"),
            "write a value as it stands in the CSV file, or a range (`a..b`) that holds some",
        ),
        NoRows::UnsetThen(column) => (
            format!("no row of `{data}` has this in the column `{column}`"),
            "here rows are chosen by the day from which they hold: write one, or a range (`a..b`) that holds some; what is in force \
             on a day a bar or a cross table shows",
        ),
        NoRows::Together => (
            format!("no row of `{data}` meets the conditions"),
            "loosen `where`, or check the values in the CSV file",
        ),
    };
    Diagnostic::error("no-rows", span, message).help(help)
}

/// A range whose low end lies above its high end.
pub fn crossed_range(span: Span, (low, high): (&str, &str), of: &str, other: Span) -> Diagnostic {
    let message = format!("the range of `{}` begins at {low}, above its end, {high}", clipped(of));
    Diagnostic::error("crossed-range", span, message)
        .help("mend one of the two numbers, or swap what `low:` and `high:` of the chart name")
        .also(other, "its high end")
}

/// A number of a chart is asked for on a day after the one as of which the chart looks.
pub fn look_ahead(span: Span, day: &str, as_of: &str) -> Diagnostic {
    let message = format!("this asks for {day}, and the figure knows nothing after {as_of}");
    Diagnostic::warning("look-ahead", span, message)
        .help("name a day up to then, or give the figure a later `as_of:`")
}

/// Rows meet a figure's conditions, but none of them was known and in force at its date.
pub fn no_rows_yet(span: Span, data: &str, as_of: &str, others: usize) -> Diagnostic {
    let message =
        format!("no row of `{data}` that meets the conditions counts as of {as_of}; the figure stays empty");
    let rows = if others == 1 { "1 row is".to_owned() } else { format!("{others} rows are") };
    Diagnostic::warning("no-rows-yet", span, message).help(format!(
        "{rows} later, over, scheduled or cancelled: set another `as_of`, or take the figure out"
    ))
}

/// A channel wants a column of another type. `odd`: a cell that shows what the column holds.
pub fn wrong_column_type(
    span: Span,
    channel: &str,
    column: &str,
    wanted: &str,
    odd: Option<Span>,
) -> Diagnostic {
    let message = format!("`{channel}` needs {wanted}, and the column `{column}` holds something else");
    let told = Diagnostic::error("wrong-column-type", span, message)
        .help("choose another column, mend its values, or set its `type` in the dataset's sidecar");
    match odd {
        Some(cell) => told.also(cell, format!("`{column}` holds this, for one")),
        None => told,
    }
}

/// Two rows stand at the same place of the same series; `contested`: because two sources say two things of one.
pub fn duplicate_point(
    span: Span,
    series: &str,
    [x, other]: &[String; 2],
    (rows, contested): ((&str, &str), bool),
) -> Diagnostic {
    let series = if series.is_empty() { String::new() } else { format!("`{}` has ", clipped(series)) };
    let at = match x == other {
        true => format!("`{}`", clipped(x)),
        false => format!("one place, of `{}` and `{}`", clipped(x), clipped(other)),
    };
    let message = format!("{series}two values at {at}");
    Diagnostic::error("duplicate-point", span, message).help(format!(
        "they are {} and {}: {}",
        rows.0,
        rows.1,
        if contested {
            "two sources say different things of it: give the conflict a `prefer:` in the sidecar, or choose one by a condition in `where`"
        } else {
            "add a condition to `where`, or a `series:` column that tells them apart"
        }
    ))
}

/// A logarithmic axis meets a value of zero or less.
pub fn log_of_zero(span: Span, value: &str, row: &str) -> Diagnostic {
    Diagnostic::error("log-of-zero", span, format!("a logarithmic axis cannot show {value} ({row})"))
        .help("take `scale: log` out, or leave the row out by a condition")
}

/// More series than can be told apart.
pub fn too_many_series(span: Span, count: usize, most: usize) -> Diagnostic {
    Diagnostic::error("too-many-series", span, format!("{count} series cannot be told apart; {most} can"))
        .help(format!("add `top: {most}` (or fewer), or name the ones to show in `where`"))
}

/// Values of several units on one axis.
pub fn mixed_units(span: Span, units: &str) -> Diagnostic {
    let message = format!("the rows have several units: {units}");
    units_apart(span, message, "choose one by a condition, such as `where: {currency: USD}`")
}

/// Numbers of several units in the pairs of a chart.
pub fn mixed_pairs(span: Span, units: &str) -> Diagnostic {
    let message = format!("the numbers of a pair have several units: {units}");
    units_apart(
        span,
        message,
        "pair columns of one unit, of rows that one condition chooses, such as `where: {currency: USD}`",
    )
}

fn units_apart(span: Span, message: String, help: &'static str) -> Diagnostic {
    Diagnostic::error("mixed-units", span, message).help(help)
}

/// A measure that is not of the form `dataset.metric`, or names what is not there.
pub fn unknown_measure(span: Span, name: &str, near: Option<&str>, forms: &str) -> Diagnostic {
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write {forms}"),
    };
    Diagnostic::error("unknown-measure", span, format!("`{}` is no measure of models", clipped(name)))
        .help(help)
}

/// A watch-list without data in a note that has none.
pub fn no_watchlist(span: Span) -> Diagnostic {
    Diagnostic::error("no-watchlist", span, "this note has no `watchlist:` in its front matter")
        .help("add one to the theme's front matter, or name a dataset with `data: watchlists`")
}

/// A series or category to highlight that the figure does not show.
pub fn unknown_highlight(span: Span, name: &str, near: Option<&str>) -> Diagnostic {
    let message = format!("`{}` is not shown, so it cannot be highlighted", clipped(name));
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "name a value of the series column (of the category, for bars)".to_owned(),
    };
    Diagnostic::error("unknown-highlight", span, message).help(help)
}

/// A required channel is missing.
pub fn missing_channel(span: Span, channel: &str, kind: &str) -> Diagnostic {
    Diagnostic::error("missing-channel", span, format!("a `{kind}` chart needs `{channel}:`"))
        .help(format!("add `{channel}:` with the name of a column"))
}

/// A title that no picture for shared links can show, because its fonts lack a character.
pub fn no_social_image(span: Span, title: &str, missing: &[char]) -> Diagnostic {
    let letters: Vec<String> = missing.iter().take(8).map(|letter| format!("`{letter}`")).collect();
    let message = format!(
        "`{}` gets no picture for shared links: the fonts of the program lack {}",
        clipped(title),
        letters.join(", ")
    );
    Diagnostic::warning("no-social-image", span, message)
        .help("the page is published without one; the title, summary and first chart may use Latin letters and simplified Chinese")
}

/// More panels, lanes, events, rows or cells than a figure can hold.
pub fn too_many_marks(span: Span, what: &str, count: usize, most: usize) -> Diagnostic {
    let message = format!("{count} {what} do not fit into one figure; {most} do");
    Diagnostic::error("too-many-marks", span, message).help(format!(
        "leave some out by a condition, or add `top: {most}` (or fewer) where the kind takes it"
    ))
}

/// The axis of bars or areas does not start at zero.
pub fn truncated_baseline(span: Span, kind: &str) -> Diagnostic {
    Diagnostic::error(
        "truncated-baseline",
        span,
        format!("a `{kind}` chart without its zero shows false lengths"),
    )
    .help("let `domain` contain 0 (or `auto`), or draw the values as `kind: line`")
}

/// A place on an axis that is none.
pub fn bad_place(span: Span, text: &str, wanted: &str) -> Diagnostic {
    let help = match dates_meant(text).as_slice() {
        [one] if wanted.starts_with("dates") => format!("the axis shows dates: write `{one}`"),
        _ => format!("the axis shows {wanted}: write one of those"),
    };
    Diagnostic::error("bad-place", span, format!("`{}` is no place on the horizontal axis", clipped(text)))
        .help(help)
}

/// A place of a table or a scatter for which several rows stand. `place`: what the rows are of; `column`: in what they
/// differ.
pub fn ambiguous_cell(span: Span, place: &str, column: &str, (a, b): (&str, &str)) -> Diagnostic {
    let [a, b] = [a, b].map(clipped);
    let message = format!("{place} has several values: their `{column}` is `{a}` and `{b}`");
    several_values(
        span,
        message,
        format!("choose one by `where: {{{column}: …}}`, or show `{column}` in a table of rows"),
    )
}

/// A place of a table or a scatter of which two sources say two things, and the desk prefers neither. `column`: that of sources.
pub fn contested_cell(span: Span, place: &str, column: &str, (a, b): (&str, &str)) -> Diagnostic {
    let [a, b] = [a, b].map(clipped);
    let message = format!("{place} has several values: `{a}` and `{b}` say different things of it");
    several_values(
        span,
        message,
        format!(
            "give the conflict a `prefer:` in the sidecar, choose one by `where: {{{column}: …}}`, or show all in a table of rows"
        ),
    )
}

fn several_values(span: Span, message: String, help: String) -> Diagnostic {
    Diagnostic::error("ambiguous-cell", span, message).help(help)
}

/// A line that joins rows of different things.
pub fn mixed_series(span: Span, series: &str, column: &str, (a, b): (&str, &str), at: &str) -> Diagnostic {
    let line =
        if series.is_empty() { "one line".to_owned() } else { format!("the line `{}`", clipped(series)) };
    let message = format!("{line} joins rows whose `{column}` is `{}` and `{}`", clipped(a), clipped(b));
    Diagnostic::error("mixed-series", span, message).help(format!(
        "choose one by `where: {{{column}: …}}`, draw them apart with `series: {column}`, or declare the change: \
         `breaks: [{{x: {at}, text: …}}]`"
    ))
}

/// Scores that a vendor claims drawn like scores that somebody measured.
pub fn mixed_claims(span: Span, column: &str, kind: &str) -> Diagnostic {
    let message = format!("claimed and measured values would look alike in a `{kind}` chart");
    Diagnostic::error("mixed-claims", span, message).help(format!(
        "choose one kind by `where: {{{column}: …}}`, or draw a `scatter`, where claims are hollow"
    ))
}

/// A value that is not disclosed in a sum.
pub fn missing_in_stack(span: Span, series: &str, x: &str, row: &str) -> Diagnostic {
    let name = if series.is_empty() { String::new() } else { format!(" of `{}`", clipped(series)) };
    let message =
        format!("the value{name} at `{}` is not disclosed, and a sum would count it as nothing", clipped(x));
    Diagnostic::error("missing-in-stack", span, message)
        .help(format!("leave the row out ({row}), or draw lines, which show the gap"))
}

/// A layer of a stack without a row at a place where others have one.
pub fn gap_in_stack(span: Span, (series, x): (&str, &str), more: usize) -> Diagnostic {
    let others = match more {
        0 => String::new(),
        1 => " (and one more gap like it)".to_owned(),
        more => format!(" (and {more} more gaps like it)"),
    };
    let message = format!(
        "`{}` has no row at `{}`, and the stack counts it as nothing there{others}",
        clipped(series),
        clipped(x)
    );
    Diagnostic::warning("gap-in-stack", span, message).help(
        "add the row, with `0` where it was none and an empty cell where it is not disclosed; or draw lines, which show the gap",
    )
}

/// The lines of an index never have a value at one place.
pub fn no_common_start(span: Span) -> Diagnostic {
    Diagnostic::error(
        "no-common-start",
        span,
        "the series have no date in common at which all are above zero",
    )
    .help("an index starts where all series have a value: choose series, or rows, that have one")
}

/// A valuation of a dataset whose prices have no day, currency or source.
pub fn incomplete_valuation(span: Span, data: &str, lacks: &str) -> Diagnostic {
    let message = format!("a valuation needs the {lacks} of each price, and `{data}` has none");
    Diagnostic::error("incomplete-valuation", span, message)
        .help("the dataset needs a column `currency`, a `time`, and a column `source` with `ref: sources`")
}
