//! What must hold for every drawing, whatever the data: it ends, it stays on the sheet, it says no nonsense.

use super::*;
use crate::format::{Lang, day_number};

/// A source of numbers that is the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % most.max(1)
    }

    /// Values of all sizes and signs, some of them none.
    fn value(&mut self) -> Option<f64> {
        let size = 10f64.powi(i32::try_from(self.roll(28)).expect("small") - 12);
        match self.roll(12) {
            0 => None,
            1 => Some(f64::NAN),
            2 => Some(0.0),
            3 => Some(-(self.roll(1000) as f64) / 999.0 * size),
            4 => Some(f64::MAX),
            _ => Some(self.roll(1000) as f64 / 999.0 * size),
        }
    }

    fn tame(&mut self) -> Option<f64> {
        Some(self.roll(10_000) as f64 / 100.0 - 20.0)
    }

    fn name(&mut self) -> String {
        let names =
            ["", "A", "<b>&\"'\u{0}\u{1f}", "Anthropic Claude Opus 4.6 (extended thinking)", "谷歌 Gemini"];
        match self.roll(6) {
            5 => "深度求索大规模语言模型开放平台企业级推理服务每日调用量统计口径二零二六年版本第一批次"
                .to_owned(),
            place => names[usize::try_from(place).expect("small")].to_owned(),
        }
    }
}

/// A random figure of a kind, wild or tame.
fn figure(dice: &mut Dice, kind: u64, wild: bool) -> Plot {
    let days = dice.roll(2) == 0;
    let start = day_number(2020, 1, 1) as f64;
    let value = |dice: &mut Dice| if wild { dice.value() } else { dice.tame() };
    let series = |dice: &mut Dice| -> Vec<Series> {
        (0..dice.roll(9))
            .map(|number| {
                let points = (0..dice.roll(60)).map(|place| Point {
                    x: if days { start + (place * 9) as f64 } else { place as f64 },
                    y: value(dice),
                    estimate: place > 40,
                    title: String::new(),
                });
                let points: Vec<Point> = points.collect();
                let colour = Colour::slot(u8::try_from(number).expect("small"));
                Series { faded: dice.roll(5) == 0, ..Series::new(dice.name(), colour, points) }
            })
            .collect()
    };
    let marks = match kind {
        0 => Marks::Lines(series(dice)),
        1 => Marks::Steps(series(dice)),
        2 => Marks::Areas(series(dice)),
        3 => Marks::Shares(series(dice)),
        4 => Marks::Bars(bars(dice, wild)),
        5 => Marks::Columns(columns(dice, wild)),
        6 => Marks::Points(scatter(dice, wild)),
        7 => Marks::Dumbbells(pairs(dice, wild)),
        8 => Marks::Slopes(Slopes { from: dice.name(), to: dice.name(), rows: pairs(dice, wild) }),
        9 => Marks::Timeline(lanes(dice, start)),
        10 => Marks::Multiples(series(dice)),
        _ => Marks::Ranges(spans(dice, wild)),
    };
    let mut plot = Plot::new("fig", if dice.roll(2) == 0 { Lang::En } else { Lang::Zh }, marks);
    plot.title = dice.name();
    plot.alt = dice.name();
    plot.x.scale = if days && kind != 6 { Scale::Time } else { Scale::Linear };
    plot.y.scale = if dice.roll(3) == 0 { Scale::Log } else { Scale::Linear };
    plot.y.unit = dice.name();
    plot.x.label = dice.name();
    plot.size = [Size::Default, Size::Tall, Size::Short][usize::try_from(dice.roll(3)).expect("small")];
    if wild {
        plot.y.domain = (dice.value(), dice.value());
        plot.x.domain = (dice.value(), dice.value());
        plot.y.ticks = (0..dice.roll(4)).filter_map(|_| dice.value()).collect();
    }
    let at = if days { start + 100.0 } else { 12.0 };
    let text = dice.name();
    plot.annotations = vec![
        Annotation::Point { x: at, y: None, text: text.clone() },
        Annotation::Point { x: at + 3.0, y: dice.tame(), text: text.clone() },
        Annotation::Band { from: at, to: at + 20.0, text: text.clone() },
    ];
    plot.references = vec![Reference { y: dice.tame().unwrap_or(0.0), text }];
    plot.breaks = vec![at + 7.0];
    plot
}

fn bars(dice: &mut Dice, wild: bool) -> Vec<Bar> {
    let rows = dice.roll(if wild { 90 } else { 12 });
    let row = |_| Bar {
        label: dice.name(),
        value: if wild { dice.value() } else { dice.tame() },
        estimate: dice.roll(4) == 0,
        delta: if dice.roll(2) == 0 { "+12%".to_owned() } else { String::new() },
        ..Bar::default()
    };
    (0..rows).map(row).collect()
}

fn columns(dice: &mut Dice, wild: bool) -> Columns {
    let categories: Vec<String> = (0..dice.roll(if wild { 300 } else { 14 })).map(|_| dice.name()).collect();
    let cell =
        |dice: &mut Dice| Cell { value: if wild { dice.value() } else { dice.tame() }, ..Cell::default() };
    let series = (0..dice.roll(4))
        .map(|_| ColumnSeries {
            name: dice.name(),
            cells: (0..15).map(|_| cell(dice)).collect(),
            ..ColumnSeries::default()
        })
        .collect();
    Columns { categories, series, mode: if dice.roll(2) == 0 { Mode::Stack } else { Mode::Group } }
}

fn scatter(dice: &mut Dice, wild: bool) -> Scatter {
    let value = |dice: &mut Dice| if wild { dice.value() } else { dice.tame() }.unwrap_or(f64::INFINITY);
    let dots = (0..dice.roll(50))
        .map(|_| Dot {
            label: dice.name(),
            x: value(dice),
            y: value(dice),
            estimate: dice.roll(4) == 0,
            ..Dot::default()
        })
        .collect();
    let quadrant = Quadrant {
        x: Some(Bound::Below(value(dice))),
        y: Some(Bound::Above(value(dice))),
        text: dice.name(),
    };
    Scatter { dots, quadrant: Some(quadrant), frontier: true, groups: vec![(dice.name(), Colour::OTHER)] }
}

fn pairs(dice: &mut Dice, wild: bool) -> Vec<Pair> {
    let value = |dice: &mut Dice| if wild { dice.value() } else { dice.tame() };
    let row = |_| Pair {
        label: dice.name(),
        from: value(dice),
        to: value(dice),
        delta: "−62%".to_owned(),
        ..Pair::default()
    };
    (0..12).map(row).collect()
}

fn lanes(dice: &mut Dice, start: f64) -> Vec<Lane> {
    let lane = |_| {
        let events = (0..dice.roll(30)).map(|_| Event {
            day: start + dice.roll(900) as f64,
            label: dice.name(),
            ..Event::default()
        });
        let events = events.collect();
        Lane { name: dice.name(), events, ..Lane::default() }
    };
    (0..5).map(lane).collect()
}

fn spans(dice: &mut Dice, wild: bool) -> Vec<Span> {
    let value = |dice: &mut Dice| if wild { dice.value() } else { dice.tame() };
    let span = |_| Span {
        label: dice.name(),
        low: value(dice).unwrap_or(f64::NAN),
        high: value(dice).unwrap_or(f64::NAN),
        mark: value(dice),
        ..Span::default()
    };
    (0..8).map(span).collect()
}

/// All numbers of an attribute that hold places.
fn numbers<'a>(svg: &'a str, attribute: &'a str) -> impl Iterator<Item = f64> + 'a {
    let starts = svg.match_indices(attribute).map(|(at, _)| at + attribute.len());
    starts.map(|at| svg[at..].split('"').next().unwrap_or("").parse().expect("a number in an attribute"))
}

/// The vertices of all paths, in the units of the view box.
fn vertices(svg: &str) -> Vec<(f64, f64)> {
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

fn check(drawing: &Drawing, what: &str) {
    let (width, height) = (f64::from(drawing.width), f64::from(drawing.height));
    let svg = &drawing.svg;
    assert!(!svg.contains("NaN") && !svg.contains("inf") && !svg.contains("style="), "{what}: {svg}");
    for x in numbers(svg, " x=\"").chain(numbers(svg, " cx=\"")) {
        assert!((0.0..=width).contains(&x), "{what}: x {x} of {width}: {svg}");
    }
    for y in numbers(svg, " y=\"").chain(numbers(svg, " cy=\"")) {
        assert!((0.0..=height).contains(&y), "{what}: y {y} of {height}: {svg}");
    }
    for (x, y) in vertices(svg) {
        assert!(
            (-0.2..=width + 0.2).contains(&x) && (-0.2..=height + 0.2).contains(&y),
            "{what}: {x} {y}: {svg}"
        );
    }
    assert_eq!(svg.matches('<').count(), svg.matches('>').count(), "{what}");
    assert!(!svg.contains(|sign: char| sign.is_control()), "{what}");
}

#[test]
fn any_data_give_a_drawing_on_its_sheet_and_the_same_one_again() {
    let mut dice = Dice(11);
    for round in 0..240 {
        let (kind, wild) = (round % 12, round % 3 != 0);
        let plot = figure(&mut dice, kind, wild);
        for width in [Width::Wide, Width::Narrow] {
            let drawing = draw(&plot, width);
            check(&drawing, &format!("round {round} kind {kind}"));
            assert_eq!(drawing, draw(&plot, width));
        }
    }
}

/// A text of a drawing with its estimated box in tenths: left, top, right, bottom.
type TextBox = (String, [i32; 4]);

/// The estimated boxes of all texts of a drawing.
fn text_boxes(svg: &str, width: Width) -> Vec<TextBox> {
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

#[test]
fn no_text_lies_on_another_or_off_the_sheet() {
    let mut dice = Dice(5);
    for round in 0..240 {
        let kind = round % 12;
        let plot = figure(&mut dice, kind, false);
        for width in [Width::Wide, Width::Narrow] {
            let drawing = draw(&plot, width);
            let boxes = text_boxes(&drawing.svg, width);
            for (index, (text, [left, top, right, bottom])) in boxes.iter().enumerate() {
                let sheet = i32::try_from(drawing.width).expect("small") * 10;
                assert!(
                    *left >= -10 && *right <= sheet + 10,
                    "round {round} kind {kind}: `{text}` {left} {right}"
                );
                for (other, [l, t, r, b]) in &boxes[..index] {
                    let (wide, high) = (right.min(r) - left.max(l), bottom.min(b) - top.max(t));
                    assert!(
                        wide <= 10 || high <= 10,
                        "round {round} kind {kind} {width:?}: `{text}` on `{other}` {wide} {high}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_hundred_thousand_rows_and_a_hundred_series_give_small_drawings() {
    let count = 100_000;
    let days = || (0..count).map(|day| Point::new(f64::from(day + 1), f64::from(day % 977)));
    let series = || vec![Series::new("A", Colour::slot(1), days().collect())];
    let dots =
        (0..count).map(|dot| Dot { x: f64::from(dot % 991), y: f64::from(dot % 769), ..Dot::default() });
    let cells = (0..count).map(|cell| Cell { value: Some(f64::from(cell)), ..Cell::default() }).collect();
    let columns = Columns {
        categories: (0..count).map(|place| place.to_string()).collect(),
        series: vec![ColumnSeries { cells, ..ColumnSeries::default() }],
        mode: Mode::Group,
    };
    let bars = (0..count).map(|row| Bar { value: Some(f64::from(row)), ..Bar::default() });
    let hundred = (0..100).map(|_| Series::new("A", Colour::OTHER, days().take(40).collect()));
    let kinds = [
        Marks::Lines(series()),
        Marks::Steps(series()),
        Marks::Areas(series()),
        Marks::Multiples(series()),
        Marks::Points(Scatter { dots: dots.collect(), ..Scatter::default() }),
        Marks::Columns(columns),
        Marks::Bars(bars.collect()),
        Marks::Lines(hundred.collect()),
    ];
    for marks in kinds {
        let mut plot = Plot::new("big", Lang::Zh, marks);
        plot.x.scale = if matches!(plot.marks, Marks::Points(_)) { Scale::Linear } else { Scale::Time };
        let drawing = draw(&plot, Width::Wide);
        assert!(drawing.svg.len() < 200_000, "{}: {:?}", drawing.svg.len(), &drawing.svg[..300]);
        check(&drawing, "big");
    }
}
