//! Linked data: what search engines read of a page, as schema.org objects.

use serde::Serialize;
use serde_json::{Value, json};

use super::card;
use super::engine::Html;
use super::escape::{self, json_in_script};
use super::press::Press;
use super::view::parts::LinkView;
use crate::model::config::Logo;
use crate::model::id::{AuthorId, LangId, NoteId};
use crate::model::note::Kind;

/// An object of schema.org, as JSON.
#[derive(Clone, Default, Debug)]
pub struct Thing(String);

impl Thing {
    /// Whether there is none.
    pub fn is_none(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Value> for Thing {
    /// An object without what says nothing in it.
    fn from(mut thing: Value) -> Self {
        drop_nothing(&mut thing);
        Thing(escape::json(&thing))
    }
}

/// The site as a whole.
pub fn website(press: &Press<'_>, lang: LangId) -> Thing {
    let (config, language) = (&press.site.config, press.language(lang));
    Thing::from(json!({
        "@type": "WebSite",
        "name": config.title.get(lang),
        "description": config.description.get(lang),
        "url": press.addresses.absolute(&language.prefix),
        "inLanguage": language.html_code(),
        "publisher": Agent::publisher(press, lang),
    }))
}

/// A page that lists others.
pub fn collection(press: &Press<'_>, title: &str, url: &str, lang: LangId) -> Thing {
    Thing::from(json!({
        "@type": "CollectionPage",
        "name": title,
        "url": press.addresses.absolute(url),
        "inLanguage": press.language(lang).html_code(),
    }))
}

/// A page of a note: one of a site's thousands, so it is written without a tree in between.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Work<'n> {
    #[serde(rename = "@type")]
    class: &'static str,
    headline: &'n str,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    url: &'n str,
    main_entity_of_page: &'n str,
    in_language: &'n str,
    publisher: Agent<'n>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Agent<'n>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'n str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<Agent<'n>>,
}

/// Somebody, or something, with a name.
#[derive(Serialize)]
struct Agent<'n> {
    #[serde(rename = "@type")]
    class: &'static str,
    name: &'n str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'n str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<String>,
}

impl<'n> Agent<'n> {
    fn publisher(press: &Press<'n>, lang: LangId) -> Self {
        let publisher = &press.site.config.publisher;
        let logo = publisher.logo.as_ref().map(|logo| match &logo.value {
            Logo::Own(path) => press.addresses.absolute(path),
            Logo::Address(address) => address.clone(),
        });
        Agent {
            class: "Organization",
            name: publisher_name(press, lang),
            url: publisher.url.as_deref(),
            logo,
        }
    }

    fn author(press: &Press<'n>, author: AuthorId, lang: LangId) -> Self {
        let (name, url) = (press.author(author, lang), &press.site.config.authors[author.index()].url);
        // A desk signs with the name of its house.
        let desk = [publisher_name(press, lang), press.site.config.title.get(lang)].contains(&name);
        Agent { class: if desk { "Organization" } else { "Person" }, name, url: url.as_deref(), logo: None }
    }
}

/// A note.
pub fn note(press: &Press<'_>, id: NoteId) -> Thing {
    let (note, place) = (press.site.note(id), press.site.place(id));
    let url = press.addresses.absolute(&place.url);
    let about = match note.kind() {
        Kind::Vendor => Some("Organization"),
        Kind::Model => Some("SoftwareApplication"),
        Kind::Report | Kind::Theme | Kind::Page => None,
    };
    let headline = note.front.title.value.as_str();
    Thing(escape::json(&Work {
        class: match note.kind() {
            Kind::Report => "Report",
            Kind::Theme | Kind::Page => "Article",
            Kind::Vendor | Kind::Model => "WebPage",
        },
        headline,
        description: card::clipped(card::description(note)),
        url: &url,
        main_entity_of_page: &url,
        in_language: press.language(note.lang).html_code(),
        publisher: Agent::publisher(press, note.lang),
        author: note.front.authors.iter().map(|id| Agent::author(press, id.value, note.lang)).collect(),
        date_published: note.front.date.as_ref().map(|date| date.value.to_string()),
        date_modified: note.changed().map(|date| date.to_string()),
        image: press.social_image(id).map(|image| press.addresses.absolute(image)),
        keywords: note.front.tags.iter().map(|tag| tag.value.as_str()).collect(),
        about: about.map(|class| Agent { class, name: headline, url: None, logo: None }),
    }))
}

fn publisher_name<'p>(press: &Press<'p>, lang: LangId) -> &'p str {
    match press.site.config.publisher.name.get(lang) {
        "" => press.site.config.title.get(lang),
        name => name,
    }
}

/// The thing of a page and the pages above it, ready for a `script` element.
pub fn script(press: &Press<'_>, thing: &Thing, crumbs: &[LinkView]) -> Html {
    let step = |(place, crumb): (usize, &LinkView)| Step {
        class: "ListItem",
        position: place + 1,
        name: crumb.title.clone(),
        item: format!("{}{}", press.addresses.origin(), crumb.url),
    };
    let mut graph = format!("{{\"@context\":\"https://schema.org\",\"@graph\":[{}", thing.0);
    if !crumbs.is_empty() {
        let steps: Vec<Step> = crumbs.iter().enumerate().map(step).collect();
        graph.push_str(",{\"@type\":\"BreadcrumbList\",\"itemListElement\":");
        graph.push_str(&escape::json(&steps));
        graph.push('}');
    }
    graph.push_str("]}");
    Html(json_in_script(&graph))
}

/// A page above another.
#[derive(Serialize)]
struct Step {
    #[serde(rename = "@type")]
    class: &'static str,
    position: usize,
    name: String,
    item: String,
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
