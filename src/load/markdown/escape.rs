//! Text for HTML: what could be taken for markup becomes an entity.

use crate::scan;

/// Whether a byte cannot be copied as it is: markup, quotes and control characters.
#[inline]
fn is_special(byte: u8) -> bool {
    let control = byte < b' ' && byte != b'\t' && byte != b'\n' && byte != b'\r';
    control | (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"')
}

/// Appends a text, fit for content and for an attribute in double quotes. Control characters are dropped.
pub fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = scan::position(rest.as_bytes(), is_special) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Appends an address for an attribute: as [`escape`], with spaces and quotes percent-encoded.
pub fn escape_url(out: &mut String, url: &str) {
    for c in url.chars() {
        match c {
            ' ' => out.push_str("%20"),
            '"' => out.push_str("%22"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '`' => out.push_str("%60"),
            '\\' => out.push_str("%5C"),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_can_end_an_attribute_or_open_a_tag() {
        let mut out = String::new();
        escape(&mut out, "a\u{1}<b c=\"d\"> & 中");
        assert_eq!(out, "a&lt;b c=&quot;d&quot;&gt; &amp; 中");
        let mut url = String::new();
        escape_url(&mut url, "https://x.org/a b?c=\"d\"&e=<f>\n");
        assert_eq!(url, "https://x.org/a%20b?c=%22d%22&amp;e=%3Cf%3E");
    }
}
