//! Formulas: TeX to MathML, made safe and free of style attributes.

use std::ops::Range;

use super::writer::Writer;
use crate::diag::catalog::markdown as say;

/// The longest formula, in bytes.
const LONGEST: usize = 8 * 1024;
/// Most groups inside each other.
const DEEPEST: usize = 64;

impl Writer<'_> {
    /// Writes a formula, in its line or on one of its own.
    pub fn formula(&mut self, tex: &str, display: bool, range: &Range<usize>) {
        let tex = self.clean(tex);
        self.plain.push_str(&tex);
        self.last = 'x';
        let set = match check(&tex) {
            Some(reason) => Err(reason.to_owned()),
            None => set(&tex, display),
        };
        match set {
            Ok(mathml) => self.markup(&mathml),
            Err(reason) => self.diagnostics.push(say::bad_formula(self.place.span(range), &reason)),
        }
    }
}

/// What speaks against even trying: size, depth, definitions (which can grow without end).
fn check(tex: &str) -> Option<&'static str> {
    let mut depth = 0usize;
    let mut deepest = 0;
    for byte in tex.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    let defines = ["\\def", "\\gdef", "\\edef", "\\xdef", "\\let", "\\futurelet", "\\newcommand"];
    let more = ["\\renewcommand", "\\providecommand", "\\DeclareMathOperator"];
    let groups = tex.matches("\\left").count() + tex.matches("\\begin").count();
    if tex.len() > LONGEST {
        return Some("it is longer than 8 KB");
    }
    if deepest > DEEPEST || groups > LONGEST / 16 {
        return Some("its groups are nested too deep");
    }
    let is_definition = |word: &str| {
        tex.match_indices(word)
            .any(|(at, _)| !tex[at + word.len()..].starts_with(|c: char| c.is_ascii_alphabetic()))
    };
    defines.iter().chain(&more).any(|word| is_definition(word)).then_some("definitions are not used here")
}

#[cfg(not(feature = "math"))]
fn set(_tex: &str, _display: bool) -> Result<String, String> {
    Err("this program was built without the feature `math`".to_owned())
}

#[cfg(feature = "math")]
use engine::set;

#[cfg(feature = "math")]
mod engine {
    //! The only door to pulldown-latex.

    use pulldown_latex::config::DisplayMode;
    use pulldown_latex::event::{Content, Event, Grouping};
    use pulldown_latex::{Parser, ParserError, RenderConfig, Storage, push_mathml};

    /// Stand-ins for `<`, `>` and `&`, which the engine writes as they are.
    const STANDINS: [(char, char, &str); 3] =
        [('<', '\u{fdd1}', "&lt;"), ('>', '\u{fdd2}', "&gt;"), ('&', '\u{fdd3}', "&amp;")];

    /// MathML of a formula, or why it cannot be set.
    pub fn set(tex: &str, display: bool) -> Result<String, String> {
        let storage = Storage::new();
        let mut events = Vec::new();
        for event in Parser::new(tex, &storage) {
            events.push(guarded(event.map_err(|error| reason(&error))?)?);
        }
        let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
        let config = RenderConfig { display_mode, ..RenderConfig::default() };
        let mut mathml = String::new();
        let events = events.into_iter().map(Ok::<_, ParserError>);
        push_mathml(&mut mathml, events, config).map_err(|error| error.to_string())?;
        Ok(clean(&mathml))
    }

    /// The first line of an error, without the picture of the place.
    fn reason(error: &ParserError) -> String {
        let text = error.to_string();
        let line = text.lines().find(|line| line.chars().any(char::is_alphabetic));
        line.unwrap_or("it is malformed").trim().trim_start_matches("Error: ").to_owned()
    }

    /// An event whose characters cannot be taken for markup.
    fn guarded(event: Event<'_>) -> Result<Event<'_>, String> {
        let Event::Content(content) = event else {
            return Ok(match event {
                Event::Begin(Grouping::LeftRight(open, close)) => {
                    Event::Begin(Grouping::LeftRight(open.map(stand_in), close.map(stand_in)))
                }
                other => other,
            });
        };
        Ok(Event::Content(match content {
            Content::Function(name) if name.contains(['<', '>', '&']) => {
                return Err("the name of a function holds `<`, `>` or `&`".to_owned());
            }
            Content::Ordinary { content, stretchy } => {
                Content::Ordinary { content: stand_in(content), stretchy }
            }
            Content::LargeOp { content, small } => Content::LargeOp { content: stand_in(content), small },
            Content::BinaryOp { content, small } => Content::BinaryOp { content: stand_in(content), small },
            Content::Delimiter { content, size, ty } => {
                Content::Delimiter { content: stand_in(content), size, ty }
            }
            Content::Punctuation(content) => Content::Punctuation(stand_in(content)),
            other => other,
        }))
    }

    fn stand_in(c: char) -> char {
        STANDINS.iter().find(|(from, ..)| *from == c).map_or(c, |(_, to, _)| *to)
    }

    /// The engine's output with relations escaped, stand-ins resolved and style attributes gone.
    ///
    /// Whatever follows a `<` that does not begin a tag of MathML is text.
    fn clean(mathml: &str) -> String {
        let mut out = String::with_capacity(mathml.len());
        let mut rest = mathml;
        while let Some(at) = rest.find('<') {
            text(&mut out, &rest[..at]);
            rest = &rest[at..];
            let length = tag_length(rest);
            match length {
                Some(length) => tag(&mut out, &rest[..length]),
                None => out.push_str("&lt;"),
            }
            rest = &rest[length.unwrap_or(1)..];
        }
        text(&mut out, rest);
        out
    }

    /// How long the tag is that begins here, if one does: a name that starts with `m` and its attributes.
    fn tag_length(rest: &str) -> Option<usize> {
        let name = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
        let begins = name.starts_with('m') && name[1..].starts_with(|c: char| c.is_ascii_lowercase());
        let end = rest.find('>')?;
        (begins && !rest[1..end].contains('<')).then_some(end + 1)
    }

    fn text(out: &mut String, text: &str) {
        for c in text.chars() {
            match STANDINS.iter().find(|(from, to, _)| c == *to || (c == *from && c == '>')) {
                Some((_, _, entity)) => out.push_str(entity),
                None => out.push(c),
            }
        }
    }

    /// Writes a tag without its style attribute.
    fn tag(out: &mut String, tag: &str) {
        match tag.find(" style=\"") {
            Some(start) => {
                let value = &tag[start + " style=\"".len()..];
                let end = value.find('"').map_or(tag.len(), |end| tag.len() - value.len() + end + 1);
                out.push_str(&tag[..start]);
                self::tag(out, if end >= tag.len() { ">" } else { &tag[end..] });
            }
            None => out.push_str(tag),
        }
    }
}

#[cfg(all(test, feature = "math"))]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_mathml_without_markup_of_the_author() {
        let mathml = set(r"a < b > c \& \text{<script>alert(1)</script>}", false).unwrap();
        assert!(mathml.starts_with("<math") && mathml.ends_with("</math>"), "{mathml}");
        assert!(mathml.contains("<mo>&lt;</mo>") && mathml.contains("<mo>&gt;</mo>"), "{mathml}");
        assert!(!mathml.contains("<script"), "{mathml}");
        assert!(!set(r"\color{red} x \hspace{-1em} \frac{1}{2}", true).unwrap().contains("style="));
    }

    #[test]
    fn what_cannot_be_set_is_told() {
        assert!(set(r"\frac{1", false).is_err());
        assert!(set(r"\nosuchcommand", false).is_err());
        assert_eq!(check(r"\def\a{\b}"), Some("definitions are not used here"));
        assert_eq!(check(r"\left( \frac{1}{2} \right)"), None);
        assert!(check(&"{".repeat(100)).is_some());
    }

    #[test]
    fn long_formulas_end() {
        for piece in [r"\sqrt", r"\frac", "x^", r"\left(", r"\overline", r"\begin{matrix}", "a<", r"\not"] {
            let tex = piece.repeat(LONGEST / piece.len());
            if check(&tex).is_none() {
                let _ = set(&tex, true);
            }
        }
    }
}
