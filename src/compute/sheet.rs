//! The CSV of a matrix: what its cells say, numbers in full.

use super::Words;
use super::chart::measures::row_of;
use crate::model::dataset::Cell;
use crate::model::drawn::{Download, Table, TableCell};
use crate::model::figure::{Attribute, MatrixPlan};
use crate::model::id::NoteId;
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
        let cells = plan.models.iter().zip(line.iter().skip(1));
        sheet.line(name.chain(cells.map(|(model, cell)| exact(words, attribute, *model, cell))));
    }
    Some(Download::Sheet(sheet.text))
}

/// A cell for programs: of a measure the number as its row has it; nothing where it is not disclosed.
fn exact<'a>(words: Words<'a>, attribute: &Attribute, model: NoteId, shown: &'a TableCell) -> Cell<'a> {
    match (attribute, &shown.raw) {
        (Attribute::Measure(measure), _) => {
            let dataset = &words.site.dataset(measure.data).dataset;
            row_of(words, measure, model).map_or(Cell::Empty, |row| dataset.cell(row, measure.value))
        }
        _ if shown.missing => Cell::Empty,
        (_, Some(raw)) => Cell::Text(raw),
        (_, None) => Cell::Text(&shown.text),
    }
}
