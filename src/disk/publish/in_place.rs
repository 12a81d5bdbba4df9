//! Publishes file by file where the output folder itself cannot be moved (a mount point, a folder in
//! a place that may not be written to). Each file is old or new; the site as a whole may be between.

use std::fs;
use std::io;
use std::path::Path;

use super::manifest::{MARKER, Manifest};

/// Moves the staged files into the output folder, then takes the stale ones away.
///
/// The list of files first names old and new ones, so that a run that dies here leaves nothing that
/// the next one would take for somebody else's.
///
/// # Errors
/// When a file cannot be moved; the next build mends the rest.
pub fn settle(staged: &Path, out: &Path, old: &Manifest, new: &Manifest) -> io::Result<()> {
    let mut both = old.clone();
    both.0.extend(new.0.iter().map(|(path, entry)| (path.clone(), *entry)));
    put_list(staged, out, &both)?;
    let stale = old.0.keys().filter(|path| !new.0.contains_key(*path));
    let (in_the_way, rest): (Vec<_>, Vec<_>) = stale.partition(|path| stands_in_the_way(path, new));
    for path in in_the_way {
        remove(out, path)?;
    }
    let mut paths: Vec<&String> = new.0.keys().collect();
    // What pages need comes before pages, and lists of pages come last.
    paths.sort_by_key(|path| (rank(path), path.as_str()));
    for path in paths {
        place(staged, out, path)?;
    }
    for path in rest {
        remove(out, path)?;
    }
    put_list(staged, out, new)
}

fn put_list(staged: &Path, out: &Path, list: &Manifest) -> io::Result<()> {
    let fresh = staged.join(MARKER);
    fs::write(&fresh, list.text())?;
    fs::rename(fresh, out.join(MARKER))
}

fn rank(path: &str) -> u8 {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") if !path.contains('/') => 2,
        Some("html") => 1,
        Some("xml" | "json") => 2,
        _ => 0,
    }
}

/// Whether an old file lies where the new site has a folder, or below what is now a file.
fn stands_in_the_way(old: &str, new: &Manifest) -> bool {
    let below = format!("{old}/");
    let is_folder = new.0.range(below.clone()..).next().is_some_and(|(path, _)| path.starts_with(&below));
    let mut above = Path::new(old).ancestors().skip(1);
    is_folder || above.any(|above| above.to_str().is_some_and(|above| new.0.contains_key(above)))
}

fn place(staged: &Path, out: &Path, path: &str) -> io::Result<()> {
    let (from, to) = (staged.join(path), out.join(path));
    match fs::rename(&from, &to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::rename(from, to)
        }
        moved => moved,
    }
}

/// Removes a stale file and the folders that it leaves empty.
fn remove(out: &Path, path: &str) -> io::Result<()> {
    match fs::remove_file(out.join(path)) {
        Err(error) if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Err(error)
        }
        _ => {
            for folder in Path::new(path).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty())
            {
                if fs::remove_dir(out.join(folder)).is_err() {
                    break;
                }
            }
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::manifest::Entry;
    use super::*;

    fn manifest(paths: &[&str]) -> Manifest {
        Manifest(paths.iter().map(|path| ((*path).to_owned(), Entry { size: 0, hash: 0 })).collect())
    }

    #[test]
    fn files_come_stale_ones_go_and_folders_change_with_files() {
        let place = tempfile::tempdir().unwrap();
        let (staged, out) = (place.path().join("staged"), place.path().join("out"));
        let old = manifest(&["a", "b/index.html", "gone/deep/x.html", "same.html"]);
        let new = manifest(&["a/index.html", "b", "same.html"]);
        for (top, list) in [(&staged, &new), (&out, &old)] {
            for path in list.0.keys() {
                fs::create_dir_all(top.join(path).parent().unwrap()).unwrap();
                fs::write(top.join(path), path).unwrap();
            }
        }
        fs::write(out.join("gone/mine.txt"), "mine").unwrap();
        settle(&staged, &out, &old, &new).unwrap();
        assert!(out.join("a/index.html").is_file() && out.join("b").is_file());
        assert!(!out.join("gone/deep").exists() && out.join("gone/mine.txt").is_file());
        let list = fs::read_to_string(out.join(MARKER)).unwrap();
        assert_eq!(Manifest::parse(&list), Some(new));
    }
}
