//! The only door to clap: what can be asked of tearsheet, in words a newcomer can live on.

use std::path::PathBuf;
use std::process::ExitCode;

use chrono::{DateTime, Utc};
use clap::builder::NonEmptyStringValueParser;
use clap::{Parser, Subcommand, ValueEnum};

use crate::diag::printable;
use crate::model::config::BaseUrl;
use crate::model::date::{Date, Moment};

const AFTER: &str = "\
Examples:
  tearsheet init my-desk                 start a small site in a new folder
  tearsheet serve --open                 write, save, look: the browser follows
  tearsheet check                        find mistakes without writing anything
  tearsheet build --out public           make the site
  tearsheet explain raw-html             what a check means, and how to set its level

A site is a folder with `content/` in it. Exit codes: 0 done; 1 mistakes in the content (nothing was
published); 2 wrong use, or the system refused.";

const BUILD_AFTER: &str = "\
Examples:
  tearsheet build
  tearsheet build --out public --base-url https://example.org/research/
  tearsheet build --now 2026-01-31       as if it were that day

The output folder is replaced in one step: readers get the old site or the new one, never a mixture.
Files in it that tearsheet did not make are kept. With mistakes in the content nothing is written.
Exit codes: 0 published; 1 mistakes in the content; 2 wrong use, or the system refused.";

const CHECK_AFTER: &str = "\
Examples:
  tearsheet check
  tearsheet check --format github        mistakes beside the lines of a pull request
  tearsheet check --format json          one object a line, for editors
  tearsheet check --format sarif > a.sarif
  tearsheet check --deny-warnings        fail on warnings too

Does all that `build` does, but for writing. Exit codes: 0 no mistakes; 1 mistakes; 2 wrong use, or the
system refused.";

#[cfg(feature = "serve")]
const SERVE_AFTER: &str = "\
Examples:
  tearsheet serve --open
  tearsheet serve --drafts --port 8080

Serves on this machine only. Saved changes show at once; while a file has mistakes, its page shows them
and the rest of the site stays up. Ctrl-C ends it.";

const DIFF_AFTER: &str = "\
Examples:
  tearsheet diff main HEAD               two revisions, as Markdown for a pull request
  tearsheet diff main .                  what is not committed yet
  tearsheet diff old/ new/ --html d.html with every chart before and after

A state is a folder with `content/` in it, a content folder, or a revision that `git` knows. Rows that a licence keeps
back are counted, never shown. Exit codes: 0 done; 1 with --exit-code: something changes, or a state has mistakes;
2 wrong use, or the system refused.";

const EXPLAIN_AFTER: &str = "\
Examples:
  tearsheet explain                      all checks with their levels
  tearsheet explain mixed-units          one check: what, why, an example, how to set its level
  tearsheet explain --all                all of it as one page of Markdown";

const PIN_AFTER: &str = "\
Examples:
  tearsheet pin q3-outlook               hold the numbers of content/reports/q3-outlook.md
  tearsheet pin --all                    hold those of every published report
  tearsheet pin --all --check            tell which reports are not held; write nothing

Writes content/reports/NAME.lock with the rows that the report shows: commit it with the report. From then
on the report shows these rows, whatever is added to the data. A report that is pinned and still asks for
the same data is left alone. Exit codes: 0 done; 1 a report is not pinned (--check), or a row that it holds
was restated and no correction explains it; 2 wrong use, or the system refused.";
const RENAME_AFTER: &str = "\
Examples:
  tearsheet rename gpt-4o gpt-4o-2024 --dry-run   tell which files and lines would change
  tearsheet rename models/gpt-4o gpt-4o-2024      where notes of several kinds have the name

Renames the note with its translations, pictures and lock, rewrites front matter, links, facts, figures and rows that
name it, and leaves its old address as an alias. Nothing is written unless the site then says and shows the same.
Exit codes: 0 done; 1 the site has mistakes, or would have; 2 wrong use, or the system refused.";
const FACTS_AFTER: &str = "\
Examples:
  tearsheet facts gpt-5 output           rows that hold both words, each with the reference to paste
  tearsheet facts 阿里 capex             words of any language: names, labels, titles
  tearsheet facts --used deepseek        where these rows appear: every reference and every figure
  tearsheet facts --format json --limit 0";

const INIT_AFTER: &str = "\
Example:
  tearsheet init my-desk && cd my-desk && tearsheet serve --open";

/// Makes research sites from notes and tables, whose published numbers cannot drift
#[derive(Parser, Debug)]
#[command(name = "tearsheet", version, after_help = AFTER, arg_required_else_help = true)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// How to tell about it.
    #[command(flatten)]
    pub shared: Shared,
}

/// Options of all commands.
#[derive(clap::Args, Debug)]
pub struct Shared {
    /// Say nothing but mistakes
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// How mistakes are printed: `human` on stderr, the others on stdout (github and sarif: build, check and serve)
    #[arg(long, global = true, value_enum, default_value_t = Form::Human)]
    pub format: Form,
    /// When to colour (NO_COLOR is honoured)
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
}

/// How mistakes are printed.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// With the line and a caret, for people
    Human,
    /// One JSON object a line, for editors and scripts
    Json,
    /// Workflow commands, for GitHub Actions
    Github,
    /// One SARIF 2.1.0 document, for code scanning
    Sarif,
}

/// When to colour.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What can be asked.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Make the site
    #[command(after_help = BUILD_AFTER)]
    Build(Build),
    /// Find mistakes without writing anything
    #[command(after_help = CHECK_AFTER)]
    Check(Check),
    /// Preview the site, following every save
    #[cfg(feature = "serve")]
    #[command(after_help = SERVE_AFTER)]
    Serve(Serve),
    /// Tell which facts, figures, pages and reports change between two states
    #[command(after_help = DIFF_AFTER)]
    Diff(Diff),
    /// What a check means, why it matters, and how to set its level
    #[command(after_help = EXPLAIN_AFTER)]
    Explain(Explain),
    /// Hold the numbers of published reports
    #[command(after_help = PIN_AFTER)]
    Pin(Pin),
    /// Give a note another name, and everything that names it
    #[command(after_help = RENAME_AFTER)]
    Rename(Rename),
    /// List rows of the datasets with the reference to paste, or where each is used
    #[command(after_help = FACTS_AFTER)]
    Facts(Facts),
    /// Start a small site in a new folder
    #[command(after_help = INIT_AFTER)]
    Init(Init),
}

/// Which site, and as of when.
#[derive(clap::Args, Clone, Debug)]
pub struct Site {
    /// The folder with the notes; `templates/` and `static/` are looked for beside it
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
    /// Publish drafts too
    #[arg(long)]
    pub drafts: bool,
    /// Count warnings as errors
    #[arg(long)]
    pub deny_warnings: bool,
    /// The moment to build for: a day of the site's time zone, or RFC 3339 [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub now: Option<Moment>,
    /// How many threads to use [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
}

/// What a run may do to the machine.
#[derive(clap::Args, Clone, Copy, Debug)]
pub struct Rights {
    /// Keep the right to open other files, programs and sockets (by default a run gives it up, where the system can)
    #[arg(long)]
    pub no_sandbox: bool,
}

/// `tearsheet build`.
#[derive(clap::Args, Debug)]
pub struct Build {
    #[command(flatten)]
    pub site: Site,
    #[command(flatten)]
    pub rights: Rights,
    /// The folder to write to [default: `public` beside the content folder]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Wait until all of the site is on the disk before it is published: what a power cut leaves is whole (slower)
    #[arg(long)]
    pub durable: bool,
    #[command(flatten)]
    pub address: Address,
}

/// Where a site is published.
#[derive(clap::Args, Debug)]
pub struct Address {
    /// The address at which the site will be published, such as https://example.org/research/; in place of
    /// `base_url` in site.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<BaseUrl>,
}

/// `tearsheet check`.
#[derive(clap::Args, Debug)]
pub struct Check {
    #[command(flatten)]
    pub site: Site,
    #[command(flatten)]
    pub address: Address,
    #[command(flatten)]
    pub rights: Rights,
}

/// `tearsheet serve`.
#[cfg(feature = "serve")]
#[derive(clap::Args, Debug)]
pub struct Serve {
    #[command(flatten)]
    pub site: Site,
    /// The port to listen on; when it is busy, the next free one of ten
    #[arg(long, value_name = "N", default_value_t = 4040)]
    pub port: u16,
    /// Open the browser
    #[arg(long)]
    pub open: bool,
}

/// `tearsheet diff`.
#[derive(clap::Args, Debug)]
pub struct Diff {
    /// The state before: a folder or a git revision
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The state after: a folder or a git revision
    #[arg(value_name = "NEW")]
    pub new: String,
    /// Write a page with every chart before and after
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// End with 1 when something changes, or a state has mistakes
    #[arg(long)]
    pub exit_code: bool,
    /// End with 1 when an address leads nowhere any more
    #[arg(long)]
    pub keep_addresses: bool,
    #[command(flatten)]
    pub site: Site,
}

/// `tearsheet explain`.
#[derive(clap::Args, Debug)]
pub struct Explain {
    /// The check, as it stands in brackets in its messages
    #[arg(value_name = "CODE", conflicts_with = "all")]
    pub code: Option<String>,
    /// The page of all checks, as Markdown
    #[arg(long)]
    pub all: bool,
}

/// `tearsheet pin`.
#[derive(clap::Args, Debug)]
pub struct Pin {
    /// The reports, by name or file
    #[arg(value_name = "REPORT", required_unless_present = "all", conflicts_with = "all")]
    pub reports: Vec<String>,
    /// Every published report
    #[arg(long)]
    pub all: bool,
    /// Tell which reports are not pinned; write nothing
    #[arg(long)]
    pub check: bool,
    /// Take rows as they are today, even where they were restated since and no correction explains it
    #[arg(long, conflicts_with = "check")]
    pub accept: bool,
    #[command(flatten)]
    pub site: Site,
}

/// `tearsheet rename`.
#[derive(clap::Args, Debug)]
pub struct Rename {
    /// The note, by name or file (`gpt-4o`, `models/gpt-4o`)
    #[arg(value_name = "OLD")]
    pub old: String,
    /// Its new name; it stays in its folder
    #[arg(value_name = "NEW")]
    pub new: String,
    /// Tell what would change; write nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub site: Site,
}

/// `tearsheet facts`.
#[derive(clap::Args, Debug)]
pub struct Facts {
    /// Words that a row must hold: of its dataset, its cells, their labels, the titles of its notes
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Only rows that are used, each with the places that use it
    #[arg(long)]
    pub used: bool,
    /// At most so many rows; 0 for all
    #[arg(long, value_name = "N", default_value_t = 40)]
    pub limit: usize,
    #[command(flatten)]
    pub site: Site,
    #[command(flatten)]
    pub rights: Rights,
}

/// `tearsheet init`.
#[derive(clap::Args, Debug)]
pub struct Init {
    /// The folder to make
    #[arg(value_name = "DIR", value_parser = NonEmptyStringValueParser::new())]
    pub folder: String,
}

/// Reads the command line; prints help, version or what is wrong with it, and gives the exit code then.
pub fn read() -> Result<Args, ExitCode> {
    Args::try_parse().map_err(|error| {
        // What is wrong with the arguments is told of them as they can be printed.
        let printable = std::env::args_os().map(|argument| printable(&argument.to_string_lossy()));
        let error = Args::try_parse_from(printable).err().unwrap_or(error);
        // A closed pipe is no reason to complain about the help not being read.
        let _ = error.print();
        ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
    })
}

fn moment(text: &str) -> Result<Moment, String> {
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Ok(Moment::Instant(moment));
    }
    let day = Date::parse(text).ok().filter(|date| date.day_of_month().is_some());
    day.map(Moment::Day)
        .ok_or_else(|| "write a date (2026-01-31) or a moment (2026-01-31T09:00:00+08:00)".to_owned())
}

fn base_url(text: &str) -> Result<BaseUrl, String> {
    BaseUrl::parse(text).ok_or_else(|| "write an address like https://example.org/research/".to_owned())
}

impl Site {
    /// The moment to build for: as asked, else that of SOURCE_DATE_EPOCH, else now.
    ///
    /// # Errors
    /// When SOURCE_DATE_EPOCH is not a number of seconds.
    pub fn moment(&self) -> anyhow::Result<Moment> {
        if let Some(now) = self.now {
            return Ok(now);
        }
        let Some(epoch) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|epoch| !epoch.is_empty()) else {
            return Ok(Utc::now().into());
        };
        let seconds = epoch.to_str().and_then(|epoch| epoch.parse().ok());
        let moment = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
        moment.map(Moment::from).ok_or_else(|| {
            anyhow::anyhow!(
                "SOURCE_DATE_EPOCH is not a number of seconds since 1970\n  = help: mend or unset it"
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Zone;

    #[test]
    fn the_command_line_is_sound() {
        use clap::CommandFactory;
        Args::command().debug_assert();
    }

    #[test]
    fn a_moment_is_a_date_or_rfc_3339() {
        let of_build = |text, zone| moment(text).unwrap().of_build(Zone::parse(zone).unwrap()).to_rfc3339();
        assert_eq!(of_build("2026-01-31", "UTC"), "2026-01-31T12:00:00+00:00");
        assert_eq!(of_build("2026-01-31", "Pacific/Auckland"), "2026-01-30T23:00:00+00:00");
        assert_eq!(of_build("2026-01-31T09:00:00+08:00", "Pacific/Auckland"), "2026-01-31T01:00:00+00:00");
        for bad in ["2026-1-31", " 2026-01-31", "31.1.2026", "2026-02-30", "+2026-1-01", "now", ""] {
            assert!(moment(bad).is_err(), "{bad}");
        }
    }
}
