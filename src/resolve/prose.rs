//! Prose: fills the holes of a note with what they name.

use super::fact;
use super::links;
use super::names::Found;
use super::page::Page;
use crate::format::Lang;
use crate::model::body::{Body, Line};
use crate::model::fact::{filled, references};
use crate::model::prose::{Hole, Prose, RawRef, Ref, Target};
use crate::model::stage::{Bound, Raw};
use crate::source::Located;
use crate::words::phrase;

/// Binds a line.
pub fn line(page: &mut Page<'_>, line: &Line<Raw>) -> Line<Bound> {
    let prose = prose(page, &line.prose);
    let said = page.take_said();
    let plain = if said.is_empty() { line.plain.clone() } else { filled(&line.plain, &said) };
    Line { prose, plain, tickers: line.tickers.clone() }
}

/// Binds several lines.
pub fn lines(page: &mut Page<'_>, raw: &[Line<Raw>]) -> Vec<Line<Bound>> {
    raw.iter().map(|raw| line(page, raw)).collect()
}

/// Binds a body.
pub fn body(page: &mut Page<'_>, body: &Body<Raw>) -> Body<Bound> {
    Body {
        prose: prose(page, &body.prose),
        headings: body.headings.clone(),
        anchors: body.anchors.clone(),
        blocks: (0..body.blocks.len()).map(|block| page.figure(block)).collect(),
        plain: body.plain.clone(),
        code: body.code.clone(),
        tickers: body.tickers.clone(),
        misread: body.misread,
    }
}

fn prose(page: &mut Page<'_>, raw: &Prose<RawRef>) -> Prose<Ref> {
    raw.doubts.iter().for_each(|doubt| fact::check_doubt(page, doubt));
    let holes = raw.holes.iter().map(|hole| Hole { at: hole.at, fill: bind(page, &hole.fill) }).collect();
    Prose { html: raw.html.clone(), holes, doubts: Vec::new() }
}

fn bind(page: &mut Page<'_>, reference: &RawRef) -> Ref {
    match reference {
        RawRef::Href(link) => Ref::Address(links::by_path(page, link)),
        RawRef::Src(link) => Ref::Address(links::picture(page, link)),
        RawRef::Wiki(link) => Ref::Address(links::by_slug(page, link)),
        RawRef::WikiTitle(link, place) => title(page, link, *place),
        RawRef::Cite(keys) => cite(page, keys),
        RawRef::FigureLink(id, number) => figure_link(page, id, *number),
        RawRef::Block(block) => Ref::Figure(page.figure(*block)),
        RawRef::Fact(mark) => fact::hole(page, mark),
        RawRef::AltFact(mark) => fact::alt_hole(page, mark),
    }
}

/// The title of a note, in plain text too; where it is unknown, its link has said so already.
fn title(page: &mut Page<'_>, link: &Located<String>, place: u32) -> Ref {
    let note = match page.ground.names.find_any(&link.value) {
        Found::Note(note) => page.localized(note),
        _ => page.id,
    };
    // What the references of a title say is known once its own note is bound.
    let title = page.ground.notes[note.index()].front.title.as_ref().map(|title| title.value.as_str());
    let title = title.filter(|title| references(title).next().is_none());
    page.say(place, title.unwrap_or(&link.value).to_owned());
    Ref::Title(note)
}

fn cite(page: &mut Page<'_>, keys: &[Located<String>]) -> Ref {
    let mut numbers = Vec::with_capacity(keys.len());
    for key in keys {
        if let Some(source) = page.source(key) {
            numbers.push(page.cite(source));
        }
    }
    Ref::Cite(numbers)
}

/// A link to a figure; its name is said in plain text too.
fn figure_link(page: &mut Page<'_>, id: &Located<String>, place: u32) -> Ref {
    let found = page.find_figure(&id.value);
    match found {
        Ok(figure) => {
            let (kind, number) = page.figure_name(figure);
            let language = Lang::from_code(page.ground.config.code(page.raw().lang));
            page.say(place, phrase(language, kind.key(), &[("n", &number.to_string())]));
            Ref::FigureLink(figure)
        }
        Err(missing) => {
            page.say(place, String::new());
            page.report(missing.at(id));
            Ref::Address(Target::Here(String::new()))
        }
    }
}
