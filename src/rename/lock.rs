//! Locks of pinned reports: the same rows and values, with the new name where they name the note.

use super::edit::Edit;
use crate::model::lock::{Contents, HeldUnit, Lock, Section, Table, write};
use crate::model::site::Site;
use crate::pin::TOOL;
use crate::source::{Sources, Span};

/// Gives the new name in a cell, by dataset, column and the cell; `None` where the cell stays.
pub type Rename<'r> = &'r dyn Fn(&str, &str, &str) -> Option<String>;

/// The lock at a path, written anew where a row names the note or its report now asks in other words.
pub fn rewritten(
    (then, site): (&Sources, &Site),
    path: &str,
    lock: &Lock,
    rename: Rename<'_>,
) -> Option<Edit> {
    let stem = path.strip_prefix("content/reports/")?.strip_suffix(".lock")?;
    let (_, asks) = site.asks.iter().find(|(report, _)| site.note(*report).stem == stem)?;
    let names_it = |section: &Section| {
        section.rows.iter().any(|row| {
            let columns = section.columns.iter().map(|column| column.value.as_str());
            columns.zip(&row.cells).any(|(column, cell)| rename(&section.name.value, column, cell).is_some())
        })
    };
    if asks.agrees(lock) && !lock.sections.iter().any(names_it) {
        return None;
    }
    let sections = lock.sections.iter().map(|section| table(section, rename)).collect();
    let contents = Contents { pinned: lock.pinned.value, asks: asks.written(), sections };
    let file = then.find(path)?;
    Some(Edit::new(Span::new(file, 0, then.file(file).text().len()), write(&contents, TOOL)))
}

fn table(section: &Section, rename: Rename<'_>) -> Table {
    let name = &section.name.value;
    let columns: Vec<String> = section.columns.iter().map(|column| column.value.clone()).collect();
    let rows = section.rows.iter().map(|row| {
        let cells = columns.iter().zip(&row.cells);
        cells.map(|(column, cell)| rename(name, column, cell).unwrap_or_else(|| cell.to_string())).collect()
    });
    let rows = rows.collect();
    let unit = |unit: &HeldUnit| {
        let renamed = |text: &String| rename(name, &unit.column, text).unwrap_or_else(|| text.clone());
        let value = unit.value.as_ref().map(renamed);
        let wording = if unit.value.as_ref() == Some(&unit.wording) {
            renamed(&unit.wording)
        } else {
            unit.wording.clone()
        };
        HeldUnit { value, wording, ..unit.clone() }
    };
    let units = section.units.iter().map(unit).collect();
    Table {
        name: name.clone(),
        sense: section.sense.clone(),
        units,
        dated: section.dated.clone(),
        rows,
        columns,
    }
}
