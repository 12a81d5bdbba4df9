//! Mistakes in a site's own templates.

use crate::diag::{Diagnostic, nearest};
use crate::source::Span;

/// A template that does not read: a syntax error, an unknown filter, a missing parent.
pub fn template_syntax(span: Span, problem: &str) -> Diagnostic {
    Diagnostic::error("template-syntax", span, format!("this template does not read: {problem}"))
        .help("mend the template, or delete it to use the one that is built in")
}

/// A template of the site that nothing uses. `near`: the built-in one that was meant.
pub fn unused_template(span: Span, name: &str, near: Option<&str>) -> Diagnostic {
    let help = match near {
        Some(near) => {
            format!("did you mean `{near}`? a template takes the place of the built-in one of its name")
        }
        None => format!(
            "give it the name of a built-in template to take its place, name it in one of the site's (`{{% include \"{name}\" %}}`), \
             or delete it"
        ),
    };
    Diagnostic::warning("unused-template", span, format!("no page and no other template uses `{name}`"))
        .help(help)
}

/// A template asks for a variable or field that is not there. `way`: the whole of what it asks for, `note.extra.name`.
pub fn template_undefined(span: Span, (name, way): (&str, &str), known: &[&str], page: &str) -> Diagnostic {
    let message =
        format!("the template asks for `{name}`, which is not there, while drawing the page {page}");
    let list = known.join("`, `");
    let help = match (nearest(name, known.iter().copied()), known.is_empty()) {
        (Some(near), _) => format!("did you mean `{near}`? there are `{list}`"),
        (None, false) if !way.contains(".extra.") => format!("there are `{list}`"),
        (None, _) => format!("write `{{% if {way} %}}` around it, or `{{{{ {way} or \"\" }}}}`"),
    };
    Diagnostic::error("template-undefined", span, message).help(help)
}

/// A date format that the `date` filter does not know.
pub fn template_date_format(span: Span, problem: &str, page: &str) -> Diagnostic {
    Diagnostic::error("template-date-format", span, format!("{problem}, while drawing the page {page}"))
        .help("write a format such as `%Y-%m-%d` or `%-d %b %Y`; only years, months and days are known")
}

/// A page that grows without end while it is drawn.
pub fn page_too_large(span: Span, page: &str, most: usize) -> Diagnostic {
    let message = format!("the page {page} has more than {most} bytes, the limit");
    Diagnostic::error("page-too-large", span, message)
        .help("look for a loop in the template that goes on and on, or split the note")
}

/// A template that fails while a page is drawn.
pub fn template_failed(span: Span, problem: &str, page: &str) -> Diagnostic {
    Diagnostic::error("template-failed", span, format!("{problem}, while drawing the page {page}"))
        .help("mend the template, or delete it to use the one that is built in")
}
