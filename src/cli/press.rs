//! What `build` and `check` have in common: read the site, make it, render every file of it.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;

use super::args;
use super::progress::Progress;
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

/// Uses so many threads from now on, all cores by default, and listens to Ctrl-C.
///
/// # Errors
/// When the system has no threads left.
pub fn employ(jobs: Option<u16>) -> anyhow::Result<()> {
    #[cfg(unix)]
    signals::watch();
    // Figures and pages are drawn without recursion over input; the stack is roomy all the same.
    let pool = rayon::ThreadPoolBuilder::new().stack_size(8 << 20).num_threads(jobs.map_or(0, usize::from));
    pool.build_global().map_err(anyhow::Error::from)
}

/// The options of a build, at the moment asked for.
///
/// # Errors
/// When SOURCE_DATE_EPOCH is not a number.
pub fn options(site: &args::Site, base_url: Option<&BaseUrl>) -> anyhow::Result<build::Options> {
    let (drafts, deny_warnings) = (site.drafts, site.deny_warnings);
    Ok(build::Options { now: site.moment()?, drafts, base_url: base_url.cloned(), deny_warnings })
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

/// Renders every file and hands each on as soon as it is there, from many threads. `keep` is asked first about a file
/// whose path names what it holds; where it gives true the file is not made again.
///
/// # Errors
/// The first error of `keep` or `take`.
pub fn render(
    renderer: &Renderer,
    progress: &Progress,
    keep: impl Fn(&str) -> anyhow::Result<bool> + Sync,
    take: impl Fn(&Output) -> anyhow::Result<()> + Sync,
) -> anyhow::Result<Pressed> {
    let routes = renderer.routes();
    progress.step("rendering", routes.len());
    let one = |route: &Route| {
        progress.tick();
        if route.is_settled() && keep(route.path())? {
            return Ok(None);
        }
        match renderer.render(route) {
            Ok(output) => take(&output).map(|()| None),
            Err(diagnostic) => Ok(Some(diagnostic)),
        }
    };
    let told: Vec<Option<Diagnostic>> = routes.par_iter().map(one).collect::<anyhow::Result<_>>()?;
    let pages = routes.iter().filter(|route| route.path().ends_with(".html")).count();
    // One mistake of a template shows on every page that it draws: told once, with the first page.
    let mut places = BTreeSet::new();
    let first = |told: &Diagnostic| places.insert((told.code, told.span));
    Ok(Pressed { pages, diagnostics: build::in_order(told.into_iter().flatten().filter(first).collect()) })
}
