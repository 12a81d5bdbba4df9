//! Ctrl-C and its kin: a build that is ended leaves the old site and nothing half-made.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
use signal_hook::iterator::Signals;

use crate::disk::publish;

/// How long a build may take to clean up.
const GRACE: Duration = Duration::from_millis(900);

static LAST: AtomicI32 = AtomicI32::new(SIGINT);

/// Watches for signals that end the program. A staging folder is removed first.
pub fn watch() {
    // A file over the limit of the shell is an error to report, not a reason to die.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
    let wanted = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| !is_ignored(*signal));
    if let Ok(mut signals) = Signals::new(wanted) {
        // Without a right to another thread a signal that was asked for does nothing: the old site stays all the same.
        let _ = std::thread::Builder::new().spawn(move || {
            if let Some(signal) = signals.forever().next() {
                end(signal);
            }
        });
    }
}

/// The exit code of a command that a signal ended.
pub fn exit_code() -> ExitCode {
    ExitCode::from(u8::try_from(128 + LAST.load(Ordering::SeqCst)).unwrap_or(2))
}

fn end(signal: i32) {
    LAST.store(signal, Ordering::SeqCst);
    publish::interrupt();
    let start = Instant::now();
    while publish::is_staging() && start.elapsed() < GRACE {
        std::thread::sleep(Duration::from_millis(2));
    }
    // Where only the old site is yet to be deleted, the build is done; the next one deletes the rest.
    std::process::exit(if publish::is_published() { 0 } else { 128 + signal });
}

/// Whether whoever started us wants a signal ignored, as `nohup` does.
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
    mask >> (signal - 1) & 1 == 1
}
