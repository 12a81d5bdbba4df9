//! Curly quotes, dashes and ellipses for English text; what stands beside Chinese is left as it is.

use super::cjk::is_cjk;

/// Whether a text holds anything to change.
pub fn wants(text: &str) -> bool {
    let bytes = text.as_bytes();
    let follows = |at: usize, byte: u8| bytes.get(at + 1) == Some(&byte);
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'"' | b'\'' => true,
        b'-' => follows(at, b'-'),
        b'.' => follows(at, b'.'),
        _ => false,
    })
}

/// Appends a text with its quotes, dashes and dots set; `before` is the character in front of it.
pub fn set(out: &mut String, text: &str, mut before: char) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let behind = rest[c.len_utf8()..].chars().next().unwrap_or(' ');
        let plain = is_cjk(before) || is_cjk(behind);
        let (set, width) = match c {
            '"' if !plain => (if opens(before) { '“' } else { '”' }, 1),
            '\'' if !plain => (if opens(before) { '‘' } else { '’' }, 1),
            '-' if rest.starts_with("---") && !rest.starts_with("----") => ('—', 3),
            '-' if rest.starts_with("--") && !rest.starts_with("---") => ('–', 2),
            '-' => (c, 1),
            '.' if rest.starts_with("...") && !rest.starts_with("....") => ('…', 3),
            c => (c, c.len_utf8()),
        };
        let run = match c {
            '-' | '.' if set == c => rest.bytes().take_while(|byte| *byte == c as u8).count(),
            _ => width,
        };
        match run > width {
            true => out.push_str(&rest[..run]),
            false => out.push(set),
        }
        before = set;
        rest = &rest[run..];
    }
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
    }

    #[test]
    fn quotes_beside_chinese_stay() {
        assert_eq!(smart("他说\"你好\"，"), "他说\"你好\"，");
    }
}
