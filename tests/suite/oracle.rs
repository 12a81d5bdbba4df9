//! Facts in prose against a naive oracle: rows and references made at random, whole numbers in place of
//! exact ones.

use std::collections::BTreeMap;

use chrono::{TimeZone, Utc};
use proptest::prelude::*;
use tearsheet::load;
use tearsheet::resolve::{self, Options};
use tearsheet::source::Sources;

const SITE: &str =
    "title: Desk\nbase_url: https://example.org/\nlanguages: [en]\nchecks: {unpinned-report: allow}\n";

/// A price: day of its start, model, value in hundredths, status.
type Row = (u32, u8, i64, u8);

/// Binds references on a page that looks at 2026; gives what each comes to, and how many come to nothing.
fn bind(csv: &str, sidecar: &str, references: &[String]) -> (BTreeMap<String, String>, usize) {
    let page = format!("---\ntitle: A page\n---\n{}\n", references.join("\n\n"));
    let files = [
        ("content/site.yaml", SITE),
        ("content/pages/p.md", page.as_str()),
        ("content/data/p.csv", csv),
        ("content/data/p.yaml", sidecar),
    ];
    let sources = Sources::from_texts(&files);
    let draft = load::load(&sources);
    assert!(draft.diagnostics.is_empty(), "{:?}\n{csv}", draft.diagnostics);
    let now = Utc.with_ymd_and_hms(2026, 6, 1, 0, 0, 0).single().expect("a moment");
    let site = resolve::resolve(&sources, draft.value, &Options { now, drafts: false });
    let facts = site.value.places.iter().flat_map(|place| &place.facts);
    let mut found = BTreeMap::new();
    for fact in facts {
        for span in &fact.spans {
            let reference = format!("{{{}}}`{}`", fact.verb.word(), sources.slice(*span));
            found.insert(reference, fact.raw.clone());
        }
    }
    (found, site.diagnostics.iter().filter(|told| told.code == "no-fact").count())
}

const STEP: &str = "fields:\n  - {name: date, type: date}\n  - {name: model, type: string}\n  \
    - {name: value, type: number}\n  - {name: status, type: string, enum: [effective, scheduled, cancelled]}\n\
    primaryKey: [date, model]\ntime: date\nmeasure: value\nunit: USD\nholds: until-next\n";

const POINTS: &str = "fields:\n  - {name: date, type: date}\n  - {name: model, type: string}\n  \
    - {name: value, type: number}\nprimaryKey: [date, model]\ntime: date\nmeasure: value\nunit: USD\nholds: point\n";

/// A day of 2025 by its place in a year of twelve months of 28 days.
fn day(place: u32) -> String {
    format!("2025-{:02}-{:02}", place / 28 + 1, place % 28 + 1)
}

/// Hundredths as a decimal without zeros at its end.
fn decimal(hundredths: i128) -> String {
    quotient(hundredths, 100)
}

/// A quotient to six places, a half away from zero, without zeros at its end.
fn quotient(over: i128, under: i128) -> String {
    let scaled = over.abs() * 1_000_000;
    let under_size = under.abs();
    let whole = scaled / under_size + i128::from(scaled % under_size * 2 >= under_size);
    let sign = if (over < 0) != (under < 0) && whole > 0 { "-" } else { "" };
    let text = format!("{sign}{}.{:06}", whole / 1_000_000, whole % 1_000_000);
    trimmed(&text)
}

/// A decimal without zeros at its end.
fn trimmed(text: &str) -> String {
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text.to_owned(),
    }
}

/// The row in force on a day: of those that count and began, the one that began last.
fn in_force(rows: &[Row], model: u8, on: u32) -> Option<i64> {
    let counts = rows.iter().filter(|row| row.1 == model && row.3 == 0 && row.0 <= on);
    counts.max_by_key(|row| row.0).map(|row| row.2)
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let cell = (0u32..336, 0u8..3);
    let rest = (1i64..1_000_000, prop_oneof![4 => Just(0u8), 1 => Just(1), 1 => Just(2)]);
    prop::collection::btree_map(cell, rest, 1..12)
        .prop_map(|rows| {
            rows.into_iter().map(|((at, model), (value, status))| (at, model, value, status)).collect()
        })
        .prop_shuffle()
}

/// The cell as written: `1.50`, which reads back as it stands.
fn csv(rows: &[Row]) -> String {
    let line = |(at, model, value, status): &Row| {
        let status = ["", "scheduled", "cancelled"][usize::from(*status)];
        format!("{},m{model},{}.{:02},{status}\n", day(*at), value / 100, value % 100)
    };
    format!("date,model,value,status\n{}", rows.iter().map(line).collect::<String>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_fact_is_the_row_in_force(rows in rows(), days in prop::collection::btree_set(0u32..336, 1..5)) {
        let asks = days.iter().flat_map(|on| (0u8..3).map(move |model| (*on, model)));
        let asks = asks.filter(|(_, model)| rows.iter().any(|row| row.1 == *model));
        let by_key = |(on, model): (u32, u8)| (format!("{{fact}}`p model=m{model} date={}`", day(on)), on, model);
        let as_of = |(on, model): (u32, u8)| (format!("{{fact}}`p model=m{model} as_of={}`", day(on)), on, model);
        let asks: Vec<(String, u32, u8)> = asks.flat_map(|ask| [by_key(ask), as_of(ask)]).collect();
        let references: Vec<String> = asks.iter().map(|ask| ask.0.clone()).collect();
        let (found, missing) = bind(&csv(&rows), STEP, &references);
        let mut nothing = 0;
        for (reference, on, model) in &asks {
            let expected = in_force(&rows, *model, *on).map(|value| format!("{}.{:02}", value / 100, value % 100));
            nothing += usize::from(expected.is_none());
            prop_assert_eq!(found.get(reference), expected.as_ref(), "{}", reference);
        }
        prop_assert_eq!(missing, nothing);
    }

    #[test]
    fn what_is_reckoned_is_exact(values in prop::collection::vec(1i64..10_000_000, 2..6)) {
        let wide = |(model, value): (usize, &i64)| format!("2025-01-01,m{model},{}.{:02}\n", value / 100, value % 100);
        let csv = format!("date,model,value\n{}", values.iter().enumerate().map(wide).collect::<String>());
        let words = [
            "{change}`p model=m0..m1`",
            "{difference}`p model=m0..m1`",
            "{ratio}`p model=m0..m1`",
            "{share}`p model=m0 of model`",
            "{sum}`p model=*`",
            "{rank}`p model=m0 of model`",
        ];
        let (found, _) = bind(&csv, POINTS, &words.map(str::to_owned));
        let (a, b) = (i128::from(values[0]), i128::from(values[1]));
        let total: i128 = values.iter().map(|value| i128::from(*value)).sum();
        let above = values.iter().filter(|value| **value > values[0]).count();
        let expected = [
            quotient((b - a) * 100, a),
            decimal(b - a),
            quotient(b, a),
            quotient(a * 100, total),
            decimal(total),
            (above + 1).to_string(),
        ];
        for (word, expected) in words.iter().zip(&expected) {
            let came = found.get(*word).map(|raw| trimmed(raw));
            prop_assert_eq!(came.as_ref(), Some(expected), "{} of {:?}", word, values);
        }
    }

    #[test]
    fn growth_a_year_gives_the_value_back_when_it_is_compounded(
        (from, to) in (1i128..100_000, 1i128..100_000),
        years in 1u32..4,
    ) {
        let csv = format!("date,model,value\n2020,m,{from}\n{},m,{to}\n", 2020 + years);
        let reference = format!("{{cagr}}`p model=m date=2020..{}`", 2020 + years);
        let (found, _) = bind(&csv, POINTS, std::slice::from_ref(&reference));
        let percent = found.get(&reference).expect("a value");
        let (whole, part) = percent.split_once('.').unwrap_or((percent, ""));
        let millionths: i128 = format!("{whole}{part:0<6}").parse().expect("digits");
        // The factor in units of two hundred millionths, less and more by half of its last digit.
        let factor = 2 * (100_000_000 + millionths);
        let (least, most) = ((factor - 1).pow(years) * from, (factor + 1).pow(years) * from);
        let exact = to * 200_000_000i128.pow(years);
        prop_assert!(least <= exact && exact <= most, "{} to {} in {} years is no {}%", from, to, years, percent);
    }
}
