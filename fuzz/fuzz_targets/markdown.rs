//! Any Markdown: no active content, no panic, bounded output.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tearsheet_fuzz::markdown(bytes));
