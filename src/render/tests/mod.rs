//! A whole small site, printed: what every page keeps to.

mod small_site;

use std::collections::BTreeMap;

use self::small_site::{HOSTILE, drawn, site, sources};
use super::*;

/// Every file of the small site that is text.
fn printed() -> BTreeMap<String, String> {
    let (sources, site, drawn) = (sources(&[]), site(), drawn());
    let renderer = Renderer::new(&sources, &site, &drawn);
    assert!(renderer.diagnostics.is_empty(), "{:?}", renderer.diagnostics);
    let renderer = renderer.value;
    let mut files = BTreeMap::new();
    for route in renderer.routes() {
        let output = renderer.render(&route).unwrap_or_else(|error| panic!("{}: {error:?}", route.path));
        let OutputContent::Bytes(bytes) = output.content else { continue };
        if [".woff2", ".png"].iter().any(|ending| output.path.ends_with(ending)) {
            continue;
        }
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
fn what_is_taken_is_told_and_nothing_is_lost() {
    let (sources, mut site, drawn) = (sources(&[]), site(), drawn());
    let note = site.redirects[0].1;
    let urls = ["feed.xml", "api/notes.json/", "reports/q1/index.html", "free.html", "assets/"];
    site.redirects.extend(urls.map(|url| (url.to_owned(), note)));
    let told = Renderer::new(&sources, &site, &drawn).diagnostics;
    let told: Vec<(&str, bool)> =
        told.iter().map(|told| (told.code, told.message.contains("claims"))).collect();
    assert_eq!(
        told,
        [("reserved-url", true), ("reserved-url", true), ("same-url", false)],
        "the last leads to its own note"
    );
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
    assert!(files["zh/index.html"].contains("<html lang=\"zh-Hans\" data-running=\""));
}

#[test]
fn language_models_are_told_of_notes_and_of_data_that_may_be_passed_on() {
    let text = &printed()["llms.txt"];
    assert!(
        text.starts_with("# Desk\n") && text.contains("https://example.org/research/reports/q1/"),
        "{text}"
    );
    assert!(text.contains("/data/prices/prices.csv") && !text.contains("secret"), "{text}");
}

#[cfg(feature = "png")]
#[test]
fn a_site_that_asks_for_it_has_a_picture_for_each_note_and_says_so_on_its_page() {
    let (sources, mut site, drawn) = (sources(&[]), site(), drawn());
    site.config.images = crate::model::config::Images { social: true, figures: true };
    let renderer = Renderer::new(&sources, &site, &drawn).value;
    let routes = renderer.routes();
    let painted: Vec<&Route> = routes.iter().filter(|route| route.is_settled()).collect();
    let paths: Vec<&str> = painted.iter().map(|route| route.path.as_str()).collect();
    assert_eq!(
        paths.len(),
        5,
        "one of the site in each language, one of each note, one of the figure: {paths:?}"
    );
    for route in painted {
        let output = renderer.render(route).expect("a picture needs no template");
        let OutputContent::Bytes(bytes) = output.content else { panic!("{} is no picture", route.path) };
        assert!(bytes.starts_with(b"\x89PNG"), "{}", route.path);
    }
    let page = routes.iter().find(|route| route.path == "reports/q1/index.html").expect("a page");
    let OutputContent::Bytes(page) = renderer.render(page).expect("a page").content else { panic!("text") };
    let page = String::from_utf8_lossy(&page).into_owned();
    let card = paths.iter().find(|path| path.starts_with("reports/q1/card.")).expect("a card");
    assert!(page.contains(&format!("og:image\" content=\"https://example.org/research/{card}\"")), "{page}");
    assert!(page.contains("summary_large_image") && !printed()["reports/q1/index.html"].contains("og:image"));
}

#[test]
fn a_figure_has_a_record_that_says_how_to_cite_it() {
    let files = printed();
    let record: serde_json::Value =
        serde_json::from_str(&files["reports/q1/figures/risk.json"]).expect("JSON");
    assert_eq!(record["url"], "https://example.org/research/reports/q1/#figure-risk", "a heading has its id");
    assert_eq!(record["files"]["svg"], "https://example.org/research/reports/q1/figures/risk.svg");
    assert!(record["citation"].as_str().is_some_and(|text| text.contains("as of")), "{record}");
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
    let shown = |path: &str| files[path].contains("SECRET");
    assert!(!shown("data/secret/index.html") && !shown("api/datasets.json"));
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
