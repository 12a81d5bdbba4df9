//! Mistakes in `site.yaml` and `sources.yaml`.

use super::clipped;
use super::fields::list_of;
use crate::diag::{Diagnostic, explain, nearest};
use crate::source::Span;

/// A site without `site.yaml`.
pub fn no_site_file(span: Span) -> Diagnostic {
    Diagnostic::error("no-site-file", span, "the site has no `content/site.yaml`")
        .help("write one with at least `title: …`, `base_url: https://example.org/` and `languages: [en]`")
}

/// A `site.yaml` that says nothing.
pub fn empty_site_file(span: Span) -> Diagnostic {
    Diagnostic::error("empty-site-file", span, "`content/site.yaml` is empty").help(
        "write at least `title: …`, `base_url: https://example.org/` and `languages: [en]`, a line each",
    )
}

/// A site that does not say where it will be published, which nobody said beside it either.
pub fn missing_base_url(span: Span) -> Diagnostic {
    Diagnostic::error("missing-base-url", span, "nothing says where the site will be published").help(
        "add a line `base_url: https://example.org/` with the address of the site, or name it with `--base-url`",
    )
}

/// A base address that is none.
pub fn bad_base_url(span: Span, text: &str) -> Diagnostic {
    let message = format!("`base_url` cannot be `{}`", clipped(text));
    Diagnostic::error("bad-base-url", span, message)
        .help("write the address at which the site is published: `https://example.org/research/`")
}

/// A language code of the wrong form, or the name of a folder of the site's own.
pub fn bad_language(span: Span, code: &str, taken: bool) -> Diagnostic {
    let message = match taken {
        true => format!("`{code}` cannot be a language: other files of the site lie in `/{code}/`"),
        false => format!("`{}` is no language code", clipped(code)),
    };
    Diagnostic::error("bad-language", span, message).help(
        "write two or three small letters, with a script or region where it matters: `en`, `zh`, `zh-Hant`",
    )
}

/// A language, label or the like that is listed twice.
pub fn listed_twice(span: Span, key: &str, word: &str) -> Diagnostic {
    Diagnostic::error("listed-twice", span, format!("`{key}` lists `{}` twice", clipped(word)))
        .help("keep one of the two")
}

/// More entries than a list of settings may have.
pub fn too_many_entries(span: Span, key: &str, most: usize) -> Diagnostic {
    Diagnostic::error("too-many-entries", span, format!("`{key}` has more than the limit of {most} entries"))
        .help("take some away")
}

/// Names for a tag that no published note carries.
pub fn unknown_tag(span: Span, name: &str, near: Option<&str>) -> Diagnostic {
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write it as notes do in their `tags`, or take it out".to_owned(),
    };
    Diagnostic::warning("unknown-tag", span, format!("no published note has the tag `{}`", clipped(name)))
        .help(help)
}

/// What abbreviations of time zones stand for; some stand for several.
const SHORT_ZONES: [(&str, &str); 19] = [
    ("HKT", "Asia/Hong_Kong"),
    ("CST", "Asia/Shanghai` or `America/Chicago"),
    ("BJT", "Asia/Shanghai"),
    ("Beijing", "Asia/Shanghai"),
    ("Asia/Beijing", "Asia/Shanghai"),
    ("SGT", "Asia/Singapore"),
    ("JST", "Asia/Tokyo"),
    ("KST", "Asia/Seoul"),
    ("IST", "Asia/Kolkata` or `Europe/Dublin"),
    ("BST", "Europe/London"),
    ("CEST", "Europe/Berlin"),
    ("ET", "America/New_York"),
    ("EDT", "America/New_York"),
    ("CDT", "America/Chicago"),
    ("PT", "America/Los_Angeles"),
    ("PST", "America/Los_Angeles"),
    ("PDT", "America/Los_Angeles"),
    ("AEST", "Australia/Sydney"),
    ("AEDT", "Australia/Sydney"),
];

/// A time zone that is none.
pub fn bad_time_zone(span: Span, text: &str, known: &[&str]) -> Diagnostic {
    let short =
        SHORT_ZONES.iter().find(|(short, _)| short.eq_ignore_ascii_case(text)).map(|(_, meant)| *meant);
    let help = match short.or_else(|| nearest(text, known.iter().copied())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write a name of the time zone database (`Asia/Hong_Kong`), `UTC`, or an offset (`+08:00`)"
            .to_owned(),
    };
    Diagnostic::error("bad-time-zone", span, format!("there is no time zone `{}`", clipped(text))).help(help)
}

/// A range or name for a label that the scale does not have.
pub fn unknown_label(span: Span, label: &str, labels: &[&str]) -> Diagnostic {
    let help = match nearest(label, labels.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("its labels are {}", list_of(labels.iter().copied())),
    };
    Diagnostic::error("unknown-rating-label", span, format!("the scale has no label `{}`", clipped(label)))
        .help(help)
}

/// A key of a source or scale, or a label, that could not be written in a note.
pub fn bad_key(span: Span, key: &str, example: &str) -> Diagnostic {
    Diagnostic::error("bad-key", span, format!("`{}` could not be named in a note", clipped(key)))
        .help(format!("use letters, digits, `-` and `_` only: `{example}`"))
}

/// A picture that is neither an address nor a path of the site.
pub fn bad_picture(span: Span, key: &str, text: &str) -> Diagnostic {
    Diagnostic::error("bad-picture", span, format!("`{key}` cannot be `{}`", clipped(text))).help(
        "write the path of a picture below `static/` (`logo.svg`), or its whole address from `https://` on",
    )
}

/// A picture of the site's own that is not there.
pub fn missing_picture(span: Span, path: &str, near: Option<&str>) -> Diagnostic {
    let message = format!("there is no `{}` below `static/`", clipped(path));
    Diagnostic::error("missing-picture", span, message).help(match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "put the picture there, or write its whole address from `https://` on".to_owned(),
    })
}

/// A level for a check that does not exist.
pub fn unknown_check(span: Span, name: &str) -> Diagnostic {
    let settable = explain::all().iter().filter(|check| check.level.is_some()).map(|check| check.code);
    let help = match nearest(name, settable) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`tearsheet explain` lists the checks, with the levels of those that have one".to_owned(),
    };
    Diagnostic::error("unknown-check", span, format!("there is no check `{}`", clipped(name))).help(help)
}

/// A level for a mistake that is always an error.
pub fn fixed_check(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{}` is always an error, and no level changes that", clipped(name));
    Diagnostic::error("fixed-check", span, message)
        .help("delete it; `tearsheet explain` lists the checks, with the levels of those that have one")
}

/// A note lowers the level of a check that the site denies.
pub fn denied_check(span: Span, name: &str) -> Diagnostic {
    let message = format!("`site.yaml` denies `{}`, and a note cannot lower that", clipped(name));
    Diagnostic::error("denied-check", span, message)
        .help("mend what the check finds, or have the level changed in `site.yaml`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn what_an_abbreviation_stands_for_is_offered() {
        let help = |text: &str| bad_time_zone(Span::whole(FileId(0)), text, &["HST", "Asia/Hong_Kong"]).help;
        assert_eq!(help("hkt").as_deref(), Some("did you mean `Asia/Hong_Kong`?"));
        assert_eq!(help("Asia/Hong_Kon").as_deref(), Some("did you mean `Asia/Hong_Kong`?"));
        assert_eq!(help("CST").as_deref(), Some("did you mean `Asia/Shanghai` or `America/Chicago`?"));
    }
}
