//! What a path is mounted on: folders of one mount can be swapped and renamed into one another, others cannot.

use std::io;
use std::path::Path;

/// Names the mount of a path, which is not followed where it is a link. A folder that is mounted in another place of the same
/// file system lies on another mount there.
///
/// # Errors
/// When the path cannot be looked at.
#[cfg(target_os = "linux")]
pub fn of(path: &Path) -> io::Result<(u64, u64)> {
    use rustix::fs::{AtFlags, CWD, StatxFlags, statx};
    match statx(CWD, path, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::BASIC_STATS | StatxFlags::MNT_ID) {
        // A kernel that does not know mounts by number leaves the number away.
        Ok(found) if found.stx_mask & StatxFlags::MNT_ID.bits() != 0 => Ok((device(path)?, found.stx_mnt_id)),
        _ => Ok((device(path)?, 0)),
    }
}

/// Names the file system of a path, which is not followed where it is a link.
///
/// # Errors
/// When the path cannot be looked at.
#[cfg(all(unix, not(target_os = "linux")))]
pub fn of(path: &Path) -> io::Result<(u64, u64)> {
    Ok((device(path)?, 0))
}

#[cfg(unix)]
fn device(path: &Path) -> io::Result<u64> {
    use std::os::unix::fs::MetadataExt;
    Ok(std::fs::symlink_metadata(path)?.dev())
}

/// Elsewhere all paths count as one mount.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub fn of(_: &Path) -> io::Result<(u64, u64)> {
    Ok((0, 0))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_mounted_elsewhere_has_another_name() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let below = folder.path().join("below");
        std::fs::create_dir(&below).expect("a folder");
        let here = of(folder.path()).expect("a mount");
        assert_eq!(of(&below).ok(), Some(here));
        assert_ne!(of(Path::new("/proc")).expect("a mount"), here);
    }
}
