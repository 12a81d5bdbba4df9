//! The vocabulary of a drawing: what each part is, said as the class names that the stylesheet paints.

use std::fmt::Write as _;

/// What a shape or text is, which decides how the stylesheet paints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    kind: Kind,
    /// Palette slot plus one; 0 for none.
    slot: u8,
    flags: u8,
}

/// The parts that drawings are made of; each has its class name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// Grid line.
    Grid,
    /// Grid line over a full area.
    GridOver,
    /// Axis line and its ticks.
    Axis,
    /// The line of zero.
    Zero,
    /// Line from a label to what it names.
    Lead,
    /// Data line.
    Line,
    /// Unsmoothed data behind a line.
    Raw,
    /// A line that stands back.
    Ghost,
    /// Stacked area.
    Area,
    /// Bar or column.
    Bar,
    /// Dot.
    Dot,
    /// Tinted quadrant.
    Quadrant,
    /// Frontier of a scatter.
    Frontier,
    /// Tinted stretch of an axis.
    Band,
    /// Vertical line of an annotation.
    Rule,
    /// Reference line.
    Reference,
    /// Line between before and after.
    Track,
    /// Text of ticks, units and other small print.
    Tick,
    /// Name of a series, in its colour.
    Name,
    /// Name in ink.
    Plain,
    /// Number or head in ink, semibold.
    Strong,
    /// Text laid over data.
    Note,
    /// Name of a quadrant or of a reference line.
    Place,
}

const KINDS: [(Kind, &str); 23] = [
    (Kind::Grid, "g"),
    (Kind::GridOver, "go"),
    (Kind::Axis, "x"),
    (Kind::Zero, "z"),
    (Kind::Lead, "ld"),
    (Kind::Line, "l"),
    (Kind::Raw, "lr"),
    (Kind::Ghost, "lg"),
    (Kind::Area, "a"),
    (Kind::Bar, "b"),
    (Kind::Dot, "d"),
    (Kind::Quadrant, "q"),
    (Kind::Frontier, "f"),
    (Kind::Band, "nb"),
    (Kind::Rule, "nr"),
    (Kind::Reference, "r"),
    (Kind::Track, "tr"),
    (Kind::Tick, "t"),
    (Kind::Name, "k"),
    (Kind::Plain, "p"),
    (Kind::Strong, "v"),
    (Kind::Note, "n"),
    (Kind::Place, "qt"),
];

/// Class flags and the names they add.
const FLAGS: [(u8, &str); 4] =
    [(Class::ESTIMATE, " e"), (Class::HOLLOW, " h"), (Class::SMALL, " sm"), (Class::FADED, " o")];

impl Class {
    const ESTIMATE: u8 = 1;
    const HOLLOW: u8 = 2;
    const SMALL: u8 = 4;
    const FADED: u8 = 8;

    /// A part without a colour of its own.
    pub const fn of(kind: Kind) -> Class {
        Class { kind, slot: 0, flags: 0 }
    }

    /// A part in the colour of a palette slot.
    pub const fn slot(kind: Kind, slot: u8) -> Class {
        Class { kind, slot: slot + 1, flags: 0 }
    }

    /// Lighter or dashed, if it is expected and not measured.
    pub const fn estimate(self, yes: bool) -> Class {
        self.flag(Class::ESTIMATE, yes)
    }

    /// An outline instead of a filled dot.
    pub const fn hollow(self, yes: bool) -> Class {
        self.flag(Class::HOLLOW, yes)
    }

    /// In the smaller type of crowded labels.
    pub const fn small(self, yes: bool) -> Class {
        self.flag(Class::SMALL, yes)
    }

    /// Grey, because others are highlighted.
    pub const fn faded(self, yes: bool) -> Class {
        self.flag(Class::FADED, yes)
    }

    const fn flag(self, flag: u8, yes: bool) -> Class {
        Class { flags: if yes { self.flags | flag } else { self.flags & !flag }, ..self }
    }

    /// The palette slot, 0 to 8; nothing without a colour of its own.
    pub const fn palette(self) -> Option<u8> {
        self.slot.checked_sub(1)
    }

    /// Whether it is a dot.
    pub fn is_dot(self) -> bool {
        self.kind == Kind::Dot
    }

    /// The class as three bytes, to travel where a colour would.
    pub fn token(self) -> (u8, u8, u8) {
        (self.kind as u8, self.slot, self.flags)
    }

    /// The class of three bytes that [`Class::token`] made.
    pub fn from_token((kind, slot, flags): (u8, u8, u8)) -> Class {
        let kind = KINDS.get(usize::from(kind)).map_or(Kind::Grid, |(kind, _)| *kind);
        Class { kind, slot, flags }
    }

    /// Adds the class names to an attribute.
    pub fn write(self, out: &mut String) {
        out.push_str(KINDS[self.kind as usize].1);
        for (flag, name) in FLAGS {
            if self.flags & flag != 0 {
                out.push_str(name);
            }
        }
        if self.slot > 0 {
            let _ = write!(out, " s{}", self.slot - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_brings_its_class_back() {
        for (kind, _) in KINDS {
            let class = Class::slot(kind, 7).estimate(true).small(true);
            assert_eq!(Class::from_token(class.token()), class);
        }
    }
    #[test]
    fn the_stylesheet_paints_every_part_and_every_slot() {
        let css = include_str!("../../static/css/charts.css");
        let paints = |name: &str| {
            let after = |at: usize| css[at..].chars().next().is_none_or(|next| !next.is_alphanumeric());
            let dotted = format!(".{name}");
            css.match_indices(&dotted).any(|(at, _)| after(at + dotted.len()))
        };
        let names = KINDS.iter().map(|(_, name)| *name).chain(FLAGS.iter().map(|(_, name)| name.trim()));
        // A name in plain ink needs no rule beyond that of all texts.
        for name in names.filter(|name| *name != "p").chain(["tm", "te", "c", "wide", "narrow", "spark"]) {
            assert!(paints(name), "no rule for .{name}");
        }
        for slot in 0..=8 {
            assert!(paints(&format!("s{slot}")), "no rule for .s{slot}");
        }
    }
}
