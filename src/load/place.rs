//! What a file of the site is, told from its path: a note, rows, settings, a picture.

use unicode_normalization::UnicodeNormalization;

use super::name;
use crate::diag::catalog::files as say;
use crate::diag::{Diagnostic, nearest};
use crate::model::id::LangId;
use crate::model::note::Kind;
use crate::source::{FileId, FilePath, Span, WELL_KNOWN};

/// What a file is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Role {
    /// `content/site.yaml`.
    Site,
    /// `content/sources.yaml`.
    Sources,
    /// A note.
    Note(NotePath),
    /// The rows of a dataset.
    Rows,
    /// The description of a dataset.
    Sidecar,
    /// The rows that a pinned report holds.
    Lock,
    /// A picture of a contributor that may hold scripts.
    Svg,
    /// A file that is copied.
    Asset,
    /// A file of a kind that is not published.
    Unknown,
    /// A template of the site.
    Template,
    /// A file that is no part of the site: hidden, left by an editor, or written by a command.
    Nothing,
}

/// What the path of a note says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotePath {
    /// Its kind.
    pub kind: Kind,
    /// Its name without endings, in composed Unicode.
    pub stem: String,
    /// Its language.
    pub lang: LangId,
    /// Whether it is `<stem>/index.md`.
    pub bundle: bool,
}

/// Endings of files that a browser runs.
const ACTIVE: [&str; 13] =
    ["html", "htm", "xhtml", "xht", "shtml", "xml", "xsl", "xslt", "js", "mjs", "cjs", "svgz", "hta"];

/// Endings of the files that a contributor may publish beside notes: pictures, documents, sound and moving pictures.
/// What a browser or a web server might run, what an editor or a merge left behind, and what hosts take orders from
/// (`_redirects`, `CNAME`) has none of them.
const COPIED: [&str; 26] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "pdf", "txt", "mp4", "webm", "ogv", "mp3", "m4a", "ogg",
    "wav", "flac", "vtt", "zip", "xlsx", "docx", "pptx", "ods", "odt", "odp", "epub", "parquet",
];

/// What a file is; what its path has wrong is told. A misplaced file is nothing.
pub fn role(id: FileId, path: &FilePath, languages: &[String], diagnostics: &mut Vec<Diagnostic>) -> Role {
    let parts: Vec<&str> = path.as_str().split('/').collect();
    let inner = match parts.as_slice() {
        ["static", WELL_KNOWN, inner @ ..] => inner,
        all => all,
    };
    if inner.iter().any(|part| is_ignored(part)) {
        return Role::Nothing;
    }
    let whole = Span::whole(id);
    let ending = path.extension();
    let role = match (parts.as_slice(), ending.as_str()) {
        (["content", "site.yaml"], _) => Role::Site,
        (["content", "sources.yaml"], _) => Role::Sources,
        (["content", rest @ ..], "md") => return note(whole, rest, languages, diagnostics),
        (["content", "data", _], "csv") => Role::Rows,
        (["content", "data", .., name], "csv") => {
            diagnostics.push(say::misplaced_dataset(whole, name));
            return Role::Nothing;
        }
        (["content", "data", _], "yaml") => Role::Sidecar,
        (["content", name], "yaml" | "yml") | (["content", "data", .., name], "yaml" | "yml") => {
            diagnostics.push(say::stray_yaml(whole, near_yaml(path, name).as_deref()));
            return Role::Nothing;
        }
        (["content", "reports", ..], "lock") => Role::Lock,
        (["content", ..], "svg") => Role::Svg,
        (["content", ..], active) if ACTIVE.contains(&active) => {
            diagnostics.push(say::active_file(whole, active));
            return Role::Nothing;
        }
        (["content", ..], other) if !COPIED.contains(&other) => return Role::Unknown,
        (["content" | "static", ..], _) => Role::Asset,
        _ => return Role::Template,
    };
    let told = copied_name_flaw(whole, &role, &parts);
    diagnostics.extend(told);
    role
}

/// Names that are never part of a site: hidden files, and what editors and file managers leave behind.
fn is_ignored(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with(['~'])
        || name.ends_with(".swp")
        || name.ends_with(".swo")
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
}

/// A name that some file system, or an address, cannot hold.
fn copied_name_flaw(whole: Span, role: &Role, parts: &[&str]) -> Option<Diagnostic> {
    match role {
        Role::Rows => {
            let name = parts.last()?.rsplit_once('.')?.0;
            name::flaw(name).map(|flaw| say::unusable_name(whole, "the file's name", name, flaw))
        }
        Role::Svg | Role::Asset => parts.iter().find_map(|part| {
            name::part_flaw(part).map(|flaw| say::unusable_name(whole, "the file's name", part, flaw))
        }),
        _ => None,
    }
}

/// The path that a YAML file was probably meant to have.
fn near_yaml(path: &FilePath, name: &str) -> Option<String> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if path.folder() != "content" {
        return Some(format!("content/data/{stem}.yaml"));
    }
    nearest(stem, ["site", "sources"]).map(|near| format!("content/{near}.yaml"))
}

/// The folders of notes.
fn folders() -> Vec<&'static str> {
    Kind::ALL.into_iter().map(Kind::folder).collect()
}

/// A note by its path below `content/`.
fn note(whole: Span, rest: &[&str], languages: &[String], diagnostics: &mut Vec<Diagnostic>) -> Role {
    let kind = rest.first().and_then(|folder| Kind::of_folder(folder));
    let named = |file: &str| file.get(..file.len() - 3).unwrap_or("").to_owned();
    let (Some(kind), [_, folders @ .., file]) = (kind, rest) else {
        return misplaced(whole, rest, diagnostics);
    };
    let file = named(file);
    let (own, suffix) = edition(&file, languages);
    let bundle = own == "index";
    if bundle && folders.is_empty() {
        return misplaced(whole, rest, diagnostics);
    }
    // A bundle is called after its folder; folders above a note are part of its name and address.
    let parts: Vec<&str> = folders.iter().copied().chain((!bundle).then_some(own)).collect();
    let (name, suffix) = (parts.join("/"), suffix.map(str::to_owned));
    let lang = suffix.as_ref().map_or(Some(0), |code| languages.iter().position(|language| language == code));
    let flawed = parts.iter().find_map(|part| name::flaw(part).map(|flaw| (*part, flaw)));
    if let Some((part, flaw)) = flawed {
        let what = if part == own { "the file's name" } else { "the folder's name" };
        diagnostics.push(say::unusable_name(whole, what, part, flaw));
    } else if lang.is_none() {
        let known: Vec<&str> = languages.iter().map(String::as_str).collect();
        diagnostics.push(say::unknown_edition(whole, suffix.as_deref().unwrap_or(""), &known));
    }
    let Some(lang) = lang else { return Role::Nothing };
    Role::Note(NotePath { kind, stem: name.nfc().collect(), lang: LangId(lang as u8), bundle })
}

fn misplaced(whole: Span, rest: &[&str], diagnostics: &mut Vec<Diagnostic>) -> Role {
    let folders = folders();
    let near =
        rest.first().filter(|_| rest.len() > 1).and_then(|folder| nearest(folder, folders.iter().copied()));
    diagnostics.push(say::misplaced_note(whole, &folders, near));
    Role::Nothing
}

/// A stem without its language (`gpt-4o.zh` is `gpt-4o` in `zh`); the language need not be known.
fn edition<'a>(stem: &'a str, languages: &[String]) -> (&'a str, Option<&'a str>) {
    match stem.rsplit_once('.') {
        Some((name, code)) if languages.iter().any(|language| language == code) || is_code(code) => {
            (name, Some(code))
        }
        _ => (stem, None),
    }
}

/// Whether a text looks like a language code: two or three letters, with a script or region or without.
fn is_code(text: &str) -> bool {
    let (language, region) = text.split_once('-').unwrap_or((text, "XX"));
    let letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic());
    (2..=3).contains(&language.len()) && letters(language) && matches!(region.len(), 2 | 4) && letters(region)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(path: &str) -> (Role, Option<&'static str>) {
        let mut diagnostics = Vec::new();
        let languages = ["en".to_owned(), "zh".to_owned()];
        let role = role(FileId(0), &FilePath::new(path), &languages, &mut diagnostics);
        (role, diagnostics.first().map(|diagnostic| diagnostic.code))
    }

    #[test]
    fn a_note_is_told_by_its_folder_and_its_name() {
        let note = |kind, stem: &str, lang, bundle| {
            let path = NotePath { kind, stem: stem.to_owned(), lang: LangId(lang), bundle };
            (Role::Note(path), None)
        };
        assert_eq!(told("content/models/gpt-4.1.md"), note(Kind::Model, "gpt-4.1", 0, false));
        assert_eq!(told("content/models/gpt-4.1.zh.md"), note(Kind::Model, "gpt-4.1", 1, false));
        assert_eq!(told("content/models/a.en.MD"), note(Kind::Model, "a", 0, false));
        assert_eq!(told("content/reports/q3/index.md"), note(Kind::Report, "q3", 0, true));
        assert_eq!(told("content/reports/2025/q3.zh.md"), note(Kind::Report, "2025/q3", 1, false));
        assert_eq!(told("content/reports/2025/q3/index.md"), note(Kind::Report, "2025/q3", 0, true));
        assert_eq!(told("content/reports/con/q3.md").1, Some("unusable-name"));
        assert_eq!(told("content/reports/q3/index.zh.md"), note(Kind::Report, "q3", 1, true));
        assert_eq!(told("content/pages/cafe\u{301}.md"), note(Kind::Page, "caf\u{e9}", 0, false));
    }

    #[test]
    fn every_other_file_has_its_role() {
        for (path, wanted) in [
            ("content/site.yaml", Role::Site),
            ("content/sources.yaml", Role::Sources),
            ("content/data/prices.csv", Role::Rows),
            ("content/data/prices.yaml", Role::Sidecar),
            ("content/reports/q3/pic.svg", Role::Svg),
            ("content/reports/q3/rows.csv", Role::Unknown),
            ("content/reports/Photo (1).png", Role::Asset),
            ("content/reports/q3/config.yaml", Role::Unknown),
            ("content/_redirects", Role::Unknown),
            ("content/CNAME", Role::Unknown),
            ("content/reports/q3.md.orig", Role::Unknown),
            ("content/reports/q3.lock", Role::Lock),
            ("content/.git/config", Role::Nothing),
            ("content/reports/.#q3.md", Role::Nothing),
            ("content/reports/#q3.md#", Role::Nothing),
            ("content/reports/q3.md~", Role::Nothing),
            ("content/reports/.q3.md.swp", Role::Nothing),
            ("static/site.js", Role::Asset),
            ("static/a.svg", Role::Asset),
            ("templates/report.html", Role::Template),
        ] {
            assert_eq!(told(path), (wanted, None), "{path}");
        }
    }

    #[test]
    fn a_file_in_the_wrong_place_is_told() {
        for (path, wanted) in [
            ("content/notes.md", "misplaced-note"),
            ("content/modles/a.md", "misplaced-note"),
            ("content/models/index.md", "misplaced-note"),
            ("content/models/index.zh.md", "misplaced-note"),
            ("content/models/a.fr.md", "unknown-edition"),
            ("content/models/a.zh-Hant.md", "unknown-edition"),
            ("content/models/aux.md", "unusable-name"),
            ("content/models/com1.txt.md", "unusable-name"),
            ("content/models/!!!.md", "unusable-name"),
            ("content/models/a b.md", "unusable-name"),
            ("content/models/nul/index.md", "unusable-name"),
            ("content/models/.md", ""),
            ("content/data/2025/prices.csv", "misplaced-dataset"),
            ("content/data/con.csv", "unusable-name"),
            ("content/data/prices.yml", "stray-yaml"),
            ("content/site.yml", "stray-yaml"),
            ("content/reports/x.html", "active-file"),
            ("content/reports/q3/X.JS", "active-file"),
            ("content/reports/q3/nul.png", "unusable-name"),
        ] {
            assert_eq!(told(path).1.unwrap_or(""), wanted, "{path}");
        }
    }

    proptest! {
        #[test]
        fn no_path_makes_it_panic(path in "(content|static)/(models/|data/)?(\\PC|[a-z./#~]){0,12}(\\.md|\\.csv|\\.yaml)?") {
            let clean = !path.split('/').any(|part| part == "..");
            if clean {
                told(&path);
            }
        }
    }
}
