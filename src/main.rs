//! The command `tearsheet`.

fn main() {}
