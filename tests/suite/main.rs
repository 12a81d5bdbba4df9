//! All tests that see the project from outside: sites in folders, the command, the house rules.

mod html;
mod tidy;
mod sites;
mod cli;
mod publish;
#[cfg(feature = "serve")]
mod serve;
#[cfg(unix)]
mod cases;
