//! Names of rows: before the marks of each row, or above them where the sheet is narrow; long ones in two lines.

use super::class::{Class, Kind};
use super::ink::Canvas;
use super::metrics::{Tenth, balanced, text_width};
use super::plot::Width;
use super::sheet::type_of;
use super::svg::Anchor;

/// Distance between the lines of a name.
const LINE: Tenth = 150;

/// The names of all rows, laid out.
pub struct RowNames {
    lines: Vec<Vec<String>>,
    /// Whether names stand above their rows.
    pub above: bool,
    /// Where the marks may begin.
    pub left: Tenth,
    /// Height that a second line takes; none where all names stand in one.
    pub second: Tenth,
}

impl RowNames {
    /// The names before their rows within `most`, or above them.
    pub fn new(names: &[String], width: Width, (above, most): (bool, Tenth)) -> RowNames {
        let font = type_of(width);
        let room = if above { width.units() * 10 } else { most };
        let lines: Vec<Vec<String>> = names.iter().map(|name| balanced(name, room, font, 2)).collect();
        let widest = lines.iter().flatten().map(|line| text_width(line, font)).max().unwrap_or(0);
        let second = if lines.iter().any(|lines| lines.len() > 1) { LINE } else { 0 };
        RowNames { lines, above, left: if above { 0 } else { widest + 100 }, second }
    }

    /// Writes the names; `baseline` gives for a row that of a name before its marks, or of the last line above.
    pub fn write(&self, canvas: &Canvas, baseline: impl Fn(Tenth) -> Tenth) {
        for (lines, row) in self.lines.iter().zip(0..) {
            let after = Tenth::try_from(lines.len()).unwrap_or(1) - 1;
            for (line, number) in lines.iter().zip(0..) {
                let (anchor, x, lift) = match self.above {
                    true => (Anchor::Start, 0, after * LINE),
                    false => (Anchor::End, self.left - 90, after * LINE / 2),
                };
                let at = (x, baseline(row) - lift + number * LINE);
                canvas.text(Class::of(Kind::Plain), anchor, at, line);
            }
        }
    }
}
