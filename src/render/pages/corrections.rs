//! The page of corrections: what was changed in published reports, and when.

use super::frame::{self, Sheet};
use super::note::correction;
use crate::model::id::LangId;
use crate::model::note::{Details, Kind};
use crate::render::card;
use crate::render::feed::{self, About};
use crate::render::paper::Paper;
use crate::render::press::Press;
use crate::render::view::lists::CorrectedView;

/// The page of corrections.
pub fn page(press: &Press<'_>, lang: LangId) -> Sheet {
    let language = press.language(lang);
    let mut corrected = Vec::new();
    for id in press.newest(Kind::Report, lang) {
        let note = press.site.note(*id);
        let Details::Report(report) = &note.details else { continue };
        if report.corrections.is_empty() {
            continue;
        }
        let mut made: Vec<_> = report.corrections.iter().collect();
        made.sort_by_key(|correction| std::cmp::Reverse(correction.date.value));
        let paper = Paper::away(note.lang, &press.site.place(*id).url);
        let corrections = made.into_iter().map(|made| correction(press, made, (*id, paper))).collect();
        corrected.push(CorrectedView { note: card::card(press, *id, lang), corrections });
    }
    let mut frame = frame::generated(press, lang, "corrections/", language.word("corrections"));
    frame.description = language.word("corrections_intro");
    let mut page = frame.view(press);
    page.feeds = feed::links(press, About::Corrections(lang), language.word("corrections"));
    Sheet::new("corrections.html", page, "corrected", &corrected)
}
