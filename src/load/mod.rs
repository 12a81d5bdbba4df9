//! Reads each file on its own: YAML, Markdown, CSV become notes, datasets and settings.

pub mod node;
pub mod slip;
pub mod yaml;
pub mod fields;
pub mod anchor;
pub mod fence;
pub mod markdown;
