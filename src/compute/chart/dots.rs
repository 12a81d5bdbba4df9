//! A scatter of rows: two numbers of each.

use super::as_table::head;
use super::axis::{axis, place};
use super::bars::is_unmeasured;
use super::lines::{dek, place_name};
use super::{figures, notes};
use crate::chart::{Bound as Side, Colour, Dot, Marks, Plot, Quadrant, Scatter};
use crate::compute::alt::Summary;
use crate::compute::stretch::Names;
use crate::compute::{Words, colour};
use crate::format::NumberFormat;
use crate::model::dataset::{BoundDataset, FieldType};
use crate::model::drawn::{Drawn, Table};
use crate::model::figure::{ChartKind, ChartPlan, QuadrantAsk, Role};
use crate::model::id::RowId;

/// Draws it.
pub fn draw(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset) -> Drawn {
    let x_format = plan.x.asked_format();
    let x = words.measured(bound, &plan.rows, plan.x.field, x_format);
    let y = words.measured(bound, &plan.rows, plan.y.field, plan.y.asked_format());
    let dek = dek(words, plan, bound, &y);
    let time = matches!(bound.dataset.field(plan.x.field).kind, FieldType::Date | FieldType::Period);
    let dots = dots(words, plan, bound);
    let values = dots.len();
    let table = table(words, plan, bound, (&x.format, &y.format));
    let scatter = Scatter {
        dots,
        groups: groups(words, plan, bound),
        quadrant: plan.style.quadrant.as_ref().map(quadrant),
        frontier: plan.style.frontier,
    };
    let mut plot = Plot::new("", words.lang, Marks::Points(scatter));
    plot.x = axis(&plan.x, x, time);
    plot.y = axis(&plan.y, y, false);
    let title = |column| words.field(bound.dataset.field(column)).to_owned();
    if plot.y.label.is_empty() {
        plot.y.label = title(plan.y.field);
    }
    if plot.x.label.is_empty() && !time {
        plot.x.label = title(plan.x.field);
    }
    notes::lay(&mut plot, &plan.style, time);
    let kind = figures::kind_word(words, ChartKind::Scatter);
    let mut drawn = figures::draw_both(words, plot, &Summary { kind, series: 1, values, ends: None });
    drawn.dek = dek;
    let table = figures::fitted(words, plan.style.table, table);
    drawn.table = figures::kept_back(words, plan.data, table);
    figures::add_rows(words, &mut drawn, plan.data, &plan.rows);
    drawn
}

/// The quadrant as the drawing takes it.
pub fn quadrant(asked: &QuadrantAsk) -> Quadrant {
    let side = |(below, value): (bool, crate::model::decimal::Decimal)| {
        if below { Side::Below(value.to_f64()) } else { Side::Above(value.to_f64()) }
    };
    Quadrant { x: Some(side(asked.x)), y: Some(side(asked.y)), text: asked.text.clone() }
}

fn dots(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset) -> Vec<Dot> {
    let by = plan.column(Role::Group).or(plan.series.as_ref().map(|series| series.field));
    let coloured = by.or(plan.column(Role::Label));
    let highlight = &plan.style.highlight;
    let named = plan.column(Role::Label).or(by);
    let names = Names::of(words, bound, &plan.rows, plan.x.field);
    let dot = |row: &RowId| {
        let cell = bound.dataset.cell(*row, plan.x.field);
        let x = place(&cell)?;
        let y = bound.dataset.cell(*row, plan.y.field).number()?.to_f64();
        let key = named.map_or(String::new(), |column| bound.dataset.cell(*row, column).raw());
        let own = coloured.and_then(|column| bound.note(*row, column));
        Some(Dot {
            label: named.map_or(String::new(), |column| words.text(bound, *row, column)),
            x,
            y,
            colour: colour_of(words, own),
            estimate: is_unmeasured(bound, *row),
            faded: !highlight.is_empty() && !highlight.iter().any(|name| name.value == key),
            wide_only: notes::is_wide_only(&plan.style, &key),
            place: place_name(words, &names, &cell, *row),
        })
    };
    plan.rows.iter().filter_map(dot).collect()
}

/// What the colours of dots with other names mean; nothing where some are highlighted, which are named.
fn groups(words: Words<'_>, plan: &ChartPlan, bound: &BoundDataset) -> Vec<(String, Colour)> {
    let by = plan.column(Role::Group).or(plan.series.as_ref().map(|series| series.field));
    let Some(named) = plan.column(Role::Label).or(by).filter(|_| plan.style.highlight.is_empty()) else {
        return Vec::new();
    };
    colour::legend(words, plan.rows.iter().filter_map(|row| bound.note(*row, named)))
}

/// The colour of a dot: its vendor's, or grey where it has none.
pub fn colour_of(words: Words<'_>, note: Option<crate::model::id::NoteId>) -> Colour {
    match note {
        Some(note) => Colour::slot(colour::of_note(words.site, note).unwrap_or(0)),
        None => colour::single(words),
    }
}

fn table(
    words: Words<'_>,
    plan: &ChartPlan,
    bound: &BoundDataset,
    (x, y): (&NumberFormat, &NumberFormat),
) -> Table {
    let label = plan.column(Role::Label).or(plan.column(Role::Group));
    let mut heads: Vec<_> = label.iter().map(|column| head(words, bound, *column, "")).collect();
    heads.push(head(words, bound, plan.x.field, ""));
    heads.push(head(words, bound, plan.y.field, ""));
    let line = |row: &RowId| {
        let mut line: Vec<_> = label.iter().map(|column| words.cell(bound, *row, *column, x)).collect();
        line.push(words.cell(bound, *row, plan.x.field, x));
        line.push(words.cell(bound, *row, plan.y.field, y));
        line
    };
    Table { head: heads, lines: plan.rows.iter().map(line).collect(), row_heads: true, left_out: 0 }
}
