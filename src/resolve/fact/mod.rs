//! Facts in prose: binds every reference to the rows that answer it, and writes the value in the language
//! of its note.

mod asked;
mod time;
pub mod length;
mod listed;
mod when;
mod present;
mod left;
mod side;
pub mod style;
mod words;
mod age;
mod among;
mod addends;
mod alike;
mod whole;
mod ends;
mod reckon;

pub use self::addends::{says_all, whole_beside_parts};
use self::asked::{Asked, laid_over};
pub use self::length::{Length, unlike};
use super::page::Page;
use crate::diag::{catalog, nearest};
pub use crate::model::fact::filled;
use crate::model::fact::{self, Ask, Doubt, Flaw, Found, Mark, Verb, find};
use crate::model::figure::{ChartStyle, Head};
use crate::model::prose::{FactLink, Ref};
use crate::source::{Located, Span};

/// Binds a reference in prose; gives what fills its hole. A reference that cannot be bound was reported, and
/// leaves an empty place in a site that is not rendered.
pub fn hole(page: &mut Page<'_>, mark: &Mark) -> Ref {
    let place = bind(page, mark.verb, &mark.text);
    let words = place.map_or(String::new(), |place| page.facts[place as usize].text.clone());
    page.say(mark.number, words);
    let link = match place {
        _ if mark.linked => FactLink::Inside,
        Some(place) if !std::mem::replace(&mut page.facts[place as usize].leads_back, true) => {
            FactLink::First
        }
        _ => FactLink::Again,
    };
    Ref::Fact(page.id, place.unwrap_or(u32::MAX), link)
}

/// Binds a reference in an attribute.
pub fn alt_hole(page: &mut Page<'_>, mark: &Mark) -> Ref {
    let place = bind(page, mark.verb, &mark.text);
    Ref::FactText(page.id, place.unwrap_or(u32::MAX))
}

/// A text that is no Markdown, with its references as words.
pub fn text(page: &mut Page<'_>, raw: &Located<String>) -> String {
    if raw.span.file == page.raw().file {
        for (mark, word) in fact::loose(&raw.value) {
            let span = part(page, raw, &Found { verb: None, whole: mark.clone(), inner: mark.clone() });
            page.report(catalog::fact::loose_reference(span, &raw.value[mark], Some(word)));
        }
        for (whole, braced, code) in fact::doubts(&raw.value) {
            let written = &raw.value[whole.clone()];
            let span = part(page, raw, &Found { verb: None, whole: whole.clone(), inner: whole });
            let near = fact::meant(braced.word);
            if !braced.is_mark() && (near.is_some() || names_data(page, code)) {
                page.report(catalog::fact::unknown_verb(span, written, near));
            }
        }
    }
    let mut out = String::with_capacity(raw.value.len());
    let mut from = 0;
    while let Some(found) = find(&raw.value, from) {
        out.push_str(&raw.value[from..found.whole.start]);
        from = found.whole.end;
        let inner = raw.value[found.inner.clone()].to_owned();
        let Some(verb) = found.verb else {
            out.push_str(&inner);
            continue;
        };
        let span = part(page, raw, &found);
        if let Some(place) = bind(page, verb, &Located::new(inner, span)) {
            out.push_str(&page.facts[place as usize].text);
        }
    }
    out.push_str(&raw.value[from..]);
    out
}

/// Tells of a word in braces before code that names data.
pub fn check_doubt(page: &mut Page<'_>, doubt: &Doubt) {
    if names_data(page, &doubt.code) {
        page.report(catalog::fact::unknown_verb(doubt.braced.span, &doubt.braced.value, None));
    }
}

/// Whether code begins with the name of a dataset, or of a fact of the front matter.
fn names_data(page: &Page<'_>, code: &str) -> bool {
    let name = code.trim_start().split(|c: char| c == '.' || c.is_whitespace()).next().unwrap_or("");
    let named = page.raw().front.facts.iter().any(|(known, _)| known.value == name);
    named || page.ground.find_dataset(name).is_some()
}

/// The place of a reference in a text of front matter or of a figure: plain or between quotes, or as it is
/// found behind the start of the span; else the whole span.
fn part(page: &Page<'_>, raw: &Located<String>, found: &Found) -> Span {
    let text = page.ground.sources.file(raw.span.file).text();
    let behind = text.get(raw.span.start as usize..).unwrap_or("");
    let written = &raw.value[found.whole.clone()];
    match behind.find(written) {
        Some(at) => {
            let start = at + found.inner.start - found.whole.start;
            raw.span.part(start, start + found.inner.len())
        }
        None => raw.span,
    }
}

/// Title, dek, alternative text and note of a figure, with their references as words.
pub fn head(page: &mut Page<'_>, raw: &Head<Located<String>>, span: Span) -> Head<String> {
    let mut line = |text: &Option<String>| {
        let text = text.as_ref()?;
        Some(self::text(page, &Located::new(text.clone(), span)))
    };
    let (dek, alt, note) = (line(&raw.dek), line(&raw.alt), line(&raw.note));
    let title = text(page, &raw.title);
    Head { id: raw.id.value.clone(), title, dek, alt, note, as_of: raw.as_of.clone() }
}

/// The texts of a chart, with their references as words.
pub fn style(page: &mut Page<'_>, raw: &ChartStyle, span: Span) -> ChartStyle {
    let mut style = raw.clone();
    let texts = style.annotations.iter_mut().map(|remark| &mut remark.text);
    let texts = texts.chain(style.references.iter_mut().map(|(_, text)| text));
    let texts = texts.chain(style.breaks.iter_mut().map(|(_, text)| text));
    for words in texts.chain(style.quadrant.as_mut().map(|corner| &mut corner.text)) {
        if words.contains('}') {
            *words = text(page, &Located::new(words.clone(), span));
        }
    }
    style
}

/// Binds a reference; gives its place among the facts of the page.
fn bind(page: &mut Page<'_>, verb: Verb, text: &Located<String>) -> Option<u32> {
    let ask = match fact::read(&text.value, text.span) {
        Ok(ask) => ask,
        Err(flaw) => return refuse(page, &flaw),
    };
    let (verb, ask) = named(page, verb, ask)?;
    if let Some(as_of) = &ask.as_of {
        page.check_as_of(as_of);
    }
    let asked = Asked { verb, as_of: page.as_of(ask.as_of.as_ref()), ask, span: text.span };
    let mut fact = reckon::fact(page, &asked)?;
    fact.stale = age::check(page, &asked, &fact);
    Some(page.keep(fact))
}

/// Tells what is wrong with named facts that the texts of the note do not use. A lock holds no rows for them: what it
/// holds was checked when it was written.
pub fn check_unused(page: &mut Page<'_>) {
    let note = page.raw();
    let own = note.front.facts.iter().filter(|(name, _)| name.span.file == note.file);
    for (name, text) in own {
        if page.named.contains(name.value.as_str()) {
            continue;
        }
        let (verb, ask) = match fact::read_named(&text.value, text.span) {
            Ok(found) => found,
            Err(flaw) => {
                page.report(catalog::fact::bad_reference(flaw.span, flaw.slip));
                continue;
            }
        };
        if !page.sees_held(&ask.data.value) {
            let asked = Asked { verb, as_of: page.as_of(ask.as_of.as_ref()), ask, span: text.span };
            reckon::fact(page, &asked);
        }
    }
}

fn refuse<T>(page: &mut Page<'_>, flaw: &Flaw) -> Option<T> {
    page.report(catalog::fact::bad_reference(flaw.span, flaw.slip));
    None
}

/// The reference that a name of the front matter stands for, with what is said beside the name; any other
/// reference as it is.
fn named(page: &mut Page<'_>, verb: Verb, ask: Ask) -> Option<(Verb, Ask)> {
    let front = &page.raw().front.facts;
    if ask.name.is_some() {
        return Some((verb, ask));
    }
    let Some((name, text)) = front.iter().find(|(name, _)| name.value == ask.data.value) else {
        let known = page.ground.find_dataset(&ask.data.value).is_some();
        if known
            || page.ground.dataset_failed_to_load(&ask.data.value)
            || !ask.keys.is_empty() && front.is_empty()
        {
            return Some((verb, ask));
        }
        let names = front.iter().map(|(name, _)| name.value.as_str());
        let datasets = page.ground.datasets.iter().map(|bound| bound.dataset.name.as_str());
        let near = nearest(&ask.data.value, names.chain(datasets));
        page.report(catalog::fact::unknown_name(ask.data.span, &ask.data.value, near));
        return None;
    };
    page.named.insert(name.value.as_str());
    let (own, mut base) = match fact::read_named(&text.value, text.span) {
        Ok(found) => found,
        Err(flaw) => return refuse(page, &flaw),
    };
    if verb != own && verb != Verb::Fact {
        page.report(catalog::fact::other_verb(ask.data.span, &name.value, own.word()));
        return None;
    }
    base.keys = laid_over(&base.keys, &ask.keys);
    base.other = ask.other.or(base.other);
    base.as_of = ask.as_of.or(base.as_of);
    base.format = ask.format.or(base.format);
    Some((own, base))
}
