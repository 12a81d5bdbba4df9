//! Takes a snapshot of a site's files: every note, dataset, template and picture, links never followed.

use std::fs::File;
use std::io::{self, Read};
use std::time::SystemTime;

use anyhow::Context;
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::folder::SiteFolder;
use super::jail::Jail;
use super::look::{is_picture, look};
use super::seen::{Seen, Stamp};
use crate::source::{Content, FilePath, SourceFile, Sources, WELL_KNOWN};

/// The folders of a site that are read.
pub const TOPS: [&str; 3] = ["content", "templates", "static"];

/// Endings of files that are read as text below `content/` and `templates/`.
const TEXTS: [&str; 12] =
    ["md", "csv", "yaml", "yml", "lock", "html", "xml", "txt", "json", "css", "js", "svg"];

/// Reads the files below `content/`, `templates/` and `static/`.
///
/// # Errors
/// When the content folder cannot be opened. What is wrong with a single file is kept as its content.
pub fn read(site: &SiteFolder) -> anyhow::Result<Sources> {
    read_again(site, &mut Seen::default())
}

/// The same, where the text of a file that stayed as it was is taken from the last reading.
///
/// # Errors
/// As [`read`].
pub fn read_again(site: &SiteFolder, seen: &mut Seen) -> anyhow::Result<Sources> {
    read_at(site, seen, SystemTime::now())
}

fn read_at(site: &SiteFolder, seen: &mut Seen, now: SystemTime) -> anyhow::Result<Sources> {
    let mut found = Vec::new();
    for top in TOPS {
        let context = || format!("cannot read `{}`", site.top(top).display());
        found.extend(read_top(site, top, Last { seen, now }).with_context(context)?);
    }
    let stamped = |(file, stamp): &(SourceFile, Option<Stamp>)| {
        stamp.map(|stamp| (file.path.clone(), file.content.clone(), stamp))
    };
    seen.replace(found.iter().filter_map(stamped));
    let files = found.into_iter().map(|(file, _)| file).collect();
    Ok(Sources::new(files).shown_as(&site.shown_content, &site.shown_root))
}

/// What was read before, and when it is read again.
#[derive(Clone, Copy)]
struct Last<'s> {
    seen: &'s Seen,
    now: SystemTime,
}

fn read_top(site: &SiteFolder, top: &str, last: Last<'_>) -> io::Result<Vec<(SourceFile, Option<Stamp>)>> {
    let folder = site.top(top);
    match std::fs::symlink_metadata(&folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && top != "content" => return Ok(Vec::new()),
        Err(error) => return Err(error),
        Ok(found) if found.is_symlink() => {
            return Ok(vec![(SourceFile { path: FilePath::new(top), content: Content::Link }, None)]);
        }
        Ok(_) => {}
    }
    let jail = Jail::new(&folder)?;
    let walk = WalkDir::new(&folder).follow_links(false).sort_by_file_name().min_depth(1);
    let found: Vec<Found> =
        walk.into_iter().filter_entry(|entry| !is_ignored(&entry.file_name().to_string_lossy())).collect();
    let files = found.into_par_iter().filter_map(|found| match found {
        Ok(entry) => read_entry(&jail, top, &entry, last),
        Err(error) => Some((unreadable(top, &folder, &error), None)),
    });
    Ok(files.collect())
}

/// Opens a file of the site for copying; links and anything outside are refused.
///
/// # Errors
/// When the system refuses, or the file is no longer a regular file of the site.
pub fn open_source(site: &SiteFolder, path: &FilePath) -> io::Result<File> {
    let (top, inner) = path.as_str().split_once('/').unwrap_or(("content", path.as_str()));
    Jail::new(&site.top(top))?.open(inner)
}

type Found = Result<DirEntry, walkdir::Error>;

/// Names that are never part of a site: hidden files, what editors and file managers leave behind.
pub fn is_ignored(name: &str) -> bool {
    (name.starts_with('.') && name != WELL_KNOWN)
        || name.starts_with("~$")
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || ["node_modules", "Thumbs.db", "desktop.ini", "4913", "___jb_tmp___", "___jb_old___"]
            .contains(&name)
}

fn read_entry(
    jail: &Jail,
    top: &str,
    entry: &DirEntry,
    last: Last<'_>,
) -> Option<(SourceFile, Option<Stamp>)> {
    let kind = entry.file_type();
    let below: Vec<_> = entry.path().components().rev().take(entry.depth()).collect();
    let parts: Vec<_> = below.iter().rev().map(|part| part.as_os_str().to_string_lossy()).collect();
    let inner = parts.join("/");
    let path = FilePath::new(&format!("{top}/{inner}"));
    if kind.is_dir() {
        let folder = SourceFile { path, content: Content::Folder };
        return is_read(top, &folder.path.extension()).then_some((folder, None));
    }
    let mut stamp = None;
    let content = if entry.path().to_str().is_none() {
        Content::Unreadable("its name is not valid UTF-8".to_owned())
    } else if kind.is_symlink() {
        Content::Link
    } else if !kind.is_file() {
        Content::Special
    } else if !is_text(top, &path.extension()) {
        copied(jail, &inner, entry, top == "content" && is_picture(&path.extension()))
    } else {
        let kept = last.seen.content(&path, || Stamp::of(&entry.metadata().ok()?, last.now));
        match kept.map_or_else(|| read_text(jail, &inner, most(&path.extension()), last.now), Ok) {
            Ok((content, read_at)) => {
                stamp = read_at;
                content
            }
            Err(error) => Content::Unreadable(error.to_string()),
        }
    };
    Some((SourceFile { path, content }, stamp))
}

/// Whether a file of this ending is read for what it says: a note, rows, settings, a template.
fn is_read(top: &str, extension: &str) -> bool {
    match top {
        "content" => ["md", "csv", "yaml", "lock"].contains(&extension),
        "templates" => extension == "html",
        _ => false,
    }
}

/// Whether a file is read rather than copied: below `static/` only stylesheets and scripts, which are joined.
pub(super) fn is_text(top: &str, extension: &str) -> bool {
    match top {
        "static" => ["css", "js"].contains(&extension),
        _ => TEXTS.contains(&extension),
    }
}

/// A file that is only copied; of a picture the first bytes are looked at.
fn copied(jail: &Jail, inner: &str, entry: &DirEntry, picture: bool) -> Content {
    match entry.metadata() {
        Ok(found) if picture => match jail.open(inner) {
            Ok(file) => Content::Picture(found.len(), look(file)),
            Err(error) => Content::Unreadable(error.to_string()),
        },
        Ok(found) => Content::Asset(found.len()),
        Err(error) => Content::Unreadable(words(&error)),
    }
}

/// A folder or file that the walk could not enter.
fn unreadable(top: &str, folder: &std::path::Path, error: &walkdir::Error) -> SourceFile {
    let inner = error.path().and_then(|path| path.strip_prefix(folder).ok()).map_or(String::new(), |path| {
        let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/")
    });
    let path = FilePath::new(format!("{top}/{inner}").trim_end_matches('/'));
    SourceFile { path, content: Content::Unreadable(words(error)) }
}

fn words(error: &walkdir::Error) -> String {
    error.io_error().map_or_else(|| error.to_string(), io::Error::to_string)
}

/// How many bytes a text file of this ending may have.
pub(super) fn most(extension: &str) -> u64 {
    match extension {
        "csv" => 100 << 20,
        "md" => 2 << 20,
        "yaml" => 64 << 20,
        _ => 10 << 20,
    }
}

fn read_text(jail: &Jail, inner: &str, most: u64, now: SystemTime) -> io::Result<(Content, Option<Stamp>)> {
    let file = jail.open(inner)?;
    let found = file.metadata()?;
    let (length, stamp) = (found.len(), Stamp::of(&found, now));
    if length > most {
        return Ok((Content::TooLarge(length), None));
    }
    let mut bytes = Vec::with_capacity(length as usize + 1);
    // One byte over the limit tells a file that grew while it was read.
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Ok((Content::TooLarge(bytes.len() as u64), None));
    }
    Ok((content_of(bytes), stamp))
}

/// What the bytes of a text file hold.
pub(super) fn content_of(bytes: Vec<u8>) -> Content {
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    match std::str::from_utf8(plain) {
        Ok(text) => Content::Text(text.into()),
        Err(_) => Content::NotUtf8(bytes.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;
    use std::sync::Arc;
    use std::time::Duration;

    fn site(files: &[(&str, &[u8])]) -> (tempfile::TempDir, SiteFolder) {
        let place = tempfile::tempdir().unwrap();
        for (path, bytes) in files {
            let path = place.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        let folder = SiteFolder::find(&place.path().join("content")).unwrap();
        (place, folder)
    }

    fn kinds(sources: &Sources) -> Vec<String> {
        let kind = |file: &SourceFile| match &file.content {
            Content::Text(text) => format!("{} text {}", file.path, text.len()),
            Content::NotUtf8(bytes) => format!("{} bytes {}", file.path, bytes.len()),
            Content::Asset(size) => format!("{} asset {size}", file.path),
            other => format!("{} {other:?}", file.path),
        };
        sources.iter().map(|(_, file)| kind(file)).collect()
    }

    #[test]
    fn files_are_read_by_what_they_are() {
        let (_place, folder) = site(&[
            ("content/site.yaml", b"\xef\xbb\xbftitle: x"),
            ("content/models/a.md", b"caf\xe9"),
            ("content/models/a.png", b"png"),
            ("content/.git/config", b"no"),
            ("content/a.md~", b"no"),
            ("content/node_modules/a.md", b"no"),
            ("templates/report.html", b"<p>"),
            ("static/theme.css", b"css"),
            ("other/a.md", b"no"),
        ]);
        let sources = read(&folder).unwrap();
        let expected = [
            "content/models/a.md bytes 4",
            "content/models/a.png Picture(3, Other)",
            "content/site.yaml text 8",
            "static/theme.css text 3",
            "templates/report.html text 3",
        ];
        assert_eq!(kinds(&sources), expected);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_rests_is_taken_from_the_last_reading() {
        let (place, folder) = site(&[("content/site.yaml", b"title: x"), ("content/a.md", b"one")]);
        let note = place.path().join("content/a.md");
        let mut seen = Seen::default();
        let mut text_in = |seconds| {
            let now = SystemTime::now() + Duration::from_secs(seconds);
            let sources = read_at(&folder, &mut seen, now).unwrap();
            match &sources.file(sources.find("content/a.md").unwrap()).content {
                Content::Text(text) => Arc::clone(text),
                other => panic!("{other:?}"),
            }
        };
        assert!(!Arc::ptr_eq(&text_in(0), &text_in(0)), "it may change again within a tick of the clock");
        assert!(Arc::ptr_eq(&text_in(10), &text_in(10)));
        std::fs::write(&note, "again").unwrap();
        assert_eq!(&*text_in(10), "again");
        // What lies in its place is another file, whatever it looks like.
        let before = text_in(10);
        std::fs::copy(&note, note.with_extension("new")).unwrap();
        std::fs::rename(note.with_extension("new"), &note).unwrap();
        assert!(!Arc::ptr_eq(&text_in(10), &before));
    }

    #[cfg(unix)]
    #[test]
    fn links_and_pipes_are_listed_and_never_opened() {
        use std::os::unix::fs::symlink;
        let (place, folder) = site(&[("content/site.yaml", b""), ("secret.md", b"secret")]);
        symlink("../secret.md", folder.content.join("a.md")).unwrap();
        symlink(".", folder.content.join("loop")).unwrap();
        symlink(place.path(), place.path().join("templates")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(folder.content.join("s.md")).unwrap();
        let sources = read(&folder).unwrap();
        let expected = [
            "content/a.md Link",
            "content/loop Link",
            "content/s.md Special",
            "content/site.yaml text 0",
            "templates Link",
        ];
        assert_eq!(kinds(&sources), expected);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_not_utf8_is_told_not_lost() {
        use std::os::unix::ffi::OsStrExt;
        let (_place, folder) = site(&[("content/site.yaml", b"")]);
        let name = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
        std::fs::write(folder.content.join(Path::new(name)), "x").unwrap();
        let sources = read(&folder).unwrap();
        assert!(kinds(&sources)[0].contains("not valid UTF-8"), "{:?}", kinds(&sources));
    }

    #[test]
    fn a_file_over_the_limit_is_told_with_its_size() {
        let (_place, folder) =
            site(&[("content/site.yaml", b""), ("content/big.md", &vec![b'x'; (2 << 20) + 1])]);
        let sources = read(&folder).unwrap();
        assert!(kinds(&sources)[0].contains("TooLarge(2097153)"), "{:?}", kinds(&sources));
    }
}
