//! Stylesheets, scripts and other files of the look: the built-in ones, and the site's own in their place.

use std::borrow::Cow;

use super::address::Addresses;
use super::embedded;
use crate::model::site::Site;
use crate::source::{FilePath, Sources};

/// The files of the look and how pages name them.
pub struct Assets {
    /// Path and bytes of files to write.
    pub files: Vec<(String, Cow<'static, [u8]>)>,
    /// Addresses of stylesheets in order.
    pub styles: Vec<String>,
    /// The address of the stylesheet that holds the fonts. Pages name it last: no text waits for it.
    pub fonts: String,
    /// The address of the stylesheet of feeds.
    pub feed: String,
    /// Addresses of scripts by name (`theme.js`), in order.
    pub scripts: Vec<(&'static str, String)>,
}

/// Joins the stylesheets and names files after what they hold. A site's own file below `static/` takes
/// the place of ours; its further stylesheets come last.
pub fn gather(sources: &Sources, site: &Site, addresses: &Addresses) -> Assets {
    let own = |path: &str| sources.find(&format!("static/{path}")).map(|id| sources.file(id).text());
    let (mut sheet, mut fonts, mut feed) = (String::new(), String::new(), String::new());
    for (name, text) in embedded::STYLES {
        let part = match *name {
            embedded::FONTS => &mut fonts,
            embedded::FEED => &mut feed,
            _ => &mut sheet,
        };
        part.push_str(own(&format!("css/{name}")).unwrap_or(text));
    }
    for (_, file) in sources.below("static/css").filter(|(_, file)| !is_joined(&file.path)) {
        sheet.push_str(if file.path.extension() == "css" { file.text() } else { "" });
    }
    let mut files = Vec::new();
    let mut file = |stem: &str, sheet: String| {
        let sheet = squeezed(&sheet);
        let path = format!("assets/{stem}.{}.css", fingerprint(sheet.as_bytes()));
        let address = addresses.local(&path);
        files.push((path, Cow::Owned(sheet.into_bytes())));
        address
    };
    let (styles, fonts, feed) = (vec![file("site", sheet)], file("fonts", fonts), file("feed", feed));
    let mut scripts = Vec::new();
    for &(name, text) in embedded::SCRIPTS {
        let bytes: Cow<'static, [u8]> = match own(&format!("js/{name}")) {
            Some(text) => Cow::Owned(text.as_bytes().to_vec()),
            None => Cow::Owned(bare(text).into_bytes()),
        };
        let stem = name.trim_end_matches(".js");
        let path = format!("assets/{stem}.{}.js", fingerprint(&bytes));
        scripts.push((name, addresses.local(&path)));
        files.push((path, bytes));
    }
    let is_owners =
        |asset: &crate::model::site::Asset| sources.file(asset.file).path.as_str().starts_with("static/");
    let copied = |name: &str| site.assets.iter().any(|asset| asset.path == name && is_owners(asset));
    let others = embedded::FILES.iter().filter(|(name, _)| !copied(name));
    files.extend(others.map(|(name, bytes)| ((*name).to_owned(), Cow::Borrowed(*bytes))));
    Assets { files, styles, fonts, feed, scripts }
}

/// Whether a file of the site stands in for one of our stylesheets or scripts, and so is not copied.
pub fn is_joined(path: &FilePath) -> bool {
    let path = path.as_str();
    let is_one = |folder: &str, files: &[(&str, &str)]| {
        path.strip_prefix(folder).is_some_and(|name| files.iter().any(|file| file.0 == name))
    };
    is_one("static/css/", embedded::STYLES) || is_one("static/js/", embedded::SCRIPTS)
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

/// One of our scripts without indents, empty lines and lines of comment. Ours hold no text of several lines.
fn bare(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.fold(String::with_capacity(script.len()), |mut all, line| {
        all.push_str(line);
        all.push('\n');
        all
    })
}

/// Twelve digits that change when the bytes do (FNV-1a, 64 bits).
pub fn fingerprint(bytes: &[u8]) -> String {
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
    fn the_script_of_figures_is_small() {
        let script = embedded::SCRIPTS.iter().find(|script| script.0 == "figure.js").expect("it is there").1;
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut packed, bare(script).as_bytes()).expect("a list takes it");
        let size = packed.finish().expect("a list takes it").len();
        assert!(size <= 1200, "{size} bytes");
    }

    #[test]
    fn a_script_loses_indents_and_comments_and_nothing_else() {
        assert_eq!(
            bare("// x\n(() => {\n  const a = \"// b\";\n\n})();\n"),
            "(() => {\nconst a = \"// b\";\n})();\n"
        );
    }

    #[test]
    fn a_stylesheet_loses_comments_and_nothing_else() {
        assert_eq!(squeezed("a { /* x */\n  b: c;\n\n}\n/* y\nz */"), "a {\nb: c;\n}\n");
    }
}
