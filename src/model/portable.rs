//! Names and paths that mean the same on every file system.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// What two paths must differ in to be two everywhere: their form without case, in composed Unicode, without the
/// dots and spaces that some file systems drop at the end of a name.
pub fn folded(path: &str) -> Cow<'_, str> {
    let dropped = |part: &str| part.ends_with(['.', ' ']);
    // Han characters have neither case nor another composed form.
    let kept = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_ascii() && !c.is_ascii_uppercase();
    if path.chars().all(kept) && !path.split('/').any(dropped) {
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

/// Names that Windows keeps for devices, whatever ending they have.
const DEVICES: [&str; 28] = [
    "aux", "con", "nul", "prn", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "com¹", "com²", "com³", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "lpt¹",
    "lpt²", "lpt³",
];

/// Whether Windows keeps a name for a device: `con`, `AUX.md`.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    stem.len() <= 6 && DEVICES.contains(&stem.to_lowercase().as_str())
}

/// A name of the author's as part of a path: that of a device gets a hyphen in front.
pub fn portable(name: &str) -> Cow<'_, str> {
    if is_device(name) { format!("-{name}").into() } else { name.into() }
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
        assert_eq!(
            ["con", "Aux.svg", "COM¹", "console"].map(portable),
            ["-con", "-Aux.svg", "-COM¹", "console"]
        );
        assert_ne!(folded("reports/a/"), folded("reports/b/"));
        assert!(matches!(folded("reports/a.b/index.html"), Cow::Borrowed(_)));
    }
}
