//! What keeps a run within bounds: limits on what content asks for, little memory, results that cannot be written.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A site of these files in a place of its own.
fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let settings = ("content/site.yaml", "title: Desk\nbase_url: https://example.org/\nlanguages: [en]\n");
    for (path, text) in files.iter().chain([&settings]) {
        let path = place.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    place
}

/// Runs a line of the shell in a folder, with `$T` for the command; gives exit code, stdout, stderr.
fn shell(folder: &Path, line: &str) -> (i32, String, String) {
    let mut bash = Command::new("bash");
    bash.args(["-c", line]).current_dir(folder).env("T", env!("CARGO_BIN_EXE_tearsheet"));
    let output = bash.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

const SIDECAR: &str = "title: D\nattribution: x\nunit: USD\nmeasure: v\nfields:\n- {name: r, type: string}\n\
- {name: c, type: string}\n- {name: v, type: number}\n";

/// Rows of which each has a line and a column of its own.
fn diagonal(rows: usize) -> String {
    (0..rows).fold("r,c,v\n".to_owned(), |text, row| format!("{text}r{row},c{row},{row}\n"))
}

fn note(body: &str) -> String {
    format!("---\ntitle: X\n---\n{body}")
}

/// The messages of a run, as one text.
fn said(files: &[(&str, &str)]) -> String {
    let place = site(files);
    shell(place.path(), "$T check --format json --now 2025-01-01").1
}

#[test]
fn a_cross_table_of_a_diagonal_is_refused_before_it_is_made() {
    let cross = note("```table\ntitle: T\ndata: d\nrows: r\ncolumns: c\nvalue: v\n```\n");
    let told = |rows: usize| {
        let csv = diagonal(rows);
        said(&[
            ("content/data/d.csv", &csv),
            ("content/data/d.yaml", SIDECAR),
            ("content/pages/p.md", &cross),
        ])
    };
    assert!(!told(141).contains("too-many-marks"), "141 times 141 cells fit");
    let told = told(142);
    assert!(told.contains("too-many-marks") && told.contains("20164 cells"), "{told}");
    assert!(told.contains("\"line\":4"), "{told}");
}

#[test]
fn a_matrix_of_a_diagonal_is_refused_before_it_is_made() {
    let matrix = note("```chart\nkind: matrix\ntitle: T\ndata: d\nrow: r\ncolumn: c\nvalue: v\n```\n");
    let told = |rows: usize| {
        let csv = diagonal(rows);
        said(&[
            ("content/data/d.csv", &csv),
            ("content/data/d.yaml", SIDECAR),
            ("content/pages/p.md", &matrix),
        ])
    };
    assert!(!told(141).contains("error"), "{}", told(141));
    let told = told(142);
    assert!(told.contains("too-many-marks") && told.contains("20164 cells"), "{told}");
}

#[test]
fn the_charts_of_a_note_share_a_limit_on_points() {
    let sidecar = "title: D\nattribution: x\nunit: USD\ntime: t\nmeasure: v\nfields:\n- {name: t, type: date}\n\
                   - {name: s, type: string}\n- {name: v, type: number}\n";
    let day = |at: usize| format!("20{:02}-{:02}-{:02}", at / 336, at / 28 % 12 + 1, at % 28 + 1);
    let row = |at: usize| format!("{},s{},{at}\n", day(at / 5), at % 5);
    let csv = format!("t,s,v\n{}", (0..5_000).map(row).collect::<String>());
    let chart =
        |at: usize| format!("```chart\nkind: line\ntitle: T{at}\ndata: d\nx: t\ny: v\nseries: s\n```\n");
    let told = |charts: usize| {
        let note = note(&(0..charts).map(chart).collect::<String>());
        said(&[("content/data/d.csv", &csv), ("content/data/d.yaml", sidecar), ("content/pages/p.md", &note)])
    };
    let many = told(41);
    assert!(many.contains("note-too-large") && many.contains("200000 points of charts"), "{many}");
    let few = told(40);
    assert!(!few.contains("error"), "200,000 points fit: {few}");
}

#[test]
fn the_figures_of_a_note_share_a_limit() {
    let table = |at: usize| format!("```table\ntitle: T{at}\ndata: d\ncolumns: [r, c, v]\n```\n");
    let tables = |count: usize| note(&(0..count).map(table).collect::<String>());
    let told = |count: usize, rows: usize| {
        let (csv, note) = (diagonal(rows), tables(count));
        said(&[("content/data/d.csv", &csv), ("content/data/d.yaml", SIDECAR), ("content/pages/p.md", &note)])
    };
    let many = told(201, 2);
    assert!(many.contains("note-too-large") && many.contains("200 figures"), "{many}");
    let large = told(34, 2_000);
    assert!(large.contains("note-too-large") && large.contains("200000 cells of tables"), "{large}");
    assert!(!told(33, 2_000).contains("note-too-large"), "198,000 cells fit");
}

/// A site whose models have prices in two currencies, and a chart of them against scores.
#[cfg(target_os = "linux")]
fn priced_twice(models: usize) -> tempfile::TempDir {
    let (mut prices, mut scores) =
        ("model,metric,value,currency\n".to_owned(), "model,metric,value\n".to_owned());
    for at in 0..models {
        prices += &format!("m{at},output,{at},USD\nm{at},output,{at},CNY\n");
        scores += &format!("m{at},exam,{at}\n");
    }
    let sidecar = |unit: &str, key: &str, more: &str| {
        format!(
            "title: D\nattribution: x\nunit: '{unit}'\nmeasure: value\nprimaryKey: [{key}]\nfields:\n\
             - {{name: model, type: string, ref: models}}\n- {{name: metric, type: string}}\n\
             - {{name: value, type: number}}\n{more}"
        )
    };
    let (priced, scored) = (
        sidecar("{currency} per token", "model, metric, currency", "- {name: currency, type: string}\n"),
        sidecar("points", "model, metric", ""),
    );
    let place = site(&[
        ("content/data/prices.csv", &prices),
        ("content/data/prices.yaml", &priced),
        ("content/data/benchmarks.csv", &scores),
        ("content/data/benchmarks.yaml", &scored),
        ("content/vendors/v.md", &note("")),
    ]);
    fs::create_dir_all(place.path().join("content/models")).unwrap();
    for at in 0..models {
        let model = format!("---\ntitle: M{at}\nvendor: v\n---\n");
        fs::write(place.path().join(format!("content/models/m{at}.md")), model).unwrap();
    }
    place
}

#[cfg(target_os = "linux")]
#[test]
fn models_with_prices_in_two_currencies_cost_four_times_as_much_where_there_are_four_times_as_many() {
    let seconds = |models: usize| -> f64 {
        let place = priced_twice(models);
        let once = || {
            let line = "TIMEFORMAT=%U; time $T check --quiet --jobs 1 --now 2025-01-01";
            let (code, _, error) = shell(place.path(), line);
            assert_eq!(code, 0, "{error}");
            error.lines().last().and_then(|line| line.trim().parse().ok()).expect("seconds of the processor")
        };
        (0..3).map(|_| once()).fold(f64::MAX, f64::min)
    };
    let (few, many) = (seconds(SOME), seconds(4 * SOME));
    assert!(many < 7.0 * few, "{few} s for {SOME} models, {many} s for four times as many");
}

/// So many models that what grows with their square shows.
#[cfg(target_os = "linux")]
const SOME: usize = 400;

#[test]
fn a_note_has_at_most_a_hundred_tags_and_tickers() {
    let list = |count: usize, word: &str| (0..count).map(|at| format!("{word}{at}, ")).collect::<String>();
    for (count, times) in [(100, 0), (101, 1)] {
        for key in ["tags", "tickers"] {
            let front =
                format!("---\ntitle: X\ndate: 2024-01-01\n{key}: [{}]\n---\nText.\n", list(count, "T"));
            let told = said(&[("content/reports/r.md", &front)]);
            assert_eq!(told.matches("too-many-entries").count(), times, "{key}: {told}");
        }
    }
}

#[test]
fn content_that_is_empty_is_told() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("content")).unwrap();
    let (code, _, error) = shell(place.path(), "$T pin --all");
    assert!(code == 1 && error.contains("no-site-file"), "{code} {error}");
}

#[cfg(target_os = "linux")]
#[test]
fn results_that_cannot_be_written_are_no_success() {
    let place = site(&[("content/pages/p.md", &note("Text."))]);
    let asked = [
        "check --format sarif",
        "build --format sarif",
        "diff . .",
        "explain",
        "explain raw-html",
        "facts --format json",
        "init new",
    ];
    for asked in asked {
        let (code, _, error) = shell(place.path(), &format!("$T {asked} >/dev/full"));
        let wrote = !error.contains("cannot write the results");
        // Nothing is printed where there are no rows.
        assert!(code == 2 && !wrote || asked.starts_with("facts") && code == 0, "{asked}: {code} {error}");
    }
    let (code, _, _) = shell(place.path(), "set -o pipefail; $T explain | true");
    assert_eq!(code, 0, "a reader who went away is no mistake");
}

#[cfg(target_os = "linux")]
#[test]
fn too_little_memory_is_told_instead_of_dying_of_it() {
    let place = site(&[("content/pages/p.md", &note("Text."))]);
    for option in ["-v", "-d"] {
        let (code, _, error) = shell(place.path(), &format!("ulimit {option} 200000; $T build"));
        let limit = format!("195 MB of memory are allowed (`ulimit {option}`)");
        assert!(code == 2 && error.contains(&limit) && error.contains("help"), "{code} {error}");
    }
    assert!(!place.path().join("public").exists());
}

#[test]
fn a_page_of_differences_replaces_no_file_of_anyone() {
    let place = site(&[("content/pages/p.md", &note("Text."))]);
    let page = place.path().join("content/pages/p.md");
    let before = fs::read_to_string(&page).unwrap();
    let (code, _, error) =
        shell(place.path(), "ln -s content/pages/p.md l.html; $T diff . . --html content/pages/p.md");
    assert!(code == 2 && error.contains("was not made by this command"), "{code} {error}");
    assert_eq!(shell(place.path(), "$T diff . . --html l.html").0, 2);
    assert_eq!(fs::read_to_string(&page).unwrap(), before);
    for _ in 0..2 {
        let (code, _, error) = shell(place.path(), "$T diff . . --html d.html");
        assert_eq!(code, 0, "{error}");
    }
}

#[test]
fn no_site_is_started_in_a_link_that_leads_nowhere() {
    let place = tempfile::tempdir().unwrap();
    let (code, _, error) = shell(place.path(), "ln -s none dangling; $T init dangling");
    assert!(code == 2 && error.contains("leads nowhere"), "{code} {error}");
}

#[test]
fn an_argument_forges_no_line_of_a_message() {
    let place = site(&[]);
    for asked in
        ["--now $'x\\n::error::forged' check", "check --now $'x\\n::error::forged'", "pin $'x\\n::error::y'"]
    {
        let (code, _, error) = shell(place.path(), &format!("$T {asked}"));
        assert_ne!(code, 0, "{asked}");
        assert!(!error.lines().any(|line| line.trim_start().starts_with("::")), "{asked}: {error}");
    }
}

#[test]
fn references_to_control_characters_reach_no_output() {
    let text = "&#27;]0;x&#7; &#x9b; &#xFFFF; &#1; [a&#27;b](https://example.org/ \"t&#27;t\") `&#27;`\n\n```x&#27;y\nz\n```\n";
    let body = format!("---\ntitle: X\nsummary: s&#27;s\n---\n# h&#27;h\n\n{text}");
    let place = site(&[("content/pages/p.md", &body)]);
    let (code, _, error) = shell(place.path(), "$T build");
    assert_eq!(code, 0, "{error}");
    for entry in walkdir::WalkDir::new(place.path().join("public")).into_iter().map(Result::unwrap) {
        let Ok(text) = fs::read_to_string(entry.path()) else { continue };
        let stray = text.chars().find(|c| (c.is_control() && !"\n\r\t".contains(*c)) || *c == '\u{ffff}');
        assert_eq!(stray, None, "{}", entry.path().display());
    }
}
