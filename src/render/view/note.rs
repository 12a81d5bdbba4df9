//! `note`: a vendor, model, theme, report or page, for the template of its kind.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::change::ChangeView;
use super::parts::{DayView, LinkView, RatingView};
use crate::model::note::Extra;
use crate::render::engine::{Html, Value};

/// A note. Lists are empty and texts absent where the note has nothing of the kind.
#[derive(Debug, Default, Serialize)]
pub struct NoteView<'n> {
    /// Its title.
    pub title: String,
    /// Its kind (`report`).
    pub kind: &'static str,
    /// The word for its kind in the page's language.
    pub kind_word: &'static str,
    /// The summary with its links.
    pub summary: Option<Html>,
    /// Date of publication.
    pub date: Option<DayView>,
    /// Date of the last change.
    pub updated: Option<DayView>,
    /// The day at which a report looks at the data.
    pub as_of: Option<DayView>,
    /// Authors; the address is empty where there is none.
    pub authors: Vec<LinkView>,
    /// Tags.
    pub tags: Vec<LinkView>,
    /// Facts of its front matter.
    pub facts: Vec<FactView>,
    /// Key points.
    pub key_points: Vec<Html>,
    /// What a theme claims.
    pub thesis: Option<Html>,
    /// How the desk stands to a theme.
    pub stance: Option<RatingView>,
    /// Evidence for a theme.
    pub evidence: Vec<Html>,
    /// Evidence against it.
    pub counter_evidence: Vec<Html>,
    /// Risks.
    pub risks: Vec<Html>,
    /// Ratings given.
    pub ratings: Vec<TickerRatingView>,
    /// The scales of the ratings and of the stance.
    pub scales: Vec<ScaleView>,
    /// Companies to watch, by sector.
    pub watchlist: Vec<SectorView>,
    /// Headings of the body; empty where they are fewer than three or not wanted.
    pub contents: Vec<HeadingView>,
    /// The body.
    pub body: Html,
    /// Figures made from datasets, below the body.
    pub figures: Vec<Html>,
    /// Figures and tables of a report, as a list of links.
    pub figure_list: Vec<LinkView>,
    /// A vendor's models, as cards.
    pub models: Vec<Value>,
    /// Notes that name a vendor, model or theme in their front matter, as cards.
    pub coverage: Vec<Value>,
    /// Disclosures of the tickers that the note names.
    pub disclosures: Vec<DisclosureView>,
    /// Corrections made since publication.
    pub corrections: Vec<CorrectionView>,
    /// The numbered facts of its texts.
    pub numbers: Vec<NumberView>,
    /// The numbered sources.
    pub sources: Vec<SourceView<'n>>,
    /// What changed about it, newest first.
    pub changes: Vec<ChangeView>,
    /// Notes that link to it, as cards.
    pub backlinks: Vec<Value>,
    /// How many more there are.
    pub more_backlinks: usize,
    /// Notes like it, as cards.
    pub related: Vec<Value>,
    /// Whether its date of validity has passed.
    pub expired: bool,
    /// Authors (`title`) with the numbers of their certificates (`url`).
    pub signatures: Vec<LinkView>,
    /// Whether some of its data are older than their limit.
    pub stale: bool,
    /// Who reviewed it.
    pub reviewed_by: Option<String>,
    /// The note it takes the place of.
    pub supersedes: Option<LinkView>,
    /// Free-form values of `extra:`.
    pub extra: ExtraView<'n>,
}

/// A fact of the front matter.
#[derive(Debug, Serialize)]
pub struct FactView {
    /// What it is.
    pub label: &'static str,
    /// Its value.
    pub value: Html,
}

/// A heading of the body.
#[derive(Debug, Serialize)]
pub struct HeadingView {
    /// 2 or 3.
    pub level: u8,
    /// Its id.
    pub id: String,
    /// Its text.
    pub html: Html,
}

/// A rating of a ticker.
#[derive(Debug, Serialize)]
pub struct TickerRatingView {
    /// The ticker, with the address of its page.
    pub ticker: LinkView,
    /// The rating.
    pub rating: RatingView,
    /// The rating before.
    pub previous: Option<String>,
    /// Target price with its currency; empty where none is given.
    pub target: String,
}

/// A rating scale.
#[derive(Debug, Serialize)]
pub struct ScaleView {
    /// The definition as a sentence.
    pub definition: String,
    /// The horizon.
    pub horizon: String,
    /// What it is measured against.
    pub benchmark: String,
    /// Its labels with their ranges, best first.
    pub labels: Vec<ScaleLabelView>,
}

/// A label of a scale.
#[derive(Debug, Serialize)]
pub struct ScaleLabelView {
    /// The label.
    pub rating: RatingView,
    /// The range it stands for; empty where none is given.
    pub range: String,
}

/// Companies of a sector.
#[derive(Debug, Serialize)]
pub struct SectorView {
    /// The sector; empty where none is given.
    pub sector: String,
    /// Its companies.
    pub companies: Vec<CompanyView>,
}

/// A company to watch.
#[derive(Debug, Serialize)]
pub struct CompanyView {
    /// The ticker, with the address of its page.
    pub ticker: LinkView,
    /// The company; empty where none is given.
    pub name: String,
    /// A remark; empty where none is given.
    pub note: String,
}

/// What is disclosed on a ticker.
#[derive(Debug, Serialize)]
pub struct DisclosureView {
    /// The ticker, with the address of its page.
    pub ticker: LinkView,
    /// The words.
    pub text: String,
}

/// A correction.
#[derive(Debug, Serialize)]
pub struct CorrectionView {
    /// Where it stands on the page of its report.
    pub anchor: String,
    /// When.
    pub date: DayView,
    /// What.
    pub what: Html,
    /// The rows that it explains: what they were, and what they are now.
    pub changes: Vec<RestatedView>,
}

/// A number of a pinned report that was restated since.
#[derive(Debug, Serialize)]
pub struct RestatedView {
    /// The dataset.
    pub data: LinkView,
    /// What it is about.
    pub row: String,
    /// What it was when the report was pinned; empty where its licence keeps it back.
    pub then: String,
    /// What it is now; empty where it was removed, or its licence keeps it back.
    pub now: String,
    /// Whether a later correction says that it reads otherwise again.
    pub past: bool,
}

/// A numbered source.
#[derive(Debug, Serialize)]
pub struct SourceView<'n> {
    /// Its number, which is also its id on the page (`source-3`); 0 where it has none.
    pub number: usize,
    /// Its key in `sources.yaml`.
    pub key: &'n str,
    /// Its title, leading to its address where it has one, with its language where that is not the page's.
    pub link: Html,
    /// Who published it, when, its licence, when it was read.
    pub about: String,
    /// A remark.
    pub note: &'n str,
    /// Links to the notes that cite it (on the page of all sources).
    pub cited_in: Html,
}

/// The values of `extra:` by key, in the order of the file.
#[derive(Debug, Default)]
pub struct ExtraView<'n>(pub &'n [(String, Extra)]);

impl Serialize for ExtraView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_map(self.0, serializer)
    }
}

struct ExtraValue<'e>(&'e Extra);

impl Serialize for ExtraValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Extra::Text(text) => serializer.serialize_str(text),
            Extra::List(list) => serializer.collect_seq(list.iter().map(ExtraValue)),
            Extra::Map(map) => write_map(map, serializer),
        }
    }
}

fn write_map<S: Serializer>(entries: &[(String, Extra)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(entries.len()))?;
    for (key, value) in entries {
        map.serialize_entry(key, &ExtraValue(value))?;
    }
    map.end()
}

/// A fact of a note's texts: what it says, and what it rests on.
#[derive(Debug, Serialize)]
pub struct NumberView {
    /// Its number on the page, from 1.
    pub number: usize,
    /// Whether its first place in the text has an anchor.
    pub leads_back: bool,
    /// The value as the text has it.
    pub text: String,
    /// Its unit in full; empty where it has none.
    pub unit: String,
    /// What is measured, and how it is reckoned from rows.
    pub measure: String,
    /// The rows that it is about, each with its place on the page of its dataset.
    pub ends: Vec<LinkView>,
    /// What stands between them.
    pub joint: &'static str,
    /// What stands before the others.
    pub beside: &'static str,
    /// Of a share and a rank the rows that it is held against.
    pub others: Vec<LinkView>,
    /// How many more rows it rests on, in words; empty where all are named.
    pub more: String,
    /// What is to be doubted: old data, sources that differ, rows that were restated.
    pub doubts: Vec<LinkView>,
    /// When it holds; empty where its rows have no time.
    pub when: String,
    /// Its sources.
    pub sources: Vec<LinkView>,
    /// Its dataset.
    pub data: LinkView,
}
