//! The only door to hyper and tokio: connections in, answers out, and ways for threads to talk to the
//! server.

mod talk;
mod exchange;
mod wire;

pub use exchange::{Answer, Ask, Content};
pub use talk::{News, Reply, question};
pub use wire::{Respond, listen, run};
