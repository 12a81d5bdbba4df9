//! Timelines in words: what happened, when, to whom, and how much it was about.

use super::Words;
use super::table::start;
use crate::model::dataset::BoundDataset;
use crate::model::drawn::{Drawn, Entry};
use crate::model::figure::{Owner, TimelinePlan};
use crate::model::id::{ColumnId, LangId, NoteId, RowId};
use crate::model::note::Details;

/// A timeline.
pub fn timeline(words: Words<'_>, plan: &TimelinePlan) -> Drawn {
    let bound = words.site.dataset(plan.data);
    let mut drawn = start(words, plan.data, &plan.rows);
    if !drawn.withheld {
        drawn.table.left_out = plan.left_out;
        drawn.entries = plan.rows.iter().filter_map(|row| entry(words, plan, bound, *row)).collect();
    }
    drawn
}

fn entry(words: Words<'_>, plan: &TimelinePlan, bound: &BoundDataset, row: RowId) -> Option<Entry> {
    let date = bound.dataset.cell(row, plan.date).date()?;
    let subjects = subjects(words, plan, bound, row).into_iter().map(|note| words.note(note)).collect();
    let text = words.text(bound, row, plan.label);
    let value = Some(words.amount(bound, row)).filter(|value| !says(&text, value));
    Some(Entry {
        date: date.to_string(),
        day: words.date(date),
        year: date.year(),
        lane: plan.lane.map_or(String::new(), |lane| words.text(bound, row, lane)),
        subjects,
        text,
        value: value.unwrap_or_default(),
        status: words.planned(bound, row),
        source: bound.source(row),
    })
}

/// Whether a text has the first number of a value: `a team of 12` says `12 people`.
fn says(text: &str, value: &str) -> bool {
    let part = |letter: char| letter.is_ascii_digit() || letter == ',' || letter == '.';
    let mut numbers = value.split(|letter| !part(letter)).filter(|number| !number.is_empty());
    let number = numbers.next();
    text.split(|letter| !part(letter)).any(|said| Some(said) == number)
}

/// What an entry is about: the notes that its row names, but not the page's own, nor the vendor of a
/// model that is named.
fn subjects(words: Words<'_>, plan: &TimelinePlan, bound: &BoundDataset, row: RowId) -> Vec<NoteId> {
    let columns = (0..bound.targets.len()).map(ColumnId::at).filter(|column| Some(*column) != plan.lane);
    let named: Vec<NoteId> = columns.filter_map(|column| bound.note(row, column)).collect();
    let original = |note: NoteId| words.site.edition(note, LangId::DEFAULT);
    let own = match words.figure.owner {
        Owner::Note(note) => Some(original(note)),
        Owner::Page(..) => None,
    };
    let vendor_of_another = |note: NoteId| {
        named.iter().any(|other| match &words.site.note(*other).details {
            Details::Model(model) => model.vendor == note && *other != note,
            _ => false,
        })
    };
    let told = |note: &NoteId| own != Some(original(*note)) && !vendor_of_another(*note);
    named.iter().copied().filter(told).collect()
}
