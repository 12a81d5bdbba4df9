//! The whole site: as its files say it, and resolved against itself.

use chrono::NaiveDate;

use super::change::Changes;
use super::config::{Config, Source};
use super::dataset::{BoundDataset, Dataset};
use super::fact::Fact;
use super::figure::Figure;
use super::id::{AssetId, DatasetId, FigureId, LangId, NoteId, RowId, SourceId};
use super::lock::{Asks, Change, Lock, Pin};
use super::note::{Kind, Note};
use super::portable::portable;
use super::prose::{Citations, Edition};
use super::stage::{Bound, Raw};
use super::text::LocalText;
use crate::source::{FileId, Span};

/// What the files say, each on its own.
#[derive(Clone, Debug)]
pub struct Draft {
    /// `site.yaml`.
    pub config: Config,
    /// `sources.yaml`.
    pub sources: Vec<Source>,
    /// All notes in path order.
    pub notes: Vec<Note<Raw>>,
    /// All datasets in path order.
    pub datasets: Vec<Dataset>,
    /// The locks of pinned reports, in path order.
    pub locks: Vec<Lock>,
    /// Files that are only copied, in path order: those below `content/` and the site's own `static/`.
    pub assets: Vec<FileId>,
}

/// The site: every reference leads somewhere, every URL is taken once.
#[derive(Clone, Debug)]
pub struct Site {
    /// `site.yaml`.
    pub config: Config,
    /// The day on which it is built, in its time zone.
    pub today: NaiveDate,
    /// `sources.yaml`.
    pub sources: Vec<Source>,
    /// The notes to publish.
    pub notes: Vec<Note<Bound>>,
    /// What is known of each note beyond itself, in the order of `notes`.
    pub places: Vec<Place>,
    /// The datasets.
    pub datasets: Vec<BoundDataset>,
    /// The datasets as pinned reports see them; their ids go on behind those of `datasets`.
    pub pinned: Vec<BoundDataset>,
    /// The pinned reports.
    pub pins: Vec<Pin>,
    /// Per report (the edition that stands for all) what it asks of the data.
    pub asks: Vec<(NoteId, Asks)>,
    /// All figures and tables: those of notes first, in order, then those of generated pages.
    pub figures: Vec<Figure>,
    /// Copied files with their paths below the output.
    pub assets: Vec<Asset>,
    /// Tags in order of their slugs.
    pub tags: Vec<Tag>,
    /// Tickers in order of their symbols.
    pub tickers: Vec<Ticker>,
    /// Old URLs (below the base, like [`Place::url`]) and where they lead.
    pub redirects: Vec<(String, NoteId)>,
    /// Per source the notes that cite it, newest first.
    pub cited_by: Vec<Vec<NoteId>>,
    /// What changed and when.
    pub changes: Changes,
}

/// Where a note stands among the others.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// Its URL below the base, without a first and with a last `/` (`zh/models/gpt-4o/`). The home page
    /// is empty.
    pub url: String,
    /// Its editions, itself included, in the order of the site's languages.
    pub editions: Vec<Edition>,
    /// The numbered sources of its page.
    pub citations: Citations,
    /// Notes that link to it (in its own language where they exist), newest first.
    pub backlinks: Vec<NoteId>,
    /// Notes most like it, by shared tags, vendors, models, themes; best first; at most eight.
    pub related: Vec<NoteId>,
    /// For a vendor its models, newest first; for others empty.
    pub models: Vec<NoteId>,
    /// Figures and tables of its page: those of its body, then those made from datasets about it.
    pub figures: Vec<FigureId>,
    /// How many of `figures` belong to the body.
    pub body_figures: usize,
    /// Whether its `expires_at` has passed: it keeps its URL and leaves the listings.
    pub expired: bool,
    /// The facts of its texts, in order of their binding: front matter, body, figures.
    pub facts: Vec<Fact>,
}

/// A file that is copied.
#[derive(Clone, Debug)]
pub struct Asset {
    /// The file.
    pub file: FileId,
    /// Its path below the output (`reports/q3/photo.png`).
    pub path: String,
    /// Whether readers get it: a file of the owner's (`static/`), or one that a published note shows or links to.
    pub published: bool,
}

/// A tag and the notes that carry it.
#[derive(Clone, Debug)]
pub struct Tag {
    /// As written by the first note that uses it.
    pub name: String,
    /// What `site.yaml` has it called, by language.
    pub names: LocalText,
    /// The last part of its URL.
    pub slug: String,
    /// Default-language notes (or notes without an edition in it), newest first.
    pub notes: Vec<NoteId>,
}

impl Tag {
    /// What readers of a language call it.
    pub fn called(&self, lang: LangId) -> &str {
        self.names.own(lang).unwrap_or(&self.name)
    }

    /// The last part of the URL of a tag of this name: lower case, letters and digits of any script, hyphens between. The
    /// signs that alone tell names apart are spelled out: `C++` is `c-plus-plus`, `C#` is `c-sharp`.
    pub fn slug_of(name: &str) -> String {
        let mut spelled = String::with_capacity(name.len());
        for letter in name.chars().flat_map(char::to_lowercase) {
            match letter {
                '+' => spelled.push_str(" plus "),
                '#' if !spelled.is_empty() => spelled.push_str(" sharp "),
                letter => spelled.push(letter),
            }
        }
        let words = spelled.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        portable(&words.collect::<Vec<_>>().join("-")).into_owned()
    }
}

/// A ticker and where it is named.
#[derive(Clone, Debug)]
pub struct Ticker {
    /// The symbol (`9988.HK`).
    pub symbol: String,
    /// The company's name, where a dataset or watch-list gives one.
    pub company: Option<String>,
    /// Vendors, themes and reports that name it, newest first.
    pub notes: Vec<NoteId>,
    /// Rows of datasets that name it, in order of datasets and rows.
    pub rows: Vec<(DatasetId, RowId)>,
    /// The first place that names it.
    pub span: Span,
}

impl Site {
    /// A note.
    pub fn note(&self, id: NoteId) -> &Note<Bound> {
        &self.notes[id.index()]
    }

    /// Where a note stands.
    pub fn place(&self, id: NoteId) -> &Place {
        &self.places[id.index()]
    }

    /// The edition of a note for readers of a language: that language's, or the default one's, or its own. One that has
    /// expired stands behind one that has not.
    pub fn edition(&self, id: NoteId, lang: LangId) -> NoteId {
        let editions = &self.place(id).editions;
        let find = |expired: bool, lang: LangId| {
            let is_such =
                |edition: &&Edition| edition.lang == lang && self.place(edition.note).expired == expired;
            editions.iter().find(is_such)
        };
        let of = |expired: bool| find(expired, lang).or_else(|| find(expired, LangId::DEFAULT));
        of(false).or_else(|| of(true)).map_or(id, |edition| edition.note)
    }

    /// Whether a note is the one that stands for all its editions: the default language's, or the first.
    pub fn is_original(&self, id: NoteId) -> bool {
        self.place(id).editions.first().is_none_or(|first| first.note == id)
    }

    /// The notes of a kind for readers of a language, one edition each, unexpired, in site order.
    pub fn listed(&self, kind: Kind, lang: LangId) -> impl Iterator<Item = NoteId> + '_ {
        let ids = (0..self.notes.len()).map(NoteId::at);
        ids.filter(move |id| self.note(*id).kind() == kind && self.is_original(*id))
            .filter(|id| !self.place(*id).expired)
            .map(move |id| self.edition(id, lang))
    }

    /// A dataset: one of today, or one that a pinned report sees.
    pub fn dataset(&self, id: DatasetId) -> &BoundDataset {
        self.datasets.get(id.index()).unwrap_or_else(|| &self.pinned[id.index() - self.datasets.len()])
    }

    /// The dataset of today behind one that a pinned report sees; a dataset of today is itself.
    pub fn live(&self, id: DatasetId) -> DatasetId {
        if id.index() < self.datasets.len() {
            return id;
        }
        let held = self.pins.iter().flat_map(|pin| &pin.held);
        held.into_iter().find(|held| held.data == id).map_or(id, |held| held.live)
    }

    /// The row of today behind one that a pinned report sees; `None` where it was removed.
    pub fn live_row(&self, data: DatasetId, row: RowId) -> Option<RowId> {
        if data.index() < self.datasets.len() {
            return Some(row);
        }
        let held = self.pins.iter().flat_map(|pin| &pin.held).find(|held| held.data == data)?;
        held.rows[row.index()]
    }

    /// Whether sources disagree on a row.
    pub fn is_disputed(&self, data: DatasetId, row: RowId) -> bool {
        let live = self.dataset(self.live(data));
        let among = |row| live.conflicts.iter().any(|conflict| conflict.rows.contains(&row));
        !live.conflicts.is_empty() && self.live_row(data, row).is_some_and(among)
    }

    /// What became of a row that a pinned report holds, where it was restated since.
    pub fn restated(&self, data: DatasetId, row: RowId) -> Option<&Change> {
        if data.index() < self.datasets.len() {
            return None;
        }
        let of = |change: &&Change, pin: &Pin| change.then == row && pin.held[change.held].data == data;
        self.pins.iter().find_map(|pin| pin.changes.iter().find(|change| of(change, pin)))
    }

    /// The pin of a report, given any of its editions.
    pub fn pin(&self, note: NoteId) -> Option<&Pin> {
        let report = self.place(note).editions.first().map_or(note, |edition| edition.note);
        self.pins.iter().find(|pin| pin.report == report)
    }

    /// Finds a dataset by name.
    pub fn find_dataset(&self, name: &str) -> Option<DatasetId> {
        self.datasets.iter().position(|bound| bound.dataset.name == name).map(DatasetId::at)
    }

    /// A figure.
    pub fn figure(&self, id: FigureId) -> &Figure {
        &self.figures[id.index()]
    }

    /// A source.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.index()]
    }

    /// A copied file.
    pub fn asset(&self, id: AssetId) -> &Asset {
        &self.assets[id.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_that_signs_tell_apart_have_pages_of_their_own() {
        let slugs = ["C", "C#", "C++", "#AI Agents", "ai-agents", "AI+医疗"].map(Tag::slug_of);
        assert_eq!(slugs, ["c", "c-sharp", "c-plus-plus", "ai-agents", "ai-agents", "ai-plus-医疗"]);
    }
}
