//! One thing an author should know, and values that come with such things.

use std::borrow::Cow;

use crate::level::Severity;
use crate::scan;
use crate::source::Span;

/// A mistake or a remark, at a place, with how to mend it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Diagnostic {
    /// The name of the problem, kebab-case (`unknown-reference`).
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// What is wrong: lower case, no full stop, literals in backticks.
    pub message: String,
    /// What to do about it.
    pub help: Option<Cow<'static, str>>,
    /// Other places that belong to it, each with a word on why.
    pub related: Vec<(Span, String)>,
}

impl Diagnostic {
    /// An error.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            severity: Severity::Error,
            span,
            message: legible(message.into()),
            help: None,
            related: Vec::new(),
        }
    }

    /// A warning.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, span, message) }
    }

    /// Says how to mend it.
    pub fn help(mut self, help: impl Into<Cow<'static, str>>) -> Self {
        self.help = Some(match help.into() {
            Cow::Owned(text) => Cow::Owned(legible(text)),
            own => own,
        });
        self
    }

    /// Points at another place.
    pub fn also(mut self, span: Span, why: impl Into<String>) -> Self {
        self.related.push((span, legible(why.into())));
        self
    }
}

/// The longest text of a diagnostic, in characters: names of the author's may be of any length.
const LONGEST: usize = 1_000;

/// A text for people: characters that leave no mark bear their number, and it comes to an end.
fn legible(text: String) -> String {
    if text.len() <= LONGEST && (text.is_ascii() || !text.contains(scan::is_invisible)) {
        return text;
    }
    let mut said = String::with_capacity(text.len().min(4 * LONGEST));
    for letter in text.chars().take(LONGEST) {
        match letter {
            c if scan::is_invisible(c) => said.push_str(&format!("<U+{:04X}>", u32::from(c))),
            c => said.push(c),
        }
    }
    if text.chars().nth(LONGEST).is_some() {
        said.push('…');
    }
    said
}

/// A value together with what is to be said about it.
#[must_use = "the diagnostics must reach the author"]
#[derive(Clone, Debug)]
pub struct Checked<T> {
    /// The value, as good as it could be made.
    pub value: T,
    /// What is to be said.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value about which there is nothing to say.
    pub fn clean(value: T) -> Self {
        Checked { value, diagnostics: Vec::new() }
    }

    /// Takes the value and hands its diagnostics to a list.
    pub fn unpack(self, into: &mut Vec<Diagnostic>) -> T {
        into.extend(self.diagnostics);
        self.value
    }
}

/// How many errors and warnings there are.
pub fn counts(diagnostics: &[Diagnostic]) -> (usize, usize) {
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    (errors, diagnostics.len() - errors)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn texts_are_bounded_and_nothing_in_them_is_invisible() {
        let long = "价".repeat(5_000);
        let told =
            Diagnostic::error("x", Span::whole(FileId(0)), "a\u{200b}b").help(format!("one of {long}"));
        assert_eq!(told.message, "a<U+200B>b");
        let help = told.help.expect("it was given");
        assert!(help.ends_with("价…") && help.chars().count() == LONGEST + 1);
    }
}
