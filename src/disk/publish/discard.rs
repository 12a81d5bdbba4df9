//! Takes away what is no longer needed: old sites by their lists, and what dead builds left behind.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::guard::{Target, is_ours};
use super::manifest::{MARKER, Manifest};

/// The file that marks a staging folder as ours.
pub const STAGING: &str = "staging";
/// What it says.
pub const STAGING_WORDS: &str =
    "tearsheet stages a site here; a folder like this that stays behind may be deleted\n";
/// The new site in a staging folder; after the swap the old one.
pub const TREE: &str = "site";
/// The old site in a staging folder, where the system cannot swap.
pub const OLD: &str = "old";

/// Deletes a tree: files on its list, and others only where the output has them too. Others that the
/// output lacks are moved there. Returns whether anything had to stay.
pub fn discard(tree: &Path, out: &Path) -> io::Result<bool> {
    let list = match fs::read_to_string(tree.join(MARKER)) {
        Ok(text) => Manifest::parse(&text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    // Without its list a tree was never finished: all in it was made by us or linked from the output.
    let Some(list) = list else { return gone(fs::remove_dir_all(tree)).map(|()| false) };
    let mut stays = false;
    for entry in WalkDir::new(tree).min_depth(1).contents_first(true) {
        let entry = entry.map_err(io::Error::from)?;
        let path = entry.path().strip_prefix(tree).expect("a walk stays below its top");
        let name = path.to_str().unwrap_or("");
        if entry.file_type().is_dir() {
            // A folder that holds what had to stay stays too.
            let _ = fs::remove_dir(entry.path());
        } else if entry.file_type().is_file() && list.0.contains_key(name) {
            fs::remove_file(entry.path())?;
        } else if name != MARKER {
            stays |= !hand_over(entry.path(), &out.join(path))?;
        }
    }
    if stays {
        return Ok(true);
    }
    fs::remove_file(tree.join(MARKER))?;
    fs::remove_dir(tree).map(|()| false)
}

fn gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

/// Deletes a file of others once the output has it; says whether it does.
fn hand_over(from: &Path, to: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(to) {
        Ok(there) => {
            let is_same = is_same(from, to, &there)?;
            if is_same {
                fs::remove_file(from)?;
            }
            Ok(is_same)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::rename(from, to).map(|()| true)
        }
        Err(_) => Ok(false),
    }
}

fn is_same(from: &Path, to: &Path, there: &fs::Metadata) -> io::Result<bool> {
    let here = fs::symlink_metadata(from)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if (here.dev(), here.ino()) == (there.dev(), there.ino()) {
            return Ok(true);
        }
    }
    if here.is_symlink() && there.is_symlink() {
        return Ok(fs::read_link(from)? == fs::read_link(to)?);
    }
    let alike = here.is_file() && there.is_file() && here.len() == there.len();
    Ok(alike && fs::read(from)? == fs::read(to)?)
}

/// Tidies up what builds that died left beside an output folder; the caller holds the output's lock.
pub fn tidy_up(target: &Target, beside: &Path, prefix: &str) -> io::Result<()> {
    for work in left_behind(beside, prefix)? {
        remove_work(&work, &target.path())?;
    }
    Ok(())
}

/// Removes a staging folder with what is in it; says whether something had to stay.
///
/// Where a swap in two steps ended between them, the output is missing: the old site is put back.
pub fn remove_work(work: &Path, out: &Path) -> io::Result<bool> {
    let old = work.join(OLD);
    if old.symlink_metadata().is_ok() && out.symlink_metadata().is_err() {
        fs::rename(&old, out)?;
    }
    let mut stays = false;
    for name in [OLD, TREE] {
        let tree = work.join(name);
        if tree.symlink_metadata().is_ok() {
            stays |= discard(&tree, out)?;
        }
    }
    if !stays {
        gone(fs::remove_file(work.join(STAGING)))?;
        gone(fs::remove_dir(work))?;
    }
    Ok(stays)
}

/// Staging folders of earlier runs: named like ours, no links, and marked (or empty).
fn left_behind(beside: &Path, prefix: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(beside)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(rest) = name.to_str().and_then(|name| name.strip_prefix(prefix)) else { continue };
        let ours = is_ours(&format!(".tearsheet{rest}")) && rest != "-lock" && entry.file_type()?.is_dir();
        let marked = |work: &Path| {
            fs::read(work.join(STAGING)).is_ok_and(|words| STAGING_WORDS.as_bytes().starts_with(&words))
        };
        let empty = |work: &Path| fs::read_dir(work).is_ok_and(|mut entries| entries.next().is_none());
        if ours && (marked(&entry.path()) || empty(&entry.path())) {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::super::manifest::Entry;
    use super::*;

    fn write(path: &Path, text: &str) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[test]
    fn files_of_others_outlive_the_old_site() {
        let place = tempfile::tempdir().unwrap();
        let (tree, out) = (place.path().join("tree"), place.path().join("out"));
        let listed = Manifest([("a/index.html".to_owned(), Entry { size: 1, hash: 0 })].into());
        write(&tree.join(MARKER), &listed.text());
        write(&tree.join("a/index.html"), "x");
        write(&tree.join("a/late.txt"), "late");
        write(&tree.join("b/carried.txt"), "same");
        write(&out.join("b/carried.txt"), "same");
        assert!(!discard(&tree, &out).unwrap());
        assert!(!tree.exists());
        assert_eq!(fs::read_to_string(out.join("a/late.txt")).unwrap(), "late");
        assert!(!out.join("a/index.html").exists());
    }

    #[test]
    fn what_differs_from_the_output_stays() {
        let place = tempfile::tempdir().unwrap();
        let (tree, out) = (place.path().join("tree"), place.path().join("out"));
        write(&tree.join(MARKER), &Manifest::default().text());
        write(&tree.join("note.txt"), "newer words");
        write(&out.join("note.txt"), "older words");
        assert!(discard(&tree, &out).unwrap());
        assert_eq!(fs::read_to_string(tree.join("note.txt")).unwrap(), "newer words");
        assert_eq!(fs::read_to_string(out.join("note.txt")).unwrap(), "older words");
    }
}
