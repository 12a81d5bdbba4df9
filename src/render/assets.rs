//! Stylesheets, scripts and other files of the look: the built-in ones, and the site's own in their place.

use std::borrow::Cow;

use super::address::Addresses;
use super::embedded;
use crate::model::site::Site;

/// The files of the look and how pages name them.
pub struct Assets {
    /// Path and bytes of files to write.
    pub files: Vec<(String, Cow<'static, [u8]>)>,
    /// Addresses of stylesheets in order.
    pub styles: Vec<String>,
    /// Addresses of scripts by name (`theme.js`), in order.
    pub scripts: Vec<(&'static str, String)>,
}

/// Joins the stylesheets, names files after what they hold, and leaves out what the site replaces.
pub fn gather(site: &Site, addresses: &Addresses) -> Assets {
    let own: Vec<&str> = site.assets.iter().map(|asset| asset.path.as_str()).collect();
    let replaced = |path: &str| own.contains(&path);
    let sheet: String = embedded::STYLES
        .iter()
        .filter(|(name, _)| !replaced(&format!("css/{name}")))
        .map(|(_, text)| *text)
        .collect();
    let sheet = squeezed(&sheet);
    let sheet_path = format!("assets/site.{}.css", fingerprint(sheet.as_bytes()));
    let mut styles = vec![addresses.local(&sheet_path)];
    let own_sheets = own.iter().filter(|path| path.starts_with("css/") && path.ends_with(".css"));
    styles.extend(own_sheets.map(|path| addresses.local(path)));
    let mut files = vec![(sheet_path, Cow::Owned(sheet.into_bytes()))];
    let mut scripts = Vec::new();
    for &(name, text) in embedded::SCRIPTS {
        let own_path = format!("js/{name}");
        if replaced(&own_path) {
            scripts.push((name, addresses.local(&own_path)));
            continue;
        }
        let stem = name.trim_end_matches(".js");
        let path = format!("assets/{stem}.{}.js", fingerprint(text.as_bytes()));
        scripts.push((name, addresses.local(&path)));
        files.push((path, Cow::Borrowed(text.as_bytes())));
    }
    let others = embedded::FILES.iter().filter(|(name, _)| !replaced(name));
    files.extend(others.map(|(name, bytes)| ((*name).to_owned(), Cow::Borrowed(*bytes))));
    Assets { files, styles, scripts }
}

/// A stylesheet without comments, indents and empty lines.
fn squeezed(css: &str) -> String {
    let mut plain = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    let lines = plain.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::with_capacity(plain.len()), |mut all, line| {
        all.push_str(line);
        all.push('\n');
        all
    })
}

/// Twelve digits that change when the bytes do (FNV-1a, 64 bits).
fn fingerprint(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")[..12].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_has_another_name() {
        assert_eq!(fingerprint(b"a"), fingerprint(b"a"));
        assert_ne!(fingerprint(b"a"), fingerprint(b"b"));
        assert_eq!(fingerprint(b"").len(), 12);
    }

    #[test]
    fn a_stylesheet_loses_comments_and_nothing_else() {
        assert_eq!(squeezed("a { /* x */\n  b: c;\n\n}\n/* y\nz */"), "a {\nb: c;\n}\n");
    }
}
