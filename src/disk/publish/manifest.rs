//! The list, kept in the output folder, of the files that tearsheet made there.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::File;
use std::io::{self, Read};

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// The name of the list. A folder that holds it was made by tearsheet.
pub const MARKER: &str = ".tearsheet-output";

const HEAD: &str =
    "tearsheet made the files listed here and replaces them; other files in this folder are kept";

/// What a file held when it was published.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Length in bytes.
    pub size: u64,
    /// XXH3, 128 bits.
    pub hash: u128,
}

impl Entry {
    /// What these bytes are.
    pub fn of_bytes(bytes: &[u8]) -> Entry {
        Entry { size: bytes.len() as u64, hash: xxh3_128(bytes) }
    }

    /// What a file holds.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(file: File) -> io::Result<Entry> {
        Entry::poured(file, io::sink())
    }

    /// Copies a file and tells what it held.
    ///
    /// # Errors
    /// When it cannot be read, or its copy not be written.
    pub fn poured(mut from: File, mut to: impl io::Write) -> io::Result<Entry> {
        let mut hash = Xxh3::new();
        let mut size = 0;
        let mut buffer = vec![0; 1 << 16];
        loop {
            let count = match from.read(&mut buffer) {
                Ok(0) => return Ok(Entry { size, hash: hash.digest128() }),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                count => count?,
            };
            hash.update(&buffer[..count]);
            to.write_all(&buffer[..count])?;
            size += count as u64;
        }
    }
}

/// Published files by their paths below the output folder.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Manifest(pub BTreeMap<String, Entry>);

impl Manifest {
    /// Reads a list; `None` when it is damaged or names anything outside the folder.
    pub fn parse(text: &str) -> Option<Manifest> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        if lines.next() != Some(HEAD) {
            return None;
        }
        lines.map(parse_line).collect::<Option<_>>().map(Manifest)
    }

    /// The list as text: one line a file, sorted by path.
    pub fn text(&self) -> String {
        let mut text = format!("{HEAD}\n");
        for (path, entry) in &self.0 {
            let path = path.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
            writeln!(text, "{:032x} {} {path}", entry.hash, entry.size).expect("a String takes every write");
        }
        text
    }
}

fn parse_line(line: &str) -> Option<(String, Entry)> {
    let mut parts = line.splitn(3, ' ');
    let hash = u128::from_str_radix(parts.next()?, 16).ok()?;
    let size = parts.next()?.parse().ok()?;
    let path = unescape(parts.next()?)?;
    is_clean(&path).then_some((path, Entry { size, hash }))
}

fn unescape(text: &str) -> Option<String> {
    let mut path = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        path.push(match c {
            '\\' => match characters.next()? {
                'n' => '\n',
                'r' => '\r',
                '\\' => '\\',
                _ => return None,
            },
            c => c,
        });
    }
    Some(path)
}

/// Whether a path stays below its folder and is not the list itself.
pub fn is_clean(path: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains('\0');
    path != MARKER && path.split('/').all(plain) && (cfg!(unix) || !path.contains(['\\', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_survives_being_written_and_read() {
        let entry = Entry { size: 3, hash: 0xabc };
        let paths = ["index.html", "a b/ü.html", "odd\nname\\n.png"];
        let manifest = Manifest(paths.iter().map(|path| ((*path).to_owned(), entry)).collect());
        assert_eq!(Manifest::parse(&manifest.text()), Some(manifest));
    }

    #[test]
    fn a_list_that_leads_out_of_the_folder_is_no_list() {
        for path in ["../x", "/etc/passwd", "a/../../x", "", MARKER, "a//b"] {
            assert_eq!(Manifest::parse(&format!("{HEAD}\n00 1 {path}\n")), None, "{path}");
        }
        assert_eq!(Manifest::parse("something else\n"), None);
        assert_eq!(Manifest::parse(""), None);
        assert_eq!(Manifest::parse(&format!("{HEAD}\n00 1 cut-off")), None);
        assert!(Manifest::parse(&format!("{HEAD}\n00 1 whole\n")).is_some());
    }
}
