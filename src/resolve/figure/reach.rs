//! What would not be seen: values outside of the domain that an author gives an axis, and remarks where nothing is drawn.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::rows::{self, Shown, row_place};
use crate::diag::catalog;
use crate::model::dataset::{Dataset, Time};
use crate::model::decimal::Decimal;
use crate::model::figure::{Channel, ChartKind, ChartPlan};
use crate::model::id::{ColumnId, RowId};
use crate::model::place::Place;
use crate::model::query;
use crate::resolve::page::Page;
use crate::source::{Located, Span};

/// A value with a row that holds it.
pub type Value = (f64, RowId);

/// Whether anything of a chart is seen within the domains of its axes; what is not is told.
pub fn chart(
    page: &mut Page<'_>,
    shown: &Shown<'_>,
    (plan, span): (&ChartPlan, Span),
    as_of: NaiveDate,
) -> bool {
    let dataset = &shown.bound.dataset;
    if shown.rows.is_empty() || plan.kind == ChartKind::Timeline {
        return true;
    }
    let heights = heights(dataset, plan, &shown.rows);
    // The heights of shares and indices are not the values of their rows.
    let reckoned = matches!(plan.kind, ChartKind::Share | ChartKind::Index);
    let mut sound = reckoned || within(page, dataset, (&plan.y, span), &heights);
    if rows::is_number(dataset, plan.x.field) && plan.x.field != plan.y.field {
        sound &= within(page, dataset, (&plan.x, span), &values(dataset, &shown.rows, plan.x.field));
    }
    laid_over(page, plan, span);
    if let Some(ends) = ends(dataset, plan, &shown.rows, as_of) {
        remarks(page, (dataset, plan, &shown.rows), ends);
    }
    sound
}

/// The numbers of rows in a column.
pub fn values(dataset: &Dataset, rows: &[RowId], column: ColumnId) -> Vec<Value> {
    rows.iter().filter_map(|row| Some((dataset.cell(*row, column).number()?.to_f64(), *row))).collect()
}

/// How high a chart reaches with its rows: with each value, or with the sums of those that stand on each other.
fn heights(dataset: &Dataset, plan: &ChartPlan, rows: &[RowId]) -> Vec<Value> {
    if !plan.parts.is_empty() {
        let of_part = |part: &crate::model::figure::PartPlan| values(dataset, &part.rows, part.column);
        return plan.parts.iter().flat_map(of_part).collect();
    }
    let single = values(dataset, rows, plan.y.field);
    if plan.kind != ChartKind::Area && !plan.style.stacked {
        return single;
    }
    let mut sums: BTreeMap<i128, Value> = BTreeMap::new();
    for (value, row) in single {
        sums.entry(dataset.key(row, plan.x.field)).or_insert((0.0, row)).0 += value;
    }
    sums.into_values().collect()
}

/// Whether some of the values lie within the domain of an axis; those that do not are told.
pub fn within<C>(
    page: &mut Page<'_>,
    dataset: &Dataset,
    (axis, span): (&Channel<C>, Span),
    values: &[Value],
) -> bool {
    let outside: Vec<&Value> = values.iter().filter(|(value, _)| !holds(axis.domain, *value)).collect();
    let Some((value, row)) = outside.first() else { return true };
    let place = row_place(page.ground, dataset, *row);
    let first = format!("{value} ({place})");
    let all = outside.len() == values.len();
    page.report(match all {
        true => catalog::chart::empty_domain(span, &first),
        false => catalog::chart::outside_domain(span, (outside.len(), values.len()), &first),
    });
    !all
}

fn holds((low, high): (Option<Decimal>, Option<Decimal>), value: f64) -> bool {
    low.is_none_or(|low| value >= low.to_f64()) && high.is_none_or(|high| value <= high.to_f64())
}

/// Tells of lines and texts laid over a chart at values that its axis does not have; without a domain it reaches them.
fn laid_over(page: &mut Page<'_>, plan: &ChartPlan, span: Span) {
    let is_seen = |value: f64| match plan.kind {
        ChartKind::Share => (0.0..=100.0).contains(&value),
        _ => holds(plan.y.domain, value) && !(plan.y.log && value <= 0.0),
    };
    let lines = plan.style.references.iter().map(|(value, text)| (*value, text, span));
    let texts =
        plan.style.annotations.iter().filter_map(|asked| Some((asked.y?, &asked.text, asked.x.0.span)));
    for (value, text, span) in lines.chain(texts).filter(|(value, ..)| !is_seen(value.to_f64())) {
        page.report(catalog::chart::unseen_remark(span, &format!("`{text}` at {value}"), ""));
    }
}

/// From where to where a chart is drawn, along an axis of dates or numbers.
fn ends(dataset: &Dataset, plan: &ChartPlan, rows: &[RowId], as_of: NaiveDate) -> Option<(f64, f64)> {
    let dated = rows::is_dated(dataset, plan.x.field);
    let place = |row: &RowId| match dated {
        true => dataset.cell(*row, plan.x.field).date().map(|date| f64::from(date.day_number())),
        false => dataset.cell(*row, plan.x.field).number().map(|number| number.to_f64()),
    };
    let places = || rows.iter().filter_map(place);
    let (first, last) = (places().reduce(f64::min)?, places().reduce(f64::max)?);
    let (low, high) = (plan.x.domain.0.map(|low| low.to_f64()), plan.x.domain.1.map(|high| high.to_f64()));
    let held = (dated && plan.kind == ChartKind::Step).then(|| held_until(dataset, as_of)).flatten();
    let held = held.map_or(last, |held| held.max(last));
    Some((low.unwrap_or(first), high.unwrap_or(held)))
}

/// How far steps may go: to the newest row, or to the day looked from where rows say until when they hold.
fn held_until(dataset: &Dataset, as_of: NaiveDate) -> Option<f64> {
    use chrono::Datelike;
    match dataset.schema.time {
        Some(Time::Between(..)) => Some(f64::from(as_of.num_days_from_ce())),
        _ => query::turns(dataset).latest(as_of).map(|date| f64::from(date.day_number())),
    }
}

/// Tells of remarks and breaks where nothing is drawn.
fn remarks(
    page: &mut Page<'_>,
    (dataset, plan, rows): (&Dataset, &ChartPlan, &[RowId]),
    (first, last): (f64, f64),
) {
    let dated = rows::is_dated(dataset, plan.x.field);
    let at = |place: &Located<Place>| place.value.on(dated);
    // One that names a row stands there.
    let is_named = |asked: &Located<Place>| {
        rows.iter().any(|row| dataset.cell(*row, plan.x.field).raw() == asked.value.text)
    };
    let mut unseen: Vec<&Located<Place>> = Vec::new();
    for asked in plan.style.annotations.iter().filter(|asked| !is_named(&asked.x.0)) {
        let (from, to) = (at(&asked.x.0), asked.x.1.as_ref().map_or_else(|| at(&asked.x.0), at));
        if from.zip(to).is_some_and(|(from, to)| to < first || from > last) {
            unseen.push(&asked.x.0);
        }
    }
    // A break parts what is before it from what is at it or after.
    let parts = |place: &&Located<Place>| at(place).is_some_and(|at| at <= first || at > last);
    unseen.extend(plan.style.breaks.iter().map(|(place, _)| place).filter(parts));
    for place in unseen {
        let what = format!("`{}`", place.value.text);
        page.report(catalog::chart::unseen_remark(
            place.span,
            &what,
            "choose a place between its first and its last value, or ",
        ));
    }
}
