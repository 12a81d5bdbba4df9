//! Fills in templates: pages, feeds, maps and data files.
