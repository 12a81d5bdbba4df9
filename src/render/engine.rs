//! The only door to tera: built-in templates, the site's own in their place, errors at their place.

mod conditions;

use std::collections::BTreeMap;
use std::io;

use serde::ser::{Serialize, SerializeMap, Serializer};
use tera::{Context, ErrorKind, Kwargs, State, Tera};

pub use tera::Value;

use conditions::Conditions;

use super::address::Addresses;
use super::{embedded, filters};
use crate::diag::catalog::template as mistake;
use crate::diag::{Checked, Diagnostic, nearest};
use crate::source::{Content, FileId, Sources, Span};

/// HTML made by us, printed as it is. Everything else is escaped.
#[derive(Clone, Debug, Default)]
pub struct Html(pub String);

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::safe_string(&self.0).serialize(serializer)
    }
}

/// A value that templates see, made once and shared from then on.
pub fn shared(value: &impl Serialize) -> Value {
    Value::try_from_serializable(value).expect("views are structs of texts, numbers and lists")
}

/// The room that most pages fit in, in bytes.
const USUAL_PAGE: usize = 32 << 10;

/// The most bytes of a page: what limits on notes and figures let pass is far smaller.
const MOST_PAGE: usize = 64 << 20;

/// The most templates of a site's own: each may lead to the next, and the engine follows them all at once.
const MOST_TEMPLATES: usize = 400;

/// A page being drawn, for messages.
#[derive(Clone, Copy)]
pub struct Drawing<'p> {
    /// The note's file, or the page's address.
    pub page: &'p str,
    /// The note's file, where it is a note's page.
    pub file: Option<FileId>,
}

/// All templates, read.
pub struct Engine {
    tera: Tera,
    own: BTreeMap<String, FileId>,
    texts: BTreeMap<FileId, String>,
    conditions: Conditions,
}

impl Engine {
    /// Reads the built-in templates and those of the site. A site's template that does not read is
    /// reported, and the built-in one takes its place.
    pub fn new(sources: &Sources, addresses: &Addresses) -> Checked<Engine> {
        let mut own = own_templates(sources);
        let mut diagnostics = unused(&own, sources);
        if let Some(first) = own.values().nth(MOST_TEMPLATES).copied() {
            let problem = format!("the site has more than the limit of {MOST_TEMPLATES} templates");
            diagnostics = vec![mistake::template_syntax(Span::whole(first), &problem)];
            own.clear();
        }
        let mut broken: Vec<String> = Vec::new();
        loop {
            let mut tera = bare(addresses);
            let builtin = embedded::TEMPLATES.iter().filter(|(name, _)| !own.contains_key(*name)).copied();
            let texts = own.iter().map(|(name, id)| (name.as_str(), sources.file(*id).text()));
            let Err(error) = tera.add_raw_templates(builtin.chain(texts)) else {
                let conditions = Conditions::of(&own, sources);
                let texts = own.values().map(|id| (*id, sources.file(*id).text().to_owned())).collect();
                return Checked { value: Engine { tera, own, texts, conditions }, diagnostics };
            };
            assert!(!own.is_empty(), "built-in templates read: {error}");
            let found = located(&error, &own, sources);
            let is_out = |id: &FileId| found.as_ref().is_none_or(|(culprit, _)| culprit == id);
            let out: Vec<String> =
                own.iter().filter(|(_, id)| is_out(id)).map(|(name, _)| name.clone()).collect();
            own.retain(|_, id| !is_out(id));
            let diagnostic = found.map_or_else(|| unplaced(&error, sources), |(_, diagnostic)| diagnostic);
            // That a template which was told of and taken out is missing elsewhere is no mistake of its own.
            if !broken.iter().any(|name| diagnostic.message.contains(&format!("`{name}`"))) {
                diagnostics.push(diagnostic);
            }
            broken.extend(out);
        }
    }

    /// The site's own templates.
    pub fn own(&self) -> impl Iterator<Item = FileId> {
        self.own.values().copied()
    }

    /// Draws a page, as UTF-8.
    pub fn render(
        &self,
        name: &str,
        views: &[(&'static str, Value)],
        page: Drawing<'_>,
    ) -> Result<Vec<u8>, Diagnostic> {
        if let Some(misspelt) = self.conditions.misspelt(name, views, page.page) {
            return Err(misspelt);
        }
        let mut context = Context::new();
        for (key, view) in views {
            context.insert_value(*key, view.clone());
        }
        let mut drawn = Bounded(Vec::with_capacity(USUAL_PAGE));
        let done = self.tera.render_to(name, &context, &mut drawn);
        done.map(|()| drawn.0).map_err(|error| match error.kind() {
            ErrorKind::Io(io::ErrorKind::FileTooLarge) => {
                mistake::page_too_large(Span::whole(self.fallback(page)), page.page, MOST_PAGE)
            }
            _ => self.explain(&error, name, page),
        })
    }

    /// Where a mistake is told that has no place in a template.
    fn fallback(&self, page: Drawing<'_>) -> FileId {
        page.file.or_else(|| self.own.values().next().copied()).unwrap_or(FileId(0))
    }

    fn explain(&self, error: &tera::Error, template: &str, page: Drawing<'_>) -> Diagnostic {
        let (span, message) = match error.kind() {
            ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
                let range = report.span().range.clone();
                let span = self.own.get(report.filename()).map(|id| Span::new(*id, range.start, range.end));
                (span, report.message().to_owned())
            }
            kind => (None, kind.to_string()),
        };
        let own = self.own.get(template).copied();
        let way = span.and_then(|span| way(self.texts.get(&span.file)?, span));
        let span = span.unwrap_or(Span::whole(own.unwrap_or_else(|| self.fallback(page))));
        say(span, (&message, way), page.page)
    }
}

/// A page that does not grow beyond [`MOST_PAGE`].
struct Bounded(Vec<u8>);

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MOST_PAGE {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The whole of a name (`note.extra.a`) whose last part stands at a place of a template.
fn way(template: &str, last: Span) -> Option<&str> {
    let (start, end) = (last.start as usize, last.end as usize);
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let before = template.get(..start)?;
    template.get(before.trim_end_matches(is_part).len()..end).filter(|way| way.chars().all(is_part))
}

/// One of the catalogue's mistakes from the words of an error. `way`: the whole of the name that it is about.
fn say(span: Span, (message, way): (&str, Option<&str>), page: &str) -> Diagnostic {
    let lower = lowered(message);
    if lower.contains(filters::BAD_DATE_FORMAT) {
        return mistake::template_date_format(span, &lower, page);
    }
    let Some((before, after)) = lower.split_once(" is not defined") else {
        return mistake::template_failed(span, &lower, page);
    };
    let name = before.rsplit('`').nth(1).unwrap_or(before);
    let known: Vec<&str> = after.split_once(": ").map_or(Vec::new(), |(_, list)| list.split(", ").collect());
    mistake::template_undefined(span, (name, way.unwrap_or(name)), &known, page)
}

/// A message as our messages are: lower case, no full stop.
fn lowered(message: &str) -> String {
    let mut letters = message.trim_end_matches('.').chars();
    let first = letters.next().map(|letter| letter.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

/// The site's own templates by name.
fn own_templates(sources: &Sources) -> BTreeMap<String, FileId> {
    sources
        .below("templates")
        .filter(|(_, file)| matches!(file.content, Content::Text(_)))
        .filter_map(|(id, file)| Some((file.path.as_str().strip_prefix("templates/")?.to_owned(), id)))
        .collect()
}

/// Templates of the site that take the place of no built-in one and that no other names.
fn unused(own: &BTreeMap<String, FileId>, sources: &Sources) -> Vec<Diagnostic> {
    let builtin = || embedded::TEMPLATES.iter().map(|(name, _)| *name);
    let near = |name: &str| {
        let meant = nearest(stem(name), builtin().map(stem))?;
        builtin().find(|known| stem(known) == meant)
    };
    let is_named = |name: &str| {
        let quoted = [format!("\"{name}\""), format!("'{name}'")];
        let others = own.iter().filter(|(other, _)| *other != name);
        others.into_iter().any(|(_, id)| quoted.iter().any(|name| sources.file(*id).text().contains(name)))
    };
    let idle = own.iter().filter(|(name, _)| builtin().all(|known| known != *name) && !is_named(name));
    idle.map(|(name, id)| mistake::unused_template(Span::whole(*id), name, near(name))).collect()
}

/// The name of a template without its folder and ending.
fn stem(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.split('.').next().unwrap_or(file)
}

/// The first of the site's templates that an error names.
fn located(
    error: &tera::Error,
    own: &BTreeMap<String, FileId>,
    sources: &Sources,
) -> Option<(FileId, Diagnostic)> {
    let (name, start, end, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = report.span().range.clone();
            (report.filename().to_owned(), range.start, range.end, report.message().to_owned())
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            circle(tpl, inheritance_chain, "extends", own, sources)?
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            circle(tpl, include_chain, "includes", own, sources)?
        }
        ErrorKind::MissingParent { current, parent } => {
            (current.clone(), 0, 0, format!("it extends `{parent}`, which is not there"))
        }
        kind => {
            let text = kind.to_string();
            let places =
                text.match_indices("--> ").filter_map(|(at, _)| place(&text[at + 4..], own, sources));
            let (name, at) = places.into_iter().next()?;
            let message = text.trim_start_matches("error: ").lines().next().unwrap_or("").to_owned();
            (name, at, at, message)
        }
    };
    let id = *own.get(&name)?;
    Some((id, mistake::template_syntax(Span::new(id, start, end), &lowered(&message))))
}

/// Where templates lead back to where they began: the first of the site's in the round, the place in it of the next,
/// and what is to be said.
fn circle(
    start: &str,
    chain: &[String],
    verb: &str,
    own: &BTreeMap<String, FileId>,
    sources: &Sources,
) -> Option<(String, usize, usize, String)> {
    // The way to the round may stand before it; then the start stands twice.
    let ends = chain.iter().position(|name| name == start).zip(chain.iter().rposition(|name| name == start));
    let within = ends.filter(|(first, last)| first < last).map_or(chain, |(first, last)| &chain[first..last]);
    let behind = within.iter().map(String::as_str).filter(|name| *name != start);
    let mut round: Vec<&str> = std::iter::once(start).chain(behind).collect();
    let first = round.iter().position(|name| own.contains_key(*name))?;
    round.rotate_left(first);
    round.push(round[0]);
    let text = sources.file(own[round[0]]).text();
    let next = text.find(&format!("\"{}\"", round[1])).or_else(|| text.find(&format!("'{}'", round[1])));
    let place = next.map_or((0, 0), |at| (at, at + round[1].len() + 2));
    let steps: Vec<String> = round.iter().map(|name| format!("`{name}`")).collect();
    Some((round[0].to_owned(), place.0, place.1, format!("it {verb} itself: {}", steps.join(" → "))))
}

/// Reads `name:line:column` and finds the byte it means.
fn place(text: &str, own: &BTreeMap<String, FileId>, sources: &Sources) -> Option<(String, usize)> {
    let mut parts = text.lines().next()?.trim().rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let name = parts.next()?.trim_start_matches(['[', ' ']).to_owned();
    let source = sources.file(*own.get(&name)?).text();
    let start: usize = source.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = source.get(start..)?;
    let offset = rest.char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at);
    Some((name, start + offset))
}

/// An error that names none of the site's templates; it is said at the first of them.
fn unplaced(error: &tera::Error, sources: &Sources) -> Diagnostic {
    let first = sources.below("templates").next().map_or(FileId(0), |(id, _)| id);
    let message = error.to_string();
    let line = message.trim_start_matches("error: ").lines().next().unwrap_or("");
    mistake::template_syntax(Span::whole(first), &lowered(line))
}

/// An engine with our filters and no templates.
fn bare(addresses: &Addresses) -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on([".html", ".htm", ".xml", ".svg"]);
    // A day of ours is a map of its ISO form and its words.
    tera.register_filter("date", |day: Value, arguments: Kwargs, _: &State| {
        let format = arguments.must_get::<&str>("format")?;
        let iso = day.get_from_path("iso").map_or_else(|| day.to_string(), ToString::to_string);
        filters::date(&iso, format).map_err(tera::Error::message)
    });
    tera.register_filter("number", |value: String, arguments: Kwargs, _: &State| {
        let format = arguments.must_get::<&str>("format")?;
        filters::number(&value, format).map_err(tera::Error::message)
    });
    let addresses = addresses.clone();
    tera.register_filter("url", move |path: &str, _: Kwargs, _: &State| {
        addresses.local(path.strip_prefix('/').unwrap_or(path))
    });
    tera.register_filter("group_by", |values: Vec<Value>, arguments: Kwargs, _: &State| {
        let attribute = arguments.must_get::<&str>("attribute")?;
        group_by(&values, attribute)
    });
    tera
}

/// Values by an attribute, groups in order of first appearance (tera's own have no order).
fn group_by(values: &[Value], attribute: &str) -> Result<Value, tera::Error> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
    for value in values {
        let Some(key) = value.get_from_path(attribute) else {
            return Err(tera::Error::message(format!("Field `{attribute}` is not defined")));
        };
        let key = key.to_string();
        let place = *places.entry(key.clone()).or_insert(groups.len());
        if place == groups.len() {
            groups.push((key, Vec::new()));
        }
        groups[place].1.push(value.clone());
    }
    Value::try_from_serializable(&Groups(groups))
}

struct Groups(Vec<(String, Vec<Value>)>);

impl Serialize for Groups {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, values) in &self.0 {
            map.serialize_entry(key, values)?;
        }
        map.end()
    }
}
