//! Numbers as readers expect them: a true minus sign, thousands in groups, the digits a format asks for.

use std::fmt;
use std::str::FromStr;

use super::digits::{
    decimal, decimals_needed, group_digits, in_cents, is_decimal, is_in_cents, moved, rounded,
    telling_places, trim_zeros,
};

/// How many digits stand after the decimal point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Digits {
    /// As many as the value was given with; of a computed value three that count.
    #[default]
    Auto,
    /// The same of an amount of money: two where there would be one, or where they write it exactly; of a computed one
    /// down to cents below a thousand.
    Cents,
    /// Always this many.
    Fixed(u8),
    /// Prices: none from 10 up, one below 10 (none where it would be 0), two below 1, and below 0.1 as
    /// many as it takes to show two that count.
    Money,
}

/// What follows the digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Suffix {
    /// Nothing.
    #[default]
    None,
    /// A percent sign. The value is in percent already: 13 reads `13%`.
    Percent,
    /// The sign of a multiple: 2.5 reads `2.5x`.
    Times,
}

/// How a number is written. The default is the automatic form: grouped, digits as given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberFormat {
    /// Sign of a currency before the digits; empty for none.
    pub currency: String,
    /// Whether a positive value has a plus sign.
    pub plus: bool,
    /// Whether thousands are separated by commas.
    pub group: bool,
    /// Digits after the decimal point.
    pub digits: Digits,
    /// What follows the digits.
    pub suffix: Suffix,
    /// By how many places the point is moved to the right before a value is written: one where billions are told in
    /// 亿. Digits after the point are counted before that.
    pub shift: u8,
}

impl Default for NumberFormat {
    fn default() -> NumberFormat {
        NumberFormat {
            currency: String::new(),
            plus: false,
            group: true,
            digits: Digits::Auto,
            suffix: Suffix::None,
            shift: 0,
        }
    }
}

impl NumberFormat {
    /// Writes a number. A value that is not finite reads as an en dash; nothing reads as minus zero.
    pub fn write(&self, value: f64) -> String {
        if !value.is_finite() {
            return "–".to_owned();
        }
        self.round(value < 0.0, decimal(value.abs()), value.abs() * 10f64.powi(self.shift.into()))
    }

    /// Writes the digits of a magnitude, as many after the point as the format asks for its size, or as many more as keep
    /// something from reading as nothing, and 99.7 percent from reading as all.
    fn round(&self, negative: bool, digits: String, size: f64) -> String {
        let digits = if self.shift == 0 { digits } else { moved(&digits, self.shift.into()) };
        let count = match self.digits {
            Digits::Fixed(count) => usize::from(count.saturating_sub(self.shift)),
            Digits::Cents if is_in_cents(&digits) => 2,
            own => own.count(size),
        };
        let whole = match self.suffix {
            Suffix::Percent if size < 100.0 => Some("100"),
            // A multiple of 1.004 is a rise, one of 1 is none.
            Suffix::Times => Some("1"),
            _ => None,
        };
        let count = telling_places(&digits, count, whole);
        let digits = rounded(digits, count);
        match self.digits {
            Digits::Auto => self.dress(negative, trim_zeros(&digits)),
            Digits::Cents => self.dress(negative, &in_cents(trim_zeros(&digits))),
            Digits::Money if size >= 1.0 => self.dress(negative, trim_zeros(&digits)),
            _ => self.dress(negative, &digits),
        }
    }

    /// Writes a decimal from its own text (`-1234.50`), keeping the digits it was given with in the
    /// automatic form. Text that is no plain decimal comes back unchanged.
    pub fn write_decimal(&self, text: &str) -> String {
        let trimmed = text.trim();
        let (negative, digits) = match trimmed.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, trimmed.strip_prefix('+').unwrap_or(trimmed)),
        };
        if !is_decimal(digits) {
            return text.to_owned();
        }
        match self.digits {
            Digits::Fixed(_) | Digits::Money => {
                let size = digits.parse::<f64>().unwrap_or(f64::INFINITY) * 10f64.powi(self.shift.into());
                self.round(negative, digits.to_owned(), size)
            }
            Digits::Cents => self.dress(negative, &in_cents(digits)),
            Digits::Auto => self.dress(negative, &moved(digits, self.shift.into())),
        }
    }

    /// This format with the digits that suit all the given values together, so that a column of numbers
    /// has one number of decimals: as many as show them exactly where two are enough, else as few as tell
    /// them ([`NumberFormat::brief`]). Formats that say their digits stay as they are.
    pub fn fitted(&self, values: &[f64]) -> NumberFormat {
        self.exact(values, 2).or_else(|| self.counting(values)).unwrap_or_else(|| self.clone())
    }

    /// The same for labels, which are read at a glance: of amounts in cents, and of tenths below a thousand, as
    /// many digits as show them exactly, of others three that count of the largest, and one decimal more where
    /// the smallest would have less than two without it. Where it would be nothing even so, and where a price
    /// would have less than two, they are as in a column.
    pub fn brief(&self, values: &[f64]) -> NumberFormat {
        let long = values.iter().any(|value| value.abs() >= 1000.0);
        let most = if self.digits == Digits::Cents { 2 } else { usize::from(!long) };
        let short = self.exact(values, most).or_else(|| self.counting(values));
        short.unwrap_or_else(|| self.fitted(values))
    }

    /// As many decimals as show the values exactly, if `most` are enough; formats that say their digits as
    /// they are.
    fn exact(&self, values: &[f64], most: usize) -> Option<NumberFormat> {
        if !matches!(self.digits, Digits::Auto | Digits::Cents) {
            return Some(self.clone());
        }
        let mut exact = 0;
        for value in values.iter().filter(|value| value.is_finite()) {
            exact = exact.max(decimals_needed(*value, 6));
            if exact > most {
                return None;
            }
        }
        Some(self.of_column(exact))
    }

    /// Three digits that count of the largest value, one decimal more where the smallest needs it.
    fn counting(&self, values: &[f64]) -> Option<NumberFormat> {
        let finite = || values.iter().copied().filter(|value| value.is_finite());
        let largest = finite().fold(0.0f64, |most, value| most.max(value.abs()));
        let most = Digits::Auto.count(largest).min(6);
        let smallest =
            finite().filter(|value| *value != 0.0).fold(f64::MAX, |least, value| least.min(value.abs()));
        let shows = |digits: &usize, count: i32| smallest >= 10f64.powi(count - 1 - *digits as i32);
        let two = [most, most + 1].into_iter().find(|digits| shows(digits, 2));
        let one = || Some(most + 1).filter(|digits| self.currency.is_empty() && shows(digits, 1));
        let most = two.or_else(one)?;
        let mut needed = 0;
        for value in finite() {
            needed = needed.max(decimals_needed(value, most));
            if needed == most {
                break;
            }
        }
        Some(self.of_column(needed))
    }

    /// So many decimals for all of a column; an amount in cents has two or none.
    fn of_column(&self, digits: usize) -> NumberFormat {
        let cents = self.digits == Digits::Cents;
        self.with_digits(if cents && digits == 1 { 2 } else { digits })
    }

    /// This format with the digits of each value, whatever it says.
    pub fn automatic(&self) -> NumberFormat {
        let digits = if self.digits == Digits::Cents { Digits::Cents } else { Digits::Auto };
        NumberFormat { digits, ..self.clone() }
    }

    /// This format for numbers that a word of their size follows: no cents of a billion.
    pub fn before_a_word(&self) -> NumberFormat {
        let digits = if self.digits == Digits::Cents { Digits::Auto } else { self.digits };
        NumberFormat { digits, ..self.clone() }
    }

    /// This format with exactly this many digits after the point.
    pub fn with_digits(&self, digits: usize) -> NumberFormat {
        let digits = Digits::Fixed(u8::try_from(digits.min(20)).unwrap_or(20));
        NumberFormat { digits, ..self.clone() }
    }

    /// Sign, currency, groups and suffix around the digits of a magnitude.
    fn dress(&self, negative: bool, digits: &str) -> String {
        let zero = digits.bytes().all(|byte| byte == b'0' || byte == b'.');
        let sign = match (zero, negative, self.plus) {
            (true, ..) | (false, false, false) => "",
            (false, true, _) => "\u{2212}",
            (false, false, true) => "+",
        };
        let digits = if self.group { group_digits(digits) } else { digits.to_owned() };
        let suffix = match self.suffix {
            Suffix::None => "",
            Suffix::Percent => "%",
            Suffix::Times => "x",
        };
        format!("{sign}{}{digits}{suffix}", self.currency)
    }
}

impl Digits {
    /// Digits after the point for a value of this size.
    fn count(self, value: f64) -> usize {
        let value = value.abs();
        match self {
            Digits::Fixed(count) => usize::from(count),
            Digits::Auto | Digits::Cents | Digits::Money if value == 0.0 => 0,
            Digits::Auto => leading_place(value, 3).min(15),
            // A tenth would get a zero behind it that nobody reckoned.
            Digits::Cents if (1.0..1000.0).contains(&value) => 2,
            Digits::Cents => leading_place(value, 3).min(15),
            Digits::Money if value >= 10.0 || value >= 9.95 => 0,
            Digits::Money if value >= 1.0 || value >= 0.995 => 1,
            Digits::Money if value >= 0.1 => 2,
            Digits::Money => leading_place(value, 2).clamp(2, 15),
        }
    }
}

/// Digits after the point that show `count` digits that count of a positive value.
fn leading_place(value: f64, count: i32) -> usize {
    let place = count - 1 - (value.log10() + 1e-9).floor() as i32;
    usize::try_from(place).unwrap_or(0)
}

/// A text that is no number format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatError {
    /// The text as it was given.
    pub text: String,
}

impl fmt::Display for FormatError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "`{}` is not a number format: write digits as `0`, `0.0` or `0,0.00`, before them `+` or a currency sign, \
             after them `%` or `x`; or `auto`, `$auto`",
            self.text
        )
    }
}

impl std::error::Error for FormatError {}

/// Signs of currencies that a format may begin with, longest first.
const CURRENCIES: [&str; 12] = ["HK$", "US$", "NT$", "CN¥", "JP¥", "A$", "C$", "S$", "$", "¥", "€", "£"];

impl FromStr for NumberFormat {
    type Err = FormatError;

    /// Reads the little language of formats: `0`, `0.0`, `0,0`, `$0.00`, `$auto`, `auto`, `0%`, `+0%`, `0.0x`.
    fn from_str(text: &str) -> Result<NumberFormat, FormatError> {
        let error = || FormatError { text: text.to_owned() };
        let (plus, rest) = after(text.trim(), "+");
        let currency = CURRENCIES.into_iter().find(|sign| rest.starts_with(sign)).unwrap_or("");
        let rest = &rest[currency.len()..];
        let (percent, rest) = before(rest, "%");
        let (times, rest) = before(rest, "x");
        let suffix = match (percent, times) {
            (false, false) => Suffix::None,
            (true, false) => Suffix::Percent,
            (false, true) => Suffix::Times,
            (true, true) => return Err(error()),
        };
        let (grouped, pattern) = after(rest, "0,");
        let (group, digits) = match pattern {
            "auto" if !grouped && currency.is_empty() => (true, Digits::Auto),
            "auto" if !grouped => (true, Digits::Money),
            _ => (grouped, Digits::Fixed(decimals_of(pattern).ok_or_else(error)?)),
        };
        Ok(NumberFormat { currency: currency.to_owned(), plus, group, digits, suffix, shift: 0 })
    }
}

impl fmt::Display for NumberFormat {
    /// Writes the format in the language that [`NumberFormat::from_str`] reads.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plus = if self.plus { "+" } else { "" };
        let group = if self.group { "0," } else { "" };
        let suffix = match self.suffix {
            Suffix::None => "",
            Suffix::Percent => "%",
            Suffix::Times => "x",
        };
        write!(out, "{plus}{}", self.currency)?;
        match self.digits {
            Digits::Auto | Digits::Cents | Digits::Money => write!(out, "auto{suffix}"),
            Digits::Fixed(0) => write!(out, "{group}0{suffix}"),
            Digits::Fixed(count) => write!(out, "{group}0.{}{suffix}", "0".repeat(usize::from(count))),
        }
    }
}

fn after<'a>(text: &'a str, prefix: &str) -> (bool, &'a str) {
    text.strip_prefix(prefix).map_or((false, text), |rest| (true, rest))
}

fn before<'a>(text: &'a str, suffix: &str) -> (bool, &'a str) {
    text.strip_suffix(suffix).map_or((false, text), |rest| (true, rest))
}

/// The number of decimals of a pattern such as `0` or `0.00`, at most nine.
fn decimals_of(pattern: &str) -> Option<u8> {
    let decimals = match pattern.strip_prefix('0')? {
        "" => return Some(0),
        rest => rest.strip_prefix('.')?,
    };
    let plain = (1..=9).contains(&decimals.len()) && decimals.bytes().all(|byte| byte == b'0');
    if plain { u8::try_from(decimals.len()).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_say_no_more_than_is_read_at_a_glance() {
        let written = |format: &NumberFormat, values: &[f64]| {
            let format = format.brief(values);
            values.iter().map(|value| format.write(*value)).collect::<Vec<_>>()
        };
        let plain = NumberFormat::default();
        assert_eq!(written(&plain, &[331.44, 84.03, 11.13]), ["331", "84", "11"]);
        assert_eq!(written(&plain, &[44.2, 16.75]), ["44.2", "16.8"]);
        assert_eq!(written(&plain, &[13.08, 0.13]), ["13.08", "0.13"]);
        assert_eq!(written(&plain, &[87.5, 100.0]), ["87.5", "100.0"]);
        assert_eq!(written(&plain, &[2562.7, 154.7]), ["2,563", "155"]);
        assert_eq!(written(&plain, &[512.25, 0.02]), ["512.25", "0.02"]);
        let price = NumberFormat { currency: "$".to_owned(), digits: Digits::Cents, ..plain };
        assert_eq!(written(&price, &[0.87, 12.0]), ["$0.87", "$12.00"]);
    }

    #[test]
    fn labels_that_belong_together_lose_no_digit_that_was_given() {
        let plain = NumberFormat::default();
        let written = |values: &[f64]| {
            let format = plain.fitted(values);
            values.iter().map(|value| format.write(*value)).collect::<Vec<_>>()
        };
        assert_eq!(written(&[1.25, 1.75, 10.0]), ["1.25", "1.75", "10.00"]);
        assert_eq!(written(&[19.8123, 6.2444]), ["19.8", "6.2"]);
        assert_eq!(written(&[0.13391, 13.1022]), ["0.13", "13.10"]);
        assert_eq!(written(&[0.0362, 5.4413, 19.7812]), ["0.04", "5.44", "19.78"]);
        assert_eq!(written(&[0.0012, 60.0]), ["0.0012", "60"]);
        let price = NumberFormat { currency: "$".to_owned(), ..plain.clone() };
        assert_eq!(price.fitted(&[0.0375, 60.0]).write(0.0375), "$0.0375");
    }

    #[test]
    fn money_has_two_decimals_or_none_and_billions_move_the_point_before_yi() {
        let dollars =
            NumberFormat { currency: "$".to_owned(), digits: Digits::Cents, ..NumberFormat::default() };
        assert_eq!(
            ["0.6", "5", "0.435", "1.10"].map(|text| dollars.write_decimal(text)),
            ["$0.60", "$5", "$0.435", "$1.10"]
        );
        assert_eq!([0.6, 5.0, 0.0037].map(|value| dollars.write(value)), ["$0.60", "$5", "$0.0037"]);
        assert_eq!([0.6, 1.0].map(|value| dollars.fitted(&[0.6, 1.0]).write(value)), ["$0.60", "$1.00"]);
        let yi = NumberFormat { shift: 1, ..NumberFormat::default() };
        let decimals = ["13.2", "-0.05", "0.5", "7", "6.250"].map(|text| yi.write_decimal(text));
        assert_eq!(decimals, ["132", "\u{2212}0.5", "5", "70", "62.50"]);
        let values = [24.0, 35.7, 30.88];
        assert_eq!(values.map(|value| yi.fitted(&values).write(value)), ["240.0", "357.0", "308.8"]);
    }

    #[test]
    fn an_amount_that_is_rounded_gets_no_cents_that_it_has_not() {
        let price =
            NumberFormat { currency: "$".to_owned(), digits: Digits::Cents, ..NumberFormat::default() };
        let cases: [&[(f64, &str)]; 5] = [
            &[(18.75, "$18.75"), (0.075, "$0.075")],
            &[(10.25, "$10.25"), (0.028, "$0.028"), (3.0, "$3")],
            &[(99.99, "$99.99"), (0.001, "$0.001"), (1234.5, "$1,234.50")],
            &[(12.345, "$12.35"), (0.0375, "$0.0375")],
            &[(1234.5678, "$1,235"), (0.0005, "$0.0005")],
        ];
        for case in cases {
            let values: Vec<f64> = case.iter().map(|(value, _)| *value).collect();
            for (value, expected) in case {
                for format in [price.brief(&values), price.fitted(&values)] {
                    assert_eq!(format.write(*value), *expected, "{values:?}");
                }
            }
        }
    }

    fn format(text: &str) -> NumberFormat {
        text.parse().expect("a format of this test")
    }

    #[test]
    fn the_little_language_writes_what_it_shows() {
        let cases = [
            ("0", 5.4, "5"),
            ("0", 12345.0, "12345"),
            ("0.0", 5.75, "5.8"),
            ("0,0", 12345.6, "12,346"),
            ("0,0.00", -1234.5, "\u{2212}1,234.50"),
            ("$0.00", -5.9, "\u{2212}$5.90"),
            ("HK$0,0", 1000.0, "HK$1,000"),
            ("0%", 13.0, "13%"),
            ("+0%", 12.4, "+12%"),
            ("+0%", -3.0, "\u{2212}3%"),
            ("+0%", 0.2, "+0.2%"),
            ("0.0x", 2.5, "2.5x"),
            ("0.0x", 1.004, "1.004x"),
            ("0.0x", 1.0, "1.0x"),
            ("auto", 71428571428.0, "71,428,571,428"),
            ("auto", 0.1 + 0.2, "0.3"),
            ("auto", 7.65432, "7.65"),
        ];
        for (pattern, value, expected) in cases {
            assert_eq!(format(pattern).write(value), expected, "{pattern} of {value}");
        }
    }

    #[test]
    fn something_never_reads_as_nothing_nor_a_part_as_all() {
        let cases = [
            ("+0%", "-99.7", "\u{2212}99.7%"),
            ("0%", "99.96", "99.96%"),
            ("0.0%", "99.96", "99.96%"),
            ("0%", "100", "100%"),
            ("0%", "100.4", "100%"),
            ("0%", "99.4", "99%"),
            ("0%", "0.04", "0.04%"),
            ("0", "0.4", "0.4"),
            ("0", "99.7", "100"),
            ("0.0", "-0.0004", "\u{2212}0.0004"),
            ("0.00", "0", "0.00"),
        ];
        for (pattern, text, expected) in cases {
            assert_eq!(format(pattern).write_decimal(text), expected, "{pattern} of {text}");
            let value: f64 = text.parse().expect("a number");
            assert_eq!(format(pattern).write(value), expected, "{pattern} of {value}");
        }
        assert_eq!(format("0%").write(0.1 + 0.2 - 0.3), "0%", "what binary fractions leave is nothing");
        assert_eq!(format("0%").write(99.99999999999999), "100%");
    }

    #[test]
    fn a_half_is_rounded_up_whoever_wrote_the_number() {
        let cases = [
            ("0.0", 26.25, "26.3"),
            ("0.0", -61.25, "\u{2212}61.3"),
            ("0.00", 0.375, "0.38"),
            ("0", 0.5, "1"),
        ];
        for (pattern, value, expected) in cases {
            assert_eq!(format(pattern).write(value), expected, "{pattern} of {value}");
            assert_eq!(
                format(pattern).write_decimal(&value.to_string()),
                expected,
                "{pattern} of {value} as text"
            );
        }
        assert_eq!(format("0.00").write(1.005), "1.01", "1.005 is a little less in binary");
        assert_eq!(format("0").write((0.45 - 0.4) / 0.4 * 100.0), "13", "12.5 but for noise");
        assert_eq!(format("0").write(9.999e22), "99990000000000000000000");
        assert_eq!(format("0.0").write_decimal("12345678901234567.85"), "12345678901234567.9");
        assert_eq!(
            [
                ("9.996", 2),
                ("0.96", 1),
                ("7", 2),
                ("7", 0),
                ("7.5", 0),
                ("99.5", 0),
                ("0.04", 1),
                ("1.20", 2)
            ]
            .map(|(digits, places)| rounded(digits.to_owned(), places)),
            ["10.00", "1.0", "7.00", "7", "8", "100", "0.0", "1.20"]
        );
    }

    #[test]
    fn prices_have_the_digits_of_their_size() {
        let cases = [
            (25.0, "$25"),
            (15.4, "$15"),
            (9.96, "$10"),
            (1.5, "$1.5"),
            (3.0, "$3"),
            (0.42, "$0.42"),
            (0.5, "$0.50"),
            (0.075, "$0.075"),
            (0.0028, "$0.0028"),
            (0.0, "$0"),
            (-0.4, "\u{2212}$0.40"),
            (12345.0, "$12,345"),
        ];
        for (value, expected) in cases {
            assert_eq!(format("$auto").write(value), expected, "{value}");
        }
    }

    #[test]
    fn a_value_given_as_text_keeps_its_own_digits() {
        let auto = NumberFormat::default();
        assert_eq!(auto.write_decimal("12345.60"), "12,345.60");
        assert_eq!(auto.write_decimal("-0.0"), "0.0");
        assert_eq!(auto.write_decimal("-7"), "\u{2212}7");
        assert_eq!(auto.write_decimal("n/a"), "n/a");
        assert_eq!(format("0.0").write_decimal("3.14159"), "3.1");
    }

    #[test]
    fn what_is_no_format_says_what_is_allowed() {
        for text in [
            "",
            "1",
            "0.1",
            "0.",
            "00",
            "#,##0",
            "0%x",
            "0,",
            "$",
            "x",
            "%",
            "0.0000000000",
            "auto0",
            "0,auto",
        ] {
            let error = text.parse::<NumberFormat>().expect_err(text);
            assert!(error.to_string().contains("`0,0.00`"), "{error}");
        }
    }

    #[test]
    fn a_column_of_labels_has_one_number_of_decimals() {
        assert_eq!(NumberFormat::default().fitted(&[58.6, 38.0, 5.24]).digits, Digits::Fixed(2));
        assert_eq!(NumberFormat::default().fitted(&[4.0, 12.0]).digits, Digits::Fixed(0));
        assert_eq!(NumberFormat::default().fitted(&[]).digits, Digits::Fixed(0));
        assert_eq!(format("$auto").fitted(&[5.24]).digits, Digits::Money);
    }

    #[test]
    fn no_value_in_any_format_reads_as_minus_zero_or_as_no_number() {
        let formats = ["0", "0.0", "0,0.00", "$0.00", "$auto", "auto", "0%", "+0%", "0.0x", "+€0,0.000"];
        let mut seed = 7u64;
        for round in 0..4000u32 {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            let value = match round % 8 {
                0 => f64::from_bits(seed),
                1 => -0.0,
                _ => {
                    ((seed >> 11) as f64 / 2f64.powi(52) - 1.0)
                        * 10f64.powi(i32::try_from(seed % 28).expect("small") - 12)
                }
            };
            for pattern in formats {
                let text = format(pattern).write(value);
                let digits = text.contains(|letter: char| ('1'..='9').contains(&letter));
                assert!(!text.contains("NaN") && !text.contains("inf"), "{pattern} of {value}: {text}");
                assert!(digits || !text.contains(['\u{2212}', '+', '-']), "{pattern} of {value}: {text}");
                assert_eq!(format(pattern).to_string(), pattern);
            }
        }
    }

    #[test]
    fn fixed_digits_read_back_as_the_value_they_round() {
        for value in [0.0, 1.0, 12345.678, 99.995, 1e12, 0.004] {
            let text = format("0,0.00").write(value).replace(',', "");
            assert!((text.parse::<f64>().expect("digits") - value).abs() <= 0.0051, "{value}: {text}");
        }
    }
}
