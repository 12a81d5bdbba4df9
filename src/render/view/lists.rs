//! Views of pages that list things: home, sections, tags, tickers, figures, sources, data, search.

use serde::Serialize;

use super::change::ChangeView;
use super::note::{CorrectionView, DisclosureView, SectorView, SourceView};
use super::parts::{DayView, LinkView, RatingView};
use crate::render::engine::{Html, Value};

/// An entry of a list of notes. Lists hold these as shared values.
#[derive(Debug, Serialize)]
pub struct CardView {
    /// The note's title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Its kind (`report`).
    pub kind: &'static str,
    /// The word for its kind.
    pub kind_word: &'static str,
    /// The summary, plain; empty where there is none.
    pub summary: String,
    /// The date by which it is listed.
    pub date: Option<DayView>,
    /// Few words more: a model's vendor and status, a vendor's country.
    pub details: Vec<String>,
    /// A theme's stance.
    pub stance: Option<RatingView>,
    /// The code of its language, where it is not the reader's; else empty.
    pub lang: String,
    /// The name of that language.
    pub lang_name: String,
}

/// `home`: the home page.
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// The newest report, as a card; absent without reports.
    pub lead: Option<Value>,
    /// Its key points.
    pub lead_points: Vec<Html>,
    /// The first chart of the newest report that has one, without its tools; absent without one.
    pub lead_figure: Option<Html>,
    /// The report that the chart is from, where that is another one.
    pub lead_figure_from: Option<LinkView>,
    /// The reports after it, as cards.
    pub reports: Vec<Value>,
    /// Themes, as cards.
    pub themes: Vec<Value>,
    /// Newest models that are out, as cards.
    pub models: Vec<Value>,
    /// Latest changes that are in force.
    pub changes: Vec<ChangeView>,
    /// Companies to watch, by sector.
    pub watchlist: Vec<SectorView>,
    /// Whose list it is, as of when, with where all of it is; absent where the themes keep it.
    pub watchlist_source: Option<LinkView>,
    /// How much there is: words for numbers (`199 models`).
    pub counts: Vec<LinkView>,
}

/// `list`: a section, a tag, or another list of notes.
#[derive(Debug, Serialize)]
pub struct ListView {
    /// Its title.
    pub title: String,
    /// A sentence on it; empty where there is none.
    pub intro: String,
    /// Its entries by year, vendor or whatever groups them.
    pub groups: Vec<GroupView>,
    /// Pages of a long list.
    pub pager: Option<PagerView>,
}

/// A group of a list.
#[derive(Debug, Serialize)]
pub struct GroupView {
    /// Its name; empty for a list without groups.
    pub name: String,
    /// Where its name leads; empty for nowhere.
    pub url: String,
    /// Its entries, as cards.
    pub cards: Vec<Value>,
}

/// Where a page stands in a long list.
#[derive(Debug, Serialize)]
pub struct PagerView {
    /// The address of the page before; empty on the first.
    pub previous: String,
    /// The address of the page after; empty on the last.
    pub next: String,
    /// `Page 2 of 5`.
    pub words: String,
}

/// `models`: all models as rows of a table.
#[derive(Debug, Serialize)]
pub struct ModelRowView {
    /// The model.
    pub model: LinkView,
    /// Its vendor.
    pub vendor: LinkView,
    /// Its release.
    pub released: Option<DayView>,
    /// Its status, in words; empty where unknown.
    pub status: &'static str,
    /// Context length as printed; empty where unknown.
    pub context: String,
    /// Context length as a number, for sorting.
    pub context_tokens: u64,
    /// Whether its weights are open: `yes`, `no` or empty, in words.
    pub open_weights: &'static str,
}

/// `terms`: all tags or tickers.
#[derive(Debug, Serialize)]
pub struct TermView {
    /// The tag or ticker.
    pub name: String,
    /// The company of a ticker; empty for tags.
    pub company: String,
    /// Its address.
    pub url: String,
    /// How many notes name it.
    pub count: usize,
}

/// `ticker`: where a ticker is named.
#[derive(Debug, Serialize)]
pub struct TickerView {
    /// The symbol.
    pub symbol: String,
    /// The company; empty where unknown.
    pub company: String,
    /// Notes that name it, as cards.
    pub notes: Vec<Value>,
    /// Rows of data that name it.
    pub rows: Vec<TickerRowView>,
    /// What is disclosed on it.
    pub disclosure: Option<DisclosureView>,
    /// Ratings given to it: date, report, rating.
    pub ratings: Vec<GivenRatingView>,
    /// What changed about it, newest first.
    pub changes: Vec<ChangeView>,
}

/// A row that names a ticker.
#[derive(Debug, Serialize)]
pub struct TickerRowView {
    /// What it is about, without the ticker.
    pub about: String,
    /// Its remark; empty where it has none.
    pub note: String,
    /// Its source; empty where it names none.
    pub source: LinkView,
    /// Its dataset.
    pub data: LinkView,
}

/// A rating that a report gave.
#[derive(Debug, Serialize)]
pub struct GivenRatingView {
    /// The report.
    pub report: LinkView,
    /// Its date.
    pub date: DayView,
    /// The rating.
    pub rating: RatingView,
    /// Target price with its currency; empty where none is given.
    pub target: String,
}

/// `gallery`: a page of all figures.
#[derive(Debug, Serialize)]
pub struct GalleryView {
    /// Charts and tables, with links to their first pages.
    pub shelves: Vec<FigureShelfView>,
    /// What this page shows, by the kind of page that has it.
    pub groups: Vec<FigureGroupView>,
    /// Pages of a long list.
    pub pager: Option<PagerView>,
}

/// Charts or tables.
#[derive(Clone, Debug, Serialize)]
pub struct FigureShelfView {
    /// Its name.
    pub title: &'static str,
    /// Its first page.
    pub url: String,
    /// How many there are.
    pub count: usize,
    /// Whether this page is one of it.
    pub current: bool,
}

/// The figures of the pages of one kind.
#[derive(Debug, Serialize)]
pub struct FigureGroupView {
    /// The kind of page, in words.
    pub name: String,
    /// The figures.
    pub figures: Vec<FigureCardView>,
}

/// A figure in the list of all figures.
#[derive(Debug, Serialize)]
pub struct FigureCardView {
    /// `Figure 3`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The title of the page that shows it.
    pub page: String,
    /// Its address, with the anchor.
    pub url: String,
    /// Its picture as decoration; empty for tables.
    pub preview: Html,
}

/// `corrections`: the corrections of one report.
#[derive(Debug, Serialize)]
pub struct CorrectedView {
    /// The report, as a card.
    pub note: Value,
    /// Its corrections, newest first.
    pub corrections: Vec<CorrectionView>,
}

/// `dataset`: a dataset's own page.
#[derive(Debug, Serialize)]
pub struct DatasetView<'n> {
    /// Its name (`prices`).
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it is.
    pub description: Html,
    /// Its address.
    pub url: String,
    /// How many rows it has, in words.
    pub rows: String,
    /// First and last date; empty where it has none.
    pub coverage: String,
    /// Its unit, as declared.
    pub unit: String,
    /// Its licence; empty where none is declared.
    pub license: String,
    /// The wording that the licence asks for.
    pub attribution: String,
    /// The date of its latest row and how long ago that is; empty without dates.
    pub freshness: String,
    /// Whether that is over its limit.
    pub stale: bool,
    /// Where its sources disagree.
    pub conflicts: Vec<ConflictView>,
    /// Its rows that numbers in texts rest on; empty where the licence keeps them back.
    pub cited: Vec<CitedRowView>,
    /// Its columns.
    pub columns: Vec<ColumnView>,
    /// Address of the CSV file; empty where its licence keeps the rows back.
    pub csv: String,
    /// Address of the JSON file; empty where its licence keeps the rows back.
    pub json: String,
    /// Its sources.
    pub sources: Vec<SourceView<'n>>,
    /// Figures that show it.
    pub figures: Vec<LinkView>,
}

/// A disagreement of sources.
#[derive(Debug, Serialize)]
pub struct ConflictView {
    /// What kind it is, in words.
    pub class: &'static str,
    /// Why they disagree.
    pub why: Html,
    /// The rows; empty where the licence keeps them back.
    pub rows: Vec<ConflictRowView>,
}

/// A row of a disagreement.
#[derive(Debug, Serialize)]
pub struct ConflictRowView {
    /// What it is about.
    pub row: String,
    /// What it says.
    pub value: Html,
    /// Who says it.
    pub source: LinkView,
    /// Whether the desk uses it.
    pub used: bool,
}

/// A row that numbers in texts rest on.
#[derive(Debug, Serialize)]
pub struct CitedRowView {
    /// Its place on the page.
    pub anchor: String,
    /// What it is about.
    pub row: String,
    /// What it says, in the columns that are cited.
    pub value: String,
    /// Who says it.
    pub source: LinkView,
    /// Why sources disagree on it, each with the place of the disagreement on the page.
    pub doubts: Vec<LinkView>,
    /// The notes that cite it.
    pub notes: Vec<LinkView>,
}

/// A column of a dataset.
#[derive(Debug, Serialize)]
pub struct ColumnView {
    /// Its name in the file.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The type of its cells.
    pub kind: &'static str,
    /// Its unit; empty where the dataset's holds.
    pub unit: String,
    /// The values allowed with their labels.
    pub values: Vec<LinkView>,
}

/// `dashboard`: a page of figures about the whole site.
#[derive(Debug, Serialize)]
pub struct DashboardView {
    /// Its title.
    pub title: String,
    /// A sentence on it.
    pub intro: String,
    /// Its figures.
    pub figures: Vec<Html>,
    /// Links to its figures.
    pub figure_list: Vec<LinkView>,
    /// The datasets that they show.
    pub data: Vec<DataNoteView>,
}

/// What readers should know of a dataset before they read its figures.
#[derive(Debug, Serialize)]
pub struct DataNoteView {
    /// The dataset.
    pub data: LinkView,
    /// Its description.
    pub text: Html,
}

/// `search`: the search page.
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// The address of the index that the script reads.
    pub index: String,
    /// The addresses of the texts that it reads where the index is not enough.
    pub texts: Vec<String>,
    /// All notes by kind: what the page is without scripts.
    pub groups: Vec<LinkGroupView>,
}

/// Links under a head.
#[derive(Debug, Serialize)]
pub struct LinkGroupView {
    /// The head.
    pub name: String,
    /// The links.
    pub links: Vec<LinkView>,
}
