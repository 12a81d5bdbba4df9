//! Remembers what each file gave, so that a preview reads again only what was saved.

use std::sync::Arc;

use rayon::prelude::*;

use super::note;
use super::part::{self, Part};
use crate::diag::Checked;
use crate::model::config::Config;
use crate::source::{FileId, SourceFile, Sources};

/// What the files of the last reading gave, and of what it was made.
#[derive(Debug, Default)]
pub struct Memo {
    ground: Ground,
    entries: Vec<Entry>,
}

/// What the reading of every file depends on.
#[derive(PartialEq, Default, Debug)]
struct Ground {
    languages: Vec<String>,
    html: bool,
    address: String,
}

#[derive(Debug)]
struct Entry {
    made_of: Vec<(FileId, SourceFile)>,
    part: Arc<Checked<Part>>,
}

impl Memo {
    /// What each file gives, in their order: remembered where everything that it is made of stayed as it was.
    pub(super) fn parts(&mut self, sources: &Sources, config: &Config) -> Vec<Checked<Part>> {
        let languages = config.languages.clone();
        let ground = Ground { languages, html: config.html, address: config.address() };
        if ground != self.ground {
            *self = Memo { ground, entries: Vec::new() };
        }
        let files: Vec<(FileId, &SourceFile)> = sources.iter().collect();
        let entry = |(id, file): (FileId, &SourceFile)| {
            let made_of = made_of(sources, id);
            let part = match self.entries.get(id.0 as usize) {
                Some(entry) if entry.holds(&made_of) => Arc::clone(&entry.part),
                _ => Arc::new(part::read(sources, config, id, file)),
            };
            Entry { made_of, part }
        };
        self.entries = files.into_par_iter().map(entry).collect();
        self.entries.par_iter().map(|entry| Checked::clone(&entry.part)).collect()
    }
}

impl Entry {
    /// Whether it stands for a file made of these. A file that gave nothing is looked at again: what is said of it
    /// may depend on which others there are.
    fn holds(&self, made_of: &[(FileId, SourceFile)]) -> bool {
        !matches!(self.part.value, Part::Nothing) && self.made_of == made_of
    }
}

/// The files that the reading of one looks into, each at its place among all: itself, the description of rows, the
/// original of a translation.
fn made_of(sources: &Sources, id: FileId) -> Vec<(FileId, SourceFile)> {
    let others = [part::sidecar(sources, id), note::original(sources, id)];
    let files = std::iter::once(id).chain(others.into_iter().flatten());
    files.map(|file| (file, sources.file(file).clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{load, load_again};

    const SITE: (&str, &str) =
        ("content/site.yaml", "title: T\nbase_url: https://example.org/\nlanguages: [en, zh]\n");

    /// States of a site one after another, each read anew and with what was remembered of those before.
    #[test]
    fn what_is_remembered_is_what_would_be_read() {
        let math = ("content/pages/a.zh.md", "金额 $x$ 与 $y$\n");
        let rows = ("content/data/rates.csv", "date,rate\n2025-01-01,1\n");
        let linked = ("content/pages/l.md", "---\ntitle: L\n---\n[L](https://example.org/b/l/)\n");
        let moved = "title: T\nbase_url: https://example.org/b/\nlanguages: [en, zh]\n";
        let states: [&[(&str, &str)]; 12] = [
            &[SITE, linked],
            &[("content/site.yaml", moved), linked],
            &[SITE, ("content/pages/a.md", "---\ntitle: A\n---\nx\n"), math, rows],
            &[SITE, ("content/pages/a.md", "---\ntitle: A\nmath: true\n---\nx\n"), math, rows],
            &[SITE, ("content/pages/a.md", "---\ntitle: [\n---\n"), math, rows],
            &[SITE, math, rows, ("content/data/rates.yaml", "unit: USD\n")],
            &[SITE, math, rows, ("content/data/rates.yaml", "unit: CNY\n")],
            &[SITE, math, rows, ("content/data/rates.yaml", "unit: CNY\n"), ("content/a.md", "")],
            &[
                ("content/site.yaml", "title: T\nbase_url: https://example.org/\nlanguages: [en]\n"),
                math,
                rows,
            ],
            &[SITE, ("content/data/rates.yaml", "unit: CNY\n")],
            &[SITE, ("content/data/rate.csv", "date,rate\n"), ("content/data/rates.yaml", "unit: CNY\n")],
            &[SITE, ("content/data/rates.d.md", ""), rows, ("content/data/rates.yaml", "unit: CNY\n")],
        ];
        let mut memo = Memo::default();
        for (at, state) in states.into_iter().enumerate() {
            let sources = Sources::from_texts(state);
            let (anew, again) = (load(&sources), load_again(&sources, &mut memo));
            assert_eq!(format!("{again:?}"), format!("{anew:?}"), "state {at}");
        }
    }

    #[test]
    fn a_file_that_stays_is_not_read_again() {
        let note = ("content/pages/a.md", "---\ntitle: A\n---\nx\n");
        let saved = |text| Sources::from_texts(&[SITE, note, ("content/pages/b.md", text)]);
        let mut memo = Memo::default();
        assert!(load_again(&saved("---\ntitle: B\n---\n"), &mut memo).diagnostics.is_empty());
        let before: Vec<_> = memo.entries.iter().map(|entry| Arc::clone(&entry.part)).collect();
        assert!(load_again(&saved("---\ntitle: C\n---\n"), &mut memo).diagnostics.is_empty());
        let same: Vec<bool> =
            memo.entries.iter().zip(&before).map(|(now, before)| Arc::ptr_eq(&now.part, before)).collect();
        assert_eq!(same, [true, false, false], "the settings give no part of their own");
    }
}
