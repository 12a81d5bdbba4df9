//! Nouns: what a site is made of, as plain data that every stage shares.

pub mod body;
pub mod config;
pub mod dataset;
pub mod date;
pub mod decimal;
pub mod drawn;
pub mod figure;
pub mod id;
pub mod note;
pub mod output;
pub mod prose;
pub mod query;
pub mod range;
pub mod site;
pub mod stage;
pub mod text;
pub mod unit;
pub mod watch;
