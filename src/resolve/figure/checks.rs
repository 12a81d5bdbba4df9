//! What a chart refuses: units mixed on one axis, zero on a logarithmic one, two values at one place,
//! more series than can be told apart.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::rows::{Shown, row_place};
use crate::amounts;
use crate::diag::{catalog, nearest};
use crate::format::Quantity;
use crate::model::dataset::{BoundDataset, Dataset, Time};
use crate::model::figure::{Channel, ChartAsk, ChartKind, ChartPlan, CrossPlan, PartPlan, Role, SeriesAsk};
use crate::model::id::{ColumnId, LangId, RowId};
use crate::model::{course, query, unit};
use crate::resolve::page::Page;
use crate::source::{Located, Span};

/// Most upright bars side by side.
const MOST_COLUMNS: usize = 120;

/// Most cells of a cross table or matrix, filled or not.
const MOST_CELLS: usize = 20_000;

/// Whether a cross table or matrix of so many lines and columns is small enough to be read; one that is not is told.
pub fn few_cells(page: &mut Page<'_>, span: Span, (lines, columns): (usize, usize)) -> bool {
    let cells = lines.saturating_mul(columns);
    if cells > MOST_CELLS {
        page.report(catalog::figure::too_many_marks(span, "cells", cells, MOST_CELLS));
    }
    cells <= MOST_CELLS
}

/// Everything that can be checked by looking at columns and at how many rows there are.
pub fn chart(
    page: &mut Page<'_>,
    shown: &Shown<'_>,
    ask: &ChartAsk,
    (plan, span): (&ChartPlan, Span),
) -> bool {
    let kind = plan.kind;
    let axis = |raw: &Option<Channel<Located<String>>>| raw.as_ref().map_or(span, |raw| raw.field.span);
    let series = plan.series.as_ref().map(|series| series.field);
    let named = plan.columns.get(Role::Label).or(plan.columns.get(Role::Group)).copied().or(series);
    let named = match kind {
        ChartKind::Bar | ChartKind::Dumbbell | ChartKind::Slope => Some(plan.x.field),
        ChartKind::Scatter => named,
        _ => series,
    };
    let highlit = highlights_exist(page, shown, named, &plan.style.highlight);
    let narrow = highlights_exist(page, shown, named, &plan.style.narrow_labels);
    let few = few_marks(page, shown, plan, span);
    if kind == ChartKind::Timeline {
        return highlit && narrow && few;
    }
    // Of several units there are several values at one place: one mistake is told, not two.
    let one_unit = match plan.parts.is_empty() {
        true => one_unit(page, shown, &plan.y, span),
        false => one_unit_of_parts(page, shown, plan, span),
    };
    let one_unit = one_unit && (kind != ChartKind::Scatter || self::one_unit(page, shown, &plan.x, span));
    let mut sound = one_unit;
    if plan.parts.is_empty() {
        sound &= above_zero(page, shown, &plan.y, axis(&ask.y));
        sound &= above_zero(page, shown, &plan.x, axis(&ask.x));
        if kind != ChartKind::Scatter && one_unit {
            sound &= one_value_a_place(page, shown, (plan.x.field, series, kind.is_joined()), span);
        }
    }
    for part in &plan.parts {
        let of_part = Shown { rows: part.rows.clone(), ..*shown };
        sound &= above_zero(page, &of_part, &plan.y.on(part.column), span);
        sound &= one_value_a_place(page, &of_part, (plan.x.field, None, false), span);
    }
    sound &= upright(page, shown, plan);
    sound && highlit && narrow && few
}

/// Whether no range ends below its beginning.
fn upright(page: &mut Page<'_>, shown: &Shown<'_>, plan: &ChartPlan) -> bool {
    let dataset = &shown.bound.dataset;
    let (Some(low), Some(high)) = (plan.part(Role::Low), plan.part(Role::High)) else { return true };
    let key = |row: RowId| dataset.cell(row, plan.x.field).raw();
    let highs: BTreeMap<String, RowId> = high.rows.iter().map(|row| (key(*row), *row)).collect();
    let number = |row, column| dataset.cell(row, column).number();
    let crossed = low.rows.iter().find_map(|row| {
        let top = *highs.get(&key(*row))?;
        let (from, to) = (number(*row, low.column)?, number(top, high.column)?);
        (from > to).then_some((*row, top, from, to))
    });
    let Some((row, top, from, to)) = crossed else { return true };
    let place = |row, column| dataset.cell_span(page.ground.sources, row, column);
    let (at, other) = (place(row, low.column), place(top, high.column));
    page.report(catalog::figure::crossed_range(at, (&from.to_string(), &to.to_string()), &key(row), other));
    false
}

/// No more series, panels, lanes or rows than the kind can show apart.
fn few_marks(page: &mut Page<'_>, shown: &Shown<'_>, plan: &ChartPlan, span: Span) -> bool {
    let series = plan.series.as_ref();
    let left =
        |count: usize, top: Option<&Located<u32>>| top.map_or(count, |top| count.min(top.value as usize));
    let (what, count, most) = match plan.kind {
        ChartKind::Scatter => return true,
        ChartKind::Bar | ChartKind::Dumbbell | ChartKind::Slope | ChartKind::Range => {
            let top = plan.style.top.as_ref().or(series.and_then(|series| series.top.as_ref()));
            let most = if plan.kind == ChartKind::Slope { 20 } else { 60 };
            ("rows", left(values(shown, plan.x.field).len(), top), most)
        }
        ChartKind::Multiples => {
            let count = series.map_or(0, |series| values(shown, series.field).len());
            ("panels", left(count, series.and_then(|series| series.top.as_ref())), 24)
        }
        ChartKind::Timeline => {
            let lanes = series.map_or(1, |series| values(shown, series.field).len());
            let lanes = left(lanes, series.and_then(|series| series.top.as_ref()));
            if shown.rows.len() > 120 { ("events", shown.rows.len(), 120) } else { ("lanes", lanes, 8) }
        }
        ChartKind::Column if values(shown, plan.x.field).len() > MOST_COLUMNS => {
            ("columns", values(shown, plan.x.field).len(), MOST_COLUMNS)
        }
        _ => return series.is_none_or(|series| few_series(page, shown, series, (plan, span))),
    };
    if count > most {
        page.report(catalog::figure::too_many_marks(span, what, count, most));
    }
    count <= most
}

/// All values must have one unit, unless the axis names its own.
pub fn one_unit(page: &mut Page<'_>, shown: &Shown<'_>, y: &Channel<ColumnId>, span: Span) -> bool {
    let dataset = &shown.bound.dataset;
    let units = unit::of_rows(dataset, &shown.rows, Some(y.field), LangId::DEFAULT);
    let said: Vec<Quantity> =
        units.iter().map(|(_, row)| amounts::quantity(dataset, *row, y.field)).collect();
    let units: Vec<String> = units.into_iter().map(|(unit, _)| unit).collect();
    let is_one = units.len() <= 1 || is_one_in_other_words(y, &said);
    if !is_one {
        page.report(catalog::figure::mixed_units(span, &listed(&units)));
    }
    is_one
}

/// Whether the unit that an author words for an axis stands for all of these: for several words, not for several currencies.
fn is_one_in_other_words(y: &Channel<ColumnId>, said: &[Quantity]) -> bool {
    let alike = |pair: &[Quantity]| pair[0].can_be_called(&pair[1]) && pair[1].can_be_called(&pair[0]);
    y.unit.is_some() && said.windows(2).all(alike)
}

/// All numbers of pairs must have one unit; what has none is taken as the others.
fn one_unit_of_parts(page: &mut Page<'_>, shown: &Shown<'_>, plan: &ChartPlan, span: Span) -> bool {
    let dataset = &shown.bound.dataset;
    let of_part = |part: &PartPlan| {
        let units = unit::of_rows(dataset, &part.rows, Some(part.column), LangId::DEFAULT);
        let column = part.column;
        units.into_iter().map(move |(unit, row)| (unit, amounts::quantity(dataset, row, column)))
    };
    let units = plan.parts.iter().flat_map(of_part).filter(|(unit, _)| !unit.is_empty());
    let units: BTreeMap<String, Quantity> = units.collect();
    let said: Vec<Quantity> = units.values().cloned().collect();
    let units: Vec<String> = units.into_keys().collect();
    let is_one = units.len() <= 1 || is_one_in_other_words(&plan.y, &said);
    if !is_one {
        page.report(catalog::figure::mixed_pairs(span, &listed(&units)));
    }
    is_one
}

fn listed(units: &[String]) -> String {
    units.iter().map(|unit| format!("`{unit}`")).collect::<Vec<_>>().join(", ")
}

/// A logarithmic axis shows values above zero only.
fn above_zero(page: &mut Page<'_>, shown: &Shown<'_>, axis: &Channel<ColumnId>, span: Span) -> bool {
    let dataset = &shown.bound.dataset;
    let low = |row: &&RowId| dataset.cell(**row, axis.field).number().is_some_and(|n| n.to_f64() <= 0.0);
    let Some(row) = shown.rows.iter().find(low).filter(|_| axis.log) else { return true };
    let value = dataset.cell(*row, axis.field).raw();
    let place = row_place(page.ground, dataset, *row);
    page.report(catalog::figure::log_of_zero(span, &value, &place));
    false
}

/// Each series has one value at each place.
fn one_value_a_place(
    page: &mut Page<'_>,
    shown: &Shown<'_>,
    (x, series, is_joined): (ColumnId, Option<ColumnId>, bool),
    span: Span,
) -> bool {
    let dataset = &shown.bound.dataset;
    // What is joined stands on an axis: there a year and its last quarter are at one place.
    let at = |row: RowId| if is_joined { course::place_key(dataset, row, x) } else { dataset.key(row, x) };
    let key = |row: RowId| (series.map_or(0, |series| dataset.key(row, series)), at(row));
    let mut placed: Vec<((i128, i128), RowId)> = shown.rows.iter().map(|row| (key(*row), *row)).collect();
    placed.sort_unstable();
    let Some(twice) = placed.windows(2).find(|pair| pair[0].0 == pair[1].0) else { return true };
    let (first, second) = (twice[0].1, twice[1].1);
    // What is wrong with the rows themselves is told where they stand.
    let lacks_place = dataset.flawed && dataset.cell(second, x).raw().is_empty();
    let is_told = lacks_place || dataset.flawed && have_one_key(dataset, first, second);
    if is_told || shown.bound.is_unexplained(&[first, second]) {
        return false;
    }
    let name = series.map_or(String::new(), |series| dataset.cell(second, series).raw());
    let places = [first, second].map(|row| row_place(page.ground, dataset, row));
    let rows = (places[0].as_str(), places[1].as_str());
    let contested = !query::said_otherwise(dataset, &[second], &[first], NaiveDate::MAX).is_empty();
    let times = [first, second].map(|row| dataset.cell(row, x).raw());
    page.report(catalog::figure::duplicate_point(span, &name, &times, (rows, contested)));
    false
}

/// Whether two rows are one by the key of their dataset.
fn have_one_key(dataset: &Dataset, first: RowId, second: RowId) -> bool {
    let key = &dataset.schema.primary_key;
    !key.is_empty() && key.iter().all(|column| dataset.key(first, *column) == dataset.key(second, *column))
}

/// Each place, of rows about the same, has rows that differ in time and source alone; `known`: columns that do not count.
/// The first place that has others is told, by `name`.
pub fn one_thing_a_place(
    page: &mut Page<'_>,
    (dataset, span): (&Dataset, Span),
    (rows, known): (&[RowId], &[ColumnId]),
    place: impl Fn(RowId) -> (i128, i128),
    name: impl Fn(RowId) -> String,
) -> bool {
    let mut places: BTreeMap<(i128, i128), Vec<RowId>> = BTreeMap::new();
    rows.iter().for_each(|row| places.entry(place(*row)).or_default().push(*row));
    for rows in places.values() {
        let Some(column) = query::told_apart_by(dataset, rows, known) else { continue };
        let other = rows.iter().find(|row| dataset.key(**row, column) != dataset.key(rows[0], column));
        let [a, b] = [rows[0], *other.unwrap_or(&rows[0])].map(|row| dataset.cell(row, column).raw());
        let field = &dataset.field(column).name;
        page.report(catalog::figure::ambiguous_cell(span, &name(rows[0]), field, (&a, &b)));
        return false;
    }
    true
}

/// No cell of a cross table has two values of which neither is newer: a year and its last quarter end on one day, two sources
/// may say two things of it. Where the table shows the times of its rows, no time takes the place of another that begins with it.
pub fn one_newest(
    page: &mut Page<'_>,
    (shown, span): (&Shown<'_>, Span),
    plan: &CrossPlan,
    place: impl Fn(RowId) -> (i128, i128),
    name: impl Fn(RowId) -> String,
) -> bool {
    let dataset = &shown.bound.dataset;
    let of_period = dataset.schema.time.filter(|_| !query::is_step(dataset));
    let times = match of_period {
        Some(Time::At(column)) => vec![column],
        Some(Time::Between(start, end)) => vec![start, end],
        None => Vec::new(),
    };
    let shows_time = of_period.is_some_and(|time| time.has(plan.down) || time.has(plan.across));
    let when = |row: RowId| (query::lateness(dataset, row).0, dataset.row_begin(row));
    let cells = plan.lines.iter().flatten().flatten();
    let held: BTreeMap<(i128, i128), RowId> = cells.map(|row| (place(*row), *row)).collect();
    let rival = |row: &RowId| {
        let other = *held.get(&place(*row))?;
        let apart = |column: &ColumnId| dataset.key(*row, *column) != dataset.key(other, *column);
        let by_time = times.iter().copied().find(apart);
        let by_value = || Some(plan.value).filter(apart).map(|_| told_by_source(dataset, [*row, other]));
        let column = by_time.or_else(by_value).filter(|_| shows_time || when(*row) == when(other))?;
        Some((column, [*row, other]))
    };
    let Some((column, pair)) = shown.rows.iter().find_map(rival) else { return true };
    tell_two_values(page, (shown.bound, span), (column, pair), &name(pair[0]))
}

/// The column by which readers could tell rows apart that say different things of the same; of none the measure.
fn told_by_source(dataset: &Dataset, [a, b]: [RowId; 2]) -> ColumnId {
    let (schema, key) = (&dataset.schema, |row, column| dataset.key(row, column));
    let source = schema.source.filter(|source| key(a, *source) != key(b, *source));
    source.or(schema.measure).expect("rows that say different things have a measure or sources")
}

/// Tells of two values for one place, unless what is wrong with the rows is told already.
fn tell_two_values(
    page: &mut Page<'_>,
    (bound, span): (&BoundDataset, Span),
    (column, pair): (ColumnId, [RowId; 2]),
    name: &str,
) -> bool {
    if !bound.is_unexplained(&pair) {
        let dataset = &bound.dataset;
        let [a, b] = pair.map(|row| dataset.cell(row, column).raw());
        let field = &dataset.field(column).name;
        page.report(match dataset.schema.source == Some(column) {
            true => catalog::figure::contested_cell(span, name, field, (&a, &b)),
            false => catalog::figure::ambiguous_cell(span, name, field, (&a, &b)),
        });
    }
    false
}

/// Whether of each thing one value is said; of rows as they stand on a day several of one thing are what sources say.
pub fn one_word_each(
    page: &mut Page<'_>,
    (bound, span): (&BoundDataset, Span),
    rows: &[RowId],
    name: impl Fn(RowId) -> String,
) -> bool {
    let dataset = &bound.dataset;
    let series = query::series(dataset);
    let mut first: BTreeMap<u32, RowId> = BTreeMap::new();
    let second = rows.iter().find_map(|row| Some([first.insert(series.of(*row), *row)?, *row]));
    let Some(pair) = second else { return true };
    tell_two_values(page, (bound, span), (told_by_source(dataset, pair), pair), &name(pair[0]))
}

/// No more series than the kind can show apart.
fn few_series(
    page: &mut Page<'_>,
    shown: &Shown<'_>,
    series: &SeriesAsk<ColumnId>,
    (plan, span): (&ChartPlan, Span),
) -> bool {
    let most = match plan.kind {
        ChartKind::Area | ChartKind::Share => 6,
        ChartKind::Column if !plan.style.stacked => 3,
        _ => 8,
    };
    let count = values(shown, series.field).len();
    let asked = series.top.as_ref().map_or(count, |top| top.value as usize);
    if asked.min(count) > most {
        page.report(catalog::figure::too_many_series(span, count, most));
    }
    asked.min(count) <= most
}

/// What is to be highlighted must be shown.
fn highlights_exist(
    page: &mut Page<'_>,
    shown: &Shown<'_>,
    column: Option<ColumnId>,
    wanted: &[Located<String>],
) -> bool {
    let known = column.map(|column| values(shown, column)).unwrap_or_default();
    let lost: Vec<_> = wanted.iter().filter(|name| !known.contains(&name.value)).collect();
    for name in &lost {
        let near = nearest(&name.value, known.iter().map(String::as_str));
        page.report(catalog::figure::unknown_highlight(name.span, &name.value, near));
    }
    lost.is_empty()
}

fn values(shown: &Shown<'_>, column: ColumnId) -> BTreeSet<String> {
    shown.rows.iter().map(|row| shown.bound.dataset.cell(*row, column).raw()).collect()
}
