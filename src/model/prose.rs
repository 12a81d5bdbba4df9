//! Prose: HTML made from Markdown once, with holes where it refers to something.

use super::fact::{Doubt, Mark};
use super::id::{AssetId, FigureId, LangId, NoteId, SourceId};
use crate::source::Located;

/// HTML with holes. It was made by us from Markdown and is safe to print as it is.
#[derive(Clone, Debug)]
pub struct Prose<H> {
    /// The HTML, with nothing where the holes are.
    pub html: String,
    /// The holes in order of their place.
    pub holes: Vec<Hole<H>>,
    /// Words in braces before code, which may be meant as references.
    pub doubts: Vec<Doubt>,
}

impl<H> Default for Prose<H> {
    fn default() -> Self {
        Prose { html: String::new(), holes: Vec::new(), doubts: Vec::new() }
    }
}

/// Something to be filled in.
#[derive(Clone, Debug)]
pub struct Hole<H> {
    /// Where in the HTML, in bytes.
    pub at: u32,
    /// With what.
    pub fill: H,
}

/// A reference as its author wrote it. Each says what is to stand in the hole.
#[derive(Clone, Debug)]
pub enum RawRef {
    /// The address for an `href` attribute: a path relative to the note's file, with a fragment or
    /// without, or only a fragment (`#price`), or a path from the site's root.
    Href(Located<String>),
    /// The address for a `src` attribute: a path relative to the note's file.
    Src(Located<String>),
    /// The address for an `href` attribute: a slug with a fragment or without (`[[gpt-4o#price]]`).
    Wiki(Located<String>),
    /// The title of the note that a slug names. A placeholder of this number stands for it in plain text.
    WikiTitle(Located<String>, u32),
    /// A citation: one or more keys of `sources.yaml`.
    Cite(Vec<Located<String>>),
    /// A whole link to a figure, with its name and number: `id`, or `note#id` for another note's.
    /// A placeholder of this number stands for it in plain text.
    FigureLink(Located<String>, u32),
    /// A figure or table: its place in [`Body::blocks`].
    Block(usize),
    /// A fact.
    Fact(Mark),
    /// A fact in words alone, for an attribute.
    AltFact(Mark),
}

/// How a fact may be linked to its entry in the list of its page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FactLink {
    /// Not at all: it stands in a link already.
    Inside,
    /// There and back: it stands here first.
    First,
    /// There: its entry leads back to an earlier place.
    Again,
}

/// A reference bound to what it names.
#[derive(Clone, Debug)]
pub enum Ref {
    /// The address of a target, for an attribute.
    Address(Target),
    /// The title of a note, as text.
    Title(NoteId),
    /// Numbers of the page's source list, from 1, as a citation.
    Cite(Vec<u32>),
    /// A link to a figure with its name and number.
    FigureLink(FigureId),
    /// The figure itself.
    Figure(FigureId),
    /// A fact: its note, its place among the facts of the note, and how it may be linked.
    Fact(NoteId, u32, FactLink),
    /// The words of a fact, for an attribute.
    FactText(NoteId, u32),
}

/// What an address can lead to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// A note, at an anchor or at its top.
    Note(NoteId, Option<String>),
    /// A place on the page itself.
    Here(String),
    /// A copied file.
    Asset(AssetId),
    /// A page by its path below the base (`usage/`), for generated pages.
    Page(String),
}

/// The numbered source list of a page.
#[derive(Clone, Debug, Default)]
pub struct Citations {
    /// The sources in order of first use; number 1 is the first.
    pub order: Vec<SourceId>,
}

/// A language edition of the same note.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Edition {
    /// Its language.
    pub lang: LangId,
    /// The note.
    pub note: NoteId,
}
