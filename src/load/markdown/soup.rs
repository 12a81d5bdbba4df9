//! Random Markdown: whatever is put together, the HTML is well formed, bounded and runs nothing.

use proptest::prelude::*;
use quick_xml::events::Event;

use super::*;
use crate::source::FileId;

/// Pieces of Markdown, and of what people try to smuggle in.
const PIECES: [&str; 104] = [
    "*",
    "**",
    "***",
    "_",
    "__",
    "~~",
    "~",
    "`",
    "``",
    "```",
    "```\n",
    "~~~\n",
    "```chart\n",
    "title: T\n",
    "[",
    "]",
    "(",
    ")",
    "[[",
    "]]",
    "|",
    "![",
    "](",
    "[^1]",
    "[^1]: ",
    "[@a]",
    "[@fig:x]",
    "[@a; @b]",
    "<",
    ">",
    "<b>",
    "</b>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<div>\n",
    "</div>\n",
    "<p>",
    "</p>",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>\n",
    "<table><tr><td>",
    "</td></tr></table>",
    "<a href=x.md>",
    "<a href='javascript:x' title=\"y\">",
    "</a>",
    "<img src=p.png alt='q'>",
    "<sub lang=en onclick=x>",
    "</sub>",
    "<details open>\n<summary>",
    "</summary>\n\n",
    "</details>",
    "&nbsp;",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://x.org/",
    "//x",
    "mailto:a@b",
    "a.md",
    "#x",
    "\"",
    "'",
    "--",
    "...",
    "\\",
    "&amp;",
    "&lt;",
    "&#0;",
    "&",
    "$",
    "$$",
    "\\frac{",
    "}",
    "\\text{<",
    "# ",
    "## ",
    "{#id .c onclick=x}",
    "\n",
    "\n\n",
    "\r\n",
    "  \n",
    "> ",
    "> [!NOTE]\n",
    "- ",
    "1. ",
    "- [x] ",
    ": ",
    "    ",
    "\t",
    "| a | b |\n|---|:-:|\n",
    "中文",
    "。",
    "「重点」",
    "“强”",
    "75%",
    "word",
    " ",
    "\u{fdd0}",
    "\u{0}",
    "é",
];

fn markdown() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..80).prop_map(|pieces| pieces.concat())
}

/// The HTML with something in its holes.
fn filled(prose: &Prose<RawRef>) -> String {
    let mut html = String::new();
    let mut from = 0;
    for hole in &prose.holes {
        html.push_str(&prose.html[from..hole.at as usize]);
        html.push_str("hole");
        from = hole.at as usize;
    }
    html + &prose.html[from..]
}

/// Why some HTML is not fit to be printed.
fn fault(html: &str, forbidden: &[&str]) -> Option<String> {
    let wrapped = format!("<root>{}</root>", html.replace("&nbsp;", "\u{a0}"));
    let mut reader = quick_xml::Reader::from_str(&wrapped);
    loop {
        match reader.read_event() {
            Err(error) => return Some(error.to_string()),
            Ok(Event::Eof) => return None,
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let name = tag.name().as_ref().to_owned();
                if forbidden.contains(&name.as_str()) {
                    return Some(format!("a tag {name}"));
                }
                for attribute in tag.attributes() {
                    let Ok(attribute) = attribute else { return Some(format!("{attribute:?}")) };
                    let key = attribute.key.as_ref().to_owned();
                    let value = attribute.value.to_lowercase();
                    let runs = value.trim_start().starts_with("javascript:") || value.starts_with("data:");
                    if key.starts_with("on") || key == "style" || (key == "href" || key == "src") && runs {
                        return Some(format!("{key}={value}"));
                    }
                }
            }
            Ok(_) => {}
        }
    }
}

/// Tags that are never written, and one that is not where HTML is text.
const NEVER: [&str; 7] = ["script", "iframe", "object", "style", "svg", "form", "b"];

fn check(text: &str, code: &str, math: bool, html: bool) -> Result<(), TestCaseError> {
    let never = if html { &NEVER[..6] } else { &NEVER[..] };
    let fault = |html: &str| fault(html, never);
    let languages = [code.to_owned()];
    let reading = Reading {
        file: "",
        base: "",
        languages: &languages,
        lang: Default::default(),
        math,
        html,
        report: false,
    };
    let at = Span::new(FileId(0), 0, text.len());
    let found = body(text, at, reading);
    let html = filled(&found.value.prose);
    prop_assert_eq!(fault(&html), None, "{}", html);
    prop_assert!(!html.contains(SHIM) && html.len() <= 50 * text.len() + 500, "{}", html);
    for said in &found.diagnostics {
        prop_assert!(said.span.start <= said.span.end && said.span.end as usize <= text.len(), "{:?}", said);
        prop_assert!(
            text.is_char_boundary(said.span.start as usize) && text.is_char_boundary(said.span.end as usize)
        );
    }
    let mut ids = found.value.anchors.clone();
    ids.dedup();
    prop_assert_eq!(ids.len(), found.value.anchors.len());
    for heading in &found.value.headings {
        prop_assert_eq!(fault(&heading.html), None, "{}", heading.html);
    }
    let found = line(text, at, reading);
    let html = filled(&found.value.prose);
    prop_assert_eq!(fault(&html), None, "{}", html);
    for block in ["<p>", "<h1", "<li", "<pre", "<table", "<blockquote"] {
        prop_assert!(!html.contains(block), "{}", html);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn whatever_is_put_together_is_safe(text in markdown()) {
        check(&text, "en", false, false)?;
    }

    #[test]
    fn html_is_safe_where_it_is_allowed(text in markdown()) {
        check(&text, "en", false, true)?;
    }

    #[test]
    fn chinese_and_formulas_are_safe_too(text in markdown()) {
        check(&text, "zh", cfg!(feature = "math"), false)?;
    }

    #[test]
    fn any_text_is_safe(text in "\\PC{0,200}") {
        check(&text, "en", cfg!(feature = "math"), false)?;
    }
}
