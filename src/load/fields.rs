//! Takes the values out of a map of keys, and tells every mistake in it: keys that are unknown, missing
//! or empty, values of the wrong type.

use std::ops::RangeInclusive;

use super::node::{Node, Value};
use crate::diag::Diagnostic;
use crate::diag::catalog::fact::loose_reference;
use crate::diag::catalog::fields as say;
use crate::model::date::{Date, DateError, Moment};
use crate::model::decimal::Decimal;
use crate::model::fact::find;
use crate::model::id::LangId;
use crate::model::text::LocalText;
use crate::scan::is_blank;
use crate::source::{Located, Span};

/// A reader of one map. Ask for each key once, then call [`Fields::finish`].
pub struct Fields<'n, 'd> {
    entries: &'n [(Located<String>, Node)],
    span: Span,
    what: &'d str,
    broken: bool,
    asked: Vec<&'static str>,
    required: Vec<&'static str>,
    mistaken: Vec<(&'static str, &'static str)>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'n, 'd> Fields<'n, 'd> {
    /// A reader of a map. `what` names it in messages (`a model`, `a chart`). Anything else than a map
    /// is told and then treated as an empty one.
    pub fn new(node: &'n Node, what: &'d str, diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        let entries = node.entries();
        if entries.is_none() {
            diagnostics.push(say::not_a_map(node.span, what, node.shape()));
        }
        let span = Span { end: node.span.start, ..node.span };
        let broken = entries.is_none();
        let (asked, required, mistaken) = (Vec::new(), Vec::new(), Vec::new());
        Fields { entries: entries.unwrap_or(&[]), span, what, broken, asked, required, mistaken, diagnostics }
    }

    /// Where the map starts.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Lets a mistake be told together with those of the map.
    pub fn tell(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The list that takes the mistakes, for values that are read by other means.
    pub fn diagnostics(&mut self) -> &mut Vec<Diagnostic> {
        self.diagnostics
    }

    /// Asks that a key be there and have a value.
    pub fn require(&mut self, key: &'static str) {
        self.required.push(key);
    }

    /// Says that a word that is no key here stands for one: it is the name of its like elsewhere.
    pub fn mistake(&mut self, word: &'static str, key: &'static str) {
        self.mistaken.push((word, key));
    }

    /// The key that a word which is none may mean.
    fn near(&self, word: &str) -> Option<&'static str> {
        let alike = self.mistaken.iter().find(|(known, _)| *known == word).map(|(_, key)| *key);
        alike.or_else(|| crate::diag::nearest(word, self.asked.iter().copied()))
    }

    /// The value of a key; `None` where it is missing or empty.
    pub fn node(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.push(key);
        let found = self.entries.iter().find(|(name, _)| name.value == key)?;
        Some(&found.1).filter(|node| !node.is_null())
    }

    /// Where a key stands, if it is there. It is known then, whatever its value.
    pub fn key_span(&mut self, key: &'static str) -> Option<Span> {
        self.asked.push(key);
        self.entries.iter().find(|(name, _)| name.value == key).map(|(name, _)| name.span)
    }

    /// Where a key should have a value, if neither it nor one that may be meant as it has one.
    pub fn lack(&mut self, key: &'static str) -> Option<Span> {
        self.asked.push(key);
        let near = |name: &str| crate::diag::nearest(name, [key]).is_some();
        match self.entries.iter().find(|(name, _)| name.value == key || near(&name.value)) {
            _ if self.broken => None,
            None => Some(self.span),
            Some((name, node)) => (name.value == key && node.is_null()).then_some(name.span),
        }
    }

    /// All entries, for maps whose keys are free. None is unknown then.
    pub fn free(&mut self) -> &'n [(Located<String>, Node)] {
        self.broken = true;
        self.entries
    }

    /// Tells unknown and missing keys.
    pub fn finish(self) {
        if self.broken {
            return;
        }
        let unknown = self.entries.iter().filter(|(name, _)| !self.asked.contains(&name.value.as_str()));
        let slips: Vec<_> = unknown.map(|(name, _)| (name, self.near(&name.value))).collect();
        let is_meant = |key: &str| slips.iter().any(|(_, near)| *near == Some(key));
        let mut told = Vec::new();
        for (name, near) in &slips {
            told.push(say::unknown_key(name.span, &name.value, self.what, (*near, &self.asked)));
        }
        for key in &self.required {
            match self.entries.iter().find(|(name, _)| name.value == *key) {
                Some((name, node)) if node.is_null() => told.push(say::empty_key(name.span, key)),
                None if !is_meant(key) => told.push(say::missing_key(self.span, key, self.what)),
                _ => {}
            }
        }
        self.diagnostics.extend(told);
    }

    /// A text.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        self.located_text(key).map(|text| text.value)
    }

    /// A text for readers that takes no references to facts.
    pub fn words(&mut self, key: &'static str) -> Option<String> {
        self.located_words(key).map(|text| text.value)
    }

    /// The same with its place.
    pub fn located_words(&mut self, key: &'static str) -> Option<Located<String>> {
        let text = self.located_text(key)?;
        without_references(&text, self.diagnostics);
        Some(text)
    }

    /// A text with its place.
    pub fn located_text(&mut self, key: &'static str) -> Option<Located<String>> {
        let node = self.node(key)?;
        text_of(node, key, self.diagnostics)
    }

    /// A list of texts.
    pub fn texts(&mut self, key: &'static str) -> Vec<Located<String>> {
        let items = self.list(key);
        items.iter().filter_map(|item| item_text(item, key, self.diagnostics)).collect()
    }

    /// A list of texts, or one text for a list of one.
    pub fn one_or_more(&mut self, key: &'static str) -> Vec<Located<String>> {
        match self.node(key) {
            Some(node) if node.text().is_some() => text_of(node, key, self.diagnostics).into_iter().collect(),
            _ => self.texts(key),
        }
    }

    /// A list; empty where there is none.
    pub fn list(&mut self, key: &'static str) -> &'n [Node] {
        let Some(node) = self.node(key) else { return &[] };
        if node.items().is_none() {
            self.diagnostics.push(say::wrong_type(node.span, key, "a list", node.shape()));
        }
        node.items().unwrap_or(&[])
    }

    /// A map, with the words for it in messages.
    pub fn map<'s>(&'s mut self, key: &'static str, what: &'s str) -> Option<Fields<'n, 's>> {
        let node = self.node(key)?;
        if node.entries().is_none() {
            self.diagnostics.push(say::wrong_type(node.span, key, "a map", node.shape()));
            return None;
        }
        Some(Fields::new(node, what, self.diagnostics))
    }

    /// A date of any precision.
    pub fn date(&mut self, key: &'static str) -> Option<Located<Date>> {
        let text = self.located_text(key)?;
        date_of(&text, self.diagnostics)
    }

    /// A date or a time.
    pub fn moment(&mut self, key: &'static str) -> Option<Located<Moment>> {
        let text = self.located_text(key)?;
        let found = Moment::parse(&text.value).map(|moment| Located::new(moment, text.span));
        found.map_err(|_| self.diagnostics.push(say::not_a_moment(text.span, &text.value))).ok()
    }

    /// `true` or `false`.
    pub fn bool(&mut self, key: &'static str) -> Option<bool> {
        let text = self.located_text(key)?;
        let found = text.value.parse().ok();
        if found.is_none() {
            self.diagnostics.push(say::not_true_or_false(text.span, key, &text.value));
        }
        found
    }

    /// A whole number of a range.
    pub fn integer(&mut self, key: &'static str, range: RangeInclusive<u64>) -> Option<Located<u64>> {
        let text = self.located_text(key)?;
        let digits = !text.value.is_empty() && text.value.bytes().all(|byte| byte.is_ascii_digit());
        let ends = (*range.start(), *range.end());
        match text.value.parse() {
            Ok(number) if digits && range.contains(&number) => return Some(Located::new(number, text.span)),
            _ if digits => self.diagnostics.push(say::number_out_of_range(text.span, key, &text.value, ends)),
            _ => self.diagnostics.push(say::not_a_whole_number(text.span, key, &text.value)),
        }
        None
    }

    /// A plain decimal number.
    pub fn decimal(&mut self, key: &'static str) -> Option<Located<Decimal>> {
        let text = self.located_text(key)?;
        decimal_of(&text, key, self.diagnostics)
    }

    /// One of these words, as what it stands for.
    pub fn one_of<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<Located<T>> {
        let text = self.located_text(key)?;
        let found = words.iter().find(|(word, _)| *word == text.value);
        if found.is_none() {
            let allowed: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.diagnostics.push(say::not_one_of(text.span, key, &text.value, &allowed));
        }
        found.map(|(_, meaning)| Located::new(*meaning, text.span))
    }

    /// An address on the web: http or https.
    pub fn web_address(&mut self, key: &'static str) -> Option<String> {
        let text = self.located_text(key)?;
        if !is_web_address(&text.value) {
            self.diagnostics.push(say::not_a_web_address(text.span, key, &text.value));
            return None;
        }
        Some(text.value)
    }

    /// A text, or one per language (`{en: …, zh: …}`); empty where there is none.
    pub fn local(&mut self, key: &'static str, languages: &[String]) -> LocalText {
        let node = self.node(key);
        node.and_then(|node| local_of(node, key, languages, self.diagnostics)).unwrap_or_default()
    }
}

/// The text of a value; anything else is told, and so is a text that says nothing.
pub fn text_of(node: &Node, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Located<String>> {
    match node.located_text() {
        Some(text) if is_blank(&text.value) => diagnostics.push(say::empty_key(node.span, key)),
        Some(text) => return Some(text),
        None => diagnostics.push(say::wrong_type(node.span, key, "a text", node.shape())),
    }
    None
}

/// The text of an item of a list; `- Risk: margins`, which YAML reads as a map, is told as such.
pub fn item_text(node: &Node, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Located<String>> {
    match &node.value {
        Value::Scalar(scalar) if !is_blank(&scalar.text) => node.located_text(),
        Value::Scalar(_) | Value::Null => {
            diagnostics.push(say::empty_item(node.span, key));
            None
        }
        Value::Map(entries) => {
            let (name, value) = entries.first()?;
            let text = format!("{}: {}", name.value, value.text().unwrap_or("…"));
            diagnostics.push(say::colon_in_item(node.span, &text));
            None
        }
        Value::List(_) => text_of(node, key, diagnostics),
    }
}

/// A date; anything else is told.
pub fn date_of(text: &Located<String>, diagnostics: &mut Vec<Diagnostic>) -> Option<Located<Date>> {
    match Date::parse(&text.value) {
        Ok(date) => return Some(Located::new(date, text.span)),
        Err(DateError::Shape) => diagnostics.push(say::not_a_date(text.span, &text.value)),
        Err(DateError::Impossible) => diagnostics.push(say::impossible_date(text.span, &text.value)),
    }
    None
}

/// A plain decimal number; anything else is told.
pub fn decimal_of(
    text: &Located<String>,
    key: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Located<Decimal>> {
    let found = Decimal::parse(&text.value).map(|number| Located::new(number, text.span));
    found.map_err(|_| diagnostics.push(say::not_a_decimal(text.span, key, &text.value))).ok()
}

/// Tells of a reference to a fact in a text that takes none: readers would see it as it stands.
fn without_references(text: &Located<String>, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(found) = find(&text.value, 0) {
        diagnostics.push(loose_reference(text.span, &text.value[found.whole], None));
    }
}

/// A text for readers that takes no references, or one per language.
pub fn local_of(
    node: &Node,
    key: &str,
    languages: &[String],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<LocalText> {
    let Some(entries) = node.entries() else {
        let text = text_of(node, key, diagnostics)?;
        without_references(&text, diagnostics);
        return Some(LocalText::plain(text.value));
    };
    let mut texts = Vec::new();
    for (code, value) in entries {
        let Some(lang) = languages.iter().position(|language| *language == code.value) else {
            let known: Vec<&str> = languages.iter().map(String::as_str).collect();
            diagnostics.push(say::unknown_language(code.span, &code.value, &known));
            continue;
        };
        if !value.is_null()
            && let Some(text) = text_of(value, &code.value, diagnostics)
        {
            without_references(&text, diagnostics);
            texts.push((LangId(lang as u8), text.value));
        }
    }
    Some(LocalText::new(texts))
}

/// Whether a text is an http(s) address that can stand in a link as it is.
pub fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or(""));
    host.is_some_and(|host| !host.is_empty() && host != ":")
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"`{}|\\^".contains(c))
}
