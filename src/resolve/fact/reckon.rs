//! What a reference comes to: one row, two held against each other, or many added up.

use super::asked::{Asked, Reckoned, Subject, laid_over};
use super::ends::End;
use super::side::{self, Side};
use super::{addends, alike, among, ends, listed, time, whole, words};
use crate::diag::catalog;
use crate::model::dataset::Cell;
use crate::model::date::Date;
use crate::model::exact::Exact;
use crate::model::fact::{Fact, Key, Value, Verb, apart};
use crate::model::growth;
use crate::model::id::RowId;
use crate::model::query;
use crate::resolve::page::Page;

/// Binds a reference to its rows and reckons its value.
pub fn fact(page: &mut Page<'_>, asked: &Asked) -> Option<Fact> {
    let subject = side::subject(page, asked)?;
    let schema = &subject.bound.dataset.schema;
    if !schema.redistribute && matches!(asked.verb, Verb::Fact | Verb::Sum) {
        page.report(catalog::fact::restricted(asked.span, &subject.bound.dataset.name));
        return None;
    }
    let reckoned = match asked.verb {
        Verb::Fact => one(page, asked, subject)?,
        Verb::Change | Verb::Difference | Verb::Ratio | Verb::Cagr => two(page, asked, subject)?,
        Verb::Share | Verb::Rank => among(page, asked, subject)?,
        Verb::Sum => sum(page, asked, subject)?,
    };
    alike::one_unit(page, asked, subject, &reckoned.rows)?;
    alike::one_definition(page, asked, subject, &reckoned.rows)?;
    let written = words::write(page, asked, subject, &reckoned)?;
    Some(Fact {
        verb: asked.verb,
        data: subject.id,
        column: subject.column,
        rows: reckoned.rows,
        over: reckoned.over,
        text: written.text,
        raw: written.raw,
        end_texts: written.ends,
        unit: written.unit,
        as_of: asked.as_of,
        stale: None,
        leads_back: false,
        spans: vec![asked.span],
    })
}

fn one(page: &mut Page<'_>, asked: &Asked, subject: Subject<'_>) -> Option<Reckoned> {
    if let Some(other) = &asked.ask.other {
        let message = "one value cannot be held against another";
        page.report(catalog::fact::wrong_sides(other.span, "fact", message));
        return None;
    }
    let row = only(page, asked, subject, &asked.ask.keys)?.0;
    let cell = subject.bound.dataset.cell(row, subject.column);
    let value = cell.number().map(Exact::of);
    Some(Reckoned { value, rows: vec![row], over: 0, total: None, places: places(&cell) })
}

fn places(cell: &Cell<'_>) -> u32 {
    cell.number().map_or(0, |number| number.places() as u32)
}

/// The most digits after the point that one of the rows has.
fn most_places(subject: Subject<'_>, rows: &[RowId]) -> u32 {
    let dataset = &subject.bound.dataset;
    rows.iter().map(|row| places(&dataset.cell(*row, subject.column))).max().unwrap_or(0)
}

/// The one row that meets keys, with the day that they ask for. Of rows that say the same at the same time
/// the last one stands for all.
fn only(
    page: &mut Page<'_>,
    asked: &Asked,
    subject: Subject<'_>,
    keys: &[Key],
) -> Option<(RowId, Option<Date>)> {
    if let Some(key) = keys.iter().find(|key| !is_single(subject, key)) {
        let message = "several values stand where one is wanted";
        page.report(catalog::fact::wrong_sides(key.span, asked.verb.word(), message));
        return None;
    }
    let Side { mut rows, day, named } = side::rows(page, asked, subject, keys)?;
    let dataset = &subject.bound.dataset;
    // `2025` is the row that is dated just so, where there is one, and not one of its months.
    if rows.iter().any(|row| named.is_some() && dataset.row_date(*row) == named) {
        rows.retain(|row| dataset.row_date(*row) == named);
    }
    let (last, others) = rows.split_last().expect("a side without rows was reported");
    if others.iter().all(|row| alike::says_the_same(subject, *row, *last)) {
        return Some((*last, day));
    }
    // Rows of a conflict that was told say nothing more together.
    let only_source = |name: &&str| dataset.column(name) == dataset.schema.source;
    if !(apart(dataset, &rows).iter().all(only_source) && subject.bound.is_unexplained(&rows)) {
        page.report(listed::several(asked, subject, &rows));
    }
    None
}

/// Whether a key wants one value: first and last day of a period count as one.
fn is_single(subject: Subject<'_>, key: &Key) -> bool {
    match key.value {
        Value::One(_) | Value::Filled => true,
        Value::Range(..) => time::is_stretch(&subject.bound.dataset, &key.column.value),
        Value::Any(_) => false,
    }
}

/// Change, ratio, growth: from one row to another.
fn two(page: &mut Page<'_>, asked: &Asked, subject: Subject<'_>) -> Option<Reckoned> {
    let keys = ends::keys(page, asked, subject)?;
    let (from, from_day) = only(page, asked, subject, &keys.0)?;
    let (to, to_day) = only(page, asked, subject, &keys.1)?;
    let end = |keys, row, day| End { keys, row, day };
    ends::in_order(page, asked, subject, &[end(&keys.0, from, from_day), end(&keys.1, to, to_day)])?;
    let rows = vec![from, to];
    let (a, b) = (number(page, asked, subject, from)?, number(page, asked, subject, to)?);
    // Of a loss no percentage and no multiple tells whether it grew: charts tell a difference there.
    let below = a.is_negative() || b.is_negative();
    let value = match asked.verb {
        Verb::Ratio if below => None,
        Verb::Ratio => b.over(a),
        Verb::Cagr => {
            let dataset = &subject.bound.dataset;
            // What stands at a day, or is said of a period, has its own; what is in force is looked at from one.
            let day = |row, day: Option<Date>| match query::is_step(dataset) {
                true => Some(day.unwrap_or(asked.as_of)),
                false => dataset.row_date(row),
            };
            let days = day(from, from_day).zip(day(to, to_day));
            days.and_then(|(start, end)| growth::a_year((a, b), growth::years(start, end)?))
        }
        Verb::Difference => b.minus(a),
        // A change of a percentage is in points.
        _ if words::is_percent(subject, from) => b.minus(a),
        _ if below => None,
        _ => b.percent_from(a),
    };
    let Some(value) = value else {
        let why = match asked.verb {
            Verb::Change | Verb::Ratio if below && !a.is_zero() => {
                "a value is below zero, so no percentage or multiple tells the change; `{difference}` does"
            }
            _ if a.is_zero() => "there is no change from zero: the first value is 0",
            Verb::Cagr => "a growth rate needs two values above zero and an end after its start",
            _ => "the values have too many digits to be reckoned with",
        };
        page.report(catalog::fact::not_reckoned(asked.span, why));
        return None;
    };
    let places = most_places(subject, &rows);
    Some(Reckoned { value: Some(value), rows, over: 0, total: None, places })
}

fn number(page: &mut Page<'_>, asked: &Asked, subject: Subject<'_>, row: RowId) -> Option<Exact> {
    let dataset = &subject.bound.dataset;
    let number = dataset.cell(row, subject.column).number();
    // A number that could not be read was told in its file.
    let is_told = || {
        let cell = dataset.cell_span(page.ground.sources, row, subject.column);
        dataset.flawed && !page.ground.sources.slice(cell).is_empty()
    };
    if number.is_none() && !is_told() {
        let place = listed::place(page.ground, dataset, row);
        page.report(catalog::fact::undisclosed(asked.span, &place));
    }
    number.map(Exact::of)
}

/// A share of a total, or a place among others.
fn among(page: &mut Page<'_>, asked: &Asked, subject: Subject<'_>) -> Option<Reckoned> {
    let keys = &asked.ask.keys;
    let part = only(page, asked, subject, keys)?.0;
    let over: Vec<Key> = match &asked.ask.other {
        Some(other) if other.whole => other.keys.clone(),
        Some(other) => {
            let message = "the column to go through stands behind `of`";
            page.report(catalog::fact::wrong_sides(other.span, asked.verb.word(), message));
            return None;
        }
        None => vec![among::column(page, asked, subject)?],
    };
    let keys = laid_over(keys, &over);
    let all = side::rows(page, asked, subject, &keys)?.rows;
    let all = alike::one_each(page, asked, subject, (&all, &keys))?;
    addends::one_of_each(page, asked, subject, &all)?;
    let mut rows = vec![part];
    rows.extend(all.iter().copied().filter(|row| *row != part));
    if rows.len() == 1 {
        let message = "nothing stands beside this value: it would be all of its total, the first of one";
        page.report(catalog::fact::wrong_sides(asked.span, asked.verb.word(), message));
        return None;
    }
    whole::holds(page, asked, subject, (part, &all))?;
    let own = number(page, asked, subject, part)?;
    // What is not disclosed has no place, and is no part of a total.
    let numbers = all.iter().map(|row| number(page, asked, subject, *row));
    let numbers: Vec<Exact> = numbers.collect::<Option<_>>()?;
    if asked.verb == Verb::Rank {
        let of_row = |row: RowId| subject.bound.dataset.cell(row, subject.column).number();
        let above = all.iter().filter(|row| of_row(**row) > of_row(part)).count();
        let place = Exact::whole(above as i64 + 1);
        return Some(Reckoned { value: Some(place), rows, over: all.len(), total: None, places: 0 });
    }
    if own.is_negative() || numbers.iter().any(|number| number.is_negative()) {
        let why = "a value of this total is below zero, so no share tells how much of it one is";
        page.report(catalog::fact::not_reckoned(asked.span, why));
        return None;
    }
    let total = total(page, asked, subject, &all)?;
    whole::is_as_large(page, asked, (own, total))?;
    let share = own.over(total).and_then(|share| share.times(Exact::whole(100)));
    if share.is_none() {
        page.report(catalog::fact::not_reckoned(asked.span, "there is no share of this total"));
    }
    let places = most_places(subject, &all);
    Some(Reckoned { value: Some(share?), rows, over: all.len(), total: Some(total), places })
}

fn sum(page: &mut Page<'_>, asked: &Asked, subject: Subject<'_>) -> Option<Reckoned> {
    let over: Vec<Key> = asked.ask.other.as_ref().map_or(Vec::new(), |other| other.keys.clone());
    let keys = laid_over(&asked.ask.keys, &over);
    let rows = side::rows(page, asked, subject, &keys)?.rows;
    let rows = alike::one_each(page, asked, subject, (&rows, &keys))?;
    let total = total(page, asked, subject, &rows)?;
    let places = most_places(subject, &rows);
    Some(Reckoned { value: Some(total), over: rows.len(), rows, total: None, places })
}

fn total(page: &mut Page<'_>, asked: &Asked, subject: Subject<'_>, rows: &[RowId]) -> Option<Exact> {
    let dataset = &subject.bound.dataset;
    let cell = |row: &RowId| dataset.cell(*row, subject.column).number();
    if let Some(row) = rows.iter().find(|row| cell(row).is_none()) {
        number(page, asked, subject, *row)?;
    }
    let total = Exact::sum(rows.iter().filter_map(cell));
    if total.is_none() {
        let why = "the values have too many digits to be reckoned with";
        page.report(catalog::fact::not_reckoned(asked.span, why));
    }
    total
}
