//! Ids for headings and figures: made from words, bounded, never given twice.

use std::collections::HashMap;

use crate::model::portable::folded;

/// The longest id, in bytes.
const LONGEST: usize = 64;

/// An id made from words: letters and digits of any script in lower case, with `-` between the words.
/// Empty where there is neither letter nor digit; at most 64 bytes.
pub fn slug(words: &str) -> String {
    let mut slug = String::new();
    let mut gap = false;
    for c in words.chars() {
        if !c.is_alphanumeric() && c != '_' {
            gap = true;
            continue;
        }
        if slug.len() + 8 > LONGEST {
            break;
        }
        if gap && !slug.is_empty() {
            slug.push('-');
        }
        gap = false;
        slug.extend(c.to_lowercase());
    }
    slug
}

/// Whether a text can stand as an id: letters, digits, `-` and `_`, at most 64 bytes.
pub fn is_id(text: &str) -> bool {
    let allowed = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    !text.is_empty() && text.len() <= LONGEST && text.chars().all(allowed)
}

/// Whether an id stands on the page of a note by itself: its main part, its facts, sources and corrections.
pub fn is_of_page(id: &str) -> bool {
    let counted = |(word, number): (&str, &str)| {
        ["fact", "at-fact", "source"].contains(&word) && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    let dated = |rest: &str| !rest.is_empty() && rest.bytes().all(|c| c.is_ascii_digit() || c == b'-');
    id == "main"
        || id.rsplit_once('-').is_some_and(counted)
        || id.strip_prefix("correction-").is_some_and(dated)
}

/// The ids given so far.
#[derive(Debug, Default)]
pub struct Ids {
    /// Each id and the number that the next of the same words gets, by the id without case: figures are files of their
    /// ids' names.
    given: HashMap<String, (String, u32)>,
}

impl Ids {
    /// Gives out an id that no one has yet: these words, or these words with a number behind.
    pub fn free(&mut self, words: &str) -> String {
        let base = slug(words);
        let base = if base.is_empty() { "section".to_owned() } else { base };
        if self.take(&base) {
            return base;
        }
        if is_of_page(&numbered(&base, 2)) {
            return self.free(&format!("{base}-section"));
        }
        let mut number = self.given.get(&*folded(&base)).map_or(2, |(_, next)| *next);
        let id = loop {
            let candidate = numbered(&base, number);
            number += 1;
            if self.take(&candidate) {
                break candidate;
            }
        };
        if let Some((_, next)) = self.given.get_mut(&*folded(&base)) {
            *next = number;
        }
        id
    }

    /// Takes this very id; `false` when it or one that differs by case alone is taken already, or the page's.
    pub fn take(&mut self, id: &str) -> bool {
        let key = folded(id);
        if is_of_page(&key) || self.given.contains_key(&*key) {
            return false;
        }
        self.given.insert(key.into_owned(), (id.to_owned(), 2));
        true
    }

    /// All of them, sorted.
    pub fn into_sorted(self) -> Vec<String> {
        let mut ids: Vec<String> = self.given.into_values().map(|(id, _)| id).collect();
        ids.sort_unstable();
        ids
    }
}

fn numbered(base: &str, number: u32) -> String {
    let number = format!("-{number}");
    let room = base.floor_char_boundary(LONGEST - number.len());
    format!("{}{number}", &base[..room])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_keeps_letters_of_any_script() {
        assert_eq!(slug("  Price of a Token, 2025!"), "price-of-a-token-2025");
        assert_eq!(slug("价格：每百万 Token"), "价格-每百万-token");
        assert_eq!(slug("!!!"), "");
    }

    #[test]
    fn no_id_is_given_twice_and_none_is_long() {
        let mut ids = Ids::default();
        assert_eq!(ids.free("A"), "a");
        assert!(ids.take("a-2"));
        assert_eq!((ids.free("a").as_str(), ids.free("A!").as_str()), ("a-3", "a-4"));
        assert_eq!(ids.free("…"), "section");
        let of_page = ["Main", "Source 1", "Source", "Source", "Source", "Correction 2025-01-01"];
        let given = of_page.map(|words| ids.free(words));
        let wanted = [
            "main-2",
            "source-1-2",
            "source",
            "source-section",
            "source-section-2",
            "correction-2025-01-01-section",
        ];
        assert_eq!(given, wanted);
        assert!(!ids.take("fact-12") && !ids.take("at-fact-1") && ids.take("fact") && ids.take("source-a"));
        let long: Vec<String> = (0..200).map(|_| ids.free(&"价 ".repeat(900))).collect();
        assert!(long.iter().all(|id| id.len() <= LONGEST && is_id(id)), "{long:?}");
    }
}
