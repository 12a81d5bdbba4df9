//! Lines, steps, areas and shares: series over time or over a number.

use chrono::Datelike;

use super::axis::{self, axis};
use super::series::{self, Group, Rest, Valued};
use super::{as_table, figures, index, notes};
use crate::chart::{Marks, Plot, Point, Series};
use crate::compute::alt::Summary;
use crate::compute::provenance::Measured;
use crate::compute::stretch::Names;
use crate::compute::{Words, colour};
use crate::dates;
use crate::format::NumberFormat;
use crate::model::dataset::{BoundDataset, Cell, FieldType, Time};
use crate::model::date::Date;
use crate::model::drawn::{Drawn, Readings};
use crate::model::figure::{ChartKind, ChartPlan, Plan, Role, SeriesOrder};
use crate::model::id::RowId;
use crate::model::query;
use crate::words::word;

/// Draws series.
pub fn draw(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset) -> Drawn {
    let mut groups = arranged(words, plan, bound);
    let mut measured = words.measured(bound, &plan.rows, plan.y.field, plan.y.asked_format());
    let mut dek = dek(words, plan, bound, &measured);
    let time = is_time(bound, plan);
    if plan.kind == ChartKind::Index {
        dek = index::start(words, plan, &mut groups, (dek, time));
        measured = index::measured(plan);
    }
    let mut plot = Plot::new("", words.lang, marks(words, plan, &groups, time));
    let plain = Measured { format: NumberFormat::default(), unit: String::new(), full: String::new() };
    plot.x = axis(&plan.x, plain, time);
    plot.x.names = axis::names(words, &bound.dataset, (&plan.rows, plan.x.field));
    if plan.kind == ChartKind::Step && time && plot.x.domain.1.is_none() {
        plot.x.domain.1 = Some(f64::from(held_until(words, plan, bound).day_number()));
    }
    let table = as_table::of_series(words, plan, bound, (&groups, &measured));
    plot.y = axis(&plan.y, measured, false);
    notes::lay(&mut plot, &plan.style, time);
    let places = (plan.rows.as_slice(), plan.x.field);
    notes::lay_remarks(&mut plot, &plan.style, |asked| axis::asked(asked, &bound.dataset, places, time));
    let values = groups.iter().map(|group| group.values.len()).sum();
    let kind = figures::kind_word(words, plan.kind);
    let ends = ends(words, plan, bound);
    let mut drawn = figures::draw_both(words, plot, &Summary { kind, series: groups.len(), values, ends });
    drawn.dek = dek;
    drawn.table = figures::kept_back(words, plan.data, table);
    drawn.readings = (drawn.table.left_out > 0).then(|| Box::new(readings(plan, &groups)));
    let whole = plan.part(Role::Whole).map_or(&[][..], |whole| &whole.rows);
    let mut rows = [&plan.rows, whole].concat();
    rows.sort_unstable();
    figures::add_rows(words, &mut drawn, plan.data, &rows);
    drawn
}

/// The values as they are drawn: smoothed where the chart is.
fn readings(plan: &ChartPlan, groups: &[Group]) -> Readings {
    let window = plan.style.smooth.as_ref().map_or(1, |window| window.value as usize);
    let shown = |group: &Group| match window {
        0 | 1 => group.values.clone(),
        window => series::trailing_mean(&group.values, window),
    };
    let shown: Vec<Vec<Valued>> = groups.iter().map(shown).collect();
    let mut places: Vec<(f64, RowId)> = shown.iter().flatten().map(|value| (value.x, value.row)).collect();
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    places.dedup_by(|b, a| a.0.total_cmp(&b.0).is_eq());
    let column = |(group, shown): (&Group, &Vec<Valued>)| {
        let mut values = vec![f64::NAN; places.len()];
        for value in shown {
            if let Ok(at) = places.binary_search_by(|(x, _)| x.total_cmp(&value.x)) {
                values[at] = value.y.unwrap_or(f64::NAN);
            }
        }
        (group.name.clone(), values)
    };
    let series = groups.iter().zip(&shown).map(column).collect();
    let places = places.into_iter().map(|(_, row)| row).collect();
    Readings { axis: (plan.data, plan.x.field), places, series }
}

/// Groups in order, the small ones cut.
fn arranged(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset) -> Vec<Group> {
    let mut groups = series::groups(words, plan, bound);
    let stacked = matches!(plan.kind, ChartKind::Area | ChartKind::Share);
    let order = plan.series.as_ref().map_or(SeriesOrder::Value, |series| series.order.clone());
    series::sort(&mut groups, &order, |group| if stacked { total(group) } else { series::last(group) });
    if let Some(asked) = &plan.series {
        let how = match plan.kind {
            _ if stacked => Rest::Layers,
            _ if query::is_step(&bound.dataset) => Rest::Steps,
            _ => Rest::Lines,
        };
        series::cut(words, &mut groups, asked, how);
    }
    if let Some(whole) = series::whole(plan, bound) {
        series::fill_up(words, &mut groups, whole);
    }
    groups
}

fn total(group: &Group) -> f64 {
    group.values.iter().filter_map(|value| value.y).sum()
}

fn is_time(bound: &BoundDataset, plan: &ChartPlan) -> bool {
    matches!(bound.dataset.field(plan.x.field).kind, FieldType::Date | FieldType::Period)
}

fn marks(words: Words<'_>, plan: &ChartPlan, groups: &[Group], time: bool) -> Marks {
    let bound = words.site.dataset(plan.data);
    let names = Names::of(words, bound, &plan.rows, plan.x.field);
    let named: Vec<_> = groups.iter().filter(|group| !group.rest).map(|group| group.note).collect();
    let colours = match groups {
        [only] if only.note.is_none() => vec![colour::single(words)],
        _ => colour::slots(words.site, &named),
    };
    let highlight = &plan.style.highlight;
    let drawn: Vec<Series> = groups
        .iter()
        .enumerate()
        .map(|(index, group)| {
            let slot = colours.get(index).copied().filter(|_| !group.rest).unwrap_or_default();
            let faded = !highlight.is_empty() && !highlight.iter().any(|key| key.value == group.key);
            let end = index::end(plan, group);
            Series { faded, end, ..series((words, bound), (plan, &names), (group, slot), time) }
        })
        .collect();
    match plan.kind {
        ChartKind::Step => Marks::Steps(drawn),
        ChartKind::Area => Marks::Areas(drawn),
        ChartKind::Share => Marks::Shares(drawn),
        ChartKind::Multiples => Marks::Multiples(drawn),
        _ => Marks::Lines(drawn),
    }
}

/// What the place of a row is called where it is no day: a month, a quarter, a fiscal year.
pub fn place_name(words: Words<'_>, names: &Names<'_>, cell: &Cell<'_>, row: RowId) -> String {
    match cell {
        Cell::Period(period) => words.period(*period),
        Cell::Date(date) => {
            let coarse = || date.day_of_month().is_none().then(|| words.date(*date));
            names.period(row).or_else(coarse).unwrap_or_default()
        }
        _ => String::new(),
    }
}

fn series(
    (words, bound): (Words<'_>, &BoundDataset),
    (plan, names): (&ChartPlan, &Names<'_>),
    (group, slot): (&Group, crate::chart::Colour),
    time: bool,
) -> Series {
    let estimate_from = plan.style.estimate_from.as_ref().and_then(|from| from.value.on(time));
    let estimate_from = estimate_from.unwrap_or(f64::MAX);
    let point = |value: &Valued| Point {
        x: value.x,
        y: value.y,
        estimate: value.x >= estimate_from || query::is_told_ahead(&bound.dataset, value.row),
        place: place_name(words, names, &bound.dataset.cell(value.row, plan.x.field), value.row),
    };
    let points = |values: &[Valued]| values.iter().map(point).collect::<Vec<Point>>();
    let smooth = plan.style.smooth.as_ref().map(|window| window.value as usize).filter(|window| *window > 1);
    match smooth {
        Some(window) => {
            let stacked = matches!(plan.kind, ChartKind::Area | ChartKind::Share);
            let raw = if stacked { Vec::new() } else { points(&group.values) };
            let smoothed = series::trailing_mean(&group.values, window);
            Series { raw, ..Series::new(group.name.clone(), slot, points(&smoothed)) }
        }
        None => {
            let mut points = points(&group.values);
            points.extend(ends_of_steps(plan, bound, &group.values));
            points.sort_by(|a, b| a.x.total_cmp(&b.x));
            Series::new(group.name.clone(), slot, points)
        }
    }
}

/// The words for a trailing mean.
fn smoothing(words: Words<'_>, plan: &ChartPlan) -> Option<String> {
    let window = plan.style.smooth.as_ref()?.value;
    Some(words.lang.pick(format!("trailing mean of {window}"), format!("{window}期移动均值")))
}

/// The line below a title as its author wrote it; a trailing mean that it does not tell of is added.
pub fn said(words: Words<'_>, dek: &str) -> String {
    let Plan::Chart(plan) = &words.figure.plan else { return dek.to_owned() };
    let Some(window) = plan.style.smooth.as_ref().map(|window| window.value.to_string()) else {
        return dek.to_owned();
    };
    // A dek that has the number of places in it says so in its own words.
    let numbers = dek.split(|letter: char| !letter.is_ascii_digit());
    let told = numbers.into_iter().any(|number| number == window);
    match smoothing(words, plan).filter(|_| !told) {
        Some(added) => format!("{dek}{}{added}", words.lang.pick(", ", "，")),
        None => dek.to_owned(),
    }
}

/// What is measured, in which unit, over which time: where an author left the line out.
pub fn dek(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset, measured: &Measured) -> String {
    let comma = word(words.lang, "comma");
    let comma = if comma == "、" { "，" } else { comma };
    let mut said = vec![bound.dataset.schema.title.get(words.figure.lang).to_owned()];
    let unit = plan.y.asked_unit().unwrap_or(&measured.full).to_owned();
    // "Tokens per day" in tokens per day is said once.
    let same = |metric: &String| metric.to_lowercase() == unit.to_lowercase();
    let metric = one_metric(words, plan, bound).filter(|metric| !same(metric));
    // "Tokens in the period" are counted in tokens.
    let says_unit = |metric: &String| unit.len() > 2 && metric.to_lowercase().contains(&unit.to_lowercase());
    let told = metric.as_ref().is_some_and(says_unit);
    said.extend(metric);
    said.extend((!told).then_some(unit));
    said.extend(by_week(words, bound, &plan.rows));
    said.extend(smoothing(words, plan));
    let date = |row: &RowId| bound.dataset.cell(*row, plan.x.field).date();
    let dated = || plan.rows.iter().filter_map(|row| Some((date(row)?, *row)));
    if let (Some(first), Some(last)) =
        (dated().min_by_key(|(date, _)| date.key()), dated().max_by_key(|(date, _)| date.key()))
    {
        let names = Names::of(words, bound, &plan.rows, plan.x.field);
        let period = |row: RowId| match bound.dataset.cell(row, plan.x.field) {
            Cell::Period(period) => Some(words.period(period)),
            _ => names.period(row),
        };
        said.push(match (period(first.1), period(last.1)) {
            (Some(first), Some(last)) if first == last => first,
            (Some(first), Some(last)) if first.contains(' ') => format!("{first} – {last}"),
            (Some(first), Some(last)) => format!("{first}–{last}"),
            _ => dates::range(first.0, until(words, plan, bound, last), words.lang),
        });
    }
    said.retain(|part| !part.is_empty());
    said.join(comma)
}

/// That each row is about a week, where each is; months and quarters have names of their own.
pub fn by_week(words: Words<'_>, bound: &BoundDataset, rows: &[RowId]) -> Option<String> {
    let Some(Time::Between(start, end)) = bound.dataset.schema.time else { return None };
    let day = |row: RowId, column| bound.dataset.cell(row, column).date().map(|date| date.last_day());
    let is_week = |row: &RowId| {
        let (first, last) = (day(*row, start), day(*row, end));
        first.zip(last).is_some_and(|(first, last)| (last - first).num_days() == 6)
    };
    let weekly = !rows.is_empty() && rows.iter().all(is_week);
    weekly.then(|| words.lang.pick("by week", "按周").to_owned())
}

/// What all rows measure, where that is one of several things that their dataset measures.
fn one_metric(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset) -> Option<String> {
    let metric = bound.dataset.schema.metric?;
    let first = *plan.rows.first()?;
    let same = |row: &RowId| bound.dataset.symbol(*row, metric) == bound.dataset.symbol(first, metric);
    let several = bound.dataset.values(metric).len() > 2;
    (several && plan.rows.iter().all(same)).then(|| words.text(bound, first, metric))
}

/// The day on which what a chart shows ends: what holds until the next, as far as it is known; what has a first and a
/// last day, with its last.
fn until(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset, (last, row): (Date, RowId)) -> Date {
    match bound.dataset.schema.time {
        _ if plan.kind == ChartKind::Step => last.max(held_until(words, plan, bound)),
        Some(Time::Between(start, _)) if start == plan.x.field => bound.dataset.row_date(row).unwrap_or(last),
        _ => last,
    }
}

/// How far steps are drawn: as far as their values are known, and where one of them is over, to the figure's day, so that
/// its end is seen.
fn held_until(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset) -> Date {
    let (day, known) = (words.figure.as_of, words.known_until(bound));
    let is_over = |row: &RowId| {
        let end = query::last_day(&bound.dataset, *row);
        end.is_some_and(|end| end >= known.first_day() && end < day.last_day())
    };
    if plan.rows.iter().any(is_over) { day } else { known }
}

/// The places at which a value of a step is over and no other begins.
fn ends_of_steps(plan: &ChartPlan, bound: &BoundDataset, values: &[Valued]) -> Vec<Point> {
    let begin = bound.dataset.schema.time.map(Time::begin);
    if plan.kind != ChartKind::Step || begin != Some(plan.x.field) {
        return Vec::new();
    }
    let end = |(at, value): (usize, &Valued)| {
        let after = query::last_day(&bound.dataset, value.row)?.succ_opt()?;
        let after = f64::from(after.num_days_from_ce());
        let next = values.get(at + 1).map_or(f64::MAX, |next| next.x);
        (after < next).then(|| Point::gap(after))
    };
    values.iter().enumerate().filter_map(end).collect()
}

/// The first and last place of the rows, in words.
pub fn ends(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset) -> Option<(String, String)> {
    let date = |row: &RowId| bound.dataset.cell(*row, plan.x.field).date();
    let dated = || plan.rows.iter().copied().filter(|row| date(row).is_some());
    let [first, last] = [dated().min_by_key(date)?, dated().max_by_key(date)?];
    Some((words.text(bound, first, plan.x.field), words.text(bound, last, plan.x.field)))
}
