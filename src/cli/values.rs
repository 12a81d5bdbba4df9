//! Values of the command line: each read as what it is, or refused in words that say how to write it.

use chrono::DateTime;

use crate::model::config::BaseUrl;
use crate::model::date::{Date, Moment};

/// A moment to build for.
pub fn moment(text: &str) -> Result<Moment, String> {
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Ok(Moment::Instant(moment));
    }
    let day = Date::parse(text).ok().filter(|date| date.day_of_month().is_some());
    day.map(Moment::Day)
        .ok_or_else(|| "write a date (2026-01-31) or a moment (2026-01-31T09:00:00+08:00)".to_owned())
}

/// A number of threads.
pub fn jobs(text: &str) -> Result<u16, String> {
    let jobs = text.parse().ok().filter(|jobs| (1..=1024).contains(jobs));
    jobs.ok_or_else(|| "write how many threads, from 1 to 1024".to_owned())
}

/// A port.
#[cfg(feature = "serve")]
pub fn port(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| "write a port, a number from 0 to 65535".to_owned())
}

/// How many rows; 0 is all.
pub fn limit(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| "write how many rows; 0 is all".to_owned())
}

/// Where a site is published.
pub fn base_url(text: &str) -> Result<BaseUrl, String> {
    BaseUrl::parse(text).ok_or_else(|| "write an address like https://example.org/research/".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Zone;

    #[test]
    fn a_moment_is_a_date_or_rfc_3339() {
        let of_build = |text, zone| moment(text).unwrap().of_build(Zone::parse(zone).unwrap()).to_rfc3339();
        assert_eq!(of_build("2026-01-31", "UTC"), "2026-01-31T12:00:00+00:00");
        assert_eq!(of_build("2026-01-31", "Pacific/Auckland"), "2026-01-30T23:00:00+00:00");
        assert_eq!(of_build("2026-01-31T09:00:00+08:00", "Pacific/Auckland"), "2026-01-31T01:00:00+00:00");
        for bad in ["2026-1-31", " 2026-01-31", "31.1.2026", "2026-02-30", "+2026-1-01", "now", ""] {
            assert!(moment(bad).is_err(), "{bad}");
        }
    }
}
