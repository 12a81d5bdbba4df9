//! Alternative texts for figures whose author wrote none.

use crate::format::Lang;

/// What a chart shows, for those who cannot see it: kind, series, values, ends.
pub struct Summary<'a> {
    /// The word for the kind in the figure's language.
    pub kind: &'a str,
    /// How many series.
    pub series: usize,
    /// How many values.
    pub values: usize,
    /// The first and last place on the axis.
    pub ends: Option<(String, String)>,
}

/// A sentence of it.
pub fn sentence(summary: &Summary<'_>, lang: Lang) -> String {
    let Summary { kind, series, values, ends } = summary;
    let stretch = ends.as_ref().filter(|(first, last)| first != last);
    match lang {
        Lang::En => {
            let stretch = stretch.map_or(String::new(), |(a, b)| format!(", from {a} to {b}"));
            format!("{kind} of {series} series{stretch}, {values} values.")
        }
        Lang::Zh => {
            let stretch = stretch.map_or(String::new(), |(a, b)| format!("，{a}至{b}"));
            format!("{kind}，{series}个系列{stretch}，共{values}个数值。")
        }
    }
}
