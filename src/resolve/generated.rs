//! What a site makes by itself: which of its pages and files are there to be linked to.

use std::collections::BTreeSet;

use super::ground::Ground;
use super::urls::language_prefix;
use crate::diag::{Diagnostic, catalog, nearest};
use crate::model::config::Config;
use crate::model::figure::Plan;
use crate::model::id::LangId;
use crate::model::site::Site;
use crate::source::Located;

/// Files that each language has.
const FEEDS: [&str; 4] = ["feed.xml", "feed.json", "corrections/feed.xml", "corrections/feed.json"];

/// Files that the site has once.
const FILES: [&str; 6] =
    ["sitemap.xml", "robots.txt", "llms.txt", "api/index.json", "api/notes.json", "api/datasets.json"];

/// Whether a URL is that of a file for readers or programs: a feed, the rows of a dataset.
pub fn is_file(ground: &Ground<'_>, url: &str) -> bool {
    let of_dataset = |name: &str, file: &str| {
        let id = ground.find_dataset(name).filter(|_| file == format!("{name}.csv"));
        id.is_some_and(|id| ground.dataset(id).dataset.schema.redistribute)
    };
    let rows = url.strip_prefix("data/").and_then(|rest| rest.split_once('/'));
    FILES.contains(&url)
        || FEEDS.contains(&own(ground.config, url))
        || rows.is_some_and(|(name, file)| of_dataset(name, file))
}

/// The page that shows what a file of the content holds: rows, their description, the list of sources.
pub fn page_of_file(ground: &Ground<'_>, path: &str) -> Option<String> {
    if path == "content/sources.yaml" {
        return Some("sources/".to_owned());
    }
    let (name, ending) = path.strip_prefix("content/data/")?.rsplit_once('.')?;
    (["csv", "yaml"].contains(&ending) && is_dataset(ground, name)).then(|| format!("data/{name}/"))
}

fn is_dataset(ground: &Ground<'_>, name: &str) -> bool {
    ground.find_dataset(name).is_some() || ground.dataset_failed_to_load(name)
}

/// What makes a page that no note is.
#[derive(PartialEq, Eq)]
pub enum Made {
    /// The settings and the datasets.
    Always,
    /// What the notes say, all together: whether it is there is known when they are bound.
    OfNotes,
}

/// What makes the page of a URL, in any language; `None` where nothing can.
pub fn made(ground: &Ground<'_>, url: &str) -> Option<Made> {
    let own = own(ground.config, url);
    if ["tickers/", "tags/"].iter().any(|list| own.len() > list.len() && own.starts_with(list))
        || ["changes/", "figures/tables/"].contains(&own)
    {
        return Some(Made::OfNotes);
    }
    let always = url == "/"
        || ground.is_generated(url)
        || own.strip_prefix("data/").is_some_and(|name| is_dataset(ground, name.trim_end_matches('/')));
    always.then_some(Made::Always)
}

/// A URL without the language at its head.
fn own<'u>(config: &Config, url: &'u str) -> &'u str {
    let mut others = config.languages.iter().skip(1);
    others.find_map(|code| url.strip_prefix(code.as_str())?.strip_prefix('/')).unwrap_or(url)
}

/// Tells of links to pages that the notes might have made and did not.
pub fn check_awaited(site: &Site, awaited: &[Located<String>], diagnostics: &mut Vec<Diagnostic>) {
    let languages = (0..site.config.languages.len()).map(|index| LangId(index as u8));
    let known: BTreeSet<String> = languages.flat_map(|lang| of_notes(site, lang)).collect();
    for link in awaited.iter().filter(|link| !known.contains(&link.value)) {
        let near = nearest(&link.value, known.iter().map(String::as_str)).map(|near| format!("/{near}"));
        let target = format!("/{}", link.value);
        diagnostics.push(catalog::reference::broken_link(link.span, &target, near.as_deref()));
    }
}

/// The URLs of pages that the notes make, in a language.
fn of_notes(site: &Site, lang: LangId) -> Vec<String> {
    let is_table = |plan: &Plan| !matches!(plan, Plan::Chart(_) | Plan::Measures(_));
    let tables = site.figures.iter().any(|figure| figure.lang == lang && is_table(&figure.plan));
    let tags = site.tags.iter().map(|tag| format!("tags/{}/", tag.slug));
    let tickers = site.tickers.iter().map(|ticker| format!("tickers/{}/", ticker.symbol));
    let lists = [("changes/", !site.changes.all.is_empty()), ("figures/tables/", tables)];
    let lists = lists.iter().filter(|(_, made)| *made).map(|(url, _)| (*url).to_owned());
    let prefix = language_prefix(&site.config, lang);
    tags.chain(tickers).chain(lists).map(|url| format!("{prefix}{url}")).collect()
}
