//! Says whether a folder may be written to, before anything is touched.

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::manifest::{MARKER, Manifest};
use crate::disk::folder::SiteFolder;

/// Why a folder is not written to, and what to do instead.
#[derive(Debug)]
pub struct Refusal {
    /// The folder as the user named it.
    pub folder: PathBuf,
    /// What speaks against it.
    pub reason: String,
    /// How to mend it.
    pub mend: &'static str,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Refusal { folder, reason, mend } = self;
        write!(f, "will not write to `{}`: {reason}; nothing was touched\n  = help: {mend}", folder.display())
    }
}

impl std::error::Error for Refusal {}

/// An output folder that may be written to.
#[derive(Clone, Debug)]
pub struct Target {
    /// As the user named it.
    pub shown: PathBuf,
    /// The folder around it, absolute and without links.
    pub(super) parent: PathBuf,
    /// Its name.
    pub(super) name: OsString,
    /// The files made by the last run; `None` when the folder is missing or empty.
    pub(super) old: Option<Manifest>,
    /// Whether the folder exists.
    pub(super) exists: bool,
    /// The user's home folder.
    pub(super) home: Option<PathBuf>,
}

impl Target {
    /// The folder, absolute.
    pub(super) fn path(&self) -> PathBuf {
        self.parent.join(&self.name)
    }

    /// The nearest folder around it that exists: all that publishing touches lies below it.
    pub fn around(&self) -> PathBuf {
        let there = self.parent.ancestors().find(|above| above.is_dir());
        there.unwrap_or(&self.parent).to_owned()
    }

    /// A file of the output as the user would name it.
    pub(super) fn show(&self, path: &str) -> String {
        self.shown.join(path).display().to_string()
    }
}

const ELSEWHERE: &str = "name another folder with `--out`; a new or empty one is best, such as `public`";

/// Names beside `content/` where sites keep their sources.
const RESERVED: [&str; 4] = ["content", "templates", "static", "data"];

/// Folders that make the folder around them a repository.
const REPOSITORIES: [&str; 6] = [".git", ".hg", ".svn", ".jj", ".bzr", "_darcs"];

/// Checks an output folder for a site; `home` is the user's home folder. Touches nothing.
///
/// # Errors
/// When it is, contains or lies in a folder that must not be written to, when it is a link or a file,
/// or when it holds files and no list of ours.
pub fn check(out: &Path, site: &SiteFolder, home: Option<&Path>) -> Result<Target, Refusal> {
    let refuse = |reason: String, mend| Refusal { folder: out.to_owned(), reason, mend };
    let real = resolve(out).map_err(|error| refuse(error.to_string(), ELSEWHERE))?;
    let (Some(parent), Some(name)) = (real.parent(), real.file_name()) else {
        return Err(refuse("it is the top of the file system".to_owned(), ELSEWHERE));
    };
    if let Some(reason) = near_source(&real, site).or_else(|| near_home(&real, home)) {
        return Err(refuse(reason, ELSEWHERE));
    }
    let mut target = Target {
        shown: out.to_owned(),
        parent: parent.to_owned(),
        name: name.to_owned(),
        old: None,
        exists: false,
        home: home.map(Path::to_owned),
    };
    look_inside(&real, &mut target).map_err(|(reason, mend)| refuse(reason, mend))?;
    Ok(target)
}

/// The path without links, except that its last part may be one; missing parts are taken as they are.
fn resolve(out: &Path) -> io::Result<PathBuf> {
    if out.as_os_str().is_empty() {
        return Err(io::Error::other("it has no name"));
    }
    let absolute = std::path::absolute(out)?;
    let parts: Vec<Component> = absolute.components().collect();
    let mut real = PathBuf::new();
    for (index, part) in parts.iter().enumerate() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            Component::CurDir => {}
            part => real.push(part),
        }
        if index + 1 < parts.len()
            && let Ok(found) = std::fs::canonicalize(&real)
        {
            real = found;
        }
    }
    Ok(real)
}

fn near_source(real: &Path, site: &SiteFolder) -> Option<String> {
    if site.root.starts_with(real) || same(real, &site.root) {
        return Some("the site's own sources lie in it".to_owned());
    }
    for name in RESERVED {
        let folder = site.top(name);
        if real == folder || same(real, &folder) {
            return Some(format!("`{name}` is a folder for the site's sources"));
        }
        if real.ancestors().any(|above| above == folder || same(above, &folder)) {
            return Some(format!("it lies in the site's `{name}` folder"));
        }
    }
    let inside = real.components().find(|part| REPOSITORIES.iter().any(|name| part.as_os_str() == *name));
    inside.map(|part| format!("it lies in `{}`, which belongs to a repository", part.as_os_str().display()))
}

fn near_home(real: &Path, home: Option<&Path>) -> Option<String> {
    let home = home.filter(|home| home.is_absolute())?;
    let home = std::fs::canonicalize(home).unwrap_or_else(|_| home.to_owned());
    home.starts_with(real).then(|| "it is your home folder, or your home folder lies in it".to_owned())
}

/// Whether two names lead to one folder (by mounts, or in file systems that ignore case).
#[cfg(unix)]
fn same(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |path: &Path| std::fs::metadata(path).map(|found| (found.dev(), found.ino())).ok();
    id(a).is_some_and(|a| Some(a) == id(b))
}

#[cfg(not(unix))]
fn same(a: &Path, b: &Path) -> bool {
    let id = |path: &Path| std::fs::canonicalize(path).ok();
    id(a).is_some_and(|a| Some(a) == id(b))
}

fn look_inside(real: &Path, target: &mut Target) -> Result<(), (String, &'static str)> {
    let found = match std::fs::symlink_metadata(real) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err((error.to_string(), ELSEWHERE)),
        Ok(found) => found,
    };
    if found.is_symlink() {
        return Err(("it is a link".to_owned(), "name the folder that it leads to, or another one"));
    }
    if !found.is_dir() {
        return Err(("it is a file".to_owned(), ELSEWHERE));
    }
    target.exists = true;
    if let Some(name) = REPOSITORIES.iter().find(|name| real.join(name).symlink_metadata().is_ok()) {
        return Err((format!("it is the root of a repository (it holds `{name}`)"), ELSEWHERE));
    }
    target.old = read_list(real)?;
    match &target.old {
        Some(_) => Ok(()),
        None => must_be_empty(real),
    }
}

fn read_list(real: &Path) -> Result<Option<Manifest>, (String, &'static str)> {
    let path = real.join(MARKER);
    match std::fs::symlink_metadata(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err((format!("cannot read `{MARKER}` in it: {error}"), ELSEWHERE)),
        Ok(found) if !found.is_file() => return Err((format!("`{MARKER}` in it is not a file"), ELSEWHERE)),
        Ok(_) => {}
    }
    let bytes = std::fs::read(&path)
        .map_err(|error| (format!("cannot read `{MARKER}` in it: {error}"), ELSEWHERE))?;
    let list = std::str::from_utf8(&bytes).ok().and_then(Manifest::parse);
    let damaged = || {
        format!("the list of files in it (`{MARKER}`) is damaged, so it is unknown what was made by others")
    };
    list.map(Some)
        .ok_or_else(|| (damaged(), "save what you need from the folder, delete it, and build again"))
}

fn must_be_empty(real: &Path) -> Result<(), (String, &'static str)> {
    let mut names: Vec<_> = std::fs::read_dir(real)
        .and_then(|entries| {
            entries.map(|entry| entry.map(|entry| entry.file_name())).collect::<io::Result<_>>()
        })
        .map_err(|error| (error.to_string(), ELSEWHERE))?;
    names.retain(|name| !is_ours(&name.to_string_lossy()));
    names.sort();
    let Some(first) = names.first() else { return Ok(()) };
    let first = crate::diag::printable(&first.to_string_lossy());
    let reason = format!("it is not empty and was not made by tearsheet (it holds `{first}`)");
    Err((reason, "name a new or empty folder with `--out`, or empty this one yourself"))
}

/// Whether a name is that of a lock or a staging folder inside an output folder.
pub(super) fn is_ours(name: &str) -> bool {
    let rest = name.strip_prefix(".tearsheet-");
    rest.is_some_and(|rest| rest == "lock" || (!rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> (tempfile::TempDir, SiteFolder) {
        let place = tempfile::tempdir().unwrap();
        for folder in
            ["site/content/models", "site/templates", "site/static", "home/me", "repo/.git/x", "full"]
        {
            std::fs::create_dir_all(place.path().join(folder)).unwrap();
        }
        std::fs::write(place.path().join("full/letter.txt"), "dear").unwrap();
        let folder = SiteFolder::find(&place.path().join("site/content")).unwrap();
        (place, folder)
    }

    #[test]
    fn a_folder_that_matters_is_refused() {
        let (place, site) = site();
        let home = place.path().join("home/me");
        let refused = [
            ("", "sources lie in it"),
            ("site", "sources lie in it"),
            ("site/.", "sources lie in it"),
            ("site/content", "for the site's sources"),
            ("site/content/../content", "for the site's sources"),
            ("site/data", "for the site's sources"),
            ("site/content/public", "lies in the site's `content`"),
            ("site/static/x/y", "lies in the site's `static`"),
            ("home/me", "home folder"),
            ("home", "home folder"),
            ("repo", "root of a repository"),
            ("repo/.git/x", "belongs to a repository"),
            ("full", "holds `letter.txt`"),
            ("full/letter.txt", "is a file"),
        ];
        for (out, reason) in refused {
            let refusal = check(&place.path().join(out), &site, Some(&home)).unwrap_err();
            assert!(refusal.to_string().contains(reason), "{out}: {refusal}");
            assert!(refusal.to_string().contains("help: "), "{refusal}");
        }
        assert!(check(Path::new("/"), &site, None).unwrap_err().reason.contains("top of the file system"));
        assert!(check(Path::new(""), &site, None).is_err());
    }

    #[test]
    fn a_new_or_empty_folder_is_taken() {
        let (place, site) = site();
        std::fs::create_dir(place.path().join("empty")).unwrap();
        for out in ["site/public", "empty", "new/deep/er", "site/content/../../x"] {
            assert!(check(&place.path().join(out), &site, None).is_ok(), "{out}");
        }
    }

    #[test]
    fn a_damaged_list_is_refused() {
        let (place, site) = site();
        std::fs::write(place.path().join("full").join(MARKER), "x").unwrap();
        let refusal = check(&place.path().join("full"), &site, None).unwrap_err();
        assert!(refusal.reason.contains("damaged"), "{refusal}");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_refused_and_links_on_the_way_are_seen_through() {
        use std::os::unix::fs::symlink;
        let (place, site) = site();
        symlink(place.path().join("full"), place.path().join("link")).unwrap();
        symlink(place.path().join("site"), place.path().join("way")).unwrap();
        let refusal = check(&place.path().join("link"), &site, None).unwrap_err();
        assert!(refusal.reason.contains("is a link"), "{refusal}");
        assert!(check(&place.path().join("way/content"), &site, None).is_err());
        assert!(check(&place.path().join("way/content/x"), &site, None).is_err());
    }
}
