//! One colour for a vendor on the whole site; other series take the slots that are left.

use crate::chart::Colour;
use crate::model::id::NoteId;
use crate::model::note::Details;
use crate::model::site::Site;

use super::Words;
use crate::model::figure::Owner;

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

fn next_free(taken: &mut [bool; 9]) -> u8 {
    let free = (1..=8u8).find(|slot| !taken[usize::from(*slot)]);
    if let Some(slot) = free {
        taken[usize::from(slot)] = true;
    }
    free.unwrap_or(0)
}
