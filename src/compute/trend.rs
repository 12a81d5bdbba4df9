//! A trend the size of a word: all values of what a row is about, up to the row's.

use super::{Words, colour};
use crate::chart::{Colour, spark};
use crate::format::NumberFormat;
use crate::model::course;
use crate::model::dataset::{BoundDataset, Cell, Dataset};
use crate::model::drawn::TableCell;
use crate::model::id::{ColumnId, RowId};
use crate::model::query;

/// Places at which a value that holds until the next is looked at.
const PLACES: usize = 48;

/// The cell of a row; a dash where there is no second value.
pub fn cell(
    words: Words<'_>,
    bound: &BoundDataset,
    (row, value, over): (RowId, ColumnId, ColumnId),
    format: &NumberFormat,
) -> TableCell {
    let dataset = &bound.dataset;
    let number = |row: RowId| dataset.cell(row, value).number().map(|number| number.to_f64());
    let known = query::known(dataset, course::courses(dataset).alike(row), words.figure.as_of.last_day());
    let end = place(&dataset.cell(row, over)).unwrap_or(f64::MAX);
    let placed = known.into_iter().filter_map(|row| Some((place(&dataset.cell(row, over))?, row)));
    // What lies behind its own place, as a forecast does, is another row's.
    let mut rows: Vec<(f64, RowId)> = placed.filter(|(at, _)| *at <= end).collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let rows: Vec<(f64, RowId)> = rows
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|there| one_value(dataset, there, (row, value)))
        .collect();
    let known: Vec<(f64, RowId)> = rows.iter().copied().filter(|(_, row)| number(*row).is_some()).collect();
    let (Some((_, first)), Some((_, last))) = (known.first(), known.last()) else {
        return words.plain("–");
    };
    if known.len() < 2 {
        return words.plain("–");
    }
    let steps: Vec<(f64, Option<f64>)> = rows.iter().map(|(at, row)| (*at, number(*row))).collect();
    let values = if query::is_step(dataset) {
        let end = f64::from(words.known_until(bound).day_number());
        held(&steps, end.max(steps[steps.len() - 1].0))
    } else {
        steps.iter().map(|(_, value)| *value).collect()
    };
    let write = |row: RowId| {
        let plain = || number(row).map_or(String::new(), |value| format.write(value));
        words.large(dataset, (row, value), format).unwrap_or_else(plain)
    };
    let when = |row: RowId| words.text(bound, row, over);
    let title = format!("{} ({}) → {} ({})", write(*first), when(*first), write(*last), when(*last));
    let picture = spark(&values, colour_of(words, bound, row), &title).svg;
    let raw = number(*first).zip(number(*last)).filter(|(first, _)| *first != 0.0);
    let raw = raw.map(|(first, last)| (last / first).to_string());
    TableCell { picture: Some(picture), raw, title: Some(title), ..TableCell::default() }
}

/// Of the rows at one place the one that a course goes through: its own; else the last of those that say the same, and none
/// where they do not.
fn one_value(
    dataset: &Dataset,
    there: &[(f64, RowId)],
    (own, value): (RowId, ColumnId),
) -> Option<(f64, RowId)> {
    let last = there[0];
    let own = there.iter().find(|(_, row)| *row == own).copied();
    let agree = there.iter().all(|(_, row)| dataset.key(*row, value) == dataset.key(last.1, value));
    own.or(Some(last).filter(|_| agree))
}

/// Values that hold until the next, looked at in even steps.
fn held(steps: &[(f64, Option<f64>)], end: f64) -> Vec<Option<f64>> {
    let start = steps.first().map_or(end, |(at, _)| *at);
    let at = |place: usize| start + (end - start) * place as f64 / (PLACES - 1) as f64;
    let value = |place: usize| {
        let known = steps.partition_point(|(from, _)| *from <= at(place));
        steps[known.max(1) - 1].1
    };
    (0..PLACES).map(value).collect()
}

fn place(cell: &Cell<'_>) -> Option<f64> {
    match cell {
        Cell::Number(number) => Some(number.to_f64()),
        other => other.date().map(|date| f64::from(date.day_number())),
    }
}

/// The colour of whom a row is about.
fn colour_of(words: Words<'_>, bound: &BoundDataset, row: RowId) -> Colour {
    let columns = (0..bound.targets.len()).map(ColumnId::at);
    let mut notes = columns.filter_map(|column| bound.note(row, column));
    let named = notes.clone().next().is_some();
    let own = notes.find_map(|note| colour::of_note(words.site, note)).map(Colour::slot);
    own.unwrap_or_else(|| if named { Colour::OTHER } else { colour::single(words) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_holds_until_the_next() {
        let values = held(&[(0.0, Some(4.0)), (10.0, Some(1.0))], 20.0);
        assert_eq!(values.len(), PLACES);
        assert_eq!(
            (values[0], values[PLACES / 2 - 1], values[PLACES / 2]),
            (Some(4.0), Some(4.0), Some(1.0))
        );
        assert_eq!(held(&[(5.0, None)], 5.0), vec![None; PLACES]);
    }
}
