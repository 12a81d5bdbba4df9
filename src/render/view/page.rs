//! `page`: what every page says of itself.

use serde::Serialize;

use super::note::ScaleView;
use super::parts::LinkView;
use crate::render::engine::Html;

/// A page.
#[derive(Debug, Serialize)]
pub struct PageView {
    /// Its title.
    pub title: String,
    /// The title for the browser's tab.
    pub tab: String,
    /// One or two sentences, plain.
    pub description: String,
    /// What it is: `home`, `section`, `vendor`, `model`, `theme`, `report`, `page`, `dashboard`, …
    pub kind: &'static str,
    /// The key of the section it belongs to, empty for none.
    pub section: &'static str,
    /// Its address on the host.
    pub url: String,
    /// Its address with scheme and host.
    pub canonical: String,
    /// The same page in each language that has it, this one included; empty where there is only one.
    pub alternates: Vec<AlternateView>,
    /// The pages above it, from the home page down.
    pub crumbs: Vec<LinkView>,
    /// Linked data (JSON), safe inside a `script` element.
    pub json_ld: Html,
    /// The address of a picture of the page, 1200 by 630, for links that are shared; empty for none.
    pub image: String,
    /// What the picture shows.
    pub image_alt: String,
    /// The kind that social networks know: `article` or `website`.
    pub og_type: &'static str,
    /// When it was published, for social networks; empty where unknown.
    pub published: String,
    /// Feeds of its own.
    pub feeds: Vec<FeedLinkView>,
    /// The scales of the ratings that it shows; empty for notes, which have their own.
    pub scales: Vec<ScaleView>,
    /// Whether search engines may list it.
    pub listed: bool,
}

/// A page in another language.
#[derive(Debug, Serialize)]
pub struct AlternateView {
    /// The language's code.
    pub lang: String,
    /// The language's own name.
    pub name: String,
    /// Address on the host.
    pub url: String,
    /// Address with scheme and host.
    pub canonical: String,
    /// Whether it is this page.
    pub current: bool,
}

/// A feed.
#[derive(Debug, Serialize)]
pub struct FeedLinkView {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Its media type.
    pub mime: &'static str,
}
