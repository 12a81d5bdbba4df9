//! Tearsheet: a generator of static research sites whose published numbers cannot drift.
//!
//! A build is four pure functions in a row, between two doors to the disk:
//!
//! ```text
//! disk ─▶ Sources ─▶ Draft ─▶ Site ─▶ Figures ─▶ Outputs ─▶ disk
//!    read       load    resolve  compute     render      write
//!           each file    the site   rows to    fill in
//!           on its own   against    values,    templates,
//!                        itself     facts, ink feeds, search
//! ```
//!
//! The modules stand in dependency order: each uses only those above it.

pub mod build;
pub mod chart;
pub mod cli;
pub mod compute;
pub mod diag;
pub mod disk;
pub mod format;
pub mod load;
pub mod model;
pub mod render;
pub mod resolve;
#[cfg(feature = "serve")]
pub mod serve;
pub mod source;
