//! Mistakes in front matter: where it starts and ends, titles, old addresses.

use super::clipped;
use crate::diag::Diagnostic;
use crate::source::Span;

/// A note that does not start with `---`. `other`: it starts with the mark of another format.
pub fn missing(span: Span, other: Option<&str>) -> Diagnostic {
    let help = match other {
        Some(mark) => format!("`{mark}` opens another format; write YAML between two lines `---`"),
        None => "start the file with a line `---`, a line `title: …` and another line `---`".to_owned(),
    };
    Diagnostic::error("no-front-matter", span, "the note does not start with front matter").help(help)
}

/// Front matter that is opened and never closed. `near`: a line that was probably meant to close it.
pub fn unclosed(span: Span, near: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        "unclosed-front-matter",
        span,
        "front matter is opened by `---` here and never closed",
    )
    .help("write a line `---` (three hyphens, nothing before them) behind its last key");
    match near {
        Some(near) => diagnostic.also(near, "this line does not close it"),
        None => diagnostic,
    }
}

/// A title that is too long to be one.
pub fn long_title(span: Span, length: usize, most: usize) -> Diagnostic {
    Diagnostic::error(
        "long-title",
        span,
        format!("the title has {length} characters, more than the limit of {most}"),
    )
    .help("shorten it; the rest can stand in `summary`")
}

/// An old address that is none.
pub fn bad_alias(span: Span, alias: &str) -> Diagnostic {
    let message = format!("`{}` is not an address of this site", clipped(alias));
    Diagnostic::error("bad-alias", span, message)
        .help("write the old path below the site's address, without `..`, `?` and `#`: `/2024/old-name/`")
}
