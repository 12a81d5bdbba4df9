//! Policies for reports: what a house asks beyond what the format needs. Their levels are set in `site.yaml`.

use super::clipped;
use super::fields::list_of;
use crate::diag::Diagnostic;
use crate::source::Span;

/// A profile of policies that does not exist.
pub fn unknown_profile(span: Span, name: &str, near: Option<&str>, known: &[String]) -> Diagnostic {
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the profiles are {}", list_of(known.iter().map(String::as_str))),
    };
    Diagnostic::error("unknown-profile", span, format!("no profile is called `{}`", clipped(name))).help(help)
}

/// A report without a field that the policies ask for, or with fewer or more of its items than they do. `found`: how many
/// there are, and the least and the most.
pub fn report_field(span: Span, field: &str, found: Option<(usize, usize, usize)>) -> Diagnostic {
    let (message, help) = match found {
        None => (
            format!("this report has no `{field}`, which the policies ask for"),
            format!("add `{field}:` to its front matter"),
        ),
        Some((found, least, most)) => (
            format!("this report has {found} `{field}`; the policies ask for {least} to {most}"),
            "say in a few points what a reader should take away, and leave the rest to the text".to_owned(),
        ),
    };
    Diagnostic::warning("report-field", span, message).help(help)
}

/// A report without an edition in a language that the policies ask for. `base`: its file without ending; `known`: the
/// language of the site that is one of these.
pub fn missing_edition(span: Span, base: &str, codes: &[String], known: Option<&str>) -> Diagnostic {
    let message = format!("this report has no edition in {}, which the policies ask for", one_of(codes));
    let asked = codes.first().map_or("", String::as_str);
    let file = format!("content/reports/{}.{}.md", clipped(base), known.unwrap_or(asked));
    let help = match known {
        Some(_) => format!("write {file}"),
        None => format!("add `{asked}` to `languages` in content/site.yaml, and write {file}"),
    };
    Diagnostic::warning("missing-edition", span, message).help(help)
}

/// A report without a section that the policies ask for, or with nothing in it.
pub fn report_section(span: Span, any: &[String], is_empty: bool) -> Diagnostic {
    let (any, first) = (one_of(any), any.first().map_or("", String::as_str));
    let (message, help) = match is_empty {
        true => (
            format!("the section {any} of this report is empty"),
            "write below its heading what belongs there".to_owned(),
        ),
        false => (
            format!("this report has no section {any}"),
            format!("add a heading `## {first}` with what belongs below it"),
        ),
    };
    Diagnostic::warning("report-section", span, message).help(help)
}

/// A report without words that the policies ask for.
pub fn report_wording(span: Span, any: &[String]) -> Diagnostic {
    Diagnostic::warning("report-wording", span, format!("this report does not say {}", one_of(any)))
        .help("write it into the title, the summary or the text")
}

/// `publisher` lacks what the policies ask for.
pub fn publisher_field(span: Span, field: &str) -> Diagnostic {
    Diagnostic::warning(
        "publisher-field",
        span,
        format!("`publisher` has no `{field}`, which the policies ask for"),
    )
    .help(format!("add it to content/site.yaml: `publisher: {{{field}: …}}`"))
}

/// A covered ticker without its disclosure.
pub fn missing_disclosure(span: Span, ticker: &str) -> Diagnostic {
    Diagnostic::warning("missing-disclosure", span, format!("nothing is disclosed on `{}`", clipped(ticker)))
        .help(format!("add `{}: …` under `disclosures:` in content/site.yaml", clipped(ticker)))
}

/// A ticker in the text or the ratings of a report that `tickers` does not list.
pub fn unlisted_ticker(span: Span, what: &str, ticker: &str) -> Diagnostic {
    let message = format!("{what} names `{}`, which `tickers` does not list", clipped(ticker));
    Diagnostic::warning("unlisted-ticker", span, message)
        .help(format!("add it to the front matter: `tickers: [{}]`", clipped(ticker)))
}

/// A rating of a scale that says nothing about what its labels mean.
pub fn undefined_rating(span: Span, scale: &str) -> Diagnostic {
    let message = format!("the scale `{}` does not say what its labels mean", clipped(scale));
    Diagnostic::warning("undefined-rating", span, message).help(format!(
        "add `definition:` or `ranges:` to `rating_scales: {}` in content/site.yaml; readers see it beside each rating",
        clipped(scale)
    ))
}

/// An author without a registration.
pub fn missing_registration(span: Span, author: &str) -> Diagnostic {
    let message = format!("the author `{}` has no certificate", clipped(author));
    Diagnostic::warning("missing-registration", span, message).help(format!(
        "add `certificates: [{{number: …, from: …, to: …}}]` to `authors: {}` in content/site.yaml",
        clipped(author)
    ))
}

/// An author whose registration did not hold at the date of the report.
pub fn lapsed_registration(span: Span, author: &str, date: &str) -> Diagnostic {
    let message = format!("no certificate of the author `{}` was valid on {date}", clipped(author));
    Diagnostic::warning("lapsed-registration", span, message)
        .help("mend `from` and `to` of the certificate in content/site.yaml, or have another author sign")
}

/// A report that nobody reviewed.
pub fn missing_review(span: Span) -> Diagnostic {
    Diagnostic::warning("missing-review", span, "this report has no record of a review")
        .help("add `reviewed_by: {name: …, date: …, commit: …}` to its front matter")
}

/// A review without its date or commit.
pub fn incomplete_review(span: Span, lacks: &str) -> Diagnostic {
    Diagnostic::warning("incomplete-review", span, format!("the review has no {lacks}"))
        .help("write `reviewed_by: {name: …, date: 2025-06-30, commit: 1a2b3c4}`")
}

/// A review after the publication.
pub fn late_review(span: Span, reviewed: &str, published: &str) -> Diagnostic {
    let message = format!("the report was reviewed on {reviewed}, after its publication on {published}");
    Diagnostic::warning("late-review", span, message)
        .help("mend the date of the review, or that of the report")
}

/// A report that looks at data from after its publication.
pub fn as_of_after_publication(span: Span, as_of: &str, published: &str) -> Diagnostic {
    let message = format!("`as_of` is {as_of}, after the publication on {published}");
    Diagnostic::warning("as-of-after-publication", span, message)
        .help("set `as_of` to the publication or before it")
}

/// A living page that looks at data from a day to come.
pub fn as_of_ahead(span: Span, as_of: &str, today: &str) -> Diagnostic {
    let message = format!("`as_of` is {as_of}, which lies ahead of today, {today}");
    Diagnostic::error("as-of-ahead", span, message)
        .help("leave `as_of` out to look at what holds today; what is planned is shown with `where: {status: scheduled}`")
}

/// A dataset of scores that does not say how they came about.
pub fn unmarked_score(span: Span, dataset: &str) -> Diagnostic {
    let message =
        format!("this row of `{}` does not say whether its score was measured or claimed", clipped(dataset));
    Diagnostic::warning("unmarked-score", span, message)
        .help("fill a column `basis` in every row: `measured`, `claimed`, `estimated`, or `unstated` where the source does not say")
}

/// A dataset of scores that does not say by which version of the test.
pub fn unversioned_score(span: Span, dataset: &str) -> Diagnostic {
    let message =
        format!("this row of `{}` does not say which version of the test gave its score", clipped(dataset));
    Diagnostic::warning("unversioned-score", span, message)
        .help("fill a column `version` in every row, with `unstated` where the source does not say")
}

fn one_of(any: &[String]) -> String {
    let quoted: Vec<String> = any.iter().map(|text| format!("`{}`", clipped(text))).collect();
    quoted.join(" or ")
}
