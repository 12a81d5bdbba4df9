//! Lets one build at a time into an output folder; the lock of a dead build is worth nothing.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

/// The right to write to an output folder; given back when dropped.
///
/// The system holds the lock for the process and frees it when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    file: Option<File>,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock; waits for another build, up to `patience`.
    ///
    /// # Errors
    /// When another build still runs after that, or the file cannot be made.
    pub fn take(path: &Path, patience: Duration) -> anyhow::Result<Lock> {
        let start = Instant::now();
        loop {
            let file = open(path).with_context(|| format!("cannot make the lock `{}`", path.display()))?;
            if !may_be_ours(&file) {
                bail!(
                    "`{}` is no lock of tearsheet, and the build needs its place\n  = help: move it somewhere else",
                    path.display()
                );
            }
            match file.try_lock() {
                Ok(()) if is_still(&file, path) => return Ok(Lock::signed(file, path)),
                // The build before us ended and took its lock file with it: try with a new one.
                Ok(()) => continue,
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                    return Ok(Lock::signed(file, path));
                }
                Err(TryLockError::Error(error)) => {
                    return Err(error).with_context(|| format!("cannot take the lock `{}`", path.display()));
                }
            }
            if start.elapsed() >= patience {
                bail!(
                    "another build is running{} and writes to the same folder\n  = help: wait for it to end",
                    holder(file)
                );
            }
            super::interrupt::check()?;
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Signs the lock with our process id, for people who wonder who holds it.
    fn signed(mut file: File, path: &Path) -> Lock {
        let _ = file
            .set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| writeln!(file, "{}", std::process::id()));
        Lock { file: Some(file), path: path.to_owned() }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is still held, so that nobody else's lock file is taken away.
        let _ = std::fs::remove_file(&self.path);
        self.file.take();
    }
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK).bits() as i32);
    }
    options.open(path)
}

/// Whether the path still names the file that was opened.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |found: std::fs::Metadata| (found.dev(), found.ino());
    match (file.metadata(), std::fs::symlink_metadata(path)) {
        (Ok(held), Ok(named)) => id(held) == id(named),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still(_: &File, path: &Path) -> bool {
    path.exists()
}

/// Whether a file is a lock: it holds nothing, or the number of a process.
fn may_be_ours(file: &File) -> bool {
    let mut text = Vec::new();
    let read = file.take(32).read_to_end(&mut text);
    read.is_ok() && text.trim_ascii().iter().all(u8::is_ascii_digit)
}

fn holder(mut file: File) -> String {
    let mut text = String::new();
    let _ = file.rewind().and_then(|()| file.take(20).read_to_string(&mut text));
    match text.trim().parse::<u32>() {
        Ok(process) => format!(" (process {process})"),
        Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_build_waits_and_then_refuses() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join(".out.tearsheet-lock");
        let held = Lock::take(&path, Duration::ZERO).unwrap();
        let refused = Lock::take(&path, Duration::from_millis(50)).unwrap_err();
        assert!(refused.to_string().contains(&format!("process {}", std::process::id())), "{refused}");
        drop(held);
        assert!(!path.exists());
        assert!(Lock::take(&path, Duration::ZERO).is_ok());
    }

    #[test]
    fn a_file_of_others_in_the_place_of_the_lock_stays() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join(".out.tearsheet-lock");
        std::fs::write(&path, "dear diary\n").unwrap();
        assert!(Lock::take(&path, Duration::ZERO).unwrap_err().to_string().contains("no lock"));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "dear diary\n");
    }

    #[test]
    fn a_lock_file_left_by_a_dead_build_is_taken_over() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("lock");
        std::fs::write(&path, "4194304\n").unwrap();
        assert!(Lock::take(&path, Duration::ZERO).is_ok());
    }
}
