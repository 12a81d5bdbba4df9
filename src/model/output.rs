//! What is written: paths below the output folder and what goes there.

use std::borrow::Cow;

use crate::source::FileId;

/// A file of the output.
#[derive(Clone, Debug)]
pub struct Output {
    /// Its path below the output folder, with `/` between its parts (`models/gpt-4o/index.html`).
    pub path: String,
    /// What it holds.
    pub content: OutputContent,
}

/// What a file of the output holds.
#[derive(Clone, Debug)]
pub enum OutputContent {
    /// These bytes.
    Bytes(Cow<'static, [u8]>),
    /// A copy of a source file.
    Copy(FileId),
}
