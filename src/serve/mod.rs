//! The site as it is being written, in a browser of this machine: served from memory, rebuilt after
//! every save, shown with its mistakes where it has any.

mod kind;
mod event;
mod http;
mod guard;
mod words;
mod edition;
mod state;
mod respond;
mod watch;
mod open;
mod desk;

pub use desk::{Options, serve};
pub use event::{Event, Tell};
