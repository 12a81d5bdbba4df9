//! Amounts on top of each other: where each layer of a stacked figure begins and ends.

use super::mark::Series;
use super::plot::Scale;
use super::ruler::usable;

/// Most places along the x axis that a stack is drawn at.
const MOST_PLACES: usize = 180;

/// Layers over common places of the x axis, without a gap between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stack {
    /// Places, ascending.
    pub xs: Vec<f64>,
    /// Per series its amount at each place.
    pub layers: Vec<Vec<f64>>,
    /// Whether any amount of a place is expected, not measured.
    pub estimates: Vec<bool>,
}

/// What a series has to say at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Amount {
    Known(f64, bool),
    /// Not disclosed: the sum is not known either.
    Gap,
}

/// Stacks series; where one of them has a gap the stack is parted. A series counts nothing before its first
/// and after its last value, and runs straight between its values where others have places in between.
pub fn stacks(series: &[Series], scale: Scale, breaks: &[f64]) -> Vec<Stack> {
    let mut xs: Vec<f64> = series
        .iter()
        .flat_map(|series| series.points.iter().map(|point| point.x))
        .filter(|x| usable(*x, scale))
        .collect();
    xs.sort_by(f64::total_cmp);
    xs.dedup();
    let amounts: Vec<Vec<Amount>> = series.iter().map(|series| amounts(series, &xs)).collect();
    let mut stacks: Vec<Stack> = Vec::new();
    let mut open = false;
    for (place, x) in xs.iter().enumerate() {
        let column: Vec<Amount> = amounts.iter().map(|amounts| amounts[place]).collect();
        if column.contains(&Amount::Gap) {
            open = false;
            continue;
        }
        let broken = place > 0 && breaks.iter().any(|at| *at > xs[place - 1] && *at <= *x);
        if !open || broken {
            stacks.push(Stack { layers: vec![Vec::new(); series.len()], ..Stack::default() });
        }
        open = true;
        let stack = stacks.last_mut().expect("one was pushed where none was open");
        stack.push(*x, &column);
    }
    stacks.into_iter().map(Stack::averaged).collect()
}

/// The amount of a series at each of the places.
fn amounts(series: &Series, xs: &[f64]) -> Vec<Amount> {
    let mut points: Vec<_> = series.points.iter().filter(|point| point.x.is_finite()).collect();
    points.sort_by(|a, b| a.x.total_cmp(&b.x));
    let known = |y: Option<f64>| y.filter(|value| usable(*value, Scale::Linear));
    let first = points.iter().find(|point| known(point.y).is_some()).map_or(f64::INFINITY, |point| point.x);
    let last =
        points.iter().rev().find(|point| known(point.y).is_some()).map_or(f64::NEG_INFINITY, |point| point.x);
    let mut next = 0;
    let amount = |x: &f64| {
        if *x < first || *x > last {
            return Amount::Known(0.0, false);
        }
        while next < points.len() && points[next].x < *x {
            next += 1;
        }
        let (after, before) = (points[next], points[next.saturating_sub(1)]);
        match (known(before.y), known(after.y)) {
            (_, Some(y)) if after.x == *x => Amount::Known(y, after.estimate),
            (Some(a), Some(b)) if after.x > before.x && after.x != *x => {
                Amount::Known(a + (b - a) * (x - before.x) / (after.x - before.x), after.estimate)
            }
            _ => Amount::Gap,
        }
    };
    xs.iter().map(amount).collect()
}

impl Stack {
    fn push(&mut self, x: f64, column: &[Amount]) {
        self.xs.push(x);
        let mut expected = false;
        for (layer, amount) in self.layers.iter_mut().zip(column) {
            let Amount::Known(value, estimate) = amount else { continue };
            layer.push(*value);
            expected |= estimate;
        }
        self.estimates.push(expected);
    }

    /// Sums up to and including each layer, per place: the upper edges of the layers.
    pub fn edges(&self) -> Vec<Vec<f64>> {
        let mut sum = vec![0.0; self.xs.len()];
        let mut edges = Vec::with_capacity(self.layers.len());
        for layer in &self.layers {
            sum.iter_mut().zip(layer).for_each(|(sum, value)| *sum += value);
            edges.push(sum.clone());
        }
        edges
    }

    /// The same stack in percent of the sum at each place; places with nothing to share are left out.
    pub fn shares(mut self) -> Stack {
        let totals = self.edges().pop().unwrap_or_default();
        for layer in &mut self.layers {
            *layer = layer
                .iter()
                .zip(&totals)
                .filter(|(_, total)| **total > 0.0)
                .map(|(value, total)| value / total * 100.0)
                .collect();
        }
        let some = |place: &usize| totals.get(*place).is_some_and(|total| *total > 0.0);
        self.xs = (0..self.xs.len()).filter(some).map(|place| self.xs[place]).collect();
        self.estimates = (0..self.estimates.len()).filter(some).map(|place| self.estimates[place]).collect();
        self
    }

    /// The means of neighbouring places, where there are more than a reader can see; the ends stay.
    fn averaged(self) -> Stack {
        let count = self.xs.len();
        if count <= MOST_PLACES {
            return self;
        }
        let size = (count - 2).div_ceil(MOST_PLACES - 2);
        let inner = (1..count - 1).step_by(size).map(|start| start..(start + size).min(count - 1));
        let ranges: Vec<_> =
            std::iter::once(0..1).chain(inner).chain(std::iter::once(count - 1..count)).collect();
        let mean = |values: &[f64]| {
            let each = |range: &std::ops::Range<usize>| {
                values[range.clone()].iter().sum::<f64>() / range.len() as f64
            };
            ranges.iter().map(each).collect::<Vec<f64>>()
        };
        Stack {
            xs: mean(&self.xs),
            layers: self.layers.iter().map(|layer| mean(layer)).collect(),
            estimates: ranges.iter().map(|range| self.estimates[range.start]).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::mark::{Colour, Point};
    use super::*;

    fn series(points: &[(f64, Option<f64>)]) -> Series {
        let points = points.iter().map(|(x, y)| Point { x: *x, y: *y, ..Point::default() }).collect();
        Series::new("A", Colour::OTHER, points)
    }

    #[test]
    fn a_gap_parts_the_stack_and_a_late_start_does_not() {
        let early = series(&[(1.0, Some(1.0)), (2.0, Some(2.0)), (3.0, None), (4.0, Some(4.0))]);
        let late = series(&[(2.0, Some(5.0)), (4.0, Some(7.0))]);
        let stacks = stacks(&[early, late], Scale::Linear, &[]);
        assert_eq!(stacks.len(), 2);
        assert_eq!(
            (stacks[0].xs.clone(), stacks[0].edges()),
            (vec![1.0, 2.0], vec![vec![1.0, 2.0], vec![1.0, 7.0]])
        );
        assert_eq!(stacks[1].edges(), [[4.0], [11.0]]);
    }

    #[test]
    fn places_between_two_values_are_interpolated() {
        let weekly = series(&[(1.0, Some(1.0)), (3.0, Some(3.0))]);
        let daily = series(&[(1.0, Some(0.0)), (2.0, Some(0.0)), (3.0, Some(0.0))]);
        assert_eq!(stacks(&[weekly, daily], Scale::Linear, &[])[0].layers[0], [1.0, 2.0, 3.0]);
    }

    #[test]
    fn shares_add_up_to_one_hundred_percent_and_nothing_is_no_share() {
        let a = series(&[(1.0, Some(1.0)), (2.0, Some(0.0)), (3.0, Some(3.0))]);
        let b = series(&[(1.0, Some(3.0)), (2.0, Some(0.0)), (3.0, Some(9.0))]);
        let stack = stacks(&[a, b], Scale::Linear, &[]).remove(0).shares();
        assert_eq!(
            (stack.xs.clone(), stack.edges()),
            (vec![1.0, 3.0], vec![vec![25.0, 25.0], vec![100.0, 100.0]])
        );
    }

    #[test]
    fn ten_thousand_days_become_few_places_and_keep_their_ends() {
        let long = series(&(0..10_000).map(|day| (f64::from(day), Some(1.0))).collect::<Vec<_>>());
        let stack = stacks(&[long], Scale::Linear, &[]).remove(0);
        assert!(stack.xs.len() <= MOST_PLACES);
        assert_eq!((stack.xs[0], stack.xs[stack.xs.len() - 1]), (0.0, 9999.0));
    }
}
