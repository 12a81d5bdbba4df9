//! Rows as an author can write them: what a reference that finds none, or several, may have meant.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::asked::{Asked, Subject};
use super::length::{self, Length};
use super::time;
use crate::diag::catalog::total::Twice;
use crate::diag::{Diagnostic, catalog};
use crate::model::dataset::{BoundDataset, Cell, Dataset, Time};
use crate::model::date::{Date, Period};
use crate::model::fact::{Key, Value, Verb, apart, key_name, reference};
use crate::model::id::{ColumnId, RowId};
use crate::model::query;
use crate::model::range::{Condition, Test};
use crate::resolve::ground::Ground;
use crate::source::Span;

/// How many rows a message lists.
const MOST: usize = 5;
/// The longest list of rows that is looked through for the nearest.
const MOST_COMPARED: usize = 200_000;

/// What was looked for in vain.
pub struct Near<'n> {
    /// The conditions.
    pub conditions: &'n [Condition<ColumnId>],
    /// The rows that meet them, none of which counts on the day.
    pub selected: &'n [RowId],
    /// The keys, one of which may name a time.
    pub keys: &'n [Key],
}

impl Near<'_> {
    /// The day on which the time that is asked for begins.
    fn day(&self, dataset: &Dataset) -> Option<NaiveDate> {
        let key = self.keys.iter().find(|key| time::is_past(dataset, key))?;
        let named = match &key.value {
            Value::One(one) | Value::Range(Some(one), _) | Value::Range(None, Some(one)) => one,
            Value::Any(all) => all.first()?,
            Value::Range(None, None) | Value::Filled => return None,
        };
        let first = time::slot(&named.value).map(|(first, _)| first);
        first.or_else(|| Period::parse(&named.value).map(Period::start)).map(Date::first_day)
    }
}

impl Near<'_> {
    /// Whether the keys name a time from a first to a last day of which rows have no more than parts.
    fn names_whole_of(&self, dataset: &Dataset, rows: &[RowId]) -> bool {
        let stretch = |key: &&Key| time::is_stretch(dataset, &key.column.value);
        let Some(Value::Range(Some(from), Some(to))) = self.keys.iter().find(stretch).map(|key| &key.value)
        else {
            return false;
        };
        let (Some((from, _)), Some((_, to))) = (time::slot(&from.value), time::slot(&to.value)) else {
            return false;
        };
        let is_part = |row: &RowId| {
            let days = length::days(dataset, *row);
            days.is_some_and(|(first, last)| from.first_day() <= first && last <= to.last_day())
        };
        rows.iter().any(is_part)
    }
}

/// No row answers: says which come nearest, or why those that fit do not count.
pub fn missing(asked: &Asked, subject: Subject<'_>, (near, compare): (Near<'_>, bool)) -> Diagnostic {
    let dataset = &subject.bound.dataset;
    let (day, around) = (asked.as_of, near.day(dataset));
    let (why, rows) = match near.selected {
        [] if !compare => (String::new(), Vec::new()),
        [] => (String::new(), nearest(subject.bound, near.conditions, around)),
        selected => {
            let shown: BTreeSet<RowId> =
                selected.iter().map(|row| subject.bound.stand_in(*row).unwrap_or(*row)).collect();
            let rows = closest(dataset, &shown.into_iter().collect::<Vec<_>>(), around);
            let why = match near.names_whole_of(dataset, selected) {
                true => "of parts of that time; name each, such as `period=2025-01,2025-02`",
                false => why_none_counts(dataset, selected, day.last_day()),
            };
            (format!(" as of {day}: those that fit are {why}"), rows)
        }
    };
    let rows = rows.iter().map(|row| line(subject, *row)).collect();
    // Of columns that refer to something, the reference itself holds the one that its note stands for.
    let own = near.conditions.iter().find_map(|condition| match &condition.test {
        Test::Any(values) if condition.span == asked.span => {
            let field = dataset.field(condition.column);
            field.reference.as_ref().map(|_| format!("{}={}", field.name, values[0].value))
        }
        _ => None,
    });
    catalog::fact::no_fact(asked.span, (&dataset.name, &why, own.as_deref()), rows)
}

/// Why none of these rows counts.
fn why_none_counts(dataset: &Dataset, rows: &[RowId], as_of: NaiveDate) -> &'static str {
    let (aside, others): (Vec<RowId>, Vec<RowId>) = rows.iter().partition(|row| dataset.is_aside(**row));
    let waiting = others.iter().all(|row| !dataset.is_effective(*row));
    match (aside.is_empty(), others.is_empty()) {
        (false, true) => "set aside, because the sidecar prefers another source (`conflicts`)",
        (false, false) if waiting => {
            "scheduled, cancelled, or set aside for another source that the sidecar prefers"
        }
        _ if waiting => "scheduled or cancelled",
        _ if others.iter().all(|row| query::ceased(dataset, *row, as_of).is_some()) => {
            "superseded by later rows of their key"
        }
        _ => "at another time",
    }
}

/// Several rows answer: says which columns tell them apart.
pub fn several(asked: &Asked, subject: Subject<'_>, rows: &[RowId]) -> Diagnostic {
    let dataset = &subject.bound.dataset;
    let mut names = apart(dataset, rows);
    // Of rows in force their beginnings tell nothing apart, where anything else does.
    let time = dataset.schema.time.filter(|_| query::is_step(dataset) && names.len() > 1);
    if let Some(Time::At(time) | Time::Between(time, _)) = time {
        names.retain(|name| *name != key_name(dataset, time));
    }
    let columns: Vec<String> = names.iter().map(|name| format!("`{name}=`")).collect();
    let columns = columns.join(" or ");
    let listed = rows.iter().take(MOST).map(|row| line(subject, *row)).collect();
    catalog::fact::ambiguous(asked.span, &dataset.name, (rows.len(), &columns), listed)
}

/// Rows would be added up or compared that differ in columns of which the reference says nothing.
pub fn unlike(asked: &Asked, subject: Subject<'_>, rows: &[RowId], columns: &[&str]) -> Diagnostic {
    let listed = rows.iter().take(MOST).map(|row| line(subject, *row)).collect();
    let each =
        |end: &str| columns.iter().map(|column| format!("`{column}{end}`")).collect::<Vec<_>>().join(" and ");
    // In a ranking, and in a total that a share is taken of, each thing has one time; those that are the latest have several.
    let once = matches!(asked.verb, Verb::Share | Verb::Rank);
    let by_time = |name: &&str| time::is_time(&subject.bound.dataset, name);
    let is_latest = |name: &&str| {
        let latest = |key: &&Key| matches!(&key.value, Value::One(one) if one.value == time::LATEST);
        asked.ask.keys.iter().filter(latest).any(|key| key.column.value == **name)
    };
    let help = match once && columns.iter().any(by_time) || columns.iter().any(is_latest) {
        true => format!("say which of them count, such as {}", each("=…")),
        false => format!("add {} if all of them count, or say which do, such as {}", each("=*"), each("=…")),
    };
    catalog::fact::unlike(asked.span, &subject.bound.dataset.name, (rows.len(), &each("")), (listed, help))
}

/// Rows would be added up or compared that say different things of the same.
pub fn rivals(asked: &Asked, subject: Subject<'_>, rows: &[RowId]) -> Diagnostic {
    let dataset = &subject.bound.dataset;
    let source = dataset.schema.source.map_or("source", |source| &dataset.field(source).name);
    let keys: BTreeSet<String> = dataset
        .schema
        .source
        .into_iter()
        .flat_map(|at| rows.iter().map(move |row| dataset.cell(*row, at).raw()))
        .collect();
    let keys: Vec<String> = keys.iter().map(|key| format!("`{source}={key}`")).collect();
    let help = format!(
        "they say different things of the same, and one of them counts: add {}, or give the conflict a `prefer` in the sidecar",
        keys.join(" or ")
    );
    let listed = rows.iter().take(MOST).map(|row| line(subject, *row)).collect();
    let only = format!("`{source}` alone");
    catalog::fact::unlike(asked.span, &dataset.name, (rows.len(), &only), (listed, help))
}

/// Two rows would be added up of which one holds the other.
pub fn twice(asked: &Asked, subject: Subject<'_>, rows: &[RowId; 2], how: Twice) -> Diagnostic {
    let listed = rows.iter().map(|row| line(subject, *row)).collect();
    catalog::total::counted_twice(asked.span, &subject.bound.dataset.name, &how, listed)
}

/// Amounts of two times, of which one is longer, would stand together.
pub fn unequal(asked: &Asked, subject: Subject<'_>, rows: &[(RowId, Length); 2]) -> Diagnostic {
    let listed = rows.iter().map(|(row, _)| line(subject, *row)).collect();
    let lengths = rows.each_ref().map(|(_, length)| length.to_string());
    catalog::fact::unequal_times(asked.span, asked.verb.word(), &lengths, listed)
}

/// Forecasts would stand among what has come about.
pub fn forecasts(asked: &Asked, subject: Subject<'_>, (ahead, all): (&[RowId], usize)) -> Diagnostic {
    let listed = ahead.iter().take(MOST).map(|row| line(subject, *row)).collect();
    catalog::total::mixed_forecasts(asked.span, asked.verb.word(), (ahead.len(), all), listed)
}

/// A row as a reference, with its value and its place.
fn line(subject: Subject<'_>, row: RowId) -> (Span, String) {
    let dataset = &subject.bound.dataset;
    let reference = reference(dataset, row, subject.column, &[]);
    let value = match dataset.cell(row, subject.column) {
        Cell::Empty => "not disclosed".to_owned(),
        cell => catalog::clipped(&cell.raw()),
    };
    (dataset.row_span(row), format!("`{reference}` is {value}"))
}

/// The file and line of a row.
pub fn place(ground: &Ground<'_>, dataset: &Dataset, row: RowId) -> String {
    let span = dataset.row_span(row);
    let (line, _) = ground.sources.line_column(span.file, span.start);
    format!("{}:{line}", ground.sources.shown_path(span.file))
}

/// The name by which a reference asks for a column, by the column's own.
pub fn asked_by<'n>(dataset: &'n Dataset, name: &'n str) -> &'n str {
    dataset.column(name).map_or(name, |column| key_name(dataset, column))
}

/// The rows that meet most of the conditions.
fn nearest(
    bound: &BoundDataset,
    conditions: &[Condition<ColumnId>],
    around: Option<NaiveDate>,
) -> Vec<RowId> {
    let dataset = &bound.dataset;
    let rows: Vec<RowId> = dataset.rows().take(MOST_COMPARED).collect();
    let mut met = vec![0usize; rows.len()];
    for condition in conditions {
        for row in query::select(bound, std::slice::from_ref(condition)) {
            if let Some(count) = met.get_mut(row.index()) {
                *count += 1;
            }
        }
    }
    let most = met.iter().copied().max().unwrap_or(0);
    let best = rows.into_iter().filter(|row| most > 0 && met[row.index()] == most);
    closest(dataset, &best.collect::<Vec<_>>(), around)
}

/// The rows whose time is closest to a day; without one, or of equally close ones, the latest.
fn closest(dataset: &Dataset, rows: &[RowId], around: Option<NaiveDate>) -> Vec<RowId> {
    let mut rows = rows.to_vec();
    let days = |date: Option<Date>| Some((date?.first_day() - around?).num_days().abs());
    rows.sort_by_key(|row| {
        let date = dataset.row_date(*row);
        (days(date).unwrap_or(i64::MAX), Reverse(date), *row)
    });
    rows.truncate(MOST);
    rows
}
