//! A small site from literals: one of most things.

use crate::model::body::{Body, Heading, Line};
use crate::model::change::Changes;
use crate::model::config::{BaseUrl, Config, Images, Publisher, Rating, RatingLabel, RatingScale, Source};
use crate::model::dataset::{
    BoundDataset, Column, Dataset, Derived, Field, FieldType, Holds, Schema, Targets, Time,
};
use crate::model::date::{Date, Zone};
use crate::model::decimal::Decimal;
use crate::model::drawn::{Download, HeadCell, Picture, Table, TableCell};
use crate::model::figure::{Figure, Head, Numbered, Owner, Plan, TablePlan};
use crate::model::id::{ColumnId, DatasetId, FigureId, NoteId, ScaleId, SourceId};
use crate::model::note::{Correction, Details, Front, Note, Report, TickerRating, Vendor};
use crate::model::policy::Policies;
use crate::model::prose::{Citations, Edition, Hole, Prose, Ref, Target};
use crate::model::site::{Place, Tag, Ticker};
use crate::model::stage::Bound;
use crate::model::text::LocalText;
use crate::source::{FileId, Located, Span};

use crate::model::drawn::Drawn;
use crate::model::id::LangId;
use crate::model::site::Site;
use crate::source::Sources;

const REPORT: FileId = FileId(0);
const VENDOR: FileId = FileId(1);
const CSV: FileId = FileId(2);
/// A title that tries to be markup.
pub const HOSTILE: &str = "a </script><script>alert(1)</script> \u{b}& \"b\"";

fn at<T>(value: T) -> Located<T> {
    Located::new(value, Span::whole(REPORT))
}

fn date(text: &str) -> Date {
    Date::parse(text).expect("a date of this test")
}

fn prose(html: &str, holes: Vec<(u32, Ref)>) -> Prose<Ref> {
    let holes = holes.into_iter().map(|(at, fill)| Hole { at, fill }).collect();
    Prose { html: html.to_owned(), holes, doubts: Vec::new() }
}

fn line(text: &str) -> Line<Bound> {
    Line { prose: prose(text, Vec::new()), plain: text.to_owned(), tickers: Vec::new() }
}

fn body(prose: Prose<Ref>) -> Body<Bound> {
    let headings = vec![Heading { level: 2, id: "risk".to_owned(), html: "Risk &amp; more".to_owned() }];
    Body {
        prose,
        headings,
        anchors: vec!["risk".to_owned()],
        blocks: Vec::new(),
        plain: "text".to_owned(),
        code: String::new(),
        tickers: Vec::new(),
        misread: false,
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
        checks: Vec::new(),
        extra: Vec::new(),
        given: Vec::new(),
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
        corrections: vec![Correction { date: at(date("2026-04-02")), what: line("A number."), rows: None }],
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
    let dataset = Dataset {
        name: name.to_owned(),
        csv: CSV,
        described: true,
        flawed: false,
        misdescribed: false,
        schema,
        columns,
        row_starts: vec![0, 1],
        aside: Vec::new(),
        published: Vec::new(),
        derived: Derived::default(),
    };
    BoundDataset::new(dataset, vec![Targets::None, Targets::None, Targets::None])
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
        tags: Vec::new(),
        compare: Vec::new(),
        disclosures: vec![("9988.HK".to_owned(), LocalText::plain("None held."))],
        policies: Policies::default(),
        checks: Vec::new(),
        images: Images::default(),
        html: false,
        stand_in: false,
        lacks_address: None,
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
    let plan = TablePlan { data: DatasetId(0), rows: Vec::new(), left_out: 0, columns: Vec::new() };
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
        asked: None,
    }
}

/// A report in front of a vendor, two datasets, a figure, a tag, a ticker, an old address.
pub fn site() -> Site {
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
        pinned: Vec::new(),
        pins: Vec::new(),
        asks: Vec::new(),
        figures: vec![figure()],
        assets: Vec::new(),
        tags: vec![Tag {
            name: "Price War".to_owned(),
            names: LocalText::default(),
            slug: "price-war".to_owned(),
            notes: vec![NoteId(0), NoteId(1)],
        }],
        tickers: vec![Ticker {
            symbol: "9988.HK".to_owned(),
            company: None,
            notes: vec![NoteId(0), NoteId(1)],
            rows: Vec::new(),
            span: Span::whole(REPORT),
        }],
        redirects: vec![("old/".to_owned(), NoteId(0))],
        cited_by: vec![vec![NoteId(0)]],
        changes: Changes::default(),
    }
}

/// Its figure, drawn.
pub fn drawn() -> Vec<Drawn> {
    let svg = |class: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"c {class}\"></svg>");
    let table = Table {
        head: vec![HeadCell { text: "Model".to_owned(), ..HeadCell::default() }],
        lines: vec![vec![TableCell { text: HOSTILE.to_owned(), ..TableCell::default() }]],
        ..Table::default()
    };
    let picture = Picture { wide: svg("wide"), size: (720, 400), narrow: svg("narrow") };
    let csv = Some(Download::Sheet("a\r\n'=1+1\r\n".to_owned()));
    vec![Drawn { picture: Some(picture), table, sources: vec![SourceId(0)], csv, ..Drawn::default() }]
}

/// Its files, with templates of its own.
pub fn sources(template: &[(&str, &str)]) -> Sources {
    let mut texts =
        vec![("content/a-report.md", ""), ("content/b-vendor.md", ""), ("content/data/prices.csv", "")];
    texts.extend(template);
    Sources::from_texts(&texts)
}
