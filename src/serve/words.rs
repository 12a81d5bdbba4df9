//! What the preview adds to a site in the browser: the page that shows mistakes and the reload script.

/// The script that follows changes.
pub const SCRIPT: &str = include_str!("live.js");
/// The look of the page that shows mistakes.
pub const STYLE: &str = include_str!("mistakes.css");

/// Where the preview keeps what is its own.
pub const OWN: &str = "__tearsheet/";

/// A page with a heading and plain text; everything is escaped.
pub fn page(title: &str, lead: &str, text: &str) -> String {
    let [title, lead, text] = [title, lead, text].map(escape);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"/{OWN}mistakes.css\">\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n\
         <p>{lead}</p>\n<pre>{text}</pre>\n</main>\n</body>\n</html>\n"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

/// A page with the reload script before the end of its body.
pub fn with_script(page: &[u8], token: &str, version: u64) -> Vec<u8> {
    let tag =
        format!("<script src=\"/{OWN}live.js\" data-token=\"{token}\" data-version=\"{version}\"></script>");
    let end = b"</body>";
    let at =
        page.windows(end.len()).rposition(|window| window.eq_ignore_ascii_case(end)).unwrap_or(page.len());
    [&page[..at], tag.as_bytes(), &page[at..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_shown_as_text() {
        let page = page("x", "<b>", "a <script>alert(1)</script> & \"b\"");
        assert!(
            page.contains("&lt;script&gt;") && page.contains("&lt;b&gt;") && !page.contains("<script"),
            "{page}"
        );
    }

    #[test]
    fn the_script_stands_before_the_end_of_the_body() {
        let told = |page: &str| String::from_utf8(with_script(page.as_bytes(), "t", 7)).unwrap();
        let tag = "<script src=\"/__tearsheet/live.js\" data-token=\"t\" data-version=\"7\"></script>";
        assert_eq!(told("<p></body></html>"), format!("<p>{tag}</body></html>"));
        assert_eq!(told("<p>"), format!("<p>{tag}"));
    }
}
