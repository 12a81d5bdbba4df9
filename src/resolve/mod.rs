//! Holds the site against itself: every name finds what it names, every URL is taken once.
