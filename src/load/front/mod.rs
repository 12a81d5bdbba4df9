//! Front matter: what a note says of itself between its two lines `---`.

mod lines;
mod shared;
mod vendor;
mod model;
mod theme;
mod report;

use super::fields::Fields;
use super::markdown::Reading;
use super::node::Node;
use crate::diag::Diagnostic;
use crate::model::id::LangId;
use crate::model::note::{Details, Front, Kind};
use crate::model::stage::Raw;
use crate::source::Located;

/// Reads the front matter of a note. A translation may leave required keys out: its original has them.
pub fn read(
    node: &Node,
    kind: Kind,
    reading: Reading<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Front<Raw>, Details<Raw>) {
    let mut fields = Fields::new(node, called(kind), diagnostics);
    if reading.lang == LangId::DEFAULT {
        required(kind).iter().for_each(|key| fields.require(key));
    }
    let mut front = shared::read(&mut fields, reading);
    if reading.lang != LangId::DEFAULT {
        let entries = node.entries().unwrap_or_default().iter();
        front.given = entries.map(|(key, value)| Located::new(key.value.clone(), value.span)).collect();
    }
    let reading = Reading { math: front.math, ..reading };
    let details = match kind {
        Kind::Vendor => Details::Vendor(vendor::read(&mut fields)),
        Kind::Model => Details::Model(Box::new(model::read(&mut fields))),
        Kind::Theme => Details::Theme(Box::new(theme::read(&mut fields, reading))),
        Kind::Report => Details::Report(Box::new(report::read(&mut fields, &front, reading))),
        Kind::Page => Details::Page,
    };
    fields.finish();
    (front, details)
}

/// One of the kind, for messages.
fn called(kind: Kind) -> &'static str {
    match kind {
        Kind::Vendor => "a vendor",
        Kind::Model => "a model",
        Kind::Theme => "a theme",
        Kind::Report => "a report",
        Kind::Page => "a page",
    }
}

fn required(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Model => &["title", "vendor"],
        Kind::Report => &["title", "date"],
        Kind::Vendor | Kind::Theme | Kind::Page => &["title"],
    }
}
