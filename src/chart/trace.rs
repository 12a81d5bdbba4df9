//! From the points of a series to lines on paper: gaps stay gaps, nothing leaves the frame, no more vertices
//! than a reader can see.

use super::ink::{Along, Place};
use super::mark::Point;
use super::metrics::Tenth;
use super::ruler::Ruler;

/// Most vertices that one series is drawn with.
pub const MOST_VERTICES: usize = 360;

/// A line on paper in one style.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// Whether it leads to expected values.
    pub estimate: bool,
    /// Its vertices.
    pub places: Vec<Place>,
}

/// Both axes of a figure with what they do on paper.
pub struct Axes<'a> {
    /// The horizontal axis.
    pub x: (&'a Ruler, &'a Along),
    /// The vertical axis.
    pub y: (&'a Ruler, &'a Along),
}

impl Axes<'_> {
    /// The place of a value that both axes take.
    pub fn place(&self, x: f64, y: f64) -> Place {
        (self.x.1.at(x), self.y.1.at(y))
    }

    /// Whether a value stands inside the frame.
    pub fn shows(&self, x: f64, y: f64) -> bool {
        let within =
            |ruler: &Ruler, value: f64| ruler.takes(value) && value >= ruler.ends.0 && value <= ruler.ends.1;
        within(self.x.0, x) && within(self.y.0, y)
    }
}

/// A point that can be drawn, in order of x.
#[derive(Clone, Copy, Debug)]
pub struct Vertex<'a> {
    /// Place on the x axis.
    pub x: f64,
    /// The value.
    pub y: f64,
    /// The point as it was given.
    pub point: &'a Point,
}

/// The stretches of a series without a gap or a declared break, in order of x. Each comes with the x at which
/// a gap ends it, if one does.
pub fn runs<'a>(points: &'a [Point], axes: &Axes<'_>, breaks: &[f64]) -> Vec<(Vec<Vertex<'a>>, Option<f64>)> {
    let mut sorted: Vec<&Point> = points.iter().filter(|point| axes.x.0.takes(point.x)).collect();
    sorted.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut runs: Vec<(Vec<Vertex<'a>>, Option<f64>)> = vec![(Vec::new(), None)];
    for point in sorted {
        let y = point.y.filter(|value| axes.y.0.takes(*value));
        let run = runs.last_mut().expect("there is always a last run");
        let broken = run.0.last().is_some_and(|last| breaks.iter().any(|at| *at > last.x && *at <= point.x));
        match y {
            None if !run.0.is_empty() => {
                run.1 = Some(point.x);
                runs.push((Vec::new(), None));
            }
            None => {}
            Some(y) if broken => {
                run.1 = Some(point.x);
                runs.push((vec![Vertex { x: point.x, y, point }], None));
            }
            Some(y) => run.0.push(Vertex { x: point.x, y, point }),
        }
    }
    runs.retain(|run| !run.0.is_empty());
    runs
}

/// One run as strokes: solid up to the last measured value, dashed from there to expected ones.
pub fn strokes(run: &[Vertex<'_>], axes: &Axes<'_>) -> Vec<Stroke> {
    let values: Vec<(f64, f64, bool)> =
        run.iter().map(|vertex| (vertex.x, vertex.y, vertex.point.estimate)).collect();
    split(&values, axes)
}

/// One run of values that hold until the next; the last one holds until `end`.
pub fn step_strokes(run: &[Vertex<'_>], axes: &Axes<'_>, end: f64) -> Vec<Stroke> {
    let mut values: Vec<(f64, f64, bool)> = Vec::with_capacity(run.len() * 2 + 1);
    for vertex in run {
        if let Some((_, y, estimate)) = values.last().copied() {
            values.push((vertex.x, y, estimate));
        }
        values.push((vertex.x, vertex.y, vertex.point.estimate));
    }
    if let Some((x, y, estimate)) = values.last().copied()
        && x < end
    {
        values.push((end, y, estimate));
    }
    split(&values, axes)
}

fn split(values: &[(f64, f64, bool)], axes: &Axes<'_>) -> Vec<Stroke> {
    let mut strokes: Vec<Stroke> = Vec::new();
    let inside = |(x, y, _): &(f64, f64, bool)| axes.shows(*x, *y).then(|| axes.place(*x, *y));
    let places: Vec<Option<Place>> = values.iter().map(inside).collect();
    for (pair, place) in values.windows(2).zip(places.windows(2)) {
        let estimate = pair[1].2;
        let drawn = match (place[0], place[1]) {
            (Some(from), Some(to)) => Some((from, to)),
            _ => clipped((pair[0].0, pair[0].1), (pair[1].0, pair[1].1), axes),
        };
        let Some((from, to)) = drawn else { continue };
        match strokes.last_mut() {
            Some(last) if last.estimate == estimate && last.places.last() == Some(&from) => {
                last.places.push(to)
            }
            _ => strokes.push(Stroke { estimate, places: vec![from, to] }),
        }
    }
    let most = MOST_VERTICES / strokes.len().clamp(1, 20);
    strokes.iter_mut().for_each(|stroke| stroke.places = thinned(std::mem::take(&mut stroke.places), most));
    strokes
}

/// The part of a straight line between two values, not both inside the frame, that lies inside it, on paper.
fn clipped(a: (f64, f64), b: (f64, f64), axes: &Axes<'_>) -> Option<(Place, Place)> {
    let share = |value: (f64, f64)| (axes.x.1.share(value.0), axes.y.1.share(value.1));
    let ((ax, ay), (bx, by)) = (share(a), share(b));
    let (mut from, mut to) = (0.0f64, 1.0f64);
    for (start, delta) in [(ax, bx - ax), (ay, by - ay)] {
        if delta == 0.0 {
            if !(0.0..=1.0).contains(&start) {
                return None;
            }
            continue;
        }
        let (enter, leave) = (-start / delta, (1.0 - start) / delta);
        from = from.max(enter.min(leave));
        to = to.min(enter.max(leave));
    }
    let place =
        |part: f64| (axes.x.1.at_share(ax + (bx - ax) * part), axes.y.1.at_share(ay + (by - ay) * part));
    if from <= to { Some((place(from), place(to))) } else { None }
}

/// At most `most` vertices of a line that runs to the right: of each narrow column of paper the first, the
/// lowest, the highest and the last.
pub fn thinned(places: Vec<Place>, most: usize) -> Vec<Place> {
    let (Some(first), Some(last)) = (places.first().copied(), places.last().copied()) else { return places };
    if places.len() <= most {
        return places;
    }
    let columns = Tenth::try_from((most / 4).max(1)).unwrap_or(90);
    let width = ((last.0 - first.0) / columns + 1).max(1);
    let mut kept = Vec::with_capacity(most + 4);
    for column in places.chunk_by(|a, b| (a.0 - first.0) / width == (b.0 - first.0) / width) {
        let mut ends = [0, extreme(column, |y| y), extreme(column, |y| -y), column.len() - 1];
        ends.sort_unstable();
        kept.extend(ends.into_iter().map(|index| column[index]));
    }
    kept.dedup();
    kept
}

/// Places moved to the nearest of a grid whose meshes are so wide and high. Lines of many vertices stand on a grid
/// finer than an eye can tell, which their text is much shorter for.
pub fn on_grid(places: Vec<Place>, (wide, high): (Tenth, Tenth)) -> Vec<Place> {
    let near = |place: Tenth, mesh: Tenth| (place + mesh / 2).div_euclid(mesh) * mesh;
    places.into_iter().map(|(x, y)| (near(x, wide), near(y, high))).collect()
}

fn extreme(column: &[Place], key: impl Fn(Tenth) -> Tenth) -> usize {
    (0..column.len()).min_by_key(|index| key(column[*index].1)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::plot::Axis;
    use super::super::ruler::{Wish, Zero};
    use super::*;
    use crate::format::Lang;

    fn check(
        points: &[Point],
        breaks: &[f64],
        inspect: impl Fn(Vec<(Vec<Vertex<'_>>, Option<f64>)>, &Axes<'_>),
    ) {
        let wish = Wish { zero: Zero::IfNear, ticks: 5, round: true };
        let ruler = Ruler::new(&Axis::linear(), Lang::En, Some((0.0, 10.0)), wish);
        let (across, up) =
            (Along::new((0.0, 10.0), (0, 1000), false), Along::new((0.0, 10.0), (1000, 0), false));
        let axes = Axes { x: (&ruler, &across), y: (&ruler, &up) };
        inspect(runs(points, &axes, breaks), &axes);
    }

    #[test]
    fn a_gap_or_a_break_parts_a_line_and_bad_values_are_gaps() {
        let points = [
            Point::new(2.0, 2.0),
            Point::new(1.0, 1.0),
            Point::gap(3.0),
            Point::new(4.0, f64::NAN),
            Point::new(5.0, 5.0),
            Point::new(6.0, 6.0),
            Point::new(f64::INFINITY, 6.0),
        ];
        check(&points, &[5.5], |runs, _| {
            let shape: Vec<_> = runs.iter().map(|(run, end)| (run.len(), *end)).collect();
            assert_eq!(shape, [(2, Some(3.0)), (1, Some(6.0)), (1, None)]);
        });
    }

    #[test]
    fn a_line_is_cut_at_the_frame() {
        check(&[Point::new(0.0, 5.0), Point::new(10.0, 25.0)], &[], |runs, axes| {
            assert_eq!(strokes(&runs[0].0, axes)[0].places, [(0, 500), (250, 0)]);
        });
        check(&[Point::new(-5.0, 12.0), Point::new(15.0, 12.0)], &[], |runs, axes| {
            assert!(strokes(&runs[0].0, axes).is_empty());
        });
    }

    #[test]
    fn a_step_holds_until_the_next_value_and_then_to_the_end() {
        check(&[Point::new(0.0, 1.0), Point::new(5.0, 2.0)], &[], |runs, axes| {
            let places = step_strokes(&runs[0].0, axes, 10.0).remove(0).places;
            assert_eq!(places, [(0, 900), (500, 900), (500, 800), (1000, 800)]);
        });
    }

    #[test]
    fn places_on_a_grid_are_at_most_half_a_mesh_off() {
        assert_eq!(on_grid(vec![(12, 0), (13, -3), (-13, 7)], (5, 2)), [(10, 0), (15, -2), (-15, 8)]);
    }

    #[test]
    fn a_long_line_keeps_its_ends_and_its_extremes() {
        let places: Vec<Place> =
            (0..100_000).map(|step| (step / 20, if step == 777 { -9 } else { step % 100 })).collect();
        let thin = thinned(places, MOST_VERTICES);
        assert!(thin.len() <= MOST_VERTICES + 4, "{}", thin.len());
        assert_eq!((thin[0], thin[thin.len() - 1].0), ((0, 0), 4999));
        assert!(thin.iter().any(|place| place.1 == -9));
    }
}
