//! HTML in a note, cut into tags, comments and words; what is no whole tag is words.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use crate::load::slip;

/// The longest reference to a character (`&CounterClockwiseContourIntegral;`), without its ends.
const LONGEST_NAME: usize = 31;

/// A piece of HTML.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece<'t> {
    /// Words, at most to the end of their line.
    Words,
    /// The beginning of a tag: its name, its attributes.
    Open(&'t str, Vec<(&'t str, &'t str)>),
    /// Its end.
    Close(&'t str),
    /// A comment.
    Comment,
}

/// Cuts HTML into pieces with their places. Every byte is looked at a bounded number of times.
pub fn pieces(html: &str) -> Vec<(Range<usize>, Piece<'_>)> {
    let mut found = Vec::new();
    let (mut words, mut at) = (0, 0);
    let mut comments_end = true;
    while let Some(next) = html[at..].find(['<', '\n']).map(|offset| at + offset) {
        at = next + 1;
        let ends_line = html.as_bytes()[next] == b'\n';
        let markup = if ends_line { None } else { markup(html, next, &mut comments_end) };
        if !ends_line && markup.is_none() {
            continue;
        }
        let words_end = if ends_line { at } else { next };
        if words < words_end {
            found.push((words..words_end, Piece::Words));
        }
        if let Some((end, piece)) = markup {
            found.push((next..end, piece));
            at = end;
        }
        words = at;
    }
    if words < html.len() {
        found.push((words..html.len(), Piece::Words));
    }
    found
}

/// The tag or comment that begins at a `<`, and its end.
fn markup<'t>(html: &'t str, at: usize, comments_end: &mut bool) -> Option<(usize, Piece<'t>)> {
    let Some(comment) = html[at..].strip_prefix("<!--") else {
        return Cursor { text: html, at: at + 1 }.tag();
    };
    // Where one comment has no end, none behind it has.
    let end = if *comments_end { comment.find("-->") } else { None };
    *comments_end = end.is_some();
    end.map(|end| (at + "<!--".len() + end + "-->".len(), Piece::Comment))
}

/// Words with the characters in place of the references to them; what has no business in a text is replaced.
pub fn decoded(words: &str) -> std::borrow::Cow<'_, str> {
    if !words.contains('&') {
        return words.into();
    }
    let mut decoded = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, behind)) = rest.split_once('&') {
        decoded.push_str(before);
        let name = behind.bytes().take(LONGEST_NAME + 1);
        let length = name.take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
        let ends = length > 0 && behind.as_bytes().get(length) == Some(&b';');
        let end = if ends { length + 1 } else { 0 };
        // The parser knows all names.
        for event in Parser::new_ext(&rest[before.len()..before.len() + 1 + end], Options::empty()) {
            if let Event::Text(text) = event {
                decoded.push_str(&text.replace(slip::is_stray, "\u{fffd}"));
            }
        }
        rest = &behind[end..];
    }
    decoded.push_str(rest);
    decoded.into()
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    /// A whole tag behind its `<`, and its end.
    fn tag(mut self) -> Option<(usize, Piece<'t>)> {
        let closes = self.takes(b'/');
        let name = self.taken(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let mut attributes = Vec::new();
        while !closes && self.skips_space() && self.begins_name() {
            attributes.push(self.attribute()?);
        }
        self.skips_space();
        if !closes {
            self.takes(b'/');
        }
        let ends = self.takes(b'>');
        let piece = if closes { Piece::Close(name) } else { Piece::Open(name, attributes) };
        ends.then_some((self.at, piece))
    }

    fn attribute(&mut self) -> Option<(&'t str, &'t str)> {
        let name =
            self.taken(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'.' | b'-'));
        let behind = self.at;
        self.skips_space();
        if !self.takes(b'=') {
            self.at = behind;
            return Some((name, ""));
        }
        self.skips_space();
        for quote in [b'"', b'\''] {
            if self.takes(quote) {
                let value = self.taken(|byte| byte != quote);
                return self.takes(quote).then_some((name, value));
            }
        }
        let value = self.taken(|byte| !byte.is_ascii_whitespace() && !b"\"'=<>`".contains(&byte));
        (!value.is_empty()).then_some((name, value))
    }

    fn begins_name(&self) -> bool {
        let byte = self.text.as_bytes().get(self.at);
        byte.is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':'))
    }

    fn taken(&mut self, fits: impl Fn(u8) -> bool) -> &'t str {
        let rest = &self.text[self.at..];
        let length = rest.bytes().position(|byte| !fits(byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn takes(&mut self, byte: u8) -> bool {
        let found = self.text.as_bytes().get(self.at) == Some(&byte);
        self.at += usize::from(found);
        found
    }

    fn skips_space(&mut self) -> bool {
        !self.taken(|byte| byte.is_ascii_whitespace()).is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_bring_in_no_character_that_may_not_be_typed() {
        assert_eq!(decoded("a&#27;b &amp;&#x202e; &eacute;"), "a\u{fffd}b &\u{fffd} é");
    }

    #[test]
    fn tags_comments_and_words_are_told_apart() {
        let html = "a <b title='x > y' lang=en open>c</b><!-- <d> -->\n1 < 2 <e\n/>";
        let pieces: Vec<_> = pieces(html).into_iter().map(|(at, piece)| (&html[at], piece)).collect();
        assert_eq!(
            pieces,
            [
                ("a ", Piece::Words),
                (
                    "<b title='x > y' lang=en open>",
                    Piece::Open("b", vec![("title", "x > y"), ("lang", "en"), ("open", "")])
                ),
                ("c", Piece::Words),
                ("</b>", Piece::Close("b")),
                ("<!-- <d> -->", Piece::Comment),
                ("\n", Piece::Words),
                ("1 < 2 ", Piece::Words),
                ("<e\n/>", Piece::Open("e", Vec::new())),
            ]
        );
    }

    #[test]
    fn what_is_no_whole_tag_is_words() {
        for text in [
            "<",
            "<b",
            "<b x=",
            "<b x=\"y>",
            "< b>",
            "<b\"x\">",
            "<1>",
            "<b/ >",
            "<!DOCTYPE x>",
            "<!-- x",
            "<?x?>",
        ] {
            assert!(pieces(text).iter().all(|(_, piece)| *piece == Piece::Words), "{text}");
        }
    }

    #[test]
    fn characters_take_the_place_of_their_names() {
        assert_eq!(decoded("a&nbsp;&amp;lt; &#x41;&#66; &nope; & &;&"), "a\u{a0}&lt; AB &nope; & &;&");
    }
}
