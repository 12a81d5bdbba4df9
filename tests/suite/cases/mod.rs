//! Hostile input: each folder of `tests/cases/` is laid over a small site, built, and held against its `expect.txt`.
//!
//! `TEARSHEET_CASES=DIR` runs the cases of another folder instead (its site is `DIR/base`, `DIR/../base`
//! or ours), `TEARSHEET_CASES_ONLY=007,inj` some of them, `TEARSHEET_CASES_HAVE=tmpfs,slow` those that need more.

mod expect;
pub mod sandbox;
mod checks;
mod probe;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use checks::Tree;
use expect::Expect;
use sandbox::{SECRET, Sandbox, files, run};

/// The site that every case starts from, built once.
struct Base {
    site: PathBuf,
    out: PathBuf,
    known: BTreeSet<String>,
    have: BTreeSet<String>,
}

#[test]
fn hostile_input_does_no_harm() {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let folder = std::env::var_os("TEARSHEET_CASES").map_or(ours.clone(), PathBuf::from);
    let folder = folder.canonicalize().expect("the folder of cases exists");
    let top = tempfile::Builder::new().prefix("cases").tempdir().expect("a temporary folder");
    fs::set_permissions(top.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755))
        .expect("an open folder");
    let sites = [folder.join("base"), folder.join("../base"), ours.join("base")];
    let site = sites.into_iter().find(|site| site.join("content").is_dir()).expect("a base site");
    let base = base(top.path(), &site);
    let only = std::env::var("TEARSHEET_CASES_ONLY").unwrap_or_default();
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("a folder of cases")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names.retain(|name| folder.join(name).join("expect.txt").is_file());
    names.retain(|name| only.split(',').any(|part| name.contains(part)));
    let tried = in_turn(&names, |name| try_case(&base, &folder.join(name), &top.path().join(name)));
    let mut failed = Vec::new();
    let (mut passed, mut skipped) = (0, 0);
    for (name, verdict) in names.iter().zip(tried) {
        match verdict {
            Verdict::Skipped(why) => {
                skipped += 1;
                println!("{name}: skipped, needs {why}");
            }
            Verdict::Done(bad) if bad.is_empty() => passed += 1,
            Verdict::Done(bad) => failed.push(format!("{name}\n    {}", bad.join("\n    "))),
        }
    }
    println!("{passed} passed, {} failed, {skipped} skipped", failed.len());
    assert!(failed.is_empty(), "\n{}\n", failed.join("\n"));
    assert!(passed > 0, "no case ran");
}

/// Tries all, as many at once as there are cores; the verdicts in the order of the names.
fn in_turn(names: &[String], one: impl Fn(&str) -> Verdict + Sync) -> Vec<Verdict> {
    let next = AtomicUsize::new(0);
    let verdicts = Mutex::new(BTreeMap::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((at, name)) =
                    names.iter().enumerate().nth(next.fetch_add(1, Ordering::Relaxed))
                {
                    let verdict = one(name);
                    verdicts.lock().expect("no thread panics while it holds the list").insert(at, verdict);
                }
            });
        }
    });
    verdicts.into_inner().expect("no thread panicked").into_values().collect()
}

enum Verdict {
    Done(Vec<String>),
    Skipped(String),
}

fn base(top: &Path, from: &Path) -> Base {
    let sandbox =
        Sandbox { work: top.to_owned(), site: top.join("base"), out: top.join("base-out"), nobody: false };
    fs::create_dir_all(&sandbox.site).expect("a folder for the base site");
    sandbox.overlay(from);
    let ended = build(&sandbox, 60.0);
    assert_eq!(ended.code, Some(0), "the base site does not build:\n{}", ended.text());
    let known = checks::known(&files(&sandbox.out));
    let have = std::env::var("TEARSHEET_CASES_HAVE").unwrap_or_default();
    let mut have: BTreeSet<String> = have.split(',').map(str::to_owned).collect();
    have.extend(["charts", "refs", "templates", "downloads", "serve", "nonroot"].map(str::to_owned));
    if is_root() {
        have.insert("root".to_owned());
    }
    Base { site: sandbox.site, out: sandbox.out, known, have }
}

fn try_case(base: &Base, case: &Path, work: &Path) -> Verdict {
    let expect = Expect::read(case);
    let lacking: Vec<&str> = expect.needs().into_iter().filter(|need| !base.have.contains(*need)).collect();
    if !lacking.is_empty() {
        return Verdict::Skipped(lacking.join(" "));
    }
    let nobody = expect.needs().contains(&"nonroot") && is_root();
    let sandbox =
        Sandbox { work: work.to_owned(), site: work.join("site"), out: work.join("out"), nobody: false };
    for (from, to) in [(&base.site, &sandbox.site), (&base.out, &sandbox.out)] {
        fs::create_dir_all(to).expect("a folder for the case");
        copy(from, to);
    }
    fs::create_dir_all(work.join("canary")).expect("a folder for the secret");
    for (name, text) in [
        ("secret.txt", SECRET.to_owned()),
        ("secret.csv", format!("k,v\n{SECRET},1\n")),
        ("secret.md", format!("---\ntitle: {SECRET}\ndate: 2024-03-31\n---\n{SECRET}\n")),
    ] {
        fs::write(work.join("canary").join(name), text).expect("a secret");
    }
    sandbox.overlay(&case.join("files"));
    let mut bad = Vec::new();
    let log = work.with_extension("log");
    if case.join("setup.sh").is_file() {
        let ended = run(sandbox.command(&case.join("setup.sh")), &log, 60.0);
        if ended.code != Some(0) {
            bad.push(format!("the set-up failed: {}", ended.text()));
        }
    }
    if nobody {
        let _ = std::process::Command::new("chown").args(["-hR", "65534:65534"]).arg(work).status();
    }
    let sandbox = Sandbox { nobody, ..sandbox };
    match expect.one("cmd", "build") {
        "serve" => bad.extend(probe::serve(case, &sandbox)),
        "script" => bad.extend(script(&expect, case, &sandbox)),
        _ => bad.extend(built(base, &expect, &sandbox)),
    }
    let _ = std::process::Command::new("chmod").args(["-R", "u+rwx"]).arg(work).status();
    let _ = fs::remove_dir_all(work);
    Verdict::Done(bad)
}

fn script(expect: &Expect, case: &Path, sandbox: &Sandbox) -> Vec<String> {
    let mut command = sandbox.command(&case.join("run.sh"));
    command.env("PORT", probe::free_port().to_string());
    let ended = run(command, &sandbox.work.with_extension("log"), expect.number("max_seconds", 120.0));
    let mut bad = Vec::new();
    if ended.code != Some(0) {
        let text = ended.text();
        let why = text.lines().next_back().unwrap_or("no word");
        bad.push(format!("SCRIPT {}{why}", if ended.timeout { "took too long: " } else { "" }));
    }
    for (name, bytes) in files(&sandbox.work) {
        if name.starts_with("log") || name == "serve.log" {
            bad.extend(checks::log_text(&bytes).into_iter().map(|what| format!("{what} ({name})")));
        }
    }
    bad
}

fn built(base: &Base, expect: &Expect, sandbox: &Sandbox) -> Vec<String> {
    let before: [Tree; 3] =
        [&sandbox.site, &sandbox.out, &sandbox.work.join("canary")].map(|root| files(root));
    let ended = build(sandbox, expect.number("max_seconds", 20.0) * 3.0);
    let ok = ended.code == Some(0);
    let mut bad = checks::ending(expect, &ended);
    if !ok {
        bad.extend(expect::unclear(expect, "", &ended.text()));
        bad.extend(expect::unclear(expect, "error_", &ended.text()));
    }
    let out = files(&sandbox.out);
    bad.extend(checks::published(expect, ok, &out));
    bad.extend(checks::pages(&out, &base.known));
    if !ok && let Some(paths) = checks::difference(&before[1], &out) {
        bad.push(format!("SAFE the build failed and the published folder changed: {paths}"));
    }
    let mut site = files(&sandbox.site);
    site.retain(|path, _| !path.starts_with(".tearsheet/"));
    if let Some(paths) = checks::difference(&before[0], &site) {
        bad.push(format!("SAFE the source changed: {paths}"));
    }
    if let Some(paths) = checks::difference(&before[2], &files(&sandbox.work.join("canary"))) {
        bad.push(format!("SAFE files outside the site changed: {paths}"));
    }
    for place in expect.all("must_not_exist") {
        let (root, path) = match place.split_once(':') {
            Some(("site", path)) => (sandbox.site.clone(), path),
            Some(("work", path)) => (sandbox.work.clone(), path),
            Some(("abs", path)) => (PathBuf::from("/"), path),
            other => (sandbox.out.clone(), other.map_or(place.as_str(), |(_, path)| path)),
        };
        if root.join(path).symlink_metadata().is_ok() {
            bad.push(format!("SAFE {place} was made"));
        }
    }
    bad
}

fn build(sandbox: &Sandbox, limit: f64) -> sandbox::Ended {
    let mut command = sandbox.command(Path::new(env!("CARGO_BIN_EXE_tearsheet")));
    command.arg("build").arg("--out").arg(&sandbox.out);
    run(command, &sandbox.work.with_extension("log"), limit)
}

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let target = to.join(path);
        fs::create_dir_all(target.parent().expect("a file has a folder")).expect("a folder");
        fs::write(target, bytes).expect("a copy");
    }
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}
