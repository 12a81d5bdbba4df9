//! Writes the sidecar of a CSV file that has none, as the file was understood.

use crate::model::dataset::{Field, FieldType, Schema, Time};
use crate::model::id::ColumnId;

/// How many columns are written out.
const MOST: usize = 30;

/// A sidecar on one line.
pub fn sidecar(schema: &Schema) -> String {
    let name = |column: ColumnId| word(&schema.fields[column.index()].name);
    let mut fields: Vec<String> = schema
        .fields
        .iter()
        .take(MOST)
        .map(|field| format!("{{name: {}, type: {}{}}}", word(&field.name), kind(field.kind), names(field)))
        .collect();
    if schema.fields.len() > MOST {
        fields.push("…".to_owned());
    }
    let mut text = format!("`{{title: …, fields: [{}]", fields.join(", "));
    if let Some(Time::At(column)) = schema.time {
        text.push_str(&format!(", time: {}", name(column)));
    }
    if let Some(column) = schema.measure {
        text.push_str(&format!(", measure: {}", name(column)));
    }
    text + "}`"
}

/// What a column refers to by its name: the keys of `sources.yaml`.
fn names(field: &Field) -> &'static str {
    if field.name == "source" && field.kind == FieldType::String { ", ref: sources" } else { "" }
}

fn kind(kind: FieldType) -> &'static str {
    match kind {
        FieldType::String => "string",
        FieldType::Number => "number",
        FieldType::Integer => "integer",
        FieldType::Boolean => "boolean",
        FieldType::Date => "date",
        FieldType::Period => "period",
    }
}

/// A name as YAML reads it: plain where that is safe, else in quotes.
fn word(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | ' ');
    let safe = name.starts_with(char::is_alphabetic) && !name.ends_with(' ') && name.chars().all(plain);
    if safe && name != "null" { name.to_owned() } else { format!("'{}'", name.replace('\'', "''")) }
}
