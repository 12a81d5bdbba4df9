//! Text made safe for where it is printed: HTML, XML, JSON inside a page, addresses.

use std::fmt::Write as _;

use serde::Serialize;

use crate::scan;

/// Appends text to HTML, in an element or between double quotes of an attribute. Characters that XML
/// forbids are dropped, so that the same text is safe in feeds; `=` is written as a reference, so that no
/// text reads as an attribute to a filter that looks for one.
pub fn html_into(text: &str, out: &mut String) {
    replace(text, out, is_not_in_html, |rest| match rest.as_bytes()[0] {
        b'&' => Some(("&amp;", 1)),
        b'<' => Some(("&lt;", 1)),
        b'>' => Some(("&gt;", 1)),
        b'"' => Some(("&quot;", 1)),
        b'\'' => Some(("&#39;", 1)),
        b'=' => Some(("&#61;", 1)),
        0..b' ' => Some(("", 1)),
        // The first byte of U+FFFE and U+FFFF, among others.
        _ => rest.starts_with(is_forbidden).then_some(("", 3)),
    });
}

/// Whether HTML may have no place for a byte, or for the character that it begins.
#[inline]
fn is_not_in_html(byte: u8) -> bool {
    let control = (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r');
    let markup = (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"') | (byte == b'\'');
    control | markup | (byte == b'=') | (byte == 0xef)
}

/// Appends a text with something else in the place of what stands at suspect bytes: `safe` gives it for the rest of the
/// text from there on, with how many bytes it stands for.
fn replace(
    text: &str,
    out: &mut String,
    is_suspect: impl Fn(u8) -> bool,
    safe: impl Fn(&str) -> Option<(&'static str, usize)>,
) {
    let (mut clean, mut at) = (0, 0);
    while let Some(length) = scan::position(&text.as_bytes()[at..], &is_suspect) {
        at += length;
        let Some((safe, length)) = text.get(at..).and_then(&safe) else {
            at += 1;
            continue;
        };
        out.push_str(&text[clean..at]);
        out.push_str(safe);
        at += length;
        clean = at;
    }
    out.push_str(&text[clean..]);
}

/// Text as HTML.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    html_into(text, &mut out);
    out
}

/// Text as HTML in which what stands between backticks is code.
pub fn coded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text;
    while let Some((before, code, behind)) = code_span(rest) {
        html_into(before, &mut out);
        out.push_str("<code>");
        html_into(code, &mut out);
        out.push_str("</code>");
        rest = behind;
    }
    html_into(rest, &mut out);
    out
}

/// The same text without the backticks, where no markup can stand.
pub fn uncoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, code, behind)) = code_span(rest) {
        out.push_str(before);
        out.push_str(code);
        rest = behind;
    }
    out + rest
}

/// What stands before, in and behind the first pair of backticks.
fn code_span(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('`')?;
    let (code, behind) = rest.split_once('`')?;
    Some((before, code, behind))
}

/// Whether XML 1.0 has no place for a character.
pub fn is_forbidden(letter: char) -> bool {
    matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// A value as JSON in one line.
pub fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("texts and numbers always serialise")
}

/// Appends a long text as JSON has it between quotes: the same bytes as [`json`], faster.
pub fn json_text_into(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let mut clean = 0;
    while let Some(length) = scan::position(&bytes[clean..], is_not_in_json) {
        let at = clean + length;
        out.push_str(&text[clean..at]);
        match bytes[at] {
            b'\n' => out.push_str("\\n"),
            b'\t' => out.push_str("\\t"),
            b'\r' => out.push_str("\\r"),
            8 => out.push_str("\\b"),
            12 => out.push_str("\\f"),
            byte @ 0..0x20 => drop(write!(out, "\\u{byte:04x}")),
            byte => out.extend(['\\', char::from(byte)]),
        }
        clean = at + 1;
    }
    out.push_str(&text[clean..]);
}

/// Whether a JSON string cannot hold a byte as it is.
#[inline]
fn is_not_in_json(byte: u8) -> bool {
    (byte < b' ') | (byte == b'"') | (byte == b'\\')
}

/// JSON that can stand inside a `script` element: no `<`, `>` or `&`, and no line separators.
pub fn json_in_script(json: &str) -> String {
    let is_suspect = |byte| (byte == b'<') | (byte == b'>') | (byte == b'&') | (byte == 0xe2);
    let mut out = String::with_capacity(json.len() + 16);
    replace(json, &mut out, is_suspect, |rest| match rest.chars().next()? {
        '<' => Some(("\\u003c", 1)),
        '>' => Some(("\\u003e", 1)),
        '&' => Some(("\\u0026", 1)),
        '\u{2028}' => Some(("\\u2028", 3)),
        '\u{2029}' => Some(("\\u2029", 3)),
        _ => None,
    });
    out
}

/// A JSON file in which no reader that guesses can find an element or an attribute: no `<`, no `=`.
pub fn json_without_markup(json: String) -> String {
    let mut marks = memchr::memchr2_iter(b'<', b'=', json.as_bytes()).peekable();
    if marks.peek().is_none() {
        return json;
    }
    let mut out = String::with_capacity(json.len() + json.len() / 8);
    let mut clean = 0;
    for at in marks {
        out.push_str(&json[clean..at]);
        out.push_str(if json.as_bytes()[at] == b'<' { "\\u003c" } else { "\\u003d" });
        clean = at + 1;
    }
    out.push_str(&json[clean..]);
    out
}

/// The bytes that an address holds as they are.
const PLAIN: [bool; 256] = {
    let (mut table, signs) = ([false; 256], b"/-._~!$()*+,;=:@");
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    let mut sign = 0;
    while sign < signs.len() {
        table[signs[sign] as usize] = true;
        sign += 1;
    }
    table
};

/// Appends a path, fragment or the like to an address, percent-encoded where it must be.
pub fn url_into(path: &str, out: &mut String) {
    let is_plain = |byte: u8| PLAIN[usize::from(byte)];
    if path.bytes().all(is_plain) {
        out.push_str(path);
        return;
    }
    for byte in path.bytes() {
        if is_plain(byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_in_text_stays_text() {
        assert_eq!(html("<a b=\"c\">'&'"), "&lt;a b&#61;&quot;c&quot;&gt;&#39;&amp;&#39;");
        assert_eq!(html("降价 75%"), "降价 75%");
    }

    #[test]
    fn what_stands_between_backticks_is_code() {
        assert_eq!(
            coded("by `a<b` & `c`, a lone ` stays"),
            "by <code>a&lt;b</code> &amp; <code>c</code>, a lone ` stays"
        );
        assert_eq!(uncoded("by `a<b` & `c`, a lone ` stays"), "by a<b & c, a lone ` stays");
    }

    #[test]
    fn what_xml_forbids_is_dropped() {
        assert_eq!(html("a\u{0}b\u{b}c\u{fffe}\td\n"), "abc\td\n");
    }

    #[test]
    fn json_cannot_end_its_script() {
        let json = serde_json::to_string("</script><!--&\u{2028}").expect("a text");
        let safe = json_in_script(&json);
        assert_eq!(safe, "\"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\"");
        let back: String = serde_json::from_str(&safe).expect("still JSON");
        assert_eq!(back, "</script><!--&\u{2028}");
    }

    proptest! {
        #[test]
        fn a_long_text_is_the_json_that_it_always_was(text in "[a-c\"\\\\\\x00-\\x1f\\x7f价—\u{2028}]{0,40}") {
            let mut out = String::new();
            json_text_into(&text, &mut out);
            prop_assert_eq!(format!("\"{out}\""), json(&text));
        }
    }

    #[test]
    fn an_address_is_plain_ascii() {
        let mut out = String::new();
        url_into("zh/标签/a b\"<", &mut out);
        assert_eq!(out, "zh/%E6%A0%87%E7%AD%BE/a%20b%22%3C");
    }
}
