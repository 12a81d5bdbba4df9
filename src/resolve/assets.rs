//! Files that are copied: where each of them goes.

use crate::model::site::Asset;
use crate::source::{FileId, Sources};

/// Gives each copied file its path below the output: what lies below `content/` or `static/` keeps its
/// path there.
pub fn place(sources: &Sources, files: &[FileId]) -> Vec<Asset> {
    let path = |file: FileId| {
        let path = sources.file(file).path.as_str();
        let below = path.strip_prefix("content/").or_else(|| path.strip_prefix("static/"));
        below.unwrap_or(path).to_owned()
    };
    files.iter().map(|&file| Asset { file, path: path(file) }).collect()
}
