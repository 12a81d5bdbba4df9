//! A whole small site, printed: what every page keeps to.

use std::collections::BTreeMap;

use super::*;
use crate::model::body::{Body, Heading, Line};
use crate::model::config::{BaseUrl, Config, Publisher, Rating, RatingLabel, RatingScale, Source};
use crate::model::dataset::{BoundDataset, Column, Dataset, Field, FieldType, Holds, Schema, Targets, Time};
use crate::model::date::{Date, Zone};
use crate::model::decimal::Decimal;
use crate::model::drawn::{HeadCell, Picture, Table, TableCell};
use crate::model::figure::{Figure, Head, Numbered, Owner, Plan, TablePlan};
use crate::model::id::{ColumnId, DatasetId, FigureId, NoteId, ScaleId, SourceId};
use crate::model::note::{Correction, Details, Front, Note, Report, TickerRating, Vendor};
use crate::model::prose::{Citations, Edition, Hole, Prose, Ref, Target};
use crate::model::site::{Place, Tag, Ticker};
use crate::model::stage::Bound;
use crate::model::text::LocalText;
use crate::source::{FileId, Located, Span};

const REPORT: FileId = FileId(0);
const VENDOR: FileId = FileId(1);
const CSV: FileId = FileId(2);
const HOSTILE: &str = "a </script><script>alert(1)</script> \u{b}& \"b\"";

fn at<T>(value: T) -> Located<T> {
    Located::new(value, Span::whole(REPORT))
}

fn date(text: &str) -> Date {
    Date::parse(text).expect("a date of this test")
}

fn prose(html: &str, holes: Vec<(u32, Ref)>) -> Prose<Ref> {
    Prose { html: html.to_owned(), holes: holes.into_iter().map(|(at, fill)| Hole { at, fill }).collect() }
}

fn line(text: &str) -> Line<Bound> {
    Line { prose: prose(text, Vec::new()), plain: text.to_owned() }
}

fn body(prose: Prose<Ref>) -> Body<Bound> {
    let headings = vec![Heading { level: 2, id: "risk".to_owned(), html: "Risk &amp; more".to_owned() }];
    Body {
        prose,
        headings,
        anchors: vec!["risk".to_owned()],
        blocks: Vec::new(),
        plain: "text".to_owned(),
        words: 1,
    }
}

fn front(title: &str) -> Front<Bound> {
    Front {
        title: at(title.to_owned()),
        summary: Some(line("Short.")),
        date: Some(at(date("2026-03-31"))),
        updated: None,
        draft: false,
        publish_at: None,
        expires_at: None,
        slug: None,
        aliases: Vec::new(),
        tags: vec![at("Price War".to_owned())],
        authors: Vec::new(),
        sources: Vec::new(),
        facts: Vec::new(),
        math: false,
        toc: true,
        extra: Vec::new(),
    }
}

fn report() -> Note<Bound> {
    let rating = Rating { scale: ScaleId(0), label: 0 };
    let text = "<p>See <a href=\"\">x</a> .</p>\n";
    let holes = vec![
        (16, Ref::Address(Target::Note(NoteId(1), Some("a b".to_owned())))),
        (24, Ref::Cite(vec![1])),
        (text.len() as u32, Ref::Figure(FigureId(0))),
    ];
    let details = Report {
        date: at(date("2026-03-31")),
        as_of: None,
        vendors: vec![NoteId(1)],
        models: Vec::new(),
        themes: Vec::new(),
        tickers: vec![at("9988.HK".to_owned())],
        ratings: vec![TickerRating {
            ticker: at("9988.HK".to_owned()),
            rating,
            previous: None,
            target_price: Some("180".to_owned()),
            currency: Some("HKD".to_owned()),
        }],
        key_points: vec![line("One.")],
        risks: vec![line("Two.")],
        corrections: vec![Correction { date: at(date("2026-04-02")), what: line("A number.") }],
        reviewed_by: None,
        supersedes: None,
    };
    Note {
        file: REPORT,
        lang: LangId(0),
        stem: "q1".to_owned(),
        bundle: false,
        front: front(HOSTILE),
        details: Details::Report(Box::new(details)),
        body: body(prose(text, holes)),
    }
}

fn vendor() -> Note<Bound> {
    let details = Vendor { tickers: vec![at("9988.HK".to_owned())], ..Vendor::default() };
    Note {
        file: VENDOR,
        lang: LangId(0),
        stem: "acme".to_owned(),
        bundle: false,
        front: front("Acme"),
        details: Details::Vendor(details),
        body: body(prose("<p>Acme.</p>", Vec::new())),
    }
}

fn dataset(name: &str, redistribute: bool) -> BoundDataset {
    let field = |name: &str, kind| Field {
        name: name.to_owned(),
        title: LocalText::default(),
        kind,
        reference: None,
        allowed: Vec::new(),
        labels: Vec::new(),
        minimum: None,
        maximum: None,
        required: false,
        unit: LocalText::default(),
        span: Span::whole(CSV),
    };
    let schema = Schema {
        title: LocalText::plain("Prices"),
        fields: vec![
            field("date", FieldType::Date),
            field("what", FieldType::String),
            field("value", FieldType::Number),
        ],
        time: Some(Time::At(ColumnId(0))),
        holds: Holds::Point,
        redistribute,
        ..Schema::default()
    };
    let columns = vec![
        Column::Date(vec![Some(date("2026-01-05"))]),
        Column::Text { cells: vec![1], values: vec!["".into(), "=SECRET()".into()] },
        Column::Number(vec![Decimal::parse("-1.5").ok()]),
    ];
    let dataset =
        Dataset { name: name.to_owned(), csv: CSV, described: true, schema, columns, row_starts: vec![0, 1] };
    BoundDataset { dataset, targets: vec![Targets::None, Targets::None, Targets::None] }
}

fn config() -> Config {
    let label = |key: &str| RatingLabel {
        key: key.to_owned(),
        name: LocalText::plain(key),
        range: Some(">= 15".to_owned()),
    };
    Config {
        title: LocalText::new(vec![(LangId(0), "Desk".to_owned()), (LangId(1), "研究台".to_owned())]),
        description: LocalText::plain("Notes."),
        base_url: BaseUrl::parse("https://example.org/research/").expect("an address"),
        languages: vec!["en".to_owned(), "zh".to_owned()],
        time_zone: Zone::UTC,
        publisher: Publisher::default(),
        authors: Vec::new(),
        scales: vec![RatingScale {
            name: "house".to_owned(),
            labels: vec![label("buy"), label("sell")],
            horizon: LocalText::plain("6 months"),
            benchmark: LocalText::plain("HSI"),
            definition: LocalText::plain("Expected return."),
        }],
        disclosures: vec![("9988.HK".to_owned(), LocalText::plain("None held."))],
        checks: Vec::new(),
    }
}

fn place(url: &str, note: u32) -> Place {
    Place {
        url: url.to_owned(),
        editions: vec![Edition { lang: LangId(0), note: NoteId(note) }],
        ..Place::default()
    }
}

fn figure() -> Figure {
    let plan = TablePlan { data: DatasetId(0), rows: Vec::new(), columns: Vec::new() };
    let head = Head {
        id: "risk".to_owned(),
        title: HOSTILE.to_owned(),
        dek: None,
        alt: None,
        note: None,
        as_of: None,
    };
    Figure {
        id: FigureId(0),
        owner: Owner::Note(NoteId(0)),
        lang: LangId(0),
        numbered_as: Numbered::Figure,
        number: 1,
        head,
        as_of: date("2026-03-31"),
        plan: Plan::Table(plan),
    }
}

fn site() -> Site {
    let source = Source {
        key: "src".to_owned(),
        span: Span::whole(REPORT),
        title: LocalText::plain("A source"),
        publisher: None,
        date: None,
        url: Some("https://x.example/?a&b".to_owned()),
        language: None,
        license: None,
        accessed: None,
        note: None,
    };
    let mut report_place = place("reports/q1/", 0);
    report_place.citations = Citations { order: vec![SourceId(0)] };
    report_place.figures = vec![FigureId(0)];
    report_place.body_figures = 1;
    Site {
        config: config(),
        today: chrono::NaiveDate::from_ymd_opt(2026, 4, 3).expect("a day"),
        sources: vec![source],
        notes: vec![report(), vendor()],
        places: vec![report_place, place("vendors/acme/", 1)],
        datasets: vec![dataset("prices", true), dataset("secret", false)],
        figures: vec![figure()],
        assets: Vec::new(),
        tags: vec![Tag {
            name: "Price War".to_owned(),
            slug: "price-war".to_owned(),
            notes: vec![NoteId(0), NoteId(1)],
        }],
        tickers: vec![Ticker {
            symbol: "9988.HK".to_owned(),
            company: None,
            notes: vec![NoteId(0), NoteId(1)],
            span: Span::whole(REPORT),
        }],
        redirects: vec![("old/".to_owned(), NoteId(0))],
        cited_by: vec![vec![NoteId(0)]],
    }
}

fn drawn() -> Vec<Drawn> {
    let svg = |class: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"c {class}\"></svg>");
    let table = Table {
        head: vec![HeadCell { text: "Model".to_owned(), ..HeadCell::default() }],
        lines: vec![vec![TableCell { text: HOSTILE.to_owned(), ..TableCell::default() }]],
        ..Table::default()
    };
    let picture = Picture { wide: svg("wide"), narrow: svg("narrow"), flat: svg("flat") };
    let csv = Some("a\n=1+1\n".to_owned());
    vec![Drawn { picture: Some(picture), table, sources: vec![SourceId(0)], csv, ..Drawn::default() }]
}

fn sources(template: &[(&str, &str)]) -> Sources {
    let mut texts =
        vec![("content/a-report.md", ""), ("content/b-vendor.md", ""), ("content/data/prices.csv", "")];
    texts.extend(template);
    Sources::from_texts(&texts)
}

/// Every file of the small site, as text.
fn printed() -> BTreeMap<String, String> {
    let (sources, site, drawn) = (sources(&[]), site(), drawn());
    let renderer = Renderer::new(&sources, &site, &drawn);
    assert!(renderer.diagnostics.is_empty(), "{:?}", renderer.diagnostics);
    let renderer = renderer.value;
    let mut files = BTreeMap::new();
    for route in renderer.routes() {
        let output = renderer.render(&route).unwrap_or_else(|error| panic!("{}: {error:?}", route.path));
        let OutputContent::Bytes(bytes) = output.content else { continue };
        let text = String::from_utf8(bytes.into_owned()).expect("text");
        assert!(files.insert(output.path, text).is_none(), "{} is there twice", route.path);
    }
    files
}

fn failure(name: &str, template: &str) -> Diagnostic {
    let (sources, site, drawn) = (sources(&[(name, template)]), site(), drawn());
    let renderer = Renderer::new(&sources, &site, &drawn);
    let mut diagnostics = renderer.diagnostics;
    let routes = renderer.value.routes();
    diagnostics.extend(routes.iter().filter_map(|route| renderer.value.render(route).err()));
    assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
    let found = diagnostics.remove(0);
    assert_eq!(sources.file(found.span.file).path.as_str(), name);
    found
}

#[test]
fn every_page_is_printed_in_every_language() {
    let files = printed();
    for path in [
        "index.html",
        "zh/index.html",
        "reports/q1/index.html",
        "zh/usage/index.html",
        "404.html",
        "old/index.html",
    ] {
        assert!(files.contains_key(path), "{path}");
    }
    assert!(files["zh/index.html"].contains("<html lang=\"zh-Hans\">"));
}

#[test]
fn the_same_site_gives_the_same_bytes() {
    assert_eq!(printed(), printed());
}

#[test]
fn no_page_has_an_inline_script_or_style_and_text_stays_text() {
    for (path, html) in printed().iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(!html.contains("<script>"), "{path}");
        assert!(!html.contains(" style=") && !html.contains(" onclick="), "{path}");
        let scripts = html.matches("<script").count();
        let known = html.matches("<script src=\"").count()
            + html.matches("<script type=\"application/ld+json\">").count();
        assert_eq!(scripts, known, "{path}");
    }
}

#[test]
fn ids_on_a_page_are_unique() {
    for (path, html) in printed().iter().filter(|(path, _)| path.ends_with(".html")) {
        let mut ids: Vec<&str> =
            html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{path}");
    }
}

#[test]
fn holes_become_addresses_citations_and_figures() {
    let html = &printed()["reports/q1/index.html"];
    assert!(html.contains("<a href=\"/research/vendors/acme/#a%20b\">x</a>"), "{html}");
    assert!(html.contains("[<a href=\"#source-1\">1</a>]"), "{html}");
    assert!(html.contains("<figure class=\"chart\" id=\"figure-risk\">"), "a heading keeps its id");
    assert!(html.contains("<a href=\"https://x.example/?a&amp;b\""), "{html}");
}

#[test]
fn feeds_and_the_sitemap_are_well_formed_xml() {
    for (path, xml) in printed().iter().filter(|(path, _)| path.ends_with(".xml")) {
        let mut reader = quick_xml::Reader::from_str(xml);
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{path}: {error}"),
            }
        }
        assert!(!xml.contains('\u{b}'), "{path}");
    }
}

#[test]
fn linked_data_and_every_json_file_parse() {
    let files = printed();
    for (path, json) in files.iter().filter(|(path, _)| path.ends_with(".json")) {
        assert!(serde_json::from_str::<serde_json::Value>(json).is_ok(), "{path}: {json}");
    }
    let html = &files["reports/q1/index.html"];
    let json =
        html.split("ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next()).expect("linked data");
    let thing: serde_json::Value = serde_json::from_str(json).expect("JSON");
    assert_eq!(thing["@graph"][0]["headline"], HOSTILE);
}

#[test]
fn downloads_hold_no_formula_and_kept_back_rows_are_nowhere() {
    let files = printed();
    assert!(files["data/prices/prices.csv"].ends_with("2026-01-05,'=SECRET(),-1.5\r\n"));
    assert!(files["reports/q1/figures/risk.csv"].contains("\r\n'=1+1\r\n"));
    assert!(!files.keys().any(|path| path.contains("secret") && !path.ends_with("index.html")));
    assert!(files["data/secret/index.html"].contains("does not allow"));
}

#[test]
fn an_unknown_variable_is_found_in_the_template_with_the_page() {
    let template = "<!doctype html>\n<html>\n<body>{{ page.titel_typo.deep }}</body></html>";
    let found = failure("templates/report.html", template);
    assert_eq!(found.code, "template-undefined");
    assert_eq!(template.get(found.span.start as usize..found.span.end as usize), Some("titel_typo"));
    assert!(
        found.message.contains("`titel_typo`") && found.message.contains("content/a-report.md"),
        "{found:?}"
    );
    assert!(found.help.is_some_and(|help| help.contains("`title`")), "the fields are listed");
}

#[test]
fn a_bad_date_format_is_found_in_the_template() {
    let found = failure("templates/report.html", "<p>\n{{ \"2024-03-31\" | date(format=\"%Q %!\") }}");
    assert_eq!(found.code, "template-date-format");
    assert!(found.message.contains("`%Q %!` is no date format"), "{found:?}");
}

#[test]
fn a_template_that_does_not_read_is_found_before_any_page() {
    for text in ["<p>\n{{ page.title", "{{ page.title | shout }}", "{% extends \"nothing.html\" %}"] {
        let found = failure("templates/report.html", text);
        assert_eq!(found.code, "template-syntax", "{text}");
    }
}

#[test]
fn a_partial_of_the_site_takes_the_place_of_ours() {
    let (sources, site, drawn) =
        (sources(&[("templates/partials/footer.html", "<footer>own</footer>")]), site(), drawn());
    let renderer = Renderer::new(&sources, &site, &drawn);
    assert!(renderer.diagnostics.is_empty());
    let routes = renderer.value.routes();
    let home = routes.iter().find(|route| route.path == "index.html").expect("a home page");
    let OutputContent::Bytes(bytes) = renderer.value.render(home).expect("drawn").content else {
        panic!("bytes")
    };
    assert!(String::from_utf8_lossy(&bytes).contains("<footer>own</footer>"));
}
