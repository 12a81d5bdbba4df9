//! A trend the size of a word, for table cells and running text.

use super::class::{Class, Kind};
use super::ink::{Along, Canvas, Place};
use super::mark::Colour;
use super::metrics::Tenth;
use super::plot::{Drawing, Scale};
use super::ruler::{extent, usable};
use super::svg::escape;
use super::trace::thinned;

/// Width and height in units.
const SIZE: (Tenth, Tenth) = (96, 24);
/// Most vertices.
const MOST: usize = 48;

/// Draws evenly spaced values as a line of 96 by 24 units with a dot at the last one; `title` says in words what
/// it shows, for readers who do not see it. Missing values leave a gap; nothing at all gives an empty drawing.
pub fn spark(values: &[Option<f64>], colour: Colour, title: &str) -> Drawing {
    let (width, height) = SIZE;
    let canvas = Canvas::new(width * 10, height * 10);
    let known = |value: Option<f64>| value.filter(|value| usable(*value, Scale::Linear));
    if let Some(ends) = extent(values.iter().copied().flatten(), Scale::Linear) {
        let across = Along::new((0.0, values.len().max(2) as f64 - 1.0), (30, width * 10 - 40), false);
        let up = Along::new(ends, (height * 10 - 40, 40), false);
        let place = |(at, value): (usize, f64)| (across.at(at as f64), up.at(value));
        let places: Vec<Option<Place>> = values
            .iter()
            .enumerate()
            .map(|(at, value)| known(*value).map(|value| place((at, value))))
            .collect();
        for run in places.split(|place| place.is_none()) {
            let run: Vec<Place> = run.iter().flatten().copied().collect();
            canvas.path(Class::slot(Kind::Line, colour.number()), "", thinned(run, MOST));
        }
        if let Some(last) = places.iter().rev().find_map(|place| *place) {
            canvas.dot(Class::slot(Kind::Dot, colour.number()), "", (last, 25));
        }
    }
    let name = match escape(title) {
        title if title.is_empty() => "aria-hidden=\"true\"".to_owned(),
        title => format!("role=\"img\" aria-label=\"{title}\""),
    };
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"c spark\" viewBox=\"0 0 {width} {height}\" {name}>\
         <g aria-hidden=\"true\">{}</g></svg>",
        canvas.finish()
    );
    Drawing { svg, width: width.unsigned_abs(), height: height.unsigned_abs() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spark_is_small_and_says_what_it_shows() {
        let year: Vec<Option<f64>> = (0..365).map(|day| Some(f64::from(day * 37 % 91))).collect();
        let drawing = spark(&year, Colour::slot(1), "up <fast>");
        assert!(drawing.svg.len() <= 900, "{}", drawing.svg.len());
        assert!(drawing.svg.contains("aria-label=\"up &lt;fast&gt;\""));
    }

    #[test]
    fn gaps_equal_values_and_nothing_are_drawn_as_such() {
        let gap = spark(&[Some(1.0), Some(2.0), None, Some(3.0), Some(1.0)], Colour::OTHER, "");
        assert_eq!(gap.svg.matches('M').count(), 2);
        assert!(spark(&[Some(5.0); 4], Colour::OTHER, "").svg.contains("class=\"l s0\""));
        assert!(!spark(&[None, Some(f64::NAN)], Colour::OTHER, "").svg.contains("<path"));
        assert!(spark(&[Some(5.0)], Colour::OTHER, "").svg.contains("<circle"));
    }
}
