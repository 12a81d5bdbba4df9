//! The rows of a lock as a dataset of their own, with the columns and meanings of today's.

use crate::diag::{Diagnostic, catalog};
use crate::model::config::Config;
use crate::model::dataset::{BoundDataset, Cell, Column, Dataset, Derived, FieldType, Schema};
use crate::model::date::{Date, Period};
use crate::model::decimal::Decimal;
use crate::model::id::{ColumnId, LangId, RowId};
use crate::model::lock::{HeldUnit, LockedRow, Section, is_remark, mark};
use crate::model::text::LocalText;
use crate::model::unit;
use crate::resolve::datasets::{self, Lookup};
use crate::source::FileId;
use std::collections::{BTreeMap, BTreeSet};

/// The dataset that a pinned report sees, and per row the row of today with its key.
pub fn dataset(
    (lookup, config): (&Lookup<'_>, &Config),
    section: &Section,
    file: FileId,
    live: &BoundDataset,
) -> Result<(BoundDataset, Vec<Option<RowId>>), Diagnostic> {
    let schema = &live.dataset.schema;
    let known = |name: &str| schema.fields.iter().any(|field| field.name == name);
    if let Some(lost) = section.columns.iter().find(|column| !known(&column.value)) {
        let what = format!("`{}` has no column `{}`", section.name.value, lost.value);
        return Err(catalog::lock::lock_misfit(lost.span, &what));
    }
    let mut columns = Vec::with_capacity(schema.fields.len());
    for field in &schema.fields {
        let place = section.columns.iter().position(|column| column.value == field.name);
        columns.push(column(&section.rows, place, field.kind)?);
    }
    let mut row_starts: Vec<u32> = section.rows.iter().map(|row| row.span.start).collect();
    row_starts.push(section.end);
    let mut held = Dataset {
        name: live.dataset.name.clone(),
        csv: file,
        described: live.dataset.described,
        flawed: false,
        misdescribed: false,
        schema: schema.clone(),
        columns,
        row_starts,
        aside: Vec::new(),
        published: Vec::new(),
        derived: Derived::default(),
    };
    read_as_then(&mut held.schema, section);
    let rows = same_rows(&held, &live.dataset, &held_columns(section, &live.dataset));
    let rows = in_place_of_those_set_aside(rows, live);
    add_remarks(&mut held, &live.dataset, &rows, section);
    word_units(&mut held.schema, &section.units, config);
    // What a value names is told where it stands today; a note that is gone leaves its name.
    let mut bound = datasets::bind(lookup, held).value;
    date_sources(&mut bound.dataset, section);
    Ok((bound, rows))
}

/// The measure and how long a row holds as they were when the report was pinned; those of today where the lock does not say.
fn read_as_then(schema: &mut Schema, section: &Section) {
    if let Some(sense) = &section.sense {
        let place = schema.fields.iter().position(|field| field.name == sense.measure);
        schema.measure = place.map(ColumnId::at);
        schema.holds = sense.holds;
    }
}

/// The days of sources as they were known when the report was pinned; those that the lock does not hold are today's.
fn date_sources(held: &mut Dataset, section: &Section) {
    let Some(source) = held.schema.source else { return };
    for place in 0..held.published.len() {
        let key = &held.values(source)[place];
        if let Some(dated) = section.dated.iter().find(|dated| *dated.source == **key) {
            held.published[place] = dated.day;
        }
    }
}

/// Whether a lock holds how its rows are read and the units of its numbers, with the words that fill them in: one of an
/// earlier form does not.
pub fn is_whole(section: &Section, held: &Dataset) -> bool {
    let mut columns = held_columns(section, held).into_iter();
    let worded = !section.units.is_empty() || !columns.any(|column| held.field(column).kind.is_number());
    let rows: Vec<RowId> = held.rows().collect();
    let is_held = |column: &ColumnId| {
        let mut units = section.units.iter().filter(|unit| unit.value.is_some());
        units.any(|unit| unit.column == held.field(*column).name)
    };
    section.sense.is_some() && worded && unit::filling(held, &rows).keys().all(is_held)
}

/// The units of numbers as they were worded when the report was pinned, and the words that fill them in; those that the
/// lock does not hold are today's.
fn word_units(schema: &mut Schema, units: &[HeldUnit], config: &Config) {
    type Texts = Vec<(LangId, String)>;
    let mut worded: BTreeMap<(usize, Option<&str>), Texts> = BTreeMap::new();
    for unit in units {
        let place = schema.fields.iter().position(|field| field.name == unit.column);
        if let Some((place, lang)) = place.zip(config.language(&unit.lang)) {
            let texts = worded.entry((place, unit.value.as_deref())).or_default();
            texts.push((lang, unit.wording.clone()));
        }
    }
    for ((place, value), texts) in worded {
        match value {
            None => unit::reword(schema, ColumnId::at(place), LocalText::new(texts)),
            Some(text) => unit::relabel(&mut schema.fields[place], text, LocalText::new(texts)),
        }
    }
}

/// The columns that a lock holds.
pub fn held_columns(section: &Section, live: &Dataset) -> Vec<ColumnId> {
    section.columns.iter().filter_map(|column| live.column(&column.value)).collect()
}

/// The cells of one column; empty where the lock does not hold it.
fn column(rows: &[LockedRow], place: Option<usize>, kind: FieldType) -> Result<Column, Diagnostic> {
    let cell = |row: &LockedRow| place.map_or("", |place| &row.cells[place]).to_owned();
    let wrong = |row: &LockedRow, wanted: &str| {
        catalog::lock::lock_misfit(row.span, &format!("`{}` is no {wanted}", cell(row)))
    };
    fn each<T>(
        rows: &[LockedRow],
        read: impl Fn(&LockedRow) -> Result<Option<T>, Diagnostic>,
    ) -> Result<Vec<Option<T>>, Diagnostic> {
        rows.iter().map(read).collect()
    }
    let filled = |row: &LockedRow| Some(cell(row)).filter(|cell| !cell.is_empty());
    Ok(match kind {
        FieldType::String => texts(rows.iter().map(cell)),
        FieldType::Number | FieldType::Integer => Column::Number(each(rows, |row| {
            filled(row).map(|text| Decimal::parse(&text).map_err(|_| wrong(row, "number"))).transpose()
        })?),
        FieldType::Boolean => Column::Boolean(each(rows, |row| {
            filled(row).map(|text| text.parse().map_err(|_| wrong(row, "truth value"))).transpose()
        })?),
        FieldType::Date => Column::Date(each(rows, |row| {
            filled(row).map(|text| Date::parse(&text).map_err(|_| wrong(row, "date"))).transpose()
        })?),
        FieldType::Period => Column::Period(each(rows, |row| {
            filled(row).map(|text| Period::parse(&text).ok_or_else(|| wrong(row, "period"))).transpose()
        })?),
    })
}

/// A column of texts, each distinct one kept once.
fn texts(cells: impl Iterator<Item = String>) -> Column {
    let mut values: Vec<Box<str>> = vec!["".into()];
    let mut places: BTreeMap<String, u32> = BTreeMap::from([(String::new(), 0)]);
    let cells = cells
        .map(|cell| {
            *places.entry(cell).or_insert_with_key(|cell| {
                values.push(cell.as_str().into());
                values.len() as u32 - 1
            })
        })
        .collect();
    Column::Text { cells, values }
}

/// Per row held the row of today with the same key; without a primary key all columns held are the key.
fn same_rows(held: &Dataset, live: &Dataset, columns: &[ColumnId]) -> Vec<Option<RowId>> {
    let key: Vec<ColumnId> = match live.schema.primary_key.as_slice() {
        [] => columns.to_vec(),
        named => named.to_vec(),
    };
    let of = |dataset: &Dataset, row: RowId| {
        let cells: Vec<String> = key.iter().map(|column| told_apart(&dataset.cell(row, *column))).collect();
        mark(&cells.join("\u{1f}"))
    };
    let wanted: BTreeMap<String, Vec<usize>> = held.rows().fold(BTreeMap::new(), |mut wanted, row| {
        wanted.entry(of(held, row)).or_insert_with(Vec::new).push(row.index());
        wanted
    });
    let mut found = vec![None; held.len()];
    for row in live.rows() {
        for place in wanted.get(&of(live, row)).into_iter().flatten() {
            found[*place] = Some(row);
        }
    }
    found
}

/// Rows that were set aside since for another source read what that source says. A lock that holds both shows them beside
/// each other.
fn in_place_of_those_set_aside(mut rows: Vec<Option<RowId>>, live: &BoundDataset) -> Vec<Option<RowId>> {
    let known: BTreeSet<RowId> = rows.iter().copied().flatten().collect();
    for row in rows.iter_mut().flatten() {
        *row = live.stand_in(*row).filter(|other| !known.contains(other)).unwrap_or(*row);
    }
    rows
}

/// A text that is equal for equal cells, however their numbers are written.
fn told_apart(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Number(number) => number.scaled().to_string(),
        other => other.raw(),
    }
}

/// Remarks that the lock leaves out are those of today.
fn add_remarks(held: &mut Dataset, live: &Dataset, rows: &[Option<RowId>], section: &Section) {
    for (place, field) in live.schema.fields.iter().enumerate() {
        let column = ColumnId::at(place);
        let locked = section.columns.iter().any(|locked| locked.value == field.name);
        if locked || !is_remark(&field.name) || field.kind != FieldType::String {
            continue;
        }
        let remark = |row: &Option<RowId>| row.map_or(String::new(), |row| live.cell(row, column).raw());
        held.columns[place] = texts(rows.iter().map(remark));
    }
}
