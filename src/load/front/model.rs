//! The keys that only models have.

use crate::load::fields::Fields;
use crate::model::note::{Model, ModelStatus};
use crate::model::stage::Raw;

/// The longest context that is believed, in tokens.
const LONGEST_CONTEXT: u64 = 1_000_000_000_000;

/// Takes them.
pub fn read(fields: &mut Fields<'_, '_>) -> Model<Raw> {
    let vendor = fields.located_text("vendor");
    let family = fields.text("family");
    let released = fields.date("released");
    let status = fields.one_of("status", &ModelStatus::ALL).map(|status| status.value);
    let parameters = fields.text("parameters");
    let context = fields.integer("context_tokens", 1..=LONGEST_CONTEXT);
    let (modalities_in, modalities_out) = modalities(fields);
    Model {
        vendor,
        family,
        released,
        status,
        parameters,
        context_tokens: context.map(|tokens| tokens.value),
        modalities_in,
        modalities_out,
        license: fields.text("license"),
        open_weights: fields.bool("open_weights"),
        supersedes: fields.located_text("supersedes"),
        also_known_as: fields.texts("also_known_as").into_iter().map(|name| name.value).collect(),
    }
}

fn modalities(fields: &mut Fields<'_, '_>) -> (Vec<String>, Vec<String>) {
    let Some(mut map) = fields.map("modalities", "`modalities`") else { return (Vec::new(), Vec::new()) };
    let mut words = |key| map.one_or_more(key).into_iter().map(|word| word.value).collect();
    let both = (words("in"), words("out"));
    map.finish();
    both
}
