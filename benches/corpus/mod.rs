//! Synthetic research sites of any size: the same notes for Tearsheet, Hugo and Zola.
//!
//! 2 % vendors, 18 % models, 5 % themes, 75 % reports; about 9 kB a note, 40 % of the blocks Chinese; 96 tags, a few
//! of them common; four daily series per vendor and a price history per model. Same seed, same bytes.

mod chance;
mod words;
mod prose;
mod front;
mod facts;

use std::fs;
use std::io;
use std::path::Path;

use chance::Chance;
use words::{AUTHORS, NAMES, NOUNS, RATINGS, TAGS};

/// For whom the notes are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flavour {
    /// This program's content model.
    Tearsheet,
    /// Hugo: front matter of its own, a shortcode for charts.
    Hugo,
    /// Zola: taxonomies and extra, a shortcode for charts.
    Zola,
}

/// A synthetic desk.
pub struct Corpus {
    /// Where all chance comes from.
    pub seed: u64,
    /// All notes.
    pub notes: Vec<Note>,
}

/// One note.
pub struct Note {
    /// `vendors`, `models`, `themes` or `reports`.
    pub kind: &'static str,
    /// The name of its file.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Slugs of vendors.
    pub vendors: Vec<String>,
    /// Slugs of models.
    pub models: Vec<String>,
    /// Slugs of themes.
    pub themes: Vec<String>,
    /// Tickers.
    pub tickers: Vec<String>,
    /// Tags.
    pub tags: Vec<&'static str>,
    /// Keys of authors.
    pub authors: Vec<&'static str>,
    /// A label of the rating scale.
    pub rating: &'static str,
}

impl Corpus {
    /// The desk of this many notes.
    pub fn new(count: usize, seed: u64) -> Corpus {
        let mut chance = Chance::new(seed, "registry");
        let part = |share: f64| ((count as f64 * share).round() as usize).max(1);
        let (vendors, models, themes) = (part(0.02), part(0.18), part(0.05));
        let reports = count.saturating_sub(vendors + models + themes).max(1);
        let vendor = |index: usize| format!("{}-{index:03}", NAMES[index % NAMES.len()].to_lowercase());
        let theme = |index: usize| format!("{}-t{index:04}", NOUNS[index % NOUNS.len()]);
        let owners: Vec<usize> = (0..models).map(|_| chance.skewed(vendors)).collect();
        let model =
            |index: usize| format!("{}-m{index:04}", NAMES[owners[index] % NAMES.len()].to_lowercase());
        let mut notes = Vec::with_capacity(count);
        for index in 0..vendors {
            let title = format!("{} {index}", NAMES[index % NAMES.len()]);
            let theme = theme(chance.skewed(themes));
            notes.push(Note::new(
                &mut chance,
                "vendors",
                vendor(index),
                title,
                [vec![vendor(index)], vec![], vec![theme]],
            ));
        }
        for (index, owner) in owners.iter().enumerate() {
            let title = format!("{} 模型 {index}", NAMES[owner % NAMES.len()]);
            let theme = theme(chance.skewed(themes));
            let links = [vec![vendor(*owner)], vec![model(index)], vec![theme]];
            notes.push(Note::new(&mut chance, "models", model(index), title, links));
        }
        for index in 0..themes {
            let title = format!("Theme {index}: {}", NOUNS[index % NOUNS.len()]);
            let links = [vec![vendor(chance.skewed(vendors))], vec![], vec![theme(index)]];
            notes.push(Note::new(&mut chance, "themes", theme(index), title, links));
        }
        for index in 0..reports {
            let shown = chance.between(0, models - 1);
            let title = format!(
                "{}: {} and {}（第 {index} 期）",
                NAMES[owners[shown] % NAMES.len()],
                chance.of(NOUNS),
                chance.of(NOUNS)
            );
            let links = [vec![vendor(owners[shown])], vec![model(shown)], vec![theme(chance.skewed(themes))]];
            notes.push(Note::new(&mut chance, "reports", format!("note-{index:05}"), title, links));
        }
        Corpus { seed, notes }
    }

    /// The notes of a kind.
    pub fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Note> {
        self.notes.iter().filter(move |note| note.kind == kind)
    }

    /// Writes the site's content (and data, for us) into a folder.
    pub fn write(&self, folder: &Path, flavour: Flavour) -> io::Result<()> {
        let content = folder.join("content");
        for kind in ["vendors", "models", "themes", "reports"] {
            fs::create_dir_all(content.join(kind))?;
            if flavour == Flavour::Zola {
                fs::write(content.join(kind).join("_index.md"), front::zola_section(kind))?;
            }
        }
        for note in &self.notes {
            let text = front::matter(self, note, flavour) + &prose::body(self, note, flavour);
            fs::write(content.join(note.kind).join(format!("{}.md", note.slug)), text)?;
        }
        match flavour {
            Flavour::Tearsheet => facts::write(self, &content),
            Flavour::Zola => fs::write(content.join("_index.md"), front::zola_section("")),
            Flavour::Hugo => Ok(()),
        }
    }
}

impl Note {
    fn new(
        chance: &mut Chance,
        kind: &'static str,
        slug: String,
        title: String,
        links: [Vec<String>; 3],
    ) -> Note {
        let [vendors, models, themes] = links;
        let date = format!(
            "{}-{:02}-{:02}",
            chance.between(2023, 2025),
            chance.between(1, 12),
            chance.between(1, 28)
        );
        let mut tags: Vec<&'static str> = Vec::new();
        for _ in 0..chance.between(3, 5) {
            let tag = TAGS[chance.skewed(TAGS.len())];
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        let tickers = vendors.iter().map(|vendor| format!("{}.US", vendor[..4].to_uppercase())).collect();
        let authors = vec![chance.of(AUTHORS)];
        Note {
            kind,
            slug,
            title,
            date,
            vendors,
            models,
            themes,
            tickers,
            tags,
            authors,
            rating: chance.of(RATINGS),
        }
    }
}
