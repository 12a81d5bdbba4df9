//! Any front matter: told or read, never a panic, never slow.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tearsheet_fuzz::front_matter(bytes));
