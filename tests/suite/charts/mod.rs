//! Drawings as they are expected: each kind, in both languages, for both widths.

mod palette;
mod plots;

use std::fs;
use std::path::{Path, PathBuf};

use tearsheet::chart::{Colour, Width, draw, spark};
use tearsheet::format::Lang;

/// Every drawing with its name.
fn drawings() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (name, make) in plots::KINDS {
        for (lang, code) in [(Lang::En, "en"), (Lang::Zh, "zh")] {
            let plot = make(lang);
            for (width, word) in [(Width::Wide, "wide"), (Width::Narrow, "narrow")] {
                all.push((format!("{name}.{code}.{word}.svg"), draw(&plot, width).svg));
            }
        }
    }
    let year: Vec<Option<f64>> =
        (0..52).map(|week| (week % 17 != 9).then_some(f64::from(week * 37 % 23 + week))).collect();
    all.push(("spark.svg".to_owned(), spark(&year, Colour::slot(1), "up").svg));
    all
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/charts")
}

/// One shape to a line, so that a difference can be read.
fn lines(svg: &str) -> String {
    svg.replace("><", ">\n<") + "\n"
}

#[test]
fn every_kind_is_drawn_as_expected() {
    let write = std::env::var("TEARSHEET_EXPECT").is_ok_and(|word| word == "write");
    let mut different = Vec::new();
    for (name, svg) in drawings() {
        let (file, text) = (folder().join(&name), lines(&svg));
        if write {
            fs::write(&file, text).expect("writing an expected drawing");
        } else if fs::read_to_string(&file).unwrap_or_default() != text {
            different.push(name);
        }
    }
    assert!(
        different.is_empty(),
        "not drawn as expected: {}\nif this is as it should be: TEARSHEET_EXPECT=write cargo test drawn, then look at them",
        different.join(", ")
    );
}

#[test]
fn no_expected_drawing_is_left_over() {
    let drawn: Vec<String> = drawings().into_iter().map(|(name, _)| name).collect();
    let files = fs::read_dir(folder()).expect("the folder of drawings").flatten();
    let names = files.map(|file| file.file_name().to_string_lossy().into_owned());
    let stray: Vec<String> = names.filter(|name| name.ends_with(".svg") && !drawn.contains(name)).collect();
    assert!(stray.is_empty(), "{stray:?}");
}
