//! Rows for authors: the reference that asks for each, and every place that uses it.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::nearest;
use crate::model::dataset::{BoundDataset, Cell, Dataset, Targets, Time};
use crate::model::date::Date;
use crate::model::fact::reference;
use crate::model::figure::{Figure, Owner};
use crate::model::id::{ColumnId, DatasetId, LangId, RowId};
use crate::model::query;
use crate::model::site::Site;
use crate::model::{unit, used};
use crate::source::Sources;

/// A row as an author asks for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Its keys, as a reference without its verb.
    pub reference: String,
    /// Why no `{fact}` binds this reference today; `None` where one does.
    pub idle: Option<Idle>,
    /// The value as it stands in the file; `not disclosed` for an empty cell.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// Its date; empty without one.
    pub date: String,
    /// Its file and line.
    pub place: (String, usize),
    /// Where it is used.
    pub uses: Vec<Use>,
}

/// Why no `{fact}` binds a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Idle {
    /// Its status: planned.
    Scheduled,
    /// Its status: called off.
    Cancelled,
    /// It begins after today.
    Ahead,
    /// Another source is preferred to its.
    SetAside,
    /// Its licence keeps rows back.
    Restricted,
}

impl Idle {
    /// In a word or two.
    pub fn word(self) -> &'static str {
        match self {
            Idle::Scheduled => "scheduled",
            Idle::Cancelled => "cancelled",
            Idle::Ahead => "begins after today",
            Idle::SetAside => "set aside for another source",
            Idle::Restricted => "kept back by its licence",
        }
    }
}

/// A place that uses a row.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Use {
    /// The file; for figures that no author asked for, the note or the page that shows them.
    pub file: String,
    /// Line and column; `None` where no author asked.
    pub at: Option<(usize, usize)>,
    /// As what: `fact`, `change`, `figure prices`, …
    pub what: String,
}

/// The rows that hold all words of a query, in order of datasets, the latest first; those that no `{fact}` binds last.
pub fn rows(site: &Site, sources: &Sources, query: &[String]) -> Vec<Row> {
    let words = words(query);
    let mut found = Vec::new();
    for listing in (0..site.datasets.len()).filter_map(|at| Listing::new(site, sources, DatasetId::at(at))) {
        let dataset = &listing.bound.dataset;
        let mut rows: Vec<RowId> = dataset.rows().filter(|row| listing.holds(*row, &words)).collect();
        rows.sort_by_key(|row| (std::cmp::Reverse(dataset.row_date(*row)), *row));
        found.extend(rows.into_iter().map(|row| listing.shown(row)));
    }
    found.sort_by_key(|row| row.idle.is_some());
    found
}

/// The words of a query that no row holds, each with the nearest word of the data.
pub fn strange(site: &Site, sources: &Sources, query: &[String]) -> Vec<(String, Option<String>)> {
    let mut known = BTreeSet::new();
    for listing in (0..site.datasets.len()).filter_map(|at| Listing::new(site, sources, DatasetId::at(at))) {
        let texts = listing.bound.dataset.rows().map(|row| text(site, listing.bound, row));
        for text in texts.chain([listing.head.clone()]) {
            known.extend(text.split_whitespace().map(str::to_owned));
        }
    }
    let strange = words(query).into_iter().filter(|word| !known.iter().any(|known| known.contains(word)));
    let with_near = |word: String| {
        let near = nearest(&word, known.iter().map(String::as_str)).map(str::to_owned);
        (word, near)
    };
    strange.map(with_near).collect()
}

/// The rows that are used and hold all words of a query, with their uses.
pub fn used(site: &Site, sources: &Sources, query: &[String]) -> Vec<Row> {
    let words = words(query);
    let mut listings = BTreeMap::new();
    let mut found = Vec::new();
    for ((data, row), mut places) in uses(site, sources) {
        let listing = listings.entry(data).or_insert_with(|| Listing::new(site, sources, data));
        let Some(listing) = listing.as_ref().filter(|listing| listing.holds(row, &words)) else { continue };
        places.sort();
        places.dedup();
        found.push(Row { uses: places, ..listing.shown(row) });
    }
    found
}

/// The words of a query in lower case.
fn words(query: &[String]) -> Vec<String> {
    query.iter().flat_map(|text| text.split_whitespace()).map(str::to_lowercase).collect()
}

/// A dataset whose rows are listed, with what is asked of it for every row.
struct Listing<'s> {
    site: &'s Site,
    sources: &'s Sources,
    bound: &'s BoundDataset,
    /// The column of the values.
    column: ColumnId,
    /// Name and titles, in lower case.
    head: String,
    /// Where the lines of the file end, in bytes.
    line_ends: Vec<u32>,
    /// The rows in force today, in file order.
    in_force: Vec<RowId>,
    /// How many rows of a series have a date.
    at_once: BTreeMap<(u32, Option<Date>), usize>,
}

impl<'s> Listing<'s> {
    fn new(site: &'s Site, sources: &'s Sources, id: DatasetId) -> Option<Self> {
        let bound = site.dataset(id);
        let column = value_column(&bound.dataset)?;
        let text = sources.file(bound.dataset.csv).text();
        let line_ends = text.match_indices('\n').map(|(at, _)| at as u32).collect();
        let dataset = &bound.dataset;
        let rows: Vec<RowId> = dataset.rows().collect();
        let in_force = query::in_force(dataset, &rows, site.today);
        let mut at_once = BTreeMap::new();
        rows.iter().for_each(|row| *at_once.entry(moment(dataset, *row)).or_default() += 1);
        Some(Listing { site, sources, bound, column, head: head(dataset), line_ends, in_force, at_once })
    }

    /// Whether a row, with the names of its dataset, holds all words.
    fn holds(&self, row: RowId, words: &[String]) -> bool {
        if words.is_empty() {
            return true;
        }
        let text = format!("{} {}", self.head, text(self.site, self.bound, row));
        words.iter().all(|word| text.contains(word.as_str()))
    }

    fn shown(&self, row: RowId) -> Row {
        let dataset = &self.bound.dataset;
        let value = match dataset.cell(row, self.column) {
            Cell::Empty => "not disclosed".to_owned(),
            cell => cell.raw(),
        };
        let span = dataset.row_span(row);
        let line = self.line_ends.partition_point(|end| *end < span.start) + 1;
        Row {
            idle: self.idle(row),
            reference: reference(dataset, row, self.column, &self.needless(row)),
            value,
            unit: unit::of_cell(dataset, row, self.column, LangId::DEFAULT),
            date: dataset.row_date(row).map_or(String::new(), |date| date.to_string()),
            place: (self.sources.shown_path(span.file), line),
            uses: Vec::new(),
        }
    }

    fn idle(&self, row: RowId) -> Option<Idle> {
        let dataset = &self.bound.dataset;
        let known = query::known(dataset, &[row], self.site.today);
        let reasons = [
            (!dataset.schema.redistribute, Idle::Restricted),
            (dataset.is_scheduled(row), Idle::Scheduled),
            (query::is_planned(dataset, row), Idle::Cancelled),
            (!dataset.is_effective(row), Idle::SetAside),
            (known.is_empty(), Idle::Ahead),
        ];
        reasons.into_iter().find(|(holds, _)| *holds).map(|(_, idle)| idle)
    }

    /// The keys that a reference can do without: the source where no other row says something else, and the
    /// date of a value in force.
    fn needless(&self, row: RowId) -> Vec<ColumnId> {
        let dataset = &self.bound.dataset;
        let schema = &dataset.schema;
        let mut needless = Vec::new();
        if let (true, Some(Time::At(time))) = (query::is_step(dataset), schema.time)
            && self.in_force.binary_search(&row).is_ok()
        {
            needless.push(time);
        }
        if self.at_once[&moment(dataset, row)] == 1 {
            needless.extend(schema.source);
        }
        needless
    }
}

/// The series of a row, and its date.
fn moment(dataset: &Dataset, row: RowId) -> (u32, Option<Date>) {
    (query::series(dataset).of(row), dataset.row_date(row))
}

fn value_column(dataset: &Dataset) -> Option<ColumnId> {
    dataset.schema.measure.or_else(|| dataset.column("value"))
}

/// Name and title of a dataset in all languages, in lower case.
fn head(dataset: &Dataset) -> String {
    let titles: Vec<&str> = (0..2).map(|lang| dataset.schema.title.get(LangId(lang))).collect();
    format!("{} {}", dataset.name, titles.join(" ")).to_lowercase()
}

/// All cells of a row as they stand, as labels and as titles of notes, in lower case.
fn text(site: &Site, bound: &BoundDataset, row: RowId) -> String {
    let dataset = &bound.dataset;
    let mut text = String::new();
    for (index, field) in dataset.schema.fields.iter().enumerate() {
        let column = ColumnId::at(index);
        let raw = dataset.cell(row, column).raw();
        let languages = 0..site.config.languages.len().min(2) as u8;
        if field.labels.iter().any(|(value, _)| *value == raw) {
            languages
                .clone()
                .for_each(|lang| text += &format!(" {}", unit::word(dataset, row, column, LangId(lang))));
        }
        if let (Targets::Notes(_), Some(note)) = (&bound.targets[index], bound.note(row, column)) {
            let titles =
                site.place(note).editions.iter().map(|edition| &site.note(edition.note).front.title.value);
            titles.for_each(|title| text += &format!(" {title}"));
        }
        text += &format!(" {raw}");
    }
    text.to_lowercase()
}

/// Every use of every row of today; those of pinned reports by the row behind the one that they hold.
fn uses(site: &Site, sources: &Sources) -> BTreeMap<(DatasetId, RowId), Vec<Use>> {
    let mut uses: BTreeMap<(DatasetId, RowId), Vec<Use>> = BTreeMap::new();
    let mut add = |data: DatasetId, row: RowId, used: &Use| {
        if let Some(row) = site.live_row(data, row) {
            uses.entry((site.live(data), row)).or_default().push(used.clone());
        }
    };
    for fact in site.places.iter().flat_map(|place| &place.facts) {
        for span in &fact.spans {
            let (file, at) = (sources.shown_path(span.file), sources.line_column(span.file, span.start));
            let used = Use { file, at: Some(at), what: fact.verb.word().to_owned() };
            fact.rows.iter().for_each(|row| add(fact.data, *row, &used));
        }
    }
    for figure in &site.figures {
        let used = use_of(site, sources, figure);
        let mut shown = BTreeMap::new();
        used::by_plan(&|id| site.dataset(id), &figure.plan, &mut shown);
        for (data, of_data) in shown {
            of_data.rows.iter().for_each(|row| add(data, *row, &used));
        }
    }
    uses
}

fn use_of(site: &Site, sources: &Sources, figure: &Figure) -> Use {
    let what = format!("figure {}", figure.head.id);
    let file = match figure.owner {
        Owner::Note(note) => sources.shown_path(site.note(note).file),
        Owner::Page(page, _) => format!("/{}/", page.slug()),
    };
    let at = figure.asked.map(|span| sources.line_column(span.file, span.start));
    Use { file, at, what }
}
