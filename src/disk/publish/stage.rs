//! Stages a site file by file, from many threads, and publishes it when it is whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use anyhow::{Context, bail};

use super::discard::{OLD, STAGING, STAGING_WORDS, TREE, remove_work, tidy_up};
use super::guard::{self, Target};
use super::interrupt::{self, Staging};
use super::lock::Lock;
use super::manifest::{Entry, MARKER, Manifest, is_clean};
use super::mount;
use super::swap::{Swapped, swap};
use super::{carry, durable, in_place};
use crate::disk::folder::SiteFolder;
use crate::disk::read::open_source;
use crate::model::output::{Output, OutputContent};
use crate::source::{FileId, Sources};

/// The file of a page, in a folder of its own.
const PAGE: &str = "index.html";

/// How long a build waits for another one to end.
const PATIENCE: Duration = Duration::from_secs(30);

/// A site in the making, beside its output folder. Dropped unpublished, it leaves no trace.
#[derive(Debug)]
pub struct Stage<'a> {
    site: &'a SiteFolder,
    sources: &'a Sources,
    target: Target,
    out: PathBuf,
    work: PathBuf,
    made: Mutex<Made>,
    published: bool,
    new_folders: Vec<PathBuf>,
    lock: Option<Lock>,
    _staging: Staging,
}

#[derive(Debug, Default)]
struct Made {
    list: Manifest,
    kept: usize,
}

/// What a publication came to.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Files of the site.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Files that were equal to the published ones and were left alone.
    pub kept: usize,
    /// Published files that the site no longer has.
    pub removed: usize,
    /// What the user should know.
    pub notes: Vec<String>,
}

impl<'a> Stage<'a> {
    /// Takes the output's lock (waiting up to 30 s for another build) and makes a staging folder.
    ///
    /// # Errors
    /// When another build runs, when the output may no longer be written to, when the system refuses.
    pub fn begin(target: &Target, site: &'a SiteFolder, sources: &'a Sources) -> anyhow::Result<Stage<'a>> {
        let staging = Staging::begin()?;
        let mut new_folders = NewFolders::default();
        new_folders.make(&target.parent)?;
        let (beside, prefix) = work_place(target);
        let lock = Lock::take(&beside.join(format!("{prefix}-lock")), PATIENCE)?;
        // The build that was waited for may have made or changed the folder.
        let target = guard::check(&target.shown, site, target.home.as_deref())?;
        let out = target.path();
        tidy_up(&target, &beside, &prefix)
            .with_context(|| format!("cannot remove what an earlier build left in `{}`", beside.display()))?;
        let target = guard::check(&target.shown, site, target.home.as_deref())?;
        let work = beside.join(format!("{prefix}-{}", std::process::id()));
        fs::create_dir(&work).with_context(|| format!("cannot make the folder `{}`", work.display()))?;
        let stage = Stage {
            site,
            sources,
            target,
            out,
            work,
            made: Mutex::default(),
            published: false,
            new_folders: new_folders.keep(),
            lock: Some(lock),
            _staging: staging,
        };
        stage.furnish().with_context(|| format!("cannot write to `{}`", stage.work.display()))?;
        Ok(stage)
    }

    fn furnish(&self) -> io::Result<()> {
        fs::write(self.work.join(STAGING), STAGING_WORDS)?;
        fs::create_dir(self.tree())
    }

    fn tree(&self) -> PathBuf {
        self.work.join(TREE)
    }

    /// Writes one file of the site, or links it to the published one where they are equal.
    ///
    /// # Errors
    /// When the system refuses, when a source file cannot be copied, when the user interrupts.
    pub fn write(&self, output: &Output) -> anyhow::Result<()> {
        interrupt::check()?;
        let path = &output.path;
        if !is_clean(path) {
            bail!("`{}` is no path for a file of the site", crate::diag::printable(path));
        }
        let staged = match &output.content {
            OutputContent::Bytes(bytes) => self.put(path, bytes).map_err(anyhow::Error::from),
            OutputContent::Copy(file) => self.copy(path, *file),
        };
        let (entry, kept) = staged.with_context(|| format!("cannot write `{}`", self.target.show(path)))?;
        let mut made = self.made.lock().expect("no thread panics while it holds the list");
        made.kept += usize::from(kept);
        made.list.0.insert(path.clone(), entry);
        Ok(())
    }

    /// Takes over the published file of a path that names what it holds. Gives whether there was one, whole.
    ///
    /// # Errors
    /// When the user interrupts.
    pub fn keep(&self, path: &str) -> anyhow::Result<bool> {
        interrupt::check()?;
        let Some(listed) = self.target.old.as_ref().and_then(|old| old.0.get(path).copied()) else {
            return Ok(false);
        };
        let Some((old, _)) = self.published(path, listed.size) else { return Ok(false) };
        let whole = File::open(&old).and_then(Entry::of).is_ok_and(|found| found == listed);
        if !whole || with_folders(&self.tree().join(path), |to| fs::hard_link(&old, to)).is_err() {
            return Ok(false);
        }
        let mut made = self.made.lock().expect("no thread panics while it holds the list");
        made.kept += 1;
        made.list.0.insert(path.to_owned(), listed);
        Ok(true)
    }

    /// Forgets the site in the making while other threads may still be at work on it; the process ends now.
    pub fn abandon(&self) {
        interrupt::interrupt();
        let _ = remove_work(&self.work, &self.out);
    }

    /// The published file of a path, when the list says that it held just this.
    fn published(&self, path: &str, size: u64) -> Option<(PathBuf, Entry)> {
        let entry = *self.target.old.as_ref()?.0.get(path).filter(|entry| entry.size == size)?;
        let file = self.out.join(path);
        let found = fs::symlink_metadata(&file).ok()?;
        (found.is_file() && found.len() == size).then_some((file, entry))
    }

    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<(Entry, bool)> {
        let entry = Entry::of_bytes(bytes);
        if let Some((old, listed)) = self.published(path, entry.size)
            && listed == entry
            && fs::read(&old).is_ok_and(|old| old == bytes)
            && with_folders(&self.tree().join(path), |to| fs::hard_link(&old, to)).is_ok()
        {
            return Ok((entry, true));
        }
        let mut file = with_folders(&self.tree().join(path), |to| File::create_new(to))?;
        file.write_all(bytes)?;
        Ok((entry, false))
    }

    fn copy(&self, path: &str, file: FileId) -> anyhow::Result<(Entry, bool)> {
        let source = &self.sources.file(file).path;
        let shown = || format!("cannot read `{}`", self.sources.shown_path(file));
        let open = || open_source(self.site, source).with_context(shown);
        let size = open()?.metadata().with_context(shown)?.len();
        if let Some((old, listed)) = self.published(path, size)
            && Entry::of(open()?).with_context(shown)? == listed
            && Entry::of(File::open(&old)?)? == listed
            && with_folders(&self.tree().join(path), |to| fs::hard_link(&old, to)).is_ok()
        {
            return Ok((listed, true));
        }
        let to = with_folders(&self.tree().join(path), |to| File::create_new(to))?;
        Ok((Entry::poured(open()?, to)?, false))
    }

    /// Publishes what was staged; where it is to be durable, not before all of it is on the disk.
    ///
    /// # Errors
    /// When the system refuses or somebody put a file where the site needs one. The old site is then
    /// in its place.
    pub fn finish(mut self, durable: bool) -> anyhow::Result<Tally> {
        let made = std::mem::take(&mut *self.made.lock().expect("no thread panics while it holds the list"));
        let now = guard::check(&self.target.shown, self.site, self.target.home.as_deref())?;
        let mut now = now;
        let edited = self.give_up_edited(&mut now, &made.list);
        let foreign = carry::list(&now)?;
        carry::must_not_collide(&foreign, &made.list, &now)?;
        let old = now.old.clone().unwrap_or_default();
        let mut tally = Tally {
            files: made.list.0.len(),
            bytes: made.list.0.values().map(|entry| entry.size).sum(),
            kept: made.kept,
            removed: old.0.keys().filter(|path| !made.list.0.contains_key(*path)).count(),
            notes: edited,
        };
        if !self.is_inside() {
            carry::carry(&foreign, &now, &self.tree())?;
            self.dress(&now, &made.list)
                .with_context(|| format!("cannot write `{}`", self.target.show(MARKER)))?;
        }
        if durable {
            self.settle(&self.tree())?;
        }
        interrupt::check()?;
        self.replace(&old, &made.list, &mut tally)?;
        self.published = true;
        interrupt::publish();
        // The old site stays until the new one is sure to be there.
        if durable && self.is_inside() {
            self.settle(&self.out)?;
        }
        if durable {
            let unsure = || format!("{}, though it is published", self.unsettled());
            durable::settle_one(&self.target.parent).with_context(unsure)?;
        }
        self.clear(&mut tally);
        Ok(tally)
    }

    /// Takes stale files that somebody has changed since they were published from the list of ours: they stay, and are
    /// told.
    fn give_up_edited(&self, now: &mut Target, new: &Manifest) -> Vec<String> {
        let Some(old) = now.old.as_mut() else { return Vec::new() };
        let is_edited = |(path, listed): &(&String, &Entry)| {
            let file = self.out.join(path);
            let is_file = fs::symlink_metadata(&file).is_ok_and(|found| found.is_file());
            is_file && File::open(&file).and_then(Entry::of).is_ok_and(|found| found != **listed)
        };
        let stale = old.0.iter().filter(|(path, _)| !new.0.contains_key(*path));
        let edited: Vec<String> = stale.filter(is_edited).map(|(path, _)| path.clone()).collect();
        old.0.retain(|path, _| !edited.contains(path));
        let told = |path: &String| {
            format!(
                "`{}` is no page of the site any more, and was changed by hand: it stays",
                self.target.show(path)
            )
        };
        edited.iter().map(told).collect()
    }

    /// Completes the new folder: its list, written last, and the rights of the folder before it.
    fn dress(&self, now: &Target, list: &Manifest) -> io::Result<()> {
        if now.exists {
            fs::set_permissions(self.tree(), fs::symlink_metadata(&self.out)?.permissions())?;
        }
        File::create_new(self.tree().join(MARKER))?.write_all(list.text().as_bytes())
    }

    fn settle(&self, folder: &Path) -> anyhow::Result<()> {
        durable::settle(folder).with_context(|| self.unsettled())
    }

    fn unsettled(&self) -> String {
        format!("cannot make `{}` durable", self.target.shown.display())
    }

    fn is_inside(&self) -> bool {
        self.work.starts_with(&self.out)
    }

    fn replace(&self, old: &Manifest, new: &Manifest, tally: &mut Tally) -> anyhow::Result<()> {
        let cannot = || format!("cannot publish to `{}`", self.target.shown.display());
        let swapped = match self.is_inside() {
            true => Swapped::NotAtAll,
            false => swap(&self.tree(), &self.out, &self.work.join(OLD)).with_context(cannot)?,
        };
        if swapped == Swapped::NotAtAll {
            in_place::settle(&self.tree(), &self.out, old, new)
                .with_context(|| format!("{}; some files are new, some old: build again", cannot()))?;
            let shown = self.target.shown.display();
            tally.notes.push(format!(
                "`{shown}` cannot be swapped as a whole here, so its files were replaced one by one"
            ));
        }
        Ok(())
    }

    /// Removes the old site. What cannot be removed is told, for the new one is published.
    fn clear(&self, tally: &mut Tally) {
        let work = self.work.display();
        match remove_work(&self.work, &self.out) {
            Ok(false) => {}
            Ok(true) => tally.notes.push(format!(
                "`{work}` keeps files that others put into the output folder while it was published: save or delete them"
            )),
            Err(error) => tally.notes.push(format!("the old site in `{work}` could not be deleted: {error}")),
        }
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        if !self.published {
            let _ = remove_work(&self.work, &self.out);
        }
        self.lock.take();
        if !self.published {
            for folder in self.new_folders.iter().rev() {
                let _ = fs::remove_dir(folder);
            }
        }
    }
}

/// Folders made on the way to the output; taken back when the stage never came to be.
#[derive(Default)]
struct NewFolders(Vec<PathBuf>);

impl NewFolders {
    fn make(&mut self, folder: &Path) -> anyhow::Result<()> {
        let missing = folder.ancestors().take_while(|above| above.symlink_metadata().is_err());
        let missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
        self.0 = missing.into_iter().rev().collect();
        Ok(())
    }

    fn keep(mut self) -> Vec<PathBuf> {
        std::mem::take(&mut self.0)
    }
}

impl Drop for NewFolders {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Where lock and staging folder go: beside the output, or inside where its own folder cannot be moved.
fn work_place(target: &Target) -> (PathBuf, String) {
    if target.exists && is_fixed(target) {
        return (target.path(), ".tearsheet".to_owned());
    }
    (target.parent.clone(), format!(".{}.tearsheet", target.name.to_string_lossy()))
}

/// Whether the output folder is a mount point or lies in a folder that may not be written to.
fn is_fixed(target: &Target) -> bool {
    #[cfg(unix)]
    let writable = rustix::fs::access(&target.parent, rustix::fs::Access::WRITE_OK).is_ok();
    #[cfg(not(unix))]
    let writable = true;
    !writable || mount::of(&target.parent).ok() != mount::of(&target.path()).ok()
}

/// Does something that makes a file; makes its folder first when it is missing.
fn with_folders<T>(path: &Path, make: impl Fn(&Path) -> io::Result<T>) -> io::Result<T> {
    if let Some(folder) = path.parent().filter(|_| path.ends_with(PAGE)) {
        // Mostly the first file of its folder; where it is not, or more than one folder is missing, the rest tells.
        let _ = fs::create_dir(folder);
    }
    match make(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            make(path)
        }
        made => made,
    }
}
