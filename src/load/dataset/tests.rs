//! What is read from CSV files and sidecars, and what is told about bad ones.

use super::*;
use crate::model::dataset::{Cell, FieldType, Holds, Time};
use crate::model::id::{ColumnId, LangId, RowId};
use proptest::prelude::*;

fn loaded(csv: &str, sidecar: Option<&str>) -> (Sources, Checked<Option<Dataset>>) {
    let mut files = vec![("content/data/x.csv", csv)];
    files.extend(sidecar.map(|text| ("content/data/x.yaml", text)));
    let sources = Sources::from_texts(&files);
    let (csv, sidecar) = (sources.find("content/data/x.csv").unwrap(), sources.find("content/data/x.yaml"));
    let checked = load(&sources, csv, sidecar, &["en".to_owned(), "zh".to_owned()]);
    (sources, checked)
}

/// What is told: code, line and column, in order; a file without a sidecar is not held against it.
fn told(csv: &str, sidecar: Option<&str>) -> Vec<String> {
    let (sources, checked) = loaded(csv, sidecar);
    let shown = checked.diagnostics.iter().filter(|told| told.code != "undescribed-dataset").map(|told| {
        assert!(told.help.is_some(), "{told:?}");
        let (line, column) = sources.line_column(told.span.file, told.span.start);
        format!("{} {line}:{column}", told.code)
    });
    shown.collect()
}

fn message(csv: &str, sidecar: Option<&str>) -> String {
    let (_, checked) = loaded(csv, sidecar);
    let told = checked.diagnostics.iter().find(|told| told.code != "undescribed-dataset").unwrap();
    format!("{} = {}", told.message, told.help.as_deref().unwrap_or(""))
}

#[test]
fn every_dataset_of_the_real_site_is_read_without_a_word() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content/data");
    for name in ["benchmarks", "events", "financials", "model-attributes", "prices", "usage", "watchlists"] {
        let text = |ending| std::fs::read_to_string(folder.join(format!("{name}.{ending}"))).unwrap();
        let (csv, sidecar) = (text("csv"), text("yaml"));
        let (_, checked) = loaded(&csv, Some(&sidecar));
        assert_eq!(checked.diagnostics, [], "{name}");
        let dataset = checked.value.unwrap();
        assert_eq!(dataset.len(), csv.lines().count() - 1, "{name}");
        assert!(dataset.schema.source.is_some() && !dataset.schema.primary_key.is_empty(), "{name}");
    }
}
