//! Takes rights away from this process before it reads what strangers wrote: files outside the site,
//! other programs, the network.
//!
//! Nothing that a build does needs them, so nothing is lost; should a mistake of ours or of a library
//! ever let content run, it finds itself without them. Where the system has no such means, nothing
//! happens.

#[cfg(target_os = "linux")]
mod files;
#[cfg(target_os = "linux")]
mod calls;

use std::path::PathBuf;

/// What stays allowed.
#[derive(Clone, Debug, Default)]
pub struct Bounds {
    /// Folders to read from; those that are missing are left out.
    pub read: Vec<PathBuf>,
    /// Folders to read from and to make, change and delete files in.
    pub write: Vec<PathBuf>,
}

/// What was taken away.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Confined {
    /// Files outside the bounds.
    pub files: bool,
    /// Programs, sockets, the memory of other processes.
    pub calls: bool,
}

/// Confines this thread, and all that it starts from now on, to its bounds; there is no way back.
/// To be called before other threads start.
pub fn confine(bounds: &Bounds) -> Confined {
    #[cfg(target_os = "linux")]
    return Confined { files: files::restrict(&bounds.read, &bounds.write), calls: calls::restrict() };
    #[cfg(not(target_os = "linux"))]
    {
        let _ = bounds;
        Confined::default()
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_os = "linux")]
    use {super::*, std::fs};

    #[cfg(target_os = "linux")]
    #[test]
    fn a_confined_thread_reads_its_site_and_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        for folder in ["site/content", "out", "elsewhere"] {
            fs::create_dir_all(place.path().join(folder)).unwrap();
            fs::write(place.path().join(folder).join("a"), "x").unwrap();
        }
        let at = |path: &str| place.path().join(path);
        let bounds = Bounds { read: vec![at("site/content"), at("site/static")], write: vec![at("out")] };
        let seen = std::thread::scope(|scope| {
            let work = || {
                let confined = confine(&bounds);
                let read = |path: &str| fs::read(at(path)).is_ok();
                let write = |path: &str| fs::write(at(path), "y").is_ok();
                let files =
                    [read("site/content/a"), read("elsewhere/a"), write("site/content/a"), write("out/b")];
                let moved = fs::create_dir(at("out/c")).and_then(|()| fs::rename(at("out/b"), at("out/c/b")));
                let run = std::process::Command::new("true").status().is_ok();
                let socket = std::net::TcpListener::bind("127.0.0.1:0").is_ok();
                (confined, files, moved.is_ok(), run, socket)
            };
            scope.spawn(work).join().unwrap()
        });
        let (confined, files, moved, run, socket) = seen;
        assert!(moved);
        if confined.files {
            assert_eq!(files, [true, false, false, true]);
        }
        if confined.calls {
            assert!(!run && !socket, "a program ran: {run}, a socket was opened: {socket}");
        }
    }
}
