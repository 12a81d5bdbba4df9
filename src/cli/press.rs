//! What `build` and `check` have in common: read the site, make it, render every file of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::RwLock;

use rayon::prelude::*;

use super::args;
use super::patience::{self, Patience};
use super::progress::Progress;
use super::say::Say;
#[cfg(unix)]
use super::signals;
use crate::build::{self, Built, Renderer, Route};
use crate::confine::{self, Bounds};
use crate::diag::{Checked, Diagnostic};
use crate::disk::read::TOPS;
use crate::disk::{self, SiteFolder};
use crate::model::config::BaseUrl;
use crate::model::output::Output;
use crate::source::Sources;

/// Gives up all rights that reading a site does not need, and writing below `write`; to be called
/// before anything of the site is read and before [`employ`].
pub fn confine(rights: args::Rights, folder: &SiteFolder, write: Option<&Path>) {
    if !rights.no_sandbox {
        let read = TOPS.iter().map(|top| folder.top(top)).collect();
        confine::confine(&Bounds { read, write: write.map(Path::to_owned).into_iter().collect() });
    }
}

/// The stack of a thread. Figures and pages are drawn without recursion over input; it is roomy all the same.
const STACK: usize = 8 << 20;

/// Addresses that a small site needs, and how many more each thread takes: its stack and what it allocates from. With
/// less an allocation may fail at any moment, which ends a process without a word.
const LEAST_MEMORY: u64 = 384 << 20;
const MEMORY_OF_THREAD: u64 = 16 << 20;

/// Uses so many threads from now on, all cores by default, and listens to Ctrl-C. Where the system gives this process
/// fewer, it makes do with them; with none it does all by itself.
///
/// # Errors
/// When the system has less memory than that.
pub fn employ(jobs: Option<u16>) -> anyhow::Result<()> {
    let wanted = threads(jobs);
    must_have_room(disk::memory_limit(), wanted)?;
    #[cfg(unix)]
    signals::watch();
    let given = startable(wanted);
    // At its limit the system counts a thread for a moment after its end.
    let threads = if given < wanted { given.saturating_sub(1) } else { given };
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK);
    let pool =
        if threads == 0 { pool.num_threads(1).use_current_thread() } else { pool.num_threads(threads) };
    pool.build_global().map_err(|error| too_few(threads, &error.to_string()))
}

/// What a command needs that runs on: so many threads beside those of [`employ`].
///
/// # Errors
/// When the system does not give this process so many.
pub fn must_have_threads(jobs: Option<u16>, beside: usize) -> anyhow::Result<()> {
    let wanted = threads(jobs) + beside;
    let given = startable(wanted);
    if given < wanted { Err(too_few(wanted, &format!("the system gives {given}"))) } else { Ok(()) }
}

fn too_few(threads: usize, why: &str) -> anyhow::Error {
    anyhow::anyhow!(
        "cannot start {threads} threads: {why}\n  = help: ask for fewer with `--jobs`, or let the system allow more (`ulimit -u`)"
    )
}

fn threads(jobs: Option<u16>) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    jobs.map_or_else(cores, usize::from)
}

/// How many threads the system gives this process, up to so many. They are started, and end at once.
fn startable(wanted: usize) -> usize {
    let gate = RwLock::new(());
    std::thread::scope(|scope| {
        let shut = gate.write();
        let start = |_| std::thread::Builder::new().spawn_scoped(scope, || drop(gate.read())).ok();
        let started: Vec<_> = (0..wanted).map_while(start).collect();
        drop(shut);
        started.len()
    })
}

fn must_have_room(limit: Option<(u64, &str)>, threads: usize) -> anyhow::Result<()> {
    let least = LEAST_MEMORY + threads as u64 * MEMORY_OF_THREAD;
    match limit {
        Some((limit, option)) if limit < least => anyhow::bail!(
            "{} MB of memory are allowed (`ulimit {option}`), and {threads} threads need {} MB; nothing was read or written\n  \
             = help: allow more, or ask for fewer threads with `--jobs`",
            limit >> 20,
            least >> 20
        ),
        _ => Ok(()),
    }
}

/// The options of a build that publishes nothing, at the moment asked for.
///
/// # Errors
/// When SOURCE_DATE_EPOCH is not a number.
pub fn options(site: &args::Site) -> anyhow::Result<build::Options> {
    let base_url = Some(BaseUrl::nowhere());
    Ok(build::Options { now: site.moment()?, drafts: false, base_url, deny_warnings: false })
}

/// The options of a build as it is published.
///
/// # Errors
/// When SOURCE_DATE_EPOCH is not a number.
pub fn published(asked: &args::Published) -> anyhow::Result<build::Options> {
    let (drafts, deny_warnings) = (asked.show.drafts, asked.deny_warnings);
    Ok(build::Options { drafts, deny_warnings, base_url: asked.base_url.clone(), ..options(&asked.site)? })
}

/// Finds the site.
///
/// # Errors
/// When there is none, in words that say what to do.
pub fn find(content: &Path) -> anyhow::Result<SiteFolder> {
    Ok(SiteFolder::find(content)?)
}

/// Reads and makes the site.
///
/// # Errors
/// When its folder cannot be read.
pub fn make(
    folder: &SiteFolder,
    options: &build::Options,
    progress: &Progress,
) -> anyhow::Result<(Sources, Checked<Built>)> {
    let sources = disk::read(folder)?;
    progress.step("working", 0);
    let built = build::build(&sources, options);
    Ok((sources, built))
}

/// What rendering came to.
#[derive(Debug, Default)]
pub struct Pressed {
    /// How many pages there are.
    pub pages: usize,
    /// What templates and pages had to say.
    pub diagnostics: Vec<Diagnostic>,
}

/// Where rendered files go.
pub trait Take: Sync {
    /// Asked first about a file whose path names what it holds; where it gives true the file is not made again.
    ///
    /// # Errors
    /// When the run is to end.
    fn keep(&self, path: &str) -> anyhow::Result<bool>;

    /// Takes a file.
    ///
    /// # Errors
    /// When the system refuses it.
    fn take(&self, output: &Output) -> anyhow::Result<()>;

    /// The run ends here, with threads still at work: whatever was taken is to be forgotten.
    fn abandon(&self);
}

/// How many files a thread takes at once: few, so that all threads are done at about the same time.
const SOME: usize = 16;

/// Renders every file and hands each on as soon as it is there, from many threads.
///
/// # Errors
/// The first error of `files`.
pub fn render(
    renderer: &Renderer,
    progress: &Progress,
    files: &impl Take,
    say: Say,
) -> anyhow::Result<Pressed> {
    let routes = renderer.routes();
    // Long files come first, so that no thread is alone with one at the end.
    let (long, short): (Vec<&Route>, Vec<&Route>) = routes.iter().partition(|route| route.is_long());
    let order = [long, short].concat();
    progress.step("rendering", routes.len());
    let patience = Patience::default();
    let one = |route: &&Route| {
        progress.tick();
        if route.is_settled() && files.keep(route.path())? {
            return Ok(None);
        }
        match patience.page(route.path(), || renderer.render(route)) {
            Ok(output) => files.take(&output).map(|()| None),
            Err(diagnostic) => Ok(Some(diagnostic)),
        }
    };
    let give_up = |why: &str| {
        files.abandon();
        say.refuse(&patience::words(why, &renderer.own_templates()));
        std::process::exit(2);
    };
    let all = || order.par_iter().with_max_len(SOME).map(one).collect::<anyhow::Result<_>>();
    let told: Vec<Option<Diagnostic>> = patience.watch(give_up, all)?;
    let by_path = order.iter().zip(told).filter_map(|(route, told)| Some((route.path(), told?)));
    let told: BTreeMap<&str, Diagnostic> = by_path.collect();
    let pages = routes.iter().filter(|route| route.path().ends_with(".html")).count();
    // One mistake of a template shows on every page that it draws: told once, with the first page.
    let mut places = BTreeSet::new();
    let first = |told: &Diagnostic| places.insert((told.code, told.span));
    let told = told.into_values().filter(first).collect();
    Ok(Pressed { pages, diagnostics: build::in_order(told) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_little_memory_is_refused_and_no_limit_is_enough() {
        assert!(must_have_room(None, 1024).is_ok() && must_have_room(Some((416 << 20, "-v")), 2).is_ok());
        let refused = must_have_room(Some((200_000 << 10, "-d")), 2).unwrap_err().to_string();
        assert!(
            refused.contains("195 MB of memory are allowed (`ulimit -d`)")
                && refused.contains("416 MB")
                && refused.contains("help"),
            "{refused}"
        );
    }
}
