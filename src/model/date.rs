//! Dates as far as they are known (a year, a month, a day), moments, and periods of accounts.

use std::cmp::Ordering;
use std::fmt;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};

/// A date of the precision its author knew: `2025`, `2025-03` or `2025-03-31`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, years 1000 to 9999; the error says what is wrong.
    pub fn parse(text: &str) -> Result<Date, DateError> {
        let bytes = text.as_bytes();
        let dashed = matches!(bytes.len(), 4 | 7 | 10) && bytes.iter().skip(4).step_by(3).all(|b| *b == b'-');
        let number = |from: usize, to: usize| match bytes.get(from..to) {
            None => Some(0),
            Some(digits) => digits
                .iter()
                .try_fold(0i16, |sum, b| b.is_ascii_digit().then(|| sum * 10 + i16::from(b - b'0'))),
        };
        let parts = (number(0, 4), number(5, 7), number(8, 10));
        let (true, (Some(year @ 1000..), Some(month), Some(day))) = (dashed, parts) else {
            return Err(DateError::Shape);
        };
        let month_meant = if bytes.len() > 4 { month } else { 1 };
        let day_meant = if bytes.len() > 7 { day } else { 1 };
        NaiveDate::from_ymd_opt(year.into(), month_meant as u32, day_meant as u32)
            .map(|_| Date { year, month: month as u8, day: day as u8 })
            .ok_or(DateError::Impossible)
    }

    /// A date known to the day.
    pub fn day(date: NaiveDate) -> Date {
        let year = date.year().clamp(i16::MIN.into(), i16::MAX.into()) as i16;
        Date { year, month: date.month() as u8, day: date.day() as u8 }
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year.into()
    }

    /// The month, from 1, where known.
    pub fn month(self) -> Option<u32> {
        (self.month > 0).then(|| self.month.into())
    }

    /// The day of the month, where known.
    pub fn day_of_month(self) -> Option<u32> {
        (self.day > 0).then(|| self.day.into())
    }

    /// The first day that the date can mean.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year.into(), self.month.max(1).into(), self.day.max(1).into())
            .expect("checked when the date was read")
    }

    /// The last day that the date can mean.
    pub fn last_day(self) -> NaiveDate {
        if self.day > 0 {
            return self.first_day();
        }
        let (year, month) = match self.month {
            0 | 12 => (self.year() + 1, 1),
            month => (self.year(), u32::from(month) + 1),
        };
        let next = NaiveDate::from_ymd_opt(year, month, 1).expect("years end at 9999, chrono goes on");
        next.pred_opt().expect("a first of a month has a day before it")
    }

    /// A number that is equal for equal dates of equal precision, and ordered as they are.
    pub fn key(self) -> i32 {
        (i32::from(self.year) * 100 + i32::from(self.month)) * 100 + i32::from(self.day)
    }

    /// Days from 1 January of year 1 to the first day of the date: a place on a time axis.
    pub fn day_number(self) -> i32 {
        self.first_day().num_days_from_ce()
    }

    /// Days from 1 January 1970 to the first day of the date: what scripts of pages count in.
    pub fn unix_day(self) -> i32 {
        self.day_number() - 719_163
    }
}

impl Ord for Date {
    /// By first day; of two with the same first day the coarser comes first.
    fn cmp(&self, other: &Self) -> Ordering {
        (self.year, self.month, self.day).cmp(&(other.year, other.month, other.day))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Date {
    /// Appends the date as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as precise as it is.
    pub fn write(self, out: &mut impl fmt::Write) -> fmt::Result {
        let mut text = *b"0000-00-00";
        let year = self.year.unsigned_abs();
        for (place, digit) in [year / 1000, year / 100, year / 10, year].into_iter().enumerate() {
            text[place] += (digit % 10) as u8;
        }
        for (place, part) in [(5, self.month), (8, self.day)] {
            text[place] += part / 10;
            text[place + 1] += part % 10;
        }
        let length = match (self.month, self.day) {
            (0, _) => 4,
            (_, 0) => 7,
            _ => 10,
        };
        out.write_str(std::str::from_utf8(&text[..length]).expect("ASCII"))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

/// Why a text is no date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateError {
    /// Not of the form `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    Shape,
    /// Of the right form, but the calendar has no such day.
    Impossible,
}

/// A date or a point in time, for `publish_at` and `expires_at`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moment {
    /// The start of a day (of a month, of a year) in the site's time zone.
    Day(Date),
    /// A point in time with its offset (RFC 3339).
    Instant(DateTime<FixedOffset>),
}

impl From<DateTime<Utc>> for Moment {
    fn from(instant: DateTime<Utc>) -> Moment {
        Moment::Instant(instant.fixed_offset())
    }
}

impl Moment {
    /// Reads a date or an RFC 3339 time.
    pub fn parse(text: &str) -> Result<Moment, DateError> {
        match DateTime::parse_from_rfc3339(text) {
            Ok(instant) => Ok(Moment::Instant(instant)),
            Err(_) => Date::parse(text).map(Moment::Day),
        }
    }
}

/// A time zone: a name of the zone database (`Asia/Hong_Kong`) or a fixed offset (`+08:00`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Zone {
    /// A zone by name, with its summer times.
    Named(chrono_tz::Tz),
    /// An offset all year round.
    Fixed(FixedOffset),
}

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Zone = Zone::Named(chrono_tz::UTC);

    /// Reads a name or an offset.
    pub fn parse(text: &str) -> Option<Zone> {
        let named = text.parse().ok().map(Zone::Named);
        named.or_else(|| text.parse().ok().map(Zone::Fixed))
    }

    /// The names of all zones.
    pub fn names() -> Vec<&'static str> {
        chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).collect()
    }

    /// The calendar day of a point in time, here.
    pub fn day_of(self, now: DateTime<Utc>) -> NaiveDate {
        match self {
            Zone::Named(zone) => now.with_timezone(&zone).date_naive(),
            Zone::Fixed(offset) => now.with_timezone(&offset).date_naive(),
        }
    }

    /// Midnight at the start of a day, here, with the offset that holds then (the first moment of the
    /// day where the clocks skip midnight).
    pub fn midnight(self, day: NaiveDate) -> DateTime<FixedOffset> {
        let midnight = day.and_time(NaiveTime::MIN);
        let utc = || midnight.and_utc().fixed_offset();
        match self {
            Zone::Named(zone) => {
                let found = zone.from_local_datetime(&midnight).earliest();
                found.map_or_else(utc, |time| time.fixed_offset())
            }
            Zone::Fixed(offset) => offset.from_local_datetime(&midnight).earliest().unwrap_or_else(utc),
        }
    }
}

impl Moment {
    /// The point in time, in a zone.
    pub fn instant(self, zone: Zone) -> DateTime<FixedOffset> {
        match self {
            Moment::Day(date) => zone.midnight(date.first_day()),
            Moment::Instant(instant) => instant,
        }
    }

    /// The point in time for which a build is made that is asked for this moment: of a day its noon.
    pub fn of_build(self, zone: Zone) -> DateTime<Utc> {
        let noon = match self {
            Moment::Day(_) => TimeDelta::hours(12),
            Moment::Instant(_) => TimeDelta::zero(),
        };
        self.instant(zone).to_utc() + noon
    }

    /// Whether the moment has come.
    pub fn has_come(self, now: DateTime<Utc>, zone: Zone) -> bool {
        self.instant(zone) <= now
    }
}

/// A period of accounts, or any column of time slots: `2025`, `2025H1`, `2025Q3`, `2025-09`, each with
/// `FY` before it for a fiscal period and `E` behind it for an estimate.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Period {
    year: i16,
    /// The month in which it ends, 1 to 12.
    end_month: u8,
    /// How many months it lasts: 12, 6, 3 or 1.
    months: u8,
    /// A fiscal period of the company rather than of the calendar.
    pub fiscal: bool,
    /// An estimate rather than a reported figure.
    pub estimate: bool,
}

impl Period {
    /// How many months it lasts.
    pub fn months(self) -> u8 {
        self.months
    }

    /// Reads a period.
    pub fn parse(text: &str) -> Option<Period> {
        let (fiscal, rest) = match text.strip_prefix("FY") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (estimate, rest) = match rest.strip_suffix('E') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let year = rest.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
        let (end_month, months) = match &rest[4..] {
            "" => (12, 12),
            "H1" => (6, 6),
            "H2" => (12, 6),
            "Q1" => (3, 3),
            "Q2" => (6, 3),
            "Q3" => (9, 3),
            "Q4" => (12, 3),
            month => {
                let month: u8 = month.strip_prefix('-').filter(|m| m.len() == 2)?.parse().ok()?;
                (1..=12).contains(&month).then_some((month, 1))?
            }
        };
        let year: i16 = year.parse().ok().filter(|year| *year >= 1000)?;
        Some(Period { year, end_month, months, fiscal, estimate })
    }

    /// The year it is named after.
    pub fn year(self) -> i32 {
        self.year.into()
    }

    /// The month in which it ends (of the fiscal year, for a fiscal period), and its length in months.
    pub fn ends(self) -> (u32, u32) {
        (self.end_month.into(), self.months.into())
    }

    /// A number that is equal for equal periods.
    pub fn key(self) -> i32 {
        let kind = i32::from(self.months) * 4 + i32::from(self.fiscal) * 2 + i32::from(self.estimate);
        (i32::from(self.year) * 100 + i32::from(self.end_month)) * 100 + kind
    }

    /// The first month as a date.
    pub fn start(self) -> Date {
        Date { year: self.year, month: self.end_month - self.months + 1, day: 0 }
    }

    /// The last month as a date. A fiscal period is taken as if fiscal years were calendar years.
    pub fn date(self) -> Date {
        Date { year: self.year, month: self.end_month, day: 0 }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fiscal = if self.fiscal { "FY" } else { "" };
        let estimate = if self.estimate { "E" } else { "" };
        let part = match (self.months, self.end_month) {
            (12, _) => String::new(),
            (6, end) => format!("H{}", end / 6),
            (3, end) => format!("Q{}", end / 3),
            (_, end) => format!("-{end:02}"),
        };
        write!(f, "{fiscal}{:04}{part}{estimate}", self.year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_keeps_its_precision() {
        for text in ["2025", "2025-03", "2025-03-31"] {
            assert_eq!(Date::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Date::parse("2024-02").unwrap().last_day().to_string(), "2024-02-29");
        assert_eq!(Date::parse("2024").unwrap().last_day().to_string(), "2024-12-31");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        assert_eq!(Date::parse("2023-02-29"), Err(DateError::Impossible));
        for text in ["05/01/2024", "2024-1-5", " 2024-01-05", "0000-01-01", "", "2024-01-05-01", "２０２４"]
        {
            assert_eq!(Date::parse(text), Err(DateError::Shape), "{text}");
        }
    }

    #[test]
    fn periods_read_and_print_alike() {
        for text in ["2025", "FY2026Q1", "2025H1", "2027E", "FY2027E", "2025-09"] {
            assert_eq!(Period::parse(text).unwrap().to_string(), text);
        }
        for text in ["", "2025Q5", "Q1", "25Q1", "2025-13", "两千零五"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
        assert!(Period::parse("2025Q3") < Period::parse("2025Q4"));
    }
}
