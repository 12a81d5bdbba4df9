//! Reads a site as it was at a revision of its git repository, through the `git` command; nothing is
//! checked out.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use super::read::{TOPS, content_of, is_ignored, is_text, most};
use crate::source::{Content, FilePath, SourceFile, Sources};

/// The files of a site at a revision. `content` is the content folder as the user names it.
///
/// # Errors
/// When there is no `git`, no repository around the folder, or no such revision.
pub fn read(revision: &str, content: &Path) -> anyhow::Result<Sources> {
    if revision.starts_with('-') {
        bail!("`{}` is neither a folder nor a revision", crate::diag::printable(revision));
    }
    let name =
        content.file_name().and_then(|name| name.to_str()).context("the content folder has no name")?;
    let root = content.parent().filter(|root| !root.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut files = Vec::new();
    let mut texts = Vec::new();
    for entry in list(root, revision, name)? {
        let Some(path) = site_path(&entry.path, name) else { continue };
        let (top, _) = path.split_once('/').unwrap_or((&path, ""));
        let path = FilePath::new(&path);
        let content = match entry.mode.as_str() {
            "120000" => Content::Link,
            "160000" => continue,
            _ if !is_text(top, &path.extension()) => Content::Asset(entry.size),
            _ if entry.size > most(&path.extension()) => Content::TooLarge(entry.size),
            _ => {
                texts.push((path, entry.object));
                continue;
            }
        };
        files.push(SourceFile { path, content });
    }
    files.extend(read_texts(root, texts)?);
    if files.is_empty() {
        bail!("`{revision}` has no folder `{}`", content.display());
    }
    Ok(Sources::new(files).shown_as(&format!("{revision}:{name}"), &format!("{revision}:")))
}

/// An entry of a revision's tree.
struct Entry {
    mode: String,
    object: String,
    size: u64,
    path: String,
}

fn git(root: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(root).stdin(Stdio::null()).stderr(Stdio::piped());
    git
}

fn list(root: &Path, revision: &str, name: &str) -> anyhow::Result<Vec<Entry>> {
    let tree = format!("{revision}^{{tree}}");
    let verified = git(root).args(["rev-parse", "--verify", "--quiet", &tree]).output();
    let verified = verified.context("cannot run `git`, which reads revisions")?;
    if !verified.status.success() {
        bail!(
            "`{revision}` is neither a folder nor a revision of the repository around `{}`\n  = help: name a folder with \
             `content/` in it, or a commit, branch or tag",
            root.display()
        );
    }
    let tops = TOPS.map(|top| if top == "content" { name } else { top });
    let output = git(root).args(["ls-tree", "-r", "-l", "-z", revision, "--"]).args(tops).output()?;
    if !output.status.success() {
        bail!("git: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let entries =
        output.stdout.split(|byte| *byte == 0).filter_map(|line| entry(std::str::from_utf8(line).ok()?));
    Ok(entries.collect())
}

/// `100644 blob <object> <size>\t<path>`
fn entry(line: &str) -> Option<Entry> {
    let (head, path) = line.split_once('\t')?;
    let mut words = head.split_whitespace();
    let (mode, _, object, size) = (words.next()?, words.next()?, words.next()?, words.next()?);
    Some(Entry {
        mode: mode.to_owned(),
        object: object.to_owned(),
        size: size.parse().unwrap_or(0),
        path: path.to_owned(),
    })
}

/// The path within a site of a path within the repository's folder; none for what is never part of a site.
fn site_path(path: &str, name: &str) -> Option<String> {
    let (top, inner) = path.split_once('/')?;
    let clean = inner.split('/').all(|part| !part.is_empty() && part != ".." && !is_ignored(part));
    let top = if top == name { "content" } else { top };
    (clean && TOPS.contains(&top)).then(|| format!("{top}/{inner}"))
}

fn read_texts(root: &Path, texts: Vec<(FilePath, String)>) -> anyhow::Result<Vec<SourceFile>> {
    let mut git =
        git(root).args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut input = git.stdin.take().context("git takes no input")?;
    let output = git.stdout.take().context("git gives no output")?;
    let wanted: String = texts.iter().map(|(_, object)| format!("{object}\n")).collect();
    // Written from a thread of its own: git stops reading while its own output waits to be read.
    let writer = std::thread::spawn(move || input.write_all(wanted.as_bytes()));
    let mut output = BufReader::new(output);
    let mut files = Vec::with_capacity(texts.len());
    for (path, _) in texts {
        let content = content_of(blob(&mut output)?);
        files.push(SourceFile { path, content });
    }
    drop(output);
    writer.join().map_err(|_| anyhow::anyhow!("git was not asked"))??;
    git.wait()?;
    Ok(files)
}

/// `<object> blob <size>`, a line break, so many bytes, a line break.
fn blob(output: &mut impl BufRead) -> anyhow::Result<Vec<u8>> {
    let mut head = String::new();
    output.read_line(&mut head)?;
    let size: usize =
        head.trim_end().rsplit(' ').next().and_then(|size| size.parse().ok()).context("git lost a file")?;
    let mut bytes = vec![0; size + 1];
    output.read_exact(&mut bytes)?;
    bytes.pop();
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_belongs_to_a_site_is_taken() {
        assert_eq!(site_path("notes/models/a.md", "notes"), Some("content/models/a.md".to_owned()));
        assert_eq!(site_path("static/a.css", "notes"), Some("static/a.css".to_owned()));
        assert_eq!(site_path("src/main.rs", "notes"), None);
        assert_eq!(site_path("notes/.hidden/a.md", "notes"), None);
        assert_eq!(site_path("notes/../a.md", "notes"), None);
    }

    #[test]
    fn an_entry_of_a_tree_is_read() {
        let entry =
            entry("100644 blob 8ab686eafeb1f44702738c8b0f24f2567c36da6d      12\tcontent/价 格.csv").unwrap();
        assert_eq!(
            (entry.size, entry.path.as_str(), entry.mode.as_str()),
            (12, "content/价 格.csv", "100644")
        );
    }
}
