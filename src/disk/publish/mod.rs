//! Publishes a site into its output folder: at every moment the whole old or the whole new site,
//! and never a file lost that tearsheet did not make.
//!
//! A run takes the output's lock, stages all files in a folder beside the output, carries over what
//! others put there, writes the list of its own files last and swaps the two folders in one step.

mod manifest;
mod interrupt;
mod guard;
mod mount;
mod lock;
mod discard;
mod carry;
mod durable;
mod swap;
mod in_place;
mod stage;

pub use guard::{Refusal, Target, check};
pub use interrupt::{Interrupted, interrupt, is_published, is_staging};
pub use manifest::MARKER;
pub use stage::{Stage, Tally};
