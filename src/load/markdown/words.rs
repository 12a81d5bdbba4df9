//! How long a text is: words of alphabetic script plus Chinese and Japanese characters.

use super::cjk::is_wide;

/// Counts the words of a plain text. A run of letters and digits is one word; a wide character is one.
pub fn count(plain: &str) -> u32 {
    let mut words = 0;
    let mut inside = false;
    for c in plain.chars() {
        if c.is_ascii() {
            let letter = c.is_ascii_alphanumeric() || (inside && matches!(c, '\'' | '-' | '.' | ','));
            words += u32::from(letter && !inside);
            inside = letter;
        } else if is_wide(c) {
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
