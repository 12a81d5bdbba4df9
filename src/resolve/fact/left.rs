//! Rows that a sum, a share or a rank asks for and does not go over.

use chrono::NaiveDate;

use super::asked::{Asked, Subject};
use super::listed;
use super::when::{When, counting};
use crate::diag::catalog;
use crate::diag::catalog::total::LeftOut;
use crate::model::dataset::Dataset;
use crate::model::id::{ColumnId, RowId};
use crate::model::query;
use crate::model::range::Condition;
use crate::resolve::page::Page;

/// Tells of rows that a sum, a share or a rank asks for by their time and that are not known on its day: what it says would
/// be of less than it names.
pub fn unknown(
    page: &mut Page<'_>,
    asked: &Asked,
    dataset: &Dataset,
    (selected, found, when): (&[RowId], &[RowId], &When),
) {
    if query::is_step(dataset) {
        return;
    }
    let in_time = NaiveDate::from_ymd_opt(9999, 12, 31).map(|end| counting(dataset, selected, when, end).0);
    let is_left = |row: &RowId| found.binary_search(row).is_err();
    let left: Vec<RowId> = in_time.into_iter().flatten().filter(is_left).collect();
    if let Some(first) = left.first() {
        let place = listed::place(page.ground, dataset, *first);
        let why = LeftOut::Unknown(&asked.as_of.to_string());
        page.report(catalog::total::left_out(asked.span, asked.verb.word(), why, (left.len(), &place)));
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
