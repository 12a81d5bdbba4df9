//! `tearsheet facts`: the rows of the datasets, with the reference to paste, or where each is used.

use serde_json::json;

use super::Ending;
use super::args;
use super::press;
use super::progress::Progress;
use super::say::{Say, counted, many, to_stdout};
use crate::diag::{counts, printable};
use crate::facts::{self, Idle, Row, Use};

/// How wide a reference may be before the columns give way.
const WIDEST: usize = 96;

/// Lists rows.
///
/// # Errors
/// When the site cannot be read.
pub fn facts(asked: &args::Facts, say: Say) -> anyhow::Result<Ending> {
    let folder = press::find(&asked.site.content)?;
    press::confine(asked.rights, &folder, None);
    press::employ(asked.site.jobs)?;
    let options = press::options(&asked.site)?;
    let progress = Progress::start(say.quiet, "reading");
    let (sources, built) = press::make(&folder, &options, &progress)?;
    drop(progress);
    let site = built.value.site();
    let rows = match asked.used {
        true => facts::used(site, &sources, &asked.query),
        false => facts::rows(site, &sources, &asked.query),
    };
    let most = if asked.limit == 0 { rows.len() } else { asked.limit };
    let shown = &rows[..rows.len().min(most)];
    to_stdout(&if say.is_human() { columns(shown) } else { lines_of_json(shown) })?;
    let left = rows.len() - shown.len();
    let more = if left > 0 {
        format!(", {left} of them not shown: add a word, or `--limit 0`")
    } else {
        String::new()
    };
    say.summary(&format!("{}{more}", many(rows.len(), "row")));
    if rows.is_empty() {
        nothing(&facts::strange(site, &sources, &asked.query), say);
    }
    if counts(&built.diagnostics).0 > 0 {
        let told = counted(&built.diagnostics).unwrap_or_default();
        say.note(&format!("the site has {told}; `tearsheet check` tells which"));
    }
    Ok(Ending::Well)
}

/// Why nothing was found: words that no row holds, with those that come nearest.
fn nothing(strange: &[(String, Option<String>)], say: Say) {
    for (word, near) in strange {
        let near = near.as_ref().map_or(String::new(), |near| format!("; did you mean `{near}`?"));
        say.note(&printable(&format!("no row holds `{word}`{near}")));
    }
}

/// One line a row: reference, value, date, place, why none binds it; uses below, indented.
fn columns(rows: &[Row]) -> String {
    let written = |row: &Row| match row.idle {
        None => format!("{{fact}}`{}`", row.reference),
        Some(_) => row.reference.clone(),
    };
    let width = rows.iter().map(|row| written(row).chars().count()).filter(|width| *width <= WIDEST).max();
    let value = rows.iter().map(|row| row.value.chars().count()).max().unwrap_or(0).min(24);
    let mut out = String::new();
    for row in rows {
        let (file, line) = &row.place;
        let reference = written(row);
        let (width, date) = (width.unwrap_or(0), &row.date);
        let idle = row.idle.map_or(String::new(), |idle| format!("  no reference: {}", idle.word()));
        out += &printable(&format!(
            "{reference:<width$}  {:>value$}  {date:<10}  {file}:{line}{idle}",
            row.value
        ));
        out.push('\n');
        for used in &row.uses {
            out += &printable(&format!("    {}", place(used)));
            out.push('\n');
        }
    }
    out
}

/// `content/reports/q3.md:12:5 change`.
fn place(used: &Use) -> String {
    match used.at {
        None => format!("{}  {}", used.file, used.what),
        Some((line, column)) => format!("{}:{line}:{column}  {}", used.file, used.what),
    }
}

fn lines_of_json(rows: &[Row]) -> String {
    let mut out = String::new();
    for row in rows {
        let uses: Vec<_> = row
            .uses
            .iter()
            .map(|used| {
                let (line, column) = (used.at.map(|at| at.0), used.at.map(|at| at.1));
                json!({"file": used.file, "line": line, "column": column, "as": used.what})
            })
            .collect();
        let mut object = json!({
            "row": row.reference,
            "reference": row.idle.is_none().then_some(&row.reference),
            "no_reference": row.idle.map(Idle::word),
            "value": row.value,
            "unit": row.unit,
            "date": row.date,
            "file": row.place.0,
            "line": row.place.1,
        });
        if !uses.is_empty() {
            object["uses"] = uses.into();
        }
        out += &format!("{object}\n");
    }
    out
}
