//! All tests that see the project from outside: sites in folders, the command, the house rules.

#[cfg(unix)]
mod cases;
mod html;
mod sites;
mod tidy;
