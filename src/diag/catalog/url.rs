//! Mistakes in URLs: one address, one page.

use super::clipped;
use crate::diag::Diagnostic;
use crate::source::Span;

/// Two files claim one URL. `exact`: letter by letter, or only where case and Unicode form do not count.
pub fn same_url(span: Span, url: &str, files: [&str; 2], other: Option<Span>, exact: bool) -> Diagnostic {
    let [first, second] = files;
    let sameness = if exact { "the same URL" } else { "the same URL but for case or Unicode form" };
    let message = format!("`{first}` and `{second}` both claim {sameness}, `/{}`", clipped(url));
    let diagnostic = Diagnostic::error("same-url", span, message)
        .help("give one of them another `slug:`, or rename its file; URLs must differ on every file system");
    match other {
        Some(other) => diagnostic.also(other, "the other one"),
        None => diagnostic,
    }
}

/// A note or file claims the URL of a generated page.
pub fn reserved_url(span: Span, file: &str, url: &str) -> Diagnostic {
    let message = format!("`{file}` claims `/{}`, which is a page that the generator makes", clipped(url));
    Diagnostic::error("reserved-url", span, message).help("give the note another `slug:`, or rename the file")
}
