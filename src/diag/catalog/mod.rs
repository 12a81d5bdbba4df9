//! Every mistake an author can make: one constructor each, with all its words.
