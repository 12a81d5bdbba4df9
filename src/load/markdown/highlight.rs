//! Code in colour: comments, texts, numbers and words of a language get a class each.
//!
//! One pass over the bytes with a table of languages, no grammar: it takes time in proportion to the
//! text, whatever the text is, and what it does not know stays plain.

use super::escape::escape;
use super::languages::{self, Language, With};

/// What a piece of code is, as the last part of its class.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Class {
    Plain,
    Comment,
    Text,
    Number,
    Keyword,
    Function,
    Key,
    Mark,
    Variable,
}

/// Writes code in colour; `None` where the language is not known.
pub fn highlight(code: &str, language: &str) -> Option<String> {
    let language = languages::find(language)?;
    let mut pieces = Pieces { code, language, at: 0, in_tag: false };
    let mut html = String::with_capacity(code.len() * 2);
    let mut plain = 0;
    while pieces.at < code.len() {
        let from = pieces.at;
        let class = pieces.next();
        if class == Class::Plain {
            continue;
        }
        escape(&mut html, &code[plain..from]);
        html.push_str("<span class=\"h-");
        html.push(letter(class));
        html.push_str("\">");
        escape(&mut html, &code[from..pieces.at]);
        html.push_str("</span>");
        plain = pieces.at;
    }
    escape(&mut html, &code[plain..]);
    Some(html)
}

/// The letter of a class in the stylesheet.
fn letter(class: Class) -> char {
    match class {
        Class::Plain => ' ',
        Class::Comment => 'c',
        Class::Text => 's',
        Class::Number => 'n',
        Class::Keyword => 'k',
        Class::Function => 'f',
        Class::Key => 't',
        Class::Mark => 'a',
        Class::Variable => 'v',
    }
}

/// Words that are values in most languages.
const VALUES: [&str; 13] = [
    "true",
    "false",
    "null",
    "True",
    "False",
    "None",
    "nil",
    "undefined",
    "NaN",
    "NULL",
    "TRUE",
    "FALSE",
    "nullptr",
];

/// Code that is cut into pieces. Every piece starts and ends beside an ASCII character.
struct Pieces<'c> {
    code: &'c str,
    language: &'static Language,
    at: usize,
    in_tag: bool,
}

impl<'c> Pieces<'c> {
    /// Moves past the next piece and tells what it is.
    fn next(&mut self) -> Class {
        if let Some(class) = self.comment() {
            return class;
        }
        let byte = self.rest().as_bytes()[0];
        if self.language.with == With::Tags && !self.in_tag {
            return self.outside_tags(byte);
        }
        match byte {
            b'"' | b'\'' | b'`' => self.text(),
            b'0'..=b'9' => self.number(),
            b'$' if self.language.with == With::Dollars => self.variable(),
            b'@' => self.marked(),
            b'>' if self.in_tag => {
                self.in_tag = false;
                self.past(1)
            }
            byte if is_word(byte) => self.word(),
            _ => self.past(1),
        }
    }

    fn rest(&self) -> &'c str {
        &self.code[self.at..]
    }

    fn past(&mut self, bytes: usize) -> Class {
        self.at += bytes;
        Class::Plain
    }

    /// Moves behind the next appearance of a text, or to the end.
    fn past_next(&mut self, end: &str) {
        self.at += self.rest().find(end).map_or(self.rest().len(), |found| found + end.len());
    }

    fn comment(&mut self) -> Option<Class> {
        let rest = self.rest();
        if let Some((start, end)) = self.language.blocks.iter().find(|(start, _)| rest.starts_with(start)) {
            self.at += start.len();
            self.past_next(end);
            return Some(Class::Comment);
        }
        let marker = self.language.comments.iter().find(|marker| rest.starts_with(**marker))?;
        // `$#`, `a#b` and `://` are no comments.
        let before = self.code[..self.at].bytes().next_back().unwrap_or(b' ');
        let joined = is_word(before) || matches!(before, b'$' | b'{' | b':');
        if joined && *marker != "--" {
            return None;
        }
        self.at += rest.find('\n').unwrap_or(rest.len());
        Some(Class::Comment)
    }

    /// A text in quotes. Those of one sign end with their line when nothing closes them.
    fn text(&mut self) -> Class {
        let rest = self.rest();
        let Some(quote) = self.language.quotes.iter().find(|quote| rest.starts_with(**quote)) else {
            return self.past(1);
        };
        let bytes = rest.as_bytes();
        let runs_on =
            quote.len() > 1 || *quote == "`" || matches!(self.language.with, With::Dollars | With::AnyCase);
        let mut end = quote.len();
        while end < bytes.len() && !rest[end..].starts_with(quote) {
            end = match bytes[end] {
                b'\\' if end + 1 < bytes.len() => end + 1 + letter_length(&rest[end + 1..]),
                b'\n' if !runs_on => break,
                _ => end + letter_length(&rest[end..]),
            };
        }
        let closed = rest[end.min(bytes.len())..].starts_with(quote);
        self.at += (end + if closed { quote.len() } else { 0 }).min(bytes.len());
        if self.names_a_value() { Class::Key } else { Class::Text }
    }

    /// Whether the sign that stands behind the names of values comes next.
    fn names_a_value(&self) -> bool {
        let With::Keys(sign) = self.language.with else { return false };
        self.rest().trim_start_matches(' ').as_bytes().first() == Some(&sign)
    }

    fn number(&mut self) -> Class {
        let bytes = self.rest().as_bytes();
        let part = |at: usize| match bytes[at] {
            b'.' => bytes.get(at + 1).is_some_and(u8::is_ascii_digit),
            b'+' | b'-' => matches!(bytes[at - 1], b'e' | b'E') && bytes[0] != b'0',
            byte => byte.is_ascii_alphanumeric() || byte == b'_',
        };
        self.at += (1..bytes.len()).find(|at| !part(*at)).unwrap_or(bytes.len());
        Class::Number
    }

    fn variable(&mut self) -> Class {
        match self.rest().as_bytes().get(1) {
            Some(b'{') => {
                let line = self.rest().find(['}', '\n']).unwrap_or(self.rest().len());
                self.at += (line + 1).min(self.rest().len());
            }
            Some(byte) if is_word(*byte) => {
                self.at += 1;
                self.name();
            }
            _ => return self.past(1),
        }
        Class::Variable
    }

    /// A word behind `@`.
    fn marked(&mut self) -> Class {
        self.at += 1;
        if self.name().is_empty() { Class::Plain } else { Class::Mark }
    }

    fn word(&mut self) -> Class {
        let word = self.name();
        if self.in_tag {
            return Class::Mark;
        }
        if VALUES.contains(&word) {
            return Class::Number;
        }
        if self.language.has_keyword(word) {
            return Class::Keyword;
        }
        if self.names_a_value() {
            return Class::Key;
        }
        if self.rest().starts_with('(') { Class::Function } else { Class::Plain }
    }

    /// Moves past a word. In names of values and tags it may hold hyphens and points.
    fn name(&mut self) -> &'c str {
        let rest = self.rest();
        let hyphens = matches!(self.language.with, With::Keys(_) | With::Tags);
        let part = |byte: u8| is_word(byte) || hyphens && matches!(byte, b'-' | b'.');
        let length = rest.bytes().position(|byte| !part(byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// Plain text up to the next tag, or the tag's name.
    fn outside_tags(&mut self, byte: u8) -> Class {
        if byte != b'<' {
            return self.past(self.rest().find('<').unwrap_or(self.rest().len()));
        }
        self.in_tag = true;
        self.at += 1;
        if self.rest().starts_with(['/', '!', '?']) {
            self.at += 1;
        }
        if self.name().is_empty() { Class::Plain } else { Class::Key }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn letter_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Code with the class of each piece in front of it.
    fn shown(code: &str, language: &str) -> String {
        let html = highlight(code, language).unwrap();
        html.replace("<span class=\"h-", "[")
            .replace("\">", ":")
            .replace("</span>", "]")
            .replace("&quot;", "\"")
    }

    #[test]
    fn code_gets_classes_and_keeps_its_text() {
        assert_eq!(
            shown("// <b>\nlet x = f(\"a\\\"b\", 1.5e-3, true);", "rust"),
            "[c:// &lt;b&gt;]\n[k:let] x = [f:f]([s:\"a\\\"b\"], [n:1.5e-3], [n:true]);"
        );
        assert_eq!(
            shown("@cached\ndef f(x):\n    '''多\n行'''\n    return x[0]  # 加权", "python"),
            "[a:@cached]\n[k:def] [f:f](x):\n    [s:'''多\n行''']\n    [k:return] x[[n:0]]  [c:# 加权]"
        );
        assert_eq!(
            shown("for f in a-*.csv; do echo \"${f}\" $#; done # x", "bash"),
            "[k:for] f [k:in] a-*.csv; [k:do] echo [s:\"${f}\"] $#; [k:done] [c:# x]"
        );
        assert_eq!(shown("select a -- b\nFROM t", "SQL"), "[k:select] a [c:-- b]\n[k:FROM] t");
    }

    #[test]
    fn names_of_values_and_tags_are_told_from_values() {
        assert_eq!(
            shown("{\"a\": \"b\", \"n\" : null}", "json"),
            "{[t:\"a\"]: [s:\"b\"], [t:\"n\"] : [n:null]}"
        );
        assert_eq!(shown("a-b: 'c' # d\nurl: x", "yaml"), "[t:a-b]: [s:'c'] [c:# d]\n[t:url]: x");
        assert_eq!(
            shown("<!-- x --><a href='/'>for \"1\"</a>", "html"),
            "[c:&lt;!-- x --&gt;][t:&lt;a] [a:href]=[s:'/']&gt;for \"1\"[t:&lt;/a]&gt;"
        );
    }

    #[test]
    fn unknown_languages_stay_plain() {
        assert_eq!(highlight("x", "no-such-language"), None);
        assert_eq!(highlight("", "rust").as_deref(), Some(""));
    }

    proptest! {
        #[test]
        fn no_letter_of_the_code_is_lost(code in "[a-f\"'`\\\\/*#<>@${}=:.0-9\n é中-]{0,60}", at in 0usize..8) {
            let language = ["python", "json", "bash", "sql", "html", "toml", "rust", "js"][at];
            let html = highlight(&code, language).unwrap();
            let mut text = String::new();
            for piece in html.split('<') {
                text.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
            }
            let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
            prop_assert_eq!(text, code);
        }
    }
}
