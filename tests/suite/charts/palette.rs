//! The palette as it is shipped: contrast against what it stands on, and distance between colours for readers who
//! see them differently.
//!
//! Contrast is that of WCAG 2.2. Distances are Euclidean in Oklab, times 100, after the simulation of Machado,
//! Oliveira and Fernandes (2009) at full severity.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

type Rgb = [f64; 3];
type Tokens = BTreeMap<String, String>;

/// The custom properties of the stylesheets, light and dark.
fn themes() -> [(&'static str, Tokens); 2] {
    let css = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/css").join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let all = css("tokens.css") + &css("charts.css");
    let mut light = Tokens::new();
    let mut dark = [Tokens::new(), Tokens::new()];
    for (selector, body) in rules(&all) {
        match selector.as_str() {
            ":root" => declare(&mut light, &body),
            ":root:not([data-theme=\"light\"])" => declare(&mut dark[0], &body),
            ":root[data-theme=\"dark\"]" => declare(&mut dark[1], &body),
            _ => {}
        }
    }
    let [mut dark, asked_for] = dark;
    assert_eq!(dark, asked_for.clone().into_iter().filter(|(name, _)| name.starts_with("--")).collect());
    for (name, value) in &light {
        dark.entry(name.clone()).or_insert_with(|| value.clone());
    }
    [("light", light), ("dark", dark)]
}

/// Selector and body of every innermost rule.
fn rules(css: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = css;
    while let Some(open) = rest.find('{') {
        let head = rest[..open].rsplit(['{', '}', ';', '/']).next().unwrap_or("").trim().to_owned();
        rest = &rest[open + 1..];
        let (next, close) = (rest.find('{').unwrap_or(rest.len()), rest.find('}').unwrap_or(rest.len()));
        if close < next {
            found.push((head, rest[..close].to_owned()));
        }
    }
    found
}

fn declare(tokens: &mut Tokens, body: &str) {
    for (name, value) in body.split(';').filter_map(|line| line.split_once(':')) {
        let name = name.trim();
        if name.starts_with("--") {
            tokens.insert(name.to_owned(), value.trim().to_owned());
        }
    }
}

/// A colour of the theme, in the linear light of sRGB.
fn colour(tokens: &Tokens, name: &str) -> Rgb {
    let value = tokens.get(name).unwrap_or_else(|| panic!("no {name}"));
    if let Some(other) = value.strip_prefix("var(").and_then(|rest| rest.strip_suffix(')')) {
        return colour(tokens, other);
    }
    let part = |at: usize| {
        let byte = value.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        let part = f64::from(byte.unwrap_or_else(|| panic!("{name} is {value}, not #rrggbb"))) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    [part(1), part(3), part(5)]
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let light = |[red, green, blue]: Rgb| 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
    light(a).max(light(b)) / light(a).min(light(b))
}

fn times(matrix: [Rgb; 3], vector: Rgb) -> Rgb {
    matrix.map(|row| row.iter().zip(vector).map(|(cell, part)| cell * part).sum())
}

fn oklab(colour: Rgb) -> Rgb {
    let cones = times(
        [
            [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
            [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
            [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
        ],
        colour,
    );
    times(
        [
            [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
            [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
            [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
        ],
        cones.map(f64::cbrt),
    )
}

/// What readers with one kind of cone missing see, and readers with all.
const EYES: [(&str, [Rgb; 3]); 4] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protan",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deutan",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritan",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

fn distance(eye: [Rgb; 3], a: Rgb, b: Rgb) -> f64 {
    let seen = |colour: Rgb| oklab(times(eye, colour).map(|part| part.clamp(0.0, 1.0)));
    let (a, b) = (seen(a), seen(b));
    100.0 * a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

/// Complains where one of the colours stands out too little from one of the grounds.
fn stand_out(theme: &(&str, Tokens), least: f64, colours: &[String], grounds: &[&str]) -> Vec<String> {
    let mut complaints = Vec::new();
    for name in colours {
        for ground in grounds {
            let ratio = contrast(colour(&theme.1, name), colour(&theme.1, ground));
            if ratio < least {
                complaints.push(format!("{}: {name} on {ground} has {ratio:.2}, not {least}", theme.0));
            }
        }
    }
    complaints
}

fn slots(letter: char, first: u8) -> Vec<String> {
    (first..=8).map(|slot| format!("--{letter}{slot}")).collect()
}

#[test]
fn marks_and_texts_stand_out_from_the_page() {
    let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let mut complaints = Vec::new();
    for theme in &themes() {
        complaints.extend(stand_out(theme, 3.0, &slots('s', 0), &["--chart-bg"]));
        complaints.extend(stand_out(theme, 3.0, &named(&["--chart-axis", "--chart-zero"]), &["--chart-bg"]));
        complaints.extend(stand_out(
            theme,
            4.5,
            &slots('t', 0),
            &["--chart-bg", "--chart-band", "--chart-quad"],
        ));
        let texts = named(&["--chart-ink", "--chart-mute", "--chart-place"]);
        complaints.extend(stand_out(theme, 4.5, &texts, &["--chart-bg", "--chart-band", "--chart-quad"]));
        let texts = named(&["--ink", "--mute", "--accent", "--good", "--bad"]);
        complaints.extend(stand_out(theme, 4.5, &texts, &["--bg", "--panel"]));
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn every_two_colours_differ_to_every_eye() {
    let mut complaints = Vec::new();
    for (theme, tokens) in &themes() {
        let marks: Vec<(String, Rgb)> =
            slots('s', 1).into_iter().map(|name| (name.clone(), colour(tokens, &name))).collect();
        for (eye, matrix) in EYES {
            for (at, (name, one)) in marks.iter().enumerate() {
                for (other, two) in &marks[..at] {
                    let apart = distance(matrix, *one, *two);
                    if apart < 9.0 {
                        complaints.push(format!("{theme}, {eye}: {name} and {other} are {apart:.1} apart"));
                    }
                }
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn grey_is_told_from_every_colour_by_those_who_see_all() {
    for (theme, tokens) in &themes() {
        for name in slots('s', 1) {
            let apart = distance(EYES[0].1, colour(tokens, "--s0"), colour(tokens, &name));
            assert!(apart >= 9.0, "{theme}: --s0 and {name} are {apart:.1} apart");
        }
    }
}

/// Complaints about cells of a heat scale whose words stand out too little from them.
fn faint_cells(css: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    for (selector, body) in rules(css) {
        let mut tokens = Tokens::new();
        declare(&mut tokens, &body);
        if tokens.contains_key("--heat") && tokens.contains_key("--heat-ink") {
            let ratio = contrast(colour(&tokens, "--heat"), colour(&tokens, "--heat-ink"));
            if ratio < 4.5 {
                complaints.push(format!("{selector}: {ratio:.2}, not 4.5"));
            }
        }
    }
    complaints
}

#[test]
fn words_on_a_heat_scale_stand_out() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/css/table.css");
    let complaints = faint_cells(&fs::read_to_string(path).expect("the stylesheet of tables"));
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
    assert_eq!(faint_cells(".h4 { --heat: #688be2; --heat-ink: #ffffff; }").len(), 1);
}

#[test]
fn a_palette_that_fails_is_told() {
    let tokens: Tokens = [("--a", "#ffff00"), ("--b", "#ffffff"), ("--c", "#2ca02c"), ("--d", "#d62728")]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
    assert_eq!(stand_out(&("light", tokens.clone()), 3.0, &["--a".to_owned()], &["--b"]).len(), 1);
    assert!((contrast(colour(&tokens, "--b"), [0.0; 3]) - 21.0).abs() < 1e-9);
    assert!(distance(EYES[0].1, colour(&tokens, "--c"), colour(&tokens, "--d")) > 25.0);
    assert!(distance(EYES[2].1, colour(&tokens, "--c"), colour(&tokens, "--d")) < 9.0);
}
