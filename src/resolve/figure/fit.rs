//! Whether the format and the unit that an author gives the numbers of a figure fit what they are, as it must in a text.

use super::rows::{self, Shown};
use crate::amounts;
use crate::diag::catalog;
use crate::diag::catalog::fact::Misfit;
use crate::format::{Lang, Quantity, Scaled};
use crate::model::dataset::Dataset;
use crate::model::figure::{Channel, ChartKind, ChartPlan};
use crate::model::id::{ColumnId, LangId, RowId};
use crate::model::unit;
use crate::resolve::fact::style::{Kind, Style};
use crate::resolve::page::Page;
use crate::source::Located;

/// Whether both axes of a chart have a unit and a format that fit.
pub fn chart(page: &mut Page<'_>, shown: &Shown<'_>, plan: &ChartPlan) -> bool {
    let mut sound = true;
    for (axis, of_y) in [(&plan.x, false), (&plan.y, true)] {
        let dataset = &shown.bound.dataset;
        sound &= match plan.kind {
            ChartKind::Share if of_y => {
                let percent = Quantity { percent: true, ..Quantity::default() };
                is_worded_right(page, axis, &[percent])
                    && asked(axis).is_none_or(|format| fits(page, &[Kind::Percentage], &format))
            }
            ChartKind::Index if of_y => {
                let plain = Quantity::default();
                is_worded_right(page, axis, std::slice::from_ref(&plain))
                    && asked(axis).is_none_or(|format| fits(page, &[Kind::Amount(&plain)], &format))
            }
            _ => self::axis(page, (dataset, &shown.rows), (axis, axis.field)),
        };
    }
    sound
}

/// Whether the unit and the format of an axis fit the numbers of rows in a column.
pub fn axis<C>(
    page: &mut Page<'_>,
    rows: (&Dataset, &[RowId]),
    (axis, column): (&Channel<C>, ColumnId),
) -> bool {
    let Some(own) = &axis.unit else {
        return asked(axis).is_none_or(|format| self::column(page, rows, column, &format));
    };
    let (dataset, rows) = rows;
    let each = unit::of_rows(dataset, rows, Some(column), LangId::DEFAULT);
    let has_unit = |(unit, _): &(String, RowId)| !unit.is_empty();
    let said: Vec<Quantity> =
        each.into_iter().filter(has_unit).map(|(_, row)| amounts::quantity(dataset, row, column)).collect();
    // The unit that its author gives an axis is that of its numbers.
    let own = Quantity::of(&own.value);
    is_worded_right(page, axis, &said)
        && asked(axis).is_none_or(|format| fits(page, &[Kind::Amount(&own)], &format))
}

/// Whether the unit that an author words for an axis, if any, says of its numbers what the units of the data do.
fn is_worded_right<C>(page: &mut Page<'_>, axis: &Channel<C>, said: &[Quantity]) -> bool {
    let Some(own) = &axis.unit else { return true };
    let worded = Quantity::of(&own.value);
    let fits = said.iter().all(|quantity| quantity.can_be_called(&worded));
    if !fits {
        page.report(catalog::fact::bad_format(own.span, &own.value, Misfit::Unit));
    }
    fits
}

fn asked<C>(axis: &Channel<C>) -> Option<Located<Scaled>> {
    axis.format.as_ref().map(|format| Located::new(format.value.clone().into(), format.span))
}

/// Whether a format fits the cells of rows in a column.
pub fn column(
    page: &mut Page<'_>,
    (dataset, rows): (&Dataset, &[RowId]),
    column: ColumnId,
    format: &Located<Scaled>,
) -> bool {
    if !rows::is_number(dataset, column) {
        return fits(page, &[Kind::Word], format);
    }
    let units = unit::of_rows(dataset, rows, Some(column), LangId::DEFAULT);
    let quantities: Vec<Quantity> =
        units.into_iter().map(|(_, row)| amounts::quantity(dataset, row, column)).collect();
    let kinds: Vec<Kind<'_>> = quantities.iter().map(Kind::Amount).collect();
    fits(page, &kinds, format)
}

/// Whether a format fits values of these kinds; the first that it does not fit is told.
fn fits(page: &mut Page<'_>, kinds: &[Kind<'_>], format: &Located<Scaled>) -> bool {
    let lang = Lang::from_code(page.ground.config.code(page.raw().lang));
    let style = Style::from(format.value.clone());
    let Some(misfit) = kinds.iter().find_map(|kind| style.misfit(*kind, lang)) else { return true };
    let written = page.ground.sources.slice(format.span);
    page.report(catalog::fact::bad_format(format.span, written, misfit));
    false
}
