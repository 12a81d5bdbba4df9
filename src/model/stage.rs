//! The two stages of a note: as its author wrote it, and bound to what it names.

use std::fmt::Debug;

use super::config::Rating;
use super::figure::Block;
use super::id::{AuthorId, FigureId, NoteId, SourceId};
use super::prose::{RawRef, Ref};
use crate::source::Located;

/// What stands for a reference at a stage.
pub trait Stage: Clone + Debug + 'static {
    /// A reference to a note.
    type Note: Clone + Debug;
    /// A reference to a source.
    type Source: Clone + Debug;
    /// A reference to an author.
    type Author: Clone + Debug;
    /// A label of a rating scale.
    type Rating: Clone + Debug;
    /// A reference in prose.
    type Hole: Clone + Debug;
    /// A figure or table of a body.
    type Block: Clone + Debug;
    /// A field that is required: a translation may leave it to the original.
    type Must<T: Clone + Debug>: Clone + Debug;
}

/// As the author wrote it: names with their places.
#[derive(Clone, Debug)]
pub struct Raw;

impl Stage for Raw {
    type Note = Located<String>;
    type Source = Located<String>;
    type Author = Located<String>;
    type Rating = Located<String>;
    type Hole = RawRef;
    type Block = Block;
    type Must<T: Clone + Debug> = Option<T>;
}

/// Bound: ids of things that exist.
#[derive(Clone, Debug)]
pub struct Bound;

impl Stage for Bound {
    type Note = NoteId;
    type Source = SourceId;
    type Author = Located<AuthorId>;
    type Rating = Rating;
    type Hole = Ref;
    type Block = FigureId;
    type Must<T: Clone + Debug> = T;
}
