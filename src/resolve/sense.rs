//! What a note or a source says of itself and cannot be true together: dates that are out of order, a ticker rated twice.

use chrono::NaiveDate;

use crate::diag::Diagnostic;
use crate::diag::catalog::front_matter as say;
use crate::model::config::Source;
use crate::model::date::{Date, Moment};
use crate::model::id::NoteId;
use crate::model::note::{Details, Note, Report, TickerRating};
use crate::model::site::Site;
use crate::model::stage::Bound;
use crate::source::{Located, Sources};

const CORRECTED: &str = "the `date` of this correction";

/// Holds what each note and each source says of itself against what else it says.
pub fn check(sources: &Sources, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    site.sources.iter().for_each(|source| diagnostics.extend(dates_of_source(source, site.today)));
    for id in (0..site.notes.len()).map(NoteId::at).filter(|id| site.is_original(*id)) {
        let mut desk = Desk { sources, site, note: site.note(id), diagnostics };
        desk.dates();
        if let Details::Report(report) = &desk.note.details {
            desk.corrections(report);
            desk.ratings(report);
        }
    }
}

/// What is wrong with the dates of a source: one that is still to come, or read before it was published.
fn dates_of_source(source: &Source, today: NaiveDate) -> Option<Diagnostic> {
    let told = |what: &str, date: Date, (relation, other, its_date): (&str, &str, String)| {
        say::dates_at_odds(source.span, (what, &date.to_string()), (relation, other, &its_date))
    };
    let ahead = |date: &Date| is_ahead(*date, today);
    if let Some(date) = source.accessed.filter(ahead) {
        return Some(told("`accessed` of this source", date, ("after", "today", today.to_string())));
    }
    if let Some(date) = source.date.filter(ahead) {
        return Some(told("the `date` of this source", date, ("after", "today", today.to_string())));
    }
    let (accessed, date) = source.accessed.zip(source.date)?;
    let early = accessed.last_day() < date.first_day();
    early.then(|| told("`accessed` of this source", accessed, ("before", "its `date`", date.to_string())))
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
            _ => front.date.as_ref().filter(|_| front.publish_at.is_none()),
        };
        if let (Some(updated), Some(date)) = (&front.updated, date)
            && is_before(updated, date)
        {
            self.at_odds(updated, "`updated`", "before", ("`date`", date));
        }
        if let Some(updated) = &front.updated {
            self.not_ahead(updated, "`updated`");
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
            self.not_ahead(date, CORRECTED);
        }
    }

    /// Tells a date of what has been done that is still to come.
    fn not_ahead(&mut self, date: &Located<Date>, what: &str) {
        if is_ahead(date.value, self.site.today) {
            let today = self.site.today.to_string();
            let told = (what, self.written(date));
            self.diagnostics.push(say::dates_at_odds(date.span, told, ("after", "today", &today)));
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

/// Whether a date is still to come. For an author further east it may be tomorrow already.
fn is_ahead(date: Date, today: NaiveDate) -> bool {
    today.succ_opt().is_some_and(|tomorrow| date.first_day() > tomorrow)
}

/// Whether the whole of a date lies before another.
fn is_before(date: &Located<Date>, other: &Located<Date>) -> bool {
    date.value.last_day() < other.value.first_day()
}
