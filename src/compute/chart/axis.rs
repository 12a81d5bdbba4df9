//! Places on axes, and axes as an author asked for them.

use crate::chart::{Axis, Scale};
use crate::compute::provenance::Measured;
use crate::format::NumberFormat;
use crate::model::dataset::Cell;
use crate::model::figure::Channel;

/// The place of a cell on an axis: a number, or the day number of a date (of a period's last month).
pub fn place(cell: &Cell<'_>) -> Option<f64> {
    match cell {
        Cell::Number(number) => Some(number.to_f64()),
        other => other.date().map(|date| f64::from(date.day_number())),
    }
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
        format: match channel.unit {
            None => measured.format,
            Some(_) => NumberFormat { shift: 0, ..measured.format },
        },
        label: channel.label.clone().unwrap_or_default(),
        unit: channel.unit.clone().unwrap_or(measured.unit),
    }
}
