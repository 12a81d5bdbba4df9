//! Places on axes, and axes as an author asked for them.

use std::collections::BTreeMap;

use crate::chart::{Axis, Scale};
use crate::compute::Words;
use crate::compute::provenance::Measured;
use crate::format::{NumberFormat, Quantity, Suffix};
use crate::model::dataset::{Cell, Dataset};
use crate::model::figure::Channel;
use crate::model::id::{ColumnId, RowId};
use crate::model::place::Place;

/// The place of a cell on an axis: a number, or the day number of a date (of a period's last month).
pub fn place(cell: &Cell<'_>) -> Option<f64> {
    match cell {
        Cell::Number(number) => Some(number.to_f64()),
        other => other.date().map(|date| f64::from(date.day_number())),
    }
}

/// Where a remark stands: at the row that it names, such as the end of a year among years, or else by its date or number.
pub fn asked(asked: &Place, dataset: &Dataset, (rows, x): (&[RowId], ColumnId), time: bool) -> Option<f64> {
    let mut cells = rows.iter().map(|row| dataset.cell(*row, x));
    let named = cells.find(|cell| cell.raw() == asked.text);
    named.and_then(|cell| place(&cell)).or_else(|| asked.on(time))
}

/// The names of the places of an axis of quarters, halves or years, in their order; none where months or days tell them.
pub fn names(words: Words<'_>, dataset: &Dataset, (rows, x): (&[RowId], ColumnId)) -> Vec<(f64, String)> {
    let mut names = BTreeMap::new();
    for row in rows {
        match dataset.cell(*row, x) {
            Cell::Period(period) if period.ends().1 > 1 => {
                names.entry(period.date().day_number()).or_insert_with(|| words.period(period));
            }
            _ => return Vec::new(),
        }
    }
    names.into_iter().map(|(place, name)| (f64::from(place), name)).collect()
}

/// An axis as its channel asks for it.
pub fn axis<C>(channel: &Channel<C>, measured: Measured, time: bool) -> Axis {
    let scale = match (time, channel.log) {
        (true, _) => Scale::Time,
        (false, true) => Scale::Log,
        (false, false) => Scale::Linear,
    };
    Axis {
        scale,
        domain: (channel.domain.0.map(|low| low.to_f64()), channel.domain.1.map(|high| high.to_f64())),
        ticks: channel.ticks.iter().map(|tick| tick.to_f64()).collect(),
        names: Vec::new(),
        format: match channel.asked_unit() {
            None => measured.format,
            Some(unit) => before(measured.format, unit),
        },
        label: channel.label.clone().unwrap_or_default(),
        unit: channel.asked_unit().map_or(measured.unit, str::to_owned),
    }
}

/// A format before the unit that an author words: a currency or a percent sign that the unit says stands there alone.
fn before(format: NumberFormat, unit: &str) -> NumberFormat {
    let said = Quantity::of(unit);
    let currency = if said.currency.is_empty() { format.currency } else { String::new() };
    let suffix = if said.percent { Suffix::None } else { format.suffix };
    NumberFormat { shift: 0, currency, suffix, ..format }
}
