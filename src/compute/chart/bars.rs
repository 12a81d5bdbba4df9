//! Bars and columns: values by category or period.

use super::as_table::{head, is_filled, number, told_cell};
use super::axis::{axis, place};
use super::lines::dek;
use super::series::Group;
use super::{figures, notes};
use crate::chart::{Bar, Cell, Colour, ColumnSeries, Columns, Marks, Mode, Plot};
use crate::compute::alt::Summary;
use crate::compute::provenance::Measured;
use crate::compute::stretch::Names;
use crate::compute::{Words, colour};
use crate::format::{NumberFormat, day_month};
use crate::model::dataset::{BoundDataset, Cell as Value};
use crate::model::date::Period;
use crate::model::decimal::Decimal;
use crate::model::drawn::{Drawn, HeadCell, Table, TableCell};
use crate::model::figure::{ChartKind, ChartPlan, Role, SeriesOrder};
use crate::model::id::{ColumnId, RowId};
use crate::model::place::Place;
use crate::model::query;

/// Draws horizontal bars, largest first unless the series order says otherwise.
pub fn bar(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset) -> Drawn {
    let mut rows = plan.rows.clone();
    let value =
        |row: &RowId| bound.dataset.cell(*row, plan.y.field).number().map_or(f64::MIN, |n| n.to_f64());
    if plan.series.as_ref().is_none_or(|series| series.order == SeriesOrder::Value) {
        rows.sort_by(|a, b| value(b).total_cmp(&value(a)).then(a.cmp(b)));
    }
    let left = cut(&mut rows, plan);
    let measured = words.measured(bound, &plan.rows, plan.y.field, plan.y.asked_format());
    let dek = dek(words, plan, bound, &measured);
    // Beside bars in the colours of vendors, those without a colour are grey: any other would be somebody's.
    let owned = rows.iter().any(|row| own_colour(words, plan, bound, *row).is_some());
    let other = if owned { Colour::OTHER } else { colour::single(words) };
    let names = Names::of(words, bound, &plan.rows, plan.x.field);
    let changes = changes(words, plan, bound);
    let bar = |row: &RowId| one_bar(&names, (words, plan, bound), (*row, other, changes.as_ref()));
    let mut bars: Vec<Bar> = rows.iter().map(bar).collect();
    let mut table = bar_table(words, plan, bound, (&rows, &measured, changes.as_ref()));
    if let Some(name) = plan.style.rest.as_ref().map(|rest| rest.value.clone()).filter(|_| !left.is_empty()) {
        let sum = left.iter().filter_map(|row| bound.dataset.cell(*row, plan.y.field).number());
        let sum: f64 = sum.map(|number| number.to_f64()).sum();
        let mut line = vec![words.plain(name.clone()), number(words, Some(sum), &measured.format)];
        line.extend(plan.column(Role::Delta).map(|_| words.plain("–")));
        table.lines.push(line);
        bars.push(Bar { label: name, value: Some(sum), ..Bar::default() });
        rows.extend(left);
    }
    let mut plot = Plot::new("", words.lang, Marks::Bars(bars));
    plot.y = axis(&plan.y, measured, false);
    notes::lay(&mut plot, &plan.style, false);
    let kind = figures::kind_word(words, ChartKind::Bar);
    let summary = Summary { kind, series: 1, values: rows.len(), ends: None };
    let mut drawn = figures::draw_both(words, plot, &summary);
    drawn.dek = dek;
    let table = figures::fitted(words, plan.style.table, table);
    drawn.table = figures::kept_back(words, plan.data, table);
    figures::add_rows(words, &mut drawn, plan.data, &rows);
    drawn
}

/// The column of changes beside the bars, and how they are written: in their own unit, with a sign.
struct Changes {
    column: ColumnId,
    measured: Measured,
}

fn changes(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset) -> Option<Changes> {
    let column = plan.column(Role::Delta)?;
    let own = words.measured(bound, &plan.rows, column, None);
    let format = NumberFormat { plus: true, ..own.format };
    Some(Changes { column, measured: Measured { format, ..own } })
}

/// Keeps the first rows of a ranking, as many as its author asked for; gives the others.
fn cut(rows: &mut Vec<RowId>, plan: &ChartPlan) -> Vec<RowId> {
    let of_series = plan.series.as_ref().and_then(|series| series.top.as_ref());
    let top = plan.style.top.as_ref().or(of_series).map_or(usize::MAX, |top| top.value as usize);
    rows.split_off(top.min(rows.len()))
}

/// The colour of the vendor that a bar is about.
fn own_colour(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset, row: RowId) -> Option<Colour> {
    let group = || plan.column(Role::Group).and_then(|group| bound.note(row, group));
    let note = bound.note(row, plan.x.field).or_else(group)?;
    colour::of_note(words.site, note).map(Colour::slot)
}

fn one_bar(
    names: &Names<'_>,
    (words, plan, bound): (Words<'_>, &ChartPlan, &BoundDataset),
    (row, other, changes): (RowId, Colour, Option<&Changes>),
) -> Bar {
    let key = bound.dataset.cell(row, plan.x.field).raw();
    let highlight = &plan.style.highlight;
    let number = |column| bound.dataset.cell(row, column).number().map(|number| number.to_f64());
    let change = |changes: &Changes| {
        let written = changes.measured.format.write(number(changes.column)?);
        Some(format!("{written} {}", changes.measured.unit).trim_end().to_owned())
    };
    Bar {
        label: names.name(row),
        value: number(plan.y.field),
        colour: own_colour(words, plan, bound, row).unwrap_or(other),
        faded: !highlight.is_empty() && !highlight.iter().any(|name| name.value == key),
        estimate: is_expected(&bound.dataset.cell(row, plan.x.field), plan) || is_unmeasured(bound, row),
        delta: changes.and_then(change).unwrap_or_default(),
        ..Bar::default()
    }
}

fn bar_table(
    words: Words<'_>,
    plan: &ChartPlan,
    bound: &BoundDataset,
    (rows, measured, changes): (&[RowId], &Measured, Option<&Changes>),
) -> Table {
    let mut numbers = vec![(plan.y.field, measured)];
    numbers.extend(changes.map(|changes| (changes.column, &changes.measured)));
    let mut heads = vec![head(words, bound, plan.x.field, "")];
    heads.extend(numbers.iter().map(|(column, measured)| head(words, bound, *column, &measured.unit)));
    let names = Names::of(words, bound, &plan.rows, plan.x.field);
    let line = |row: &RowId| {
        let place = words.cell(bound, *row, plan.x.field, &measured.format);
        let mut line = vec![TableCell { text: names.period(*row).unwrap_or(place.text), ..place }];
        let shown = Some(plan.x.field);
        let number = |(column, own): &(ColumnId, &Measured)| {
            told_cell(words, bound, (*row, *column), (&own.format, shown))
        };
        line.extend(numbers.iter().map(number));
        line
    };
    Table { head: heads, lines: rows.iter().map(line).collect(), row_heads: true, left_out: 0 }
}

/// Draws upright columns: a category per value of x, side by side or on each other by series.
pub fn column(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset) -> Drawn {
    let categories = categories(plan, bound);
    let groups = columns_of(words, plan, bound, &categories);
    let measured = words.measured(bound, &plan.rows, plan.y.field, plan.y.asked_format());
    let dek = dek(words, plan, bound, &measured);
    let table = column_table(words, plan, bound, (&categories, &groups, &measured));
    let names = category_names(words, plan, bound, &categories);
    let mode = if plan.style.stacked { Mode::Stack } else { Mode::Group };
    let series = column_series(words, plan, bound, (&categories, &groups));
    let mut plot = Plot::new("", words.lang, Marks::Columns(Columns { categories: names, series, mode }));
    plot.y = axis(&plan.y, measured, false);
    notes::lay_at(&mut plot, &plan.style, |place| among(place, plan, bound, &categories));
    // A break stands before the column at which a definition changes.
    plot.breaks.iter_mut().for_each(|at| *at = at.floor());
    let kind = figures::kind_word(words, ChartKind::Column);
    let summary = Summary { kind, series: groups.len(), values: plan.rows.len(), ends: None };
    let mut drawn = figures::draw_both(words, plot, &summary);
    drawn.dek = dek;
    let table = figures::fitted(words, plan.style.table, table);
    drawn.table = figures::kept_back(words, plan.data, table);
    figures::add_rows(words, &mut drawn, plan.data, &plan.rows);
    drawn
}

/// What stands below the columns: of days in the year of the one before the day alone.
fn category_names(
    words: Words<'_>,
    plan: &ChartPlan,
    bound: &BoundDataset,
    categories: &[RowId],
) -> Vec<String> {
    let names = Names::of(words, bound, &plan.rows, plan.x.field);
    let whole = |row: &RowId| names.name(*row);
    let mut year = None;
    let name = |row: &RowId| {
        if let Some(period) = names.period(*row) {
            return period;
        }
        let Value::Date(date) = bound.dataset.cell(*row, plan.x.field) else { return whole(row) };
        let known = year.replace(date.year()) == Some(date.year());
        match (date.month(), date.day_of_month()) {
            (Some(month), Some(day)) if known => day_month(month as u8, day as u8, words.lang),
            _ => whole(row),
        }
    };
    categories.iter().map(name).collect()
}

/// One row for each category: dates and periods in order of time, others in file order.
fn categories(plan: &ChartPlan, bound: &BoundDataset) -> Vec<RowId> {
    let mut seen = std::collections::BTreeSet::new();
    let mut rows: Vec<RowId> = plan
        .rows
        .iter()
        .copied()
        .filter(|row| seen.insert(bound.dataset.cell(*row, plan.x.field).raw()))
        .collect();
    rows.sort_by_key(|row| match bound.dataset.cell(*row, plan.x.field) {
        Value::Period(period) => (Some(period.date()), Some(period)),
        cell => (cell.date(), None),
    });
    rows
}

/// Where a remark stands among columns: in the middle of its own, or where one of its date would be.
fn among(asked: &Place, plan: &ChartPlan, bound: &BoundDataset, categories: &[RowId]) -> Option<f64> {
    let cells = || categories.iter().map(|row| bound.dataset.cell(*row, plan.x.field));
    if let Some(at) = cells().position(|cell| cell.raw() == asked.text) {
        return Some(at as f64 + 0.5);
    }
    let day = asked.on(true)?;
    let at = cells().position(|cell| cell.date().and(place(&cell)).is_some_and(|own| own >= day))?;
    let is_there = cells().nth(at).and_then(|cell| place(&cell)) == Some(day);
    Some(at as f64 + if is_there { 0.5 } else { 0.0 })
}

/// Per series the row of each category.
struct ByCategory {
    group: Group,
    rows: Vec<Option<RowId>>,
}

fn columns_of(
    words: Words<'_>,
    plan: &ChartPlan,
    bound: &BoundDataset,
    categories: &[RowId],
) -> Vec<ByCategory> {
    let dataset = &bound.dataset;
    let key = |row: RowId| {
        plan.series.as_ref().map_or(String::new(), |series| dataset.cell(row, series.field).raw())
    };
    let mut keys: Vec<(String, RowId)> = Vec::new();
    for row in &plan.rows {
        if !keys.iter().any(|(known, _)| *known == key(*row)) {
            keys.push((key(*row), *row));
        }
    }
    let mut groups: Vec<ByCategory> = keys
        .into_iter()
        .map(|(own, first)| {
            let group = named(words, plan, bound, (own.clone(), first));
            let at = |category: &RowId| {
                let wanted = dataset.cell(*category, plan.x.field).raw();
                let fits =
                    |row: &&RowId| key(**row) == own && dataset.cell(**row, plan.x.field).raw() == wanted;
                plan.rows.iter().find(fits).copied()
            };
            ByCategory { group, rows: categories.iter().map(at).collect() }
        })
        .collect();
    if let Some(SeriesOrder::List(list)) = plan.series.as_ref().map(|series| &series.order) {
        groups.sort_by_key(|by| list.iter().position(|key| key.value == by.group.key).unwrap_or(usize::MAX));
    }
    if let Some(top) = plan.series.as_ref().and_then(|series| series.top.as_ref()) {
        keep_largest(&mut groups, top.value as usize, |row| dataset.cell(row, plan.y.field).number());
    }
    groups
}

/// Keeps so many series, in their order: those that are largest in all categories together.
fn keep_largest(groups: &mut Vec<ByCategory>, most: usize, value: impl Fn(RowId) -> Option<Decimal>) {
    let size = |by: &ByCategory| -> f64 {
        by.rows.iter().flatten().filter_map(|row| value(*row)).map(|number| number.to_f64()).sum()
    };
    let mut sizes: Vec<f64> = groups.iter().map(size).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    if let Some(least) = most.checked_sub(1).and_then(|last| sizes.get(last).copied()) {
        groups.retain(|by| size(by) >= least);
        groups.truncate(most);
    }
}

fn named(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset, (key, row): (String, RowId)) -> Group {
    let field = plan.series.as_ref().map(|series| series.field);
    let given =
        plan.series.as_ref().and_then(|series| series.names.iter().find(|(value, _)| value.value == key));
    let name = match (given, field) {
        (Some((_, name)), _) => name.get(words.figure.lang).to_owned(),
        (None, Some(field)) => words.text(bound, row, field),
        (None, None) => String::new(),
    };
    let note = field.and_then(|field| bound.note(row, field));
    Group { key, name, note, rest: false, values: Vec::new() }
}

fn column_series(
    words: Words<'_>,
    plan: &ChartPlan,
    bound: &BoundDataset,
    (categories, groups): (&[RowId], &[ByCategory]),
) -> Vec<ColumnSeries> {
    let notes: Vec<_> = groups.iter().map(|by| by.group.note).collect();
    let colours = match groups {
        [only] if only.group.note.is_none() => vec![colour::single(words)],
        _ => colour::slots(words.site, &notes),
    };
    let highlight = &plan.style.highlight;
    let series = |(by, colour): (&ByCategory, &Colour)| ColumnSeries {
        name: by.group.name.clone(),
        colour: *colour,
        faded: !highlight.is_empty() && !highlight.iter().any(|key| key.value == by.group.key),
        cells: by
            .rows
            .iter()
            .zip(categories)
            .map(|(row, category)| Cell {
                value: row.and_then(|row| bound.dataset.cell(row, plan.y.field).number()).map(|n| n.to_f64()),
                estimate: is_expected(&bound.dataset.cell(*category, plan.x.field), plan)
                    || row.is_some_and(|row| is_unmeasured(bound, row)),
                title: String::new(),
            })
            .collect(),
    };
    groups.iter().zip(&colours).map(series).collect()
}

/// Whether a value is an estimate, or what its vendor says of itself, which is drawn like one.
pub fn is_unmeasured(bound: &BoundDataset, row: RowId) -> bool {
    let dataset = &bound.dataset;
    let column = query::claims_column(dataset);
    let is_claim = column.is_some_and(|column| query::is_claim(dataset, row, column));
    is_claim || query::is_told_ahead(dataset, row)
}

/// Whether a category is an estimate: by its own mark (`2027E`), or from `estimate: {from: …}` on.
fn is_expected(category: &Value<'_>, plan: &ChartPlan) -> bool {
    if let Value::Period(Period { estimate: true, .. }) = category {
        return true;
    }
    let Some(from) = &plan.style.estimate_from else { return false };
    category.date().zip(from.value.day).is_some_and(|(date, from)| date >= from)
}

fn column_table(
    words: Words<'_>,
    plan: &ChartPlan,
    bound: &BoundDataset,
    (categories, groups, measured): (&[RowId], &[ByCategory], &Measured),
) -> Table {
    let mut heads = vec![head(words, bound, plan.x.field, "")];
    heads.extend(groups.iter().map(|by| HeadCell {
        text: match &by.group.name {
            name if name.is_empty() => words.field(bound.dataset.field(plan.y.field)).to_owned(),
            name => name.clone(),
        },
        unit: measured.unit.clone(),
        numeric: true,
        ..HeadCell::default()
    }));
    let series = plan.series.as_ref().map(|series| series.field);
    let names = Names::of(words, bound, &plan.rows, plan.x.field);
    let line = |(at, category): (usize, &RowId)| {
        let mut line = vec![names.cell(*category)];
        line.extend(groups.iter().map(|by| match by.rows[at] {
            Some(row) if is_filled(&bound.dataset.cell(row, plan.y.field)) => {
                told_cell(words, bound, (row, plan.y.field), (&measured.format, series))
            }
            Some(_) => words.missing(),
            None => words.plain("–"),
        }));
        line
    };
    Table {
        lines: categories.iter().enumerate().map(line).collect(),
        head: heads,
        row_heads: true,
        left_out: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::figure::{Channel, ChartStyle, Columns};
    use crate::model::id::{ColumnId, DatasetId};
    use crate::source::{FileId, Located, Span};

    #[test]
    fn a_ranking_keeps_the_rows_asked_for_and_hands_on_the_others() {
        let top = Some(Located::new(2, Span::whole(FileId(0))));
        let plan = ChartPlan {
            kind: ChartKind::Bar,
            data: DatasetId(0),
            rows: Vec::new(),
            x: Channel::plain(ColumnId(0)),
            y: Channel::plain(ColumnId(1)),
            series: None,
            columns: Columns::default(),
            parts: Vec::new(),
            style: ChartStyle { top, ..ChartStyle::default() },
        };
        let mut rows = vec![RowId(4), RowId(1), RowId(3)];
        assert_eq!(cut(&mut rows, &plan), [RowId(3)]);
        assert_eq!(rows, [RowId(4), RowId(1)]);
    }
}
