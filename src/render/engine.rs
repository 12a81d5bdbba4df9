//! The only door to tera: built-in templates, the site's own in their place, errors at their place.

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, Serializer};
use tera::{Context, ErrorKind, Kwargs, State, Tera};

pub use tera::Value;

use super::address::Addresses;
use super::{embedded, filters};
use crate::diag::catalog::template as mistake;
use crate::diag::{Checked, Diagnostic};
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
}

impl Engine {
    /// Reads the built-in templates and those of the site. A site's template that does not read is
    /// reported, and the built-in one takes its place.
    pub fn new(sources: &Sources, addresses: &Addresses) -> Checked<Engine> {
        let mut own = own_templates(sources);
        let mut diagnostics = Vec::new();
        loop {
            let mut tera = bare(addresses);
            let builtin = embedded::TEMPLATES.iter().filter(|(name, _)| !own.contains_key(*name)).copied();
            let texts = own.iter().map(|(name, id)| (name.as_str(), sources.file(*id).text()));
            let Err(error) = tera.add_raw_templates(builtin.chain(texts)) else {
                return Checked { value: Engine { tera, own }, diagnostics };
            };
            assert!(!own.is_empty(), "built-in templates read: {error}");
            let found = located(&error, &own, sources);
            own.retain(|_, id| found.as_ref().is_some_and(|(culprit, _)| culprit != id));
            let (file, diagnostic) = found.unwrap_or_else(|| unplaced(&error, sources));
            debug_assert!(diagnostic.span.file == file);
            diagnostics.push(diagnostic);
        }
    }

    /// Draws a page, as UTF-8.
    pub fn render(
        &self,
        name: &str,
        views: &[(&'static str, Value)],
        page: Drawing<'_>,
    ) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        for (key, view) in views {
            context.insert_value(*key, view.clone());
        }
        let mut drawn = Vec::with_capacity(USUAL_PAGE);
        let done = self.tera.render_to(name, &context, &mut drawn);
        done.map(|()| drawn).map_err(|error| self.explain(&error, page))
    }

    fn explain(&self, error: &tera::Error, page: Drawing<'_>) -> Diagnostic {
        let (span, message) = match error.kind() {
            ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
                let range = report.span().range.clone();
                let span = self.own.get(report.filename()).map(|id| Span::new(*id, range.start, range.end));
                (span, report.message().to_owned())
            }
            kind => (None, kind.to_string()),
        };
        let fallback = page.file.or_else(|| self.own.values().next().copied()).unwrap_or(FileId(0));
        say(span.unwrap_or(Span::whole(fallback)), &message, page.page)
    }
}

/// One of the catalogue's mistakes from the words of an error.
fn say(span: Span, message: &str, page: &str) -> Diagnostic {
    let lower = lowered(message);
    if lower.contains(filters::BAD_DATE_FORMAT) {
        return mistake::template_date_format(span, &lower, page);
    }
    let Some((before, after)) = lower.split_once(" is not defined") else {
        return mistake::template_failed(span, &lower, page);
    };
    let name = before.rsplit('`').nth(1).unwrap_or(before);
    let known: Vec<&str> = after.split_once(": ").map_or(Vec::new(), |(_, list)| list.split(", ").collect());
    mistake::template_undefined(span, name, &known, page)
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
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            (tpl.clone(), 0, 0, "it includes or extends itself".to_owned())
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
fn unplaced(error: &tera::Error, sources: &Sources) -> (FileId, Diagnostic) {
    let first = sources.below("templates").next().map_or(FileId(0), |(id, _)| id);
    let message = error.to_string();
    let line = message.trim_start_matches("error: ").lines().next().unwrap_or("");
    (first, mistake::template_syntax(Span::whole(first), &lowered(line)))
}

/// An engine with our filters and no templates.
fn bare(addresses: &Addresses) -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on([".html", ".htm", ".xml", ".svg"]);
    tera.register_filter("date", |text: &str, arguments: Kwargs, _: &State| {
        let format = arguments.must_get::<&str>("format")?;
        filters::date(text, format).map_err(tera::Error::message)
    });
    tera.register_filter("number", |value: String, arguments: Kwargs, _: &State| {
        let format = arguments.must_get::<&str>("format")?;
        filters::number(&value, format).map_err(tera::Error::message)
    });
    let addresses = addresses.clone();
    tera.register_filter("url", move |path: &str, _: Kwargs, _: &State| addresses.local(path));
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
