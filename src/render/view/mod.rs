//! What templates see: the public contract with whoever writes templates.
//!
//! Every template gets `site` ([`site::SiteView`]), `w` (interface words by key), `page`
//! ([`page::PageView`]), and one more that its own page is about, named after it: `note`, `list`, `home`,
//! and so on. Texts are escaped when printed; fields of type `Html` are printed as they are.

pub mod parts;
pub mod change;
pub mod note;
pub mod page;
pub mod site;
pub mod lists;
