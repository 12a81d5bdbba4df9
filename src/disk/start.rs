//! Writes the first files of a new site into a folder that holds nothing yet.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, bail};

/// Writes files, given by path and text, into a new or empty folder.
///
/// # Errors
/// When the folder holds anything, or the system refuses.
pub fn start<'f>(folder: &Path, files: impl Iterator<Item = (&'f str, &'f str)>) -> anyhow::Result<()> {
    must_be_free(folder)?;
    for (path, text) in files {
        let path = folder.join(path);
        write(&path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    Ok(())
}

fn must_be_free(folder: &Path) -> anyhow::Result<()> {
    let shown = folder.display();
    match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error).with_context(|| format!("cannot start a site in `{shown}`")),
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => {
                bail!("`{shown}` is not empty, so no site is started in it\n  = help: name a new folder")
            }
        },
    }
}

/// Writes a file that is not there yet.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    File::create_new(path)?.write_all(text.as_bytes())
}

/// Writes one file that the user named; one that is there is replaced.
///
/// # Errors
/// When the system refuses.
pub fn write_file(file: &Path, text: &str) -> anyhow::Result<()> {
    std::fs::write(file, text).with_context(|| format!("cannot write `{}`", file.display()))
}
