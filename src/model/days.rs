//! The rows of a dataset by the day on which their time begins: what is asked of a few days looks at their rows alone.

use chrono::NaiveDate;

use super::dataset::{BoundDataset, Dataset, Time};
use super::id::RowId;

/// The rows whose time begins between two days, both included.
pub struct Within<'b>(&'b [(NaiveDate, RowId)]);

impl<'b> Within<'b> {
    /// Finds them.
    pub fn of(bound: &'b BoundDataset, (first, last): (NaiveDate, NaiveDate)) -> Within<'b> {
        let days = bound.days.get_or_init(|| days(&bound.dataset));
        let from = days.partition_point(|(day, _)| *day < first);
        let to = days.partition_point(|(day, _)| *day <= last);
        Within(days.get(from..to).unwrap_or(&[]))
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The rows, in file order.
    pub fn rows(&self) -> Vec<RowId> {
        let mut rows: Vec<RowId> = self.0.iter().map(|(_, row)| *row).collect();
        rows.sort_unstable();
        rows
    }
}

fn days(dataset: &Dataset) -> Vec<(NaiveDate, RowId)> {
    let Some(Time::At(begin) | Time::Between(begin, _)) = dataset.schema.time else { return Vec::new() };
    let day = |row: RowId| Some((dataset.cell(row, begin).date()?.first_day(), row));
    let mut days: Vec<(NaiveDate, RowId)> = dataset.rows().filter_map(day).collect();
    days.sort_unstable();
    days
}
