//! Renaming: a note gets another name and everything that names it, or nothing is touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::cases::sandbox::files;

const NOW: &str = "2026-01-15";

const SITE: [(&str, &str); 13] = [
    (
        "site.yaml",
        "title: {en: S, zh: 站}\nbase_url: https://example.org/r/\nlanguages: [en, zh]\ntime_zone: UTC\n\
         publisher: {name: Desk}\n",
    ),
    (
        "sources.yaml",
        "list: {title: List, publisher: P, date: 2025-01-01}\nmirror: {title: Mirror, publisher: P, date: 2025-01-01}\n",
    ),
    (
        "data/prices.csv",
        "date,model,vendor,value,source\n2025-01-01,m-1,acme,2,list\n2025-01-01,m-10,acme,5,list\n\
         2025-02-01,m-1,acme,1,list\n2025-02-01,m-1,acme,1.5,mirror\n",
    ),
    (
        "data/prices.yaml",
        "title: {en: Prices, zh: 价格}\nfields:\n  - {name: date, type: date}\n  - {name: model, type: string, ref: models, \
         enum: [m-1, m-10], labels: {m-1: {en: One, zh: 一}}}\n  - {name: vendor, type: string, ref: vendors}\n  - {name: value, type: number}\n  \
         - {name: source, type: string, ref: sources}\nprimaryKey: [date, model, source]\ntime: date\nmeasure: value\n\
         unit: USD\nholds: until-next\nconflicts:\n  - {where: {model: [m-1, m-10], date: 2025-02-01}, class: stale, prefer: list, \
         why: {en: Not kept up., zh: 未更新。}}\n",
    ),
    (
        "vendors/acme.md",
        "---\ntitle: Acme\n---\nIts model is [[m-1]], or [M](../models/m-1/index.md#price).\n",
    ),
    (
        "models/m-1/index.md",
        "---\ntitle: M one\nvendor: acme\n---\n## Price {#price}\n\n{fact}`prices model=m-1 date=2025-01-01`.\n\n\
         ![A mark](mark.gif)\n\n```chart\nkind: step\nid: course\ntitle: It fell\ndata: prices\n\
         where: {model: m-1, source: list}\n```\n",
    ),
    ("models/m-1/index.zh.md", "标题下的文字。\n"),
    ("models/m-1/mark.gif", "GIF89a\u{1}\0\u{1}\0ours"),
    (
        "models/m-10.md",
        "---\ntitle: M ten\nvendor: acme\nsupersedes: m-1\n---\nThe m-1 in plain words stays.\n",
    ),
    (
        "themes/fall.md",
        "---\ntitle: Falling\nmodels: [m-10, m-1]\nvendors: [acme]\n---\nSee [@fig:m-1#course] and [it](/models/m-1/#price), \
         [in Chinese](/zh/models/m-1/), ![its mark](../models/m-1/mark.gif).\n",
    ),
    (
        "reports/q1.md",
        "---\ntitle: First\ndate: 2025-03-01\naliases:\n  - /old/q1/\nmodels: [m-1]\nfacts:\n  fall: change prices \
         model=m-10..m-1\n  idle: prices model=m-1 date=2025-01-01\n---\nIt fell by {fact}`fall`.\n\n```chart\nkind: step\nid: two\ntitle: Two prices\ndata: prices\n\
         where: {model: [m-1, m-10], source: list}\nseries: {field: model, order: [m-10, m-1], names: {m-1: Mono, m-10: Deca}}\nhighlight: m-1\n```\n",
    ),
    ("reports/q1.zh.md", "---\ntitle: 第一\n---\n跌幅为{fact}`fall`，见[模型](../models/m-1/index.md)。\n"),
    ("pages/about.md", "---\ntitle: About\n---\n[First](../reports/q1.md)\n"),
];

fn tearsheet(site: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tearsheet"));
    command.current_dir(site).args(arguments).args(["--now", NOW]);
    command.env("NO_COLOR", "1").env_remove("GITHUB_ACTIONS").output().expect("running tearsheet")
}

/// Runs a command that must end well and warn of nothing.
fn well(site: &Path, arguments: &[&str]) {
    let output = tearsheet(site, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !said.contains("warning["), "{arguments:?}\n{said}");
}

/// The site, its report pinned.
fn site() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in SITE {
        let file = place.path().join("content").join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("making a folder");
        fs::write(file, text).expect("writing a site");
    }
    well(place.path(), &["pin", "q1"]);
    place
}

fn content(site: &Path) -> BTreeMap<String, Vec<u8>> {
    files(&site.join("content"))
}

/// Adds to a file of the site.
fn add(site: &Path, path: &str, text: &str) {
    let file = site.join("content").join(path);
    let before = fs::read_to_string(&file).expect("a file of the site");
    fs::write(file, before + text).expect("writing a file of the site");
}

#[test]
fn a_renamed_note_is_named_anew_everywhere_and_its_old_address_leads_on() {
    let both = ["", "zh/"];
    for (old, new, languages) in [
        ("models/m-1", "mono", &both[..]),
        ("vendors/acme", "apex", &both[..1]),
        ("themes/fall", "drop", &both[..1]),
        ("reports/q1", "spring", &both),
        ("models/m-10", "m-11", &both[..1]),
    ] {
        let place = site();
        let before = content(place.path());
        well(place.path(), &["rename", old, new]);
        well(place.path(), &["check", "--deny-warnings"]);
        well(place.path(), &["pin", "--all", "--check"]);
        let after = content(place.path());
        assert_eq!(before.len(), after.len(), "{old}");
        assert!(after.keys().any(|path| path.contains(new)), "{old}");
        let sidecar = String::from_utf8_lossy(&after["data/prices.yaml"]);
        assert_eq!(sidecar.contains(new), old.starts_with("models/"), "{sidecar}");
        well(place.path(), &["build"]);
        for language in languages {
            let page = place.path().join(format!("public/{language}{old}/index.html"));
            let page =
                fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
            assert!(page.contains(&format!("/{new}/")), "{old} leads on");
        }
    }
}

#[test]
fn readers_see_the_same_numbers_and_drawings_behind_a_renamed_model() {
    let place = site();
    let published = |path: &str| {
        let file = place.path().join("public").join(path);
        fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    };
    let numbers = |path: &str| {
        let page = published(path);
        let values = page.split("<data ").skip(1).map(|rest| rest.split('>').next().unwrap_or("").to_owned());
        values.collect::<Vec<_>>()
    };
    let pages = ["reports/q1/index.html", "zh/reports/q1/index.html"];
    let seen = || (pages.map(numbers), published("reports/q1/figures/two.svg"));
    well(place.path(), &["build"]);
    let (before, own) = (seen(), numbers("models/m-1/index.html"));
    assert!(before.0.iter().chain([&own]).all(|numbers| !numbers.is_empty()));
    well(place.path(), &["rename", "m-1", "mono"]);
    well(place.path(), &["build"]);
    assert_eq!((seen(), numbers("models/mono/index.html")), (before, own));
    let report = fs::read_to_string(place.path().join("content/reports/q1.md")).expect("a report");
    assert!(report.contains("idle: prices model=mono date"), "{report}");
    assert!(report.contains("order: [m-10, mono], names: {mono: Mono, m-10: Deca}"), "{report}");
    let words = fs::read_to_string(place.path().join("content/models/m-10.md")).expect("a note");
    assert!(words.contains("supersedes: mono") && words.contains("The m-1 in plain words stays."), "{words}");
}

#[test]
fn what_cannot_be_renamed_is_told_and_nothing_is_touched() {
    let place = site();
    let before = content(place.path());
    for (arguments, wanted) in [
        (&["rename", "m-2", "x"][..], "did you mean `m-1`?"),
        (&["rename", "m-1", "m-10"], "is there already"),
        (&["rename", "m-1", "a/b"], "write the new name alone"),
        (&["rename", "m-1", "nul"], "error[unusable-name]"),
        (&["rename", "m-1", "mono", "--dry-run"], "would be renamed"),
    ] {
        let output = tearsheet(place.path(), arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(wanted), "{arguments:?}\n{said}");
        assert_eq!(output.status.success(), arguments.contains(&"--dry-run"));
        assert_eq!(content(place.path()), before, "{arguments:?}");
    }
}

#[test]
fn a_link_that_would_quietly_lead_to_another_note_is_refused() {
    let place = site();
    let write = |path: &str, text: &str| {
        let path = place.path().join("content").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("making a folder");
        fs::write(path, text).expect("writing a note");
    };
    let refused = |old: &str, code: i32| {
        let before = content(place.path());
        let output = tearsheet(place.path(), &["rename", old, "mono"]);
        assert_eq!((output.status.code(), content(place.path()) == before), (Some(code), true), "{old}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    write("models/old/mono.md", "---\ntitle: An old model\nvendor: acme\n---\n");
    write("pages/names.md", "---\ntitle: Names\n---\nSee [[mono]].\n");
    let said = refused("m-1", 2);
    assert!(said.contains("linked otherwise:") && said.contains("content/models/old/mono.md"), "{said}");
    write("pages/m-10.md", "---\ntitle: A page\n---\n");
    let said = refused("m-10", 2);
    assert!(said.contains("say which: `models/m-10`, `pages/m-10`"), "{said}");
    write("pages/m-1.md", "---\ntitle: Another page\n---\n");
    let said = refused("m-1", 1);
    assert!(said.contains("error[ambiguous-reference]"), "{said}");
}

#[test]
fn what_is_left_out_by_name_stays_left_out() {
    let place = site();
    let theme = "themes/fall.md";
    let but_one = "\n```table\ntitle: All but one\ndata: prices\nwhere: {model: {not: m-1}}\n```\n";
    add(place.path(), theme, but_one);
    well(place.path(), &["rename", "m-1", "mono"]);
    let text = fs::read_to_string(place.path().join("content").join(theme)).expect("a note");
    assert!(text.contains("{not: mono}"), "{text}");
}

#[test]
fn a_correction_names_its_rows_anew() {
    let place = site();
    let csv = place.path().join("content/data/prices.csv");
    let rows =
        fs::read_to_string(&csv).expect("rows").replace("2025-01-01,m-1,acme,2,", "2025-01-01,m-1,acme,2.5,");
    fs::write(&csv, rows).expect("restating a row");
    let report = place.path().join("content/reports/q1.md");
    let entry = "corrections:\n  - {date: 2026-01-15, what: Restated., data: prices, where: {model: m-1, date: 2025-01-01}, now: 2.5}\nmodels:";
    let text = fs::read_to_string(&report).expect("a report").replace("models:", entry);
    fs::write(&report, text).expect("writing a report");
    well(place.path(), &["check"]);
    well(place.path(), &["rename", "m-1", "mono"]);
    well(place.path(), &["check", "--deny-warnings"]);
    let text = fs::read_to_string(&report).expect("a report");
    assert!(text.contains("where: {model: mono, date: 2025-01-01}"), "{text}");
}

#[test]
fn a_correction_says_anew_what_its_rows_read_now() {
    let place = site();
    let csv = place.path().join("content/data/prices.csv");
    let rows =
        fs::read_to_string(&csv).expect("rows").replace("2025-01-01,m-1,acme,2,", "2025-01-01,m-1,bolt,2,");
    fs::write(&csv, rows).expect("restating a row");
    fs::write(place.path().join("content/vendors/bolt.md"), "---\ntitle: Bolt\n---\n").expect("a vendor");
    let report = place.path().join("content/reports/q1.md");
    let entry = "corrections:\n  - {date: 2026-01-15, what: Restated., data: prices, where: {model: m-1, date: 2025-01-01}, now: {vendor: bolt}}\nmodels:";
    let text = fs::read_to_string(&report).expect("a report").replace("models:", entry);
    fs::write(&report, text).expect("writing a report");
    well(place.path(), &["check"]);
    well(place.path(), &["rename", "bolt", "nut"]);
    well(place.path(), &["check", "--deny-warnings"]);
    let text = fs::read_to_string(&report).expect("a report");
    assert!(text.contains("now: {vendor: nut}"), "{text}");
}
