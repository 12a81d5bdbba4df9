//! Drawing with plotters: the only door to it.
//!
//! plotters maps values to places and carries shapes to a backend of our own, which counts in tenths of a unit
//! and writes classes. A class travels as a colour: its three bytes are the red, green and blue.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, ShapeStyle, TextStyle};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use super::class::Class;
use super::metrics::{Font, Tenth, clean, text_width};
use super::shape::corners;
use super::svg::{Anchor, Svg, VALUE_MARK};

/// A place in a drawing: x to the right, y down.
pub type Place = (Tenth, Tenth);

/// Where values of one axis stand on the paper.
#[derive(Clone)]
pub struct Along {
    range: RangedCoordf64,
    ends: (f64, f64),
    limits: (Tenth, Tenth),
    log: bool,
}

impl Along {
    /// Values from `lo` to `hi` between two places. An empty range, or one that a logarithm does not take, is
    /// widened to one that works.
    pub fn new((lo, hi): (f64, f64), limits: (Tenth, Tenth), log: bool) -> Along {
        let log = log && lo > 0.0 && hi > 0.0;
        let (lo, hi) = if log { (lo.log10(), hi.log10()) } else { (lo, hi) };
        let ends = if (hi - lo).is_finite() && hi > lo {
            (lo, hi)
        } else {
            (lo.min(1e15) - 1.0, lo.min(1e15) + 1.0)
        };
        let ends = if ends.0.is_finite() && ends.1 > ends.0 { ends } else { (0.0, 1.0) };
        Along { range: RangedCoordf64::from(ends.0..ends.1), ends, limits, log }
    }

    /// The place of a value; values outside the axis are placed outside it, at most by its own length.
    pub fn at(&self, value: f64) -> Tenth {
        let value = self.measure(value);
        let (lo, hi) = self.ends;
        let value = if value.is_nan() { lo } else { value.clamp(lo - (hi - lo), hi + (hi - lo)) };
        self.range.map(&value, self.limits)
    }

    /// How far along the axis a value stands: 0 at its start, 1 at its end.
    pub fn share(&self, value: f64) -> f64 {
        (self.measure(value) - self.ends.0) / (self.ends.1 - self.ends.0)
    }

    /// A value as the axis measures it.
    fn measure(&self, value: f64) -> f64 {
        if self.log { logarithm(value) } else { value }
    }

    /// The place of a share of the axis, between its two ends.
    pub fn at_share(&self, share: f64) -> Tenth {
        let share = if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) };
        self.range.map(&(self.ends.0 + share * (self.ends.1 - self.ends.0)), self.limits)
    }
}

/// Not inlined: where it is, the compiler takes it of every value of a linear axis too.
#[inline(never)]
fn logarithm(value: f64) -> f64 {
    value.log10()
}

/// A sheet to draw on.
pub struct Canvas {
    ink: Rc<RefCell<Ink>>,
    root: DrawingArea<Ink, Shift>,
}

impl Canvas {
    /// An empty sheet of this size.
    pub fn new(width: Tenth, height: Tenth) -> Canvas {
        let ink = Ink {
            size: (width.unsigned_abs(), height.unsigned_abs()),
            svg: Svg::default(),
            title: String::new(),
        };
        let ink = Rc::new(RefCell::new(ink));
        let root = DrawingArea::from(&ink);
        Canvas { ink, root }
    }

    /// A line through points, with a text shown on hover (empty for none).
    pub fn path(&self, class: Class, title: &str, points: Vec<Place>) {
        if points.len() < 2 {
            return;
        }
        self.draw(title, &PathElement::new(points, stroke(class)));
    }

    /// Lines that are shown once more at each of some distances; `id` names them in the document.
    pub fn repeat(&self, class: Class, id: String, lines: &[Vec<Place>], again: Vec<Place>) {
        self.ink.borrow_mut().svg.repeat(class, id, lines, again);
    }

    /// A straight line.
    pub fn line(&self, class: Class, from: Place, to: Place) {
        self.path(class, "", vec![from, to]);
    }

    /// A filled shape.
    pub fn polygon(&self, class: Class, title: &str, points: Vec<Place>) {
        if points.len() < 3 {
            return;
        }
        self.draw(title, &Polygon::new(points, fill(class)));
    }

    /// A filled rectangle between two corners.
    pub fn block(&self, class: Class, title: &str, corners: [Place; 2]) {
        self.draw(title, &Rectangle::new(corners, fill(class)));
    }

    /// A dot.
    pub fn dot(&self, class: Class, title: &str, (centre, radius): (Place, Tenth)) {
        self.draw(title, &Circle::new(centre, radius, fill(class)));
    }

    /// A dot in the shape of its colour, so that those of several colours are told apart in black and white too.
    pub fn mark(&self, class: Class, title: &str, (centre, radius): (Place, Tenth)) {
        let corners = class.palette().map_or(&[][..], corners);
        if corners.is_empty() {
            return self.dot(class, title, (centre, radius));
        }
        let place = |(x, y): &(Tenth, Tenth)| (centre.0 + x * radius / 100, centre.1 + y * radius / 100);
        self.polygon(class, title, corners.iter().map(place).collect());
    }

    /// A text whose baseline begins, is centred or ends at a place.
    pub fn text(&self, class: Class, anchor: Anchor, at: Place, text: &str) {
        self.write(class, anchor, at, clean(text));
    }

    /// A name with its value, set as one text so that they never collide.
    pub fn label(&self, class: Class, anchor: Anchor, at: Place, (name, value): (&str, &str)) {
        let (name, value) = (clean(name), clean(value));
        let text = if value.is_empty() { name } else { format!("{name}{VALUE_MARK}{value}") };
        self.write(class, anchor, at, text);
    }

    /// The finished shapes as SVG text.
    pub fn finish(self) -> String {
        drop(self.root);
        self.ink.take().svg.into_text()
    }

    fn write(&self, class: Class, anchor: Anchor, at: Place, text: String) {
        if text.is_empty() {
            return;
        }
        let side = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let font = FontDesc::new(FontFamily::SansSerif, 130.0, FontStyle::Normal);
        let token = Token(class);
        let style = TextStyle::from(font).color(&token).pos(Pos::new(side, VPos::Bottom));
        self.draw("", &Text::new(text, at, style));
    }

    fn draw<E>(&self, title: &str, element: &E)
    where
        for<'a> &'a E: PointCollection<'a, Place>,
        E: Drawable<Ink>,
    {
        self.ink.borrow_mut().title = clean(title);
        self.root.draw(element).expect("the ink takes every shape, and no one else holds it");
    }
}

fn stroke(class: Class) -> ShapeStyle {
    ShapeStyle { color: Token(class).to_rgba(), filled: false, stroke_width: 1 }
}

fn fill(class: Class) -> ShapeStyle {
    ShapeStyle { filled: true, ..stroke(class) }
}

/// A class in the clothes of a colour.
struct Token(Class);

impl Color for Token {
    fn to_backend_color(&self) -> BackendColor {
        BackendColor { alpha: 1.0, rgb: self.0.token() }
    }
}

/// The backend: takes shapes from plotters and hands them to the SVG writer.
#[derive(Default)]
struct Ink {
    size: (u32, u32),
    svg: Svg,
    /// Hover text of the shape that is drawn next.
    title: String,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

fn class_of(color: BackendColor) -> Class {
    Class::from_token(color.rgb)
}

impl DrawingBackend for Ink {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    /// Nothing here is made of pixels.
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.svg.path(class_of(style.color()), &self.title, &[from, to], false);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, _: bool) -> Drawn {
        let corners = [a, (b.0, a.1), b, (a.0, b.1)];
        self.svg.path(class_of(style.color()), &self.title, &corners, true);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let points: Vec<_> = path.into_iter().collect();
        self.svg.path(class_of(style.color()), &self.title, &points, false);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        _: bool,
    ) -> Drawn {
        let radius = Tenth::try_from(radius).unwrap_or(0);
        self.svg.circle(class_of(style.color()), &self.title, centre, radius);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let points: Vec<_> = path.into_iter().collect();
        self.svg.path(class_of(style.color()), &self.title, &points, true);
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        self.svg.text(class_of(style.color()), anchor, at, text);
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let size = style.size() as Tenth;
        Ok((text_width(text, Font::regular(size)).unsigned_abs(), size.unsigned_abs()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::class::Kind;
    use super::*;

    #[test]
    fn every_range_has_finite_places() {
        let ranges = [
            (0.0, 1.0),
            (5.0, 5.0),
            (f64::INFINITY, f64::NEG_INFINITY),
            (f64::MAX, f64::MIN),
            (-5.0, 10.0),
            (1e15, 1e15),
            (f64::NAN, 1.0),
            (1e-12, 1e15),
            (0.0, 0.0),
        ];
        for range in ranges {
            for log in [false, true] {
                let along = Along::new(range, (100, 6000), log);
                for value in [0.0, -3.0, 1e300, f64::NAN, f64::INFINITY, 5.0] {
                    assert!(
                        (-5900..=12000).contains(&along.at(value)),
                        "{range:?} {log} {value}: {}",
                        along.at(value)
                    );
                }
            }
        }
    }

    #[test]
    fn shapes_arrive_with_class_title_and_escaped_text() {
        let canvas = Canvas::new(1000, 1000);
        canvas.path(Class::slot(Kind::Line, 1), "A", vec![(0, 0), (100, 50)]);
        canvas.label(Class::slot(Kind::Name, 1), Anchor::Start, (100, 50), ("<A>\u{1f}", "5"));
        assert_eq!(
            canvas.finish(),
            "<path class=\"l s1\" d=\"M0 0l10 5\"><title>A</title></path>\
             <text class=\"k s1\" x=\"10\" y=\"5\">&lt;A&gt; <tspan class=\"m\">5</tspan></text>"
        );
    }
}
