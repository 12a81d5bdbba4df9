//! Mistakes in datasets: CSV files that are none, headers, rows, and sidecars that do not fit them.

use super::clipped;
use super::fields::list_of;
use crate::diag::{Diagnostic, nearest};
use crate::source::Span;

/// The mistakes of a file that are not told one by one.
pub fn more_mistakes(span: Span, more: usize) -> Diagnostic {
    let mistakes = if more == 1 { "mistake" } else { "mistakes" };
    Diagnostic::error("more-mistakes", span, format!("{more} more {mistakes} in this file from here on"))
        .help("mend those told above first; often one change mends a whole column")
}

/// A CSV file without a header.
pub fn empty_csv(span: Span) -> Diagnostic {
    Diagnostic::error("empty-csv", span, "the file is empty")
        .help("write the names of the columns into the first line: `date,model,metric,value,source`")
}

/// Semicolons, tabs or the like where commas belong.
pub fn csv_separator(span: Span, separator: char) -> Diagnostic {
    let word = match separator {
        ';' => "semicolons",
        '\t' => "tabs",
        '|' => "vertical bars",
        _ => "full-width commas",
    };
    Diagnostic::error("csv-separator", span, format!("the fields are separated by {word}, not by commas"))
        .help("save it as CSV (comma delimited, UTF-8), with a point in decimals: `2024-01-01,acme,1.5`")
}

/// A character that nobody can see.
pub fn csv_control_character(span: Span, code: u32) -> Diagnostic {
    Diagnostic::error("csv-control-character", span, format!("a control character (U+{code:04X})"))
        .help("delete it; your editor can show invisible characters")
}

/// Old line ends.
pub fn csv_lone_return(span: Span) -> Diagnostic {
    Diagnostic::error("csv-lone-return", span, "a carriage return without a line feed")
        .help("save the file with line ends LF or CRLF")
}

/// A quotation mark that opens a cell and is never closed.
pub fn csv_unclosed_quote(span: Span) -> Diagnostic {
    Diagnostic::error("csv-unclosed-quote", span, "a quotation mark opens this cell and is never closed")
        .help(
            "close it at the end of the cell; a quotation mark inside a quoted cell is written twice: `\"\"`",
        )
}

/// Text behind a closing quotation mark.
pub fn csv_behind_quote(span: Span) -> Diagnostic {
    Diagnostic::error("csv-behind-quote", span, "text goes on behind the closing quotation mark of this cell")
        .help("close the cell where it ends; a quotation mark inside a quoted cell is written twice: `\"\"`")
}

/// Two columns of one name.
pub fn duplicate_column(span: Span, name: &str, first: Span) -> Diagnostic {
    Diagnostic::error("duplicate-column", span, format!("the column `{}` stands twice", clipped(name)))
        .help("give one of the two another name")
        .also(first, "it stands here already")
}

/// A column that no reference can ask for.
pub fn reserved_column(span: Span, name: &str) -> Diagnostic {
    let message = format!(
        "no reference can ask for a column `{name}`: in `{{fact}}` and its like that word means something else"
    );
    Diagnostic::warning("reserved-column", span, message).help("give it another name")
}

/// A column without a name.
pub fn nameless_column(span: Span, number: usize) -> Diagnostic {
    Diagnostic::error("nameless-column", span, format!("column {number} has no name"))
        .help("name it in the first line, or delete the column if it is empty")
}

/// More columns than are read.
pub fn too_many_columns(span: Span, columns: usize, most: usize) -> Diagnostic {
    Diagnostic::error("too-many-columns", span, format!("{columns} columns, and the limit is {most}"))
        .help("write one fact a row: a column for what is measured, a column for its value")
}

/// More rows than are read.
pub fn too_many_rows(span: Span, most: usize) -> Diagnostic {
    Diagnostic::error("too-many-rows", span, format!("more than the limit of {most} rows"))
        .help("split the file, or leave out rows that nothing refers to")
}

/// A row with too few or too many fields.
pub fn ragged_row(span: Span, got: usize, want: usize) -> Diagnostic {
    let help = match got > want {
        true => "put quotes around a cell that holds a comma: `\"Acme, Inc.\"`; delete surplus commas",
        false => "write a comma for each empty cell, so that every row has as many fields as the header",
    };
    let fields = if got == 1 { "field" } else { "fields" };
    Diagnostic::error("ragged-row", span, format!("{got} {fields} in this row, and the header has {want}"))
        .help(help)
}

/// A line of nothing but commas.
pub fn empty_row(span: Span) -> Diagnostic {
    Diagnostic::error("empty-row", span, "an empty row")
        .help("delete the line; spreadsheets leave such lines behind where rows were cleared")
}

/// A column of the CSV file that the sidecar does not describe. `missing`: described and not there.
pub fn undescribed_column(span: Span, name: &str, sidecar: &str, missing: &[&str]) -> Diagnostic {
    let name = clipped(name);
    let help = match nearest(name.trim(), missing.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("add `- {{name: {name}, type: string}}` to its `fields:`, with the type that fits"),
    };
    Diagnostic::error("undescribed-column", span, format!("`{sidecar}` describes no column `{name}`"))
        .help(help)
}

/// A column that the sidecar describes and the CSV file lacks.
pub fn absent_column(span: Span, name: &str, csv: &str, header: &[&str]) -> Diagnostic {
    let message = format!("`{csv}` has no column `{}`", clipped(name));
    Diagnostic::error("absent-column", span, message).help(format!(
        "its columns are {}; add this one to the file, or delete its description",
        list_of(header.iter().copied().take(30))
    ))
}

/// A field that is described twice.
pub fn duplicate_field(span: Span, name: &str, first: Span) -> Diagnostic {
    Diagnostic::error("duplicate-field", span, format!("the column `{}` is described twice", clipped(name)))
        .help("keep one of the two")
        .also(first, "it is described here already")
}

/// A key of the sidecar names a column that is not described.
pub fn unknown_field(span: Span, key: &str, name: &str, fields: &[&str]) -> Diagnostic {
    let message = format!("`{key}` names a column `{}` that is not described", clipped(name));
    let help = match nearest(name, fields.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the columns are {}", list_of(fields.iter().copied().take(30))),
    };
    Diagnostic::error("unknown-field", span, message).help(help)
}

/// A brace in a wording of the sidecar that stands for nothing. `written`: with its braces; `known`: what may stand there.
pub fn unknown_placeholder(span: Span, written: &str, key: &str, known: &str) -> Diagnostic {
    let message = match written {
        "{" => format!("a `{{` in `{key}` is never closed"),
        written => format!("`{}` in `{key}` stands for nothing", clipped(written)),
    };
    Diagnostic::error("unknown-placeholder", span, message)
        .help(format!("between braces may stand {known}; take other braces away"))
}

/// A least value that is more than the most.
pub fn crossed_bounds(span: Span, least: &str, (most_span, most): (Span, &str)) -> Diagnostic {
    Diagnostic::error("crossed-bounds", span, format!("the minimum `{least}` is above the maximum `{most}`"))
        .also(most_span, "the maximum")
        .help("correct one of them: as they stand, no number is allowed")
}

/// A key of the sidecar names a column of the wrong type.
pub fn column_of_other_type(span: Span, key: &str, name: &str, wanted: &str) -> Diagnostic {
    let message = format!("`{key}` must name a column of {wanted}, and `{}` is none", clipped(name));
    Diagnostic::error("column-of-other-type", span, message)
        .help("name another column, or change the `type:` of this one")
}

/// A key of a field that its type does not have.
pub fn key_of_other_type(span: Span, key: &str, wanted: &str) -> Diagnostic {
    Diagnostic::error("key-of-other-type", span, format!("`{key}` is for columns of {wanted} only"))
        .help("delete the key, or change the `type:` of this column")
}

/// A label for a value that the column cannot have.
pub fn label_of_no_value(span: Span, value: &str, allowed: &[&str]) -> Diagnostic {
    let message = format!("`labels` has words for `{}`, which `enum` does not list", clipped(value));
    let help = match nearest(value, allowed.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "add the value to `enum`, or delete its label".to_owned(),
    };
    Diagnostic::error("label-of-no-value", span, message).help(help)
}

/// `time:` with three columns.
pub fn time_columns(span: Span, count: usize) -> Diagnostic {
    Diagnostic::error("time-columns", span, format!("`time` is one column or two, not {count}"))
        .help("write `time: date`, or the first and the last day: `time: [period_start, period_end]`")
}

/// A `max_age` that is none.
pub fn not_a_number_of_days(span: Span, text: &str) -> Diagnostic {
    let message = format!("`max_age` must be a number of days, not `{}`", clipped(text));
    Diagnostic::error("not-a-number-of-days", span, message).help("write `180d` for half a year")
}

/// A CSV file without a sidecar, and the text that describes it as it was understood.
pub fn undescribed_dataset(span: Span, sidecar: &str, text: &str) -> Diagnostic {
    let message = format!("no `{sidecar}` says what the columns of this file mean");
    Diagnostic::warning("undescribed-dataset", span, message).help(format!("write it, starting from: {text}"))
}

/// A dataset that readers see rows of which name no source.
pub fn unsourced_data(span: Span, data: &str) -> Diagnostic {
    let message = format!("readers see numbers of `{data}`, which does not say where they come from");
    Diagnostic::warning("unsourced-data", span, message).help(
        "fill a column with keys of sources (`{name: source, type: string, ref: sources}`), or name the source in `attribution:`",
    )
}

/// A dataset that readers see and whose numbers have no unit.
pub fn unitless_measure(span: Span, data: &str, measure: &str) -> Diagnostic {
    let message = format!("readers see the numbers in `{measure}` of `{data}`, which have no unit");
    Diagnostic::warning("unitless-measure", span, message)
        .help("add `unit:`, such as `USD bn`, `%`, `tokens` or `{currency} per 1M tokens`")
}

/// The column with the number is part of the primary key.
pub fn measure_in_key(span: Span, measure: &str) -> Diagnostic {
    let message = format!("`{}` is the measure, and no part of what tells rows apart", clipped(measure));
    Diagnostic::error("measure-in-key", span, message).help(
        "take it out; where two sources say two things, the column of sources stands in the key instead",
    )
}

/// A unit that says what its number is in words of which some are not understood. `meant`: how it is written.
pub fn half_read_unit(span: Span, unit: &str, (rest, meant): (&str, Option<&str>)) -> Diagnostic {
    let message = match rest == unit {
        true => format!("`{}` is not understood as a unit", clipped(unit)),
        false => format!("`{}` is not understood in the unit `{}`", clipped(rest), clipped(unit)),
    };
    let help = match meant {
        Some(meant) => format!(
            "write `{meant}`; what more there is to say belongs into the title or the description of the dataset"
        ),
        None => "write `USD`, `USD m`, `USD bn`, `亿元` or `percent`, behind which only `per …`, `/…` or `of …` may \
                 follow; numbers that count in another power of ten are converted first"
            .to_owned(),
    };
    Diagnostic::warning("half-read-unit", span, message).help(help)
}
