//! Levels of checks, as `site.yaml` and notes set them.

use super::fields::Fields;
use crate::diag::catalog::config as say;
use crate::diag::catalog::fields::not_one_of;
use crate::diag::{Level, explain};
use crate::source::Located;

/// Takes the key `checks`: a map from checks to levels.
pub fn read(fields: &mut Fields<'_, '_>) -> Vec<(Located<String>, Level)> {
    let Some(mut map) = fields.map("checks", "the list of checks") else { return Vec::new() };
    let mut checks = Vec::new();
    for (name, node) in map.free() {
        let word = node.text().unwrap_or(node.shape());
        match (explain::find(&name.value), Level::of(word)) {
            (None, _) => map.tell(say::unknown_check(name.span, &name.value)),
            (Some(check), _) if check.level.is_none() => {
                map.tell(say::fixed_check(name.span, &name.value));
            }
            (_, Some(level)) => checks.push((name.clone(), level)),
            (_, None) => {
                let known = Level::ALL.map(|(word, _)| word);
                map.tell(not_one_of(node.text_span(), &name.value, word, &known));
            }
        }
    }
    checks
}
