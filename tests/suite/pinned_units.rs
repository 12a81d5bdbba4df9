//! Units of pinned reports: a number that keeps its digits and changes its unit has changed.

use std::fs;

use crate::pins::{correct, explain, ill, small_site, well};

#[test]
fn a_unit_that_is_worded_otherwise_restates_what_a_pinned_report_shows() {
    let (place, _) = small_site();
    let site = place.path();
    let read = |path: &str| fs::read_to_string(site.join(path)).unwrap_or_default();
    let sidecar = read("content/data/prices.yaml");
    let with = |unit: &str| {
        let text = sidecar.replace("per 1M tokens", unit);
        fs::write(site.join("content/data/prices.yaml"), text).expect("wording the unit");
    };
    well(site, &["pin", "r", "--accept"]);
    let lock = read("content/reports/r.lock");
    assert!(
        lock.contains("\nunit: value,en,{currency} per 1M tokens\nunit: currency=USD,en,USD\ndate,"),
        "{lock}"
    );
    well(site, &["build", "--out", "one"]);
    with("per 1K tokens");
    let said = ill(site, &["check"]);
    assert_eq!(said.matches("error[restated-unit]").count(), 1, "two rows, one unit:\n{said}");
    for part in ["`{currency} per 1M tokens` and is `{currency} per 1K tokens`", "where: {date: '*'}"] {
        assert!(said.contains(part), "{part} in\n{said}");
    }
    assert!(ill(site, &["pin", "r"]).contains("restated-unit"), "pinning again is no way around it");
    correct(site, "2027-01-01", "'{currency} per 1K tokens'");
    assert_eq!(ill(site, &["check"]).matches("restated-unit").count(), 1, "the other row has no explanation");
    let report = read("content/reports/r.md").replace("date: 2025-02-01}", "date: '*'}");
    fs::write(site.join("content/reports/r.md"), report).expect("explaining all rows");
    well(site, &["build", "--out", "two"]);
    let svg = "reports/r/figures/prices.svg";
    assert_eq!(read(&format!("one/{svg}")), read(&format!("two/{svg}")), "the drawing keeps its unit");
    for part in ["1 USD per 1M tokens", "1 USD per 1K tokens"] {
        assert!(read("two/corrections/index.html").contains(part), "{part}");
    }
    well(site, &["pin", "r"]);
    assert!(read("content/reports/r.lock").contains("per 1M tokens"), "the lock keeps what was published");
    explain(site, &[]);
    well(site, &["pin", "r", "--accept"]);
    assert!(read("content/reports/r.lock").contains("per 1K tokens"));
}

#[test]
fn a_lock_of_the_first_form_gets_its_units_and_keeps_its_rows() {
    let (place, csv) = small_site();
    let site = place.path();
    let path = site.join("content/reports/r.lock");
    let first = fs::read_to_string(&path).expect("a lock");
    fs::write(site.join("content/data/prices.csv"), csv + "2024-01-01,acme,input,3,USD\n")
        .expect("an older row");
    well(site, &["check"]);
    assert!(ill(site, &["pin", "--all", "--check"]).contains("does not hold all that its numbers mean"));
    well(site, &["pin", "r"]);
    let now = fs::read_to_string(&path).expect("a lock");
    let without = |text: &str| {
        let rows = |line: &&str| {
            !["measure: ", "unit: ", "hash: ", "asks: "].iter().any(|head| line.starts_with(head))
        };
        text.lines().filter(rows).map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(now.contains("\nunit: value,en,"), "{now}");
    assert_eq!(without(&now), without(&first), "neither rows nor the day of the pin");
    well(site, &["pin", "--all", "--check"]);
}

#[test]
fn a_word_that_fills_in_a_unit_is_part_of_what_a_pinned_report_shows() {
    let (place, _) = small_site();
    let site = place.path();
    let read = |path: &str| fs::read_to_string(site.join(path)).unwrap_or_default();
    let sidecar = read("content/data/prices.yaml");
    let labelled = |label: &str| {
        let field = "{name: currency, type: string";
        assert!(sidecar.contains(field), "{sidecar}");
        let text = sidecar.replace(field, &format!("{field}, labels: {{USD: {label}}}"));
        fs::write(site.join("content/data/prices.yaml"), text).expect("labelling the currency");
    };
    labelled("dollars");
    well(site, &["pin", "r", "--accept"]);
    assert!(read("content/reports/r.lock").contains("unit: currency=USD,en,dollars\n"));
    well(site, &["build", "--out", "one"]);
    labelled("US cents");
    let said = ill(site, &["check"]);
    assert_eq!(said.matches("error[restated-unit]").count(), 1, "two rows, one word:\n{said}");
    for part in ["`USD` of `currency` in the unit was `dollars` and is `US cents`", "where: {currency: USD}"]
    {
        assert!(said.contains(part), "{part} in\n{said}");
    }
    correct(site, "2027-01-01", "US cents");
    let report = read("content/reports/r.md").replace("date: 2025-02-01}", "currency: USD}");
    fs::write(site.join("content/reports/r.md"), report).expect("explaining all rows");
    well(site, &["build", "--out", "two"]);
    let svg = "reports/r/figures/prices.svg";
    assert_eq!(read(&format!("one/{svg}")), read(&format!("two/{svg}")), "the drawing keeps its unit");
    for part in ["1 dollars per 1M tokens", "1 US cents per 1M tokens"] {
        assert!(read("two/corrections/index.html").contains(part), "{part}");
    }
    well(site, &["pin", "r"]);
    assert!(read("content/reports/r.lock").contains("dollars"), "the lock keeps what was published");
}

#[test]
fn a_unit_that_is_worded_otherwise_in_one_language_is_told_in_that_language() {
    let (place, _) = small_site();
    let site = place.path();
    let read = |path: &str| fs::read_to_string(site.join(path)).unwrap_or_default();
    let write = |path: &str, text: &str| fs::write(site.join(path), text).expect("writing");
    let desk = read("content/site.yaml").replace("languages: [en]", "languages: [en, zh]");
    write("content/site.yaml", &desk);
    write("content/reports/r.zh.md", "---\ntitle: 报告\n---\n正文。\n");
    let sidecar = read("content/data/prices.yaml");
    let unit = sidecar.lines().find(|line| line.starts_with("unit:")).expect("a unit").to_owned();
    let with = |zh: &str| {
        let worded = format!("unit: {{en: '{{currency}} per 1M tokens', zh: '{zh}'}}");
        write("content/data/prices.yaml", &sidecar.replace(&unit, &worded));
    };
    with("{currency}/百万");
    well(site, &["pin", "r", "--accept"]);
    with("{currency}/千");
    let said = ill(site, &["check"]);
    for part in
        ["the unit of `value` in `zh` was `{currency}/百万` and is `{currency}/千`", "now: '{currency}/千'"]
    {
        assert!(said.contains(part), "{part} in\n{said}");
    }
    fs::remove_file(site.join("content/reports/r.zh.md")).expect("removing the edition");
    well(site, &["pin", "r", "--accept"]);
    with("{currency}/万");
    well(site, &["check"]);
}
