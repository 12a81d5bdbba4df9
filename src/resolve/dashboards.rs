//! Figures that no author asked for: what datasets say about a model or a vendor, and the dashboards.

use crate::model::site::Site;

/// Adds them behind the figures of the notes.
pub fn add(site: &mut Site) {
    let _ = site;
}
