//! Rows that a sum, a share or a rank asks for and does not go over.

use super::asked::{Asked, Subject};
use super::length::Months;
use super::when::{When, counting};
use super::{listed, time};
use crate::diag::catalog;
use crate::diag::catalog::total::LeftOut;
use crate::model::dataset::{Dataset, Holds};
use crate::model::fact::{Key, Value};
use crate::model::id::{ColumnId, RowId};
use crate::model::query;
use crate::model::range::Condition;
use crate::resolve::page::Page;

/// Tells of rows that a sum, a share or a rank asks for by their time and that are not known on its day: what it says would
/// be of less than it names. `in_time`: all of that time.
pub fn unknown(
    page: &mut Page<'_>,
    asked: &Asked,
    dataset: &Dataset,
    (in_time, found): (&[RowId], &[RowId]),
) {
    if query::is_step(dataset) {
        return;
    }
    let left: Vec<RowId> = in_time.iter().copied().filter(|row| found.binary_search(row).is_err()).collect();
    if let Some(first) = left.first() {
        let place = listed::place(page.ground, dataset, *first);
        let why = LeftOut::Unknown(&asked.as_of.to_string());
        page.report(catalog::total::left_out(asked.span, asked.verb.word(), why, (left.len(), &place)));
    }
}

/// Tells of a time within a range that no row is of, though those around it are of times as long: all of the range at its
/// ends, and of one thing between two of its rows.
pub fn holes(page: &mut Page<'_>, asked: &Asked, dataset: &Dataset, (keys, rows): (&[Key], &[RowId])) {
    if dataset.schema.holds != Holds::Period {
        return;
    }
    let Some(range) = keys.iter().find_map(|key| months_of(dataset, key)) else { return };
    let times: Option<Vec<Months>> = rows.iter().map(|row| Months::of(dataset, *row)).collect();
    let Some(times) = times else { return };
    let Some(first) = times.first().filter(|one| times.iter().all(|other| other.count == one.count)) else {
        return;
    };
    let series = query::series(dataset);
    let mut placed: Vec<(u32, i64, RowId)> =
        rows.iter().zip(&times).map(|(row, time)| (series.of(*row), time.first, *row)).collect();
    placed.sort_unstable();
    let between = placed.windows(2).find(|two| two[0].0 == two[1].0 && two[1].1 - two[0].1 > first.count);
    let (start, end) = times.iter().fold((i64::MAX, i64::MIN), |(start, end), time| {
        (start.min(time.first), end.max(time.first + time.count))
    });
    let missing = |first_month| Months { first: first_month, count: first.count };
    let hole = match between {
        Some(two) => Some((missing(two[0].1 + first.count), two[0].2)),
        None if start - range.first >= first.count => Some((missing(start - first.count), rows[0])),
        None if range.first + range.count - end >= first.count => Some((missing(end), rows[0])),
        None => None,
    };
    if let Some((time, beside)) = hole {
        let (time, place) = (time.to_string(), listed::place(page.ground, dataset, beside));
        let why = LeftOut::Hole(&time);
        page.report(catalog::total::left_out(asked.span, asked.verb.word(), why, (1, &place)));
    }
}

/// The months of a range of times that a key names.
fn months_of(dataset: &Dataset, key: &Key) -> Option<Months> {
    let is_range = time::is_time(dataset, &key.column.value) && !time::is_stretch(dataset, &key.column.value);
    match &key.value {
        Value::Range(Some(from), Some(to)) if is_range => {
            let (from, to) = (time::slot(&from.value)?.0, time::slot(&to.value)?.1);
            Months::between(from.first_day(), to.last_day())
        }
        _ => None,
    }
}

/// Tells of rows that a sum, a share or a rank would go over if the notes that they are about were published.
pub fn withheld(
    page: &mut Page<'_>,
    asked: &Asked,
    subject: Subject<'_>,
    (conditions, when): (&[Condition<ColumnId>], &When),
) {
    let Some(withheld) = &subject.bound.withheld else { return };
    let selected = query::select(withheld, conditions);
    let rows = counting(&withheld.dataset, &selected, when, asked.as_of.last_day()).0;
    if let Some(first) = rows.first() {
        let place = listed::place(page.ground, &withheld.dataset, *first);
        page.report(catalog::total::left_out(
            asked.span,
            asked.verb.word(),
            LeftOut::Withheld,
            (rows.len(), &place),
        ));
    }
}
