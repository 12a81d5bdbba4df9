//! Rows: binds datasets, columns and conditions, and chooses the rows of a figure.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::diag::catalog::figure::NoRows;
use crate::diag::{Diagnostic, catalog, nearest};
use crate::model::dataset::{BoundDataset, Dataset, FieldType, Time};
use crate::model::date::Date;
use crate::model::decimal::Decimal;
use crate::model::id::{ColumnId, DatasetId, RowId};
use crate::model::query;
use crate::model::range::{Bound, Condition, Test};
use crate::resolve::datasets::unknown_value;
use crate::resolve::ground::Ground;
use crate::resolve::page::Page;
use crate::source::{Located, Span};

/// The rows of a dataset that a figure shows.
pub struct Shown<'a> {
    /// The dataset.
    pub id: DatasetId,
    /// Its schema and rows.
    pub bound: &'a BoundDataset,
    /// The rows in file order.
    pub rows: Vec<RowId>,
}

/// Finds a dataset and chooses the rows that meet the conditions and count on a day. A figure that lists
/// rows (the last of `when`) shows scheduled and cancelled ones too where its conditions ask for a status.
pub fn choose<'a>(
    page: &mut Page<'a>,
    data: &Located<String>,
    filter: &[Condition<Located<String>>],
    when: (Span, NaiveDate, bool),
) -> Option<Shown<'a>> {
    let (span, as_of, lists) = when;
    let (id, bound) = page.dataset(data)?;
    let conditions = conditions(page, &bound.dataset, filter)?;
    let selected = query::select(bound, &conditions);
    let mut rows = query::known(&bound.dataset, &selected, as_of);
    if asks_for_status(&bound.dataset, &conditions) && lists {
        let planned = selected.iter().filter(|row| query::is_planned(&bound.dataset, **row));
        rows.extend(planned);
        rows.sort_unstable();
    }
    if selected.is_empty() {
        if !bound.dataset.flawed {
            page.report(no_rows(bound, &conditions, span));
        }
        return None;
    }
    if rows.is_empty() {
        // The conditions are right and the data begin later: the figure honestly shows that it has none.
        let day = as_of.to_string();
        page.report(catalog::figure::no_rows_yet(span, &data.value, &day, selected.len()));
    }
    Some(Shown { id, bound, rows })
}

/// Leaves out the rows of series of which another row is in force than the conditions choose: a price that a later one
/// followed is no price in force, though the later one does not meet them.
pub fn drop_superseded(
    page: &mut Page<'_>,
    shown: &mut Shown<'_>,
    filter: &[Condition<Located<String>>],
    (span, as_of): (Span, NaiveDate),
) {
    let dataset = &shown.bound.dataset;
    let Some(conditions) = conditions(page, dataset, filter) else { return };
    let in_force = |rows: &[RowId]| query::in_force(dataset, rows, as_of);
    let found = in_force(&shown.rows);
    let kept = query::unsuperseded(shown.bound, &conditions, found.clone(), (as_of, &in_force));
    if kept.len() == found.len() {
        return;
    }
    let series = query::series(dataset);
    let lost: BTreeSet<u32> =
        found.iter().filter(|row| kept.binary_search(row).is_err()).map(|row| series.of(*row)).collect();
    let (left, _): (Vec<RowId>, Vec<RowId>) =
        shown.rows.iter().partition(|row| !lost.contains(&series.of(**row)));
    tell_if_over(page, shown, &left, (span, as_of));
    shown.rows = left;
}

/// The rows of [`choose`] for a figure that shows how things stand: of values that hold until the next, where a condition asks
/// for a day, those in force on it, with that day.
pub fn choose_standing<'a>(
    page: &mut Page<'a>,
    data: &Located<String>,
    filter: &[Condition<Located<String>>],
    when: (Span, NaiveDate, bool),
) -> Option<(Shown<'a>, Option<Date>)> {
    let (span, as_of, _) = when;
    let (id, bound) = page.dataset(data)?;
    let dataset = &bound.dataset;
    let (day, others) = day_asked(dataset, filter);
    let Some(day) = day else { return Some((choose(page, data, filter, when)?, None)) };
    let conditions = conditions(page, dataset, &others)?;
    if asks_for_status(dataset, &conditions) {
        return Some((choose(page, data, filter, when)?, None));
    }
    if day.value.first_day() > as_of {
        page.report(catalog::figure::look_ahead(day.span, &day.value.to_string(), &as_of.to_string()));
    }
    let selected = query::select(bound, &conditions);
    if selected.is_empty() {
        if !dataset.flawed {
            page.report(no_rows(bound, &conditions, span));
        }
        return None;
    }
    let rows = in_force_on(bound, &conditions, &query::known(dataset, &selected, as_of), day.value);
    if rows.is_empty() {
        let day = day.value.to_string();
        page.report(catalog::figure::no_rows_yet(span, &data.value, &day, selected.len()));
    }
    Some((Shown { id, bound, rows }, Some(day.value)))
}

/// The day on which conditions ask for values that hold until the next, and the other conditions.
pub fn day_asked(
    dataset: &Dataset,
    filter: &[Condition<Located<String>>],
) -> (Option<Located<Date>>, Vec<Condition<Located<String>>>) {
    let begin = dataset.schema.time.map(Time::begin).filter(|_| query::is_step(dataset));
    let of_day = |raw: &&Condition<Located<String>>| {
        let column = dataset.column(&raw.column.value);
        column.is_some() && column == begin && day(raw).is_some()
    };
    let asked = filter.iter().find(of_day).and_then(|raw| Some(Located::new(day(raw)?, raw.span)));
    (asked, filter.iter().filter(|raw| !of_day(raw)).cloned().collect())
}

/// Of rows that meet conditions those in force on a day, or dated by just the month or year that is asked for, with all that
/// sources say of them.
pub fn in_force_on(
    bound: &BoundDataset,
    conditions: &[Condition<ColumnId>],
    rows: &[RowId],
    day: Date,
) -> Vec<RowId> {
    let (dataset, on) = (&bound.dataset, day.last_day());
    let in_force = |rows: &[RowId]| query::in_force_at(dataset, rows, day, on);
    let found = query::unsuperseded(bound, conditions, in_force(rows), (on, &in_force));
    query::all_said(dataset, rows, found, on)
}

/// Of rows that meet conditions those in force as of a day, with all that sources say of them.
pub fn standing(
    bound: &BoundDataset,
    conditions: &[Condition<ColumnId>],
    rows: &[RowId],
    as_of: NaiveDate,
) -> Vec<RowId> {
    let in_force = |rows: &[RowId]| query::in_force(&bound.dataset, rows, as_of);
    let found = query::unsuperseded(bound, conditions, in_force(rows), (as_of, &in_force));
    query::all_said(&bound.dataset, rows, found, as_of)
}

/// The day that a condition asks for, if it asks for one.
pub fn day<C>(condition: &Condition<C>) -> Option<Date> {
    match &condition.test {
        Test::Any(values) if values.len() == 1 => Date::parse(&values[0].value).ok(),
        _ => None,
    }
}

/// Of the rows of a figure those in force on a day, with all that sources say of them; that there are none any more is told.
pub fn in_force(page: &mut Page<'_>, shown: &Shown<'_>, (span, as_of): (Span, NaiveDate)) -> Vec<RowId> {
    let dataset = &shown.bound.dataset;
    let rows = query::in_force(dataset, &shown.rows, as_of);
    let rows = query::all_said(dataset, &shown.rows, rows, as_of);
    tell_if_over(page, shown, &rows, (span, as_of));
    rows
}

/// Tells of rows that no longer count, of which a figure shows none.
pub fn tell_if_over(
    page: &mut Page<'_>,
    shown: &Shown<'_>,
    left: &[RowId],
    (span, as_of): (Span, NaiveDate),
) {
    if left.is_empty() && !shown.rows.is_empty() {
        let (data, day) = (&shown.bound.dataset.name, as_of.to_string());
        page.report(catalog::figure::no_rows_yet(span, data, &day, shown.rows.len()));
    }
}

/// Why no row meets conditions: at the one that none meets by itself, else at all of them.
pub fn no_rows(bound: &BoundDataset, conditions: &[Condition<ColumnId>], span: Span) -> Diagnostic {
    let dataset = &bound.dataset;
    if dataset.rows().next().is_none() {
        return catalog::figure::no_rows(span, &dataset.name, NoRows::OnlyHeader);
    }
    let alone =
        |condition: &&Condition<ColumnId>| query::select(bound, std::slice::from_ref(condition)).is_empty();
    match conditions.iter().find(alone) {
        Some(unmet) => {
            let column = &dataset.field(unmet.column).name;
            let is_begin = dataset.schema.time.is_some_and(|time| time.begin() == unmet.column);
            let why = match query::is_step(dataset) && is_begin {
                true => NoRows::UnsetThen(column),
                false => NoRows::Unmet(column),
            };
            catalog::figure::no_rows(unmet.span, &dataset.name, why)
        }
        None => {
            let ends = conditions.first().zip(conditions.last());
            let together = ends.map_or(span, |(first, last)| Span { end: last.span.end, ..first.span });
            catalog::figure::no_rows(together, &dataset.name, NoRows::Together)
        }
    }
}

/// The rows of [`choose`], and those that are scheduled: what is planned can be shown beside what is.
pub fn choose_planned<'a>(
    page: &mut Page<'a>,
    data: &Located<String>,
    filter: &[Condition<Located<String>>],
    when: (Span, NaiveDate),
) -> Option<Shown<'a>> {
    let (id, bound) = page.dataset(data)?;
    let conditions = conditions(page, &bound.dataset, filter)?;
    let selected = query::select(bound, &conditions);
    let mut rows = query::known(&bound.dataset, &selected, when.1);
    rows.extend(selected.iter().filter(|row| bound.dataset.is_scheduled(**row)));
    rows.sort_unstable();
    if rows.is_empty() {
        return choose(page, data, filter, (when.0, when.1, false));
    }
    Some(Shown { id, bound, rows })
}

/// Whether conditions ask for a status.
fn asks_for_status(dataset: &Dataset, conditions: &[Condition<ColumnId>]) -> bool {
    let asks = |condition: &Condition<ColumnId>| matches!(condition.test, Test::Any(_) | Test::Filled);
    conditions.iter().any(|condition| Some(condition.column) == dataset.schema.status && asks(condition))
}

/// Finds a column by name.
pub fn column(page: &mut Page<'_>, dataset: &Dataset, name: &Located<String>) -> Option<ColumnId> {
    let found = dataset.column(&name.value);
    let nameless = dataset.schema.fields.iter().any(|field| field.name.is_empty());
    if found.is_none() && !nameless {
        page.report(no_column(dataset, name));
    }
    found
}

fn no_column(dataset: &Dataset, name: &Located<String>) -> Diagnostic {
    let names = dataset.schema.fields.iter().map(|field| field.name.as_str());
    let known = names.clone().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    catalog::figure::unknown_column(
        name.span,
        &name.value,
        &dataset.name,
        nearest(&name.value, names),
        &known,
    )
}

/// Tells of a column that holds something else than what a key wants, with the first cell that makes it so.
pub fn wrong_type(
    page: &mut Page<'_>,
    dataset: &Dataset,
    (key, name): (&str, &Located<String>),
    column: ColumnId,
    wanted: &str,
) {
    let is_text = dataset.field(column).kind == FieldType::String;
    let is_odd = |row: &RowId| {
        let raw = dataset.cell(*row, column).raw();
        let plain = Decimal::parse(&raw).is_ok() && !Decimal::is_code(&raw) || Date::parse(&raw).is_ok();
        !raw.is_empty() && !plain
    };
    let filled = |row: &RowId| !dataset.cell(*row, column).raw().is_empty();
    let odd = dataset.rows().find(is_odd).or_else(|| dataset.rows().find(filled)).filter(|_| is_text);
    let odd = odd.map(|row| dataset.cell_span(page.ground.sources, row, column));
    page.report(catalog::figure::wrong_column_type(name.span, key, &name.value, wanted, odd));
}

/// Whether a column holds numbers.
pub fn is_number(dataset: &Dataset, column: ColumnId) -> bool {
    dataset.field(column).kind.is_number()
}

/// Whether a column holds dates or periods.
pub fn is_dated(dataset: &Dataset, column: ColumnId) -> bool {
    matches!(dataset.field(column).kind, FieldType::Date | FieldType::Period)
}

/// Whether a column has an order along an axis: numbers, dates, periods.
pub fn is_ordered(dataset: &Dataset, column: ColumnId) -> bool {
    is_number(dataset, column) || matches!(dataset.field(column).kind, FieldType::Date | FieldType::Period)
}

/// Binds conditions to columns and checks what they ask.
pub fn conditions(
    page: &mut Page<'_>,
    dataset: &Dataset,
    filter: &[Condition<Located<String>>],
) -> Option<Vec<Condition<ColumnId>>> {
    let bound: Vec<_> = filter.iter().map(|raw| condition(page, dataset, raw)).collect();
    bound.into_iter().collect()
}

fn condition(
    page: &mut Page<'_>,
    dataset: &Dataset,
    raw: &Condition<Located<String>>,
) -> Option<Condition<ColumnId>> {
    let column = column(page, dataset, &raw.column)?;
    let sound = match &raw.test {
        Test::Any(values) | Test::Not(values) => {
            let of_several = values.len() > 1 || matches!(raw.test, Test::Not(_));
            values.iter().all(|value| {
                exists(page, dataset, column, value) && (!of_several || occurs(page, dataset, column, value))
            })
        }
        Test::Range(from, to) => range_fits(page, dataset, column, (raw.span, [*from, *to])),
        Test::Filled | Test::Empty => true,
    };
    sound.then(|| Condition { column, test: raw.test.clone(), span: raw.span })
}

/// Whether a text value occurs in its column. Of a pinned report the lock holds only the rows that were shown.
pub fn exists(page: &mut Page<'_>, dataset: &Dataset, column: ColumnId, value: &Located<String>) -> bool {
    match unknown_value(page.ground.names, dataset, column, value).filter(|_| !page.is_pinned()) {
        Some(told) => {
            page.report(told);
            false
        }
        None => true,
    }
}

/// Whether a date, a period or a number that is one of several occurs in its column: beside the others nobody would see that
/// it finds nothing.
fn occurs(page: &mut Page<'_>, dataset: &Dataset, column: ColumnId, value: &Located<String>) -> bool {
    let kind = dataset.field(column).kind;
    let is_told =
        matches!(kind, FieldType::String | FieldType::Boolean) || dataset.flawed || page.is_pinned();
    if is_told || value.value.is_empty() || query::is_held(dataset, column, &value.value) {
        return true;
    }
    page.report(catalog::figure::unknown_value(value.span, &value.value, &dataset.field(column).name, None));
    false
}

fn range_fits(
    page: &mut Page<'_>,
    dataset: &Dataset,
    column: ColumnId,
    range: (Span, [Option<Bound>; 2]),
) -> bool {
    let (span, ends) = range;
    let field = dataset.field(column);
    if !is_ordered(dataset, column) {
        page.report(catalog::figure::range_without_order(span, &field.name));
        return false;
    }
    let numbers = is_number(dataset, column);
    let fits = ends.iter().flatten().all(|end| match end {
        Bound::Year(_) => true,
        Bound::Date(_) => !numbers,
        Bound::Number(_) => numbers,
    });
    if !fits {
        let wanted = if numbers { "numbers" } else { "dates" };
        page.report(catalog::figure::range_of_other_type(span, &field.name, wanted));
    }
    fits
}

/// A row as words for a message: its file and line.
pub fn row_place(ground: &Ground<'_>, dataset: &Dataset, row: RowId) -> String {
    let span = dataset.row_span(row);
    let (line, _) = ground.sources.line_column(span.file, span.start);
    format!("{}:{line}", ground.sources.shown_path(span.file))
}
