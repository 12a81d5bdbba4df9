//! Sites in folders: what `tests/sites/good/` publishes, what `tests/sites/bad/` is told.
//!
//! With `TEARSHEET_EXPECT=write` the expected files are written instead of compared.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::html;

/// The moment at which every fixture is built.
const NOW: &str = "2026-01-15";

/// The folders of a group (`good` or `bad`), by name.
fn folders(group: &str) -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(group);
    let mut found: Vec<_> = fs::read_dir(&root)
        .unwrap_or_else(|error| panic!("{}: {error}", root.display()))
        .flatten()
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))
        .filter(|(_, path)| path.is_dir())
        .collect();
    found.sort();
    found
}

fn writes() -> bool {
    std::env::var("TEARSHEET_EXPECT").is_ok_and(|word| word == "write")
}

fn tearsheet(site: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tearsheet"));
    command.current_dir(site).args(arguments).args(["--now", NOW]);
    command.env("NO_COLOR", "1").env_remove("GITHUB_ACTIONS").output().expect("running tearsheet")
}

/// Compares a text with a file, or writes the file.
fn hold(file: &Path, text: &str) -> Option<String> {
    if writes() {
        fs::write(file, text).expect("writing an expected file");
        return None;
    }
    let expected = fs::read_to_string(file).unwrap_or_default();
    (expected != text).then(|| {
        let line = expected.lines().zip(text.lines()).position(|(a, b)| a != b);
        let line = line.unwrap_or(expected.lines().count().min(text.lines().count()));
        let of = |text: &str| text.lines().nth(line).unwrap_or("(nothing)").to_owned();
        format!(
            "{} line {}\n      expected {}\n      got      {}",
            file.display(),
            line + 1,
            of(&expected),
            of(text)
        )
    })
}

fn report(complaints: &[String]) {
    assert!(
        complaints.is_empty(),
        "\n  {}\n\nif this is as it should be: TEARSHEET_EXPECT=write cargo test sites, then read the diff\n",
        complaints.join("\n  ")
    );
}

#[test]
fn each_mistake_is_told_as_expected() {
    let mut complaints = Vec::new();
    for (code, folder) in folders("bad") {
        let staged = stage(&folder);
        let site = staged.as_ref().map_or(folder.as_path(), |staged| staged.path());
        let output = tearsheet(site, &["check", "--quiet"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let fails = said.contains(&format!("error[{code}]"));
        let told = fails || said.contains(&format!("warning[{code}]"));
        if !told {
            complaints.push(format!("bad/{code} does not say [{code}] but\n{said}"));
        } else if output.status.code() != Some(i32::from(fails)) {
            complaints.push(format!("bad/{code} ends with {:?}", output.status.code()));
        }
        complaints.extend(unwritten(&code, &said));
        complaints.extend(hold(&folder.join("expected.txt"), &said));
    }
    report(&complaints);
}

#[test]
fn each_message_has_a_place_and_a_way_to_mend() {
    let mut complaints = Vec::new();
    let (mut messages, mut whole_files) = (0, 0);
    for (code, folder) in folders("bad") {
        let staged = stage(&folder);
        let site = staged.as_ref().map_or(folder.as_path(), |staged| staged.path());
        let output = tearsheet(site, &["check", "--quiet", "--format", "json"]);
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let told: serde_json::Value = serde_json::from_str(line).expect("a message is JSON");
            messages += 1;
            let number = |key: &str| told[key].as_u64().unwrap_or(0);
            let located = told["file"].is_string() && number("line") > 0 && number("column") > 0;
            if !located || !told["help"].is_string() {
                complaints.push(format!("bad/{code}: no place or no help: {line}"));
            }
            let place = ["line", "column", "end_line", "end_column"].map(number);
            whole_files += usize::from(place == [1, 1, 1, 1]);
        }
    }
    println!("{messages} messages, {whole_files} of them on a file as a whole");
    assert!(messages > 200, "only {messages} messages");
    if whole_files * 10 > messages {
        complaints.push(format!("{whole_files} of {messages} messages point at no more than a file"));
    }
    report(&complaints);
}

/// A site whose mistake git cannot hold (a pipe, a huge file) is made by its `setup.sh` in a copy.
fn stage(folder: &Path) -> Option<tempfile::TempDir> {
    folder.join("setup.sh").is_file().then(|| {
        let staged = tempfile::tempdir().expect("a temporary folder");
        let copied = Command::new("cp").arg("-R").arg(folder.join("content")).arg(staged.path()).status();
        assert!(copied.is_ok_and(|status| status.success()), "copying {}", folder.display());
        let made = Command::new("bash").arg(folder.join("setup.sh")).current_dir(staged.path()).status();
        assert!(made.is_ok_and(|status| status.success()), "the set-up of {}", folder.display());
        staged
    })
}

/// What breaks the manner of messages: lower case, no full stop, with a way to mend, located.
fn unwritten(code: &str, said: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    for (at, line) in said.lines().enumerate() {
        let Some((_, message)) = line.split_once("]: ").filter(|_| line.starts_with(['e', 'w'])) else {
            continue;
        };
        let block: Vec<&str> = said.lines().skip(at).take_while(|line| !line.is_empty()).collect();
        if message.starts_with(char::is_uppercase) || message.ends_with('.') {
            complaints.push(format!("bad/{code}: not lower case without a full stop: {message}"));
        }
        if !block.iter().any(|line| line.contains("help: ")) {
            complaints.push(format!("bad/{code}: no way to mend: {message}"));
        }
        if !block.iter().any(|line| line.contains("--> ")) {
            complaints.push(format!("bad/{code}: no place: {message}"));
        }
    }
    complaints
}

#[test]
fn the_page_of_checks_is_what_explain_prints() {
    let output = Command::new(env!("CARGO_BIN_EXE_tearsheet")).args(["explain", "--all"]).output();
    let page = String::from_utf8(output.expect("running tearsheet").stdout).expect("a page in UTF-8");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md");
    report(&hold(&file, &page).into_iter().collect::<Vec<_>>());
}

#[test]
fn each_good_site_is_published_as_expected() {
    let mut complaints = Vec::new();
    for (name, folder) in folders("good") {
        let target = tempfile::tempdir().expect("a temporary folder");
        match published(&folder, &target.path().join("one"), "1") {
            Err(said) => complaints.push(format!("good/{name} does not build:\n{said}")),
            Ok(out) => {
                complaints.extend(sound(&out).into_iter().map(|what| format!("good/{name}: {what}")));
                complaints.extend(expected(&folder, &out));
                match published(&folder, &target.path().join("four"), "4") {
                    Ok(again) if again == out => {}
                    _ => complaints.push(format!("good/{name} differs between one job and four")),
                }
            }
        }
    }
    report(&complaints);
}

type Tree = BTreeMap<String, Vec<u8>>;

fn published(site: &Path, out: &Path, jobs: &str) -> Result<Tree, String> {
    let target = out.to_string_lossy();
    let output = tearsheet(site, &["build", "--quiet", "--jobs", jobs, "--out", &target]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    match output.status.success() && said.is_empty() {
        true => Ok(read(out)),
        false => Err(said),
    }
}

fn read(root: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut left = vec![root.to_owned()];
    while let Some(folder) = left.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match path.is_dir() {
                true => left.push(path),
                false => {
                    let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                    tree.insert(name, fs::read(&path).unwrap_or_default());
                }
            }
        }
    }
    tree
}

/// Compares `expected.txt` (every published path) and the files below `expected/`:
/// `a/main.html` is the main element of `a/index.html`, any other file is itself.
fn expected(folder: &Path, out: &Tree) -> Vec<String> {
    let paths: Vec<&str> =
        out.keys().map(String::as_str).filter(|path| *path != ".tearsheet-output").collect();
    let mut complaints: Vec<String> =
        hold(&folder.join("expected.txt"), &(paths.join("\n") + "\n")).into_iter().collect();
    for path in read(&folder.join("expected")).into_keys() {
        let (source, part) = match path.strip_suffix("main.html") {
            Some(before) => (format!("{before}index.html"), true),
            None => (path.clone(), false),
        };
        let file = folder.join("expected").join(&path);
        match out.get(&source) {
            None => complaints.push(format!("{} is not published", file.display())),
            Some(bytes) => {
                let text = String::from_utf8_lossy(bytes);
                let text = if part { main_element(&text) } else { &text };
                complaints.extend(hold(&file, text));
            }
        }
    }
    complaints
}

fn main_element(page: &str) -> &str {
    let start = page.find("<main").unwrap_or(0);
    let end = page.rfind("</main>").map_or(page.len(), |at| at + "</main>".len());
    &page[start..end]
}

/// What every published site must be: well-formed, without inline scripts, with links that lead somewhere.
fn sound(out: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    let text = |path: &str| out.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let base = text("sitemap.xml").map_or("/".to_owned(), |map| base_path(&map));
    let mut ids = BTreeMap::new();
    for path in out.keys().filter(|path| path.ends_with(".html")) {
        ids.insert(path.clone(), page_ids(&text(path).unwrap_or_default(), path, &mut complaints));
    }
    for (path, bytes) in out {
        let text = String::from_utf8_lossy(bytes);
        match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "html" => complaints.extend(page(path, &text, &base, out, &ids)),
            "xml" | "svg" => {
                complaints.extend(html::xml_error(&text).map(|error| format!("{path}: {error}")))
            }
            "json" if serde_json::from_str::<serde_json::Value>(&text).is_err() => {
                complaints.push(format!("{path} is not JSON"));
            }
            "png" if bytes.is_empty() => complaints.push(format!("{path} is an empty picture")),
            _ => {}
        }
    }
    complaints
}

/// The path of the site's home, from the shortest address of its sitemap.
fn base_path(sitemap: &str) -> String {
    let addresses = sitemap.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next());
    let home = addresses.min_by_key(|address| address.len()).unwrap_or("/");
    let path = home.split_once("://").map_or(home, |(_, rest)| rest);
    path.find('/').map_or("/", |at| &path[at..]).to_owned()
}

fn page_ids(page: &str, path: &str, complaints: &mut Vec<String>) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for tag in html::tags(page) {
        if let Some(id) = tag.get("id")
            && !ids.insert(id.to_owned())
        {
            complaints.push(format!("{path} has the id `{id}` twice"));
        }
    }
    ids
}

fn page(
    path: &str,
    text: &str,
    base: &str,
    out: &Tree,
    ids: &BTreeMap<String, BTreeSet<String>>,
) -> Vec<String> {
    let active = html::active(text).into_iter().filter(|found| !found.starts_with(&format!("script {base}")));
    let mut complaints: Vec<String> = active.map(|found| format!("{path} holds {found}")).collect();
    for tag in html::tags(text) {
        for name in ["href", "src"] {
            if let Some(link) =
                tag.get(name).filter(|link| !link.contains("://") && !link.starts_with("mailto:"))
                && let Some(why) = dead(path, link, base, out, ids)
            {
                complaints.push(format!("{path} links to {link}, {why}"));
            }
        }
    }
    complaints
}

/// Why a link within the site leads nowhere.
fn dead(
    from: &str,
    link: &str,
    base: &str,
    out: &Tree,
    ids: &BTreeMap<String, BTreeSet<String>>,
) -> Option<String> {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let path = path.split('?').next().unwrap_or("");
    let decoded = percent_decoded(path);
    let target = match decoded.strip_prefix(base) {
        _ if decoded.is_empty() => from.to_owned(),
        Some(rest) => rest.to_owned(),
        None => return Some(format!("which is not below {base}")),
    };
    let file =
        if target.is_empty() || target.ends_with('/') { format!("{target}index.html") } else { target };
    if !out.contains_key(&file) {
        return Some("which is not published".to_owned());
    }
    let anchors = ids.get(&file)?;
    (!anchor.is_empty() && !anchors.contains(&percent_decoded(anchor)))
        .then(|| "which has no such anchor".to_owned())
}

/// A text with `%20` and its like written out.
pub fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let hex = behind.get(..2).and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        match (first, hex) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            _ => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn an_unsound_page_is_found() {
    let page =
        "<p id=a><p id=a><a href=\"/x/nowhere/\">1</a><a href=\"#b\">2</a><a href=/y/>3</a><p style=\"a\">";
    let map = "<urlset><url><loc>https://example.org/x/</loc></url></urlset>";
    let out = Tree::from([("index.html".into(), page.into()), ("sitemap.xml".into(), map.into())]);
    assert_eq!(sound(&out).len(), 5, "{:?}", sound(&out));
}

#[test]
fn a_badly_written_message_is_found() {
    assert_eq!(unwritten("x", "error[x]: Bad thing.\n  --> a.md:1:1\n").len(), 2);
    assert!(unwritten("x", "error[x]: bad\n  --> a.md:1:1\n  = help: mend it\n").is_empty());
}
