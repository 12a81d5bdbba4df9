//! Names that become parts of an address: of files, folders and slugs.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::diag::catalog::files::NameFlaw;
use crate::model::portable::is_device;
use crate::source::WELL_KNOWN;

/// The longest name, in bytes.
const LONGEST: usize = 80;

/// What is wrong with a name of a note (a slug, the stem of its file, its folder): it must consist of
/// letters and digits of any script, `-`, `_` and `.`.
pub fn flaw(name: &str) -> Option<NameFlaw> {
    let composed: String = name.nfc().collect();
    if composed.trim().is_empty() {
        return Some(NameFlaw::Empty);
    }
    if let Some(c) = composed.chars().find(|c| matches!(c, '/' | '\\')) {
        return Some(if name.contains("..") { NameFlaw::Climbs } else { NameFlaw::Separator(c) });
    }
    if composed.chars().any(char::is_control) {
        return Some(NameFlaw::Control);
    }
    if !composed.chars().any(char::is_alphanumeric) {
        return Some(NameFlaw::Punctuation);
    }
    if let Some(flaw) = outer_flaw(&composed, LONGEST) {
        return Some(flaw);
    }
    let fits = |c: &char| c.is_alphanumeric() || is_combining_mark(*c) || "-_.".contains(*c);
    composed.chars().find(|c| !fits(c)).map(NameFlaw::Character)
}

/// What is wrong with a part of the path of a file that is only copied: it must fit every file system.
pub fn part_flaw(name: &str) -> Option<NameFlaw> {
    if name == WELL_KNOWN {
        return None;
    }
    if name.chars().any(char::is_control) {
        return Some(NameFlaw::Control);
    }
    let unfit = |c: &char| "\\:*?\"<>|".contains(*c);
    name.chars().find(unfit).map(NameFlaw::Character).or_else(|| outer_flaw(name, 200))
}

/// What Windows and the length of file names forbid.
fn outer_flaw(name: &str, most: usize) -> Option<NameFlaw> {
    if is_device(name) {
        return Some(NameFlaw::Reserved);
    }
    if name.starts_with('.') || name.ends_with('.') {
        return Some(NameFlaw::EdgeDot);
    }
    if name.ends_with(' ') {
        return Some(NameFlaw::Character(' '));
    }
    (name.len() > most).then_some(NameFlaw::TooLong(most))
}

/// Whether a text is a clean path below the site's address: an old URL (`/2024/old-name/`).
pub fn is_old_path(path: &str) -> bool {
    let inner = path.strip_prefix('/').unwrap_or(path);
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    !inner.is_empty() && path.len() <= 200 && inner.split('/').all(|part| flaw(part).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_of_every_script_are_good() {
        for good in
            ["gpt-4.1", "价格战", "café", "cafe\u{301}", "o3_mini", "हिन्दी", "com10", "auxiliary", "a..b"]
        {
            assert_eq!(flaw(good), None, "{good}");
        }
        assert_eq!(flaw(&"a".repeat(80)), None);
    }

    #[test]
    fn each_flaw_has_its_name() {
        for (name, wanted) in [
            ("", NameFlaw::Empty),
            (" \u{3000}", NameFlaw::Empty),
            ("../../x", NameFlaw::Climbs),
            ("..\\x", NameFlaw::Climbs),
            ("..", NameFlaw::Punctuation),
            ("a/b", NameFlaw::Separator('/')),
            ("a\\b", NameFlaw::Separator('\\')),
            ("a\0", NameFlaw::Control),
            ("!!!", NameFlaw::Punctuation),
            ("AUX", NameFlaw::Reserved),
            ("com1.txt", NameFlaw::Reserved),
            (".x", NameFlaw::EdgeDot),
            ("x.", NameFlaw::EdgeDot),
            ("a b", NameFlaw::Character(' ')),
            ("a?b", NameFlaw::Character('?')),
            ("a%2e", NameFlaw::Character('%')),
            ("a\u{202e}b", NameFlaw::Character('\u{202e}')),
        ] {
            assert_eq!(flaw(name), Some(wanted), "{name:?}");
        }
        assert_eq!(flaw(&"a".repeat(81)), Some(NameFlaw::TooLong(80)));
    }

    #[test]
    fn copied_files_may_have_freer_names() {
        assert_eq!(part_flaw("Photo (1), final.png"), None);
        assert_eq!(part_flaw("nul.png"), Some(NameFlaw::Reserved));
        assert_eq!(part_flaw("a:b.png"), Some(NameFlaw::Character(':')));
    }

    #[test]
    fn an_old_path_is_clean_and_relative() {
        for good in ["/2024/old/", "old", "old/page.html", "/价格/"] {
            assert!(is_old_path(good), "{good}");
        }
        for bad in
            ["", "/", "//evil", "https://x/y", "a/../b", "a?b", "a#b", "a//b", "\\x", "a b", "javascript:x"]
        {
            assert!(!is_old_path(bad), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_good_name_stays_in_its_folder(name in "\\PC{0,12}") {
            if flaw(&name).is_none() {
                prop_assert!(!name.contains(['/', '\\', '\0', ':', '?', '#', '%', '<', '"', '&']) && name != "..");
            }
        }
    }
}
