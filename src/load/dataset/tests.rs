//! What is read from CSV files and sidecars, and what is told about bad ones.

use super::*;
use crate::model::dataset::{Cell, FieldType, Holds, Time};
use crate::model::id::{ColumnId, LangId, RowId};

/// Reads a dataset `x` from the texts of its two files.
pub fn loaded(csv: &str, sidecar: Option<&str>) -> (Sources, Checked<Option<Dataset>>) {
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

macro_rules! published {
    ($($name:literal),*) => {
        [$((
            $name,
            include_str!(concat!("../../../content/data/", $name, ".csv")),
            include_str!(concat!("../../../content/data/", $name, ".yaml")),
        )),*]
    };
}

#[test]
fn every_dataset_of_the_real_site_is_read_without_a_word() {
    let datasets =
        published!("benchmarks", "events", "financials", "model-attributes", "prices", "usage", "watchlists");
    for (name, csv, sidecar) in datasets {
        let (_, checked) = loaded(csv, Some(sidecar));
        assert_eq!(checked.diagnostics, [], "{name}");
        let dataset = checked.value.unwrap();
        assert_eq!(dataset.len(), csv.lines().count() - 1, "{name}");
        assert!(dataset.schema.source.is_some() && !dataset.schema.primary_key.is_empty(), "{name}");
    }
}

const SIDECAR: &str = "\
title: {en: Prices, zh: 价格}
fields:
  - {name: date, type: date, required: true}
  - {name: model, type: string, ref: models}
  - {name: metric, type: string, enum: [input, output], labels: {input: {en: Input, zh: 输入}}}
  - {name: value, type: number, minimum: 0, maximum: 1000}
  - {name: status}
  - {name: source, ref: sources}
primaryKey: [date, model, metric]
time: date
measure: value
unit: \"{metric} tokens\"
holds: until-next
max_age: 180d
license: MIT
attribution: as of {as_of}
redistribute: false
";

const HEADER: &str = "date,model,metric,value,status,source\n";

fn rows(rows: &str) -> String {
    format!("{HEADER}{rows}")
}

#[test]
fn a_sidecar_says_what_the_columns_mean() {
    let (_, checked) = loaded(&rows("2025-03,gpt,input,0.50,,a\n"), Some(SIDECAR));
    assert_eq!(checked.diagnostics, []);
    let dataset = checked.value.unwrap();
    let schema = &dataset.schema;
    assert_eq!((dataset.name.as_str(), dataset.described), ("x", true));
    assert_eq!(schema.title.get(LangId(1)), "价格");
    assert_eq!(schema.primary_key, [ColumnId(0), ColumnId(1), ColumnId(2)]);
    assert_eq!(schema.time, Some(Time::At(ColumnId(0))));
    let named = [schema.measure, schema.metric, schema.status, schema.source];
    assert_eq!(named, [3, 2, 4, 5].map(|column| Some(ColumnId(column))));
    assert_eq!((schema.holds, schema.max_age_days), (Holds::UntilNext, Some(180)));
    assert_eq!((schema.license.as_deref(), schema.redistribute), (Some("MIT"), false));
    let raw: Vec<String> = (0..6).map(|column| dataset.cell(RowId(0), ColumnId(column)).raw()).collect();
    assert_eq!(raw, ["2025-03", "gpt", "input", "0.50", "", "a"]);
    assert_eq!(crate::model::unit::unit(&dataset, RowId(0), LangId(1)), "输入 tokens");
}

#[test]
fn columns_may_stand_in_another_order_than_in_the_sidecar() {
    let sidecar = "fields: [{name: b, type: number}, {name: a}]\nmeasure: b\nprimaryKey: a\ntime: []\n";
    let (_, checked) = loaded("a,b\nx,1\n", Some(sidecar));
    assert_eq!(checked.diagnostics, []);
    let dataset = checked.value.unwrap();
    assert_eq!(dataset.schema.measure, Some(ColumnId(1)));
    assert_eq!(dataset.cell(RowId(0), ColumnId(0)), Cell::Text("x"));
}

#[test]
fn a_cell_that_is_wrong_is_told_at_its_place() {
    for (row, wanted) in [
        ("05/01/2024,gpt,input,1,,a", "not-a-date 2:1"),
        ("2023-02-29,gpt,input,1,,a", "impossible-date 2:1"),
        (",gpt,input,1,,a", "undated-row 2:1"),
        ("2024,gpt,inptu,1,,a", "not-one-of 2:10"),
        ("2024,gpt,input,NaN,,a", "not-a-number 2:16"),
        ("2024,gpt,input,-inf,,a", "not-a-number 2:16"),
        ("2024,gpt,input,\"1,234.56\",,a", "not-a-number 2:17"),
        ("2024,gpt,input,$5,,a", "not-a-number 2:16"),
        ("2024,gpt,input,5%,,a", "not-a-number 2:16"),
        ("2024,gpt,input,1e5,,a", "not-a-number 2:16"),
        ("2024,\"价, 格\",input,x,,a", "not-a-number 2:19"),
        ("2024,gpt,input,-1,,a", "below-minimum 2:16"),
        ("2024,gpt,input,1000.01,,a", "above-maximum 2:16"),
        ("2024, gpt,input,1,,a", "spaces-around 2:6"),
        ("2024,gpt,input, 1,,a", "spaces-around 2:16"),
        ("2024,gpt,input,1,scheduld,a", "not-one-of 2:18"),
        ("2024,gpt,input,1,,\" \"", "spaces-around 2:20"),
        ("2024,gpt,input,1,a", "ragged-row 2:19"),
        ("2024,gpt,input,1,234,,a", "ragged-row 2:23"),
        ("2024,gpt,input,1,\u{0},a", "csv-control-character 2:18"),
        ("2024,gpt,input,1,,\"a", "csv-unclosed-quote 2:19"),
        ("2024,gpt,input,1,,\"a\" b", "csv-behind-quote 2:19"),
    ] {
        let found = told(&rows(&format!("{row}\n")), Some(SIDECAR));
        assert_eq!(found.first().map(String::as_str), Some(wanted), "{row}: {found:?}");
        assert_eq!(found.len(), 1 + usize::from(row.contains('\0')), "{row}: {found:?}");
    }
}

#[test]
fn messages_show_the_cell_and_how_to_mend_it() {
    for (cell, shown, mend) in [
        ("\"1,234.56\"", "`1,234.56`", "write `1234.56`"),
        ("\"1,5\"", "`1,5`", "write `1.5`"),
        ("1 234", "`1 234`", "write `1234`"),
        ("$5", "`$5`", "write `5`; the unit"),
        ("12%", "`12%`", "write `12`; the unit"),
        ("+5", "`+5`", "write `5`"),
        ("\u{2212}5", "`\u{2212}5`", "write `-5`"),
        (".5", "`.5`", "write `0.5`"),
        ("１２", "`１２`", "write `12`"),
        ("1e5", "`1e5`", "write all digits"),
        ("n/a", "`n/a`", "leave the cell empty"),
        ("NaN", "`NaN` is not a finite number", "leave the cell empty"),
        ("1234567890123456789", "18", "round it"),
    ] {
        let told = message(&rows(&format!("2024,gpt,input,{cell},,a\n")), Some(SIDECAR));
        assert!(told.contains(shown) && told.contains(mend), "{cell}: {told}");
    }
    let told = message(&rows("2024,gpt,inptu,1,,a\n"), Some(SIDECAR));
    assert!(told.contains("`metric` cannot be `inptu` = did you mean `input`?"), "{told}");
}

#[test]
fn the_other_types_are_as_strict() {
    let sidecar = "fields: [{name: a, type: TYPE}, {name: b}]\n";
    for (kind, good, bad, code) in [
        ("integer", "-12", "1.5", "not-an-integer"),
        ("boolean", "true", "TRUE", "not-a-boolean"),
        ("year", "2025", "2025-01", "not-a-year"),
        ("period", "FY2026Q1E", "Q1 2026", "not-a-period"),
        ("date", "2025", "2025-1-1", "not-a-date"),
    ] {
        let sidecar = sidecar.replace("TYPE", kind);
        let (_, checked) = loaded(&format!("a,b\n{good},\n,x\n"), Some(&sidecar));
        assert_eq!(checked.diagnostics, [], "{kind}");
        let dataset = checked.value.unwrap();
        assert_eq!(dataset.cell(RowId(0), ColumnId(0)).raw(), good);
        assert_eq!(dataset.cell(RowId(1), ColumnId(0)), Cell::Empty);
        assert_eq!(told(&format!("a,b\n{bad},\n"), Some(&sidecar)), [format!("{code} 2:1")]);
    }
}

#[test]
fn rows_of_one_key_are_told_with_the_line_of_the_first() {
    let text = rows("2024,gpt,input,1,,a\n\n2024-01,gpt,input,1,,a\n2024,gpt,input,2,,b\n");
    assert_eq!(told(&text, Some(SIDECAR)), ["duplicate-row 5:1"]);
    let told = message(&text, Some(SIDECAR));
    assert!(told.contains("line 2") && told.contains("date `2024`, model `gpt`, metric `input`"), "{told}");
    let empty = message(&rows("2024,,input,1,,a\n2024,,input,2,,a\n"), Some(SIDECAR));
    assert!(empty.contains("model empty"), "{empty}");
    let numbers = "fields: [{name: a, type: number}, {name: b}]\nprimaryKey: a\n";
    assert_eq!(self::told("a,b\n1,x\n1.0,y\n2,x\n", Some(numbers)), ["duplicate-row 3:1"]);
}

#[test]
fn headers_are_checked() {
    for (csv, wanted) in [
        ("", "empty-csv 1:1"),
        ("\n\n", "empty-csv 1:1"),
        ("date;vendor;price\n2024-01-01;acme;1,5\n", "csv-separator 1:5"),
        ("date\tvendor\n2024-01-01\tacme\n", "csv-separator 1:5"),
        ("日期，价格\n2024，1\n", "csv-separator 1:3"),
        ("date,price,price\n2024-01-01,1,2\n", "duplicate-column 1:12"),
        ("date,,price\n2024-01-01,1,2\n", "nameless-column 1:6"),
        ("date, price\n2024-01-01,2\n", "spaces-around 1:6"),
        ("date,price\r2024-01-01,1\r", "csv-lone-return 1:11"),
        ("\"date,price\n", "csv-unclosed-quote 1:1"),
    ] {
        assert_eq!(told(csv, None), [wanted], "{csv:?}");
    }
    let wide = vec!["x"; 1_001].join(",");
    assert_eq!(told(&wide, None), ["too-many-columns 1:2001"]);
}

#[test]
fn header_and_sidecar_must_fit() {
    let sidecar = "fields: [{name: date, type: date}, {name: price, type: number}]\n";
    assert_eq!(told("date,price,note\n2024,1,\n", Some(sidecar)), ["undescribed-column 1:12"]);
    assert_eq!(told("date\n2024\n", Some(sidecar)), ["absent-column 1:36"]);
    // A slip in the name is one mistake, and the column counts as the one that was meant.
    assert_eq!(told("date,pirce\n2024,x\n", Some(sidecar)), ["undescribed-column 1:6", "not-a-number 2:6"]);
    assert!(message("date,pirce\n", Some(sidecar)).contains("did you mean `price`?"));
}

#[test]
fn mistakes_in_sidecars_are_told_all_at_once() {
    let sidecar = "\
titel: T
fields:
  - {name: date, type: dat, minimum: 1}
  - {name: model, ref: model, maximum: 2, required: maybe}
  - {name: metric, enum: [input], labels: {inptu: In}}
  - {name: value, type: number, ref: models}
  - {name: status, enum: [effective, planned]}
  - {name: date}
primaryKey: [date, modle]
time: [date, metric, value]
measure: model
unit: \"{curency}\"
holds: until
max_age: half a year
";
    let csv = "date,model,metric,value,status\n";
    let found = told(csv, Some(sidecar));
    let codes: Vec<&str> = found.iter().map(|told| told.split(' ').next().unwrap()).collect();
    for code in [
        "unknown-key",
        "not-one-of",
        "key-of-other-type",
        "not-true-or-false",
        "label-of-no-value",
        "duplicate-field",
        "unknown-field",
        "column-of-other-type",
        "time-columns",
        "not-a-number-of-days",
    ] {
        assert!(codes.contains(&code), "{code}: {found:?}");
    }
    assert!(!codes.contains(&"undescribed-column"), "{found:?}");
}

#[test]
fn units_name_columns_in_every_language() {
    let sidecar = "fields: [{name: a, unit: {en: x, zh: \"{d}\"}}, {name: b}]\nunit: \"{b} {c}\"\n";
    assert_eq!(told("a,b\n", Some(sidecar)), ["unknown-field 2:13", "unknown-field 1:40"]);
}

#[test]
fn a_sidecar_that_cannot_be_read_is_told_alone() {
    let csv = "date,value\n2024-01-01,x\n2024-01-02,1\n";
    let (_, checked) = loaded(csv, Some("fields: [\n"));
    assert_eq!(checked.diagnostics.len(), 1, "{:?}", checked.diagnostics);
    assert_eq!(checked.value.unwrap().len(), 2);
    assert_eq!(told(csv, Some("")), ["missing-key 1:1"]);
    assert_eq!(told(csv, Some("title: x\n")), ["missing-key 1:1"]);
}

#[test]
fn a_file_without_a_sidecar_is_understood_and_a_sidecar_is_suggested() {
    let (_, checked) = loaded("date,vendor,price,unit\n2024-01-01,acme,1,x\n2024-02-01,acme,2.5,\n", None);
    let dataset = checked.value.unwrap();
    let kinds: Vec<FieldType> = dataset.schema.fields.iter().map(|field| field.kind).collect();
    assert_eq!(kinds, [FieldType::Date, FieldType::String, FieldType::Number, FieldType::String]);
    assert_eq!(dataset.schema.time, Some(Time::At(ColumnId(0))));
    assert_eq!(dataset.schema.measure, Some(ColumnId(2)));
    assert!(dataset.schema.redistribute && !dataset.described);
    let [told] = checked.diagnostics.as_slice() else { panic!("{:?}", checked.diagnostics) };
    assert_eq!((told.code, told.severity), ("undescribed-dataset", crate::diag::Severity::Warning));
    let help = told.help.as_deref().unwrap();
    let text = help.split('`').nth(1).unwrap().replace('…', "Prices");
    let (_, again) = loaded("date,vendor,price,unit\n2024-01-01,acme,1,x\n", Some(&text));
    assert_eq!(again.diagnostics, [], "{help}");
    assert_eq!(again.value.unwrap().schema.measure, Some(ColumnId(2)));
}

#[test]
fn what_spreadsheets_and_editors_do_to_files_is_fine() {
    let row = "2024,gpt,input,1,,a";
    for text in [
        HEADER.trim_end().to_owned(),
        rows(""),
        rows(row),
        rows(&format!("{row}\n\n\n")),
        rows(&format!("\n{row}\n")).replace('\n', "\r\n"),
        rows("\"2024\",\"gpt\",\"input\",\"1\",\"\",\"a\"\n"),
    ] {
        let (_, checked) = loaded(&text, Some(SIDECAR));
        assert_eq!(checked.diagnostics, [], "{text:?}");
        let dataset = checked.value.unwrap();
        assert_eq!(dataset.len(), usize::from(text.contains("gpt")), "{text:?}");
    }
}

#[test]
fn a_row_and_its_last_cell_know_their_places() {
    let text = rows("2024,gpt,input,1,,a\r\n\r\n2025,\"g\n\"\"t\",input,1,,\"b, c\"\r\n\r\n");
    let (sources, checked) = loaded(&text, Some(SIDECAR));
    let dataset = checked.value.unwrap();
    let slice = |row, column| sources.slice(dataset.cell_span(&sources, RowId(row), ColumnId(column)));
    assert_eq!(
        [slice(0, 0), slice(0, 5), slice(1, 0), slice(1, 1), slice(1, 5)],
        ["2024", "a", "2025", "g\n\"\"t", "b, c"]
    );
}

#[test]
fn a_file_full_of_mistakes_tells_the_first_and_counts_the_rest() {
    let text: String = (0..1_000).map(|row| format!("2024,m{row},input,x,,a\n")).collect();
    let found = told(&rows(&text), Some(SIDECAR));
    assert_eq!(found.len(), 21);
    assert_eq!((found[0].as_str(), found[19].as_str()), ("not-a-number 2:15", "not-a-number 21:16"));
    let (_, checked) = loaded(&rows(&text), Some(SIDECAR));
    assert_eq!(found[20], "more-mistakes 22:16");
    assert!(checked.diagnostics[20].message.contains("980 more"), "{:?}", checked.diagnostics[20]);
}

#[test]
fn limits_are_allowed_and_one_more_is_not() {
    let sidecar = "fields: [{name: a}]\n";
    let long = |length: usize| format!("a\n{}\n", "x".repeat(length));
    assert_eq!(told(&long(32 * 1024), Some(sidecar)), [""; 0]);
    assert_eq!(told(&long(32 * 1024 + 1), Some(sidecar)), ["long-cell 2:1"]);
    let many = |rows: usize| format!("a\n{}", "x\n".repeat(rows));
    assert_eq!(told(&many(1_000_000), Some(sidecar)), [""; 0]);
    assert_eq!(told(&many(1_000_001), Some(sidecar)), ["too-many-rows 1000002:1"]);
}
