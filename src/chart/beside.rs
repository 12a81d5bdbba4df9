//! Steps that share a day or a level, drawn side by side instead of on top of each other.

use super::ink::Place;
use super::metrics::Tenth;

/// Distance between lines that would cover each other: a line and half of one.
const APART: Tenth = 28;
/// How often a line makes way before it covers another after all.
const MOST_MOVES: Tenth = 3;

/// Straight pieces that are drawn already.
#[derive(Default)]
pub struct Drawn {
    pieces: Vec<(Place, Place)>,
}

impl Drawn {
    /// The steps with every piece that would lie on a drawn one moved beside it; they count as drawn then.
    pub fn beside(&mut self, places: Vec<Place>) -> Vec<Place> {
        if places.len() < 2 {
            return places;
        }
        let moves: Vec<Place> = places.windows(2).map(|piece| self.free((piece[0], piece[1]))).collect();
        let moved = |at: usize| {
            let near = [at.checked_sub(1), (at < moves.len()).then_some(at)];
            let sum = near.into_iter().flatten().map(|piece| moves[piece]);
            let (dx, dy) = sum.fold((0, 0), |sum, piece| (sum.0 + piece.0, sum.1 + piece.1));
            (places[at].0 + dx, places[at].1 + dy)
        };
        let steps: Vec<Place> = (0..places.len()).map(moved).collect();
        self.pieces.extend(steps.windows(2).map(|piece| (piece[0], piece[1])));
        steps
    }

    /// How far a piece has to move sideways so that it covers none.
    fn free(&self, (from, to): (Place, Place)) -> Place {
        let upright = from.0 == to.0;
        let shift = |by: Tenth| if upright { (by, 0) } else { (0, by) };
        let covers = |by: Tenth| {
            let (dx, dy) = shift(by);
            let piece = ((from.0 + dx, from.1 + dy), (to.0 + dx, to.1 + dy));
            self.pieces.iter().any(|drawn| covered(*drawn, piece, upright))
        };
        let moves = (0..=MOST_MOVES).map(|times| times * APART * if upright { 1 } else { -1 });
        moves.into_iter().find(|by| !covers(*by)).map_or((0, 0), shift)
    }
}

/// Whether two pieces of one direction run on each other for more than a dot's width.
fn covered(drawn: (Place, Place), piece: (Place, Place), upright: bool) -> bool {
    let turn = |place: Place| if upright { (place.1, place.0) } else { place };
    let [a, b, c, d] = [drawn.0, drawn.1, piece.0, piece.1].map(turn);
    let level = a.1 == b.1 && c.1 == d.1 && (a.1 - c.1).abs() < APART - 4;
    let shared = a.0.max(b.0).min(c.0.max(d.0)) - a.0.min(b.0).max(c.0.min(d.0));
    level && shared > 40
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shares_a_riser_or_a_level_stands_beside_it() {
        let mut drawn = Drawn::default();
        let first = vec![(0, 500), (300, 500), (300, 900), (800, 900)];
        assert_eq!(drawn.beside(first.clone()), first);
        let second = drawn.beside(vec![(100, 700), (300, 700), (300, 900), (800, 900)]);
        assert_eq!(second, [(100, 700), (328, 700), (328, 872), (800, 872)]);
        let third = drawn.beside(vec![(0, 100), (900, 100)]);
        assert_eq!(third, [(0, 100), (900, 100)]);
    }
}
