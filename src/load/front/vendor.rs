//! The keys that only vendors have.

use super::shared::few;
use crate::load::fields::Fields;
use crate::model::note::Vendor;

/// How many colours the palette has.
const COLOURS: u64 = 8;

/// Takes them.
pub fn read(fields: &mut Fields<'_, '_>) -> Vendor {
    Vendor {
        also_known_as: fields.texts("also_known_as").into_iter().map(|name| name.value).collect(),
        country: fields.text("country"),
        founded: fields.date("founded").map(|date| date.value),
        parent: fields.located_text("parent"),
        tickers: few(fields, "tickers"),
        website: fields.web_address("website"),
        color: fields.integer("color", 1..=COLOURS).map(|color| color.map(|number| number as u8)),
    }
}
