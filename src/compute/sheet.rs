//! The CSV of a matrix: what its cells say, numbers in full.

use super::Words;
use crate::model::dataset::Cell;
use crate::model::drawn::{Download, Table, TableCell};
use crate::model::figure::{Attribute, MatrixPlan};
use crate::model::spreadsheet::Sheet;
use crate::words::word;

/// A column of attributes, then one a model. Attributes whose licence keeps rows back stay out; there is no
/// file where that leaves none.
pub fn of_matrix(words: Words<'_>, plan: &MatrixPlan, table: &Table) -> Option<Download> {
    let open = |attribute: &Attribute| match attribute {
        Attribute::Field(_) => true,
        Attribute::Measure(measure) => words.site.dataset(measure.data).dataset.schema.redistribute,
    };
    let mut lines =
        plan.attributes.iter().zip(&table.lines).filter(|(attribute, _)| open(attribute)).peekable();
    lines.peek()?;
    let models = table.head.iter().skip(1).map(|head| head.text.as_str());
    let mut sheet = Sheet::new(std::iter::once(word(words.lang, "attribute")).chain(models));
    for (attribute, line) in lines {
        let name = line.iter().take(1).map(|cell| Cell::Text(&cell.text));
        let shown = line.iter().skip(1);
        match attribute {
            Attribute::Field(_) => sheet.line(name.chain(shown.map(in_words))),
            Attribute::Measure(measure) => {
                let dataset = &words.site.dataset(measure.data).dataset;
                let rows = measure.leading(words.site.dataset(measure.data), words.figure.lang);
                let cells = plan.models.iter().zip(shown).map(|(model, shown)| match rows.get(model) {
                    // Of several values the sheet has what readers see.
                    Some(row) if measure.said(dataset, *row).len() > 1 => Cell::Text(&shown.text),
                    Some(row) => dataset.cell(*row, measure.value),
                    None => Cell::Empty,
                });
                sheet.line(name.chain(cells));
            }
        }
    }
    Some(Download::Sheet(sheet.text))
}

/// A cell for programs; nothing where it is not disclosed.
fn in_words(shown: &TableCell) -> Cell<'_> {
    match &shown.raw {
        _ if shown.missing => Cell::Empty,
        Some(raw) => Cell::Text(raw),
        None => Cell::Text(&shown.text),
    }
}
