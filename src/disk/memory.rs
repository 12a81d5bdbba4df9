//! How much memory the system lets this process use.

/// The limit on memory in bytes, with the option of `ulimit` that sets it; `None` without one. Of two limits, on
/// addresses and on data, the lower one counts.
#[cfg(unix)]
pub fn memory_limit() -> Option<(u64, &'static str)> {
    use rustix::process::{Resource, getrlimit};
    let limits = [(Resource::As, "-v"), (Resource::Data, "-d")];
    limits.into_iter().filter_map(|(resource, option)| Some((getrlimit(resource).current?, option))).min()
}

/// The limit on memory; there is none here.
#[cfg(not(unix))]
pub fn memory_limit() -> Option<(u64, &'static str)> {
    None
}
