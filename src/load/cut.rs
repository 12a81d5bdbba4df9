//! Values that a comment cuts short: of `title: Report #1 of 2` YAML reads `Report`.

use super::node::{Node, Style, Value};
use crate::diag::Diagnostic;
use crate::diag::catalog::yaml as say;
use crate::source::Span;

/// Tells the values of a tree behind which a text stands as a comment that was hardly meant as one: one without a space
/// behind its `#`, or any behind a title. The tree was read from a text that stands at a span.
pub fn values(tree: &Node, text: &str, at: Span) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    look(tree, false, &mut |value, is_title| told.extend(cut(value, is_title, (text, at))));
    told
}

fn look<'n>(node: &'n Node, is_title: bool, each: &mut impl FnMut(&'n Node, bool)) {
    match &node.value {
        Value::Scalar(_) => each(node, is_title),
        Value::List(items) => items.iter().for_each(|item| look(item, is_title, each)),
        Value::Map(entries) => entries.iter().for_each(|(key, node)| look(node, key.value == "title", each)),
        Value::Null => {}
    }
}

fn cut(value: &Node, is_title: bool, (text, at): (&str, Span)) -> Option<Diagnostic> {
    let is_plain = matches!(&value.value, Value::Scalar(scalar) if scalar.style == Style::Plain);
    let behind = text.get((value.span.end - at.start) as usize..)?.lines().next()?;
    let comment =
        behind.trim_start().strip_prefix('#').filter(|_| is_plain && behind.starts_with([' ', '\t']))?;
    let is_meant = !is_title && !comment.starts_with(char::is_alphanumeric);
    let start = value.span.end as usize + behind.len() - comment.len() - 1;
    let span = Span { start: start as u32, end: (start + 1 + comment.trim_end().len()) as u32, ..value.span };
    let whole = format!("{}{}", value.text().unwrap_or(""), behind.trim_end());
    (!is_meant && !comment.trim().is_empty()).then(|| say::cut_value(span, &whole))
}
