//! Downloads open in a spreadsheet without running anything, whatever the cells hold and however it parts them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a formula can begin with, in both widths, and characters that a spreadsheet skips before it.
const RISKY: [&str; 12] =
    ["=", "+", "-", "@", "\t", "\r", "\n", "\u{ff1d}", "\u{ff0b}", "\u{ff0d}", "\u{ff20}", "\u{2212}"];

/// What may stand before a formula so that it begins a cell: nothing, and what parts cells and lines.
const BEFORE: [&str; 8] = ["", "word", "a;", "a,", "a\t", "a\n", "a\r\n", "\"a\";"];

/// Texts that would run, each on a row of its own.
fn hostile() -> Vec<String> {
    let formulas =
        RISKY.iter().flat_map(|risky| [format!("{risky}1+1|cmd"), format!("{risky}HYPERLINK(\"x\",\"y\")")]);
    let each = |formula: String| BEFORE.iter().map(move |before| format!("{before}{formula}"));
    formulas.flat_map(each).collect()
}

/// Writes a site with the texts in a dataset, in a table and in the names of a chart's dots.
fn site(place: &Path, texts: &[String]) {
    let quoted = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
    let row = |(at, text): (usize, &String)| format!("{},{},-{}.5,\n", quoted(text), at, at);
    let rows: String = texts.iter().enumerate().map(row).collect();
    let files = [
        ("site.yaml", "title: {en: S}\nbase_url: https://example.org/\nlanguages: [en]\ntime_zone: UTC\n".to_owned()),
        ("data/words.csv", format!("word,at,value,=note\n{rows}")),
        (
            "data/words.yaml",
            "title: {en: Words}\nfields:\n  - {name: word, type: string}\n  - {name: at, type: integer}\n  \
             - {name: value, type: number}\n  - {name: =note, type: string}\nmeasure: value\n"
                .to_owned(),
        ),
        (
            "pages/p.md",
            "---\ntitle: P\n---\n```chart\nkind: bar\ntitle: C\ndata: words\nwhere: {at: 0..40}\nx: word\ny: value\n```\n\n\
             ```table\ntitle: T\ndata: words\n```\n"
                .to_owned(),
        ),
    ];
    for (path, text) in files {
        let file = place.join("content").join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("making a folder");
        fs::write(file, text).expect("writing a site");
    }
}

/// The cells of a text as a spreadsheet sees them that parts cells by `separator`: quotes count at the head of a cell.
fn cells(text: &str, separator: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut at_head = true;
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cells.last_mut().expect("a cell").push('"');
            }
            '"' if quoted || at_head => quoted = !quoted,
            _ if !quoted && (letter == separator || letter == '\n' || letter == '\r') => {
                cells.push(String::new());
                at_head = true;
                continue;
            }
            _ => cells.last_mut().expect("a cell").push(letter),
        }
        at_head = false;
    }
    cells
}

fn runs(cell: &str) -> bool {
    RISKY.iter().any(|risky| cell.starts_with(risky)) && cell.parse::<f64>().is_err()
}

fn csv_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let inside = |path: PathBuf| if path.is_dir() { csv_files(&path) } else { vec![path] };
    entries.flat_map(inside).filter(|path| path.extension().is_some_and(|ending| ending == "csv")).collect()
}

#[test]
fn no_cell_of_a_download_runs() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let texts = hostile();
    site(place.path(), &texts);
    let mut command = Command::new(env!("CARGO_BIN_EXE_tearsheet"));
    let output = command.current_dir(place.path()).args(["build", "--now", "2026-01-15"]).output();
    let output = output.expect("running tearsheet");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let files = csv_files(&place.path().join("public"));
    assert!(files.len() >= 3, "the dataset, the chart and the table: {files:?}");
    let mut seen = 0;
    for file in files {
        let text = fs::read_to_string(&file).expect("a download");
        for separator in [',', ';', '\t'] {
            let cells = cells(&text, separator);
            seen += cells.len();
            let live: Vec<&String> = cells.iter().filter(|cell| runs(cell)).collect();
            assert!(live.is_empty(), "{} parted by {separator:?}: {live:?}", file.display());
        }
    }
    assert!(seen > texts.len() * 6, "only {seen} cells");
}

#[test]
fn a_cell_that_runs_is_found_amid_others() {
    assert_eq!(cells("\u{feff}a,\"b\"\"c\n\",d\r\n", ','), ["a", "b\"c\n", "d", "", ""]);
    assert_eq!(cells("a,\"b;=1\"", ';'), ["a,\"b", "=1\""]);
    assert!(runs("=1") && runs("-1+1") && !runs("-1.5") && !runs("'=1"));
}

#[cfg(feature = "png")]
#[test]
fn every_page_has_a_picture_for_links_where_the_site_asks_for_some() {
    let place = tempfile::tempdir().expect("a temporary folder");
    site(place.path(), &["word".to_owned()]);
    let file = place.path().join("content/site.yaml");
    let text = fs::read_to_string(&file).expect("the site") + "social_images: true\n";
    fs::write(file, text).expect("asking for pictures");
    let mut command = Command::new(env!("CARGO_BIN_EXE_tearsheet"));
    let output = command.current_dir(place.path()).args(["build", "--now", "2026-01-15"]).output();
    assert!(output.expect("running tearsheet").status.success());
    let public = place.path().join("public");
    for page in ["index.html", "p/index.html", "data/words/index.html", "search/index.html"] {
        let page = fs::read_to_string(public.join(page)).expect("a page");
        let image = page.split("property=\"og:image\" content=\"https://example.org/").nth(1);
        let image = image.and_then(|rest| rest.split('"').next()).expect("a picture");
        assert!(fs::read(public.join(image)).expect("a file").starts_with(b"\x89PNG"), "{image}");
    }
}
