//! Mistakes in references: names that name nothing.

use super::clipped;
use crate::diag::Diagnostic;
use crate::source::Span;

/// A slug names no note. `near`: the nearest name and the file of its note.
pub fn unknown_reference(span: Span, kind: &str, name: &str, near: Option<(&str, &str)>) -> Diagnostic {
    let name = clipped(name);
    let help = match near {
        Some((near, file)) => format!("did you mean `{near}`? ({file})"),
        None if kind == "note" => "write the name of a note's file without its ending".to_owned(),
        None => format!("write the name of a file in `content/{kind}s/` without its ending"),
    };
    Diagnostic::error("unknown-reference", span, format!("no {kind} is called `{name}`")).help(help)
}

/// A slug that several notes have. `names`: what each is called where that tells them apart.
pub fn ambiguous_reference(span: Span, name: &str, names: &[String]) -> Diagnostic {
    let all: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let message = format!("several notes are called `{}`: {}", clipped(name), all.join(", "));
    let help = format!("say which, such as {}", all.first().map_or("", String::as_str));
    Diagnostic::error("ambiguous-reference", span, message).help(help)
}

/// A published note refers to one that is not.
pub fn unpublished_reference(span: Span, name: &str, draft: bool) -> Diagnostic {
    let state = if draft { "a draft" } else { "not due yet" };
    let message = format!("`{}` is {state}, so this would lead nowhere", clipped(name));
    Diagnostic::error("unpublished-reference", span, message)
        .help("publish that note first, take the reference out, or build with `--drafts` to look at both")
}

/// A translation that has no original and lacks a required key.
pub fn lone_translation(span: Span, key: &str, stem: &str) -> Diagnostic {
    let message = format!("this edition has no `{key}`, and there is no original to take it from");
    Diagnostic::error("lone-translation", span, message)
        .help(format!("add `{key}:` to its front matter, or write `{stem}.md` in the default language"))
}

/// A translation that says something else than its original where both are one statement.
pub fn other_than_original(span: Span, key: &str, stem: &str) -> Diagnostic {
    let message = format!("`{key}` is not what the original of this edition, `{stem}.md`, says");
    let help = match key {
        "corrections" => {
            "write an entry for each of the original's, with its date, or leave `corrections` out".to_owned()
        }
        _ => format!(
            "leave the line out: what an edition leaves out is taken from its original, so `{stem}.md` is where it is changed"
        ),
    };
    Diagnostic::error("other-than-original", span, message).help(help)
}

/// A link to a file that does not exist, or that is there and not published.
pub fn broken_link(span: Span, target: &str, exists: bool, near: Option<&str>) -> Diagnostic {
    let help = match near {
        _ if exists => "link to a note, to a picture, or to another file of a kind that is published".to_owned(),
        Some(near) => format!("did you mean `{near}`?"),
        None => "link to a file by its path from this one, such as `../vendors/acme.md`, or to a page that the site has, such as `/usage/`".to_owned(),
    };
    let why = if exists { "is not published" } else { "does not exist" };
    let message = format!("the link leads to `{}`, which {why}", clipped(target));
    Diagnostic::error("broken-link", span, message).help(help)
}

/// A picture's address that leads to something else.
pub fn not_a_picture(span: Span, target: &str) -> Diagnostic {
    let message = format!("`{}` is no picture", clipped(target));
    Diagnostic::error("not-a-picture", span, message)
        .help("show a file that ends in png, jpg, gif, webp, avif or svg; to link, leave the `!` out")
}

/// A link or picture that leads out of the site's folder.
pub fn outside_link(span: Span, target: &str) -> Diagnostic {
    let message = format!("`{}` lies outside the content folder", clipped(target));
    Diagnostic::error("outside-link", span, message)
        .help("keep the file below `content/` (beside the note, say) and link to it there")
}

/// A link's fragment that is no anchor of its page.
pub fn unknown_anchor(span: Span, anchor: &str, page: &str, near: Option<&str>) -> Diagnostic {
    let message = format!("{page} has no anchor `#{}`", clipped(anchor));
    let help = match near {
        Some(near) => format!("did you mean `#{near}`?"),
        None => "an anchor is a heading's id, or the id of a figure".to_owned(),
    };
    Diagnostic::error("unknown-anchor", span, message).help(help)
}

/// A citation of a key that `sources.yaml` does not have.
pub fn unknown_source(span: Span, key: &str, near: Option<&str>) -> Diagnostic {
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "add it to `content/sources.yaml`".to_owned(),
    };
    Diagnostic::error("unknown-source", span, format!("no source has the key `{}`", clipped(key))).help(help)
}

/// A parent that is no vendor of the site, and nearly one.
pub fn misspelt_parent(span: Span, parent: &str, (near, file): (&str, &str)) -> Diagnostic {
    let message = format!("`parent` is `{}`, which is nearly the name of a vendor", clipped(parent));
    Diagnostic::warning("misspelt-parent", span, message).help(format!(
        "did you mean `{near}`? ({file}); if not, allow it: `checks: {{misspelt-parent: allow}}`"
    ))
}

/// An author that `site.yaml` does not list.
pub fn unknown_author(span: Span, key: &str, near: Option<&str>) -> Diagnostic {
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "add the author under `authors:` in `content/site.yaml`".to_owned(),
    };
    Diagnostic::error("unknown-author", span, format!("no author has the key `{}`", clipped(key))).help(help)
}

/// A rating that no scale declares.
pub fn unknown_rating(span: Span, label: &str, known: &str) -> Diagnostic {
    let help = match known {
        "" => "declare a scale with this label under `rating_scales:` in `content/site.yaml`".to_owned(),
        _ => format!("write one of {known}, or declare it under `rating_scales:` in `content/site.yaml`"),
    };
    Diagnostic::error("unknown-rating", span, format!("no rating scale has the label `{}`", clipped(label)))
        .help(help)
}

/// A rating that several scales declare.
pub fn ambiguous_rating(span: Span, label: &str, scales: &str) -> Diagnostic {
    let message = format!("`{}` is a label of several scales: {scales}", clipped(label));
    Diagnostic::error("ambiguous-rating", span, message).help(format!("say which, such as `house.{label}`"))
}

/// A ticker with characters that tickers do not have.
pub fn bad_ticker(span: Span, ticker: &str) -> Diagnostic {
    Diagnostic::error("bad-ticker", span, format!("`{}` is no ticker", clipped(ticker)))
        .help("use letters, digits, dots and hyphens, such as `GOOGL.US` or `9988.HK`")
}

/// A reference to a figure that no page has.
pub fn unknown_figure(span: Span, id: &str, near: Option<&str>) -> Diagnostic {
    let help = match near {
        Some(near) => format!("did you mean `[@fig:{near}]`?"),
        None => "the id is the `id:` of a chart or table; of another note it is `note#id`".to_owned(),
    };
    Diagnostic::error("unknown-figure", span, format!("no figure has the id `{}`", clipped(id))).help(help)
}

/// A reference to a figure id that several notes use.
pub fn ambiguous_figure(span: Span, id: &str, notes: &str) -> Diagnostic {
    let message = format!("several notes have a figure `{}`: {notes}", clipped(id));
    Diagnostic::error("ambiguous-figure", span, message).help(format!("say whose: `[@fig:note#{id}]`"))
}
