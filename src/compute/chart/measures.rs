//! A scatter of two measures by model: price against quality.

use super::axis::axis;
use super::bars::is_unmeasured;
use super::dots::{colour_of, quadrant};
use super::{figures, notes};
use crate::chart::{Dot, Marks, Plot, Scatter};
use crate::compute::alt::Summary;
use crate::compute::provenance::Measured;
use crate::compute::{Words, colour};
use crate::format::{Lang, NumberFormat};
use crate::model::dataset::Cell;
use crate::model::drawn::{Download, Drawn, HeadCell, Table, TableCell};
use crate::model::figure::{Channel, ChartKind, Measure, MeasuresPlan};
use crate::model::id::{NoteId, RowId};
use crate::model::spreadsheet::Sheet;

/// Draws it.
pub fn draw(words: Words<'_>, plan: &MeasuresPlan) -> Drawn {
    let lead = |measure: &Measure| measure.leading(words.site.dataset(measure.data), words.figure.lang);
    let (of_x, of_y) = (lead(&plan.x.field), lead(&plan.y.field));
    let pair = |model: &NoteId| Some((*model, *of_x.get(model)?, *of_y.get(model)?));
    let pairs: Vec<(NoteId, RowId, RowId)> = plan.models.iter().filter_map(pair).collect();
    let (xs, ys): (Vec<RowId>, Vec<RowId>) = pairs.iter().map(|(_, x, y)| (*x, *y)).unzip();
    let (x, y) = (measured(words, &plan.x, &xs), measured(words, &plan.y, &ys));
    let highlight = &plan.style.highlight;
    let dot = |(model, x, y): &(NoteId, RowId, RowId)| {
        let stem = &words.site.note(*model).stem;
        Some(Dot {
            label: words.title(*model),
            x: value(words, &plan.x.field, *x)?,
            y: value(words, &plan.y.field, *y)?,
            colour: colour_of(words, Some(*model)),
            estimate: claimed(words, &plan.x.field, *x) || claimed(words, &plan.y.field, *y),
            wide_only: notes::is_wide_only(&plan.style, stem),
            faded: !highlight.is_empty() && !highlight.iter().any(|name| name.value == *stem),
            ..Dot::default()
        })
    };
    let dots: Vec<Dot> = pairs.iter().filter_map(dot).collect();
    let values = dots.len();
    let models = pairs.iter().map(|pair| pair.0).filter(|_| highlight.is_empty());
    let scatter = Scatter {
        dots,
        groups: colour::legend(words, models),
        quadrant: plan.style.quadrant.as_ref().map(quadrant),
        frontier: plan.style.frontier,
    };
    let table = table(words, plan, (&pairs, &x, &y));
    let dek = match (words.lang, [(&plan.y, &y), (&plan.x, &x)].map(|(channel, of)| name(words, channel, of)))
    {
        (Lang::En, [y, x]) => format!("{y} against {x}"),
        (Lang::Zh, names) => names.map(|name| in_brackets(&name)).join("与"),
    };
    let mut plot = Plot::new("", words.lang, Marks::Points(scatter));
    let labels = (name(words, &plan.x, &x), name(words, &plan.y, &y));
    plot.x = axis(&plan.x, x, false);
    plot.y = axis(&plan.y, y, false);
    (plot.x.unit, plot.y.unit) = (String::new(), String::new());
    if plot.x.label.is_empty() {
        plot.x.label = labels.0;
    }
    if plot.y.label.is_empty() {
        plot.y.label = labels.1;
    }
    notes::lay(&mut plot, &plan.style, false);
    let kind = figures::kind_word(words, ChartKind::Scatter);
    let mut drawn = figures::draw_both(words, plot, &Summary { kind, series: 1, values, ends: None });
    drawn.dek = dek;
    drawn.table = figures::fitted(words, plan.style.table, table);
    words.provenance(&mut drawn, plan.x.field.data, &xs);
    words.provenance(&mut drawn, plan.y.field.data, &ys);
    drawn.csv = csv(words, plan, &pairs);
    drawn
}

/// How the values shown are written: of a measure in several currencies, that of the rows shown.
fn measured(words: Words<'_>, channel: &Channel<Measure>, shown: &[RowId]) -> Measured {
    let measure = &channel.field;
    words.measured(words.site.dataset(measure.data), shown, measure.value, channel.asked_format())
}

fn name(words: Words<'_>, channel: &Channel<Measure>, measured: &Measured) -> String {
    let name = channel.field.name.get(words.figure.lang);
    let unit = channel.asked_unit().unwrap_or(&measured.full);
    let comma = words.lang.pick(", ", "，");
    if unit.is_empty() || unit == name { name.to_owned() } else { format!("{name}{comma}{unit}") }
}

/// A name with its unit in brackets, so that another can follow: `输出（美元/百万 token）`.
fn in_brackets(name: &str) -> String {
    name.rsplit_once('，').map_or_else(|| name.to_owned(), |(name, unit)| format!("{name}（{unit}）"))
}

/// Whether a value of a measure was not measured: its vendor says it of itself, or it is told of a time to come.
fn claimed(words: Words<'_>, measure: &Measure, row: RowId) -> bool {
    is_unmeasured(words.site.dataset(measure.data), row)
}

fn value(words: Words<'_>, measure: &Measure, row: RowId) -> Option<f64> {
    let number = words.site.dataset(measure.data).dataset.cell(row, measure.value).number()?;
    Some(number.to_f64())
}

/// Rows of a measure, the measure and how its numbers are written.
type Pairs<'a> = (&'a [(NoteId, RowId, RowId)], &'a Measured, &'a Measured);

fn table(words: Words<'_>, plan: &MeasuresPlan, (pairs, x, y): Pairs<'_>) -> Table {
    let open = |measure: &Measure| words.site.dataset(measure.data).dataset.schema.redistribute;
    if !open(&plan.x.field) || !open(&plan.y.field) {
        return Table::default();
    }
    let head = |channel: &Channel<Measure>, measured: &Measured| HeadCell {
        text: channel.field.name.get(words.figure.lang).to_owned(),
        unit: measured.unit.clone(),
        numeric: true,
        ..HeadCell::default()
    };
    let model = HeadCell { text: crate::words::word(words.lang, "model").to_owned(), ..HeadCell::default() };
    let cell = |measure: &Measure, row: RowId, format: &NumberFormat| -> TableCell {
        words.cell(words.site.dataset(measure.data), row, measure.value, format)
    };
    let line = |(model, at_x, at_y): &(NoteId, RowId, RowId)| {
        vec![words.note(*model), cell(&plan.x.field, *at_x, &x.format), cell(&plan.y.field, *at_y, &y.format)]
    };
    Table {
        head: vec![model, head(&plan.x, x), head(&plan.y, y)],
        lines: pairs.iter().map(line).collect(),
        row_heads: true,
        left_out: 0,
    }
}

/// Both datasets' rows as one file: model, measure, and the rows' own columns differ, so only the values.
fn csv(words: Words<'_>, plan: &MeasuresPlan, pairs: &[(NoteId, RowId, RowId)]) -> Option<Download> {
    let of = |measure: &Measure| &words.site.dataset(measure.data).dataset;
    if !of(&plan.x.field).schema.redistribute || !of(&plan.y.field).schema.redistribute {
        return None;
    }
    let mut sheet = Sheet::new(["model", "x", "y", "x_date", "y_date"].into_iter());
    let date = |measure: &Measure, row| of(measure).row_date(row).map_or(Cell::Empty, Cell::Date);
    for (model, x, y) in pairs {
        let (a, b) = (&plan.x.field, &plan.y.field);
        let values = [of(a).cell(*x, a.value), of(b).cell(*y, b.value), date(a, *x), date(b, *y)];
        let model = Cell::Text(&words.site.note(*model).stem);
        sheet.line(std::iter::once(model).chain(values));
    }
    Some(Download::Sheet(sheet.text))
}
