//! What is said when tearsheet itself is at fault.

use std::panic::PanicHookInfo;
use std::sync::atomic::{AtomicUsize, Ordering};

/// One bug may strike in many threads at once; the first few say enough.
const MOST: usize = 3;

static TOLD: AtomicUsize = AtomicUsize::new(0);

/// Says in plain words that it is our fault, where it happened and how to tell us.
pub fn explain_panics() {
    std::panic::set_hook(Box::new(|fault| {
        if TOLD.fetch_add(1, Ordering::Relaxed) < MOST {
            use std::io::Write;
            let _ = std::io::stderr().lock().write_all(words(fault).as_bytes());
        }
    }));
}

fn words(fault: &PanicHookInfo<'_>) -> String {
    let payload = fault.payload();
    let what = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let what: String = crate::diag::printable(what.unwrap_or("no message")).chars().take(400).collect();
    let place =
        fault.location().map_or(String::new(), |place| format!(" at {}:{}", place.file(), place.line()));
    format!(
        "error: this is a bug in tearsheet {}, not in your content: {what}{place}\n  \
         = help: a published site is as it was; please report these lines, with the file that brings it about if you can\n",
        env!("CARGO_PKG_VERSION")
    )
}
