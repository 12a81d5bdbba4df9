//! Finds the known name that was probably meant.

/// The known name nearest to a word, if it is near enough to be what was meant.
///
/// Optimal string alignment distance (a swap of neighbours counts once), at most a third of the
/// word's length and at least one; among equals the first in order. A text too long to be a name is
/// near to none. Names without the letters of the word are passed over before distances are measured,
/// for there may be as many mistakes as names.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let limit = (word.chars().count() / 3).max(1);
    let lower = word.to_lowercase();
    let letters = letters(word);
    // A change of a letter takes one away and brings another.
    let may_be_near = |name: &str| {
        name.len() <= LONGEST + limit && (letters ^ self::letters(name)).count_ones() as usize <= 2 * limit
    };
    known
        .into_iter()
        .filter(|name| may_be_near(name))
        .filter(|name| name.chars().count().abs_diff(word.chars().count()) <= limit)
        .map(|name| (strsim::osa_distance(&lower, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// The longest word for which a near name is looked for, in bytes.
const LONGEST: usize = 200;

/// Which of the letters and signs of ASCII a text holds, one bit each; capitals are no other letters.
fn letters(text: &str) -> u128 {
    let ascii = text.bytes().filter(u8::is_ascii);
    ascii.fold(0, |seen, byte| seen | 1 << byte.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_found() {
        assert_eq!(nearest("deepsek", ["openai", "deepseek", "xai"]), Some("deepseek"));
        assert_eq!(nearest("titel", ["title", "tags"]), Some("title"));
        assert_eq!(nearest("zebra", ["openai", "deepseek"]), None);
        assert_eq!(nearest("OpenIA", ["deepseek", "openai"]), Some("openai"));
        assert_eq!(nearest("\u{212a}imi", ["kimi"]), Some("kimi"));
        assert_eq!(nearest(&"a".repeat(300), [&*"a".repeat(299)]), None);
    }
}
