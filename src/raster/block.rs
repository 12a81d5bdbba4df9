//! A text that waits to be broken into lines.

/// A text to be broken into lines.
#[derive(Clone, Copy, Debug)]
pub struct Block<'t> {
    /// The text.
    pub text: &'t str,
    /// The size of the type.
    pub size: f32,
    /// Semibold rather than regular.
    pub bold: bool,
    /// The longest a line may be.
    pub width: f32,
}
