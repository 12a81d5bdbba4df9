//! Fuzz targets: each takes any bytes and panics when the program does what it promises never to do.

#[path = "../../tests/suite/html.rs"]
mod html;
mod oracle;
mod preview;
mod targets;

pub use targets::*;
