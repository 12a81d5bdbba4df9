//! Reads what a sidecar says about the columns of a CSV file.

use std::collections::BTreeMap;

use super::{conflicts, units, wording};
use crate::diag::Diagnostic;
use crate::diag::catalog::dataset as say;
use crate::diag::catalog::fields as say_field;
use crate::load::fields::{self, Fields};
use crate::load::node::Node;
use crate::load::yaml::{self, Budget};
use crate::model::dataset::{Field, FieldType, Holds, Reference, Schema};
use crate::model::decimal::Decimal;
use crate::model::text::LocalText;
use crate::source::{FileId, Located, Sources, Span};

/// A sidecar as it was read, its columns still by name.
pub struct Described {
    /// Title, licence and so on; no columns yet.
    pub schema: Schema,
    /// The columns, in the order of the sidecar; no name stands twice.
    pub fields: Vec<DescribedField>,
    /// The columns of the primary key.
    pub primary_key: Vec<Located<String>>,
    /// Where it says that rows hold until the next, and no key says the next of what.
    pub keyless: Option<Span>,
    /// The column of time, or the first and the last day.
    pub time: Vec<Located<String>>,
    /// How long a row holds, where that is said.
    pub holds: Option<Holds>,
    /// The column with the number.
    pub measure: Option<Located<String>>,
    /// The column that names what is measured.
    pub metric: Option<Located<String>>,
}

/// One column as it was described.
#[derive(Clone)]
pub struct DescribedField {
    /// The description.
    pub field: Field,
    /// Whether its dates are years only.
    pub year: bool,
    /// Whether its type could be read; else it counts as text, and nothing is said about its type.
    pub typed: bool,
}

/// The values that a column called `status` can have.
pub const STATUS: [&str; 3] = ["effective", "scheduled", "cancelled"];

/// Reads a sidecar. `None`: it cannot be read at all, which is told.
pub fn read(
    sources: &Sources,
    file: FileId,
    languages: &[String],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Described> {
    let text = sources.file(file).text();
    let before = diagnostics.len();
    let node = yaml::read(text, Span::new(file, 0, text.len()), Budget::FILE, diagnostics);
    let Some(node) = node else {
        if diagnostics.len() == before {
            diagnostics.push(say_field::missing_key(Span::whole(file), "fields", "a dataset"));
        }
        return None;
    };
    let mut keys = Fields::new(&node, "a dataset", diagnostics);
    keys.require("fields");
    let described = dataset(&mut keys, languages);
    keys.finish();
    (!described.fields.is_empty()).then(|| {
        check_names(&described, diagnostics);
        check_wordings(&described, &node, text, diagnostics);
        units::check(&node, diagnostics);
        described
    })
}

fn dataset(keys: &mut Fields<'_, '_>, languages: &[String]) -> Described {
    let title = keys.local("title", languages);
    let description = keys.local("description", languages);
    let fields = read_fields(keys, languages);
    let primary_key = keys.one_or_more("primaryKey");
    let time = keys.one_or_more("time");
    if let Some(third) = time.get(2) {
        keys.tell(say::time_columns(third.span, time.len()));
    }
    let (measure, metric) = (keys.located_text("measure"), keys.located_text("metric"));
    let holds = keys.one_of("holds", &Holds::WORDS);
    let step = holds.as_ref().filter(|holds| holds.value == Holds::UntilNext).map(|holds| holds.span);
    if let Some(step) = step.filter(|_| time.is_empty()) {
        keys.tell(say_field::missing_key(step, "time", "a dataset that `holds: until-next`"));
    }
    let keyless = step.filter(|_| primary_key.is_empty());
    let schema = Schema {
        title,
        description,
        unit: keys.local("unit", languages),
        max_age_days: max_age(keys),
        license: keys.text("license"),
        attribution: keys.local("attribution", languages),
        redistribute: keys.bool("redistribute").unwrap_or(true),
        conflicts: conflicts::read(keys, languages),
        ..Schema::default()
    };
    let holds = holds.map(|holds| holds.value);
    Described { schema, fields, primary_key, keyless, time, holds, measure, metric }
}

/// `180d` as a number of days.
fn max_age(keys: &mut Fields<'_, '_>) -> Option<u32> {
    let text = keys.located_text("max_age")?;
    let days = text.value.strip_suffix('d').and_then(|days| days.parse().ok());
    let days = days.filter(|days| (1..=100_000).contains(days));
    if days.is_none() {
        keys.tell(say::not_a_number_of_days(text.span, &text.value));
    }
    days
}

fn read_fields(keys: &mut Fields<'_, '_>, languages: &[String]) -> Vec<DescribedField> {
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    let mut fields = Vec::new();
    for node in keys.list("fields") {
        let Some((name, field)) = read_field(node, languages, keys.diagnostics()) else { continue };
        match seen.get(&name.value) {
            Some(first) => keys.tell(say::duplicate_field(name.span, &name.value, *first)),
            None => {
                seen.insert(name.value, name.span);
                fields.push(field);
            }
        }
    }
    fields
}

const TYPES: [(&str, (FieldType, bool)); 7] = [
    ("string", (FieldType::String, false)),
    ("number", (FieldType::Number, false)),
    ("integer", (FieldType::Integer, false)),
    ("boolean", (FieldType::Boolean, false)),
    ("date", (FieldType::Date, false)),
    ("year", (FieldType::Date, true)),
    ("period", (FieldType::Period, false)),
];

const REFERENCES: [(&str, Reference); 4] = [
    ("models", Reference::Models),
    ("vendors", Reference::Vendors),
    ("themes", Reference::Themes),
    ("sources", Reference::Sources),
];

fn read_field(
    node: &Node,
    languages: &[String],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Located<String>, DescribedField)> {
    let mut keys = Fields::new(node, "a column", diagnostics);
    keys.require("name");
    let name = keys.located_text("name");
    let kind = keys.one_of("type", &TYPES);
    let (title, _) = (keys.local("title", languages), keys.local("description", languages));
    let (minimum, maximum) = bounds(&mut keys);
    let field = Field {
        name: name.as_ref().map(|name| name.value.clone()).unwrap_or_default(),
        title,
        kind: kind.as_ref().map_or(FieldType::String, |kind| kind.value.0),
        reference: keys.one_of("ref", &REFERENCES),
        allowed: keys.texts("enum"),
        labels: labels(&mut keys, languages),
        minimum,
        maximum,
        required: keys.bool("required").unwrap_or(false),
        unit: keys.local("unit", languages),
        span: node.span,
    };
    keys.finish();
    let year = kind.as_ref().is_some_and(|kind| kind.value.1);
    let untyped = node.entries().is_some_and(|keys| keys.iter().all(|(key, _)| key.value != "type"));
    let mut described = DescribedField { field, year, typed: untyped || kind.is_some() };
    check_field(node, &described, diagnostics);
    // Told above; only texts name anything.
    if described.field.kind != FieldType::String {
        described.field.reference = None;
    }
    close_status(&mut described.field);
    Some((name?, described))
}

/// The least and the most that a cell may hold; neither where no number lies between.
fn bounds(keys: &mut Fields<'_, '_>) -> (Option<Decimal>, Option<Decimal>) {
    let (least, most) = (keys.decimal("minimum"), keys.decimal("maximum"));
    if let (Some(least), Some(most)) = (&least, &most)
        && least.value > most.value
    {
        keys.tell(say::crossed_bounds(
            least.span,
            &least.value.to_string(),
            (most.span, &most.value.to_string()),
        ));
        return (None, None);
    }
    (least.map(|bound| bound.value), most.map(|bound| bound.value))
}

fn labels(keys: &mut Fields<'_, '_>, languages: &[String]) -> Vec<(String, LocalText)> {
    let Some(mut words) = keys.map("labels", "the labels of a column") else { return Vec::new() };
    let mut labels = Vec::new();
    for (value, node) in words.free() {
        let text = fields::local_of(node, &value.value, languages, words.diagnostics());
        labels.extend(text.map(|text| (value.value.clone(), text)));
    }
    labels
}

/// A column called `status` can only have the values that questions as of a date know.
fn close_status(field: &mut Field) {
    if field.name == "status" && field.kind == FieldType::String && field.allowed.is_empty() {
        field.allowed = STATUS.map(|status| Located::new(status.to_owned(), field.span)).to_vec();
    }
}

/// Keys that the type does not have, labels of no value, a status that nobody knows.
fn check_field(node: &Node, described: &DescribedField, diagnostics: &mut Vec<Diagnostic>) {
    let field = &described.field;
    let entries = node.entries().unwrap_or(&[]);
    let number = matches!(field.kind, FieldType::Number | FieldType::Integer);
    let text = field.kind == FieldType::String;
    for (key, value) in entries.iter().filter(|_| described.typed) {
        match key.value.as_str() {
            "minimum" | "maximum" if !number => {
                diagnostics.push(say::key_of_other_type(key.span, &key.value, "numbers"));
            }
            "ref" | "labels" if !text => {
                diagnostics.push(say::key_of_other_type(key.span, &key.value, "text"));
            }
            "labels" if !field.allowed.is_empty() => check_labels(value, field, diagnostics),
            "enum" if value.items().is_some_and(<[Node]>::is_empty) => {
                diagnostics.push(say_field::empty_key(value.span, "enum"));
            }
            "enum" if text && field.name == "status" => check_status(value, diagnostics),
            _ => {}
        }
    }
}

fn check_labels(labels: &Node, field: &Field, diagnostics: &mut Vec<Diagnostic>) {
    let allowed = field.listed();
    for (value, _) in labels.entries().unwrap_or(&[]) {
        if !allowed.contains(&value.value.as_str()) {
            diagnostics.push(say::label_of_no_value(value.span, &value.value, &allowed));
        }
    }
}

fn check_status(values: &Node, diagnostics: &mut Vec<Diagnostic>) {
    for value in values.items().unwrap_or(&[]).iter().filter_map(Node::located_text) {
        if !STATUS.contains(&value.value.as_str()) {
            diagnostics.push(say_field::not_one_of(value.span, "status", &value.value, &STATUS));
        }
    }
}

/// Columns that are named and not described, or of a type that does not fit.
fn check_names(described: &Described, diagnostics: &mut Vec<Diagnostic>) {
    let names = names(described);
    let time = |kind| matches!(kind, FieldType::Date | FieldType::Period);
    let number = |kind| matches!(kind, FieldType::Number | FieldType::Integer);
    let any = |_| true;
    type Fits<'f> = &'f dyn Fn(FieldType) -> bool;
    let one = |key: &'static str, fits: Fits<'_>, wanted: &str, name: &Located<String>| {
        let Some(found) = described.fields.iter().find(|field| field.field.name == name.value) else {
            return Some(say::unknown_field(name.span, key, &name.value, &names));
        };
        let wrong = found.typed && !fits(found.field.kind);
        wrong.then(|| say::column_of_other_type(name.span, key, &name.value, wanted))
    };
    diagnostics.extend(described.primary_key.iter().filter_map(|name| one("primaryKey", &any, "", name)));
    diagnostics.extend(described.time.iter().filter_map(|name| one("time", &time, "dates or periods", name)));
    diagnostics.extend(described.measure.iter().filter_map(|name| one("measure", &number, "numbers", name)));
    diagnostics.extend(described.metric.iter().filter_map(|name| one("metric", &any, "", name)));
    let is_measure =
        |name: &&Located<String>| described.measure.iter().any(|known| known.value == name.value);
    let measured = described.primary_key.iter().filter(is_measure);
    diagnostics.extend(measured.map(|name| say::measure_in_key(name.span, &name.value)));
    for condition in described.schema.conflicts.iter().flat_map(|conflict| &conflict.filter) {
        diagnostics.extend(one("where", &any, "", &condition.column));
    }
}

fn names(described: &Described) -> Vec<&str> {
    described.fields.iter().map(|field| field.field.name.as_str()).collect()
}

/// Placeholders of units and of the attribution that stand for nothing.
fn check_wordings(described: &Described, node: &Node, file: &str, diagnostics: &mut Vec<Diagnostic>) {
    let names = names(described);
    for name in wording::columns(node, file, diagnostics) {
        if !names.contains(&name.value.as_str()) {
            diagnostics.push(say::unknown_field(name.span, "unit", &name.value, &names));
        }
    }
    wording::check_attribution(node, file, diagnostics);
}
