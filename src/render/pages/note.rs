//! The pages of notes: vendors, models, themes, reports and others.

use super::frame::{Frame, Sheet};
use super::{front, sources};
use crate::model::body::{Heading, Line};
use crate::model::config::Author;
use crate::model::date::Date;
use crate::model::id::{AuthorId, FigureId, NoteId};
use crate::model::note::{Correction, Details, Kind, Note, Report, Review, Theme};
use crate::model::site::{Place, Tag};
use crate::model::stage::Bound;
use crate::render::engine::{Html, shared};
use crate::render::feed::{self, About};
use crate::render::paper::{self, Paper};
use crate::render::press::{Language, Press};
use crate::render::view::note::{CorrectionView, ExtraView, HeadingView, NoteView};
use crate::render::view::parts::{DayView, LinkView};
use crate::render::{card, changes, fact, figure, json_ld, prose, restated, scales};

/// How many backlinks a page lists.
const BACKLINKS: usize = 60;
/// How many notes that cover it a page lists.
const COVERAGE: usize = 24;
/// How many models a vendor's page lists as cards.
const MODELS: usize = 60;

/// The page of a note.
pub fn page(press: &Press<'_>, id: NoteId) -> Sheet {
    let (note, place) = (press.site.note(id), press.site.place(id));
    let mut page = frame(press, id).view(press);
    page.listed = !place.expired;
    if let Some(path) = press.social_image(id) {
        page.image = press.addresses.absolute(path);
        page.image_alt = page.title.clone();
    }
    if let Some(date) = &note.front.date {
        page.published = date.value.to_string();
        page.og_type = "article";
    }
    if matches!(note.kind(), Kind::Vendor | Kind::Theme) {
        page.feeds = feed::links(press, About::Note(id), &note.front.title.value);
    }
    if changes::of_note(press, id).next().is_some() {
        let word = press.language(note.lang).word("changes");
        let title = format!("{} · {word}", note.front.title.value);
        page.feeds.extend(feed::links(press, About::NoteChanges(id), &title));
    }
    let template = match note.kind() {
        Kind::Vendor => "vendor.html",
        Kind::Model => "model.html",
        Kind::Theme => "theme.html",
        Kind::Report => "report.html",
        Kind::Page => "page.html",
    };
    Sheet { template, page, own: ("note", shared(&view(press, id))), file: Some(note.file) }
}

fn frame<'p>(press: &'p Press<'_>, id: NoteId) -> Frame<'p> {
    let (note, place) = (press.site.note(id), press.site.place(id));
    let language = press.language(note.lang);
    let folder = note.kind().folder();
    let mut above = Vec::new();
    if let Some(path) = card::section_path(note.kind()) {
        let url = press.addresses.local(&language.url(&path));
        above.push(LinkView { title: language.word(folder).to_owned(), url });
    }
    if let Details::Model(model) = &note.details {
        above.push(card::link(press, model.vendor, note.lang));
    }
    let edition =
        |edition: &crate::model::prose::Edition| (edition.lang, press.site.place(edition.note).url.clone());
    Frame {
        lang: note.lang,
        url: place.url.clone(),
        kind: note.kind().word(),
        section: if note.kind() == Kind::Page { "" } else { folder },
        title: &note.front.title.value,
        description: card::description(note),
        above,
        editions: place.editions.iter().map(edition).collect(),
        thing: json_ld::note(press, id),
        ratings: Vec::new(),
    }
}

fn view<'p>(press: &'p Press<'_>, id: NoteId) -> NoteView<'p> {
    let (note, place) = (press.site.note(id), press.site.place(id));
    let (lang, language) = (note.lang, press.language(note.lang));
    let paper = Paper::own(lang);
    let day = |date: Date| DayView::new(date, language);
    let auto = place.figures.get(place.body_figures..).unwrap_or(&[]);
    let mut view = NoteView {
        title: note.front.title.value.clone(),
        kind: note.kind().word(),
        kind_word: language.word(note.kind().word()),
        summary: note.front.summary.as_ref().map(|line| Html(prose::fill(press, &line.prose, paper))),
        date: note.front.date.as_ref().map(|date| day(date.value)),
        updated: note.updated().map(day),
        authors: note.front.authors.iter().map(|author| author_link(press, author.value, note)).collect(),
        tags: note.front.tags.iter().filter_map(|tag| tag_link(press, &tag.value, note)).collect(),
        facts: front::facts(press, note),
        scales: scales::of_note(press, note),
        contents: contents(note),
        body: Html(prose::fill(press, &note.body.prose, paper)),
        figures: auto.iter().map(|figure| whole(press, *figure)).collect(),
        disclosures: front::disclosures(press, id),
        numbers: fact::numbers(press, id, lang),
        sources: sources::numbered(press, &place.citations.order, lang),
        expired: place.expired,
        stale: place.figures.iter().any(|figure| press.drawn(*figure).stale.is_some())
            || place.facts.iter().any(|fact| fact.stale.is_some()),
        extra: ExtraView(&note.front.extra),
        ..NoteView::default()
    };
    add_neighbours(press, id, &mut view);
    view.changes = changes::views(press, changes::of_note(press, id).take(changes::ON_A_PAGE), lang);
    match &note.details {
        Details::Theme(theme) => add_theme(press, theme, note, &mut view),
        Details::Report(report) => {
            add_report(press, report, (note, place), &mut view);
            let told = report.corrections.iter().map(|made| correction(press, made, (id, paper)));
            view.corrections = told.collect();
        }
        Details::Vendor(_) => {
            view.models = card::cards(press, &place.models[..place.models.len().min(MODELS)], lang);
        }
        Details::Model(_) | Details::Page => {}
    }
    view
}

fn add_neighbours(press: &Press<'_>, id: NoteId, view: &mut NoteView<'_>) {
    let place = press.site.place(id);
    let lang = press.site.note(id).lang;
    let about = &press.about[press.original(id).index()];
    let kind = |note: &NoteId| press.site.note(*note).kind();
    // Reports stand before themes, and both before what is kept by the day.
    let by_kind = |note: &NoteId| match kind(note) {
        Kind::Report => 0,
        Kind::Theme => 1,
        _ => 2,
    };
    let mut covered: Vec<NoteId> = about.iter().copied().filter(|note| kind(note) != Kind::Model).collect();
    covered.sort_by_key(by_kind);
    covered.truncate(COVERAGE);
    view.coverage = card::cards(press, &covered, lang);
    let fresh = |note: &NoteId| !covered.contains(&press.original(*note));
    let mut linking: Vec<NoteId> = place.backlinks.iter().copied().filter(fresh).collect();
    linking.sort_by_key(by_kind);
    let shown = linking.len().min(BACKLINKS);
    view.backlinks = card::cards(press, &linking[..shown], lang);
    view.more_backlinks = linking.len() - shown;
    let related: Vec<NoteId> = place.related.iter().copied().filter(fresh).collect();
    view.related = card::cards(press, &related, lang);
}

fn add_theme(press: &Press<'_>, theme: &Theme<Bound>, note: &Note<Bound>, view: &mut NoteView<'_>) {
    view.thesis = theme.thesis.as_ref().map(|line| line_html(press, line, note));
    view.stance = theme.stance.map(|stance| card::rating(press, stance, note.lang));
    view.evidence = lines(press, &theme.evidence, note);
    view.counter_evidence = lines(press, &theme.counter_evidence, note);
    view.risks = lines(press, &theme.risks, note);
    view.watchlist = front::watchlist(press, &theme.watchlist, note.lang);
}

fn add_report(
    press: &Press<'_>,
    report: &Report<Bound>,
    (note, place): (&Note<Bound>, &Place),
    view: &mut NoteView<'_>,
) {
    let language = press.language(note.lang);
    let as_of = report.as_of.as_ref().unwrap_or(&report.date);
    view.as_of = Some(DayView::new(as_of.value, language));
    view.key_points = lines(press, &report.key_points, note);
    view.risks = lines(press, &report.risks, note);
    view.ratings = front::ratings(press, &report.ratings, note.lang);
    view.reviewed_by = report.reviewed_by.as_ref().map(|review| reviewed(&review.value, language));
    view.signatures = signatures(press, note);
    view.supersedes = report.supersedes.map(|other| card::link(press, other, note.lang));
    if place.figures.len() > 1 {
        view.figure_list = figure_links(press, &place.figures);
    }
}

/// Who reviewed, when, at which commit, in one line.
fn reviewed(review: &Review, language: &Language<'_>) -> String {
    let date = review.date.as_ref().map(|date| language.date(date.value));
    let parts = [Some(review.who.clone()), date, review.commit.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(language.word("comma"))
}

/// The authors with the numbers of their certificates; those without are left out.
fn signatures(press: &Press<'_>, note: &Note<Bound>) -> Vec<LinkView> {
    let authors =
        note.front.authors.iter().map(|id| (id.value, &press.site.config.authors[id.value.index()]));
    let registered = authors.filter(|(_, author)| !author.certificates.is_empty());
    let line = |(id, author): (AuthorId, &Author)| {
        let numbers: Vec<&str> = author.certificates.iter().map(|held| held.number.as_str()).collect();
        let comma = press.language(note.lang).word("comma");
        LinkView { title: author_link(press, id, note).title, url: numbers.join(comma) }
    };
    registered.map(line).collect()
}

/// A correction of a report, with its links as the page that tells it needs them.
pub fn correction(
    press: &Press<'_>,
    made: &Correction<Bound>,
    (id, paper): (NoteId, Paper<'_>),
) -> CorrectionView {
    let place = restated::place(press, id, made);
    CorrectionView {
        anchor: restated::anchor(press, id, made),
        date: DayView::new(made.date.value, press.language(paper.lang)),
        what: Html(prose::fill(press, &made.what.prose, paper)),
        changes: place.map_or(Vec::new(), |place| restated::of_correction(press, id, place)),
    }
}

/// Links to figures, each with its name and title.
pub fn figure_links(press: &Press<'_>, figures: &[FigureId]) -> Vec<LinkView> {
    let link = |id: &FigureId| {
        let figure = press.site.figure(*id);
        let name = paper::name(press, *id, figure.lang);
        let colon = press.language(figure.lang).word("colon");
        let mut url = String::from("#");
        crate::render::escape::url_into(&press.figure_anchor(figure), &mut url);
        LinkView { title: format!("{name}{colon}{}", figure.head.title), url }
    };
    figures.iter().map(link).collect()
}

/// A figure as HTML.
pub fn whole(press: &Press<'_>, id: FigureId) -> Html {
    let mut out = String::with_capacity(8 * 1024);
    figure::write(press, id, &mut out);
    Html(out)
}

fn lines(press: &Press<'_>, lines: &[Line<Bound>], note: &Note<Bound>) -> Vec<Html> {
    lines.iter().map(|line| line_html(press, line, note)).collect()
}

fn line_html(press: &Press<'_>, line: &Line<Bound>, note: &Note<Bound>) -> Html {
    Html(prose::fill(press, &line.prose, Paper::own(note.lang)))
}

/// Headings of the second and third level, where there are at least three of the second.
fn contents(note: &Note<Bound>) -> Vec<HeadingView> {
    let second = note.body.headings.iter().filter(|heading| heading.level == 2).count();
    if !note.front.toc || second < 3 {
        return Vec::new();
    }
    let view = |heading: &Heading| HeadingView {
        level: heading.level,
        id: heading.id.clone(),
        html: Html(heading.html.clone()),
    };
    note.body.headings.iter().filter(|heading| heading.level <= 3).map(view).collect()
}

fn author_link(press: &Press<'_>, author: AuthorId, note: &Note<Bound>) -> LinkView {
    let url = press.site.config.authors[author.index()].url.clone().unwrap_or_default();
    LinkView { title: press.author(author, note.lang).to_owned(), url }
}

fn tag_link(press: &Press<'_>, name: &str, note: &Note<Bound>) -> Option<LinkView> {
    let found = press.tag(name)?;
    let tag: &Tag = &press.site.tags[found.index()];
    let url = press.language(note.lang).url(&format!("tags/{}/", tag.slug));
    let title = if tag.names.own(note.lang).is_some() { tag.called(note.lang) } else { name };
    Some(LinkView { title: title.to_owned(), url: press.addresses.local(&url) })
}
