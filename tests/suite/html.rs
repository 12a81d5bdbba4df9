//! A small reader of HTML and SVG: start tags with their attributes, and what scripts hold.

/// A start tag.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Its name, in lower case.
    pub name: String,
    /// Its attributes in order: name in lower case, decoded value.
    pub attributes: Vec<(String, String)>,
    /// The text of a script or style element, empty for others.
    pub text: String,
}

impl Tag {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// All start tags of a page, in order.
pub fn tags(page: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (mut tag, behind) = start_tag(&rest[1..]);
            rest = behind;
            if ["script", "style"].contains(&tag.name.as_str()) {
                let close = format!("</{}", tag.name);
                let end = rest.to_ascii_lowercase().find(&close).unwrap_or(rest.len());
                tag.text = rest[..end].to_owned();
                rest = &rest[end..];
            }
            tags.push(tag);
        } else {
            rest = &rest[1..];
        }
    }
    tags
}

/// Reads `name attr="value" …>` and returns what stands behind it.
fn start_tag(text: &str) -> (Tag, &str) {
    let end = text.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').unwrap_or(text.len());
    let mut tag = Tag { name: text[..end].to_ascii_lowercase(), attributes: Vec::new(), text: String::new() };
    let mut rest = &text[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(behind) = rest.strip_prefix('>') {
            return (tag, behind);
        }
        if rest.is_empty() {
            return (tag, "");
        }
        let end = rest[1..]
            .find(|c: char| c.is_ascii_whitespace() || "=>/".contains(c))
            .map_or(rest.len(), |at| at + 1);
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(behind) = rest.strip_prefix('=') {
            (value, rest) = attribute_value(behind.trim_start());
        }
        tag.attributes.push((name, decode(value)));
    }
}

fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    let end = text.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(text.len());
    text.split_at(end)
}

/// Decodes the character references that matter in attributes.
pub fn decode(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end < 12);
        match end.and_then(|end| Some((reference(&rest[1..end])?, end))) {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    let named = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("colon", ':'),
        ("nbsp", '\u{a0}'),
    ];
    named.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}

/// Everything in a page that can run, load or leave: inline scripts, handlers, frames, forms, odd addresses.
pub fn active(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for tag in tags(page) {
        let kind = tag.get("type").unwrap_or("").to_ascii_lowercase();
        if tag.name == "script" && ["application/json", "application/ld+json"].contains(&kind.as_str()) {
            if serde_json::from_str::<serde_json::Value>(&tag.text).is_err() {
                found.push("script data that is not JSON".to_owned());
            }
        } else if tag.name == "script" {
            found.push(format!("script {}{}", tag.get("src").unwrap_or(""), tag.text.trim()));
        }
        let bad = ["iframe", "object", "embed", "applet", "base", "form", "frame", "foreignobject", "style"];
        if bad.contains(&tag.name.as_str()) {
            found.push(format!("element <{}>", tag.name));
        }
        found.extend(
            tag.attributes.iter().filter_map(|(name, value)| active_attribute(&tag.name, name, value)),
        );
    }
    found
}

fn active_attribute(tag: &str, name: &str, value: &str) -> Option<String> {
    let shown = || format!("<{tag} {name}={}>", value.chars().take(40).collect::<String>());
    if name.starts_with("on") && name.len() > 3 || name == "srcdoc" || name == "style" {
        return Some(shown());
    }
    let addresses =
        ["href", "src", "xlink:href", "action", "formaction", "poster", "background", "srcset", "cite"];
    let plain: String = value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let plain = plain.to_ascii_lowercase();
    let odd = ["javascript:", "vbscript:", "livescript:", "view-source:", "data:"];
    let picture = plain.starts_with("data:image/");
    (addresses.contains(&name) && !picture && odd.iter().any(|scheme| plain.starts_with(scheme))).then(shown)
}

/// What is wrong with a text that should be well-formed XML.
pub fn xml_error(text: &str) -> Option<String> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    roxmltree::Document::parse_with_options(text, options).err().map(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn active_content_is_found() {
        let page = "<p onclick='x()'>a</p><A HREF=\"java&#115;cript:alert(1)\"><script>alert(1)</script><a href='/ok/'>";
        assert_eq!(active(page).len(), 3, "{:?}", active(page));
        assert!(active("<!-- <script>x</script> --><p title=\"<script>\">&lt;script&gt;</p>").is_empty());
        assert_eq!(active("<script type=application/ld+json>{\"a\":</script>").len(), 1);
    }

    #[test]
    fn broken_xml_is_found() {
        assert_eq!(xml_error("<?xml version=\"1.0\"?><a><b/>x</a>"), None);
        for broken in ["<a><b></a>", "<a>", ""] {
            assert!(xml_error(broken).is_some(), "{broken}");
        }
    }
}
