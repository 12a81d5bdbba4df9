//! Low to high with the value that counts between them: a valuation range, one row each.

use super::class::{Class, Kind};
use super::mark::Span;
use super::metrics::{Tenth, text_width};
use super::plot::{Drawing, Plot, Width};
use super::rows::{MOST_ROWS, Row, Rows};
use super::ruler::{Ruler, Wish, Zero, extent, usable};
use super::sheet::{empty, type_of};
use super::svg::Anchor;

/// Draws the rows in the order given.
pub fn draw(plot: &Plot, width: Width, spans: &[Span]) -> Drawing {
    let spans = &spans[..spans.len().min(MOST_ROWS)];
    let values = || spans.iter().flat_map(|span| [span.low, span.high]);
    let known: Vec<f64> = values().filter(|value| usable(*value, plot.y.scale)).collect();
    let data = extent(known.iter().copied(), plot.y.scale);
    let Some((lo, hi)) = data else { return empty(plot, width) };
    let data = extent(plot.laid_over().chain([lo, hi]), plot.y.scale);
    let mut probe = Ruler::new(&plot.y, plot.lang, data, Wish { zero: Zero::Free, ticks: 5, round: true });
    probe.fit(&known);
    let font = type_of(width);
    let expected = spans.iter().any(|span| span.expected.contains(&true));
    let written = known.iter().map(|value| text_width(&probe.write_end(*value, expected), font));
    let side = written.max().unwrap_or(0) + 60;
    let rows: Vec<Row<'_>> = spans.iter().map(|span| Row { label: &span.label, delta: "" }).collect();
    let mut sheet = Rows::new(plot, width, &rows, (data, side.min(900)));
    sheet.ruler.fit(&known);
    sheet.write_ground(&rows);
    for (span, number) in spans.iter().zip(0..) {
        draw_span(&sheet, span, number);
    }
    sheet.write_references();
    for (span, number) in spans.iter().zip(0..) {
        write_ends(&sheet, span, number);
    }
    sheet.finish()
}

/// The ends of a row in order, if both can be shown, each with whether it is expected.
fn ends(sheet: &Rows<'_>, span: &Span) -> Option<[(f64, bool); 2]> {
    let (lo, hi) = sheet.ruler.ends;
    let shown = |value: f64| sheet.ruler.takes(value) && value >= lo && value <= hi;
    let [low, high] = [(span.low, span.expected[0]), (span.high, span.expected[1])];
    let in_order = if span.low > span.high { [high, low] } else { [low, high] };
    (shown(span.low) && shown(span.high)).then_some(in_order)
}

fn draw_span(sheet: &Rows<'_>, span: &Span, number: Tenth) {
    let Some([(low, low_expected), (high, high_expected)]) = ends(sheet, span) else { return };
    let y = sheet.middle(number);
    let mark = span.mark.filter(|mark| *mark >= low && *mark <= high);
    let within = mark.map_or_else(String::new, |mark| format!(" ({})", sheet.ruler.write(mark)));
    let low_text = sheet.ruler.write_fine_end(low, low_expected);
    let range = format!("{low_text} – {}{within}", sheet.ruler.write_full_end(high, high_expected));
    let title = if span.title.is_empty() { format!("{}: {range}", span.label) } else { span.title.clone() };
    let (left, right) = (sheet.along.at(low), sheet.along.at(high));
    let class = Class::slot(Kind::Bar, span.colour.number()).estimate(true);
    sheet.canvas.block(class, &title, [(left, y - 80), (right.max(left + 10), y + 80)]);
    if let Some(mark) = mark {
        let x = sheet.along.at(mark);
        let class = Class::slot(Kind::Bar, span.colour.number());
        sheet.canvas.block(class, &title, [(x - 15, y - 100), (x + 15, y + 100)]);
    }
}

fn write_ends(sheet: &Rows<'_>, span: &Span, number: Tenth) {
    let Some([low, high]) = ends(sheet, span) else { return };
    let y = sheet.baseline(number);
    let class = Class::of(Kind::Tick);
    for ((value, expected), anchor, gap) in [(low, Anchor::End, -40), (high, Anchor::Start, 40)] {
        let text = sheet.ruler.write_end(value, expected);
        sheet.canvas.text(class, anchor, (sheet.along.at(value) + gap, y), &text);
    }
}
