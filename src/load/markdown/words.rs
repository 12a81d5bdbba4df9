//! How long a text is: words of alphabetic script plus Chinese and Japanese characters.

use super::cjk::is_wide;

/// Counts the words of a plain text. A run of letters and digits is one word; a wide character is one.
pub fn count(plain: &str) -> u32 {
    let (mut words, mut inside) = (0, false);
    let mut rest = plain.as_bytes().iter();
    while let Some(&byte) = rest.next() {
        if byte < 0x80 {
            // Without branches: which byte ends a word cannot be foretold.
            let class = LETTERS[usize::from(byte)];
            let letter = class == 2;
            words += u32::from(letter & !inside);
            inside = letter | ((class == 1) & inside);
            continue;
        }
        // The bulk of Chinese text: U+4000 to U+9FFF.
        if (0xe4..=0xe9).contains(&byte) {
            words += 1;
            inside = false;
            rest.nth(1);
            continue;
        }
        let at = plain.len() - rest.len() - 1;
        let c = plain[at..].chars().next().expect("a character begins here");
        rest.nth(c.len_utf8() - 2);
        if is_wide(c) {
            words += u32::from(c.is_alphanumeric());
            inside = false;
        } else if c.is_alphanumeric() {
            words += u32::from(!inside);
            inside = true;
        } else if c != '\u{2019}' {
            inside = false;
        }
    }
    words
}

/// 2: part of a word; 1: keeps a word going; 0: ends it.
const LETTERS: [u8; 128] = {
    let mut table = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => 2,
            b'\'' | b'-' | b'.' | b',' => 1,
            _ => 0,
        };
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn words_and_characters_add_up() {
        assert_eq!(count("It's 1,000 tokens a day."), 5);
        assert_eq!(count("价格下降 75%，随后。"), 7);
        assert_eq!(count("用 GPT-5 做研究"), 5);
        assert_eq!(count(" — … "), 0);
    }
}
