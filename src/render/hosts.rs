//! Files that hosts and robots read: the headers of pages, what robots may visit.

use super::press::Press;

/// The policy that every page carries; it also holds where a host sets no headers.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                          font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// `_headers`, as some static hosts read it.
pub fn headers() -> String {
    format!(
        "/*\n  Content-Security-Policy: {POLICY}; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: strict-origin-when-cross-origin\n"
    )
}

/// `robots.txt`.
pub fn robots(press: &Press<'_>) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", press.addresses.absolute("sitemap.xml"))
}
