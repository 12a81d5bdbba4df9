//! The text of a drawing: compact paths, classes instead of colours, everything escaped.

use std::fmt::Write as _;

use super::class::Class;
use super::metrics::{Tenth, clean};

/// Where a text stands against its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins at the point.
    Start,
    /// The text is centred on the point.
    Middle,
    /// The text ends at the point.
    End,
}

/// Separates the name from the value in a label that is drawn as one text.
pub const VALUE_MARK: char = '\u{1f}';

#[derive(Debug)]
enum Shape {
    Path(String),
    /// A path with a name, and where it is shown again.
    Repeated(String, String, Vec<(Tenth, Tenth)>),
    Circle((Tenth, Tenth), Tenth),
    Text((Tenth, Tenth), Anchor, String),
}

#[derive(Debug)]
struct Item {
    class: Class,
    title: String,
    shape: Shape,
}

/// The shapes of a drawing in painting order.
#[derive(Debug, Default)]
pub struct Svg {
    items: Vec<Item>,
}

impl Svg {
    /// Adds a path through points; it joins the one before it where class and title are the same.
    pub fn path(&mut self, class: Class, title: &str, points: &[(Tenth, Tenth)], closed: bool) {
        let mut d = if closed { path_text(points) } else { path_text(&straightened(points)) };
        if d.is_empty() {
            return;
        }
        if closed {
            d.push('z');
        }
        if let Some(Item { class: last, title: named, shape: Shape::Path(path) }) = self.items.last_mut()
            && *last == class
            && named == title
        {
            path.push_str(&d);
            return;
        }
        self.items.push(Item { class, title: title.to_owned(), shape: Shape::Path(d) });
    }

    /// Adds lines that are shown once more at each of some distances; `id` is their name in the document.
    pub fn repeat(
        &mut self,
        class: Class,
        id: String,
        lines: &[Vec<(Tenth, Tenth)>],
        again: Vec<(Tenth, Tenth)>,
    ) {
        let d: String = lines.iter().map(|points| path_text(&straightened(points))).collect();
        if !d.is_empty() {
            self.items.push(Item { class, title: String::new(), shape: Shape::Repeated(id, d, again) });
        }
    }

    /// Adds a dot.
    pub fn circle(&mut self, class: Class, title: &str, centre: (Tenth, Tenth), radius: Tenth) {
        self.items.push(Item { class, title: title.to_owned(), shape: Shape::Circle(centre, radius) });
    }

    /// Adds a text; what follows a [`VALUE_MARK`] is set as a value.
    pub fn text(&mut self, class: Class, anchor: Anchor, at: (Tenth, Tenth), text: &str) {
        self.items.push(Item {
            class,
            title: String::new(),
            shape: Shape::Text(at, anchor, text.to_owned()),
        });
    }

    /// All shapes as SVG text: what has one title as one mark, neighbours of one class in a group.
    pub fn into_text(self) -> String {
        let mut out = String::with_capacity(self.items.len() * 48);
        let marks: Vec<&[Item]> = self.items.chunk_by(one_mark).collect();
        for run in marks.chunk_by(|a, b| a.len() == 1 && b.len() == 1 && alike(&a[0], &b[0])) {
            match run {
                [[single]] => single.write(Some(single.class), &single.title, &mut out),
                [[first, ..]] if run[0].len() > 1 => {
                    let _ = write!(out, "<g><title>{}</title>", escape(&first.title));
                    run[0].iter().for_each(|item| item.write(Some(item.class), "", &mut out));
                    out.push_str("</g>");
                }
                several => {
                    out.push_str("<g class=\"");
                    write_class(&several[0][0], &mut out);
                    out.push_str("\">");
                    several.iter().for_each(|mark| mark[0].write(None, &mark[0].title, &mut out));
                    out.push_str("</g>");
                }
            }
        }
        out
    }
}

/// Whether two neighbours belong to one mark: they have the same title.
fn one_mark(a: &Item, b: &Item) -> bool {
    !a.title.is_empty() && a.title == b.title
}

/// Whether two neighbours can share a group: one class, and for texts one anchor.
fn alike(a: &Item, b: &Item) -> bool {
    a.class == b.class && a.anchor() == b.anchor()
}

fn write_class(item: &Item, out: &mut String) {
    item.class.write(out);
    match item.anchor() {
        Some(Anchor::Middle) => out.push_str(" tm"),
        Some(Anchor::End) => out.push_str(" te"),
        _ => {}
    }
}

impl Item {
    fn anchor(&self) -> Option<Anchor> {
        match self.shape {
            Shape::Text(_, anchor, _) => Some(anchor),
            _ => None,
        }
    }

    /// Appends the shape with its title, if it has one; without a class it stands in a group that has it.
    fn write(&self, class: Option<Class>, title: &str, out: &mut String) {
        let (name, content) = match &self.shape {
            Shape::Path(_) => ("path", String::new()),
            Shape::Repeated(..) => ("g", self.repeats()),
            Shape::Circle(..) => ("circle", String::new()),
            Shape::Text(_, _, text) => ("text", spans(text)),
        };
        let _ = write!(out, "<{name}");
        if class.is_some() {
            out.push_str(" class=\"");
            write_class(self, out);
            out.push('"');
        }
        match &self.shape {
            Shape::Path(d) => [" d=\"", d, "\""].iter().for_each(|part| out.push_str(part)),
            Shape::Repeated(..) => {}
            Shape::Circle((x, y), radius) => {
                attributes(out, &[("cx", *x), ("cy", *y), ("r", *radius)]);
            }
            Shape::Text((x, y), ..) => {
                attributes(out, &[("x", *x), ("y", *y)]);
            }
        }
        if content.is_empty() && title.is_empty() {
            out.push_str("/>");
        } else if title.is_empty() {
            let _ = write!(out, ">{content}</{name}>");
        } else {
            let _ = write!(out, "><title>{}</title></{name}>", escape(title));
        }
    }

    /// What is shown several times: the first as a path, the others as references to it.
    fn repeats(&self) -> String {
        let Shape::Repeated(id, d, again) = &self.shape else { return String::new() };
        let id = escape(id);
        let mut out = format!("<path id=\"{id}\" d=\"{d}\"/>");
        for (x, y) in again {
            let _ = write!(out, "<use href=\"#{id}\"");
            attributes(&mut out, &[("x", *x), ("y", *y)]);
            out.push_str("/>");
        }
        out
    }
}

/// A text with its value, if it has one, in a span of its own.
fn spans(text: &str) -> String {
    match text.split_once(VALUE_MARK) {
        Some(("", value)) => format!("<tspan class=\"m\">{}</tspan>", escape(value)),
        Some((name, value)) => format!("{} <tspan class=\"m\">{}</tspan>", escape(name), escape(value)),
        None => escape(text),
    }
}

/// Text made safe inside elements and quoted attributes; what cannot be drawn is dropped.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for letter in clean(text).chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '=' => safe.push_str("&#61;"),
            _ => safe.push(letter),
        }
    }
    safe
}

/// Appends tenths as the shortest decimal: `12.5`, `-.5`, `7`. Drawings are mostly numbers, so this is
/// done without the machinery of formats.
fn push(out: &mut String, tenths: Tenth) {
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if tenths < 0 {
        out.push('-');
    }
    if whole > 0 || tenth == 0 {
        let places = whole.checked_ilog10().unwrap_or(0);
        (0..=places).rev().for_each(|place| out.push(digit(whole / 10u32.pow(place))));
    }
    if tenth > 0 {
        out.push('.');
        out.push(digit(tenth));
    }
}

fn attributes(out: &mut String, places: &[(&str, Tenth)]) {
    for (name, place) in places {
        [" ", name, "=\""].iter().for_each(|part| out.push_str(part));
        push(out, *place);
        out.push('"');
    }
}

fn digit(number: u32) -> char {
    char::from(b'0' + (number % 10) as u8)
}

/// Path data through points: one absolute move, then relative steps; points on a straight run are left out.
fn path_text(points: &[(Tenth, Tenth)]) -> String {
    let mut steps = steps(points).into_iter();
    let Some((x, y)) = points.first() else { return String::new() };
    let mut path = PathText { out: String::with_capacity(points.len() * 6), command: ' ', dotted: false };
    path.command('M');
    path.number(*x);
    path.number(*y);
    if points.len() == 1 {
        path.out.push_str("h0");
    }
    steps.by_ref().for_each(|step| path.step(step));
    path.out
}

/// The points without those that lie beside a straight line between others by less than can be seen.
fn straightened(points: &[(Tenth, Tenth)]) -> Vec<(Tenth, Tenth)> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Vec::new() };
    let mut kept = Vec::with_capacity(points.len());
    kept.push(*first);
    let mut start = 0;
    for end in 2..points.len() {
        let near = |point: &(Tenth, Tenth)| lies_between(*point, points[start], points[end]);
        if end - start > LONGEST_RUN || !points[start + 1..end].iter().rev().all(near) {
            start = end - 1;
            kept.push(points[start]);
        }
    }
    if points.len() > 1 {
        kept.push(*last);
    }
    kept
}

/// Most points that are looked at together.
const LONGEST_RUN: usize = 60;
/// By how much a point may lie beside a line, in tenths of a unit.
const BESIDE: f64 = 2.0;

/// Whether a point lies on the way from one to another, or hardly beside it.
fn lies_between(point: (Tenth, Tenth), from: (Tenth, Tenth), to: (Tenth, Tenth)) -> bool {
    let (dx, dy) = (f64::from(to.0) - f64::from(from.0), f64::from(to.1) - f64::from(from.1));
    let (px, py) = (f64::from(point.0) - f64::from(from.0), f64::from(point.1) - f64::from(from.1));
    let (length, along, beside) = (dx * dx + dy * dy, dx * px + dy * py, dx * py - dy * px);
    (0.0..=length).contains(&along) && beside * beside <= length * BESIDE * BESIDE
}

/// The differences between points, steps of one direction joined, empty ones dropped.
fn steps(points: &[(Tenth, Tenth)]) -> Vec<(Tenth, Tenth)> {
    let mut steps: Vec<(Tenth, Tenth)> = Vec::with_capacity(points.len());
    for pair in points.windows(2) {
        let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        match steps.last_mut() {
            _ if (dx, dy) == (0, 0) => {}
            Some((lx, ly)) if same_direction((*lx, *ly), (dx, dy)) => {
                *lx += dx;
                *ly += dy;
            }
            _ => steps.push((dx, dy)),
        }
    }
    steps
}

fn same_direction(a: (Tenth, Tenth), b: (Tenth, Tenth)) -> bool {
    let wide = |value: Tenth| i64::from(value);
    let cross = wide(a.0) * wide(b.1) - wide(a.1) * wide(b.0);
    cross == 0 && wide(a.0) * wide(b.0) + wide(a.1) * wide(b.1) > 0
}

struct PathText {
    out: String,
    command: char,
    dotted: bool,
}

impl PathText {
    fn step(&mut self, (dx, dy): (Tenth, Tenth)) {
        match (dx, dy) {
            (dx, 0) => {
                self.command('h');
                self.number(dx);
            }
            (0, dy) => {
                self.command('v');
                self.number(dy);
            }
            (dx, dy) => {
                self.command('l');
                self.number(dx);
                self.number(dy);
            }
        }
    }

    fn command(&mut self, command: char) {
        if self.command != command {
            self.out.push(command);
            self.command = command;
            self.dotted = true;
        }
    }

    /// Writes a number, with a space only where it would run into the one before it.
    fn number(&mut self, tenths: Tenth) {
        let after_letter = self.out.ends_with(char::is_alphabetic);
        let begins_with_point = (1..10).contains(&tenths);
        let parted = tenths < 0 || after_letter || (begins_with_point && self.dotted);
        if !parted {
            self.out.push(' ');
        }
        push(&mut self.out, tenths);
        self.dotted = tenths % 10 != 0;
    }
}

#[cfg(test)]
mod tests {
    use super::super::class::Kind;
    use super::*;

    #[test]
    fn paths_are_short_and_keep_their_numbers_apart() {
        assert_eq!(path_text(&[(0, 0), (10, 0), (20, 0), (25, 5), (25, -5)]), "M0 0h2l.5.5v-1");
        assert_eq!(path_text(&[(5, 5), (20, 10), (25, 30), (25, 30)]), "M.5.5l1.5.5.5 2");
        assert_eq!(path_text(&[(100, 7)]), "M10 .7h0");
        assert_eq!(path_text(&[]), "");
    }

    #[test]
    fn points_on_a_nearly_straight_way_are_left_out() {
        assert_eq!(straightened(&[(0, 0), (50, 1), (100, 0), (150, 30)]), [(0, 0), (100, 0), (150, 30)]);
        assert_eq!(straightened(&[(0, 0), (50, 0), (20, 0)]), [(0, 0), (50, 0), (20, 0)]);
        assert_eq!(straightened(&[(7, 7)]), [(7, 7)]);
        let arc: Vec<_> = (0..200).map(|x| (x, x * x / 400)).collect();
        let kept = straightened(&arc);
        assert!(kept.len() < 60, "{kept:?}");
        assert!(arc.iter().all(|point| kept.windows(2).any(|pair| lies_between(*point, pair[0], pair[1]))));
    }

    #[test]
    fn shapes_of_one_title_are_one_mark_and_repeated_lines_are_written_once() {
        let mut svg = Svg::default();
        svg.repeat(Class::of(Kind::Ghost), "x-g".to_owned(), &[vec![(0, 0), (10, 10)]], vec![(50, 0)]);
        svg.path(Class::of(Kind::Track), "A: 1 → 2", &[(0, 0), (10, 0)], false);
        svg.circle(Class::of(Kind::Dot), "A: 1 → 2", (0, 0), 30);
        svg.circle(Class::of(Kind::Dot), "B", (0, 9), 30);
        assert_eq!(
            svg.into_text(),
            "<g class=\"lg\"><path id=\"x-g\" d=\"M0 0l1 1\"/><use href=\"#x-g\" x=\"5\" y=\"0\"/></g>\
             <g><title>A: 1 → 2</title><path class=\"tr\" d=\"M0 0h1\"/>\
             <circle class=\"d\" cx=\"0\" cy=\"0\" r=\"3\"/></g>\
             <circle class=\"d\" cx=\"0\" cy=\".9\" r=\"3\"><title>B</title></circle>"
        );
    }

    #[test]
    fn neighbours_of_one_class_share_a_group_and_lines_become_one_path() {
        let mut svg = Svg::default();
        svg.path(Class::of(Kind::Grid), "", &[(0, 0), (10, 0)], false);
        svg.path(Class::of(Kind::Grid), "", &[(0, 10), (10, 10)], false);
        svg.text(Class::of(Kind::Tick), Anchor::End, (0, 0), "a<b");
        svg.text(Class::of(Kind::Tick), Anchor::End, (0, 9), "c");
        svg.circle(Class::slot(Kind::Dot, 3).hollow(true), "x & y", (15, 5), 30);
        assert_eq!(
            svg.into_text(),
            "<path class=\"g\" d=\"M0 0h1M0 1h1\"/><g class=\"t te\"><text x=\"0\" y=\"0\">a&lt;b</text>\
             <text x=\"0\" y=\".9\">c</text></g><circle class=\"d h s3\" cx=\"1.5\" cy=\".5\" r=\"3\">\
             <title>x &amp; y</title></circle>"
        );
    }
}
