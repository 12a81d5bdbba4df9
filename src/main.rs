//! The command `tearsheet`.

use std::process::ExitCode;

/// Notes, views and pages are many small pieces; this allocator takes a tenth off a build.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    tearsheet::cli::run()
}
