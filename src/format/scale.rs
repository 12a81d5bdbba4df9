//! Large numbers in words: billion and trillion in English, 万 and 亿 in Chinese.

use super::digits::rounded;
use super::lang::Lang;
use super::number::{NumberFormat, Suffix};

/// A power of ten with a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Magnitude {
    /// The power of ten.
    pub power: u32,
    /// What a value is divided by before it is written.
    pub divisor: f64,
    /// The word on an axis: `K`, `M`, `B`, `T`; `万`, `亿`, `万亿`; empty for one.
    pub word: &'static str,
    /// The word in prose: `million`, `billion`; the same as on an axis in Chinese.
    pub prose: &'static str,
    /// The word after an amount of money: `k`, `m`, `bn`, `tn`; the same as on an axis in Chinese.
    pub money: &'static str,
}

const fn magnitude(
    (power, divisor): (u32, f64),
    word: &'static str,
    prose: &'static str,
    money: &'static str,
) -> Magnitude {
    Magnitude { power, divisor, word, prose, money }
}

/// No word: the value as it is.
const ONE: Magnitude = magnitude((0, 1.0), "", "", "");

const ENGLISH: [Magnitude; 4] = [
    magnitude((12, 1e12), "T", "trillion", "tn"),
    magnitude((9, 1e9), "B", "billion", "bn"),
    magnitude((6, 1e6), "M", "million", "m"),
    magnitude((3, 1e3), "K", "thousand", "k"),
];

const CHINESE: [Magnitude; 3] = [
    magnitude((12, 1e12), "万亿", "万亿", "万亿"),
    magnitude((8, 1e8), "亿", "亿", "亿"),
    magnitude((4, 1e4), "万", "万", "万"),
];

/// The scale of an axis or a column whose largest value is `max`: a divisor and a word for the unit.
/// Below 100,000 numbers stay as they are.
pub fn scale_for(max: f64, lang: Lang) -> Magnitude {
    if !max.is_finite() || max.abs() < 1e5 { ONE } else { named(max, lang) }
}

fn named(value: f64, lang: Lang) -> Magnitude {
    steps(lang).iter().find(|step| value.abs() >= step.divisor).copied().unwrap_or(ONE)
}

fn steps(lang: Lang) -> &'static [Magnitude] {
    lang.pick(&ENGLISH, &CHINESE)
}

/// The words for powers of ten in prose and after money, in both languages.
pub(super) fn words() -> impl Iterator<Item = (&'static str, u32)> {
    let steps = ENGLISH.iter().chain(&CHINESE);
    steps.flat_map(|step| [(step.prose, step.power), (step.money, step.power)])
}

/// A value with a short word, for ticks of a logarithmic axis: `1.5B`, `20万`. Below 10,000 no word.
pub fn compact(value: f64, lang: Lang, format: &NumberFormat) -> String {
    let shown = at_a_glance(value);
    let step = if shown.abs() >= 1e4 { named(shown, lang) } else { ONE };
    let format = if step == ONE { format.clone() } else { format.before_a_word() };
    let digits = NumberFormat { suffix: Suffix::None, ..format.clone() }.write(value / step.divisor);
    let whole = format.write(value / step.divisor);
    let suffix = &whole[digits.len().min(whole.len())..];
    format!("{digits}{}{suffix}", step.word)
}

/// A value in prose: `262 billion`, `2,620 亿`; numbers below a million (in Chinese below 100,000) in
/// digits. Three digits that count, all digits before the point.
pub fn in_words(value: f64, lang: Lang) -> String {
    let shown = at_a_glance(value);
    let least = lang.pick(1e6, 1e5);
    if !shown.is_finite() || shown.abs() < least {
        return NumberFormat::default().write(value);
    }
    let step = named(shown, lang);
    format!("{} {}", NumberFormat::default().write(value / step.divisor), step.prose)
}

/// An amount of money in prose: `$13.2bn`, `132 亿美元`; `currency` is an ISO code. An unknown code
/// follows the number.
pub fn money_in_words(value: f64, currency: &str, lang: Lang) -> String {
    let (sign, name) = currency_names(currency);
    let shown = at_a_glance(value);
    let step = if shown.is_finite() && shown.abs() >= lang.pick(1e6, 1e5) { named(shown, lang) } else { ONE };
    let plain = NumberFormat::default();
    match lang {
        Lang::Zh if step == ONE => format!("{} {name}", plain.write(value)),
        Lang::Zh => format!("{} {}{name}", plain.write(value / step.divisor), step.money),
        Lang::En if sign.is_empty() => {
            format!("{}{} {currency}", plain.write(value / step.divisor), step.money)
        }
        Lang::En => {
            let format = NumberFormat { currency: sign.to_owned(), ..plain };
            format!("{}{}", format.write(value / step.divisor), step.money)
        }
    }
}

/// The power of ten and its word for a number whose first digit stands at a power of ten; none for numbers
/// that are written in digits: below a million, in Chinese below 100,000.
pub fn word_for(exponent: i32, lang: Lang, money: bool) -> Option<(u32, &'static str)> {
    let exponent = u32::try_from(exponent).ok().filter(|exponent| *exponent >= lang.pick(6, 5))?;
    word_of(exponent, lang, money)
}

/// The power of ten and the word that come nearest to a power that an author asks for, from below: a billion is ten 亿,
/// 万 is ten thousand. None below the smallest.
pub fn word_of(power: u32, lang: Lang, money: bool) -> Option<(u32, &'static str)> {
    let step = steps(lang).iter().find(|step| power >= step.power);
    step.map(|step| (step.power, if money { step.money } else { step.prose }))
}

/// The sign of a currency by its code, as it stands before a number; empty for a code without one.
pub fn currency_sign(code: &str) -> &'static str {
    currency_names(code).0
}

/// Sign before the number in English and name after it in Chinese.
pub(super) fn currency_names(code: &str) -> (&'static str, &str) {
    match code {
        "USD" => ("$", "美元"),
        "CNY" | "RMB" => ("¥", "元"),
        "EUR" => ("€", "欧元"),
        "GBP" => ("£", "英镑"),
        "HKD" => ("HK$", "港元"),
        "JPY" => ("JP¥", "日元"),
        "TWD" => ("NT$", "新台币"),
        other => ("", other),
    }
}

/// The value at three digits that count, so that 999.96 million gets the word billion.
pub fn at_a_glance(value: f64) -> f64 {
    let text = format!("{:e}", value.abs());
    let Some((digits, power)) = text.split_once('e') else { return value };
    let short = format!("{}e{power}", rounded(digits.to_owned(), 2));
    short.parse::<f64>().map_or(value, |short| short.copysign(value))
}

/// Two written numbers as a range, with an en dash: `5–15`; spaced where the second one is negative.
pub fn number_range(low: &str, high: &str) -> String {
    if high.starts_with('\u{2212}') { format!("{low} – {high}") } else { format!("{low}–{high}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_read_in_the_words_of_the_language() {
        let cases = [
            (262e9, "262 billion", "2,620 亿"),
            (71_428_571_428.0, "71.4 billion", "714 亿"),
            (1.31e13, "13.1 trillion", "13.1 万亿"),
            (999_960_000.0, "1 billion", "10 亿"),
            (128_000.0, "128,000", "12.8 万"),
            (12_345.0, "12,345", "12,345"),
            (-5e9, "\u{2212}5 billion", "\u{2212}50 亿"),
            (f64::NAN, "–", "–"),
            (0.0, "0", "0"),
        ];
        for (value, en, zh) in cases {
            assert_eq!(in_words(value, Lang::En), en);
            assert_eq!(in_words(value, Lang::Zh), zh);
        }
    }

    #[test]
    fn money_reads_with_a_sign_in_english_and_a_name_in_chinese() {
        assert_eq!(money_in_words(13.2e9, "USD", Lang::En), "$13.2bn");
        assert_eq!(money_in_words(13.2e9, "USD", Lang::Zh), "132 亿美元");
        assert_eq!(money_in_words(-2e12, "CNY", Lang::En), "\u{2212}¥2tn");
        assert_eq!(money_in_words(0.42, "USD", Lang::Zh), "0.42 美元");
        assert_eq!(money_in_words(3e6, "KRW", Lang::En), "3m KRW");
    }

    #[test]
    fn a_power_that_is_asked_for_has_the_word_of_the_language() {
        let asked = [(9, "billion"), (8, "million"), (4, "thousand"), (3, "thousand")];
        for (power, word) in asked {
            assert_eq!(word_of(power, Lang::En, false).map(|(_, word)| word), Some(word));
        }
        assert_eq!(word_of(9, Lang::Zh, false), Some((8, "亿")));
        assert_eq!(word_of(4, Lang::Zh, true), Some((4, "万")));
        assert_eq!(word_of(3, Lang::Zh, false), None);
        assert_eq!(word_for(4, Lang::Zh, false), None, "unless asked for, ten thousand is written in digits");
    }

    #[test]
    fn an_axis_has_one_divisor_and_one_word() {
        assert_eq!(scale_for(1.78e13, Lang::Zh), CHINESE[0]);
        assert_eq!(scale_for(3e9, Lang::En).word, "B");
        assert_eq!(scale_for(26_000.0, Lang::En), ONE);
        assert_eq!(scale_for(f64::INFINITY, Lang::Zh), ONE);
    }

    #[test]
    fn one_value_has_its_own_short_word() {
        let plain = NumberFormat::default();
        assert_eq!(compact(1.5e9, Lang::En, &plain), "1.5B");
        assert_eq!(compact(200_000.0, Lang::Zh, &plain), "20万");
        assert_eq!(compact(2000.0, Lang::En, &plain), "2,000");
        assert_eq!(compact(20_000.0, Lang::En, &"$auto".parse().expect("a format")), "$20K");
        assert_eq!(compact(20_000.0, Lang::En, &"0%".parse().expect("a format")), "20K%");
        assert_eq!(compact(f64::NAN, Lang::En, &plain), "–");
    }

    #[test]
    fn a_range_has_an_en_dash() {
        assert_eq!(number_range("5", "15"), "5–15");
        assert_eq!(number_range("\u{2212}15", "\u{2212}5"), "\u{2212}15 – \u{2212}5");
    }
}
