//! Mistakes in references to facts: what no row answers, what several do, what cannot be reckoned.

use super::clipped;
use crate::diag::Diagnostic;
use crate::model::fact::Slip;
use crate::source::Span;

/// A number of a report's prose that carries a unit and is no reference.
pub fn untyped_number(span: Span, number: &str) -> Diagnostic {
    // Put together without format machinery: a site may have tens of thousands.
    let message = ["`", &clipped(number), "` is typed, not taken from a dataset"].concat();
    Diagnostic::warning("untyped-number", span, message)
        .help("refer to its row (`tearsheet facts` lists them), or write {num} and the number in backticks where it is no data")
}

/// The text of a reference cannot be read.
pub fn bad_reference(span: Span, slip: Slip) -> Diagnostic {
    let (message, help) = slip_words(slip);
    Diagnostic::error("bad-fact-reference", span, message).help(help)
}

/// What is wrong with a reference, and how to mend it.
fn slip_words(slip: Slip) -> (&'static str, &'static str) {
    match slip {
        Slip::Empty => (
            "the reference is empty",
            "write a dataset and its keys: `prices.output model=gpt-4o currency=USD`",
        ),
        Slip::NoDataset => (
            "a reference begins with a dataset",
            "write `dataset.measure`, then keys: `prices.output model=gpt-4o`",
        ),
        Slip::NoColumn => ("there is no column before `=`", "write `column=value` without spaces around `=`"),
        Slip::NoValue => (
            "this is no `column=value`",
            "write `column=value`; put values with spaces into double quotes: `unit=\"USD bn\"`",
        ),
        Slip::OpenQuote => ("this quote is not closed", "end the value with `\"`"),
        Slip::Behind => (
            "something stands behind the value",
            "put a space before it, or the whole value into double quotes",
        ),
        Slip::Twice => ("this is said twice", "keep one; several values are written `column=a,b`"),
        Slip::NoDate => ("`as_of` needs a date", "write `as_of=2025-09-30`, `as_of=2025-09` or `as_of=2025`"),
        Slip::NothingBehind => {
            ("nothing stands behind this word", "write the keys that differ: `to model=gpt-5`, `of vendor`")
        }
        Slip::FullWidth => (
            "full-width signs are no part of a reference",
            "write plain `=`, `,` and `\"`; a value that holds such a sign stands in plain double quotes",
        ),
        Slip::Dressed => (
            "a reference of the front matter has no braces and no ticks",
            "write the verb and the reference alone: `change prices.output model=a..b`; in the text `{fact}` and its name in ticks",
        ),
        Slip::Words => ("the name of a fact is one word", "join its words, such as `price-cut`"),
    }
}

/// A word before a reference that is no verb, or a verb that is not between plain braces. `near`: the verb meant.
pub fn unknown_verb(span: Span, written: &str, near: Option<&str>) -> Diagnostic {
    let message = format!("`{}` asks for nothing", clipped(written));
    let help = match near {
        Some(near) => format!("did you mean `{{{near}}}`, at once before the code?"),
        None => "write `{fact}`, `{change}`, `{difference}`, `{ratio}`, `{share}`, `{rank}`, `{sum}` or `{cagr}` before a \
                 reference, or `\\{` for a plain brace"
            .to_owned(),
    };
    Diagnostic::error("unknown-fact-verb", span, message).help(help)
}

/// A word of ours in braces with no code behind it; or a whole reference in a text that takes none. `word`: as it is right,
/// where code behind it would make it one.
pub fn loose_reference(span: Span, written: &str, word: Option<&str>) -> Diagnostic {
    let written = clipped(written);
    let (message, help) = match word {
        Some(word) => (
            format!("`{written}` begins no reference, and readers see it as it stands"),
            format!(
                "write `{{{word}}}` with its code in backticks at once behind it, without a space; for a plain brace write `\\{{`"
            ),
        ),
        None => (
            format!("this text takes no references, and readers see `{written}` as it stands"),
            "say it in words, or put the reference into the text, a title, a note or a remark of a figure"
                .to_owned(),
        ),
    };
    Diagnostic::warning("loose-reference", span, message).help(help)
}

/// A name that the front matter does not give to a fact.
pub fn unknown_name(span: Span, name: &str, near: Option<&str>) -> Diagnostic {
    let message = format!("`{}` is no dataset, and no fact of the front matter", clipped(name));
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write `dataset.measure key=value`, or give the fact a name below `facts:`".to_owned(),
    };
    Diagnostic::error("unknown-fact", span, message).help(help)
}

/// A name is used with another verb than it was given with.
pub fn other_verb(span: Span, name: &str, verb: &str) -> Diagnostic {
    let message = format!("the front matter says that `{}` is a `{verb}`", clipped(name));
    Diagnostic::error("other-fact-verb", span, message)
        .help(format!("write `{{{verb}}}` or `{{fact}}` before it"))
}

/// A row as its author could write it, with its place.
pub type Row = (Span, String);

/// No row answers a reference. `near`: rows that come nearest.
pub fn no_fact(span: Span, (data, why, own): (&str, &str, Option<&str>), near: Vec<Row>) -> Diagnostic {
    let message = format!("no row of `{data}` answers this{why}");
    let help = match (near.len(), own) {
        (_, Some(own)) => {
            let column = own.split('=').next().unwrap_or(own);
            format!(
                "in this note `{own}` is understood: name another by `{column}=…`, or rows of none by `{column}=`"
            )
        }
        (0, None) => "check the values in the CSV file, or look with `tearsheet facts`".to_owned(),
        (_, None) => "the rows above come nearest; `tearsheet facts` lists them all".to_owned(),
    };
    Diagnostic { related: near, ..Diagnostic::error("no-fact", span, message) }.help(help)
}

/// Several rows answer a reference that means one. `keys`: the columns that tell them apart.
pub fn ambiguous(span: Span, data: &str, (count, keys): (usize, &str), rows: Vec<Row>) -> Diagnostic {
    let message = format!("{count} rows of `{data}` answer this");
    let help = match keys {
        "" => "the rows have the same keys and differ in their value: mend the CSV file".to_owned(),
        keys => format!("say which one is meant: add {keys}"),
    };
    Diagnostic { related: rows, ..Diagnostic::error("ambiguous-fact", span, message) }.help(help)
}

/// Rows would be added up or compared that differ where the reference does not let them. `columns`: in what.
pub fn unlike(
    span: Span,
    data: &str,
    (count, columns): (usize, &str),
    (rows, help): (Vec<Row>, String),
) -> Diagnostic {
    let message = format!("{count} rows of `{data}` would count here that differ in {columns}");
    Diagnostic { related: rows, ..Diagnostic::error("unlike-facts", span, message) }.help(help)
}

/// A range where one value is wanted, or none where two are.
pub fn wrong_sides(span: Span, verb: &str, message: &str) -> Diagnostic {
    let help = match verb {
        "fact" => {
            "a fact is one value; for two, write `{change}`, `{ratio}` or `{cagr}`, for several `{sum}`"
        }
        "share" | "rank" | "sum" => {
            "write one value before `of`, and behind it the column to go through: `of vendor`"
        }
        _ => "write both ends on one key (`model=a..b`), or the keys that differ behind `to`: `to model=b`",
    };
    sides(span, message, help)
}

/// A share of a total that does not hold the value, or a rank among others without it.
pub fn outside_total(span: Span, verb: &str) -> Diagnostic {
    let message = match verb {
        "rank" => "the value is not among those that it would be ranked with",
        _ => "the total does not hold the value whose share of it this would be",
    };
    sides(
        span,
        message,
        "name behind `of` the column to go through (`of vendor`), or the keys of a total that holds the value; what one value \
         is of another `{ratio}` tells",
    )
}

fn sides(span: Span, message: &str, help: &'static str) -> Diagnostic {
    Diagnostic::error("wrong-fact-sides", span, message).help(help)
}

/// An amount of one time is held against that of a longer one. `what`: a reference (`{change}`) or the kind of a chart;
/// `lengths`: of both, in words.
pub fn unequal_ends(span: Span, what: &str, lengths: &[String; 2]) -> Diagnostic {
    let help = if what.starts_with('`') {
        "name two times as long as each other, such as `period=2024Q1..2025Q1`; for parts of a whole write `{share}`, or \
         give each amount with `{fact}`"
    } else {
        "show times as long as each other, such as `2024Q1` and `2025Q1`, by `where:`, `from:` or `to:`"
    };
    let message = format!("this {what} goes from the amount of {} to that of {}", lengths[0], lengths[1]);
    unequal(span, message, help)
}

/// Amounts of times that are not as long as each other are ranked or added up. `lengths`: of two, in words.
pub fn unequal_times(span: Span, verb: &str, lengths: &[String; 2], rows: Vec<Row>) -> Diagnostic {
    let message =
        format!("this `{{{verb}}}` takes the amount of {} together with that of {}", lengths[0], lengths[1]);
    let help = match verb {
        "rank" => "name times as long as each other, such as `of period=2023,2024`",
        _ => {
            "name the times that count one by one, such as `period=2024,2025Q1`, or times as long as each other"
        }
    };
    Diagnostic { related: rows, ..unequal(span, message, help) }
}

fn unequal(span: Span, message: String, help: &'static str) -> Diagnostic {
    Diagnostic::error("unequal-ends", span, message).help(help)
}

/// A column without numbers where one is needed.
pub fn no_number(span: Span, verb: &str, column: &str) -> Diagnostic {
    Diagnostic::error(
        "fact-without-number",
        span,
        format!("`{{{verb}}}` needs numbers, and `{column}` holds none"),
    )
    .help("name a column of numbers behind the dataset (`prices.value`), or use `{fact}`")
}

/// A dataset whose measure is not known.
pub fn no_measure(span: Span, data: &str, known: &str) -> Diagnostic {
    Diagnostic::error(
        "fact-without-measure",
        span,
        format!("`{data}` does not say which of its columns is the number"),
    )
    .help(format!(
        "set `measure:` in its sidecar, or name a column: `{data}.column`; its columns are {known}"
    ))
}

/// What is measured is neither a value of the metric column nor a column.
pub fn unknown_measure(span: Span, name: &str, near: Option<&str>, known: &str) -> Diagnostic {
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it has {known}"),
    };
    Diagnostic::error(
        "unknown-fact-measure",
        span,
        format!("nothing called `{}` is measured here", clipped(name)),
    )
    .help(help)
}

/// Values of several units in one reference.
pub fn mixed(span: Span, units: &str, key: Option<&str>) -> Diagnostic {
    let help = match key {
        Some(key) => format!("choose one by a key, such as `{key}`"),
        None => "write the numbers of all rows in one unit".to_owned(),
    };
    Diagnostic::error("mixed-fact-units", span, format!("the rows have several units: {units}")).help(help)
}

/// Values that do not mean the same held against each other: of two versions of an index, for one. `key`: by what one of them
/// is chosen.
pub fn mixed_definitions(span: Span, (column, values): (&str, &[String; 2]), key: &str) -> Diagnostic {
    let said =
        |value: &String| if value.is_empty() { "empty".to_owned() } else { format!("`{}`", clipped(value)) };
    let [a, b] = [said(&values[0]), said(&values[1])];
    let column = clipped(column);
    let message = format!("the rows differ in what their numbers mean: `{column}` is {a} and {b}");
    Diagnostic::error("mixed-fact-definitions", span, message)
        .help(format!("choose one by `{key}`, or name both there where they are meant to be compared"))
}

/// A value that is not disclosed where one is reckoned with.
pub fn undisclosed(span: Span, row: &str) -> Diagnostic {
    Diagnostic::error("undisclosed-fact", span, format!("a value is not disclosed ({row})"))
        .help("an empty cell is never taken as zero: leave the row out by a key, or say in words that it is not disclosed")
}

/// A cell of a dataset whose licence keeps its rows back.
pub fn restricted(span: Span, data: &str) -> Diagnostic {
    Diagnostic::error("restricted-fact", span, format!("the licence of `{data}` keeps its rows back, and this prints one"))
        .help("give a change, a ratio or a share instead, or set `redistribute: true` in its sidecar where the licence allows it")
}

/// A result that does not exist: a change from zero, a rate over no time.
pub fn not_reckoned(span: Span, why: &str) -> Diagnostic {
    Diagnostic::error("impossible-fact", span, why)
        .help("choose other rows, or give the two values with `{fact}` and say the rest in words")
}

/// Why a value cannot be written as its format says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Misfit {
    /// It is no format.
    Unknown,
    /// A percent sign behind what is no percentage.
    Percent,
    /// The sign of another currency, or one before what is no money.
    Currency,
    /// `x` behind what is no multiple.
    Times,
    /// A power of ten for a percentage, a multiple or a rank.
    Power,
    /// A power of ten below the smallest that the language has a word for.
    NoWord,
    /// A unit for other numbers than those of the data.
    Unit,
    /// All digits of a value that is not zero are rounded away.
    Vanished,
    /// The digits make all of what is not all.
    Whole,
    /// It says nothing of a value of this kind.
    Idle,
}

impl Misfit {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Misfit::Unknown => (
                "is no way to write a number",
                "write digits as `0`, `0.0` or `0,0.00`, with `+` before or `%` behind, or words: `full` (with the unit), \
                 `plain` (all digits), `abs` (without sign), `billion` or `亿` (in this power of ten), `bare` (the digits alone), `word` (a rank in words); \
                 several with commas between",
            ),
            Misfit::Percent => (
                "would put a percent sign behind what is no percentage",
                "leave the sign out; the unit of the row says what stands behind its number",
            ),
            Misfit::Currency => (
                "would put the sign of a currency before what is no amount in it",
                "leave the sign out; the unit of the row says which one it is",
            ),
            Misfit::Times => {
                ("would write as a multiple what is none", "leave the `x` out, or ask for a `{ratio}`")
            }
            Misfit::Power => (
                "is a power of ten, and this is a percentage, a multiple, a rank or a word",
                "leave it out, and say how many digits: `0.0`",
            ),
            Misfit::NoWord => (
                "is a power of ten without a word in the language of this note",
                "write `thousand`, `million`, `billion` or `trillion`, in Chinese `万`, `亿` or `万亿`; or add `bare`",
            ),
            Misfit::Unit => (
                "is another unit than the data have",
                "leave `unit` out, or word it with the currency, the power of ten and the percent sign that the data have",
            ),
            Misfit::Vanished => (
                "leaves nothing of a value that is not zero",
                "write more digits, such as `0.0000`, or a smaller power of ten",
            ),
            Misfit::Whole => (
                "makes 100% of what is less",
                "write more digits, such as `0.0` or `0.00`; without a format there are enough",
            ),
            Misfit::Idle => (
                "says nothing of a value of this kind",
                "leave it out: `full`, `plain` and `bare` are for amounts, `word` for ranks, digits and signs for numbers",
            ),
        }
    }
}

/// A format that is none, or that does not fit the value.
pub fn bad_format(span: Span, text: &str, misfit: Misfit) -> Diagnostic {
    let (message, help) = misfit.words();
    Diagnostic::error("bad-fact-format", span, format!("`{}` {message}", clipped(text))).help(help)
}
