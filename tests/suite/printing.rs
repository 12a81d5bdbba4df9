//! What numbers, dates and references are written as, read back by readers of our own: nothing is lost on the
//! way to a page, in either language.

use chrono::{NaiveDate, TimeZone, Utc};
use proptest::prelude::*;
use tearsheet::format::{self, DateParts, Lang, Part};
use tearsheet::load;
use tearsheet::model::date::{Date, Period};
use tearsheet::model::fact;
use tearsheet::model::id::{ColumnId, RowId};
use tearsheet::model::site::Site;
use tearsheet::resolve::{self, Options};
use tearsheet::source::Sources;

const LANGUAGES: [Lang; 2] = [Lang::En, Lang::Zh];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Resolves a site of one dataset, with pages by their paths.
fn site(csv: &str, sidecar: &str, pages: &[(&str, &str)]) -> Site {
    let settings = "title: Desk\nbase_url: https://example.org/\nlanguages: [en, zh]\n";
    let mut files =
        vec![("content/site.yaml", settings), ("content/data/p.csv", csv), ("content/data/p.yaml", sidecar)];
    files.extend(pages);
    let sources = Sources::from_texts(&files);
    let draft = load::load(&sources);
    assert!(draft.diagnostics.is_empty(), "{:?}\n{csv}", draft.diagnostics);
    let now = Utc.with_ymd_and_hms(2026, 6, 1, 0, 0, 0).single().expect("a moment");
    let site = resolve::resolve(&sources, draft.value, &Options { now, drafts: false });
    assert!(site.diagnostics.is_empty(), "{:?}\n{csv}\n{pages:?}", site.diagnostics);
    site.value
}

/// Year, and month and day where known.
type Known = (i32, Option<u8>, Option<u8>);

fn known() -> impl Strategy<Value = Known> {
    let day = (1000..9999i32, 1..13u8, 1..32u8).prop_filter_map("no such day", |(year, month, day)| {
        let real = NaiveDate::from_ymd_opt(year, month.into(), day.into()).is_some();
        real.then_some((year, Some(month), Some(day)))
    });
    let month = (1000..9999i32, 1..13u8).prop_map(|(year, month)| (year, Some(month), None));
    prop_oneof![1 => (1000..9999i32).prop_map(|year| (year, None, None)), 2 => month, 3 => day]
}

/// Two dates, more often than not near each other, so that they share what a range says once.
fn two_known() -> impl Strategy<Value = (Known, Known)> {
    (known(), known(), any::<bool>(), any::<bool>()).prop_map(|(a, b, year, month)| {
        let b = if year { (a.0, b.1, b.2) } else { b };
        let shared = (a.0, a.1, b.2.filter(|day| *day <= 28));
        let b = if year && month && a.1.is_some() { shared } else { b };
        if NaiveDate::from_ymd_opt(b.0, b.1.unwrap_or(1).into(), b.2.unwrap_or(1).into()).is_some() {
            (a.min(b), a.max(b))
        } else {
            (a, a)
        }
    })
}

fn iso((year, month, day): Known) -> String {
    let part = |part: Option<u8>| part.map_or(String::new(), |part| format!("-{part:02}"));
    format!("{year}{}{}", part(month), part(day))
}

fn parts((year, month, day): Known) -> DateParts {
    DateParts { year, month, day }
}

/// What stands for a date in English, its year perhaps left to what stands behind: `5`, `5 Jan`, `Jan 2026`.
fn english(text: &str) -> (Option<i32>, Option<u8>, Option<u8>) {
    let (mut year, mut month, mut day) = (None, None, None);
    for word in text.split(' ') {
        match MONTHS.iter().position(|name| *name == word) {
            Some(place) => month = Some(place as u8 + 1),
            None if word.len() == 4 => year = word.parse().ok(),
            None => day = word.parse().ok(),
        }
    }
    (year, month, day)
}

/// The same in Chinese; a number without its word has that which is given: `2026年1月5` before `12日`.
fn chinese(text: &str, last: char) -> (Option<i32>, Option<u8>, Option<u8>) {
    let (mut year, mut month, mut day) = (None, None, None);
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let word = rest[end..].chars().next().unwrap_or(last);
        let number = &rest[..end];
        match word {
            '年' => year = number.parse().ok(),
            '月' => month = number.parse().ok(),
            '日' => day = number.parse().ok(),
            other => panic!("`{other}` in {text}"),
        }
        rest = rest[end..].trim_start_matches(word);
    }
    (year, month, day)
}

/// Reads a date or a range of dates.
fn read_range(text: &str, lang: Lang) -> (Known, Known) {
    let (from, to) = text.split_once('–').map_or((text, text), |(from, to)| (from.trim(), to.trim()));
    let last = to.chars().last().expect("a date");
    let read = |part| match lang {
        Lang::En => english(part),
        Lang::Zh => chinese(part, last),
    };
    let (mut from, mut to) = (read(from), read(to));
    // English says what both ends share behind the second one, Chinese before the first one.
    let (without, with) = if lang == Lang::En { (&mut from, to) } else { (&mut to, from) };
    if without.0.is_none() && without.1.is_none() {
        without.1 = with.1;
    }
    without.0 = without.0.or(with.0);
    let whole =
        |(year, month, day): (Option<i32>, Option<u8>, Option<u8>)| (year.expect("a year"), month, day);
    (whole(from), whole(to))
}

/// Reads a period of this century: `26Q1`, `FY2026E`, `2026财年`, `Sep 2025`.
fn read_period(text: &str, lang: Lang) -> format::Period {
    let (text, estimate) = text.strip_suffix('E').map_or((text, false), |text| (text, true));
    let (text, fiscal) = match lang {
        Lang::Zh if text.contains("财年") => (text.replace("财年", "年"), true),
        _ => text.strip_prefix("FY").map_or((text.to_owned(), false), |text| (text.to_owned(), true)),
    };
    let short = |at: usize| {
        (2000 + text[..at].parse::<i32>().expect("a year"), text[at + 1..].parse().expect("a part"))
    };
    let (year, part) = match text.find(['H', 'Q']) {
        Some(at) if text[at..].starts_with('H') => (short(at).0, Part::Half(short(at).1)),
        Some(at) => (short(at).0, Part::Quarter(short(at).1)),
        None => {
            let (year, month, _) =
                if lang == Lang::En { english(text.trim()) } else { chinese(&text, '年') };
            (year.expect("a year"), month.map_or(Part::Year, Part::Month))
        }
    };
    format::Period { year, part, fiscal, estimate }
}

/// Signs and names of currencies, the longer first.
const MONEY: [(&str, &str); 6] =
    [("HK$", "HKD"), ("$", "USD"), ("¥", "CNY"), ("港元", "HKD"), ("美元", "USD"), ("元", "CNY")];
/// Words for powers of ten, the longer first.
const WORDS: [(&str, u32); 9] = [
    ("trillion", 12),
    ("billion", 9),
    ("million", 6),
    ("万亿", 12),
    ("tn", 12),
    ("bn", 9),
    ("m", 6),
    ("亿", 8),
    ("万", 4),
];
/// As which part of one numbers are compared.
const PLACES: u32 = 6;

/// A number as a reader takes it: in millionths of one, its currency, and whether it is a percentage.
fn read_number(text: &str) -> (i128, &'static str, bool) {
    let mut rest = text.to_owned();
    let mut take = |word: &str| {
        let found = rest.find(word);
        found.is_some_and(|at| {
            rest.replace_range(at..at + word.len(), "");
            true
        })
    };
    let negative = take("\u{2212}");
    let percent = take("%");
    let currency = if take("KRW") {
        "KRW"
    } else {
        MONEY.iter().find(|(sign, _)| take(sign)).map_or("", |known| known.1)
    };
    let power = WORDS.iter().find(|(word, _)| take(word)).map_or(0, |known| known.1);
    while take(",") {}
    let (whole, part) = rest.trim().split_once('.').unwrap_or((rest.trim(), ""));
    let digits: i128 = format!("{whole}{part}").parse().unwrap_or_else(|_| panic!("no number: {text}"));
    let value = digits * 10i128.pow(PLACES + power - part.len() as u32);
    (if negative { -value } else { value }, currency, percent)
}

/// Units, each with its currency and its power of ten.
const UNITS: [(&str, &str, u32); 9] = [
    ("USD", "USD", 0),
    ("USD bn", "USD", 9),
    ("HKD m", "HKD", 6),
    ("CNY per 1M tokens", "CNY", 0),
    ("KRW bn", "KRW", 9),
    ("tokens per day", "", 0),
    ("billion tokens", "", 9),
    ("亿 tokens", "", 8),
    ("percent", "", 0),
];

/// Digits and how many of them stand behind the point.
fn cell() -> impl Strategy<Value = (i64, u32)> {
    prop_oneof![(-999_999i64..1_000_000, 0..PLACES), (-10i64.pow(15)..10i64.pow(15), 0..3u32)]
}

fn decimal((digits, places): (i64, u32)) -> String {
    let text = format!("{:0width$}", digits.unsigned_abs(), width = places as usize + 1);
    let (whole, part) = text.split_at(text.len() - places as usize);
    let sign = if digits < 0 { "-" } else { "" };
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

const UNITED: &str = "fields:\n  - {name: row, type: string}\n  - {name: value, type: number}\n  \
    - {name: unit, type: string}\nprimaryKey: [row]\nmeasure: value\nunit: \"{unit}\"\nholds: point\nattribution: Example data\n";

const DATED: &str = "fields:\n  - {name: date, type: date}\n  - {name: name, type: string}\n  \
    - {name: value, type: number}\nprimaryKey: [date, name]\ntime: date\nmeasure: value\nunit: USD\nholds: until-next\nattribution: Example data\n";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_date_means_the_days_whose_text_begins_with_it(date in known(), off in -800i64..800) {
        let text = iso(date);
        let read = Date::parse(&text).expect("a date");
        prop_assert_eq!(read.to_string(), text.clone());
        let day = read.first_day() + chrono::Duration::days(off);
        let means = (read.first_day()..=read.last_day()).contains(&day);
        prop_assert_eq!(means, day.to_string().starts_with(&text), "{} on {}", text, day);
    }

    #[test]
    fn dates_and_ranges_read_back_in_both_languages((from, to) in two_known()) {
        for lang in LANGUAGES {
            let text = format::date(parts(from), lang);
            prop_assert_eq!(read_range(&text, lang), (from, from), "{}", text);
            let text = format::date_range(parts(from), parts(to), lang);
            prop_assert_eq!(read_range(&text, lang), (from, to), "{}", text);
        }
    }

    #[test]
    fn periods_read_back_in_both_languages(
        year in 2000..2100i32,
        part in prop_oneof![
            Just(Part::Year),
            (1..3u8).prop_map(Part::Half),
            (1..5u8).prop_map(Part::Quarter),
            (1..13u8).prop_map(Part::Month),
        ],
        (fiscal, estimate) in any::<(bool, bool)>(),
    ) {
        let period = format::Period { year, part, fiscal, estimate };
        for lang in LANGUAGES {
            let text = format::period(period, lang);
            prop_assert_eq!(read_period(&text, lang), period, "{}", text);
        }
        let (cell, end, months) = match part {
            Part::Year => (String::new(), 12, 12),
            Part::Half(half) => (format!("H{half}"), half * 6, 6),
            Part::Quarter(quarter) => (format!("Q{quarter}"), quarter * 3, 3),
            Part::Month(month) => (format!("-{month:02}"), month, 1),
        };
        let marks = (if fiscal { "FY" } else { "" }, if estimate { "E" } else { "" });
        let cell = format!("{}{year}{cell}{}", marks.0, marks.1);
        let read = Period::parse(&cell).expect("a period");
        prop_assert_eq!(read.to_string(), cell);
        prop_assert_eq!(read.date().to_string(), format!("{year}-{end:02}"));
        prop_assert_eq!(read.start().to_string(), format!("{year}-{:02}", end - months + 1));
    }

    #[test]
    fn numbers_with_units_read_back_in_both_languages(
        cells in prop::collection::vec((cell(), 0..UNITS.len()), 1..8),
    ) {
        let line = |(row, (value, unit)): (usize, &((i64, u32), usize))| {
            format!("r{row},{},{}\n", decimal(*value), UNITS[*unit].0)
        };
        let csv = format!("row,value,unit\n{}", cells.iter().enumerate().map(line).collect::<String>());
        let asks = (0..cells.len()).map(|row| format!("{{fact}}`p row=r{row}` {{fact}}`p row=r{row} format=plain`"));
        let page = format!("---\ntitle: A page\n---\n{}\n", asks.collect::<Vec<_>>().join("\n\n"));
        let pages = [("content/pages/p.md", page.as_str()), ("content/pages/p.zh.md", page.as_str())];
        let site = site(&csv, UNITED, &pages);
        for fact in site.places.iter().flat_map(|place| &place.facts) {
            let ((digits, places), unit) = cells[fact.rows[0].index()];
            let (unit, currency, power) = UNITS[unit];
            let value = i128::from(digits) * 10i128.pow(PLACES + power - places);
            let (read, sign, percent) = read_number(&fact.text);
            prop_assert_eq!((sign, percent), (currency, unit == "percent"), "{} in {}", fact.text, unit);
            // Three digits count: half of one in the third is the most that may be lost, and no sign.
            prop_assert!((read - value).abs() * 200 <= value.abs(), "{} for {} {}", fact.text, fact.raw, unit);
        }
        let plain = |place: &tearsheet::model::site::Place| {
            let exact = |row: usize| place.facts.iter().filter(|fact| fact.rows[0].index() == row).any(|fact| {
                let ((digits, places), unit) = cells[row];
                read_number(&fact.text).0 == i128::from(digits) * 10i128.pow(PLACES + UNITS[unit].2 - places)
            });
            (0..cells.len()).find(|row| !exact(*row))
        };
        for place in &site.places {
            prop_assert_eq!(plain(place), None, "all digits of a number are lost");
        }
    }

    #[test]
    fn the_reference_of_a_row_finds_that_row(
        rows in prop::collection::btree_set(
            (known().prop_map(|(_, month, day)| (2025, month, day)), "[!-~价格·，。“]([ -~价格·，。“]{0,5}[!-~价格·，。“])?"),
            1..10,
        ),
    ) {
        let rows: Vec<(String, String)> = rows
            .into_iter()
            .map(|(date, name)| (iso((date.0, date.1, date.2.map(|day| day.min(28)))), name.replace('`', "'")))
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect();
        let line = |(place, (date, name)): (usize, &(String, String))| {
            format!("{date},\"{}\",{place}\n", name.replace('"', "\"\""))
        };
        let csv = format!("date,name,value\n{}", rows.iter().enumerate().map(line).collect::<String>());
        let bare = site(&csv, DATED, &[]);
        let dataset = &bare.datasets[0].dataset;
        let references: Vec<String> =
            (0..rows.len()).map(|row| fact::reference(dataset, RowId::at(row), ColumnId(2), &[])).collect();
        let asks: Vec<String> = references.iter().map(|reference| format!("{{fact}}`{reference}`")).collect();
        let page = format!("---\ntitle: A page\n---\n{}\n", asks.join("\n\n"));
        let bound = site(&csv, DATED, &[("content/pages/p.md", &page)]);
        let found: Vec<usize> = bound.places[0].facts.iter().map(|fact| fact.rows[0].index()).collect();
        prop_assert_eq!(found, (0..rows.len()).collect::<Vec<_>>(), "{:?}", references);
    }
}
