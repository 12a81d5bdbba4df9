//! The pipeline: one line per verb.
