//! `tearsheet diff`: what a reviewer reads of a change, from folders and from git.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const SITE: &str = "title: Desk\nbase_url: https://example.org/\nlanguages: [en]\n";
const SIDECAR: &str = "fields:\n  - {name: date, type: date}\n  - {name: model, type: string, ref: models}\n  \
    - {name: value, type: number}\nprimaryKey: [date, model]\ntime: date\nmeasure: value\nunit: USD\nholds: until-next\n";
const ROWS: &str = "date,model,value\n2025-01-01,one,8\n2025-03-01,one,4\n";
const REPORT: &str = "---\ntitle: A view\ndate: 2025-06-01\n---\nText.\n\n\
    ```chart\nid: prices\nkind: step\ntitle: Prices\ndata: prices\nx: date\ny: value\nseries: model\n```\n";

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join("content").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("making a folder");
        fs::write(path, text).expect("writing a file");
    }
}

fn site(folder: &Path) {
    write(
        folder,
        &[
            ("site.yaml", SITE),
            ("vendors/acme.md", "---\ntitle: Acme\n---\nText.\n"),
            ("models/one.md", "---\ntitle: One\nvendor: acme\n---\nText.\n"),
            ("reports/view.md", REPORT),
            ("data/prices.csv", ROWS),
            ("data/prices.yaml", SIDECAR),
        ],
    );
}

fn diff(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tearsheet"));
    let Output { status, stdout, stderr } = command
        .current_dir(folder)
        .args(["diff", "--now", "2026-01-15"])
        .args(arguments)
        .output()
        .expect("running tearsheet");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (status.code().unwrap_or(-1), text(stdout), text(stderr))
}

#[test]
fn a_unit_that_is_worded_otherwise_restates_every_row_and_figure() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let (old, new) = (place.path().join("old"), place.path().join("new"));
    site(&old);
    site(&new);
    write(&new, &[("data/prices.yaml", &SIDECAR.replace("unit: USD", "unit: USD per 1K tokens"))]);
    let (_, said, _) = diff(place.path(), &["old", "new"]);
    for part in [
        "2 restated, 0 added",
        "| every row | restated | unit of value | USD | USD per 1K tokens |",
        "### Prices",
        "| USD | USD per 1K tokens |",
    ] {
        assert!(said.contains(part), "{part} in\n{said}");
    }
}

#[test]
fn a_restated_row_is_followed_to_the_reports_that_show_it() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let (old, new) = (place.path().join("old"), place.path().join("new"));
    site(&old);
    site(&new);
    let (code, said, _) = diff(place.path(), &["old", "new", "--exit-code"]);
    assert!(code == 0 && said.contains("Nothing"), "{said}");
    write(
        &new,
        &[
            ("data/prices.csv", "date,model,value\n2025-01-01,one,8\n2025-03-01,one,5\n2025-05-01,one,2\n"),
            ("reports/more.md", "---\ntitle: More\ndate: 2025-06-02\n---\nText.\n"),
        ],
    );
    let (code, said, _) = diff(place.path(), &["old", "new", "--html", "d.html"]);
    assert_eq!(code, 0, "{said}");
    for line in [
        "| 2025-03-01 · one | restated | value | 4 | 5 |",
        "| 2025-05-01 · one | added |  |  | 2 |",
        "- **A view** (`reports/view/`): `prices`",
        "- added `reports/more/` More (+5 \u{2212}0 lines)",
    ] {
        assert!(said.contains(line), "{line} is not in\n{said}");
    }
    assert_eq!(diff(place.path(), &["old", "new", "--exit-code"]).0, 1);
    let page = fs::read_to_string(place.path().join("d.html")).expect("the page");
    assert!(
        page.matches("<img alt=").count() >= 2 && page.contains("<del>4</del>") && !page.contains("<script")
    );
    let (_, json, _) = diff(place.path(), &["old", "new", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(
        (&json["datasets"][0]["restated"], &json["reports"][0]["figures"][0]),
        (&1.into(), &"prices".into())
    );
}

#[test]
fn a_dataset_of_another_name_is_the_same_rows() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let (old, new) = (place.path().join("old"), place.path().join("new"));
    site(&old);
    site(&new);
    let note =
        |data: &str| format!("---\ntitle: One\nvendor: acme\n---\nIt costs {{fact}}`{data} model=one`.\n");
    write(&old, &[("models/one.md", &note("prices"))]);
    fs::remove_file(new.join("content/data/prices.csv")).expect("removing the rows");
    fs::remove_file(new.join("content/data/prices.yaml")).expect("removing the sidecar");
    let report = REPORT.replace("data: prices", "data: list");
    write(
        &new,
        &[
            ("models/one.md", &note("list")),
            ("reports/view.md", &report),
            ("data/list.csv", &ROWS.replace("one,4", "one,3")),
            ("data/list.yaml", SIDECAR),
        ],
    );
    let (_, said, _) = diff(place.path(), &["old", "new"]);
    for part in [
        "### `list` (was `prices`)\n\n1 restated, 0 added, 0 removed.",
        "| 2025-03-01 · one | restated | value | 4 | 3 |",
        "| {fact}\\`list model=one\\` | changed | $4 | $3 |",
        "- `data/prices/`",
    ] {
        assert!(said.contains(part), "{part} in\n{said}");
    }
}

#[test]
fn a_figure_that_comes_in_changes_no_other() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let (old, new) = (place.path().join("old"), place.path().join("new"));
    site(&old);
    site(&new);
    write(&new, &[("reports/a-first.md", REPORT)]);
    let (_, said, _) = diff(place.path(), &["old", "new"]);
    let told: Vec<&str> =
        said.lines().filter(|line| line.contains("`prices`") || line.contains("#")).collect();
    assert_eq!(told.join("\n").matches("changed").count(), 0, "{said}");
    assert!(said.contains("reports/a-first/") && !said.contains("reports/view/"), "{said}");
}

#[test]
fn a_restated_row_is_followed_to_the_sentences_that_say_it() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let (old, new) = (place.path().join("old"), place.path().join("new"));
    let told = |more: &str| format!("{REPORT}\nIt cost {{fact}}`prices model=one`{more}.\n");
    for folder in [&old, &new] {
        site(folder);
        write(folder, &[("reports/view.md", &told(", {change}`prices model=one date=2025-01..2025-03`"))]);
    }
    write(
        &new,
        &[
            ("data/prices.csv", "date,model,value\n2025-01-01,one,8\n2025-03-01,one,5\n"),
            ("pages/more.md", "---\ntitle: \"{fact}`prices model=one` | a title\"\n---\nText.\n"),
        ],
    );
    let (code, said, _) = diff(place.path(), &["old", "new", "--html", "d.html", "--exit-code"]);
    assert_eq!(code, 1, "{said}");
    for line in [
        "3 numbers in texts",
        "- **A view** (`reports/view/`): `prices`, 2 numbers in its text",
        "| new/content/reports/view.md:17 | {fact}\\`prices model=one\\` | changed | $4 | $5 |",
        "| new/content/reports/view.md:17 | {change}\\`prices model=one date=2025-01..2025-03\\` | changed | \u{2212}50% | \u{2212}38% |",
        "| new/content/pages/more.md:2 | {fact}\\`prices model=one\\` | added |  | $5 |",
    ] {
        assert!(said.contains(line), "{line} is not in\n{said}");
    }
    let page = fs::read_to_string(place.path().join("d.html")).expect("the page");
    assert!(page.contains("<del>\u{2212}50%</del></td><td><ins>\u{2212}38%</ins>"), "{page}");
    let (_, json, _) = diff(place.path(), &["old", "new", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(
        (&json["numbers"][1]["new"], &json["reports"][0]["numbers"]),
        (&"\u{2212}38%".into(), &2.into())
    );
    let edited = told(", {change}`prices model=one date=2025-01..2025-03 format=0.0`");
    write(&old, &[("reports/view.md", &edited)]);
    let (_, said, _) = diff(place.path(), &["old", "new"]);
    assert!(said.contains("| removed | \u{2212}50.0% |  |"), "{said}");
}

#[test]
fn restricted_rows_are_counted_and_never_shown() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let (old, new) = (place.path().join("old"), place.path().join("new"));
    let sidecar = format!("{SIDECAR}redistribute: false\n");
    for folder in [&old, &new] {
        site(folder);
        write(folder, &[("data/prices.yaml", &sidecar)]);
    }
    write(&new, &[("data/prices.csv", "date,model,value\n2025-01-01,one,8\n2025-03-01,one,73.519\n")]);
    let (_, said, _) = diff(place.path(), &["old", "new", "--html", "d.html"]);
    let (_, json, _) = diff(place.path(), &["old", "new", "--format", "json"]);
    let page = fs::read_to_string(place.path().join("d.html")).expect("the page");
    assert!(said.contains("1 restated") && said.contains("licence"), "{said}");
    assert!([said, json, page].iter().all(|text| !text.contains("73.519")));
}

#[test]
fn an_address_that_leads_nowhere_is_told_and_a_redirect_keeps_it() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let (old, new) = (place.path().join("old"), place.path().join("new"));
    site(&old);
    site(&new);
    fs::remove_file(new.join("content/reports/view.md")).expect("removing a note");
    let (code, said, _) = diff(place.path(), &["old", "new", "--keep-addresses", "--html", "d.html"]);
    let page = fs::read_to_string(place.path().join("d.html")).expect("the page");
    assert_eq!(code, 1);
    assert!(said.contains("1 address lost") && said.contains("- `reports/view/`"), "{said}");
    assert!(page.contains("<li><code>reports/view/</code></li>"), "{page}");
    assert_eq!(diff(place.path(), &["old", "new"]).0, 0);
    let moved = REPORT.replace("title: A view", "title: A view\naliases: [/reports/view/]");
    write(&new, &[("reports/a-view.md", &moved)]);
    let (code, said, _) = diff(place.path(), &["old", "new", "--keep-addresses"]);
    assert!(code == 0 && !said.contains("lead nowhere"), "{said}");
}

fn git(folder: &Path, arguments: &[&str]) {
    let author = ["-c", "user.name=desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"];
    let done = Command::new("git").current_dir(folder).args(author).args(arguments).output();
    assert!(done.is_ok_and(|done| done.status.success()), "git {arguments:?}");
}

#[test]
fn a_site_below_a_repository_is_compared_with_its_past() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let below = place.path().join("site");
    site(&below);
    git(place.path(), &["init", "-q"]);
    git(place.path(), &["add", "."]);
    git(place.path(), &["commit", "-qm", "one"]);
    write(&below, &[("data/prices.csv", "date,model,value\n2025-01-01,one,8\n2025-03-01,one,5\n")]);
    let (code, said, told) = diff(place.path(), &["HEAD", ".", "--content", "site/content"]);
    assert!(code == 0 && said.contains("| value | 4 | 5 |"), "{said}{told}");
    let (code, said, told) = diff(&below, &["HEAD", "."]);
    assert!(code == 0 && said.contains("| value | 4 | 5 |"), "{said}{told}");
}

#[test]
fn two_revisions_are_compared_without_checking_them_out() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let git = |arguments: &[&str]| git(place.path(), arguments);
    site(place.path());
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "one"]);
    write(place.path(), &[("data/prices.csv", "date,model,value\n2025-01-01,one,8\n2025-03-01,one,5\n")]);
    git(&["commit", "-qam", "two"]);
    let (code, said, told) = diff(place.path(), &["HEAD~1", "HEAD"]);
    assert!(code == 0 && said.contains("| value | 4 | 5 |"), "{said}{told}");
    let (code, said, _) = diff(place.path(), &["HEAD", "."]);
    assert!(code == 0 && said.contains("Nothing"), "{said}");
    for word in ["nowhere", "--upload-pack=x"] {
        assert_eq!(diff(place.path(), &["HEAD", "--", word]).0, 2, "{word}");
    }
}

#[test]
fn a_state_with_mistakes_is_never_told_as_nothing() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let (old, new) = (place.path().join("old"), place.path().join("new"));
    site(&old);
    site(&new);
    // The same facts and pages, and a mistake in a file that is neither.
    write(&new, &[("site.yaml", &format!("{SITE}colour: red\n"))]);
    let (code, said, _) = diff(place.path(), &["old", "new", "--exit-code", "--html", "d.html"]);
    assert_eq!(code, 1, "{said}");
    let told = "The new state has 1 mistake: neither figures nor numbers in texts are compared.";
    assert!(said.contains(told) && !said.contains("Nothing: "), "{said}");
    assert!(fs::read_to_string(place.path().join("d.html")).expect("the page").contains(told));
    let (_, json, _) = diff(place.path(), &["old", "new", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((&json["mistakes"]["old"], &json["mistakes"]["new"]), (&0.into(), &1.into()));
    assert_eq!(diff(place.path(), &["old", "new"]).0, 0, "without the flag it only tells");
}

#[test]
fn a_licence_that_keeps_rows_back_from_now_on_is_told() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let (old, new) = (place.path().join("old"), place.path().join("new"));
    site(&old);
    site(&new);
    write(&new, &[("data/prices.yaml", &format!("{SIDECAR}redistribute: false\n"))]);
    let (code, said, _) = diff(place.path(), &["old", "new", "--exit-code", "--html", "d.html"]);
    assert!(code == 1 && said.contains("- `prices`: its licence keeps its rows back from now on"), "{said}");
    assert!(
        fs::read_to_string(place.path().join("d.html")).expect("the page").contains("keeps its rows back")
    );
    let (_, said, _) = diff(place.path(), &["new", "old"]);
    assert!(said.contains("may be redistributed from now on"), "{said}");
}

#[test]
fn a_title_that_changes_alone_is_shown_old_and_new() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let (old, new) = (place.path().join("old"), place.path().join("new"));
    site(&old);
    site(&new);
    write(&new, &[("reports/view.md", &REPORT.replace("title: Prices", "title: Prices halved"))]);
    let (_, said, _) = diff(place.path(), &["old", "new", "--html", "d.html"]);
    assert!(said.contains("| title | Prices | Prices halved |"), "{said}");
    let page = fs::read_to_string(place.path().join("d.html")).expect("the page");
    assert!(
        page.contains("<td>title</td><td><del>Prices</del></td><td><ins>Prices halved</ins></td>"),
        "{page}"
    );
    assert!(!said.contains("Reports whose numbers change"), "no number does\n{said}");
}

#[test]
fn a_unit_and_settings_that_change_are_told_where_no_digit_does() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let (old, new) = (place.path().join("old"), place.path().join("new"));
    let text = "---\ntitle: Note\n---\nIt costs {fact}`prices model=one`.\n";
    for folder in [&old, &new] {
        site(folder);
        write(folder, &[("pages/note.md", text)]);
    }
    write(
        &new,
        &[
            ("data/prices.yaml", &SIDECAR.replace("unit: USD", "unit: USD per 1K tokens")),
            ("site.yaml", &format!("{SITE}description: Notes\n")),
        ],
    );
    let (code, said, _) = diff(place.path(), &["old", "new", "--html", "d.html", "--exit-code"]);
    let page = fs::read_to_string(place.path().join("d.html")).expect("the page");
    for part in [
        "| changed | $4 (USD) | $4 (USD per 1K tokens) |",
        "- changed `content/data/prices.yaml` (+1 \u{2212}1 lines)",
        "- changed `content/site.yaml` (+1 \u{2212}0 lines)",
    ] {
        assert!(said.contains(part), "{part} in\n{said}");
    }
    assert!(page.contains("<code>content/site.yaml</code>"), "{page}");
    assert_eq!(code, 1, "{said}");
}
