//! What a drawing holds, read back from its text: places, and the estimated boxes of its words.

use crate::chart::{Width, metrics};

/// All numbers of an attribute that hold places.
pub fn numbers<'a>(svg: &'a str, attribute: &'a str) -> impl Iterator<Item = f64> + 'a {
    let starts = svg.match_indices(attribute).map(|(at, _)| at + attribute.len());
    starts.map(|at| svg[at..].split('"').next().unwrap_or("").parse().expect("a number in an attribute"))
}

/// The vertices of all paths, in the units of the view box.
pub fn vertices(svg: &str) -> Vec<(f64, f64)> {
    let mut all = Vec::new();
    for (at, _) in svg.match_indices(" d=\"") {
        let d = svg[at + 4..].split('"').next().unwrap_or("");
        let (mut place, mut command, mut rest) = ((0.0, 0.0), 'M', d);
        while !rest.is_empty() {
            let first = rest.chars().next().expect("not empty");
            if first.is_ascii_alphabetic() {
                (command, rest) = (first, &rest[1..]);
                continue;
            }
            let mut next = || {
                let trimmed = rest.trim_start();
                let mut dotted = false;
                let end = trimmed.char_indices().skip(1).find(|(_, sign)| {
                    let more =
                        sign.is_ascii_digit() || (*sign == '.' && !dotted && !trimmed.starts_with('.'));
                    dotted |= *sign == '.';
                    !more
                });
                let end = end.map_or(trimmed.len(), |(end, _)| end);
                rest = &trimmed[end..];
                trimmed[..end].parse::<f64>().expect("a number in a path")
            };
            place = match command {
                'M' => (next(), next()),
                'h' => (place.0 + next(), place.1),
                'v' => (place.0, place.1 + next()),
                'l' => (place.0 + next(), place.1 + next()),
                other => panic!("command {other} in {d}"),
            };
            all.push(place);
        }
    }
    all
}

/// A text of a drawing with its estimated box in tenths: left, top, right, bottom.
pub type TextBox = (String, [i32; 4]);

/// The estimated boxes of all texts of a drawing.
pub fn text_boxes(svg: &str, width: Width) -> Vec<TextBox> {
    let mut boxes = Vec::new();
    let (mut group, mut open) = (String::new(), None);
    for piece in svg.split('<').skip(1) {
        let (tag, content) = piece.split_once('>').expect("a closed tag");
        let attribute = |name: &str| {
            let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
            tag[start..].split('"').next()
        };
        if tag.starts_with("g ") {
            group = attribute("class").unwrap_or("").to_owned();
        } else if tag == "/g" {
            group.clear();
        } else if tag.starts_with("text") {
            let place =
                |name| (attribute(name).expect("a place").parse::<f64>().expect("a number") * 10.0) as i32;
            let class = attribute("class").unwrap_or(&group).to_owned();
            open = Some((class, place("x"), place("y"), content.to_owned(), String::new()));
        } else if let ("tspan class=\"m\"", Some(text)) = (tag, &mut open) {
            text.4 = content.to_owned();
        } else if let ("/text", Some(text)) = (tag, &open) {
            boxes.push(text_box(text, width));
            open = None;
        }
    }
    boxes
}

fn text_box((class, x, y, name, value): &(String, i32, i32, String, String), width: Width) -> TextBox {
    let has = |word: &str| class.split(' ').any(|name| name == word);
    let small = ["sm", "n", "qt"].into_iter().any(has);
    let size = match width {
        Width::Wide => 130 - if small { 10 } else { 0 },
        Width::Narrow => 125 - if small { 10 } else { 0 },
    };
    let bold = has("v") || has("qt") || (has("k") && !has("sm") && !has("o"));
    let read = |text: &str| {
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&#61;", "=")
            .replace("&amp;", "&")
    };
    let wide = metrics::text_width(&read(name), metrics::Font { size, bold })
        + metrics::text_width(&read(value), metrics::Font::regular(size));
    let left = x - if has("te") {
        wide
    } else if has("tm") {
        wide / 2
    } else {
        0
    };
    (format!("{}{}", read(name), read(value)), [left, y - size * 75 / 100, left + wide, y + size / 5])
}
