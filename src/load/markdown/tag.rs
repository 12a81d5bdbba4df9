//! HTML that a note may hold where its site allows it: tags, what they hold, and their attributes.

/// What may stand within a tag.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holds {
    /// Nothing: the tag has no end.
    Nothing,
    /// Words and what stands among them.
    Phrases,
    /// Paragraphs, lists, tables and the like; words too.
    Blocks,
    /// Nothing but its own parts: rows, entries, terms.
    Parts,
}

/// What an attribute takes.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// Any text.
    Text,
    /// A number of up to three digits, from 1.
    Count,
    /// A whole number of up to nine digits.
    Number,
    /// No value.
    Flag,
    /// One of these words.
    Words(&'static [&'static str]),
    /// The code of a language.
    Code,
}

/// A tag that may be used.
#[derive(Debug)]
pub struct Tag {
    /// Its name.
    pub name: &'static str,
    /// Whether it stands among blocks; else among words.
    pub is_block: bool,
    /// What may stand within it.
    pub holds: Holds,
    /// Names of the tags of which it is a part; it stands nowhere else. Empty: it is no part.
    pub within: &'static [&'static str],
    /// Its attributes, beside those that every tag takes.
    attributes: &'static [(&'static str, Takes)],
}

/// Finds a tag by its name, in whatever case.
pub fn find(name: &str) -> Option<&'static Tag> {
    TAGS.iter().find(|tag| tag.name.eq_ignore_ascii_case(name))
}

impl Tag {
    /// The name and value of an attribute as they are printed; `None` for one that the tag does not take.
    pub fn attribute(&self, name: &str, value: &str) -> Option<(&'static str, String)> {
        let mut known = self.attributes.iter().chain(&EVERYWHERE);
        let (name, takes) = known.find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        let digits = |most| value.len() <= most && value.bytes().all(|byte| byte.is_ascii_digit());
        let fits = match takes {
            Takes::Text => true,
            Takes::Count => digits(3) && value.parse::<u16>().is_ok_and(|count| count > 0),
            Takes::Number => digits(9) && !value.is_empty(),
            Takes::Flag => return Some((name, String::new())),
            Takes::Words(words) => words.contains(&value),
            Takes::Code => {
                let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
                value.len() <= 35 && value.bytes().all(plain)
            }
        };
        fits.then(|| (*name, value.to_owned()))
    }
}

/// Attributes of every tag.
const EVERYWHERE: [(&str, Takes); 3] =
    [("lang", Takes::Code), ("dir", Takes::Words(&["ltr", "rtl", "auto"])), ("title", Takes::Text)];

const CELL: &[(&str, Takes)] = &[("colspan", Takes::Count), ("rowspan", Takes::Count)];
const HEAD_CELL: &[(&str, Takes)] = &[
    ("colspan", Takes::Count),
    ("rowspan", Takes::Count),
    ("scope", Takes::Words(&["row", "col", "rowgroup", "colgroup"])),
];
const LIST: &[(&str, Takes)] = &[("start", Takes::Number), ("reversed", Takes::Flag)];

const fn block(name: &'static str, holds: Holds) -> Tag {
    Tag { name, is_block: true, holds, within: &[], attributes: &[] }
}

const fn phrase(name: &'static str) -> Tag {
    Tag { name, is_block: false, holds: Holds::Phrases, within: &[], attributes: &[] }
}

const fn part(name: &'static str, holds: Holds, within: &'static [&'static str]) -> Tag {
    Tag { within, ..block(name, holds) }
}

/// All tags. Scripts, styles, forms, frames, drawings and headings are left out on purpose, as is what could leave
/// the note's place on the page: `class`, `id` and `style`.
const TAGS: [Tag; 53] = [
    block("blockquote", Holds::Blocks),
    block("div", Holds::Blocks),
    Tag { attributes: &[("open", Takes::Flag)], ..block("details", Holds::Blocks) },
    part("summary", Holds::Phrases, &["details"]),
    block("figure", Holds::Blocks),
    part("figcaption", Holds::Phrases, &["figure"]),
    block("hr", Holds::Nothing),
    block("p", Holds::Phrases),
    block("pre", Holds::Phrases),
    block("ul", Holds::Parts),
    Tag { attributes: LIST, ..block("ol", Holds::Parts) },
    Tag { attributes: &[("value", Takes::Number)], ..part("li", Holds::Blocks, &["ul", "ol"]) },
    block("dl", Holds::Parts),
    part("dt", Holds::Phrases, &["dl"]),
    part("dd", Holds::Blocks, &["dl"]),
    block("table", Holds::Parts),
    part("caption", Holds::Phrases, &["table"]),
    part("thead", Holds::Parts, &["table"]),
    part("tbody", Holds::Parts, &["table"]),
    part("tfoot", Holds::Parts, &["table"]),
    part("tr", Holds::Parts, &["table", "thead", "tbody", "tfoot"]),
    Tag { attributes: CELL, ..part("td", Holds::Blocks, &["tr"]) },
    Tag { attributes: HEAD_CELL, ..part("th", Holds::Blocks, &["tr"]) },
    phrase("a"),
    phrase("abbr"),
    phrase("b"),
    phrase("bdi"),
    phrase("bdo"),
    Tag { holds: Holds::Nothing, ..phrase("br") },
    phrase("cite"),
    phrase("code"),
    phrase("del"),
    phrase("dfn"),
    phrase("em"),
    phrase("i"),
    Tag { holds: Holds::Nothing, ..phrase("img") },
    phrase("ins"),
    phrase("kbd"),
    phrase("mark"),
    phrase("q"),
    phrase("ruby"),
    Tag { within: &["ruby"], ..phrase("rp") },
    Tag { within: &["ruby"], ..phrase("rt") },
    phrase("s"),
    phrase("samp"),
    phrase("small"),
    phrase("span"),
    phrase("strong"),
    phrase("sub"),
    phrase("sup"),
    Tag { attributes: &[("datetime", Takes::Text)], ..phrase("time") },
    phrase("u"),
    Tag { holds: Holds::Nothing, ..phrase("wbr") },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_run_load_or_ask_is_no_tag() {
        for name in [
            "script", "style", "iframe", "object", "embed", "form", "input", "button", "base", "meta",
            "link", "svg", "math", "template", "noscript", "textarea", "select", "title", "video", "h1",
            "body", "x-y", "",
        ] {
            assert!(find(name).is_none(), "{name}");
        }
        assert_eq!(find("DIV").map(|tag| tag.name), Some("div"));
    }

    #[test]
    fn attributes_are_known_and_their_values_fit() {
        let cell = find("td").unwrap();
        assert_eq!(cell.attribute("COLSPAN", "2"), Some(("colspan", "2".to_owned())));
        for (name, value) in [
            ("colspan", "0"),
            ("colspan", "9999"),
            ("colspan", ""),
            ("onclick", "x"),
            ("style", "x"),
            ("id", "x"),
            ("class", "x"),
            ("dir", "up"),
            ("lang", "e n"),
            ("datetime", "2025"),
        ] {
            assert_eq!(cell.attribute(name, value), None, "{name}={value}");
        }
        assert_eq!(find("ol").unwrap().attribute("reversed", "x"), Some(("reversed", String::new())));
    }

    #[test]
    fn parts_name_tags_that_hold_them() {
        for tag in &TAGS {
            for whole in tag.within {
                assert!(find(whole).is_some_and(|whole| whole.holds != Holds::Nothing), "{}", tag.name);
            }
        }
    }
}
