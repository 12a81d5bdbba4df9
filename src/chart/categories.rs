//! Names of categories along an axis: whole, in up to three lines, or only some of them.

use super::class::{Class, Kind};
use super::metrics::{Font, Tenth, balanced, clean, shorten, text_width};
use super::sheet::Sheet;
use super::svg::Anchor;

/// Distance between baselines.
pub const LINE: Tenth = 150;
/// Room that a name may take where only some are named: a full date in Chinese.
const WIDEST: Tenth = 1100;
/// Up to so many categories every one is named.
const ALL_NAMED: usize = 8;

/// Names with the place of each among the categories, and the lines that the longest of them takes.
pub struct Categories {
    names: Vec<(usize, Vec<String>)>,
    font: Font,
    /// Lines of the longest name.
    pub rows: Tenth,
}

impl Categories {
    /// The names as they fit into bands of a width. Of many that do not fit, those that would touch their
    /// neighbour are left out, from the last one backwards; the first stays.
    pub fn new(names: &[String], band: Tenth, font: Font) -> Categories {
        let names: Vec<String> = names.iter().map(|name| clean(name)).collect();
        let fit = names.iter().all(|name| text_width(name, font) <= band - 40);
        let placed: Vec<(usize, Vec<String>)> = match (fit, names.len() <= ALL_NAMED) {
            (true, _) => names.into_iter().map(|name| vec![name]).enumerate().collect(),
            (false, true) => {
                names.iter().map(|name| balanced(name, band - 40, font, 3)).enumerate().collect()
            }
            (false, false) => some_of(&names, band, font),
        };
        let rows = placed.iter().map(|(_, lines)| lines.len()).max().unwrap_or(1).max(1);
        Categories { names: placed, font, rows: Tenth::try_from(rows).unwrap_or(1) }
    }

    /// Writes the names, the first line at a height.
    pub fn write(&self, sheet: &Sheet<'_>, kind: Kind, baseline: Tenth) {
        let last = sheet.frame.right + 40;
        for (place, lines) in &self.names {
            for (line, row) in lines.iter().zip(0..) {
                let half = text_width(line, self.font) / 2;
                let x = sheet.across.at(*place as f64 + 0.5).min(last - half).max(half);
                sheet.canvas.text(Class::of(kind), Anchor::Middle, (x, baseline + row * LINE), line);
            }
        }
    }
}

/// Names that do not touch each other, from the last one backwards, and always the first: only it may say the year.
fn some_of(names: &[String], band: Tenth, font: Font) -> Vec<(usize, Vec<String>)> {
    let end = band.saturating_mul(Tenth::try_from(names.len()).unwrap_or(Tenth::MAX));
    let placed = |place: usize| {
        let text = shorten(&names[place], band.max(WIDEST), font);
        let half = text_width(&text, font) / 2;
        let middle = band * Tenth::try_from(place).unwrap_or(0) + band / 2;
        let middle = middle.min(end + 40 - half);
        (middle - half, middle + half, text)
    };
    let (_, taken, first) = placed(0);
    let (mut free, mut kept) = (Tenth::MAX, Vec::new());
    for place in (1..names.len()).rev() {
        let (left, right, text) = placed(place);
        if right + 70 <= free && left >= taken + 70 {
            free = left;
            kept.push((place, vec![text]));
        }
    }
    kept.push((0, vec![first]));
    kept.reverse();
    kept
}
