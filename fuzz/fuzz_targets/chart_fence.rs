//! Any chart, table or timeline asked for in a note.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tearsheet_fuzz::chart_fence(bytes));
