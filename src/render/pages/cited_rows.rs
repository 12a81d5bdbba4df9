//! The rows of a dataset that numbers in texts rest on: each with its source, what is to be doubted of it,
//! and the pages that cite it.

use std::collections::{BTreeMap, BTreeSet};

use super::conflicts::{class, source_link};
use crate::model::fact;
use crate::model::id::{ColumnId, DatasetId, LangId, NoteId, RowId};
use crate::render::press::Press;
use crate::render::row;
use crate::render::view::lists::CitedRowView;
use crate::render::view::parts::LinkView;

/// Where a row is cited, and which of its cells.
#[derive(Default)]
struct Cited {
    notes: BTreeSet<NoteId>,
    columns: BTreeSet<ColumnId>,
}

/// The rows that facts name, in file order; none where the licence keeps rows back.
pub fn of_dataset(press: &Press<'_>, id: DatasetId, lang: LangId) -> Vec<CitedRowView> {
    let dataset = &press.site.dataset(id).dataset;
    if !dataset.schema.redistribute {
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    let cited = cited(press, id).into_iter();
    let named = cited.map(|(row, cited)| (fact::anchor(dataset, row), row, cited));
    // Without a primary key two rows may read alike; they are one here.
    let apart = named.filter(|(anchor, ..)| seen.insert(anchor.clone()));
    apart.map(|(anchor, row, cited)| view(press, (id, row, anchor), &cited, lang)).collect()
}

fn cited(press: &Press<'_>, id: DatasetId) -> BTreeMap<RowId, Cited> {
    let mut rows: BTreeMap<RowId, Cited> = BTreeMap::new();
    for (place, note) in press.site.places.iter().zip((0..).map(NoteId::at)) {
        for fact in place.facts.iter().filter(|fact| press.site.live(fact.data) == id) {
            for row in fact.named().iter().filter_map(|row| press.site.live_row(fact.data, *row)) {
                let cited = rows.entry(row).or_default();
                cited.notes.insert(press.original(note));
                cited.columns.insert(fact.column);
            }
        }
    }
    rows
}

fn view(
    press: &Press<'_>,
    (id, row, anchor): (DatasetId, RowId, String),
    cited: &Cited,
    lang: LangId,
) -> CitedRowView {
    let bound = press.site.dataset(id);
    let language = press.language(lang);
    let values = cited.columns.iter().map(|column| row::value(press, bound, (row, *column), lang));
    let note = |note: &NoteId| {
        let note = press.site.edition(*note, lang);
        let url = press.addresses.local(&press.site.place(note).url);
        LinkView { title: press.site.note(note).front.title.value.clone(), url }
    };
    let conflicts = bound.conflicts.iter().zip(1..).filter(|(conflict, _)| conflict.rows.contains(&row));
    let doubts = conflicts.map(|(conflict, number)| LinkView {
        title: language.word(class(conflict.class)).to_owned(),
        url: format!("#conflict-{number}"),
    });
    CitedRowView {
        anchor,
        row: row::label(press, bound, row, lang),
        value: values.collect::<Vec<_>>().join(language.lang.pick("; ", "；")),
        source: source_link(press, bound.source(row), lang),
        doubts: doubts.collect(),
        notes: cited.notes.iter().map(note).collect(),
    }
}
