//! Rows that count the same twice: periods that lie in one another, the price of one thing before and after, a total beside
//! its parts.

use chrono::NaiveDate;

use super::asked::{Asked, Subject};
use super::listed;
use crate::diag::catalog::fact::Twice;
use crate::model::course;
use crate::model::dataset::{Cell, Dataset, Holds, Time};
use crate::model::fact::Verb;
use crate::model::id::RowId;
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
    let dated = |row: &RowId| Some((series.of(*row), time(dataset, *row)?, *row));
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

/// Reports a row of all among rows of parts: in one column one says `total` and another names one thing.
pub fn parts_alone(page: &mut Page<'_>, asked: &Asked, subject: Subject<'_>, rows: &[RowId]) -> Option<()> {
    let dataset = &subject.bound.dataset;
    let is_all =
        |row: RowId, column| matches!(dataset.cell(row, column), Cell::Text(text) if query::says_all(text));
    for column in course::telling_columns(dataset) {
        let all = rows.iter().find(|row| is_all(**row, column));
        let part = rows.iter().find(|row| dataset.symbol(**row, column) > 0 && !is_all(**row, column));
        if let (Some(all), Some(part)) = (all, part) {
            let name = dataset.field(column).name.clone();
            page.report(listed::twice(asked, subject, &[*all, *part], Twice::Whole(name)));
            return None;
        }
    }
    Some(())
}

/// The first and the last day of a row.
fn time(dataset: &Dataset, row: RowId) -> Option<(NaiveDate, NaiveDate)> {
    let date = |column| dataset.cell(row, column).date();
    let (start, end) = match dataset.schema.time? {
        Time::At(column) => (date(column)?, date(column)?),
        Time::Between(start, end) => (date(start)?, date(end).or_else(|| date(start))?),
    };
    Some((start.first_day(), end.last_day()))
}
