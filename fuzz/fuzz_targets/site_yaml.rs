//! Any settings of a site.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tearsheet_fuzz::site_yaml(bytes));
