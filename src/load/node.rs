//! A YAML value as its author wrote it, with its place in the file.

use crate::source::{Located, Span};

/// A value of a YAML text.
#[derive(Clone, PartialEq, Debug)]
pub struct Node {
    /// Where it stands: with its quotes, with its brackets.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// The shapes of values.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// A text. Numbers, dates and truth values stay the text that was written.
    Scalar(Scalar),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in file order; no key stands twice.
    Map(Vec<(Located<String>, Node)>),
}

/// A text and how it was written.
#[derive(Clone, PartialEq, Debug)]
pub struct Scalar {
    /// The text without quotes, escapes resolved, folded lines joined.
    pub text: String,
    /// How it was written.
    pub style: Style,
}

/// How a text was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// As it is.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// As an indented block behind `|` or `>`.
    Block,
}

impl Node {
    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// The text of a scalar with its place.
    pub fn located_text(&self) -> Option<Located<String>> {
        self.text().map(|text| Located::new(text.to_owned(), self.text_span()))
    }

    /// Where the text of a scalar stands: inside its quotes, if the text stands there byte for byte;
    /// else the whole value.
    pub fn text_span(&self) -> Span {
        let Value::Scalar(scalar) = &self.value else { return self.span };
        let length = (self.span.end - self.span.start) as usize;
        if scalar.style == Style::Quoted && length == scalar.text.len() + 2 {
            return self.span.part(1, length - 1);
        }
        self.span
    }

    /// The items of a list.
    pub fn items(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// The entries of a map.
    pub fn entries(&self) -> Option<&[(Located<String>, Node)]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// Whether there is nothing.
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// The word for its shape, for messages.
    pub fn shape(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Scalar(_) => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }
}
