//! Brings a staged site to the disk itself, so that a power cut finds the whole old or the whole new one.

use std::fs::File;
use std::io;
use std::path::Path;

use walkdir::WalkDir;

/// Waits until all files and folders below a folder, and the folder itself, are on the disk.
///
/// # Errors
/// When the system refuses, or the disk fails.
pub fn settle(tree: &Path) -> io::Result<()> {
    // What a folder holds comes before the folder.
    for entry in WalkDir::new(tree).contents_first(true) {
        let entry = entry?;
        if entry.file_type().is_file() || entry.file_type().is_dir() {
            settle_one(entry.path())?;
        }
    }
    Ok(())
}

/// Waits until one file, or the names in one folder, are on the disk.
///
/// # Errors
/// When the system refuses, or the disk fails.
pub fn settle_one(path: &Path) -> io::Result<()> {
    // Other systems than Unix open no folders, and order names by themselves.
    if cfg!(not(unix)) && path.is_dir() {
        return Ok(());
    }
    File::open(path)?.sync_all()
}
