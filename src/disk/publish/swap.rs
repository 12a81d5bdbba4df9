//! Puts the new site in the place of the old one, in one step where the system has one.

use std::fs;
use std::io;
use std::path::Path;

/// How it went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Swapped {
    /// The two folders changed places (or there was no old one): nobody saw anything between.
    AtOnce,
    /// The old folder went aside, then the new one came: for a moment there was none.
    InTwoSteps,
    /// The folder itself cannot be moved: nothing was done.
    NotAtAll,
}

/// Swaps a staged site with the output folder. `aside` is a free name in the staging folder.
///
/// # Errors
/// When the system refuses; the old site is then in its place.
pub fn swap(staged: &Path, out: &Path, aside: &Path) -> io::Result<Swapped> {
    if let Err(error) = out.symlink_metadata() {
        return match error.kind() {
            io::ErrorKind::NotFound => fs::rename(staged, out).map(|()| Swapped::AtOnce),
            _ => Err(error),
        };
    }
    match exchange(staged, out) {
        Ok(()) => Ok(Swapped::AtOnce),
        Err(error) if is_unable(&error) => in_two_steps(staged, out, aside),
        Err(error) => Err(error),
    }
}

fn in_two_steps(staged: &Path, out: &Path, aside: &Path) -> io::Result<Swapped> {
    match fs::rename(out, aside) {
        Err(error) if is_unable(&error) => return Ok(Swapped::NotAtAll),
        moved => moved?,
    }
    if let Err(error) = fs::rename(staged, out) {
        fs::rename(aside, out)?;
        return Err(error);
    }
    Ok(Swapped::InTwoSteps)
}

/// Whether an error says that this cannot be done here, rather than that it went wrong.
fn is_unable(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::Unsupported
            | io::ErrorKind::InvalidInput
            | io::ErrorKind::CrossesDevices
            | io::ErrorKind::ResourceBusy
    )
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(staged: &Path, out: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, staged, CWD, out, RenameFlags::EXCHANGE).map_err(|error| match error {
        rustix::io::Errno::NOTSUP | rustix::io::Errno::NOSYS => io::ErrorKind::Unsupported.into(),
        error => error.into(),
    })
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders() -> (tempfile::TempDir, [std::path::PathBuf; 3]) {
        let place = tempfile::tempdir().unwrap();
        let paths = ["staged", "out", "aside"].map(|name| place.path().join(name));
        for (folder, text) in [(&paths[0], "new"), (&paths[1], "old")] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("a"), text).unwrap();
        }
        (place, paths)
    }

    fn text(folder: &Path) -> String {
        fs::read_to_string(folder.join("a")).unwrap()
    }

    #[test]
    fn both_ways_put_the_new_site_in_place_and_keep_the_old() {
        let (_place, [staged, out, aside]) = folders();
        let swapped = swap(&staged, &out, &aside).unwrap();
        assert_eq!(text(&out), "new");
        let old = if swapped == Swapped::AtOnce { &staged } else { &aside };
        assert_eq!(text(old), "old");
        let (_place, [staged, out, aside]) = folders();
        assert_eq!(in_two_steps(&staged, &out, &aside).unwrap(), Swapped::InTwoSteps);
        assert_eq!((text(&out), text(&aside)), ("new".to_owned(), "old".to_owned()));
    }

    #[test]
    fn a_second_step_that_fails_is_taken_back() {
        let (_place, [staged, out, aside]) = folders();
        fs::remove_dir_all(&staged).unwrap();
        assert!(in_two_steps(&staged, &out, &aside).is_err());
        assert_eq!(text(&out), "old");
    }
}
