//! Datasets: binds the values of reference columns to the notes and sources they name.

use std::collections::{BTreeMap, HashMap};

use super::names::{Found, Names, apart, failed_to_load, sources_failed_to_load};
use crate::diag::{Checked, Diagnostic, catalog, nearest};
use crate::model::config::Source;
use crate::model::dataset::{BoundDataset, Dataset, Field, FieldType, Reference, Targets};
use crate::model::date::{Date, Period};
use crate::model::decimal::Decimal;
use crate::model::id::{ColumnId, NoteId, SourceId};
use crate::model::note::{Kind, Note};
use crate::model::stage::Raw;
use crate::source::{Located, Sources, Span};

/// What references are looked up in: files, notes and sources.
pub struct Lookup<'a> {
    /// The files, for places.
    pub sources: &'a Sources,
    /// The names of notes.
    pub names: &'a Names,
    /// The notes.
    pub notes: &'a [Note<Raw>],
    /// The sources.
    pub cited: &'a [Source],
    /// Their places, by key.
    pub keys: &'a HashMap<&'a str, SourceId>,
}

/// Takes out the rows about notes that are not published, and what the schema says of those: it would tell of them
/// first. Gives the rows, which nothing refers to.
pub fn take_withheld(names: &Names, dataset: &mut Dataset) -> Option<BoundDataset> {
    for field in &mut dataset.schema.fields {
        let kind = field.reference.as_ref().and_then(|reference| kind_of(reference.value));
        let Some(kind) = kind else { continue };
        field.allowed.retain(|value| !names.is_withheld(kind, &value.value));
        field.labels.retain(|(value, _)| !names.is_withheld(kind, value));
    }
    let withheld = |column: ColumnId| {
        let kind = kind_of(dataset.field(column).reference.as_ref()?.value)?;
        let is_out = |value: &str| !value.is_empty() && names.is_withheld(kind, value);
        let out: Vec<bool> = dataset.values(column).iter().map(|value| is_out(value)).collect();
        out.contains(&true).then_some((column, out))
    };
    let columns: Vec<(ColumnId, Vec<bool>)> =
        (0..dataset.columns.len()).map(ColumnId::at).filter_map(withheld).collect();
    if columns.is_empty() {
        return None;
    }
    let is_out =
        |row| columns.iter().any(|(column, out): &(_, Vec<bool>)| out[dataset.symbol(row, *column) as usize]);
    let stays: Vec<bool> = dataset.rows().map(|row| !is_out(row)).collect();
    let withheld = dataset.split(&stays);
    let targets = vec![Targets::None; withheld.columns.len()];
    Some(BoundDataset::new(withheld, targets))
}

/// The kind of note that a column names.
fn kind_of(reference: Reference) -> Option<Kind> {
    match reference {
        Reference::Vendors => Some(Kind::Vendor),
        Reference::Models => Some(Kind::Model),
        Reference::Themes => Some(Kind::Theme),
        Reference::Sources => None,
    }
}

/// Binds every reference column; a value that names nothing is reported at its first row.
pub fn bind(lookup: &Lookup<'_>, mut dataset: Dataset) -> Checked<BoundDataset> {
    let mut diagnostics = Vec::new();
    let columns = (0..dataset.columns.len()).map(ColumnId::at);
    let targets: Vec<Targets> =
        columns.map(|column| targets(lookup, &dataset, column, &mut diagnostics)).collect();
    let of_source = dataset.schema.source.map(|column| &targets[column.index()]);
    if let Some(Targets::Sources(sources)) = of_source {
        let published = |source: &Option<SourceId>| {
            let source = &lookup.cited[source.as_ref()?.index()];
            source.date.or(source.accessed)
        };
        dataset.published = sources.iter().map(published).collect();
    }
    Checked { value: BoundDataset::new(dataset, targets), diagnostics }
}

fn targets(
    lookup: &Lookup<'_>,
    dataset: &Dataset,
    column: ColumnId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Targets {
    let Some(reference) = &dataset.field(column).reference else { return Targets::None };
    let Some(kind) = kind_of(reference.value) else {
        let find = |value: &str, span| source(lookup, value, span);
        return Targets::Sources(each_value(lookup, dataset, column, find, diagnostics));
    };
    let find = |value: &str, span| note(lookup, kind, value, span);
    Targets::Notes(each_value(lookup, dataset, column, find, diagnostics))
}

/// Looks up each value that the schema lists, and each distinct one of the rows once. Values that no row holds any more are not looked up.
fn each_value<T>(
    lookup: &Lookup<'_>,
    dataset: &Dataset,
    column: ColumnId,
    find: impl Fn(&str, Span) -> Result<Option<T>, Diagnostic>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<T>> {
    let listed = &dataset.field(column).allowed;
    diagnostics.extend(listed.iter().filter_map(|value| find(&value.value, value.span).err()));
    let mut bound = Vec::with_capacity(dataset.values(column).len());
    let mut wrong = BTreeMap::new();
    for (symbol, value) in dataset.values(column).iter().enumerate() {
        if symbol == 0 {
            bound.push(None);
            continue;
        }
        match find(value, Span::whole(dataset.csv)) {
            Ok(target) => bound.push(target),
            Err(diagnostic) => {
                wrong.insert(symbol as u32, diagnostic);
                bound.push(None);
            }
        }
    }
    // In the order of the rows: each value is told where it comes first.
    for row in dataset.rows() {
        if wrong.is_empty() {
            break;
        }
        if let Some(mut diagnostic) = wrong.remove(&dataset.symbol(row, column)) {
            diagnostic.span = dataset.cell_span(lookup.sources, row, column);
            diagnostics.push(diagnostic);
        }
    }
    diagnostics.extend(wrong.into_values());
    bound
}

/// A note of a kind. One that is not published is no mistake: a pinned row then shows its slug.
fn note(lookup: &Lookup<'_>, kind: Kind, name: &str, span: Span) -> Result<Option<NoteId>, Diagnostic> {
    match lookup.names.find(kind, name) {
        Found::Note(note) => Ok(Some(note)),
        Found::Withheld(_) => Ok(None),
        Found::Nothing(_) if failed_to_load(lookup.sources, lookup.names, kind, name) => Ok(None),
        Found::Several(notes) => {
            let names = apart(lookup.notes, &notes);
            Err(catalog::reference::ambiguous_reference(span, name, &names))
        }
        Found::Nothing(near) => {
            let file = |id: NoteId| lookup.sources.shown_path(lookup.notes[id.index()].file);
            let near = near.map(|(near, id)| (near, file(id)));
            let near = near.as_ref().map(|(near, file)| (*near, file.as_str()));
            Err(catalog::reference::unknown_reference(span, kind.word(), name, near))
        }
    }
}

/// A value that no row can have in its column: one of another type, or a text that none has and the schema does not
/// allow.
pub fn unknown_value(
    names: &Names,
    dataset: &Dataset,
    column: ColumnId,
    value: &Located<String>,
) -> Option<Diagnostic> {
    let field = dataset.field(column);
    if field.kind != FieldType::String {
        return of_other_type(&field.name, field.kind, value);
    }
    let known = dataset.values(column);
    if known.iter().any(|known| known.as_ref() == value.value) || field.lists(&value.value) {
        return None;
    }
    let near = || nearest(&value.value, known.iter().skip(1).map(AsRef::as_ref));
    let withheld = withheld_value(names, field, value);
    Some(
        withheld
            .unwrap_or_else(|| catalog::figure::unknown_value(value.span, &value.value, &field.name, near())),
    )
}

/// A value of a column that refers to notes, of one that is not published.
pub fn withheld_value(names: &Names, field: &Field, value: &Located<String>) -> Option<Diagnostic> {
    let kind = kind_of(field.reference.as_ref()?.value)?;
    match names.find(kind, &value.value) {
        Found::Withheld(draft) => Some(catalog::figure::withheld_value(value.span, &value.value, draft)),
        Found::Note(_) | Found::Several(_) | Found::Nothing(_) => None,
    }
}

/// A value that a column of numbers, dates or truth values never holds.
fn of_other_type(column: &str, kind: FieldType, value: &Located<String>) -> Option<Diagnostic> {
    let text = value.value.as_str();
    let (fits, wanted) = match kind {
        FieldType::String => (true, ("texts", "a")),
        FieldType::Number => (Decimal::parse(text).is_ok(), ("numbers", "1250.5")),
        FieldType::Integer => (Decimal::parse(text).is_ok(), ("whole numbers", "1250")),
        FieldType::Boolean => (matches!(text, "true" | "false"), ("truth values", "true")),
        FieldType::Date => (Date::parse(text).is_ok(), ("dates", "2025-03-14")),
        FieldType::Period => (Period::parse(text).is_some(), ("periods", "2025Q1")),
    };
    let told = || catalog::figure::value_of_other_type(value.span, text, column, wanted);
    (!fits && !text.is_empty()).then(told)
}

/// The source of a key.
pub fn source(lookup: &Lookup<'_>, key: &str, span: Span) -> Result<Option<SourceId>, Diagnostic> {
    match lookup.keys.get(key) {
        Some(found) => Ok(Some(*found)),
        None if sources_failed_to_load(lookup.sources, lookup.cited) => Ok(None),
        None => {
            let near = nearest(key, lookup.cited.iter().map(|source| source.key.as_str()));
            match near {
                // It was told with the list.
                Some(near) if !Source::is_key(near) => Ok(None),
                near => Err(catalog::reference::unknown_source(span, key, near)),
            }
        }
    }
}
