//! A drawing with its colours written out, for places that the stylesheet does not reach: downloads,
//! feeds, mail.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// The stylesheet whose light palette is written out.
const STYLESHEET: &str = include_str!("../../static/css/charts.css");

const FONTS: &str = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'PingFang SC', \
    'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/// A drawing of this width and height as a document of its own: every class becomes presentation attributes in light colours, on
/// a plate of the background.
pub fn flat(svg: &str, size: (u32, u32)) -> String {
    let mut out = String::with_capacity(svg.len() * 2);
    let mut rest = svg;
    let mut is_root = true;
    // What each of the few sets of classes of a drawing becomes.
    let mut painted: BTreeMap<&str, String> = BTreeMap::new();
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[at..end];
        if is_root && tag.starts_with("<svg") {
            root(&mut out, tag, size);
            is_root = false;
        } else {
            element(&mut out, tag, &mut painted);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

fn root(out: &mut String, tag: &str, (width, height): (u32, u32)) {
    let (before, after, _) = parts(tag).unwrap_or((tag, "", ""));
    let bare = format!("{before}{after}");
    let bare = bare.trim_end_matches('>');
    let name = if bare.contains("xmlns=") { "" } else { " xmlns=\"http://www.w3.org/2000/svg\"" };
    let (ink, paper) = (token("--chart-ink"), token("--chart-bg"));
    let _ = write!(
        out,
        "{bare}{name} width=\"{width}\" height=\"{height}\" font-family=\"{FONTS}\" font-size=\"13\" \
         fill=\"{ink}\"><rect width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>"
    );
}

fn element<'s>(out: &mut String, tag: &'s str, painted: &mut BTreeMap<&'s str, String>) {
    let Some((before, after, classes)) = parts(tag) else {
        out.push_str(tag);
        return;
    };
    let bare = after.trim_end_matches('>').trim_end_matches('/');
    out.push_str(before);
    out.push_str(bare);
    out.push_str(painted.entry(classes).or_insert_with(|| {
        let (mut all, mut own) = (String::new(), String::new());
        paint(&mut all, classes);
        once_each(&mut own, &all);
        own
    }));
    out.push_str(&after[bare.len()..]);
}

/// Writes attributes (` name="value"…`), of those of one name the last: a later rule overrules an earlier one, and XML takes
/// each name once.
fn once_each(out: &mut String, attributes: &str) {
    let mut rest = attributes;
    while let Some((name, behind)) = rest.split_once("=\"") {
        let Some((_, after)) = behind.split_once('"') else { break };
        let own = &rest[..rest.len() - after.len()];
        let again = |(at, _)| after[at + name.len()..].starts_with("=\"");
        if !after.match_indices(name).any(again) {
            out.push_str(own);
        }
        rest = after;
    }
}

/// A tag before and after its class attribute, and the classes.
fn parts(tag: &str) -> Option<(&str, &str, &str)> {
    let (before, behind) = tag.split_once(" class=\"")?;
    let (classes, after) = behind.split_once('"')?;
    Some((before, after, classes))
}

/// Writes what the stylesheet says of these classes.
fn paint(out: &mut String, classes: &str) {
    let has = |name: &str| classes.split(' ').any(|class| class == name);
    let slot = classes.split(' ').find_map(|class| class.strip_prefix('s').filter(|slot| slot.len() == 1));
    let mark = slot.map_or(token("--chart-ink"), |slot| token(&format!("--s{slot}")));
    let text = slot.map_or(token("--chart-ink"), |slot| token(&format!("--t{slot}")));
    let look = Look { mark, text, estimate: has("e"), faded: has("o"), small: has("sm") };
    for class in classes.split(' ') {
        look.write(out, class);
    }
    if has("h") || (has("d") && has("e")) {
        let _ = write!(out, " fill=\"{}\" stroke=\"{mark}\" stroke-width=\"1.5\"", token("--chart-bg"));
    }
}

/// The colours and states of one element.
struct Look {
    mark: &'static str,
    text: &'static str,
    estimate: bool,
    faded: bool,
    small: bool,
}

impl Look {
    fn write(&self, out: &mut String, class: &str) {
        let _ = match class {
            "g" => stroke(out, token("--chart-grid"), ""),
            "go" => stroke(out, token("--chart-bg"), " stroke-opacity=\".45\""),
            "x" => stroke(out, token("--chart-axis"), ""),
            "z" => stroke(out, token("--chart-zero"), " stroke-width=\"1.2\""),
            "ld" => stroke(out, token("--chart-lead"), ""),
            "nr" => stroke(out, token("--chart-axis"), " stroke-dasharray=\"2 3\""),
            "r" => stroke(out, token("--chart-place"), " stroke-width=\"1.2\" stroke-dasharray=\"5 3\""),
            "f" => stroke(out, token("--chart-axis"), " stroke-width=\"1.2\" stroke-dasharray=\"4 3\""),
            "q" => write!(out, " fill=\"{}\"", token("--chart-quad")),
            "nb" => write!(out, " fill=\"{}\"", token("--chart-band")),
            "l" if self.estimate => stroke(
                out,
                self.mark,
                " stroke-width=\"2.4\" stroke-dasharray=\"1 5\" stroke-linecap=\"round\"",
            ),
            "l" if self.faded => stroke(out, token("--s0"), " stroke-width=\"1.4\""),
            "l" => stroke(
                out,
                self.mark,
                " stroke-width=\"2\" stroke-linejoin=\"round\" stroke-linecap=\"round\"",
            ),
            "lr" => stroke(out, self.mark, " stroke-opacity=\".28\""),
            "lg" => stroke(out, token("--s0"), " stroke-opacity=\".45\""),
            "tr" => stroke(out, self.mark, " stroke-width=\"3\" stroke-opacity=\".45\""),
            "a" | "b" => self.area(out, class),
            "d" if self.faded => write!(out, " fill=\"{}\"", token("--chart-lead")),
            "d" if !self.estimate => {
                write!(out, " fill=\"{}\" stroke=\"{}\" stroke-width=\"1.5\"", self.mark, token("--chart-bg"))
            }
            "tm" => write!(out, " text-anchor=\"middle\""),
            "te" => write!(out, " text-anchor=\"end\""),
            other => self.letters(out, other),
        };
    }

    fn area(&self, out: &mut String, class: &str) -> std::fmt::Result {
        let share = match (class, self.estimate, self.faded) {
            (_, true, _) | ("b", _, true) => 45,
            ("a", ..) => 88,
            _ => 100,
        };
        let colour = if self.faded && !self.estimate { token("--s0") } else { self.mark };
        let edge = if class == "a" {
            format!(" stroke=\"{}\" stroke-width=\".8\"", token("--chart-bg"))
        } else {
            String::new()
        };
        write!(out, " fill=\"{}\"{edge}", mixed(colour, share))
    }

    fn letters(&self, out: &mut String, class: &str) -> std::fmt::Result {
        let halo = format!(" paint-order=\"stroke\" stroke=\"{}\" stroke-width=\"3\"", token("--chart-bg"));
        let mute = token("--chart-mute");
        match class {
            "t" => write!(out, " fill=\"{mute}\"{halo}"),
            "m" => write!(out, " fill=\"{mute}\" font-weight=\"400\""),
            "k" if self.faded => write!(out, " fill=\"{mute}\"{halo}"),
            "k" if self.small => write!(out, " fill=\"{}\"{halo}", self.text),
            "k" => write!(out, " fill=\"{}\" font-weight=\"600\"{halo}", self.text),
            "p" => out.write_str(&halo),
            "v" => write!(out, " font-weight=\"600\"{halo}"),
            "qt" => {
                write!(out, " fill=\"{}\" font-weight=\"600\" font-size=\"12\"{halo}", token("--chart-place"))
            }
            "n" => write!(out, " font-size=\"12\"{halo}"),
            "sm" => out.write_str(" font-size=\"12\""),
            _ => Ok(()),
        }
    }
}

fn stroke(out: &mut String, colour: &str, more: &str) -> std::fmt::Result {
    write!(out, " fill=\"none\" stroke=\"{colour}\"{more}")
}

/// A custom property of the stylesheet in the light theme, which comes first.
fn token(name: &str) -> &'static str {
    static TOKENS: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
        let declared = STYLESHEET.split([';', '{', '}']).rev();
        declared.filter_map(|text| text.lines().last()?.trim().split_once(": ")).collect()
    });
    TOKENS.get(name).copied().unwrap_or("")
}

/// A colour (`#rrggbb`) with so many percent of it on white.
fn mixed(colour: &str, percent: u32) -> String {
    let part = |at: usize| {
        let own = colour.get(at..at + 2).and_then(|hex| u32::from_str_radix(hex, 16).ok()).unwrap_or(0);
        (own * percent + 255 * (100 - percent)) / 100
    };
    format!("#{:02x}{:02x}{:02x}", part(1), part(3), part(5))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Colour, Marks, Plot, Point, Series, Width, draw};
    use crate::format::Lang;

    #[test]
    fn a_flat_drawing_needs_no_stylesheet() {
        let points = vec![Point::new(1.0, 2.0), Point::new(2.0, 4.0)];
        let series = vec![Series::new("A", Colour::slot(2), points)];
        let drawing = draw(&Plot::new("p", Lang::En, Marks::Lines(series)), Width::Wide);
        let svg = flat(&drawing.svg, (drawing.width, drawing.height));
        assert!(!svg.contains("class=") && !svg.contains("var("), "{svg}");
        assert!(svg.contains("xmlns=\"http://www.w3.org/2000/svg\"") && svg.contains("#f3680f"), "{svg}");
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>"));
    }

    #[test]
    fn a_colour_is_mixed_with_white() {
        assert_eq!(mixed("#000000", 45), "#8c8c8c");
        assert_eq!(mixed("#3056cd", 100), "#3056cd");
    }
}
