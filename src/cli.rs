//! The command line: what a user can type.
