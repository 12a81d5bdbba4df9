//! Keys of time: whether a key asks for one, and the dates that its words can mean.

use crate::model::dataset::{Dataset, Time};
use crate::model::date::{Date, Period};
use crate::model::fact::{Key, Value};

/// The word for the latest row.
pub const LATEST: &str = "latest";
/// The key for first and last day together.
pub const PERIOD: &str = "period";

/// Whether a key asks for first and last day together.
pub fn is_stretch(dataset: &Dataset, name: &str) -> bool {
    name == PERIOD && matches!(dataset.schema.time, Some(Time::Between(..))) && dataset.column(name).is_none()
}

/// Whether a key asks for a time.
pub fn is_time(dataset: &Dataset, name: &str) -> bool {
    let column = dataset.column(name);
    match dataset.schema.time {
        Some(Time::At(at)) => column == Some(at),
        Some(Time::Between(start, end)) => {
            [Some(start), Some(end)].contains(&column) || is_stretch(dataset, name)
        }
        None => false,
    }
}

/// Whether a key asks for a time of its own, other than the latest.
pub fn is_past(dataset: &Dataset, key: &Key) -> bool {
    let latest = matches!(&key.value, Value::One(one) if one.value == LATEST);
    is_time(dataset, &key.column.value) && !latest && key.value != Value::Filled
}

/// A date, or a quarter or a half of a year as readers see it: `2025Q1`, `2025-Q1`, `2025h1`.
pub fn slot(text: &str) -> Option<(Date, Date)> {
    if let Ok(date) = Date::parse(text) {
        return Some((date, date));
    }
    let plain = text.to_ascii_uppercase().replace("-Q", "Q").replace("-H", "H");
    let period = Period::parse(&plain).filter(|period| !period.fiscal && !period.estimate)?;
    Some((period.start(), period.date()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_a_date_a_quarter_or_a_half() {
        let first_and_last = |text: &str| slot(text).map(|(first, last)| format!("{first} {last}"));
        for text in ["2025Q1", "2025q1", "2025-Q1"] {
            assert_eq!(first_and_last(text).as_deref(), Some("2025-01 2025-03"), "{text}");
        }
        assert_eq!(first_and_last("2025H2").as_deref(), Some("2025-07 2025-12"));
        assert_eq!(first_and_last("2025-09-17").as_deref(), Some("2025-09-17 2025-09-17"));
        for text in ["FY2025Q1", "2025Q1E", "2025Q5", "25Q1", ""] {
            assert_eq!(first_and_last(text), None, "{text}");
        }
    }
}
