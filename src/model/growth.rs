//! Growth a year between two values: exact to the digit, the same on every machine.

use std::cmp::Ordering;

use chrono::{Datelike, NaiveDate};

use super::date::Date;
use super::exact::Exact;

/// What lies between two values, to the last decimal that either has, so that binary fractions leave no trace.
pub fn difference(from: f64, to: f64) -> f64 {
    let places = |value: f64| value.to_string().split_once('.').map_or(0, |(_, part)| part.len());
    let places = places(from).max(places(to));
    format!("{:.places$}", to - from).parse().unwrap_or(to - from)
}

/// The change from a value to another, in percent of the first.
pub fn percent(from: f64, to: f64) -> f64 {
    difference(from, to) / from * 100.0
}

/// The same where a percentage tells it: from above zero, and not to below it.
pub fn told_in_percent(from: f64, to: f64) -> Option<f64> {
    (from > 0.0 && to >= 0.0).then(|| percent(from, to))
}

/// A span of time as a quotient of whole numbers of years.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Years {
    over: u32,
    under: u32,
}

/// The longest span counted in days; beyond it whole months count.
const MOST_DAYS: i64 = 3660;

/// The span between two dates: in whole months where both are known to the month only, fall on the same day of a month
/// or end their months, else in days of 365 to the year. A month beside a day means its last day. None where the end is not
/// after the start.
pub fn years(start: Date, end: Date) -> Option<Years> {
    let month = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month().unwrap_or(12));
    let months = u32::try_from(month(end) - month(start)).ok();
    let (first, last) = match [start, end].map(|date| date.day_of_month().is_none()) {
        [true, true] => (start.first_day(), end.first_day()),
        _ => (start.last_day(), end.last_day()),
    };
    let days = (last - first).num_days();
    let ends_month = |day: NaiveDate| day.succ_opt().is_none_or(|next| next.day() == 1);
    let even = first.day() == last.day() || ends_month(first) && ends_month(last);
    let (over, under) = match u32::try_from(days).ok().filter(|days| *days > 0)? {
        _ if even || days > MOST_DAYS => (months.filter(|months| *months > 0)?, 12),
        days => (days, 365),
    };
    let shared = gcd(over, under);
    Some(Years { over: over / shared, under: under / shared })
}

/// How many decimals of the factor a year are kept.
const PLACES: u32 = 10;

/// The growth a year in percent from one value to another: `(b/a)^(1/years) − 1`. None where a value is not
/// above zero. Digits beyond the tenth of the factor are cut off, with a last digit that keeps rounding right.
pub fn a_year((a, b): (Exact, Exact), years: Years) -> Option<Exact> {
    let (from, to) = (a.parts(), b.parts());
    if from.0 <= 0 || to.0 <= 0 {
        return None;
    }
    // b/a as a quotient of whole numbers.
    let (upper, lower) = b.over(a)?.parts();
    let estimate = (upper as f64 / lower as f64).powf(f64::from(years.under) / f64::from(years.over));
    let scale = 10u64.pow(PLACES);
    let start = estimate * scale as f64;
    if !start.is_finite() || start > 1e17 {
        return None;
    }
    let target = Whole::of(u128::try_from(upper).ok()?).power(years.under);
    let below = Whole::of(u128::try_from(lower).ok()?).power(years.under);
    let target = target.times(&Whole::of(scale.into()).power(years.over));
    // The largest factor whose power does not pass the target.
    let against = |factor: u64| Whole::of(factor.into()).power(years.over).times(&below).compare(&target);
    let mut factor = start as u64;
    while factor > 0 && against(factor) == Ordering::Greater {
        factor -= 1;
    }
    while against(factor + 1) != Ordering::Greater {
        factor += 1;
    }
    let exact = against(factor) == Ordering::Equal;
    let digits = i128::from(factor) * 10 + i128::from(!exact);
    let factor = Exact::new(digits, i128::from(scale) * 10)?;
    factor.minus(Exact::whole(1))?.times(Exact::whole(100))
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// A whole number of any length, its lowest part first.
#[derive(Clone, Debug)]
struct Whole(Vec<u32>);

impl Whole {
    fn of(mut number: u128) -> Whole {
        let mut parts = Vec::new();
        while number > 0 {
            parts.push(number as u32);
            number >>= 32;
        }
        Whole(parts)
    }

    fn times(&self, other: &Whole) -> Whole {
        let mut product = vec![0u32; self.0.len() + other.0.len()];
        for (i, a) in self.0.iter().enumerate() {
            let mut carry = 0u64;
            for (j, b) in other.0.iter().enumerate() {
                let sum = u64::from(*a) * u64::from(*b) + u64::from(product[i + j]) + carry;
                product[i + j] = sum as u32;
                carry = sum >> 32;
            }
            product[i + other.0.len()] = carry as u32;
        }
        while product.last() == Some(&0) {
            product.pop();
        }
        Whole(product)
    }

    fn power(&self, mut exponent: u32) -> Whole {
        let (mut result, mut base) = (Whole::of(1), self.clone());
        while exponent > 0 {
            if exponent % 2 == 1 {
                result = result.times(&base);
            }
            exponent /= 2;
            if exponent > 0 {
                base = base.times(&base);
            }
        }
        result
    }

    fn compare(&self, other: &Whole) -> Ordering {
        let longer = self.0.len().cmp(&other.0.len());
        longer.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_decimals_is_decimal() {
        assert_eq!((difference(0.4, 0.45), difference(0.3, 0.1)), (0.05, -0.2));
        assert_eq!(difference(1e300, -1e300), -2e300);
        assert_eq!(percent(100.0, 100.05), 0.05);
        assert!(percent(0.0, 1.0).is_infinite());
    }

    #[test]
    fn no_percentage_tells_a_change_across_zero() {
        let told = [(3.0, 6.0), (3.0, 0.0), (3.0, -0.4), (0.0, 1.0), (-2.0, -1.0)]
            .map(|(a, b)| told_in_percent(a, b));
        assert_eq!(told, [Some(100.0), Some(-100.0), None, None, None]);
    }

    use crate::model::decimal::Decimal;
    use proptest::prelude::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn exact(text: &str) -> Exact {
        Exact::of(Decimal::parse(text).unwrap())
    }

    fn rate(a: &str, b: &str, from: &str, to: &str) -> Option<String> {
        let years = years(date(from), date(to))?;
        Some(a_year((exact(a), exact(b)), years)?.rounded(0, 2))
    }

    #[test]
    fn growth_a_year_is_exact() {
        assert_eq!(rate("100", "121", "2023", "2025").as_deref(), Some("10.00"));
        assert_eq!(rate("1", "1.26000625", "2023-03", "2025-03").as_deref(), Some("12.25"));
        assert_eq!(rate("60", "10", "2023-03-14", "2025-08-07").as_deref(), Some("-52.56"));
        assert_eq!(rate("7", "7", "2023-01-05", "2023-01-06").as_deref(), Some("0.00"));
        assert_eq!(rate("1", "2", "2025", "2025"), None);
        assert_eq!(rate("0", "2", "2024", "2025"), None);
    }

    #[test]
    fn months_count_where_the_days_agree() {
        assert_eq!(years(date("2023-03"), date("2025-09")), Some(Years { over: 5, under: 2 }));
        assert_eq!(years(date("2023-03-14"), date("2025-03-14")), Some(Years { over: 2, under: 1 }));
        assert_eq!(years(date("2025-01-01"), date("2025-03-15")), Some(Years { over: 1, under: 5 }));
        assert_eq!(years(date("2025-08-31"), date("2025-10")), Some(Years { over: 1, under: 6 }));
        assert_eq!(years(date("2024"), date("2025-06-30")), Some(Years { over: 1, under: 2 }));
    }

    proptest! {
        #[test]
        fn compounding_gives_the_value_back(rate in 1i64..4000, years in 1u32..6) {
            // (1 + rate/1000)^years, exactly.
            let factor = Exact::new(1000 + i128::from(rate), 1000).unwrap();
            let mut value = Exact::whole(1);
            for _ in 0..years {
                value = value.times(factor).unwrap();
            }
            let found = a_year((Exact::whole(1), value), Years { over: years, under: 1 }).unwrap();
            prop_assert_eq!(found, Exact::new(rate.into(), 10).unwrap());
        }
    }
}
