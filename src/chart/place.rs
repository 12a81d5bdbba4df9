//! Names beside dots: found room where they hide neither a dot nor each other.

use super::ink::Place;
use super::metrics::Tenth;

/// A rectangle on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rect {
    /// Left edge.
    pub left: Tenth,
    /// Upper edge.
    pub top: Tenth,
    /// Right edge.
    pub right: Tenth,
    /// Lower edge.
    pub bottom: Tenth,
}

impl Rect {
    /// A rectangle from its upper left corner and its size.
    pub fn sized((left, top): Place, (width, height): (Tenth, Tenth)) -> Rect {
        Rect { left, top, right: left + width, bottom: top + height }
    }

    /// A square around a place.
    pub fn around((x, y): Place, radius: Tenth) -> Rect {
        Rect { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }
    }

    /// The area that two rectangles share, in hundredths of a square unit.
    pub fn overlap(&self, other: &Rect) -> i64 {
        let wide = (self.right.min(other.right) - self.left.max(other.left)).max(0);
        let high = (self.bottom.min(other.bottom) - self.top.max(other.top)).max(0);
        i64::from(wide) * i64::from(high)
    }

    /// The rectangle with so much more room at its left and right.
    pub fn wider(&self, room: Tenth) -> Rect {
        Rect { left: self.left - room, right: self.right + room, ..*self }
    }

    /// The place of the rectangle that is nearest to another place.
    pub fn nearest(&self, (x, y): Place) -> Place {
        (x.clamp(self.left, self.right), y.clamp(self.top, self.bottom))
    }

    /// Whether another rectangle lies inside this one.
    pub fn holds(&self, other: &Rect) -> bool {
        other.left >= self.left
            && other.right <= self.right
            && other.top >= self.top
            && other.bottom <= self.bottom
    }
}

/// A label that asks for a place beside a dot.
#[derive(Clone, Copy, Debug)]
pub struct Want {
    /// The middle of the dot.
    pub at: Place,
    /// Width and height of the text.
    pub size: (Tenth, Tenth),
    /// Distance from the middle of the dot to the text.
    pub gap: Tenth,
}

/// What labels must keep clear of.
#[derive(Clone, Debug)]
pub struct Field {
    /// Labels stay inside.
    pub bounds: Rect,
    /// Dots and headings: a label that would hide much of one is left out.
    pub dots: Vec<Rect>,
    /// Lines: better not covered.
    pub soft: Vec<Rect>,
}

/// Cost above which a label is left out rather than printed over something.
const TOO_DEAR: i64 = 40_000;
/// Room between two labels on one line, so that they are not read as one.
const AIR: Tenth = 40;

/// Places labels, the first ones first; `None` where there is no room. No two of the rectangles overlap, and those
/// beside each other have air between them.
pub fn place(wants: &[Want], field: &Field) -> Vec<Option<Rect>> {
    let options: Vec<Vec<(Rect, i64)>> = wants.iter().map(|want| options(want, field)).collect();
    let mut chosen: Vec<Option<Rect>> = vec![None; wants.len()];
    for sweep in 0..7 {
        let mut moved = false;
        for index in 0..wants.len() {
            let best = cheapest(&options[index], &chosen, index);
            moved |= best.map(|(rect, _)| rect) != chosen[index];
            chosen[index] = best.map(|(rect, _)| rect);
        }
        if sweep > 0 && !moved {
            break;
        }
    }
    for index in 0..wants.len() {
        let earlier =
            |rect: &Rect| chosen[..index].iter().flatten().any(|other| other.wider(AIR).overlap(rect) > 0);
        if chosen[index].as_ref().is_some_and(|rect| earlier(rect) || hidden(rect, field) >= TOO_DEAR) {
            chosen[index] = None;
        }
    }
    chosen
}

fn cheapest(options: &[(Rect, i64)], chosen: &[Option<Rect>], index: usize) -> Option<(Rect, i64)> {
    let cost = |(rect, own): &(Rect, i64)| {
        let others =
            chosen.iter().enumerate().filter(|(other, _)| *other != index).filter_map(|(_, rect)| *rect);
        own + others.map(|other| other.wider(AIR).overlap(rect) * 40).sum::<i64>()
    };
    options.iter().map(|option| (option.0, cost(option))).min_by_key(|(_, cost)| *cost)
}

/// The eight places around a dot at three distances, each with what it costs by itself.
fn options(want: &Want, field: &Field) -> Vec<(Rect, i64)> {
    let mut options = Vec::with_capacity(24);
    let ((x, y), (width, height)) = (want.at, want.size);
    for (far, gap) in [want.gap, want.gap * 2, want.gap * 4].into_iter().enumerate() {
        let (diagonal, middle) = (gap * 6 / 10, (x - width / 2, y - height / 2));
        let corners = [
            (x + gap, middle.1),
            (x - gap - width, middle.1),
            (middle.0, y - gap - height),
            (middle.0, y + gap),
            (x + diagonal, y - diagonal - height),
            (x + diagonal, y + diagonal),
            (x - diagonal - width, y - diagonal - height),
            (x - diagonal - width, y + diagonal),
        ];
        for (rank, corner) in corners.into_iter().enumerate() {
            let rect = Rect::sized(corner, want.size);
            if field.bounds.holds(&rect) {
                let rank = i64::try_from(rank + far * 12).unwrap_or(0);
                options.push((rect, rank * 150 + covered(&rect, field)));
            }
        }
    }
    options
}

fn covered(rect: &Rect, field: &Field) -> i64 {
    let soft: i64 = field.soft.iter().map(|line| line.overlap(rect) * 2).sum();
    hidden(rect, field) + soft
}

/// What a label costs for the dots and headings that it hides.
fn hidden(rect: &Rect, field: &Field) -> i64 {
    field.dots.iter().map(|dot| dot.overlap(rect) * 30).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Rect = Rect { left: 0, top: 0, right: 6000, bottom: 4000 };

    fn want(x: Tenth, y: Tenth) -> Want {
        Want { at: (x, y), size: (700, 150), gap: 80 }
    }

    fn field(wants: &[Want]) -> Field {
        Field {
            bounds: BOUNDS,
            dots: wants.iter().map(|want| Rect::around(want.at, 50)).collect(),
            soft: Vec::new(),
        }
    }

    #[test]
    fn a_lonely_dot_is_named_on_its_right_and_at_the_right_edge_on_its_left() {
        let wants = [want(1000, 1000), want(5900, 2000)];
        let placed = place(&wants, &field(&wants));
        assert_eq!(placed[0].map(|rect| rect.left), Some(1080));
        assert_eq!(placed[1].map(|rect| rect.right), Some(5820));
    }

    #[test]
    fn labels_never_overlap_whatever_the_crowd() {
        let mut seed = 3u64;
        let mut next = |most: u64| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            Tenth::try_from((seed >> 33) % most).expect("small")
        };
        for crowd in [1, 5, 20, 60] {
            let wants: Vec<Want> = (0..crowd).map(|_| want(next(6000), next(4000))).collect();
            let placed: Vec<Rect> = place(&wants, &field(&wants)).into_iter().flatten().collect();
            assert!(!placed.is_empty());
            for (index, rect) in placed.iter().enumerate() {
                assert!(BOUNDS.holds(rect) && placed[..index].iter().all(|other| other.overlap(rect) == 0));
            }
        }
    }

    #[test]
    fn labels_on_one_line_have_air_between_them() {
        let wants: Vec<Want> = (0..40).map(|place| want(1500 + place * 37 % 900, 2000)).collect();
        let placed: Vec<Rect> = place(&wants, &field(&wants)).into_iter().flatten().collect();
        assert!(placed.len() > 2, "{placed:?}");
        for (at, rect) in placed.iter().enumerate() {
            assert!(placed[..at].iter().all(|other| other.wider(AIR).overlap(rect) == 0), "{placed:?}");
        }
    }

    #[test]
    fn the_same_dot_twice_gets_two_labels_or_one_but_never_a_blot() {
        let wants = [want(100, 100); 30];
        let placed: Vec<Rect> = place(&wants, &field(&wants)).into_iter().flatten().collect();
        assert!(placed.windows(2).all(|pair| pair[0].overlap(&pair[1]) == 0));
    }
}
