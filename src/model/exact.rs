//! Numbers computed without rounding: quotients of whole numbers, written out to any digit.

use super::decimal::Decimal;

/// A quotient of two whole numbers, reduced; the lower one is positive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Exact {
    over: i128,
    under: i128,
}

/// How many more digits than asked for are written where fewer would mislead.
const MOST_MORE: u32 = 12;

/// The largest lower number: ten times it still fits.
const MOST_UNDER: i128 = 10i128.pow(37);

impl Exact {
    /// Zero.
    pub const ZERO: Exact = Exact { over: 0, under: 1 };

    /// A whole number.
    pub fn whole(number: i64) -> Exact {
        Exact { over: number.into(), under: 1 }
    }

    /// The number of a cell.
    pub fn of(decimal: Decimal) -> Exact {
        let (digits, places) = decimal.parts();
        Exact::new(digits.into(), 10i128.pow(places.into())).expect("18 places are within the bounds")
    }

    /// The sum of the numbers of cells; none where it has more digits than can be kept.
    pub fn sum(mut decimals: impl Iterator<Item = Decimal>) -> Option<Exact> {
        let digits = decimals.try_fold(0i128, |sum, decimal| sum.checked_add(decimal.scaled()))?;
        Exact::new(digits, 10i128.pow(18))
    }

    /// A quotient; none where the lower number is zero or too large.
    pub fn new(over: i128, under: i128) -> Option<Exact> {
        let shared = i128::try_from(gcd(over.unsigned_abs(), under.unsigned_abs())).ok()?;
        if under == 0 || shared == 0 {
            return None;
        }
        let sign = under.signum();
        let (over, under) =
            (over.checked_div(shared)?.checked_mul(sign)?, (under / shared).checked_mul(sign)?);
        (under <= MOST_UNDER && over != i128::MIN).then_some(Exact { over, under })
    }

    /// The sum; none where it has more digits than can be kept.
    pub fn plus(self, other: Exact) -> Option<Exact> {
        let shared = i128::try_from(gcd(self.under.unsigned_abs(), other.under.unsigned_abs())).ok()?;
        let left = self.over.checked_mul(other.under / shared)?;
        let right = other.over.checked_mul(self.under / shared)?;
        Exact::new(left.checked_add(right)?, (self.under / shared).checked_mul(other.under)?)
    }

    /// The difference; none where it has more digits than can be kept.
    pub fn minus(self, other: Exact) -> Option<Exact> {
        self.plus(Exact { over: -other.over, under: other.under })
    }

    /// The product; none where it has more digits than can be kept.
    pub fn times(self, other: Exact) -> Option<Exact> {
        let left = Exact::new(self.over, other.under)?;
        let right = Exact::new(other.over, self.under)?;
        Exact::new(left.over.checked_mul(right.over)?, left.under.checked_mul(right.under)?)
    }

    /// The quotient; none for a zero below, or where it has more digits than can be kept.
    pub fn over(self, other: Exact) -> Option<Exact> {
        self.times(Exact::new(other.under, other.over)?)
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.over == 0
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.over < 0
    }

    /// Without its sign.
    pub fn magnitude(self) -> Exact {
        Exact { over: self.over.abs(), under: self.under }
    }

    /// Both whole numbers: the upper and the lower one.
    pub fn parts(self) -> (i128, i128) {
        (self.over, self.under)
    }

    /// The place of its first digit that counts: 0 for 1 to 9, 1 for 10 to 99, −1 for 0.1; 0 for zero.
    pub fn exponent(self) -> i32 {
        let (over, under) = (self.over.unsigned_abs(), self.under.unsigned_abs());
        let whole = over / under;
        if whole > 0 {
            return whole.ilog10() as i32;
        }
        let (mut rest, mut place) = (over % under, 0);
        while rest > 0 && rest < under {
            rest *= 10;
            place -= 1;
        }
        place
    }

    /// How many digits after the point write it exactly, up to `most`.
    pub fn places(self, most: u32) -> u32 {
        let under = self.under.unsigned_abs();
        let (mut rest, mut places) = (self.over.unsigned_abs() % under, 0);
        while rest > 0 && places < most {
            rest = rest * 10 % under;
            places += 1;
        }
        places
    }

    /// Written as a plain decimal after division by 10^`shift`, with `places` digits after the point; a half
    /// is rounded away from zero.
    pub fn rounded(self, shift: u32, places: u32) -> String {
        let digits = self.digits(i64::from(places) - i64::from(shift));
        let width = places as usize + 1;
        let digits = format!("{digits:0>width$}");
        let (whole, part) = digits.split_at(digits.len() - places as usize);
        let zero = digits.bytes().all(|digit| digit == b'0');
        let sign = if self.over < 0 && !zero { "-" } else { "" };
        if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }

    /// Written with so many digits after the point, or as many more as keep something from reading as nothing, and what is
    /// not `whole` from reading as it.
    pub fn telling(self, places: u32, whole: Option<i64>) -> String {
        self.telling_by(0, places, whole)
    }

    fn telling_by(self, shift: u32, places: u32, whole: Option<i64>) -> String {
        let is = |number: i64| self.magnitude() == Exact::whole(number);
        let misleads = |digits: &str| {
            let shown = trimmed(digits.trim_start_matches('-').to_owned());
            let reads_as = |number: i64| shown == number.to_string() && !is(number);
            reads_as(0) || whole.is_some_and(reads_as)
        };
        let written = |places| self.rounded(shift, places);
        let more = (places..=places + MOST_MORE).map(written).find(|digits| !misleads(digits));
        more.unwrap_or_else(|| written(places))
    }

    /// The change from another value to this one, in percent of the other's magnitude; none from zero.
    pub fn percent_from(self, from: Exact) -> Option<Exact> {
        self.minus(from)?.over(from.magnitude())?.times(Exact::whole(100))
    }

    /// The same with three digits that count, without zeros behind the last of them, where nothing says how many stand
    /// after the point.
    pub fn in_power(self, shift: u32, places: Option<u32>) -> String {
        if let Some(places) = places {
            return self.rounded(shift, places);
        }
        let places = u32::try_from(2 - (self.exponent() - shift as i32)).unwrap_or(0);
        trimmed(self.rounded(shift, places))
    }

    /// The same, with as many more digits as keep something from reading as nothing.
    pub fn told_in_power(self, shift: u32, places: Option<u32>) -> String {
        places.map_or_else(|| self.in_power(shift, None), |places| self.telling_by(shift, places, None))
    }

    /// The digits of its magnitude down to a place (1: tenths, −1: tens), the last one rounded.
    fn digits(self, place: i64) -> String {
        let (over, under) = (self.over.unsigned_abs(), self.under.unsigned_abs());
        let (mut digits, mut rest) = ((over / under).to_string(), over % under);
        for _ in 0..place + 1 {
            rest *= 10;
            digits.push(char::from(b'0' + u8::try_from(rest / under).expect("a digit")));
            rest %= under;
        }
        // One digit more than asked for now stands at the end; for whole tens, more than one.
        let surplus = if place >= 0 { 1 } else { usize::try_from(-place).unwrap_or(usize::MAX) };
        let kept = digits.len().saturating_sub(surplus);
        let up = digits.len() >= surplus && digits.as_bytes()[kept] >= b'5';
        digits.truncate(kept);
        if up { next(&digits) } else { digits }
    }
}

/// A row of digits, one up.
fn next(digits: &str) -> String {
    let nines = digits.len() - digits.trim_end_matches('9').len();
    let (front, _) = digits.split_at(digits.len() - nines);
    let zeros = "0".repeat(nines);
    match front.char_indices().next_back() {
        None => format!("1{zeros}"),
        Some((at, last)) => {
            let up = char::from_digit(last.to_digit(10).unwrap_or(0) + 1, 10).unwrap_or('9');
            format!("{}{up}{zeros}", &front[..at])
        }
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b > 0 {
        // Halves of the width are divided many times faster, and most numbers fit.
        (a, b) = match (u64::try_from(a), u64::try_from(b)) {
            (Ok(a), Ok(small)) => (b, u128::from(a % small)),
            _ => (b, a % b),
        };
    }
    a
}

/// A plain decimal without zeros behind its last digit that counts.
pub fn trimmed(number: String) -> String {
    match number.contains('.') {
        true => number.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn exact(text: &str) -> Exact {
        Exact::of(Decimal::parse(text).expect("a decimal"))
    }

    #[test]
    fn a_half_is_rounded_away_from_zero() {
        assert_eq!(exact("0.125").rounded(0, 2), "0.13");
        assert_eq!(exact("-0.125").rounded(0, 2), "-0.13");
        assert_eq!(exact("9.99").rounded(0, 1), "10.0");
        assert_eq!(exact("-0.04").rounded(0, 1), "0.0");
        assert_eq!(exact("256282984340").rounded(9, 1), "256.3");
        assert_eq!(exact("45").rounded(2, 0), "0");
        assert_eq!(exact("50").rounded(2, 0), "1");
        assert_eq!(exact("7").rounded(12, 2), "0.00");
    }

    #[test]
    fn nearly_all_does_not_read_as_all_nor_a_little_as_nothing() {
        let of = |text: &str, whole| exact(text).telling(0, whole);
        assert_eq!(
            ["-99.7", "99.96", "100", "99.4"].map(|text| of(text, Some(100))),
            ["-99.7", "99.96", "100", "99"]
        );
        assert_eq!(["0.4", "-0.0004", "0", "0.6"].map(|text| of(text, None)), ["0.4", "-0.0004", "0", "1"]);
        assert_eq!(exact("1.04").telling(1, Some(1)), "1.04");
    }

    #[test]
    fn a_price_cut_is_exact() {
        let (from, to) = (exact("1.68"), exact("0.42"));
        let change = to.percent_from(from).unwrap();
        assert_eq!((change.rounded(0, 0), change.places(9)), ("-75".to_owned(), 0));
        assert_eq!((from.over(Exact::ZERO), from.percent_from(Exact::ZERO)), (None, None));
        assert_eq!(exact("-1").percent_from(exact("-4")).unwrap(), Exact::whole(75), "up by three of four");
    }

    #[test]
    fn a_power_of_ten_leaves_something_of_what_is_something() {
        let told = |text: &str, places| exact(text).told_in_power(9, places);
        assert_eq!(told("-400000", Some(1)), "-0.0004");
        assert_eq!(told("12000000", Some(1)), "0.01");
        assert_eq!((told("0", Some(1)), told("251000000", Some(1))), ("0.0".to_owned(), "0.3".to_owned()));
        assert_eq!(told("-400000", None), "-0.0004");
    }

    #[test]
    fn the_first_digit_has_a_place() {
        for (text, place) in [("0", 0), ("1", 0), ("99", 1), ("0.1", -1), ("0.099", -2), ("1000000", 6)] {
            assert_eq!(exact(text).exponent(), place, "{text}");
        }
    }

    proptest! {
        #[test]
        fn sums_and_quotients_agree_with_whole_numbers(a in -10i64.pow(12)..10i64.pow(12), b in 1i64..10i64.pow(9)) {
            let (x, y) = (Exact::whole(a), Exact::whole(b));
            prop_assert_eq!(x.plus(y).unwrap().rounded(0, 0), (a + b).to_string());
            prop_assert_eq!(x.minus(y).unwrap().rounded(0, 0), (a - b).to_string());
            // Six places of a quotient are a whole number of millionths, rounded half away from zero.
            let scaled = i128::from(a) * 1_000_000;
            let half = i128::from(b) / 2 + i128::from(b % 2);
            let whole = scaled.abs() / i128::from(b) + i128::from(scaled.abs() % i128::from(b) >= half);
            let written = x.over(y).unwrap().rounded(0, 6).replace(['.', '-'], "");
            let whole = whole.to_string();
            prop_assert_eq!(written.trim_start_matches('0'), whole.trim_start_matches('0'));
        }

        #[test]
        fn what_tells_says_nothing_and_all_of_nothing_and_all_alone(a in -3000i64..3000, b in 1i64..3000, places in 0u32..3) {
            let value = Exact::whole(a).over(Exact::whole(b)).unwrap().times(Exact::whole(100)).unwrap();
            let told = value.telling(places, Some(100));
            let shown = trimmed(told.trim_start_matches('-').to_owned());
            prop_assert_eq!(shown == "0", value.is_zero());
            prop_assert_eq!(shown == "100", value.magnitude() == Exact::whole(100));
            let digits = told.split_once('.').map_or(0, |(_, part)| part.len() as u32);
            prop_assert!(digits >= places && told == value.rounded(0, digits));
        }

        #[test]
        fn a_cell_comes_back_as_it_was(whole in 0i64..1_000_000, part in 0u32..1_000_000, places in 1usize..7) {
            let part = format!("{part:06}");
            let text = format!("{whole}.{}", &part[..places]);
            prop_assert_eq!(exact(&text).rounded(0, places as u32), text);
        }
    }
}
