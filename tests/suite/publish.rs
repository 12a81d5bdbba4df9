//! Publishing as readers and other programs see it.
