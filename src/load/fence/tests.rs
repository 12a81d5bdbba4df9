//! What fences ask for, and what is said about those that cannot be read.

use super::*;
use crate::model::figure::{
    ChartAsk, ChartKind, Part, Role, SHAPES, SeriesOrder, SizeAsk, TableSize, WatchlistAsk,
};
use crate::model::range::Test;
use crate::source::FileId;

/// Reads a fence of a kind, with what is said: code and the text pointed at.
fn read_as(kind: Kind, yaml: &str) -> (Option<Read>, Vec<(&'static str, String)>) {
    let languages = ["en".to_owned(), "zh".to_owned()];
    let at = Span::new(FileId(0), 0, yaml.len());
    let fence = Fence { kind, yaml, at, whole: Span::whole(FileId(0)), languages: &languages, report: false };
    let mut diagnostics = Vec::new();
    let read = read(&fence, &mut diagnostics);
    let slice = |span: Span| yaml[span.start as usize..span.end as usize].to_owned();
    let said = diagnostics.iter().map(|said| (said.code, slice(said.span))).collect();
    (read, said)
}

fn chart(yaml: &str) -> ChartAsk {
    let (read, said) = read_as(Kind::Chart, yaml);
    assert!(said.is_empty(), "{said:?}");
    match read.expect("nothing is missing").block.ask {
        Ask::Chart(ask) => *ask,
        other => panic!("{other:?}"),
    }
}

fn table(yaml: &str) -> Ask {
    let (read, said) = read_as(Kind::Table, yaml);
    assert!(said.is_empty(), "{said:?}");
    read.expect("nothing is missing").block.ask
}

/// The codes of what is said about a fence.
fn codes(kind: Kind, yaml: &str) -> Vec<&'static str> {
    read_as(kind, yaml).1.into_iter().map(|(code, _)| code).collect()
}

/// A chart with one more line.
fn with(line: &str) -> String {
    format!("kind: line\ntitle: T\ndata: prices\nx: date\ny: value\n{line}\n")
}

#[test]
fn a_chart_with_everything() {
    let ask = chart(
        "kind: area\nid: use-1\ntitle: 翻番\ndek: d\nalt: a\ndata: usage\n\
         where: {kind: vendor, metric: [a, b], date: 2025-01.., note: {not: x}, unit: \"*\", gone: \"\"}\n\
         x: date\ny: {field: value, format: \"0.0\", domain: [0, auto], ticks: [0, 5], label: L, unit: U}\n\
         scale: log\nseries: {field: vendor, order: [x, y], top: 6, rest: other, names: {x: {en: X, zh: 某}, y: Y}}\n\
         smooth: 7\nsize: tall\ntable: full\nhighlight: xai\nestimate: {from: 2027}\n\
         annotate:\n  - {x: 2026-02-19, text: t, y: 5}\n  - {x: [2026-02-16, 2026-02-23], text: u}\n\
         ref: [{y: 0, text: base}]\nbreaks: {x: 2026-01, text: b}\n\
         note: n\nas_of: 2026-03\n",
    );
    assert_eq!(ask.kind.value, ChartKind::Area);
    let tests: Vec<&Test> = ask.filter.iter().map(|condition| &condition.test).collect();
    assert!(matches!(
        tests[..],
        [Test::Any(_), Test::Any(_), Test::Range(Some(_), None), Test::Not(_), Test::Filled, Test::Empty]
    ));
    let y = ask.y.expect("y is given");
    assert!(
        ask.log && y.format.is_some() && y.domain.0.is_some() && y.domain.1.is_none() && y.ticks.len() == 2
    );
    let series = ask.series.expect("series is given");
    let SeriesOrder::List(order) = &series.order else { panic!("a list") };
    assert_eq!(order.iter().map(|name| name.value.as_str()).collect::<Vec<_>>(), ["x", "y"]);
    assert_eq!((series.top.map(|top| top.value), series.names.len()), (Some(6), 2));
    let style = ask.style;
    assert!(style.size == SizeAsk::Tall && style.table == TableSize::Full);
    assert_eq!((style.annotations.len(), style.references.len(), style.breaks.len()), (2, 1, 1));
    assert!(style.annotations[1].x.1.is_some());
}

#[test]
fn a_bar_may_say_category_and_top_counts_categories_without_series() {
    let ask = chart("kind: bar\ntitle: T\ndata: d\ncategory: model\ny: value\ntop: 12\nrest: other");
    assert_eq!(ask.x.map(|x| x.field.value), Some("model".to_owned()));
    assert_eq!(
        (ask.style.top.map(|top| top.value), ask.style.rest.map(|rest| rest.value)),
        (Some(12), Some("other".to_owned()))
    );
    let ask = chart(&with("series: vendor\ntop: 5"));
    assert_eq!(ask.series.and_then(|series| series.top).map(|top| top.value), Some(5));
    assert!(ask.style.top.is_none());
}

#[test]
fn a_scatter_of_measures_needs_no_data() {
    let ask = chart(
        "kind: scatter\ntitle: T\nx: {field: prices.output, scale: log}\ny: benchmarks.index\nlabel: model\n\
         group: vendor\nmodels: [a, b]\nfrontier: max-y-min-x",
    );
    assert!(ask.data.is_none() && ask.models.len() == 2 && ask.style.frontier);
    assert!(ask.x.is_some_and(|x| x.log && x.field.value == "prices.output"));
    assert_eq!(codes(Kind::Chart, "kind: scatter\ntitle: T\nx: a\ny: b"), ["missing-key"]);
}

#[test]
fn mistakes_in_charts_are_located() {
    let said = |line: &str| read_as(Kind::Chart, &with(line)).1;
    let one = |code, text: &str| vec![(code, text.to_owned())];
    assert_eq!(said("serie: vendor"), one("unknown-key", "serie"));
    assert_eq!(said("smooth: -7"), one("not-a-whole-number", "-7"));
    assert_eq!(said("smooth: 1"), one("number-out-of-range", "1"));
    assert_eq!(said("top: 0"), one("number-out-of-range", "0"));
    assert_eq!(said("format: wide"), one("bad-format", "wide"));
    assert_eq!(said("scale: lin"), one("not-one-of", "lin"));
    assert_eq!(said("id: a b"), one("bad-id", "a b"));
    assert_eq!(said("series: [a, b]"), one("missing-field", "[a, b]"));
    assert_eq!(said("where: {date: 2025-06..2025-01}"), one("bad-range", "2025-06..2025-01"));
    assert_eq!(said("where: {date: }"), one("bad-condition", "date"));
    assert_eq!(said("where: {date: {nott: x}}")[0].0, "unknown-key");
    let scatter = "kind: scatter\ntitle: T\ndata: d\nx: a\nquadrant: {x: \"1\", y: \">4\", text: t}";
    assert_eq!(read_as(Kind::Chart, scatter).1, one("bad-corner", "1"));
    assert_eq!(said("annotate: [{x: [a], text: t}]"), one("not-two-ends", "[a]"));
    assert_eq!(said("annotate: [{x: a}]")[0].0, "missing-key");
    assert_eq!(said("as_of: 05/01/2024"), one("not-a-date", "05/01/2024"));
    let lines = "kind: pie\ndata: d\nx: {field: a, domain: [5, 1]}\ny: {scale: log}";
    assert_eq!(codes(Kind::Chart, lines), ["not-one-of", "not-two-ends", "missing-field", "missing-key"]);
    assert_eq!(codes(Kind::Chart, ""), ["empty-fence"]);
    assert_eq!(codes(Kind::Chart, "kind: [line"), ["yaml-bracket"]);
}

#[test]
fn tables_come_in_three_forms() {
    let plain = table(
        "title: T\ndata: d\ncolumns: [a, {field: b, label: B, format: \"0%\"}]\nsort: [-date, model]\nlimit: 5",
    );
    let Ask::Table(plain) = plain else { panic!("{plain:?}") };
    assert_eq!((plain.columns.len(), plain.limit), (2, Some(5)));
    assert_eq!(
        plain.sort.iter().map(|(name, down)| (name.value.as_str(), *down)).collect::<Vec<_>>(),
        [("date", true), ("model", false)]
    );
    assert!(matches!(table("title: T\ndata: d\nrows: model\ncolumns: metric\nvalue: value"), Ask::Cross(_)));
    let matrix = table("title: T\nmatrix:\n  models: [a, b]\n  attributes: [vendor, prices.output]");
    assert!(matches!(matrix, Ask::Matrix(matrix) if matrix.models.len() == 2));
    assert_eq!(codes(Kind::Table, "title: T\ndata: d\ncolumns: metric"), ["cross-without-rows"]);
    assert_eq!(codes(Kind::Table, "title: T\ndata: d\nrows: model"), ["missing-key"]);
    assert_eq!(codes(Kind::Table, "title: T\nmatrix: {models: [a]}"), ["missing-key"]);
    assert_eq!(codes(Kind::Table, "data: d\nlimit: 0"), ["number-out-of-range", "missing-key"]);
}

#[test]
fn timelines_and_watch_lists_have_usual_columns() {
    let (read, said) = read_as(Kind::Timeline, "title: T\nsort: -date\nlane: vendor");
    let Some(Ask::Timeline(ask)) = read.map(|read| read.block.ask) else { panic!("{said:?}") };
    assert_eq!(
        (ask.data.value.as_str(), ask.label.value.as_str(), ask.descending),
        ("events", "detail", true)
    );
    assert_eq!(codes(Kind::Timeline, "title: T\nsort: vendor"), ["not-one-of"]);
    let ask = |yaml| read_as(Kind::Watchlist, yaml).0.map(|read| read.block.ask);
    assert!(matches!(ask("title: T"), Some(Ask::Watchlist(WatchlistAsk::FrontMatter))));
    let rows = ask("title: T\nwhere: {theme: a}");
    assert!(
        matches!(rows, Some(Ask::Watchlist(WatchlistAsk::Rows { data, .. })) if data.value == "watchlists")
    );
}

#[test]
fn an_id_comes_from_the_title_where_none_is_given() {
    let id = |yaml: &str| read_as(Kind::Watchlist, yaml).0.map(|read| (read.block.head.id.value, read.named));
    assert_eq!(id("title: AI 应用，关注"), Some(("ai-应用-关注".to_owned(), false)));
    assert_eq!(id("title: T\nid: w_1"), Some(("w_1".to_owned(), true)));
}

#[test]
fn each_kind_takes_its_own_keys_and_is_told_about_others() {
    for shape in SHAPES {
        let own: Vec<&str> = shape.keys().collect();
        for key in ["facet", "lane", "low", "quadrant", "delta", "mode"] {
            let yaml = format!("kind: {}\ntitle: T\ndata: d\n{key}: x\n", shape.word);
            let refused = codes(Kind::Chart, &yaml).contains(&"key-of-other-kind");
            assert_eq!(refused, !own.contains(&key), "{} {key}", shape.word);
        }
    }
}

#[test]
fn a_part_is_a_column_or_rows_that_meet_conditions() {
    let ask = chart(
        "kind: dumbbell\ntitle: T\ndata: d\ncategory: model\nfrom: low\nto: {date: 2025-01}\nscale: log\n",
    );
    assert!(matches!(&ask.parts[0], (Role::From, part) if matches!(part.value, Part::Column(_))));
    assert!(
        matches!(&ask.parts[1], (Role::To, part) if matches!(&part.value, Part::Rows(rows) if rows.len() == 1))
    );
    assert!(ask.log && ask.y.is_none());
}

#[test]
fn lines_with_an_index_start_at_one_hundred_and_a_matrix_is_a_table() {
    assert_eq!(chart("kind: line\ntitle: T\ndata: d\nindex: 100").kind.value, ChartKind::Index);
    let (read, said) = read_as(Kind::Chart, "kind: matrix\ntitle: T\ndata: d\nrow: a\ncolumn: b\n");
    assert!(said.is_empty(), "{said:?}");
    assert!(matches!(read.expect("whole").block.ask, Ask::Cross(cross) if cross.heat));
}
