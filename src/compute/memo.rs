//! Remembers drawings, so that a preview draws again only what a save changed.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::chart::{Plot, Width, draw};
use crate::model::drawn::Picture;

/// The drawings of the last build and those of the next, by what their ids begin with.
#[derive(Debug, Default)]
pub struct Memo {
    last: HashMap<String, (Plot, Picture)>,
    next: Mutex<HashMap<String, (Plot, Picture)>>,
}

impl Memo {
    /// A plot as a picture: the one of the last build where the whole plot is the same.
    pub fn picture(&self, plot: Plot) -> Picture {
        let picture = match self.last.get(&plot.id) {
            Some((known, picture)) if *known == plot => picture.clone(),
            _ => picture(&plot),
        };
        let mut next = self.next.lock().expect("no thread panics while it holds the drawings");
        next.insert(plot.id.clone(), (plot, picture.clone()));
        picture
    }

    /// Ends a build: what it did not draw is forgotten.
    pub fn turn(&mut self) {
        self.last =
            std::mem::take(self.next.get_mut().expect("no thread panics while it holds the drawings"));
    }
}

/// A plot in both widths.
pub fn picture(plot: &Plot) -> Picture {
    let wide = draw(plot, Width::Wide);
    let narrow = draw(plot, Width::Narrow).svg;
    Picture { size: (wide.width, wide.height), wide: wide.svg, narrow }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Marks;
    use crate::format::Lang;

    #[test]
    fn a_plot_that_stayed_the_same_is_not_drawn_again() {
        let plot = |title: &str| Plot {
            title: title.to_owned(),
            ..Plot::new("f1", Lang::En, Marks::Bars(Vec::new()))
        };
        let mut memo = Memo::default();
        let first = memo.picture(plot("A"));
        memo.turn();
        for (_, kept) in memo.last.values_mut() {
            kept.narrow = "kept".to_owned();
        }
        assert_eq!(memo.picture(plot("A")).narrow, "kept");
        assert_eq!(memo.picture(plot("B")).narrow, picture(&plot("B")).narrow);
        assert_ne!(first.narrow, picture(&plot("B")).narrow);
        memo.turn();
        memo.turn();
        assert_eq!(
            memo.picture(plot("B")).narrow,
            picture(&plot("B")).narrow,
            "nothing is kept for two builds"
        );
    }
}
