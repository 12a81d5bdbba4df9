//! How the value of a fact reads: in the language of its note, with the words and signs of its unit.

use super::asked::{Asked, Reckoned, Subject};
use super::style::{Kind, Style};
use crate::amounts;
use crate::dates;
use crate::diag::catalog;
use crate::diag::catalog::fact::Misfit;
use crate::format::{self, Digits, Lang, NumberFormat, Quantity};
use crate::model::dataset::Cell;
use crate::model::exact::{Exact, trimmed};
use crate::model::fact::Verb;
use crate::model::id::{LangId, RowId};
use crate::model::unit;
use crate::resolve::page::Page;
use crate::words::word;

/// A value in words.
pub struct Written {
    /// As readers see it.
    pub text: String,
    /// For machines.
    pub raw: String,
    /// Its unit in full; empty where it has none.
    pub unit: String,
    /// The values that are held against each other, if it is made of two.
    pub ends: Vec<String>,
}

/// Writes what was reckoned.
pub fn write(
    page: &mut Page<'_>,
    asked: &Asked,
    subject: Subject<'_>,
    reckoned: &Reckoned,
) -> Option<Written> {
    let style = style(page, asked)?;
    let lang = page.raw().lang;
    let language = Lang::from_code(page.ground.config.code(lang));
    let row = reckoned.rows[0];
    let Some(value) = reckoned.value else {
        let is_empty = subject.bound.dataset.cell(row, subject.column) == Cell::Empty;
        refuse(page, asked, style.misfit(Kind::Word, language).filter(|_| !is_empty))?;
        return Some(cell(page, subject, row, language));
    };
    let quantity = amounts::quantity(&subject.bound.dataset, row, subject.column);
    refuse(page, asked, style.misfit(kind(asked.verb, &quantity), language))?;
    let shown = if style.unsigned { value.magnitude() } else { value };
    // What lies between two percentages is points, not percent.
    let of_percent = asked.verb.has_two_ends() && quantity.percent;
    let unit = match asked.verb {
        Verb::Difference if of_percent => String::new(),
        Verb::Fact | Verb::Sum | Verb::Difference => unit_of(subject, row, lang),
        _ => String::new(),
    };
    let (text, digits) = match asked.verb {
        Verb::Change | Verb::Difference if of_percent => points(shown, &style, language),
        Verb::Fact | Verb::Sum | Verb::Difference => {
            amount((&quantity, &unit), (shown, reckoned.places), (&style, language))
        }
        Verb::Rank => (rank(value, &style, language), value.rounded(0, 0)),
        Verb::Ratio => ratio(shown, &style, language),
        Verb::Change | Verb::Cagr => percent(shown, &style, !style.unsigned),
        Verb::Share => percent(shown, &style, false),
    };
    let whole = if is_part(asked.verb, &quantity, value) { Some(ALL) } else { None };
    refuse(page, asked, style.misleads(value, &digits, whole))?;
    let places = value.places(6).max(if asked.verb == Verb::Fact { reckoned.places } else { 0 });
    let ends = ends(asked.verb, subject, reckoned, (&quantity, language));
    // One that says its unit itself has none to be told beside it.
    let unit = if style.full { String::new() } else { unit };
    Some(Written { text, raw: value.telling(places, whole), unit, ends })
}

/// Tells a format that does not fit.
fn refuse(page: &mut Page<'_>, asked: &Asked, misfit: Option<Misfit>) -> Option<()> {
    let Some((misfit, format)) = misfit.zip(asked.ask.format.as_ref()) else { return Some(()) };
    page.report(catalog::fact::bad_format(format.span, &format.value, misfit));
    None
}

/// The two values that a change and its like is made of, of a share the part and the total, each as a fact of its own
/// would read; none where the licence keeps them back.
fn ends(
    verb: Verb,
    subject: Subject<'_>,
    reckoned: &Reckoned,
    (quantity, language): (&Quantity, Lang),
) -> Vec<String> {
    let dataset = &subject.bound.dataset;
    let rows = match verb {
        _ if !dataset.schema.redistribute => &[],
        _ if verb.has_two_ends() => &reckoned.rows[..],
        Verb::Share => &reckoned.rows[..1],
        _ => &[],
    };
    let words =
        |value: Exact, places: u32| amount((quantity, ""), (value, places), (&Style::default(), language)).0;
    let of_row = |row: &RowId| {
        let number = dataset.cell(*row, subject.column).number()?;
        Some(words(Exact::of(number), number.places() as u32))
    };
    let total = reckoned.total.filter(|_| !rows.is_empty()).map(|total| words(total, reckoned.places));
    rows.iter().filter_map(of_row).chain(total).collect()
}

/// The format of a reference.
fn style(page: &mut Page<'_>, asked: &Asked) -> Option<Style> {
    let Some(format) = &asked.ask.format else { return Some(Style::default()) };
    let style = Style::read(&format.value);
    if style.is_none() {
        page.report(catalog::fact::bad_format(format.span, &format.value, Misfit::Unknown));
    }
    style
}

/// What a value is that was asked for.
fn kind(verb: Verb, quantity: &Quantity) -> Kind<'_> {
    match verb {
        Verb::Difference if quantity.percent => Kind::Percentage,
        Verb::Fact | Verb::Sum | Verb::Difference => Kind::Amount(quantity),
        Verb::Change | Verb::Cagr | Verb::Share => Kind::Percentage,
        Verb::Ratio => Kind::Multiple,
        Verb::Rank => Kind::Rank,
    }
}

/// A value that is no number: a text in the language of the page, a date, or the words for nothing.
fn cell(page: &Page<'_>, subject: Subject<'_>, row: RowId, language: Lang) -> Written {
    let (dataset, ground) = (&subject.bound.dataset, page.ground);
    let raw = dataset.cell(row, subject.column);
    let code = ground.config.code(page.raw().lang);
    let own_form = dataset.column(&format!("{}_{code}", dataset.field(subject.column).name));
    let own_form = own_form.map(|form| dataset.cell(row, form)).filter(|cell| *cell != Cell::Empty);
    let text = match own_form.unwrap_or(raw) {
        Cell::Empty => word(language, "not_disclosed").to_owned(),
        Cell::Date(date) => dates::date(date, language),
        Cell::Boolean(value) => word(language, if value { "yes" } else { "no" }).to_owned(),
        Cell::Text(text) if own_form.is_some() => text.to_owned(),
        Cell::Text(_) if title(page, subject, row).is_some() => title(page, subject, row).unwrap_or_default(),
        _ => unit::word(dataset, row, subject.column, page.raw().lang),
    };
    Written { text, raw: raw.raw(), unit: String::new(), ends: Vec::new() }
}

/// The title of what a cell names: of a note in the language of the page, or of a source.
fn title(page: &Page<'_>, subject: Subject<'_>, row: RowId) -> Option<String> {
    if let Some(note) = subject.bound.note(row, subject.column) {
        let note = &page.ground.notes[page.localized(note).index()];
        return note.front.title.as_ref().map(|title| title.value.clone());
    }
    let source =
        subject.bound.source(row).filter(|_| subject.bound.dataset.schema.source == Some(subject.column))?;
    let source = &page.ground.cited[source.index()];
    Some(source.title.get(page.raw().lang).to_owned()).filter(|title| !title.is_empty())
}

/// The unit of a value in full.
fn unit_of(subject: Subject<'_>, row: RowId, lang: LangId) -> String {
    unit::of_cell(&subject.bound.dataset, row, subject.column, lang)
}

/// Whether the values are percentages already.
pub fn is_percent(subject: Subject<'_>, row: RowId) -> bool {
    amounts::quantity(&subject.bound.dataset, row, subject.column).percent
}

/// An amount in words, and its digits; given what its unit says of it, and the unit, which a full style wants.
fn amount(
    (quantity, unit): (&Quantity, &str),
    (value, places): (Exact, u32),
    (style, language): (&Style, Lang),
) -> (String, String) {
    let scale = scale(value, quantity, (style, language));
    let (moved, own_word) = if style.bare { (0, "") } else { quantity.word(language) };
    // In ones, where the number is written in another power of ten than its unit has.
    let up = if scale.is_some() { quantity.power } else { moved };
    let shown = value.times(Exact::whole(10i64.pow(up))).unwrap_or(value);
    let shift = scale.map_or(0, |(power, _)| power);
    let asked = style.number.as_ref().map(|format| format.digits);
    let fixed = match asked {
        Some(Digits::Fixed(count)) => Some(u32::from(count)),
        _ => None,
    };
    let number = match (fixed, scale) {
        (None, None) => quantity.padded(shown.rounded(0, places.saturating_sub(moved))),
        _ => shown.in_power(shift, fixed),
    };
    if style.bare {
        return (NumberFormat::default().write_decimal(&number), number);
    }
    let word = scale.map_or(own_word, |(_, word)| word);
    let text = quantity.dress(&number, word, (style.number.as_ref(), language));
    let whole = style.full.then(|| quantity.with_unit(&text, unit, language));
    (whole.unwrap_or(text), number)
}

/// The power of ten in which a value is written, with its word: as asked, or as its size wants it.
fn scale(
    value: Exact,
    quantity: &Quantity,
    (style, language): (&Style, Lang),
) -> Option<(u32, &'static str)> {
    match style.power {
        Some(power) if style.bare => Some((power, "")),
        Some(power) => format::word_of(power, language, !quantity.currency.is_empty()),
        // Digits alone do not say in which power of ten they stand: that of the unit, whatever the value becomes.
        None if style.bare => None,
        None => magnitude(value, quantity, (style, language)),
    }
}

/// The power of ten and the word for a large value; none for one that is written in digits.
fn magnitude(
    value: Exact,
    quantity: &Quantity,
    (style, language): (&Style, Lang),
) -> Option<(u32, &'static str)> {
    if style.in_digits() || quantity.percent || value.is_zero() {
        return None;
    }
    let exponent = value.exponent() + quantity.power as i32;
    // Three digits that count may make the next power of ten: 999.96 million is written as one billion, whether its row counts
    // in ones, in millions or in billions.
    let whole = value.times(Exact::whole(10i64.pow(quantity.power)));
    let digits = whole.map(|whole| whole.rounded(exponent.max(0) as u32, 2)).unwrap_or_default();
    let exponent = if digits.trim_start_matches('-').starts_with("10") { exponent + 1 } else { exponent };
    let money = !quantity.currency.is_empty();
    format::word_for(exponent, language, money)
}

/// All of something, in percent.
const ALL: i64 = 100;

/// Whether a value is a percentage of less than all.
fn is_part(verb: Verb, quantity: &Quantity, value: Exact) -> bool {
    let is_percent = match verb {
        Verb::Change | Verb::Cagr | Verb::Share => true,
        Verb::Fact | Verb::Sum | Verb::Difference => quantity.percent,
        Verb::Ratio | Verb::Rank => false,
    };
    is_percent && value.exponent() < 2
}

/// A percentage of two digits that count below ten, of whole percents above.
fn percent(value: Exact, style: &Style, signed: bool) -> (String, String) {
    let plus = signed || style.number.as_ref().is_some_and(|format| format.plus);
    let format = NumberFormat { plus, suffix: format::Suffix::Percent, ..NumberFormat::default() };
    let digits = rounded(value, style, (value.exponent() < 2).then_some(ALL));
    (format.write_decimal(&digits), digits)
}

/// A difference of percentages.
fn points(value: Exact, style: &Style, language: Lang) -> (String, String) {
    let plus = !style.unsigned || style.number.as_ref().is_some_and(|format| format.plus);
    let digits = rounded(value, style, None);
    let number = NumberFormat { plus, ..NumberFormat::default() }.write_decimal(&digits);
    (language.pick(format!("{number} pp"), format!("{number}个百分点")), digits)
}

fn ratio(value: Exact, style: &Style, language: Lang) -> (String, String) {
    let digits = rounded(value, style, Some(1));
    let number = NumberFormat::default().write_decimal(&digits);
    (language.pick(format!("{number}x"), format!("{number} 倍")), digits)
}

/// Digits as the format asks, else none from 10 up, one from 1 up, two that count below; and more where so few would read
/// as nothing, or as a whole that the value is not.
fn rounded(value: Exact, style: &Style, whole: Option<i64>) -> String {
    if let Some(Digits::Fixed(count)) = style.number.as_ref().map(|format| format.digits) {
        return value.rounded(0, count.into());
    }
    let places = match value.exponent() {
        _ if value.is_zero() => 0,
        1.. => 0,
        0 => 1,
        exponent => (1 - exponent).min(6) as u32,
    };
    trimmed(value.telling(places, whole))
}

fn rank(value: Exact, style: &Style, language: Lang) -> String {
    let number = value.rounded(0, 0);
    match (style.number.is_some() || style.plain, number.parse()) {
        (false, Ok(place)) => format::ordinal(place, style.in_words, language),
        _ => number,
    }
}
