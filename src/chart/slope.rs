//! Before and after as two columns of names and values, joined by lines.

use super::class::{Class, Kind};
use super::ink::{Along, Canvas};
use super::labels::{self, EndLabel};
use super::mark::{Pair, Slopes};
use super::metrics::{Tenth, clean, shorten, text_width};
use super::plot::{Drawing, Plot, Width};
use super::ruler::{Ruler, Wish, Zero, extent, usable};
use super::sheet::{bold, empty, finish, height_of, type_of};
use super::spread::{Wanted, spread};
use super::svg::Anchor;
use crate::format::Lang;

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
    let named = named(slopes, &ruler, (most, width));
    let earlier = earlier(slopes, &ruler);
    let widest = earlier.iter().map(|(_, text)| text_width(text, font)).max().unwrap_or(0);
    let left = widest.min(most) + labels::GAP;
    let right = wide - labels::room(&named, width);
    let top = if ruler.head.is_empty() { 420 } else { 560 };
    let ends = (top, height - 120);
    let layout = Layout { left, right, up: Along::new(ruler.ends, (ends.1, ends.0), ruler.is_log()), ends };
    let canvas = Canvas::new(wide, height);
    write_heads(&canvas, &layout, (slopes, &ruler), width);
    draw_lines(&canvas, &layout, slopes, (&ruler, plot.lang));
    write_values(&canvas, &layout, &earlier, font.size);
    let column = labels::Column {
        from: right,
        left: right + labels::GAP,
        limits: (ends.0 - 130, ends.1 + 110),
        up: &layout.up,
    };
    labels::write_column(&canvas, width, &labels::fitted(named, height - 560, width), &column);
    finish(plot, width, height, canvas)
}

/// The earlier values that can be shown, with their texts.
fn earlier(slopes: &Slopes, ruler: &Ruler) -> Vec<(f64, String)> {
    let written =
        |row: &Pair| shown(row.from, ruler).map(|value| (value, ruler.write_end(value, row.expected[0])));
    slopes.rows.iter().filter_map(written).collect()
}

/// Names with the later values, for the right-hand side.
fn named(slopes: &Slopes, ruler: &Ruler, (room, width): (Tenth, Width)) -> Vec<EndLabel> {
    let label = |row: &Pair| {
        let value = shown(row.to, ruler)?;
        let class = Class::slot(Kind::Name, row.colour.number()).faded(row.faded);
        let label = EndLabel::within(
            room,
            class,
            (&row.label, ruler.write_end(value, row.expected[1])),
            (value, width),
        );
        Some(EndLabel { weight: if row.faded { 0.0 } else { label.weight }, ..label })
    };
    slopes.rows.iter().filter_map(label).collect()
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

/// What a row says on hover: its name, its two values and the change.
fn title(row: &Pair, (ruler, lang): (&Ruler, Lang)) -> String {
    let written = |value: Option<f64>, end: usize| {
        value.map_or_else(|| "–".to_owned(), |value| ruler.write_full_end(value, row.expected[end]))
    };
    let (colon, comma) = (lang.pick(": ", "："), lang.pick(", ", "，"));
    let delta = if row.delta.is_empty() { String::new() } else { format!("{comma}{}", row.delta) };
    format!("{}{colon}{} → {}{delta}", row.label, written(row.from, 0), written(row.to, 1))
}

fn draw_lines(canvas: &Canvas, layout: &Layout, slopes: &Slopes, (ruler, lang): (&Ruler, Lang)) {
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
        let title = if row.title.is_empty() { title(row, (ruler, lang)) } else { row.title.clone() };
        canvas.path(line, &title, places.clone());
        places.into_iter().for_each(|place| canvas.dot(dot, &title, (place, 40)));
    }
}

/// The earlier values, at the left.
fn write_values(canvas: &Canvas, layout: &Layout, values: &[(f64, String)], size: Tenth) {
    let wanted: Vec<Wanted> = values
        .iter()
        .map(|(value, _)| Wanted {
            centre: layout.up.at(*value),
            height: size * 12 / 10,
            weight: value.abs(),
        })
        .collect();
    let centres = spread(&wanted, (layout.ends.0 - 130, layout.ends.1 + 110));
    for ((value, text), centre) in values.iter().zip(centres) {
        let Some(centre) = centre else { continue };
        let wish = layout.up.at(*value);
        if (wish - centre).abs() > labels::MOVED {
            let bend = layout.left - (labels::GAP - 20) / 3;
            canvas.path(
                Class::of(Kind::Lead),
                "",
                vec![(bend, wish), (layout.left - labels::GAP + 20, centre)],
            );
        }
        let at = (layout.left - labels::GAP, centre + size * 35 / 100);
        canvas.text(Class::of(Kind::Tick), Anchor::End, at, text);
    }
}
