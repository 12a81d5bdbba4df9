//! Conflicts: rows of one dataset that say two things of one fact, and what the desk makes of them.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use super::datasets::{self, Lookup};
use crate::diag::catalog::conflict::Idle;
use crate::diag::{Diagnostic, catalog};
use crate::model::dataset::{BoundDataset, Cell, Conflict, ConflictClass, Dataset, ExplainedConflict};
use crate::model::id::{ColumnId, LangId, RowId, SourceId};
use crate::model::query;
use crate::model::range::{Condition, Test, written};
use crate::model::text::LocalText;
use crate::model::unit;
use crate::source::{Sources, Span};

/// Lists the conflicts of a dataset, sets rows aside that the desk does not use, and tells conflicts that
/// nothing explains.
pub fn bind(lookup: &Lookup<'_>, bound: &mut BoundDataset, diagnostics: &mut Vec<Diagnostic>) {
    let mut conflicts: Vec<Conflict> = Vec::new();
    let mut entries: Vec<Span> = Vec::new();
    let groups = groups(&bound.dataset);
    for entry in &bound.dataset.schema.conflicts {
        let mut unknown = unknown_values(lookup, &bound.dataset, entry);
        let sources = entry.prefer.iter().map(|key| datasets::source(lookup, &key.value, key.span));
        unknown.extend(sources.filter_map(Result::err));
        if !unknown.is_empty() {
            diagnostics.extend(unknown);
            continue;
        }
        match explained(bound, entry, &groups) {
            Ok(conflict) => {
                let claims = claims(lookup, entry, diagnostics);
                conflicts.push(Conflict { claims, ..conflict });
                entries.push(written(&entry.filter).unwrap_or(entry.span));
            }
            Err(told) => diagnostics.push(told),
        }
    }
    diagnostics.extend(told_otherwise(&conflicts, &entries, &groups));
    let mut aside = Vec::new();
    for group in groups {
        if let Some(known) = conflicts.iter().find(|known| group.iter().all(|row| known.rows.contains(row))) {
            let is_used = |row: &RowId| known.used.contains(row);
            if group.iter().any(is_used) {
                aside.extend(group.iter().copied().filter(|row| !is_used(row)));
            }
        } else if let Some(conflict) = obvious(&bound.dataset, &group) {
            conflicts.push(conflict);
        } else {
            // Of a sidecar with mistakes an explanation may not have been read.
            if !bound.dataset.misdescribed {
                diagnostics.push(unexplained(lookup.sources, &bound.dataset, &group));
            }
            bound.unexplained.push(group);
        }
    }
    aside.sort_unstable();
    bound.dataset.set_aside(aside);
    bound.conflicts = conflicts;
}

/// Explanations that prefer other rows than one before them does for the same conflict; `entries`: where each stands.
fn told_otherwise(conflicts: &[Conflict], entries: &[Span], groups: &[Vec<RowId>]) -> Vec<Diagnostic> {
    let mut told: BTreeMap<usize, Span> = BTreeMap::new();
    for group in groups {
        let about = |place: &usize| group.iter().all(|row| conflicts[*place].rows.contains(row));
        let used = |place: usize| -> Vec<RowId> {
            group.iter().copied().filter(|row| conflicts[place].used.contains(row)).collect()
        };
        let mut about = (0..entries.len()).filter(about);
        let Some(first) = about.next() else { continue };
        for other in about.filter(|other| used(*other) != used(first)) {
            told.entry(other).or_insert(entries[first]);
        }
    }
    let idle =
        |(other, first): (usize, Span)| catalog::conflict::idle_conflict(entries[other], Idle::Told(first));
    told.into_iter().map(idle).collect()
}

/// Texts of an explanation that no row has.
fn unknown_values(lookup: &Lookup<'_>, dataset: &Dataset, entry: &ExplainedConflict) -> Vec<Diagnostic> {
    let values = entry.filter.iter().flat_map(|condition| {
        let column = dataset.column(&condition.column.value);
        let values = match &condition.test {
            Test::Any(values) | Test::Not(values) => values.as_slice(),
            _ => &[],
        };
        values.iter().filter_map(move |value| Some((column?, value)))
    });
    let unknown = |(column, value)| datasets::unknown_value(lookup.names, dataset, column, value);
    values.filter_map(unknown).collect()
}

/// A conflict that the sidecar explains. Where some of its rows are rivals by their key, others that it happens to name
/// are not part of it, unless it sets them against claims.
fn explained(
    bound: &BoundDataset,
    entry: &ExplainedConflict,
    groups: &[Vec<RowId>],
) -> Result<Conflict, Diagnostic> {
    let dataset = &bound.dataset;
    let bind = |raw: &Condition<_>| {
        let name: &crate::source::Located<String> = &raw.column;
        Some(Condition { column: dataset.column(&name.value)?, test: raw.test.clone(), span: raw.span })
    };
    // Columns that are not there were told when the sidecar was read.
    let conditions: Vec<Condition<ColumnId>> = entry.filter.iter().filter_map(bind).collect();
    let mut rows = query::select(bound, &conditions);
    let has_rival = |row: &RowId| groups.iter().any(|group| group.contains(row));
    if entry.claims.is_empty() && rows.iter().any(has_rival) {
        rows.retain(has_rival);
    }
    let source = |row: &RowId| dataset.schema.source.map_or(String::new(), |at| dataset.cell(*row, at).raw());
    let preferred = |row: &&RowId| entry.prefer.iter().any(|key| key.value == source(row));
    let used: Vec<RowId> = match entry.prefer.is_empty() {
        true => rows.clone(),
        false => rows.iter().filter(preferred).copied().collect(),
    };
    if used.is_empty() {
        let preferred = entry.prefer.first().filter(|_| !rows.is_empty()).map(|key| key.span);
        let span = preferred.or_else(|| written(&entry.filter)).unwrap_or(entry.span);
        return Err(catalog::conflict::idle_conflict(span, Idle::OfNoRow(&dataset.name)));
    }
    if !entry.prefer.is_empty() && used.len() == rows.len() && entry.claims.is_empty() {
        let only = Idle::OfOneSource(dataset.row_span(rows[0]));
        return Err(catalog::conflict::idle_conflict(entry.prefer[0].span, only));
    }
    Ok(Conflict { class: entry.class, rows, used, claims: Vec::new(), why: entry.why.clone() })
}

/// What sources say that have no row.
fn claims(
    lookup: &Lookup<'_>,
    entry: &ExplainedConflict,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(SourceId, LocalText)> {
    let mut claims = Vec::new();
    for (key, says) in &entry.claims {
        match datasets::source(lookup, &key.value, key.span) {
            Ok(source) => claims.extend(source.map(|source| (source, says.clone()))),
            Err(told) => diagnostics.push(told),
        }
    }
    claims
}

/// Rows with the same key but for their source, and different values.
fn groups(dataset: &Dataset) -> Vec<Vec<RowId>> {
    let schema = &dataset.schema;
    let (Some(source), Some(measure)) = (schema.source, schema.measure) else { return Vec::new() };
    if !schema.primary_key.contains(&source) {
        return Vec::new();
    }
    let key: Vec<ColumnId> = schema.primary_key.iter().copied().filter(|column| *column != source).collect();
    let mark = |row: RowId| {
        let cells: Vec<u8> = key.iter().flat_map(|column| dataset.key(row, *column).to_le_bytes()).collect();
        xxh3_64(&cells)
    };
    let mut marked: Vec<(u64, RowId)> = dataset.rows().map(|row| (mark(row), row)).collect();
    marked.sort_unstable();
    let same = |a: RowId, b: RowId| key.iter().all(|at| dataset.key(a, *at) == dataset.key(b, *at));
    let mut groups: BTreeMap<RowId, Vec<RowId>> = BTreeMap::new();
    for run in marked.chunk_by(|a, b| a.0 == b.0 && same(a.1, b.1)).filter(|run| run.len() > 1) {
        let disclosed = run.iter().map(|(_, row)| *row);
        let rows: Vec<RowId> = disclosed.filter(|row| dataset.cell(*row, measure) != Cell::Empty).collect();
        let differ = rows.iter().any(|row| dataset.key(*row, measure) != dataset.key(rows[0], measure));
        if differ {
            groups.insert(rows[0], rows);
        }
    }
    groups.into_values().collect()
}

/// A conflict whose reason the rows themselves tell: a status, or a unit.
fn obvious(dataset: &Dataset, group: &[RowId]) -> Option<Conflict> {
    let used: Vec<RowId> = group.iter().copied().filter(|row| dataset.is_effective(*row)).collect();
    let class = if used.len() < group.len() {
        ConflictClass::Scheduled
    } else if unit::of_rows(dataset, group, dataset.schema.measure, LangId::DEFAULT).len() > 1 {
        ConflictClass::Definition
    } else {
        return None;
    };
    Some(Conflict { class, rows: group.to_vec(), used, claims: Vec::new(), why: LocalText::default() })
}

fn unexplained(sources: &Sources, dataset: &Dataset, group: &[RowId]) -> Diagnostic {
    let measure = dataset.schema.measure.expect("only rows with a measure are grouped");
    let other = group.iter().find(|row| dataset.key(**row, measure) != dataset.key(group[0], measure));
    let (first, second) = (group[0], *other.unwrap_or(&group[0]));
    let said = |row: RowId| {
        let source = dataset.schema.source.map_or(String::new(), |at| dataset.cell(row, at).raw());
        (dataset.cell(row, measure).raw(), source)
    };
    let span = |row| dataset.cell_span(sources, row, measure);
    let places = (span(first), span(second));
    catalog::conflict::conflicting_sources(places, &said(first), &said(second), &entry(dataset, second))
}

/// An entry that explains a conflict, to copy.
fn entry(dataset: &Dataset, row: RowId) -> String {
    let named = dataset.schema.primary_key.iter().filter(|column| Some(**column) != dataset.schema.source);
    let cells = named.filter_map(|column| {
        let value = dataset.cell(row, *column).raw();
        (!value.is_empty())
            .then(|| format!("{}: '{}'", dataset.field(*column).name, value.replace('\'', "''")))
    });
    let cells = cells.collect::<Vec<_>>().join(", ");
    format!("- {{where: {{{cells}}}, class: …, prefer: …, why: …}}")
}
