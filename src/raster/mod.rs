//! Drawings as PNG, for places that show no SVG: social networks, mail.
//!
//! Only the fonts that come along are used, so that the same drawing gives the same picture everywhere: Inter
//! for Latin letters, Noto Sans CJK for the characters of GB 2312. [`missing`] tells what neither has.

#[cfg(feature = "png")]
mod paint;

#[cfg(feature = "png")]
pub use paint::{missing, png};

/// Whether this program can draw PNG.
pub const CAN_DRAW: bool = cfg!(feature = "png");

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
