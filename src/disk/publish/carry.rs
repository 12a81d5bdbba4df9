//! Finds what others put into the output folder and takes it along into the new one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use walkdir::WalkDir;

use super::guard::{Target, is_ours};
use super::manifest::{MARKER, Manifest};
use super::mount;

/// Something in the output folder that tearsheet did not make.
#[derive(Debug)]
pub struct Foreign {
    path: PathBuf,
    is_folder: bool,
}

/// Lists what others put into the output folder; folders before what they hold.
///
/// # Errors
/// When a folder cannot be read or something is mounted in it.
pub fn list(target: &Target) -> anyhow::Result<Vec<Foreign>> {
    let (out, empty) = (target.path(), Manifest::default());
    let old = target.old.as_ref().unwrap_or(&empty);
    let mut foreign = Vec::new();
    if !target.exists {
        return Ok(foreign);
    }
    let walk = WalkDir::new(&out).min_depth(1).sort_by_file_name();
    for entry in
        walk.into_iter().filter_entry(|e| e.depth() > 1 || !is_ours(&e.file_name().to_string_lossy()))
    {
        let entry = entry.with_context(|| format!("cannot look through `{}`", target.shown.display()))?;
        let path = entry.path().strip_prefix(&out).expect("a walk stays below its top").to_owned();
        let name = path.to_str().unwrap_or("");
        let is_folder = entry.file_type().is_dir();
        let listed = entry.file_type().is_file() && (name == MARKER || old.0.contains_key(name));
        if !listed {
            must_be_here(entry.path(), &out)?;
        }
        if !(listed || is_folder && has_below(old, name)) {
            foreign.push(Foreign { path, is_folder });
        }
    }
    Ok(foreign)
}

/// Whether a list has files below a folder.
fn has_below(list: &Manifest, folder: &str) -> bool {
    let first = format!("{folder}/");
    !folder.is_empty()
        && list.0.range(first.clone()..).next().is_some_and(|(path, _)| path.starts_with(&first))
}

/// What is mounted into the output folder cannot move with it, and is not ours to empty.
fn must_be_here(path: &Path, out: &Path) -> anyhow::Result<()> {
    if mount::of(path)? != mount::of(out)? {
        bail!("`{}` is mounted in the output folder\n  = help: unmount it first", path.display());
    }
    Ok(())
}

/// Makes sure that the new site needs no place that others have taken.
///
/// # Errors
/// When it does.
pub fn must_not_collide(foreign: &[Foreign], new: &Manifest, target: &Target) -> anyhow::Result<()> {
    for Foreign { path, is_folder } in foreign {
        let name = path.to_string_lossy();
        let above = path.ancestors().skip(1).any(|above| new.0.contains_key(&*above.to_string_lossy()));
        let collides = new.0.contains_key(&*name) || above || (!is_folder && has_below(new, &name));
        if collides {
            bail!(
                "`{}` was not made by tearsheet, and the site needs its place\n  = help: move it out of the output folder",
                target.show(&name)
            );
        }
    }
    Ok(())
}

/// Takes everything along: as a second link to the same file where the system can, else as a copy.
///
/// # Errors
/// When something can neither be linked nor copied.
pub fn carry(foreign: &[Foreign], target: &Target, tree: &Path) -> anyhow::Result<()> {
    let out = target.path();
    for Foreign { path, is_folder } in foreign {
        let (from, to) = (out.join(path), tree.join(path));
        let carried = if *is_folder { carry_folder(&from, &to) } else { carry_file(&from, &to) };
        match carried {
            Err(error) if error.kind() == io::ErrorKind::NotFound && from.symlink_metadata().is_err() => {}
            carried => carried
                .with_context(|| format!("cannot carry over `{}`", target.shown.join(path).display()))?,
        }
    }
    Ok(())
}

fn carry_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    fs::set_permissions(to, fs::symlink_metadata(from)?.permissions())
}

fn carry_file(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let Err(refused) = fs::hard_link(from, to) else { return Ok(()) };
    let found = fs::symlink_metadata(from)?;
    if found.is_file() {
        fs::copy(from, to)?;
        let times = fs::FileTimes::new().set_modified(found.modified()?);
        // Times are a courtesy: a copy that may not be opened for writing keeps its own.
        let _ = fs::File::options().write(true).open(to).and_then(|file| file.set_times(times));
        return Ok(());
    }
    #[cfg(unix)]
    if found.is_symlink() {
        return std::os::unix::fs::symlink(fs::read_link(from)?, to);
    }
    Err(refused)
}
