//! Text for HTML: what could be taken for markup becomes an entity.

/// Which bytes cannot be copied as they are: markup, quotes and control characters.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = !matches!(byte as u8, b'\t' | b'\n' | b'\r');
        byte += 1;
    }
    table[b'&' as usize] = true;
    table[b'<' as usize] = true;
    table[b'>' as usize] = true;
    table[b'"' as usize] = true;
    table
};

/// Appends a text, fit for content and for an attribute in double quotes. Control characters are dropped.
pub fn escape(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let mut from = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if SPECIAL[usize::from(byte)] {
            out.push_str(&text[from..at]);
            out.push_str(match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => "",
            });
            from = at + 1;
        }
    }
    out.push_str(&text[from..]);
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
