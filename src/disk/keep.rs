//! Writes a file beside the notes of a site: whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::folder::SiteFolder;

/// Writes a file of the site (`content/reports/q3.lock`) in one step. Its folder must be there; links are
/// not followed.
///
/// # Errors
/// When the system refuses, or a folder on the way is a link.
pub fn keep(site: &SiteFolder, path: &str, text: &str) -> anyhow::Result<()> {
    write(site, path, text).with_context(|| format!("cannot write `{path}`"))
}

/// Gives a file or folder of the site another path. Its new folder must be there, and nothing at the new path; links
/// are not followed.
///
/// # Errors
/// When the system refuses, something is there, or a folder on the way is a link.
pub fn relocate(site: &SiteFolder, from: &str, to: &str) -> anyhow::Result<()> {
    let moved = (|| {
        let (from, to) = (place(site, from)?, place(site, to)?);
        match fs::symlink_metadata(&to) {
            Ok(_) => Err(io::Error::from(io::ErrorKind::AlreadyExists)),
            Err(_) => fs::rename(from, to),
        }
    })();
    moved.with_context(|| format!("cannot rename `{from}` to `{to}`"))
}

/// Where a path of the site lies; all folders on the way are folders.
fn place(site: &SiteFolder, path: &str) -> io::Result<PathBuf> {
    let (top, inner) = path.split_once('/').unwrap_or(("content", path));
    let top = site.top(top);
    let folders = inner.rsplit_once('/').map_or("", |(folders, _)| folders);
    let mut folder = top.clone();
    for part in folders.split('/') {
        folder.push(part);
        if part == ".." || !fs::symlink_metadata(&folder)?.is_dir() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "its folder is no folder of the site"));
        }
    }
    Ok(top.join(inner))
}

fn write(site: &SiteFolder, path: &str, text: &str) -> io::Result<()> {
    let target = place(site, path)?;
    let name = target.file_name().and_then(|name| name.to_str()).unwrap_or("lock");
    let fresh = target.with_file_name(format!(".{name}.new"));
    let written = write_new(&fresh, text).and_then(|()| fs::rename(&fresh, &target));
    if written.is_err() {
        let _ = fs::remove_file(&fresh);
    }
    written
}

/// Writes a file that is not there yet; what an interrupted run left is taken away first.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = File::create_new(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_links_are_refused() {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir_all(place.path().join("content/reports")).unwrap();
        let site = SiteFolder::find(&place.path().join("content")).unwrap();
        for text in ["one", "two"] {
            keep(&site, "content/reports/q3.lock", text).unwrap();
            assert_eq!(fs::read_to_string(place.path().join("content/reports/q3.lock")).unwrap(), text);
        }
        assert_eq!(fs::read_dir(place.path().join("content/reports")).unwrap().count(), 1);
        assert!(keep(&site, "content/reports/2025/q3.lock", "x").is_err());
        #[cfg(unix)]
        {
            let away = tempfile::tempdir().unwrap();
            std::os::unix::fs::symlink(away.path(), place.path().join("content/reports/2025")).unwrap();
            assert!(keep(&site, "content/reports/2025/q3.lock", "x").is_err());
            assert_eq!(fs::read_dir(away.path()).unwrap().count(), 0);
        }
    }
}
