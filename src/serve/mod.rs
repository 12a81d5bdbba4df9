//! The preview: builds, serves on this machine only, rebuilds on change, reloads the browser.
