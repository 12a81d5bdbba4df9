//! Names in conditions that are not there: to the engine no mistake, the condition never holds, without a word.

use std::collections::{BTreeMap, BTreeSet};

use tera::Value;

use crate::diag::Diagnostic;
use crate::diag::catalog::template as mistake;
use crate::render::embedded;
use crate::render::names::{self, Asked, Names};
use crate::source::{FileId, Sources, Span};

/// What templates see in one form on every page that has it, so that a field which is not there is on no page.
const OF_ONE_FORM: [&str; 8] = ["site", "page", "w", "note", "home", "dataset", "dashboard", "ticker"];

/// The conditions of the site's own templates.
#[derive(Default)]
pub struct Conditions {
    asked: Vec<Condition>,
    /// The roots of all names that are given somewhere.
    known: BTreeSet<String>,
}

/// What a condition of one of the site's templates asks for.
struct Condition {
    template: String,
    file: FileId,
    asked: Asked,
}

impl Conditions {
    /// Reads the conditions of templates, by name.
    pub fn of(own: &BTreeMap<String, FileId>, sources: &Sources) -> Conditions {
        if own.is_empty() {
            return Conditions::default();
        }
        let builtin: Vec<Names> = embedded::TEMPLATES.iter().map(|(_, text)| names::names(text)).collect();
        let read = |(name, file): (&String, &FileId)| {
            (name.clone(), *file, names::names(sources.file(*file).text()))
        };
        let own: Vec<(String, FileId, Names)> = own.iter().map(read).collect();
        let all = builtin.iter().chain(own.iter().map(|(_, _, names)| names));
        let given: BTreeSet<String> = all.flat_map(|names| names.given.iter().cloned()).collect();
        let mut asked = Vec::new();
        for (template, file, names) in own {
            // What a part of a page asks for may be given where it is included.
            let given = if template.contains('/') { &given } else { &names.given };
            let conditions = names.asked.into_iter().filter(|asked| !given.contains(asked.root()));
            asked.extend(conditions.map(|asked| Condition { template: template.clone(), file, asked }));
        }
        let mentioned = builtin.into_iter().flat_map(|names| names.mentioned);
        Conditions { asked, known: mentioned.chain(given).collect() }
    }

    /// The first name that a condition on a page asks for and nobody gives.
    pub fn misspelt(
        &self,
        template: &str,
        views: &[(&'static str, Value)],
        page: &str,
    ) -> Option<Diagnostic> {
        let is_drawn = |of: &str| of == template || of.contains('/') || of == "base.html";
        let mut drawn = self.asked.iter().filter(|condition| is_drawn(&condition.template));
        drawn.find_map(|Condition { file, asked, .. }| {
            let root = asked.root();
            let (place, lacking, known) = match views.iter().find(|(view, _)| *view == root) {
                Some((_, value)) if OF_ONE_FORM.contains(&root) => lacking(value, &asked.name)?,
                None if !self.known.contains(root) => {
                    (0, root, views.iter().map(|(view, _)| *view).collect())
                }
                _ => return None,
            };
            let start = asked.start + place;
            let span = Span::new(*file, start, start + lacking.len());
            Some(mistake::template_undefined(span, (lacking, &asked.name), &known, page))
        })
    }
}

/// The first field of a way into a value that is not there: where it stands in the way, what it is called, and what
/// there is. Below `extra` anything may be there or not.
fn lacking<'a>(value: &'a Value, name: &'a str) -> Option<(usize, &'a str, Vec<&'a str>)> {
    let mut fields = name.split('.');
    let mut place = fields.next()?.len() + 1;
    let mut value = value;
    for field in fields.take_while(|field| *field != "extra") {
        let map = value.as_map()?;
        let Some(next) = value.get_from_path(field) else {
            let mut known: Vec<&str> = map.keys().filter_map(|key| key.as_str()).collect();
            known.sort_unstable();
            return Some((place, field, known));
        };
        (value, place) = (next, place + field.len() + 1);
    }
    None
}
