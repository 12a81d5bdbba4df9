//! `tearsheet serve`: the site as it is being written, in a browser.

use std::sync::Arc;

use super::Ending;
use super::args;
use super::press;
use super::say::{Say, many, seconds};
use crate::serve::{self, Event, Options, Tell};

/// Threads that a preview takes beside those that draw: for signals, the watcher, connections, the site as it was and as
/// it becomes.
const THREADS: usize = 8;

/// Serves a site until it is ended.
///
/// # Errors
/// When there is no site, no port is free, or the system gives too few threads.
pub fn serve(asked: &args::Serve, say: Say) -> anyhow::Result<Ending> {
    press::must_have_threads(asked.site.jobs, THREADS)?;
    press::employ(asked.site.jobs)?;
    asked.site.moment()?;
    let site = asked.site.clone();
    let options = Options {
        folder: press::find(&asked.site.content)?,
        port: asked.port,
        open: asked.open,
        drafts: asked.show.drafts,
        moment: Box::new(move || site.moment()),
    };
    let tell: Tell = Arc::new(move |event| match event {
        Event::Serving(address) => say.summary(&format!("the site is at {address} (Ctrl-C ends)")),
        Event::Built(notes, time) => {
            say.summary(&format!("read {} in {}", many(notes, "note"), seconds(time)))
        }
        Event::Mistakes(sources, diagnostics) => {
            if let Err(error) = say.diagnostics(sources, diagnostics) {
                say.note(&format!("{error:#}"));
            }
        }
        Event::Note(text) => say.note(text),
    });
    serve::serve(&options, &tell)?;
    Ok(Ending::Well)
}
