//! Rating scales for readers: their definitions, horizons, benchmarks and ranges.

use super::card;
use super::press::Press;
use super::view::note::{ScaleLabelView, ScaleView};
use crate::format::Lang;
use crate::model::change::Event;
use crate::model::config::{Rating, RatingLabel, RatingScale};
use crate::model::id::{ChangeId, LangId, NoteId, ScaleId};
use crate::model::note::{Details, Note};
use crate::model::stage::Bound;

/// The scales that a note's ratings and stance use, each once.
pub fn of_note(press: &Press<'_>, note: &Note<Bound>) -> Vec<ScaleView> {
    views(press, used(note), note.lang)
}

/// The scales of the ratings that a page shows, each once.
pub fn of_ratings(press: &Press<'_>, ratings: &[Rating], lang: LangId) -> Vec<ScaleView> {
    views(press, ratings.iter().map(|rating| rating.scale), lang)
}

/// The stances of themes, which the entries of lists show.
pub fn stances<'p>(press: &'p Press<'_>, notes: &'p [NoteId]) -> impl Iterator<Item = Rating> + 'p {
    notes.iter().filter_map(|id| match &press.site.note(*id).details {
        Details::Theme(theme) => theme.stance,
        _ => None,
    })
}

/// The ratings and stances that changes tell.
pub fn told<'p>(
    press: &'p Press<'_>,
    changes: impl Iterator<Item = ChangeId> + 'p,
) -> impl Iterator<Item = Rating> + 'p {
    changes.filter_map(|id| {
        let change = press.site.changes.get(id);
        match (&change.what, &press.site.note(change.subject).details) {
            (Event::Rating(place), Details::Report(report)) => Some(report.ratings[*place].rating),
            (Event::Stance, Details::Theme(theme)) => theme.stance,
            _ => None,
        }
    })
}

fn used(note: &Note<Bound>) -> Vec<ScaleId> {
    match &note.details {
        Details::Theme(theme) => theme.stance.iter().map(|stance| stance.scale).collect(),
        Details::Report(report) => report.ratings.iter().map(|given| given.rating.scale).collect(),
        _ => Vec::new(),
    }
}

fn views(press: &Press<'_>, used: impl IntoIterator<Item = ScaleId>, lang: LangId) -> Vec<ScaleView> {
    let mut scales: Vec<ScaleId> = Vec::new();
    for scale in used {
        if !scales.contains(&scale) {
            scales.push(scale);
        }
    }
    let all = &press.site.config.scales;
    scales.iter().map(|id| scale_view(press, &all[id.index()], *id, lang)).collect()
}

fn scale_view(press: &Press<'_>, scale: &RatingScale, id: ScaleId, lang: LangId) -> ScaleView {
    let words = press.language(lang).lang;
    let label = |(place, label): (usize, &RatingLabel)| {
        let rating = Rating { scale: id, label: u8::try_from(place).unwrap_or(u8::MAX) };
        ScaleLabelView {
            rating: card::rating(press, rating, lang),
            range: label.range.as_deref().map_or(String::new(), |range| range_in_words(range, words)),
        }
    };
    ScaleView {
        definition: scale.definition.get(lang).to_owned(),
        horizon: scale.horizon.get(lang).to_owned(),
        benchmark: scale.benchmark.get(lang).to_owned(),
        labels: scale.labels.iter().enumerate().map(label).collect(),
    }
}

/// A range as readers know it: `>= 15` reads `≥ 15`, `5..15` reads `5–15`, and `-5..5`, where a dash would stand beside
/// a minus, `−5 to 5`.
fn range_in_words(range: &str, lang: Lang) -> String {
    let minus = |text: &str| text.trim().replace('-', "\u{2212}");
    match range.split_once("..").map(|(low, high)| (minus(low), minus(high))) {
        Some((low, high)) if low.starts_with('\u{2212}') => {
            lang.pick(format!("{low} to {high}"), format!("{low}至{high}"))
        }
        Some((low, high)) => crate::format::number_range(&low, &high),
        None => minus(range).replace(">=", "≥").replace("<=", "≤"),
    }
}

#[cfg(test)]
mod tests {
    use super::range_in_words;
    use crate::format::Lang;

    #[test]
    fn ranges_read_as_in_print() {
        assert_eq!(range_in_words(">= 15", Lang::En), "≥ 15");
        assert_eq!(range_in_words("5..15", Lang::En), "5–15");
        assert_eq!(range_in_words("-5..5", Lang::En), "\u{2212}5 to 5");
        assert_eq!(range_in_words("-15..-5", Lang::Zh), "\u{2212}15至\u{2212}5");
        assert_eq!(range_in_words("<= -15", Lang::Zh), "≤ \u{2212}15");
    }
}
