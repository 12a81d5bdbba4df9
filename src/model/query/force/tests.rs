//! Which rows were in force, held against a life day by day.

use super::*;
use crate::model::dataset::{Column, Derived, Schema};
use crate::model::date::Period;
use crate::model::query::sample::{field, on, prices};
use proptest::prelude::*;

#[test]
fn the_price_in_force_is_the_latest_that_counts() {
    let bound = prices();
    let all: Vec<RowId> = bound.dataset.rows().collect();
    assert_eq!(in_force(&bound.dataset, &all, on("2025-02-15")), [RowId(0)]);
    assert_eq!(in_force(&bound.dataset, &all, on("2025-03-01")), [RowId(1)]);
    assert_eq!(in_force(&bound.dataset, &all, on("2026-01-01")), [RowId(1)], "never a scheduled one");
    assert!(in_force(&bound.dataset, &all, on("2024-12-31")).is_empty());
}

#[test]
fn a_period_is_known_when_it_is_over_or_its_source_was_published() {
    let mut dataset = prices().dataset;
    let periods = ["2025Q1", "2025", "2025H2E", "FY2025"].map(Period::parse);
    dataset.columns[0] = Column::Period(periods.to_vec());
    dataset.schema.holds = Holds::Period;
    dataset.schema.status = None;
    dataset.schema.source = Some(ColumnId(2));
    let sources = [None, None, Date::parse("2025-04-30").ok(), Date::parse("2024-12").ok()];
    dataset.published = sources.to_vec();
    let all: Vec<RowId> = dataset.rows().collect();
    let known = |day: &str| known(&dataset, &all, on(day));
    assert!(known("2024-12-30").is_empty(), "a source dated by a month may have come out on its last day");
    assert_eq!(known("2024-12-31"), [RowId(3)], "when a fiscal year begins is not known");
    assert_eq!(known("2025-03-31"), [RowId(0), RowId(3)]);
    assert_eq!(known("2025-04-29").len(), 2, "an estimate is known when its source was published");
    assert_eq!(known("2025-04-30"), [RowId(0), RowId(2), RowId(3)]);
    assert_eq!(known("2025-12-30").len(), 3, "a source of unknown date tells nothing before the end");
    assert_eq!(known("2025-12-31").len(), 4);
}

#[test]
fn nothing_but_guidance_is_known_before_its_period_begins() {
    let mut dataset = prices().dataset;
    let periods = ["2026", "2026", "2026E", "2026Q1"].map(Period::parse);
    dataset.columns[0] = Column::Period(periods.to_vec());
    let metrics = ["", "revenue", "revenue-guidance"].map(Into::into).to_vec();
    dataset.columns[2] = Column::Text { cells: vec![1, 2, 1, 1], values: metrics };
    dataset.schema =
        Schema { holds: Holds::Period, status: None, metric: Some(ColumnId(2)), ..dataset.schema };
    dataset.schema.fields.push(field("source", FieldType::String));
    dataset.schema.source = Some(ColumnId(3));
    dataset.columns.push(Column::Text { cells: vec![1; 4], values: vec!["".into(), "s".into()] });
    dataset.published = vec![None, Date::parse("2025").ok()];
    let all: Vec<RowId> = dataset.rows().collect();
    let of = |dataset: &Dataset, day: &str| known(dataset, &all, on(day));
    let known = |day: &str| of(&dataset, day);
    assert!(known("2025-12-30").is_empty());
    assert_eq!(known("2025-12-31"), [RowId(1), RowId(2)], "guidance and an estimate");
    assert_eq!(known("2026-01-01").len(), 4, "what a source of last year says of this one");
    let undated = Dataset { published: vec![None, None], ..dataset.clone() };
    assert_eq!(of(&undated, "2025-06-01"), [RowId(1), RowId(2)], "of a source without a date always");
}

#[test]
fn a_date_of_coarse_precision_asks_for_the_row_dated_just_so() {
    let dates = ["2024", "2024-05", "2024-05-11", "2024-09-02"];
    let facts: Vec<Fact> = dates.iter().map(|date| ((*date).to_owned(), 0, 0, false)).collect();
    let other_model = ("2024-05-20".to_owned(), 1, 0, false);
    let dataset = dataset_of(&[facts, vec![other_model]].concat());
    let all: Vec<RowId> = dataset.rows().collect();
    let at = |date: &str| in_force_at(&dataset, &all, Date::parse(date).unwrap(), on("2026-01-01"));
    assert_eq!(at("2024-05"), [RowId(1), RowId(4)], "the row of the month, and what holds at its end");
    assert_eq!(at("2024-05-01"), [RowId(1)]);
    assert_eq!(at("2024-05-31"), [RowId(2), RowId(4)]);
    assert_eq!(at("2024"), [RowId(0), RowId(4)]);
    assert_eq!(at("2024-09"), [RowId(3), RowId(4)], "no row is dated by that month");
    let early = in_force_at(&dataset, &all, Date::parse("2024-09").unwrap(), on("2024-09-01"));
    assert_eq!(early, [RowId(2), RowId(4)], "what begins after the day looked from is not known");
}

#[test]
fn a_price_ceases_when_the_next_begins() {
    let dataset = prices().dataset;
    let ceased = |row: u32, day: &str| ceased(&dataset, RowId(row), on(day)).map(|date| date.to_string());
    assert_eq!(ceased(0, "2025-02-28"), None, "the next is not known yet");
    assert_eq!(ceased(0, "2025-03-01").as_deref(), Some("2025-03"));
    assert_eq!(ceased(1, "2026-01-01"), None, "what is scheduled or cancelled ends nothing");
}

/// A row of the oracle: date, key, status, whether it is set aside.
type Fact = (String, u8, u8, bool);

fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let date = prop_oneof![
        (2024..2026u32).prop_map(|year| year.to_string()),
        (2024..2026u32, 1..13u32).prop_map(|(year, month)| format!("{year}-{month:02}")),
        (2024..2026u32, 1..13u32, 1..29u32).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
    ];
    proptest::collection::vec((date, 0..3u8, 0..4u8, proptest::bool::weighted(0.1)), 0..24)
}

fn dataset_of(facts: &[Fact]) -> Dataset {
    let texts = ["", "effective", "scheduled", "cancelled", "a", "b", "c"];
    let values: Vec<Box<str>> = texts.map(Into::into).to_vec();
    let column = |cell: &dyn Fn(&Fact) -> u32| Column::Text {
        cells: facts.iter().map(cell).collect(),
        values: values.clone(),
    };
    Dataset {
        columns: vec![
            Column::Date(facts.iter().map(|fact| Date::parse(&fact.0).ok()).collect()),
            Column::Number(vec![None; facts.len()]),
            column(&|fact| u32::from(fact.2)),
            column(&|fact| u32::from(fact.1) + 4),
        ],
        row_starts: (0..=facts.len() as u32).collect(),
        derived: Derived::default(),
        aside: (0..facts.len()).filter(|row| facts[*row].3).map(RowId::at).collect(),
        published: Vec::new(),
        schema: Schema {
            fields: vec![
                field("date", FieldType::Date),
                field("value", FieldType::Number),
                field("status", FieldType::String),
                field("model", FieldType::String),
            ],
            primary_key: vec![ColumnId(0), ColumnId(3)],
            ..prices().dataset.schema
        },
        ..prices().dataset
    }
}

/// Lives through every day up to the one asked for, and changes the price whenever a row begins.
fn day_by_day(facts: &[Fact], as_of: NaiveDate) -> Vec<RowId> {
    let mut held: BTreeMap<u8, RowId> = BTreeMap::new();
    let mut day = on("2024-01-01");
    while day <= as_of {
        // On one day a year is the coarsest word for it and a day the finest; the finest knows best.
        for length in [4, 7, 10] {
            for (row, (date, key, status, aside)) in facts.iter().enumerate() {
                let begins = Date::parse(date).unwrap().first_day() == day && date.len() == length;
                if begins && *status <= 1 && !aside {
                    held.insert(*key, RowId::at(row));
                }
            }
        }
        day = day.succ_opt().unwrap();
    }
    let mut rows: Vec<RowId> = held.into_values().collect();
    rows.sort();
    rows
}

proptest! {
    #[test]
    fn what_is_in_force_is_what_a_life_day_by_day_gives(
        facts in facts(),
        (month, day, year) in (1..13u32, 1..29u32, 2023..2027u32),
    ) {
        let dataset = dataset_of(&facts);
        let as_of = NaiveDate::from_ymd_opt(year as i32, month, day).unwrap();
        let all: Vec<RowId> = dataset.rows().collect();
        prop_assert_eq!(in_force(&dataset, &all, as_of), day_by_day(&facts, as_of));
        for row in known(&dataset, &all, as_of) {
            prop_assert!(facts[row.index()].2 <= 1, "a scheduled or cancelled row counts");
        }
    }
}

#[test]
fn a_stretch_of_validity_ends_with_its_last_day() {
    let mut dataset = prices().dataset;
    let day = |text: &str| Date::parse(text).ok();
    dataset.schema.time = Some(Time::Between(ColumnId(0), ColumnId(3)));
    dataset.schema.fields.push(field("until", FieldType::Date));
    dataset.columns.push(Column::Date(vec![day("2025-02"), day("2025-05-31"), None, None]));
    let all: Vec<RowId> = dataset.rows().collect();
    assert_eq!(in_force(&dataset, &all, on("2025-02-28")), [RowId(0)]);
    assert_eq!(in_force(&dataset, &all, on("2025-05-31")), [RowId(1)]);
    assert!(in_force(&dataset, &all, on("2025-06-01")).is_empty(), "nothing holds after the last day");
}

#[test]
fn what_two_sources_say_alike_is_one_number() {
    let mut dataset = prices().dataset;
    let day = Date::parse("2025-01").ok();
    let texts = ["", "a", "b", "c"].map(Into::into).to_vec();
    dataset.columns[0] = Column::Date(vec![day; 4]);
    let values = ["10", "10", "11", "10"].map(|value| crate::model::decimal::Decimal::parse(value).ok());
    dataset.columns[1] = Column::Number(values.to_vec());
    dataset.columns[2] = Column::Text { cells: vec![1, 2, 3, 1], values: texts };
    dataset.schema = Schema { source: Some(ColumnId(2)), status: None, ..dataset.schema };
    let all: Vec<RowId> = dataset.rows().collect();
    let measure = ColumnId(1);
    assert_eq!(agreed(&dataset, &all, measure).len(), 4, "rows of one key are another mistake");
    dataset.schema.primary_key = vec![ColumnId(0), ColumnId(2)];
    assert_eq!(agreed(&dataset, &all, measure), [RowId(0), RowId(2)]);
}
