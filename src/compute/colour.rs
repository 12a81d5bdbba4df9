//! One colour for a vendor on the whole site; other series take the slots that are left.

use std::collections::BTreeMap;

use crate::chart::Colour;
use crate::model::id::NoteId;
use crate::model::note::Details;
use crate::model::site::Site;

use super::Words;
use crate::model::figure::Owner;
use crate::words::word;

/// Gives each series a slot: its vendor's where that is free, else the first that nobody has.
pub fn slots(site: &Site, notes: &[Option<NoteId>]) -> Vec<Colour> {
    let mut taken = [false; 9];
    let mut slots: Vec<Option<u8>> = Vec::with_capacity(notes.len());
    for note in notes {
        let own = note.and_then(|note| of_note(site, note)).filter(|slot| !taken[usize::from(*slot)]);
        if let Some(slot) = own {
            taken[usize::from(slot)] = true;
        }
        slots.push(own);
    }
    slots.into_iter().map(|slot| Colour::slot(slot.unwrap_or_else(|| next_free(&mut taken)))).collect()
}

/// The colour of a figure with one series: of the vendor whose page or model it is about, else the first.
pub fn single(words: Words<'_>) -> Colour {
    let owner = match words.figure.owner {
        Owner::Note(note) => of_note(words.site, note),
        Owner::Page(..) => None,
    };
    Colour::slot(owner.unwrap_or(1))
}

/// The colour of a vendor, or of a model's vendor.
pub fn of_note(site: &Site, note: NoteId) -> Option<u8> {
    match &site.note(note).details {
        Details::Vendor(vendor) => vendor.color.as_ref().map(|color| color.value),
        Details::Model(model) if model.vendor != note => of_note(site, model.vendor),
        _ => None,
    }
}

/// The vendors behind notes of models, by colour: what a legend says of dots that are named after something else.
/// Vendors that share a colour share an entry; those without one come last.
pub fn legend(words: Words<'_>, notes: impl Iterator<Item = NoteId>) -> Vec<(String, Colour)> {
    let mut vendors: BTreeMap<u8, Vec<String>> = BTreeMap::new();
    for note in notes {
        let Details::Model(model) = &words.site.note(note).details else { continue };
        let names = vendors.entry(of_note(words.site, note).unwrap_or(0)).or_default();
        let name = words.title(model.vendor);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if vendors.len() < 2 {
        return Vec::new();
    }
    let others = vendors.remove(&0).map(|_| (word(words.lang, "other").to_owned(), Colour::OTHER));
    let entry =
        |(slot, names): (u8, Vec<String>)| (names.join(word(words.lang, "comma")), Colour::slot(slot));
    vendors.into_iter().map(entry).chain(others).collect()
}

fn next_free(taken: &mut [bool; 9]) -> u8 {
    let free = (1..=8u8).find(|slot| !taken[usize::from(*slot)]);
    if let Some(slot) = free {
        taken[usize::from(slot)] = true;
    }
    free.unwrap_or(0)
}
