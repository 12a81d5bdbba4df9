//! Texts of one line in front matter, read as Markdown.

use crate::diag::Diagnostic;
use crate::load::fields::{Fields, item_text};
use crate::load::markdown::{self, Reading};
use crate::load::node::Node;
use crate::model::body::Line;
use crate::model::stage::Raw;
use crate::source::Located;

/// A text of one line.
pub fn line(fields: &mut Fields<'_, '_>, key: &'static str, reading: Reading<'_>) -> Option<Line<Raw>> {
    let text = fields.located_text(key)?;
    Some(read(&text, reading, fields.diagnostics()))
}

/// A list of such texts.
pub fn lines(fields: &mut Fields<'_, '_>, key: &'static str, reading: Reading<'_>) -> Vec<Line<Raw>> {
    let items = fields.list(key);
    let one = |item: &Node| {
        let text = item_text(item, key, fields.diagnostics())?;
        Some(read(&text, reading, fields.diagnostics()))
    };
    items.iter().filter_map(one).collect()
}

fn read(text: &Located<String>, reading: Reading<'_>, diagnostics: &mut Vec<Diagnostic>) -> Line<Raw> {
    markdown::line(&text.value, text.span, reading).unpack(diagnostics)
}
