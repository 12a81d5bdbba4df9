//! Policies for reports: what a profile asks, and what a report that meets it looks like.

use std::fs;
use std::process::Command;

const SITE: &str = "title: {en: Desk, zh: 研究台}\nbase_url: https://example.org/\nlanguages: [zh, en]\n";
const BARE: &str = "---\ntitle: 价格\ndate: 2025-06-30\nauthors: [desk]\nratings: [{ticker: 9988.HK, rating: buy}]\n---\n\
    也提到 BABA.US。\n";
const WHOLE: &str = "---\ntitle: 证券研究报告：价格\nsummary: 价格下降。\ndate: 2025-06-30\nauthors: [desk]\n\
    sources: [list]\nrisks: [厂商可能调价。]\ntickers: [BABA.US, 9988.HK]\nratings: [{ticker: 9988.HK, rating: buy}]\n\
    reviewed_by: {name: 复核台, date: 2025-06-29, commit: 1a2b3c4}\n---\n也提到 BABA.US。\n";

fn check(site: &str, report: &str) -> (bool, String, Option<String>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("making a folder");
        fs::write(path, text).expect("writing a file");
    };
    write("site.yaml", &format!("{SITE}{site}"));
    write("sources.yaml", "list: {title: Price list}\n");
    write("reports/r.md", report);
    let made = Command::new(env!("CARGO_BIN_EXE_tearsheet"))
        .current_dir(folder.path())
        .args(["build", "--quiet", "--now", "2026-01-15"])
        .output()
        .expect("running tearsheet");
    let page = fs::read_to_string(folder.path().join("public/reports/r/index.html")).ok();
    (made.status.success(), String::from_utf8_lossy(&made.stderr).into_owned(), page)
}

/// The codes that were told, in order, each once.
fn codes(said: &str) -> Vec<&str> {
    let mut codes: Vec<&str> = said
        .lines()
        .filter_map(|line| line.split_once('[')?.1.split_once("]: ").map(|(code, _)| code))
        .collect();
    codes.sort();
    codes.dedup();
    codes
}

#[test]
fn a_profile_asks_for_every_named_element() {
    let site = "authors: {desk: {name: Desk}}\nrating_scales: {house: {labels: [buy]}}\n\
        policies: {profile: cn-research-report}\n";
    let (built, said, _) = check(site, BARE);
    let wanted = [
        "missing-disclosure",
        "missing-registration",
        "missing-review",
        "publisher-field",
        "report-field",
        "report-section",
        "report-wording",
        "undefined-rating",
        "unlisted-ticker",
    ];
    assert!(!built);
    assert_eq!(codes(&said), wanted, "{said}");
}

#[test]
fn a_whole_report_meets_its_profile_and_shows_its_elements() {
    let site = "authors: {desk: {name: 研究一组, certificates: [{number: S0000000000000, from: 2024-01-01}]}}\n\
        rating_scales: {house: {labels: [buy], definition: 六个月相对收益。}}\n\
        disclosures: {9988.HK: 无持仓。, BABA.US: 无持仓。}\n\
        publisher: {name: 示例研究台, qualification: 示例机构的资格声明。}\n\
        policies: {profile: [cn-research-report]}\n";
    let (built, said, page) = check(site, WHOLE);
    assert!(built && said.is_empty(), "{said}");
    let page = page.expect("the page");
    for shown in [
        "S0000000000000",
        "示例机构的资格声明",
        "复核台",
        "1a2b3c4",
        "六个月相对收益",
        "无持仓",
        "证券研究报告",
        "厂商可能调价",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
    let late = site.replace("from: 2024-01-01", "to: 2024-12-31");
    let (built, said, _) = check(&late, WHOLE);
    assert!(!built);
    assert_eq!(codes(&said), ["lapsed-registration"], "{said}");
}

#[test]
fn a_site_sets_levels_over_its_profile() {
    let site = "authors: {desk: {name: Desk}}\nrating_scales: {house: {labels: [buy], ranges: {buy: \">= 15\"}}}\n\
        policies: {profile: us-research-report}\n\
        checks: {report-field: allow, missing-review: warn, missing-disclosure: allow, unlisted-ticker: allow}\n";
    let (built, said, _) = check(site, BARE);
    assert!(!built, "the publisher has no name");
    assert!(said.contains("error[publisher-field]") && said.contains("warning[missing-review]"), "{said}");
    assert_eq!(
        codes(&said),
        ["missing-edition", "missing-review", "publisher-field"],
        "sections in English are asked of English, and so is an edition in it"
    );
}
