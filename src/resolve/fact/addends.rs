//! Rows that do not add up: periods that lie in one another, the price of one thing before and after, a total beside its
//! parts, years beside quarters, forecasts beside what has come about.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::asked::{Asked, Subject};
use super::{length, listed, time};
use crate::diag::catalog::total::Twice;
use crate::model::course;
use crate::model::dataset::{Cell, Dataset, Holds, Time};
use crate::model::fact::{Key, Value, Verb};
use crate::model::id::{ColumnId, RowId};
use crate::model::query;
use crate::resolve::page::Page;

/// Reports the first two rows of one thing whose times lie in one another: a quarter and its year are no two amounts, and
/// of values that hold until the next no two can be added up.
pub fn once_each(page: &mut Page<'_>, asked: &Asked, subject: Subject<'_>, rows: &[RowId]) -> Option<()> {
    let dataset = &subject.bound.dataset;
    let step = query::is_step(dataset);
    let can_overlap = match dataset.schema.holds {
        Holds::UntilNext => asked.verb != Verb::Rank,
        Holds::Period => true,
        Holds::Point => matches!(dataset.schema.time, Some(Time::Between(..))),
    };
    if !can_overlap || dataset.schema.primary_key.is_empty() {
        return Some(());
    }
    let series = query::series(dataset);
    let dated = |row: &RowId| Some((series.of(*row), length::days(dataset, *row)?, *row));
    let mut dated: Vec<(u32, (NaiveDate, NaiveDate), RowId)> = rows.iter().filter_map(dated).collect();
    dated.sort_unstable();
    for alike in dated.chunk_by(|a, b| a.0 == b.0) {
        let mut longest = alike[0];
        for next in &alike[1..] {
            if step || next.1.0 <= longest.1.1 {
                page.report(listed::twice(asked, subject, &[longest.2, next.2], Twice::Times));
                return None;
            }
            longest = if next.1.1 > longest.1.1 { *next } else { longest };
        }
    }
    Some(())
}

/// Reports two rows of one thing among several things: in a ranking each has one place, and in a total that a share is taken
/// of all have as many times.
pub fn one_of_each(page: &mut Page<'_>, asked: &Asked, subject: Subject<'_>, rows: &[RowId]) -> Option<()> {
    let dataset = &subject.bound.dataset;
    if dataset.schema.primary_key.is_empty() {
        return Some(());
    }
    let series = query::series(dataset);
    let mut placed: Vec<_> =
        rows.iter().map(|row| (series.of(*row), length::days(dataset, *row), *row)).collect();
    placed.sort_unstable();
    let things: Vec<_> = placed.chunk_by(|a, b| a.0 == b.0).collect();
    let same_times =
        |thing: &[(u32, _, RowId)]| thing.iter().map(|one| one.1).eq(things[0].iter().map(|one| one.1));
    let whole = asked.verb == Verb::Share && things.iter().all(|thing| same_times(thing));
    let several = things.iter().find(|thing| thing.len() > 1).filter(|_| things.len() > 1 && !whole);
    let Some(several) = several else { return Some(()) };
    page.report(listed::twice(asked, subject, &[several[0].2, several[1].2], Twice::Rival));
    None
}

/// Reports a row of all among rows of parts: in one column one says `total` and another names one thing.
pub fn parts_alone(page: &mut Page<'_>, asked: &Asked, subject: Subject<'_>, rows: &[RowId]) -> Option<()> {
    let dataset = &subject.bound.dataset;
    let Some((column, pair)) = whole_beside_parts(dataset, rows) else { return Some(()) };
    let name = dataset.field(column).name.clone();
    page.report(listed::twice(asked, subject, &pair, Twice::Whole(name)));
    None
}

/// A row that says in a column that it is of all, and one that names one thing there and is of the same in every other column of
/// words, or of a part there, too.
pub fn whole_beside_parts(dataset: &Dataset, rows: &[RowId]) -> Option<(ColumnId, [RowId; 2])> {
    let telling: Vec<ColumnId> = course::telling_columns(dataset).collect();
    telling.iter().find_map(|column| {
        let others = || telling.iter().filter(|other| *other != column);
        let words = |row: RowId| others().map(|other| dataset.key(row, *other)).collect::<Vec<i128>>();
        let alls = rows.iter().copied().filter(|row| says_all(dataset, *row, *column));
        // Those that say the same have the same parts.
        let alls: BTreeMap<Vec<i128>, RowId> = alls.map(|row| (words(row), row)).collect();
        let is_part = |row: &RowId| dataset.symbol(*row, *column) > 0 && !says_all(dataset, *row, *column);
        alls.into_values().find_map(|all| {
            let wider = |other: &ColumnId| dataset.symbol(all, *other) == 0 || says_all(dataset, all, *other);
            let holds = |row: &RowId| {
                others().all(|other| wider(other) || dataset.key(*row, *other) == dataset.key(all, *other))
            };
            rows.iter().copied().find(|row| is_part(row) && holds(row)).map(|part| (*column, [all, part]))
        })
    })
}

/// Whether a row says in a column that it is of all.
pub fn says_all(dataset: &Dataset, row: RowId, column: ColumnId) -> bool {
    matches!(dataset.cell(row, column), Cell::Text(text) if query::says_all(text))
}

/// Reports amounts of times that are not as long as each other: a quarter has no place among years, and a sum or a total may
/// hold both only where its reference names its times one by one.
pub fn as_long(
    page: &mut Page<'_>,
    asked: &Asked,
    subject: Subject<'_>,
    (rows, keys): (&[RowId], &[Key]),
) -> Option<()> {
    let dataset = &subject.bound.dataset;
    let lists = |key: &Key| matches!(key.value, Value::Any(_)) && time::is_time(dataset, &key.column.value);
    if asked.verb != Verb::Rank && keys.iter().any(lists) {
        return Some(());
    }
    let unlike = length::unlike(dataset, subject.column, rows.iter().copied());
    let Some(unlike) = unlike else { return Some(()) };
    page.report(listed::unequal(asked, subject, &unlike));
    None
}

/// Warns of forecasts among what has come about, but for those that the reference names.
pub fn tell_forecasts(page: &mut Page<'_>, asked: &Asked, subject: Subject<'_>, rows: &[RowId]) {
    let dataset = &subject.bound.dataset;
    let (ahead, done): (Vec<RowId>, Vec<RowId>) =
        rows.iter().partition(|row| query::is_told_ahead(dataset, **row));
    let unnamed: Vec<RowId> = ahead.into_iter().filter(|row| !is_named(asked, dataset, *row)).collect();
    if !unnamed.is_empty() && !done.is_empty() {
        page.report(listed::forecasts(asked, subject, (&unnamed, rows.len())));
    }
}

/// Whether a reference names the time of a row, or the column that says that it is a forecast.
fn is_named(asked: &Asked, dataset: &Dataset, row: RowId) -> bool {
    let by = query::told_ahead_by(dataset, row);
    let of_other = asked.ask.other.iter().flat_map(|other| &other.keys);
    asked.ask.keys.iter().chain(of_other).any(|key| {
        let Some(column) = dataset.column(&key.column.value) else { return false };
        let values = match &key.value {
            Value::One(one) => std::slice::from_ref(one),
            Value::Any(all) => all.as_slice(),
            Value::Range(..) | Value::Filled => &[],
        };
        // Of one that its kind tells the time alone does not say that it is a forecast.
        let is_time = by.is_none() && time::is_time(dataset, &key.column.value);
        let its = dataset.cell(row, column).raw();
        by == Some(column) || is_time && values.iter().any(|value| value.value == its)
    })
}
