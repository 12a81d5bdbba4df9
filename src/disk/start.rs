//! Writes the first files of a new site into a folder that holds nothing yet.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use anyhow::{Context, bail};

/// Writes files, given by path and text, into a new folder or one that holds nothing yet but what a repository
/// begins with: hidden entries, a README, a licence. Gives those that were there already, and stay as they are.
///
/// # Errors
/// When the folder holds anything else, or the system refuses.
pub fn start<'f>(
    folder: &Path,
    files: impl Iterator<Item = (&'f str, &'f str)>,
) -> anyhow::Result<Vec<&'f str>> {
    must_be_free(folder)?;
    let mut kept = Vec::new();
    for (path, text) in files {
        let file = folder.join(path);
        if !write(&file, text).with_context(|| format!("cannot write `{}`", file.display()))? {
            kept.push(path);
        }
    }
    Ok(kept)
}

fn must_be_free(folder: &Path) -> anyhow::Result<()> {
    let shown = folder.display();
    if folder.is_symlink() && !folder.exists() {
        bail!(
            "`{shown}` is a link that leads nowhere, so no site is started in it\n  = help: name a new folder"
        );
    }
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.with_context(|| format!("cannot start a site in `{shown}`"))?,
    };
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    match names.iter().find(|name| !begins_a_repository(name)) {
        None => Ok(()),
        Some(name) => bail!(
            "`{shown}` is not empty (it holds `{name}`), so no site is started in it\n  = help: name a new folder"
        ),
    }
}

/// Whether a repository begins with an entry of this name, before anyone writes in it.
fn begins_a_repository(name: &str) -> bool {
    let stem = name.split(['.', '-', '_']).next().unwrap_or("").to_ascii_uppercase();
    stem.is_empty() || ["README", "LICENSE", "LICENCE", "COPYING", "NOTICE"].contains(&stem.as_str())
}

/// Writes a file that is not there yet; gives whether it was not.
fn write(path: &Path, text: &str) -> io::Result<bool> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    match File::create_new(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        made => made?.write_all(text.as_bytes()).map(|()| true),
    }
}

/// Writes one file that the user named. One that is there is replaced only where it is empty or begins as such files
/// do, so that a slip of the pen costs nobody a file.
///
/// # Errors
/// When it is a link or anything else, or the system refuses.
pub fn write_file(file: &Path, text: &str, start: &str) -> anyhow::Result<()> {
    let shown = file.display();
    if !may_be_replaced(file, start).with_context(|| format!("cannot write `{shown}`"))? {
        bail!("`{shown}` is there and was not made by this command, so it stays\n  = help: name a new file");
    }
    fs::write(file, text).with_context(|| format!("cannot write `{shown}`"))
}

fn may_be_replaced(file: &Path, start: &str) -> io::Result<bool> {
    let found = match fs::symlink_metadata(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        found => found?,
    };
    if !found.is_file() {
        return Ok(false);
    }
    let mut begin = Vec::new();
    File::open(file)?.take(start.len() as u64).read_to_end(&mut begin)?;
    Ok(begin.is_empty() || begin == start.as_bytes())
}
