//! SVG pictures of contributors: only what draws is let through, nothing that runs or fetches.

use roxmltree::{Document, ParsingOptions};

use crate::diag::Diagnostic;
use crate::diag::catalog::files as say;
use crate::source::Span;

/// Elements that run, embed or change others.
const REFUSED: [&str; 14] = [
    "script",
    "foreignobject",
    "iframe",
    "object",
    "embed",
    "handler",
    "listener",
    "audio",
    "video",
    "canvas",
    "link",
    "meta",
    "base",
    "annotation-xml",
];

/// Attributes that name another thing.
const REFERENCES: [&str; 5] = ["href", "src", "base", "action", "formaction"];

/// The first thing in an SVG picture that a browser might run or fetch, or the place where the picture is not
/// well-formed.
pub fn check(text: &str, file: Span) -> Option<Diagnostic> {
    scan(text, file).or_else(|| parse(text, file))
}

/// What keeps a picture from being well-formed XML with an `svg` element at its root.
fn parse(text: &str, file: Span) -> Option<Diagnostic> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let at = match Document::parse_with_options(text, options) {
        Ok(picture) if picture.root_element().tag_name().name() == "svg" => return None,
        Ok(picture) => picture.root_element().range().start,
        Err(flaw) => {
            let place = flaw.pos();
            let before = text.split_inclusive('\n').take(place.row.saturating_sub(1) as usize).map(str::len);
            text.floor_char_boundary((before.sum::<usize>() + place.col as usize).saturating_sub(1))
        }
    };
    Some(say::broken_svg(file_part(file, at, text.ceil_char_boundary(text.len().min(at + 1)))))
}

/// The first thing that a browser might run or fetch, or markup that does not end.
fn scan(text: &str, file: Span) -> Option<Diagnostic> {
    let mut at = 0;
    while let Some(open) = text[at..].find('<').map(|open| at + open) {
        if let Some(found) = outside_tags(&text[at..open], at, file) {
            return Some(found);
        }
        let Some(close) = end_of_markup(&text[open..]).map(|length| open + length) else {
            return Some(say::broken_svg(file_part(file, open, open + 1)));
        };
        let found = markup_flaw(&text[open..close]);
        if let Some(what) = found {
            return Some(say::active_svg(file_part(file, open, close), &what));
        }
        at = close;
    }
    outside_tags(&text[at..], at, file)
}

fn file_part(file: Span, start: usize, end: usize) -> Span {
    Span::new(file.file, start, end)
}

/// Text between tags matters where it is a style sheet; it is looked at as if it always were.
fn outside_tags(text: &str, at: usize, file: Span) -> Option<Diagnostic> {
    let what = style_flaw(&decoded(text))?;
    Some(say::active_svg(file_part(file, at, at + text.len()), &what))
}

/// The length of the tag, comment, section or declaration that a text starts with.
fn end_of_markup(text: &str) -> Option<usize> {
    for (start, end) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
        if let Some(inner) = text.strip_prefix(start) {
            return inner.find(end).map(|found| start.len() + found + end.len());
        }
    }
    let mut quote = None;
    for (place, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(place + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// What is wrong with one piece of markup.
fn markup_flaw(markup: &str) -> Option<String> {
    if markup.starts_with("<!--") {
        return None;
    }
    if let Some(section) = markup.strip_prefix("<![CDATA[") {
        return style_flaw(section);
    }
    if markup.starts_with("<?") {
        let lower = markup.to_lowercase();
        let other = lower.contains("encoding") && !lower.contains("utf-8");
        let plain = markup.starts_with("<?xml ") && !other;
        return (!plain).then(|| "a processing instruction, or an encoding other than UTF-8".to_owned());
    }
    if markup.starts_with("<!") {
        return markup.contains('[').then(|| "entities of its own".to_owned());
    }
    let name: String = markup[1..].chars().take_while(|c| !c.is_whitespace() && !"/>".contains(*c)).collect();
    let local = local(&name);
    if REFUSED.contains(&local.as_str()) {
        return Some(format!("a `{local}` element"));
    }
    attributes(&markup[1 + name.len()..]).find_map(|(name, value)| attribute_flaw(&name, &value))
}

/// A name without its prefix, in lower case.
fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_lowercase()
}

/// Names and values of a tag's attributes.
fn attributes(mut rest: &str) -> impl Iterator<Item = (String, String)> + '_ {
    std::iter::from_fn(move || {
        let (name, behind) = rest.split_once('=')?;
        let behind = behind.trim_start();
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => behind[1..].split_once(quote)?,
            None => behind.split_at(behind.find(char::is_whitespace).unwrap_or(behind.len())),
        };
        rest = after;
        let name = name.trim().rsplit(|c: char| c.is_whitespace() || c == '/').next().unwrap_or("");
        Some((name.to_owned(), decoded(value)))
    })
}

fn attribute_flaw(written: &str, value: &str) -> Option<String> {
    let name = local(written);
    let plain: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let plain = plain.to_lowercase();
    if name.starts_with("on") {
        return Some(format!("the event handler `{name}`"));
    }
    if ["javascript:", "vbscript:", "data:text", "data:image/svg"].iter().any(|scheme| plain.contains(scheme))
    {
        return Some(format!("a script address in `{name}`"));
    }
    if name == "attributename" && (plain.starts_with("on") || REFERENCES.contains(&local(&plain).as_str())) {
        return Some(format!("an animation of `{plain}`"));
    }
    let own = plain.is_empty() || plain.starts_with('#') || is_inline(&plain);
    if REFERENCES.contains(&name.as_str()) && !own {
        return Some(format!("a reference to `{value}`"));
    }
    // Attributes of drawing programs have a prefix and no meaning to a browser.
    if written.contains(':') { None } else { style_flaw(value) }
}

/// Whether an address holds the picture or font itself.
fn is_inline(plain: &str) -> bool {
    let pictures = ["data:image/png;", "data:image/jpeg;", "data:image/gif;", "data:image/webp;"];
    plain.starts_with("data:font/") || pictures.iter().any(|kind| plain.starts_with(kind))
}

/// What a style sheet fetches or runs.
fn style_flaw(style: &str) -> Option<String> {
    let plain: String =
        style.to_lowercase().chars().filter(|c| !c.is_whitespace() && !"'\"".contains(*c)).collect();
    if plain.contains("@import") || plain.contains("expression(") || plain.contains("-moz-binding") {
        return Some("a style sheet from elsewhere".to_owned());
    }
    let mut addresses = plain.split("url(").skip(1);
    let foreign = addresses.any(|address| !address.starts_with('#') && !is_inline(address));
    // A backslash can spell any of these words letter by letter.
    let disguised = plain.contains('\\') && (plain.contains('(') || plain.contains('@'));
    (foreign || disguised).then(|| "an address in a style sheet".to_owned())
}

/// A text with its character references resolved.
fn decoded(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        decoded.push_str(before);
        rest = behind;
        let Some((name, after)) = behind.split_once(';').filter(|(name, _)| name.len() <= 10) else {
            decoded.push('&');
            continue;
        };
        if let Some(c) = referenced(name) {
            decoded.push(c);
            rest = after;
        }
    }
    decoded.push_str(rest);
    decoded
}

fn referenced(name: &str) -> Option<char> {
    let code = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        },
        None => {
            let known = [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')];
            return known.into_iter().find(|(known, _)| *known == name).map(|(_, c)| c);
        }
    };
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;
    use proptest::prelude::*;

    fn code(text: &str) -> Option<&'static str> {
        check(text, Span::whole(FileId(0))).map(|diagnostic| diagnostic.code)
    }

    #[test]
    fn a_picture_that_only_draws_is_let_through() {
        for good in [
            "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/x.dtd\">\
             <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><!-- on load: <script> --></svg>",
            "<svg><style>.a{fill:url(#g)} text{font:1px 'A'}</style><use href=\"#a\"/><path d=\"M0 0\"/></svg>",
            "<svg><style><![CDATA[.a>.b{fill:red}]]></style><image href=\"data:image/png;base64,iVBOR\"/></svg>",
            "<svg xmlns:inkscape=\"i\" xmlns:dc=\"d\" xmlns:rdf=\"r\" inkscape:export-filename=\"C:\\x (1)\\pic.png\"><metadata><dc:type rdf:resource=\"http://x\"/></metadata></svg>",
            "<svg><style>@font-face{src:url('data:font/woff2;base64,d09G')}</style></svg>",
            "<svg><text>x &lt; y &amp; z, one=two</text><animate attributeName=\"opacity\" to='0'/></svg>",
        ] {
            assert_eq!(check(good, Span::whole(FileId(0))), None, "{good}");
        }
    }

    #[test]
    fn what_runs_or_fetches_is_refused() {
        for bad in [
            "<svg onload=\"alert(1)\"/>",
            "<svg ONLOAD='alert(1)'/>",
            "<svg/onload=alert(1)>",
            "<svg><script>alert(1)</script></svg>",
            "<svg:svg><svg:script/></svg:svg>",
            "<svg><a href=\"javascript:alert(1)\"/></svg>",
            "<svg><a xlink:href=\"&#106;ava&#x0a;script:alert(1)\"/></svg>",
            "<svg><a href=\"https://evil.example\"/></svg>",
            "<svg><a href=\"//evil.example\"/></svg>",
            "<svg><foreignObject><p/></foreignObject></svg>",
            "<svg><use href=\"other.svg#a\"/></svg>",
            "<svg><image href=\"http://evil/x.png\"/></svg>",
            "<svg><image href=\"data:image/svg+xml;base64,x\"/></svg>",
            "<svg><set attributeName=\"onmouseover\" to=\"alert(1)\"/></svg>",
            "<svg><animate attributeName=\"xlink:href\" values=\"#a\"/></svg>",
            "<svg><style>@import 'x'</style></svg>",
            "<svg><style>@\\69mport 'x'</style></svg>",
            "<svg><style>a{fill:url( \"http://x\")}</style></svg>",
            "<svg><path style=\"fill:url(http://x)\"/></svg>",
            "<svg><style><![CDATA[@import 'x']]></style></svg>",
            "<?xml-stylesheet href=\"x.css\"?><svg/>",
            "<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?><svg/>",
            "<!DOCTYPE svg [<!ENTITY x \"y\">]><svg>&x;</svg>",
        ] {
            assert_eq!(code(bad), Some("active-svg"), "{bad}");
        }
    }

    #[test]
    fn an_open_tag_or_comment_is_told() {
        assert_eq!(code("<svg"), Some("broken-svg"));
        assert_eq!(code("<svg><!-- "), Some("broken-svg"));
        assert_eq!(code("<svg a=\"b></svg>"), Some("broken-svg"));
        for text in
            ["", "text", "<svg><g></svg>", "<g/>", "<svg/><svg/>", "<svg a='1' a='2'/>", "<svg>&nope;</svg>"]
        {
            assert_eq!(code(text), Some("broken-svg"), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "([<>a-z=\"'/&#;!?\\[\\]\\\\-]|价| ){0,60}") {
            check(&text, Span::whole(FileId(0)));
        }
    }
}
