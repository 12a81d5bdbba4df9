//! How long a cold build takes: `cargo bench --bench build`, on synthetic sites of 1,000 and 10,000 notes.
//!
//! `cargo bench --bench build -- 500 2000` takes other sizes; `… -- generate hugo 1000 DIR` only writes the
//! notes of a site for `tearsheet`, `hugo` or `zola` (used by `benches/peers.sh`).

mod corpus;

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use corpus::{Corpus, Flavour};

/// The seed of every corpus that is measured.
const SEED: u64 = 7;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["generate", flavour, notes, folder] => generate(flavour, notes, Path::new(folder)),
        [] => measure_all(&[1_000, 10_000]),
        _ => match words.iter().map(|word| word.parse()).collect::<Result<Vec<usize>, _>>() {
            Ok(sizes) => measure_all(&sizes),
            Err(_) => usage(),
        },
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: [NOTES …] | generate tearsheet|hugo|zola NOTES DIR");
    ExitCode::from(2)
}

fn generate(flavour: &str, notes: &str, folder: &Path) -> ExitCode {
    let flavour = match flavour {
        "tearsheet" => Flavour::Tearsheet,
        "hugo" => Flavour::Hugo,
        "zola" => Flavour::Zola,
        _ => return usage(),
    };
    let Ok(notes) = notes.parse() else { return usage() };
    match Corpus::new(notes, SEED).write(folder, flavour) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}

/// One cold build.
struct Run {
    wall: Duration,
    cpu: f64,
    megabytes: u64,
}

fn measure_all(sizes: &[usize]) -> ExitCode {
    println!("{:>7} {:>9} {:>9} {:>10} {:>9}", "notes", "CPU s", "wall s", "notes/s", "peak MB");
    for &notes in sizes {
        let folder = std::env::temp_dir().join(format!("tearsheet-bench-{}-{notes}", std::process::id()));
        Corpus::new(notes, SEED).write(&folder, Flavour::Tearsheet).expect("writing the corpus");
        let mut runs: Vec<Run> = (0..5).map(|round| cold(&folder, round)).collect();
        runs.sort_by(|a, b| a.cpu.total_cmp(&b.cpu));
        let median = &runs[runs.len() / 2];
        let wall = median.wall.as_secs_f64();
        println!(
            "{notes:>7} {:>9.2} {wall:>9.2} {:>10.0} {:>9}",
            median.cpu,
            notes as f64 / wall,
            median.megabytes
        );
        fs::remove_dir_all(&folder).expect("removing the corpus");
    }
    ExitCode::SUCCESS
}

/// Builds into a folder that does not exist, in a process of its own.
fn cold(folder: &Path, round: usize) -> Run {
    let out = folder.join(format!("public-{round}"));
    let before = children_cpu();
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_tearsheet"))
        .args(["build", "--quiet", "--now", "2026-01-01", "--out"])
        .arg(&out)
        .current_dir(folder)
        .stdin(Stdio::null())
        .spawn()
        .expect("starting tearsheet");
    let mut megabytes = 0;
    let status = loop {
        if let Some(status) = child.try_wait().expect("waiting for tearsheet") {
            break status;
        }
        megabytes = megabytes.max(resident(child.id()));
        std::thread::sleep(Duration::from_millis(2));
    };
    let wall = start.elapsed();
    assert!(status.success(), "the build failed: {status}");
    Run { wall, cpu: children_cpu() - before, megabytes }
}

/// Seconds of processor time of all ended children (Linux; 0 elsewhere).
fn children_cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or("").split_whitespace();
    fields.skip(13).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// The largest resident memory of a process so far, in megabytes (Linux; 0 elsewhere).
fn resident(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
