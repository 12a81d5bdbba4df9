//! The shapes of dots: one for each colour, so that they are told apart in black and white too.

use super::metrics::Tenth;

/// Corners of the dot of a palette slot around its centre, in hundredths of its radius; none for a round one. All cover
/// about the same area.
pub fn corners(slot: u8) -> &'static [(Tenth, Tenth)] {
    match slot {
        2 => &[(-90, -90), (90, -90), (90, 90), (-90, 90)],
        3 => &[(0, -130), (125, 85), (-125, 85)],
        4 => &[(0, -125), (125, 0), (0, 125), (-125, 0)],
        5 => &[(0, 130), (125, -85), (-125, -85)],
        6 => &[(-130, -60), (130, -60), (130, 60), (-130, 60)],
        7 => &[(-60, -130), (60, -130), (60, 130), (-60, 130)],
        8 => &[(-130, 0), (85, -125), (85, 125)],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_colours_have_one_shape() {
        let shapes: BTreeSet<_> = (1..=8).map(corners).collect();
        assert_eq!(shapes.len(), 8);
        assert_eq!(corners(0), corners(1));
    }
}
