//! How much memory the system lets this process use.

/// The limit on addresses (`ulimit -v`), in bytes; `None` without one.
#[cfg(unix)]
pub fn memory_limit() -> Option<u64> {
    rustix::process::getrlimit(rustix::process::Resource::As).current
}

/// The limit on addresses; there is none here.
#[cfg(not(unix))]
pub fn memory_limit() -> Option<u64> {
    None
}
