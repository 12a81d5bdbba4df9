//! Which rows of a lock each correction names, and what it says of each of them.

use chrono::NaiveDate;

use crate::diag::catalog::lock::Idle;
use crate::diag::{Diagnostic, catalog, nearest};
use crate::model::dataset::{BoundDataset, Dataset};
use crate::model::id::{ColumnId, DatasetId, LangId, RowId};
use crate::model::lock::Pin;
use crate::model::note::{CorrectedRows, Correction, Said};
use crate::model::query;
use crate::model::range::{Condition, written};
use crate::model::stage::Raw;
use crate::source::{Located, Span};

/// The datasets of today, and behind them those that pinned reports hold.
#[derive(Clone, Copy)]
pub struct Seen<'d> {
    /// Those of today.
    pub live: &'d [BoundDataset],
    /// Those held.
    pub held: &'d [BoundDataset],
    /// The day on which they are seen.
    pub today: NaiveDate,
    /// The languages in which readers see them, with their codes.
    pub langs: &'d [(LangId, &'d str)],
}

impl<'d> Seen<'d> {
    /// A dataset.
    pub fn dataset(self, id: DatasetId) -> &'d BoundDataset {
        self.live.get(id.index()).unwrap_or_else(|| &self.held[id.index() - self.live.len()])
    }
}

/// A correction that names rows of a lock.
pub struct Entry<'n> {
    /// The place of the correction.
    pub correction: usize,
    /// Which of the pin's datasets.
    pub held: usize,
    /// The rows that it names.
    pub rows: Vec<RowId>,
    /// What it says: of all of them, or of each.
    says: Vec<&'n Said>,
    /// Where it names them.
    pub span: Span,
    /// Whether its date is before the pin's: then it explains nothing.
    pub early: bool,
}

impl<'n> Entry<'n> {
    /// Whether it says one thing of all its rows, or one of each.
    pub fn is_even(&self) -> bool {
        self.says.len() == 1 || self.says.len() == self.rows.len()
    }

    /// Its rows with what it says of each; none where their numbers do not agree.
    pub fn each(&self) -> impl Iterator<Item = (RowId, &'n Said)> + '_ {
        let one = if self.says.len() == 1 { self.says.first() } else { None };
        let rows = if self.is_even() { self.rows.as_slice() } else { &[] };
        rows.iter().enumerate().map(move |(place, row)| (*row, *one.unwrap_or_else(|| &self.says[place])))
    }
}

/// The corrections of a report that name rows of its lock, in the order of their dates.
pub fn entries<'n>(
    corrections: &'n [Correction<Raw>],
    pin: &Pin,
    data: Seen<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Entry<'n>> {
    let mut entries = Vec::new();
    for (place, correction) in corrections.iter().enumerate() {
        let Some(named) = &correction.rows else { continue };
        let is_named = |bound: &BoundDataset| bound.dataset.name == named.data.value;
        let Some(held) = pin.held.iter().position(|held| is_named(data.dataset(held.data))) else {
            // A name that no dataset has is told with the front matter.
            if data.live.iter().any(is_named) {
                diagnostics
                    .push(catalog::lock::idle_correction(named.data.span, Idle::NoRow(&named.data.value)));
            }
            continue;
        };
        let bound = data.dataset(pin.held[held].data);
        let Some(conditions) = bind(&bound.dataset, named, diagnostics) else { continue };
        let rows = query::select(bound, &conditions);
        let span = written(&named.filter).unwrap_or(named.data.span);
        if rows.is_empty() {
            diagnostics.push(catalog::lock::idle_correction(span, Idle::NoRow(&named.data.value)));
        }
        let early = correction.date.value.last_day() < pin.pinned.first_day();
        let says = named.now.iter().collect();
        let entry = Entry { correction: place, held, says, rows, span, early };
        if !entry.is_even() && !entry.rows.is_empty() && !early {
            let count = (entry.rows.len(), entry.says.len());
            diagnostics.push(catalog::lock::uneven_correction(span, count));
        }
        entries.push(entry);
    }
    entries.sort_by_key(|entry| corrections[entry.correction].date.value.first_day());
    entries
}

/// The conditions of a correction; `None` where it names a column that is not there.
fn bind(
    dataset: &Dataset,
    named: &CorrectedRows,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<Condition<ColumnId>>> {
    let mut find = |name: &Located<String>| column(dataset, name, diagnostics);
    let cells = named.now.iter().filter_map(|said| match said {
        Said::Cells(cells) => Some(cells),
        Said::Word(_) => None,
    });
    let said: Vec<Option<ColumnId>> = cells.flatten().map(|(name, _)| find(name)).collect();
    let one = |raw: &Condition<Located<String>>| {
        Some(Condition { column: find(&raw.column)?, test: raw.test.clone(), span: raw.span })
    };
    let bound: Vec<Option<Condition<ColumnId>>> = named.filter.iter().map(one).collect();
    said.into_iter().collect::<Option<Vec<_>>>()?;
    bound.into_iter().collect()
}

fn column(dataset: &Dataset, name: &Located<String>, diagnostics: &mut Vec<Diagnostic>) -> Option<ColumnId> {
    let found = dataset.column(&name.value);
    if found.is_none() {
        let names = || dataset.schema.fields.iter().map(|field| field.name.as_str());
        let known = names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let near = nearest(&name.value, names());
        let told = catalog::figure::unknown_column(name.span, &name.value, &dataset.name, near, &known);
        diagnostics.push(told);
    }
    found
}
