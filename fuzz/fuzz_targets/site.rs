//! A small site of several files.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tearsheet_fuzz::site(bytes));
