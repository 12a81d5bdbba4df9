//! Nouns: what a site is made of, as plain data that every stage shares.

pub mod id;
pub mod text;
pub mod date;
pub mod decimal;
pub mod exact;
pub mod config;
pub mod schema;
pub mod dataset;
pub mod spreadsheet;
pub mod unit;
pub mod range;
pub mod query;
pub mod watch;
pub mod channel;
pub mod ask;
pub mod figure;
pub mod growth;
pub mod fact;
pub mod prose;
pub mod stage;
pub mod body;
pub mod note;
pub mod drawn;
pub mod change;
pub mod site;
pub mod output;
