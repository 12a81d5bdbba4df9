//! Facts in prose: what a reference asks for, as written, and what it was found to be.

mod ask;
mod read;
mod print;
mod name;
mod find;

pub use ask::{Ask, Doubt, Fact, Key, Mark, Other, Value, Verb};
pub use find::{Braced, Found, NUMBER, braced_before, doubts, find, loose, marks, meant, references};
pub use name::{anchor, apart, key_name, reference};
pub use print::quoted;
pub use read::{Flaw, RESERVED, Slip, read, read_named};

/// What stands for a reference in plain text until its value is known. A control character cannot stand in
/// a note that is published.
pub fn placeholder(number: u32) -> String {
    format!("\u{1a}{number}\u{1a}")
}

/// A plain text with its placeholders filled in.
pub fn filled(text: &str, values: &[String]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('\u{1a}');
    out.push_str(parts.next().unwrap_or(""));
    while let (Some(number), behind) = (parts.next(), parts.next()) {
        let value = number.parse::<usize>().ok().and_then(|number| values.get(number));
        out.push_str(value.map_or("", String::as_str));
        out.push_str(behind.unwrap_or(""));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_in_their_order() {
        let text = format!("a {} b {}", placeholder(1), placeholder(0));
        assert_eq!(filled(&text, &["x".to_owned(), "y".to_owned()]), "a y b x");
        assert_eq!(filled("plain", &[]), "plain");
        assert_eq!(filled("a\u{1a}9\u{1a}b\u{1a}", &[]), "ab");
    }

    #[test]
    fn verbs_stand_in_the_order_of_their_words() {
        for (word, verb) in Verb::ALL {
            assert_eq!((verb.word(), Verb::of(word)), (word, Some(verb)));
        }
        assert_eq!(Verb::of("facts"), None);
    }
}
