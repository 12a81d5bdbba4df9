//! How fast facts in prose are bound: `cargo bench --bench facts`, on an idle machine.
//!
//! A site of 100,000 rows and 20,000 references, in 200 reports; fails where they take longer than 300 ms
//! to resolve, with the command's allocator. Reading the files is measured beside it.

use std::fmt::Write as _;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use chrono::{TimeZone, Utc};
use tearsheet::diag::{Diagnostic, Severity};
use tearsheet::load;
use tearsheet::model::id::NoteId;
use tearsheet::resolve::{self, Options};
use tearsheet::source::Sources;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const MODELS: usize = 500;
const MONTHS: usize = 100;
const REPORTS: usize = 200;
const REFERENCES: usize = 100;
const LIMIT: Duration = Duration::from_millis(300);

const SITE: &str = "title: Desk\nbase_url: https://example.org/\nlanguages: [en]\n";
const SIDECAR: &str = "fields:\n  - {name: date, type: date}\n  - {name: model, type: string, ref: models}\n  \
    - {name: metric, type: string, enum: [input, output]}\n  - {name: value, type: number}\n  \
    - {name: currency, type: string}\nprimaryKey: [date, model, metric, currency]\ntime: date\nmeasure: value\n\
    metric: metric\nunit: \"{currency} per 1M tokens\"\nholds: until-next\n";

fn main() -> ExitCode {
    let files = files();
    let texts: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let sources = Sources::from_texts(&texts);
    let runs: Vec<(Duration, Duration)> = (0..7).map(|_| run(&sources)).collect();
    let best = |part: fn(&(Duration, Duration)) -> Duration| runs.iter().map(part).min().unwrap_or_default();
    let (read, resolved) = (best(|run| run.0), best(|run| run.1));
    println!("rows: {}, references: {}", MODELS * MONTHS * 2, REPORTS * REFERENCES);
    println!("read: {} ms, resolved: {} ms", read.as_millis(), resolved.as_millis());
    if resolved <= LIMIT { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How long reading the files takes, and how long holding them against each other.
fn run(sources: &Sources) -> (Duration, Duration) {
    let start = Instant::now();
    let draft = load::load(sources);
    let read = start.elapsed();
    assert!(sound(&draft.diagnostics));
    let now = Utc.with_ymd_and_hms(2026, 1, 15, 0, 0, 0).single().expect("a moment");
    let start = Instant::now();
    let site = resolve::resolve(sources, draft.value, &Options { now, drafts: false });
    let resolved = start.elapsed();
    assert!(sound(&site.diagnostics));
    let ids = (0..site.value.notes.len()).map(NoteId::at);
    let bound: usize = ids.flat_map(|id| &site.value.place(id).facts).map(|fact| fact.spans.len()).sum();
    assert_eq!(bound, REPORTS * REFERENCES);
    (read, resolved)
}

/// Whether nothing is wrong but what policies warn of: that reports are not reviewed.
fn sound(told: &[Diagnostic]) -> bool {
    told.iter().all(|told| told.severity == Severity::Warning)
}

fn files() -> Vec<(String, String)> {
    let mut files = vec![
        ("content/site.yaml".to_owned(), SITE.to_owned()),
        ("content/vendors/v.md".to_owned(), "---\ntitle: Vendor\n---\nText.\n".to_owned()),
        ("content/data/prices.yaml".to_owned(), SIDECAR.to_owned()),
        ("content/data/prices.csv".to_owned(), rows()),
    ];
    for model in 0..MODELS {
        let text = format!("---\ntitle: Model {model}\nvendor: v\n---\nText.\n");
        files.push((format!("content/models/m{model}.md"), text));
    }
    files.extend((0..REPORTS).map(|at| (format!("content/reports/r{at}.md"), report(at))));
    files
}

fn rows() -> String {
    let mut csv = "date,model,metric,value,currency\n".to_owned();
    for (month, model) in (0..MONTHS).flat_map(|month| (0..MODELS).map(move |model| (month, model))) {
        let date = format!("{}-{:02}-01", 2017 + month / 12, month % 12 + 1);
        for (metric, times) in [("input", 1), ("output", 4)] {
            let value = (model + 1) * times * (MONTHS - month);
            let _ = writeln!(csv, "{date},m{model},{metric},{}.{:02},USD", value / 100, value % 100);
        }
    }
    csv
}

/// A report with references of every kind that names one row or two.
fn report(at: usize) -> String {
    let mut text = format!("---\ntitle: Report {at}\ndate: 2025-06-30\n---\n");
    for place in 0..REFERENCES {
        let model = (at * 7 + place * 13) % MODELS;
        let (year, month) = (2017 + place % 8, place % 12 + 1);
        let _ = match place % 4 {
            0 => writeln!(text, "It cost {{fact}}`prices.output model=m{model} date={year}-{month:02}`.\n"),
            1 => writeln!(text, "It costs {{fact}}`prices.input model=m{model} currency=USD`.\n"),
            2 => writeln!(text, "By {{change}}`prices.output model=m{model} date={year}-01..2025-01`.\n"),
            _ => {
                writeln!(text, "It is {{ratio}}`prices.output model=m{model}..m{}`.\n", (model + 1) % MODELS)
            }
        };
    }
    text
}
