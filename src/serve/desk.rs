//! The work behind the preview: read, build, show; again after every save.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;

use super::edition::{Edition, Parts};
use super::event::{Event, Tell};
use super::state::{Broken, State};
use super::watch::Watch;
use super::{guard, http, open};
use crate::build::{self, Memo, in_order};
use crate::diag::counts;
use crate::disk::{self, Seen, SiteFolder};
use crate::model::config::BaseUrl;
use crate::model::date::Moment;

/// What to serve, and how.
pub struct Options {
    /// Where the site lies.
    pub folder: SiteFolder,
    /// The port to listen on.
    pub port: u16,
    /// Whether to open the browser.
    pub open: bool,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The moment of a build.
    pub moment: Box<dyn Fn() -> anyhow::Result<Moment>>,
}

/// What is remembered of the last state of the site.
#[derive(Default)]
struct Last {
    seen: Seen,
    memo: Memo,
}

/// Serves a site until the process ends.
///
/// # Errors
/// When no port is free or the site cannot be watched.
pub fn serve(options: &Options, tell: &Tell) -> anyhow::Result<()> {
    let listener = http::listen(options.port)?;
    let port = listener.local_addr().context("cannot tell which port is listened on")?.port();
    if port != options.port && options.port != 0 {
        tell(Event::Note(&format!("port {} is busy, so this is port {port}", options.port)));
    }
    let mut watch = Watch::new(&options.folder)?;
    if let Some(note) = &watch.note {
        tell(Event::Note(note));
    }
    let state = Arc::new(State::new(guard::token(), port));
    let mut last = Last::default();
    rebuild(options, &state, &mut last, tell);
    let served = Arc::clone(&state);
    std::thread::spawn(move || http::run(listener, served));
    let address = format!("http://localhost:{port}/");
    tell(Event::Serving(&address));
    if options.open
        && let Err(error) = open::open(&address)
    {
        tell(Event::Note(&format!("cannot open the browser: {error}")));
    }
    while watch.next().is_some() {
        rebuild(options, &state, &mut last, tell);
    }
    Ok(())
}

/// Takes in what was saved; whatever goes wrong, the last good state stays.
fn rebuild(options: &Options, state: &State, last: &mut Last, tell: &Tell) {
    let start = Instant::now();
    // The panic hook has told about it; the next save may do without the bug.
    match catch_unwind(AssertUnwindSafe(|| take_in(options, state, last, tell))) {
        Ok(Ok(Some(notes))) => tell(Event::Built(notes, start.elapsed())),
        Ok(Ok(None)) | Err(_) => {}
        Ok(Err(error)) => tell(Event::Note(&format!("{error:#}; the preview shows the site as it was"))),
    }
}

/// Reads and builds; gives the number of notes when the new state is served.
fn take_in(options: &Options, state: &State, last: &mut Last, tell: &Tell) -> anyhow::Result<Option<usize>> {
    let sources = Arc::new(disk::read_again(&options.folder, &mut last.seen)?);
    let base_url = BaseUrl { origin: format!("http://localhost:{}", state.port), path: "/".to_owned() };
    let (now, drafts) = ((options.moment)()?, options.drafts);
    let asked = build::Options { now, drafts, base_url: Some(base_url), deny_warnings: false };
    let mut diagnostics = Vec::new();
    let built = build::rebuild(&sources, &asked, &mut last.memo).unpack(&mut diagnostics);
    let notes = built.notes();
    let mut edition = None;
    if counts(&diagnostics).0 == 0 {
        let parts = Parts {
            folder: options.folder.clone(),
            sources: Arc::clone(&sources),
            built,
            tell: Arc::clone(tell),
        };
        let (started, told) = Edition::start(parts);
        diagnostics.extend(told);
        edition = started;
    }
    let diagnostics = in_order(diagnostics);
    tell(Event::Mistakes(&sources, &diagnostics));
    match edition {
        Some(edition) => {
            state.replace(edition);
            Ok(Some(notes))
        }
        None => {
            let last = state.now().edition;
            state.spoil(Broken::new(&sources, &diagnostics, last.as_ref()));
            Ok(None)
        }
    }
}
