//! Notes: vendors, models, themes, reports and pages, with their front matter.

use super::body::{Body, Line};
use super::config::Level;
use super::date::{Date, Moment, Zone};
use super::id::LangId;
use super::range::Condition;
use super::stage::Stage;
use super::watch::WatchItem;
use crate::source::{FileId, Located};

/// The five kinds of notes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// A vendor of models.
    Vendor,
    /// A model.
    Model,
    /// An investment theme.
    Theme,
    /// A dated report.
    Report,
    /// Any other page.
    Page,
}

impl Kind {
    /// All kinds, in the order of the site's sections.
    pub const ALL: [Kind; 5] = [Kind::Report, Kind::Theme, Kind::Vendor, Kind::Model, Kind::Page];

    /// The folder below `content/` and the section of the URL (`vendors`).
    pub fn folder(self) -> &'static str {
        match self {
            Kind::Vendor => "vendors",
            Kind::Model => "models",
            Kind::Theme => "themes",
            Kind::Report => "reports",
            Kind::Page => "pages",
        }
    }

    /// The word for one (`vendor`).
    pub fn word(self) -> &'static str {
        match self {
            Kind::Vendor => "vendor",
            Kind::Model => "model",
            Kind::Theme => "theme",
            Kind::Report => "report",
            Kind::Page => "page",
        }
    }

    /// The kind of a folder's notes.
    pub fn of_folder(folder: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.folder() == folder)
    }
}

/// A note in one language.
#[derive(Clone, Debug)]
pub struct Note<S: Stage> {
    /// Its file.
    pub file: FileId,
    /// Its language.
    pub lang: LangId,
    /// The name of its file without endings (`gpt-4o`): what other notes call it.
    pub stem: String,
    /// Whether it is `<stem>/index.md` with files of its own beside it.
    pub bundle: bool,
    /// Front matter of all kinds.
    pub front: Front<S>,
    /// Front matter of its kind.
    pub details: Details<S>,
    /// The text.
    pub body: Body<S>,
}

impl<S: Stage> Note<S> {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self.details {
            Details::Vendor(_) => Kind::Vendor,
            Details::Model(_) => Kind::Model,
            Details::Theme(_) => Kind::Theme,
            Details::Report(_) => Kind::Report,
            Details::Page => Kind::Page,
        }
    }

    /// When it was last changed: the latest of `updated` and the dates of its corrections.
    pub fn updated(&self) -> Option<Date> {
        let corrections = match &self.details {
            Details::Report(report) => report.corrections.as_slice(),
            _ => &[],
        };
        let corrected = corrections.iter().map(|made| made.date.value);
        self.front.updated.iter().map(|date| date.value).chain(corrected).max()
    }

    /// The day of publication: that of `publish_at`, or else its date.
    pub fn publication(&self, zone: Zone) -> Option<Located<Date>> {
        let Some(at) = &self.front.publish_at else { return self.front.date.clone() };
        let day = match at.value {
            Moment::Day(date) => date,
            Moment::Instant(instant) => Date::day(zone.day_of(instant.to_utc())),
        };
        Some(Located::new(day, at.span))
    }

    /// When what it says dates from: its publication, or its last change after that.
    pub fn changed(&self) -> Option<Date> {
        self.front.date.as_ref().map(|date| date.value).max(self.updated())
    }
}

/// Front matter that every kind has. `None` and empty lists: not given.
#[derive(Clone, Debug)]
pub struct Front<S: Stage> {
    /// The display name.
    pub title: S::Must<Located<String>>,
    /// One or two sentences.
    pub summary: Option<Line<S>>,
    /// The date; of a bound note the day of its publication, that of `publish_at` where it has one.
    pub date: Option<Located<Date>>,
    /// The date of the last change.
    pub updated: Option<Located<Date>>,
    /// Not to be published.
    pub draft: bool,
    /// Not before.
    pub publish_at: Option<Located<Moment>>,
    /// Past this it leaves the listings and says so.
    pub expires_at: Option<Located<Moment>>,
    /// The last part of its URL, where it is not the file's name.
    pub slug: Option<Located<String>>,
    /// Old URLs that redirect here.
    pub aliases: Vec<Located<String>>,
    /// Tags.
    pub tags: Vec<Located<String>>,
    /// Authors.
    pub authors: Vec<S::Author>,
    /// Sources beside those cited in the text.
    pub sources: Vec<S::Source>,
    /// Named fact references, kept as written.
    pub facts: Vec<(Located<String>, Located<String>)>,
    /// Whether `$…$` is mathematics.
    pub math: bool,
    /// Whether the contents list is shown.
    pub toc: bool,
    /// Levels of checks in this note and its translations.
    pub checks: Vec<(Located<String>, Level)>,
    /// Free-form values for templates.
    pub extra: Vec<(String, Extra)>,
    /// Of a translation, its keys, each where its value stands: they are held against its original.
    pub given: Vec<Located<String>>,
}

/// A free-form value of `extra:`.
#[derive(Clone, PartialEq, Debug)]
pub enum Extra {
    /// A text, a number or a truth value as written.
    Text(String),
    /// A list.
    List(Vec<Extra>),
    /// A map in file order.
    Map(Vec<(String, Extra)>),
}

/// Front matter of one kind.
#[derive(Clone, Debug)]
pub enum Details<S: Stage> {
    /// Of a vendor.
    Vendor(Vendor),
    /// Of a model.
    Model(Box<Model<S>>),
    /// Of a theme.
    Theme(Box<Theme<S>>),
    /// Of a report.
    Report(Box<Report<S>>),
    /// A page has no more.
    Page,
}

/// A vendor.
#[derive(Clone, Debug, Default)]
pub struct Vendor {
    /// Other names.
    pub also_known_as: Vec<String>,
    /// Country code (`US`).
    pub country: Option<String>,
    /// When it was founded.
    pub founded: Option<Date>,
    /// The company that owns it: the name of a vendor of the site, or any text.
    pub parent: Option<Located<String>>,
    /// Tickers (`9988.HK`).
    pub tickers: Vec<Located<String>>,
    /// Its site.
    pub website: Option<String>,
    /// Its colour in charts, 1 to 8.
    pub color: Option<Located<u8>>,
}

/// A model.
#[derive(Clone, Debug)]
pub struct Model<S: Stage> {
    /// Who makes it.
    pub vendor: S::Must<S::Note>,
    /// Its family (`gpt`).
    pub family: Option<String>,
    /// When it was released.
    pub released: Option<Located<Date>>,
    /// Where it is in its life.
    pub status: Option<ModelStatus>,
    /// Number of parameters, as words (`671B, 37B active`).
    pub parameters: Option<String>,
    /// Length of context, in tokens.
    pub context_tokens: Option<u64>,
    /// What it takes in (`text`, `image`).
    pub modalities_in: Vec<String>,
    /// What it gives out.
    pub modalities_out: Vec<String>,
    /// Licence of the weights or terms.
    pub license: Option<String>,
    /// Whether the weights can be had.
    pub open_weights: Option<bool>,
    /// The model it takes the place of.
    pub supersedes: Option<S::Note>,
    /// Other names.
    pub also_known_as: Vec<String>,
}

/// Where a model is in its life.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ModelStatus {
    /// Announced.
    Announced,
    /// In preview.
    Preview,
    /// Available.
    Available,
    /// Deprecated.
    Deprecated,
    /// Retired.
    Retired,
}

impl ModelStatus {
    /// All of them with the words of the front matter.
    pub const ALL: [(&'static str, ModelStatus); 5] = [
        ("announced", ModelStatus::Announced),
        ("preview", ModelStatus::Preview),
        ("available", ModelStatus::Available),
        ("deprecated", ModelStatus::Deprecated),
        ("retired", ModelStatus::Retired),
    ];

    /// The word of the front matter.
    pub fn word(self) -> &'static str {
        ModelStatus::ALL[self as usize].0
    }
}

/// A theme.
#[derive(Clone, Debug)]
pub struct Theme<S: Stage> {
    /// What it claims.
    pub thesis: Option<Line<S>>,
    /// How the desk stands.
    pub stance: Option<S::Rating>,
    /// Since when it stands so.
    pub stance_since: Option<Located<Date>>,
    /// Companies to watch.
    pub watchlist: Vec<WatchItem>,
    /// Vendors concerned.
    pub vendors: Vec<S::Note>,
    /// Models concerned.
    pub models: Vec<S::Note>,
    /// What speaks for it.
    pub evidence: Vec<Line<S>>,
    /// What speaks against it.
    pub counter_evidence: Vec<Line<S>>,
    /// What could go wrong.
    pub risks: Vec<Line<S>>,
}

/// A report.
#[derive(Clone, Debug)]
pub struct Report<S: Stage> {
    /// Its own date, by which it looks at data where it says nothing else: as the common front matter has it, but required.
    pub date: S::Must<Located<Date>>,
    /// The day at which it looks at the data, where it is not its date.
    pub as_of: Option<Located<Date>>,
    /// Vendors covered.
    pub vendors: Vec<S::Note>,
    /// Models covered.
    pub models: Vec<S::Note>,
    /// Themes it belongs to.
    pub themes: Vec<S::Note>,
    /// Tickers covered.
    pub tickers: Vec<Located<String>>,
    /// Ratings given.
    pub ratings: Vec<TickerRating<S>>,
    /// Key points.
    pub key_points: Vec<Line<S>>,
    /// Risks.
    pub risks: Vec<Line<S>>,
    /// Corrections made since.
    pub corrections: Vec<Correction<S>>,
    /// Who reviewed it, when, at which commit.
    pub reviewed_by: Option<Located<Review>>,
    /// The report it takes the place of.
    pub supersedes: Option<S::Note>,
}

/// A rating of a ticker.
#[derive(Clone, Debug)]
pub struct TickerRating<S: Stage> {
    /// The ticker.
    pub ticker: Located<String>,
    /// The rating.
    pub rating: S::Rating,
    /// The rating before.
    pub previous: Option<S::Rating>,
    /// The target price as written.
    pub target_price: Option<String>,
    /// Its currency.
    pub currency: Option<String>,
}

/// A record of a review.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Review {
    /// Who reviewed.
    pub who: String,
    /// When.
    pub date: Option<Located<Date>>,
    /// The commit that was read.
    pub commit: Option<String>,
}

/// A correction of a report.
#[derive(Clone, Debug)]
pub struct Correction<S: Stage> {
    /// When.
    pub date: Located<Date>,
    /// What was corrected.
    pub what: Line<S>,
    /// The rows that it explains, where it names some.
    pub rows: Option<CorrectedRows>,
}

/// Rows of a dataset that a correction explains, as its author names them.
#[derive(Clone, Debug)]
pub struct CorrectedRows {
    /// The dataset.
    pub data: Located<String>,
    /// What the rows meet.
    pub filter: Vec<Condition<Located<String>>>,
    /// What they read since: one for all of them, or one for each in the order of the lock.
    pub now: Vec<Said>,
}

/// What a correction says that a row reads since.
#[derive(Clone, Debug)]
pub enum Said {
    /// What its measure holds, the new wording of its unit, or `removed`.
    Word(Located<String>),
    /// What these columns hold.
    Cells(Vec<(Located<String>, Located<String>)>),
}

impl Said {
    /// All that it says, without the names of columns.
    pub fn words(&self) -> Vec<&Located<String>> {
        match self {
            Said::Word(word) => vec![word],
            Said::Cells(cells) => cells.iter().map(|(_, cell)| cell).collect(),
        }
    }
}
