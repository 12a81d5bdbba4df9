//! What a note says of itself and cannot be true together: dates that are out of order, a ticker rated twice.

use crate::diag::Diagnostic;
use crate::diag::catalog::front_matter as say;
use crate::model::date::{Date, Moment};
use crate::model::id::NoteId;
use crate::model::note::{Details, Note, Report, TickerRating};
use crate::model::site::Site;
use crate::model::stage::Bound;
use crate::source::{Located, Sources};

const CORRECTED: &str = "the `date` of this correction";

/// Holds what each note says of itself against what else it says.
pub fn check(sources: &Sources, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for id in (0..site.notes.len()).map(NoteId::at).filter(|id| site.is_original(*id)) {
        let mut desk = Desk { sources, site, note: site.note(id), diagnostics };
        desk.dates();
        if let Details::Report(report) = &desk.note.details {
            desk.corrections(report);
            desk.ratings(report);
        }
    }
}

/// A note that is looked at.
struct Desk<'s, 'd> {
    sources: &'s Sources,
    site: &'s Site,
    note: &'s Note<Bound>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl Desk<'_, '_> {
    fn dates(&mut self) {
        let (front, zone) = (&self.note.front, self.site.config.time_zone);
        let date = match &self.note.details {
            Details::Report(report) => Some(&report.date),
            _ => front.date.as_ref(),
        };
        if let (Some(updated), Some(date)) = (&front.updated, date)
            && is_before(updated, date)
        {
            self.at_odds(updated, "`updated`", "before", ("`date`", date));
        }
        if let (Some(expires), Some(publish)) = (&front.expires_at, &front.publish_at)
            && expires.value.instant(zone) <= publish.value.instant(zone)
        {
            self.at_odds(expires, "`expires_at`", "not after", ("`publish_at`", publish));
        }
        if let (Some(expires), Some(date)) = (&front.expires_at, date)
            && expires.value.instant(zone) <= Moment::Day(date.value).instant(zone)
        {
            self.at_odds(expires, "`expires_at`", "not after", ("`date`", date));
        }
    }

    fn corrections(&mut self, report: &Report<Bound>) {
        for correction in &report.corrections {
            let date = &correction.date;
            if is_before(date, &report.date) {
                self.at_odds(date, CORRECTED, "before", ("the report's own", &report.date));
            }
            if date.value.first_day() > self.site.today {
                let today = self.site.today.to_string();
                self.diagnostics.push(say::dates_at_odds(
                    date.span,
                    (CORRECTED, self.written(date)),
                    ("after", "today", &today),
                ));
            }
        }
    }

    fn at_odds<A, B>(
        &mut self,
        date: &Located<A>,
        what: &str,
        relation: &str,
        (other, reference): (&str, &Located<B>),
    ) {
        let relation = (relation, other, self.written(reference));
        let told = say::dates_at_odds(date.span, (what, self.written(date)), relation);
        self.diagnostics.push(told);
    }

    /// A date as its author wrote it.
    fn written<T>(&self, date: &Located<T>) -> &str {
        self.sources.slice(date.span).trim_matches(['"', '\''])
    }

    fn ratings(&mut self, report: &Report<Bound>) {
        for (place, given) in report.ratings.iter().enumerate() {
            let ticker = &given.ticker;
            let same = |other: &&TickerRating<Bound>| {
                other.ticker.value == ticker.value && other.rating.scale == given.rating.scale
            };
            if let Some(first) = report.ratings[..place].iter().find(same) {
                let scale = &self.site.config.scales[given.rating.scale.index()].name;
                self.diagnostics.push(say::rated_twice(ticker.span, &ticker.value, scale, first.ticker.span));
            }
        }
    }
}

/// Whether the whole of a date lies before another.
fn is_before(date: &Located<Date>, other: &Located<Date>) -> bool {
    date.value.last_day() < other.value.first_day()
}
