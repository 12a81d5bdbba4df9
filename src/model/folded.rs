//! Paths as the least particular file systems compare them.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// What two paths must differ in to be two everywhere: their form without case, in composed Unicode, without the
/// dots and spaces that some file systems drop at the end of a name.
pub fn folded(path: &str) -> Cow<'_, str> {
    let dropped = |part: &str| part.ends_with(['.', ' ']);
    let kept = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if path.bytes().all(kept) && !path.split('/').any(dropped) {
        return path.into();
    }
    let parts: Vec<&str> = path.split('/').map(|part| part.trim_end_matches(['.', ' '])).collect();
    // Upper case first: it makes one of what full case folding makes one (`ß` and `ss`, `ς` and `σ`).
    parts
        .join("/")
        .nfc()
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
        .nfc()
        .collect::<String>()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_unicode_form_do_not_make_a_path_different() {
        for (one, other) in [
            ("reports/Alpha/", "reports/alpha/"),
            ("reports/caf\u{e9}/", "reports/cafe\u{301}/"),
            ("straße", "STRASSE"),
            ("σς", "ΣΣ"),
            ("a./b", "a/b "),
        ] {
            assert_eq!(folded(one), folded(other));
        }
        assert_ne!(folded("reports/a/"), folded("reports/b/"));
        assert!(matches!(folded("reports/a.b/index.html"), Cow::Borrowed(_)));
    }
}
