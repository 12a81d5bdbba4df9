//! Brings the header of a CSV file and what is known about its columns together.

use super::infer::Guess;
use super::sidecar::{Described, DescribedField};
use super::told::Told;
use crate::diag::catalog::dataset as say;
use crate::diag::{Diagnostic, nearest};
use crate::model::dataset::{Field, FieldType, Holds, Schema, Time};
use crate::model::id::ColumnId;
use crate::model::text::LocalText;
use crate::source::Located;

/// The schema of a file, its columns in file order.
pub struct Plan {
    /// What the columns mean.
    pub schema: Schema,
    /// Per column whether its dates are years only.
    pub years: Vec<bool>,
}

/// Names of the two files, for messages.
pub struct Files<'f> {
    /// The CSV file.
    pub csv: &'f str,
    /// The sidecar.
    pub sidecar: &'f str,
}

/// The plan of a file that a sidecar describes. Mistakes in the header go to `told`, those in the
/// sidecar to `diagnostics`.
pub fn described(
    header: &[Located<String>],
    described: &Described,
    files: &Files<'_>,
    told: &mut Told,
    diagnostics: &mut Vec<Diagnostic>,
) -> Plan {
    let found = match_up(header, &described.fields);
    let names: Vec<&str> = header.iter().map(|name| name.value.as_str()).collect();
    let mut missing: Vec<&DescribedField> =
        described.fields.iter().filter(|field| !names.contains(&field.field.name.as_str())).collect();
    for (column, name) in header.iter().enumerate() {
        let repeated = names[..column].contains(&name.value.as_str()) || name.value.is_empty();
        let described = found[column].is_some_and(|field| field.field.name == name.value);
        if !repeated && !described {
            let near: Vec<&str> = missing.iter().map(|field| field.field.name.as_str()).collect();
            told.tell(|| say::undescribed_column(name.span, &name.value, files.sidecar, &near));
        }
    }
    missing.retain(|field| !found.iter().flatten().any(|used| used.field.name == field.field.name));
    for field in missing {
        diagnostics.push(say::absent_column(field.field.span, &field.field.name, files.csv, &names));
    }
    let columns = header.iter().zip(&found);
    let fields = columns.map(|(name, found)| found.map_or_else(|| plain(name), |found| found.field.clone()));
    let years = found.iter().map(|found| found.is_some_and(|found| found.year)).collect();
    Plan { schema: bind(described, fields.collect()), years }
}

/// Per column of the header its description: the one of its name, else the nearest of those that no
/// column has.
fn match_up<'d>(header: &[Located<String>], fields: &'d [DescribedField]) -> Vec<Option<&'d DescribedField>> {
    let by_name = |name: &str| fields.iter().find(|field| field.field.name == name);
    let mut found: Vec<Option<&DescribedField>> = Vec::with_capacity(header.len());
    let taken = |name: &str| header.iter().any(|column| column.value == name);
    for (column, name) in header.iter().enumerate() {
        let repeated = header[..column].iter().any(|other| other.value == name.value);
        let free = fields
            .iter()
            .map(|field| field.field.name.as_str())
            .filter(|name| !taken(name) && !found.iter().flatten().any(|used| used.field.name == *name));
        let meant = by_name(&name.value).or_else(|| nearest(&name.value, free).and_then(by_name));
        found.push(meant.filter(|_| !repeated));
    }
    found
}

/// A column about which nothing is known.
fn plain(name: &Located<String>) -> Field {
    Field {
        name: name.value.clone(),
        title: LocalText::default(),
        kind: FieldType::String,
        reference: None,
        allowed: Vec::new(),
        labels: Vec::new(),
        minimum: None,
        maximum: None,
        required: false,
        unit: LocalText::default(),
        span: name.span,
    }
}

/// Turns names into columns. Names of columns that are not there were told before. The day on which a row
/// begins to hold is never left out, whatever its column says.
fn bind(described: &Described, mut fields: Vec<Field>) -> Schema {
    let names: Vec<String> = fields.iter().map(|field| field.name.clone()).collect();
    let named = |name: &str| names.iter().position(|column| column == name).map(ColumnId::at);
    let column = |name: &Located<String>| named(&name.value);
    let of_time: Vec<ColumnId> = described.time.iter().filter_map(column).collect();
    let time = match of_time.as_slice() {
        [] => None,
        [at] => Some(Time::At(*at)),
        [start, end, ..] => Some(Time::Between(*start, *end)),
    };
    let holds = described.holds.unwrap_or_else(|| holds(time, &fields));
    if let Some(begin) = of_time.first() {
        fields[begin.index()].required = true;
    }
    let to_sources = |field: &&Field| {
        field.reference.as_ref().is_some_and(|to| to.value == crate::model::dataset::Reference::Sources)
    };
    let source = fields.iter().filter(to_sources).find(|field| field.name == "source");
    let source = source.or_else(|| fields.iter().find(to_sources)).and_then(|field| named(&field.name));
    Schema {
        primary_key: described.primary_key.iter().filter_map(column).collect(),
        time,
        holds,
        measure: described.measure.as_ref().and_then(column),
        metric: described.metric.as_ref().and_then(column).or_else(|| named("metric")),
        source,
        status: named("status").filter(|status| fields[status.index()].kind == FieldType::String),
        fields,
        ..described.schema.clone()
    }
}

/// How long a row holds where nothing says it: one with a period, or a first and a last day, during that time.
fn holds(time: Option<Time>, fields: &[Field]) -> Holds {
    match time {
        Some(Time::At(column)) if fields[column.index()].kind == FieldType::Period => Holds::Period,
        Some(Time::Between(..)) => Holds::Period,
        _ => Holds::Point,
    }
}

/// The plan of a file without a sidecar.
pub fn inferred(header: &[Located<String>], guesses: &[Guess]) -> Plan {
    let guessed = |(name, guess): (&Located<String>, &Guess)| Field { kind: guess.kind, ..plain(name) };
    let fields: Vec<Field> = header.iter().zip(guesses).map(guessed).collect();
    let first = |fits: &dyn Fn(&Field) -> bool| fields.iter().position(fits).map(ColumnId::at);
    let time = first(&|field| matches!(field.kind, FieldType::Date | FieldType::Period)).map(Time::At);
    let schema = Schema {
        time,
        holds: holds(time, &fields),
        measure: fields.iter().rposition(|field| field.kind == FieldType::Number).map(ColumnId::at),
        metric: first(&|field| field.name == "metric" && field.kind == FieldType::String),
        status: first(&|field| field.name == "status").filter(|status| guesses[status.index()].status),
        redistribute: true,
        fields,
        ..Schema::default()
    };
    Plan { schema, years: vec![false; header.len()] }
}
