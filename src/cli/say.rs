//! Tells the user: mistakes, summaries and last words, where scripts and people look for them.

use std::io::{ErrorKind, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anstream::ColorChoice;
use anyhow::Context;

use super::args::{Color, Form, Shared};
use crate::diag::{self, Diagnostic, counts};
use crate::source::Sources;

/// How to tell.
#[derive(Clone, Copy, Debug)]
pub struct Say {
    /// Nothing but mistakes.
    pub quiet: bool,
    format: diag::Format,
    colour: bool,
}

impl Say {
    /// As the options want it.
    pub fn new(shared: &Shared) -> Say {
        let colour = match shared.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => anstream::AutoStream::choice(&std::io::stderr()) != ColorChoice::Never,
        };
        let format = machine(shared.format).unwrap_or(diag::Format::Human { colour });
        Say { quiet: shared.quiet, format, colour }
    }

    /// Mistakes: for people on stderr, for machines on stdout.
    ///
    /// # Errors
    /// When machines were to be told and the system refuses.
    pub fn diagnostics(self, sources: &Sources, diagnostics: &[Diagnostic]) -> anyhow::Result<()> {
        let text = diag::write(sources, diagnostics, self.format);
        match self.format {
            diag::Format::Human { .. } => to_stderr(&text),
            _ => to_stdout(&text)?,
        }
        let left = diag::left_out(diagnostics, self.format);
        if left > 0 && !self.is_human() {
            self.note(&format!("{} more than this format holds were left out", many(left, "message")));
        }
        Ok(())
    }

    /// Mistakes for people on stderr, whatever was asked of stdout.
    pub fn people(self, sources: &Sources, diagnostics: &[Diagnostic]) {
        to_stderr(&diag::write(sources, diagnostics, diag::Format::Human { colour: self.colour }));
    }

    /// Whether people are told, rather than machines.
    pub fn is_human(self) -> bool {
        matches!(self.format, diag::Format::Human { .. })
    }

    /// A line on what was done, unless the user wants quiet.
    pub fn summary(self, text: &str) {
        if !self.quiet {
            to_stderr(&format!("{text}\n"));
        }
    }

    /// A line that the user should not miss.
    pub fn note(self, text: &str) {
        to_stderr(&format!("{} {}\n", self.head("note:", "33"), multiline(text)));
    }

    /// Why it did not work.
    pub fn error(self, text: &str) {
        to_stderr(&format!("{} {}\n", self.head("error:", "31"), multiline(text)));
    }

    /// Why it did not work, to people and to machines.
    pub fn refuse(self, text: &str) {
        tell_machines(self.format, text);
        self.error(text);
    }

    fn head(self, word: &str, code: &str) -> String {
        if self.colour { format!("\x1b[1;{code}m{word}\x1b[0m") } else { word.to_owned() }
    }
}

/// Tells machines why there is no result, in the format that they asked for, unless something was written to them
/// already.
pub fn refusal(form: Form, text: &str) {
    if let Some(format) = machine(form) {
        tell_machines(format, text);
    }
}

fn tell_machines(format: diag::Format, text: &str) {
    let is_human = matches!(format, diag::Format::Human { .. });
    if is_human || WROTE.load(Ordering::Relaxed) {
        return;
    }
    let (why, help) = text.split_once("\n  = help: ").map_or((text, None), |(why, help)| (why, Some(help)));
    // Where it cannot be written, the last words on stderr have to do.
    let _ = to_stdout(&diag::refusal(&diag::printable(why), help, format));
}

/// The format for machines, if it is one.
fn machine(form: Form) -> Option<diag::Format> {
    match form {
        Form::Human => None,
        Form::Json => Some(diag::Format::Json),
        Form::Github => Some(diag::Format::Github),
        Form::Sarif => Some(diag::Format::Sarif),
    }
}

/// Whether this run has written to stdout.
static WROTE: AtomicBool = AtomicBool::new(false);

/// Text of several lines in which no line can be taken for a command and nothing moves the cursor.
fn multiline(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(diag::printable).collect();
    lines
        .iter()
        .map(|line| if line.starts_with("::") { format!(" {line}") } else { line.clone() })
        .collect::<Vec<_>>()
        .join("\n")
}

/// Writes to stdout; a reader who went away is no mistake.
///
/// # Errors
/// When the system refuses, as where a disk is full.
pub fn to_stdout(text: &str) -> anyhow::Result<()> {
    WROTE.fetch_or(!text.is_empty(), Ordering::Relaxed);
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.context("cannot write the results to the standard output"),
    }
}

fn to_stderr(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// `2 errors and 1 warning`; `None` when there is neither.
pub fn counted(diagnostics: &[Diagnostic]) -> Option<String> {
    let (errors, warnings) = counts(diagnostics);
    let parts: Vec<String> = [(errors, "error"), (warnings, "warning")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| many(count, word))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" and "))
}

/// `1 note`, `2 notes`.
pub fn many(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// `12.4 MB`.
pub fn bytes(count: u64) -> String {
    let tenths = |unit: u64| (count * 10 + unit / 2) / unit;
    match count {
        0..1_000 => format!("{count} B"),
        1_000..999_950 => format!("{}.{} kB", tenths(1_000) / 10, tenths(1_000) % 10),
        _ => format!("{}.{} MB", tenths(1_000_000) / 10, tenths(1_000_000) % 10),
    }
}

/// `0.42 s`.
pub fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_well() {
        assert_eq!(bytes(0), "0 B");
        assert_eq!(bytes(12_345), "12.3 kB");
        assert_eq!(bytes(12_449_999), "12.4 MB");
        assert_eq!(many(1, "note"), "1 note");
        assert_eq!(many(0, "page"), "0 pages");
    }

    #[test]
    fn a_message_cannot_forge_a_command_or_move_the_cursor() {
        assert_eq!(multiline("a\n::error::x\u{1b}[2J"), "a\n ::error::x\u{fffd}[2J");
    }
}
