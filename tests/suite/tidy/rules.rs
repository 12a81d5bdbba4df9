//! The house rules: each reads the files and returns its complaints.

use std::collections::{BTreeMap, BTreeSet};

use super::house::House;
use super::rust;

/// Which module may not use which (the first by the second's name), beyond the order of the lists.
const STRANGERS: &[(&str, &[&str])] = &[
    ("load", &["resolve", "compute", "render"]),
    ("resolve", &["load", "compute", "render"]),
    ("compute", &["load", "resolve", "render", "diag"]),
    ("render", &["load", "resolve", "compute", "chart"]),
    ("chart", &["source", "diag", "model"]),
    ("model", &["diag"]),
    ("diag", &["load", "resolve", "compute", "render"]),
    ("build", &["disk", "serve", "cli"]),
];

/// Which files alone may name a dependency (a folder ends with `/`).
const DOORS: &[(&str, &[&str])] = &[
    ("tera", &["src/render/engine.rs", "src/render/engine/"]),
    ("plotters", &["src/chart/sheet.rs", "src/chart/ruler.rs", "src/chart/ink.rs"]),
    ("plotters_backend", &["src/chart/sheet.rs", "src/chart/ruler.rs", "src/chart/ink.rs"]),
    ("csv", &["src/load/csv.rs"]),
    ("clap", &["src/cli/"]),
    ("notify_debouncer_full", &["src/serve/watch.rs"]),
    ("hyper", &["src/serve/http.rs", "src/serve/http/"]),
    ("hyper_util", &["src/serve/http.rs", "src/serve/http/"]),
    ("tokio", &["src/serve/http.rs", "src/serve/http/"]),
    ("serde_yaml", &["src/load/yaml.rs", "src/load/yaml/"]),
    ("pulldown_cmark", &["src/load/markdown.rs", "src/load/markdown/"]),
    ("pulldown_latex", &["src/load/markdown/"]),
    ("resvg", &["src/raster/"]),
    ("roxmltree", &["src/load/svg.rs"]),
    ("imagesize", &["src/disk/look.rs"]),
    ("skrifa", &["src/raster/"]),
    ("png", &["src/raster/paint.rs"]),
    ("annotate_snippets", &["src/diag/terminal.rs"]),
    ("walkdir", &["src/disk/"]),
    ("rustix", &["src/disk/"]),
    ("landlock", &["src/confine/files.rs"]),
    ("seccompiler", &["src/confine/calls.rs"]),
    ("libc", &["src/confine/calls.rs"]),
    ("std::fs", &["src/disk/", "src/cli/signals.rs"]),
    ("std::net", &["src/serve/"]),
    ("std::process::Command", &["src/serve/", "src/disk/revision.rs"]),
    ("std::env", &["src/main.rs", "src/cli/", "src/disk/", "src/confine/calls.rs"]),
    ("std::time", &["src/cli/", "src/disk/", "src/serve/"]),
];

/// Tables of data, which may be long.
const TABLES: &[&str] = &[];

/// A module uses only those that stand above it in the list of their common parent.
pub fn order(house: &House) -> Vec<String> {
    let mut complaints = Vec::new();
    for edge in house.edges() {
        let shared = edge.from.iter().zip(&edge.to).take_while(|(a, b)| a == b).count();
        let (Some(user), Some(used)) = (edge.from.get(shared), edge.to.get(shared)) else { continue };
        let parent = &edge.from[..shared];
        let (user_at, used_at) = (house.place(parent, user), house.place(parent, used));
        if let (Some(user_at), Some(used_at)) = (user_at, used_at)
            && used_at > user_at
        {
            let (file, list) = (house.file_of(&edge.from), house.file_of(parent));
            complaints.push(format!("{file} uses `{used}`, which stands below `{user}` in {list}"));
        }
    }
    complaints
}

/// Verbs never know each other, and nobody knows what is not theirs to know.
pub fn strangers(house: &House) -> Vec<String> {
    let mut complaints = Vec::new();
    for edge in house.edges() {
        let (Some(user), Some(used)) = (edge.from.first(), edge.to.first()) else { continue };
        if STRANGERS.iter().any(|(name, not)| name == user && not.contains(&used.as_str())) {
            complaints
                .push(format!("{} uses `{used}`, which `{user}` must not know", house.file_of(&edge.from)));
        }
    }
    complaints
}

/// No two files import each other, directly or around a corner.
pub fn cycles(house: &House) -> Vec<String> {
    let mut uses: BTreeMap<Vec<String>, BTreeSet<Vec<String>>> = BTreeMap::new();
    for edge in house.edges() {
        uses.entry(edge.from).or_default().insert(edge.to);
    }
    loop {
        let leaves: Vec<_> =
            uses.keys().filter(|from| uses[*from].iter().all(|to| !uses.contains_key(to))).cloned().collect();
        if leaves.is_empty() {
            break;
        }
        uses.retain(|from, _| !leaves.contains(from));
    }
    let Some(start) = uses.keys().next().cloned() else { return Vec::new() };
    let mut walk = vec![start];
    loop {
        let here = &walk[walk.len() - 1];
        let next = uses[here].iter().find(|to| uses.contains_key(*to)).cloned().expect("leaves are gone");
        if let Some(again) = walk.iter().position(|seen| *seen == next) {
            let files: Vec<&str> = walk[again..].iter().map(|path| house.file_of(path)).collect();
            return vec![format!("these files import one another: {}", files.join(" -> "))];
        }
        walk.push(next);
    }
}

/// One door per dependency.
pub fn doors(house: &House) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, module) in house.modules() {
        for foreign in house.foreign(path, module) {
            let within = |name: &str| foreign == name || foreign.starts_with(&format!("{name}::"));
            let Some((name, doors)) = DOORS.iter().find(|(name, _)| within(name)) else { continue };
            let at_door = doors
                .iter()
                .any(|door| module.file == *door || door.ends_with('/') && module.file.starts_with(door));
            if !at_door {
                complaints.push(format!(
                    "{} names `{name}`; its door is {}",
                    module.file,
                    doors.join(" or ")
                ));
            }
        }
    }
    complaints.dedup();
    complaints
}

/// The codes of the catalogue with the files that make them, one entry per constructor.
fn codes(house: &House) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (path, text) in house
        .files
        .range("src/diag/catalog/".to_owned()..)
        .take_while(|(path, _)| path.starts_with("src/diag/catalog/"))
    {
        let blanked = rust::blank(text, false);
        let code = rust::without_tests(&blanked);
        for constructor in ["Diagnostic::error(", "Diagnostic::warning("] {
            for (at, _) in code.match_indices(constructor) {
                let inside = code[at + constructor.len()..].trim_start();
                let literal = inside.strip_prefix('"').and_then(|rest| rest.split('"').next());
                found.push((literal.unwrap_or("(not a literal)").to_owned(), path.clone()));
            }
        }
    }
    found
}

/// Every code is one constructor and kebab-case, and no other file makes diagnostics.
pub fn catalogue(house: &House) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut seen = BTreeMap::new();
    for (code, file) in codes(house) {
        if code.is_empty() || !code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        {
            complaints.push(format!("{file}: the code `{code}` is not a kebab-case literal"));
        }
        if let Some(other) = seen.insert(code.clone(), file.clone()) {
            complaints.push(format!("`{code}` has two constructors: {other} and {file}"));
        }
    }
    for (_, module) in house.modules() {
        let makes =
            ["Diagnostic::error(", "Diagnostic::warning("].iter().any(|call| module.code.contains(call));
        if makes && !module.file.starts_with("src/diag/") {
            complaints
                .push(format!("{} makes a diagnostic; its words belong to src/diag/catalog/", module.file));
        }
    }
    complaints
}

/// Every code has a fixture below `tests/sites/bad/`, and every fixture a code.
pub fn fixtures(house: &House) -> Vec<String> {
    let codes: BTreeSet<String> = codes(house).into_iter().map(|(code, _)| code).collect();
    let folder = |path: &String| Some(path.strip_prefix("tests/sites/bad/")?.split_once('/')?.0.to_owned());
    let folders: BTreeSet<String> = house.files.keys().filter_map(folder).collect();
    let missing =
        codes.difference(&folders).map(|code| format!("no fixture shows `{code}` (tests/sites/bad/{code}/)"));
    let stray = folders
        .difference(&codes)
        .map(|name| format!("tests/sites/bad/{name}/ shows no code of the catalogue"));
    missing.chain(stray).collect()
}

/// Checks that are explained before something makes them.
const AHEAD: &[&str] = &["stale-data"];

/// Every code is explained in `src/diag/explain/`, with the level that its constructor gives it.
pub fn explained(house: &House) -> Vec<String> {
    let texts = house.files.iter().filter(|(path, _)| path.starts_with("src/diag/explain/"));
    let heads = texts.flat_map(|(_, text)| text.lines().filter_map(|line| line.strip_prefix("## ")));
    let heads: BTreeMap<&str, &str> = heads.filter_map(|head| head.split_once(": ")).collect();
    let mut complaints = Vec::new();
    let codes = codes(house);
    for (code, file) in &codes {
        let area = file.replace("/catalog/", "/explain/").replace(".rs", ".md");
        let warns = warns(house, code);
        match heads.get(code.as_str()) {
            None => complaints.push(format!("`{code}` is not explained; add `## {code}: …` to {area}")),
            Some(level) if (*level == "error") == warns => {
                complaints.push(format!("{area} calls `{code}` `{level}`, and its constructor does not"));
            }
            Some(level) if !["error", "warn", "deny", "allow"].contains(level) => {
                complaints.push(format!("`{level}` is no level of `{code}`"));
            }
            _ => {}
        }
    }
    let known = |code: &&str| AHEAD.contains(code) || codes.iter().any(|(made, _)| made == code);
    let stray = heads.keys().filter(|code| !known(code));
    complaints.extend(stray.map(|code| format!("`{code}` is explained, and nothing makes it")));
    complaints
}

/// Whether the constructor of a code makes a warning, whose level can be set.
fn warns(house: &House, code: &str) -> bool {
    let catalogue = house.files.iter().filter(|(path, _)| path.starts_with("src/diag/catalog/"));
    let literal = format!("\"{code}\"");
    catalogue.into_iter().any(|(_, text)| {
        let calls = text.match_indices("Diagnostic::warning(");
        calls.into_iter().any(|(at, call)| text[at + call.len()..].trim_start().starts_with(literal.as_str()))
    })
}

/// Files of at most 400 lines, without their tests.
pub fn file_length(house: &House) -> Vec<String> {
    let long = house.modules().filter(|(_, module)| !TABLES.contains(&module.file.as_str()));
    let long = long.map(|(_, module)| (&module.file, module.code.lines().count()));
    long.filter(|(_, lines)| *lines > 400).map(|(file, lines)| format!("{file} has {lines} lines")).collect()
}

/// Functions of at most 60 lines.
pub fn function_length(house: &House) -> Vec<String> {
    let mut complaints = Vec::new();
    for (_, module) in house.modules().filter(|(_, module)| !TABLES.contains(&module.file.as_str())) {
        for (name, line, lines) in rust::functions(&module.code) {
            if lines > 60 {
                complaints.push(format!("{}:{line} `{name}` has {lines} lines", module.file));
            }
        }
    }
    complaints
}

/// Every Rust file starts with one sentence that says what it is for.
pub fn first_sentence(house: &House) -> Vec<String> {
    let rust = house.files.iter().filter(|(path, _)| path.ends_with(".rs"));
    let silent = rust.filter(|(_, text)| {
        let first = text.lines().next().unwrap_or("");
        !first.starts_with("//! ") || first.len() < 20
    });
    silent.map(|(path, _)| format!("{path} does not start with a `//!` sentence")).collect()
}

/// Names say what a thing is.
pub fn names(house: &House) -> Vec<String> {
    let empty =
        ["util", "utils", "helper", "helpers", "common", "misc", "manager", "handler", "info", "data"];
    let named =
        house.modules().filter(|(path, _)| path.last().is_some_and(|name| empty.contains(&name.as_str())));
    named.map(|(_, module)| format!("{} has a name that says nothing", module.file)).collect()
}

/// What the files may not say: leftovers of their making, and folders of somebody's machine.
pub fn leftovers(house: &House) -> Vec<String> {
    let words = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("HA", "CK:"),
        concat!("as ", "requested"),
        concat!("as ", "instructed"),
        concat!("the ", "brief says"),
        concat!("acceptance ", "statement"),
        concat!("previous ", "session"),
        concat!("work", "tree"),
        concat!("Co-Authored", "-By"),
        concat!("AI", "-generated"),
        concat!("/ho", "me/"),
        concat!("/ro", "ot/"),
        concat!("/Us", "ers/"),
        concat!("/wo", "rk/"),
        concat!("../sha", "red"),
    ];
    let mut complaints = Vec::new();
    for (path, text) in house
        .files
        .iter()
        .filter(|(path, _)| !path.ends_with("package-lock.json") && !path.ends_with("Cargo.lock"))
    {
        for (number, line) in text.lines().enumerate() {
            for word in words.iter().filter(|word| line.contains(**word)) {
                complaints.push(format!("{path}:{}: `{word}`", number + 1));
            }
        }
    }
    complaints
}

/// Actions of workflows are named by commit: a tag can be moved by whoever takes an action over.
pub fn actions(house: &House) -> Vec<String> {
    let workflows = house.files.iter().filter(|(path, _)| path.starts_with(".github/"));
    let mut complaints = Vec::new();
    for (path, text) in workflows {
        for (at, line) in text.lines().enumerate() {
            let Some((_, action)) = line.split_once("uses:") else { continue };
            if action.trim().starts_with("./") {
                continue;
            }
            let commit = action.split_once('@').and_then(|(_, commit)| commit.split_whitespace().next());
            let pinned = |commit: &str| commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit());
            if !commit.is_some_and(pinned) {
                complaints.push(format!("{path}:{}: `{}` is not named by commit", at + 1, action.trim()));
            }
        }
    }
    complaints
}
