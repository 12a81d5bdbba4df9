//! Figures by row or period: rankings, columns, before and after, valuation ranges.

use super::chance::Chance;
use tearsheet::chart::{
    Bar, Cell, Colour, ColumnSeries, Columns, Marks, Mode, Pair, Plot, Reference, Scale, Slopes, Span,
};
use tearsheet::format::Lang;

fn titled(lang: Lang, marks: Marks, (id, en, zh): (&str, &str, &str)) -> Plot {
    let mut plot = Plot::new(id, lang, marks);
    plot.title = lang.pick(en, zh).to_owned();
    plot.alt = plot.title.clone();
    plot
}

/// A ranking with changes, long names, an estimate and a row without a value.
pub fn bar(lang: Lang) -> Plot {
    let rows = [
        ("Google Gemini", "谷歌 Gemini", Some(58.6e12), "+12%", 1),
        ("Anthropic Claude", "Anthropic Claude", Some(38.0e12), "−3%", 2),
        ("DeepSeek", "深度求索 DeepSeek", Some(27.4e12), "+31%", 4),
        ("OpenAI GPT", "OpenAI GPT", Some(23.5e12), "−8%", 3),
        (
            "Alibaba Cloud Model Studio (Qwen, international)",
            "阿里云百炼大模型服务平台（国际站）",
            Some(15.4e12),
            "+9%",
            5,
        ),
        ("Moonshot AI Kimi", "月之暗面 Kimi", Some(8.5e12), "+54%", 6),
        ("Zhipu GLM", "智谱 GLM", Some(6.1e12), "+22%", 7),
        ("MiniMax", "MiniMax", None, "", 8),
        ("Other", "其他", Some(0.4e12), "", 0),
    ];
    let row = |(at, (en, zh, value, delta, slot)): (usize, &(&str, &str, Option<f64>, &str, u8))| Bar {
        label: lang.pick(*en, *zh).to_owned(),
        value: *value,
        colour: Colour::slot(*slot),
        estimate: at == 6,
        delta: (*delta).to_owned(),
        ..Bar::default()
    };
    let bars = rows.iter().enumerate().map(row).collect();
    let mut plot = titled(lang, Marks::Bars(bars), ("bar", "Google leads the week", "谷歌周用量领先"));
    plot.y.unit = lang.pick("tokens a week", "token/周").to_owned();
    plot
}

/// Gains and losses, one row highlighted.
pub fn bar_loss(lang: Lang) -> Plot {
    let rows = [
        ("Alphabet", 73.3),
        ("Microsoft", 71.6),
        ("Amazon", -11.2),
        ("Meta", 43.6),
        ("Oracle", -23.7),
        ("CoreWeave", -7.3),
    ];
    let row = |(name, value): &(&str, f64)| Bar {
        label: (*name).to_owned(),
        value: Some(value * 1e9),
        colour: Colour::slot(2),
        faded: *name != "Oracle",
        ..Bar::default()
    };
    let mut plot = titled(
        lang,
        Marks::Bars(rows.iter().map(row).collect()),
        ("bar-loss", "Oracle burns cash", "甲骨文现金流为负"),
    );
    plot.y.format = "$auto".parse().expect("a format");
    plot
}

fn cells(values: &[f64], estimates_from: usize) -> Vec<Cell> {
    let cell = |(at, value): (usize, &f64)| Cell {
        value: Some(*value),
        estimate: at >= estimates_from,
        ..Cell::default()
    };
    values.iter().enumerate().map(cell).collect()
}

/// Three measures side by side, losses, the last year expected.
pub fn column(lang: Lang) -> Plot {
    let of = |en: &str, zh: &str, slot: u8, values: [f64; 3]| ColumnSeries {
        name: lang.pick(en, zh).to_owned(),
        colour: Colour::slot(slot),
        cells: cells(&values, 2),
        ..ColumnSeries::default()
    };
    let columns = Columns {
        categories: [("FY2025", "2025财年"), ("FY2026", "2026财年"), ("FY2027E", "2027财年E")]
            .map(|(en, zh)| lang.pick(en, zh).to_owned())
            .to_vec(),
        series: vec![
            of("Cash from operations", "经营现金流", 1, [20.8e9, 29.4e9, 36.8e9]),
            of("Capital expenditure", "资本开支", 0, [-21.2e9, -35.3e9, -50.0e9]),
            of("Free cash flow", "自由现金流", 2, [-0.4e9, -5.9e9, -13.2e9]),
        ],
        mode: Mode::Group,
    };
    let mut plot = titled(lang, Marks::Columns(columns), ("column", "The gap widens", "缺口扩大"));
    plot.y.unit = lang.pick("US dollars", "美元").to_owned();
    plot
}

/// Twenty quarters in one colour, the last two expected.
pub fn column_quarters(lang: Lang) -> Plot {
    let mut chance = Chance(21);
    let values: Vec<f64> =
        (0..20).map(|at| 4.2e9 * 1.11f64.powi(at) * (0.93 + 0.14 * chance.next())).collect();
    let categories =
        (0..20).map(|at| format!("{}Q{}{}", 22 + at / 4, at % 4 + 1, if at > 17 { "E" } else { "" }));
    let series = ColumnSeries {
        name: lang.pick("Capital expenditure", "资本开支").to_owned(),
        colour: Colour::slot(3),
        cells: cells(&values, 18),
        ..ColumnSeries::default()
    };
    let columns = Columns { categories: categories.collect(), series: vec![series], mode: Mode::Group };
    let mut plot =
        titled(lang, Marks::Columns(columns), ("quarters", "Five years of quarters", "五年二十个季度"));
    plot.y.format = "$auto".parse().expect("a format");
    plot
}

/// Parts of a total by year, long names of categories.
pub fn column_stack(lang: Lang) -> Plot {
    let of = |en: &str, zh: &str, slot: u8, values: [f64; 4]| ColumnSeries {
        name: lang.pick(en, zh).to_owned(),
        colour: Colour::slot(slot),
        cells: cells(&values, 3),
        ..ColumnSeries::default()
    };
    let columns = Columns {
        categories: [
            ("North America and Canada", "北美及加拿大地区"),
            ("Europe, Middle East, Africa", "欧洲、中东与非洲"),
            ("Asia Pacific", "亚太"),
            ("Rest of the world (expected)", "其余地区（预期）"),
        ]
        .map(|(en, zh)| lang.pick(en, zh).to_owned())
        .to_vec(),
        series: vec![
            of("Cloud", "云", 1, [43.2e9, 21.7e9, 12.4e9, 6.1e9]),
            of("Advertising", "广告", 2, [31.9e9, 24.2e9, 15.3e9, 4.4e9]),
            of("Devices and subscriptions", "设备与订阅", 3, [12.5e9, 7.7e9, 3.1e9, 1.2e9]),
        ],
        mode: Mode::Stack,
    };
    let mut plot = titled(lang, Marks::Columns(columns), ("stack", "Half of it at home", "一半在本土"));
    plot.y.format = "$auto".parse().expect("a format");
    plot
}

fn pairs(lang: Lang) -> Vec<Pair> {
    let rows = [
        ("GPT-4 → GPT-5.4 mini", 60.0, 4.5, "−92%", 3),
        ("Claude 3 Opus → Opus 4.6", 75.0, 25.0, "−67%", 2),
        ("Gemini 1.5 Pro → 3 Flash", 21.0, 3.0, "−86%", 1),
        ("Qwen-Max → Qwen3.5", 16.6, 3.6, "−78%", 5),
        ("DeepSeek V3 → V3.2", 1.1, 0.42, "−62%", 4),
        ("Mistral Large 2 → Large 3 (2512)", 6.0, 7.5, "+25%", 0),
    ];
    let row = |(label, from, to, delta, slot): &(&str, f64, f64, &str, u8)| Pair {
        label: lang
            .pick((*label).to_owned(), label.replace("Claude", "克劳德").replace("Gemini", "谷歌 Gemini")),
        from: Some(*from),
        to: Some(*to),
        colour: Colour::slot(*slot),
        delta: (*delta).to_owned(),
        ..Pair::default()
    };
    rows.iter().map(row).collect()
}

/// Prices before and after, on a logarithmic axis.
pub fn dumbbell(lang: Lang) -> Plot {
    let mut plot =
        titled(lang, Marks::Dumbbells(pairs(lang)), ("dumbbell", "Cuts of 62% to 92%", "降价 62%–92%"));
    plot.y.scale = Scale::Log;
    plot.y.format = "$auto".parse().expect("a format");
    plot.references = vec![Reference { y: 10.0, text: lang.pick("$10", "10 美元").to_owned() }];
    plot
}

/// Shares before and after, near each other at both ends.
pub fn slope(lang: Lang) -> Plot {
    let rows = [
        ("Google", "谷歌", 24.0, 33.0, 1),
        ("Anthropic", "Anthropic", 31.0, 23.0, 2),
        ("DeepSeek", "深度求索", 9.0, 15.0, 4),
        ("OpenAI", "OpenAI", 19.0, 14.0, 3),
        ("Alibaba Cloud and its partners", "阿里云及其合作伙伴", 8.5, 9.0, 5),
        ("Moonshot AI", "月之暗面", 2.5, 6.0, 6),
    ];
    let row = |(en, zh, from, to, slot): &(&str, &str, f64, f64, u8)| Pair {
        label: lang.pick(*en, *zh).to_owned(),
        from: Some(*from),
        to: Some(*to),
        colour: Colour::slot(*slot),
        ..Pair::default()
    };
    let slopes = Slopes {
        from: lang.pick("January 2026", "2026年1月").to_owned(),
        to: lang.pick("April 2026", "2026年4月").to_owned(),
        rows: rows.iter().map(row).collect(),
    };
    let mut plot = titled(lang, Marks::Slopes(slopes), ("slope", "Shares change hands", "份额易手"));
    plot.y.format = "0%".parse().expect("a format");
    plot
}

/// What a share is worth by five methods, against its price.
pub fn range(lang: Lang) -> Plot {
    let rows = [
        ("52-week trading range", "52周股价区间", 118.2, 242.2, None),
        ("Analyst targets", "分析师目标价", 165.0, 300.0, Some(231.0)),
        ("EV/EBITDA of comparable companies", "可比公司企业价值倍数", 152.0, 214.0, Some(181.0)),
        ("Discounted cash flow, 8% to 10%", "现金流折现（8%–10%）", 171.0, 289.0, Some(226.0)),
        ("Sum of the parts", "分部估值", 205.5, 341.0, Some(262.0)),
    ];
    let row = |(at, (en, zh, low, high, mark)): (usize, &(&str, &str, f64, f64, Option<f64>))| Span {
        label: lang.pick(*en, *zh).to_owned(),
        low: *low,
        high: *high,
        mark: *mark,
        colour: Colour::slot(if at == 0 { 0 } else { 1 }),
        ..Span::default()
    };
    let spans = rows.iter().enumerate().map(row).collect();
    let mut plot = titled(
        lang,
        Marks::Ranges(spans),
        ("range", "Most methods stand above the price", "多数方法高于现价"),
    );
    plot.y.format = "$0".parse().expect("a format");
    plot.references =
        vec![Reference { y: 214.5, text: lang.pick("price $214.50", "现价 214.50 美元").to_owned() }];
    plot
}
