//! Policies: what a house asks of its reports, held against each of them.

use super::front::is_ticker;
use crate::diag::Diagnostic;
use crate::diag::catalog::{clipped, policy as say};
use crate::model::body::{Body, Heading};
use crate::model::config::{Author, Certificate};
use crate::model::dataset::{Cell, Dataset};
use crate::model::date::Date;
use crate::model::id::{LangId, NoteId, ScaleId};
use crate::model::note::{Details, Note, Report, Review};
use crate::model::policy::{PublisherField, ReportField, Wanted, is_in};
use crate::model::site::Site;
use crate::model::stage::Bound;
use crate::scan::is_blank;
use crate::source::{Located, Sources, Span};

/// Holds every report against the policies of the site. Levels are applied later.
pub fn check(sources: &Sources, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    publisher(sources, site, diagnostics);
    scores(sources, site, diagnostics);
    let mut scales: Vec<ScaleId> = Vec::new();
    for place in 0..site.notes.len() {
        let id = NoteId::at(place);
        let note = site.note(id);
        rated(site, note, &mut scales, diagnostics);
        if let (Details::Report(report), false) = (&note.details, site.place(id).expired) {
            let mut desk = Desk { site, note, report, diagnostics };
            desk.every_edition();
            if site.is_original(id) {
                desk.once(id);
            }
        }
    }
}

/// The fewest and the most key points of a report, where the policies ask for them.
const KEY_POINTS: (usize, usize) = (3, 7);

/// A report under review.
struct Desk<'s, 'd> {
    site: &'s Site,
    note: &'s Note<Bound>,
    report: &'s Report<Bound>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl Desk<'_, '_> {
    /// What is asked of each edition: sections, words, tickers in its text.
    fn every_edition(&mut self) {
        let (policies, span) = (&self.site.config.policies, self.note.front.title.span);
        let language = self.site.config.code(self.note.lang);
        let meant = |wanted: &&Wanted| wanted.lang.as_ref().is_none_or(|code| is_in(language, code));
        for wanted in policies.sections.iter().filter(meant) {
            let found = wanted.any.iter().flat_map(|title| self.sections(title));
            let found = found.max();
            if found != Some(true) {
                self.diagnostics.push(say::report_section(span, &wanted.any, found.is_some()));
            }
        }
        for wanted in policies.wording.iter().filter(meant) {
            if !wanted.any.iter().any(|words| self.says(words)) {
                self.diagnostics.push(say::report_wording(span, &wanted.any));
            }
        }
        for ticker in &self.note.body.tickers {
            if !self.covers(&ticker.value) {
                self.diagnostics.push(say::unlisted_ticker(ticker.span, "the text", &ticker.value));
            }
        }
    }

    /// The sections whose heading starts with a title, and the one made from front matter that has it: whether there
    /// is something in each.
    fn sections(&self, title: &str) -> Vec<bool> {
        let title = title.to_lowercase();
        let body = &self.note.body;
        let has_title = |place: &usize| {
            let heading = plain(&body.headings[*place].html).to_lowercase();
            heading.trim_start_matches(|c: char| !c.is_alphabetic()).starts_with(&title)
        };
        let own = (0..body.headings.len()).filter(has_title).map(|place| is_filled(body, place));
        let of_risks = ["risks", "风险提示", "风险"].contains(&title.as_str());
        own.chain((of_risks && !self.report.risks.is_empty()).then_some(true)).collect()
    }

    fn says(&self, words: &str) -> bool {
        let front = &self.note.front;
        let summary = front.summary.as_ref().map_or("", |summary| summary.plain.as_str());
        [front.title.value.as_str(), summary, &self.note.body.plain].iter().any(|text| text.contains(words))
    }

    fn covers(&self, ticker: &str) -> bool {
        let rated = self.report.ratings.iter().map(|given| &given.ticker);
        self.report.tickers.iter().chain(rated).any(|known| known.value == ticker)
    }

    /// What is asked of a report as a whole.
    fn once(&mut self, id: NoteId) {
        let title = self.note.front.title.span;
        for field in &self.site.config.policies.fields {
            let points = self.report.key_points.len();
            if !self.holds(*field, id) {
                self.diagnostics.push(say::report_field(title, field.word(), None));
            } else if *field == ReportField::KeyPoints && !(KEY_POINTS.0..=KEY_POINTS.1).contains(&points) {
                let found = (points, KEY_POINTS.0, KEY_POINTS.1);
                self.diagnostics.push(say::report_field(title, field.word(), Some(found)));
            }
        }
        self.editions(id);
        self.unlisted();
        self.disclosures();
        self.signatures();
        self.review();
    }

    fn holds(&self, field: ReportField, id: NoteId) -> bool {
        let (front, report) = (&self.note.front, self.report);
        match field {
            ReportField::Summary => front.summary.is_some(),
            ReportField::Authors => !front.authors.is_empty(),
            ReportField::AsOf => report.as_of.is_some(),
            ReportField::KeyPoints => !report.key_points.is_empty(),
            ReportField::Risks => !report.risks.is_empty(),
            ReportField::Sources => !self.site.place(id).citations.order.is_empty(),
            ReportField::Tickers => !report.tickers.is_empty(),
            ReportField::Ratings => !report.ratings.is_empty(),
        }
    }

    fn editions(&mut self, id: NoteId) {
        let (config, editions) = (&self.site.config, &self.site.place(id).editions);
        for codes in &config.policies.editions {
            let wanted = |lang: LangId| codes.iter().any(|code| is_in(config.code(lang), code));
            if !editions.iter().any(|edition| wanted(edition.lang)) {
                let code = config.languages.iter().find(|known| codes.iter().any(|code| is_in(known, code)));
                let folder = if self.note.bundle { "/index" } else { "" };
                let base = format!("{}{folder}", self.note.stem);
                let title = self.note.front.title.span;
                self.diagnostics.push(say::missing_edition(title, &base, codes, code.map(String::as_str)));
            }
        }
    }

    /// Rated tickers that the list of tickers leaves out.
    fn unlisted(&mut self) {
        let listed = |ticker: &str| self.report.tickers.iter().any(|known| known.value == ticker);
        for given in self.report.ratings.iter().filter(|given| !listed(&given.ticker.value)) {
            let ticker = &given.ticker;
            self.diagnostics.push(say::unlisted_ticker(ticker.span, "a rating", &ticker.value));
        }
    }

    fn disclosures(&mut self) {
        if self.site.config.stand_in {
            return;
        }
        let rated = self.report.ratings.iter().map(|given| &given.ticker);
        let mut seen: Vec<&str> = Vec::new();
        for ticker in self.report.tickers.iter().chain(rated) {
            let disclosed = self.site.config.disclosures.iter().any(|(known, _)| *known == ticker.value);
            if !disclosed && is_ticker(&ticker.value) && !seen.contains(&ticker.value.as_str()) {
                seen.push(&ticker.value);
                self.diagnostics.push(say::missing_disclosure(ticker.span, &ticker.value));
            }
        }
    }

    /// The day of publication: that of `publish_at`, else the report's own.
    fn publication(&self) -> Located<Date> {
        self.note.publication(self.site.config.time_zone).unwrap_or_else(|| self.report.date.clone())
    }

    fn signatures(&mut self) {
        let date = self.publication();
        for signed in &self.note.front.authors {
            let author: &Author = &self.site.config.authors[signed.value.index()];
            if author.certificates.is_empty() {
                if self.site.config.policies.registration {
                    self.diagnostics.push(say::missing_registration(signed.span, &author.key));
                }
            } else if !author.certificates.iter().any(|certificate| is_valid(certificate, date.value)) {
                let day = date.value.to_string();
                self.diagnostics.push(say::lapsed_registration(date.span, &author.key, &day));
            }
        }
    }

    fn review(&mut self) {
        let date = self.publication();
        let Some(Located { value: review, span }) = &self.report.reviewed_by else {
            self.diagnostics.push(say::missing_review(self.note.front.title.span));
            return;
        };
        let Review { date: day, commit, .. } = review;
        let lacks = match (day, commit.as_deref()) {
            (Some(_), Some(commit)) if is_commit(commit) => None,
            (Some(_), Some(other)) => Some(format!("commit: `{}` is the name of none", clipped(other))),
            (None, None) => Some("date and no commit".to_owned()),
            (None, _) => Some("date".to_owned()),
            (_, None) => Some("commit".to_owned()),
        };
        self.diagnostics.extend(lacks.map(|lacks| say::incomplete_review(*span, &lacks)));
        if let Some(day) = day.as_ref().filter(|day| day.value.first_day() > date.value.last_day()) {
            let (reviewed, published) = (day.value.to_string(), date.value.to_string());
            self.diagnostics.push(say::late_review(day.span, &reviewed, &published));
        }
    }
}

/// Whether anything stands below a heading, or below those that belong to it.
fn is_filled(body: &Body<Bound>, place: usize) -> bool {
    let html = body.prose.html.as_str();
    let start = |heading: &Heading| html.find(&format!("<h{} id=\"{}\"", heading.level, heading.id));
    let belong = body.headings[place + 1..].iter().take_while(|next| next.level > body.headings[place].level);
    (place..=place + belong.count()).any(|at| {
        let heading = start(&body.headings[at]).unwrap_or(0);
        let from = html[heading..].find("</h").map_or(heading, |end| heading + end + "</h2>".len());
        let to = body.headings.get(at + 1).and_then(start).unwrap_or(html.len());
        let has_hole = || body.prose.holes.iter().any(|hole| (from..to).contains(&(hole.at as usize)));
        let says = |below: &str| below.contains("<img") || !is_blank(&plain(below));
        html.get(from..to).is_some_and(says) || has_hole()
    })
}

/// Whether a text is the name of a commit, in short or in full.
fn is_commit(text: &str) -> bool {
    (7..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether a certificate was valid on a day; an end that is not given is open.
fn is_valid(certificate: &Certificate, on: Date) -> bool {
    certificate.from.is_none_or(|from| from.first_day() <= on.last_day())
        && certificate.to.is_none_or(|to| to.last_day() >= on.first_day())
}

/// Tells once of every scale that is used and not defined.
fn rated(site: &Site, note: &Note<Bound>, told: &mut Vec<ScaleId>, diagnostics: &mut Vec<Diagnostic>) {
    let used: Vec<ScaleId> = match &note.details {
        Details::Report(report) => report.ratings.iter().map(|given| given.rating.scale).collect(),
        Details::Theme(theme) => theme.stance.iter().map(|stance| stance.scale).collect(),
        _ => Vec::new(),
    };
    for id in used {
        let scale = &site.config.scales[id.index()];
        let defined = !scale.definition.is_empty() || scale.labels.iter().any(|label| label.range.is_some());
        if !defined && !told.contains(&id) {
            told.push(id);
            diagnostics.push(say::undefined_rating(note.front.title.span, &scale.name));
        }
    }
}

fn publisher(sources: &Sources, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let Some(file) = sources.find("content/site.yaml") else { return };
    let publisher = &site.config.publisher;
    for field in &site.config.policies.publisher {
        let said = match field {
            PublisherField::Name => !publisher.name.is_empty(),
            PublisherField::Qualification => !publisher.qualification.is_empty(),
            PublisherField::Url => publisher.url.is_some(),
        };
        if !said {
            diagnostics.push(say::publisher_field(Span::whole(file), field.word()));
        }
    }
}

/// Datasets of scores: every row says how its score came about, and by which version of the test. The first
/// row that does not is told.
fn scores(sources: &Sources, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for name in &site.config.policies.scores {
        let Some(id) = site.find_dataset(name) else { continue };
        let dataset = &site.dataset(id).dataset;
        diagnostics.extend(unfilled(sources, dataset, "basis").map(|span| say::unmarked_score(span, name)));
        diagnostics
            .extend(unfilled(sources, dataset, "version").map(|span| say::unversioned_score(span, name)));
    }
}

fn unfilled(sources: &Sources, dataset: &Dataset, column: &str) -> Option<Span> {
    let Some(id) = dataset.column(column) else { return Some(Span::whole(dataset.csv)) };
    let row = dataset.rows().find(|row| dataset.cell(*row, id) == Cell::Empty)?;
    Some(dataset.cell_span(sources, row, id))
}

/// The text of a little HTML.
fn plain(html: &str) -> String {
    let mut inside = false;
    let shown = html.chars().filter(|letter| {
        inside = *letter == '<' || inside && *letter != '>';
        !inside && *letter != '>'
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_holds_from_its_first_day_to_its_last() {
        let date = |text: &str| Date::parse(text).unwrap();
        let certificate = |from: Option<&str>, to: Option<&str>| Certificate {
            number: "S1".to_owned(),
            from: from.map(date),
            to: to.map(date),
        };
        assert!(is_valid(&certificate(Some("2025-05-01"), Some("2025-05")), date("2025-05-31")));
        assert!(!is_valid(&certificate(None, Some("2025-05")), date("2025-06-01")));
        assert!(!is_valid(&certificate(Some("2025-07"), None), date("2025-06-30")));
        assert!(is_valid(&certificate(None, None), date("2025-06-30")));
    }

    #[test]
    fn the_text_of_a_heading_is_without_markup() {
        assert_eq!(plain("<em>Risks</em> &amp; more"), "Risks &amp; more");
    }
}
