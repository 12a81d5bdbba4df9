//! What the user is told while the preview runs.

use std::sync::Arc;
use std::time::Duration;

use crate::diag::Diagnostic;
use crate::source::Sources;

/// Something that happened.
pub enum Event<'e> {
    /// The site can be seen at this address.
    Serving(&'e str),
    /// A save was taken in: how many notes there are, how long it took.
    Built(usize, Duration),
    /// What is wrong with a save.
    Mistakes(&'e Sources, &'e [Diagnostic]),
    /// Something worth knowing.
    Note(&'e str),
}

/// Whom the preview tells.
pub type Tell = Arc<dyn Fn(Event<'_>) + Send + Sync>;
