//! What `site.yaml` and `sources.yaml` say: the site, its languages, scales and sources.

use super::date::{Date, Zone};
use super::id::{LangId, ScaleId};
use super::policy::Policies;
use super::text::LocalText;
use crate::source::{Located, Span};

pub use crate::level::Level;

/// `site.yaml`.
#[derive(Clone, Debug)]
pub struct Config {
    /// The site's name.
    pub title: LocalText,
    /// One sentence on the site.
    pub description: LocalText,
    /// Where it will be published: scheme, host and a path that ends with `/`.
    pub base_url: BaseUrl,
    /// Language codes (`en`, `zh`); the first is the default.
    pub languages: Vec<String>,
    /// The site's time zone: it decides what today is and when a scheduled note appears.
    pub time_zone: Zone,
    /// Who publishes it.
    pub publisher: Publisher,
    /// Authors by key, in file order.
    pub authors: Vec<Author>,
    /// Rating scales by name, in file order.
    pub scales: Vec<RatingScale>,
    /// Disclosures by ticker, in file order.
    pub disclosures: Vec<(String, LocalText)>,
    /// What tags are called in the languages of the site, in file order.
    pub tags: Vec<(Located<String>, LocalText)>,
    /// The models that `/compare/` shows, by name; empty for the newest of each vendor.
    pub compare: Vec<Located<String>>,
    /// What is asked of reports.
    pub policies: Policies,
    /// Levels of checks that differ from their defaults.
    pub checks: Vec<(Located<String>, Level)>,
    /// Which pictures are painted.
    pub images: Images,
    /// Whether HTML in notes that does no harm stays HTML; else all is shown as text.
    pub html: bool,
    /// Whether it stands in for a file that is not there or cannot be read.
    pub stand_in: bool,
    /// Where `base_url` should stand, if the file does not have it.
    pub lacks_address: Option<Span>,
}

/// Pictures (PNG) that a site asks for; they take longer than pages.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Images {
    /// One for each report, theme, vendor and model, for links that are shared.
    pub social: bool,
    /// One for each chart, for mail and downloads.
    pub figures: bool,
}

/// An absolute address, split where a static site needs it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BaseUrl {
    /// Scheme and host (`https://example.org`).
    pub origin: String,
    /// The path, with `/` at both ends (`/research/`).
    pub path: String,
}

impl BaseUrl {
    /// The address of a site that is not published anywhere.
    pub fn nowhere() -> BaseUrl {
        BaseUrl { origin: "https://example.org".to_owned(), path: "/".to_owned() }
    }

    /// Reads `http(s)://host[:port][/path]`; a missing last `/` is added.
    pub fn parse(text: &str) -> Option<BaseUrl> {
        let (scheme, rest) = text.split_once("://")?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:[]%/".contains(c);
        let clean = !host.is_empty() && host.chars().chain(path.chars()).all(plain);
        let climbs = path.to_ascii_lowercase().replace("%2e", ".").split('/').any(|part| part == "..");
        let port = host.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')).map(|(_, port)| port);
        let lost = port.is_some_and(|port| !port.parse::<u16>().is_ok_and(|port| port > 0));
        if !clean || climbs || lost || !["http", "https"].contains(&scheme) {
            return None;
        }
        let path = path.trim_matches('/');
        let path = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
        Some(BaseUrl { origin: format!("{scheme}://{host}"), path })
    }
}

/// The publisher.
#[derive(Clone, Debug, Default)]
pub struct Publisher {
    /// Its name.
    pub name: LocalText,
    /// The statement of its qualification or licence.
    pub qualification: LocalText,
    /// Its own site.
    pub url: Option<String>,
    /// Its picture, for search engines.
    pub logo: Option<Located<Logo>>,
}

/// A picture of the publisher.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Logo {
    /// The path below `static/`, and below the output.
    Own(String),
    /// An address elsewhere.
    Address(String),
}

/// An author.
#[derive(Clone, Debug)]
pub struct Author {
    /// The key that notes use.
    pub key: String,
    /// The name printed.
    pub name: LocalText,
    /// An address of the author's page.
    pub url: Option<String>,
    /// Certificates with their dates of validity.
    pub certificates: Vec<Certificate>,
}

/// A registration or certificate of an author.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// Its number as printed.
    pub number: String,
    /// Valid from.
    pub from: Option<Date>,
    /// Valid to.
    pub to: Option<Date>,
}

/// A rating scale.
#[derive(Clone, Debug)]
pub struct RatingScale {
    /// Its name (`house`).
    pub name: String,
    /// Labels from best to worst.
    pub labels: Vec<RatingLabel>,
    /// The horizon, as words (`6 months`).
    pub horizon: LocalText,
    /// What it is measured against (`HSI`).
    pub benchmark: LocalText,
    /// The definition as a sentence.
    pub definition: LocalText,
}

/// One label of a scale.
#[derive(Clone, Debug)]
pub struct RatingLabel {
    /// The key (`buy`).
    pub key: String,
    /// The word printed (`Buy`, `买入`).
    pub name: LocalText,
    /// The range it stands for, as words (`>= 15`).
    pub range: Option<String>,
}

/// A label of a scale: what a note's `stance` or `rating` points at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rating {
    /// The scale.
    pub scale: ScaleId,
    /// The place of the label in it.
    pub label: u8,
}

/// An entry of `sources.yaml`.
#[derive(Clone, Debug)]
pub struct Source {
    /// The key that is cited.
    pub key: String,
    /// Where the entry stands.
    pub span: Span,
    /// Title of the work.
    pub title: LocalText,
    /// Who published it.
    pub publisher: Option<LocalText>,
    /// When it was published.
    pub date: Option<Date>,
    /// Its address (http or https).
    pub url: Option<String>,
    /// Code of its language.
    pub language: Option<String>,
    /// Licence of what is taken from it.
    pub license: Option<String>,
    /// When it was read.
    pub accessed: Option<Date>,
    /// A remark for readers.
    pub note: Option<LocalText>,
}

impl Source {
    /// Whether a key can be named in a citation.
    pub fn is_key(key: &str) -> bool {
        key.len() <= 100
            && key.starts_with(char::is_alphanumeric)
            && !key.starts_with("fig:")
            && key.chars().all(|c| c.is_alphanumeric() || "-_.:/+".contains(c))
    }
}

impl Config {
    /// The whole address of the site; empty where none is given.
    pub fn address(&self) -> String {
        match self.lacks_address {
            None => format!("{}{}", self.base_url.origin, self.base_url.path),
            Some(_) => String::new(),
        }
    }

    /// Finds a language by its code.
    pub fn language(&self, code: &str) -> Option<LangId> {
        let found = self.languages.iter().position(|language| language == code)?;
        Some(LangId(found as u8))
    }

    /// The code of a language.
    pub fn code(&self, lang: LangId) -> &str {
        &self.languages[lang.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_may_have_a_path() {
        let url = BaseUrl::parse("https://example.org/research").unwrap();
        assert_eq!((url.origin.as_str(), url.path.as_str()), ("https://example.org", "/research/"));
        assert_eq!(BaseUrl::parse("https://example.org").unwrap().path, "/");
        assert_eq!(BaseUrl::parse("http://[::1]:8000/").unwrap().origin, "http://[::1]:8000");
        assert!(BaseUrl::parse("http://[::1]/").is_some());
        for bad in ["example.org", "ftp://x", "https://", "https://x/../y", "https://x/\"onload"] {
            assert_eq!(BaseUrl::parse(bad), None, "{bad}");
        }
        for bad in ["https://x/%2e%2E/y", "http://[::1]:99999/", "https://x:y/", "https://x:0/"] {
            assert_eq!(BaseUrl::parse(bad), None, "{bad}");
        }
    }
}
