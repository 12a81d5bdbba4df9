//! Reads the words of a unit: a currency, a power of ten, a percent sign; and tells which are only half understood.

use super::scale;

/// What the words of a unit say of a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quantity {
    /// The code of a currency; empty for none.
    pub currency: String,
    /// The power of ten that one of the number stands for: 9 for `USD bn`.
    pub power: u32,
    /// Whether the number is a percentage.
    pub percent: bool,
    /// Whether something is counted: tokens, prices of tokens; not so an index, a multiple, a bare number.
    pub counts: bool,
}

/// Words for what is no count of anything.
const RATIOS: [&str; 10] = ["x", "×", "times", "multiple", "ratio", "index", "倍", "倍数", "比率", "指数"];

/// Codes that are known as currencies.
const CURRENCIES: [&str; 18] = [
    "USD", "CNY", "RMB", "EUR", "GBP", "HKD", "JPY", "TWD", "KRW", "SGD", "AUD", "CAD", "CHF", "INR", "SEK",
    "NOK", "BRL", "ILS",
];

/// Chinese names of currencies.
const NAMES: [(&str, &str); 10] = [
    ("美元", "USD"),
    ("人民币元", "CNY"),
    ("人民币", "CNY"),
    ("元", "CNY"),
    ("港元", "HKD"),
    ("欧元", "EUR"),
    ("英镑", "GBP"),
    ("日元", "JPY"),
    ("韩元", "KRW"),
    ("新台币", "TWD"),
];

/// Signs of currencies, which no unit is read by: several currencies share one.
const SIGNS: [char; 6] = ['$', '€', '£', '¥', '￥', '₩'];

/// Words that say that a number is a percentage.
const PERCENT: [&str; 5] = ["%", "percent", "per cent", "％", "百分比"];

/// Words behind a percent sign that say that a number is what lies between two percentages.
const POINTS: [&str; 4] = ["points", "point", "pts", "点"];

/// Words for powers of ten that units and formats may use, beside those that numbers are written with.
const OTHER_POWERS: [(&str, u32); 5] = [("mn", 6), ("mln", 6), ("千", 3), ("百万", 6), ("十亿", 9)];

/// Words for powers of ten that units alone may use.
const OF_UNITS: [(&str, u32); 13] = [
    ("thousands", 3),
    ("millions", 6),
    ("billions", 9),
    ("trillions", 12),
    ("mm", 6),
    ("mio", 6),
    ("b", 9),
    ("bln", 9),
    ("t", 12),
    ("trn", 12),
    ("千万", 7),
    ("百亿", 10),
    ("千亿", 11),
];

/// Words that may as well mean metres, bytes or tonnes: they are powers of ten beside a currency.
const SHORT: [&str; 5] = ["k", "m", "mm", "b", "t"];

/// Words with which a unit goes on once its number is told.
const GOES_ON: [&str; 8] = ["per", "a", "an", "each", "of", "in", "at", "for"];

/// The power of ten of a word: 9 for `billion` and `bn`, 8 for `亿`.
pub fn power_of(word: &str) -> Option<u32> {
    scale::words().chain(OTHER_POWERS).find(|(known, _)| *known == word).map(|(_, power)| power)
}

/// Whether a text is the code of a currency.
pub fn is_currency(code: &str) -> bool {
    CURRENCIES.contains(&code)
}

/// Whether a unit is one of something for each of something else: `tokens per day`, `USD/hour`, `USD a share`.
pub fn is_rate(unit: &str) -> bool {
    head(unit).len() < unit.len()
}

/// Words for times behind `per`, `a` or a slash.
const TIMES: [&str; 15] = [
    "second", "minute", "hour", "day", "week", "month", "quarter", "year", "annum", "秒", "小时", "日", "月",
    "季度", "年",
];

/// Whether a rate is one of a time: `tokens per day`, `USD bn/year`, `亿元/季度`.
pub fn is_of_time(unit: &str) -> bool {
    let behind = unit[head(unit).len()..].trim();
    let connectors = ["per ", "a ", "an ", "each ", "/", "每"];
    connectors.iter().filter_map(|word| behind.strip_prefix(word)).any(|time| TIMES.contains(&time.trim()))
}

/// Whether a unit is a ratio or an index, which does not add up: `x`, `index`, `倍`.
pub fn is_ratio(unit: &str) -> bool {
    counted(read(unit).1).is_some_and(|word| RATIOS.contains(&word))
}

/// The first word of what is counted, behind a currency and a power of ten.
fn counted(rest: &str) -> Option<&str> {
    rest.split_whitespace().next()
}

impl Quantity {
    /// Reads the words that a unit begins with: a currency, a power of ten, or a percent sign. What is counted, and what
    /// stands behind `per` or `/`, says nothing of the number: `USD per 1M tokens`, `USD bn`, `亿元`, `percent`, `tokens per day`.
    pub fn of(unit: &str) -> Quantity {
        let (quantity, rest) = read(unit);
        Quantity { counts: counted(rest).is_some_and(|word| !RATIOS.contains(&word)), ..quantity }
    }
}

/// What a unit says of its number, and the rest of the unit.
pub(super) fn read(unit: &str) -> (Quantity, &str) {
    if let Some(rest) = PERCENT.iter().find_map(|word| behind(unit, word)) {
        let percent = Quantity { percent: true, ..Quantity::default() };
        return if are_points(rest) { (Quantity::default(), unit) } else { (percent, rest) };
    }
    let (mut quantity, mut rest, mut short) = (Quantity::default(), unit, None);
    loop {
        let words = rest.trim_start();
        let code = currency(words).filter(|_| quantity.currency.is_empty());
        let power = power(words).filter(|_| quantity.power == 0);
        (quantity, rest) = match (code, power) {
            (Some((code, rest)), _) => (Quantity { currency: code.to_owned(), ..quantity }, rest),
            (_, Some((power, rest))) => {
                short =
                    SHORT.iter().find(|word| words[..words.len() - rest.len()].eq_ignore_ascii_case(word));
                (Quantity { power, ..quantity }, rest)
            }
            _ => break,
        };
    }
    // `m/s` is metres, `m tokens` are millions.
    let counts = matches!(short, Some(&("k" | "m"))) && rest.starts_with(' ') && !goes_on(rest);
    let is_other = short.is_some() && quantity.currency.is_empty() && !counts;
    if is_other { (Quantity::default(), unit) } else { (quantity, rest) }
}

fn currency(unit: &str) -> Option<(&'static str, &str)> {
    let known = CURRENCIES.iter().map(|code| (*code, *code)).chain(NAMES);
    known.filter_map(|(word, code)| Some((code, behind(unit, word)?))).next()
}

/// The power of ten that a unit begins with, and what stands behind it. `USD M` and `USD Bn` are written too.
fn power(unit: &str) -> Option<(u32, &str)> {
    let known = scale::words().chain(OTHER_POWERS).chain(OF_UNITS);
    known.filter(|(word, _)| !word.is_empty()).find_map(|(word, power)| Some((power, behind(unit, word)?)))
}

/// What stands behind a word at the beginning of a unit, in small letters or capitals but for the codes of currencies. A
/// Chinese word ends where another of these words begins.
fn behind<'a>(unit: &'a str, word: &str) -> Option<&'a str> {
    // Of all words few begin alike.
    let (first, own) = (unit.as_bytes().first()?, word.as_bytes().first()?);
    if !first.eq_ignore_ascii_case(own) {
        return None;
    }
    let (start, rest) = unit.split_at_checked(word.len())?;
    if !start.eq_ignore_ascii_case(word) || (start != word && is_currency(word)) {
        return None;
    }
    let glued = || NAMES.iter().any(|(name, _)| rest.starts_with(name));
    let ends = rest.is_empty() || rest.starts_with([' ', '/', '每']) || (!word.is_ascii() && glued());
    ends.then_some(rest)
}

/// Whether what stands behind a percent sign makes points of percent.
fn are_points(rest: &str) -> bool {
    POINTS.iter().any(|word| behind(rest.trim_start(), word).is_some())
}

/// Whether a unit goes on with what its number is for.
fn goes_on(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.starts_with(['/', '每']) || GOES_ON.iter().any(|word| behind(rest, word).is_some())
}

/// A unit of which a part is understood, and the rest may change what its number is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Doubt {
    /// The part that is not understood.
    pub rest: String,
    /// The unit as it is understood, where that can be told.
    pub meant: Option<String>,
}

/// What makes a unit doubtful: something that is not read beside a currency or a percent sign.
pub fn doubt(unit: &str) -> Option<Doubt> {
    let (quantity, rest) = read(unit);
    let rest = rest.trim();
    let doubtful = match () {
        () if rest.is_empty() => false,
        () if quantity.percent => !rest.starts_with(|c: char| c.is_alphabetic() || c == '/'),
        () if quantity.currency.is_empty() => mentions(head(unit)),
        // Once the power is told, words say what is paid: `USD bn ARR`.
        () if quantity.power > 0 => rest.contains(|c: char| c.is_numeric()),
        () => !goes_on(rest),
    };
    doubtful.then(|| Doubt { rest: rest.to_owned(), meant: meant(unit) })
}

/// What says of a unit how its number is written: all before `per`, `/` and the like.
fn head(unit: &str) -> &str {
    let end = [" per ", " a ", " an ", " each ", "/", "每"].iter().filter_map(|word| unit.find(word)).min();
    &unit[..end.unwrap_or(unit.len())]
}

/// Whether a currency or a percent sign stands somewhere in words that were not read.
fn mentions(head: &str) -> bool {
    // `元` alone is part of many words.
    let names = NAMES.iter().map(|(name, _)| *name).filter(|name| *name != "元");
    head.contains(SIGNS)
        || head.split(|c: char| !c.is_ascii_alphanumeric()).any(is_currency)
        || names.chain(["千元", "万元", "亿元"]).any(|name| head.contains(name))
        || head.strip_prefix(['%', '％']).is_some_and(|rest| !are_points(rest))
}

/// A unit as it is understood, without the signs that keep it from being so.
fn meant(unit: &str) -> Option<String> {
    let own = head(unit);
    let plain: String = own.chars().map(|c| if "().,:;'’（），、".contains(c) { ' ' } else { c }).collect();
    let signs = [
        ("US$", "USD "),
        ("HK$", "HKD "),
        ("NT$", "TWD "),
        ("€", "EUR "),
        ("£", "GBP "),
        ("000s", "k"),
        ("000", "k"),
    ];
    let plain = signs.iter().fold(plain, |text, (sign, code)| text.replace(sign, code));
    let (quantity, _) = read(plain.trim());
    let (power, word) = scale::word_of(quantity.power, super::Lang::En, true)?;
    let known = unit.is_ascii() && power == quantity.power && !quantity.currency.is_empty();
    known.then(|| format!("{} {word}{}", quantity.currency, &unit[own.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(unit: &str) -> (String, u32, bool) {
        let quantity = Quantity::of(unit);
        (quantity.currency, quantity.power, quantity.percent)
    }

    #[test]
    fn a_rate_of_a_time_is_no_price_of_a_thing() {
        for unit in
            ["USD m per quarter", "USD bn/year", "tokens per day", "亿元/季度", "USD a month", "元每年"]
        {
            assert!(is_of_time(unit), "{unit}");
        }
        for unit in ["USD per 1M tokens", "USD per GPU hour", "USD/share", "USD", "day"] {
            assert!(!is_of_time(unit), "{unit}");
        }
    }

    #[test]
    fn a_unit_says_what_its_number_is() {
        assert_eq!(of("USD per 1M tokens"), ("USD".to_owned(), 0, false));
        assert_eq!(of("USD bn"), ("USD".to_owned(), 9, false));
        assert_eq!(of("billion tokens"), (String::new(), 9, false));
        assert_eq!(of("percent"), (String::new(), 0, true));
        assert_eq!(of("tokens per day"), (String::new(), 0, false));
        assert_eq!(of("million USD"), ("USD".to_owned(), 6, false));
        assert_eq!(of("亿美元"), ("USD".to_owned(), 8, false));
        assert_eq!(of("亿元"), ("CNY".to_owned(), 8, false));
        assert_eq!(of("% of revenue"), (String::new(), 0, true));
        assert_eq!(of("元素"), (String::new(), 0, false));
    }

    #[test]
    fn powers_of_ten_are_read_as_people_write_them() {
        let written = [
            ("M Mn MN mm MM mio Million millions", 6),
            ("B Bn b bln billions Billion", 9),
            ("T t tn trn Trillion", 12),
            ("K k thousands", 3),
        ];
        for (words, power) in written {
            for word in words.split(' ') {
                assert_eq!(of(&format!("USD {word}")), ("USD".to_owned(), power, false), "{word}");
                assert_eq!(of(&format!("{word} USD per year")).1, power, "{word}");
            }
        }
        assert_eq!(of("千万元"), ("CNY".to_owned(), 7, false));
    }

    #[test]
    fn a_short_word_alone_is_no_power_of_ten() {
        for unit in ["m", "m/s", "k/day", "m per second", "t", "t of CO2", "mm", "b", "B parameters"] {
            assert_eq!(of(unit), (String::new(), 0, false), "{unit}");
            assert_eq!(doubt(unit), None, "{unit}");
        }
        assert_eq!((of("m tokens").1, of("K users per day").1), (6, 3));
    }

    #[test]
    fn percentage_points_are_no_percentages() {
        for unit in ["% points", "percent points", "percentage points", "百分点", "pp"] {
            assert_eq!((of(unit), doubt(unit)), ((String::new(), 0, false), None), "{unit}");
        }
    }

    #[test]
    fn a_unit_that_is_half_understood_is_doubtful() {
        let meant = |unit: &str| doubt(unit).map(|doubt| doubt.meant);
        let mended = |unit: &str| Some(Some(unit.to_owned()));
        assert_eq!(meant("USD (bn)"), mended("USD bn"));
        assert_eq!(meant("USD bn."), mended("USD bn"));
        assert_eq!(meant("USD '000"), mended("USD k"));
        assert_eq!(meant("'000 USD per month"), mended("USD k per month"));
        assert_eq!(meant("EUR bn, run rate"), mended("EUR bn"));
        assert_eq!(meant("US$ m"), mended("USD m"));
        for unit in [
            "RMB 100m",
            "CNY 100 million",
            "$bn",
            "10亿美元",
            "美元（十亿）",
            "USD nominal",
            "%-points",
            "% (x100)",
        ] {
            assert_eq!(meant(unit), Some(None), "{unit}");
        }
        let plain = "USD,USD bn,USD bn ARR,USD per 1M tokens,USD a share,CNY/百万 token,% of revenue,% YoY,percent,tokens,元素,亿元,百分比";
        assert!(plain.split(',').all(|unit| doubt(unit).is_none()));
    }
}
