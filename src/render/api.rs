//! The API: the site, its notes and its datasets as JSON files.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::card;
use super::escape;
use super::pages::datasets;
use super::press::{Press, note_date};
use super::row;
use super::view::note::ExtraView;
use crate::model::dataset::{Cell, Dataset};
use crate::model::id::{ColumnId, DatasetId, FigureId, LangId, NoteId};
use crate::model::note::{Correction, Details, Note, TickerRating};
use crate::model::stage::Bound;
use crate::source::Located;

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
    escape::json(&ids.map(|id| Brief::new(press, id)).collect::<Vec<_>>())
}

/// A note in a few words.
#[derive(Serialize)]
struct Brief<'n> {
    kind: &'static str,
    slug: &'n str,
    language: &'n str,
    title: &'n str,
    summary: &'n str,
    date: Option<String>,
    url: String,
    json: String,
}

impl<'n> Brief<'n> {
    fn new(press: &Press<'n>, id: NoteId) -> Self {
        let note = press.site.note(id);
        Brief {
            kind: note.kind().word(),
            slug: &note.stem,
            language: press.language(note.lang).code,
            title: &note.front.title.value,
            summary: card::summary(note),
            date: note_date(note).map(|date| date.to_string()),
            url: press.addresses.absolute(&press.site.place(id).url),
            json: press.addresses.absolute(&note_path(press, id)),
        }
    }
}

/// A note: its front matter. Other notes are named by their slugs.
#[derive(Serialize)]
struct Whole<'n> {
    #[serde(flatten)]
    brief: Brief<'n>,
    updated: Option<String>,
    authors: Vec<&'n str>,
    tags: Vec<&'n str>,
    sources: Vec<&'n str>,
    backlinks: Vec<&'n str>,
    figures: Vec<Shown<'n>>,
    extra: ExtraView<'n>,
    details: Kept<'n>,
}

/// A figure of a note.
#[derive(Serialize)]
struct Shown<'n> {
    id: &'n str,
    title: &'n str,
    as_of: String,
}

/// What notes of one kind have.
#[derive(Serialize)]
#[serde(untagged)]
enum Kept<'n> {
    Vendor {
        also_known_as: &'n [String],
        country: Option<&'n str>,
        founded: Option<String>,
        parent: Option<&'n str>,
        tickers: Vec<&'n str>,
        website: Option<&'n str>,
    },
    Model {
        vendor: &'n str,
        family: Option<&'n str>,
        released: Option<String>,
        status: Option<&'static str>,
        parameters: Option<&'n str>,
        context_tokens: Option<u64>,
        modalities: Modalities<'n>,
        license: Option<&'n str>,
        open_weights: Option<bool>,
        supersedes: Option<&'n str>,
        also_known_as: &'n [String],
    },
    Theme {
        thesis: Option<&'n str>,
        vendors: Vec<&'n str>,
        models: Vec<&'n str>,
    },
    Report {
        as_of: String,
        vendors: Vec<&'n str>,
        models: Vec<&'n str>,
        themes: Vec<&'n str>,
        tickers: Vec<&'n str>,
        ratings: Vec<Given<'n>>,
        key_points: Vec<&'n str>,
        risks: Vec<&'n str>,
        corrections: Vec<Made<'n>>,
    },
    Page {},
}

/// A rating of a ticker.
#[derive(Serialize)]
struct Given<'n> {
    ticker: &'n str,
    rating: String,
    previous: Option<String>,
    target_price: Option<&'n str>,
    currency: Option<&'n str>,
}

/// A correction of a report.
#[derive(Serialize)]
struct Made<'n> {
    date: String,
    what: &'n str,
}

/// What a model takes and gives.
#[derive(Serialize)]
struct Modalities<'n> {
    r#in: &'n [String],
    out: &'n [String],
}

/// One note: its front matter and its text.
pub fn note(press: &Press<'_>, id: NoteId) -> String {
    let (note, place) = (press.site.note(id), press.site.place(id));
    let shown = |id: &FigureId| {
        let figure = press.site.figure(*id);
        Shown { id: &figure.head.id, title: &figure.head.title, as_of: figure.as_of.to_string() }
    };
    let whole = Whole {
        brief: Brief::new(press, id),
        updated: note.updated().map(|date| date.to_string()),
        authors: note.front.authors.iter().map(|author| press.author(author.value, note.lang)).collect(),
        tags: values(&note.front.tags),
        sources: place.citations.order.iter().map(|id| press.site.source(*id).key.as_str()).collect(),
        backlinks: slugs(press, &place.backlinks),
        figures: place.figures.iter().map(shown).collect(),
        extra: ExtraView(&note.front.extra),
        details: kept(press, note),
    };
    let mut out = escape::json(&whole);
    out.reserve(note.body.plain.len() + note.body.plain.len() / 16 + 16);
    out.truncate(out.len() - 1);
    out.push_str(",\"text\":\"");
    escape::json_text_into(&note.body.plain, &mut out);
    out.push_str("\"}");
    out
}

fn values(list: &[Located<String>]) -> Vec<&str> {
    list.iter().map(|entry| entry.value.as_str()).collect()
}

fn slugs<'n>(press: &Press<'n>, ids: &[NoteId]) -> Vec<&'n str> {
    ids.iter().map(|id| press.site.note(*id).stem.as_str()).collect()
}

fn kept<'n>(press: &Press<'n>, note: &'n Note<Bound>) -> Kept<'n> {
    let slug = |id: NoteId| press.site.note(id).stem.as_str();
    match &note.details {
        Details::Vendor(vendor) => Kept::Vendor {
            also_known_as: &vendor.also_known_as,
            country: vendor.country.as_deref(),
            founded: vendor.founded.map(|date| date.to_string()),
            parent: vendor.parent.as_ref().map(|parent| parent.value.as_str()),
            tickers: values(&vendor.tickers),
            website: vendor.website.as_deref(),
        },
        Details::Model(model) => Kept::Model {
            vendor: slug(model.vendor),
            family: model.family.as_deref(),
            released: model.released.as_ref().map(|date| date.value.to_string()),
            status: model.status.map(|status| status.word()),
            parameters: model.parameters.as_deref(),
            context_tokens: model.context_tokens,
            modalities: Modalities { r#in: &model.modalities_in, out: &model.modalities_out },
            license: model.license.as_deref(),
            open_weights: model.open_weights,
            supersedes: model.supersedes.map(slug),
            also_known_as: &model.also_known_as,
        },
        Details::Theme(theme) => Kept::Theme {
            thesis: theme.thesis.as_ref().map(|line| line.plain.as_str()),
            vendors: slugs(press, &theme.vendors),
            models: slugs(press, &theme.models),
        },
        Details::Report(report) => Kept::Report {
            as_of: report.as_of.as_ref().unwrap_or(&report.date).value.to_string(),
            vendors: slugs(press, &report.vendors),
            models: slugs(press, &report.models),
            themes: slugs(press, &report.themes),
            tickers: values(&report.tickers),
            ratings: report.ratings.iter().map(|given| rating(press, given, note.lang)).collect(),
            key_points: report.key_points.iter().map(|line| line.plain.as_str()).collect(),
            risks: report.risks.iter().map(|line| line.plain.as_str()).collect(),
            corrections: report.corrections.iter().map(made).collect(),
        },
        Details::Page => Kept::Page {},
    }
}

fn rating<'n>(press: &Press<'_>, given: &'n TickerRating<Bound>, lang: LangId) -> Given<'n> {
    let name = |rating| card::rating(press, rating, lang).name;
    Given {
        ticker: &given.ticker.value,
        rating: name(given.rating),
        previous: given.previous.map(name),
        target_price: given.target_price.as_deref(),
        currency: given.currency.as_deref(),
    }
}

fn made(correction: &Correction<Bound>) -> Made<'_> {
    Made { date: correction.date.value.to_string(), what: &correction.what.plain }
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
