//! Tearsheet: a generator of static research sites whose published numbers cannot drift.
//!
//! A build is four pure functions in a row, between two doors to the disk:
//!
//! ```text
//! disk ─▶ Sources ─▶ Draft ─▶ Site ─▶ Drawn ─▶ Outputs ─▶ disk
//!    read       load    resolve  compute     render      write
//!           each file    the site   rows to    fill in
//!           on its own   against    values,    templates,
//!                        itself     facts, ink feeds, search
//! ```
//!
//! The modules stand in dependency order: each uses only those above it.

pub mod source;
pub mod scan;
pub mod nearest;
pub mod level;
pub mod format;
pub mod chart;
pub mod raster;
pub mod model;
pub mod diag;
pub mod words;
pub mod dates;
pub mod amounts;
pub mod load;
pub mod resolve;
pub mod compute;
pub mod render;
pub mod build;
pub mod diff;
pub mod pin;
pub mod rename;
pub mod facts;
pub mod disk;
pub mod confine;
#[cfg(feature = "serve")]
pub mod serve;
pub mod cli;
