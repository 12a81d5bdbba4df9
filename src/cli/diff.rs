//! `tearsheet diff`: which facts, figures, pages and reports change between two states of a site.

use std::path::{Path, PathBuf};

use super::Ending;
use super::args::{self, Form};
use super::press;
use super::say::{Say, to_stdout};
use crate::build::{self, Built};
use crate::diag::counts;
use crate::diff::{self, Side};
use crate::disk::{self, SiteFolder};
use crate::source::Sources;

/// Compares two states and prints what changes.
///
/// # Errors
/// When a state is neither a folder nor a revision, or cannot be read.
pub fn diff(asked: &args::Diff, form: Form, say: Say) -> anyhow::Result<Ending> {
    press::employ(asked.site.jobs)?;
    let options = build::Options { drafts: asked.show.drafts, ..press::options(&asked.site)? };
    let (old, new) = (read(&asked.old, &asked.site.content)?, read(&asked.new, &asked.site.content)?);
    let (before, after) = (make(&old, &options, say, &asked.old), make(&new, &options, say, &asked.new));
    let difference = diff::diff(side(&asked.old, &old, &before), side(&asked.new, &new, &after));
    match form {
        Form::Json => {
            let json = serde_json::to_string_pretty(&difference).expect("texts and numbers always serialise");
            to_stdout(&format!("{json}\n"))?;
        }
        _ => to_stdout(&diff::text(&difference))?,
    }
    if let Some(file) = &asked.html {
        disk::write_file(file, &diff::page(&difference), diff::PAGE_START)?;
        say.summary(&format!("wrote `{}`", file.display()));
    }
    let changed = asked.exit_code && (!difference.is_empty() || difference.mistakes.any());
    let lost = asked.keep_addresses && !difference.lost.is_empty();
    Ok(if changed || lost { Ending::Mistakes } else { Ending::Well })
}

fn side<'s>(name: &'s str, sources: &'s Sources, (built, mistakes): &'s (Built, usize)) -> Side<'s> {
    Side { name, sources, site: &built.site, drawn: &built.drawn, mistakes: *mistakes }
}

/// A folder with `content/` in it, a content folder, or a revision.
fn read(word: &str, content: &Path) -> anyhow::Result<Sources> {
    let folder = PathBuf::from(word);
    if !folder.is_dir() {
        return disk::revision(word, content);
    }
    if folder.join("site.yaml").is_file() {
        return disk::read(&SiteFolder::find(&folder)?);
    }
    let below = folder.join(content);
    let is_below = content.is_relative() && below.is_dir();
    let beside = || folder.join(content.file_name().unwrap_or("content".as_ref()));
    disk::read(&SiteFolder::find(&if is_below { below } else { beside() })?)
}

/// Makes a state; its mistakes are told and counted, and then it has no figures.
fn make(sources: &Sources, options: &build::Options, say: Say, name: &str) -> (Built, usize) {
    let built = build::build(sources, options);
    let errors: Vec<_> =
        built.diagnostics.into_iter().filter(|told| counts(std::slice::from_ref(told)).0 > 0).collect();
    if !errors.is_empty() {
        say.people(sources, &errors);
        say.note(&format!("`{name}` has mistakes; its figures are not compared"));
    }
    (built.value, errors.len())
}
