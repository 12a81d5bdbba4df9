//! Reads each file on its own: YAML, Markdown, CSV become notes, datasets and settings.
