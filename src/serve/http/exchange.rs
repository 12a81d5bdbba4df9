//! A request and its answer, as far as the preview cares.

use super::talk::Events;

/// What a request says about itself.
#[derive(Clone, Debug, Default)]
pub struct Ask<'a> {
    /// `GET`.
    pub method: &'a str,
    /// Everything before `?`, as sent.
    pub path: &'a str,
    /// Everything behind `?`, as sent.
    pub query: &'a str,
    /// Whether the target names a host of its own (`GET http://…`).
    pub absolute: bool,
    /// All `Host` headers; a header that is no text counts as empty.
    pub hosts: Vec<&'a str>,
    /// All `Origin` headers.
    pub origins: Vec<&'a str>,
    /// `Sec-Fetch-Site`.
    pub fetch_site: Option<&'a str>,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The content type.
    pub kind: &'static str,
    /// Where else to look.
    pub location: Option<String>,
    /// What is sent.
    pub content: Content,
}

/// What is sent.
#[derive(Debug)]
pub enum Content {
    /// All of it.
    Whole(Vec<u8>),
    /// Bit by bit, for as long as it lasts.
    Events(Events),
}
