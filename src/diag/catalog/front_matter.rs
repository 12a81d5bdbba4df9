//! Mistakes in front matter: where it starts and ends, titles, old addresses.

use super::clipped;
use crate::diag::Diagnostic;
use crate::source::Span;

/// What a note starts with in place of front matter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Start<'a> {
    /// The mark of another format.
    Other(&'a str),
    /// Blank lines, behind which front matter stands.
    Blank,
    /// Some other number of hyphens than three.
    Hyphens(&'a str),
    /// Its text.
    Text,
}

/// A note that does not start with `---`.
pub fn missing(span: Span, start: Start<'_>) -> Diagnostic {
    let help = match start {
        Start::Other(mark) => format!("`{mark}` opens another format; write YAML between two lines `---`"),
        Start::Blank => "delete the blank lines above the first line `---`".to_owned(),
        Start::Hyphens(line) => format!("write three hyphens, `---`, in place of `{}`", clipped(line)),
        Start::Text => {
            "start the file with a line `---`, a line `title: …` and another line `---`".to_owned()
        }
    };
    Diagnostic::error("no-front-matter", span, "the note does not start with front matter").help(help)
}

/// Line ends of one carriage return each, which are none.
pub fn lone_returns(span: Span) -> Diagnostic {
    Diagnostic::error("lone-returns", span, "a line of the note ends with a carriage return (CR) alone")
        .help("save it again with the line ends LF or CRLF (“Unix” or “Windows”, not “classic Mac”)")
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

/// Two dates of which one cannot be so beside the other: what is dated how, its relation to what other date.
pub fn dates_at_odds(
    span: Span,
    (what, date): (&str, &str),
    (relation, other, its_date): (&str, &str, &str),
) -> Diagnostic {
    let message = format!("{what} is {}, {relation} {other}, which is {}", clipped(date), clipped(its_date));
    Diagnostic::warning("dates-at-odds", span, message).help("mend the date that is wrong")
}

/// A ticker with two ratings on one scale.
pub fn rated_twice(span: Span, ticker: &str, scale: &str, first: Span) -> Diagnostic {
    let message = format!("`{}` is rated twice on the scale `{}`", clipped(ticker), clipped(scale));
    Diagnostic::error("rated-twice", span, message)
        .help("keep one of the two; the rating before it is written as `previous:`")
        .also(first, "the first rating")
}

/// A note that comes to take its own place: itself, and the notes that lead back to it.
pub fn supersedes_itself(span: Span, chain: &[&str]) -> Diagnostic {
    let message = match chain {
        [own, _] => format!("`{}` is this note itself", clipped(own)),
        _ => {
            let chain: Vec<String> = chain.iter().map(|name| format!("`{}`", clipped(name))).collect();
            format!("these supersede each other in a circle: {}", chain.join(" → "))
        }
    };
    Diagnostic::error("supersedes-itself", span, message)
        .help("name the note whose place it takes, or leave `supersedes` out")
}

/// A target price that is none.
pub fn bad_target_price(span: Span, why: &str) -> Diagnostic {
    Diagnostic::error("bad-target-price", span, why)
        .help("write `target_price: 120` and `currency: HKD`, a code of three letters (ISO 4217)")
}
