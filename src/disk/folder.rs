//! Where a site lies: its content folder, and the folder around it with templates and static files.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// The folders of a site. The content folder may have any name; `templates/` and `static/` lie
/// beside it, in the site's root.
#[derive(Clone, Debug)]
pub struct SiteFolder {
    /// The content folder, absolute.
    pub content: PathBuf,
    /// The folder that holds it, absolute, without links.
    pub root: PathBuf,
    /// The content folder as the user named it.
    pub shown_content: String,
    /// The root as the user would name it; empty for the current folder.
    pub shown_root: String,
}

/// Why there is no site to read.
#[derive(Debug)]
pub struct NoSite {
    /// The content folder as the user named it.
    pub content: PathBuf,
    /// What is the matter with it.
    pub why: Why,
}

/// What is the matter with a content folder.
#[derive(Debug)]
pub enum Why {
    /// There is nothing of that name.
    Missing,
    /// It is a file.
    File,
    /// It is a link, which is never followed.
    Link,
    /// It has no folder around it.
    Top,
    /// Its name is not UTF-8.
    Name,
    /// It holds the folder of the notes.
    Around(PathBuf),
    /// It is part of the folder of the notes.
    Within(PathBuf),
    /// The system says no.
    System(io::Error),
}

impl fmt::Display for NoSite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let content = self.content.display();
        match &self.why {
            Why::Missing => write!(
                f,
                "there is no folder `{content}` here\n  = help: go to the folder that holds `content/`, name it with \
                 `--content DIR`, or start a site with `tearsheet init DIR`"
            ),
            Why::File => {
                write!(f, "`{content}` is a file\n  = help: `--content` takes the folder with the notes")
            }
            Why::Link => write!(
                f,
                "`{content}` is a link, and links are never followed\n  = help: name the folder that it leads to"
            ),
            Why::Top => write!(
                f,
                "`{content}` is the top of the file system\n  = help: `--content` takes the folder with the notes"
            ),
            Why::Name => write!(f, "the path of `{content}` is not valid UTF-8\n  = help: rename the folder"),
            Why::Around(notes) => write!(
                f,
                "`{content}` is the folder around a site; its notes are in `{0}`\n  = help: name that folder: \
                 `--content {0}`; of a site in the current folder `--content` can be left out",
                notes.display()
            ),
            Why::Within(notes) => write!(
                f,
                "`{content}` is a part of a site, whose notes are in `{0}`\n  = help: name the whole folder: \
                 `--content {0}`",
                notes.display()
            ),
            Why::System(error) => write!(f, "cannot open `{content}`: {error}"),
        }
    }
}

impl std::error::Error for NoSite {}

impl SiteFolder {
    /// Finds the site around a content folder; opens nothing, only looks for its settings.
    ///
    /// # Errors
    /// When it is missing, a file, a link, without a folder around it, or the folder above or below that of the notes.
    pub fn find(content: &Path) -> Result<SiteFolder, NoSite> {
        place(content).map_err(|why| NoSite { content: content.to_owned(), why })
    }

    /// The folder on disk that holds the files whose paths start with this part.
    pub fn top(&self, part: &str) -> PathBuf {
        if part == "content" { self.content.clone() } else { self.root.join(part) }
    }
}

fn place(content: &Path) -> Result<SiteFolder, Why> {
    let system = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Why::Missing,
        _ => Why::System(error),
    };
    let shown = content.to_str().ok_or(Why::Name)?;
    let clean: PathBuf = content.components().collect();
    let kind = std::fs::symlink_metadata(&clean).map_err(system)?;
    if kind.is_symlink() {
        return Err(Why::Link);
    }
    if !kind.is_dir() {
        return Err(Why::File);
    }
    let content = std::fs::canonicalize(&clean).map_err(system)?;
    let root = content.parent().ok_or(Why::Top)?.to_owned();
    content.to_str().ok_or(Why::Name)?;
    must_be_whole(&clean, &content)?;
    let (shown_content, shown_root) = shown_parts(shown, &clean);
    Ok(SiteFolder { content, root, shown_content, shown_root })
}

/// Refuses a folder without settings that holds those of a site one level below or above.
fn must_be_whole(clean: &Path, content: &Path) -> Result<(), Why> {
    let is_site = |folder: &Path| folder.join("site.yaml").is_file();
    let below = clean.join("content");
    match (content.file_name(), content.parent()) {
        _ if is_site(content) => Ok(()),
        _ if is_site(&below) => {
            Err(Why::Around(below.strip_prefix(".").map_or(below.clone(), Path::to_owned)))
        }
        (Some(_), Some(parent)) if is_site(parent) => Err(Why::Within(
            clean
                .parent()
                .filter(|parent| !parent.as_os_str().is_empty())
                .map_or("..".into(), Path::to_owned),
        )),
        _ => Ok(()),
    }
}

/// The content folder and the root as the user would name them.
fn shown_parts(shown: &str, clean: &Path) -> (String, String) {
    let named = match clean.to_str() {
        Some("") | None => shown,
        Some(clean) => clean,
    };
    let root = match (clean.file_name(), clean.parent().and_then(Path::to_str)) {
        (Some(_), Some(root)) => root.to_owned(),
        _ => format!("{}/..", named.trim_end_matches('/')),
    };
    (named.to_owned(), root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_named_as_the_user_would() {
        let parts = |named: &str| shown_parts(named, &Path::new(named).components().collect::<PathBuf>());
        assert_eq!(parts("content"), ("content".to_owned(), String::new()));
        assert_eq!(parts("./content/"), ("./content".to_owned(), ".".to_owned()));
        assert_eq!(parts("sites/a/notes"), ("sites/a/notes".to_owned(), "sites/a".to_owned()));
        assert_eq!(parts(".."), ("..".to_owned(), "../..".to_owned()));
    }

    #[test]
    fn a_link_is_no_content_folder() {
        let site = tempfile::tempdir().unwrap();
        std::fs::create_dir(site.path().join("content")).unwrap();
        assert!(SiteFolder::find(&site.path().join("content")).is_ok());
        let missing = SiteFolder::find(&site.path().join("notes")).unwrap_err();
        assert!(missing.to_string().contains("tearsheet init"), "{missing}");
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(site.path().join("content"), site.path().join("link")).unwrap();
            let link = SiteFolder::find(&site.path().join("link")).unwrap_err();
            assert!(matches!(link.why, Why::Link), "{link}");
        }
    }
}
