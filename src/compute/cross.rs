//! Cross tables in words.

use super::Words;
use super::heat::Heat;
use super::provenance::Unit;
use super::stretch::Names;
use super::table::{column_head, differing, sourced, start};
use super::trend;
use super::units;
use crate::format::NumberFormat;
use crate::model::dataset::{BoundDataset, Time};
use crate::model::drawn::{Drawn, HeadCell, Table, TableCell};
use crate::model::figure::CrossPlan;
use crate::model::id::RowId;
use crate::model::query;
use crate::words::word;

/// A cross table.
pub fn cross(words: Words<'_>, plan: &CrossPlan) -> Drawn {
    let bound = words.site.dataset(plan.data);
    let cells = plan.lines.iter().flatten().flatten().chain(&plan.otherwise);
    let shown: Vec<RowId> = cells.copied().collect();
    let mut drawn = start(words, plan.data, &shown);
    if drawn.withheld {
        return drawn;
    }
    let asked = plan.format.as_ref().map(|format| &format.value);
    let measured = Unit::of(words, bound, (&shown, plan.value), (asked, &[plan.down, plan.across]));
    let numeric = bound.dataset.field(plan.value).kind.is_number();
    let mut head = vec![HeadCell { numeric: false, ..column_head(words, bound, plan.down, "") }];
    let names = Names::of(words, bound, &shown, plan.across);
    head.extend(plan.column_heads.iter().enumerate().map(|(at, row)| {
        let unit = measured.head.clone();
        let link = words.cell(bound, *row, plan.across, &measured.format).link;
        let own: Vec<RowId> = plan.lines.iter().filter_map(|cells| cells[at]).collect();
        let unordered = units::are_several(words, bound, &own, plan.value);
        HeadCell { text: names.name(*row), unit, numeric, link, unordered }
    }));
    let kinds = query::columns_of_standing(&bound.dataset);
    let number = |row: RowId| bound.dataset.cell(row, plan.value).number().map(|number| number.to_f64());
    let heat = Heat::of(shown.iter().filter_map(|row| number(*row)));
    let told = |row: RowId| {
        let others = plan.otherwise.iter().copied().filter(|other| shares_cell(plan, bound, *other, row));
        let mut said: Vec<RowId> = [row].into_iter().chain(others).collect();
        said.sort_unstable();
        let cell = |row| sourced(words, (plan.data, row), (plan.value, &kinds), &measured);
        differing(words, said.into_iter().map(cell).collect())
    };
    let lines = plan.line_heads.iter().zip(&plan.lines).map(|(head, cells)| {
        let mut line = vec![words.cell(bound, *head, plan.down, &measured.format)];
        line.extend(cells.iter().map(|row| match row {
            Some(row) => {
                let number = number(*row).filter(|_| plan.heat);
                TableCell { heat: number.and_then(|number| heat.step(number)), ..told(*row) }
            }
            None => words.plain("–"),
        }));
        line
    });
    drawn.table = Table { lines: lines.collect(), head, row_heads: true, left_out: 0 };
    drawn.dek = units::paid_for(words, bound, &shown, plan.value);
    if plan.dated {
        add_days(words, plan, bound, &mut drawn.table);
    }
    if plan.courses {
        add_courses(words, plan, bound, (&mut drawn.table, &measured.format));
    }
    drawn
}

/// Whether two rows stand for one cell.
fn shares_cell(plan: &CrossPlan, bound: &BoundDataset, a: RowId, b: RowId) -> bool {
    [plan.down, plan.across].iter().all(|at| bound.dataset.key(a, *at) == bound.dataset.key(b, *at))
}

/// Adds the day of the newest row of each line.
fn add_days(words: Words<'_>, plan: &CrossPlan, bound: &BoundDataset, table: &mut Table) {
    let Some(Time::At(day)) = bound.dataset.schema.time else { return };
    let text = word(words.lang, "last_set").to_owned();
    table.head.push(HeadCell { text, ..HeadCell::default() });
    for (line, cells) in table.lines.iter_mut().zip(&plan.lines) {
        let newest = cells.iter().flatten().max_by_key(|row| bound.dataset.row_date(**row));
        let cell = newest.map(|row| words.cell(bound, *row, day, &NumberFormat::default()));
        line.push(cell.unwrap_or_else(|| words.plain("–")));
    }
}

/// Adds the course of each line, of the column in which most lines have one, under its name. Where no line has one there
/// is no column.
fn add_courses(
    words: Words<'_>,
    plan: &CrossPlan,
    bound: &BoundDataset,
    (table, format): (&mut Table, &NumberFormat),
) {
    let Some(Time::At(over)) = bound.dataset.schema.time else { return };
    let course = |row: &RowId| trend::cell(words, bound, (*row, plan.value, over), format);
    // Of what sources differ on there is no one course.
    let is_one = |row: &RowId| !plan.otherwise.iter().any(|other| shares_cell(plan, bound, *other, *row));
    let of_column = |at: usize| -> Vec<Option<TableCell>> {
        let cell = |cells: &Vec<Option<RowId>>| cells.get(at).copied().flatten().filter(is_one);
        let drawn = |row: RowId| Some(course(&row)).filter(|cell| cell.picture.is_some());
        plan.lines.iter().map(|cells| cell(cells).and_then(drawn)).collect()
    };
    let columns = (0..plan.column_heads.len()).rev().map(|at| (at, of_column(at)));
    let Some((at, courses)) = columns.max_by_key(|(_, cells)| cells.iter().flatten().count()) else { return };
    if courses.iter().all(Option::is_none) {
        return;
    }
    let name = words.text(bound, plan.column_heads[at], plan.across);
    let course = word(words.lang, "course");
    let text = words.lang.pick(format!("{name}, {}", course.to_lowercase()), format!("{name}{course}"));
    table.head.push(HeadCell { text, ..HeadCell::default() });
    for (line, course) in table.lines.iter_mut().zip(courses) {
        line.push(course.unwrap_or_else(|| words.plain("–")));
    }
}
