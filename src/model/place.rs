//! Places on a horizontal axis as authors write them, in remarks, breaks and the start of estimates.

use super::date::{Date, Period};

/// A place as it is written, with all that it can mean: which of them counts, the column of the axis says.
#[derive(Clone, Debug)]
pub struct Place {
    /// As written: the value of a category.
    pub text: String,
    /// The date that it is.
    pub date: Option<Date>,
    /// The date by which it stands on an axis of dates: its own, or the last month of a period.
    pub day: Option<Date>,
    /// The number that it is.
    pub number: Option<f64>,
}

impl Place {
    /// Reads a place.
    pub fn read(text: String) -> Place {
        let date = Date::parse(&text).ok();
        let day = date.or_else(|| Period::parse(&text).map(Period::date));
        let number = text.parse().ok().filter(|number: &f64| number.is_finite());
        Place { text, date, day, number }
    }

    /// Where it stands on an axis, if it can stand there: of dates (as the number of a day), or of numbers.
    pub fn on(&self, dates: bool) -> Option<f64> {
        if dates { self.day.map(|date| f64::from(date.day_number())) } else { self.number }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_a_date_on_an_axis_of_dates_and_a_number_on_one_of_numbers() {
        let year = Place::read("2025".to_owned());
        assert_eq!(year.on(false), Some(2025.0));
        assert_eq!(year.on(true), Some(f64::from(Date::parse("2025").unwrap().day_number())));
        let quarter = Place::read("2025Q1".to_owned());
        assert_eq!((quarter.date, quarter.number), (None, None));
        assert_eq!(quarter.day.map(|day| day.to_string()).as_deref(), Some("2025-03"));
        assert!(Place::read("Qwen".to_owned()).on(true).is_none());
    }
}
