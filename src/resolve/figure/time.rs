//! What a chart says of the order of time: before and after, one column behind the other.

use std::collections::BTreeMap;

use super::rows::Shown;
use crate::diag::catalog;
use crate::model::dataset::{Cell, Dataset, Time};
use crate::model::date::Date;
use crate::model::figure::{ChartKind, ChartPlan, CrossPlan, PartPlan, Role};
use crate::model::id::{ColumnId, RowId};
use crate::resolve::fact::{Length, unlike};
use crate::resolve::page::Page;
use crate::source::Span;

/// Whether a chart tells time as it runs.
pub fn chart(page: &mut Page<'_>, shown: &Shown<'_>, plan: &ChartPlan, span: Span) -> bool {
    if !as_long(page, shown, plan, span) {
        return false;
    }
    if plan.kind == ChartKind::Column {
        tell_missing_columns(page, &shown.bound.dataset, (&shown.rows, plan), span);
    }
    let (Some(from), Some(to)) = (plan.part(Role::From), plan.part(Role::To)) else { return true };
    let Some([of, before, after]) = backward(&shown.bound.dataset, plan.x.field, (from, to)) else {
        return true;
    };
    page.report(catalog::chart::backward_pair(span, &of, (&before, &after)));
    false
}

/// Whether no change is told between amounts of times that are not as long as each other; where they are only drawn beside
/// each other, authors are told.
fn as_long(page: &mut Page<'_>, shown: &Shown<'_>, plan: &ChartPlan, span: Span) -> bool {
    let dataset = &shown.bound.dataset;
    let unlike = |rows: &[RowId]| unlike(dataset, plan.y.field, rows.iter().copied());
    let by = |column: Option<ColumnId>| {
        let mut groups: BTreeMap<i128, Vec<RowId>> = BTreeMap::new();
        for row in &shown.rows {
            groups.entry(column.map_or(0, |column| dataset.key(*row, column))).or_default().push(*row);
        }
        groups.into_values().find_map(|rows| unlike(&rows))
    };
    let changed = match plan.kind {
        ChartKind::Dumbbell => by(Some(plan.x.field)),
        ChartKind::Slope | ChartKind::Index => by(plan.series.as_ref().map(|series| series.field)),
        // Of a whole each part is told, and of a pair of measures each place.
        ChartKind::Share | ChartKind::Scatter | ChartKind::Timeline | ChartKind::Matrix => return true,
        _ => {
            if let Some(pair) = unlike(&shown.rows) {
                let said = |(row, length): (RowId, Length)| (dataset.row_time(row), length.to_string());
                page.report(catalog::chart::unequal_periods(span, &pair.map(said)));
            }
            return true;
        }
    };
    let Some(pair) = changed else { return true };
    let lengths = pair.map(|(_, length)| length.to_string());
    page.report(catalog::fact::unequal_ends(span, plan.kind.shape().word, &lengths));
    false
}

/// Tells of amounts that begin on one day and last differently, in a cross table that shows when they begin alone.
pub fn beside_each_other(page: &mut Page<'_>, dataset: &Dataset, plan: &CrossPlan, span: Span) {
    let Some(Time::Between(start, _)) = dataset.schema.time else { return };
    if ![plan.down, plan.across].contains(&start) {
        return;
    }
    let mut begun: BTreeMap<i128, Vec<RowId>> = BTreeMap::new();
    for row in plan.lines.iter().flatten().flatten() {
        begun.entry(dataset.key(*row, start)).or_default().push(*row);
    }
    let unlike = |rows: Vec<RowId>| unlike(dataset, plan.value, rows);
    if let Some(pair) = begun.into_values().find_map(unlike) {
        let said = |(row, length): (RowId, Length)| (dataset.row_time(row), length.to_string());
        page.report(catalog::chart::unequal_periods(span, &pair.map(said)));
    }
}

/// Of a pair that is told apart by its days, whose earlier value is the later one, with both days.
fn backward(
    dataset: &Dataset,
    category: ColumnId,
    (from, to): (&PartPlan, &PartPlan),
) -> Option<[String; 3]> {
    if let Some((before, after)) = from.in_force.zip(to.in_force) {
        let is_later = before.first_day() > after.last_day();
        return is_later.then(|| [String::new(), before.to_string(), after.to_string()]);
    }
    let by_time =
        |part: &PartPlan| part.told_by.zip(dataset.schema.time).is_some_and(|(by, time)| time.has(by));
    if !by_time(from) || !by_time(to) {
        return None;
    }
    let later: BTreeMap<i128, RowId> =
        to.rows.iter().map(|row| (dataset.key(*row, category), *row)).collect();
    from.rows.iter().find_map(|row| {
        let other = *later.get(&dataset.key(*row, category))?;
        let (before, after) = (dataset.row_date(*row)?, dataset.row_date(other)?);
        let of = || dataset.cell(*row, category).raw();
        (before.first_day() > after.last_day()).then(|| [of(), before.to_string(), after.to_string()])
    })
}

/// Tells of months, quarters or years that are missing between columns, which stand side by side as if each followed the one
/// before, unless a break there says so.
fn tell_missing_columns(
    page: &mut Page<'_>,
    dataset: &Dataset,
    (rows, plan): (&[RowId], &ChartPlan),
    span: Span,
) {
    if unlike(dataset, plan.y.field, rows.iter().copied()).is_some() {
        return;
    }
    let cell = |row: RowId| dataset.cell(row, plan.x.field);
    let months: Option<BTreeMap<i32, RowId>> =
        rows.iter().map(|row| Some((month(cell(*row).date()?)?, *row))).collect();
    let months: Vec<(i32, RowId)> = months.unwrap_or_default().into_iter().collect();
    let pairs = || months.windows(2).map(|pair| (pair[0], pair[1]));
    let steps: Vec<i32> = pairs().map(|(before, after)| after.0 - before.0).collect();
    let Some(step) = steps.iter().copied().min() else { return };
    let regular = steps.iter().filter(|own| **own == step).count() * 2 > steps.len();
    let is_own = || rows.iter().all(|row| own_length(cell(*row)) == Some(step));
    if !(regular || is_own()) || steps.iter().any(|own| own % step != 0) {
        return;
    }
    let breaks: Vec<i32> =
        plan.style.breaks.iter().filter_map(|(place, _)| month(place.value.day?)).collect();
    let is_gap = |((before, _), (after, _)): &((i32, RowId), (i32, RowId))| {
        after - before > step && !breaks.iter().any(|at| at > before && at <= after)
    };
    let gaps: Vec<_> = pairs().filter(is_gap).collect();
    let Some(((_, before), (_, after))) = gaps.first() else { return };
    let missing = gaps.iter().map(|(before, after)| (after.0 - before.0) / step - 1).sum();
    let [before, after] = [before, after].map(|row| cell(*row).raw());
    page.report(catalog::chart::missing_columns(span, (&before, &after), missing));
}

/// The months from a year, a half or a quarter to the next. Single months may be chosen at any distance.
fn own_length(cell: Cell<'_>) -> Option<i32> {
    match cell {
        Cell::Date(date) => date.month().is_none().then_some(12),
        Cell::Period(period) => Some(i32::from(period.months())).filter(|months| *months > 1),
        _ => None,
    }
}

/// The month, counted from year 0, of a date that is known to the month or the year only.
fn month(date: Date) -> Option<i32> {
    let coarse = date.day_of_month().is_none();
    coarse.then(|| date.year() * 12 + date.month().map_or(12, |month| month as i32))
}
