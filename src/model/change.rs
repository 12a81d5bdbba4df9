//! What changed and when: prices, releases, ratings, stances and corrections, derived from the data.

use std::collections::BTreeMap;

use super::date::Date;
use super::exact::Exact;
use super::id::{ChangeId, DatasetId, NoteId, RowId, SourceId};

/// Something that changed, or is announced to change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// The day from which it holds, at the precision known.
    pub date: Date,
    /// Whether it is only announced: it does not hold yet.
    pub scheduled: bool,
    /// What changed.
    pub what: Event,
    /// The note it is told of: a model, a theme or a report.
    pub subject: NoteId,
    /// All notes concerned, the subject first (as the editions that stand for all).
    pub about: Vec<NoteId>,
    /// Tickers concerned.
    pub tickers: Vec<String>,
    /// Where it is known from.
    pub source: Option<SourceId>,
    /// Its name in addresses: `change-price-2025-09-29-deepseek-v3-2-exp`; unique in the site.
    pub id: String,
}

/// What changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// Rows of a dataset that hold until the next took the place of others.
    Price(DatasetId, Vec<Step>),
    /// A model was released, in the place of another perhaps.
    Release(Option<NoteId>),
    /// A report rates a ticker: the place in its ratings.
    Rating(usize),
    /// A theme took a stance.
    Stance,
    /// A report was corrected: the place in its corrections.
    Correction(usize),
}

impl Event {
    /// The word for its kind, in ids and for machines.
    pub fn word(&self) -> &'static str {
        match self {
            Event::Price(..) => "price",
            Event::Release(_) => "release",
            Event::Rating(_) => "rating",
            Event::Stance => "stance",
            Event::Correction(_) => "correction",
        }
    }
}

/// A row in the place of another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    /// The row that held before.
    pub before: RowId,
    /// The row that holds from then on.
    pub row: RowId,
    /// By how many percent; none from zero.
    pub percent: Option<Exact>,
}

/// All changes of a site, newest first, and whom they concern.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// The changes; those to come stand first.
    pub all: Vec<Change>,
    of_note: BTreeMap<NoteId, Vec<ChangeId>>,
    of_ticker: BTreeMap<String, Vec<ChangeId>>,
}

impl Changes {
    /// Puts changes in order and indexes them.
    pub fn new(mut all: Vec<Change>) -> Changes {
        all.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.id.cmp(&b.id)));
        make_unique(&mut all);
        let mut changes = Changes { all, ..Changes::default() };
        for (id, change) in changes.ids().zip(&changes.all) {
            for note in &change.about {
                changes.of_note.entry(*note).or_default().push(id);
            }
            for ticker in &change.tickers {
                changes.of_ticker.entry(ticker.clone()).or_default().push(id);
            }
        }
        changes
    }

    /// All changes, newest first.
    pub fn ids(&self) -> impl Iterator<Item = ChangeId> + use<> {
        (0..self.all.len()).map(ChangeId::at)
    }

    /// A change.
    pub fn get(&self, id: ChangeId) -> &Change {
        &self.all[id.index()]
    }

    /// The changes that concern a note (the edition that stands for all), newest first.
    pub fn of_note(&self, note: NoteId) -> &[ChangeId] {
        self.of_note.get(&note).map_or(&[], Vec::as_slice)
    }

    /// The changes that concern a ticker, newest first.
    pub fn of_ticker(&self, ticker: &str) -> &[ChangeId] {
        self.of_ticker.get(ticker).map_or(&[], Vec::as_slice)
    }
}

/// Changes of one name get numbers, in their order. Names tell the day, so those of one name stand together.
fn make_unique(all: &mut [Change]) {
    for alike in all.chunk_by_mut(|a, b| a.id == b.id) {
        for (change, number) in alike.iter_mut().zip(1..).skip(1) {
            change.id.push_str(&format!("-{number}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_of_one_name_get_numbers() {
        let change = |date: &str| Change {
            date: Date::parse(date).unwrap(),
            scheduled: false,
            what: Event::Stance,
            subject: NoteId(0),
            about: vec![NoteId(0)],
            tickers: vec!["A.US".to_owned()],
            source: None,
            id: "change-a".to_owned(),
        };
        let changes = Changes::new(vec![change("2025"), change("2026"), change("2024-05")]);
        let ids: Vec<&str> =
            changes.of_note(NoteId(0)).iter().map(|id| changes.get(*id).id.as_str()).collect();
        assert_eq!(ids, ["change-a", "change-a-2", "change-a-3"]);
        assert_eq!(changes.all[0].date.year(), 2026);
        assert_eq!((changes.of_ticker("A.US").len(), changes.of_note(NoteId(1)).len()), (3, 0));
    }
}
