//! The page of changes: prices, releases, ratings and corrections of the whole site.

use super::frame::{self, Sheet};
use crate::model::id::LangId;
use crate::render::changes;
use crate::render::feed::{self, About};
use crate::render::press::Press;
use crate::render::scales;

/// How many changes the page lists; feeds of vendors, models, themes and tickers reach further back.
const MOST: usize = 250;

/// The page of changes.
pub fn page(press: &Press<'_>, lang: LangId) -> Sheet {
    let language = press.language(lang);
    let list = changes::views(press, press.site.changes.ids().take(MOST), lang);
    let mut frame = frame::generated(press, lang, "changes/", language.word("changes"));
    frame.description = language.word("changes_intro");
    frame.ratings = scales::told(press, press.site.changes.ids().take(MOST)).collect();
    let mut page = frame.view(press);
    page.feeds = feed::links(press, About::Changes(lang), language.word("changes"));
    Sheet::new("changes.html", page, "changes", &list)
}
