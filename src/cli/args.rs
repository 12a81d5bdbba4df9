//! The only door to clap: what can be asked of tearsheet, in words a newcomer can live on.

use std::path::PathBuf;
use std::process::ExitCode;

use chrono::{DateTime, Utc};
use clap::builder::NonEmptyStringValueParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Parser, Subcommand, ValueEnum};

use super::examples;
use super::values::{base_url, jobs, limit, moment, port};
use crate::diag::printable;
use crate::model::config::BaseUrl;
use crate::model::date::Moment;

/// Makes research sites from notes and tables, whose published numbers cannot drift
#[derive(Parser, Debug)]
#[command(name = "tearsheet", version, after_help = examples::ALL, arg_required_else_help = true)]
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
    /// Start a small site in a new folder
    #[command(after_help = examples::INIT)]
    Init(Init),
    /// Preview the site, following every save
    #[cfg(feature = "serve")]
    #[command(after_help = examples::SERVE)]
    Serve(Serve),
    /// Find mistakes without writing anything
    #[command(after_help = examples::CHECK)]
    Check(Check),
    /// Make the site
    #[command(after_help = examples::BUILD)]
    Build(Build),
    /// List rows of the datasets with the reference to paste, or where each is used
    #[command(after_help = examples::FACTS)]
    Facts(Facts),
    /// Hold the numbers of published reports
    #[command(after_help = examples::PIN)]
    Pin(Pin),
    /// Give a note another name, and everything that names it
    #[command(after_help = examples::RENAME)]
    Rename(Rename),
    /// Tell which facts, figures, pages and reports change between two states
    #[command(after_help = examples::DIFF)]
    Diff(Diff),
    /// What a check means, why it matters, and how to set its level
    #[command(after_help = examples::EXPLAIN)]
    Explain(Explain),
}

/// Which site, and as of when.
#[derive(clap::Args, Clone, Debug)]
pub struct Site {
    /// The folder with the notes; `templates/` and `static/` are looked for beside it
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
    /// The moment to build for: a day of the site's time zone, or RFC 3339 [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub now: Option<Moment>,
    /// How many threads to use [default: all cores]
    #[arg(long, value_name = "N", value_parser = jobs)]
    pub jobs: Option<u16>,
}

/// Whether drafts are shown.
#[derive(clap::Args, Clone, Copy, Debug)]
pub struct Drafts {
    /// Publish drafts too
    #[arg(long)]
    pub drafts: bool,
}

/// How a site is published.
#[derive(clap::Args, Clone, Debug)]
pub struct Published {
    #[command(flatten)]
    pub site: Site,
    #[command(flatten)]
    pub show: Drafts,
    /// Count warnings as errors
    #[arg(long)]
    pub deny_warnings: bool,
    /// The address at which the site will be published, such as https://example.org/research/; in place of
    /// `base_url` in site.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<BaseUrl>,
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
    pub asked: Published,
    #[command(flatten)]
    pub rights: Rights,
    /// The folder to write to [default: `public` beside the content folder]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Wait until all of the site is on the disk before it is published: what a power cut leaves is whole (slower)
    #[arg(long)]
    pub durable: bool,
}

/// `tearsheet check`.
#[derive(clap::Args, Debug)]
pub struct Check {
    #[command(flatten)]
    pub asked: Published,

    #[command(flatten)]
    pub rights: Rights,
}

/// `tearsheet serve`.
#[cfg(feature = "serve")]
#[derive(clap::Args, Debug)]
pub struct Serve {
    #[command(flatten)]
    pub site: Site,
    #[command(flatten)]
    pub show: Drafts,
    /// The port to listen on; when it is busy, the next free one of ten
    #[arg(long, value_name = "N", default_value_t = 4040, value_parser = port)]
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
    #[command(flatten)]
    pub show: Drafts,
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
    #[command(flatten)]
    pub show: Drafts,
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
    #[arg(long, value_name = "N", default_value_t = 40, value_parser = limit)]
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
    /// The language in which the sample is written; one of its notes has a translation
    #[arg(long, value_name = "LANG", value_enum, default_value_t = Tongue::En)]
    pub lang: Tongue,
}

/// The languages of the sample.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tongue {
    /// English, with a report in Chinese too
    En,
    /// Chinese, with a report in English too
    Zh,
}

/// Reads the command line; prints help, version or what is wrong with it.
///
/// # Errors
/// When something of these was printed.
pub fn read() -> Result<Args, NothingAsked> {
    Args::try_parse().map_err(|error| {
        // What is wrong with the arguments is told of them as they can be printed.
        let given: Vec<String> =
            std::env::args_os().map(|argument| printable(&argument.to_string_lossy())).collect();
        let mut error = Args::try_parse_from(&given).err().unwrap_or(error);
        if let Some(tip) = tip(&error, &given) {
            error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
        }
        // A closed pipe is no reason to complain about the help not being read.
        let _ = error.print();
        let text = error.render().to_string();
        let first = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        NothingAsked {
            code: ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2)),
            form: asked_form(&given),
            why: error.use_stderr().then_some(first),
        }
    })
}

/// A command line that asks for nothing to be done: help was printed, or what is wrong.
pub struct NothingAsked {
    /// How the command ends.
    pub code: ExitCode,
    /// The format that was asked for.
    pub form: Form,
    /// What is wrong, if something is.
    pub why: Option<String>,
}

/// What was meant by arguments that are none, or that lack.
fn tip(error: &clap::Error, given: &[String]) -> Option<&'static str> {
    let command = given.iter().skip(1).find(|argument| !argument.starts_with('-'))?.as_str();
    let named = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => !word.starts_with('-'),
        _ => false,
    };
    match (error.kind(), command) {
        (ErrorKind::UnknownArgument, "build" | "check" | "serve") if named(ContextKind::InvalidArg) => {
            Some("the folder with the notes is named with '--content DIR'")
        }
        (ErrorKind::MissingRequiredArgument, "pin") => Some("'--all' means every published report"),
        _ => None,
    }
}

/// The format asked for, of a command line that is wrong elsewhere.
fn asked_form(given: &[String]) -> Form {
    let behind = given.iter().skip_while(|argument| *argument != "--format").nth(1);
    let joined = given.iter().find_map(|argument| argument.strip_prefix("--format="));
    let word = joined.or(behind.map(String::as_str)).unwrap_or_default();
    Form::from_str(word, false).unwrap_or(Form::Human)
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

    #[test]
    fn the_command_line_is_sound() {
        use clap::CommandFactory;
        Args::command().debug_assert();
    }
}
