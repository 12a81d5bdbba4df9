//! What every answer is worded for: the site, the figure at work and its language.

use crate::format::Lang;
use crate::model::figure::Figure;
use crate::model::site::Site;

/// The figure at work and the language of its words.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// The site.
    pub site: &'a Site,
    /// The language in which numbers and dates are written.
    pub lang: Lang,
    /// The figure.
    pub figure: &'a Figure,
}
