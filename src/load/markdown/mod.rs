//! Markdown to HTML with holes: the text of notes, and texts of one line in front matter.
//!
//! One pass over the parser's events writes the HTML, the plain text, the headings and the figures.
//! Every tag and attribute is written here; HTML of the author's is text, or written anew from a list of tags.

mod cjk;
mod cite;
mod depth;
mod escape;
mod labels;
mod link;
mod tag;
mod scan;
mod open;
mod reading;
mod smart;
mod place;
mod footnote;
mod writer;
mod run;
mod table;
mod fact;
mod inline;
mod html;
mod block;
mod marks;
#[cfg(feature = "highlight")]
mod languages;
#[cfg(feature = "highlight")]
mod highlight;
mod code;
mod math;
mod walk;

pub use reading::Reading;

use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser};

use crate::diag::catalog::markdown as say;
use crate::diag::{Checked, Diagnostic};
use crate::load::slip;
use crate::load::written::Written;
use crate::model::body::{Body, Line};
use crate::model::prose::{Prose, RawRef};
use crate::model::stage::Raw;
use crate::source::Span;

use cjk::{SHIM, shim};
use link::Definitions;
use place::Place;
use walk::Walk;
use writer::Writer;

/// The longest text of a note, in bytes.
const LONGEST: usize = 2 * 1024 * 1024;

/// Reads the text of a note, which stands at a span of its file.
pub fn body(text: &str, at: Span, reading: Reading<'_>) -> Checked<Body<Raw>> {
    let written = Written::plain(text, at);
    if let Some(refused) = refuse(&written, at) {
        return Checked { value: nothing(), diagnostics: vec![refused] };
    }
    let shimmed = shim(text);
    let place = Place::new(&written, &shimmed, 0);
    let mut writer = Writer::new(&place, reading);
    let undefined = RefCell::default();
    let (definitions, events) = parse(&shimmed.text, reading.math, &undefined);
    writer.definitions = definitions;
    let mut walk = Walk::new(&mut writer, true);
    for (event, range) in events {
        walk.event(event, range);
    }
    writer.tell_undefined(undefined.take());
    writer.leave_part();
    writer.end_run();
    writer.shift_headings();
    writer.write_footnotes();
    finish(writer)
}

/// Reads a text of one line: no headings, lists or tables, whatever it begins with.
pub fn line(text: &str, at: Span, reading: Reading<'_>) -> Checked<Line<Raw>> {
    let one_line = one_line(text);
    let written = Written::read(&one_line, at, reading.raw(at));
    if let Some(refused) = refuse(&written, at) {
        return Checked {
            value: Line { prose: Prose::default(), plain: String::new(), tickers: Vec::new() },
            diagnostics: vec![refused],
        };
    }
    let shimmed = shim(&one_line);
    // A letter in front: what follows cannot begin a block.
    let lead = format!("{SHIM} ");
    let ready = format!("{lead}{}", shimmed.text);
    let place = Place::new(&written, &shimmed, lead.len());
    let mut writer = Writer::new(&place, reading);
    let mut walk = Walk::new(&mut writer, false);
    let undefined = RefCell::default();
    for (event, range) in parse(&ready, reading.math, &undefined).1 {
        walk.event(event, range);
    }
    writer.tell_undefined(undefined.take());
    writer.leave_part();
    writer.end_run();
    let space = writer.prose.html.len() - writer.prose.html.trim_start().len();
    let mut prose = writer.prose;
    let space = prose.holes.first().map_or(space, |hole| space.min(hole.at as usize));
    prose.html.drain(..space);
    prose.holes.iter_mut().for_each(|hole| hole.at -= space as u32);
    let plain = cite::closed(writer.plain).trim().to_owned();
    let line = Line { prose, plain, tickers: writer.tickers };
    Checked { value: line, diagnostics: writer.diagnostics }
}

/// What the parser is to know.
pub(crate) fn options(math: bool) -> Options {
    let always = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS;
    if math { always | Options::ENABLE_MATH } else { always }
}

/// The definitions of links by reference, and the parser's events with their ranges; citations come as links of an
/// unknown kind.
///
/// What looks like a link by reference and has no definition is put into `undefined` on the way.
fn parse<'t>(
    text: &'t str,
    math: bool,
    undefined: &'t RefCell<Vec<Range<usize>>>,
) -> (Definitions, impl Iterator<Item = (Event<'t>, Range<usize>)>) {
    let citation = move |link: BrokenLink<'_>| {
        let is_citation = cite::is_citation(&link.reference);
        if link.link_type == LinkType::Reference && !is_citation && is_meant(text, &link.span) {
            undefined.borrow_mut().push(link.span);
        }
        is_citation.then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    let parser = Parser::new_with_broken_link_callback(text, options(math), Some(citation));
    let definitions = parser.reference_definitions().iter();
    let definitions = definitions.map(|(name, found)| (name.to_lowercase(), found.span.clone())).collect();
    let events = parser.into_offset_iter().map(|(event, range)| {
        let referred = text.as_bytes().get(range.start) == Some(&b'&');
        (if referred { without_strays(event) } else { event }, range)
    });
    (definitions, events)
}

/// Whether `[words][name]` is meant as a link: not as places in a list, `x[i][0]` or `[1][2]`.
fn is_meant(text: &str, span: &Range<usize>) -> bool {
    let before = text[..span.start].chars().next_back();
    let label = text[span.clone()].rsplit('[').next().unwrap_or("");
    before.is_none_or(|c| !c.is_ascii_alphanumeric() && !"])\\".contains(c))
        && label.chars().filter(|c| c.is_alphabetic()).count() > 1
}

/// The character that `&#27;` and its like stand for, where it has business in a text. Written as they are, strays are
/// told and refused.
fn without_strays(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Text(text) if text.contains(slip::is_stray) => {
            Event::Text(text.replace(slip::is_stray, "\u{fffd}").into())
        }
        event => event,
    }
}

/// What is said of a text that is not read at all.
fn refuse(written: &Written<'_>, at: Span) -> Option<Diagnostic> {
    if written.text.len() > LONGEST {
        return Some(say::too_many(Span { end: at.start, ..at }, "bytes", LONGEST));
    }
    let deep = depth::too_deep(written.text)?;
    Some(say::nested_too_deep(written.span_of(deep..deep + 1), depth::DEEPEST))
}

/// A text without line ends; between wide characters they leave no space.
fn one_line(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains(['\n', '\r']) {
        return text.into();
    }
    let mut joined = String::with_capacity(text.len());
    for line in text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()) {
        let wide = joined.chars().next_back().zip(line.chars().next());
        if wide.is_some_and(|(before, after)| !cjk::joins(before, after)) {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined.into()
}

fn nothing() -> Body<Raw> {
    Body {
        prose: Prose::<RawRef>::default(),
        headings: Vec::new(),
        anchors: Vec::new(),
        blocks: Vec::new(),
        plain: String::new(),
        code: String::new(),
        tickers: Vec::new(),
        misread: true,
    }
}

fn finish(writer: Writer<'_>) -> Checked<Body<Raw>> {
    let mut plain = cite::closed(writer.plain);
    plain.truncate(plain.trim_end().len());
    plain.shrink_to_fit();
    let mut prose = writer.prose;
    prose.html.shrink_to_fit();
    let body = Body {
        prose,
        headings: writer.headings,
        anchors: writer.ids.into_sorted(),
        blocks: writer.blocks,
        plain,
        code: writer.code,
        tickers: writer.tickers,
        misread: writer.misread,
    };
    Checked { value: body, diagnostics: writer.diagnostics }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod soup;
