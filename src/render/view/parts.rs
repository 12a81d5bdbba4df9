//! Small parts of views: links, dates, labels.

use serde::Serialize;

use crate::model::date::Date;
use crate::render::press::Language;

/// A link.
#[derive(Clone, Debug, Serialize)]
pub struct LinkView {
    /// Its words.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// A date.
#[derive(Clone, Debug, Serialize)]
pub struct DayView {
    /// For machines: `2026-01-05`, `2026-01`, `2026`.
    pub iso: String,
    /// For readers: `5 Jan 2026`.
    pub words: String,
}

impl DayView {
    /// A date in a language.
    pub fn new(date: Date, language: &Language<'_>) -> Self {
        DayView { iso: date.to_string(), words: language.date(date) }
    }
}

/// A label of a rating scale.
#[derive(Clone, Debug, Serialize)]
pub struct RatingView {
    /// Its word (`Buy`).
    pub name: String,
    /// From 1 (worst) to 5 (best), for colour; 3 is the middle.
    pub tone: u8,
}
