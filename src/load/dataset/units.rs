//! Units that are only half understood: in the wording of a sidecar, in its labels, in the cells that fill them in.

use std::collections::BTreeMap;

use super::wording::{texts, value};
use crate::diag::Diagnostic;
use crate::diag::catalog::dataset as say;
use crate::format;
use crate::load::node::Node;
use crate::model::dataset::Dataset;
use crate::model::id::LangId;
use crate::model::unit;
use crate::source::{Sources, Span};

/// Tells the units of a sidecar that are doubtful as they are worded, or with a label filled in.
pub fn check(sidecar: &Node, diagnostics: &mut Vec<Diagnostic>) {
    let fields = value(sidecar, "fields").and_then(Node::items).unwrap_or(&[]);
    let units = || std::iter::once(sidecar).chain(fields).filter_map(|node| value(node, "unit"));
    let worded = units().flat_map(texts).filter(|(_, text)| !text.value.contains('{'));
    diagnostics.extend(worded.filter_map(|(_, text)| doubtful(text.span, &text.value)));
    for field in fields {
        let name = value(field, "name").and_then(Node::text).unwrap_or("");
        let labels = value(field, "labels").and_then(Node::entries).unwrap_or(&[]);
        for (lang, label) in labels.iter().flat_map(|(_, label)| texts(label)) {
            let wording = units().find_map(|unit| filled_by(unit, name, lang));
            let filled = wording.map(|wording| unit::fill(&wording, |_| Some(label.value.clone())));
            diagnostics.extend(filled.and_then(|unit| doubtful(label.span, &unit)));
        }
    }
}

/// The wording of a unit in a language, where this column and no other fills it in.
fn filled_by(unit: &Node, column: &str, lang: Option<&str>) -> Option<String> {
    let texts = texts(unit);
    let own = texts.iter().find(|(known, _)| *known == lang).or(texts.first())?.1.value.clone();
    let alone = own.matches('{').count() == 1 && own.contains(&format!("{{{column}}}"));
    alone.then_some(own)
}

/// Tells the doubtful units of rows at the first cell that fills each in; of those with a label it was told there.
pub fn check_rows(sources: &Sources, dataset: &Dataset, languages: usize) -> Vec<Diagnostic> {
    let mut told: BTreeMap<u32, Diagnostic> = BTreeMap::new();
    let rows: Vec<_> = dataset.rows().collect();
    let langs = || (0..languages).map(|lang| LangId(lang as u8));
    for (of, lang) in unit::worded(dataset).flat_map(|of| langs().map(move |lang| (of, lang))) {
        let columns = unit::placeholders(dataset, of, lang);
        let Some(column) = columns.first() else { continue };
        let has_label = |text: &str| dataset.field(*column).labels.iter().any(|(value, _)| value == text);
        for (unit, row) in unit::of_rows(dataset, &rows, of, lang) {
            let span = dataset.cell_span(sources, row, *column);
            let was_told = columns.len() == 1 && has_label(&dataset.cell(row, *column).raw());
            if let Some(doubt) = doubtful(span, &unit).filter(|_| !was_told) {
                told.entry(span.start).or_insert(doubt);
            }
        }
    }
    told.into_values().collect()
}

fn doubtful(span: Span, unit: &str) -> Option<Diagnostic> {
    let doubt = format::doubt(unit)?;
    Some(say::half_read_unit(span, unit, (&doubt.rest, doubt.meant.as_deref())))
}
