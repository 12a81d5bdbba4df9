//! Mistakes in keys and values: unknown and missing keys, dates that are none, numbers that are none.

use super::clipped;
use crate::diag::{Diagnostic, nearest};
use crate::source::Span;

/// Words as a list in backticks.
pub fn list_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().map(|word| format!("`{}`", clipped(word))).collect::<Vec<_>>().join(", ")
}

/// A key that nobody knows.
pub fn unknown_key(span: Span, key: &str, what: &str, (near, known): (Option<&str>, &[&str])) -> Diagnostic {
    let message = format!("{what} has no key `{}`", clipped(key));
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            // What decides how others are read is asked for first, and again in its turn.
            let once = known.iter().enumerate().filter(|(place, key)| !known[..*place].contains(key));
            format!("its keys in this version are {}", list_of(once.map(|(_, key)| *key)))
        }
    };
    Diagnostic::error("unknown-key", span, message).help(help)
}

/// A key that must be there.
pub fn missing_key(span: Span, key: &str, what: &str) -> Diagnostic {
    Diagnostic::error("missing-key", span, format!("{what} needs the key `{key}`"))
        .help(format!("add a line `{key}: …`"))
}

/// Rows hold until the next, and nothing says the next of what; `key`: the columns that tell.
pub fn missing_primary_key(span: Span, key: &str) -> Diagnostic {
    let told = missing_key(span, "primaryKey", "a dataset that `holds: until-next` for several things");
    told.help(format!(
        "say what tells its rows apart, so that each ends the one before it: `primaryKey: [{key}]`"
    ))
}

/// A key that must have a value and has none.
pub fn empty_key(span: Span, key: &str) -> Diagnostic {
    Diagnostic::error("empty-key", span, format!("`{key}` is empty"))
        .help(format!("write a value: `{key}: …`; a line that is not needed can go"))
}

/// An item of a list that says nothing.
pub fn empty_item(span: Span, key: &str) -> Diagnostic {
    Diagnostic::error("empty-item", span, format!("an item of `{key}` is empty"))
        .help("write a value in its place, or take the item out")
}

/// A list where a text belongs, and the like.
pub fn wrong_type(span: Span, key: &str, wanted: &str, found: &str) -> Diagnostic {
    let example = match wanted {
        "a list" => format!("write `{key}: [a, b]`, or one item a line, each behind `- `"),
        "a map" => format!("write `{key}: {{key: value}}`, or one `key: value` a line, indented"),
        _ => format!("write one text: `{key}: …`"),
    };
    Diagnostic::error("wrong-type", span, format!("`{key}` must be {wanted}, not {found}")).help(example)
}

/// `- Risk: margins` in a list of texts, which YAML reads as a map.
pub fn colon_in_item(span: Span, text: &str) -> Diagnostic {
    let text = clipped(text);
    let quoted =
        if text.contains('"') { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") };
    Diagnostic::error("colon-in-item", span, "a text that holds a colon and a space is read as a map")
        .help(format!("put quotes around it: `{quoted}`"))
}

/// A value that must be a map of keys, the whole text of a file or fence among them.
pub fn not_a_map(span: Span, what: &str, found: &str) -> Diagnostic {
    Diagnostic::error("not-a-map", span, format!("{what} must be written as keys and values, not as {found}"))
        .help("write one `key: value` a line")
}

/// A text that is no date.
pub fn not_a_date(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error("not-a-date", span, format!("`{}` is not a date", clipped(text))).help(date_help(text))
}

/// How to write a date that was written some other way.
pub fn date_help(text: &str) -> String {
    let form = "YYYY-MM-DD, YYYY-MM or YYYY";
    match dates_meant(text).as_slice() {
        [] => format!("write {form}"),
        [one] => format!("write {form}: `{one}`"),
        [one, other, ..] => format!("write {form}: `{one}` or `{other}`, whichever is meant"),
    }
}

/// The ISO dates that numbers can mean, or numbers beside the name of a month: `3/4/2024`, `2025年3月`, `March 2025`.
pub fn dates_meant(text: &str) -> Vec<String> {
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let year_first = parts.first().is_some_and(|part| part.len() == 4);
    let words: Vec<&str> =
        text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).collect();
    let month = |word: &str| {
        let start = word.get(..3)?.to_ascii_lowercase();
        MONTHS.iter().zip(1..).find(|(name, _)| **name == start).map(|(_, month)| month)
    };
    let mut found = match (words.as_slice(), numbers.as_slice()) {
        ([], &[day]) if text.trim().len() == 5 => vec![day_of_spreadsheet(day)],
        ([], &[year, month]) if year_first => vec![iso(year, month, None)],
        ([], &[month, year]) => vec![iso(year, month, None)],
        ([], &[year, month, day]) if year_first => vec![iso(year, month, Some(day))],
        ([], &[first, second, year]) => vec![iso(year, second, Some(first)), iso(year, first, Some(second))],
        ([word], &[year]) => vec![month(word).and_then(|month| iso(year, month, None))],
        ([word], &[day, year]) => vec![month(word).and_then(|month| iso(year, month, Some(day)))],
        // Other letters mean a week (`2024-W05-1`), or nothing that is known.
        _ => Vec::new(),
    };
    found.dedup();
    found.into_iter().flatten().collect()
}

/// The date that spreadsheets count as this day: 45658 for 1 January 2025. From 1955 to 2064.
fn day_of_spreadsheet(day: u32) -> Option<String> {
    let first = chrono::NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let date = first.checked_add_days(chrono::Days::new(day.into()))?;
    (20_000..60_000).contains(&day).then(|| date.to_string())
}

/// The first letters of the months.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn iso(year: u32, month: u32, day: Option<u32>) -> Option<String> {
    let fits = (1000..=9999).contains(&year) && (1..=12).contains(&month);
    let day = day.map(|day| (1..=31).contains(&day).then(|| format!("-{day:02}")));
    match day {
        Some(None) => None,
        day => fits.then(|| format!("{year:04}-{month:02}{}", day.flatten().unwrap_or_default())),
    }
}

/// A date of the right form that the calendar does not have.
pub fn impossible_date(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error("impossible-date", span, format!("the calendar has no `{}`", clipped(text)))
        .help("months run from 01 to 12, and days to the last of their month")
}

/// Neither a date nor a point in time.
pub fn not_a_moment(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error("not-a-moment", span, format!("`{}` is neither a date nor a time", clipped(text)))
        .help("write a date (`2026-03-31`) or a time with its offset (`2026-03-31T09:30:00+08:00`)")
}

/// Neither `true` nor `false`.
pub fn not_true_or_false(span: Span, key: &str, text: &str) -> Diagnostic {
    let message = format!("`{key}` must be true or false, not `{}`", clipped(text));
    let meant = match text.to_lowercase().as_str() {
        "yes" | "on" | "y" | "1" => "write `true`",
        "no" | "off" | "n" | "0" => "write `false`",
        _ => "write `true` or `false`",
    };
    Diagnostic::error("not-true-or-false", span, message).help(meant)
}

/// No whole number.
pub fn not_a_whole_number(span: Span, key: &str, text: &str) -> Diagnostic {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let only_separators = text.chars().all(|c| c.is_ascii_digit() || "_, '".contains(c));
    let help = match only_separators && !digits.is_empty() {
        true => format!("write `{digits}`, without separators"),
        false => "write digits only: `128000`".to_owned(),
    };
    Diagnostic::error(
        "not-a-whole-number",
        span,
        format!("`{key}` must be a whole number, not `{}`", clipped(text)),
    )
    .help(help)
}

/// A whole number outside its range.
pub fn number_out_of_range(span: Span, key: &str, text: &str, range: (u64, u64)) -> Diagnostic {
    let (low, high) = range;
    let message = format!("`{key}` must be a number from {low} to {high}, not `{}`", clipped(text));
    Diagnostic::error("number-out-of-range", span, message).help("write a number of that range")
}

/// No plain decimal number.
pub fn not_a_decimal(span: Span, key: &str, text: &str) -> Diagnostic {
    Diagnostic::error(
        "not-a-decimal",
        span,
        format!("`{key}` must be a plain number, not `{}`", clipped(text)),
    )
    .help("write digits with a point: `1234.5`, without separators, signs or exponents")
}

/// A word that is none of those allowed.
pub fn not_one_of(span: Span, key: &str, word: &str, allowed: &[&str]) -> Diagnostic {
    let message = format!("`{key}` cannot be `{}`", clipped(word));
    let instead = INSTEAD.iter().find(|(name, _)| key == "kind" && *name == word);
    let help = match (instead, nearest(word, allowed.iter().copied())) {
        (Some((_, other)), _) => {
            format!("this kind is not drawn, as others are read more easily: write {other}")
        }
        (None, Some(near)) => format!("did you mean `{near}`?"),
        (None, None) => format!("write one of {}", list_of(allowed.iter().copied())),
    };
    Diagnostic::error("not-one-of", span, message).help(help)
}

/// Kinds of charts that are not drawn, and what shows the same so that it can be read.
const INSTEAD: [(&str, &str); 7] = [
    ("pie", "`bar`, or `share` for shares over time"),
    ("donut", "`bar`, or `share` for shares over time"),
    ("treemap", "`bar`"),
    ("radar", "`bar`, or `matrix` for several measures of many"),
    ("bubble", "`scatter`"),
    ("histogram", "`column`"),
    ("candlestick", "`range`, or `line`"),
];

/// No http(s) address.
pub fn not_a_web_address(span: Span, key: &str, text: &str) -> Diagnostic {
    Diagnostic::error(
        "not-a-web-address",
        span,
        format!("`{key}` must be a web address, not `{}`", clipped(text)),
    )
    .help("write it whole, from `https://` on")
}

/// A text in a language that the site does not have.
pub fn unknown_language(span: Span, code: &str, languages: &[&str]) -> Diagnostic {
    let known = list_of(languages.iter().copied());
    let help = match near_language(code, languages) {
        Some(near) => format!("did you mean `{near}`? The languages are {known}"),
        None => format!("its languages are {known}; `languages` in content/site.yaml lists them"),
    };
    Diagnostic::error("unknown-language", span, format!("the site has no language `{}`", clipped(code)))
        .help(help)
}

/// The language that a code was probably meant as: the same in other letters, or with another script or region.
pub fn near_language<'l>(code: &str, languages: &[&'l str]) -> Option<&'l str> {
    let own = |code: &str| code.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
    let same = languages.iter().find(|known| known.eq_ignore_ascii_case(code));
    same.or_else(|| languages.iter().find(|known| own(known) == own(code))).copied()
}
