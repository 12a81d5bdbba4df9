//! From a file to its text: what is not UTF-8, too large or not readable is told with its place.

use super::slip;
use crate::diag::Diagnostic;
use crate::diag::catalog::files as say;
use crate::diag::catalog::front_matter::{self, Start};
use crate::source::{Content, FileId, SourceFile, Sources, Span};

/// The text of a file; what keeps it from being read is told.
pub fn text<'s>(sources: &'s Sources, id: FileId, diagnostics: &mut Vec<Diagnostic>) -> Option<&'s str> {
    let file = sources.file(id);
    match flaw(id, file) {
        None => Some(file.text()),
        Some(told) => {
            diagnostics.push(told);
            None
        }
    }
}

/// What keeps a file from being read as text.
fn flaw(id: FileId, file: &SourceFile) -> Option<Diagnostic> {
    let whole = Span::whole(id);
    match &file.content {
        Content::Text(text) if is_blank(text) => {
            Some(say::unreadable(whole, "it holds nothing but NULs, as after a copy that broke off"))
        }
        Content::Text(text) => wide(text.as_bytes(), 3).map(|form| say::utf16(whole, form)),
        Content::NotUtf8(bytes) => Some(not_utf8(id, bytes)),
        Content::TooLarge(bytes) => Some(say::too_large(whole, *bytes, most(&file.path.extension()))),
        Content::Asset(_) | Content::Picture(..) => Some(say::unreadable(whole, "it was not read as text")),
        Content::Link | Content::Folder | Content::Special | Content::Unreadable(_) => unusable(id, file),
    }
}

fn is_blank(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte == 0)
}

/// What keeps a file from being used at all, as text or as it is.
pub fn unusable(id: FileId, file: &SourceFile) -> Option<Diagnostic> {
    let whole = Span::whole(id);
    match &file.content {
        Content::Link => Some(say::link(whole)),
        Content::Folder => Some(say::folder(whole, file.path.name())),
        Content::Special => Some(say::special(whole)),
        Content::Unreadable(words) => Some(say::unreadable(whole, words)),
        Content::Text(_) | Content::NotUtf8(_) | Content::TooLarge(_) => None,
        Content::Asset(_) | Content::Picture(..) => None,
    }
}

/// How many bytes a text file of an ending may have, for messages.
fn most(ending: &str) -> u64 {
    match ending {
        "csv" => 100 << 20,
        "md" => 2 << 20,
        "yaml" => 64 << 20,
        _ => 10 << 20,
    }
}

/// UTF-16 or UTF-32 by its byte-order mark or its many NULs, else the first bad byte.
fn not_utf8(id: FileId, bytes: &[u8]) -> Diagnostic {
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if let Some(form) = wide(bytes, 4).or(marked.then_some("UTF-16")) {
        return say::utf16(Span::whole(id), form);
    }
    let at = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), |_| 0);
    say::not_utf8(Span::new(id, at, at + 1), bytes.get(at).copied().unwrap_or(0))
}

/// The form of Unicode that more than one NUL in so many bytes speaks for: beside every ASCII character stands one in
/// UTF-16, and three in UTF-32, which without a mark is valid UTF-8.
fn wide(bytes: &[u8], share: usize) -> Option<&'static str> {
    let start = &bytes[..bytes.len().min(1024)];
    let nuls = start.iter().filter(|byte| **byte == 0).count();
    let form = if nuls * 2 > start.len() { "UTF-32" } else { "UTF-16" };
    (start.len() > 3 && nuls * share > start.len()).then_some(form)
}

/// The control characters of a text that stands at a span, at most twenty.
pub fn stray_characters(text: &str, at: Span) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    let mut from = 0;
    while let Some(start) =
        slip::first_stray(&text[from..]).map(|start| from + start).filter(|_| told.len() < 20)
    {
        let c = text[start..].chars().next().expect("a character was found here");
        from = start + c.len_utf8();
        told.push(say::control_character(at.part(start, from), c));
    }
    told
}

/// A note in its two parts, each with its place.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'t> {
    /// The YAML between the lines `---`; `None` when there is no front matter, or only its start.
    pub front: Option<(&'t str, Span)>,
    /// The Markdown behind it.
    pub body: (&'t str, Span),
}

/// Parts front matter and body. Front matter that is missing or never closed is told.
pub fn split<'t>(text: &'t str, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> Parts<'t> {
    let part = |start: usize, end: usize| (&text[start..end], Span::new(file, start, end));
    let first = text.find('\n').map_or(text.len(), |newline| newline + 1);
    if text.starts_with("---\r") && !text.starts_with("---\r\n") {
        diagnostics.push(front_matter::lone_returns(part(0, "---".len()).1));
        return Parts { front: None, body: part(text.len(), text.len()) };
    }
    let ends_no_line = |at: &usize| text.as_bytes().get(at + 1) != Some(&b'\n');
    if let Some(at) = memchr::memchr_iter(b'\r', text.as_bytes()).find(ends_no_line) {
        diagnostics.push(front_matter::lone_returns(part(at, at + 1).1));
    }
    if text[..first].trim_end() != "---" {
        diagnostics.push(front_matter::missing(part(0, first).1, start_of(text)));
        return Parts { front: None, body: part(0, text.len()) };
    }
    let mut start = first;
    let mut near = None;
    for line in text[first..].split_inclusive('\n') {
        let end = start + line.len();
        match line.trim_end() {
            "---" => return Parts { front: Some(part(first, start)), body: part(end, text.len()) },
            marked if near.is_none() && is_near_mark(marked) => {
                near = Some(Span::new(file, start, start + marked.len()));
            }
            _ => {}
        }
        start = end;
    }
    diagnostics.push(front_matter::unclosed(Span::new(file, 0, 3), near));
    Parts { front: None, body: part(text.len(), text.len()) }
}

/// What a text starts with that has no front matter.
fn start_of(text: &str) -> Start<'_> {
    let first = text.lines().next().unwrap_or("").trim_end();
    let hyphens = (2..=12).contains(&first.len()) && first.bytes().all(|byte| byte == b'-');
    // Of TOML or JSON.
    let other = ["+++", "{", ";;;"].into_iter().find(|mark| text.starts_with(mark));
    match other {
        Some(mark) => Start::Other(mark),
        None if hyphens => Start::Hyphens(first),
        None if first.is_empty() && text.trim_start().starts_with("---") => Start::Blank,
        None => Start::Text,
    }
}

/// Whether a line looks as if it were meant to close front matter.
fn is_near_mark(line: &str) -> bool {
    let line = line.trim();
    (2..=12).contains(&line.len()) && (line == "..." || line.chars().all(|c| "-–—+*_".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FilePath;
    use proptest::prelude::*;

    fn parts(text: &str) -> (Option<&str>, &str, Vec<&'static str>) {
        let mut diagnostics = Vec::new();
        let parts = split(text, FileId(0), &mut diagnostics);
        for (part, span) in parts.front.into_iter().chain([parts.body]) {
            assert_eq!(part, &text[span.start as usize..span.end as usize]);
        }
        let codes = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        (parts.front.map(|(text, _)| text), parts.body.0, codes)
    }

    fn told(content: Content) -> Option<(&'static str, usize)> {
        let sources = Sources::new(vec![SourceFile { path: FilePath::new("content/a.md"), content }]);
        let mut diagnostics = Vec::new();
        let text = text(&sources, FileId(0), &mut diagnostics);
        assert_eq!(text.is_none(), diagnostics.len() == 1);
        let first = diagnostics.first()?;
        Some((first.code, sources.line_column(FileId(0), first.span.start).0))
    }

    #[test]
    fn front_matter_stands_between_two_lines() {
        assert_eq!(parts("---\na: b\n---\nText\n"), (Some("a: b\n"), "Text\n", vec![]));
        assert_eq!(parts("---\r\na: b\r\n---  \r\nText"), (Some("a: b\r\n"), "Text", vec![]));
        assert_eq!(parts("---\n---"), (Some(""), "", vec![]));
        assert_eq!(parts("---\na: |\n  x\n  ---\n---\n").0, Some("a: |\n  x\n  ---\n"));
    }

    #[test]
    fn front_matter_that_is_missing_or_open_is_told() {
        assert_eq!(parts("Text").2, ["no-front-matter"]);
        assert_eq!(parts("").2, ["no-front-matter"]);
        assert_eq!(parts("----\na: b\n---\n").2, ["no-front-matter"]);
        assert_eq!(parts("---\na: b\n\nText"), (None, "", vec!["unclosed-front-matter"]));
        let mut diagnostics = Vec::new();
        split("---\na: b\n----\nText", FileId(0), &mut diagnostics);
        assert_eq!(diagnostics[0].related[0].0, Span::new(FileId(0), 9, 13));
    }

    #[test]
    fn a_file_that_is_no_text_is_told_by_its_cause() {
        assert_eq!(told(Content::Text("a".into())), None);
        assert_eq!(told(Content::NotUtf8(b"a\n\nb\xe9\n"[..].into())), Some(("not-utf8", 3)));
        assert_eq!(told(Content::NotUtf8(b"\xff\xfea\0b\0"[..].into())), Some(("utf-16", 1)));
        assert_eq!(told(Content::NotUtf8(b"a\0b\0\x2d\x4e"[..].into())), Some(("utf-16", 1)));
        assert_eq!(told(Content::Text("a\0b\0c\0".into())), Some(("utf-16", 1)));
        assert_eq!(wide(b"a\0\0\0b\0\0\0", 3), Some("UTF-32"));
        assert_eq!(wide(b"a\0b\0", 3), Some("UTF-16"));
        assert_eq!(told(Content::Text("\0\0\0\0\0".into())), Some(("unreadable-file", 1)));
        assert_eq!(told(Content::TooLarge(9 << 20)), Some(("file-too-large", 1)));
        assert_eq!(told(Content::Link), Some(("symbolic-link", 1)));
        assert_eq!(told(Content::Special), Some(("special-file", 1)));
        assert_eq!(told(Content::Unreadable("denied".into())), Some(("unreadable-file", 1)));
    }

    #[test]
    fn a_control_character_is_told_where_it_stands() {
        let at = Span::new(FileId(0), 10, 20);
        assert!(stray_characters("a\tb\r\n", at).is_empty());
        let told = stray_characters("价\0b\u{feff}", at);
        let places: Vec<Span> = told.into_iter().map(|told| told.span).collect();
        assert_eq!(places, [Span::new(FileId(0), 13, 14), Span::new(FileId(0), 15, 18)]);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            match String::from_utf8(bytes) {
                Ok(text) => { parts(&text); }
                Err(error) => prop_assert!(told(Content::NotUtf8(error.into_bytes().into())).is_some()),
            }
        }
    }
}
