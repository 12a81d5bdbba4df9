//! Round numbers and calendar dates to write along an axis.

use crate::format::{civil, day_number};

/// Values at which an axis is labelled, and the digits after the point that tell them apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// The values, ascending.
    pub values: Vec<f64>,
    /// Digits after the point.
    pub digits: usize,
}

/// The step of 1, 2, 2.5 or 5 times a power of ten that divides a range into about `count` parts.
pub fn linear_step(lo: f64, hi: f64, count: usize) -> f64 {
    let rough = (hi - lo) / count.max(1) as f64;
    if !(rough.is_finite() && rough > 0.0) {
        return 1.0;
    }
    let power = 10f64.powi(rough.log10().floor() as i32);
    let nice = [1.0, 2.0, 2.5, 5.0].into_iter().find(|nice| nice * power >= rough * 0.999_999);
    nice.unwrap_or(10.0) * power
}

/// The multiples of a step within a range. A range that is too fine for the numbers gives its two ends.
pub fn linear(lo: f64, hi: f64, step: f64) -> Ticks {
    let (first, last) = ((lo / step - 1e-6).ceil(), (hi / step + 1e-6).floor());
    let digits = step_digits(step);
    if !(first.is_finite() && last.is_finite()) || last - first > 60.0 {
        return Ticks { values: vec![lo, hi], digits };
    }
    let count = (last - first).max(0.0) as usize;
    let mut values: Vec<f64> = (0..=count).map(|place| (first + place as f64) * step).collect();
    values.dedup();
    Ticks { values, digits }
}

/// Digits after the point that a multiple of a step needs.
fn step_digits(step: f64) -> usize {
    let whole = |digits: &usize| {
        let scaled = step * 10f64.powi(i32::try_from(*digits).unwrap_or(0));
        (scaled - scaled.round()).abs() < 1e-6 * scaled.abs() && scaled.round() >= 1.0
    };
    (0..=18).find(whole).unwrap_or(0)
}

/// Most ticks between the powers of ten: from three decades on these alone are clearer.
const MOST_FINE: usize = 9;

/// Ticks of a logarithmic axis between two positive values: 1, 2 and 5 times powers of ten, or the powers alone,
/// or every second, third … of them, so that there are at most `most`, and never more than a reader takes in.
pub fn logarithmic(lo: f64, hi: f64, most: usize) -> Vec<f64> {
    let within = |value: &f64| *value >= lo * 0.999_999 && *value <= hi * 1.000_001;
    let (first, last) = (lo.log10().floor() as i32, hi.log10().ceil() as i32);
    let fine: Vec<f64> = (first..=last)
        .flat_map(|power| [1.0, 2.0, 5.0].map(|digit| digit * power_of_ten(power)))
        .filter(within)
        .collect();
    if fine.len() <= most.min(MOST_FINE) {
        return fine;
    }
    let powers: Vec<f64> = (first..=last).map(power_of_ten).filter(within).collect();
    let skip = powers.len().div_ceil(most.max(1)).max(1);
    powers.into_iter().step_by(skip).collect()
}

/// The nearest 1, 2 or 5 times a power of ten at or below a positive value.
pub fn log_floor(value: f64) -> f64 {
    let power = power_of_ten(value.log10().floor() as i32);
    let digit = [5.0, 2.0].into_iter().find(|digit| digit * power <= value * 1.000_001);
    digit.unwrap_or(1.0) * power
}

/// The nearest 1, 2 or 5 times a power of ten at or above a positive value.
pub fn log_ceiling(value: f64) -> f64 {
    let power = power_of_ten(value.log10().floor() as i32);
    let digit = [1.0, 2.0, 5.0].into_iter().find(|digit| digit * power >= value * 0.999_999);
    digit.unwrap_or(10.0) * power
}

/// A power of ten as exactly as its decimal text, which multiplication does not give.
fn power_of_ten(power: i32) -> f64 {
    format!("1e{power}").parse().unwrap_or(1.0)
}

/// Distance between calendar ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarStep {
    /// Days, counted from the start of the axis.
    Days(i64),
    /// Months, counted from January.
    Months(i32),
}

const CALENDAR_STEPS: [CalendarStep; 12] = [
    CalendarStep::Days(1),
    CalendarStep::Days(2),
    CalendarStep::Days(7),
    CalendarStep::Days(14),
    CalendarStep::Months(1),
    CalendarStep::Months(2),
    CalendarStep::Months(3),
    CalendarStep::Months(6),
    CalendarStep::Months(12),
    CalendarStep::Months(24),
    CalendarStep::Months(60),
    CalendarStep::Months(120),
];

/// The first calendar step that gives at most `most` ticks between two days.
pub fn calendar_step(lo: f64, hi: f64, most: usize) -> CalendarStep {
    let count = |step: &CalendarStep| match step {
        CalendarStep::Days(days) => (hi - lo) / *days as f64,
        CalendarStep::Months(months) => (hi - lo) / (30.44 * f64::from(*months)),
    };
    let most = most.max(1) as f64;
    let readable = |step: &CalendarStep| hi - lo <= 62.0 || matches!(step, CalendarStep::Months(_));
    let fits = CALENDAR_STEPS.into_iter().find(|step| readable(step) && count(step) <= most);
    fits.unwrap_or_else(|| {
        let years = linear_step(0.0, (hi - lo) / 365.25, most as usize).max(10.0);
        CalendarStep::Months(12 * years.min(1e6) as i32)
    })
}

/// The days of a step between two days.
pub fn calendar(lo: f64, hi: f64, step: CalendarStep) -> Vec<f64> {
    match step {
        CalendarStep::Days(days) => {
            let last = hi.floor() as i64;
            (0..400)
                .map(|place| lo.ceil() as i64 + place * days)
                .take_while(|day| *day <= last)
                .map(|day| day as f64)
                .collect()
        }
        CalendarStep::Months(months) => {
            let (year, ..) = civil(lo.floor() as i64);
            let first = if months > 12 { year.div_euclid(months / 12) * (months / 12) } else { year } * 12;
            let day = |place: i32| {
                let month = first + place * months;
                let number = u8::try_from(month.rem_euclid(12) + 1).unwrap_or(1);
                day_number(month.div_euclid(12), number, 1) as f64
            };
            (0..400).map(day).take_while(|day| *day <= hi).filter(|day| *day >= lo).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linear_ticks_are_round_and_few() {
        assert_eq!(linear(0.0, 20.0, linear_step(0.0, 17.8, 5)).values, [0.0, 5.0, 10.0, 15.0, 20.0]);
        assert_eq!(
            linear(0.0, 1.0, linear_step(0.0, 1.0, 4)),
            Ticks { values: vec![0.0, 0.25, 0.5, 0.75, 1.0], digits: 2 }
        );
        assert_eq!(linear_step(0.0, 0.0, 5), 1.0);
        for (lo, hi) in [(1e15, 1e15 + 0.3), (-1e-12, 1e-12), (0.0, 1e100), (-7.0, 3.0)] {
            let step = linear_step(lo, hi, 5);
            let ticks = linear(lo, hi, step).values;
            assert!(ticks.len() <= 12 && ticks.is_sorted(), "{lo} {hi}: {ticks:?}");
        }
    }

    #[test]
    fn logarithmic_ticks_are_one_two_five_and_thin_out() {
        assert_eq!(logarithmic(0.2, 100.0, 9), [0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0]);
        assert_eq!(logarithmic(0.2, 100.0, 5), [1.0, 10.0, 100.0]);
        assert_eq!(logarithmic(2.0, 8.0, 9), [2.0, 5.0]);
        assert!(logarithmic(1e-12, 1e15, 8).len() <= 8);
        assert_eq!(
            (log_floor(0.28), log_ceiling(75.0), log_floor(1.0), log_ceiling(1.0)),
            (0.2, 100.0, 1.0, 1.0)
        );
    }

    #[test]
    fn calendar_ticks_stand_on_the_first_of_months_from_january() {
        let (lo, hi) = (day_number(2023, 3, 14) as f64, day_number(2026, 4, 1) as f64);
        let step = calendar_step(lo, hi, 7);
        assert_eq!(step, CalendarStep::Months(6));
        let dates: Vec<_> = calendar(lo, hi, step).into_iter().map(|day| civil(day as i64)).collect();
        assert_eq!(dates.first(), Some(&(2023, 7, 1)));
        assert_eq!(dates.last(), Some(&(2026, 1, 1)));
        assert!(calendar(1.0, 3_650_000.0, calendar_step(1.0, 3_650_000.0, 7)).len() <= 9);
        assert_eq!(calendar(lo, lo, CalendarStep::Days(1)), [lo]);
    }
}
