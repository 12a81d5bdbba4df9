//! `tearsheet init`: starts a small site that builds, to be written over.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, bail};

use super::Ending;
use super::args;
use super::say::{Say, to_stdout};

macro_rules! starter {
    ($($path:literal),* $(,)?) => { [$(($path, include_str!(concat!("starter/", $path)))),*] };
}

const FILES: [(&str, &str); 12] = starter![
    "README.md",
    "content/site.yaml",
    "content/sources.yaml",
    "content/vendors/example-vendor.md",
    "content/models/example-small.md",
    "content/models/example-large.md",
    "content/themes/falling-prices.md",
    "content/reports/what-a-token-costs.md",
    "content/reports/what-a-token-costs.zh.md",
    "content/pages/about.md",
    "content/data/prices.csv",
    "content/data/prices.yaml",
];

const IGNORE: &str = include_str!("starter/gitignore");

/// Starts a site.
///
/// # Errors
/// When the folder is not empty or cannot be written to.
pub fn init(asked: &args::Init, say: Say) -> anyhow::Result<Ending> {
    let folder = Path::new(&asked.folder);
    must_be_free(folder)?;
    for (path, text) in FILES.into_iter().chain([(".gitignore", IGNORE)]) {
        write(&folder.join(path), text).with_context(|| format!("cannot write `{}`", folder.join(path).display()))?;
    }
    say.summary(&format!("started a site in `{}`; its vendors, models and numbers are invented examples", folder.display()));
    if !say.quiet {
        to_stdout(&next_steps(&asked.folder));
    }
    Ok(Ending::Well)
}

fn must_be_free(folder: &Path) -> anyhow::Result<()> {
    let shown = folder.display();
    match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error).with_context(|| format!("cannot start a site in `{shown}`")),
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => bail!("`{shown}` is not empty, so no site is started in it\n  = help: name a new folder"),
        },
    }
}

/// Writes a file that is not there yet.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::File::create_new(path)?.write_all(text.as_bytes())
}

fn next_steps(folder: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./~".contains(c);
    let quoted = if folder.chars().all(plain) { folder.to_owned() } else { format!("'{}'", folder.replace('\'', "'\\''")) };
    let go = if folder == "." { String::new() } else { format!("  cd {quoted}\n") };
    format!("Next:\n{go}  tearsheet serve --open\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_command_can_be_pasted() {
        assert!(next_steps("my-desk").contains("  cd my-desk\n"));
        assert!(next_steps("it's mine").contains("cd 'it'\\''s mine'"));
        assert!(!next_steps(".").contains("cd "));
    }
}
