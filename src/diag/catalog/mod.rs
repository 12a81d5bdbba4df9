//! Every mistake an author can make: one constructor each, with all its words.

pub mod yaml;
pub mod fields;
pub mod files;
pub mod front_matter;
pub mod config;
pub mod reference;
pub mod policy;
pub mod url;
pub mod dataset;
pub mod cell;
pub mod figure;
pub mod chart;
pub mod markdown;
pub mod template;
pub mod fence;
pub mod fact;
pub mod total;
pub mod lock;
pub mod conflict;

/// A value as it may be shown in a message: at most 80 characters.
pub fn clipped(value: &str) -> String {
    match value.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", &value[..at]),
        None => value.to_owned(),
    }
}
