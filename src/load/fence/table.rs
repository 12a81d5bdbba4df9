//! Reads `table` fences: rows of a dataset, a cross table, or a matrix of models by attribute.

use super::channel::cell_format;
use super::condition::conditions;
use crate::diag::Diagnostic;
use crate::diag::catalog::fence as say;
use crate::load::fields::{Fields, text_of};
use crate::load::node::{Node, Value};
use crate::model::figure::{Ask, CrossAsk, MatrixAsk, TableAsk, TableColumn};
use crate::source::Located;

/// Most rows that a table can ask for by number.
const MOST_ROWS: u64 = 10_000;

/// What a `table` fence asks for.
pub fn table(fields: &mut Fields<'_, '_>) -> Option<Ask> {
    if fields.node("matrix").is_some() {
        return matrix(fields);
    }
    fields.require("data");
    let data = fields.located_text("data");
    let filter = conditions(fields);
    let one_column = fields.node("columns").filter(|columns| columns.text().is_some());
    match (fields.node("rows"), one_column) {
        (Some(_), _) => {
            fields.require("columns");
            let (rows, columns) = (fields.located_text("rows"), fields.located_text("columns"));
            let (value, format) = (fields.located_text("value"), cell_format(fields));
            let heat = fields.bool("heat").unwrap_or(false);
            let (rows, columns) = (rows?, columns?);
            Some(Ask::Cross(CrossAsk { data: data?, filter, rows, columns, value, format, heat }))
        }
        (None, Some(columns)) => {
            // What a cross table has beside is known here too.
            for key in ["value", "format", "heat"] {
                fields.key_span(key);
            }
            // A misspelt `rows` is told as an unknown key.
            if fields.lack("rows").is_some() {
                fields.tell(say::cross_without_rows(columns.span));
            }
            None
        }
        (None, None) => {
            let columns = columns(fields);
            let sort = sort(fields);
            let limit = fields.integer("limit", 1..=MOST_ROWS).map(|limit| limit.value as u32);
            Some(Ask::Table(TableAsk { data: data?, filter, columns, sort, limit, valued: false }))
        }
    }
}

/// The columns of a table.
pub fn columns(fields: &mut Fields<'_, '_>) -> Vec<TableColumn<Located<String>>> {
    let items = fields.list("columns");
    items.iter().filter_map(|item| column(item, fields.diagnostics())).collect()
}

fn column(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<TableColumn<Located<String>>> {
    if !matches!(node.value, Value::Map(_)) {
        let field = text_of(node, "columns", diagnostics)?;
        return Some(TableColumn { field, label: None, format: None, over: None });
    }
    let mut map = Fields::new(node, "a column", diagnostics);
    let spark = map.located_text("spark");
    let over = if spark.is_some() { map.located_text("over") } else { None };
    map.require(if spark.is_some() { "over" } else { "field" });
    let field = if spark.is_some() { spark } else { map.located_text("field") };
    let (label, format) = (map.words("label"), cell_format(&mut map));
    map.finish();
    Some(TableColumn { field: field?, label, format, over })
}

/// `sort: -date`, or a list of such; `-` in front: the largest first.
pub fn sort(fields: &mut Fields<'_, '_>) -> Vec<(Located<String>, bool)> {
    fields.one_or_more("sort").into_iter().map(direction).collect()
}

/// A column to sort by, and whether the largest comes first.
pub fn direction(column: Located<String>) -> (Located<String>, bool) {
    match column.value.strip_prefix('-') {
        Some(name) => {
            let skipped = column.value.len() - name.len();
            let span = column.span.part(skipped, (column.span.end - column.span.start) as usize);
            (Located::new(name.to_owned(), span), true)
        }
        None => (column, false),
    }
}

fn matrix(fields: &mut Fields<'_, '_>) -> Option<Ask> {
    let mut map = fields.map("matrix", "`matrix`")?;
    map.require("models");
    map.require("attributes");
    let (models, attributes) = (map.texts("models"), map.texts("attributes"));
    map.finish();
    // Of fields of front matter alone there are no rows to choose.
    let has_rows = attributes.iter().any(|name| name.value.contains('.'));
    let filter = if has_rows { conditions(fields) } else { Vec::new() };
    let whole = !models.is_empty() && !attributes.is_empty();
    whole.then_some(Ask::Matrix(MatrixAsk { models, attributes, filter }))
}
