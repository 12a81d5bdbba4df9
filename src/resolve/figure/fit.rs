//! Whether the format that an author gives the numbers of a figure fits what they are, as it must in a text.

use super::rows::{self, Shown};
use crate::amounts;
use crate::diag::catalog;
use crate::format::{Lang, Quantity, Scaled};
use crate::model::dataset::Dataset;
use crate::model::figure::{Channel, ChartKind, ChartPlan};
use crate::model::id::{ColumnId, LangId, RowId};
use crate::model::unit;
use crate::resolve::fact::style::{Kind, Style};
use crate::resolve::page::Page;
use crate::source::Located;

/// Whether both axes of a chart have a format that fits.
pub fn chart(page: &mut Page<'_>, shown: &Shown<'_>, plan: &ChartPlan) -> bool {
    let mut sound = true;
    for (axis, of_y) in [(&plan.x, false), (&plan.y, true)] {
        let Some(format) = asked(axis) else { continue };
        let dataset = &shown.bound.dataset;
        sound &= match plan.kind {
            ChartKind::Share if of_y => fits(page, &[Kind::Percentage], &format),
            ChartKind::Index if of_y => fits(page, &[Kind::Amount(&Quantity::default())], &format),
            _ => axis_fits(page, (dataset, &shown.rows), (axis, axis.field), &format),
        };
    }
    sound
}

/// Whether the format of an axis fits the numbers of rows in a column.
pub fn axis<C>(
    page: &mut Page<'_>,
    rows: (&Dataset, &[RowId]),
    (axis, column): (&Channel<C>, ColumnId),
) -> bool {
    asked(axis).is_none_or(|format| axis_fits(page, rows, (axis, column), &format))
}

fn axis_fits<C>(
    page: &mut Page<'_>,
    rows: (&Dataset, &[RowId]),
    (axis, column): (&Channel<C>, ColumnId),
    format: &Located<Scaled>,
) -> bool {
    match &axis.unit {
        // The unit that its author gives an axis is that of its numbers.
        Some(own) => fits(page, &[Kind::Amount(&Quantity::of(own))], format),
        None => self::column(page, rows, column, format),
    }
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
