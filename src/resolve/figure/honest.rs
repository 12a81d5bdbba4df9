//! What a chart must not be made to say: bars cut off from their zero, one line across two definitions,
//! claims that look like measurements, what is not disclosed counted as nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::{self, Shown, row_place};
use super::twice;
use crate::diag::catalog;
use crate::format::{self, Quantity};
use crate::model::course::place;
use crate::model::dataset::{Cell, Dataset};
use crate::model::figure::{ChartAsk, ChartKind, ChartPlan};
use crate::model::id::{ColumnId, LangId, RowId};
use crate::model::place::Place;
use crate::model::query;
use crate::model::unit;
use crate::resolve::page::Page;
use crate::source::{Located, Span};

/// Checks a bound chart; `is_sound`: nothing was wrong with it so far.
pub fn chart(
    page: &mut Page<'_>,
    shown: &Shown<'_>,
    (ask, is_sound): (&ChartAsk, bool),
    (plan, span): (&ChartPlan, Span),
) -> bool {
    let mut sound = whole_bars(page, ask, plan, span) & no_lengths_by_ratio(page, ask, plan, span);
    sound &= places(page, shown, plan);
    if is_sound && plan.kind.is_joined() {
        sound &= one_thing_a_line(page, shown, plan, span) && no_line_returns(page, shown, plan, span);
    }
    if plan.kind == ChartKind::Index {
        sound &= starts_together(page, shown, plan, span);
    }
    sound &= means_of_enough(page, shown, plan);
    sound &= claims_apart(page, shown, plan, span);
    sound &= parts_of_one_sign(page, shown, plan, span) && rest_adds_up(page, shown, plan);
    sound &= twice::parts_alone(page, shown, plan, span);
    sound & known_in_stacks(page, shown, plan, span)
}

/// Bars and areas start at zero.
fn whole_bars(page: &mut Page<'_>, ask: &ChartAsk, plan: &ChartPlan, span: Span) -> bool {
    let kinds = [ChartKind::Bar, ChartKind::Column, ChartKind::Area, ChartKind::Share];
    let (low, high) = plan.y.domain;
    let cut = low.is_some_and(|low| low.to_f64() > 0.0) || high.is_some_and(|high| high.to_f64() < 0.0);
    if cut && kinds.contains(&plan.kind) {
        let at = ask.y.as_ref().map_or(span, |y| y.field.span);
        page.report(catalog::figure::truncated_baseline(at, plan.kind.shape().word));
        return false;
    }
    true
}

/// Lengths and areas begin at zero, which a logarithmic axis does not have.
fn no_lengths_by_ratio(page: &mut Page<'_>, ask: &ChartAsk, plan: &ChartPlan, span: Span) -> bool {
    let kinds = [ChartKind::Bar, ChartKind::Column, ChartKind::Area, ChartKind::Share];
    let asked = plan.y.log && kinds.contains(&plan.kind);
    if asked {
        let at = ask.y.as_ref().filter(|y| y.log).map_or(span, |y| y.field.span);
        page.report(catalog::chart::log_of_lengths(at, plan.kind.shape().word));
    }
    !asked
}

/// A trailing mean has as many values as it says: a series that never has so many would not be drawn.
fn means_of_enough(page: &mut Page<'_>, shown: &Shown<'_>, plan: &ChartPlan) -> bool {
    let Some(window) = plan.style.smooth.as_ref().filter(|window| window.value > 1) else { return true };
    let few = |rows: &Vec<RowId>| rows.len() < window.value as usize;
    let lines = lines(shown, plan);
    // Of a series that is cut off, others take in what it has.
    let is_cut = plan.series.as_ref().is_some_and(|series| series.top.is_some());
    let short = lines.iter().find(|rows| few(rows)).filter(|_| !is_cut || lines.iter().all(few));
    let Some(rows) = short else { return true };
    let name = plan.series.as_ref().map(|series| shown.bound.dataset.cell(rows[0], series.field).raw());
    page.report(catalog::chart::long_window(window.span, window.value, name.as_deref(), rows.len()));
    false
}

/// Parts of a whole are not below zero, and what is stacked does not run in both directions.
fn parts_of_one_sign(page: &mut Page<'_>, shown: &Shown<'_>, plan: &ChartPlan, span: Span) -> bool {
    let dataset = &shown.bound.dataset;
    let number = |row: &RowId| dataset.cell(*row, plan.y.field).number().map_or(0.0, |n| n.to_f64());
    let below = shown.rows.iter().find(|row| number(row) < 0.0);
    let stands_on_others = plan.series.is_some() && shown.rows.iter().any(|row| number(row) > 0.0);
    let is_odd = match plan.kind {
        ChartKind::Share => true,
        ChartKind::Area => stands_on_others && lines(shown, plan).len() > 1,
        _ => false,
    };
    let Some(row) = below.filter(|_| is_odd) else { return true };
    let value = dataset.cell(*row, plan.y.field).raw();
    let place = row_place(page.ground, dataset, *row);
    page.report(catalog::chart::negative_part(span, plan.kind.shape().word, &value, &place));
    false
}

/// What is left to a rest is added up, which list prices, ratios and indexes are not.
fn rest_adds_up(page: &mut Page<'_>, shown: &Shown<'_>, plan: &ChartPlan) -> bool {
    let of_series = plan.series.as_ref().and_then(|series| series.rest.as_ref());
    let (Some(rest), Some(row)) = (of_series.or(plan.style.rest.as_ref()), shown.rows.first()) else {
        return true;
    };
    let unit = unit::of_cell(&shown.bound.dataset, *row, plan.y.field, LangId::DEFAULT);
    let is_price =
        !Quantity::of(&unit).currency.is_empty() && format::is_rate(&unit) && !format::is_of_time(&unit);
    if is_price || format::is_ratio(&unit) {
        page.report(catalog::chart::rest_of_prices(rest.span, &unit));
        return false;
    }
    true
}

/// Remarks, breaks and the start of estimates stand at places that the axis has.
fn places(page: &mut Page<'_>, shown: &Shown<'_>, plan: &ChartPlan) -> bool {
    let dataset = &shown.bound.dataset;
    let style = &plan.style;
    let remarks = style.annotations.iter().flat_map(|asked| [Some(&asked.x.0), asked.x.1.as_ref()]);
    let breaks = style.breaks.iter().map(|(place, _)| place);
    let named: Vec<&Located<Place>> = remarks.flatten().chain(breaks).chain(&style.estimate_from).collect();
    let number = rows::is_number(dataset, plan.x.field);
    let dated = rows::is_dated(dataset, plan.x.field);
    let is_place = |place: &Place| match number || dated {
        true => place.on(dated).is_some(),
        false => shown.rows.iter().any(|row| dataset.cell(*row, plan.x.field).raw() == place.text),
    };
    let lost: Vec<_> = named.into_iter().filter(|place| !is_place(&place.value)).collect();
    for place in &lost {
        let wanted = if number {
            "numbers"
        } else if dated {
            "dates, such as `2025-01-31`, `2025-01` or `2025Q1`"
        } else {
            "the values of its column"
        };
        page.report(catalog::figure::bad_place(place.span, &place.value.text, wanted));
    }
    lost.is_empty()
}

/// The columns that tell what a number means, but those that a line is made by. Columns that name notes tell
/// whose it is: a line may follow a vendor from model to model.
fn told_apart(dataset: &Dataset, plan: &ChartPlan) -> Vec<ColumnId> {
    let mut columns = query::key_without_time(dataset);
    columns.retain(|column| dataset.field(*column).reference.is_none());
    columns.extend(query::defining_columns(dataset));
    columns.sort_unstable();
    columns.dedup();
    let series = plan.series.as_ref().map(|series| series.field);
    let time = |column: &ColumnId| dataset.schema.time.is_some_and(|time| time.has(*column));
    columns.retain(|column| Some(*column) != series && *column != plan.x.field && !time(column));
    let claims = query::claims_column(dataset);
    columns.retain(|column| !rows::is_number(dataset, *column) && Some(*column) != claims);
    columns
}

/// A line joins rows that differ in time only, unless a break is declared between them.
fn one_thing_a_line(page: &mut Page<'_>, shown: &Shown<'_>, plan: &ChartPlan, span: Span) -> bool {
    let dataset = &shown.bound.dataset;
    let series = plan.series.as_ref().map(|series| series.field);
    let columns = told_apart(dataset, plan);
    let breaks: Vec<i128> = breaks(dataset, plan);
    for rows in lines(shown, plan) {
        for pair in rows.windows(2) {
            let differs =
                |column: &&ColumnId| dataset.key(pair[0], **column) != dataset.key(pair[1], **column);
            let Some(column) = columns.iter().find(differs) else { continue };
            let (from, to) = (place(dataset, pair[0], plan.x.field), place(dataset, pair[1], plan.x.field));
            if breaks.iter().any(|at| *at > from && *at <= to) {
                continue;
            }
            let name = series.map_or(String::new(), |series| dataset.cell(pair[0], series).raw());
            let [a, b] = [pair[0], pair[1]].map(|row| dataset.cell(row, *column).raw());
            let at = dataset.cell(pair[1], plan.x.field).raw();
            let field = &dataset.field(*column).name;
            page.report(catalog::figure::mixed_series(span, &name, field, (&a, &b), &at));
            return false;
        }
    }
    true
}

/// The rows of each line in the order in which it joins them.
fn lines(shown: &Shown<'_>, plan: &ChartPlan) -> Vec<Vec<RowId>> {
    let dataset = &shown.bound.dataset;
    let mut lines: BTreeMap<i128, Vec<RowId>> = BTreeMap::new();
    for row in &shown.rows {
        let name = plan.series.as_ref().map_or(0, |series| dataset.key(*row, series.field));
        lines.entry(name).or_default().push(*row);
    }
    let mut lines: Vec<Vec<RowId>> = lines.into_values().collect();
    for rows in &mut lines {
        rows.sort_by_cached_key(|row| (place(dataset, *row, plan.x.field), *row));
    }
    lines
}

/// A line may go on from one note to the next, as from a model to its successor, and does not come back: one that does
/// joins two courses that run side by side.
fn no_line_returns(page: &mut Page<'_>, shown: &Shown<'_>, plan: &ChartPlan, span: Span) -> bool {
    let dataset = &shown.bound.dataset;
    let series = plan.series.as_ref().map(|series| series.field);
    let mut columns = query::key_without_time(dataset);
    columns.retain(|column| dataset.field(*column).reference.is_some());
    columns.retain(|column| Some(*column) != series && *column != plan.x.field);
    if columns.is_empty() {
        return true;
    }
    let joined = lines(shown, plan).into_iter().find_map(|rows| {
        let column = columns.iter().find_map(|column| Some((*column, returns(dataset, &rows, *column)?)));
        column.filter(|_| plan.style.breaks.is_empty())
    });
    let Some((column, (before, row))) = joined else { return true };
    let name = series.map_or(String::new(), |series| dataset.cell(row, series).raw());
    let [a, b] = [row, before].map(|row| dataset.cell(row, column).raw());
    let at = dataset.cell(row, plan.x.field).raw();
    page.report(catalog::figure::mixed_series(span, &name, &dataset.field(column).name, (&a, &b), &at));
    false
}

/// The first row with a value of a column that the rows had and left, behind the row before it.
fn returns(dataset: &Dataset, rows: &[RowId], column: ColumnId) -> Option<(RowId, RowId)> {
    let mut left = BTreeSet::new();
    rows.windows(2).find_map(|pair| {
        let [own, next] = [pair[0], pair[1]].map(|row| dataset.key(row, column));
        if own == next {
            return None;
        }
        left.insert(own);
        left.contains(&next).then_some((pair[0], pair[1]))
    })
}

/// The lines of an index have a place where all have a value above zero.
fn starts_together(page: &mut Page<'_>, shown: &Shown<'_>, plan: &ChartPlan, span: Span) -> bool {
    let dataset = &shown.bound.dataset;
    let series = plan.series.as_ref().map(|series| series.field);
    let mut lines: BTreeMap<i128, BTreeSet<i128>> = BTreeMap::new();
    for row in &shown.rows {
        let above = dataset.cell(*row, plan.y.field).number().is_some_and(|number| number.to_f64() > 0.0);
        let places = lines.entry(series.map_or(0, |series| dataset.key(*row, series))).or_default();
        places.extend(above.then(|| dataset.key(*row, plan.x.field)));
    }
    let common = lines.values().cloned().reduce(|a, b| a.intersection(&b).copied().collect());
    let Some(common) = common else { return true };
    if common.is_empty() {
        page.report(catalog::figure::no_common_start(span));
        return false;
    }
    let start = shown.rows.iter().filter(|row| common.contains(&dataset.key(**row, plan.x.field)));
    let start = start.map(|row| place(dataset, *row, plan.x.field)).min().unwrap_or(i128::MAX);
    above_zero(page, shown, (plan, start), span)
}

/// An index leaves out no value because it cannot start from it, and goes to no value below zero.
fn above_zero(page: &mut Page<'_>, shown: &Shown<'_>, (plan, start): (&ChartPlan, i128), span: Span) -> bool {
    let dataset = &shown.bound.dataset;
    let lost = |row: &&RowId| {
        let value = dataset.cell(**row, plan.y.field).number().map(|number| number.to_f64());
        value.is_some_and(|y| y < 0.0 || y == 0.0 && place(dataset, **row, plan.x.field) < start)
    };
    let Some(row) = shown.rows.iter().find(lost) else { return true };
    let value = dataset.cell(*row, plan.y.field).raw();
    let place = row_place(page.ground, dataset, *row);
    let column = &dataset.field(plan.x.field).name;
    let why = catalog::chart::NoIndex::Value { value: &value, row: &place, column };
    page.report(catalog::chart::index_of_zero(span, why));
    false
}

/// Declared breaks in the same order.
fn breaks(dataset: &Dataset, plan: &ChartPlan) -> Vec<i128> {
    let dated = rows::is_dated(dataset, plan.x.field);
    let places = plan.style.breaks.iter().filter_map(|(place, _)| place.value.on(dated));
    places.map(|place| (place * 1000.0) as i128).collect()
}

/// Claims stand beside measurements only where the drawing can tell them apart.
fn claims_apart(page: &mut Page<'_>, shown: &Shown<'_>, plan: &ChartPlan, span: Span) -> bool {
    let dataset = &shown.bound.dataset;
    let series = plan.series.as_ref().map(|series| series.field);
    let kinds = [ChartKind::Scatter, ChartKind::Bar, ChartKind::Column];
    let Some(column) = query::claims_column(dataset).filter(|column| Some(*column) != series) else {
        return true;
    };
    let claimed = |row: &&RowId| query::is_claim(dataset, **row, column);
    let some = shown.rows.iter().any(|row| claimed(&row)) && !shown.rows.iter().all(|row| claimed(&row));
    if some && !kinds.contains(&plan.kind) {
        let field = &dataset.field(column).name;
        page.report(catalog::figure::mixed_claims(span, field, plan.kind.shape().word));
        return false;
    }
    true
}

/// Stacks, and what a ranking leaves to a bar for the rest, are sums: what is not disclosed would be counted as nothing.
fn known_in_stacks(page: &mut Page<'_>, shown: &Shown<'_>, plan: &ChartPlan, span: Span) -> bool {
    if !twice::adds_up(plan) {
        return true;
    }
    let dataset = &shown.bound.dataset;
    let unknown = |row: &&RowId| dataset.cell(**row, plan.y.field) == Cell::Empty;
    let Some(row) = shown.rows.iter().find(unknown) else {
        warn_of_gaps(page, shown, plan, span);
        return true;
    };
    let name = plan.series.as_ref().map_or(String::new(), |series| dataset.cell(*row, series.field).raw());
    let x = dataset.cell(*row, plan.x.field).raw();
    let place = row_place(page.ground, dataset, *row);
    page.report(catalog::figure::missing_in_stack(span, &name, &x, &place));
    false
}

/// Tells of layers that have no row at a later place of a stack over time than their first: the total dips there, and nobody
/// sees that something is missing.
fn warn_of_gaps(page: &mut Page<'_>, shown: &Shown<'_>, plan: &ChartPlan, span: Span) {
    let dataset = &shown.bound.dataset;
    let Some(series) = plan.series.as_ref().filter(|_| rows::is_dated(dataset, plan.x.field)) else { return };
    let places: BTreeMap<i128, RowId> =
        shown.rows.iter().map(|row| (place(dataset, *row, plan.x.field), *row)).collect();
    let mut layers: BTreeMap<i128, (RowId, BTreeSet<i128>)> = BTreeMap::new();
    for row in &shown.rows {
        let layer = layers.entry(dataset.key(*row, series.field)).or_insert((*row, BTreeSet::new()));
        layer.1.insert(place(dataset, *row, plan.x.field));
    }
    let gaps = layers.values().flat_map(|(row, own)| {
        let since = own.first().copied().unwrap_or(i128::MAX);
        let lacking = places.range(since..).filter(|(at, _)| !own.contains(at));
        lacking.map(|(_, there)| (*row, *there))
    });
    let gaps: Vec<(RowId, RowId)> = gaps.collect();
    let Some((row, there)) = gaps.first() else { return };
    let (name, x) = (dataset.cell(*row, series.field).raw(), dataset.cell(*there, plan.x.field).raw());
    page.report(catalog::figure::gap_in_stack(span, (&name, &x), gaps.len() - 1));
}
