//! Where prose is printed: in which language, on which page, and how its addresses are written there.

use super::escape::url_into;
use super::press::Press;
use crate::model::id::{FigureId, LangId};
use crate::model::prose::Target;

/// Where prose is printed.
#[derive(Clone, Copy)]
pub struct Paper<'p> {
    /// The language of the page.
    pub lang: LangId,
    /// The URL below the base of the page whose prose it is, where it is printed on another one.
    pub away: Option<&'p str>,
    /// Whether addresses carry scheme and host.
    pub absolute: bool,
    /// How figures are shown.
    pub figures: Shown,
}

/// How figures are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Whole.
    Whole,
    /// As a picture with its title, for feeds.
    Picture,
}

impl<'p> Paper<'p> {
    /// Prose on its own page.
    pub fn own(lang: LangId) -> Self {
        Paper { lang, away: None, absolute: false, figures: Shown::Whole }
    }

    /// Prose of another page.
    pub fn away(lang: LangId, url: &'p str) -> Self {
        Paper { away: Some(url), ..Paper::own(lang) }
    }

    /// Prose in a feed.
    pub fn feed(lang: LangId, url: &'p str) -> Self {
        Paper { lang, away: Some(url), absolute: true, figures: Shown::Picture }
    }
}

/// Appends an address for an attribute.
pub fn write_address(press: &Press<'_>, target: &Target, paper: Paper<'_>, out: &mut String) {
    match target {
        Target::Note(note, anchor) => {
            write_path(press, &press.site.place(*note).url, paper, out);
            if let Some(anchor) = anchor {
                write_fragment(anchor, out);
            }
        }
        Target::Here(anchor) => write_here(press, anchor, paper, out),
        Target::Asset(asset) => write_path(press, &press.site.asset(*asset).path, paper, out),
        Target::Page(page) => {
            let (path, fragment) = page.split_once('#').map_or((page.as_str(), None), |(p, f)| (p, Some(f)));
            write_path(press, path, paper, out);
            if let Some(fragment) = fragment {
                write_fragment(fragment, out);
            }
        }
    }
}

/// Appends the address of a page or file below the base.
pub fn write_path(press: &Press<'_>, url: &str, paper: Paper<'_>, out: &mut String) {
    if paper.absolute {
        out.push_str(press.addresses.origin());
    }
    press.addresses.local_into(url, out);
}

/// Appends a fragment.
pub fn write_fragment(anchor: &str, out: &mut String) {
    out.push('#');
    url_into(anchor, out);
}

/// Appends the address of a place on the page whose prose it is.
pub fn write_here(press: &Press<'_>, anchor: &str, paper: Paper<'_>, out: &mut String) {
    if let Some(url) = paper.away {
        write_path(press, url, paper, out);
    }
    write_fragment(anchor, out);
}

/// What a figure is called: `Figure 3`, `表 1`.
pub fn name(press: &Press<'_>, id: FigureId, lang: LangId) -> String {
    let figure = press.site.figure(id);
    press.language(lang).phrase(figure.numbered_as.key(), &[("n", &figure.number.to_string())])
}
