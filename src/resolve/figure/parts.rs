//! The numbers of a row that has several: before and after, low and high; each a column of its own, or the
//! measure of the rows that meet conditions.

use chrono::NaiveDate;

use super::rows::{self, Shown};
use crate::diag::catalog;
use crate::model::dataset::{Dataset, Time};
use crate::model::figure::{ChartAsk, Part, PartPlan, Role};
use crate::model::id::{ColumnId, RowId};
use crate::model::query;
use crate::model::range::{Bound, Condition, Test};
use crate::resolve::page::Page;
use crate::source::{Located, Span};

/// Binds all parts of a chart; those that its kind needs must be there.
pub fn bind(
    page: &mut Page<'_>,
    shown: &Shown<'_>,
    ask: &ChartAsk,
    (span, as_of): (Span, NaiveDate),
) -> Option<Vec<PartPlan>> {
    let shape = ask.kind.value.shape();
    let missing = |role: &Role| !ask.parts.iter().any(|(known, _)| known == role);
    let needed = shape.parts.iter().filter(|(_, needed)| *needed).map(|(role, _)| role);
    let lost: Vec<&Role> = needed.filter(|role| missing(role)).collect();
    for role in &lost {
        page.report(catalog::figure::missing_channel(span, role.key(), shape.word));
    }
    let bound: Vec<_> =
        ask.parts.iter().map(|(role, part)| self::part(page, shown, ask, (*role, part, as_of))).collect();
    let bound: Option<Vec<PartPlan>> = bound.into_iter().collect();
    bound.filter(|_| lost.is_empty())
}

/// All rows that parts take, in file order.
pub fn rows(parts: &[PartPlan]) -> Vec<RowId> {
    let mut rows: Vec<RowId> = parts.iter().flat_map(|part| part.rows.iter().copied()).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn part(
    page: &mut Page<'_>,
    shown: &Shown<'_>,
    ask: &ChartAsk,
    (role, part, as_of): (Role, &Located<Part<Located<String>>>, NaiveDate),
) -> Option<PartPlan> {
    let dataset = &shown.bound.dataset;
    match &part.value {
        Part::Column(name) => {
            let column = rows::column(page, dataset, name)?;
            if !rows::is_number(dataset, column) {
                let wanted = "a column of numbers";
                rows::wrong_type(page, dataset, (role.key(), name), column, wanted);
                return None;
            }
            let rows = if query::is_step(dataset) {
                let filter = rows::conditions(page, dataset, &ask.filter)?;
                rows::standing(shown.bound, &filter, &shown.rows, as_of)
            } else {
                shown.rows.clone()
            };
            let rows = query::agreed(dataset, &rows, column);
            Some(PartPlan { role, column, rows, told_by: None, in_force: None })
        }
        Part::Rows(conditions) => {
            let column = match &ask.y {
                Some(y) => rows::column(page, dataset, &y.field)?,
                None => measure(page, dataset, part.span, ask)?,
            };
            let bound = rows::conditions(page, dataset, conditions)?;
            let filter = rows::conditions(page, dataset, &ask.filter)?;
            let chosen = of_conditions(shown, (&bound, &filter), as_of);
            if let Some(day) = chosen.in_force.filter(|day| day.first_day() > as_of) {
                page.report(catalog::figure::look_ahead(part.span, &day.to_string(), &as_of.to_string()));
            }
            if chosen.rows.is_empty() && dataset.flawed {
                return None;
            }
            if chosen.rows.is_empty() {
                page.report(rows::no_rows(shown.bound, &bound, part.span));
                return None;
            }
            let rows = query::agreed(dataset, &chosen.rows, column);
            Some(PartPlan { role, column, rows, ..chosen })
        }
    }
}

fn measure(page: &mut Page<'_>, dataset: &Dataset, span: Span, ask: &ChartAsk) -> Option<ColumnId> {
    if dataset.schema.measure.is_none() {
        page.report(catalog::figure::missing_channel(span, "y", ask.kind.value.shape().word));
    }
    dataset.schema.measure
}

/// The rows that meet conditions. Of a price list a single day means the prices in force on it, a day written
/// less precisely those dated just so or in force at its end; of other data it means all of it.
fn of_conditions(
    shown: &Shown<'_>,
    (conditions, filter): (&[Condition<ColumnId>], &[Condition<ColumnId>]),
    as_of: NaiveDate,
) -> PartPlan {
    let dataset = &shown.bound.dataset;
    let step_time = dataset.schema.time.filter(|_| query::is_step(dataset)).map(Time::begin);
    let last_day = conditions
        .iter()
        .any(|known| matches!(dataset.schema.time, Some(Time::Between(_, end)) if known.column == end));
    let day = conditions.iter().find(|known| Some(known.column) == step_time).and_then(rows::day);
    let rest: Vec<Condition<ColumnId>> = conditions
        .iter()
        .filter(|known| day.is_none() || Some(known.column) != step_time)
        .map(|known| widened(dataset, known))
        .collect();
    let meets = query::select(shown.bound, &rest);
    let mut rows: Vec<RowId> =
        shown.rows.iter().copied().filter(|row| meets.binary_search(row).is_ok()).collect();
    // Rows that are chosen by their last day are meant whether they still hold or not.
    if step_time.is_some() && !last_day {
        let all: Vec<Condition<ColumnId>> = filter.iter().chain(&rest).cloned().collect();
        rows = match day {
            Some(day) => rows::in_force_on(shown.bound, &all, &rows, day),
            None => rows::standing(shown.bound, &all, &rows, as_of),
        };
    }
    let told_by = conditions.first().map(|known| known.column).filter(|_| day.is_none());
    PartPlan { role: Role::From, column: ColumnId(0), rows, told_by, in_force: day }
}

/// A date that is asked of a column of dates, as the stretch that it covers.
fn widened(dataset: &Dataset, condition: &Condition<ColumnId>) -> Condition<ColumnId> {
    let is_date = dataset.field(condition.column).kind == crate::model::dataset::FieldType::Date;
    match rows::day(condition).filter(|_| is_date) {
        Some(day) => {
            let test = Test::Range(Some(Bound::Date(day)), Some(Bound::Date(day)));
            Condition { test, ..condition.clone() }
        }
        None => condition.clone(),
    }
}
