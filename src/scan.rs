//! Looks through texts: long ones sixteen bytes at a time, for most of a text is nothing special.

/// The place of the first byte for which a test holds. A test of comparisons alone, without a table, takes one step for
/// sixteen bytes.
#[inline]
pub fn position(bytes: &[u8], test: impl Fn(u8) -> bool) -> Option<usize> {
    let plain =
        bytes.chunks_exact(16).take_while(|chunk| !chunk.iter().fold(false, |any, byte| any | test(*byte)));
    let from = plain.count() * 16;
    bytes[from..].iter().position(|byte| test(*byte)).map(|at| from + at)
}

/// Whether a character leaves no mark of its own: soft hyphens, zero-width characters, marks of direction, tags.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Whether a text says nothing: it has no character that leaves a mark.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_first_byte_is_found(bytes in proptest::collection::vec(0u8..8, 0..70), wanted in 0u8..8) {
            prop_assert_eq!(position(&bytes, |byte| byte == wanted), bytes.iter().position(|byte| *byte == wanted));
        }
    }
}
