//! A small dataset that the tests of questions ask.

use chrono::NaiveDate;

use crate::model::dataset::{BoundDataset, Column, Dataset, Derived, Field, FieldType, Holds, Schema, Time};
use crate::model::date::Date;
use crate::model::decimal::Decimal;
use crate::model::id::ColumnId;
use crate::model::text::LocalText;
use crate::source::{FileId, Span};

/// A column of a type, of which nothing else is said.
pub fn field(name: &str, kind: FieldType) -> Field {
    Field {
        name: name.to_owned(),
        title: LocalText::default(),
        kind,
        reference: None,
        allowed: Vec::new(),
        labels: Vec::new(),
        minimum: None,
        maximum: None,
        required: false,
        unit: LocalText::default(),
        span: Span::whole(FileId(0)),
    }
}

/// Prices of one model: 10 from January, 8 from March, 12 scheduled for April, 9 cancelled in May.
pub fn prices() -> BoundDataset {
    let day = |text: &str| Some(Date::parse(text).unwrap());
    let value = |text: &str| Some(Decimal::parse(text).unwrap());
    let texts = ["", "effective", "scheduled", "cancelled"];
    let dataset = Dataset {
        name: "prices".to_owned(),
        csv: FileId(0),
        described: true,
        flawed: false,
        misdescribed: false,
        schema: Schema {
            fields: vec![
                field("date", FieldType::Date),
                field("value", FieldType::Number),
                field("status", FieldType::String),
            ],
            primary_key: vec![ColumnId(0)],
            time: Some(Time::At(ColumnId(0))),
            measure: Some(ColumnId(1)),
            status: Some(ColumnId(2)),
            holds: Holds::UntilNext,
            ..Schema::default()
        },
        columns: vec![
            Column::Date(vec![day("2025-01-01"), day("2025-03"), day("2025-04-01"), day("2025-05-01")]),
            Column::Number(vec![value("10"), value("8"), value("12"), value("9")]),
            Column::Text { cells: vec![0, 1, 2, 3], values: texts.map(Into::into).to_vec() },
        ],
        row_starts: vec![0, 1, 2, 3, 4],
        aside: Vec::new(),
        published: Vec::new(),
        derived: Derived::default(),
    };
    BoundDataset::new(dataset, Vec::new())
}

/// The first day of a date.
pub fn on(text: &str) -> NaiveDate {
    Date::parse(text).unwrap().first_day()
}
