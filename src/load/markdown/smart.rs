//! Curly quotes, dashes and ellipses for English text; what stands beside Chinese is left as it is.

use super::cjk::is_cjk;
use crate::model::figure::Head;
use crate::source::Located;

/// Whether a text holds anything to change.
pub fn wants(text: &str) -> bool {
    let bytes = text.as_bytes();
    let doubled = |at: usize| bytes.get(at + 1) == Some(&bytes[at]);
    memchr::memchr2(b'"', b'\'', bytes).is_some() || memchr::memchr2_iter(b'-', b'.', bytes).any(doubled)
}

/// Sets the words of a figure.
pub fn set_head(head: &mut Head<Located<String>>) {
    let texts = [&mut head.dek, &mut head.alt, &mut head.note].into_iter().flatten();
    for text in texts.chain([&mut head.title.value]) {
        if wants(text) {
            *text = set_words(text);
        }
    }
}

/// A line of plain words with its quotes, dashes and dots set; what stands between backticks is a reference and stays.
fn set_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (place, part) in text.split('`').enumerate() {
        if place > 0 {
            out.push('`');
        }
        if place % 2 == 0 {
            let before = out.chars().next_back().unwrap_or(' ');
            set(&mut out, part, before);
        } else {
            out.push_str(part);
        }
    }
    out
}

const MARKS: [bool; 256] = {
    let mut table = [false; 256];
    table[b'"' as usize] = true;
    table[b'\'' as usize] = true;
    table[b'-' as usize] = true;
    table[b'.' as usize] = true;
    table
};

/// Appends a text with its quotes, dashes and dots set; `before` is the character in front of it.
pub fn set(out: &mut String, text: &str, before: char) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| MARKS[usize::from(byte)]) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let mark = rest.as_bytes()[0];
        let run = match mark {
            b'-' | b'.' => rest.bytes().take_while(|byte| *byte == mark).count(),
            _ => 1,
        };
        let behind = rest[1..].chars().next().unwrap_or(' ');
        let before = out.chars().next_back().unwrap_or(before);
        let beside_cjk = is_cjk(before) || is_cjk(behind);
        let (set, width) = match (mark, run) {
            (b'"', _) if !beside_cjk => (if opens(before) { "“" } else { "”" }, 1),
            (b'\'', _) if !beside_cjk => (if opens(before) && !is_decade(rest) { "‘" } else { "’" }, 1),
            (b'-', 2) => ("–", 2),
            (b'-', 3) => ("—", 3),
            (b'.', 3) => ("…", 3),
            (b'"' | b'\'', _) => (&rest[..1], 1),
            _ => (&rest[..run], run),
        };
        out.push_str(set);
        rest = &rest[width..];
    }
    out.push_str(rest);
}

/// Whether a mark stands for the left out century of a decade: `'90s`.
fn is_decade(rest: &str) -> bool {
    let digits = rest[1..].bytes().take_while(u8::is_ascii_digit).count();
    digits == 2 && rest[3..].starts_with('s')
}

/// Whether a quote behind this character opens.
fn opens(before: char) -> bool {
    before.is_whitespace() || matches!(before, '(' | '[' | '{' | '“' | '‘' | '—' | '–' | '/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn smart(text: &str) -> String {
        let mut out = String::new();
        set(&mut out, text, ' ');
        out
    }

    #[test]
    fn english_gets_its_quotes() {
        assert_eq!(smart("\"It's\" -- 'so' --- (\"x\") ..."), "“It’s” – ‘so’ — (“x”) …");
        assert_eq!(smart("a---- .... -"), "a---- .... -");
        assert_eq!(smart("the '90s, '90 per cent'"), "the ’90s, ‘90 per cent’");
    }

    #[test]
    fn quotes_beside_chinese_stay() {
        assert_eq!(smart("他说\"你好\"，"), "他说\"你好\"，");
    }

    #[test]
    fn references_in_the_words_of_a_figure_stay_as_they_are() {
        assert_eq!(
            set_words("Oracle's {fact}`x detail='a'` -- 'so'"),
            "Oracle’s {fact}`x detail='a'` – ‘so’"
        );
    }
}
