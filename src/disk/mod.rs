//! The only door to the disk: reads the site, writes the output in one step.
