//! A figure as JSON, beside its other files: what it shows, where its numbers come from, how it is cited.

use serde_json::{Value, json};

use super::figure;
use super::paper;
use super::press::Press;
use crate::model::drawn::{Drawn, Readings};
use crate::model::figure::Figure;
use crate::model::id::{DatasetId, FigureId, SourceId};

/// The record of a figure.
pub fn write(press: &Press<'_>, id: FigureId) -> String {
    let (figure, drawn) = (press.site.figure(id), press.drawn(id));
    let page = press.figure_page(figure);
    let mut whole = json!({
        "id": figure.head.id,
        "name": paper::name(press, id, figure.lang),
        "title": figure.head.title,
        "description": drawn.dek,
        "alternative": drawn.alt,
        "note": figure.head.note,
        "language": press.language(figure.lang).code,
        "url": figure::address(press, figure),
        "page": {"title": figure::page_title(press, figure), "url": press.addresses.absolute(&page)},
        "as_of": drawn.as_of.unwrap_or(figure.as_of).to_string(),
        "sources": drawn.sources.iter().map(|source| named(press, *source, figure)).collect::<Vec<_>>(),
        "attribution": drawn.attributions,
        "licenses": drawn.licenses,
        "datasets": drawn.data.iter().map(|data| dataset(press, *data)).collect::<Vec<_>>(),
        "files": files(press, figure, drawn),
        "citation": figure::citation(press, figure, drawn),
    });
    if let Some(readings) = &drawn.readings {
        add_values(&mut whole, readings);
    }
    whole.to_string()
}

fn named(press: &Press<'_>, id: SourceId, figure: &Figure) -> Value {
    let source = press.site.source(id);
    json!({
        "key": source.key,
        "title": source.title.get(figure.lang),
        "publisher": source.publisher.as_ref().map(|name| name.get(figure.lang)),
        "date": source.date.map(|date| date.to_string()),
        "url": source.url,
    })
}

fn dataset(press: &Press<'_>, id: DatasetId) -> Value {
    let name = &press.site.dataset(id).dataset.name;
    json!({"name": name, "url": press.addresses.absolute(&super::pages::datasets::path(name))})
}

fn files(press: &Press<'_>, figure: &Figure, drawn: &Drawn) -> Value {
    let file = |ending: &str| json!(press.addresses.absolute(&press.figure_file(figure, ending)));
    let mut files = serde_json::Map::new();
    if drawn.csv.is_some() {
        files.insert("csv".to_owned(), file("csv"));
    }
    if drawn.picture.is_some() {
        files.insert("svg".to_owned(), file("svg"));
    }
    if let Some(path) = press.figure_png(figure.id) {
        files.insert("png".to_owned(), json!(press.addresses.absolute(path)));
    }
    Value::Object(files)
}

/// The values as drawn, to six digits.
fn add_values(whole: &mut Value, readings: &Readings) {
    let number = |value: &Option<f64>| match value {
        Some(value) => format!("{value:.5e}").parse::<f64>().map_or(Value::Null, |value| json!(value)),
        None => Value::Null,
    };
    let series = readings.series.iter().map(|(name, values)| {
        let values: Vec<Value> = values.iter().map(number).collect();
        json!({"name": name, "values": values})
    });
    whole["places"] = json!(readings.places);
    whole["series"] = series.collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_six_digits_and_gaps_stay_gaps() {
        let series = vec![("A".to_owned(), vec![Some(1.0 / 3.0), None, Some(25e12)])];
        let readings = Readings { places: vec!["2026-01-05".to_owned()], series };
        let mut whole = json!({});
        add_values(&mut whole, &readings);
        assert_eq!(
            whole.to_string(),
            r#"{"places":["2026-01-05"],"series":[{"name":"A","values":[0.333333,null,25000000000000.0]}]}"#
        );
    }
}
