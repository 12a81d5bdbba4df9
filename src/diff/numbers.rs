//! Numbers in texts: references to facts that read otherwise, are new, or are gone.

use std::collections::{BTreeMap, BTreeSet};

use super::difference::{Kind, NumberChange, Side};
use crate::model::fact::Fact;
use crate::source::Span;

/// The references that differ, by file and wording. A state with mistakes has none to compare. Those to a dataset of another
/// name (`renamed`, by the new one) are held against each other all the same.
pub fn changes(old: Side<'_>, new: Side<'_>, renamed: &BTreeMap<&str, &str>) -> Vec<NumberChange> {
    if old.mistakes + new.mistakes > 0 {
        return Vec::new();
    }
    let (before, after) = (by_reference(old, renamed), by_reference(new, &BTreeMap::new()));
    let names: BTreeSet<&Reference<'_>> = before.keys().chain(after.keys()).collect();
    names.into_iter().filter_map(|name| change(name, before.get(name), after.get(name))).collect()
}

/// The file of a note, and a reference as it is written there.
type Reference<'s> = (&'s str, String);

/// What a reference reads as, and where it stands.
struct Said<'s> {
    page: &'s str,
    title: &'s str,
    text: &'s str,
    unit: &'s str,
    places: Vec<String>,
}

/// The references of a state by their words, in which datasets have their new names.
fn by_reference<'s>(side: Side<'s>, renamed: &BTreeMap<&str, &str>) -> BTreeMap<Reference<'s>, Said<'s>> {
    let mut said = BTreeMap::new();
    for (note, place) in side.site.notes.iter().zip(&side.site.places) {
        let file = side.sources.file(note.file).path.as_str();
        for (fact, span) in
            place.facts.iter().flat_map(|fact| fact.spans.iter().map(move |span| (fact, *span)))
        {
            let (page, title) = (place.url.as_str(), note.front.title.value.as_str());
            let new = || Said { page, title, text: &fact.text, unit: &fact.unit, places: Vec::new() };
            let written = written(side, (fact, span), renamed);
            said.entry((file, written)).or_insert_with(new).places.push(shown(side, span));
        }
    }
    said
}

fn written(side: Side<'_>, (fact, span): (&Fact, Span), renamed: &BTreeMap<&str, &str>) -> String {
    let (verb, inner) = (fact.verb.word(), side.sources.slice(span));
    let of_dataset = |was: &str| {
        let rest = inner.strip_prefix(was)?;
        rest.starts_with(['.', ' ']).then_some(rest)
    };
    let anew = renamed.iter().find_map(|(name, was)| Some(format!("{name}{}", of_dataset(was)?)));
    format!("{{{verb}}}`{}`", anew.as_deref().unwrap_or(inner))
}

fn shown(side: Side<'_>, span: Span) -> String {
    let (line, _) = side.sources.line_column(span.file, span.start);
    format!("{}:{line}", side.sources.shown_path(span.file))
}

fn change(name: &Reference<'_>, old: Option<&Said<'_>>, new: Option<&Said<'_>>) -> Option<NumberChange> {
    let kind = match (old, new) {
        (None, _) => Kind::Added,
        (_, None) => Kind::Removed,
        (Some(old), Some(new)) if (old.text, old.unit) != (new.text, new.unit) => Kind::Changed,
        _ => return None,
    };
    let other_unit = old.zip(new).is_some_and(|(old, new)| old.unit != new.unit);
    let text = |said: Option<&Said<'_>>| match said {
        Some(said) if other_unit => format!("{} ({})", said.text, said.unit),
        said => said.map_or(String::new(), |said| said.text.to_owned()),
    };
    let shown = new.or(old)?;
    Some(NumberChange {
        kind,
        page: shown.page.to_owned(),
        title: shown.title.to_owned(),
        places: shown.places.clone(),
        reference: name.1.clone(),
        old: text(old),
        new: text(new),
    })
}
