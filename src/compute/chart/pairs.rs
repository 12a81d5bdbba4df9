//! Rows of two or three numbers: before and after, low and high.

use std::collections::{BTreeMap, BTreeSet};

use super::as_table::{head, told_cell};
use super::axis::axis;
use super::bars::is_unmeasured;
use super::lines::by_week;
use super::{figures, notes};
use crate::chart::{Colour, Marks, Pair, Plot, Slopes, Span};
use crate::compute::alt::Summary;
use crate::compute::provenance::Measured;
use crate::compute::{Words, colour};
use crate::dates;
use crate::format::{self, NumberFormat, Suffix};
use crate::model::dataset::BoundDataset;
use crate::model::drawn::{Drawn, HeadCell, Table, TableCell};
use crate::model::figure::{ChangeAsk, ChartKind, ChartPlan, PartPlan, Role};
use crate::model::growth;
use crate::model::id::RowId;
use crate::model::unit;
use crate::words::word;

/// A category with a number for each part, in the order of the parts.
struct Line {
    /// The value of the category.
    key: String,
    /// A row of it.
    row: RowId,
    /// Its numbers.
    values: Vec<Option<f64>>,
    /// The rows that hold them.
    rows: Vec<Option<RowId>>,
}

/// Draws dumbbells, slopes or ranges.
pub fn draw(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset) -> Drawn {
    let mut lines = lines(plan, bound);
    let left = plan.style.top.as_ref().map_or(0, |top| lines.len().saturating_sub(top.value as usize));
    lines.truncate(lines.len() - left);
    let measured = words.measured(bound, &plan.rows, plan.y.field, plan.y.asked_format());
    let dek = dek(words, plan, bound, &measured);
    let table = table(words, plan, bound, (&lines, &measured, left));
    let marks = match plan.kind {
        ChartKind::Range => Marks::Ranges(lines.iter().filter_map(|l| span(words, plan, bound, l)).collect()),
        ChartKind::Slope => Marks::Slopes(Slopes {
            from: part_name(words, plan, bound, Role::From),
            to: part_name(words, plan, bound, Role::To),
            rows: lines.iter().map(|line| pair(words, plan, bound, (line, &measured))).collect(),
        }),
        _ => Marks::Dumbbells(lines.iter().map(|line| pair(words, plan, bound, (line, &measured))).collect()),
    };
    let mut plot = Plot::new("", words.lang, marks);
    plot.y = axis(&plan.y, measured, false);
    notes::lay(&mut plot, &plan.style, false);
    let kind = figures::kind_word(words, plan.kind);
    let summary =
        Summary { kind, series: plan.parts.len(), values: lines.len() * plan.parts.len(), ends: None };
    let mut drawn = figures::draw_both(words, plot, &summary);
    drawn.dek = dek;
    let table = figures::fitted(words, plan.style.table, table);
    drawn.table = figures::kept_back(words, plan.data, table);
    figures::add_rows(words, &mut drawn, plan.data, &plan.rows);
    drawn
}

/// One line for each category, the largest last part first; those without a number in it last.
fn lines(plan: &ChartPlan, bound: &BoundDataset) -> Vec<Line> {
    let dataset = &bound.dataset;
    let mut places: BTreeMap<i128, usize> = BTreeMap::new();
    let mut lines: Vec<Line> = Vec::new();
    for (place, part) in plan.parts.iter().enumerate() {
        for row in &part.rows {
            let at = *places.entry(dataset.key(*row, plan.x.field)).or_insert_with(|| {
                let key = dataset.cell(*row, plan.x.field).raw();
                let (values, rows) = (vec![None; plan.parts.len()], vec![None; plan.parts.len()]);
                lines.push(Line { key, row: *row, values, rows });
                lines.len() - 1
            });
            lines[at].rows[place] = Some(*row);
            lines[at].values[place] = dataset.cell(*row, part.column).number().map(|n| n.to_f64());
        }
    }
    let weight = |line: &Line| line.values.get(1).copied().flatten().unwrap_or(f64::MIN);
    lines.retain(|line| line.values.iter().any(Option::is_some));
    lines.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.row.cmp(&b.row)));
    lines
}

fn value(plan: &ChartPlan, line: &Line, role: Role) -> Option<f64> {
    let place = plan.parts.iter().position(|part| part.role == role)?;
    line.values[place]
}

/// Whether a number is an estimate or a claim.
fn is_expected(plan: &ChartPlan, bound: &BoundDataset, line: &Line, role: Role) -> bool {
    let place = plan.parts.iter().position(|part| part.role == role);
    place.and_then(|place| line.rows[place]).is_some_and(|row| is_unmeasured(bound, row))
}

fn pair(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset, data: (&Line, &Measured)) -> Pair {
    let (line, measured) = data;
    let (from, to) = (value(plan, line, Role::From), value(plan, line, Role::To));
    let highlight = &plan.style.highlight;
    Pair {
        label: words.text(bound, line.row, plan.x.field),
        from,
        to,
        expected: [Role::From, Role::To].map(|role| is_expected(plan, bound, line, role)),
        colour: colour_of(words, plan, bound, line),
        faded: !highlight.is_empty() && !highlight.iter().any(|name| name.value == line.key),
        delta: change(words, plan, (from, to), measured),
        ..Pair::default()
    }
}

/// A row whose ends are both known.
fn span(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset, line: &Line) -> Option<Span> {
    Some(Span {
        label: words.text(bound, line.row, plan.x.field),
        low: value(plan, line, Role::Low)?,
        high: value(plan, line, Role::High)?,
        mark: value(plan, line, Role::Mark),
        expected: [Role::Low, Role::High].map(|role| is_expected(plan, bound, line, role)),
        colour: colour_of(words, plan, bound, line),
        ..Span::default()
    })
}

fn colour_of(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset, line: &Line) -> Colour {
    let columns = [Some(plan.x.field), plan.column(Role::Group)].into_iter().flatten();
    let mut notes = columns.filter_map(|column| bound.note(line.row, column));
    let named = notes.clone().next().is_some();
    let own = notes.find_map(|note| colour::of_note(words.site, note)).map(Colour::slot);
    own.unwrap_or_else(|| if named { Colour::OTHER } else { colour::single(words) })
}

/// The change of a pair in words; nothing where one end is not known. Where a percentage or a multiple tells nothing, as
/// from a gain to a loss, it is what lies between the two, in their unit.
fn change(
    words: Words<'_>,
    plan: &ChartPlan,
    (from, to): (Option<f64>, Option<f64>),
    measured: &Measured,
) -> String {
    let (Some(from), Some(to)) = (from, to) else { return String::new() };
    let percent = measured.format.suffix == Suffix::Percent;
    let usual = if percent { ChangeAsk::Difference } else { ChangeAsk::Percent };
    let asked = plan.style.change.unwrap_or(usual);
    let told = growth::told_in_percent(from, to);
    let (format, value) = match asked {
        ChangeAsk::Silent => return String::new(),
        ChangeAsk::Percent => ("+0,0%", told),
        ChangeAsk::Ratio => ("0,0.0x", told.map(|_| to / from)),
        ChangeAsk::Difference => ("", None),
    };
    if let Some(value) = value {
        return format.parse::<NumberFormat>().unwrap_or_default().write(value);
    }
    let format = NumberFormat { plus: true, ..measured.format.clone() };
    // Percent against percent differ in points, which is another thing than percent.
    if percent {
        let format = NumberFormat { suffix: Suffix::None, ..format };
        return format.write(growth::difference(from, to)) + words.lang.pick(" pp", " 个百分点");
    }
    let written = format.write(growth::difference(from, to));
    let unit = plan.y.asked_unit().unwrap_or(&measured.unit);
    match asked {
        ChangeAsk::Difference => written,
        // Among percentages a number says what it is.
        _ => format::amount(&written, unit)
            .unwrap_or_else(|| format!("{written} {unit}").trim_end().to_owned()),
    }
}

/// What a part is called: its day, the value that tells it from the others, or its column.
fn part_name(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset, role: Role) -> String {
    let Some(part) = plan.part(role) else { return String::new() };
    match (part.in_force, part.told_by, part.rows.first()) {
        (Some(day), ..) => words.date(day),
        (None, Some(column), Some(row)) => words.text(bound, *row, column),
        _ if plan.parts.iter().all(|other| other.column == part.column) => match role {
            Role::To | Role::High => word(words.lang, "part_after").to_owned(),
            _ => word(words.lang, "part_before").to_owned(),
        },
        _ => words.field(bound.dataset.field(part.column)).to_owned(),
    }
}

/// Whether the parts are what was before a change and after it: nothing in their rows tells them apart but their day.
fn is_change(plan: &ChartPlan) -> bool {
    let column = plan.parts.first().map(|part| part.column);
    let alike = |part: &PartPlan| {
        part.in_force.is_none()
            && part.told_by.is_none()
            && Some(part.column) == column
            && !part.rows.is_empty()
    };
    plan.parts.iter().all(alike)
}

/// What changed, and from when to when.
fn changed(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset) -> [String; 2] {
    let dataset = &bound.dataset;
    let metrics = dataset.schema.metric.into_iter().flat_map(|column| {
        plan.rows.iter().map(move |row| unit::word(dataset, *row, column, words.figure.lang))
    });
    let metrics: BTreeSet<String> = metrics.collect();
    let days = || {
        plan.part(Role::To).into_iter().flat_map(|part| &part.rows).filter_map(|row| dataset.row_begin(*row))
    };
    let period = days().min().zip(days().max()).map(|(first, last)| dates::range(first, last, words.lang));
    [metrics.into_iter().collect::<Vec<_>>().join(word(words.lang, "comma")), period.unwrap_or_default()]
}

/// What is measured, in which unit, and what is compared.
fn dek(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset, measured: &Measured) -> String {
    let comma = words.lang.pick(", ", "，");
    let mut said = vec![bound.dataset.schema.title.get(words.figure.lang).to_owned()];
    let [metric, period] = if is_change(plan) { changed(words, plan, bound) } else { Default::default() };
    said.push(metric);
    said.push(plan.y.asked_unit().unwrap_or(&measured.full).to_owned());
    let rows: Vec<RowId> = plan.parts.iter().flat_map(|part| part.rows.iter().copied()).collect();
    said.extend(by_week(words, bound, &rows));
    said.push(period);
    let names = |a: Role, b: Role| [a, b].map(|role| part_name(words, plan, bound, role));
    said.push(match plan.kind {
        ChartKind::Range => names(Role::Low, Role::High).join(words.lang.pick(" to ", "至")),
        _ => names(Role::From, Role::To).join(words.lang.pick(" to ", " → ")),
    });
    if plan.part(Role::Mark).is_some() {
        let mark = part_name(words, plan, bound, Role::Mark);
        said.push(words.lang.pick(format!("the mark is {mark}"), format!("竖线为{mark}")));
    }
    said.retain(|part| !part.is_empty());
    said.join(comma)
}

fn table(
    words: Words<'_>,
    plan: &ChartPlan,
    bound: &BoundDataset,
    (lines, measured, left): (&[Line], &Measured, usize),
) -> Table {
    let paired = plan.kind != ChartKind::Range && plan.style.change != Some(ChangeAsk::Silent);
    let mut heads = vec![head(words, bound, plan.x.field, "")];
    heads.extend(plan.parts.iter().map(|part: &PartPlan| HeadCell {
        text: part_name(words, plan, bound, part.role),
        unit: measured.unit.clone(),
        numeric: true,
        ..HeadCell::default()
    }));
    if paired {
        let text = word(words.lang, "delta").to_owned();
        heads.push(HeadCell { text, numeric: true, ..HeadCell::default() });
    }
    let plain = NumberFormat::default();
    let line = |line: &Line| {
        let mut cells = vec![words.cell(bound, line.row, plan.x.field, &plain)];
        let cell = |(part, row): (&PartPlan, &Option<RowId>)| match row {
            Some(row) => told_cell(words, bound, (*row, part.column), (&measured.format, part.told_by)),
            // Not disclosed is what an empty cell says; here is none.
            None => words.plain("–"),
        };
        cells.extend(plan.parts.iter().zip(&line.rows).map(cell));
        if paired {
            let ends = (value(plan, line, Role::From), value(plan, line, Role::To));
            let text = change(words, plan, ends, measured);
            cells.push(TableCell {
                text: if text.is_empty() { "–".to_owned() } else { text },
                ..TableCell::default()
            });
        }
        cells
    };
    Table { head: heads, lines: lines.iter().map(line).collect(), row_heads: true, left_out: left }
}
