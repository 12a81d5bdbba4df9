//! `tearsheet facts`: what is offered to paste binds, and what does not bind says why.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const SIDECAR: &str = "title: Prices\nfields:\n  - {name: date, type: date}\n  - {name: model, type: string}\n  \
     - {name: value, type: number}\n  - {name: status, type: string}\nprimaryKey: [date, model]\ntime: date\n\
     measure: value\nunit: USD\nholds: until-next\nattribution: Example data\n";

const ROWS: &str = "date,model,value,status\n2025-01-01,elm,10,effective\n2025-03-01,elm,5,\n2025-08-01,elm,3,cancelled\n\
     2025-12-01,elm,4,scheduled\n2026-05-01,elm,2,effective\n";

const LEASE: &str = "title: Leases\nfields:\n  - {name: from, type: date}\n  - {name: until, type: date}\n  \
     - {name: model, type: string}\n  - {name: value, type: number}\nprimaryKey: [from, until, model]\n\
     time: [from, until]\nmeasure: value\nunit: USD\nholds: until-next\nattribution: Example data\n";

/// A site with prices, a dataset that a licence keeps back, and a page that shows both.
fn site() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a temporary folder");
    let page = "---\ntitle: Page\n---\n{fact}`prices model=elm`\n\n```table\nid: all\ntitle: All\ndata: prices\n```\n";
    for (path, text) in [
        ("site.yaml", "title: S\nbase_url: https://example.org/\nlanguages: [en]\n"),
        ("data/prices.csv", ROWS),
        ("data/prices.yaml", SIDECAR),
        ("data/vault.csv", "date,model,value,status\n2025-01-01,elm,7,\n"),
        ("data/vault.yaml", &format!("{SIDECAR}redistribute: false\n")),
        (
            "data/hours.csv",
            "date,model,value,status\n2024,oak,9,\n2024-01,oak,1,\n2024-02,oak,2,\n2024-02-29,oak,3,\n",
        ),
        ("data/lease.csv", "from,until,model,value\n2024-01-01,2024-12-31,ash,7\n2025-01-01,,ash,8\n"),
        ("data/lease.yaml", LEASE),
        ("data/hours.yaml", &SIDECAR.replace("until-next", "period").replace("USD", "hours")),
        ("pages/p.md", page),
    ] {
        let file = place.path().join("content").join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("making a folder");
        fs::write(file, text).expect("writing a site");
    }
    place
}

fn facts(site: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tearsheet"));
    command.current_dir(site).arg("facts").args(arguments).args(["--now", "2025-09-15"]);
    let output = command.env("NO_COLOR", "1").env_remove("GITHUB_ACTIONS").output();
    output.expect("running tearsheet")
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn rows_that_no_reference_binds_come_last_and_say_why() {
    let place = site();
    let list = said(&facts(place.path(), &["elm"]).stdout);
    let lines: Vec<&str> = list.lines().collect();
    let reasons = ["begins after today", "scheduled", "cancelled", "kept back by its licence"];
    assert_eq!(lines.len(), 6, "{list}");
    assert!(lines[..2].iter().all(|line| line.starts_with("{fact}`prices")), "{list}");
    for (line, reason) in lines[2..].iter().zip(reasons) {
        assert!(!line.contains("{fact}") && line.ends_with(&format!("no reference: {reason}")), "{line}");
    }
}

#[test]
fn what_is_offered_binds() {
    offered_binds("elm", 2);
}

#[test]
fn what_is_offered_of_a_date_binds_where_others_lie_within_it() {
    offered_binds("oak", 4);
}

#[test]
fn what_is_offered_of_a_stretch_without_an_end_binds() {
    offered_binds("ash", 2);
}

fn offered_binds(word: &str, count: usize) {
    let place = site();
    let list = said(&facts(place.path(), &[word]).stdout);
    let offered: Vec<&str> = list.lines().filter_map(|line| line.split("  ").next()).collect();
    let offered = offered.iter().filter(|line| line.starts_with("{fact}")).map(|line| format!("{line}\n\n"));
    fs::write(
        place.path().join("content/pages/q.md"),
        format!("---\ntitle: Q\n---\n{}", offered.collect::<String>()),
    )
    .expect("writing a page");
    let output = facts(place.path(), &["--used", word]);
    assert!(!said(&output.stderr).contains("the site has"), "{}", said(&output.stderr));
    assert_eq!(said(&output.stdout).matches("pages/q.md").count(), count);
}

#[test]
fn a_word_that_no_row_holds_is_told_with_the_nearest() {
    let place = site();
    let output = facts(place.path(), &["pricse", "elm"]);
    assert!(output.stdout.is_empty());
    let told = said(&output.stderr);
    assert!(told.contains("no row holds `pricse`; did you mean `prices`?"), "{told}");
    assert!(!told.contains("holds `elm`"), "{told}");
}

#[test]
fn programs_get_the_line_of_a_figure_and_null_for_what_does_not_bind() {
    let place = site();
    let list = said(&facts(place.path(), &["--used", "--format", "json"]).stdout);
    assert!(list.contains(r#""as":"figure all","column":1,"file":"content/pages/p.md","line":6"#), "{list}");
    assert!(list.contains(r#""no_reference":"#) && !list.contains(r#""line":0"#), "{list}");
    let all = said(&facts(place.path(), &["scheduled", "--format", "json"]).stdout);
    assert!(all.contains(r#""no_reference":"scheduled""#) && all.contains(r#""reference":null"#), "{all}");
}
