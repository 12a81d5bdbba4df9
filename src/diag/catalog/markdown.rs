//! Mistakes in Markdown: what cannot be published as written, and what no reader should meet.

use super::clipped;
use crate::diag::Diagnostic;
use crate::source::Span;

/// A block whose lines are those of a figure and that is none: its fence nearly names a kind, which is `meant`, or names
/// one within a footnote.
pub fn misspelt_fence(span: Span, words: &str, meant: Option<&str>) -> Diagnostic {
    let words = clipped(words);
    let (message, help) = match meant {
        Some(meant) => (
            format!("`{words}` names no kind of block, so readers see its lines as code"),
            format!("write `{meant}` behind the opening fence; to show the lines on purpose write `yaml`"),
        ),
        None => (
            format!("a `{words}` cannot stand in a footnote"),
            "put it into the text, and refer to it from the footnote: `[@fig:id]`".to_owned(),
        ),
    };
    Diagnostic::error("misspelt-fence", span, message).help(help)
}

/// A fence that is not closed before something else begins.
pub fn unclosed_fence(span: Span) -> Diagnostic {
    Diagnostic::error("unclosed-fence", span, "this block is not closed before what stands below it").help(
        "write a line with the same mark and nothing else, three backticks or more, behind its last line",
    )
}

/// More nesting than anyone writes.
pub fn nested_too_deep(span: Span, deepest: usize) -> Diagnostic {
    let message = format!("quotes and lists are nested deeper than {deepest} levels");
    Diagnostic::error("nested-too-deep", span, message).help("write it with fewer levels")
}

/// More of something than one note may hold.
pub fn too_many(span: Span, what: &str, limit: usize) -> Diagnostic {
    Diagnostic::error("note-too-large", span, format!("the note holds more than {limit} {what}"))
        .help("split it into several notes")
}

/// A heading that is no heading.
pub fn heading_too_long(span: Span, length: usize, limit: usize) -> Diagnostic {
    let message = format!("a heading of {length} characters; at most {limit} are allowed");
    Diagnostic::error("heading-too-long", span, message).help("shorten it, or make it a paragraph")
}

/// A table with too many columns or cells.
pub fn table_too_large(span: Span, size: &str) -> Diagnostic {
    Diagnostic::error("table-too-large", span, format!("a table with {size}"))
        .help("put the rows into a dataset below content/data/ and show a part of it with a `table` fence")
}

/// An address longer than any browser takes.
pub fn link_too_long(span: Span, length: usize, limit: usize) -> Diagnostic {
    let message = format!("a link of {length} bytes; at most {limit} are allowed");
    Diagnostic::error("link-too-long", span, message).help("link to a shorter address")
}

/// A scheme that could run code, or that means nothing on the web.
pub fn unsafe_link(span: Span, scheme: &str) -> Diagnostic {
    let message = format!("a link must not begin with `{}`", clipped(scheme));
    let help = match scheme {
        "//" => "write the address with its scheme: `https://…`",
        _ => "link to http, https, mailto, tel, or a file of the site (`./name` where the name has a colon)",
    };
    Diagnostic::error("unsafe-link", span, message).help(help)
}

/// A link to nowhere.
pub fn empty_link(span: Span) -> Diagnostic {
    Diagnostic::error("empty-link", span, "a link without a destination")
        .help("write where it leads between the parentheses, or delete it")
}

/// A picture that readers would fetch from another site.
pub fn remote_image(span: Span, address: &str) -> Diagnostic {
    let message = format!("the picture `{}` lies on another site", clipped(address));
    Diagnostic::warning("remote-image", span, message)
        .help("save it beside the note and name the file; until then readers get a link to it")
}

/// HTML in a note.
pub fn raw_html(span: Span, html: &str) -> Diagnostic {
    let lines: Vec<&str> = html.split_whitespace().collect();
    let message = format!("`{}` is HTML, which is shown as text", clipped(&lines.join(" ")));
    Diagnostic::warning("raw-html", span, message)
        .help("write Markdown; to show a tag on purpose put it between backticks")
}

/// The mark of a heading or an alert that begins none. `meant`: as it begins one.
pub fn misspelt_mark(span: Span, written: &str, meant: &str) -> Diagnostic {
    let message = format!("`{}` begins nothing here, and readers see it as it stands", clipped(written));
    Diagnostic::warning("misspelt-mark", span, message).help(match meant.chars().next() {
        Some('>') => format!(
            "write `{meant}` on a line of its own, and the text below it behind `>`; `\\[` is a plain bracket"
        ),
        Some('[') => format!(
            "write a line `{meant}: …` with the address, or the address behind the words, `[words](address)`; `\\[` is a plain bracket"
        ),
        _ => format!("write `{meant}` with a space behind it; `\\#` is a plain sign"),
    })
}

/// HTML that is not among what notes may hold, where the site allows HTML.
pub fn refused_tag(span: Span, html: &str, why: &str) -> Diagnostic {
    let message = format!("`{}` is shown as text: {why}", clipped(html.trim()));
    Diagnostic::warning("refused-tag", span, message)
        .help("write Markdown, or one of the tags that docs/guide.md lists; to show a tag on purpose put it between backticks")
}

/// An attribute that is not among what notes may hold.
pub fn refused_attribute(span: Span, name: &str, tag: &str) -> Diagnostic {
    let message = format!("`{}` of `<{tag}>` is left out", clipped(name));
    Diagnostic::warning("refused-attribute", span, message)
        .help("delete it: the tag does not take it, or not with this value")
}

/// HTML that was begun and not ended.
pub fn unclosed_tag(span: Span, tag: &str) -> Diagnostic {
    Diagnostic::warning("unclosed-tag", span, format!("`<{tag}>` has no end where it should"))
        .help(format!("write `</{tag}>` in the same paragraph, list item or block of HTML"))
}

/// A citation that names nothing.
pub fn bad_citation(span: Span, text: &str) -> Diagnostic {
    let figure = text.strip_prefix('[').filter(|text| text.starts_with("fig:") || text.starts_with("tbl:"));
    let tight = text.replace("@ ", "@").replace("fig: ", "fig:").replace("tbl: ", "tbl:");
    let help = match figure {
        None if tight != text => format!("write `{}`, without a space in it", clipped(&tight)),
        Some(figure) => format!("write `[@{}`; `\\[` for the bracket itself", clipped(figure)),
        None => {
            "write `[@key]`, or `[@key; @other]`, with keys of content/sources.yaml; `\\[@` for the text itself"
                .to_owned()
        }
    };
    Diagnostic::error("bad-citation", span, format!("`{}` is not a citation", clipped(text))).help(help)
}

/// A reference to a footnote that does not exist.
pub fn unknown_footnote(span: Span, label: &str) -> Diagnostic {
    Diagnostic::error("unknown-footnote", span, format!("no footnote is called `{}`", clipped(label)))
        .help(format!("add a paragraph `[^{}]: …`, or write `\\[^` for the text itself", clipped(label)))
}

/// A footnote that nothing refers to.
pub fn unused_footnote(span: Span, label: &str) -> Diagnostic {
    Diagnostic::warning(
        "unused-footnote",
        span,
        format!("nothing refers to the footnote `{}`", clipped(label)),
    )
    .help(format!("put `[^{}]` where it belongs, or delete it", clipped(label)))
}

/// A formula that cannot be set.
pub fn bad_formula(span: Span, reason: &str) -> Diagnostic {
    Diagnostic::error("bad-formula", span, format!("a formula that cannot be set: {}", clipped(reason)))
        .help("mend the formula, or write `\\$` where a dollar sign is meant")
}

/// Two things of one id.
pub fn duplicate_id(span: Span, id: &str, of_page: bool) -> Diagnostic {
    let by = if of_page { "the page itself" } else { "something above it" };
    let message = format!("the id `{}` is taken by {by}", clipped(id));
    Diagnostic::error("duplicate-id", span, message)
        .help("give each heading, figure and table of a note an id of its own")
}
