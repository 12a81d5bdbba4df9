//! What an author lays over a chart: remarks, bands, reference lines, breaks.

use crate::chart::{Annotation, Plot, Reference, Size};
use crate::compute::Words;
use crate::model::figure::{AnnotationAsk, ChartStyle, SizeAsk};
use crate::model::place::Place;

/// Lays the remarks of a style over a plot; `time`: its horizontal axis shows dates.
pub fn lay(plot: &mut Plot, style: &ChartStyle, time: bool) {
    lay_at(plot, style, |place| place.on(time));
}

/// The same where the places of an axis are found otherwise.
pub fn lay_at(plot: &mut Plot, style: &ChartStyle, at: impl Fn(&Place) -> Option<f64>) {
    lay_remarks(plot, style, &at);
    plot.references =
        style.references.iter().map(|(y, text)| Reference { y: y.to_f64(), text: text.clone() }).collect();
    plot.breaks = style.breaks.iter().filter_map(|(place, _)| at(&place.value)).collect();
    plot.size = match style.size {
        SizeAsk::Default => Size::Default,
        SizeAsk::Tall => Size::Tall,
        SizeAsk::Short => Size::Short,
    };
}

/// Lays the remarks alone, at places of their own.
pub fn lay_remarks(plot: &mut Plot, style: &ChartStyle, at: impl Fn(&Place) -> Option<f64>) {
    plot.annotations = style.annotations.iter().filter_map(|asked| annotation(asked, &at)).collect();
}

fn annotation(asked: &AnnotationAsk, at: impl Fn(&Place) -> Option<f64>) -> Option<Annotation> {
    let text = asked.text.clone();
    let from = at(&asked.x.0.value)?;
    Some(match &asked.x.1 {
        Some(to) => Annotation::Band { from, to: at(&to.value)?, text },
        None => Annotation::Point { x: from, y: asked.y.map(|y| y.to_f64()), text },
    })
}

/// Declared breaks in words, for below the figure.
pub fn remarks(words: Words<'_>, style: &ChartStyle) -> Vec<String> {
    let said = |place: &Place| place.date.map_or_else(|| place.text.clone(), |date| words.date(date));
    let colon = words.lang.pick(": ", "：");
    style.breaks.iter().map(|(at, text)| format!("{}{colon}{text}", said(&at.value))).collect()
}

/// Whether a point is named on wide paper only.
pub fn is_wide_only(style: &ChartStyle, key: &str) -> bool {
    !style.narrow_labels.is_empty() && !style.narrow_labels.iter().any(|name| name.value == key)
}
