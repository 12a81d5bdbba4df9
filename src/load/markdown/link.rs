//! Where a link leads: a file of the site, a page elsewhere, an address to write to, or nowhere safe.

/// Where the definitions of links by reference (`[name]: target`) stand, by their names in lower case.
pub type Definitions = std::collections::HashMap<String, std::ops::Range<usize>>;

/// What kind of place a destination is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Destination {
    /// A file or heading of this site.
    Own,
    /// A page elsewhere (http, https).
    Elsewhere,
    /// Someone to write to or to call (mailto, tel).
    Person,
    /// No place at all.
    Empty,
    /// A scheme that may not be used (`javascript:`, or `//` for an address without one).
    Unsafe(String),
}

/// Sorts a destination whose entities and escapes are already resolved.
///
/// Browsers skip control characters and white space in front of a scheme, so they are skipped here; what is
/// percent-encoded is looked through, to be on the safe side.
pub fn sort(destination: &str) -> Destination {
    if destination.starts_with("https://") || destination.starts_with("http://") {
        return Destination::Elsewhere;
    }
    let plain: String = percent_decoded(destination)
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace() && !crate::scan::is_invisible(*c))
        .take(256)
        .collect();
    if plain.is_empty() {
        return Destination::Empty;
    }
    if plain.starts_with(['/', '\\']) && plain[1..].starts_with(['/', '\\']) {
        return Destination::Unsafe("//".to_owned());
    }
    match scheme(&plain).as_deref() {
        None => Destination::Own,
        Some("http" | "https") => Destination::Elsewhere,
        Some("mailto" | "tel") => Destination::Person,
        Some(other) => Destination::Unsafe(format!("{other}:")),
    }
}

/// What stands before the first colon, in lower case, if it can be a scheme.
fn scheme(plain: &str) -> Option<String> {
    let (scheme, _) = plain.split_once(':')?;
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(fits);
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

/// A text with its `%41` sequences decoded; bytes that are no UTF-8 become U+FFFD.
fn percent_decoded(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains('%') {
        return text.into();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_apart() {
        for own in
            ["a.md", "../b/c.md#d", "#x", "/content/a.md", "?q=1", "./a:b.md", "价格.md", "%E4%B8%AD.md"]
        {
            assert_eq!(sort(own), Destination::Own, "{own}");
        }
        for elsewhere in ["https://x.org", "HTTP://x", " https://x"] {
            assert_eq!(sort(elsewhere), Destination::Elsewhere, "{elsewhere}");
        }
        assert_eq!(sort("mailto:a@b.c"), Destination::Person);
        assert_eq!(sort("tel:+852"), Destination::Person);
        assert_eq!(sort(" "), Destination::Empty);
    }

    #[test]
    fn no_disguise_gets_a_script_through() {
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "java\tscript:x",
            "\u{1}javascript:x",
            "java\nscript:x",
            "%6aavascript:x",
            "javascript%3Ax",
            "vbscript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil",
            "\u{200b}javascript:x",
            "blob:x",
            "C:\\x",
        ] {
            assert!(matches!(sort(bad), Destination::Unsafe(_)), "{bad:?}");
        }
    }
}
