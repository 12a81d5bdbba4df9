//! Plans whose day has passed: a row that is still scheduled then tells readers nothing that is true.

use crate::diag::{Diagnostic, catalog};
use crate::model::course;
use crate::model::id::RowId;
use crate::model::site::Site;
use crate::source::Sources;

/// How many such rows of one file are told.
const MOST: usize = 20;

/// Tells of rows that are scheduled for a day before today.
pub fn check(sources: &Sources, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for bound in &site.datasets {
        let dataset = &bound.dataset;
        let (Some(status), Some(time)) = (dataset.schema.status, course::time_column(dataset)) else {
            continue;
        };
        let passed = |row: &RowId| {
            let date = dataset.cell(*row, time).date()?;
            (dataset.is_scheduled(*row) && date.last_day() < site.today).then_some((*row, date))
        };
        let rows = dataset.rows().filter_map(|row| passed(&row));
        diagnostics.extend(rows.take(MOST).map(|(row, date)| {
            catalog::conflict::passed_schedule(dataset.cell_span(sources, row, status), &date.to_string())
        }));
    }
}
