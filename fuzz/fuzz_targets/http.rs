//! Any bytes sent to the preview server.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tearsheet_fuzz::http(bytes));
