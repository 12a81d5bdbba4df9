//! Addresses: from a path below the site's base to what a link holds.

use super::escape;
use crate::model::config::BaseUrl;

/// Where the site lies, and how links to it are written.
#[derive(Clone, Debug)]
pub struct Addresses {
    path: String,
    origin: String,
}

impl Addresses {
    /// For a site that is published there.
    pub fn new(base: &BaseUrl) -> Self {
        Addresses { path: base.path.clone(), origin: base.origin.clone() }
    }

    /// The address of a page or file on the same host (`/research/models/gpt-4o/`).
    pub fn local(&self, url: &str) -> String {
        let mut out = String::with_capacity(self.path.len() + url.len());
        self.local_into(url, &mut out);
        out
    }

    /// Appends the address of a page or file on the same host.
    pub fn local_into(&self, url: &str, out: &mut String) {
        out.push_str(&self.path);
        escape::url_into(url, out);
    }

    /// The address with scheme and host.
    pub fn absolute(&self, url: &str) -> String {
        let mut out = String::with_capacity(self.origin.len() + self.path.len() + url.len());
        out.push_str(&self.origin);
        self.local_into(url, &mut out);
        out
    }

    /// Scheme and host (`https://example.org`).
    pub fn origin(&self) -> &str {
        &self.origin
    }
}

/// The file of the output that a page's URL (below the base) is served from.
pub fn file_of(url: &str) -> String {
    match url.rsplit('/').next() {
        Some("") | None => format!("{url}index.html"),
        Some(name) if name.ends_with(".html") || name.ends_with(".htm") => url.to_owned(),
        Some(_) => format!("{url}/index.html"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_may_lie_below_a_path() {
        let base = BaseUrl::parse("https://example.org/research").expect("an address");
        let addresses = Addresses::new(&base);
        assert_eq!(addresses.local("models/a/"), "/research/models/a/");
        assert_eq!(addresses.absolute(""), "https://example.org/research/");
    }

    #[test]
    fn a_page_is_served_from_the_index_of_its_folder() {
        assert_eq!(file_of(""), "index.html");
        assert_eq!(file_of("models/a/"), "models/a/index.html");
        assert_eq!(file_of("old/page.html"), "old/page.html");
        assert_eq!(file_of("old/page"), "old/page/index.html");
    }
}
