//! Figures of any kind from any data: the ground of the properties.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;

use crate::chart::*;
use crate::format::{Lang, day_number};

/// How bad the numbers may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// Measurements: finite, within a few powers of ten.
    Tame,
    /// Whatever a machine can hold: from 1e-12 to 1e15 and beyond, not a number, infinite.
    Wild,
}

/// Values, some of them missing.
fn value(numbers: Numbers) -> BoxedStrategy<Option<f64>> {
    let tame = (-2_000i32..10_000).prop_map(|value| Some(f64::from(value) / 100.0));
    if numbers == Numbers::Tame {
        return prop_oneof![1 => Just(None), 12 => tame].boxed();
    }
    let wild = (-1.0f64..1.0, -12i32..16).prop_map(|(digits, power)| Some(digits * 10f64.powi(power)));
    let odd = prop::sample::select(vec![
        None,
        Some(0.0),
        Some(-0.0),
        Some(f64::NAN),
        Some(f64::INFINITY),
        Some(f64::NEG_INFINITY),
        Some(f64::MAX),
        Some(f64::MIN_POSITIVE),
        Some(1e15),
        Some(1e-12),
    ]);
    prop_oneof![2 => odd, 5 => wild, 3 => tame].boxed()
}

fn number(numbers: Numbers) -> BoxedStrategy<f64> {
    value(numbers).prop_map(|value| value.unwrap_or(f64::NAN)).boxed()
}

/// Names: none, short, long, of forty Chinese characters, hostile.
pub fn name() -> BoxedStrategy<String> {
    let known = prop::sample::select(vec![
        "",
        "A",
        "谷歌 Gemini",
        "深度求索大规模语言模型开放平台企业级推理服务每日调用量统计口径二零二六年版本第一批次",
        "Anthropic Claude Opus 4.6 (extended thinking)",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "<b>&\"'\u{0}\u{1f}",
        "\u{202e}mirror\u{200b} \t line\nbreak",
        "🤖 model 🧪",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => ".{0,24}"].boxed()
}

fn colour() -> impl Strategy<Value = Colour> {
    (0u8..9).prop_map(Colour::slot)
}

/// Points at places that may repeat and be out of order; all equal, one, none.
fn points(numbers: Numbers, most: usize) -> BoxedStrategy<Vec<Point>> {
    let start = day_number(2020, 1, 1) as f64;
    let free = vec((0u32..700, value(numbers), prop::bool::weighted(0.1)), 0..most).prop_map(move |all| {
        let point = |(day, y, estimate): (u32, Option<f64>, bool)| Point {
            x: start + f64::from(day),
            y,
            estimate,
            ..Point::default()
        };
        all.into_iter().map(point).collect()
    });
    let equal = (number(numbers), 0..most).prop_map(move |(y, count)| {
        (0..count).map(|at| Point::new(start + at as f64, y)).collect::<Vec<Point>>()
    });
    prop_oneof![5 => free, 1 => equal].boxed()
}

fn series(numbers: Numbers) -> BoxedStrategy<Vec<Series>> {
    let one = |most: usize| {
        (name(), colour(), prop::bool::weighted(0.2), points(numbers, most), points(numbers, 6)).prop_map(
            |(name, colour, faded, points, raw)| Series { faded, raw, ..Series::new(name, colour, points) },
        )
    };
    prop_oneof![8 => vec(one(60), 0..9), 1 => vec(one(5), 60..101)].boxed()
}

fn bars(numbers: Numbers) -> impl Strategy<Value = Vec<Bar>> {
    let delta = prop::sample::select(vec!["", "+12%", "−3,400%"]);
    let row = (name(), value(numbers), colour(), any::<(bool, bool)>(), delta).prop_map(
        |(label, value, colour, (estimate, faded), delta)| Bar {
            label,
            value,
            colour,
            estimate,
            faded,
            delta: delta.to_owned(),
            ..Bar::default()
        },
    );
    vec(row, 0..80)
}

fn columns(numbers: Numbers) -> impl Strategy<Value = Columns> {
    let cell = (value(numbers), prop::bool::weighted(0.2)).prop_map(|(value, estimate)| Cell {
        value,
        estimate,
        ..Cell::default()
    });
    let series = (name(), colour(), vec(cell, 0..30)).prop_map(|(name, colour, cells)| ColumnSeries {
        name,
        colour,
        cells,
        ..ColumnSeries::default()
    });
    let categories = prop_oneof![6 => vec(name(), 0..14), 1 => vec(name(), 200..300)];
    (categories, vec(series, 0..4), any::<bool>()).prop_map(|(categories, series, stack)| Columns {
        categories,
        series,
        mode: if stack { Mode::Stack } else { Mode::Group },
    })
}

fn scatter(numbers: Numbers) -> impl Strategy<Value = Scatter> {
    let dot = (name(), number(numbers), number(numbers), colour(), any::<(bool, bool)>()).prop_map(
        |(label, x, y, colour, (estimate, faded))| Dot {
            label,
            x,
            y,
            colour,
            estimate,
            faded,
            ..Dot::default()
        },
    );
    let side = move || {
        let bound = (any::<bool>(), number(numbers));
        weighted(0.7, bound.prop_map(|(below, at)| if below { Bound::Below(at) } else { Bound::Above(at) }))
    };
    let quadrant = weighted(0.5, (side(), side(), name()).prop_map(|(x, y, text)| Quadrant { x, y, text }));
    let groups = vec((name(), colour()), 0..5);
    (vec(dot, 0..50), groups, quadrant, any::<bool>())
        .prop_map(|(dots, groups, quadrant, frontier)| Scatter { dots, groups, quadrant, frontier })
}

fn pairs(numbers: Numbers) -> impl Strategy<Value = Vec<Pair>> {
    let ends = (value(numbers), value(numbers), any::<[bool; 2]>());
    let row =
        (name(), ends, colour(), any::<bool>()).prop_map(|(label, (from, to, expected), colour, faded)| {
            Pair { label, from, to, expected, colour, faded, delta: "−62%".to_owned(), ..Pair::default() }
        });
    vec(row, 0..14)
}

fn lanes() -> impl Strategy<Value = Vec<Lane>> {
    let start = day_number(2020, 1, 1) as f64;
    let event = (0u32..900, name(), any::<bool>()).prop_map(move |(day, label, planned)| Event {
        day: start + f64::from(day),
        label,
        planned,
        ..Event::default()
    });
    let lane = (name(), colour(), vec(event, 0..30));
    vec(lane.prop_map(|(name, colour, events)| Lane { name, colour, events }), 0..7)
}

fn spans(numbers: Numbers) -> impl Strategy<Value = Vec<Span>> {
    let span = (name(), number(numbers), number(numbers), value(numbers), colour()).prop_map(
        |(label, low, high, mark, colour)| Span { label, low, high, mark, colour, ..Span::default() },
    );
    vec(span, 0..9)
}

fn marks(numbers: Numbers) -> BoxedStrategy<Marks> {
    let slopes = (name(), name(), pairs(numbers)).prop_map(|(from, to, rows)| Slopes { from, to, rows });
    prop_oneof![
        series(numbers).prop_map(Marks::Lines),
        series(numbers).prop_map(Marks::Steps),
        series(numbers).prop_map(Marks::Areas),
        series(numbers).prop_map(Marks::Shares),
        series(numbers).prop_map(Marks::Multiples),
        bars(numbers).prop_map(Marks::Bars),
        columns(numbers).prop_map(Marks::Columns),
        scatter(numbers).prop_map(Marks::Points),
        pairs(numbers).prop_map(Marks::Dumbbells),
        slopes.prop_map(Marks::Slopes),
        lanes().prop_map(Marks::Timeline),
        spans(numbers).prop_map(Marks::Ranges),
    ]
    .boxed()
}

fn axis(numbers: Numbers) -> BoxedStrategy<Axis> {
    let format = prop::sample::select(vec!["auto", "$auto", "0.0", "0%", "0.0x"]);
    let plain = (any::<bool>(), format, name(), name()).prop_map(|(log, format, label, unit)| Axis {
        scale: if log { Scale::Log } else { Scale::Linear },
        format: format.parse().expect("a format of the list"),
        label,
        unit,
        ..Axis::default()
    });
    if numbers == Numbers::Tame {
        return plain.boxed();
    }
    let bounds = (value(numbers), value(numbers));
    (plain, bounds, vec(number(numbers), 0..5))
        .prop_map(|(axis, domain, ticks)| Axis { domain, ticks, ..axis })
        .boxed()
}

fn annotations(numbers: Numbers) -> impl Strategy<Value = Vec<Annotation>> {
    let start = day_number(2020, 1, 1) as f64;
    let at = move || (0u32..700).prop_map(move |day| start + f64::from(day));
    vec(
        prop_oneof![
            (at(), value(numbers), name()).prop_map(|(x, y, text)| Annotation::Point { x, y, text }),
            (at(), at(), name()).prop_map(|(from, to, text)| Annotation::Band { from, to, text }),
        ],
        0..5,
    )
}

/// A figure of any kind.
pub fn figure(numbers: Numbers) -> impl Strategy<Value = Plot> {
    let start = day_number(2020, 1, 1) as f64;
    let size = prop::sample::select(vec![Size::Default, Size::Tall, Size::Short]);
    let reference = (number(numbers), name()).prop_map(|(y, text)| Reference { y, text });
    let laid = (annotations(numbers), vec(reference, 0..3), vec(0u32..700, 0..3));
    let words = (any::<bool>(), name(), name());
    (marks(numbers), words, size, (axis(numbers), axis(numbers)), laid).prop_map(
        move |(marks, (zh, title, alt), size, (x, y), (annotations, references, breaks))| {
            let timeless = matches!(marks, Marks::Points(_) | Marks::Columns(_));
            let x = if timeless { x } else { Axis { scale: Scale::Time, ..x } };
            let lang = if zh { Lang::Zh } else { Lang::En };
            let breaks = breaks.into_iter().map(|day| start + f64::from(day)).collect();
            Plot { title, alt, size, x, y, annotations, references, breaks, ..Plot::new("fig", lang, marks) }
        },
    )
}
