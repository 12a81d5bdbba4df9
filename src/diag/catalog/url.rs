//! Mistakes in URLs: one address, one page.

use super::clipped;
use crate::diag::Diagnostic;
use crate::source::Span;

/// What claims a URL.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Claimant {
    /// The page of a note.
    Note,
    /// An old address of a note.
    Alias,
    /// A file that is copied.
    File,
    /// A dataset.
    Data,
    /// A ticker that notes or rows name.
    Ticker,
}

impl Claimant {
    /// How it takes another URL.
    fn way_out(self) -> &'static str {
        match self {
            Claimant::Note => "give the note another `slug:`, or rename the file",
            Claimant::Alias => "take the alias out, or write another address",
            Claimant::File => "rename the file, or move it to another folder",
            Claimant::Data => "rename one of the files",
            Claimant::Ticker => "write the ticker in one way, letter by letter",
        }
    }
}

/// Two files claim one URL, the second at the first place, or one note claims it twice. `exact`: letter by letter, or
/// only where case and Unicode form do not count.
pub fn same_url(
    (span, other): (Span, Span),
    (url, claimant): (&str, Claimant),
    [first, second]: [&str; 2],
    exact: bool,
) -> Diagnostic {
    let url = clipped(url);
    let sameness = if exact { "the same URL" } else { "the same URL but for case or Unicode form" };
    let (message, help) = if first == second {
        (
            format!("`{first}` has the URL `/{url}` already"),
            "take the alias out: it would lead to itself".to_owned(),
        )
    } else {
        let way = match claimant {
            Claimant::Note => "give one of them another `slug:`, or rename its file",
            other => other.way_out(),
        };
        let help = format!("{way}; URLs must differ on every file system");
        (format!("`{first}` and `{second}` both claim {sameness}, `/{url}`"), help)
    };
    let told = Diagnostic::error("same-url", span, message).help(help);
    if first == second { told } else { told.also(other, "the other one") }
}

/// A note, an alias or a file claims the URL of a generated page.
pub fn reserved_url(span: Span, file: &str, (url, claimant): (&str, Claimant)) -> Diagnostic {
    let message = format!("`{file}` claims `/{}`, which is a page that the generator makes", clipped(url));
    Diagnostic::error("reserved-url", span, message).help(claimant.way_out())
}
