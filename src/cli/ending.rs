//! How a command ended, when it came to its end.

/// How a command ended, when it came to its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// As asked.
    Well,
    /// With mistakes in the content; they have been told.
    Mistakes,
}
