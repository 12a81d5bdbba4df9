//! What was read: an immutable snapshot of the site's files, and places in them.

use std::borrow::{Borrow, Cow};
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

/// The folder below `static/` of what programs look for at a fixed address (RFC 8615): of hidden names it alone is published.
pub const WELL_KNOWN: &str = ".well-known";

/// The path of a file of the site, relative to the site's root, with `/` between its parts
/// (`content/models/gpt-4o.md`, `templates/report.html`). Never absolute, never with `..`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FilePath(Arc<str>);

impl Borrow<str> for FilePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl FilePath {
    /// Wraps a path that is already relative and clean.
    pub fn new(path: &str) -> Self {
        debug_assert!(!path.starts_with('/') && !path.split('/').any(|part| part == ".."));
        FilePath(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part (`gpt-4o.md`).
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The folder (`content/models`), empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The part behind the last dot of the name, in lower case; empty without one.
    pub fn extension(&self) -> String {
        self.name().rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase())
    }

    /// Resolves a link written in this file (`../vendors/x.md`, `pic.png`, `/content/x.md`);
    /// `None` when it leaves the site.
    pub fn join(&self, target: &str) -> Option<FilePath> {
        let mut parts: Vec<&str> = match target.strip_prefix('/') {
            Some(_) => Vec::new(),
            None => self.folder().split('/').filter(|part| !part.is_empty()).collect(),
        };
        for part in target.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(FilePath(parts.join("/").into()))
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A file of a [`Sources`], by its place in the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(pub u32);

impl FileId {
    /// A file that is not there: `content/site.yaml`, which every site has.
    pub const MISSING: FileId = FileId(u32::MAX);
}

/// A stretch of a source file, in bytes. An empty span at 0 means the file as a whole.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of a file. Positions over 4 GiB saturate (such a file is refused before).
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clip = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { file, start: clip(start), end: clip(end) }
    }

    /// The file as a whole.
    pub fn whole(file: FileId) -> Self {
        Span { file, start: 0, end: 0 }
    }

    /// A part of this span: bytes `start..end` counted from this span's start.
    pub fn part(self, start: usize, end: usize) -> Self {
        Span::new(self.file, self.start as usize + start, self.start as usize + end)
    }
}

/// A value and where its author wrote it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Located<T> {
    /// A value at a place.
    pub fn new(value: T, span: Span) -> Self {
        Located { value, span }
    }

    /// Changes the value, keeps the place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Located<U> {
        Located { value: change(self.value), span: self.span }
    }
}

/// What a file holds, as far as reading got.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Content {
    /// A text file in UTF-8, without its byte-order mark.
    Text(Arc<str>),
    /// A file that should be text and is not UTF-8.
    NotUtf8(Arc<[u8]>),
    /// A file that is only copied, with its length in bytes.
    Asset(u64),
    /// A picture that is only copied, with its length in bytes and what its first bytes say.
    Picture(u64, Look),
    /// A file that should be text and is over the limit, with its length in bytes.
    TooLarge(u64),
    /// A symbolic link, which is never followed.
    Link,
    /// A folder with the name of a file that would be read (`x.md`, `x.csv`).
    Folder,
    /// Neither file nor folder: a pipe, a socket, a device.
    Special,
    /// The system would not let us read it, with its words.
    Unreadable(String),
}

/// What the first bytes of a picture say. Formats go by their usual ending (`jpg`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Look {
    /// A picture, with its size in pixels.
    Sized {
        /// Its format.
        format: &'static str,
        /// How wide it is.
        width: u64,
        /// How high it is.
        height: u64,
    },
    /// A picture of a format whose header breaks off or is damaged.
    Cut(&'static str),
    /// Nothing that browsers show as a picture.
    Other,
}

/// One file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceFile {
    /// Where it is.
    pub path: FilePath,
    /// What it holds.
    pub content: Content,
}

impl SourceFile {
    /// The text, empty for anything that is not text.
    pub fn text(&self) -> &str {
        match &self.content {
            Content::Text(text) => text,
            _ => "",
        }
    }

    /// The text as far as it can be read, for showing a place in it: bytes that are not UTF-8 become `?`,
    /// one each, so that places stay.
    pub fn legible(&self) -> Cow<'_, str> {
        let Content::NotUtf8(bytes) = &self.content else { return self.text().into() };
        let mut text = String::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            text.extend(chunk.invalid().iter().map(|_| '?'));
        }
        text.into()
    }
}

/// All files of a site below `content/`, `templates/` and `static/`, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    by_path: HashMap<FilePath, FileId>,
    shown: Shown,
}

/// How paths are printed: where the content folder and the site's root lie, as the user named them.
#[derive(Clone, Debug, Default)]
struct Shown {
    content: Option<String>,
    root: String,
}

impl Sources {
    /// A snapshot of these files; sorts them.
    pub fn new(mut files: Vec<SourceFile>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let by_path = files.iter().zip(0..).map(|(file, at)| (file.path.clone(), FileId(at))).collect();
        Sources { files, by_path, shown: Shown::default() }
    }

    /// Other files in the place of these, printed as lying in the same folders.
    pub fn with(&self, files: Vec<SourceFile>) -> Self {
        Sources { shown: self.shown.clone(), ..Sources::new(files) }
    }

    /// A snapshot from literals, for tests: pairs of path and text.
    pub fn from_texts(texts: &[(&str, &str)]) -> Self {
        let file = |&(path, text): &(&str, &str)| SourceFile {
            path: FilePath::new(path),
            content: Content::Text(text.into()),
        };
        Sources::new(texts.iter().map(file).collect())
    }

    /// The same files, printed as lying in these folders: the content folder as the user named it
    /// (`notes` or `sites/a/content`) and the site's root (`sites/a`, empty for the current folder).
    pub fn shown_as(mut self, content: &str, root: &str) -> Self {
        self.shown = Shown { content: Some(content.to_owned()), root: root.to_owned() };
        self
    }

    /// The path of a file; that of `content/site.yaml` for [`FileId::MISSING`].
    pub fn path(&self, id: FileId) -> &str {
        self.files.get(id.0 as usize).map_or("content/site.yaml", |file| file.path.as_str())
    }

    /// The path of a file as the user would type it; that of `content/site.yaml` for [`FileId::MISSING`].
    pub fn shown_path(&self, id: FileId) -> String {
        let path = self.path(id);
        if let (Some(content), Some(rest)) = (&self.shown.content, path.strip_prefix("content/")) {
            return format!("{}/{rest}", content.trim_end_matches('/'));
        }
        match self.shown.root.as_str() {
            "" => path.to_owned(),
            root => format!("{root}/{path}"),
        }
    }

    /// A file by its id.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The text of a file as far as it can be read, for showing a place in it.
    pub fn legible(&self, id: FileId) -> Cow<'_, str> {
        self.files.get(id.0 as usize).map_or(Cow::Borrowed(""), SourceFile::legible)
    }

    /// All files with their ids, in path order.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(index, file)| (FileId(index as u32), file))
    }

    /// The files below a folder (`content/data`), in path order.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (FileId, &'a SourceFile)> {
        let is_below = move |file: &SourceFile| {
            file.path.as_str().strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        };
        // What sorts before `folder/` is not below it; what is below stands together.
        let first = self.files.partition_point(|file| {
            file.path.as_str().bytes().lt(folder.bytes().chain(std::iter::once(b'/')))
        });
        let files = self.files[first..].iter().enumerate();
        files
            .map(move |(at, file)| (FileId((first + at) as u32), file))
            .take_while(move |(_, file)| is_below(file))
    }

    /// Finds a file by its path.
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.file(span.file).text().get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Line and column (both from 1, columns in characters) of a byte of a file.
    pub fn line_column(&self, file: FileId, at: u32) -> (usize, usize) {
        let text = self.legible(file);
        let mut at = (at as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let before = &text[..at];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_cannot_leave_the_site() {
        let here = FilePath::new("content/models/a.md");
        assert_eq!(here.join("../vendors/b.md").unwrap().as_str(), "content/vendors/b.md");
        assert_eq!(here.join("pic.png").unwrap().as_str(), "content/models/pic.png");
        assert_eq!(here.join("../../../etc/passwd"), None);
    }

    #[test]
    fn columns_count_characters() {
        let sources = Sources::from_texts(&[("a.md", "x\n厂商：b")]);
        assert_eq!(sources.line_column(FileId(0), 11), (2, 4));
    }

    #[test]
    fn places_hold_in_a_file_that_is_not_utf8() {
        let content = Content::NotUtf8(b"a\n\xe4\xbb\xb7\xff\xfeb"[..].into());
        let sources = Sources::new(vec![SourceFile { path: FilePath::new("a.md"), content }]);
        assert_eq!(sources.legible(FileId(0)), "a\n价??b");
        assert_eq!(sources.line_column(FileId(0), 5), (2, 2));
        assert_eq!(sources.line_column(FileId(9), 5), (1, 1));
    }

    #[test]
    fn paths_are_shown_as_the_user_names_them() {
        let sources = Sources::from_texts(&[("content/a.md", ""), ("templates/b.html", "")]);
        let sources = sources.shown_as("sites/x/notes", "sites/x");
        assert_eq!(sources.shown_path(FileId(0)), "sites/x/notes/a.md");
        assert_eq!(sources.shown_path(FileId(1)), "sites/x/templates/b.html");
    }
}
