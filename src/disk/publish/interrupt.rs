//! Lets a signal stop a build between two files, so that nothing half-made is left behind.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);
static STAGING: AtomicUsize = AtomicUsize::new(0);
static PUBLISHED: AtomicBool = AtomicBool::new(false);

/// The user ended the build.
#[derive(Debug)]
pub struct Interrupted;

impl fmt::Display for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("interrupted; the published site is as it was")
    }
}

impl std::error::Error for Interrupted {}

/// Asks every stage of this process to stop at its next file.
pub fn interrupt() {
    ASKED.store(true, Ordering::SeqCst);
}

/// Whether a staging folder of this process exists.
pub fn is_staging() -> bool {
    STAGING.load(Ordering::SeqCst) > 0
}

/// Whether this process has published a site: what is left to do is to clear the old one away.
pub fn is_published() -> bool {
    PUBLISHED.load(Ordering::SeqCst)
}

/// The new site is in its place.
pub(super) fn publish() {
    PUBLISHED.store(true, Ordering::SeqCst);
}

/// An error once somebody asked to stop.
pub(super) fn check() -> Result<(), Interrupted> {
    if ASKED.load(Ordering::SeqCst) { Err(Interrupted) } else { Ok(()) }
}

/// Counts a staging folder while it lives.
#[derive(Debug)]
pub(super) struct Staging(());

impl Staging {
    pub(super) fn begin() -> Result<Staging, Interrupted> {
        STAGING.fetch_add(1, Ordering::SeqCst);
        let staging = Staging(());
        check().map(|()| staging)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        STAGING.fetch_sub(1, Ordering::SeqCst);
    }
}
