//! Tickers in prose: `NVDA.US`, `0700.HK`, `600519.SH`.

use std::ops::Range;

/// Where tickers stand in a text: up to ten letters and digits, a point, and the code of an exchange.
pub fn of_text(text: &str) -> Vec<Range<usize>> {
    const EXCHANGES: [&str; 12] = ["US", "HK", "SH", "SZ", "SS", "BJ", "TW", "T", "KS", "L", "DE", "PA"];
    let mut found: Vec<Range<usize>> = Vec::new();
    let inside = |c: u8| c.is_ascii_alphanumeric() || c == b'.' || c == b'-';
    let bytes = text.as_bytes();
    let mut seen = 0;
    for (at, _) in text.match_indices('.') {
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

    fn found(text: &str) -> Vec<&str> {
        of_text(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn tickers_are_found_in_prose() {
        let text = "Alibaba (9988.HK, BABA.US) and 腾讯0700.HK；GPT-4.1 costs U.S. dollars. See A.B.C and 600519.SH.";
        assert_eq!(found(text), ["9988.HK", "BABA.US", "0700.HK", "600519.SH"]);
        assert_eq!(found("-9988.HK. v3.US2 3.5.US"), ["9988.HK"]);
    }
}
