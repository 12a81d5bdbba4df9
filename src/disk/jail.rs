//! Opens files of a site so that no link, pipe or swapped folder can lead out of it.

use std::fs::File;
use std::io;
use std::path::Path;

/// A folder below which files may be opened.
pub struct Jail {
    #[cfg(unix)]
    top: File,
    #[cfg(not(unix))]
    top: std::path::PathBuf,
}

#[cfg(unix)]
mod unix {
    use super::*;
    use rustix::fs::{Mode, OFlags, openat};

    impl Jail {
        /// Holds on to a folder.
        pub fn new(top: &Path) -> io::Result<Jail> {
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            let top = rustix::fs::open(top, flags, Mode::empty())?;
            Ok(Jail { top: File::from(top) })
        }

        /// Opens a regular file below the folder (`models/a.md`) for reading; links are refused.
        pub fn open(&self, path: &str) -> io::Result<File> {
            // A pipe put in the place of a file would block for ever without NONBLOCK.
            let flags =
                OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NOCTTY;
            let file = beneath(&self.top, path, flags)?;
            if !file.metadata()?.is_file() {
                return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
            }
            Ok(file)
        }
    }

    #[cfg(target_os = "linux")]
    fn beneath(top: &File, path: &str, flags: OFlags) -> io::Result<File> {
        use rustix::fs::ResolveFlags;
        let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
        match rustix::fs::openat2(top, path, flags, Mode::empty(), resolve) {
            Ok(file) => Ok(File::from(file)),
            Err(rustix::io::Errno::NOSYS | rustix::io::Errno::PERM) => step_by_step(top, path, flags),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn beneath(top: &File, path: &str, flags: OFlags) -> io::Result<File> {
        step_by_step(top, path, flags)
    }

    /// Opens folder after folder, each without following links.
    pub(super) fn step_by_step(top: &File, path: &str, flags: OFlags) -> io::Result<File> {
        let folder_flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let mut folder = top.try_clone()?;
        for part in folders.split('/').filter(|part| !part.is_empty()) {
            if part == ".." {
                return Err(io::Error::new(io::ErrorKind::InvalidInput, "the path leads out of the site"));
            }
            folder = File::from(openat(&folder, part, folder_flags, Mode::empty())?);
        }
        if name == ".." {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "the path leads out of the site"));
        }
        Ok(File::from(openat(&folder, name, flags, Mode::empty())?))
    }
}

#[cfg(not(unix))]
impl Jail {
    /// Remembers a folder.
    pub fn new(top: &Path) -> io::Result<Jail> {
        Ok(Jail { top: top.to_owned() })
    }

    /// Opens a regular file below the folder (`models/a.md`) for reading; links are refused.
    pub fn open(&self, path: &str) -> io::Result<File> {
        let mut full = self.top.clone();
        for part in path.split('/') {
            full.push(part);
            if part == ".." || std::fs::symlink_metadata(&full)?.is_symlink() {
                return Err(io::Error::new(io::ErrorKind::InvalidInput, "the path leads out of the site"));
            }
        }
        let file = File::open(full)?;
        if !file.metadata()?.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
        }
        Ok(file)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use rustix::fs::OFlags;
    use std::os::unix::fs::symlink;

    #[test]
    fn nothing_outside_the_folder_can_be_opened() {
        let place = tempfile::tempdir().unwrap();
        let top = place.path().join("site");
        std::fs::create_dir_all(top.join("a")).unwrap();
        std::fs::write(top.join("a/inside"), "in").unwrap();
        std::fs::write(place.path().join("outside"), "out").unwrap();
        symlink(place.path().join("outside"), top.join("a/file")).unwrap();
        symlink(place.path(), top.join("b")).unwrap();
        let jail = Jail::new(&top).unwrap();
        assert!(jail.open("a/inside").is_ok());
        for path in ["a/file", "b/outside", "../outside", "a/../../outside", "a"] {
            assert!(jail.open(path).is_err(), "{path}");
            let held = File::open(&top).unwrap();
            let flags = OFlags::RDONLY | OFlags::NOFOLLOW;
            let opened = unix::step_by_step(&held, path, flags);
            assert!(path == "a" || opened.is_err(), "{path}");
        }
    }
}
