//! Opens the preview in the user's browser: the one place of tearsheet that starts a program.

use std::process::{Command, Stdio};

/// Opens an address of this server.
///
/// # Errors
/// When the system has no program for it.
pub fn open(address: &str) -> std::io::Result<()> {
    let program = match () {
        () if cfg!(target_os = "macos") => "open",
        () if cfg!(windows) => "explorer",
        () => "xdg-open",
    };
    let mut command = Command::new(program);
    command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    // Waited for in the background, so that no dead process is left in the system's list.
    std::thread::spawn(move || child.wait());
    Ok(())
}
