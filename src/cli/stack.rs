//! A stack that is roomy, whatever the shell allows.

use std::io::Write;
use std::process::ExitCode;
use std::thread::Builder;

use crate::disk;

/// A stack that is enough for anything; what most systems give.
const ROOMY: usize = 8 << 20;

/// A stack that is enough for most: without a thread a run makes do with it.
const ENOUGH: u64 = 1 << 20;

/// Does the work of the program, on a thread of its own where the stack of the first one is small (`ulimit -s`).
pub fn roomy(work: fn() -> ExitCode) -> ExitCode {
    let limit = disk::stack_limit().unwrap_or(u64::MAX);
    if limit >= ROOMY as u64 {
        return work();
    }
    match Builder::new().name("main".to_owned()).stack_size(ROOMY).spawn(work) {
        Ok(thread) => thread.join().unwrap_or(ExitCode::from(2)),
        Err(_) if limit >= ENOUGH => work(),
        Err(_) => refuse(limit),
    }
}

fn refuse(limit: u64) -> ExitCode {
    let _ = writeln!(
        std::io::stderr().lock(),
        "error: {} kB of stack are allowed (`ulimit -s`), and the system gives no thread with more (`ulimit -u`); \
         nothing was read or written\n  = help: allow more of either",
        limit >> 10
    );
    ExitCode::from(2)
}
