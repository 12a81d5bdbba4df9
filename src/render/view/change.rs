//! `changes`: what changed and when, for the page of changes and for the pages of notes and tickers.

use serde::Serialize;

use super::parts::{DayView, LinkView};

/// A change for readers.
#[derive(Debug, Serialize)]
pub struct ChangeView {
    /// Its anchor.
    pub id: String,
    /// From when.
    pub date: DayView,
    /// Whether it is only announced.
    pub scheduled: bool,
    /// The word for its kind.
    pub kind: &'static str,
    /// What it is about.
    pub subject: LinkView,
    /// What changed, one entry each.
    pub steps: Vec<StepView>,
    /// What was corrected, as text; empty for other changes.
    pub text: String,
    /// How many more changes its line stands for, in words; mostly empty.
    pub more: String,
    /// Where it is known from; absent where a report is its own source.
    pub source: Option<LinkView>,
}

/// Something that took the place of something else.
#[derive(Debug, Serialize)]
pub struct StepView {
    /// What it is (`Output`); may be empty.
    pub label: String,
    /// What held before; may be empty.
    pub old: String,
    /// What holds from then on.
    pub new: String,
    /// The unit of both; may be empty.
    pub unit: String,
    /// By how much (`−75%`); may be empty.
    pub by: String,
}
