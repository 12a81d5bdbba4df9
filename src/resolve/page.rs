//! A note while it is bound: what it looks up, and what it leaves behind.

use std::collections::{BTreeMap, BTreeSet};

use super::generated::Awaited;
use super::ground::Ground;
use super::names::{Found, apart, edition_for};
use super::numbers::{Missing, Numbers};
use crate::diag::catalog::figure::NoRows;
use crate::diag::{Diagnostic, MOST, catalog, nearest};
use crate::model::config::Source;
use crate::model::dataset::BoundDataset;
use crate::model::date::Date;
use crate::model::fact::{Fact, Verb};
use crate::model::figure::Numbered;
use crate::model::id::{AssetId, DatasetId, FigureId, NoteId, RowId, SourceId};
use crate::model::lock::Pin;
use crate::model::note::{Details, Kind, Note};
use crate::model::prose::Citations;
use crate::model::stage::Raw;
use crate::source::{FileId, Located, Span};

/// A note while it is bound: what it looks up, and what it leaves behind.
pub struct Page<'a> {
    /// Where things are looked up.
    pub ground: &'a Ground<'a>,
    /// The note.
    pub id: NoteId,
    numbers: &'a Numbers,
    citations: Vec<SourceId>,
    outlinks: Vec<NoteId>,
    /// Copied files that it shows or links to.
    assets: Vec<AssetId>,
    /// Links to what is there only if notes and data together make it.
    awaited: Vec<Located<Awaited>>,
    diagnostics: Vec<Diagnostic>,
    /// The facts of its texts so far.
    pub facts: Vec<Fact>,
    /// Places in `facts`, by what they say something of.
    known_facts: BTreeMap<(DatasetId, RowId, Verb), Vec<u32>>,
    /// The names of the front matter's facts that its texts use.
    pub named: BTreeSet<&'a str>,
    /// The words of the facts of the text being bound, by their numbers.
    said: Vec<String>,
    /// The names of datasets without rows that were told.
    empty: BTreeSet<String>,
    /// How many references without an answer were told with the nearest rows.
    missing: usize,
}

/// What a bound note leaves behind.
pub struct Left {
    /// The notes that it links to.
    pub outlinks: Vec<NoteId>,
    /// The copied files that it shows or links to.
    pub assets: Vec<AssetId>,
    /// Its links to what is there only if notes and data together make it.
    pub awaited: Vec<Located<Awaited>>,
    /// What there is to say about it.
    pub diagnostics: Vec<Diagnostic>,
}

/// So many references of a page that find no row are told with the nearest rows.
const MOST_MISSING: usize = 50;

impl<'a> Page<'a> {
    /// Starts on a note.
    pub fn new(ground: &'a Ground<'a>, numbers: &'a Numbers, id: NoteId) -> Self {
        Page {
            ground,
            id,
            numbers,
            citations: Vec::new(),
            outlinks: Vec::new(),
            assets: Vec::new(),
            awaited: Vec::new(),
            diagnostics: Vec::new(),
            facts: Vec::new(),
            known_facts: BTreeMap::new(),
            named: BTreeSet::new(),
            said: Vec::new(),
            empty: BTreeSet::new(),
            missing: 0,
        }
    }

    /// The day at which a question of the page looks at the data: its own, its report's, or today. What is written as a
    /// month or a year stands at its end, but nobody looks beyond the publication of a report, nor beyond today.
    pub fn as_of(&self, own: Option<&Located<Date>>) -> Date {
        let (written, published) = match &self.raw().details {
            Details::Report(report) => (report.as_of.as_ref().or(report.date.as_ref()), self.publication()),
            _ => (None, None),
        };
        let today = self.ground.today;
        let Some(written) = own.or(written).map(|date| date.value) else { return Date::day(today) };
        // A lock holds what was known on its day; later builds must not look further.
        let held = self.pin().filter(|_| written.day_of_month().is_none()).map(|pin| pin.pinned.last_day());
        let ends = [published.map(|date| date.value.last_day()), held, Some(today)];
        let last = ends.into_iter().flatten().min().unwrap_or(today);
        if written.last_day() > last { Date::day(last) } else { written }
    }

    /// The note that stands for all editions of this one.
    pub fn original(&self) -> NoteId {
        self.ground.editions[self.id.index()].first().map_or(self.id, |edition| edition.note)
    }

    /// Keeps a fact; gives its place among those of the page. One that says the same of the same rows is kept
    /// once.
    pub fn keep(&mut self, fact: Fact) -> u32 {
        let places = self.known_facts.entry((fact.data, fact.rows[0], fact.verb)).or_default();
        let same = |known: &Fact| {
            known.text == fact.text
                && known.rows == fact.rows
                && known.column == fact.column
                && known.as_of == fact.as_of
                && known.stale == fact.stale
        };
        if let Some(place) = places.iter().find(|place| same(&self.facts[**place as usize])) {
            self.facts[*place as usize].spans.extend(fact.spans);
            return *place;
        }
        let place = self.facts.len() as u32;
        places.push(place);
        self.facts.push(fact);
        place
    }

    /// Keeps the words of a fact of the text being bound.
    pub fn say(&mut self, number: u32, words: String) {
        let number = number as usize;
        if self.said.len() <= number {
            self.said.resize(number + 1, String::new());
        }
        self.said[number] = words;
    }

    /// The words of the facts of the text that was bound.
    pub fn take_said(&mut self) -> Vec<String> {
        std::mem::take(&mut self.said)
    }

    /// Whether one more reference without an answer is to be told: looking for the nearest rows is slow.
    pub fn misses_another(&mut self) -> bool {
        self.missing += 1;
        self.missing <= MOST_MISSING
    }

    /// The note as it was loaded.
    pub fn raw(&self) -> &'a Note<Raw> {
        &self.ground.notes[self.id.index()]
    }

    /// Keeps a diagnostic.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        // Of one condition on rows of two measures the same is told once.
        if self.diagnostics.last() != Some(&diagnostic) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Tells of a dataset without rows, once on a page.
    pub fn report_empty(&mut self, data: &Located<String>) {
        if !self.empty.contains(&data.value) {
            self.empty.insert(data.value.clone());
            self.report(catalog::figure::no_rows(data.span, &data.value, NoRows::OnlyHeader));
        }
    }

    /// The known name nearest to a word. Behind the first hundred mistakes of a note none is looked for:
    /// a run shows no more, and the search would cost mistakes times names.
    pub fn near<'n>(&self, word: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
        if self.diagnostics.len() < MOST { nearest(word, known) } else { None }
    }

    /// The day of publication.
    fn publication(&self) -> Option<Located<Date>> {
        self.raw().publication(self.ground.config.time_zone)
    }

    /// Tells of a question that asks for data from after the publication of its report, or from a day to come.
    pub fn check_as_of(&mut self, as_of: &Located<Date>) {
        let Details::Report(_) = &self.raw().details else {
            let today = self.ground.today;
            if as_of.value.first_day() > today {
                let (shown, today) = (as_of.value.to_string(), today.to_string());
                self.report(catalog::policy::as_of_ahead(as_of.span, &shown, &today));
            }
            return;
        };
        let is_later = |date: &Located<Date>| as_of.value.first_day() > date.value.last_day();
        let Some(date) = self.publication().filter(is_later) else { return };
        let (shown, published) = (as_of.value.to_string(), date.value.to_string());
        self.report(catalog::policy::as_of_after_publication(as_of.span, &shown, &published));
    }

    /// Remembers that the note links to another.
    pub fn links_to(&mut self, note: NoteId) {
        if note != self.id && !self.outlinks.contains(&note) {
            self.outlinks.push(note);
        }
    }

    /// How many mistakes were told so far.
    pub fn told(&self) -> usize {
        self.diagnostics.len()
    }

    /// The copied file that is a file of the site, if it is one; the note is remembered to show or to link to it.
    pub fn asset(&mut self, file: FileId) -> Option<AssetId> {
        let asset = AssetId::at(self.ground.find_asset(file)?);
        self.assets.push(asset);
        Some(asset)
    }

    /// Remembers that the note links to what is there only if notes and data together make it. Where some of those
    /// could not be loaded, nothing can be said of it.
    pub fn awaits(&mut self, awaited: Awaited, span: Span) {
        if self.ground.is_whole() {
            self.awaited.push(Located::new(awaited, span));
        }
    }

    /// The number of a source on this page, from 1.
    pub fn cite(&mut self, source: SourceId) -> u32 {
        let found = self.citations.iter().position(|cited| *cited == source);
        let index = found.unwrap_or_else(|| {
            self.citations.push(source);
            self.citations.len() - 1
        });
        index as u32 + 1
    }

    /// Finds a source by its key. One that is nearly a key that could not be named was told with the list.
    pub fn source(&mut self, key: &Located<String>) -> Option<SourceId> {
        let found = self.ground.find_source(&key.value);
        if found.is_none() && !self.ground.sources_failed_to_load() {
            let near = self.near(&key.value, self.ground.cited.iter().map(|source| source.key.as_str()));
            if near.is_some_and(|near| !Source::is_key(near)) {
                return None;
            }
            let figure = self.find_figure(&key.value).is_ok().then(|| format!("fig:{}", key.value));
            self.report(catalog::reference::unknown_source(key.span, &key.value, figure.as_deref().or(near)));
        }
        found
    }

    /// Adds the sources of the front matter behind those that the text cites.
    pub fn list_sources(&mut self, sources: &[SourceId]) {
        for source in sources {
            self.cite(*source);
        }
    }

    /// The id of a block of this note.
    pub fn figure(&self, block: usize) -> FigureId {
        self.numbers.of_block(self.id, block)
    }

    /// What a figure of a note is called: as what it is counted on its page, and its number there.
    pub fn figure_name(&self, figure: FigureId) -> (Numbered, u32) {
        self.numbers.name(figure)
    }

    /// Finds a figure by the id that a reference names.
    pub fn find_figure(&self, id: &str) -> Result<FigureId, Missing> {
        self.numbers.find(self.ground, self.id, id)
    }

    /// Finds a dataset by its name: as its lock holds it, on the page of a pinned report.
    pub fn find_dataset(&self, name: &str) -> Option<(DatasetId, &'a BoundDataset)> {
        let ground: &'a Ground<'a> = self.ground;
        let id = self.held(name).or_else(|| ground.find_dataset(name))?;
        Some((id, ground.dataset(id)))
    }

    /// Finds a dataset by its name; reports a name that means none. One whose sidecar has mistakes is not found, and
    /// nothing more is said of it.
    pub fn dataset(&mut self, name: &Located<String>) -> Option<(DatasetId, &'a BoundDataset)> {
        let ground: &'a Ground<'a> = self.ground;
        let found = self.find_dataset(&name.value);
        if found.is_none() && !ground.dataset_failed_to_load(&name.value) {
            let names: Vec<&str> = ground.datasets.iter().map(|bound| bound.dataset.name.as_str()).collect();
            let known = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let near = nearest(&name.value, names);
            self.report(catalog::figure::unknown_dataset(name.span, &name.value, near, &known));
        }
        found.filter(|(_, bound)| !bound.dataset.misdescribed)
    }

    fn held(&self, name: &str) -> Option<DatasetId> {
        self.as_report().and_then(|report| self.ground.pins.find(report, name))
    }

    /// Whether the page sees a dataset as its lock holds it.
    pub fn sees_held(&self, name: &str) -> bool {
        self.held(name).is_some()
    }

    /// Whether the note is a report whose numbers are pinned.
    pub fn is_pinned(&self) -> bool {
        self.pin().is_some()
    }

    fn pin(&self) -> Option<&'a Pin> {
        let report = self.as_report()?;
        self.ground.pins.pins.iter().find(|pin| pin.report == report)
    }

    /// The report of the page, as the edition that stands for all.
    fn as_report(&self) -> Option<NoteId> {
        let first = self.ground.editions[self.id.index()].first().map_or(self.id, |edition| edition.note);
        (self.raw().kind() == Kind::Report).then_some(first)
    }

    /// The edition of a note for readers of this page.
    pub fn localized(&self, note: NoteId) -> NoteId {
        edition_for(&self.ground.editions[note.index()], self.raw().lang, note)
    }

    /// The note of a kind that a name means, as the edition that stands for all; reports a name that
    /// means none.
    pub fn note(&mut self, kind: Kind, name: &Located<String>) -> Option<NoteId> {
        let found = self.ground.names.find(kind, &name.value);
        if matches!(found, Found::Nothing(_)) && self.ground.failed_to_load(kind, &name.value) {
            return None;
        }
        self.found(found, kind.word(), name)
    }

    /// The note of any kind that a name means.
    pub fn any_note(&mut self, name: &Located<String>) -> Option<NoteId> {
        let found = self.ground.names.find_any(&name.value);
        let failed = |kind| self.ground.failed_to_load(kind, &name.value);
        if matches!(found, Found::Nothing(_)) && Kind::ALL.into_iter().any(failed) {
            return None;
        }
        self.found(found, "note", name)
    }

    fn found(&mut self, found: Found<'_>, word: &str, name: &Located<String>) -> Option<NoteId> {
        match found {
            Found::Note(note) => {
                self.links_to(self.localized(note));
                Some(note)
            }
            Found::Withheld(draft) => {
                self.report(catalog::reference::unpublished_reference(name.span, &name.value, draft));
                None
            }
            Found::Several(notes) => {
                let names = apart(self.ground.notes, &notes);
                self.report(catalog::reference::ambiguous_reference(name.span, &name.value, &names));
                None
            }
            Found::Nothing(near) => {
                let near = near.map(|(near, id)| (near, self.ground.shown(id)));
                let near = near.as_ref().map(|(near, file)| (*near, file.as_str()));
                self.report(catalog::reference::unknown_reference(name.span, word, &name.value, near));
                None
            }
        }
    }

    /// The page's sources in order.
    pub fn citations(&self) -> Citations {
        Citations { order: self.citations.clone() }
    }

    /// What the note leaves behind.
    pub fn finish(self) -> Left {
        let Page { outlinks, assets, awaited, diagnostics, .. } = self;
        Left { outlinks, assets, awaited, diagnostics }
    }
}
