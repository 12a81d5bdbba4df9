//! Drawings as PNG, for places that show no SVG: social networks, mail.
//!
//! Only the fonts that come along are used, so that the same drawing gives the same picture everywhere: Inter
//! for Latin letters, Noto Sans CJK for the characters of GB 2312. [`missing`] tells what neither has.

mod block;
#[cfg(feature = "png")]
mod paint;
#[cfg(feature = "png")]
mod lines;

pub use block::Block;
#[cfg(feature = "png")]
pub use lines::wrapped;
#[cfg(feature = "png")]
pub use paint::{missing, png};

/// Whether this program can draw PNG.
pub const CAN_DRAW: bool = cfg!(feature = "png");

/// Changes whenever the same drawing would give another picture: with the fonts and with the painter.
pub const EDITION: u32 = 1;

/// Without the feature `png` there are no pictures.
#[cfg(not(feature = "png"))]
pub fn png(_svg: &str, _scale: f32) -> Vec<u8> {
    Vec::new()
}

/// Without the feature `png` no characters are drawn, so none are missing.
#[cfg(not(feature = "png"))]
pub fn missing(_text: &str) -> Vec<char> {
    Vec::new()
}

/// Without the feature `png` nothing is set.
#[cfg(not(feature = "png"))]
pub fn wrapped(_block: Block<'_>) -> Vec<String> {
    Vec::new()
}
