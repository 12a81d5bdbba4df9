//! `tearsheet pin`: holds the numbers of published reports in locks beside them.

use anyhow::bail;

use super::Ending;
use super::args;
use super::press;
use super::say::{Say, counted, many};
use crate::build::Options;
use crate::diag::{Diagnostic, printable};
use crate::disk::{self, SiteFolder};
use crate::pin::{Desk, Report, State};
use crate::source::Sources;

/// Pins reports, or tells which are not pinned.
///
/// # Errors
/// When a report is not there, or the system refuses.
pub fn pin(asked: &args::Pin, say: Say) -> anyhow::Result<Ending> {
    press::employ(asked.site.jobs)?;
    let options = Options { drafts: asked.show.drafts, ..press::options(&asked.site)? };
    let folder = press::find(&asked.site.content)?;
    let sources = disk::read(&folder)?;
    let mut diagnostics = Vec::new();
    let desk = Desk::new(&sources, &options).unpack(&mut diagnostics);
    if !diagnostics.is_empty() {
        return refuse(&sources, &diagnostics, say);
    }
    let stems = stems(asked, &desk)?;
    let reports: Vec<Report> = stems.iter().map(|stem| desk.report(&sources, stem, asked.accept)).collect();
    let as_it_is = |report: &Report| match report.state {
        State::Pinned(_) => !asked.accept,
        State::NothingToPin => true,
        _ => false,
    };
    let unfit = desk.unfit(asked.accept);
    if !asked.check && !unfit.is_empty() && !reports.iter().all(as_it_is) {
        return refuse(&sources, &unfit, say);
    }
    let mut refused = 0;
    for report in &reports {
        let done = if asked.check {
            told(report, say)
        } else {
            written(report, asked.accept, (&folder, &sources), say)?
        };
        if !done {
            let told = if asked.check { &[] } else { report.refused.as_slice() };
            let contested = || desk.contested(&sources, &report.stem);
            say.diagnostics(&sources, &if told.is_empty() { contested() } else { told.to_vec() })?;
            refused += 1;
        }
    }
    let asking = reports.iter().filter(|report| report.state != State::NothingToPin).count();
    let left = if refused == 1 { "left as it was" } else { "left as they were" };
    let (all, word) = (many(asking, "report"), if asked.check { "not pinned" } else { left });
    if refused > 0 {
        say.summary(&format!("{all}, {refused} {word}"));
        return Ok(Ending::Mistakes);
    }
    say.summary(&format!("{all} pinned"));
    Ok(Ending::Well)
}

/// Tells why nothing can be pinned.
fn refuse(sources: &Sources, mistakes: &[Diagnostic], say: Say) -> anyhow::Result<Ending> {
    say.diagnostics(sources, mistakes)?;
    let told = counted(mistakes).unwrap_or_default();
    say.summary(&format!("{told}; nothing was pinned"));
    Ok(Ending::Mistakes)
}

/// The names of the reports that were asked for.
fn stems(asked: &args::Pin, desk: &Desk) -> anyhow::Result<Vec<String>> {
    if asked.all {
        return Ok(desk.names().map(str::to_owned).collect());
    }
    let mut stems = Vec::new();
    for name in &asked.reports {
        match desk.find(name) {
            Ok(stem) => stems.push(stem.to_owned()),
            Err(near) => {
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "name a file of content/reports/; drafts are pinned with --drafts".to_owned(),
                };
                bail!("no published report is called `{}`\n  = help: {help}", printable(name))
            }
        }
    }
    stems.dedup();
    Ok(stems)
}

/// Tells how a report stands; whether it is pinned.
fn told(report: &Report, say: Say) -> bool {
    if let State::Unpinned = report.state {
        say.note(&format!("`{}` is not pinned\n  = help: run `tearsheet pin {}`", report.stem, report.stem));
    }
    if let State::Former = report.state {
        let stem = &report.stem;
        say.note(&format!("the lock of `{stem}` does not hold all that its numbers mean\n  = help: run `tearsheet pin {stem}`, which leaves its rows as they are"));
    }
    matches!(report.state, State::Pinned(_) | State::NothingToPin)
}

/// Writes the lock of a report where that is needed; whether the report is pinned then.
fn written(
    report: &Report,
    accept: bool,
    (folder, sources): (&SiteFolder, &Sources),
    say: Say,
) -> anyhow::Result<bool> {
    match report.state {
        State::Contested if !accept => return Ok(false),
        _ if !report.refused.is_empty() => return Ok(false),
        State::NothingToPin => {
            say.summary(&format!("`{}` shows no data: nothing to pin", report.stem));
            return Ok(true);
        }
        State::Pinned(day) if !accept => {
            say.summary(&format!("`{}` is pinned since {day}", report.stem));
            return Ok(true);
        }
        _ => {}
    }
    let before = sources.find(&report.path).map_or("", |file| sources.file(file).text());
    if before != report.text {
        disk::keep(folder, &report.path, &report.text)?;
    }
    let (rows, datasets) = report.holds;
    let held = format!("{} of {}", many(rows, "row"), many(datasets, "dataset"));
    say.summary(&format!("pinned `{}`: {held}{}", report.stem, difference(before, &report.text)));
    if accept && report.kept > 0 {
        let (rows, verb) = (
            many(report.kept, "row"),
            if report.kept == 1 { "stays as it was" } else { "stay as they were" },
        );
        say.note(&format!("{rows} that a correction explains {verb}\n  = help: take the entry out of `corrections` first if readers are to see the new number alone"));
    }
    Ok(true)
}

/// How many lines of rows come and go.
fn difference(before: &str, now: &str) -> String {
    if before.is_empty() {
        return String::new();
    }
    let lines = |text: &str| -> std::collections::BTreeSet<String> {
        text.lines().skip(5).map(str::to_owned).collect()
    };
    let (before, now) = (lines(before), lines(now));
    format!(" (+{} −{})", now.difference(&before).count(), before.difference(&now).count())
}
