//! Whether a total holds the value that is taken as a share of it, and a ranking the one that is ranked.

use super::alike;
use super::asked::{Asked, Subject};
use super::length;
use crate::diag::catalog;
use crate::model::exact::Exact;
use crate::model::fact::Verb;
use crate::model::id::{ColumnId, NoteId, RowId};
use crate::model::note::Details;
use crate::model::query;
use crate::resolve::ground::Ground;
use crate::resolve::page::Page;

/// Reports a value that is not among its rivals, and not in a row that may be its whole.
pub fn holds(
    page: &mut Page<'_>,
    asked: &Asked,
    subject: Subject<'_>,
    (part, all): (RowId, &[RowId]),
) -> Option<()> {
    let is_it = |row: &RowId| *row == part || alike::says_the_same(subject, *row, part);
    let alone = all.len() == 1;
    let is_whole = |row: &RowId| may_hold(page.ground, subject, (part, *row), alone);
    if all.iter().any(is_it) || asked.verb == Verb::Share && all.iter().any(is_whole) {
        return Some(());
    }
    page.report(catalog::fact::outside_total(asked.span, asked.verb.word()));
    None
}

/// Reports a total that is less than its part.
pub fn is_as_large(page: &mut Page<'_>, asked: &Asked, (part, total): (Exact, Exact)) -> Option<()> {
    if total.minus(part).is_some_and(Exact::is_negative) {
        page.report(catalog::fact::outside_total(asked.span, asked.verb.word()));
        return None;
    }
    Some(())
}

/// Whether a row may be of all that another is part of: in time, and in each column in which they differ.
fn may_hold(ground: &Ground<'_>, subject: Subject<'_>, (part, row): (RowId, RowId), alone: bool) -> bool {
    let dataset = &subject.bound.dataset;
    let days = |row| length::days(dataset, row).filter(|_| !query::is_step(dataset));
    let in_time = match (days(part), days(row)) {
        (Some(inner), Some(outer)) => outer.0 <= inner.0 && inner.1 <= outer.1,
        _ => true,
    };
    let differs = |column: &ColumnId| dataset.key(part, *column) != dataset.key(row, *column);
    let mut columns = query::key_without_time(dataset).into_iter().filter(differs);
    in_time && columns.all(|column| is_wider(ground, subject, (part, row, column), alone))
}

/// Whether a row says in a column that it is of more than another: of all, of the owner, of another measure. What words
/// stand for is not known, so that one row alone may be the whole.
fn is_wider(
    ground: &Ground<'_>,
    subject: Subject<'_>,
    (part, row, column): (RowId, RowId, ColumnId),
    alone: bool,
) -> bool {
    let dataset = &subject.bound.dataset;
    let text = dataset.cell(row, column).raw();
    if text.is_empty() || query::says_all(&text) || dataset.schema.metric == Some(column) {
        return true;
    }
    match [part, row].map(|row| subject.bound.note(row, column)) {
        [Some(own), Some(other)] => owns(ground, other, own),
        _ => alone,
    }
}

/// Whether one vendor is the parent of another.
fn owns(ground: &Ground<'_>, owner: NoteId, vendor: NoteId) -> bool {
    let Details::Vendor(vendor) = &ground.notes[vendor.index()].details else { return false };
    let owner = &ground.notes[owner.index()];
    let title = owner.front.title.as_ref().map_or("", |title| &title.value);
    let names = [title.to_lowercase(), owner.stem.to_lowercase()];
    vendor.parent.as_ref().is_some_and(|parent| names.contains(&parent.value.to_lowercase()))
}
