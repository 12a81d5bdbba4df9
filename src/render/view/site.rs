//! `site`: what all pages of a language share.

use serde::Serialize;

use super::parts::{DayView, LinkView};

/// The site in a language.
#[derive(Debug, Serialize)]
pub struct SiteView {
    /// Its name.
    pub title: String,
    /// One sentence on it.
    pub description: String,
    /// The code of the language (`zh`).
    pub lang: String,
    /// The code for `lang` attributes (`zh-Hans`).
    pub html_lang: String,
    /// The address of the home page.
    pub home: String,
    /// The address of the search page.
    pub search: String,
    /// The main sections.
    pub nav: Vec<NavView>,
    /// Other pages, for the foot.
    pub more: Vec<LinkView>,
    /// Pages of the site's own (`content/pages`).
    pub pages: Vec<LinkView>,
    /// Addresses of stylesheets.
    pub styles: Vec<String>,
    /// Address of the stylesheet with the fonts.
    pub fonts: String,
    /// Addresses of scripts that every page has.
    pub scripts: Vec<String>,
    /// The address of the script of the search page.
    pub search_script: String,
    /// The address of the icon.
    pub icon: String,
    /// The security policy of every page.
    pub policy: &'static str,
    /// The statement of the publisher's qualification; empty where there is none.
    pub qualification: String,
    /// Who publishes it.
    pub publisher: LinkView,
    /// The day of the build.
    pub today: DayView,
    /// The Atom feed of everything.
    pub feed: String,
    /// The JSON feed of everything.
    pub json_feed: String,
}

/// A section in the navigation.
#[derive(Debug, Serialize)]
pub struct NavView {
    /// Its key, to compare with `page.section`.
    pub key: &'static str,
    /// Its name.
    pub title: String,
    /// Its address.
    pub url: String,
}
