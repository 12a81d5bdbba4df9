//! Figures of single things: models by price and score, releases by day.

use super::chance::day;
use tearsheet::chart::{Axis, Bound, Colour, Dot, Event, Lane, Marks, Plot, Quadrant, Scatter};
use tearsheet::format::Lang;

const MODELS: [(&str, f64, f64, u8); 24] = [
    ("Gemini 3.1 Pro", 4.5, 57.0, 1),
    ("GPT-5.4 (xhigh)", 5.6, 57.2, 3),
    ("MiniMax M2.7", 0.53, 49.6, 7),
    ("DeepSeek V3.2", 0.32, 41.7, 4),
    ("Claude Opus 4.6", 10.0, 53.0, 2),
    ("Claude Sonnet 4.6", 6.0, 51.7, 2),
    ("GLM-5", 1.55, 49.8, 7),
    ("Grok 4.20", 3.0, 48.5, 8),
    ("Gemini 3 Flash", 1.13, 46.4, 1),
    ("Kimi K2.5", 1.2, 46.8, 6),
    ("Qwen3.5 397B", 1.35, 45.0, 5),
    ("Qwen3.5 9B", 0.11, 32.4, 5),
    ("GPT-5 nano", 0.14, 26.8, 3),
    ("Mistral Large 3", 0.75, 22.8, 0),
    ("MiMo-V2-Pro", 1.5, 49.2, 7),
    ("GPT-5.4 mini", 1.1, 48.9, 3),
    ("Qwen3.5 27B", 0.83, 42.1, 5),
    ("Gemini 3.1 Flash-Lite", 0.56, 34.1, 1),
    ("Claude Haiku 4.5", 2.0, 37.1, 2),
    ("Nova 2.0 Pro", 3.4, 35.7, 0),
    ("Claude Opus 4.6 (32k extended thinking)", 10.2, 54.4, 2),
    ("GLM-5 Turbo", 1.6, 48.8, 7),
    ("Kimi K2.5 Thinking", 1.25, 47.6, 6),
    ("Step 3.5 Flash", 0.31, 40.9, 0),
];

/// Two dozen models, some on top of each other.
pub fn scatter(lang: Lang) -> Plot {
    let dot = |(at, (name, x, y, slot)): (usize, &(&str, f64, f64, u8))| Dot {
        label: lang.pick((*name).to_owned(), name.replace("extended thinking", "深度思考")),
        x: *x,
        y: *y,
        colour: Colour::slot(*slot),
        estimate: at == 13,
        ..Dot::default()
    };
    let quadrant = Quadrant {
        x: Some(Bound::Below(1.0)),
        y: Some(Bound::Above(45.0)),
        text: lang.pick("smarter and cheaper", "更聪明、更便宜").to_owned(),
    };
    let scatter = Scatter {
        dots: MODELS.iter().enumerate().map(dot).collect(),
        quadrant: Some(quadrant),
        frontier: true,
        ..Scatter::default()
    };
    let mut plot = Plot::new("scatter", lang, Marks::Points(scatter));
    plot.title = lang.pick("Two models are smarter and cheaper", "两个模型更聪明也更便宜").to_owned();
    plot.alt = plot.title.clone();
    plot.x = Axis { format: "$auto".parse().expect("a format"), ..Axis::log() };
    plot.x.label = lang
        .pick("Blended price, US dollars a million tokens (log scale)", "混合价格，美元/百万 token（对数轴）")
        .to_owned();
    plot.y.label = lang.pick("Intelligence index", "智能指数").to_owned();
    plot
}

/// A day and what was released on it.
type Release = (i32, u8, u8, &'static str);

/// A vendor in both languages, its colour and its releases.
type Vendor = (&'static str, &'static str, u8, &'static [Release]);

/// Releases of five vendors over fifteen months.
const VENDORS: [Vendor; 5] = [
    (
        "Google",
        "谷歌",
        1,
        &[
            (2025, 3, 25, "2.5 Pro"),
            (2025, 11, 18, "3 Pro"),
            (2025, 12, 17, "3 Flash"),
            (2026, 2, 19, "3.1 Pro"),
        ],
    ),
    (
        "Anthropic",
        "Anthropic",
        2,
        &[
            (2025, 2, 24, "Sonnet 3.7"),
            (2025, 5, 22, "Opus 4"),
            (2025, 8, 5, "Opus 4.1"),
            (2025, 9, 29, "Sonnet 4.5"),
            (2025, 11, 24, "Opus 4.5"),
            (2026, 2, 5, "Opus 4.6"),
            (2026, 2, 17, "Sonnet 4.6"),
        ],
    ),
    (
        "OpenAI",
        "OpenAI",
        3,
        &[
            (2025, 4, 16, "o3"),
            (2025, 8, 7, "GPT-5"),
            (2025, 11, 13, "5.1"),
            (2025, 12, 11, "5.2"),
            (2026, 3, 5, "5.4"),
        ],
    ),
    (
        "DeepSeek",
        "深度求索",
        4,
        &[
            (2025, 1, 20, "R1"),
            (2025, 5, 28, "R1-0528"),
            (2025, 8, 21, "V3.1"),
            (2025, 9, 22, "V3.1-Terminus"),
            (2025, 9, 29, "V3.2-Exp"),
            (2025, 12, 1, "V3.2"),
        ],
    ),
    (
        "Alibaba Qwen",
        "阿里通义",
        5,
        &[
            (2025, 4, 28, "Qwen3"),
            (2025, 7, 21, "Qwen3-2507"),
            (2025, 9, 5, "Qwen3-Max"),
            (2026, 2, 16, "Qwen3.5"),
        ],
    ),
];

/// A lane for each vendor.
pub fn timeline(lang: Lang) -> Plot {
    let lane = |(en, zh, slot, events): &Vendor| Lane {
        name: lang.pick(*en, *zh).to_owned(),
        colour: Colour::slot(*slot),
        events: events
            .iter()
            .map(|(year, month, number, label)| Event {
                day: day(*year, *month, *number),
                label: (*label).to_owned(),
                planned: *label == "5.4",
                ..Event::default()
            })
            .collect(),
    };
    let mut plot = Plot::new("timeline", lang, Marks::Timeline(VENDORS.iter().map(lane).collect()));
    plot.title = lang.pick("A flagship every two months", "两个月一代旗舰").to_owned();
    plot.alt = plot.title.clone();
    plot
}
