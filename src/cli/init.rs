//! `tearsheet init`: starts a small site that builds, to be written over.

use super::Ending;
use super::args;
use super::say::Say;

/// Starts a site.
///
/// # Errors
/// When the folder is not empty or cannot be written to.
pub fn init(_: &args::Init, _: Say) -> anyhow::Result<Ending> {
    Ok(Ending::Well)
}
