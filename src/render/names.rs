//! The names in templates: what conditions ask for, what is given there, what is mentioned.

use std::collections::BTreeSet;
use std::ops::Range;

/// Words of a condition that are no names.
const RESERVED: [&str; 10] = ["and", "or", "not", "in", "is", "if", "else", "true", "false", "none"];

/// A name that a condition asks for, from its root on (`note.title`), with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    /// Where it starts.
    pub start: usize,
    /// The name.
    pub name: String,
}

impl Asked {
    /// Its first part (`note`).
    pub fn root(&self) -> &str {
        root(&self.name)
    }
}

fn root(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

/// The names of a template.
#[derive(Clone, Default, Debug)]
pub struct Names {
    /// What its conditions ask for.
    pub asked: Vec<Asked>,
    /// What it gives itself: in loops, by `set`, as arguments of components.
    pub given: BTreeSet<String>,
    /// The roots of all that it mentions.
    pub mentioned: BTreeSet<String>,
}

/// Reads the names of a template.
pub fn names(template: &str) -> Names {
    let mut names = Names::default();
    for tag in tags(template) {
        let words = words(template, tag);
        names.mentioned.extend(words.iter().filter(|word| word.is_name()).map(|word| word.root().to_owned()));
        let Some((first, rest)) = words.split_first() else { continue };
        match first.text {
            "if" | "elif" => names.asked.extend(asked(rest)),
            "set" | "set_global" => names.given.extend(rest.first().map(|word| word.root().to_owned())),
            "component" => names.given.extend(rest.iter().map(|word| word.root().to_owned())),
            _ => {}
        }
        let loops = words.iter().skip_while(|word| word.text != "for").take_while(|word| word.text != "in");
        names.given.extend(loops.map(|word| word.root().to_owned()));
    }
    names
}

/// A word of a tag: a name, a text in quotes, or a sign.
#[derive(Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    start: usize,
}

impl Word<'_> {
    fn is_name(&self) -> bool {
        self.text.starts_with(is_first)
    }

    fn root(&self) -> &str {
        root(self.text)
    }
}

fn is_first(letter: char) -> bool {
    letter.is_ascii_alphabetic() || letter == '_'
}

/// What a condition asks for, but for what it asks with care: `is defined`, `| default`, `?.`.
fn asked(words: &[Word<'_>]) -> Vec<Asked> {
    let at = |index: Option<usize>| index.and_then(|index| words.get(index)).map_or("", |word| word.text);
    if words.iter().any(|word| ["for", "{"].contains(&word.text)) {
        return Vec::new();
    }
    let is_asked = |index: usize| {
        let (before, two_before) = (at(index.checked_sub(1)), at(index.checked_sub(2)));
        let (next, two_on) = (at(Some(index + 1)), at(Some(index + 2)));
        let is_test = before == "is" || before == "not" && two_before == "is";
        let is_argument = next == "=" && two_on != "=" && before != "=";
        !(is_test || is_argument || ["|", "."].contains(&before) || ["(", "|", "is", "?"].contains(&next))
    };
    let names = words.iter().enumerate().filter(|(index, word)| {
        word.is_name() && !RESERVED.contains(&word.text) && word.root() != "loop" && is_asked(*index)
    });
    names.map(|(_, word)| Asked { start: word.start, name: word.text.to_owned() }).collect()
}

/// The places of what stands between `{%` and `%}`, and between `{{` and `}}`.
fn tags(template: &str) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(open) = template[at..].find('{').map(|offset| at + offset) {
        let start = open + 2;
        let close = match template.as_bytes().get(open + 1) {
            Some(b'%') => "%}",
            Some(b'{') => "}}",
            Some(b'#') => {
                at = template[open..].find("#}").map_or(template.len(), |end| open + end + 2);
                continue;
            }
            _ => {
                at = open + 1;
                continue;
            }
        };
        let end = end_of(template, start, close);
        let tag = start..end;
        at = (end + 2).min(template.len());
        if template[tag.clone()].trim_matches(['-', ' ', '\n']) == "raw" {
            at = template[at..].find("endraw").map_or(template.len(), |end| at + end);
        }
        found.push(tag);
    }
    found
}

/// Where a tag ends; an end within quotes is none.
fn end_of(template: &str, start: usize, close: &str) -> usize {
    let mut quote = None;
    for (offset, letter) in template[start..].char_indices() {
        match (quote, letter) {
            (None, '"' | '\'' | '`') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            (None, _) if template[start + offset..].starts_with(close) => return start + offset,
            _ => {}
        }
    }
    template.len()
}

fn words(template: &str, tag: Range<usize>) -> Vec<Word<'_>> {
    let (mut found, mut at) = (Vec::new(), tag.start);
    while let Some(letter) = template[at..tag.end].chars().next() {
        let rest = &template[at..tag.end];
        let length = match letter {
            '"' | '\'' | '`' => rest[1..].find(letter).map_or(rest.len(), |end| end + 2),
            letter if is_first(letter) => name_length(rest),
            letter => letter.len_utf8(),
        };
        // A sign that trims the white space beside a tag is no word of it.
        if !letter.is_whitespace() && !(letter == '-' && (at == tag.start || at + 1 == tag.end)) {
            found.push(Word { text: &rest[..length], start: at });
        }
        at += length;
    }
    found
}

/// How long a name with its fields is at the start of a text.
fn name_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_inner = |index: usize| match bytes.get(index) {
        Some(b'.') => bytes.get(index + 1).is_some_and(|next| is_first(char::from(*next))),
        Some(byte) => byte.is_ascii_alphanumeric() || *byte == b'_',
        None => false,
    };
    (0..).find(|index| !is_inner(*index)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(template: &str) -> Vec<String> {
        names(template).asked.into_iter().map(|asked| asked.name).collect()
    }

    #[test]
    fn a_condition_asks_for_its_names() {
        assert_eq!(
            of("{% if note.titel == \"note.x\" and not page.url %}a{% elif a or b %}"),
            ["note.titel", "page.url", "a", "b"]
        );
        assert_eq!(of("{%- if note.tags[0].title in w.all -%}"), ["note.tags", "w.all"]);
        let found = names("x{% if  note.titel%}").asked;
        assert_eq!((found[0].start, found[0].root(), found.len()), (8, "note", 1));
    }

    #[test]
    fn what_is_asked_with_care_is_let_be() {
        for with_care in [
            "{% if note.x is defined %}",
            "{% if note.x | default(value=1) == 1 %}",
            "{% if note?.x %}",
            "{% if 1 is not odd %}",
            "{% if range(end=3) %}",
            "{# {% if x %} #}",
            "{% raw %}{% if x %}{% endraw %}",
            "{{ \"{% if x %}\" }}",
            "{% if loop.first %}",
            "{% if",
            "{",
        ] {
            assert!(of(with_care).is_empty(), "{with_care}: {:?}", of(with_care));
        }
    }

    #[test]
    fn what_a_template_gives_itself_is_known() {
        let names =
            names("{% for key, row in list %}{% set x = 1 %}{{ [y for y in z] }}{% component C(a: b) %}");
        assert!(["key", "row", "x", "y", "a"].iter().all(|name| names.given.contains(*name)), "{names:?}");
        assert!(names.mentioned.contains("list") && !names.given.contains("list"), "{names:?}");
    }
}
