//! `tearsheet build`: makes the site and publishes it, whole or not at all.

use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::time::Instant;

use super::Ending;
use super::args;
use super::press::{self, Pressed, Take};
use super::progress::Progress;
use super::say::{Say, bytes, counted, many, seconds};
use crate::build::Built;
use crate::diag::{Diagnostic, counts};
use crate::disk::SiteFolder;
use crate::disk::publish::{self, Stage, Tally, Target};
use crate::model::output::Output;
use crate::source::Sources;

/// Builds a site.
///
/// # Errors
/// When the output folder is refused, when the site cannot be read or its output not be written.
pub fn build(asked: &args::Build, say: Say) -> anyhow::Result<Ending> {
    let start = Instant::now();
    let options = press::published(&asked.asked)?;
    let folder = press::find(&asked.asked.site.content)?;
    let target = publish::check(&out(asked), &folder, std::env::home_dir().as_deref())?;
    press::confine(asked.rights, &folder, Some(&target.around()));
    press::employ(asked.asked.site.jobs)?;
    let progress = Progress::start(say.quiet, "reading");
    let (sources, made) = press::make(&folder, &options, &progress)?;
    let mut diagnostics = made.diagnostics;
    let published = match counts(&diagnostics).0 {
        0 => {
            let place = Place { target: &target, folder: &folder, sources: &sources, durable: asked.durable };
            publish_all(&made.value, &place, (&progress, say), &mut diagnostics)
        }
        _ => Ok(None),
    };
    drop(progress);
    let said = say.diagnostics(&sources, &diagnostics);
    let told = counted(&diagnostics);
    let published = published?;
    said?;
    let Some((pressed, tally)) = published else {
        let told = told.unwrap_or_default();
        say.summary(&format!("{told}; nothing was written to `{}`", target.shown.display()));
        return Ok(Ending::Mistakes);
    };
    for note in &tally.notes {
        say.note(note);
    }
    let told = told.map_or(String::new(), |told| format!(", {told}"));
    say.summary(&format!("{} in {}{told}", what(&made.value, &pressed, &tally), seconds(start.elapsed())));
    // The process ends here: the system takes a large site's memory back at once, piece by piece takes time.
    std::mem::forget((made.value, sources, diagnostics));
    Ok(Ending::Well)
}

/// Where to write: as asked, else `public` beside the content folder.
fn out(asked: &args::Build) -> PathBuf {
    asked.out.clone().unwrap_or_else(|| {
        let mut beside = asked.asked.site.content.clone();
        match beside.file_name() {
            Some(_) => beside.set_file_name("public"),
            None => beside.push("../public"),
        }
        beside
    })
}

/// From where to where a site is published.
struct Place<'a> {
    target: &'a Target,
    folder: &'a SiteFolder,
    sources: &'a Sources,
    /// Whether the site is brought to the disk itself before it is swapped in.
    durable: bool,
}

/// Renders and publishes; `None` when a page or template had mistakes.
fn publish_all(
    built: &Built,
    place: &Place<'_>,
    (progress, say): (&Progress, Say),
    diagnostics: &mut Vec<Diagnostic>,
) -> anyhow::Result<Option<(Pressed, Tally)>> {
    let renderer = built.renderer(place.sources).unpack(diagnostics);
    if counts(diagnostics).0 > 0 {
        return Ok(None);
    }
    let stage = Stage::begin(place.target, place.folder, place.sources).map_err(with_help)?;
    let mut pressed = press::render(&renderer, progress, &stage, say).map_err(with_help)?;
    diagnostics.append(&mut pressed.diagnostics);
    if counts(diagnostics).0 > 0 {
        return Ok(None);
    }
    // As at the end of the build.
    std::mem::forget(renderer);
    progress.step("publishing", 0);
    let tally = stage.finish(place.durable)?;
    Ok(Some((pressed, tally)))
}

impl Take for Stage<'_> {
    fn keep(&self, path: &str) -> anyhow::Result<bool> {
        Stage::keep(self, path)
    }

    fn take(&self, output: &Output) -> anyhow::Result<()> {
        self.write(output)
    }

    fn abandon(&self) {
        Stage::abandon(self);
    }
}

/// An error of the system before anything was published, with what to do about it.
fn with_help(error: anyhow::Error) -> anyhow::Error {
    let kind = error.chain().find_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    let Some(kind) = kind else { return error };
    let mend = match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room on the disk",
        ErrorKind::FileTooLarge => "allow larger files (`ulimit -f`)",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "let this user write there",
        _ => "mend what the system says",
    };
    let help = format!("{mend}, or name another folder with `--out`; the published site is as it was");
    anyhow::anyhow!("{error:#}\n  = help: {help}")
}

fn what(built: &Built, pressed: &Pressed, tally: &Tally) -> String {
    let parts = [
        many(built.notes(), "note"),
        many(pressed.pages, "page"),
        many(built.figures(), "figure"),
        bytes(tally.bytes),
    ];
    format!("built {}", parts.join(", "))
}
