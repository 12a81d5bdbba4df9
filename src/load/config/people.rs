//! Who publishes the site, and who writes in it.

use crate::diag::Diagnostic;
use crate::diag::catalog::config as say;
use crate::load::fields::{Fields, is_web_address};
use crate::load::node::Node;
use crate::model::config::{Author, Certificate, Logo, Publisher};
use crate::source::Located;

/// The publisher: a map, or its name alone.
pub fn publisher(fields: &mut Fields<'_, '_>, languages: &[String]) -> Publisher {
    let named = fields.node("publisher").is_some_and(|node| node.text().is_some());
    if named {
        return Publisher { name: fields.local("publisher", languages), ..Publisher::default() };
    }
    let Some(mut map) = fields.map("publisher", "the publisher") else { return Publisher::default() };
    let publisher = Publisher {
        name: map.local("name", languages),
        qualification: map.local("qualification", languages),
        url: map.web_address("url"),
        logo: logo(&mut map),
    };
    map.finish();
    publisher
}

/// A picture: an address, or a path below `static/`.
fn logo(map: &mut Fields<'_, '_>) -> Option<Located<Logo>> {
    let text = map.located_text("logo")?;
    let path = text.value.trim_start_matches('/');
    let own = !path.is_empty()
        && !text.value.starts_with("//")
        && !path.split('/').any(|part| part == "..")
        && !path.contains([':', '\\', '?', '#', '"', '<']);
    if own {
        return Some(Located::new(Logo::Own(path.to_owned()), text.span));
    }
    if is_web_address(&text.value) {
        return Some(Located::new(Logo::Address(text.value), text.span));
    }
    map.tell(say::bad_picture(text.span, "logo", &text.value));
    None
}

/// The authors in file order.
pub fn authors(fields: &mut Fields<'_, '_>, languages: &[String]) -> Vec<Author> {
    let Some(mut map) = fields.map("authors", "the list of authors") else { return Vec::new() };
    let entries = map.free();
    entries.iter().map(|(key, node)| author(key, node, languages, map.diagnostics())).collect()
}

fn author(
    key: &Located<String>,
    node: &Node,
    languages: &[String],
    diagnostics: &mut Vec<Diagnostic>,
) -> Author {
    let mut fields = Fields::new(node, "an author", diagnostics);
    fields.require("name");
    let name = fields.local("name", languages);
    let url = fields.web_address("url");
    let items = fields.list("certificates");
    let certificates = items.iter().filter_map(|item| certificate(item, fields.diagnostics())).collect();
    fields.finish();
    Author { key: key.value.clone(), name, url, certificates }
}

fn certificate(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Certificate> {
    let mut fields = Fields::new(node, "a certificate", diagnostics);
    fields.require("number");
    let number = fields.text("number");
    let from = fields.date("from").map(|date| date.value);
    let to = fields.date("to").map(|date| date.value);
    fields.finish();
    Some(Certificate { number: number?, from, to })
}
