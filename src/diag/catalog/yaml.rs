//! Mistakes in the form of a YAML text: front matter, fences, `site.yaml` and the like.

use super::clipped;
use crate::diag::Diagnostic;
use crate::source::Span;

/// A text in the quotes that need the least escaping, clipped.
fn quoted(text: &str) -> String {
    let text = clipped(text);
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

/// More bytes than are read.
pub fn too_long(span: Span, most: usize) -> Diagnostic {
    let kilobytes = most / 1024;
    Diagnostic::error("yaml-too-long", span, format!("more than the limit of {kilobytes} KB of YAML"))
        .help("move long texts into the body of the note, and rows into a CSV file")
}

/// A control character.
pub fn control_character(span: Span, character: &str) -> Diagnostic {
    let code = character.chars().next().map_or(0, u32::from);
    let message = match code {
        0x0d => "a carriage return without a line feed".to_owned(),
        code => format!("a control character (U+{code:04X})"),
    };
    Diagnostic::error("yaml-control-character", span, message)
        .help("delete it; your editor can show invisible characters")
}

/// A tab in the indentation.
pub fn tab(span: Span) -> Diagnostic {
    Diagnostic::error("yaml-tab", span, "a tab where YAML wants spaces")
        .help("replace each tab at the start of a line by two spaces")
}

/// `：` for `:`.
pub fn full_width_colon(span: Span) -> Diagnostic {
    Diagnostic::error("yaml-full-width-colon", span, "a full-width colon `：` does not part key and value")
        .help("write `key: value` with a plain colon and a space")
}

/// A no-break space, or another that is not the plain one, behind the colon of a key.
pub fn odd_space(span: Span, space: char) -> Diagnostic {
    let message = format!("the space behind this colon is U+{:04X}, not a plain one", u32::from(space));
    Diagnostic::error("yaml-odd-space", span, message).help("delete it and type a plain space")
}

/// `title:Acme`.
pub fn no_space(span: Span) -> Diagnostic {
    Diagnostic::error("yaml-no-space", span, "no space stands behind the colon of this key")
        .help("write `key: value`, with a space behind the colon")
}

/// `title: Acme: a review`.
pub fn colon_in_value(span: Span, value: &str) -> Diagnostic {
    Diagnostic::error(
        "yaml-colon-in-value",
        span,
        "a text that holds a colon and a space must stand in quotes",
    )
    .help(format!("write `{}`", quoted(value)))
}

/// A value that starts with a character that means something else in YAML.
pub fn reserved_start(span: Span, first: char, value: &str) -> Diagnostic {
    let mark = if first == '`' { "a backquote".to_owned() } else { format!("`{first}`") };
    let message = format!("a text that starts with {mark} must stand in quotes");
    Diagnostic::error("yaml-reserved-start", span, message).help(format!("write `{}`", quoted(value)))
}

/// A quote that is never closed.
pub fn unclosed_quote(span: Span) -> Diagnostic {
    Diagnostic::error("yaml-unclosed-quote", span, "a quotation mark is opened and never closed")
        .help("close it at the end of the text, with the same mark that opened it")
}

/// `"a" b`.
pub fn behind_quote(span: Span) -> Diagnostic {
    Diagnostic::error("yaml-behind-quote", span, "something stands behind the closing quotation mark")
        .help("put quotes around the whole text: `'\"Cheap\" tokens'`")
}

/// `"\q"`.
pub fn escape(span: Span) -> Diagnostic {
    Diagnostic::error("yaml-escape", span, "a backslash in double quotes that YAML does not know")
        .help("write two backslashes for one, or use single quotes, in which a backslash is a backslash")
}

/// Brackets that do not match.
pub fn bracket(span: Span) -> Diagnostic {
    Diagnostic::error("yaml-bracket", span, "the brackets of this list or map do not match up").help(
        "close every `[` with `]` and every `{` with `}`; put quotes around texts that hold `, ` or `: `",
    )
}

/// `[a, , b]`.
pub fn empty_item(span: Span) -> Diagnostic {
    Diagnostic::error("yaml-empty-item", span, "nothing stands beside this comma")
        .help("write a value there, or take the comma out")
}

/// `[a，b]`.
pub fn full_width_comma(span: Span) -> Diagnostic {
    Diagnostic::error(
        "yaml-full-width-comma",
        span,
        "a full-width comma `，` does not part the items of a list or map",
    )
    .help("write `, `: a plain comma and a space; put quotes around a text that holds `，`")
}

/// `%YAML 1.2`.
pub fn directive(span: Span) -> Diagnostic {
    Diagnostic::error(
        "yaml-directive",
        span,
        "a line that starts with `%` is a YAML directive, and none are used here",
    )
    .help("delete the line; put quotes around a text that starts with `%`")
}

/// Too many levels.
pub fn too_deep(span: Span, most: usize) -> Diagnostic {
    let message = format!("lists and maps are nested deeper than the limit of {most} levels");
    Diagnostic::error("yaml-too-deep", span, message)
        .help("no key needs so many levels; write the values side by side")
}

/// Too many values.
pub fn too_many_values(span: Span, most: usize) -> Diagnostic {
    Diagnostic::error("yaml-too-many-values", span, format!("more than the limit of {most} values"))
        .help("put rows of data into a CSV file below `content/data/`")
}

/// Indentation that fits no level.
pub fn indentation(span: Span) -> Diagnostic {
    Diagnostic::error(
        "yaml-indentation",
        span,
        "the indentation of this line fits neither the line before nor a list or map above",
    )
    .help("indent all keys of a map, and all `-` of a list, by the same number of spaces")
}

/// An item of a list that is indented deeper than the item before it, and so is a part of its text.
pub fn swallowed_item(span: Span) -> Diagnostic {
    Diagnostic::error(
        "yaml-swallowed-item",
        span,
        "this `-` begins no item: it goes on with the text of the line above",
    )
    .help("indent it as the `-` above; a text that holds ` - ` at the start of a line stands in quotes")
}

/// A value behind which its own text goes on as a comment. `whole`: both.
pub fn cut_value(span: Span, whole: &str) -> Diagnostic {
    let quoted = clipped(&whole.replace('\\', "\\\\").replace('"', "\\\""));
    Diagnostic::warning("yaml-cut-value", span, "a space and `#` begin a comment, and cut the value short")
        .help(format!(
            "write `\"{quoted}\"`; a comment stands on a line of its own, or has a space behind its `#`"
        ))
}

/// A line without `key: value`.
pub fn not_a_key_and_value(span: Span) -> Diagnostic {
    Diagnostic::error("yaml-not-a-key-and-value", span, "not of the form `key: value`")
        .help("write a key, a colon and a space before the value; indent what belongs to the line above")
}

/// `!!python/object`.
pub fn tag(span: Span, tag: &str) -> Diagnostic {
    Diagnostic::error(
        "yaml-tag",
        span,
        format!("`{}` is a YAML tag, and tags are not used here", clipped(tag)),
    )
    .help("delete it, every value is read as written; put quotes around a text that starts with `!`")
}

/// `&name`.
pub fn anchor(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(
        "yaml-anchor",
        span,
        format!("`{}` is a YAML anchor, and anchors are not used here", clipped(name)),
    )
    .help("delete it; put quotes around a text that starts with `&`")
}

/// `*name`.
pub fn alias(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(
        "yaml-alias",
        span,
        format!("`{}` is a YAML alias, and aliases are not used here", clipped(name)),
    )
    .help("write the value out; put quotes around a text that starts with `*`")
}

/// `<<:`.
pub fn merge_key(span: Span) -> Diagnostic {
    Diagnostic::error("yaml-merge-key", span, "`<<` merges maps, which is not used here")
        .help("write the keys out")
}

/// A key that stands twice in one map.
pub fn duplicate_key(span: Span, key: &str, first: Span) -> Diagnostic {
    Diagnostic::error("yaml-duplicate-key", span, format!("the key `{}` stands twice", clipped(key)))
        .help("keep one of the two")
        .also(first, "it stands here already")
}

/// A list or map for a key.
pub fn complex_key(span: Span) -> Diagnostic {
    Diagnostic::error("yaml-complex-key", span, "a list or a map cannot be a key")
        .help("put quotes around a key or text that starts with `[` or `{`")
}

/// A second `---`.
pub fn several_documents(span: Span) -> Diagnostic {
    Diagnostic::error("yaml-several-documents", span, "`---` starts a second YAML document")
        .help("keep one document; delete the line")
}
