//! The only door to the file system: reads a site's files, publishes its output.

pub mod folder;
mod jail;
mod look;
mod seen;
pub mod read;
mod revision;
pub mod publish;
pub mod start;
mod keep;
mod memory;

pub use folder::{NoSite, SiteFolder};
pub use keep::{keep, relocate};
pub use memory::{memory_limit, resident_memory, stack_limit};
pub use read::{open_source, read, read_again};
pub use revision::read as revision;
pub use seen::Seen;
pub use start::{start, write_file};
