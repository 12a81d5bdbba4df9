//! The only door to notify: says when files of the site have changed.

use std::path::{Component, Path};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify_debouncer_full::notify::{
    self, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher,
};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer_opt};

use crate::disk::SiteFolder;
use crate::disk::read::{TOPS, is_ignored};

/// How long a file must rest before it counts as saved.
const REST: Duration = Duration::from_millis(10);
/// Changes that come this close together are one.
const TOGETHER: Duration = Duration::from_millis(5);
/// How long a storm of changes is waited out.
const STORM: Duration = Duration::from_millis(400);

/// Watches the folders of a site.
pub struct Watch {
    site: SiteFolder,
    changes: Receiver<Change>,
    eyes: Eyes,
    /// What the user should know about how it is done.
    pub note: Option<String>,
}

enum Eyes {
    Native(Debouncer<RecommendedWatcher, RecommendedCache>),
    Polling(Debouncer<PollWatcher, RecommendedCache>),
}

/// Something changed; whether one of the watched folders itself came or went.
#[derive(Clone, Copy, Default)]
struct Change {
    folders: bool,
}

impl Watch {
    /// Begins to watch; where the system cannot tell, looks at the files again and again.
    ///
    /// # Errors
    /// When not even that is possible.
    pub fn new(site: &SiteFolder) -> anyhow::Result<Watch> {
        let (sender, changes) = mpsc::channel();
        let native = debouncer::<RecommendedWatcher>(site, sender.clone(), notify::Config::default());
        let (eyes, note) = match native.and_then(|mut eyes| look(&mut eyes, site).map(|()| eyes)) {
            Ok(eyes) => (Eyes::Native(eyes), None),
            Err(error) => {
                let config = notify::Config::default().with_poll_interval(Duration::from_millis(500));
                let mut eyes = debouncer::<PollWatcher>(site, sender, config)?;
                look(&mut eyes, site)?;
                (
                    Eyes::Polling(eyes),
                    Some(format!(
                        "files are looked at twice a second, for the system cannot watch them: {error}"
                    )),
                )
            }
        };
        Ok(Watch { site: site.clone(), changes, eyes, note })
    }

    /// Waits for the next change; changes that come together are one. `None` when watching ended.
    pub fn next(&mut self) -> Option<()> {
        let mut change = self.changes.recv().ok()?;
        let start = Instant::now();
        while start.elapsed() < STORM {
            match self.changes.recv_timeout(TOGETHER) {
                Ok(more) => change.folders |= more.folders,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        if change.folders {
            // A folder that was replaced is another one to the system. One that is missing comes later.
            let _ = match &mut self.eyes {
                Eyes::Native(eyes) => look(eyes, &self.site),
                Eyes::Polling(eyes) => look(eyes, &self.site),
            };
        }
        Some(())
    }
}

fn debouncer<W: Watcher>(
    site: &SiteFolder,
    sender: Sender<Change>,
    config: notify::Config,
) -> notify::Result<Debouncer<W, RecommendedCache>> {
    let site = site.clone();
    let tell = move |events: DebounceEventResult| {
        if let Some(change) = of_interest(&site, events) {
            // The receiver is gone only when the program ends.
            let _ = sender.send(change);
        }
    };
    new_debouncer_opt(REST, None, tell, RecommendedCache::new(), config)
}

/// Watches the folders that exist, and the root for those to come.
fn look<W: Watcher>(eyes: &mut Debouncer<W, RecommendedCache>, site: &SiteFolder) -> notify::Result<()> {
    eyes.watch(&site.root, RecursiveMode::NonRecursive)?;
    for folder in TOPS.map(|top| site.top(top)) {
        let _ = eyes.unwatch(&folder);
        if folder.symlink_metadata().is_ok_and(|found| found.is_dir()) {
            eyes.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    Ok(())
}

fn of_interest(site: &SiteFolder, events: DebounceEventResult) -> Option<Change> {
    // An error means that changes may have been missed: the site is read again.
    let Ok(events) = events else { return Some(Change::default()) };
    let mut found = None;
    for event in &events {
        // Reading a file is an event of its own; to follow those would be to chase one's own tail.
        if matches!(event.kind, EventKind::Access(_)) {
            continue;
        }
        if event.need_rescan() {
            found.get_or_insert(Change::default());
        }
        for path in &event.paths {
            if let Some(is_folder) = concerns(site, path) {
                found.get_or_insert(Change::default()).folders |= is_folder;
            }
        }
    }
    found
}

/// Whether a path belongs to the site; `Some(true)` for its folders themselves.
fn concerns(site: &SiteFolder, path: &Path) -> Option<bool> {
    TOPS.iter().find_map(|top| {
        let inner = path.strip_prefix(site.top(top)).ok()?;
        let ignored = |part: Component<'_>| is_ignored(&part.as_os_str().to_string_lossy());
        (!inner.components().any(ignored)).then_some(inner.as_os_str().is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_the_site_count() {
        let place = tempfile::tempdir().unwrap();
        std::fs::create_dir(place.path().join("content")).unwrap();
        let site = SiteFolder::find(&place.path().join("content")).unwrap();
        let seen = |path: &str| concerns(&site, &site.root.join(path));
        assert_eq!(seen("content/models/a.md"), Some(false));
        assert_eq!(seen("static"), Some(true));
        for path in ["public/index.html", "content/.a.md.swp", "content/a.md~", "contents/a.md", ".git/index"]
        {
            assert_eq!(seen(path), None, "{path}");
        }
    }
}
