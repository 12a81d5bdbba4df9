//! Numbers with their unit: money, percentages, large counts, places in a row.

use std::str::FromStr;

use super::lang::Lang;
use super::number::{FormatError, NumberFormat, Suffix};
use super::scale;
use super::unit::{Quantity, power_of, read};

/// How an author wants numbers written: digits and signs, a power of ten, or both (`billion`, `0.0,million`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scaled {
    /// Digits and signs.
    pub number: Option<NumberFormat>,
    /// In this power of ten.
    pub power: Option<u32>,
}

impl Scaled {
    /// The parts of a format, which commas part; the comma of `0,0.0` belongs to its number.
    pub fn parts(text: &str) -> impl Iterator<Item = String> {
        let joined = text.replace("0,0", "0\u{1}0");
        let parts: Vec<String> = joined.split(',').map(|part| part.replace('\u{1}', ",")).collect();
        parts.into_iter()
    }

    /// Takes in a part of a format.
    ///
    /// # Errors
    /// Where it is neither the word of a power of ten nor a number format.
    pub fn take(&mut self, part: &str) -> Result<(), FormatError> {
        match power_of(part) {
            Some(power) => self.power = Some(power),
            None => self.number = Some(part.parse()?),
        }
        Ok(())
    }
}

impl From<NumberFormat> for Scaled {
    fn from(number: NumberFormat) -> Scaled {
        Scaled { number: Some(number), power: None }
    }
}

impl FromStr for Scaled {
    type Err = FormatError;

    fn from_str(text: &str) -> Result<Scaled, FormatError> {
        let mut scaled = Scaled::default();
        Scaled::parts(text).try_for_each(|part| scaled.take(&part))?;
        Ok(scaled)
    }
}

impl Quantity {
    /// Whether the sign of a currency may stand before the number.
    pub fn takes(&self, sign: &str) -> bool {
        match (sign, self.currency.as_str()) {
            (_, "") => false,
            ("US$", code) => code == "USD",
            ("CN¥", code) => matches!(code, "CNY" | "RMB"),
            (sign, code) => [sign, ""].contains(&scale::currency_names(code).0),
        }
    }

    /// Whether a unit in other words, but with the same currency, power of ten and percent sign, may stand behind
    /// the number. A currency may go unsaid.
    pub fn can_be_called(&self, other: &Quantity) -> bool {
        let code = |quantity: &Quantity| quantity.currency.replace("RMB", "CNY");
        let same_money = other.currency.is_empty() || code(self) == code(other);
        same_money && self.power == other.power && self.percent == other.percent
    }

    /// The word for the power of ten, for numbers that are written in digits, and by how many places the point of the
    /// number moves right before it: a billion is ten 亿, a thousand has no word.
    pub fn word(&self, lang: Lang) -> (u32, &'static str) {
        let money = !self.currency.is_empty();
        let (power, word) = scale::word_for(self.power as i32, lang, money).unwrap_or((0, ""));
        (self.power - power, word)
    }

    /// An amount of money with two decimals, or none: `1.50`; any other number as it is.
    pub fn padded(&self, number: String) -> String {
        let tenths = number.split_once('.').is_some_and(|(_, part)| part.len() == 1);
        if tenths && self.power == 0 && !self.currency.is_empty() { number + "0" } else { number }
    }

    /// Puts the sign of a currency or of percent and a word for a power of ten to a plain decimal. A format
    /// that its author chose says whether there is a plus sign, and which sign of a currency.
    pub fn dress(&self, number: &str, word: &str, (asked, lang): (Option<&NumberFormat>, Lang)) -> String {
        let plus = asked.is_some_and(|format| format.plus);
        let own = asked.map_or("", |format| format.currency.as_str());
        let suffix = match asked.map(|format| format.suffix) {
            Some(suffix @ (Suffix::Percent | Suffix::Times)) => suffix,
            _ if self.percent => Suffix::Percent,
            _ => Suffix::None,
        };
        let (sign, name) = scale::currency_names(&self.currency);
        let plain = NumberFormat { plus, suffix, ..NumberFormat::default() };
        let signed =
            |sign: &str| NumberFormat { currency: sign.to_owned(), ..plain.clone() }.write_decimal(number);
        let space = if word.is_empty() { "" } else { " " };
        match lang {
            _ if !own.is_empty() => format!("{}{word}", signed(own)),
            _ if self.currency.is_empty() => format!("{}{space}{word}", plain.write_decimal(number)),
            Lang::Zh => format!("{} {word}{name}", plain.write_decimal(number)),
            Lang::En if sign.is_empty() => format!("{}{word} {name}", plain.write_decimal(number)),
            Lang::En => format!("{}{word}", signed(sign)),
        }
    }

    /// A value of this unit in prose, with three digits that count: `$1.25tn`, `−80%`, `262 billion`.
    pub fn in_words(&self, value: f64, lang: Lang) -> String {
        let whole = value * 10f64.powi(self.power as i32);
        match self.currency.as_str() {
            _ if self.percent => {
                NumberFormat { suffix: Suffix::Percent, ..NumberFormat::default() }.write(value)
            }
            "" => scale::in_words(whole, lang),
            code => scale::money_in_words(whole, code, lang),
        }
    }

    /// A written number with the rest of its unit: `$0.42 per 1M tokens`, `每百万 token 0.42 美元`.
    pub fn with_unit(&self, text: &str, unit: &str, lang: Lang) -> String {
        let (own, rest) = read(unit);
        // Another language may have another word for the currency, or none that is known.
        let unknown = own.currency.is_empty() && !self.currency.is_empty();
        let rest = if unknown { unit.find([' ', '/']).map_or("", |at| &unit[at..]) } else { rest };
        match (lang, rest.trim_start().strip_prefix('/')) {
            _ if rest.trim().is_empty() => text.to_owned(),
            (Lang::Zh, Some(each)) => format!("每{} {text}", each.trim_start()),
            (Lang::Zh, None) if rest.starts_with('每') => format!("{rest} {text}"),
            (_, Some(each)) => format!("{text}/{each}"),
            (Lang::Zh, None) if chinese(text.chars().last()) && chinese(rest.trim_start().chars().next()) => {
                format!("{text}{}", rest.trim_start())
            }
            _ => format!("{text} {}", rest.trim_start()),
        }
    }
}

fn chinese(letter: Option<char>) -> bool {
    letter.is_some_and(|letter| !letter.is_ascii())
}

/// A written number with a unit that is a currency and a power of ten, as an amount of money: `−13.2` of `USD bn` is
/// `−$13.2bn`. `None` for any other unit.
pub fn amount(number: &str, unit: &str) -> Option<String> {
    let (quantity, rest) = read(unit);
    let (sign, _) = scale::currency_names(&quantity.currency);
    let (power, word) = scale::word_of(quantity.power, Lang::En, true)?;
    let fits = rest.trim().is_empty() && unit.is_ascii() && power == quantity.power && !sign.is_empty();
    let digits = number.find(|letter: char| letter.is_ascii_digit()).filter(|_| fits)?;
    let (before, digits) = number.split_at(digits);
    Some(format!("{before}{sign}{digits}{word}"))
}

const ENGLISH: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
const CHINESE: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// A place in a row: `3rd`, `第3`; in words up to ten `third`, `第三`.
pub fn ordinal(place: u32, in_words: bool, lang: Lang) -> String {
    let word = (place as usize).checked_sub(1).filter(|_| in_words);
    let english = word.and_then(|at| ENGLISH.get(at));
    let chinese = word.and_then(|at| CHINESE.get(at));
    let ending = match (place % 10, place % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    match lang {
        Lang::En => english.map_or_else(|| format!("{place}{ending}"), |word| (*word).to_owned()),
        Lang::Zh => chinese.map_or_else(|| format!("第{place}"), |word| format!("第{word}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_price_is_for_is_no_size_of_the_price() {
        for unit in
            ["USD/million tokens", "USD/k tokens", "CNY/百万 token", "元/百万 token", "美元每百万 token"]
        {
            assert_eq!(Quantity::of(unit).power, 0, "{unit}");
        }
        let with = |unit: &str, text: &str, lang| Quantity::of(unit).with_unit(text, unit, lang);
        assert_eq!(with("CNY/百万 token", "6.50 元", Lang::Zh), "每百万 token 6.50 元");
        assert_eq!(with("美元每百万 token", "6.50 美元", Lang::Zh), "每百万 token 6.50 美元");
        assert_eq!(with("USD/million tokens", "$0.80", Lang::En), "$0.80/million tokens");
        assert_eq!(with("% of revenue", "80%", Lang::En), "80% of revenue");
        assert_eq!(with("percent", "80%", Lang::En), "80%");
        assert_eq!(with("亿元", "1,600 亿元", Lang::Zh), "1,600 亿元");
    }

    #[test]
    fn a_unit_may_be_worded_otherwise_but_not_be_another() {
        let may = |unit: &str, other: &str| Quantity::of(unit).can_be_called(&Quantity::of(other));
        for (unit, other) in [
            ("USD bn", "billion USD"),
            ("USD bn", "bn"),
            ("RMB", "CNY per token"),
            ("%", "% of sales"),
            ("tokens", "words"),
        ] {
            assert!(may(unit, other), "{unit} as {other}");
        }
        for (unit, other) in [
            ("USD bn", "CNY bn"),
            ("USD bn", "USD m"),
            ("USD bn", "annualised"),
            ("tokens", "bn tokens"),
            ("points", "%"),
            ("%", "USD"),
            ("tokens", "USD"),
        ] {
            assert!(!may(unit, other), "{unit} as {other}");
        }
    }

    #[test]
    fn money_has_its_sign_or_its_name() {
        let usd = Quantity::of("USD per 1M tokens");
        assert_eq!(usd.dress("0.42", "", (None, Lang::En)), "$0.42");
        assert_eq!(usd.dress("0.42", "", (None, Lang::Zh)), "0.42 美元");
        assert_eq!(usd.dress("-13.2", "bn", (None, Lang::En)), "\u{2212}$13.2bn");
        assert_eq!(usd.dress("132", "亿", (None, Lang::Zh)), "132 亿美元");
        assert_eq!(Quantity::of("KRW").dress("3", "m", (None, Lang::En)), "3m KRW");
        assert_eq!(usd.with_unit("$0.42", "USD per 1M tokens", Lang::En), "$0.42 per 1M tokens");
        assert_eq!(usd.with_unit("0.42 美元", "美元/百万 token", Lang::Zh), "每百万 token 0.42 美元");
        assert_eq!(Quantity::of("USD bn").with_unit("$13bn", "USD bn", Lang::En), "$13bn");
    }

    #[test]
    fn an_amount_has_its_sign_before_and_its_power_behind() {
        assert_eq!(amount("1,000", "USD bn").as_deref(), Some("$1,000bn"));
        assert_eq!(amount("\u{2212}13.2", "USD bn").as_deref(), Some("\u{2212}$13.2bn"));
        assert_eq!(amount("+13.2", "USD m").as_deref(), Some("+$13.2m"));
        assert_eq!(
            [amount("3", "USD"), amount("3", "USD per day"), amount("3", "KRW bn")],
            [None, None, None]
        );
    }

    #[test]
    fn the_power_of_a_unit_is_said_once() {
        let with = |unit: &str, text: &str, lang| Quantity::of(unit).with_unit(text, unit, lang);
        assert_eq!(with("billion tokens", "262 billion", Lang::En), "262 billion tokens");
        assert_eq!(with("USD mn", "$995m", Lang::En), "$995m");
        assert_eq!(with("tokens per day", "262 billion", Lang::En), "262 billion tokens per day");
        assert_eq!(with("词元", "2,620 亿", Lang::Zh), "2,620 亿词元");
        assert_eq!(with("词元", "7", Lang::Zh), "7 词元");
        assert_eq!(with("USD per 1M tokens", "0.80 美元", Lang::Zh), "0.80 美元 per 1M tokens");
        assert_eq!(Quantity::of("USD").padded("0.8".to_owned()), "0.80");
        assert_eq!(Quantity::of("USD bn").padded("0.8".to_owned()), "0.8");
    }

    #[test]
    fn places_in_a_row_read_as_spoken() {
        let en = |place| ordinal(place, false, Lang::En);
        assert_eq!(
            [1, 2, 3, 4, 11, 12, 21, 112].map(en),
            ["1st", "2nd", "3rd", "4th", "11th", "12th", "21st", "112th"]
        );
        assert_eq!((ordinal(3, true, Lang::En), ordinal(3, true, Lang::Zh)), ("third".into(), "第三".into()));
        assert_eq!(ordinal(12, true, Lang::Zh), "第12");
    }
}
