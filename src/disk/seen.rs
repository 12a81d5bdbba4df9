//! What was read of each file, so that a preview reads again only those that changed.

use std::collections::HashMap;
use std::fs::Metadata;
use std::time::SystemTime;

use crate::source::{Content, FilePath};

/// The text files of the last reading, each with the state of the file that it was read from.
#[derive(Debug, Default)]
pub struct Seen(HashMap<FilePath, (Stamp, Content)>);

impl Seen {
    /// What a file held, if it is still as it was. Its state is asked for only where it was read before.
    pub(super) fn content(
        &self,
        path: &FilePath,
        now: impl FnOnce() -> Option<Stamp>,
    ) -> Option<(Content, Option<Stamp>)> {
        let (then, content) = self.0.get(path)?;
        let now = now().filter(|now| now == then)?;
        Some((content.clone(), Some(now)))
    }

    /// Remembers these files in place of those before.
    pub(super) fn replace(&mut self, files: impl Iterator<Item = (FilePath, Content, Stamp)>) {
        self.0 = files.map(|(path, content, stamp)| (path, (stamp, content))).collect();
    }
}

/// The state of a file: any change of what it holds changes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Stamp {
    file: (u64, u64),
    length: u64,
    changed: (i64, i64),
}

/// How long a file must have been left alone for its stamp to be trusted: two changes within one tick of a file system's
/// clock leave the same time behind, and ticks are up to two seconds long.
#[cfg(unix)]
const SETTLED: std::time::Duration = std::time::Duration::from_secs(3);

impl Stamp {
    /// The state that the system tells; `None` for a file that had just been changed at that time.
    #[cfg(unix)]
    pub(super) fn of(found: &Metadata, now: SystemTime) -> Option<Stamp> {
        use std::os::unix::fs::MetadataExt;
        let before = now.checked_sub(SETTLED)?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        let settled = found.ctime() < i64::try_from(before.as_secs()).ok()?;
        settled.then(|| Stamp {
            file: (found.dev(), found.ino()),
            length: found.len(),
            changed: (found.ctime(), found.ctime_nsec()),
        })
    }

    /// Other systems do not tell when a file was last changed in any way: everything is read again.
    #[cfg(not(unix))]
    pub(super) fn of(_: &Metadata, _: SystemTime) -> Option<Stamp> {
        None
    }
}
