//! `chart` fences: what a chart is asked to show.

use super::channel::{SCALES, channel, number_format, series};
use super::condition::conditions;
use super::style::style;
use crate::load::fields::Fields;
use crate::model::figure::{Ask, Channel, ChartAsk, ChartKind};
use crate::source::Located;

/// What a `chart` fence asks for.
pub fn chart(fields: &mut Fields<'_, '_>, languages: &[String]) -> Option<Ask> {
    fields.require("kind");
    let kind = fields.one_of("kind", &ChartKind::ALL);
    let data = fields.located_text("data");
    let filter = conditions(fields);
    let x = channel(fields, "x");
    let category = channel(fields, "category");
    let mut y = channel(fields, "y");
    settle(fields, y.as_mut());
    let mut series = series(fields, languages);
    let label = fields.located_text("label");
    let group = fields.located_text("group");
    let models = fields.one_or_more("models");
    let delta = fields.located_text("delta");
    let mut style = style(fields);
    // `top` and `rest` beside `series` are meant for it; without one, for the categories.
    if let Some(series) = &mut series {
        series.top = series.top.take().or(style.top.take());
        series.rest = series.rest.take().or(style.rest.take());
    }
    let x = x.or(category);
    let of_measures = kind.as_ref().is_some_and(|kind| kind.value == ChartKind::Scatter)
        && [&x, &y].into_iter().flatten().any(|axis| axis.field.value.contains('.'));
    if !of_measures {
        fields.require("data");
    }
    let sound = data.is_some() || of_measures;
    let kind = kind.filter(|_| sound)?;
    Some(Ask::Chart(Box::new(ChartAsk {
        kind,
        data,
        filter,
        x,
        y,
        series,
        label,
        group,
        models,
        delta,
        style,
    })))
}

/// `scale` and `format` of the chart are those of its vertical axis.
fn settle(fields: &mut Fields<'_, '_>, y: Option<&mut Channel<Located<String>>>) {
    let log = fields.one_of("scale", &SCALES).is_some_and(|scale| scale.value);
    let format = number_format(fields);
    if let Some(y) = y {
        y.log |= log;
        y.format = y.format.take().or(format);
    }
}
