//! The command line as users meet it.

use std::path::Path;

use assert_cmd::Command;

/// The command, in a folder, with nothing of the tester's surroundings.
pub fn tearsheet(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("tearsheet").expect("the binary is built with the tests");
    command.current_dir(folder).env_clear().env("HOME", folder.join("no-home")).env("PATH", "/usr/bin:/bin");
    command
}

#[test]
fn help_names_every_command() {
    let place = tempfile::tempdir().unwrap();
    let told = tearsheet(place.path()).arg("--help").assert().success();
    let text = String::from_utf8_lossy(&told.get_output().stdout).into_owned();
    for word in ["build", "check", "serve", "init", "Exit codes"] {
        assert!(text.contains(word), "{word}: {text}");
    }
}
