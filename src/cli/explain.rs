//! `tearsheet explain`: what a check means, why it matters, and how to set its level; what a profile of policies asks.

use super::Ending;
use super::args;
use super::say::to_stdout;
use crate::diag::{explain, nearest, printable};
use crate::load::profile_text;

/// Explains one check, or lists all.
///
/// # Errors
/// When there is no check of that name, with the nearest one.
pub fn explain(asked: &args::Explain) -> anyhow::Result<Ending> {
    let text = match asked.code.as_deref() {
        None if asked.all => explain::page(),
        None => format!("{}\n`tearsheet explain CODE` tells about one of them.\n", explain::list()),
        Some(code) => one(code.trim_matches(['[', ']']))?,
    };
    to_stdout(&text)?;
    Ok(Ending::Well)
}

fn one(code: &str) -> anyhow::Result<String> {
    if let Some(profile) = profile_text(code) {
        return Ok(format!("{profile}\n"));
    }
    let Some(check) = explain::find(code) else {
        let near = nearest(code, explain::all().iter().map(|check| check.code));
        let help = near.map_or("`tearsheet explain` lists all checks".to_owned(), |near| {
            format!("did you mean `{near}`?")
        });
        anyhow::bail!("there is no check `{}`\n  = help: {help}", printable(code));
    };
    Ok(explain::text(check))
}
