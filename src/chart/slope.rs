//! Before and after as two columns of names and values, joined by lines.

use super::class::{Class, Kind};
use super::ink::{Along, Canvas};
use super::mark::{Pair, Slopes};
use super::metrics::{Tenth, clean, shorten, text_width};
use super::plot::{Drawing, Plot, Width};
use super::ruler::{Ruler, Wish, Zero, extent, usable};
use super::sheet::{bold, empty, finish, height_of, type_of};
use super::spread::{Wanted, spread};
use super::svg::Anchor;

/// Where the two columns stand.
struct Layout {
    left: Tenth,
    right: Tenth,
    up: Along,
    ends: (Tenth, Tenth),
}

/// Draws the lines; rows without both values show the one they have.
pub fn draw(plot: &Plot, width: Width, slopes: &Slopes) -> Drawing {
    let values: Vec<f64> = slopes.rows.iter().flat_map(|row| [row.from, row.to]).flatten().collect();
    let data = extent(values.iter().copied(), plot.y.scale);
    if data.is_none() {
        return empty(plot, width);
    }
    let height = height_of(plot, width, (4200, 3800));
    let mut ruler = Ruler::new(&plot.y, plot.lang, data, Wish { zero: Zero::IfNear, ticks: 5, round: false });
    ruler.fit(&values.into_iter().filter(|value| usable(*value, plot.y.scale)).collect::<Vec<_>>());
    let font = type_of(width);
    let wide = width.units() * 10;
    let most = if width == Width::Wide { 2400 } else { 1500 };
    let side = |value: fn(&Pair) -> Option<f64>, named: bool| {
        let one =
            |row: &Pair| value(row).map_or(0, |value| label_width(row, &ruler.write(value), (named, width)));
        slopes.rows.iter().map(one).max().unwrap_or(0).min(most) + 120
    };
    let (left, right) = (side(|row| row.from, false), wide - side(|row| row.to, true));
    let top = if ruler.head.is_empty() { 420 } else { 560 };
    let ends = (top, height - 120);
    let layout = Layout { left, right, up: Along::new(ruler.ends, (ends.1, ends.0), ruler.is_log()), ends };
    let canvas = Canvas::new(wide, height);
    write_heads(&canvas, &layout, (slopes, &ruler), width);
    draw_lines(&canvas, &layout, slopes, &ruler);
    let room = wide - right - 120;
    let to = Column { value: |row| row.to, at: right + 90, anchor: Anchor::Start, room, font: font.size };
    let from = Column {
        value: |row| row.from,
        at: left - 90,
        anchor: Anchor::End,
        room: left - 120,
        font: font.size,
    };
    from.write(&canvas, &layout, slopes, (&ruler, width));
    to.write(&canvas, &layout, slopes, (&ruler, width));
    finish(plot, width, height, canvas)
}

fn label_width(row: &Pair, value: &str, (named, width): (bool, Width)) -> Tenth {
    let font = type_of(width);
    let name = if named { text_width(&clean(&row.label), bold(font)) + 40 } else { 0 };
    name + text_width(value, font)
}

fn write_heads(canvas: &Canvas, layout: &Layout, (slopes, ruler): (&Slopes, &Ruler), width: Width) {
    let font = type_of(width);
    let class = Class::of(Kind::Strong);
    let half = width.units() * 10 / 2 - 100;
    let baseline = layout.ends.0 - 220;
    let from = shorten(&clean(&slopes.from), half, bold(font));
    let to = shorten(&clean(&slopes.to), half, bold(font));
    let left = layout.left.max(text_width(&from, bold(font)));
    canvas.text(class, Anchor::End, (left, baseline), &from);
    let right = layout.right.min(width.units() * 10 - text_width(&to, bold(font)));
    canvas.text(class, Anchor::Start, (right.max(left + 80), baseline), &to);
    let head = shorten(&ruler.head, width.units() * 10, font);
    canvas.text(Class::of(Kind::Tick), Anchor::Start, (0, 140), &head);
    for x in [layout.left, layout.right] {
        canvas.line(Class::of(Kind::Axis), (x, layout.ends.0 - 120), (x, layout.ends.1 + 60));
    }
}

fn shown(value: Option<f64>, ruler: &Ruler) -> Option<f64> {
    value.filter(|value| ruler.takes(*value) && *value >= ruler.ends.0 && *value <= ruler.ends.1)
}

fn draw_lines(canvas: &Canvas, layout: &Layout, slopes: &Slopes, ruler: &Ruler) {
    for row in &slopes.rows {
        let ends = [(layout.left, row.from), (layout.right, row.to)];
        let places: Vec<_> = ends
            .iter()
            .filter_map(|(x, value)| shown(*value, ruler).map(|value| (*x, layout.up.at(value))))
            .collect();
        let (line, dot) = match row.faded {
            true => (Class::of(Kind::Ghost), Class::slot(Kind::Dot, 0).faded(true)),
            false => {
                (Class::slot(Kind::Line, row.colour.number()), Class::slot(Kind::Dot, row.colour.number()))
            }
        };
        let title =
            if row.title.is_empty() { format!("{} {}", row.label, row.delta) } else { row.title.clone() };
        canvas.path(line, &title, places.clone());
        places.into_iter().for_each(|place| canvas.dot(dot, &title, (place, 40)));
    }
}

/// One of the two columns of labels.
struct Column {
    value: fn(&Pair) -> Option<f64>,
    at: Tenth,
    anchor: Anchor,
    room: Tenth,
    font: Tenth,
}

impl Column {
    fn write(&self, canvas: &Canvas, layout: &Layout, slopes: &Slopes, (ruler, width): (&Ruler, Width)) {
        let rows: Vec<(&Pair, f64)> = slopes
            .rows
            .iter()
            .filter_map(|row| shown((self.value)(row), ruler).map(|value| (row, value)))
            .collect();
        let wanted: Vec<Wanted> = rows
            .iter()
            .map(|(row, value)| Wanted {
                centre: layout.up.at(*value),
                height: self.font * 12 / 10,
                weight: if row.faded { 0.0 } else { value.abs() },
            })
            .collect();
        let centres = spread(&wanted, (layout.ends.0 - 130, layout.ends.1 + 110));
        for ((row, value), centre) in rows.iter().zip(centres) {
            let Some(centre) = centre else { continue };
            let at = (self.at, centre + self.font * 35 / 100);
            let text = ruler.write(*value);
            if self.anchor == Anchor::End {
                canvas.text(Class::of(Kind::Tick), Anchor::End, at, &text);
                continue;
            }
            let room = self.room - text_width(&text, type_of(width)) - 40;
            let name = shorten(&clean(&row.label), room.max(300), bold(type_of(width)));
            let class = Class::slot(Kind::Name, row.colour.number()).faded(row.faded);
            canvas.label(class, Anchor::Start, at, (&name, &text));
        }
    }
}
