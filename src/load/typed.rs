//! Numbers of prose that carry a unit and are no reference: money, percentages, counts of tokens.

use std::ops::Range;

use crate::scan;

/// Signs of currencies before a number.
const SIGNS: [char; 8] = ['$', '¥', '￥', '€', '£', '＄', '₩', '₹'];

/// Codes of currencies before a number, with a space between or without.
const CODES: [&str; 6] = ["USD", "CNY", "RMB", "HKD", "EUR", "人民币"];

/// Words and signs behind a number, longer ones before their beginnings.
const UNITS: [&str; 61] = [
    "%",
    "％",
    "‰",
    "pct",
    "倍",
    "percentage point",
    "percent",
    "per cent",
    "ppt",
    "pp",
    "bps",
    "bp",
    "basis point",
    "billion",
    "bn",
    "million",
    "mn",
    "trillion",
    "tn",
    "tokens",
    "token",
    "k token",
    "K token",
    "m token",
    "M token",
    "b token",
    "B token",
    "t token",
    "T token",
    "词元",
    "个词元",
    "个token",
    "个 token",
    "dollar",
    "cent",
    "¢",
    "yuan",
    "renminbi",
    "euro",
    "USD",
    "CNY",
    "RMB",
    "HKD",
    "EUR",
    "个百分点",
    "百分点",
    "个基点",
    "基点",
    "万亿",
    "亿",
    "万",
    "美元",
    "美分",
    "港元",
    "欧元",
    "日元",
    "元",
    "美金",
    "人民币",
    "吉瓦",
    "GW",
];

/// The bytes that a unit can begin with.
const BEGINNINGS: [bool; 256] = {
    let mut table = [false; 256];
    let mut unit = 0;
    while unit < UNITS.len() {
        table[UNITS[unit].as_bytes()[0] as usize] = true;
        unit += 1;
    }
    table
};

/// The numbers of a text that carry a currency, a percent sign, a word for a large count or the like.
pub fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    let next_digit = |at: usize| scan::position(&text.as_bytes()[at..], |byte| byte.is_ascii_digit());
    while let Some(start) = next_digit(at).map(|offset| at + offset) {
        let end = end_of_number(text, start);
        at = end;
        let (before, behind) = (&text[..start], &text[end..]);
        let lower = start_of_range(before);
        if lower.is_none() && is_part_of_name(before) && !ends_with_code(before) {
            continue;
        }
        let to = end + Some(unit(behind)).filter(|length| *length > 0).unwrap_or(multiple(before, behind));
        let from = match lower {
            Some(lower) if to > end => start_of_sign(&text[..lower]),
            Some(_) => start,
            None => start_of_sign(before),
        };
        if from < start || to > end {
            // Of a range the lower end may have been found already.
            found.pop_if(|last| last.end > from);
            found.push(from..to);
            at = to;
        }
    }
    if !text.is_ascii() {
        in_characters(text, &mut found);
    }
    found
}

/// Numbers in full width and in Chinese characters, in one pass over the text.
fn in_characters(text: &str, found: &mut Vec<Range<usize>>) {
    let is_wide = |c: char| matches!(c, '０'..='９' | '．' | '，');
    let mut seen = 0;
    for (at, c) in text.char_indices() {
        let number = match c {
            _ if at < seen => None,
            '０'..='９' | '．' | '，' => {
                seen = text[at..].find(|c| !is_wide(c)).map_or(text.len(), |length| at + length);
                wide(text, at..seen)
            }
            '百' => hundredths(text, at),
            '成' => tenths(text, at),
            '元' | '美' | '人' => sum(text, at),
            _ => None,
        };
        found.extend(number);
    }
}

/// A number in full-width digits with its unit: `５％`.
fn wide(text: &str, digits: Range<usize>) -> Option<Range<usize>> {
    let length = unit(&text[digits.end..]);
    let has_digit = || text[digits.clone()].contains(|c| matches!(c, '０'..='９'));
    (length > 0 && has_digit()).then(|| digits.start..digits.end + length)
}

/// A share in Chinese characters: `百分之七十五`.
fn hundredths(text: &str, at: usize) -> Option<Range<usize>> {
    const SHARE: &str = "百分之";
    let number = text[at..].strip_prefix(SHARE)?;
    let behind = number.trim_start_matches(|c| "零〇一二两三四五六七八九十百千万点几".contains(c));
    (behind.len() < number.len()).then(|| at..text.len() - behind.len())
}

/// A share in tenths: `七成`, `5成`.
fn tenths(text: &str, at: usize) -> Option<Range<usize>> {
    const TENTHS: char = '成';
    let mut back = text[..at].chars().rev();
    let digit = back.next().filter(|c| "一二两三四五六七八九123456789".contains(*c))?;
    let alone = !digit.is_ascii_digit()
        || back.next().is_none_or(|c| !c.is_ascii_alphanumeric() && !"-.".contains(c));
    let end = at + TENTHS.len_utf8();
    let is_word = text[end..].starts_with(|c| "不功为立本员果长就交都".contains(c));
    (alone && !is_word).then(|| at - digit.len_utf8()..end)
}

/// A sum of money in Chinese characters: `五亿美元`, `三十多万元`. Smaller ones are words (`一美元`), and vague ones no data
/// (`数十亿元`, `两三亿元`).
fn sum(text: &str, at: usize) -> Option<Range<usize>> {
    let money = ["元", "美金", "人民币"].into_iter().find(|money| text[at..].starts_with(money))?;
    let is_digit = |c: char| "一二两三四五六七八九".contains(c);
    let is_part = |c: char| is_digit(c) || "零〇十百千万亿点几多余".contains(c);
    let before = &text[..at];
    let before = "美港欧日".chars().find_map(|of| before.strip_suffix(of)).unwrap_or(before);
    let number = &before[before.trim_end_matches(is_part).len()..];
    let start = before.len() - number.len();
    let mut digits = number.chars();
    let (first, second) = (digits.next()?, digits.next());
    let vague = number.contains('几')
        || text[..start].ends_with(['数', '上', '近', '好'])
        || is_digit(first) && second.is_some_and(is_digit);
    let large = (is_digit(first) || first == '十') && number.contains(['万', '亿']);
    (large && !vague).then(|| start..at + money.len())
}

/// Digits with points and commas between.
fn end_of_number(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    while let Some(byte) = bytes.get(end) {
        let between = matches!(byte, b'.' | b',') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !byte.is_ascii_digit() && !between {
            break;
        }
        end += 1;
    }
    end
}

/// Whether a number goes on with what stands before it: `GPT-5.2`, `V3`, `Q3`, `2025-09`.
fn is_part_of_name(before: &str) -> bool {
    let mut back = before.chars().rev();
    match back.next() {
        Some(c) if c.is_ascii_alphanumeric() || matches!(c, '_' | '#' | '@') => true,
        Some('-' | '.' | '/') => back.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        _ => false,
    }
}

/// Where the lower end begins of a range whose upper end follows a text: `30-`, but not the year of a date.
fn start_of_range(before: &str) -> Option<usize> {
    let lower = before.strip_suffix('-')?;
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let start = lower.trim_end_matches(digits).len();
    let number = lower[start..].trim_start_matches(['.', ',']);
    let start = lower.len() - number.len();
    let stops = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '_' | '#' | '@');
    let is_alone = !lower[..start].ends_with(stops);
    (!number.is_empty() && is_alone).then_some(start)
}

/// Whether a text ends with the code of a currency: `CNY` before `5`.
fn ends_with_code(before: &str) -> bool {
    let is_part = |rest: &str| rest.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
    CODES.iter().filter_map(|code| before.strip_suffix(code)).any(|rest| !is_part(rest))
}

/// How long the `x` is that makes a multiple of a number (`5x`, `5×`); 0 where number and letter are a name: `Kimi 2x`, `2x Pro`.
fn multiple(before: &str, behind: &str) -> usize {
    let Some(sign) = ['x', '×'].into_iter().find(|sign| behind.starts_with(*sign)) else { return 0 };
    let rest = &behind[sign.len_utf8()..];
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    // A ratio is no name: `P/E`, `EV/EBITDA`.
    let is_name = |word: &str| word.starts_with(char::is_uppercase) && !word.contains('/');
    let next = rest.split_whitespace().next().unwrap_or("");
    let last = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
    let is_word = !(rest.starts_with(|c| goes_on(c) && c != '.') || sign == 'x' && is_name(next));
    let is_named = before.ends_with(' ') && is_name(last);
    if is_word && !is_named { sign.len_utf8() } else { 0 }
}

/// Where the sign of a currency that a text ends with begins; else its end.
fn start_of_sign(before: &str) -> usize {
    let near = before.strip_suffix(' ').unwrap_or(before);
    if let Some(last) = near.chars().next_back().filter(|last| SIGNS.contains(last)) {
        let sign = near.len() - last.len_utf8();
        let letters = before[..sign].bytes().rev().take_while(u8::is_ascii_uppercase).count();
        return sign - letters.min(3);
    }
    let trimmed = before.trim_end_matches(' ');
    let last = trimmed.as_bytes().last();
    let mut likely = CODES.iter().filter(|code| code.as_bytes().last() == last);
    let code = likely.find(|code| trimmed.ends_with(*code) && before.len() - trimmed.len() <= 1);
    code.map_or(before.len(), |code| trimmed.len() - code.len())
}

/// How long the unit is that a text begins with, with the space or hyphen before it; 0 without one.
fn unit(behind: &str) -> usize {
    let gap = behind.chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '-'));
    let gap = gap.map_or(0, char::len_utf8);
    // `20多亿`, `30余万`: more than so many.
    let more = behind[gap..].chars().next().filter(|c| matches!(c, '多' | '余'));
    let gap = gap + more.map_or(0, char::len_utf8);
    let rest = &behind[gap..];
    let fits = |unit: &&&str| {
        let Some(after) = rest.strip_prefix(**unit) else { return false };
        let word = unit.ends_with(|c: char| c.is_ascii_alphabetic());
        let goes_on = |c: char| c.is_ascii_alphabetic() && c != 's';
        !word || !after.starts_with(goes_on)
    };
    let plural = |unit: &str| {
        let latin = unit.ends_with(|c: char| c.is_ascii_alphabetic());
        usize::from(latin && rest[unit.len()..].starts_with('s'))
    };
    let Some(first) = rest.as_bytes().first().filter(|first| BEGINNINGS[usize::from(**first)]) else {
        return 0;
    };
    let likely = UNITS.iter().filter(|unit| unit.as_bytes()[0] == *first);
    likely.clone().find(fits).map_or(0, |unit| gap + unit.len() + plural(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        numbers(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn numbers_with_a_unit_are_found() {
        assert_eq!(
            found(
                "It fell 75% to $0.42, or US$1,250.50; 262 billion tokens, 40 percent, 3 pp, 8.6 trillion."
            ),
            ["75%", "$0.42", "US$1,250.50", "262 billion", "40 percent", "3 pp", "8.6 trillion"]
        );
        assert_eq!(
            found("日均2,563亿token，降75%，0.42美元，13万亿，提高3个百分点，人民币5元，1 元，约 8.6 万亿"),
            ["2,563亿", "75%", "0.42美元", "13万亿", "3个百分点", "人民币5元", "1 元", "8.6 万亿"]
        );
        assert_eq!(
            found("3m tokens，降了百分之七十五，近七成用户，一成不变"),
            ["3m tokens", "百分之七十五", "七成"]
        );
        assert_eq!(found("近5成用户，3.5成，2025成立，成本"), ["5成"]);
        assert_eq!(
            found("US$ 5, $ 6, CNY5, ５％, 30-40%, $3-4bn, 5 倍, grew 5x, 5pct, 5‰."),
            ["US$ 5", "$ 6", "CNY5", "30-40%", "$3-4bn", "5 倍", "5x", "5pct", "5‰", "５％"]
        );
        assert_eq!(
            found("at a P/E of 25x, P/E 24x, a 23x P/E, EV/EBITDA 12x, 22× sales; ₩500, ₹600, 50¢"),
            ["25x", "24x", "23x", "12x", "22×", "₩500", "₹600", "50¢"]
        );
        assert_eq!(
            found(
                "五亿美元，20多亿美元，三十多万元，22 美分，一美元，六十美元，3亿美元，万亿美元，28 ppt，20多年，\
                 数十亿美元，几十亿元，两三亿元，近百亿元，十几万元"
            ),
            ["20多亿", "22 美分", "3亿", "28 ppt", "五亿美元", "三十多万元"]
        );
        assert_eq!(found("共 12 个词元，13 个 token"), ["12 个词元", "13 个 token"]);
        assert_eq!(found("a 40-percent cut, RMB 5, 60 dollars"), ["40-percent", "RMB 5", "60 dollars"]);
    }

    #[test]
    fn years_names_and_lists_are_no_data() {
        for text in [
            "In 2025, GPT-5.4 and V3.2 came on 17 September; 3 models, 13 days, Q3 2025-09.",
            "2025年9月17日，GPT-5.4 与 50 名以内的 3 家厂商",
            "1. first 2) second",
            "Kimi 2x, v5x, 2x Pro, 10xers, 2x-plan, 3x4, 3×4, 1280 × 720; 2025-09, MACNY5, 17-18 September, GPT-4-40",
            "5 mnemonic, 7 tokenizers-like, 3 centuries",
            "",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
