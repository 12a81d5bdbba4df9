//! What every answer is worded for: the site, the figure at work and its language.

use super::memo::{self, Memo};
use crate::chart::Plot;
use crate::format::Lang;
use crate::model::dataset::BoundDataset;
use crate::model::date::Date;
use crate::model::drawn::Picture;
use crate::model::figure::Figure;
use crate::model::query;
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
    /// What is remembered of earlier builds, in a preview.
    pub memo: Option<&'a Memo>,
}

impl Words<'_> {
    /// How far values that hold until the next are known: to the newest row of their dataset, seen from the figure's
    /// day.
    pub fn known_until(self, bound: &BoundDataset) -> Date {
        let day = self.figure.as_of;
        query::turns(&bound.dataset).latest(day.last_day()).map_or(day, |latest| latest.min(day))
    }

    /// A plot as a picture.
    pub fn picture(self, plot: Plot) -> Picture {
        match self.memo {
            Some(memo) => memo.picture(plot),
            None => memo::picture(&plot),
        }
    }
}
