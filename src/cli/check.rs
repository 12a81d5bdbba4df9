//! `tearsheet check`: all that a build does, but for writing.

use std::time::Instant;

use super::Ending;
use super::args;
use super::press::{self, Take};
use super::progress::Progress;
use super::say::{Say, counted, many, seconds};
use crate::build::Built;
use crate::diag::{Diagnostic, counts};
use crate::model::output::Output;

/// Checks a site and tells what was checked.
///
/// # Errors
/// When the site cannot be read.
pub fn check(asked: &args::Check, say: Say) -> anyhow::Result<Ending> {
    let start = Instant::now();
    let options = press::published(&asked.asked)?;
    let folder = press::find(&asked.asked.site.content)?;
    press::confine(asked.rights, &folder, None);
    press::employ(asked.asked.site.jobs)?;
    let progress = Progress::start(say.quiet, "reading");
    let (sources, built) = press::make(&folder, &options, &progress)?;
    let mut diagnostics = built.diagnostics;
    let mut pages = None;
    if counts(&diagnostics).0 == 0 {
        let renderer = built.value.renderer(&sources).unpack(&mut diagnostics);
        let pressed = press::render(&renderer, &progress, &Nowhere, say)?;
        diagnostics.extend(pressed.diagnostics);
        pages = Some(pressed.pages);
    }
    drop(progress);
    say.diagnostics(&sources, &diagnostics)?;
    say.summary(&format!(
        "{} in {}: {}",
        what(&built.value, pages),
        seconds(start.elapsed()),
        verdict(&diagnostics)
    ));
    Ok(if counts(&diagnostics).0 > 0 { Ending::Mistakes } else { Ending::Well })
}

/// Takes files and keeps none.
struct Nowhere;

impl Take for Nowhere {
    fn keep(&self, _: &str) -> anyhow::Result<bool> {
        Ok(true)
    }

    fn take(&self, _: &Output) -> anyhow::Result<()> {
        Ok(())
    }

    fn abandon(&self) {}
}

fn what(built: &Built, pages: Option<usize>) -> String {
    let mut parts = vec![many(built.notes(), "note"), many(built.datasets(), "dataset")];
    parts.push(many(built.figures(), "figure"));
    parts.extend(pages.map(|pages| many(pages, "page")));
    format!("checked {}", parts.join(", "))
}

fn verdict(diagnostics: &[Diagnostic]) -> String {
    counted(diagnostics).unwrap_or_else(|| "no mistakes".to_owned())
}
