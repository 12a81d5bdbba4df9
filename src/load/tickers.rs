//! Tickers in prose: `NVDA.US`, `0700.HK`, `600519.SH`, and `NASDAQ: NVDA`.

use std::ops::Range;

use memchr::memchr_iter;

/// Names of exchanges that stand before a colon and a symbol, with the codes that tickers end with.
const NAMES: [(&str, &str); 7] = [
    ("NASDAQ", "US"),
    ("NYSE", "US"),
    ("HKEX", "HK"),
    ("SEHK", "HK"),
    ("SSE", "SH"),
    ("SZSE", "SZ"),
    ("LSE", "L"),
];

/// The tickers of a text, each with its place, as a list of tickers writes them.
pub fn of_text(text: &str) -> Vec<(Range<usize>, String)> {
    if !beginnings(text).any(|at| text[at..].starts_with(is_wide)) {
        return of_narrow(text);
    }
    let (narrow, places) = narrowed(text);
    let found = of_narrow(&narrow).into_iter();
    found.map(|(range, ticker)| (places[range.start]..places[range.end], ticker)).collect()
}

/// Where characters of the block begin that holds all of full width: they share their first byte.
fn beginnings(text: &str) -> impl Iterator<Item = usize> {
    memchr_iter(0xef, text.as_bytes())
}

/// Whether a character is a full-width letter, digit or point.
fn is_wide(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '．')
}

/// A text with its full-width letters, digits and points in their usual width, and for each of its bytes and its end the
/// place in the text.
fn narrowed(text: &str) -> (String, Vec<usize>) {
    const SHIFT: u32 = '０' as u32 - '0' as u32;
    let (mut narrow, mut places) = (String::with_capacity(text.len()), Vec::with_capacity(text.len() + 1));
    for (at, c) in text.char_indices() {
        narrow.push(if is_wide(c) { char::from_u32(c as u32 - SHIFT).unwrap_or(c) } else { c });
        places.resize(narrow.len(), at);
    }
    places.push(text.len());
    (narrow, places)
}

fn of_narrow(text: &str) -> Vec<(Range<usize>, String)> {
    let pointed = behind_points(text).into_iter().map(|range| (range.clone(), text[range].to_owned()));
    let mut found: Vec<(Range<usize>, String)> = pointed.chain(behind_names(text)).collect();
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// Symbols behind the name of an exchange: `NASDAQ: BIDU`, `SEHK：9988`.
fn behind_names(text: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    let narrow = memchr_iter(b':', text.as_bytes()).map(|at| (at, ":"));
    let wide = beginnings(text).filter(|at| text[*at..].starts_with('：')).map(|at| (at, "："));
    narrow.chain(wide).filter_map(|(at, colon)| {
        let before = text[..at].trim_end();
        let (name, code) = NAMES.iter().find(|(name, _)| before.ends_with(name))?;
        let start = before.len() - name.len();
        let behind = text[at + colon.len()..].trim_start_matches(' ');
        let symbol = &behind[..behind.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(behind.len())];
        let plain = match *code {
            "US" | "L" => symbol.bytes().all(|c| c.is_ascii_uppercase()),
            _ => symbol.bytes().all(|c| c.is_ascii_digit()),
        };
        let alone = !before[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
        let end = text.len() - behind.len() + symbol.len();
        (plain && alone && (1..=6).contains(&symbol.len())).then(|| (start..end, format!("{symbol}.{code}")))
    })
}

/// Up to ten letters and digits, a point, and the code of an exchange.
fn behind_points(text: &str) -> Vec<Range<usize>> {
    const EXCHANGES: [&str; 12] = ["US", "HK", "SH", "SZ", "SS", "BJ", "TW", "T", "KS", "L", "DE", "PA"];
    let mut found: Vec<Range<usize>> = Vec::new();
    let inside = |c: u8| c.is_ascii_alphanumeric() || c == b'.' || c == b'-';
    let bytes = text.as_bytes();
    let mut seen = 0;
    for at in memchr_iter(b'.', bytes) {
        // Behind a ticker's last point stands a code; most points end a sentence or part digits.
        if at < seen || !bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase) {
            continue;
        }
        let start = bytes[seen..at].iter().rposition(|c| !inside(*c)).map_or(seen, |place| seen + place + 1);
        seen = bytes[at..].iter().position(|c| !inside(*c)).map_or(bytes.len(), |place| at + place);
        let stops = ['.', '-'];
        let start = seen - text[start..seen].trim_start_matches(stops).len();
        let word = text[start..seen].trim_end_matches(stops);
        let Some((symbol, exchange)) = word.rsplit_once('.') else { continue };
        let plain = |c: u8| c.is_ascii_uppercase() || c.is_ascii_digit();
        let known = EXCHANGES.contains(&exchange) && (1..=10).contains(&symbol.len());
        if known && symbol.bytes().all(plain) {
            found.push(start..start + word.len());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        of_text(text).into_iter().map(|(_, ticker)| ticker).collect()
    }

    #[test]
    fn tickers_are_found_in_prose() {
        let text = "Alibaba (9988.HK, BABA.US) and 腾讯0700.HK；GPT-4.1 costs U.S. dollars. See A.B.C and 600519.SH.";
        assert_eq!(found(text), ["9988.HK", "BABA.US", "0700.HK", "600519.SH"]);
        assert_eq!(found("-9988.HK. v3.US2 3.5.US"), ["9988.HK"]);
    }

    #[test]
    fn a_ticker_in_full_width_is_one() {
        let text = "腾讯０７００．HK与阿里9988.HK";
        assert_eq!(found(text), ["0700.HK", "9988.HK"]);
        assert_eq!(&text[of_text(text)[0].0.clone()], "０７００．HK");
    }

    #[test]
    fn a_symbol_behind_the_name_of_its_exchange_is_a_ticker() {
        let text = "百度（NASDAQ: BIDU；SEHK：9888）, Moutai (SSE:600519) and 0700.HK";
        assert_eq!(found(text), ["BIDU.US", "9888.HK", "600519.SH", "0700.HK"]);
        assert_eq!(&text[of_text(text)[0].0.clone()], "NASDAQ: BIDU");
        assert!(found("NASDAQ: 100 names, the NASDAQ: up, XNYSE: A, NYSE: rules").is_empty());
    }
}
