//! Parts of a total over time, as stacked areas or as shares of one hundred percent.

use super::class::{Class, Kind};
use super::ink::Place;
use super::labels::{self, EndLabel};
use super::mark::Series;
use super::metrics::clean;
use super::notes::{self, Taken};
use super::plot::{Axis, Drawing, Plot, Scale, Width};
use super::ruler::{Ruler, Wish, Zero, extent, ticks_for};
use super::sheet::{Room, Sheet, height_of, left_of, tick_room};
use super::stack::{Stack, stacks};
use crate::format::{NumberFormat, Suffix};

/// Whether layers are amounts or percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The amounts themselves, with their total.
    Amount,
    /// Percent of the sum at each place.
    Share,
}

/// Draws stacked areas, the first series at the bottom.
pub fn draw(plot: &Plot, width: Width, series: &[Series], measure: Measure) -> Drawing {
    let scale = if plot.x.scale == Scale::Log { Scale::Linear } else { plot.x.scale };
    let mut stacks = stacks(series, scale, &plot.breaks);
    if measure == Measure::Share {
        stacks = stacks.into_iter().map(Stack::shares).collect();
    }
    stacks.retain(|stack| !stack.xs.is_empty());
    let height = height_of(plot, width, (4000, 3600));
    let y = ruler_y(plot, &stacks, measure);
    let labels =
        stacks.last().map_or_else(Vec::new, |stack| end_labels((plot, measure), width, (series, stack), &y));
    let labels = labels::fitted(labels, height - 400, width);
    let right = labels::room(&labels, width);
    let ends = (left_of(&y, width), width.units() * 10 - right);
    let x_axis = Axis { scale, ..plot.x.clone() };
    let x_extent = extent(stacks.iter().flat_map(|stack| stack.xs.iter().copied()), scale);
    let wish = Wish { zero: Zero::IfNear, ticks: ticks_for(ends.1 - ends.0, tick_room(width)), round: false };
    let x = Ruler::new(&x_axis, plot.lang, x_extent, wish);
    let top = notes::room_above(plot, width, &x, ends);
    let sheet = Sheet::new(plot, width, height, (x, y), Room { top, right, ..Room::default() });
    draw_layers(&sheet, measure, series, &stacks);
    if stacks.is_empty() {
        sheet.no_data();
    }
    notes::draw_below(&sheet);
    labels::write(&sheet, &labels);
    notes::draw_above(&sheet, Taken::default());
    sheet.finish()
}

/// Amounts start at zero, shares run from 0 to 100 %.
fn ruler_y(plot: &Plot, stacks: &[Stack], measure: Measure) -> Ruler {
    let tops: Vec<f64> = stacks.iter().filter_map(|stack| stack.edges().pop()).flatten().collect();
    let lasts: Vec<f64> = stacks.last().map_or_else(Vec::new, |stack| {
        stack.layers.iter().filter_map(|layer| layer.last().copied()).collect()
    });
    let data = extent(tops.into_iter(), Scale::Linear)
        .and_then(|(lo, hi)| extent(plot.laid_over().chain([lo, hi]), Scale::Linear));
    let wish = Wish { zero: Zero::Needed, ticks: 5, round: true };
    let mut y = match measure {
        Measure::Amount => Ruler::new(&plot.y, plot.lang, data, wish),
        Measure::Share => {
            let format = NumberFormat {
                suffix: Suffix::Percent,
                currency: String::new(),
                shift: 0,
                ..plot.y.format.before_a_word()
            };
            let axis = Axis {
                domain: (Some(0.0), Some(100.0)),
                format,
                ticks: vec![0.0, 25.0, 50.0, 75.0, 100.0],
                ..Axis::linear()
            };
            Ruler::new(&axis, plot.lang, data.map(|_| (0.0, 100.0)), wish)
        }
    };
    let ends = if measure == Measure::Share { vec![1.0] } else { lasts };
    y.fit_ends(&ends, &ends);
    y
}

/// Names and last amounts, top layer first, and the total above them.
fn end_labels(
    (plot, measure): (&Plot, Measure),
    width: Width,
    (series, stack): (&[Series], &Stack),
    y: &Ruler,
) -> Vec<EndLabel> {
    let edges: Vec<f64> = stack.edges().iter().filter_map(|edge| edge.last().copied()).collect();
    let mark = if stack.estimates.last() == Some(&true) { "E" } else { "" };
    let mut labels = Vec::new();
    let mut below = 0.0;
    for ((series, layer), edge) in series.iter().zip(&stack.layers).zip(&edges) {
        let amount = layer.last().copied().unwrap_or(0.0);
        if amount != 0.0 {
            let mut label = EndLabel::of(series, y.write(amount) + mark, (below + edge) / 2.0, width);
            label.weight = amount.abs();
            labels.push(label);
        }
        below = *edge;
    }
    let total = below;
    if labels.len() > 1 && measure == Measure::Amount {
        let name = plot.lang.pick("Total", "合计").to_owned();
        let label = EndLabel::new(Class::of(Kind::Strong), (&name, y.write(total) + mark), total, width);
        labels.push(EndLabel { weight: f64::MAX, ..label });
    }
    labels
}

/// Layers from the top one down, each down to the bottom: half the vertices, and no seams between them.
fn draw_layers(sheet: &Sheet<'_>, measure: Measure, series: &[Series], stacks: &[Stack]) {
    let shares = measure == Measure::Share;
    if !shares {
        sheet.grid_lines_y(Kind::Grid);
    }
    for stack in stacks {
        let edges = stack.edges();
        for (series, edge) in series.iter().zip(&edges).rev() {
            draw_layer(sheet, series, (stack, edge));
        }
    }
    if shares && !stacks.is_empty() {
        sheet.grid_lines_y(Kind::GridOver);
    }
    sheet.labels_y();
    sheet.axis_x();
}

fn draw_layer(sheet: &Sheet<'_>, series: &Series, (stack, edge): (&Stack, &[f64])) {
    let axes = sheet.axes();
    let within = |value: f64| value.max(sheet.y.ends.0).min(sheet.y.ends.1);
    let (lo, hi) = sheet.x.ends;
    let inside: Vec<usize> =
        (0..stack.xs.len()).filter(|place| stack.xs[*place] >= lo && stack.xs[*place] <= hi).collect();
    let expected = inside.iter().position(|place| stack.estimates[*place]).unwrap_or(inside.len());
    let measured = &inside[..expected];
    let estimated = if expected == inside.len() { &[][..] } else { &inside[expected.saturating_sub(1)..] };
    for (part, estimate) in [(measured, false), (estimated, true)] {
        let mut places: Vec<Place> =
            part.iter().map(|place| axes.place(stack.xs[*place], within(edge[*place]))).collect();
        if let ([(x, y)], true) = (places.as_slice(), part.len() == inside.len()) {
            places = vec![(x - 40, *y), (x + 40, *y)];
        }
        let (Some(first), Some(last)) = (places.first().copied(), places.last().copied()) else { continue };
        let base = sheet.up.at(within(0.0));
        places.extend([(last.0, base), (first.0, base)]);
        let slot = if series.faded { 0 } else { series.colour.number() };
        sheet.canvas.polygon(Class::slot(Kind::Area, slot).estimate(estimate), &clean(&series.name), places);
    }
}
