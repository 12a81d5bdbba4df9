//! Pinned reports: whatever is added to the data they stay as they are, and what is restated is explained.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use chrono::{TimeZone, Utc};
use tearsheet::build::{self, Route};
use tearsheet::diag::Severity;
use tearsheet::disk::{self, SiteFolder};
use tearsheet::model::output::OutputContent;

const NOW: &str = "2027-01-01";

fn tearsheet(site: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tearsheet"));
    command.current_dir(site).args(arguments).args(["--now", NOW, "--quiet"]);
    command.env("NO_COLOR", "1").env_remove("GITHUB_ACTIONS").output().expect("running tearsheet")
}

/// Runs a command that must end well; gives what it prints.
fn tearsheet_loud(site: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_tearsheet"))
        .current_dir(site)
        .args(arguments)
        .args(["--now", NOW])
        .output()
        .expect("running tearsheet");
    assert!(output.status.success(), "{arguments:?}\n{}", String::from_utf8_lossy(&output.stderr));
    [output.stdout, output.stderr].iter().map(|text| String::from_utf8_lossy(text).into_owned()).collect()
}

/// Runs a command that must end well.
pub fn well(site: &Path, arguments: &[&str]) {
    let output = tearsheet(site, arguments);
    assert!(output.status.success(), "{arguments:?}\n{}", String::from_utf8_lossy(&output.stderr));
}

/// Runs a command that must find mistakes; gives what it says.
pub fn ill(site: &Path, arguments: &[&str]) -> String {
    let output = tearsheet(site, arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn copy(from: &Path, to: &Path) {
    let copied = Command::new("cp").arg("-R").arg(from).arg(to).status();
    assert!(copied.is_ok_and(|status| status.success()), "copying {}", from.display());
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> =
        paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect();
    found.sort();
    found
}

/// The real site, its reports pinned; of other notes only front matter without facts and headings, so that no figure
/// or fact of theirs minds what is added to the data.
fn real_site() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a temporary folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), place.path());
    for path in files(&place.path().join("content")) {
        let is_report = path.to_string_lossy().contains("/reports/");
        if path.extension().is_some_and(|ending| ending == "md") && !is_report {
            let text = fs::read_to_string(&path).expect("a note");
            fs::write(&path, without_body(&text)).expect("writing a note");
        }
    }
    well(place.path(), &["pin", "--all", "--accept"]);
    place
}

fn without_body(text: &str) -> String {
    let end = text[3..].find("\n---").map_or(text.len(), |end| end + 8);
    let headings = text[end..].lines().filter(|line| line.starts_with('#'));
    let reference = regex::Regex::new(r"\{[a-z]+\}`[^`]*`").expect("a pattern");
    let mut in_facts = false;
    let front = text[..end].lines().filter(|line| {
        in_facts = line.starts_with("facts:") || in_facts && line.starts_with(' ');
        !in_facts
    });
    let lines: Vec<&str> = front.chain([""]).chain(headings.flat_map(|line| [line, ""])).collect();
    reference.replace_all(&lines.join("\n"), "some").into_owned()
}

/// What a build makes of the reports: the article of each page, and the files of its figures; of the other
/// pages, which are most of the site, none is rendered. `None` where the site has mistakes.
fn reports(site: &Path) -> Option<BTreeMap<String, String>> {
    let folder = SiteFolder::find(&site.join("content")).expect("a site");
    let sources = disk::read(&folder).expect("reading the site");
    let now = Utc.with_ymd_and_hms(2027, 1, 1, 0, 0, 0).single().expect("a moment");
    let options = build::Options { now: now.into(), drafts: false, base_url: None, deny_warnings: false };
    let built = build::build(&sources, &options);
    if built.diagnostics.iter().any(|told| told.severity == Severity::Error) {
        return None;
    }
    let renderer = built.value.renderer(&sources).value;
    let mut found = BTreeMap::new();
    let is_report =
        |route: &Route| ["reports/", "zh/reports/"].iter().any(|start| route.path().starts_with(start));
    for route in renderer.routes().iter().filter(|route| is_report(route)) {
        let output = renderer.render(route).expect("a page of a sound site");
        let OutputContent::Bytes(bytes) = output.content else { continue };
        let Ok(text) = String::from_utf8(bytes.into_owned()) else { continue };
        let article =
            text.find("<article").map(|start| text[start..].split("</article>").next().unwrap_or(""));
        found.insert(route.path().to_owned(), article.unwrap_or(&text).to_owned());
    }
    found.retain(|name, _| !name.ends_with("reports/index.html"));
    assert!(found.len() > 30, "the real reports and their figures: {}", found.len());
    Some(found)
}

/// Appends to each dataset a copy of its rows from later and one from earlier days, with other values.
fn append_rows(site: &Path) -> usize {
    let mut added = 0;
    for path in
        files(&site.join("content/data")).iter().filter(|path| path.extension().is_some_and(|e| e == "csv"))
    {
        let text = fs::read_to_string(path).expect("a dataset");
        let header: Vec<&str> = text.lines().next().unwrap_or("").split(',').collect();
        let plain = |row: &&str| !row.contains('"') && row.split(',').count() == header.len();
        let sidecar = fs::read_to_string(path.with_extension("yaml")).expect("a sidecar");
        let keys = sidecar.lines().find_map(|line| line.strip_prefix("primaryKey: [")).unwrap_or("]");
        let keys: Vec<&str> =
            keys.trim_end_matches(']').split(", ").filter(|name| *name != "source").collect();
        let mut seen = BTreeSet::new();
        let mut more = String::new();
        for (place, row) in text.lines().skip(1).filter(plain).enumerate() {
            for later in [true, false] {
                let row = moved(&header, row, later, place);
                let key = header.iter().zip(row.split(','));
                let key: Vec<&str> =
                    key.filter(|(name, _)| keys.contains(*name)).map(|(_, cell)| cell).collect();
                if seen.insert(key.join(",")) {
                    more.push_str(&row);
                    more.push('\n');
                    added += 1;
                }
            }
        }
        fs::write(path, text + &more).expect("writing a dataset");
    }
    added
}

/// A row of another day with another number.
fn moved(header: &[&str], row: &str, later: bool, place: usize) -> String {
    let day = if later { "2026-11-20" } else { "2019-03-07" };
    let period = if later { "2026-10" } else { "2019Q1" };
    let cell = |(name, cell): (&&str, &str)| match *name {
        "date" | "period_start" | "period_end" => day.to_owned(),
        "period" => period.to_owned(),
        "ticker" => format!("ZZ{}{place}.US", if later { "A" } else { "B" }),
        "value" if cell.parse::<f64>().is_ok() => "7".to_owned(),
        _ => cell.to_owned(),
    };
    header.iter().zip(row.split(',')).map(cell).collect::<Vec<_>>().join(",")
}

#[test]
fn rows_that_are_added_later_or_back_dated_change_no_byte_of_a_pinned_report() {
    let site = real_site();
    let before = reports(site.path()).expect("a sound site");
    let added = append_rows(site.path());
    assert!(added > 1000, "{added} rows are added");
    let after = reports(site.path()).expect("a sound site");
    let differ: Vec<&String> = before.keys().filter(|name| before.get(*name) != after.get(*name)).collect();
    assert!(differ.is_empty(), "these differ: {differ:?}");
    assert_eq!(before.len(), after.len());
    well(site.path(), &["pin", "--all", "--check"]);
}

#[test]
fn without_a_lock_the_same_rows_change_the_reports() {
    let site = real_site();
    for lock in files(&site.path().join("content/reports"))
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "lock"))
    {
        fs::remove_file(lock).expect("removing a lock");
    }
    let before = reports(site.path());
    append_rows(site.path());
    assert!(
        before.is_some() && reports(site.path()) != before,
        "the test above would not notice a lock that holds nothing"
    );
}

/// A small pinned site whose data are as they were when it was pinned.
pub fn small_site() -> (tempfile::TempDir, String) {
    let place = tempfile::tempdir().expect("a temporary folder");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/bad/restated-row/content");
    copy(&fixture, place.path());
    let csv = place.path().join("content/data/prices.csv");
    let text = fs::read_to_string(&csv).expect("a dataset").replace("input,1.5,", "input,1,");
    fs::write(&csv, &text).expect("writing a dataset");
    (place, text)
}

pub fn correct(site: &Path, date: &str, now: &str) {
    explain(site, &[format!("date: {date}, where: {{metric: input, date: 2025-02-01}}, now: {now}")]);
}

/// Writes these corrections of prices into the report, in the place of others.
pub fn explain(site: &Path, entries: &[String]) {
    let path = site.join("content/reports/r.md");
    let text = fs::read_to_string(&path).expect("a report");
    let (front, body) = (text.split("---\n").nth(1).unwrap_or(""), text.split("---\n").nth(2).unwrap_or(""));
    let front = front.split("corrections:").next().unwrap_or("");
    let entry =
        |entry: &String| format!("  - {{what: The vendor restated its price., data: prices, {entry}}}\n");
    let entries: String = entries.iter().map(entry).collect();
    let entries = if entries.is_empty() { entries } else { format!("corrections:\n{entries}") };
    fs::write(&path, format!("---\n{front}{entries}---\n{body}")).expect("writing a report");
}

#[test]
fn a_restated_row_needs_a_correction_and_readers_then_see_both_numbers() {
    let (place, csv) = small_site();
    let site = place.path();
    let read = |path: &str| fs::read_to_string(site.join(path)).unwrap_or_default();
    let restate = |from: &str, to: &str| {
        fs::write(site.join("content/data/prices.csv"), csv.replace(from, to)).expect("restating");
    };
    let holds = |row: &str| read("content/reports/r.lock").contains(row);
    well(site, &["build", "--out", "one"]);
    restate("input,1,", "input,1.5,");
    let said = ill(site, &["check"]);
    for part in [
        "error[restated-row]",
        "content/reports/r.lock:10:1",
        "content/data/prices.csv:3:23",
        "corrections: [",
    ] {
        assert!(said.contains(part), "{part} in\n{said}");
    }
    assert!(ill(site, &["pin", "r"]).contains("restated-row"), "pinning again is no way around it");
    correct(site, "2025-06-01", "1.5");
    assert!(
        ill(site, &["check"]).contains("restated-row"),
        "a correction from before the pin explains nothing"
    );
    correct(site, "2025-09-01", "1.5");
    well(site, &["build", "--out", "two"]);
    let svg = "reports/r/figures/prices.svg";
    assert_eq!(read(&format!("one/{svg}")), read(&format!("two/{svg}")), "the drawing stays as it was");
    for path in [
        "two/reports/r/index.html",
        "two/corrections/index.html",
        "two/corrections/feed.xml",
        "two/corrections/feed.json",
    ] {
        let page = read(path);
        for part in ["1 USD per 1M tokens", "1.50 USD per 1M tokens", "The vendor restated its price."] {
            assert!(page.contains(part), "{part} in {path}");
        }
    }
    for later in ["input,9999,", "input,,"] {
        restate("input,1,", later);
        let said = ill(site, &["check"]);
        assert!(
            said.contains("restated-row") && said.contains("`now` does not say"),
            "one correction, one change:\n{said}"
        );
    }
    restate("2025-02-01,acme,input,1,USD\n", "");
    assert!(ill(site, &["check"]).contains("now: removed}"), "the entry to copy says so");
    restate("input,1,", "input,1.5,");
    well(site, &["pin", "r"]);
    assert!(holds("acme,input,1,USD"), "the lock keeps what was published");
    let kept = tearsheet_loud(site, &["pin", "r", "--accept"]);
    assert!(kept.contains("1 row that a correction explains stays as it was"), "{kept}");
    assert!(holds("acme,input,1,USD"), "readers were told what it was");
    explain(site, &[]);
    well(site, &["pin", "r", "--accept"]);
    assert!(holds("acme,input,1.5,USD"), "unless the desk wants the new number and takes the entry out");
}

#[test]
fn a_correction_explains_the_rows_that_it_names_and_no_later_change() {
    let (place, csv) = small_site();
    let site = place.path();
    let data = |text: &str| fs::write(site.join("content/data/prices.csv"), text).expect("writing data");
    let both = csv.replace("input,1,", "input,1.5,").replace("input,2,", "input,3,");
    let wide = "date: 2025-09-01, where: {metric: input}, now: ";
    let entries = |now: &str| explain(site, &[format!("{wide}{now}")]);
    // One of two rows is gone; the entry says so of both.
    data(&csv.replace("2025-02-01,acme,input,1,USD\n", ""));
    entries("removed");
    let said = ill(site, &["check"]);
    assert!(said.contains("it is in the data, and its correction says that it was removed"), "{said}");
    explain(site, &["date: 2025-09-01, where: {date: 2025-02-01}, now: removed".to_owned()]);
    well(site, &["check"]);
    data("date,vendor,metric,value,currency\n2025-02-01,acme,output,8,USD\n");
    assert!(ill(site, &["check"]).contains("removed-row"), "the second removal is another change");
    entries("removed");
    well(site, &["check"]);
    // Two rows, a value for each in the order of the lock.
    data(&both);
    entries("[3, 1.5]");
    well(site, &["check"]);
    data(
        &both
            .replace("input,3,", "input,x,")
            .replace("input,1.5,", "input,3,")
            .replace("input,x,", "input,1.5,"),
    );
    assert_eq!(ill(site, &["check"]).matches("error[restated-row]").count(), 2, "swapped");
    data(&both);
    entries("1.5");
    let said = ill(site, &["check"]);
    assert!(said.contains("`value` is `3`, and its correction says `1.5`"), "{said}");
    assert_eq!(said.matches("error[").count(), 1, "{said}");
    entries("[3, 1.5, 1]");
    let said = ill(site, &["check"]);
    assert!(said.contains("error[uneven-correction]") && said.matches("error[").count() == 1, "{said}");
    explain(site, &[]);
    data(&csv.replace("input,1,USD", "input,1.5,EUR"));
    assert!(ill(site, &["check"]).contains("removed-row"), "the currency is part of the key");
}

#[test]
fn what_a_notice_said_stays_when_its_row_is_restated_again() {
    let (place, csv) = small_site();
    let site = place.path();
    let prices = |value: &str| {
        let text = csv.replace("input,1,", &format!("input,{value},"));
        fs::write(site.join("content/data/prices.csv"), text).expect("writing data");
    };
    let entry = |date: &str, now: &str| format!("date: {date}, where: {{date: 2025-02-01}}, now: {now}");
    let notices = |out: &str| {
        well(site, &["build", "--out", out]);
        let page = fs::read_to_string(site.join(out).join("corrections/index.html")).expect("the page");
        let told = regex::Regex::new(r"<del>([^<]*)</del>([^<]*)<ins>([^<]*)</ins>");
        let told = told.expect("a pattern");
        let told =
            told.captures_iter(&page).map(|found| format!("{} →{}{}", &found[1], &found[2], &found[3]));
        let told = told.map(|told| told.replace(" USD per 1M tokens", "").replace("→, ", "→ "));
        told.map(|told| told.replace("restated as ", "once ")).collect::<Vec<_>>()
    };
    let mut all = vec![entry("2025-09-01", "1.5")];
    prices("1.5");
    explain(site, &all);
    assert_eq!(notices("one"), ["1 → now 1.50"]);
    prices("2.5");
    let said = ill(site, &["check"]);
    assert!(said.contains("`value` is `2.5`, and its correction says `1.5`"), "{said}");
    all.push(entry("2025-10-01", "2.5"));
    explain(site, &all);
    assert_eq!(notices("two"), ["1.50 → now 2.50", "1 → once 1.50"], "newest first");
    for back in ["1.5", "1"] {
        prices(back);
        assert!(ill(site, &["check"]).contains("error[restated-row]"), "back to {back} is a change too");
    }
    all.push(entry("2025-11-01", "1"));
    explain(site, &all);
    assert_eq!(notices("three"), ["2.50 → now 1", "1.50 → once 2.50", "1 → once 1.50"]);
    let report = fs::read_to_string(site.join("three/reports/r/index.html")).expect("the report");
    assert!(!report.contains("class=\"restated\""), "a number that reads as it did bears no mark");
    fs::write(site.join("content/data/prices.csv"), csv.replace("2025-02-01,acme,input,1,USD\n", ""))
        .expect("removing the row");
    all.push(entry("2025-11-01", "removed"));
    explain(site, &all);
    assert_eq!(notices("four").len(), 3, "two entries of one day");
    well(site, &["pin", "r", "--accept"]);
    assert_eq!(notices("five"), notices("four"), "no pin takes away what readers were told");
}

#[test]
fn a_row_without_a_key_is_told_by_all_its_cells() {
    let (place, csv) = small_site();
    let site = place.path();
    let sidecar = site.join("content/data/prices.yaml");
    let text = fs::read_to_string(&sidecar).expect("a sidecar");
    let text = text.replace("primaryKey: [date, vendor, metric, currency]\n", "");
    fs::write(&sidecar, text.replace("until-next", "point")).expect("no key");
    fs::write(site.join("content/data/prices.csv"), csv.replace("input,1,", "input,1.5,"))
        .expect("restating");
    let said = ill(site, &["check"]);
    let key = "{date: 2025-02-01, vendor: acme, metric: input, value: 1, currency: USD}";
    for part in ["was restated or removed: date 2025-02-01, vendor acme", key, "a `primaryKey` in"] {
        assert!(said.contains(part), "{part} in\n{said}");
    }
    explain(site, &[format!("date: 2025-09-01, where: {key}, now: removed")]);
    well(site, &["check"]);
}

#[test]
fn a_cell_that_was_empty_when_a_report_was_pinned_is_held_as_any_other() {
    let (place, csv) = small_site();
    let site = place.path();
    let data = |text: &str| fs::write(site.join("content/data/prices.csv"), text).expect("writing data");
    let with = |status: &str| {
        csv.replace("currency\n", "currency,status\n")
            .replace("USD\n", "USD,\n")
            .replace("input,1,USD,", status)
    };
    let sidecar = site.join("content/data/prices.yaml");
    let text = fs::read_to_string(&sidecar).expect("a sidecar");
    fs::write(&sidecar, text.replace("primaryKey", "  - {name: status, type: string}\nprimaryKey"))
        .expect("a status");
    data(&with("input,1,USD,"));
    well(site, &["check"]);
    // A column that was added since says nothing of rows that were pinned without it.
    data(&with("input,1,USD,cancelled"));
    well(site, &["check"]);
    data(&with("input,1,USD,"));
    well(site, &["pin", "r", "--accept"]);
    data(&with("input,1,USD,cancelled"));
    assert!(ill(site, &["check"]).contains("`status` was empty and is `cancelled`"));
    data(&with("input,1,USD,effective"));
    well(site, &["check"]);
}

#[test]
fn what_comes_about_as_it_was_announced_is_no_restatement() {
    let (place, csv) = small_site();
    let site = place.path();
    let data = |text: &str| fs::write(site.join("content/data/prices.csv"), text).expect("writing data");
    let with = |status: &str| {
        let text = csv.replace("currency\n", "currency,status\n").replace("USD\n", "USD,effective\n");
        format!("{text}2026-03-01,acme,input,0.5,USD,{status}\n")
    };
    let sidecar = site.join("content/data/prices.yaml");
    let text = fs::read_to_string(&sidecar).expect("a sidecar");
    let status = "  - {name: status, type: string, enum: [effective, scheduled, cancelled]}\nprimaryKey";
    fs::write(&sidecar, text.replace("primaryKey", status)).expect("a status");
    let report = site.join("content/reports/r.md");
    let text = fs::read_to_string(&report).expect("a report");
    let text = text.replace("{metric: input}", "{metric: input, status: [effective, scheduled]}");
    let table = "\n```table\ntitle: Prices\ndata: prices\nwhere: {status: [effective, scheduled]}\n```\n";
    fs::write(&report, text + table).expect("a table of what is announced");
    data(&with("scheduled"));
    let out = Command::new(env!("CARGO_BIN_EXE_tearsheet"))
        .current_dir(site)
        .args(["pin", "r", "--accept", "--quiet", "--now", "2025-07-01"])
        .output()
        .expect("running tearsheet");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let lock = fs::read_to_string(site.join("content/reports/r.lock")).expect("the lock");
    assert!(lock.contains("0.5,USD,scheduled"), "{lock}");
    data(&with("effective"));
    well(site, &["check"]);
    data(&with("").replace("USD,effective\n", "USD,\n"));
    well(site, &["check"]);
    data(&with("cancelled"));
    assert!(ill(site, &["check"]).contains("`status` was `scheduled` and is `cancelled`"));
    explain(site, &["date: 2026-03-02, where: {date: 2026-03-01}, now: {status: cancelled}".to_owned()]);
    well(site, &["check"]);
}

#[test]
fn an_announced_price_of_a_stretch_comes_about_on_its_first_day() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let site = place.path();
    let write = |path: &str, text: &str| {
        let path = site.join("content").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("making a folder");
        fs::write(path, text).expect("writing a file");
    };
    write("site.yaml", "title: {en: Site}\nbase_url: https://example.org/\nlanguages: [en]\n");
    let sidecar = "title: {en: Plans}\nfields:\n  - {name: from, type: date}\n  - {name: until, type: date}\n  \
        - {name: plan, type: string}\n  - {name: value, type: number}\n  - {name: status, type: string}\n\
        primaryKey: [from, plan]\ntime: [from, until]\nmeasure: value\nunit: USD\nholds: until-next\n\
        attribution: Example data\n";
    write("data/plans.yaml", sidecar);
    let data = |status: &str| {
        let head = "from,until,plan,value,status\n2025-01-01,2025-12-31,x,1,effective\n";
        write("data/plans.csv", &format!("{head}2026-01-01,2028-12-31,x,2,{status}\n"));
    };
    let table = "```table\ntitle: Plans\ndata: plans\nwhere: {status: [effective, scheduled]}\n```\n";
    write("reports/r.md", &format!("---\ntitle: R\ndate: 2025-06-30\n---\n{table}"));
    data("scheduled");
    well(site, &["pin", "r"]);
    data("effective");
    well(site, &["check"]);
}

#[test]
fn a_removed_row_is_an_error_until_it_is_explained() {
    let (place, csv) = small_site();
    let site = place.path();
    fs::write(site.join("content/data/prices.csv"), csv.replace("2025-02-01,acme,input,1,USD\n", ""))
        .expect("removing");
    assert!(ill(site, &["check"]).contains("removed-row"));
    correct(site, "2025-09-01", "removed");
    well(site, &["build", "--out", "two"]);
    let page = fs::read_to_string(site.join("two/reports/r/index.html")).expect("the report");
    assert!(page.contains("1 USD per 1M tokens") && page.contains("removed"), "then and now");
}

#[test]
fn a_report_that_asks_for_other_data_is_pinned_again_and_keeps_what_is_explained() {
    let (place, csv) = small_site();
    let site = place.path();
    well(site, &["pin", "r"]);
    fs::write(site.join("content/data/prices.csv"), csv.replace("input,1,", "input,1.5,"))
        .expect("restating");
    correct(site, "2025-09-01", "1.5");
    let report = site.join("content/reports/r.md");
    let text = fs::read_to_string(&report).expect("a report");
    fs::write(&report, text.replace("where: {metric: input}", "where: {vendor: acme}\nseries: metric"))
        .expect("writing");
    assert!(ill(site, &["check"]).contains("outdated-lock"));
    assert_eq!(tearsheet(site, &["pin", "r", "--check"]).status.code(), Some(1));
    well(site, &["pin", "r"]);
    well(site, &["check"]);
    let lock = fs::read_to_string(site.join("content/reports/r.lock")).expect("the lock");
    assert!(lock.contains("acme,input,1,USD") && lock.contains("acme,output,8,USD"), "{lock}");
}

/// A small site with a report that ranks, adds up and draws; pinned.
fn ranked_site() -> (tempfile::TempDir, String) {
    let (place, _) = small_site();
    let site = place.path();
    let csv = "period,firm,value,source\n2025Q1,a,20,l\n2025Q1,b,7,l\n2025Q1,c,2,l\n".to_owned();
    let write = |path: &str, text: &str| fs::write(site.join(path), text).expect("writing");
    write("content/sources.yaml", "l: {title: List, date: 2025-04-02}\n");
    write("content/data/sales.csv", &csv);
    write(
        "content/data/sales.yaml",
        "title: Sales\nfields:\n  - {name: period, type: period}\n  - {name: firm, type: string}\n  - {name: value, type: number}\n  \
         - {name: source, type: string, ref: sources}\nprimaryKey: [period, firm]\ntime: period\nmeasure: value\nunit: USD bn\nholds: period\n",
    );
    let asks =
        "\nFirst: {rank}`sales firm=a period=2025Q1 of firm`, all: {sum}`sales firm=* period=2025Q1`.\n";
    let chart = "\n```chart\nkind: bar\ntitle: Sales\ndata: sales\nwhere: {period: 2025Q1}\ncategory: firm\ny: value\n```\n";
    let report = fs::read_to_string(site.join("content/reports/r.md")).expect("a report");
    write("content/reports/r.md", &format!("{report}{asks}{chart}"));
    well(site, &["pin", "r", "--accept"]);
    (place, csv)
}

fn ask_for_more(site: &Path, what: &str) {
    let report = site.join("content/reports/r.md");
    let text = fs::read_to_string(&report).expect("a report");
    fs::write(&report, format!("{text}\n{what}\n")).expect("writing");
}

#[test]
fn pinned_again_for_what_is_new_a_report_says_what_it_said() {
    let (place, csv) = ranked_site();
    let site = place.path();
    let lock = || fs::read_to_string(site.join("content/reports/r.lock")).expect("the lock");
    let before = lock();
    fs::write(site.join("content/data/sales.csv"), format!("{csv}2025Q1,d,50,l\n2024Q4,d,40,l\n"))
        .expect("adding rows from before the report");
    well(site, &["check"]);
    ask_for_more(site, "Before: {fact}`sales firm=d period=2024Q4`.");
    assert!(ill(site, &["check"]).contains("outdated-lock"));
    well(site, &["pin", "r"]);
    let rows = |lock: &str| -> BTreeSet<String> { lock.lines().skip(5).map(str::to_owned).collect() };
    let fresh: Vec<String> = rows(&lock()).difference(&rows(&before)).cloned().collect();
    assert_eq!(fresh, ["2024Q4,d,40,l"], "what is asked anew, and no more");
    assert_eq!(lock().lines().nth(2), before.lines().nth(2), "the day of the pin stays");
    let page = || {
        well(site, &["build"]);
        fs::read_to_string(site.join("public/reports/r/index.html")).expect("the report")
    };
    assert!(page().contains(">1st<") && page().contains(">$29bn<"), "{}", page());
    // A row that the report comes to ask for and that would change what it said.
    let pinned = lock();
    ask_for_more(site, "Now: {fact}`sales firm=d period=2025Q1`.");
    let told = ill(site, &["pin", "r"]);
    assert!(told.contains("would read `2nd`, and readers were told `1st`"), "{told}");
    assert!(told.contains("would show other rows") && told.contains("pin r --accept"), "{told}");
    assert_eq!(lock(), pinned, "nothing is written");
    well(site, &["pin", "r", "--accept"]);
    assert!(page().contains(">2nd<") && page().contains(">$79bn<"), "{}", page());
}

#[test]
fn a_reference_in_other_words_is_no_new_one() {
    let (place, csv) = small_site();
    let site = place.path();
    let report = |body: &str| {
        let text = format!("---\ntitle: Report\ndate: 2025-06-30\n---\n{body}\n");
        fs::write(site.join("content/reports/r.md"), text).expect("a report");
    };
    let chart = |top: &str| {
        format!(
            "```chart\nkind: bar\ntitle: T\ndata: prices\nwhere: {{metric: output}}\ncategory: vendor\n{top}```"
        )
    };
    report(&format!("It costs {{fact}}`prices vendor=acme metric=output`.\n\n{}", chart("")));
    well(site, &["pin", "r", "--accept"]);
    let later = format!("{csv}2025-06-01,acme,output,6,USD\n");
    fs::write(site.join("content/data/prices.csv"), later).expect("a row from before the report");
    well(site, &["check"]);
    report(&format!(
        "It costs {{fact}}`prices metric=output vendor=acme currency=USD`.\n\n{}",
        chart("top: 3\n")
    ));
    let told = ill(site, &["pin", "r"]);
    assert!(told.contains("would read `$6`, and readers were told `$8`"), "{told}");
    assert!(told.contains("would show other rows"), "{told}");
    well(site, &["pin", "r", "--accept"]);
    well(site, &["check"]);
}

#[test]
fn a_lock_that_does_not_tell_what_was_asked_leaves_no_number_changed() {
    let (place, csv) = ranked_site();
    let site = place.path();
    let path = site.join("content/reports/r.lock");
    let text = fs::read_to_string(&path).expect("the lock");
    let asks = text.lines().find_map(|line| line.strip_prefix("asks: ")).expect("what it asks");
    let body = &text[text.find("\n\n[").expect("rows") + 1..];
    let day = text.lines().find_map(|line| line.strip_prefix("pinned: ")).expect("a day");
    let mark = asks.split(' ').next().expect("a mark");
    let hash = tearsheet::model::lock::hash(day, mark, body);
    let head = text.lines().take(2).collect::<Vec<_>>().join("\n");
    fs::write(&path, format!("{head}\npinned: {day}\nasks: {mark}\nhash: {hash}\n{body}")).expect("writing");
    well(site, &["check"]);
    assert_eq!(tearsheet(site, &["pin", "--all", "--check"]).status.code(), Some(1), "an earlier form");
    fs::write(site.join("content/data/sales.csv"), format!("{csv}2025Q1,d,50,l\n")).expect("a row");
    ask_for_more(site, "A: {fact}`sales firm=a period=2025Q1`.");
    let told = ill(site, &["pin", "r"]);
    assert!(told.contains("would read `2nd`, and readers were told `1st`"), "{told}");
}

#[test]
fn what_is_explained_as_removed_is_no_obstacle_to_pinning_again() {
    for (gone, now) in [("", "removed"), ("2025Q1,a,,l\n", "''")] {
        let (place, csv) = ranked_site();
        let site = place.path();
        fs::write(site.join("content/data/sales.csv"), csv.replace("2025Q1,a,20,l\n", gone)).expect("a row");
        let report = site.join("content/reports/r.md");
        let text = fs::read_to_string(&report).expect("a report");
        let entry = format!("{{date: 2027-01-01, what: Gone., data: sales, where: {{firm: a}}, now: {now}}}");
        fs::write(&report, text.replacen("---\n", &format!("---\ncorrections: [{entry}]\n"), 1))
            .expect("writing");
        well(site, &["check"]);
        ask_for_more(site, "Second: {fact}`sales firm=b period=2025Q1`.");
        for arguments in [&["pin", "r"][..], &["pin", "r", "--accept"]] {
            well(site, arguments);
            let lock = fs::read_to_string(site.join("content/reports/r.lock")).expect("the lock");
            assert!(lock.contains("\n2025Q1,a,20,l\n"), "{lock}");
            well(site, &["check"]);
        }
    }
}

#[test]
fn a_table_tells_what_was_restated_only_of_rows_whose_values_it_shows() {
    let (place, csv) = small_site();
    let site = place.path();
    well(site, &["pin", "r"]);
    let report = site.join("content/reports/r.md");
    let text = fs::read_to_string(&report).expect("a report");
    let table = "\n```table\nid: latest\ntitle: In force\ndata: prices\nrows: vendor\ncolumns: metric\n```\n";
    fs::write(&report, text + table).expect("writing");
    well(site, &["pin", "r"]);
    let told = |out: &str| -> Vec<bool> {
        well(site, &["build", "--out", out]);
        let page = fs::read_to_string(site.join(out).join("reports/r/index.html")).expect("the report");
        page.split("<figure").skip(1).map(|figure| figure.contains("class=\"restated\"")).collect()
    };
    fs::write(
        site.join("content/data/prices.csv"),
        csv.replace("2025-01-01,acme,input,2,", "2025-01-01,acme,input,2.5,"),
    )
    .expect("restating what is in force no longer");
    explain(site, &["date: 2027-01-01, where: {metric: input, date: 2025-01-01}, now: 2.5".to_owned()]);
    assert_eq!(told("one"), [true, false], "the chart shows the old price, the table the one in force");
}

#[test]
fn numbers_in_the_text_of_a_pinned_report_stay_too() {
    let (place, csv) = small_site();
    let site = place.path();
    let report = site.join("content/reports/r.md");
    let text = fs::read_to_string(&report).expect("a report");
    let told = format!("{text}\nOutput cost {{fact}}`prices vendor=acme metric=output`.\n");
    fs::write(&report, &told).expect("writing");
    assert!(ill(site, &["check"]).contains("outdated-lock"), "a fact asks for data too");
    well(site, &["pin", "r"]);
    let lock = fs::read_to_string(site.join("content/reports/r.lock")).expect("the lock");
    assert!(lock.contains("acme,output,8,USD"), "{lock}");
    let page = |out: &str| {
        well(site, &["build", "--out", out]);
        let page = fs::read_to_string(site.join(out).join("reports/r/index.html")).expect("the report");
        page.split("<article").nth(1).and_then(|rest| rest.split("</article>").next()).map(str::to_owned)
    };
    let before = page("one").expect("an article");
    assert!(before.contains("value=\"8\""), "{before}");
    fs::write(site.join("content/data/prices.csv"), format!("{csv}2025-03-01,acme,output,9,USD\n"))
        .expect("appending a row from before the report");
    assert_eq!(page("two").as_deref(), Some(before.as_str()));
    let used = tearsheet(site, &["facts", "--used", "output"]);
    let used = String::from_utf8_lossy(&used.stdout).into_owned();
    assert!(used.contains("content/reports/r.md:"), "rows that a lock holds are used too: {used}");
    fs::write(&report, told.replace("metric=output", "metric=input")).expect("writing");
    assert!(ill(site, &["check"]).contains("outdated-lock"), "so does another fact");
}

#[test]
fn a_report_in_words_alone_has_nothing_to_pin() {
    let (place, _) = small_site();
    let site = place.path();
    let words = site.join("content/reports/words.md");
    well(site, &["pin", "r"]);
    fs::write(&words, "---\ntitle: Words\ndate: 2025-06-30\n---\nNo data.\n").expect("writing a report");
    well(site, &["pin", "--all", "--check"]);
    well(site, &["pin", "words"]);
    assert!(!site.join("content/reports/words.lock").exists());
    fs::write(
        &words,
        "---\ntitle: Words\ndate: 2025-06-30\nfacts: {cut: prices.input vendor=acme}\n---\nNone.\n",
    )
    .expect("writing a report");
    ill(site, &["pin", "--all", "--check"]);
    well(site, &["pin", "words"]);
    assert!(site.join("content/reports/words.lock").exists());
}

#[test]
fn a_row_that_another_source_pushes_aside_is_restated() {
    let (place, csv) = small_site();
    let site = place.path();
    let sidecar = site.join("content/data/prices.yaml");
    let text = fs::read_to_string(&sidecar).expect("a sidecar");
    let keyed = "  - {name: source, type: string, ref: sources}\nprimaryKey: [source, ";
    let text = text.replace("primaryKey: [", keyed);
    fs::write(&sidecar, &text).expect("a source");
    fs::write(site.join("content/sources.yaml"), "list: {title: Price list}\npaper: {title: Newspaper}\n")
        .expect("sources");
    let csv = csv.replace("currency\n", "currency,source\n").replace("USD\n", "USD,list\n");
    fs::write(site.join("content/data/prices.csv"), &csv).expect("writing data");
    well(site, &["pin", "r", "--accept"]);
    fs::write(site.join("content/data/prices.csv"), format!("{csv}2025-02-01,acme,input,1.5,USD,paper\n"))
        .expect("a rival");
    let why = "{where: {date: 2025-02-01, metric: input}, class: slip, prefer: paper, why: A slip.}";
    fs::write(&sidecar, format!("{text}conflicts:\n  - {why}\n")).expect("explaining the conflict");
    let said = ill(site, &["check"]);
    for part in ["`value` was `1` and is `1.5`", "now: {value: 1.5, source: paper}"] {
        assert!(said.contains(part), "{part} in\n{said}");
    }
    let entry = "where: {date: 2025-02-01, metric: input}, now: {value: 1.5, source: paper}";
    explain(site, &[format!("date: {NOW}, {entry}")]);
    well(site, &["build", "--out", "one"]);
    let page = fs::read_to_string(site.join("one/reports/r/index.html")).expect("the report");
    assert!(page.contains("<del>1 USD per 1M tokens; Price list</del>"), "then and now");
}

#[test]
fn an_edition_that_asks_for_nothing_more_leaves_the_lock_as_it_is() {
    let (place, _) = small_site();
    let site = place.path();
    let site_yaml = site.join("content/site.yaml");
    let text = fs::read_to_string(&site_yaml).expect("the settings");
    fs::write(&site_yaml, text.replace("languages: [en]", "languages: [en, zh]")).expect("two languages");
    let report = site.join("content/reports/r.md");
    let text = fs::read_to_string(&report).expect("a report");
    let zh = |body: &str| {
        let text = format!("---\ntitle: 报告\n---\n{body}\n");
        fs::write(site.join("content/reports/r.zh.md"), text).expect("writing a translation");
    };
    zh("没有数字。");
    well(site, &["check"]);
    let told = format!("{text}\nIt cost {{fact}}`prices vendor=acme metric=input`.\n");
    fs::write(&report, told).expect("writing");
    well(site, &["pin", "r"]);
    zh("价格为{fact}`prices vendor=acme metric=input format=0.00`。");
    well(site, &["check"]);
    well(site, &["pin", "--all", "--check"]);
    zh("价格为{fact}`prices vendor=acme metric=output`。");
    assert!(ill(site, &["check"]).contains("outdated-lock"));
}

#[test]
fn a_source_that_is_dated_anew_leaves_a_pinned_report_as_it_is() {
    let (place, _) = small_site();
    let site = place.path();
    let write = |path: &str, text: &str| fs::write(site.join(path), text).expect("writing");
    let sources = |day: &str| write("content/sources.yaml", &format!("list: {{title: List, date: {day}}}\n"));
    sources("2025-05-01");
    write("content/data/staff.csv", "vendor,value,source\nacme,7,list\n");
    write(
        "content/data/staff.yaml",
        "title: Staff\nfields:\n  - {name: vendor, type: string, ref: vendors}\n  - {name: value, type: number}\n  \
         - {name: source, type: string, ref: sources}\nprimaryKey: [vendor]\nmeasure: value\nunit: people\n",
    );
    let report = fs::read_to_string(site.join("content/reports/r.md")).expect("a report");
    let table = "\n```table\ntitle: Staff\ndata: staff\n```\n";
    write("content/reports/r.md", &format!("{report}{table}"));
    well(site, &["pin", "r", "--accept"]);
    let lock = fs::read_to_string(site.join("content/reports/r.lock")).expect("the lock");
    assert!(lock.contains("\nsource: list,2025-05-01\nvendor,value,source\n"), "{lock}");
    let source_lines = |out: &str| {
        well(site, &["build", "--out", out]);
        let page = fs::read_to_string(site.join(out).join("reports/r/index.html")).expect("the report");
        let lines = page.split("<small class=\"source\">").skip(1);
        lines.map(|rest| rest.split("</small>").next().unwrap_or("").to_owned()).collect::<Vec<_>>()
    };
    let before = source_lines("one");
    assert!(before.iter().any(|line| line.contains("1 May 2025")), "{before:?}");
    sources("2025-06-20");
    assert_eq!(source_lines("two"), before);
    well(site, &["pin", "--all", "--check"]);
}

#[test]
fn rows_that_are_read_otherwise_leave_a_pinned_report_as_it_is() {
    let (place, _) = small_site();
    let site = place.path();
    let write = |path: &str, text: &str| fs::write(site.join(path), text).expect("writing");
    let described = |keys: &str| {
        let fields = "title: Staff\nfields:\n  - {name: vendor, type: string, ref: vendors}\n  - {name: date, type: date}\n  \
                      - {name: value, type: number, unit: people}\n  - {name: seats, type: number, unit: people}\n";
        write("content/data/staff.yaml", &format!("{fields}primaryKey: [vendor, date]\ntime: date\n{keys}"));
    };
    write("content/data/staff.csv", "vendor,date,value,seats\nacme,2025-01-01,7,40\n");
    described("measure: value\nholds: until-next\n");
    let report = fs::read_to_string(site.join("content/reports/r.md")).expect("a report");
    write("content/reports/r.md", &format!("{report}\nStaff: {{fact}}`staff vendor=acme`.\n"));
    well(site, &["pin", "r", "--accept"]);
    let lock = site.join("content/reports/r.lock");
    let text = fs::read_to_string(&lock).expect("the lock");
    assert!(text.contains("\n[staff]\nmeasure: value,until-next\n"), "{text}");
    let shown = || {
        well(site, &["build"]);
        let page = fs::read_to_string(site.join("public/reports/r/index.html")).expect("the report");
        page.split("<p>Staff: ").nth(1).and_then(|rest| rest.split("</p>").next()).map(str::to_owned)
    };
    let before = shown();
    assert!(before.as_ref().is_some_and(|words| words.contains(">7<")), "{before:?}");
    described("measure: seats\nholds: point\n");
    assert_eq!(shown(), before);
    well(site, &["pin", "--all", "--check"]);
}
