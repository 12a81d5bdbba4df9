//! Citations: `[@key]`, `[@a; @b]` and references to figures, `[@fig:id]`.

use std::ops::Range;

/// Something that a citation names.
#[derive(PartialEq, Eq, Debug)]
pub enum Cited<'a> {
    /// A key of `sources.yaml`.
    Source(&'a str),
    /// A figure or table: its id, or `note#id`.
    Figure(&'a str),
}

/// What stands for a citation in plain text until the gap that it leaves is closed.
pub const GONE: char = '\u{18}';

/// A plain text without its citations: without the space before them and without brackets around nothing else.
pub fn closed(text: String) -> String {
    if !text.contains(GONE) {
        return text;
    }
    let mut parts = text.split(GONE);
    let mut out = parts.next().unwrap_or("").to_owned();
    for behind in parts {
        let inside = out.strip_suffix(['(', '（']).zip(behind.strip_prefix([')', '）']));
        let (before, behind) = match inside {
            Some((before, behind)) => (before.len(), behind),
            None => (out.len(), behind),
        };
        out.truncate(before);
        if !behind.starts_with(char::is_alphanumeric) {
            out.truncate(out.trim_end_matches(' ').len());
        }
        out.push_str(behind);
    }
    out
}

/// Whether the label between brackets is meant as a citation, with its `@` or, before a figure, without.
pub fn is_citation(label: &str) -> bool {
    let key = ["@ ", "@", "fig:", "tbl:"].iter().find_map(|mark| label.strip_prefix(mark));
    key.is_some_and(|key| key.starts_with(char::is_alphanumeric))
}

/// What a citation names, each with its range in the text; `None` when it is malformed.
pub fn parse(text: &str) -> Option<Vec<(Cited<'_>, Range<usize>)>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('@').map(|offset| at + offset) {
        if !text[at..start].chars().all(is_between) {
            return None;
        }
        let key = &text[start + 1..];
        let length = key.find(|c| !is_part_of_key(c)).unwrap_or(key.len());
        let key = &key[..length];
        if key.is_empty() {
            return None;
        }
        at = start + 1 + length;
        let figure = key.strip_prefix("fig:").or_else(|| key.strip_prefix("tbl:"));
        let (cited, from) = match figure {
            Some(id) => (Cited::Figure(id), at - id.len()),
            None => (Cited::Source(key), start + 1),
        };
        found.push((cited, from..at));
    }
    let whole = !found.is_empty() && text[at..].chars().all(is_between);
    whole.then_some(found)
}

/// What stands between two keys.
fn is_between(c: char) -> bool {
    matches!(c, '[' | ']' | ';' | ',' | '；' | '，') || c.is_whitespace()
}

fn is_part_of_key(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '#' | '/' | '+')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_figures_are_told_apart() {
        let found = parse("[@a-1; @fig:note#use; @来源]").unwrap();
        let cited: Vec<_> = found.iter().map(|(cited, _)| cited).collect();
        assert_eq!(cited, [&Cited::Source("a-1"), &Cited::Figure("note#use"), &Cited::Source("来源")]);
        assert_eq!(found[0].1, 2..5);
        assert_eq!(found[1].1, 12..20);
        assert_eq!(parse("[@a][@b]").unwrap().len(), 2);
    }

    #[test]
    fn citations_leave_no_gaps_in_plain_text() {
        let text = format!("a {GONE}, ({GONE}) b ({GONE}): c（{GONE}）。{GONE} d {GONE}e (f {GONE}{GONE}).");
        assert_eq!(closed(text), "a, b: c。 d e (f).");
        assert_eq!(closed("f()".to_owned()), "f()");
    }

    #[test]
    fn other_words_are_no_citation() {
        assert!(parse("[@a says so]").is_none());
        assert!(parse("[see @a]").is_none());
        assert!(!is_citation("@") && !is_citation("x") && is_citation("@x"));
    }
}
