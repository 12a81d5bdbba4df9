//! How much memory the system lets this process use, and how much it uses.

/// The limit on memory in bytes, with the option of `ulimit` that sets it; `None` without one. Of two limits, on
/// addresses and on data, the lower one counts.
#[cfg(unix)]
pub fn memory_limit() -> Option<(u64, &'static str)> {
    use rustix::process::{Resource, getrlimit};
    let limits = [(Resource::As, "-v"), (Resource::Data, "-d")];
    limits.into_iter().filter_map(|(resource, option)| Some((getrlimit(resource).current?, option))).min()
}

/// The limit on the stack of the first thread in bytes; `None` without one.
#[cfg(unix)]
pub fn stack_limit() -> Option<u64> {
    rustix::process::getrlimit(rustix::process::Resource::Stack).current
}

/// The limit on the stack; there is none that the user sets.
#[cfg(not(unix))]
pub fn stack_limit() -> Option<u64> {
    None
}

/// How much memory this process holds, in bytes; `None` where the system does not say.
pub fn resident_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? << 10)
}

/// The limit on memory; there is none here.
#[cfg(not(unix))]
pub fn memory_limit() -> Option<(u64, &'static str)> {
    None
}
