//! `tearsheet rename`: gives a note another name, and everything that names it.

use std::collections::BTreeSet;

use anyhow::{Context, bail};

use super::Ending;
use super::args;
use super::press;
use super::say::{Say, counted, many, to_stdout};
use crate::diag::printable;
use crate::disk::{self, SiteFolder};
use crate::rename::{self, Refusal, Renaming};
use crate::source::Sources;

/// So many changed lines of a file are shown.
const MOST_LINES: usize = 20;

/// Renames a note, or tells what that would change.
///
/// # Errors
/// When there is no such note, the new name is none or taken, or the system refuses.
pub fn rename(asked: &args::Rename, say: Say) -> anyhow::Result<Ending> {
    if asked.new.contains(['/', '\\']) || asked.new.ends_with(".md") {
        bail!(
            "`{}` is no name\n  = help: write the new name alone: the note stays in its folder",
            printable(&asked.new)
        );
    }
    press::employ(asked.site.jobs)?;
    let options = press::options(&asked.site)?;
    let folder = press::find(&asked.site.content)?;
    let sources = disk::read(&folder)?;
    let renaming = match rename::plan(&sources, &options, (&asked.old, &asked.new)) {
        Ok(renaming) => renaming,
        Err(refusal) => return refused(&printable(&asked.old), refusal, (&sources, say)),
    };
    if asked.dry_run {
        to_stdout(&listed(&renaming))?;
    } else {
        write(&folder, &renaming)?;
    }
    let done = if asked.dry_run { "would be renamed" } else { "renamed" };
    let paths = renaming.moves.iter().map(|(from, to)| format!("{from} -> {to}")).collect::<Vec<_>>();
    say.summary(&format!("{done}: {}", paths.join(", ")));
    let changed = if asked.dry_run { "would be changed" } else { "changed" };
    say.summary(&format!("{} {changed}", many(renaming.texts.len(), "file")));
    Ok(Ending::Well)
}

/// Tells why nothing was written.
fn refused(old: &str, refusal: Refusal, (sources, say): (&Sources, Say)) -> anyhow::Result<Ending> {
    let (sources, told, whose) = match &refusal {
        Refusal::Unknown(near) => {
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name a note by its file, such as `models/gpt-4o`".to_owned(),
            };
            bail!("no note is called `{old}`\n  = help: {help}")
        }
        Refusal::Several(names) => {
            bail!("several notes are called `{old}`\n  = help: say which: `{}`", names.join("`, `"))
        }
        Refusal::Taken(path) => bail!("`{path}` is there already\n  = help: choose another name"),
        Refusal::Shared(path) => {
            bail!("the folder of the note holds another, `{path}`\n  = help: move that one out of it first")
        }
        Refusal::Differ(paths) => {
            let named = paths.iter().take(MOST_LINES).map(|path| format!("\n  {path}")).collect::<String>();
            let count = many(paths.len(), "file");
            bail!(
                "{count} would show other rows or be linked otherwise:{named}\n  = help: something names `{old}` there that the \
                 checker does not miss: look for it, and rename by hand"
            )
        }
        Refusal::Mistakes(told) => (sources, told, "the site has"),
        Refusal::Would(then, told) => (&**then, told, "the site would have"),
    };
    say.diagnostics(sources, told)?;
    say.summary(&format!("{whose} {}; nothing was renamed", counted(told).unwrap_or_default()));
    Ok(Ending::Mistakes)
}

/// Every line that changes, by file.
fn listed(renaming: &Renaming) -> String {
    let mut out = String::new();
    for (path, before, then) in &renaming.texts {
        let (old, new): (BTreeSet<&str>, BTreeSet<&str>) = (before.lines().collect(), then.lines().collect());
        let gone =
            before.lines().filter(|line| !new.contains(line)).map(|line| format!("- {}", printable(line)));
        let come =
            then.lines().filter(|line| !old.contains(line)).map(|line| format!("+ {}", printable(line)));
        let lines: Vec<String> = gone.chain(come).collect();
        out += &format!("{path}\n");
        lines.iter().take(MOST_LINES).for_each(|line| out += &format!("  {line}\n"));
        if lines.len() > MOST_LINES {
            out += &format!("  … and {}\n", many(lines.len() - MOST_LINES, "more line"));
        }
    }
    out
}

fn write(folder: &SiteFolder, renaming: &Renaming) -> anyhow::Result<()> {
    let stopped = "it stopped half way: `git status` shows what was changed";
    for (from, to) in &renaming.moves {
        disk::relocate(folder, from, to).context(stopped)?;
    }
    for (path, _, text) in &renaming.texts {
        disk::keep(folder, path, text).context(stopped)?;
    }
    Ok(())
}
