//! Changes of texts: at places that the checker points at, and in front matter.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Diagnostic;
use crate::model::note::Note;
use crate::model::stage::Bound;
use crate::source::{Content, FileId, SourceFile, Sources, Span};

/// A text for a place.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Edit {
    file: FileId,
    start: u32,
    end: u32,
    text: String,
}

impl Edit {
    /// A text in the place of another.
    pub fn new(place: Span, text: String) -> Edit {
        Edit { file: place.file, start: place.start, end: place.end, text }
    }
}

/// The sources with texts changed. Of changes that overlap the first is made.
pub fn apply(sources: &Sources, edits: Vec<Edit>) -> Sources {
    let mut by_file: BTreeMap<FileId, BTreeSet<Edit>> = BTreeMap::new();
    for edit in edits {
        by_file.entry(edit.file).or_default().insert(edit);
    }
    let file = |(id, file): (FileId, &SourceFile)| match by_file.get(&id) {
        None => file.clone(),
        Some(edits) => {
            let content = Content::Text(edited(file.text(), edits).into());
            SourceFile { path: file.path.clone(), content }
        }
    };
    sources.with(sources.iter().map(file).collect())
}

fn edited(text: &str, edits: &BTreeSet<Edit>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for edit in edits.iter() {
        let (start, end) = (edit.start as usize, edit.end as usize);
        if start >= from {
            out.push_str(&text[from..start]);
            out.push_str(&edit.text);
            from = end;
        }
    }
    out + &text[from..]
}

/// The places of mistakes that were not there before (by their code and message), with the new name for the old.
pub fn of_mistakes(
    sources: &Sources,
    told: &[Diagnostic],
    known: &BTreeSet<(&str, &str)>,
    (old, new): (&str, &str),
) -> Vec<Edit> {
    let fresh = told.iter().filter(|told| !known.contains(&(told.code, told.message.as_str())));
    // A lock is written as a whole.
    let fresh = fresh.filter(|told| !sources.path(told.span.file).ends_with(".lock"));
    let change = |told: &Diagnostic| {
        replaced(sources.slice(told.span), old, new).map(|text| Edit::new(told.span, text))
    };
    fresh.filter_map(change).collect()
}

/// A text with a name in the place of another, wherever that stands as a name of its own; `None` where it does not.
fn replaced(text: &str, old: &str, new: &str) -> Option<String> {
    let mut out = String::new();
    let mut from = 0;
    for (at, _) in text.match_indices(old) {
        let end = at + old.len();
        if at >= from && begins(&text[..at]) && ends(&text[end..]) {
            out.push_str(&text[from..at]);
            out.push_str(new);
            from = end;
        }
    }
    (from > 0).then(|| out + &text[from..])
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '-' || letter == '_'
}

/// Whether a name can begin behind a text; a dot belongs to it unless it is one of two (`a..b`).
fn begins(before: &str) -> bool {
    match before.chars().next_back() {
        Some('.') => before.ends_with(".."),
        other => other.is_none_or(|letter| !is_of_name(letter)),
    }
}

/// Whether a name can end before a text: a dot belongs to it unless it begins an ending, a range or nothing.
fn ends(behind: &str) -> bool {
    let Some(rest) = behind.strip_prefix('.') else {
        return behind.chars().next().is_none_or(|letter| !is_of_name(letter));
    };
    let word = rest.split(|letter: char| !is_of_name(letter)).next().unwrap_or("");
    word.is_empty() || word == "md" || rest[word.len()..].starts_with(".md")
}

/// An old address among the aliases of a note.
pub fn alias(sources: &Sources, note: &Note<Bound>, url: &str) -> Edit {
    let text = sources.file(note.file).text();
    if let Some(last) = note.front.aliases.last() {
        let (start, end) = (last.span.start as usize, last.span.end as usize);
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let lead = text[line..start].trim_end_matches(['"', '\'']);
        let end = end + usize::from(text[end..].starts_with(['"', '\'']));
        let more = if lead.trim() == "-" { format!("\n{lead}{url}") } else { format!(", {url}") };
        return Edit::new(Span::new(note.file, end, end), more);
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let line = format!("aliases: [{url}]{end}");
    match text.starts_with("---") {
        true => {
            let close = text.find("\n---").map_or(text.len(), |at| at + 1);
            Edit::new(Span::new(note.file, close, close), line)
        }
        false => Edit::new(Span::new(note.file, 0, 0), format!("---{end}{line}---{end}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_replaced_where_it_stands_alone() {
        for (text, wanted) in [
            ("gpt-4", Some("x")),
            ("[[gpt-4#price]]", Some("[[x#price]]")),
            ("../models/gpt-4.md", Some("../models/x.md")),
            ("../models/gpt-4.zh.md#a", Some("../models/x.zh.md#a")),
            ("p model=gpt-4..gpt-4o a=1", Some("p model=x..gpt-4o a=1")),
            ("p model=gpt-4o..gpt-4", Some("p model=gpt-4o..x")),
            ("p model=gpt-4,o3,gpt-4", Some("p model=x,o3,x")),
            ("gpt-4.", Some("x.")),
            ("gpt-4.1", None),
            ("gpt-4o", None),
            ("my-gpt-4", None),
            ("v.gpt-4", None),
        ] {
            assert_eq!(replaced(text, "gpt-4", "x").as_deref(), wanted, "{text}");
        }
    }
}
