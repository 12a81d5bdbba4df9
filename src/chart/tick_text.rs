//! The words of ticks: dates, powers of ten, the scale of an axis with its unit.

use super::metrics::is_wide;
use super::ticks::CalendarStep;
use crate::format::{DateParts, Lang, NumberFormat, civil, date, day_month, month_name};

/// A tick: zero has no decimals, whatever its neighbours have.
pub fn write_tick(format: &NumberFormat, value: f64) -> String {
    if value == 0.0 { format.with_digits(0).write(value) } else { format.write(value) }
}

/// Scale word and unit: `T tokens`, `万亿 token`, `亿元`.
pub fn joined(word: &str, unit: &str, lang: Lang) -> String {
    let tight = lang == Lang::Zh && unit.chars().next().is_some_and(is_wide);
    match (word.is_empty(), unit.is_empty()) {
        (true, _) => unit.to_owned(),
        (_, true) => word.to_owned(),
        _ if tight => format!("{word}{unit}"),
        _ => format!("{word} {unit}"),
    }
}

/// A small value as digits times a power of ten: `10⁻⁶`, `2×10⁻⁶`.
pub fn power_text(value: f64) -> String {
    let text = format!("{value:.0e}");
    let (digit, power) = text.split_once('e').unwrap_or((&text, "0"));
    let raised: String = power
        .chars()
        .map(|sign| match sign {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            other => char::from_u32(0x2070 + other.to_digit(10).unwrap_or(0)).unwrap_or(other),
        })
        .collect();
    if digit == "1" { format!("10{raised}") } else { format!("{digit}×10{raised}") }
}

/// A day in full.
pub fn full_date(day: f64, lang: Lang) -> String {
    let (year, month, number) = civil(day.floor() as i64);
    date(DateParts::day(year, month, number), lang)
}

/// A day without its year.
pub fn short_date(day: f64, lang: Lang) -> String {
    let (_, month, number) = civil(day.floor() as i64);
    day_month(month, number, lang)
}

/// Labels of calendar ticks: what changes is said, the year where it begins and at the first tick.
pub fn date_labels(days: &[f64], step: CalendarStep, lang: Lang) -> Vec<(f64, String)> {
    let mut said = None;
    days.iter()
        .map(|day| {
            let (year, month, number) = civil(*day as i64);
            let new_year = said.replace(year) != Some(year);
            let month_parts = DateParts { year, month: Some(month), day: None };
            let text = match step {
                CalendarStep::Months(months) if months >= 12 => year.to_string(),
                CalendarStep::Months(_) if new_year => date(month_parts, lang),
                CalendarStep::Months(_) => month_name(month, lang),
                CalendarStep::Days(_) if new_year => full_date(*day, lang),
                CalendarStep::Days(_) => day_month(month, number, lang),
            };
            (*day, text)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_powers_are_raised_and_units_joined_in_the_way_of_the_language() {
        assert_eq!(power_text(1e-12), "10⁻¹²");
        assert_eq!(power_text(2e-5), "2×10⁻⁵");
        assert_eq!(joined("亿", "美元", Lang::Zh), "亿美元");
        assert_eq!(joined("万亿", "token", Lang::Zh), "万亿 token");
        assert_eq!(joined("", "tokens", Lang::En), "tokens");
    }
}
