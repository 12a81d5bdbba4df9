//! Says in plain words what is wrong with a YAML text that cannot be read, and how to mend it.

use crate::diag::Diagnostic;
use crate::diag::catalog::yaml as say;
use crate::scan;
use crate::source::Span;

/// How many lists and maps may stand inside each other.
pub const DEPTH: usize = 8;

/// A text that cannot be read, and where reading stopped.
#[derive(Clone, Copy, Debug)]
pub struct Slip<'t> {
    /// The text.
    pub text: &'t str,
    /// Its place in the file.
    pub base: Span,
    /// The byte at which reading stopped.
    pub at: usize,
    /// What the parser stumbled over.
    pub kind: Kind,
}

/// What the parser stumbled over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A tab where spaces belong.
    Tab,
    /// A quote that is never closed.
    OpenQuote,
    /// Text behind a closing quote.
    BehindQuote,
    /// A backslash in double quotes that YAML does not know.
    Escape,
    /// Brackets that do not match.
    Bracket,
    /// A line that starts with `%`.
    Directive,
    /// Too many levels.
    Deep,
    /// Indentation that fits no level.
    Indent,
    /// A second `: ` where a value stands, or a key where none can be.
    Value,
    /// Anything else.
    Other,
}

/// Whether a character has no business in a text: control characters other than line breaks and tabs, those that turn the
/// letters behind them around, so that a text reads otherwise than it is, and what is no character (U+FFFE).
pub fn is_stray(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(
            c,
            '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{202d}' | '\u{202e}' | '\u{fdd0}'
                ..='\u{fdef}' | '\u{fffe}' | '\u{ffff}'
        )
}

/// The byte at which the first of them stands.
pub fn first_stray(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = scan::position(&text.as_bytes()[from..], is_suspect).map(|at| from + at) {
        if text[at..].starts_with(is_stray) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// Whether a byte begins a character that can be stray; most text has few of them, so most of it is passed quickly.
#[inline]
pub fn is_suspect(byte: u8) -> bool {
    let control = byte < b' ' && byte != b'\t' && byte != b'\n' && byte != b'\r';
    control | (byte == 0x7f) | (byte == 0xc2) | (byte == 0xe2) | (byte == 0xef)
}

/// The first stray character, or a carriage return without a line feed: start and end in bytes.
pub fn stray_character(text: &str) -> Option<(usize, usize)> {
    let lone = |at: &usize| text.as_bytes().get(at + 1).is_some_and(|next| *next != b'\n');
    let lone = memchr::memchr_iter(b'\r', text.as_bytes()).find(lone);
    let first = [first_stray(text), lone].into_iter().flatten().min()?;
    Some((first, text.ceil_char_boundary(first + 1)))
}

/// Where a line of a plain text that goes on over several begins like an item of a list.
pub fn swallowed_item(text: &str) -> Option<usize> {
    let mut start = text.find('\n')? + 1;
    text[start..].split_inclusive('\n').find_map(|line| {
        let behind = line.trim_start_matches(' ');
        let at = start + line.len() - behind.len();
        start += line.len();
        behind.starts_with("- ").then_some(at)
    })
}

/// One located diagnostic for what went wrong.
pub fn explain(slip: Slip<'_>) -> Diagnostic {
    let at = slip.text.floor_char_boundary(slip.at.min(slip.text.len()));
    let lines = suspects(slip.text, at);
    let place = |(start, end): (usize, usize)| slip.base.part(start, end);
    if slip.kind == Kind::Deep {
        return say::too_deep(place((at, at)), DEPTH);
    }
    if let Some(found) = lines.iter().find_map(|line| tab(line)) {
        return say::tab(place(found));
    }
    if let Some(told) = lines.iter().find_map(|line| unparted(line, slip.base)) {
        return told;
    }
    if slip.kind == Kind::OpenQuote
        && let Some(found) = open_quote(&slip.text[..at])
    {
        return say::unclosed_quote(place(found));
    }
    let values: Vec<Written<'_>> = lines.iter().filter_map(|line| written(line)).collect();
    if let Some(told) = values.iter().find_map(|value| told(&slip, value)) {
        return told;
    }
    let here = place((at, slip.text.len().min(slip.text.ceil_char_boundary(at + 1))));
    match slip.kind {
        Kind::Tab => say::tab(tab_behind(slip.text, at).map_or(here, place)),
        Kind::OpenQuote => say::unclosed_quote(here),
        Kind::BehindQuote => say::behind_quote(here),
        Kind::Escape => say::escape(here),
        Kind::Bracket => say::bracket(here),
        Kind::Directive => say::directive(here),
        Kind::Indent => say::indentation(lines.first().map_or(here, |line| place(line.trimmed()))),
        Kind::Value => match lines.get(1).filter(|line| !line.text.contains(':')) {
            Some(line) => say::not_a_key_and_value(place(line.trimmed())),
            None => say::indentation(lines.first().map_or(here, |line| place(line.trimmed()))),
        },
        Kind::Deep | Kind::Other => {
            say::not_a_key_and_value(lines.first().map_or(here, |line| place(line.trimmed())))
        }
    }
}

/// One line of the text.
#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl Line<'_> {
    /// Start and end without the white space around it.
    fn trimmed(&self) -> (usize, usize) {
        let indent = self.text.len() - self.text.trim_start().len();
        (self.start + indent, self.start + indent + self.text.trim().len())
    }
}

/// The lines that may hold the mistake: the one where reading stopped and the written one before it.
fn suspects(text: &str, at: usize) -> Vec<Line<'_>> {
    let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    let mut lines = vec![Line { start: line_start, text: &text[line_start..line_end] }];
    let before = text[..line_start].trim_end();
    if !before.is_empty() {
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        lines.push(Line { start, text: &text[start..before.len()] });
    }
    lines.retain(|line| !line.text.trim().is_empty());
    lines
}

/// The first tab in the indentation of a line behind a place: a value that goes on there begins before it.
fn tab_behind(text: &str, at: usize) -> Option<(usize, usize)> {
    let mut start = at + text[at..].find('\n')? + 1;
    text[start..].split_inclusive('\n').find_map(|line| {
        let found = tab(&Line { start, text: line });
        start += line.len();
        found
    })
}

/// A tab in the indentation of a line.
fn tab(line: &Line<'_>) -> Option<(usize, usize)> {
    let indent = line.text.len() - line.text.trim_start_matches([' ', '\t', '-']).len();
    let tab = line.text[..indent].find('\t')?;
    Some((line.start + tab, line.start + tab + 1))
}

/// What keeps the first line of a text from being a key and its value, where something in the place of `: ` does.
pub fn parts_nothing(text: &str, base: Span) -> Option<Diagnostic> {
    let mut start = 0;
    text.split_inclusive('\n').find_map(|line| {
        let found = unparted(&Line { start, text: line }, base);
        start += line.len();
        found
    })
}

/// Something that looks like `: ` and is not, where a line has no other.
fn unparted(line: &Line<'_>, base: Span) -> Option<Diagnostic> {
    let colon = full_width_colon(line).map(|(start, end)| say::full_width_colon(base.part(start, end)));
    let space = || odd_space(line).map(|(start, end, c)| say::odd_space(base.part(start, end), c));
    let none = || no_space(line).map(|(start, end)| say::no_space(base.part(start, end)));
    colon.or_else(space).or_else(none)
}

/// `title:Acme`: a key whose colon touches the value, where a line has no other colon and is no address.
fn no_space(line: &Line<'_>) -> Option<(usize, usize)> {
    let (start, end) = line.trimmed();
    let written = line.text[start - line.start..end - line.start].trim_start_matches("- ");
    let (key, value) = written.split_once(':')?;
    let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    let touches =
        is_key && !value.is_empty() && !value.starts_with("//") && !value.starts_with(char::is_whitespace);
    (touches && !line.text.contains(": ")).then_some((end - written.len(), end - value.len()))
}

/// A space that is not the plain one behind a colon, where a line has no other colon.
fn odd_space(line: &Line<'_>) -> Option<(usize, usize, char)> {
    let behind = line.text.find(':')? + 1;
    let space = line.text[behind..].chars().next()?;
    let is_odd = space.is_whitespace() && !space.is_ascii() && !line.text.contains(": ");
    is_odd.then(|| (line.start + behind, line.start + behind + space.len_utf8(), space))
}

/// A full-width colon where a line has no other.
fn full_width_colon(line: &Line<'_>) -> Option<(usize, usize)> {
    let found = line.text.find('：')?;
    let plain = line.text.contains(": ") || line.text.trim_end().ends_with(':');
    (!plain).then_some((line.start + found, line.start + found + '：'.len_utf8()))
}

/// The rest of the line on which a quotation mark is opened that no later line closes.
fn open_quote(text: &str) -> Option<(usize, usize)> {
    let mut closed = 0;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let line = Line { start, text: line };
        start += line.text.len();
        let Some(value) = written(&line).filter(|value| value.start >= closed) else { continue };
        let Some(quote) = value.text.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
        match closing(&text[value.start + 1..], quote) {
            Some(length) => closed = value.start + 1 + length,
            None => return Some((value.start, value.start + value.text.len())),
        }
    }
    None
}

/// Where the mark stands that closes a quotation: behind a backslash it closes none in double quotes, twice it closes
/// none in single ones.
fn closing(behind: &str, quote: char) -> Option<usize> {
    let mut letters = behind.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let escaped = quote == '"' && letter == '\\';
        let doubled =
            quote == '\'' && letter == quote && letters.peek().is_some_and(|(_, next)| *next == quote);
        if escaped || doubled {
            letters.next();
        } else if letter == quote {
            return Some(at);
        }
    }
    None
}

/// The comma of a list behind which, or before which, nothing stands.
fn empty_item(list: &str) -> Option<usize> {
    let inner = list.trim_end().strip_suffix([']', '}'])?;
    let mut before = 0;
    inner.match_indices(',').map(|(at, _)| at).find(|&at| {
        let empty = inner[before..at].trim_matches([' ', '[', '{', ',']).is_empty();
        before = at;
        empty
    })
}

/// A value on one line with its key, or an item of a list.
struct Written<'t> {
    start: usize,
    text: &'t str,
}

fn written<'t>(line: &Line<'t>) -> Option<Written<'t>> {
    let (start, end) = line.trimmed();
    let trimmed = &line.text[start - line.start..end - line.start];
    let behind = match trimmed.strip_prefix("- ") {
        Some(_) => 2,
        None => trimmed.find(": ")? + 2,
    };
    let text = trimmed[behind..].trim_start();
    Some(Written { start: end - text.len(), text })
}

/// What is wrong with a value, if it is one of the usual things.
fn told(slip: &Slip<'_>, value: &Written<'_>) -> Option<Diagnostic> {
    let span = slip.base.part(value.start, value.start + value.text.len());
    let first = value.text.chars().next()?;
    let rest = &value.text[first.len_utf8()..];
    match first {
        '"' | '\'' if closing(rest, first).is_none() => Some(say::unclosed_quote(span)),
        '"' | '\'' if slip.kind == Kind::BehindQuote => Some(say::behind_quote(span)),
        '"' if slip.kind == Kind::Escape => Some(say::escape(span)),
        '"' | '\'' => None,
        '[' | '{' if value.text.contains('，') => {
            let at = value.start + value.text.find('，').unwrap_or(0);
            Some(say::full_width_comma(slip.base.part(at, at + '，'.len_utf8())))
        }
        '[' | '{' if slip.kind == Kind::Bracket => Some(match empty_item(value.text) {
            Some(at) => say::empty_item(slip.base.part(value.start + at, value.start + at + 1)),
            None => say::bracket(span),
        }),
        '-' | '?' if rest.is_empty() || rest.starts_with(' ') => {
            let of_key = slip.text[..value.start].trim_end_matches(' ').ends_with(':');
            of_key.then(|| say::reserved_start(span, first, value.text))
        }
        // A whole list or map: something else is wrong with its line.
        '[' | '{'
            if value.text.split(" #").next().is_some_and(|text| text.trim_end().ends_with([']', '}'])) =>
        {
            None
        }
        '@' | '`' | '%' | '*' | '&' | '!' | '|' | '>' | ',' | '[' | ']' | '{' | '}' => {
            Some(say::reserved_start(span, first, value.text))
        }
        _ if slip.kind == Kind::Value && (value.text.contains(": ") || value.text.ends_with(':')) => {
            Some(say::colon_in_value(span, value.text))
        }
        _ => None,
    }
}
