//! Datasets from any text: what was written is read back, and nothing makes it panic.

use super::tests::loaded;
use crate::model::id::{ColumnId, RowId};
use proptest::prelude::*;

/// A cell as CSV: in quotes where it must be.
fn quoted(cell: &str) -> String {
    match cell.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}

proptest! {
    #[test]
    fn rows_that_were_written_are_read_back(
        rows in prop::collection::vec(("[a-z,\"价\n ]{0,12}[a-z价]", "-?[1-9][0-9]{0,9}(\\.[0-9]{1,6})?", "2[0-9]{3}-0[1-9]"), 0..20),
        crlf in any::<bool>(),
    ) {
        let end = if crlf { "\r\n" } else { "\n" };
        let line = |(text, number, date): &(String, String, String)| format!("{},{number},{date}", quoted(text));
        let lines: Vec<String> = std::iter::once("t,n,d".to_owned()).chain(rows.iter().map(line)).collect();
        let sidecar = "fields: [{name: t}, {name: n, type: number}, {name: d, type: date}]\n";
        let (sources, checked) = loaded(&lines.join(end), Some(sidecar));
        prop_assert_eq!(checked.diagnostics, []);
        let dataset = checked.value.unwrap();
        prop_assert_eq!(dataset.len(), rows.len());
        for (row, (text, number, date)) in rows.iter().enumerate() {
            let row = RowId::at(row);
            let raw: Vec<String> = (0..3).map(|column| dataset.cell(row, ColumnId(column)).raw()).collect();
            prop_assert_eq!(&raw, &[text.clone(), number.clone(), date.clone()]);
            let written = sources.slice(dataset.cell_span(&sources, row, ColumnId(0)));
            prop_assert_eq!(written.replace("\"\"", "\""), text.clone());
        }
    }

    #[test]
    fn no_text_makes_it_panic(
        csv in "([a-c0-9.,\"\n\r;-]|\\PC|\\pC){0,80}",
        sidecar in prop::option::of("fields: \\[\\{name: [a-c]\\}, \\{name: b, type: (number|date|period|year)\\}\\]\nprimaryKey: [ab]\n"),
    ) {
        let (sources, checked) = loaded(&csv, sidecar.as_deref());
        for told in &checked.diagnostics {
            let text = sources.file(told.span.file).text();
            prop_assert!(text.get(told.span.start as usize..told.span.end as usize).is_some(), "{:?}", told);
            prop_assert!(!crate::diag::write(&sources, &checked.diagnostics, crate::diag::Format::Json).is_empty());
        }
        if let Some(dataset) = checked.value {
            for row in dataset.rows() {
                for column in (0..dataset.columns.len()).map(ColumnId::at) {
                    sources.slice(dataset.cell_span(&sources, row, column));
                    dataset.cell(row, column).raw();
                }
            }
        }
    }
}
