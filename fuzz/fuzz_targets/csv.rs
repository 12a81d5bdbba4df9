//! Any rows of a dataset, drawn and downloaded.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tearsheet_fuzz::csv(bytes));
