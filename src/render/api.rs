//! The API: the site, its notes and its datasets as JSON files.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::card;
use super::escape;
use super::pages::datasets;
use super::press::{Press, note_date};
use super::row;
use crate::model::dataset::{Cell, Dataset};
use crate::model::id::{ColumnId, DatasetId, NoteId};
use crate::model::note::{Details, Extra, Note};
use crate::model::stage::Bound;

/// The path below the output of a note's JSON file.
pub fn note_path(press: &Press<'_>, id: NoteId) -> String {
    format!("api/notes/{}.json", press.site.place(id).url.trim_end_matches('/'))
}

/// `api/index.json`: what there is.
pub fn index(press: &Press<'_>) -> String {
    let config = &press.site.config;
    let titles: Map<String, Value> = press
        .languages
        .iter()
        .map(|language| (language.code.to_owned(), json!(config.title.get(language.id))))
        .collect();
    let whole = json!({
        "title": titles,
        "url": press.addresses.absolute(""),
        "languages": config.languages,
        "built": press.site.today.to_string(),
        "notes": press.addresses.absolute("api/notes.json"),
        "datasets": press.addresses.absolute("api/datasets.json"),
        "counts": {
            "notes": press.site.notes.len(),
            "figures": press.site.figures.len(),
            "datasets": press.site.datasets.len(),
            "sources": press.site.sources.len(),
        },
    });
    pretty(&whole)
}

/// `api/notes.json`: every note that has not expired, in a few words.
pub fn notes(press: &Press<'_>) -> String {
    let ids = (0..press.site.notes.len()).map(NoteId::at);
    let ids = ids.filter(|id| !press.site.place(*id).expired);
    let list: Vec<Value> = ids.map(|id| brief(press, id)).collect();
    escape::json(&list)
}

fn brief(press: &Press<'_>, id: NoteId) -> Value {
    let note = press.site.note(id);
    json!({
        "kind": note.kind().word(),
        "slug": note.stem,
        "language": press.language(note.lang).code,
        "title": note.front.title.value,
        "summary": card::summary(note),
        "date": note_date(note).map(|date| date.to_string()),
        "url": press.addresses.absolute(&press.site.place(id).url),
        "json": press.addresses.absolute(&note_path(press, id)),
    })
}

/// One note: its front matter and its text.
pub fn note(press: &Press<'_>, id: NoteId) -> String {
    let (note, place) = (press.site.note(id), press.site.place(id));
    let slugs =
        |ids: &[NoteId]| -> Vec<Value> { ids.iter().map(|id| json!(press.site.note(*id).stem)).collect() };
    let mut whole = brief(press, id);
    whole["updated"] = json!(note.updated().map(|date| date.to_string()));
    whole["tags"] = note.front.tags.iter().map(|tag| json!(tag.value)).collect();
    whole["sources"] = place.citations.order.iter().map(|id| json!(press.site.source(*id).key)).collect();
    whole["backlinks"] = json!(slugs(&place.backlinks));
    whole["figures"] = place
        .figures
        .iter()
        .map(|id| {
            let figure = press.site.figure(*id);
            json!({"id": figure.head.id, "title": figure.head.title, "as_of": figure.as_of.to_string()})
        })
        .collect();
    whole["extra"] =
        note.front.extra.iter().map(|(key, value)| (key.clone(), extra(value))).collect::<Map<_, _>>().into();
    whole["details"] = details(note, &slugs);
    let mut out = escape::json(&whole);
    out.truncate(out.len() - 1);
    out.push_str(",\"text\":");
    escape::json_text_into(&note.body.plain, &mut out);
    out.push('}');
    out
}

fn extra(value: &Extra) -> Value {
    match value {
        Extra::Text(text) => json!(text),
        Extra::List(list) => list.iter().map(extra).collect(),
        Extra::Map(map) => {
            Value::Object(map.iter().map(|(key, value)| (key.clone(), extra(value))).collect())
        }
    }
}

fn details(note: &Note<Bound>, slugs: &dyn Fn(&[NoteId]) -> Vec<Value>) -> Value {
    let tickers = |list: &[crate::source::Located<String>]| -> Vec<Value> {
        list.iter().map(|ticker| json!(ticker.value)).collect()
    };
    match &note.details {
        Details::Vendor(vendor) => json!({
            "also_known_as": vendor.also_known_as,
            "country": vendor.country,
            "founded": vendor.founded.map(|date| date.to_string()),
            "parent": vendor.parent.as_ref().map(|parent| &parent.value),
            "tickers": tickers(&vendor.tickers),
            "website": vendor.website,
        }),
        Details::Model(model) => json!({
            "vendor": slugs(&[model.vendor]).pop(),
            "family": model.family,
            "released": model.released.as_ref().map(|date| date.value.to_string()),
            "status": model.status.map(|status| status.word()),
            "parameters": model.parameters,
            "context_tokens": model.context_tokens,
            "modalities": {"in": model.modalities_in, "out": model.modalities_out},
            "license": model.license,
            "open_weights": model.open_weights,
            "supersedes": slugs(model.supersedes.as_slice()).pop(),
            "also_known_as": model.also_known_as,
        }),
        Details::Theme(theme) => json!({
            "thesis": theme.thesis.as_ref().map(|line| &line.plain),
            "vendors": slugs(&theme.vendors),
            "models": slugs(&theme.models),
        }),
        Details::Report(report) => json!({
            "as_of": report.as_of.as_ref().unwrap_or(&report.date).value.to_string(),
            "vendors": slugs(&report.vendors),
            "models": slugs(&report.models),
            "themes": slugs(&report.themes),
            "tickers": tickers(&report.tickers),
            "key_points": report.key_points.iter().map(|line| &line.plain).collect::<Vec<_>>(),
        }),
        Details::Page => json!({}),
    }
}

/// `api/datasets.json`: every dataset with its licence, and where its rows are if they may be had.
pub fn datasets(press: &Press<'_>) -> String {
    let ids = (0..press.site.datasets.len()).map(DatasetId::at);
    let list: Vec<Value> = ids
        .map(|id| {
            let bound = press.site.dataset(id);
            let (dataset, schema) = (&bound.dataset, &bound.dataset.schema);
            let open = schema.redistribute;
            let address = |path: String| open.then(|| press.addresses.absolute(&path));
            json!({
                "name": dataset.name,
                "title": row::title(bound, crate::model::id::LangId::DEFAULT),
                "rows": dataset.len(),
                "license": schema.license,
                "redistribute": open,
                "page": press.addresses.absolute(&datasets::path(&dataset.name)),
                "csv": address(datasets::csv_path(&dataset.name)),
                "json": address(datasets::json_path(&dataset.name)),
            })
        })
        .collect();
    pretty(&Value::Array(list))
}

/// The rows of a dataset. Numbers are written as they stand in the file; an empty cell is `null`.
pub fn rows(dataset: &Dataset) -> String {
    let fields: Vec<Value> = dataset.schema.fields.iter().map(|field| json!(field.name)).collect();
    let mut out =
        format!("{{\"name\":{},\"fields\":{},\"rows\":[", json!(dataset.name), Value::Array(fields));
    let columns: Vec<ColumnId> = (0..dataset.schema.fields.len()).map(ColumnId::at).collect();
    // Each distinct text is written once, and copied from then on.
    let texts = |column: &ColumnId| dataset.values(*column).iter().map(escape::json).collect();
    let texts: Vec<Vec<String>> = columns.iter().map(texts).collect();
    for (place, row) in dataset.rows().enumerate() {
        out.push_str(if place > 0 { ",\n[" } else { "\n[" });
        for (place, column) in columns.iter().enumerate() {
            if place > 0 {
                out.push(',');
            }
            let cell = dataset.cell(row, *column);
            let quote = if let Cell::Date(_) | Cell::Period(_) = cell { "\"" } else { "" };
            out.push_str(quote);
            let written = match cell {
                Cell::Empty => out.write_str("null"),
                Cell::Text(_) => out.write_str(&texts[place][dataset.symbol(row, *column) as usize]),
                cell => cell.write(&mut out),
            };
            written.expect("a string takes all that is written");
            out.push_str(quote);
        }
        out.push(']');
    }
    out.push_str("\n]}\n");
    out
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).expect("texts and numbers always serialise") + "\n"
}
