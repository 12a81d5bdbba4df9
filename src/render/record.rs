//! A figure as JSON, beside its other files: what it shows, where its numbers come from, how it is cited.

use std::fmt::{self, Write as _};

use serde_json::{Value, json};

use super::escape;
use super::figure;
use super::paper;
use super::press::Press;
use crate::model::dataset::{Cell, Dataset};
use crate::model::drawn::{Drawn, Readings};
use crate::model::figure::Figure;
use crate::model::id::{DatasetId, FigureId, SourceId};

/// The record of a figure.
pub fn write(press: &Press<'_>, id: FigureId) -> String {
    let (figure, drawn) = (press.site.figure(id), press.drawn(id));
    let page = press.figure_page(figure);
    let whole = json!({
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
    let mut text = escape::json(&whole);
    if let Some(readings) = &drawn.readings {
        let dataset = &press.site.dataset(readings.axis.0).dataset;
        text.truncate(text.len() - 1);
        add_values(dataset, readings, &mut text);
    }
    text
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

/// Appends the values as drawn, to six digits, and closes the record. Each place comes as its file has it, and as
/// where it stands on the axis: its number, or days from 1970 on.
fn add_values(dataset: &Dataset, readings: &Readings, out: &mut String) {
    let cells = || readings.places.iter().map(|row| dataset.cell(*row, readings.axis.1));
    out.push_str(",\"places\":");
    add_list(cells(), out, write_cell);
    out.push_str(",\"axis\":");
    add_list(cells(), out, |cell, out| match cell.date() {
        Some(date) => write!(out, "\"{}\"", date.unix_day()),
        None => write_cell(cell, out),
    });
    out.push_str(",\"series\":[");
    for (place, (name, values)) in readings.series.iter().enumerate() {
        let values: Vec<f64> = values.iter().map(|value| six_digits(*value)).collect();
        let comma = if place > 0 { "," } else { "" };
        let _ =
            write!(out, "{comma}{{\"name\":{},\"values\":{}}}", escape::json(name), escape::json(&values));
    }
    out.push_str("]}");
}

fn add_list<'d>(
    cells: impl Iterator<Item = Cell<'d>>,
    out: &mut String,
    write: fn(&Cell<'d>, &mut String) -> fmt::Result,
) {
    out.push('[');
    for (place, cell) in cells.enumerate() {
        out.push_str(if place > 0 { "," } else { "" });
        write(&cell, out).expect("a string takes all that is written");
    }
    out.push(']');
}

/// A cell as it stands in its file.
fn write_cell(cell: &Cell<'_>, out: &mut String) -> fmt::Result {
    if let Cell::Text(text) = cell {
        return out.write_str(&escape::json(text));
    }
    out.push('"');
    cell.write(out)?;
    out.write_str("\"")
}

/// The number of at most six digits that is nearest to a value; NaN, which JSON writes as `null`, stays.
fn six_digits(value: f64) -> f64 {
    let places = 5_i32.saturating_sub(value.abs().log10().floor() as i32);
    match places {
        // A power of ten beyond this is not exact.
        _ if value == 0.0 || !value.is_finite() || places.abs() > 22 => value,
        0.. => (value * 10f64.powi(places)).round() / 10f64.powi(places),
        _ => (value / 10f64.powi(-places)).round() * 10f64.powi(-places),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_six_digits_and_gaps_stay_gaps() {
        let values = [1.0 / 3.0, f64::NAN, 25e12, -1_234_567.0, 0.0, 9.999_999_9, 0.000_123_456_7];
        assert_eq!(
            escape::json(&values.map(six_digits)),
            "[0.333333,null,25000000000000.0,-1234570.0,0.0,10.0,0.000123457]"
        );
    }
}
