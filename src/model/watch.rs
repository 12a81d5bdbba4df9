//! Companies to watch.

use crate::source::Located;

/// One company of a watch-list.
#[derive(Clone, Debug)]
pub struct WatchItem {
    /// Sector.
    pub sector: Option<String>,
    /// Ticker.
    pub ticker: Located<String>,
    /// Company.
    pub company: Option<String>,
    /// Remark; it may hold references to facts.
    pub note: Option<Located<String>>,
}
