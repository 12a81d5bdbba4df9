//! What must hold of a site, whatever is in it.

use chrono::DateTime;
use tearsheet::build::{self, Built};
use tearsheet::diag::{self, Diagnostic, Format, Severity};
use tearsheet::model::output::OutputContent;
use tearsheet::source::Sources;

use crate::html;

/// How often an output may hold its input, beyond what a page has anyway.
const MOST: usize = 50;
/// What a page has anyway, in bytes.
const FRAME: usize = 400_000;

/// Builds a site and checks the messages, and the files whose paths hold one of the words.
pub fn hold(sources: &Sources, size: usize, words: &[&str]) {
    let now = DateTime::from_timestamp(1_768_000_000, 0).expect("a moment");
    // Half of them as readers see them, without what is not published yet.
    let drafts = (size / 4).is_multiple_of(2);
    let options = build::Options { now: now.into(), drafts, base_url: None, deny_warnings: false };
    let built = build::build(sources, &options);
    messages(sources, &built.diagnostics);
    if built.diagnostics.iter().all(|told| told.severity != Severity::Error) {
        files(sources, &built.value, size, words);
    }
}

/// Messages name a place in the site, and nothing in them is taken for a command.
fn messages(sources: &Sources, diagnostics: &[Diagnostic]) {
    for told in diagnostics {
        assert!(told.severity != Severity::Error || told.help.is_some(), "no help: {}", told.code);
    }
    let human = diag::write(sources, diagnostics, Format::Human { colour: false });
    let odd = |c: char| c.is_control() && c != '\n';
    assert!(!human.contains(odd), "a control character in {human:?}");
    assert!(!human.lines().any(|line| line.starts_with("::") || line.starts_with("##[")), "{human:?}");
    let json = diag::write(sources, diagnostics, Format::Json);
    for line in json.lines() {
        serde_json::from_str::<serde_json::Value>(line).expect("a message is JSON");
    }
    let github = diag::write(sources, diagnostics, Format::Github);
    for line in github.lines() {
        assert!(line.starts_with("::error ") || line.starts_with("::warning "), "{line:?}");
    }
}

fn files(sources: &Sources, built: &Built, size: usize, words: &[&str]) {
    let made = built.renderer(sources);
    // What two files claim is known only when all are listed; then nothing is written.
    messages(sources, &made.diagnostics);
    if made.diagnostics.iter().any(|told| told.severity == Severity::Error) {
        return;
    }
    for route in made.value.routes() {
        assert!(
            !route.path().starts_with('/') && !route.path().split('/').any(|part| part == ".."),
            "{}",
            route.path()
        );
        if !words.iter().any(|word| route.path().contains(word)) {
            continue;
        }
        let output = made.value.render(&route).unwrap_or_else(|told| panic!("{}: {told:?}", route.path()));
        if let OutputContent::Bytes(bytes) = &output.content {
            assert!(
                bytes.len() <= FRAME + MOST * size,
                "{} bytes from {size}: {}",
                bytes.len(),
                route.path()
            );
            file(route.path(), &String::from_utf8_lossy(bytes));
        }
    }
}

fn file(path: &str, text: &str) {
    match path.rsplit('.').next() {
        Some("html") => page(path, text),
        Some("svg" | "xml") => {
            assert_eq!(html::xml_error(text), None, "{path}");
            assert!(!text.contains(forbidden), "{path}: a character that XML forbids");
            let found = html::active(text);
            assert!(found.iter().all(|what| what == "element <style>"), "{path}: {found:?}");
        }
        Some("json") => {
            serde_json::from_str::<serde_json::Value>(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
        _ => {}
    }
}

/// Nothing in a page runs but the site's own scripts.
fn page(path: &str, text: &str) {
    let found = html::active(text);
    let own = |what: &str| {
        what.strip_prefix("script /").is_some_and(|path| !path.starts_with('/') && !path.contains('<'))
    };
    let known = |what: &String| what == "element <form>" || own(what);
    let odd: Vec<_> = found.iter().filter(|what| !known(what)).collect();
    assert!(odd.is_empty(), "{path}: {odd:?}");
    let mut ids = std::collections::BTreeSet::new();
    for tag in html::tags(text) {
        if let Some(id) = tag.get("id") {
            assert!(ids.insert(id.to_owned()), "{path}: two elements are called {id:?}");
        }
    }
}

fn forbidden(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}
