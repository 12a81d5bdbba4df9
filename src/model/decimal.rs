//! Exact decimal numbers as they stand in a cell, so that `0.42` stays `0.42`.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// `digits × 10^-places`, exact. Up to 18 digits in all.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    digits: i64,
    places: u8,
}

/// Why a text is no plain decimal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DecimalError {
    /// `NaN`, `inf` and their kin.
    NotFinite,
    /// A separator between thousands.
    Thousands,
    /// An exponent (`1e5`).
    Exponent,
    /// A currency, percent or other sign beside the digits.
    Sign,
    /// More digits than can be kept exactly (18).
    TooLong,
    /// Anything else.
    Other,
}

impl Decimal {
    /// Reads a plain decimal: an optional `-`, digits, optionally a point and digits.
    pub fn parse(text: &str) -> Result<Decimal, DecimalError> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(part) {
            return Err(reason(text));
        }
        let part = if unsigned.contains('.') { part } else { "" };
        let mut all = whole.bytes().chain(part.bytes());
        let significant = whole.trim_start_matches('0').len() + part.len();
        if part.len() > 18 || significant > 18 && all.clone().skip_while(|byte| *byte == b'0').count() > 18 {
            return Err(DecimalError::TooLong);
        }
        let digits = all.try_fold(0i64, |sum, byte| sum.checked_mul(10)?.checked_add(i64::from(byte - b'0')));
        let digits = digits.ok_or(DecimalError::TooLong)?;
        let digits = if text.starts_with('-') { -digits } else { digits };
        Ok(Decimal { digits, places: part.len() as u8 })
    }

    /// Whether digits would lose something as a number: `000001`.
    pub fn is_code(text: &str) -> bool {
        let digits = text.strip_prefix('-').unwrap_or(text);
        digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.")
    }

    /// The digits without the point, and how many of them stand behind it.
    pub fn parts(self) -> (i64, u8) {
        (self.digits, self.places)
    }

    /// The nearest binary number, for drawing and statistics.
    pub fn to_f64(self) -> f64 {
        // Both fit a double exactly up to 2^53 and 10^18, so this rounds at most twice.
        self.digits as f64 / 10f64.powi(self.places.into())
    }

    /// How many digits its author wrote behind the point.
    pub fn places(self) -> usize {
        self.places.into()
    }

    /// The number in steps of 10^-18: equal for equal numbers.
    pub fn scaled(self) -> i128 {
        i128::from(self.digits) * 10i128.pow(18 - u32::from(self.places))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl Hash for Decimal {
    /// By value, as they are compared.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.scaled().hash(state);
    }
}

impl Ord for Decimal {
    /// By value: `1.0` equals `1`.
    fn cmp(&self, other: &Self) -> Ordering {
        self.scaled().cmp(&other.scaled())
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Decimal {
    /// Appends the number as it was written, without leading zeros and without `-0`.
    pub fn write(self, out: &mut impl fmt::Write) -> fmt::Result {
        // From the last digit to the first: datasets are written cell by cell, and this is their cost.
        let mut text = [b'0'; 40];
        let (mut at, mut rest) = (text.len(), self.digits.unsigned_abs());
        let mut put = |byte: u8| {
            at -= 1;
            text[at] = byte;
        };
        for _ in 0..self.places {
            put(b'0' + (rest % 10) as u8);
            rest /= 10;
        }
        if self.places > 0 {
            put(b'.');
        }
        loop {
            put(b'0' + (rest % 10) as u8);
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if self.digits < 0 {
            put(b'-');
        }
        out.write_str(std::str::from_utf8(&text[at..]).expect("ASCII"))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

fn reason(text: &str) -> DecimalError {
    let bare = text.trim_start_matches(['-', '+']).to_lowercase();
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    if ["nan", "inf", "infinity", ".nan", ".inf"].contains(&bare.as_str()) {
        DecimalError::NotFinite
    } else if has_digit && text.contains([',', '，', '_', '\'', ' ']) {
        DecimalError::Thousands
    } else if has_digit
        && bare.contains('e')
        && bare.bytes().all(|b| b.is_ascii_digit() || b"e.+-".contains(&b))
    {
        DecimalError::Exponent
    } else if has_digit && text.contains(['$', '¥', '￥', '€', '£', '%', '+', '\u{2212}', '％']) {
        DecimalError::Sign
    } else {
        DecimalError::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_plain_decimals_are_read() {
        assert_eq!(Decimal::parse("NaN"), Err(DecimalError::NotFinite));
        assert_eq!(Decimal::parse("inf"), Err(DecimalError::NotFinite));
        assert_eq!(Decimal::parse("1,234.56"), Err(DecimalError::Thousands));
        assert_eq!(Decimal::parse("1e5"), Err(DecimalError::Exponent));
        assert_eq!(Decimal::parse("$5"), Err(DecimalError::Sign));
        assert_eq!(Decimal::parse("1234567890123456789"), Err(DecimalError::TooLong));
        for text in ["", "-", ".", "1.", ".5", "abc", "１２"] {
            assert!(Decimal::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_number_is_printed_as_it_was_written() {
        for text in ["0", "0.42", "312.50", "-5.9", "71428571428", "0.0000001"] {
            assert_eq!(Decimal::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Decimal::parse("-0").unwrap().to_string(), "0");
    }

    proptest! {
        #[test]
        fn printing_and_reading_give_the_number_back(digits in -999_999_999_999i64..999_999_999_999, places in 0u8..12) {
            let number = Decimal { digits, places };
            prop_assert_eq!(Decimal::parse(&number.to_string()).unwrap(), number);
        }
    }
}
