//! The site as it is being written, in a browser of this machine: served from memory, rebuilt after
//! every save, shown with its mistakes where it has any.

mod kind;
mod guard;
mod words;
mod edition;
mod state;
mod live;
mod respond;
mod http;
mod watch;
mod open;
mod desk;

pub use desk::{Event, Options, serve};

/// Whom the preview tells what happens.
pub type Tell = std::sync::Arc<dyn Fn(Event<'_>) + Send + Sync>;
