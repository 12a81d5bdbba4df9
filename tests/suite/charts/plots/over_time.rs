//! Figures over time: lines, steps, areas, shares, panels.

use super::chance::{Chance, daily, day, weekly_mean};
use tearsheet::chart::{Annotation, Axis, Colour, Marks, Plot, Point, Reference, Scale, Series};
use tearsheet::format::Lang;

const NAMES: [(&str, &str, &str); 6] = [
    ("Google Gemini", "谷歌 Gemini", "谷歌"),
    ("Anthropic Claude", "Anthropic Claude", "Anthropic"),
    ("OpenAI GPT", "OpenAI GPT", "OpenAI"),
    ("DeepSeek", "深度求索 DeepSeek", "深度求索"),
    ("Alibaba Qwen", "阿里通义 Qwen", "通义"),
    ("Moonshot AI Kimi", "月之暗面 Kimi", "Kimi"),
];
const TOKENS: [(f64, f64); 6] = [
    (3.3e12, 5.8e12),
    (2.5e12, 4.2e12),
    (1.9e12, 2.5e12),
    (0.9e12, 2.7e12),
    (0.7e12, 1.6e12),
    (0.25e12, 1e12),
];

fn usage(lang: Lang, raw: bool) -> Vec<Series> {
    let one = |at: usize| {
        let (name, range) = (&NAMES[at], &TOKENS[at]);
        let points = daily(*range, (day(2026, 1, 5), 90), 11 + at as u64);
        let colour = Colour::slot(at as u8 + 1);
        let series = Series::new(lang.pick(name.0, name.1), colour, weekly_mean(&points));
        let short = lang.pick("", name.2).to_owned();
        Series { short, raw: if raw { points } else { Vec::new() }, ..series }
    };
    (0..TOKENS.len()).map(one).collect()
}

fn titled(lang: Lang, marks: Marks, (id, en, zh): (&str, &str, &str)) -> Plot {
    let mut plot = Plot::new(id, lang, marks);
    plot.title = lang.pick(en, zh).to_owned();
    plot.alt = plot.title.clone();
    plot.x = Axis::time();
    plot
}

/// Six lines over their daily values, a gap, a break, a remark, a stretch, a reference.
pub fn line(lang: Lang) -> Plot {
    let mut series = usage(lang, true);
    for point in &mut series[2].points[38..44] {
        point.y = None;
    }
    let mut plot =
        titled(lang, Marks::Lines(series), ("line", "Usage doubles in three months", "三个月用量翻番"));
    plot.y.unit = lang.pick("tokens a day", "token/日").to_owned();
    plot.breaks = vec![day(2026, 3, 10)];
    plot.annotations = vec![
        Annotation::Point {
            x: day(2026, 2, 19),
            y: None,
            text: lang.pick("Gemini 3.1 Pro ships", "Gemini 3.1 Pro 发布").to_owned(),
        },
        Annotation::Band {
            from: day(2026, 2, 15),
            to: day(2026, 2, 23),
            text: lang.pick("Spring Festival", "春节假期").to_owned(),
        },
        Annotation::Point {
            x: day(2026, 1, 27),
            y: Some(1.9e12),
            text: lang.pick("price cut", "降价").to_owned(),
        },
    ];
    plot.references =
        vec![Reference { y: 5e12, text: lang.pick("five trillion a day", "每日五万亿").to_owned() }];
    plot
}

/// A few yearly values, the last of them expected.
pub fn line_estimate(lang: Lang) -> Plot {
    let of = |values: [f64; 7], first: i32| {
        let point = |(at, value): (usize, &f64)| Point {
            estimate: first + at as i32 > 2026,
            ..Point::new(day(first + at as i32, 12, 31), *value)
        };
        values.iter().enumerate().map(point).collect()
    };
    let series = vec![
        Series::new(
            lang.pick("Capital expenditure", "资本开支"),
            Colour::slot(1),
            of([24.6e9, 31.5e9, 32.3e9, 52.5e9, 91.4e9, 140e9, 165e9], 2022),
        ),
        Series::new(
            lang.pick("Depreciation and amortisation", "折旧与摊销"),
            Colour::slot(2),
            of([13.4e9, 15.9e9, 11.9e9, 15.3e9, 21.1e9, 31e9, 45e9], 2022),
        ),
    ];
    let marks = Marks::Lines(series);
    let mut plot = titled(lang, marks, ("line-e", "Spending runs ahead of write-downs", "开支远超折旧"));
    plot.y.format = "$auto".parse().expect("a format");
    plot
}

/// Two prices against an index, all at 100 on the first day.
pub fn index(lang: Lang) -> Plot {
    let of = |end: f64, seed: u64| daily((100.0, end), (day(2024, 10, 1), 520), seed);
    let series = vec![
        Series::new(
            lang.pick("Alphabet", "谷歌母公司 Alphabet"),
            Colour::slot(1),
            weekly_mean(&of(186.0, 3)),
        ),
        Series::new(lang.pick("Alibaba", "阿里巴巴"), Colour::slot(5), weekly_mean(&of(158.0, 4))),
        Series { faded: true, ..Series::new("Nasdaq 100", Colour::OTHER, weekly_mean(&of(131.0, 5))) },
    ];
    let mut plot = titled(lang, Marks::Lines(series), ("index", "Both beat the index", "两家均跑赢指数"));
    plot.references = vec![Reference {
        y: 100.0,
        text: lang.pick("1 Oct 2024 = 100", "2024年10月1日 = 100").to_owned(),
    }];
    plot
}

/// Prices that share days and levels, on a logarithmic axis.
pub fn step(lang: Lang) -> Plot {
    let of = |changes: &[(i32, u8, u8, f64)]| {
        changes
            .iter()
            .map(|(year, month, number, price)| Point::new(day(*year, *month, *number), *price))
            .collect()
    };
    let series = vec![
        Series::new(
            lang.pick("OpenAI flagship", "OpenAI 旗舰"),
            Colour::slot(3),
            of(&[
                (2023, 3, 14, 60.0),
                (2023, 11, 6, 30.0),
                (2024, 5, 13, 15.0),
                (2024, 8, 6, 10.0),
                (2025, 8, 7, 10.0),
                (2026, 3, 5, 15.0),
            ]),
        ),
        Series::new(
            lang.pick("Anthropic flagship", "Anthropic 旗舰"),
            Colour::slot(2),
            of(&[(2023, 7, 11, 32.7), (2024, 3, 4, 75.0), (2025, 11, 24, 25.0)]),
        ),
        Series::new(
            lang.pick("Google flagship", "谷歌旗舰"),
            Colour::slot(1),
            of(&[
                (2024, 5, 13, 21.0),
                (2024, 8, 6, 10.0),
                (2024, 10, 1, 5.0),
                (2025, 4, 4, 10.0),
                (2025, 11, 18, 12.0),
            ]),
        ),
        Series::new(
            lang.pick("Qwen flagship", "通义旗舰"),
            Colour::slot(5),
            of(&[(2024, 4, 28, 16.6), (2024, 9, 19, 8.3), (2025, 1, 28, 6.4), (2025, 9, 5, 6.0)]),
        ),
        Series::new(
            "DeepSeek",
            Colour::slot(4),
            of(&[(2024, 5, 6, 0.28), (2025, 2, 8, 1.1), (2025, 9, 29, 0.42)]),
        ),
    ];
    let mut plot = titled(
        lang,
        Marks::Steps(series),
        ("step", "Three years, a quarter of the price", "三年降到四分之一"),
    );
    plot.y = Axis { format: "$auto".parse().expect("a format"), ..Axis::log() };
    plot.y.unit = lang.pick("a million tokens", "/百万 token").to_owned();
    plot
}

/// Six layers and their total.
pub fn area(lang: Lang) -> Plot {
    let mut plot = titled(lang, Marks::Areas(usage(lang, false)), ("area", "Usage doubles", "用量翻番"));
    plot.y.unit = lang.pick("tokens", "").to_owned();
    plot.annotations = vec![Annotation::Point {
        x: day(2026, 2, 19),
        y: None,
        text: lang.pick("Gemini 3.1 Pro ships", "Gemini 3.1 Pro 发布").to_owned(),
    }];
    plot
}

/// The same six as shares.
pub fn share(lang: Lang) -> Plot {
    titled(lang, Marks::Shares(usage(lang, false)), ("share", "A third is Google's", "谷歌占三成"))
}

/// A panel for each of the six, and one that falls.
pub fn multiples(lang: Lang) -> Plot {
    let mut series = usage(lang, false);
    let mut chance = Chance(9);
    let falling = (0..90).map(|at| {
        Point::new(day(2026, 1, 5) + f64::from(at), 2.2e12 - f64::from(at) * (1.5e10 + chance.next() * 2e9))
    });
    series.push(Series::new(
        lang.pick("All other routed open-weight models", "其余全部开放权重模型"),
        Colour::OTHER,
        falling.collect(),
    ));
    let mut plot = titled(lang, Marks::Multiples(series), ("multiples", "One scale for all", "同尺比较"));
    plot.y.unit = lang.pick("tokens a day", "token/日").to_owned();
    plot.x.scale = Scale::Time;
    plot
}
