//! Dates and periods in the words of the reader, never more precise than they were given.

use super::lang::Lang;

/// Days before the first of each month in a common year.
const MONTH_STARTS: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

const ENGLISH_MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A date as it is known: a year, a month of a year, or a day. Without a month, a day is ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateParts {
    /// The year, counted from year 1.
    pub year: i32,
    /// The month, 1 to 12, if known.
    pub month: Option<u8>,
    /// The day of the month, if known.
    pub day: Option<u8>,
}

impl DateParts {
    /// A full date.
    pub fn day(year: i32, month: u8, day: u8) -> DateParts {
        DateParts { year, month: Some(month), day: Some(day) }
    }
}

/// A date: `5 Jan 2026`, `Jan 2026`, `2026`; `2026年1月5日`, `2026年1月`, `2026年`.
pub fn date(parts: DateParts, lang: Lang) -> String {
    let year = parts.year;
    match (parts.month, parts.day, lang) {
        (None, _, Lang::En) => year.to_string(),
        (None, _, Lang::Zh) => format!("{year}年"),
        (Some(month), None, Lang::En) => format!("{} {year}", month_name(month, lang)),
        (Some(month), None, Lang::Zh) => format!("{year}年{month}月"),
        (Some(month), Some(day), Lang::En) => format!("{day} {} {year}", month_name(month, lang)),
        (Some(month), Some(day), Lang::Zh) => format!("{year}年{month}月{day}日"),
    }
}

/// A day without its year: `5 Jan`, `1月5日`.
pub fn day_month(month: u8, day: u8, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{day} {}", month_name(month, lang)),
        Lang::Zh => format!("{month}月{day}日"),
    }
}

/// A month: `Jan`, `1月`. A number outside 1 to 12 is taken as the nearest month.
pub fn month_name(month: u8, lang: Lang) -> String {
    let month = month.clamp(1, 12);
    match lang {
        Lang::En => ENGLISH_MONTHS[usize::from(month) - 1].to_owned(),
        Lang::Zh => format!("{month}月"),
    }
}

/// Two dates as a range, what they share said once: `5–12 Jan 2026`, `Nov 2024 – Mar 2025`,
/// `2026年1月5日–4月4日`, `2024–2026`. One date if they are equal.
pub fn date_range(from: DateParts, to: DateParts, lang: Lang) -> String {
    if from == to {
        return date(from, lang);
    }
    let same_year = from.year == to.year;
    match (from.month, to.month, lang) {
        (None, None, Lang::En) => format!("{}–{}", from.year, to.year),
        (None, None, Lang::Zh) => format!("{}–{}年", from.year, to.year),
        (Some(first), Some(last), _) if same_year => within_year((from, first), (to, last), lang),
        (.., Lang::En) => format!("{} – {}", date(from, lang), date(to, lang)),
        (.., Lang::Zh) => format!("{}–{}", date(from, lang), date(to, lang)),
    }
}

fn within_year((from, first): (DateParts, u8), (to, last): (DateParts, u8), lang: Lang) -> String {
    let year = from.year;
    match (from.day, to.day, lang) {
        (Some(a), Some(b), Lang::En) if first == last => {
            format!("{a}–{b} {} {year}", month_name(first, lang))
        }
        (Some(a), Some(b), Lang::Zh) if first == last => format!("{year}年{first}月{a}–{b}日"),
        (Some(a), Some(_), Lang::En) => format!("{} – {}", day_month(first, a, lang), date(to, lang)),
        (Some(_), Some(b), Lang::Zh) => format!("{}–{}", date(from, lang), day_month(last, b, lang)),
        (None, None, Lang::En) => format!("{}–{} {year}", month_name(first, lang), month_name(last, lang)),
        (None, None, Lang::Zh) => format!("{year}年{first}–{last}月"),
        (.., Lang::En) => format!("{} – {}", date(from, lang), date(to, lang)),
        (.., Lang::Zh) => format!("{}–{}", date(from, lang), date(to, lang)),
    }
}

/// Which part of a year a period covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Year,
    /// The first or the second half.
    Half(u8),
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// A month, 1 to 12.
    Month(u8),
}

/// A reporting period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The year it belongs to.
    pub year: i32,
    /// The part of that year.
    pub part: Part,
    /// Whether the year is a fiscal one.
    pub fiscal: bool,
    /// Whether its values are expected, not reported.
    pub estimate: bool,
}

/// A period: `2026`, `FY2026`, `26Q1`, `FY26Q1`, `25H1`, `Sep 2025`, `2027E`; `2026财年`, `2025年9月`.
pub fn period(period: Period, lang: Lang) -> String {
    let short = period.year.rem_euclid(100);
    let core = match (period.part, period.fiscal, lang) {
        (Part::Year, false, _) => period.year.to_string(),
        (Part::Year, true, Lang::En) => format!("FY{}", period.year),
        (Part::Year, true, Lang::Zh) => format!("{}财年", period.year),
        (Part::Half(half), fiscal, _) => format!("{}{short:02}H{half}", if fiscal { "FY" } else { "" }),
        (Part::Quarter(quarter), fiscal, _) => {
            format!("{}{short:02}Q{quarter}", if fiscal { "FY" } else { "" })
        }
        (Part::Month(month), true, Lang::En) => format!("FY{} {}", period.year, month_name(month, lang)),
        (Part::Month(month), true, Lang::Zh) => format!("{}财年{month}月", period.year),
        (Part::Month(month), false, _) => {
            date(DateParts { year: period.year, month: Some(month), day: None }, lang)
        }
    };
    if period.estimate { core + "E" } else { core }
}

/// The number of a day, counted so that 1 January of year 1 is 1. Months and days beyond their bounds are
/// taken as the nearest that exist.
pub fn day_number(year: i32, month: u8, day: u8) -> i64 {
    let month = month.clamp(1, 12);
    let day = i64::from(day.clamp(1, days_in_month(year, month)));
    let leap_day = i64::from(month > 2 && is_leap(year));
    days_before_year(i64::from(year)) + MONTH_STARTS[usize::from(month) - 1] + leap_day + day
}

/// Year, month and day of a day number; the opposite of [`day_number`]. Numbers further away than a billion
/// years are taken as that.
pub fn civil(number: i64) -> (i32, u8, u8) {
    let number = number.clamp(-400_000_000_000, 400_000_000_000);
    let mut year = (number as f64 / 365.2425).floor() as i64 + 1;
    while days_before_year(year) >= number {
        year -= 1;
    }
    while days_before_year(year + 1) < number {
        year += 1;
    }
    let year = i32::try_from(year).unwrap_or(if year < 0 { i32::MIN } else { i32::MAX });
    let month = (2..=12).take_while(|month| day_number(year, *month, 1) <= number).last().unwrap_or(1);
    let day = number - day_number(year, month, 1) + 1;
    (year, month, u8::try_from(day.clamp(1, 31)).unwrap_or(1))
}

fn days_before_year(year: i64) -> i64 {
    let past = year - 1;
    past * 365 + past.div_euclid(4) - past.div_euclid(100) + past.div_euclid(400)
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(year: i32, month: u8) -> DateParts {
        DateParts { year, month: Some(month), day: None }
    }

    fn year(year: i32) -> DateParts {
        DateParts { year, month: None, day: None }
    }

    #[test]
    fn a_date_reads_at_its_own_precision() {
        assert_eq!(date(DateParts::day(2026, 1, 5), Lang::En), "5 Jan 2026");
        assert_eq!(date(DateParts::day(2026, 1, 5), Lang::Zh), "2026年1月5日");
        assert_eq!(date(month(2026, 1), Lang::En), "Jan 2026");
        assert_eq!(date(month(2026, 1), Lang::Zh), "2026年1月");
        assert_eq!(date(year(2026), Lang::En), "2026");
    }

    #[test]
    fn a_range_says_once_what_its_ends_share() {
        let (a, b, c) = (DateParts::day(2026, 1, 5), DateParts::day(2026, 1, 12), DateParts::day(2026, 4, 4));
        assert_eq!(date_range(a, b, Lang::En), "5–12 Jan 2026");
        assert_eq!(date_range(a, b, Lang::Zh), "2026年1月5–12日");
        assert_eq!(date_range(a, c, Lang::En), "5 Jan – 4 Apr 2026");
        assert_eq!(date_range(a, c, Lang::Zh), "2026年1月5日–4月4日");
        assert_eq!(date_range(month(2024, 11), month(2025, 3), Lang::En), "Nov 2024 – Mar 2025");
        assert_eq!(date_range(month(2025, 1), month(2025, 3), Lang::Zh), "2025年1–3月");
        assert_eq!(date_range(year(2024), year(2026), Lang::En), "2024–2026");
        assert_eq!(date_range(a, a, Lang::En), "5 Jan 2026");
    }

    #[test]
    fn periods_are_short_and_keep_their_marks() {
        let plain = |part| Period { year: 2026, part, fiscal: false, estimate: false };
        assert_eq!(period(plain(Part::Quarter(1)), Lang::En), "26Q1");
        assert_eq!(period(plain(Part::Half(2)), Lang::Zh), "26H2");
        assert_eq!(period(plain(Part::Month(9)), Lang::Zh), "2026年9月");
        let fiscal = Period { fiscal: true, estimate: true, ..plain(Part::Year) };
        assert_eq!(period(fiscal, Lang::En), "FY2026E");
        assert_eq!(period(fiscal, Lang::Zh), "2026财年E");
        assert_eq!(period(Period { part: Part::Quarter(3), ..fiscal }, Lang::En), "FY26Q3E");
        assert_eq!(period(Period { part: Part::Month(9), ..fiscal }, Lang::En), "FY2026 SepE");
        assert_eq!(period(Period { part: Part::Month(9), ..fiscal }, Lang::Zh), "2026财年9月E");
    }

    #[test]
    fn day_numbers_count_from_the_first_of_january_of_year_one() {
        assert_eq!(day_number(1, 1, 1), 1);
        assert_eq!(day_number(1970, 1, 1), 719_163);
        assert_eq!(day_number(2026, 1, 5), 739_621);
        assert_eq!(day_number(2023, 2, 31), day_number(2023, 2, 28));
    }

    #[test]
    fn every_day_number_comes_back_from_its_date() {
        for number in (-800_000..1_200_000).step_by(13) {
            let (year, month, day) = civil(number);
            assert_eq!(day_number(year, month, day), number);
        }
        let (_, month, day) = civil(i64::MAX / 2);
        assert!((1..=12).contains(&month) && (1..=31).contains(&day));
    }
}
