//! Linked data: what search engines read of a page, as schema.org objects.

use serde::Serialize;
use serde_json::{Value, json};

use super::card;
use super::engine::Html;
use super::escape::{self, json_in_script};
use super::press::Press;
use super::view::parts::LinkView;
use crate::model::id::{LangId, NoteId};
use crate::model::note::{Details, Kind};

/// An object of schema.org.
pub type Thing = Value;

/// The site as a whole.
pub fn website(press: &Press<'_>, lang: LangId) -> Thing {
    let (config, language) = (&press.site.config, press.language(lang));
    json!({
        "@type": "WebSite",
        "name": config.title.get(lang),
        "description": config.description.get(lang),
        "url": press.addresses.absolute(&language.prefix),
        "inLanguage": language.html_code(),
        "publisher": publisher(press, lang),
    })
}

/// A page that lists others.
pub fn collection(press: &Press<'_>, title: &str, url: &str, lang: LangId) -> Thing {
    json!({
        "@type": "CollectionPage",
        "name": title,
        "url": press.addresses.absolute(url),
        "inLanguage": press.language(lang).html_code(),
    })
}

/// A note.
pub fn note(press: &Press<'_>, id: NoteId) -> Thing {
    let (note, place) = (press.site.note(id), press.site.place(id));
    let kind = match note.kind() {
        Kind::Report => "Report",
        Kind::Theme | Kind::Page => "Article",
        Kind::Vendor | Kind::Model => "WebPage",
    };
    let mut thing = json!({
        "@type": kind,
        "headline": note.front.title.value,
        "description": card::clipped(card::description(note)),
        "url": press.addresses.absolute(&place.url),
        "mainEntityOfPage": press.addresses.absolute(&place.url),
        "inLanguage": press.language(note.lang).html_code(),
        "publisher": publisher(press, note.lang),
    });
    let authors: Vec<Value> = note
        .front
        .authors
        .iter()
        .map(|author| {
            let author = &press.site.config.authors[author.value.index()];
            let name = author.name.get(note.lang);
            // A desk signs with the name of its house.
            let desk =
                [publisher_name(press, note.lang), press.site.config.title.get(note.lang)].contains(&name);
            json!({"@type": if desk { "Organization" } else { "Person" }, "name": name, "url": author.url})
        })
        .collect();
    if !authors.is_empty() {
        thing["author"] = Value::Array(authors);
    }
    if let Some(date) = &note.front.date {
        thing["datePublished"] = json!(date.value.to_string());
    }
    if let Some(date) = note.changed() {
        thing["dateModified"] = json!(date.to_string());
    }
    if let Some(image) = press.social_image(id) {
        thing["image"] = json!(press.addresses.absolute(image));
    }
    if !note.front.tags.is_empty() {
        thing["keywords"] = note.front.tags.iter().map(|tag| json!(tag.value)).collect();
    }
    if let Details::Vendor(_) | Details::Model(_) = &note.details {
        let class = if note.kind() == Kind::Vendor { "Organization" } else { "SoftwareApplication" };
        thing["about"] = json!({"@type": class, "name": note.front.title.value});
    }
    thing
}

fn publisher(press: &Press<'_>, lang: LangId) -> Value {
    let (name, url) = (publisher_name(press, lang), &press.site.config.publisher.url);
    json!({"@type": "Organization", "name": name, "url": url})
}

fn publisher_name<'p>(press: &'p Press<'_>, lang: LangId) -> &'p str {
    match press.site.config.publisher.name.get(lang) {
        "" => press.site.config.title.get(lang),
        name => name,
    }
}

/// The thing of a page and the pages above it, ready for a `script` element.
pub fn script(press: &Press<'_>, mut thing: Thing, crumbs: &[LinkView]) -> Html {
    let item = |(place, crumb): (usize, &LinkView)| {
        let address = format!("{}{}", press.addresses.origin(), crumb.url);
        json!({"@type": "ListItem", "position": place + 1, "name": crumb.title, "item": address})
    };
    let items: Vec<Value> = crumbs.iter().enumerate().map(item).collect();
    let way = (!items.is_empty()).then(|| json!({"@type": "BreadcrumbList", "itemListElement": items}));
    drop_nothing(&mut thing);
    let graph = Graph { context: "https://schema.org", graph: std::iter::once(thing).chain(way).collect() };
    Html(json_in_script(&escape::json(&graph)))
}

#[derive(Serialize)]
struct Graph {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Thing>,
}

/// Takes out what says nothing: nulls and empty texts.
fn drop_nothing(thing: &mut Value) {
    match thing {
        Value::Object(fields) => {
            fields.retain(|_, value| !value.is_null() && value != "");
            fields.values_mut().for_each(drop_nothing);
        }
        Value::Array(list) => list.iter_mut().for_each(drop_nothing),
        _ => {}
    }
}
