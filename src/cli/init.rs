//! `tearsheet init`: starts a small site that builds, to be written over.

use std::path::Path;

use super::Ending;
use super::args;
use super::say::{Say, to_stdout};
use crate::diag::printable;
use crate::disk;

macro_rules! starter {
    ($lang:literal: $($path:literal),* $(,)?) => {
        [$(($path, include_str!(concat!("starter/", $lang, "/", $path)))),*]
    };
}

const ENGLISH: [(&str, &str); 11] = starter![
    "en":
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
    "content/data/prices.yaml",
];

const CHINESE: [(&str, &str); 11] = starter![
    "zh":
    "README.md",
    "content/site.yaml",
    "content/sources.yaml",
    "content/vendors/example-vendor.md",
    "content/models/example-small.md",
    "content/models/example-large.md",
    "content/themes/falling-prices.md",
    "content/reports/what-a-token-costs.md",
    "content/reports/what-a-token-costs.en.md",
    "content/pages/about.md",
    "content/data/prices.yaml",
];

/// What is the same in every language.
const SHARED: [(&str, &str); 2] = [
    ("content/data/prices.csv", include_str!("starter/prices.csv")),
    (".gitignore", include_str!("starter/gitignore")),
];

/// Starts a site.
///
/// # Errors
/// When the folder holds more than a repository begins with, or cannot be written to.
pub fn init(asked: &args::Init, say: Say) -> anyhow::Result<Ending> {
    let folder = Path::new(&asked.folder);
    let files = match asked.lang {
        args::Tongue::En => ENGLISH,
        args::Tongue::Zh => CHINESE,
    };
    let kept = disk::start(folder, files.into_iter().chain(SHARED))?;
    say.summary(&format!(
        "started a site in `{}`; its vendors, models and numbers are invented examples",
        folder.display()
    ));
    if !kept.is_empty() {
        say.summary(&format!("kept what was there: `{}`", kept.join("`, `")));
    }
    if !say.quiet {
        to_stdout(&next_steps(&asked.folder))?;
    }
    Ok(Ending::Well)
}

fn next_steps(folder: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    let quoted = if folder.chars().all(plain) {
        folder.to_owned()
    } else {
        format!("'{}'", folder.replace('\'', "'\\''"))
    };
    let go = if folder == "." { String::new() } else { format!("  cd {}\n", printable(&quoted)) };
    format!("Next:\n{go}  tearsheet serve --open\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_command_can_be_pasted() {
        assert!(next_steps("my-desk").contains("  cd my-desk\n"));
        assert!(next_steps("~").contains("cd '~'\n"), "a folder of that name, not the home folder");
        assert!(next_steps("it's mine").contains("cd 'it'\\''s mine'"));
        assert!(!next_steps(".").contains("cd "));
    }
}
