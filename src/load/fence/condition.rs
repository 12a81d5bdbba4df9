//! Conditions on rows: `where: {metric: output, date: 2025-01.., vendor: {not: x}}`.

use crate::diag::Diagnostic;
use crate::diag::catalog::fence as say;
use crate::load::fields::Fields;
use crate::load::node::{Node, Style, Value};
use crate::model::date::{Date, Period};
use crate::model::decimal::Decimal;
use crate::model::range::{Bound, Condition, Test};
use crate::source::Located;

/// All conditions of a block.
pub fn conditions(fields: &mut Fields<'_, '_>) -> Vec<Condition<Located<String>>> {
    conditions_of(fields, "where")
}

/// The conditions below a key.
pub fn conditions_of(fields: &mut Fields<'_, '_>, key: &'static str) -> Vec<Condition<Located<String>>> {
    let Some(mut map) = fields.map(key, "conditions on rows") else { return Vec::new() };
    let entries = map.free();
    let read = |(column, node): &(Located<String>, Node)| {
        let test = test(column, node, map.diagnostics())?;
        Some(Condition { column: column.clone(), test, span: node.span })
    };
    entries.iter().filter_map(read).collect()
}

fn test(column: &Located<String>, node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Test> {
    match &node.value {
        Value::Scalar(scalar) => {
            let text = node.located_text()?;
            match scalar.text.as_str() {
                "*" => Some(Test::Filled),
                "" => Some(Test::Empty),
                range if range.contains("..") => match range_of(range) {
                    None if scalar.style == Style::Quoted => Some(Test::Any(vec![text])),
                    None => {
                        diagnostics.push(say::bad_range(text.span, range));
                        None
                    }
                    found => found,
                },
                _ => Some(Test::Any(vec![text])),
            }
        }
        Value::List(items) if !items.is_empty() => Some(Test::Any(values(column, items, diagnostics))),
        Value::Map(_) => negated(column, node, diagnostics),
        Value::Null | Value::List(_) => {
            diagnostics.push(unclear(column, node));
            None
        }
    }
}

/// `{not: x}` or `{not: [x, y]}`.
fn negated(column: &Located<String>, node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Test> {
    let mut fields = Fields::new(node, "a condition", diagnostics);
    fields.require("not");
    let not = fields.node("not");
    fields.finish();
    let not = not?;
    match &not.value {
        Value::Scalar(_) => Some(Test::Not(not.located_text().into_iter().collect())),
        Value::List(items) if !items.is_empty() => Some(Test::Not(values(column, items, diagnostics))),
        _ => {
            diagnostics.push(unclear(column, not));
            None
        }
    }
}

fn values(
    column: &Located<String>,
    items: &[Node],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Located<String>> {
    let value = |item: &Node| {
        if item.text().is_none() {
            diagnostics.push(unclear(column, item));
        }
        item.located_text()
    };
    items.iter().filter_map(value).collect()
}

fn unclear(column: &Located<String>, node: &Node) -> Diagnostic {
    let span = if node.is_null() { column.span } else { node.span };
    say::bad_condition(span, &column.value, node.shape())
}

/// `a..b`, `a..`, `..b`, where the ends are of one kind and in order.
fn range_of(text: &str) -> Option<Test> {
    let (from, to) = text.split_once("..")?;
    let (from, to) = (end(from.trim(), false)?, end(to.trim(), true)?);
    let sound = match (from, to) {
        (None, None) => false,
        (Some(Bound::Number(from)), Some(Bound::Number(to))) => from <= to,
        (Some(from), Some(to)) => match (from.date(), to.date()) {
            (Some(from), Some(to)) => from.first_day() <= to.last_day(),
            // A year may be a number beside a number.
            _ => from.number().zip(to.number()).is_some_and(|(from, to)| from <= to),
        },
        _ => true,
    };
    // Beside a number a year is a number.
    let numbers = [from, to].into_iter().flatten().any(|end| matches!(end, Bound::Number(_)));
    let settle = |end: Option<Bound>| match (numbers, end.and_then(Bound::number)) {
        (true, Some(number)) => Some(Bound::Number(number)),
        _ => end,
    };
    sound.then(|| Test::Range(settle(from), settle(to)))
}

/// An end of a range; `Some(None)` where it is open, `None` where it is no end.
#[expect(clippy::option_option, reason = "an open end differs from a mistake")]
fn end(text: &str, last: bool) -> Option<Option<Bound>> {
    if text.is_empty() {
        return Some(None);
    }
    if let Ok(date) = Date::parse(text) {
        return Some(Some(if text.len() == 4 { Bound::Year(date) } else { Bound::Date(date) }));
    }
    if let Ok(number) = Decimal::parse(text) {
        return Some(Some(Bound::Number(number)));
    }
    let period = Period::parse(text)?;
    let (end, months) = period.ends();
    let month = if last { end } else { end + 1 - months };
    Date::parse(&format!("{:04}-{month:02}", period.year())).ok().map(|date| Some(Bound::Date(date)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn ranges_of_dates_numbers_and_periods() {
        let range = |text: &str| range_of(text);
        assert_eq!(
            range("2025-01..2025-06"),
            Some(Test::Range(Some(Bound::Date(date("2025-01"))), Some(Bound::Date(date("2025-06")))))
        );
        assert_eq!(
            range("2025Q1..2025Q3"),
            Some(Test::Range(Some(Bound::Date(date("2025-01"))), Some(Bound::Date(date("2025-09")))))
        );
        assert_eq!(range("..2024"), Some(Test::Range(None, Some(Bound::Year(date("2024"))))));
        let number = |text| Some(Bound::Number(Decimal::parse(text).unwrap()));
        assert_eq!(range("-1.5..2000"), Some(Test::Range(number("-1.5"), number("2000"))));
        for bad in ["..", "a..b", "2025-06..2025-01", "5..1", "2025-01..5.5", "1...", "2025-02-30.."] {
            assert_eq!(range(bad), None, "{bad}");
        }
    }
}
