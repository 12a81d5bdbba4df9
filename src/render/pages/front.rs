//! Front matter for readers: facts, ratings, watch-lists, disclosures.

use std::collections::BTreeSet;

use crate::format::NumberFormat;
use crate::model::date::Date;
use crate::model::id::{LangId, NoteId};
use crate::model::named;
use crate::model::note::{Details, Kind, Model, Note, Report, Theme, TickerRating, Vendor};
use crate::model::stage::Bound;
use crate::model::watch::WatchItem;
use crate::render::card;
use crate::render::engine::Html;
use crate::render::escape::html;
use crate::render::press::{Language, Press, ticker_path};
use crate::render::view::note::{CompanyView, DisclosureView, FactView, SectorView, TickerRatingView};
use crate::render::view::parts::LinkView;
use crate::words;

/// Facts in the language of a page.
struct Facts<'p, 's> {
    press: &'p Press<'s>,
    language: &'p Language<'s>,
    list: Vec<FactView>,
}

/// The facts of a note's front matter, in the order in which readers ask for them.
pub fn facts(press: &Press<'_>, note: &Note<Bound>) -> Vec<FactView> {
    let mut facts = Facts { press, language: press.language(note.lang), list: Vec::new() };
    match &note.details {
        Details::Vendor(vendor) => vendor_facts(&mut facts, vendor),
        Details::Model(model) => model_facts(&mut facts, model),
        Details::Theme(theme) => theme_facts(&mut facts, theme),
        Details::Report(report) => report_facts(&mut facts, report),
        Details::Page => {}
    }
    facts.list
}

impl Facts<'_, '_> {
    fn word(&self, key: &'static str) -> &'static str {
        self.language.word(key)
    }

    fn html(&mut self, key: &'static str, value: String) {
        if !value.is_empty() {
            let label = self.word(key);
            self.list.push(FactView { label, value: Html(value) });
        }
    }

    fn text(&mut self, key: &'static str, value: Option<&str>) {
        self.html(key, html(value.unwrap_or("")));
    }

    fn date(&mut self, key: &'static str, date: Option<Date>) {
        let words = date.map(|date| format!("<time datetime=\"{date}\">{}</time>", self.language.date(date)));
        self.html(key, words.unwrap_or_default());
    }

    fn notes(&mut self, key: &'static str, notes: &[NoteId]) {
        let links = notes.iter().map(|note| card::link(self.press, *note, self.language.id));
        self.html(key, card::row(links, self.word("comma")));
    }

    fn tickers<'t>(&mut self, tickers: impl Iterator<Item = &'t str>) {
        let links = tickers.map(|symbol| ticker_link(self.press, symbol, self.language.id));
        self.html("tickers", card::row(links, self.word("comma")));
    }

    /// A company that owns another: a link where it is a vendor of the site, by the name of its file.
    fn parent(&mut self, name: Option<&str>) {
        let vendors = self.press.newest(Kind::Vendor, self.language.id).iter();
        match vendors.copied().find(|id| Some(self.press.site.note(*id).stem.as_str()) == name) {
            Some(vendor) => self.notes("parent", &[vendor]),
            None => self.text("parent", name),
        }
    }

    fn names(&mut self, key: &'static str, names: &[String]) {
        self.text(key, Some(&names.join(self.word("comma"))));
    }
}

fn vendor_facts(facts: &mut Facts<'_, '_>, vendor: &Vendor) {
    facts.text("country", vendor.country.as_deref().map(|code| words::country(facts.language.lang, code)));
    facts.date("founded", vendor.founded);
    facts.parent(vendor.parent.as_ref().map(|parent| parent.value.as_str()));
    facts.tickers(vendor.tickers.iter().map(|ticker| ticker.value.as_str()));
    if let Some(site) = vendor.website.as_deref().filter(|site| site.starts_with("http")) {
        let shown = site.split_once("://").map_or(site, |(_, rest)| rest).trim_end_matches('/');
        facts.html("website", format!("<a href=\"{}\" rel=\"external\">{}</a>", html(site), html(shown)));
    }
    facts.names("also_known_as", &vendor.also_known_as);
}

fn model_facts(facts: &mut Facts<'_, '_>, model: &Model<Bound>) {
    facts.notes("vendor", &[model.vendor]);
    facts.text("family", model.family.as_deref());
    facts.date("released", model.released.as_ref().map(|date| date.value));
    let status = model.status.map(|status| facts.word(status.word()));
    facts.text("status", status);
    facts.text("parameters", model.parameters.as_deref());
    let context = model.context_tokens.map(|tokens| tokens_in_words(tokens, facts.language));
    facts.text("context_tokens", context.as_deref());
    let kinds = [&model.modalities_in, &model.modalities_out];
    let [taken, given] = kinds.map(|kinds| words::modalities(facts.language.lang, kinds));
    let arrow = if taken.is_empty() || given.is_empty() { "" } else { " → " };
    facts.text("modalities", Some(&format!("{taken}{arrow}{given}")));
    facts.text("license", model.license.as_deref());
    let open = model.open_weights.map(|open| facts.word(if open { "yes" } else { "no" }));
    facts.text("open_weights", open);
    facts.notes("supersedes", model.supersedes.as_slice());
    facts.names("also_known_as", &model.also_known_as);
}

/// A number of tokens: `200,000 tokens`.
pub fn tokens_in_words(tokens: u64, language: &Language<'_>) -> String {
    let number = NumberFormat::default().write_decimal(&tokens.to_string());
    language.lang.pick(format!("{number} tokens"), format!("{number} token"))
}

fn theme_facts(facts: &mut Facts<'_, '_>, theme: &Theme<Bound>) {
    facts.notes("vendors", &theme.vendors);
    facts.notes("models", &theme.models);
}

fn report_facts(facts: &mut Facts<'_, '_>, report: &Report<Bound>) {
    facts.notes("themes", &report.themes);
    facts.notes("vendors", &report.vendors);
    facts.notes("models", &report.models);
    facts.tickers(report.tickers.iter().map(|ticker| ticker.value.as_str()));
}

/// A ticker and the address of its page.
pub fn ticker_link(press: &Press<'_>, symbol: &str, lang: LangId) -> LinkView {
    let path = press.language(lang).url(&ticker_path(symbol));
    LinkView { title: symbol.to_owned(), url: press.addresses.local(&path) }
}

/// The ratings that a report gives.
pub fn ratings(press: &Press<'_>, ratings: &[TickerRating<Bound>], lang: LangId) -> Vec<TickerRatingView> {
    let view = |given: &TickerRating<Bound>| TickerRatingView {
        ticker: ticker_link(press, &given.ticker.value, lang),
        rating: card::rating(press, given.rating, lang),
        previous: given.previous.map(|previous| card::rating(press, previous, lang).name),
        target: target(given),
    };
    ratings.iter().map(view).collect()
}

/// Target price with its currency.
pub fn target(given: &TickerRating<Bound>) -> String {
    let parts = [given.currency.as_deref(), given.target_price.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Companies to watch by sector, in order of first appearance.
pub fn watchlist(press: &Press<'_>, items: &[WatchItem], lang: LangId) -> Vec<SectorView> {
    let mut sectors: Vec<SectorView> = Vec::new();
    for item in items {
        let sector = item.sector.as_deref().unwrap_or("");
        let company = CompanyView {
            ticker: ticker_link(press, &item.ticker.value, lang),
            name: item.company.clone().unwrap_or_default(),
            note: item.note.as_ref().map_or(String::new(), |note| note.value.clone()),
        };
        match sectors.iter_mut().find(|known| known.sector == sector) {
            Some(known) => known.companies.push(company),
            None => sectors.push(SectorView { sector: sector.to_owned(), companies: vec![company] }),
        }
    }
    sectors
}

/// The disclosures of the tickers that a note names.
pub fn disclosures(press: &Press<'_>, id: NoteId) -> Vec<DisclosureView> {
    let disclosed = &press.site.config.disclosures;
    if disclosed.is_empty() {
        return Vec::new();
    }
    let lang = press.site.note(id).lang;
    let named: BTreeSet<String> =
        named::by_note(press.site, press.original(id)).into_iter().map(|ticker| ticker.symbol).collect();
    let all = disclosed.iter().filter(|(ticker, _)| named.contains(ticker));
    all.map(|(ticker, text)| DisclosureView {
        ticker: ticker_link(press, ticker, lang),
        text: text.get(lang).to_owned(),
    })
    .collect()
}
