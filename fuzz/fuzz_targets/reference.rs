//! Any reference to a fact, a source, a note or a figure in prose.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tearsheet_fuzz::reference(bytes));
