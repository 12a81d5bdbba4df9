//! The sitemap: every page with its editions in other languages, in parts of at most 50,000.

use std::collections::HashSet;

use super::escape::html_into;
use super::press::Press;
use super::route::{self, Page, Route};
use crate::model::date::Date;
use crate::model::id::LangId;

/// A page in the sitemap.
struct Entry {
    url: String,
    changed: Option<Date>,
    editions: Vec<(LangId, String)>,
}

/// `sitemap.xml`: the pages, or the list of files that hold them.
pub fn write(press: &Press<'_>, routes: &[Route]) -> String {
    let parts = route::sitemap_parts(press, routes);
    if parts == 1 {
        return part(press, routes, 0);
    }
    let mut out = head("sitemapindex");
    for number in 1..=parts {
        out.push_str("<sitemap><loc>");
        html_into(&press.addresses.absolute(&format!("sitemap-{number}.xml")), &mut out);
        out.push_str("</loc></sitemap>\n");
    }
    out.push_str("</sitemapindex>\n");
    out
}

/// One file of pages, from 0.
pub fn part(press: &Press<'_>, routes: &[Route], number: usize) -> String {
    let mut out = head("urlset");
    let published: HashSet<&str> = routes.iter().map(|route| route.path.as_str()).collect();
    let listed = routes.iter().filter(|route| route.is_listed(press));
    for route in listed.skip(number * route::PER_SITEMAP).take(route::PER_SITEMAP) {
        if let Some(mut entry) = entry(press, route) {
            // A later page of a list may be there in one language only.
            entry.editions.retain(|(_, url)| published.contains(format!("{url}index.html").as_str()));
            write_entry(press, &entry, &mut out);
        }
    }
    out.push_str("</urlset>\n");
    out
}

fn head(name: &str) -> String {
    let links = if name == "urlset" { " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"" } else { "" };
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<{name} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"{links}>\n"
    )
}

fn entry(press: &Press<'_>, route: &Route) -> Option<Entry> {
    let url = route.path.strip_suffix("index.html")?.to_owned();
    if let Page::Note(id) = route.page {
        let (note, place) = (press.site.note(id), press.site.place(id));
        let edition = |edition: &crate::model::prose::Edition| {
            let place = press.site.place(edition.note);
            (!place.expired).then(|| (edition.lang, place.url.clone()))
        };
        return Some(Entry {
            url,
            changed: note.changed(),
            editions: place.editions.iter().filter_map(edition).collect(),
        });
    }
    let own = press.language(route.page.language()?);
    let plain = url.strip_prefix(own.prefix.as_str()).unwrap_or(&url);
    let editions = press.languages.iter().map(|language| (language.id, language.url(plain))).collect();
    Some(Entry { url, changed: None, editions })
}

fn write_entry(press: &Press<'_>, entry: &Entry, out: &mut String) {
    out.push_str("<url><loc>");
    html_into(&press.addresses.absolute(&entry.url), out);
    out.push_str("</loc>");
    if let Some(changed) = entry.changed {
        out.push_str(&format!("<lastmod>{changed}</lastmod>"));
    }
    if entry.editions.len() > 1 {
        for (lang, url) in &entry.editions {
            out.push_str("<xhtml:link rel=\"alternate\" hreflang=\"");
            html_into(press.language(*lang).code, out);
            out.push_str("\" href=\"");
            html_into(&press.addresses.absolute(url), out);
            out.push_str("\"/>");
        }
    }
    out.push_str("</url>\n");
}
