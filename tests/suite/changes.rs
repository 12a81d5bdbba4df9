//! The stream of changes: what a small site tells of prices, releases, ratings and corrections.

use std::fs;
use std::path::Path;
use std::process::Command;

const SITE: &str = "title: Desk\nbase_url: https://example.org/\nlanguages: [en, zh]\n\
    rating_scales: {house: {labels: [buy, hold], names: {buy: {en: Buy, zh: 买入}}}}\n";
const SIDECAR: &str = "fields:\n  - {name: date, type: date}\n  - {name: model, type: string, ref: models}\n  \
    - {name: metric, type: string, labels: {output: {en: Output, zh: 输出}}}\n  - {name: value, type: number}\n  \
    - {name: currency, type: string}\n  - {name: status, type: string}\n  - {name: source, type: string, ref: sources}\n\
    primaryKey: [date, model, metric, currency]\ntime: date\nmeasure: value\nunit: \"{currency} per 1M tokens\"\n\
    holds: until-next\nREDISTRIBUTE\n";
const ROWS: &str = "date,model,metric,value,currency,status,source\n\
    2025-01-01,one,output,1.68,USD,effective,list\n2025-03-01,one,output,1.68,USD,effective,list\n\
    2025-06-01,one,output,0.42,USD,effective,list\n2025-08-01,one,output,9,USD,cancelled,list\n\
    2027-01-01,one,output,0.84,USD,scheduled,list\n";
const USES: &str = "fields:\n  - {name: date, type: date}\n  - {name: model, type: string, ref: models}\n  \
    - {name: value, type: number}\n  - {name: source, type: string, ref: sources}\nprimaryKey: [date, model, source]\n\
    time: date\nmeasure: value\nunit: USD\nholds: until-next\n\
    conflicts: [{where: {model: one}, class: definition, why: They count otherwise.}]\n";
const REPORT: &str = "---\ntitle: A view\ndate: 2025-05-01\ntickers: [ACME.US]\n\
    ratings: [{ticker: ACME.US, rating: buy, previous: hold}]\n\
    corrections: [{date: 2025-05-09, what: The unit was wrong.}]\n---\nText.\n";

/// Builds the small site and gives its feeds and pages by path.
fn built(redistribute: bool) -> impl Fn(&str) -> Option<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("making a folder");
        fs::write(path, text).expect("writing a file");
    };
    write("site.yaml", SITE);
    write(
        "sources.yaml",
        "list: {title: Price list, url: 'https://example.org/prices'}\npaper: {title: Paper}\n",
    );
    write("vendors/acme.md", "---\ntitle: Acme\ntickers: [ACME.US]\n---\nText.\n");
    write("models/one.md", "---\ntitle: One\nvendor: acme\nreleased: 2025-01\n---\nText.\n");
    write("themes/cuts.md", "---\ntitle: Cuts\nmodels: [one]\nstance: hold\ndate: 2025-02-01\n---\nText.\n");
    write("reports/view.md", REPORT);
    write("data/prices.csv", ROWS);
    write("data/prices.yaml", &SIDECAR.replace("REDISTRIBUTE", &format!("redistribute: {redistribute}")));
    // What two sources say of one day is no change.
    write("data/uses.csv", "date,model,value,source\n2025-01-01,one,1,list\n2025-01-01,one,2,paper\n");
    write("data/uses.yaml", USES);
    let made = Command::new(env!("CARGO_BIN_EXE_tearsheet"))
        .current_dir(folder.path())
        .args(["build", "--quiet", "--now", "2026-01-15"])
        .output()
        .expect("running tearsheet");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    move |path| fs::read_to_string(Path::new(&folder.path().join("public")).join(path)).ok()
}

fn titles(feed: &str) -> Vec<String> {
    let feed: serde_json::Value = serde_json::from_str(feed).expect("a JSON feed");
    let items = feed["items"].as_array().expect("items");
    items.iter().map(|item| item["title"].as_str().expect("a title").to_owned()).collect()
}

#[test]
fn every_change_says_old_new_percent_date_and_source() {
    let file = built(true);
    let told = titles(&file("changes/feed.json").unwrap());
    let wanted = [
        "scheduled: Price · One: Output 0.42 → 0.84 USD per 1M tokens (+100%)",
        "Price · One: Output 1.68 → 0.42 USD per 1M tokens (\u{2212}75%)",
        "Correction: A view",
        "Rating · A view: ACME.US hold → Buy",
        "Stance · Cuts: hold",
        "Release: One",
    ];
    assert_eq!(told, wanted, "a cancelled row and one of equal value are no changes");
    let zh = titles(&file("zh/changes/feed.json").unwrap());
    assert_eq!(zh[1], "价格 · One：输出 1.68 → 0.42 USD per 1M tokens (\u{2212}75%)");
    let feed = file("changes/feed.json").unwrap();
    assert!(feed.contains("From 1 Jun 2025. Source: Price list"), "{feed}");
    assert!(file("changes/feed.xml").unwrap().contains("<updated>2025-06-01T00:00:00+00:00</updated>"));
}

#[test]
fn each_page_and_feed_tells_its_own() {
    let file = built(true);
    let count = |path: &str| file(path).map(|feed| titles(&feed).len());
    assert_eq!(count("vendors/acme/changes.json"), Some(3), "two prices and a release");
    assert_eq!(count("models/one/changes.json"), Some(2), "its release is no news on its own page");
    assert_eq!(count("themes/cuts/changes.json"), Some(4));
    assert_eq!(count("tickers/ACME.US/changes.json"), Some(5));
    assert_eq!(count("reports/view/changes.json"), None);
    let page = file("models/one/index.html").unwrap();
    assert!(page.contains("id=\"change-price-2025-06-01-one\"") && page.contains("(\u{2212}75%)"));
    assert!(page.contains("href=\"/models/one/changes.xml\""));
}

#[test]
fn rows_that_a_licence_keeps_back_tell_no_change() {
    let file = built(false);
    let told = titles(&file("changes/feed.json").unwrap());
    assert!(told.len() == 4 && !told.iter().any(|title| title.contains("Price")), "{told:?}");
    assert_eq!(file("models/one/changes.json"), None, "a feed without entries is not made");
}

/// The titles of the price changes that rows tell on a day.
fn prices(sidecar: &str, rows: &str, now: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("making a folder");
        fs::write(path, text).expect("writing a file");
    };
    write("site.yaml", SITE);
    write("sources.yaml", "list: {title: Price list}\npaper: {title: Paper}\n");
    write("vendors/acme.md", "---\ntitle: Acme\n---\nText.\n");
    write("models/one.md", "---\ntitle: One\nvendor: acme\n---\nText.\n");
    write("models/two.md", "---\ntitle: Two\nvendor: acme\n---\nText.\n");
    write("data/prices.csv", rows);
    write("data/prices.yaml", sidecar);
    let made = Command::new(env!("CARGO_BIN_EXE_tearsheet"))
        .current_dir(folder.path())
        .args(["build", "--quiet", "--now", now])
        .output()
        .expect("running tearsheet");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let feed = fs::read_to_string(folder.path().join("public/changes/feed.json")).expect("a feed");
    titles(&feed)
}

#[test]
fn a_change_to_come_starts_from_what_was_announced_before_it() {
    let sidecar = SIDECAR.replace("REDISTRIBUTE\n", "");
    let rows = "date,model,metric,value,currency,status,source\n\
        2024-01-01,one,output,10,USD,effective,list\n2025-07-01,one,output,5,USD,scheduled,list\n\
        2025-08-01,one,output,10,USD,effective,list\n2024-01-01,two,output,10,USD,effective,list\n\
        2025-07-01,two,output,5,USD,effective,list\n2025-08-01,two,output,4,USD,scheduled,list\n\
        2024-06-01,two,output,7,USD,scheduled,list\n";
    let told = prices(&sidecar, rows, "2025-06-01");
    let wanted = [
        "scheduled: Price · One: Output 5 → 10 USD per 1M tokens (+100%)",
        "scheduled: Price · Two: Output 5 → 4 USD per 1M tokens (\u{2212}20%)",
        "scheduled: Price · One: Output 10 → 5 USD per 1M tokens (\u{2212}50%)",
        "scheduled: Price · Two: Output 10 → 5 USD per 1M tokens (\u{2212}50%)",
        "scheduled: Price · Two: Output 10 → 7 USD per 1M tokens (\u{2212}30%)",
    ];
    assert_eq!(told, wanted, "one that was scheduled and never came about changes nothing");
}

#[test]
fn a_price_of_a_stretch_changes_on_its_first_day() {
    let sidecar = "fields:\n  - {name: from, type: date}\n  - {name: until, type: date}\n  \
        - {name: model, type: string, ref: models}\n  - {name: value, type: number}\n  \
        - {name: source, type: string, ref: sources}\nprimaryKey: [from, model]\ntime: [from, until]\n\
        measure: value\nunit: USD\nholds: until-next\n";
    let rows = "from,until,model,value,source\n2024-01-01,2024-03-31,one,4,list\n2024-04-01,2024-06-30,one,5,list\n\
        2024-01-01,2024-12-31,two,8,list\n2025-01-01,2025-12-31,two,9,list\n";
    let told = prices(sidecar, rows, "2025-06-01");
    assert_eq!(
        told,
        ["Price · Two: 8 → 9 USD (+12.5%)", "Price · One: 4 → 5 USD (+25%)"],
        "none is still to come"
    );
}

#[test]
fn what_two_sources_say_of_a_day_follows_what_each_said_before() {
    let sidecar = SIDECAR.replace("REDISTRIBUTE\n", "").replace("currency]\ntime", "currency, source]\ntime")
        + "conflicts: [{where: {model: one}, class: definition, why: They count otherwise.}]\n";
    let rows = "date,model,metric,value,currency,status,source\n\
        2024-01-01,one,output,4,USD,effective,list\n2024-03-01,one,output,5,USD,effective,list\n\
        2024-03-01,one,output,6,USD,effective,paper\n2024-05-01,one,output,6,USD,effective,paper\n\
        2024-05-01,one,output,8,USD,effective,list\n";
    let told = prices(&sidecar, rows, "2025-06-01");
    let wanted = [
        "Price · One: Output 5 → 8 USD per 1M tokens (+60%)",
        "Price · One: Output 4 → 5 USD per 1M tokens (+25%)",
        "Price · One: Output 4 → 6 USD per 1M tokens (+50%)",
    ];
    assert_eq!(told, wanted);
}
