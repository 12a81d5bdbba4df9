//! What references are looked up in while notes are bound.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::OnceLock;

use chrono::NaiveDate;

use super::datasets::Lookup;
use super::pins::Pins;
use super::urls::Claims;
use crate::model::config::Config;
use crate::model::dataset::BoundDataset;
use crate::model::id::{AssetId, DatasetId, NoteId, SourceId};
use crate::model::note::Kind;
use crate::model::prose::Edition;
use crate::model::site::Asset;
use crate::source::{FileId, SourceFile};

/// Everything a reference can lead to, with indexes.
pub struct Ground<'a> {
    parts: Parts<'a>,
    dataset_names: BTreeMap<&'a str, DatasetId>,
    asset_files: BTreeMap<FileId, usize>,
    note_urls: BTreeMap<&'a str, NoteId>,
    generated: BTreeSet<&'a str>,
    whole: OnceLock<bool>,
}

/// What a ground is made of; read through it.
pub struct Parts<'a> {
    /// Files, notes and sources.
    pub lookup: &'a Lookup<'a>,
    /// `site.yaml`.
    pub config: &'a Config,
    /// The editions of the notes.
    pub editions: &'a [Vec<Edition>],
    /// The datasets.
    pub datasets: &'a [BoundDataset],
    /// Pinned reports and the datasets they see.
    pub pins: &'a Pins,
    /// The copied files.
    pub assets: &'a [Asset],
    /// The URLs.
    pub claims: &'a Claims,
    /// The day of the build.
    pub today: NaiveDate,
}

impl<'a> Deref for Parts<'a> {
    type Target = Lookup<'a>;

    fn deref(&self) -> &Lookup<'a> {
        self.lookup
    }
}

impl<'a> Deref for Ground<'a> {
    type Target = Parts<'a>;

    fn deref(&self) -> &Parts<'a> {
        &self.parts
    }
}

impl<'a> Ground<'a> {
    /// Builds the indexes.
    pub fn new(parts: Parts<'a>) -> Self {
        let Parts { datasets, assets, claims, .. } = parts;
        Ground {
            dataset_names: datasets
                .iter()
                .enumerate()
                .map(|(index, bound)| (bound.dataset.name.as_str(), DatasetId::at(index)))
                .collect(),
            asset_files: assets.iter().enumerate().map(|(index, asset)| (asset.file, index)).collect(),
            note_urls: claims.urls.iter().enumerate().map(|(i, url)| (url.as_str(), NoteId::at(i))).collect(),
            generated: claims.generated.iter().map(String::as_str).collect(),
            whole: OnceLock::new(),
            parts,
        }
    }

    /// The path of a note's file, as shown to its author.
    pub fn shown(&self, note: NoteId) -> String {
        self.sources.shown_path(self.notes[note.index()].file)
    }

    /// Whether a note has a file and could not be loaded: its own mistakes are told already, and a
    /// reference to it is none.
    pub fn failed_to_load(&self, kind: Kind, name: &str) -> bool {
        super::names::failed_to_load(self.sources, self.names, kind, name)
    }

    /// Whether there is a list of sources that could not be loaded.
    pub fn sources_failed_to_load(&self) -> bool {
        super::names::sources_failed_to_load(self.sources, self.cited)
    }

    /// Whether a dataset has a file and could not be loaded.
    pub fn dataset_failed_to_load(&self, name: &str) -> bool {
        self.sources.find(&format!("content/data/{name}.csv")).is_some() && self.find_dataset(name).is_none()
    }

    /// Whether every note and dataset could be loaded: one that could not says so itself, and what it lacks is no
    /// mistake of others.
    pub fn is_whole(&self) -> bool {
        let is_lost = |(id, file): (FileId, &SourceFile)| {
            let path = file.path.as_str().strip_prefix("content/").unwrap_or_default();
            let (folder, name) = path.split_once('/').unwrap_or_default();
            match name.rsplit_once('.') {
                Some((name, "csv")) if folder == "data" => self.dataset_failed_to_load(name),
                Some((_, "md")) if Kind::of_folder(folder).is_some() => {
                    self.names.of_file(id).is_none() && self.names.withheld_file(id).is_none()
                }
                _ => false,
            }
        };
        *self.whole.get_or_init(|| !self.sources.iter().any(is_lost))
    }

    /// Finds a source by its key.
    pub fn find_source(&self, key: &str) -> Option<SourceId> {
        self.keys.get(key).copied()
    }

    /// Finds a dataset by its name.
    pub fn find_dataset(&self, name: &str) -> Option<DatasetId> {
        self.dataset_names.get(name).copied()
    }

    /// A dataset: one of today, or one that a pinned report sees.
    pub fn dataset(&self, id: DatasetId) -> &'a BoundDataset {
        let (datasets, pinned) = (self.parts.datasets, &self.parts.pins.datasets);
        datasets.get(id.index()).unwrap_or_else(|| &pinned[id.index() - datasets.len()])
    }

    /// Finds a copied file.
    pub fn find_asset(&self, file: FileId) -> Option<usize> {
        self.asset_files.get(&file).copied()
    }

    /// The file that a copied file is.
    pub fn asset_file(&self, asset: AssetId) -> FileId {
        self.assets[asset.index()].file
    }

    /// The URLs of notes below the base, in order.
    pub fn urls(&self) -> impl Iterator<Item = &'a str> {
        self.note_urls.keys().copied()
    }

    /// Finds a note by its URL below the base.
    pub fn find_url(&self, url: &str) -> Option<NoteId> {
        self.note_urls.get(url).copied()
    }

    /// Whether a URL below the base is a generated page.
    pub fn is_generated(&self, url: &str) -> bool {
        self.generated.contains(url)
    }
}
