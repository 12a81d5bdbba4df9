//! Dates and periods as readers of a language have them.

use crate::format::{self, DateParts, Lang, Part};
use crate::model::date::{Date, Period};

/// A date, as precise as it is known: `31 Mar 2025`, `2025年3月`.
pub fn date(date: Date, lang: Lang) -> String {
    format::date(parts(date), lang)
}

/// From one date to another, with what they share said once.
pub fn range(from: Date, to: Date, lang: Lang) -> String {
    format::date_range(parts(from), parts(to), lang)
}

/// A period of accounts: `FY26Q1`, `2027E`.
pub fn period(period: Period, lang: Lang) -> String {
    let part = match period.ends() {
        (_, 12) => Part::Year,
        (end, 6) => Part::Half((end / 6) as u8),
        (end, 3) => Part::Quarter((end / 3) as u8),
        (end, _) => Part::Month(end as u8),
    };
    let (fiscal, estimate) = (period.fiscal, period.estimate);
    format::period(format::Period { year: period.year(), part, fiscal, estimate }, lang)
}

fn parts(date: Date) -> DateParts {
    let month = date.month().map(|month| month as u8);
    DateParts { year: date.year(), month, day: date.day_of_month().map(|day| day as u8) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_precise_as_they_are_known() {
        let day = |text: &str| Date::parse(text).unwrap();
        assert_eq!(date(day("2025-03"), Lang::En), "Mar 2025");
        assert_eq!(date(day("2025-03-31"), Lang::Zh), "2025年3月31日");
        assert_eq!(range(day("2025-01-01"), day("2025-03-31"), Lang::En), "1 Jan – 31 Mar 2025");
    }

    #[test]
    fn periods_keep_their_kind() {
        let words = |text: &str| period(Period::parse(text).unwrap(), Lang::En);
        let all = ["2026", "FY2026Q1", "2025H2", "2027E"].map(words);
        assert_eq!(all, ["2026", "FY26Q1", "25H2", "2027E"]);
    }
}
