//! Looks through long texts sixteen bytes at a time: most of a text is nothing special.

/// The place of the first byte for which a test holds. A test of comparisons alone, without a table, takes one step for
/// sixteen bytes.
#[inline]
pub fn position(bytes: &[u8], test: impl Fn(u8) -> bool) -> Option<usize> {
    let plain =
        bytes.chunks_exact(16).take_while(|chunk| !chunk.iter().fold(false, |any, byte| any | test(*byte)));
    let from = plain.count() * 16;
    bytes[from..].iter().position(|byte| test(*byte)).map(|at| from + at)
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
