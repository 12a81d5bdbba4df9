//! Rating scales: labels from best to worst, with their words and ranges.

use crate::diag::Diagnostic;
use crate::diag::catalog::config as say;
use crate::load::fields::{Fields, local_of, text_of};
use crate::load::name;
use crate::load::node::Node;
use crate::model::config::{RatingLabel, RatingScale};
use crate::model::text::LocalText;
use crate::source::Located;

/// How many labels a scale may have.
const MOST: usize = 20;

/// Reads the scales in file order.
pub fn read(fields: &mut Fields<'_, '_>, languages: &[String]) -> Vec<RatingScale> {
    let Some(mut map) = fields.map("rating_scales", "the list of rating scales") else { return Vec::new() };
    let entries = map.free();
    entries.iter().map(|(key, node)| scale(key, node, languages, map.diagnostics())).collect()
}

fn scale(
    key: &Located<String>,
    node: &Node,
    languages: &[String],
    diagnostics: &mut Vec<Diagnostic>,
) -> RatingScale {
    let mut fields = Fields::new(node, "a rating scale", diagnostics);
    check_key(key, &mut fields);
    fields.require("labels");
    let horizon = fields.local("horizon", languages);
    let benchmark = fields.local("benchmark", languages);
    let mut labels = labels(&mut fields);
    for (place, node) in of_labels(&mut fields, "ranges", &labels) {
        labels[place].range = text_of(node, "ranges", fields.diagnostics()).map(|text| text.value);
    }
    for (place, node) in of_labels(&mut fields, "names", &labels) {
        if let Some(name) = local_of(node, "names", languages, fields.diagnostics()) {
            labels[place].name = name;
        }
    }
    let definition = fields.local("definition", languages);
    fields.finish();
    RatingScale { name: key.value.clone(), labels, horizon, benchmark, definition }
}

/// Names of scales and labels are written as `scale.label`.
fn check_key(key: &Located<String>, fields: &mut Fields<'_, '_>) {
    if name::flaw(&key.value).is_some() || key.value.contains('.') {
        fields.tell(say::bad_key(key.span, &key.value, "buy"));
    }
}

fn labels(fields: &mut Fields<'_, '_>) -> Vec<RatingLabel> {
    let mut labels: Vec<RatingLabel> = Vec::new();
    for label in fields.texts("labels") {
        check_key(&label, fields);
        if labels.iter().any(|known| known.key == label.value) {
            fields.tell(say::listed_twice(label.span, "labels", &label.value));
            continue;
        }
        if labels.len() == MOST {
            fields.tell(say::too_many_entries(label.span, "labels", MOST));
            break;
        }
        labels.push(RatingLabel {
            name: LocalText::plain(label.value.clone()),
            key: label.value,
            range: None,
        });
    }
    labels
}

/// The entries of a map by label, each with the place of its label; other keys are told.
fn of_labels<'n>(
    fields: &mut Fields<'n, '_>,
    key: &'static str,
    labels: &[RatingLabel],
) -> Vec<(usize, &'n Node)> {
    let Some(mut map) = fields.map(key, "the scale") else { return Vec::new() };
    let mut found = Vec::new();
    for (label, node) in map.free() {
        match labels.iter().position(|known| known.key == label.value) {
            Some(place) => found.push((place, node)),
            None => {
                let known: Vec<&str> = labels.iter().map(|label| label.key.as_str()).collect();
                map.tell(say::unknown_label(label.span, &label.value, &known));
            }
        }
    }
    found
}
