//! All tests that see the project from outside: sites in folders, the command, the house rules.

mod html;
mod tidy;
mod sites;
#[cfg(unix)]
mod cases;
