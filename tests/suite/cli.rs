//! The command line as users meet it.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// A small site in a place of its own.
struct Desk {
    folder: tempfile::TempDir,
}

const GOOD: &str = "---\ntitle: A good report\ndate: 2025-05-01\n---\nAll is well.\n";
const BAD: &str = "---\ntitel: A report with a slip\ndate: 2025-05-01\n---\nNot all is well.\n";

impl Desk {
    fn new() -> Desk {
        let desk = Desk { folder: tempfile::tempdir().unwrap() };
        desk.write("content/site.yaml", "title: Desk\nbase_url: https://example.org/\nlanguages: [en]\n");
        desk.write("content/reports/good.md", GOOD);
        desk
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }

    /// Runs the command with nothing of the tester's surroundings; gives exit code, stdout, stderr.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        told(tearsheet(self.folder.path()).args(arguments))
    }

    /// The names in the site's folder.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn tearsheet(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tearsheet"));
    command.current_dir(folder).env_clear().env("HOME", folder.join("no-home")).env("PATH", "/usr/bin:/bin");
    command
}

fn told(command: &mut Command) -> (i32, String, String) {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// Every file below a folder, in order, with its bytes.
fn tree(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = walk.filter(|entry| entry.file_type().is_file());
    files.map(|e| (e.path().strip_prefix(folder).unwrap().to_owned(), fs::read(e.path()).unwrap())).collect()
}

#[test]
fn help_names_every_command_and_the_exit_codes() {
    let desk = Desk::new();
    let (code, out, _) = desk.run(&["--help"]);
    assert_eq!(code, 0);
    for word in ["build", "check", "serve", "init", "Exit codes", "Examples"] {
        assert!(out.contains(word), "{word}: {out}");
    }
    for command in ["build", "check", "serve", "init"] {
        let (code, out, _) = desk.run(&[command, "--help"]);
        assert!(code == 0 && out.contains("Example"), "{out}");
    }
}

#[test]
fn exit_codes_tell_done_from_mistakes_from_wrong_use() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["build"]).0, 0);
    let before = tree(&desk.path("public"));
    assert_eq!(desk.run(&["check"]).0, 0);
    desk.write("content/reports/bad.md", BAD);
    for command in ["build", "check"] {
        let (code, out, error) = desk.run(&[command]);
        assert_eq!((code, out.as_str()), (1, ""), "{error}");
        assert!(error.contains("content/reports/bad.md:2:1") && error.contains("title"), "{error}");
    }
    assert_eq!(tree(&desk.path("public")), before, "a failed build changes nothing");
    for wrong in [
        &["biuld"][..],
        &["build", "--now", "yesterday"],
        &["build", "--base-url", "example.org"],
        &["build", "--jobs", "0"],
        &["build", "--out", "content"],
        &["build", "--content", "nowhere"],
        &[],
    ] {
        let (code, _, error) = desk.run(wrong);
        assert_eq!(code, 2, "{wrong:?}: {error}");
        assert!(!error.is_empty());
    }
    assert_eq!(desk.names(), ["content", "public"]);
}

#[test]
fn a_missing_content_folder_points_to_init() {
    let place = tempfile::tempdir().unwrap();
    let (code, _, error) = told(tearsheet(place.path()).arg("build"));
    assert_eq!(code, 2);
    assert!(error.contains("tearsheet init"), "{error}");
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
}

#[test]
fn machines_read_stdout_and_people_stderr() {
    let desk = Desk::new();
    desk.write("content/reports/bad.md", BAD);
    let (_, out, _) = desk.run(&["check", "--format", "json", "--quiet"]);
    for line in out.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(line["file"].is_string() && line["line"].is_u64(), "{line}");
    }
    assert!(out.lines().count() > 0);
    let (_, out, error) = desk.run(&["check", "--format", "github", "--quiet"]);
    assert!(out.starts_with("::error file=content/reports/bad.md,line=2"), "{out}");
    assert_eq!(error, "");
    let (_, _, error) = desk.run(&["check", "--color", "always"]);
    assert!(error.contains("\x1b["), "{error}");
    let (_, _, error) = desk.run(&["check"]);
    assert!(!error.contains('\x1b'), "{error}");
}

#[test]
fn machines_get_every_message_and_people_as_many_as_they_can_read() {
    let desk = Desk::new();
    let many = |count: usize| {
        let front = "---\ntitle: A report\ndate: 2025-05-01\n---\n".to_owned();
        desk.write("content/reports/good.md", &(front + &"It is <u>so</u>.\n\n".repeat(count)));
    };
    many(240);
    let (_, out, said) = desk.run(&["check", "--format", "json"]);
    assert!(out.lines().count() == 240 && said.contains("240 warnings"), "{said}");
    let (_, out, _) = desk.run(&["check", "--format", "github"]);
    assert_eq!(out.matches("::warning ").count(), 240);
    let (_, out, _) = desk.run(&["check", "--format", "sarif"]);
    assert_eq!(out.matches("\"ruleIndex\"").count(), 240);
    let (_, _, said) = desk.run(&["check"]);
    assert_eq!(said.matches("warning[raw-html]").count(), 10, "{said}");
    assert!(said.contains("… and 230 more of `raw-html`"), "{said}");
    let (_, _, said) = desk.run(&["check", "--deny-warnings"]);
    assert_eq!(said.matches("error[raw-html]").count(), 100, "{said}");
    many(10_002);
    let (_, out, said) = desk.run(&["check", "--format", "json"]);
    assert!(out.lines().count() == 10_000 && said.contains("note: 2 messages more"), "{said}");
}

#[test]
fn a_level_is_set_for_the_site_and_for_a_note() {
    let desk = Desk::new();
    let html =
        |front: &str| format!("---\ntitle: A report\ndate: 2025-05-01\n{front}---\nIt is <u>so</u>.\n");
    desk.write("content/reports/good.md", &html(""));
    desk.write("content/reports/own.md", &html("checks: {raw-html: allow}\n"));
    let (code, _, said) = desk.run(&["check"]);
    assert!(code == 0 && said.contains("warning[raw-html]") && !said.contains("own.md"), "{said}");
    let (code, _, said) = desk.run(&["check", "--deny-warnings"]);
    assert!(code == 1 && said.contains("error[raw-html]") && !said.contains("own.md"), "{said}");
    assert_eq!(desk.run(&["build", "--deny-warnings"]).0, 1);
    assert!(!desk.path("public").exists());
    let site = "title: Desk\nbase_url: https://example.org/\nlanguages: [en]\nchecks: {raw-html: deny}\n";
    desk.write("content/site.yaml", site);
    let (code, _, said) = desk.run(&["check"]);
    assert!(code == 1 && said.contains("error[raw-html]"), "{said}");
    assert!(
        said.contains("error[denied-check]") && said.contains("own.md:4"),
        "a note lowers no denial: {said}"
    );
}

#[test]
fn sarif_is_one_document_whether_or_not_there_are_mistakes() {
    let desk = Desk::new();
    let results = || {
        let (code, out, _) = desk.run(&["check", "--format", "sarif"]);
        let document: serde_json::Value = serde_json::from_str(&out).unwrap();
        (code, document["runs"][0]["results"].as_array().unwrap().clone())
    };
    assert_eq!(results(), (0, Vec::new()));
    desk.write("content/reports/bad.md", BAD);
    let (code, found) = results();
    assert_eq!((code, &found[0]["ruleId"], &found[0]["level"]), (1, &"unknown-key".into(), &"error".into()));
    let place = &found[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/reports/bad.md");
}

#[test]
fn every_check_is_explained_to_newcomers() {
    let desk = Desk::new();
    let (code, out, _) = desk.run(&["explain", "[unknown-key]"]);
    assert!(code == 0 && out.starts_with("unknown-key") && out.contains("Why it matters"), "{out}");
    let (code, _, said) = desk.run(&["explain", "unknown-kye"]);
    assert!(code == 2 && said.contains("did you mean `unknown-key`?"), "{said}");
}

#[test]
fn paths_are_told_as_the_user_names_them() {
    let desk = Desk::new();
    desk.write("content/reports/bad.md", BAD);
    fs::rename(desk.path("content"), desk.path("notes")).unwrap();
    let (code, _, error) = desk.run(&["check", "--content", "./notes"]);
    assert_eq!(code, 1);
    assert!(error.contains("--> ./notes/reports/bad.md:2:1"), "{error}");
}

#[test]
fn the_same_bytes_come_out_whatever_the_surroundings() {
    let desk = Desk::new();
    for index in 0..30 {
        desk.write(&format!("content/reports/r{index}.md"), GOOD);
    }
    let build = |out: &str, jobs: &str, zone: &str| {
        let mut command = tearsheet(desk.folder.path());
        command
            .args(["build", "--quiet", "--out", out, "--jobs", jobs])
            .env("TZ", zone)
            .env("LC_ALL", "tr_TR.UTF-8");
        let told = told(command.env("SOURCE_DATE_EPOCH", "1750000000"));
        assert_eq!(told, (0, String::new(), String::new()));
        tree(&desk.path(out))
    };
    let one = build("one", "1", "UTC");
    assert!(one.len() > 30);
    assert!(one == build("four", "4", "Asia/Shanghai"), "bytes depend on threads or zone");
    assert!(one == build("one", "4", "America/New_York"), "a second build changes bytes");
}

#[test]
fn the_moment_is_taken_from_the_surroundings_only_where_that_is_a_number() {
    let desk = Desk::new();
    desk.write(
        "content/reports/later.md",
        "---\ntitle: Later\ndate: 2030-01-01\npublish_at: 2030-01-01\n---\nx\n",
    );
    let page = "public/reports/later/index.html";
    let (code, _, error) = told(tearsheet(desk.folder.path()).arg("build").env("SOURCE_DATE_EPOCH", "soon"));
    assert!(code == 2 && error.contains("SOURCE_DATE_EPOCH"), "{error}");
    let (code, _, error) = desk.run(&["build", "--now", "2029-12-30"]);
    assert!(code == 0 && !desk.path(page).exists(), "{error}");
    desk.run(&["build", "--now", "2030-01-02T00:00:00Z"]);
    assert!(desk.path(page).exists());
    desk.run(&["build", "--now", "2029-12-30"]);
    assert!(!desk.path(page).exists(), "a stale page stays");
}

#[test]
fn a_day_is_the_one_of_the_site() {
    let desk = Desk::new();
    desk.write(
        "content/site.yaml",
        "title: D\nbase_url: https://example.org/\nlanguages: [en]\ntime_zone: Pacific/Auckland\n",
    );
    desk.write("content/reports/next.md", "---\ntitle: Next\ndate: 2026-02-01\n---\nx\n");
    let page = |now: &str| {
        assert_eq!(desk.run(&["build", "--now", now]).0, 0);
        desk.path("public/reports/next/index.html").exists()
    };
    assert!(!page("2026-01-31") && page("2026-02-01"));
}

#[test]
fn an_address_may_stand_in_the_settings_or_on_the_command_line() {
    let desk = Desk::new();
    desk.write("content/site.yaml", "title: Desk\nlanguages: [en]\n");
    let (code, _, error) = desk.run(&["build"]);
    assert!(code == 1 && error.contains("missing-base-url") && error.contains("https://"), "{error}");
    for command in ["build", "check"] {
        let (code, _, error) = desk.run(&[command, "--base-url", "https://x.example/a/", "--deny-warnings"]);
        assert_eq!(code, 0, "{error}");
    }
    assert!(fs::read_to_string(desk.path("public/sitemap.xml")).unwrap().contains("https://x.example/a/"));
    for command in [&["pin", "--all"][..], &["diff", ".", "."], &["facts"], &["rename", "good", "better"]] {
        let (code, _, error) = desk.run(command);
        assert!(code == 0 && !error.contains("error"), "{command:?}: {error}");
    }
}

#[test]
fn a_folder_around_or_within_a_site_is_told_once() {
    let desk = Desk::new();
    for (named, meant) in [(".", "--content content"), ("content/reports", "--content content")] {
        let (code, _, error) = desk.run(&["check", "--content", named]);
        assert!(code == 2 && error.contains(meant), "{error}");
    }
    let (code, _, error) = told(tearsheet(&desk.path("content/reports")).args(["check", "--content", "."]));
    assert!(code == 2 && error.contains("--content .."), "{error}");
}

#[test]
fn a_wrong_argument_is_told_with_what_was_meant() {
    let desk = Desk::new();
    for (arguments, meant) in [
        (&["check", "."][..], "--content DIR"),
        (&["build", "content"], "--content DIR"),
        (&["pin", "--check"], "--all"),
        (&["facts", "--limit", "x"], "0 is all"),
        (&["build", "--jobs", "0"], "from 1 to 1024"),
        (&["serve", "--port", "abc"], "from 0 to 65535"),
    ] {
        let (code, _, error) = desk.run(arguments);
        assert!(
            code == 2 && error.contains(meant) && !error.contains("invalid digit"),
            "{arguments:?}: {error}"
        );
    }
}

#[test]
fn help_fits_a_terminal_and_offers_what_means_something() {
    let desk = Desk::new();
    for command in ["build", "check", "serve", "diff", "explain", "pin", "rename", "facts", "init"] {
        let (_, help, _) = desk.run(&[command, "--help"]);
        let footer = &help[help.find("Example").expect("examples")..];
        let long = footer.lines().find(|line| line.chars().count() > 80);
        assert_eq!(long, None, "{command}");
        assert_eq!(help.contains("--deny-warnings"), ["build", "check"].contains(&command), "{command}");
        let drafts = ["build", "check", "serve", "diff", "pin"].contains(&command);
        assert_eq!(help.contains("--drafts"), drafts, "{command}");
    }
}

#[test]
fn machines_are_told_why_there_is_no_result() {
    let desk = Desk::new();
    for arguments in [&["check", "--content", "nowhere"][..], &["check", "--nowhere"], &["build", "x"]] {
        let said = |form: &str| {
            let (code, out, error) = desk.run(&[arguments, &["--format", form]].concat());
            assert!(code == 2 && error.contains("error: "), "{error}");
            out
        };
        let sarif: serde_json::Value = serde_json::from_str(&said("sarif")).expect("a document");
        let run = &sarif["runs"][0];
        assert_eq!(run["invocations"][0]["executionSuccessful"], false, "{sarif}");
        assert!(run["results"].as_array().is_some_and(Vec::is_empty));
        let line: serde_json::Value = serde_json::from_str(&said("json")).expect("an object");
        assert!(line["severity"] == "error" && line["message"].is_string(), "{line}");
        assert!(said("github").starts_with("::error title=tearsheet::"));
        assert_eq!(said("human"), "");
    }
}

#[test]
fn a_started_site_builds_without_a_warning() {
    let place = tempfile::tempdir().unwrap();
    let (code, out, error) = told(tearsheet(place.path()).args(["init", "my desk"]));
    assert_eq!(code, 0, "{error}");
    assert!(out.contains("cd 'my desk'") && out.contains("tearsheet serve"), "{out}");
    holds_a_desk(&place.path().join("my desk"), "zh");
    let (code, _, error) = told(tearsheet(place.path()).args(["init", "my desk"]));
    assert!(code == 2 && error.contains("not empty"), "{error}");
}

#[test]
fn a_site_can_be_started_in_chinese() {
    let place = tempfile::tempdir().unwrap();
    let (code, _, error) = told(tearsheet(place.path()).args(["init", "研究", "--lang", "zh"]));
    assert_eq!(code, 0, "{error}");
    let desk = place.path().join("研究");
    holds_a_desk(&desk, "en");
    let page = |path: &str| fs::read_to_string(desk.join("public").join(path)).unwrap();
    let report = page("reports/what-a-token-costs/index.html");
    assert!(report.contains("lang=\"zh") && report.contains("百万 token 0.80 美元"), "{report}");
    assert!(page("en/reports/what-a-token-costs/index.html").contains("$0.80 per 1M tokens"));
}

/// A started site builds without a word; its report is there, and in another language.
fn holds_a_desk(desk: &Path, other: &str) {
    let (code, out, error) = told(tearsheet(desk).args(["build", "--quiet", "--deny-warnings"]));
    assert_eq!((code, out.as_str(), error.as_str()), (0, "", ""));
    let report = "reports/what-a-token-costs/index.html";
    let text = fs::read_to_string(desk.join("public").join(report)).unwrap();
    assert!(text.contains("<svg") && text.contains("<table"), "{text}");
    assert!(desk.join("public").join(other).join(report).is_file());
}

#[test]
fn a_site_starts_in_a_repository_and_keeps_what_it_has() {
    let place = tempfile::tempdir().unwrap();
    for folder in [".git", ".github"] {
        fs::create_dir(place.path().join(folder)).unwrap();
    }
    for file in [".gitignore", "README.md", "LICENSE-MIT"] {
        fs::write(place.path().join(file), "mine\n").unwrap();
    }
    let (code, _, error) = told(tearsheet(place.path()).args(["init", "."]));
    assert!(code == 0 && error.contains("`README.md`, `.gitignore`"), "{error}");
    assert_eq!(fs::read_to_string(place.path().join("README.md")).unwrap(), "mine\n");
    assert_eq!(fs::read_to_string(place.path().join(".gitignore")).unwrap(), "mine\n");
    assert_eq!(told(tearsheet(place.path()).arg("check")).0, 0);
    let (code, _, error) = told(tearsheet(place.path()).args(["init", "."]));
    assert!(code == 2 && error.contains("it holds `content`"), "{error}");
}

#[test]
fn a_format_that_a_command_does_not_print_is_wrong_use() {
    let desk = Desk::new();
    for (command, form) in [
        (&["diff", ".", "."][..], "sarif"),
        (&["facts"], "github"),
        (&["explain"], "json"),
        (&["pin", "--all"], "sarif"),
        (&["rename", "a", "b"], "github"),
    ] {
        let (code, out, error) = desk.run(&[command, &["--format", form]].concat());
        assert!(code == 2 && error.contains("`human`"), "{command:?}: {error}");
        // Machines are told that there is no result, in the format that they asked for.
        assert!(out.contains("prints no format"), "{command:?}: {out}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_who_goes_away_is_no_bug() {
    let desk = Desk::new();
    for index in 0..80 {
        desk.write(&format!("content/reports/bad{index}.md"), BAD);
    }
    let program = env!("CARGO_BIN_EXE_tearsheet");
    for asked in ["check --format json", "--help"] {
        let script = format!("set -o pipefail; '{program}' {asked} 2>err | true; cat err");
        let output = std::process::Command::new("bash")
            .args(["-c", &script])
            .current_dir(desk.folder.path())
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(!text.contains("bug in tearsheet"), "{text}");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_build_leaves_the_old_site_and_nothing_else() {
    use std::process::{Command, Stdio};
    let desk = Desk::new();
    assert_eq!(desk.run(&["build", "--quiet", "--now", "2026-01-01"]).0, 0);
    let mut before = tree(&desk.path("public"));
    for index in 0..400 {
        desk.write(&format!("content/reports/r{index}.md"), &format!("{GOOD}{}", "word ".repeat(2000)));
    }
    let mut stopped = 0;
    for (round, signal) in ["INT", "TERM", "HUP"].iter().cycle().take(30).enumerate() {
        // On a machine with much to do the signal may come too late again and again.
        if round > 8 && stopped > 0 {
            break;
        }
        desk.write("content/reports/r0.md", &format!("{GOOD}Round {round}."));
        let mut command = Command::new(env!("CARGO_BIN_EXE_tearsheet"));
        command.args(["build", "--quiet", "--jobs", "1"]).current_dir(desk.folder.path());
        let mut build = command.stderr(Stdio::null()).spawn().unwrap();
        // The staging folder is there: now is the worst moment.
        let staged = |_: &u32| {
            desk.names().iter().any(|name| name.starts_with(".public.tearsheet-") && !name.ends_with("lock"))
        };
        let _ = (0..2000).find(|tick| {
            std::thread::sleep(std::time::Duration::from_millis(2));
            staged(tick)
        });
        std::thread::sleep(std::time::Duration::from_millis(7 * (round % 9) as u64));
        let sent =
            Command::new("kill").args([format!("-{signal}"), build.id().to_string()]).status().unwrap();
        assert!(sent.success());
        let code = build.wait().unwrap().code();
        assert_eq!(desk.names(), ["content", "public"], "after {signal}");
        let after = tree(&desk.path("public"));
        if code == Some(0) {
            before = after;
        } else if after == before {
            let expected = match *signal {
                "INT" => 130,
                "TERM" => 143,
                _ => 129,
            };
            assert_eq!(code, Some(expected));
            stopped += 1;
        }
    }
    assert!(stopped > 0, "no build was stopped in time");
}
