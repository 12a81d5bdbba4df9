//! What a house asks of its reports: fields, sections, words, registrations, the levels of checks.

use crate::level::Level;

/// The policies of a site: those of its profiles, and its own.
#[derive(Clone, Debug, Default)]
pub struct Policies {
    /// Languages that a report must have an edition in, as codes; of an inner list one is enough.
    pub editions: Vec<Vec<String>>,
    /// What the front matter of a report must hold.
    pub fields: Vec<ReportField>,
    /// Headings that a report must have.
    pub sections: Vec<Wanted>,
    /// Words that a report must hold.
    pub wording: Vec<Wanted>,
    /// What `publisher` in `site.yaml` must say.
    pub publisher: Vec<PublisherField>,
    /// Whether every author needs a registration.
    pub registration: bool,
    /// Datasets of scores, whose rows must say how they came about and by which version.
    pub scores: Vec<String>,
    /// Levels of checks; those that `checks:` sets count before them.
    pub levels: Vec<(String, Level)>,
}

/// A text that editions must have: any of several wordings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wanted {
    /// The code of the language of the editions meant; `None`: all.
    pub lang: Option<String>,
    /// The wordings; one of them is enough.
    pub any: Vec<String>,
}

/// Whether a language is the one of a code or a kind of it: `zh-CN` and `zh-Hant` are `zh`.
pub fn is_in(language: &str, code: &str) -> bool {
    language.strip_prefix(code).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// What the front matter of a report can be asked to hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReportField {
    /// `summary`
    Summary,
    /// `authors`
    Authors,
    /// `as_of`
    AsOf,
    /// `key_points`
    KeyPoints,
    /// `risks`
    Risks,
    /// `sources`, or citations in the text
    Sources,
    /// `tickers`
    Tickers,
    /// `ratings`
    Ratings,
}

impl ReportField {
    /// All of them with the words of the front matter.
    pub const ALL: [(&'static str, ReportField); 8] = [
        ("summary", ReportField::Summary),
        ("authors", ReportField::Authors),
        ("as_of", ReportField::AsOf),
        ("key_points", ReportField::KeyPoints),
        ("risks", ReportField::Risks),
        ("sources", ReportField::Sources),
        ("tickers", ReportField::Tickers),
        ("ratings", ReportField::Ratings),
    ];

    /// The word of the front matter.
    pub fn word(self) -> &'static str {
        ReportField::ALL[self as usize].0
    }
}

/// What `publisher` can be asked to say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PublisherField {
    /// `name`
    Name,
    /// `qualification`
    Qualification,
    /// `url`
    Url,
}

impl PublisherField {
    /// All of them with the words of `site.yaml`.
    pub const ALL: [(&'static str, PublisherField); 3] = [
        ("name", PublisherField::Name),
        ("qualification", PublisherField::Qualification),
        ("url", PublisherField::Url),
    ];

    /// The word of `site.yaml`.
    pub fn word(self) -> &'static str {
        PublisherField::ALL[self as usize].0
    }
}

#[cfg(test)]
mod tests {
    use super::is_in;

    #[test]
    fn a_code_means_its_regions_and_scripts_too() {
        assert!(is_in("zh", "zh") && is_in("zh-CN", "zh") && is_in("zh-Hant-TW", "zh-Hant"));
        assert!(!is_in("zhx", "zh") && !is_in("zh", "zh-CN") && !is_in("en", "zh"));
    }
}
