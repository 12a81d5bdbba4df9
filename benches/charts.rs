//! How long a drawing takes and how large it is: every kind with hard data, in both widths.
//!
//! `cargo bench --bench charts` prints a table; `-- --json` prints one object for `benches/charts.sh`.
//! Times are of one core, with the command's allocator: the least, which an idle machine reaches, and the median. Sizes are of the SVG text, raw
//! and after `gzip -9`.

#[path = "../tests/suite/charts/plots/mod.rs"]
mod plots;

use std::hint::black_box;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tearsheet::chart::{Colour, Dot, Marks, Plot, Scatter, Width, draw, spark};
use tearsheet::format::Lang;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What a drawing may cost: microseconds, bytes, bytes packed.
type Limits = (u128, usize, usize);

const USUAL: Limits = (600, 8_000, 2_500);
const CROWDED: Limits = (1_000, 14_000, 3_000);
const SMALL: Limits = (600, 900, 600);

/// One line of the table.
struct Measured {
    name: String,
    least: Duration,
    median: Duration,
    bytes: usize,
    packed: usize,
    limits: Limits,
}

fn main() {
    let json = std::env::args().any(|argument| argument == "--json");
    let mut lines = Vec::new();
    for (name, make) in plots::KINDS {
        let plot = make(Lang::En);
        for (width, word) in [(Width::Wide, "wide"), (Width::Narrow, "narrow")] {
            lines.push(measure(format!("{name} {word}"), USUAL, || draw(&plot, width).svg));
        }
    }
    let crowd = crowd();
    lines.push(measure("scatter of 40".to_owned(), CROWDED, || draw(&crowd, Width::Wide).svg));
    let year: Vec<Option<f64>> = (0..365).map(|day| Some(f64::from(day * 37 % 91))).collect();
    lines.push(measure("spark".to_owned(), SMALL, || spark(&year, Colour::slot(1), "up").svg));
    let hundred = hundred();
    if json {
        print_json(&lines, hundred);
    } else {
        print_table(&lines, hundred);
    }
}

/// Forty models with names, some of them near each other.
fn crowd() -> Plot {
    let dot = |at: u32| Dot {
        label: format!("Model {at} (preview)"),
        x: f64::from(at * 7919 % 997) / 100.0 + 0.05,
        y: f64::from(at * 104_729 % 613) / 10.0,
        colour: Colour::slot((at % 9) as u8),
        ..Dot::default()
    };
    let scatter = Scatter { dots: (0..40).map(dot).collect(), ..Scatter::default() };
    Plot::new("crowd", Lang::En, Marks::Points(scatter))
}

fn measure(name: String, limits: Limits, make: impl Fn() -> String) -> Measured {
    let svg = make();
    let mut times: Vec<Duration> = (0..200)
        .map(|_| {
            let start = Instant::now();
            black_box(make());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    Measured { name, least: times[0], median: times[100], bytes: svg.len(), packed: packed(&svg), limits }
}

/// The least time of five rounds that draw a hundred figures in two widths.
fn hundred() -> Duration {
    let plots: Vec<Plot> = plots::KINDS.iter().cycle().take(100).map(|(_, make)| make(Lang::En)).collect();
    let round = |_| {
        let start = Instant::now();
        for plot in &plots {
            black_box((draw(plot, Width::Wide), draw(plot, Width::Narrow)));
        }
        start.elapsed()
    };
    (0..5).map(round).min().unwrap_or_default()
}

/// Bytes after `gzip -9`; 0 where there is no gzip.
fn packed(svg: &str) -> usize {
    let gzip =
        Command::new("gzip").args(["-9", "-n", "-c"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = gzip else { return 0 };
    if let Some(mut input) = child.stdin.take() {
        let _ = input.write_all(svg.as_bytes());
    }
    child.wait_with_output().map_or(0, |output| output.stdout.len())
}

fn print_table(lines: &[Measured], hundred: Duration) {
    println!("{:<24} {:>8} {:>8} {:>8} {:>8}", "drawing", "min µs", "median", "bytes", "gzip");
    for line in lines {
        let over = line.median.as_micros() > line.limits.0
            || line.bytes > line.limits.1
            || line.packed > line.limits.2;
        println!(
            "{:<24} {:>8} {:>8} {:>8} {:>8} {}",
            line.name,
            line.least.as_micros(),
            line.median.as_micros(),
            line.bytes,
            line.packed,
            if over { "over" } else { "" }
        );
    }
    println!("100 figures in 2 widths: {:.1} ms (60 ms allowed)", hundred.as_secs_f64() * 1e3);
}

fn print_json(lines: &[Measured], hundred: Duration) {
    let line = |line: &Measured| {
        format!(
            "{{\"name\":\"{}\",\"min_us\":{},\"median_us\":{},\"bytes\":{},\"gzip\":{}}}",
            line.name,
            line.least.as_micros(),
            line.median.as_micros(),
            line.bytes,
            line.packed
        )
    };
    let lines: Vec<String> = lines.iter().map(line).collect();
    println!("{{\"hundred_ms\":{:.2},\"drawings\":[{}]}}", hundred.as_secs_f64() * 1e3, lines.join(","));
}
