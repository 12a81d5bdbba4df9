//! Text made safe for where it is printed: HTML, XML, JSON inside a page, addresses.

use std::fmt::Write as _;

/// Appends text to HTML, in an element or between double quotes of an attribute. Characters that XML
/// forbids are dropped, so that the same text is safe in feeds; `=` is written as a reference, so that no
/// text reads as an attribute to a filter that looks for one.
pub fn html_into(text: &str, out: &mut String) {
    let mut clean = 0;
    for (at, letter) in text.char_indices() {
        let safe = match letter {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            '=' => "&#61;",
            letter if is_forbidden(letter) => "",
            _ => continue,
        };
        out.push_str(&text[clean..at]);
        out.push_str(safe);
        clean = at + letter.len_utf8();
    }
    out.push_str(&text[clean..]);
}

/// Text as HTML.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    html_into(text, &mut out);
    out
}

/// Whether XML 1.0 has no place for a character.
pub fn is_forbidden(letter: char) -> bool {
    matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// JSON that can stand inside a `script` element: no `<`, `>` or `&`, and no line separators.
pub fn json_in_script(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 16);
    for letter in json.chars() {
        match letter {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    out
}

/// A JSON file in which no reader that guesses can find an element or an attribute: no `<`, no `=`.
pub fn json_without_markup(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + json.len() / 16);
    let mut rest = json;
    while let Some(at) = rest.find(['<', '=']) {
        out.push_str(&rest[..at]);
        out.push_str(if rest[at..].starts_with('<') { "\\u003c" } else { "\\u003d" });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out
}

/// Appends a path, fragment or the like to an address, percent-encoded where it must be.
pub fn url_into(path: &str, out: &mut String) {
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~!$()*+,;=:@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_text_stays_text() {
        assert_eq!(html("<a b=\"c\">'&'"), "&lt;a b&#61;&quot;c&quot;&gt;&#39;&amp;&#39;");
        assert_eq!(html("降价 75%"), "降价 75%");
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

    #[test]
    fn an_address_is_plain_ascii() {
        let mut out = String::new();
        url_into("zh/标签/a b\"<", &mut out);
        assert_eq!(out, "zh/%E6%A0%87%E7%AD%BE/a%20b%22%3C");
    }
}
