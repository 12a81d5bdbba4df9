//! Datasets: the list of all, and for each what it is, its columns, licence and downloads.

use chrono::NaiveDate;
use serde_json::json;

use super::frame::{self, Sheet};
use super::{cited_rows, conflicts, sources};
use crate::model::dataset::{BoundDataset, Field, FieldType, Schema};
use crate::model::date::Date;
use crate::model::fresh;
use crate::model::id::{DatasetId, LangId, SourceId};
use crate::model::query;
use crate::model::text::LocalText;
use crate::model::unit;
use crate::render::engine::Html;
use crate::render::escape;
use crate::render::figure::{self, page_title};
use crate::render::press::{Language, Press};
use crate::render::row;
use crate::render::view::lists::{ColumnView, DatasetView};
use crate::render::view::parts::LinkView;

/// The URL below the base (of the default language) of a dataset's page.
pub fn path(name: &str) -> String {
    format!("data/{name}/")
}

/// The path below the output of a dataset's CSV file.
pub fn csv_path(name: &str) -> String {
    format!("data/{name}/{name}.csv")
}

/// The path below the output of a dataset's JSON file.
pub fn json_path(name: &str) -> String {
    format!("api/data/{name}.json")
}

/// The list of all datasets.
pub fn list(press: &Press<'_>, lang: LangId) -> Sheet {
    let language = press.language(lang);
    let ids = (0..press.site.datasets.len()).map(DatasetId::at);
    let views: Vec<DatasetView<'_>> = ids.map(|id| short(press, id, language)).collect();
    let mut frame = frame::generated(press, lang, "data/", language.word("data"));
    frame.description = language.word("data_intro");
    Sheet::new("data.html", frame.view(press), "datasets", &views)
}

/// The page of a dataset.
pub fn page(press: &Press<'_>, id: DatasetId, lang: LangId) -> Sheet {
    let language = press.language(lang);
    let mut view = short(press, id, language);
    let dataset = &press.site.dataset(id).dataset;
    (view.freshness, view.stale) = freshness(press, id, language);
    view.conflicts = conflicts::of_dataset(press, id, lang);
    view.cited = cited_rows::of_dataset(press, id, lang);
    let column = |field| column(press.language(lang), &dataset.schema, field);
    view.columns = dataset.schema.fields.iter().map(column).collect();
    view.sources =
        used_sources(press, id).into_iter().map(|source| sources::view(press, source, lang)).collect();
    view.figures = figures(press, id, lang);
    let description = escape::uncoded(dataset.schema.description.get(lang));
    let mut frame = frame::generated(press, lang, &path(&dataset.name), &view.title);
    frame.kind = "dataset";
    frame.description = &description;
    frame.above.push(LinkView {
        title: language.word("data").to_owned(),
        url: press.addresses.local(&language.url("data/")),
    });
    frame.thing = thing(press, &view, id, language).into();
    let page = frame.view(press);
    Sheet::new("dataset.html", page, "dataset", &view)
}

fn short<'p>(press: &'p Press<'_>, id: DatasetId, language: &Language<'_>) -> DatasetView<'p> {
    let bound = press.site.dataset(id);
    let (dataset, schema) = (&bound.dataset, &bound.dataset.schema);
    let lang = language.id;
    let download =
        |path: String| if schema.redistribute { press.addresses.local(&path) } else { String::new() };
    let as_of = fresh::newest(bound, press.site.today);
    let as_of = as_of.map_or(String::new(), |date| language.date(date));
    DatasetView {
        name: dataset.name.clone(),
        title: row::title(bound, lang).to_owned(),
        description: Html(escape::coded(schema.description.get(lang))),
        url: press.addresses.local(&language.url(&path(&dataset.name))),
        rows: language.phrase("rows_n", &[("n", &crate::format::group_digits(&dataset.len().to_string()))]),
        coverage: coverage_words(bound, press.site.today, language),
        unit: unit_words(&schema.unit, schema, lang),
        license: schema.license.clone().unwrap_or_default(),
        attribution: schema.attribution.get(lang).replace("{as_of}", &as_of),
        freshness: String::new(),
        stale: false,
        conflicts: Vec::new(),
        cited: Vec::new(),
        columns: Vec::new(),
        csv: download(csv_path(&dataset.name)),
        json: download(json_path(&dataset.name)),
        sources: Vec::new(),
        figures: Vec::new(),
    }
}

/// A unit as it is worded: columns that fill it in by their titles; none where it is all in one column.
fn unit_words(wording: &LocalText, schema: &Schema, lang: LangId) -> String {
    let wording = wording.get(lang);
    let is_column = wording.starts_with('{') && wording.find('}') == Some(wording.len() - 1);
    let title = |name: &str| {
        let field = schema.fields.iter().find(|field| field.name == name)?;
        Some(field.title.get(lang)).filter(|title| !title.is_empty()).map(str::to_owned)
    };
    if is_column {
        String::new()
    } else {
        unit::fill(wording, |name| title(name).or_else(|| Some(name.to_owned())))
    }
}

/// First and last date of its rows, seen from a day: what lies ahead is not covered yet.
fn coverage(bound: &BoundDataset, day: NaiveDate) -> Option<(Date, Date)> {
    let dataset = &bound.dataset;
    let first = dataset.rows().filter_map(|row| dataset.row_date(row)).min()?;
    let reached = dataset.rows().filter(|row| !query::is_planned(dataset, *row));
    let last = reached.filter_map(|row| fresh::reach(dataset, row, day)).max()?;
    Some((first.min(last), last))
}

/// The coverage in words, with how far plans, estimates and periods reach that are not over.
fn coverage_words(bound: &BoundDataset, day: NaiveDate, language: &Language<'_>) -> String {
    let covered = coverage(bound, day);
    let covered = covered.map(|(first, last)| format!("{} – {}", language.date(first), language.date(last)));
    let dates = bound.dataset.rows().filter_map(|row| bound.dataset.row_date(row));
    let ahead = dates.filter(|date| date.first_day() > day).max();
    let ahead = ahead.map(|date| language.phrase("coverage_ahead", &[("date", &language.date(date))]));
    covered.into_iter().chain(ahead).collect::<Vec<_>>().join(language.lang.pick("; ", "；"))
}

/// The date of the latest row that counts today, how long ago it is, and whether that is over the limit.
fn freshness(press: &Press<'_>, id: DatasetId, language: &Language<'_>) -> (String, bool) {
    let (bound, today) = (press.site.dataset(id), press.site.today);
    let Some(latest) = fresh::newest(bound, today) else {
        return (String::new(), false);
    };
    let days = fresh::age(latest, today);
    let limit = bound.dataset.schema.max_age_days;
    let (date, n) = (language.date(latest), days.max(0).to_string());
    let mut words = language.phrase("latest_row", &[("date", &date), ("n", &n)]);
    if let Some(limit) = limit {
        words.push_str(language.lang.pick("; ", "；"));
        words.push_str(&language.phrase("stale_after", &[("limit", &limit.to_string())]));
    }
    (words, limit.is_some_and(|limit| days > i64::from(limit)))
}

fn column(language: &Language<'_>, schema: &Schema, field: &Field) -> ColumnView {
    let lang = language.id;
    let label = |value: &str| {
        let label = field.labels.iter().find(|(key, _)| key == value);
        LinkView {
            title: value.to_owned(),
            url: label.map_or(String::new(), |(_, text)| text.get(lang).to_owned()),
        }
    };
    ColumnView {
        name: field.name.clone(),
        title: field.title.get(lang).to_owned(),
        kind: language.word(match field.kind {
            FieldType::String => "type_string",
            FieldType::Number => "type_number",
            FieldType::Integer => "type_integer",
            FieldType::Boolean => "type_boolean",
            FieldType::Date => "type_date",
            FieldType::Period => "type_period",
        }),
        unit: unit_words(&field.unit, schema, lang),
        values: field.listed().into_iter().map(label).collect(),
    }
}

/// The sources of its rows, in order of the list of sources.
fn used_sources(press: &Press<'_>, id: DatasetId) -> Vec<SourceId> {
    let bound = press.site.dataset(id);
    let used: std::collections::BTreeSet<SourceId> =
        bound.dataset.rows().filter_map(|row| bound.source(row)).collect();
    used.into_iter().collect()
}

fn figures(press: &Press<'_>, id: DatasetId, lang: LangId) -> Vec<LinkView> {
    let shown =
        press.listed_figures(lang).filter(|figure| press.drawn(figure.id).data.contains(&id)).take(60);
    let link = |figure: &crate::model::figure::Figure| LinkView {
        title: format!("{} ({})", figure.head.title, page_title(press, figure)),
        url: figure::url(press, figure),
    };
    shown.map(link).collect()
}

fn thing(
    press: &Press<'_>,
    view: &DatasetView<'_>,
    id: DatasetId,
    language: &Language<'_>,
) -> serde_json::Value {
    let bound = press.site.dataset(id);
    let span = coverage(bound, press.site.today).map(|(first, last)| format!("{first}/{last}"));
    let download = (!view.csv.is_empty()).then(|| {
        let address = format!("{}{}", press.addresses.origin(), view.csv);
        json!([{"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": address}])
    });
    json!({
        "@type": "Dataset",
        "name": view.title,
        "description": escape::uncoded(bound.dataset.schema.description.get(language.id)),
        "url": format!("{}{}", press.addresses.origin(), view.url),
        "inLanguage": language.html_code(),
        "license": (!view.license.is_empty()).then_some(&view.license),
        "temporalCoverage": span,
        "dateModified": fresh::newest(bound, press.site.today).map(|date| date.to_string()),
        "distribution": download,
        "creator": {"@type": "Organization", "name": press.site.config.title.get(language.id)},
    })
}
