//! One side of a reference: its keys as conditions, and the rows that meet them on a day.

use super::asked::{Asked, Subject};
use super::time::{LATEST, PERIOD, is_past, slot};
use super::when::{When, counting, on_day};
use super::{left, listed, present};
use crate::diag::{catalog, nearest};
use crate::model::dataset::{BoundDataset, Dataset, FieldType, Reference, Targets, Time};
use crate::model::date::{Date, DateError, Period};
use crate::model::decimal::Decimal;
use crate::model::fact::{Key, Value, Verb};
use crate::model::id::{ColumnId, RowId};
use crate::model::note::Kind;
use crate::model::query;
use crate::model::range::{Bound, Condition, Test};
use crate::resolve::datasets;
use crate::resolve::page::Page;
use crate::source::Located;

/// The rows that meet the keys of one side.
pub struct Side {
    /// In file order; of data that hold until the next, those in force.
    pub rows: Vec<RowId>,
    /// The day asked for by a key, if any.
    pub day: Option<Date>,
    /// The date that a key names, of data that stand at one.
    pub named: Option<Date>,
}

/// Finds the dataset and the column of a reference.
pub fn subject<'a>(page: &mut Page<'a>, asked: &Asked) -> Option<Subject<'a>> {
    let name = &asked.ask.data;
    let (id, bound) = page.dataset(name)?;
    let dataset = &bound.dataset;
    if dataset.is_empty() {
        page.report_empty(name);
        return None;
    }
    let measure = dataset.schema.measure.or_else(|| dataset.column("value"));
    let (column, metric) = match &asked.ask.name {
        None => (measure, None),
        Some(name) => named(page, bound, measure, name)?,
    };
    let Some(column) = column else {
        let known = quoted(dataset.schema.fields.iter().map(|field| field.name.as_str()));
        page.report(catalog::fact::no_measure(name.span, &dataset.name, &known));
        return None;
    };
    let is_number = dataset.field(column).kind.is_number();
    if !is_number && asked.verb != Verb::Fact {
        let column = &dataset.field(column).name;
        page.report(catalog::fact::no_number(asked.span, asked.verb.word(), column));
        return None;
    }
    Some(Subject { id, bound, column, metric })
}

/// A column of the value, and the metric that its rows must have.
type Measured = (Option<ColumnId>, Option<(ColumnId, u32)>);

/// What stands behind the dot: a value of the metric column, or a column.
fn named(
    page: &mut Page<'_>,
    bound: &BoundDataset,
    measure: Option<ColumnId>,
    name: &Located<String>,
) -> Option<Measured> {
    let dataset = &bound.dataset;
    let metric = dataset.schema.metric;
    let symbol = metric.and_then(|column| Some((column, bound.symbol_of(column, &name.value)?)));
    if symbol.is_some() && measure.is_some() {
        return Some((measure, symbol));
    }
    if let Some(column) = dataset.column(&name.value) {
        return Some((Some(column), None));
    }
    let metrics = metric.map_or(&[][..], |column| dataset.values(column)).iter().skip(1).map(AsRef::as_ref);
    let columns = dataset.schema.fields.iter().map(|field| field.name.as_str());
    let known: Vec<&str> = metrics.chain(columns).collect();
    let near = nearest(&name.value, known.iter().copied());
    let known = quoted(known.iter().copied());
    page.report(catalog::fact::unknown_measure(name.span, &name.value, near, &known));
    None
}

/// The rows that meet keys, and count on the day of the reference.
pub fn rows(page: &mut Page<'_>, asked: &Asked, subject: Subject<'_>, keys: &[Key]) -> Option<Side> {
    let dataset = &subject.bound.dataset;
    let mut when = When::Any;
    let mut conditions = Vec::with_capacity(keys.len() + 2);
    let mut sound = true;
    for key in keys {
        match condition(page, subject, key, &mut when) {
            Some(Some(condition)) => conditions.push(condition),
            Some(None) => {}
            None => sound = false,
        }
    }
    if !sound {
        return None;
    }
    conditions.extend(of_note(page, subject, keys, asked));
    if let Some((column, symbol)) = subject.metric {
        let value = Located::new(dataset.values(column)[symbol as usize].to_string(), asked.span);
        conditions.push(Condition { column, test: Test::Any(vec![value]), span: asked.span });
    }
    let in_time = when.days(dataset).map(|days| query::turns(dataset).within(days));
    let few = in_time.filter(|rows| rows.len() < query::looked_at(subject.bound, &conditions));
    let selected = match few {
        Some(few) => {
            let mut rows: Vec<RowId> = few.iter().map(|(_, row)| *row).collect();
            rows.sort_unstable();
            query::select_among(subject.bound, &conditions, rows)
        }
        None => query::select(subject.bound, &conditions),
    };
    present::each_time_has_rows(page, dataset, keys, &selected)?;
    let as_of = asked.as_of.last_day();
    let (rows, day) = on_day(dataset, &selected, &when, as_of);
    let in_force = |rows: &[RowId]| counting(dataset, rows, &when, as_of).0;
    let on = day.map_or(as_of, |day| day.last_day().min(as_of));
    let rows = query::unsuperseded(subject.bound, &conditions, rows, (on, &in_force));
    if rows.is_empty() {
        // Of other times too.
        let selected = query::select(subject.bound, &conditions);
        let near = listed::Near { conditions: &conditions, selected: &selected, keys };
        let compare = page.misses_another();
        page.report(listed::missing(asked, subject, (near, compare)));
        return None;
    }
    if matches!(asked.verb, Verb::Sum | Verb::Share | Verb::Rank) {
        let all = present::at_that_time(dataset, keys, (&selected, &rows, &when));
        present::each_value_has_rows(page, dataset, keys, &all)?;
        left::holes(page, asked, dataset, (keys, &all));
        if keys.iter().any(|key| is_past(dataset, key)) {
            left::unknown(page, asked, dataset, (&all, &rows));
        }
        left::withheld(page, asked, subject, (&conditions, &when));
    }
    let named = day.filter(|day| when.is_date(*day) && matches!(dataset.schema.time, Some(Time::At(_))));
    Some(Side { rows, day, named })
}

/// A key as a condition; the inner `None` where it says when. The outer one was reported.
#[allow(clippy::option_option, reason = "a mistake differs from a key of time")]
fn condition(
    page: &mut Page<'_>,
    subject: Subject<'_>,
    key: &Key,
    when: &mut When,
) -> Option<Option<Condition<ColumnId>>> {
    let dataset = &subject.bound.dataset;
    let Some(column) = dataset.column(&key.column.value) else {
        if key.column.value == PERIOD && matches!(dataset.schema.time, Some(Time::Between(..))) {
            *when = stretch(page, key)?;
            return Some(None);
        }
        let names = dataset.schema.fields.iter().map(|field| field.name.as_str());
        let known = quoted(names.clone());
        let near = nearest(&key.column.value, names);
        let (span, name) = (key.column.span, &key.column.value);
        page.report(catalog::figure::unknown_column(span, name, &dataset.name, near, &known));
        return None;
    };
    let latest = matches!(&key.value, Value::One(one) if one.value == LATEST);
    let is_date = dataset.field(column).kind == FieldType::Date;
    if dataset.schema.time == Some(Time::At(column)) && (is_date || latest) {
        *when = at(page, dataset, key)?;
        return Some(None);
    }
    let test = test(page, subject, column, key)?;
    Some(Some(Condition { column, test, span: key.span }))
}

fn test(page: &mut Page<'_>, subject: Subject<'_>, column: ColumnId, key: &Key) -> Option<Test> {
    let values = match &key.value {
        Value::Filled => return Some(Test::Filled),
        Value::Range(from, to) => return range(page, subject, column, (key, from.as_ref(), to.as_ref())),
        Value::One(one) if one.value.is_empty() => return Some(Test::Empty),
        Value::One(one) => std::slice::from_ref(one),
        Value::Any(all) => all,
    };
    let (dataset, field) = (&subject.bound.dataset, subject.bound.dataset.field(column));
    for value in values {
        let text = field.kind == FieldType::String;
        // A number or a period alone finds nothing and is told then; of several the others would stand for all.
        let known = match (text, values.len()) {
            _ if value.value.is_empty() => true,
            (true, _) => subject.bound.symbol_of(column, &value.value).is_some(),
            (false, 1) => true,
            (false, _) => query::is_held(dataset, column, &value.value),
        };
        // A lock holds only what was asked for; that its report asks for something else is told of the lock.
        if !known && !field.lists(&value.value) && !page.is_pinned() {
            let told = datasets::withheld_value(page.ground.names, field, value).unwrap_or_else(|| {
                let near = page.near(&value.value, dataset.values(column).iter().skip(1).map(AsRef::as_ref));
                catalog::figure::unknown_value(value.span, &value.value, &field.name, near)
            });
            page.report(told);
            return None;
        }
    }
    Some(Test::Any(values.to_vec()))
}

type Ends<'k> = (&'k Key, Option<&'k Located<String>>, Option<&'k Located<String>>);

fn range(
    page: &mut Page<'_>,
    subject: Subject<'_>,
    column: ColumnId,
    (key, from, to): Ends<'_>,
) -> Option<Test> {
    let field = subject.bound.dataset.field(column);
    let numbers = match field.kind {
        FieldType::Number | FieldType::Integer => true,
        FieldType::Date | FieldType::Period => false,
        _ => {
            page.report(catalog::figure::range_without_order(key.span, &field.name));
            return None;
        }
    };
    let mut bound = |end: Option<&Located<String>>, is_last: bool| -> Option<Option<Bound>> {
        let Some(end) = end else { return Some(None) };
        let read = if numbers {
            Decimal::parse(&end.value).ok().map(Bound::Number)
        } else {
            // Of a fiscal year or a forecast the range goes by the days that its name says.
            let named = || Period::parse(&end.value).filter(|_| field.kind == FieldType::Period);
            let days = slot(&end.value).or_else(|| named().map(|period| (period.start(), period.date())));
            days.map(|(first, last)| Bound::Date(if is_last { last } else { first }))
        };
        if read.is_none() {
            let wanted = if numbers { "numbers" } else { "dates" };
            page.report(catalog::figure::range_of_other_type(end.span, &field.name, wanted));
        }
        read.map(Some)
    };
    let (from, to) = (bound(from, false), bound(to, true));
    Some(Test::Range(from?, to?))
}

/// `period=2025-09-17..2025-09-30`, `period=2025-09` of data with a first and a last day.
fn stretch(page: &mut Page<'_>, key: &Key) -> Option<When> {
    match &key.value {
        Value::One(one) if one.value == LATEST => Some(When::Latest),
        Value::One(one) => time(page, key, one).map(|(first, last)| When::Stretch(first, last)),
        Value::Range(Some(from), Some(to)) => {
            Some(When::Stretch(time(page, key, from)?.0, time(page, key, to)?.1))
        }
        Value::Any(all) => one_of(page, key, all),
        Value::Filled => Some(When::Within(None, None)),
        Value::Range(..) => {
            page.report(catalog::figure::range_of_other_type(key.span, PERIOD, "dates"));
            None
        }
    }
}

/// `date=2025-09-30` of data that stand at, or hold from, a day.
fn at(page: &mut Page<'_>, dataset: &Dataset, key: &Key) -> Option<When> {
    match &key.value {
        Value::One(one) if one.value == LATEST => Some(When::Latest),
        Value::One(one) => {
            let (first, last) = time(page, key, one)?;
            Some(if query::is_step(dataset) { When::On(last) } else { When::Stretch(first, last) })
        }
        Value::Filled => Some(When::Within(None, None)),
        Value::Range(from, to) => {
            let mut end = |end: &Option<Located<String>>| match end {
                None => Some(None),
                Some(end) => time(page, key, end).map(Some),
            };
            let (from, to) = (end(from)?, end(to)?);
            Some(When::Within(from.map(|(first, _)| first), to.map(|(_, last)| last)))
        }
        // Of what holds until the next, no two times are one value.
        Value::Any(_) if query::is_step(dataset) => {
            page.report(catalog::figure::range_of_other_type(key.span, &key.column.value, "dates"));
            None
        }
        Value::Any(all) => one_of(page, key, all),
    }
}

/// `period=2025Q1,2025Q2`: rows of each of these times.
fn one_of(page: &mut Page<'_>, key: &Key, all: &[Located<String>]) -> Option<When> {
    let times: Vec<_> = all.iter().map(|one| time(page, key, one)).collect();
    times.into_iter().collect::<Option<_>>().map(When::OneOf)
}

/// The first and the last date of a value of time.
fn time(page: &mut Page<'_>, key: &Key, text: &Located<String>) -> Option<(Date, Date)> {
    let time = slot(&text.value);
    if time.is_none() {
        page.report(match Date::parse(&text.value) {
            Err(DateError::Impossible) => catalog::fields::impossible_date(text.span, &text.value),
            _ => catalog::figure::range_of_other_type(text.span, &key.column.value, "dates"),
        });
    }
    time
}

/// The column that refers to notes of the page's own kind.
pub fn column_of_note(page: &Page<'_>, subject: Subject<'_>) -> Option<ColumnId> {
    let reference = match page.raw().kind() {
        Kind::Vendor => Reference::Vendors,
        Kind::Model => Reference::Models,
        Kind::Theme => Reference::Themes,
        Kind::Report | Kind::Page => return None,
    };
    let refers = |known: &Located<Reference>| known.value == reference;
    let fields = &subject.bound.dataset.schema.fields;
    fields.iter().position(|field| field.reference.as_ref().is_some_and(refers)).map(ColumnId::at)
}

/// The condition that the note itself is: in a model's note its model, where the reference names none.
pub fn of_note(
    page: &Page<'_>,
    subject: Subject<'_>,
    keys: &[Key],
    asked: &Asked,
) -> Option<Condition<ColumnId>> {
    let column = column_of_note(page, subject)?;
    let dataset = &subject.bound.dataset;
    if keys.iter().any(|key| key.column.value == dataset.field(column).name) || column == subject.column {
        return None;
    }
    let Targets::Notes(targets) = &subject.bound.targets[column.index()] else { return None };
    let original = page.original();
    // A note that no row names asks for rows of its own all the same, and finds none: never those of another.
    let known = targets.iter().position(|target| *target == Some(original));
    let stem = || page.ground.notes[original.index()].stem.clone();
    let named = known.map_or_else(stem, |symbol| dataset.values(column)[symbol].to_string());
    let value = Located::new(named, asked.span);
    Some(Condition { column, test: Test::Any(vec![value]), span: asked.span })
}

fn quoted<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
