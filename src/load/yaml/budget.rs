//! Limits on YAML, so that no text takes long to read.

use crate::load::slip;

/// How much YAML is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Budget {
    /// Bytes of text.
    pub bytes: usize,
    /// Lists and maps inside each other.
    pub depth: usize,
    /// Values in all.
    pub nodes: usize,
}

impl Budget {
    /// For front matter and fences.
    pub const NOTE: Budget = Budget { bytes: 64 * 1024, depth: slip::DEPTH, nodes: 2_000 };
    /// For `sources.yaml`: some two hundred thousand sources.
    pub const SOURCES: Budget = Budget { bytes: 64 * 1024 * 1024, depth: slip::DEPTH, nodes: 4_000_000 };
    /// For `site.yaml` and the descriptions of datasets.
    pub const FILE: Budget = Budget { bytes: 4 * 1024 * 1024, depth: slip::DEPTH, nodes: 200_000 };
}
